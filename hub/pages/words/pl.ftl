skip = Przejdź do treści
languages = Wybór języka
your-number = Państwa numer

called-in-vain = Wywołaliśmy Państwa o { $time }, ale nikt nie podszedł.
called-again = Wywołamy Państwa jeszcze raz. Proszę pozostać w poczekalni.
soon = Wkrótce Państwa kolej.
not-yet = To jeszcze nie Państwa kolej.
before-you = Przed Państwem
persons =
    { $count ->
        [0] nikt
        [one] { $count } osoba
        [few] { $count } osoby
       *[many] { $count } osób
    }
wait = Czas oczekiwania
wait-a-minute = około 1 minuty
wait-about =
    { $minutes ->
        [one] około { $minutes } minuty
       *[many] około { $minutes } minut
    }
wait-at-most =
    { $minutes ->
        [one] najwyżej około { $minutes } minuty
       *[many] najwyżej około { $minutes } minut
    }
wait-between =
    { $to ->
        [one] od około { $from } do { $to } minuty
       *[many] od około { $from } do { $to } minut
    }
no-counter = W tej chwili żadne okienko nie jest czynne.
wait-unknown = jeszcze nieznany
zone = Poczekalnia
others-first = Osoby z umówioną wizytą mogą zostać wywołane przed Państwem. Proszę być na czas w poczekalni.
moved-to = Państwa wizyta toczy się dalej w innym miejscu: { $office }. Proszę tam pójść. Tam obowiązuje ten nowy numer.
freed = Zwolnił się termin o godzinie { $time }. Czy chcą go Państwo zająć?
freed-help = Numer pozostaje ten sam. Jeśli kolej przyjdzie wcześniej, wezwiemy Państwa wcześniej.
freed-take = Tak, zajmuję ten termin
freed-gone = Ten termin przed chwilą zajął ktoś inny. Miejsce w kolejce się nie zmieniło.

please-go-to = Proszę podejść tutaj:
stay-seated = Proszę pozostać na miejscu. Podejdziemy do Państwa.
counter = Okienko { $counter }
expected = Czekamy na Państwa. Państwa poczekalnia: { $zone }
called-to = Numer { $number }, proszę podejść do okienka { $counter }.
called-seated = Numer { $number }: proszę pozostać na miejscu, podejdziemy do Państwa.
at-counter = Są Państwo przy okienku { $counter }.

missed = Wywołaliśmy Państwa, ale nikt nie podszedł.
missed-help = Są Państwo jeszcze tutaj? Proszę nam o tym powiedzieć, znajdziemy rozwiązanie.
finished = Państwa wizyta jest zakończona.
goodbye = Dziękujemy i do widzenia.
left = Ten numer nie jest już ważny.
left-help = Chcą Państwo jednak zostać? Proszę pobrać nowy numer.
leave = Nie chcę dłużej czekać
leave-sure = Czy na pewno nie chcą Państwo dłużej czekać?
leave-help = Państwa numer { $number } straci wtedy ważność, a inni przesuną się do przodu. Nie można tego cofnąć.
leave-do = Tak, rezygnuję z numeru
leave-keep = Nie, czekam dalej

as-of = Stan na { $time }
lost = Połączenie zostało przerwane. Próbujemy dalej, nie muszą Państwo nic robić. Ostatni stan:
buzz-on = Wibracje przy wywołaniu
buzz-is-on = Telefon zawibruje przy wywołaniu, dopóki ta strona jest otwarta.
speak-on = Odczytaj wywołanie na głos
speak-is-on = Telefon odczyta wywołanie na głos, dopóki ta strona jest otwarta.
help = Mają Państwo pytanie? Proszę się do nas zwrócić, chętnie pomożemy.
not-found = Nie znajdujemy Państwa numeru
not-found-help = Strona numeru działa tylko w dniu, w którym numer został pobrany. Czy bilet jest z dzisiaj? Jeśli tak, proszę sprawdzić kod albo pokazać nam bilet.
code-again = Wpisz kod jeszcze raz
address-unreadable = Ten adres jest niepełny
address-unreadable-help = Może przy wpisywaniu zginął jakiś znak. Proszę sprawdzić adres albo zacząć od początku.

