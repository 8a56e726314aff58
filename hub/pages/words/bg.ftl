skip = Към съдържанието
languages = Избор на език
your-number = Вашият номер

called-in-vain = Повикахме Ви в { $time } ч., но не Ви открихме.
called-again = Ще Ви повикаме още веднъж. Моля, останете в зоната за изчакване.
soon = Скоро е Вашият ред.
not-yet = Още не е Вашият ред.
before-you = Пред Вас
persons =
    { $count ->
        [0] никой
        [one] { $count } човек
       *[other] { $count } души
    }
wait = Време за чакане
wait-a-minute = около 1 минута
wait-about =
    { $minutes ->
        [one] около { $minutes } минута
       *[other] около { $minutes } минути
    }
wait-at-most =
    { $minutes ->
        [one] най-много около { $minutes } минута
       *[other] най-много около { $minutes } минути
    }
wait-between = около { $from } до { $to } минути
no-counter = В момента няма отворено гише.
wait-unknown = още не е известно
zone = Зона за изчакване
others-first = Хората със записан час може да бъдат повикани преди Вас. Моля, бъдете навреме в зоната за изчакване.
moved-to = Посещението Ви продължава на друго място: { $office }. Моля, отидете там. Там важи този нов номер.

please-go-to = Моля, отидете на
counter = Гише { $counter }
expected = Очакваме Ви. Вашата зона за изчакване: { $zone }
at-counter = Вие сте на гише { $counter }.

missed = Повикахме Ви, но не Ви открихме.
missed-help = Още ли сте тук? Моля, обърнете се към нас и ще намерим решение.
finished = Посещението Ви приключи.
goodbye = Благодарим Ви и довиждане.
left = Този номер вече не е валиден.
left-help = Искате ли все пак да останете? Моля, вземете нов номер.

as-of = Към { $time } ч.
lost = Връзката прекъсна. Продължаваме да опитваме, не е нужно да правите нищо. Последни данни:
buzz-on = Вибрация при повикване
buzz-is-on = Телефонът Ви ще вибрира при повикване, докато тази страница е отворена.
help = Имате въпрос? Моля, обърнете се към нас, с удоволствие ще помогнем.
not-found = Не намираме Вашия номер
not-found-help = Страницата на един номер важи само в деня, в който сте взели номера. Талонът Ви от днес ли е? Тогава, моля, проверете кода или ни покажете талона.
code-again = Въведете кода отново

# Days and times.
monday = понеделник
tuesday = вторник
wednesday = сряда
thursday = четвъртък
friday = петък
saturday = събота
sunday = неделя
month-1 = януари
month-2 = февруари
month-3 = март
month-4 = април
month-5 = май
month-6 = юни
month-7 = юли
month-8 = август
month-9 = септември
month-10 = октомври
month-11 = ноември
month-12 = декември
date = { $weekday }, { $day } { $month } { $year } г.
clock = { $time } ч.
moment = { $date }, { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Здравейте, { $name },
letter-verify-subject = Моля, потвърдете часа си: { $date }
letter-verify = Поискахте да запишете час. Моля, потвърдете го до { $until } След това ще дадем часа на други.
letter-verify-link = Потвърждаване на часа
letter-verify-not-me = Не сте искали час? Тогава не е нужно да правите нищо.
letter-confirmed-subject = Вашият час: { $date }, { $clock }
letter-confirmed = Вашият час е потвърден.
letter-rebooked-subject = Вашият нов час: { $date }, { $clock }
letter-rebooked = Часът Ви вече е по друго време. Предишният час не е валиден.
letter-handed-over-subject = Относно Вашия час: { $date }
letter-handed-over = Часът Ви остава същият. Ще Ви приеме друг човек от нашия екип.
letter-cancelled-subject = Вашият час е отменен: { $date }
letter-cancelled = Вашият час е отменен. Не е нужно да правите нищо повече.
letter-reminder-subject = Напомняне за Вашия час: { $date }, { $clock }
letter-reminder = Напомняме Ви за записания час. Не можете да дойдете? Тогава, моля, отменете го, за да го получи някой друг.
letter-when = Кога
letter-where = Къде
letter-what = Въпрос
letter-code = Вашият код
letter-code-help = С този код се регистрирате, когато дойдете при нас.
letter-change = Преглед, промяна или отмяна на часа
letter-automatic = Това съобщение е изпратено автоматично.

# Booking a time on the web, and one's own appointment.
book-title = Запишете час
book-intro = Изберете за какво идвате. След това ще видите свободните часове.
book-search = Какво търсите?
book-search-do = Търсене
book-nothing-found = Не намерихме нищо такова. Ето всички въпроси.
book-nothing = В момента тук не можете да запишете час. Моля, обадете ни се или елате при нас.
book-persons = Колко души?
book-persons-set = Показване на часовете
book-times = Кога искате да дойдете?
book-next = Най-близкият свободен час
book-days = Всички свободни часове
book-none = В тези дни няма свободни часове.
book-closed = затворено
book-full = всичко е заето
book-too-soon = твърде късно за записване
book-not-yet = още не е отворено
book-later = По-късни дни
book-earlier = По-ранни дни
book-other = Изберете друг въпрос
book-other-time = Изберете друг час
book-who = Кой ще дойде?
book-name = Име
book-name-help = В зоната за изчакване се вижда само номерът Ви, никога името.
book-mail = Имейл (по желание)
book-mail-help = Тогава ще Ви изпратим връзка. С нея потвърждавате часа и можете да го промените по-късно.
book-privacy = Пазим само това, което въведете тук, и го изтриваме след посещението Ви.
book-do = Запазете часа
book-mistakes = Моля, проверете въведеното.
book-mistake-name = Моля, въведете името си, най-много 100 знака.
book-mistake-mail = Този имейл адрес не е пълен. Пример: ime@example.com
book-taken = Този час вече не е свободен. Моля, изберете друг.
book-sent = Моля, проверете пощата си
book-sent-help = Изпратихме Ви имейл. Моля, потвърдете часа с връзката в него до { $until } Дотогава пазим часа за Вас.
book-sent-late = След няколко минути няма нищо? Моля, вижте и в папката за спам и проверете адреса.
own-title = Вашият час
own-stands = Вашият час е потвърден.
own-unverified = Вашият час още не е потвърден. Моля, потвърдете го до { $until }
own-confirm = Потвърждаване на часа
own-cancelled = Този час е отменен.
own-lapsed = Този час не беше потвърден навреме. Сега е свободен за други.
own-here = Пристигането Ви е отбелязано. Моля, следете номера си.
own-over = Този час вече мина.
own-keep = Моля, запишете си кода или отпечатайте тази страница.
own-bring = Моля, носете
own-calendar = Добавяне в моя календар
own-move = Преместване в друг час
own-cancel = Отмяна на часа
own-cancel-sure = Наистина ли искате да отмените този час?
own-cancel-do = Да, отменете го
own-keep-it = Не, запазете го
own-not-found = Не намираме този час
own-not-found-help = След посещението изтриваме часовете. Моля, проверете връзката или ни попитайте.
own-new = Запишете нов час
own-move-sure = Искате ли да преместите часа: { $date }, { $clock }?
own-move-do = Да, преместете го