# Days and times.
monday = poniedziałek
tuesday = wtorek
wednesday = środa
thursday = czwartek
friday = piątek
saturday = sobota
sunday = niedziela
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia
date = { $weekday }, { $day } { $month } { $year }
clock = { $time }
moment = { $date }, { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Dzień dobry, { $name }!
letter-verify-subject = Proszę potwierdzić wizytę: { $date }
letter-verify = Poprosili Państwo o termin wizyty. Proszę go potwierdzić do { $until }. Potem oddamy ten czas innym.
letter-verify-link = Potwierdź wizytę
letter-verify-not-me = Nie prosili Państwo o wizytę? W takim razie nie trzeba nic robić.
letter-confirmed-subject = Państwa wizyta: { $date }, { $clock }
letter-confirmed = Państwa wizyta jest potwierdzona.
letter-rebooked-subject = Państwa nowy termin: { $date }, { $clock }
letter-rebooked = Państwa wizyta jest teraz o innej porze. Poprzedni termin nie jest już ważny.
letter-handed-over-subject = W sprawie Państwa wizyty: { $date }
letter-handed-over = Termin wizyty się nie zmienia. Przyjmie Państwa inna osoba z naszego zespołu.
letter-cancelled-subject = Państwa wizyta została odwołana: { $date }
letter-cancelled = Państwa wizyta została odwołana. Nie muszą Państwo nic więcej robić.
letter-reminder-subject = Przypomnienie o wizycie: { $date }, { $clock }
letter-reminder = Przypominamy o wizycie. Nie mogą Państwo przyjść? Wtedy prosimy ją odwołać, aby ktoś inny mógł skorzystać z tego czasu.
letter-when = Kiedy
letter-where = Gdzie
letter-way = Jak do nas trafić
letter-phone = Mają Państwo pytania? Proszę do nas zadzwonić
letter-what = Sprawa
letter-code = Państwa kod
letter-code-help = Tym kodem zgłaszają się Państwo po przyjściu do nas.
letter-change = Zobacz, zmień lub odwołaj wizytę
letter-automatic = Ta wiadomość została wysłana automatycznie.

# Booking a time on the web, and one's own appointment.
book-title = Umów wizytę
book-intro = Proszę wybrać sprawę. Potem zobaczą Państwo wolne terminy.
book-search = Czego Państwo szukają?
book-search-do = Szukaj
book-nothing-found = Niczego takiego nie znaleźliśmy. Oto wszystkie sprawy.
book-nothing = W tej chwili nie można tu umówić wizyty. Proszę zadzwonić albo przyjść do nas.
everywhere = W kilku urzędach
everywhere-first = Pokażemy, gdzie jest najbliższy wolny termin.
everywhere-where = W którym urzędzie?
by-phone = Tę wizytę umawiają Państwo telefonicznie. Proszę do nas zadzwonić
by-kiosk = Tę wizytę umawiają Państwo u nas przy automacie.
by-infopoint = Tę wizytę umawiają Państwo u nas w punkcie informacyjnym.
by-kiosk-or-infopoint = Tę wizytę umawiają Państwo u nas przy automacie albo w punkcie informacyjnym.
by-walk-in = Nie trzeba umawiać wizyty. Proszę pobrać u nas numer przy automacie.
book-persons = Ile osób?
book-persons-set = Pokaż terminy
book-times = Kiedy chcą Państwo przyjść?
book-next = Najbliższy wolny termin
book-days = Wszystkie wolne terminy
book-calendar = Wolne dni w kalendarzu
book-calendar-help = Dni w ramce mają wolne terminy.
sheet = { $month } { $year }
sheet-monday = pn
sheet-tuesday = wt
sheet-wednesday = śr
sheet-thursday = cz
sheet-friday = pt
sheet-saturday = sb
sheet-sunday = nd
sheet-month-1 = Styczeń
sheet-month-2 = Luty
sheet-month-3 = Marzec
sheet-month-4 = Kwiecień
sheet-month-5 = Maj
sheet-month-6 = Czerwiec
sheet-month-7 = Lipiec
sheet-month-8 = Sierpień
sheet-month-9 = Wrzesień
sheet-month-10 = Październik
sheet-month-11 = Listopad
sheet-month-12 = Grudzień
book-none = W tych dniach nie ma wolnych terminów.
book-closed = zamknięte
book-holiday = święto
book-full = wszystko zajęte
book-too-soon = za późno na zapis
book-not-yet = jeszcze nieudostępnione
book-later = Późniejsze dni
book-earlier = Wcześniejsze dni
book-other = Wybierz inną sprawę
book-other-time = Wybierz inny termin
book-who = Kto przyjdzie?
book-name = Imię i nazwisko
book-name-help = W poczekalni widać tylko numer, nigdy imię i nazwisko.
book-mail = E-mail (nieobowiązkowo)
book-mail-help = Wtedy wyślemy Państwu link. Można nim potwierdzić wizytę, a później ją zmienić.
book-privacy = Zapisujemy tylko to, co zostanie tu wpisane, i usuwamy to po wizycie.
book-do = Zarezerwuj wizytę
book-mistakes = Proszę sprawdzić wpisane dane.
book-mistake-name = Proszę wpisać imię i nazwisko, najwyżej 100 znaków.
book-mistake-mail = Ten adres e-mail jest niepełny. Przykład: nazwa@example.com
book-taken = Ten termin nie jest już wolny. Proszę wybrać inny.
book-passed = Na ten termin jest już za późno. Proszę wybrać inny.
book-changed = O tej porze nie ma już wizyt. Proszę wybrać inny termin.
book-held = Ten termin jest zarezerwowany dla Państwa do godziny { $until }.
book-held-no-longer = Ten termin nie jest już dla Państwa zarezerwowany. Będzie Państwa, jeśli nikt nie będzie szybszy.
book-sent-before = Ten formularz został już wysłany z innymi danymi. Jeśli chcą Państwo umówić kolejną wizytę, proszę wybrać inny termin.
book-sent = Proszę sprawdzić swoją pocztę
book-sent-help = Wysłaliśmy Państwu e-mail. Proszę potwierdzić wizytę linkiem z tej wiadomości do { $until }. Do tej pory trzymamy dla Państwa termin.
book-sent-late = Po kilku minutach nic nie ma? Proszę zajrzeć także do folderu ze spamem i sprawdzić adres.
own-title = Państwa wizyta
own-stands = Państwa wizyta jest potwierdzona.
own-unverified = Państwa wizyta nie jest jeszcze potwierdzona. Proszę ją potwierdzić do { $until }.
own-confirm = Potwierdź wizytę
own-cancelled = Ta wizyta została odwołana.
own-lapsed = Ta wizyta nie została potwierdzona na czas. Termin jest znowu wolny dla innych.
own-here = Zgłoszenie przyjęte. Proszę czekać na swój numer.
own-late = Godzina Państwa wizyty minęła. Mogą Państwo mimo to dziś przyjść i poczekać jak wszyscy bez umówionej wizyty.
own-over = Ta wizyta już minęła.
own-keep = Proszę zapisać kod albo wydrukować tę stronę.
own-picture = Kod { $code } jako obraz dla aparatu
own-bring = Proszę zabrać ze sobą
own-tick = Do odhaczania tylko dla Państwa: niczego z tego nie otrzymujemy ani nie zapisujemy.
own-calendar = Dodaj do mojego kalendarza
own-move = Przełóż na inny termin
own-cancel = Odwołaj wizytę
own-cancel-sure = Czy na pewno chcą Państwo odwołać tę wizytę?
own-cancel-do = Tak, odwołaj
own-keep-it = Nie, zachowaj wizytę
own-not-found = Nie znajdujemy tej wizyty
own-not-found-help = Po wizycie usuwamy jej dane. Proszę sprawdzić link albo zapytać nas.
own-new = Umów nową wizytę
own-move-sure = Czy przełożyć wizytę na ten termin: { $date }, { $clock }?
own-move-do = Tak, przełóż na ten termin
own-arrive-title = Czy są Państwo już na miejscu?
own-arrive-help = Proszę nacisnąć dopiero wtedy, gdy są Państwo w naszym budynku. Otrzymają Państwo wtedy swój numer.
own-arrive = Jestem na miejscu
own-arrive-not = Nie udało się. Proszę zgłosić się przy kiosku lub w informacji.
own-arrive-from = Od { $clock } można zgłosić się na tej stronie, gdy będą Państwo w naszym budynku.
own-number = Państwa numer: { $number }
own-number-page = Do strony Państwa numeru

# Sending documents ahead of a visit.
upload-title = Wyślij dokumenty wcześniej
upload-help = { $kinds }. Najwyżej { $size } na plik, najwyżej { $files } plików.
upload-sent = Wysłane przez Państwa
upload-file = Wybierz plik
upload-do = Wyślij plik
upload-take-back = Usuń
upload-privacy = Pliki otwierają tylko pracownicy tego urzędu. Po wizycie usuwamy je.
upload-copied = Kopia pozostaje w dokumentach urzędu.
upload-enough = Więcej plików nie można wysłać. Prosimy usunąć jeden z nich lub zabrać pozostałe ze sobą.
upload-nothing = Prosimy najpierw wybrać plik.
upload-too-large = Ten plik jest za duży. Możliwe jest najwyżej { $size }.
upload-other-kind = Nie możemy przyjąć tego pliku. Prosimy wysłać plik jednego z tych rodzajów: { $kinds }.
upload-damaged = Ten plik jest uszkodzony lub niepełny. Prosimy zapisać go na nowo i wysłać jeszcze raz.
upload-full = Teraz nie możemy przyjąć tego pliku. Prosimy spróbować później lub zabrać dokumenty ze sobą.

# Several matters in one visit.
book-chosen = Państwa sprawy
book-lasts = Czas trwania
book-add = Dodaj kolejną sprawę
book-add-title = Proszę wybrać kolejną sprawę
book-add-intro = Te sprawy można załatwić podczas tej samej wizyty. Na inne proszę umówić osobną wizytę.
book-add-none = Dalej bez kolejnej sprawy
book-remove = Usuń

# What says which clerk is responsible.
book-letters = Początek Państwa nazwiska
book-letters-help =
    { $count ->
        [one] Wystarczy pierwsza litera. Od niej zależy, kto się Państwem zajmie, dlatego pytamy, zanim pokażemy terminy.
        [few] Wystarczą pierwsze { $count } litery. Od nich zależy, kto się Państwem zajmie, dlatego pytamy, zanim pokażemy terminy.
       *[many] Wystarczy pierwszych { $count } liter. Od nich zależy, kto się Państwem zajmie, dlatego pytamy, zanim pokażemy terminy.
    }
book-place = Miejsce zamieszkania
book-place-help = Od tego zależy, kto się Państwem zajmie, dlatego pytamy, zanim pokażemy terminy.
book-place-choose = Proszę wybrać
book-place-other = Inne miejsce
book-nobody = Dla tych danych nie umawiamy tu wizyt. Proszę je sprawdzić albo do nas zadzwonić.

# One open appointment for each address.
book-sent-again = Mają już Państwo wizytę w tej sprawie? W takim razie nadal obowiązuje, a w wiadomości jest napisane, jak ją przełożyć lub odwołać. Drugiego terminu nie trzymamy.
letter-again-subject = Mają już Państwo wizytę: { $date }
letter-again = Z tego adresu poproszono o jeszcze jedną wizytę w tej samej sprawie. Nie umówiliśmy jej, bo mają już Państwo tę. Już nie pasuje? Link pozwala ją przełożyć lub odwołać.

# How the appointment takes place.
book-form = Jak ma się odbyć wizyta?
form-in-person = Osobiście u nas
form-phone = Przez telefon
form-video = Przez wideo
book-phone = Numer telefonu
book-phone-help = Pod ten numer zadzwonimy o umówionej porze.
book-mistake-phone = Proszę podać numer telefonu. Przykład: 0621 12345
book-birthday = Dzień urodzin bez roku (nieobowiązkowo)
book-birthday-help = Na przykład 24.12. – dzięki temu mogą Państwo zgłosić się przy kiosku także bez kodu. Po wizycie usuwamy tę datę.
book-mistake-birthday = Nie ma takiego dnia. Proszę wpisać dzień i miesiąc tak: 24.12.
letter-how = Jak
own-phone = O tej porze zadzwonimy. Nie trzeba do nas przychodzić.
own-video = O tej porze proszę otworzyć link. Nie trzeba do nas przychodzić.
own-video-join = Do rozmowy wideo
own-video-soon = Za kilka minut link do rozmowy wideo będzie na tej stronie.
own-ready = Proszę mieć pod ręką

# To be told when an appointment becomes free.
watch-title = Proszę dać mi znać, gdy zwolni się termin
watch-mail = Państwa adres e-mail
watch-until = Do którego dnia?
watch-do = Proszę o wiadomość
watch-privacy = Używamy adresu tylko do tego. Usuniemy go, gdy umówią się Państwo na wizytę lub zrezygnują z wiadomości, najpóźniej po ostatnim dniu.
watch-mistake-until = Proszę podać dzień, który jeszcze nie minął i nie jest później niż { $date }.
watch-sent = Wysłaliśmy Państwu e-mail. Proszę linkiem z tej wiadomości potwierdzić do { $until }, że chcą Państwo otrzymywać wiadomości.
watch-sent-before = Prosili już Państwo o to wcześniej? W takim razie to nadal obowiązuje i nie będzie nowej wiadomości.
watch-own = Wiadomość, gdy zwolni się termin
watch-sure = Czy chcą Państwo otrzymać wiadomość, gdy zwolni się termin? Ostatni dzień: { $date }.
watch-confirm = Tak, proszę o wiadomość
watch-stands = Napiszemy do Państwa, gdy zwolni się termin. Ostatni dzień: { $date }.
watch-no-hold = Wolny termin nie jest dla Państwa zarezerwowany: dostaje go ten, kto pierwszy się umówi. Kto pierwszy prosił, pierwszy się dowiaduje.
watch-stop = Nie chcę więcej wiadomości
watch-over = Nie dostają Państwo od nas wiadomości
watch-over-help = Usunęliśmy Państwa adres albo ten link nigdy nie był ważny. Chcą Państwo znów dostawać wiadomości? Proszę poprosić o to jeszcze raz przy wolnych terminach.
letter-hello = Dzień dobry,
letter-watch-subject = Proszę potwierdzić: wiadomość, gdy zwolni się termin
letter-watch = Chcą Państwo dostać wiadomość, gdy zwolni się termin. Proszę to potwierdzić do { $until }. Potem usuniemy Państwa adres.
letter-watch-link = Potwierdzam
letter-watch-not-me = Nie prosili Państwo o to? W takim razie nie trzeba nic robić.
letter-freed-subject = Zwolnił się termin: { $date }, { $clock }
letter-freed = Zwolnił się termin.
letter-freed-link = Zarezerwuj ten termin
# At the foot of every page, and what it leads to.
foot = O tych stronach
foot-help = Pomoc
foot-imprint = Nota prawna
foot-privacy = Ochrona danych
foot-accessibility = Dostępność
foot-contact = Kontakt z nami
about-missing = Tego tekstu jeszcze tu nie ma. W razie pytań proszę się do nas zwrócić.
privacy-here = Te strony nie zapisują plików cookie i niczego nie pobierają z innych serwerów. Zapisujemy tylko to, co zostanie wpisane, i usuwamy to po wizycie. W poczekalni widać tylko numer, nigdy imię i nazwisko.

# The help.
guide-book = Jak umówić wizytę
guide-book-how = Proszę wybrać sprawę i wolny termin oraz wpisać imię i nazwisko. Konto nie jest potrzebne. Po podaniu adresu e-mail otrzymają Państwo link. Proszę potwierdzić nim wizytę: dopiero wtedy jest ona ważna.
guide-change = Przełożenie lub odwołanie wizyty
guide-change-how = Proszę otworzyć link z e-maila albo stronę swojej wizyty. Tam można ją przełożyć na inny termin lub odwołać. Wtedy termin dostanie ktoś inny.
guide-day = W dniu wizyty
guide-day-how = Proszę zgłosić się ze swoim kodem przy automacie albo w recepcji. Otrzymają Państwo numer. Gdy zostanie wywołany, na ekranie będzie widać, do którego okienka podejść.
guide-without = Bez internetu lub bez umówionej wizyty
guide-without-how = Można też zadzwonić albo umówić wizytę przy automacie. Bez wizyty proszę pobrać tam numer. Potrzebują Państwo pomocy? Proszę się do nas zwrócić.

# Writing to the office.
contact-intro = Proszę do nas napisać. Wiadomość otrzyma: { $office }
contact-trouble = Dopiszemy, jaki komunikat o błędzie był widoczny.
contact-message = Państwa wiadomość
contact-name = Imię i nazwisko (nieobowiązkowo)
contact-mail-help = Możemy odpowiedzieć tylko wtedy, gdy znamy adres.
contact-privacy = Przekazujemy wiadomość dalej i niczego z niej tutaj nie zapisujemy.
contact-do = Wyślij wiadomość
contact-reach = Jak się z nami skontaktować
contact-mistake-message = Proszę napisać wiadomość, najwyżej { $number } znaków.
contact-later = W tej chwili nie możemy przyjąć kolejnej wiadomości. Proszę spróbować za kilka minut albo do nas zadzwonić.
contact-again = Ten formularz został już wysłany. Czy to nowa wiadomość? Jeśli tak, proszę wysłać ją jeszcze raz.
contact-sent = Wiadomość jest w drodze
contact-sent-answered = Odpowiemy na podany adres.
contact-sent-unanswered = Dziękujemy. Nie możemy odpowiedzieć, ponieważ nie podano adresu.

# How the visit was.
judge = Jak przebiegła wizyta?
judge-choose = Państwa odpowiedź
judge-good = Dobrze
judge-middling = Tak sobie
judge-bad = Źle
judge-words = Chcą Państwo coś dodać? (nieobowiązkowo)
judge-words-help = Najwyżej { $number } znaków. Proszę nie podawać nazwisk ani numerów.
judge-privacy = Nikt nie widzi, od kogo jest odpowiedź. To, co zostanie napisane, usuwamy po { $number } dniach.
judge-missing = Proszę wybrać jedną z trzech odpowiedzi.
judge-do = Wyślij odpowiedź
judge-not = Wróć bez odpowiedzi
judged = Dziękujemy za odpowiedź
judged-help = Pomaga nam stawać się lepszymi.
judge-again = Zmień odpowiedź

# While programs want every time there is.
stamp-wait = Programy wysyłają do nas teraz bardzo wiele zapytań. Dlatego ten formularz można wysłać dopiero po { $time }. Proszę wypełnić go bez pośpiechu.
stamp-again = Proszę nacisnąć przycisk jeszcze raz po { $time }. Wpisane dane zostały. Programy wysyłają do nas teraz bardzo wiele zapytań, a my zachowujemy terminy dla ludzi.
stamp-busy = Chwileczkę. Formularz zaraz zostanie wysłany.
stamp-seconds =
    { $count ->
        [one] { $count } sekundzie
       *[many] { $count } sekundach
    }

# Name and address from an account.
account-take = Pobierz moje dane z { $name }
account-help = Wpiszemy poniżej imię i nazwisko oraz adres e-mail, oba można zmienić. Niczego więcej z konta nie pobieramy. Umówić się można też bez konta.
account-taken = Wpisaliśmy dane z konta. Proszę je sprawdzić.
account-nothing = Na koncie nie ma imienia i nazwiska. Proszę je wpisać.
account-down = Konto jest teraz niedostępne. Proszę wpisać dane samodzielnie.
account-refused = Logowanie zostało przerwane. Dane można też wpisać samodzielnie.
account-astray = To logowanie jest już nieważne. Proszę spróbować jeszcze raz albo wpisać dane samodzielnie.
account-leave = Dalej do { $name }
account-leave-help = Logowanie zaraz się otworzy. Nic się nie dzieje? Proszę otworzyć link. Potem nastąpi powrót tutaj.
account-lost = To logowanie jest już nieważne
account-lost-help = Trwało za długo albo zaczęło się w innej przeglądarce. Proszę zacząć od nowa. Konto nie jest do tego potrzebne.
privacy-account = Tylko przy pobieraniu danych z konta przeglądarka przechowuje wpisane dane najwyżej przez dziesięć minut w zaszyfrowanym pliku cookie. Z konta pobieramy tylko imię i nazwisko oraz adres e-mail.
