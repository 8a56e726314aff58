skip = Skip to content
languages = Choose a language
your-number = Your number

called-in-vain = We called you at { $time }, but did not find you.
called-again = We will call you once more. Please stay in the waiting area.
soon = It will be your turn soon.
not-yet = It is not your turn yet.
before-you = Before you
persons =
    { $count ->
        [0] nobody
        [one] 1 person
       *[other] { $count } people
    }
wait = Waiting time
wait-a-minute = about 1 minute
wait-about =
    { $minutes ->
        [one] about 1 minute
       *[other] about { $minutes } minutes
    }
wait-at-most = about { $minutes } minutes at most
wait-between = about { $from } to { $to } minutes
no-counter = No counter is open at the moment.
wait-unknown = not known yet
zone = Waiting area
others-first = People with an appointment may be called before you. Please be in the waiting area in good time.
moved-to = Your visit continues at another site: { $office }. Please go there. This new number is valid there.
freed = An appointment at { $time } has become free. Would you like to take it?
freed-help = You keep your number. If your turn comes earlier, we will call you earlier.
freed-take = Yes, take this appointment
freed-gone = Somebody else has just taken this appointment. You have kept your place in the queue.

please-go-to = Please go to
stay-seated = Please stay seated. We will come to you.
counter = Counter { $counter }
expected = We are expecting you. Your waiting area: { $zone }
called-to = Number { $number }, please go to counter { $counter }.
called-seated = Number { $number }: please stay seated, we will come to you.
at-counter = You are at counter { $counter }.

missed = We called you, but did not find you.
missed-help = Are you still here? Please talk to us, and we will find a solution.
finished = Your visit is complete.
goodbye = Thank you, and goodbye.
left = This number is no longer valid.
left-help = Would you like to stay after all? Please take a new number.
leave = I do not want to wait any longer
leave-sure = Do you really want to stop waiting?
leave-help = Your number { $number } will then no longer be valid, and the others move up. You cannot undo this.
leave-do = Yes, give up my number
leave-keep = No, keep waiting

as-of = As of { $time }
lost = The connection is interrupted. We keep trying, you need not do anything. Last update:
buzz-on = Vibrate when I am called
buzz-is-on = Your phone will vibrate when you are called, as long as this page is open.
speak-on = Read the call aloud
speak-is-on = Your phone will read the call aloud, as long as this page is open.
help = Do you have a question? Please talk to us, we are happy to help.
not-found = We cannot find your number
not-found-help = The page of a number is valid only on the day on which you took it. Is your slip from today? Then please check the code, or show us your slip.
code-again = Enter the code again
address-unreadable = This address is not complete
address-unreadable-help = A character may have been lost while typing. Please check the address, or start again.

# Days and times.
monday = Monday
tuesday = Tuesday
wednesday = Wednesday
thursday = Thursday
friday = Friday
saturday = Saturday
sunday = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date = { $weekday }, { $day } { $month } { $year }
clock = { $time }
moment = { $date }, { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Dear { $name },
letter-verify-subject = Please confirm your appointment on { $date }
letter-verify = You have asked for an appointment. Please confirm it by { $until }. After that we give the time to others.
letter-verify-link = Confirm the appointment
letter-verify-not-me = You have not asked for an appointment? Then you do not have to do anything.
letter-confirmed-subject = Your appointment on { $date }, { $clock }
letter-confirmed = Your appointment is confirmed.
letter-rebooked-subject = Your new appointment on { $date }, { $clock }
letter-rebooked = Your appointment is now at another time. The old time is no longer valid.
letter-handed-over-subject = About your appointment on { $date }
letter-handed-over = Your appointment stays at the same time. Somebody else of our team will be there for you.
letter-cancelled-subject = Your appointment on { $date } is cancelled
letter-cancelled = Your appointment is cancelled. You do not have to do anything else.
letter-reminder-subject = Reminder of your appointment on { $date }, { $clock }
letter-reminder = We remind you of your appointment. You cannot come? Then please cancel it, so that somebody else can have the time.
letter-when = When
letter-where = Where
letter-way = How to find us
letter-phone = Do you have questions? Call us
letter-what = What for
letter-code = Your code
letter-code-help = You check in with this code when you are here.
letter-change = See, change or cancel the appointment
letter-automatic = This message was sent automatically.

# Booking a time on the web, and one's own appointment.
book-title = Book an appointment
book-intro = Choose what you come for. Then you see the free times.
book-search = What are you looking for?
book-search-do = Search
book-nothing-found = We have found nothing for that. Here is everything we do.
book-nothing = At the moment you cannot book an appointment here. Please call us, or come to us.
everywhere = At several offices
everywhere-first = We show you where the first free time is.
everywhere-where = At which office?
by-phone = You arrange this appointment by telephone. Please call us
by-kiosk = You arrange this appointment at the kiosk in our building.
by-infopoint = You arrange this appointment at our information desk.
by-kiosk-or-infopoint = You arrange this appointment at the kiosk or the information desk in our building.
by-walk-in = You need no appointment for this. Please take a number at the kiosk in our building.
book-persons = How many persons?
book-persons-set = Show the times
book-times = When would you like to come?
book-next = The next free time
book-days = All free times
book-calendar = Free days in the calendar
book-calendar-help = Days with a border have free times.
sheet = { $month } { $year }
sheet-monday = Mon
sheet-tuesday = Tue
sheet-wednesday = Wed
sheet-thursday = Thu
sheet-friday = Fri
sheet-saturday = Sat
sheet-sunday = Sun
sheet-month-1 = January
sheet-month-2 = February
sheet-month-3 = March
sheet-month-4 = April
sheet-month-5 = May
sheet-month-6 = June
sheet-month-7 = July
sheet-month-8 = August
sheet-month-9 = September
sheet-month-10 = October
sheet-month-11 = November
sheet-month-12 = December
book-none = Nothing is free on these days.
book-closed = closed
book-holiday = public holiday
book-full = fully booked
book-too-soon = too short notice
book-not-yet = not open yet
book-later = Later days
book-earlier = Earlier days
book-other = Choose something else
book-other-time = Choose another time
book-who = Who is coming?
book-name = Name
book-name-help = In the waiting area only your number is shown, never your name.
book-mail = E-mail (optional)
book-mail-help = Then we send you a link. With it you confirm the appointment and can change it later.
book-privacy = We keep only what you enter here, and delete it after your visit.
book-do = Book the appointment
book-mistakes = Please check what you entered.
book-mistake-name = Please enter your name, in at most 100 characters.
book-mistake-mail = This e-mail address is not complete. An example: name@example.com
book-taken = This time is no longer free. Please choose another one.
book-passed = It is now too late for this time. Please choose another one.
book-changed = There is no longer an appointment at this time. Please choose another one.
book-held = We are keeping this time for you until { $until }.
book-held-no-longer = We are no longer keeping this time. You will get it if nobody is faster.
book-sent-before = You have already sent this form with other details. If you would like another appointment, please choose another time.
book-sent = Please look into your mailbox
book-sent-help = We have sent you an e-mail. Please confirm the appointment with the link in it by { $until }. Until then we keep the time for you.
book-sent-late = Nothing there after some minutes? Please look into your spam folder as well, and check the address.
own-title = Your appointment
own-stands = Your appointment is confirmed.
own-unverified = Your appointment is not confirmed yet. Please confirm it by { $until }.
own-confirm = Confirm the appointment
own-cancelled = This appointment is cancelled.
own-lapsed = This appointment was not confirmed in time. The time is free for others again.
own-here = You are checked in. Please watch for your number.
own-late = The time of your appointment has passed. You can still come today, and will then wait like everyone without an appointment.
own-over = This appointment is over.
own-keep = Please write the code down, or print this page.
own-picture = The code { $code } as a QR code
own-bring = Please bring along
own-tick = Tick these off for yourself: we neither receive nor store any of it.
own-calendar = Add to my calendar
own-move = Move to another time
own-cancel = Cancel the appointment
own-cancel-sure = Do you really want to cancel this appointment?
own-cancel-do = Yes, cancel it
own-keep-it = No, keep it
own-not-found = We cannot find this appointment
own-not-found-help = We delete appointments after the visit. Please check the link, or ask us.
own-new = Book a new appointment
own-move-sure = Do you want to move the appointment to { $date }, { $clock }?
own-move-do = Yes, move it to this time
own-arrive-title = Have you arrived?
own-arrive-help = Please press this only once you are in our building. You will then get your number.
own-arrive = I am here
own-arrive-not = That did not work. Please check in at the kiosk or at the information desk.
own-arrive-from = From { $clock } you can check in on this page once you are in our building.
own-number = Your number is { $number }
own-number-page = To the page of your number

# Sending documents ahead of a visit.
upload-title = Send documents ahead
upload-help = { $kinds }. At most { $size } per file, at most { $files } files.
upload-sent = You have sent
upload-file = Choose a file
upload-do = Send file
upload-take-back = Delete
upload-privacy = Only the staff of this office open these files. We delete them after your visit.
upload-copied = A copy remains in the records of the office.
upload-enough = You cannot send any more files. Please delete one, or bring the others with you.
upload-nothing = Please choose a file first.
upload-too-large = This file is too large. At most { $size } are possible.
upload-other-kind = We cannot accept this file. Please send a file of one of these types: { $kinds }.
upload-damaged = This file is damaged or incomplete. Please save it anew and send it once more.
upload-full = We cannot accept this file at the moment. Please try again later, or bring the documents with you.

# Several matters in one visit.
book-chosen = What you come for
book-lasts = It takes
book-add = Add another matter
book-add-title = Choose another matter
book-add-intro = These can be done in the same appointment. For anything else please book an appointment of its own.
book-add-none = Continue without another matter
book-remove = Remove

# What says which clerk is responsible.
book-letters = The beginning of your family name
book-letters-help =
    { $count ->
        [one] The first letter is enough. It decides who is responsible for you, so we ask before we show times.
       *[other] The first { $count } letters are enough. They decide who is responsible for you, so we ask before we show times.
    }
book-place = The place where you live
book-place-help = It decides who is responsible for you, so we ask before we show times.
book-place-choose = Please choose
book-place-other = Another place
book-nobody = We give no appointments here for what you entered. Please check it, or call us.

# One open appointment for each address.
book-sent-again = Do you already have an appointment for this? Then it still holds, and the e-mail says how to move or cancel it. We do not keep a second time.
letter-again-subject = You already have an appointment on { $date }
letter-again = Another appointment for the same matter was requested with this address. We did not book it, because you already have this one. Does it no longer suit you? With the link you move or cancel it.

# How the appointment takes place.
book-form = How should the appointment take place?
form-in-person = In person, at our office
form-phone = By phone
form-video = By video
book-phone = Phone number
book-phone-help = We call you on this number at the agreed time.
book-mistake-phone = Please enter a phone number. An example: 0621 12345
book-birthday = Birthday without the year (optional)
book-birthday-help = For example 24.12. – with it you can check in at the kiosk even without your code. We delete the birthday after your visit.
book-mistake-birthday = This day does not exist. Please enter day and month like this: 24.12.
letter-how = How
own-phone = We call you at this time. You need not come to us.
own-video = Open the link at this time. You need not come to us.
own-video-join = Go to the video call
own-video-soon = In a few minutes you find the link to the video call on this page.
own-ready = Please have ready

# To be told when an appointment becomes free.
watch-title = Tell me when an appointment becomes free
watch-mail = Your e-mail address
watch-until = Until which day?
watch-do = Let me know
watch-privacy = We use the address for nothing else. We delete it as soon as you have booked or stopped these messages, and after the last day at the latest.
watch-mistake-until = Please choose a day that is not in the past and not after { $date }.
watch-sent = We have sent you an e-mail. Please confirm with the link in it by { $until } that you want to be told.
watch-sent-before = Have you asked for this before? Then that still holds, and you get no new e-mail.
watch-own = To be told when an appointment becomes free
watch-sure = Would you like to be told until { $date } when an appointment becomes free?
watch-confirm = Yes, please tell me
watch-stands = We write to you until { $date } when an appointment becomes free.
watch-no-hold = A free appointment is not kept for you: whoever books it first has it. Whoever asked first is told first.
watch-stop = No more messages
watch-over = You get no messages from us
watch-over-help = We have deleted your address, or this link has never been valid. Would you like to be told again? Then please ask once more where the free times are.
letter-hello = Good day,
letter-watch-subject = Please confirm: to be told when an appointment becomes free
letter-watch = You would like to be told when an appointment becomes free. Please confirm this by { $until }. After that we delete your address.
letter-watch-link = Confirm
letter-watch-not-me = You have not asked for this? Then you do not have to do anything.
letter-freed-subject = An appointment has become free: { $date }, { $clock }
letter-freed = An appointment has become free.
letter-freed-link = Book this appointment
# At the foot of every page, and what it leads to.
foot = About these pages
foot-help = Help
foot-imprint = Legal notice
foot-privacy = Privacy
foot-accessibility = Accessibility
foot-contact = Contact
about-missing = This text is still missing here. Please ask us if you have questions.
privacy-here = These pages set no cookies and load nothing from other servers. We keep only what you enter, and delete it after your visit. In the waiting area only your number is shown, never your name.

# The help.
guide-book = How to make an appointment
guide-book-how = Choose what you come for and a free time, and enter your name. You need no account. If you give an e-mail address, you get a link. Please confirm the appointment with it: only then does it count.
guide-change = Move or cancel an appointment
guide-change-how = Open the link from the e-mail, or the page of your appointment. There you move it to another time or cancel it. Then somebody else can have the time.
guide-day = On the day of the appointment
guide-day-how = Check in with your code at the kiosk or at the reception. You get a number. When it is called, the display says which counter to go to.
guide-without = Without internet or without an appointment
guide-without-how = You can also call us, or make an appointment at the kiosk. Without one, take a number there. Do you need help? Please talk to us.

# Writing to the office.
contact-intro = Write to us. Your message goes to: { $office }
contact-trouble = We add which error message you have seen.
contact-message = Your message
contact-name = Name (optional)
contact-mail-help = We can only answer you if we have an address.
contact-privacy = We pass your message on and keep nothing of it here.
contact-do = Send message
contact-reach = How to reach us
contact-mistake-message = Please write a message, in at most { $number } characters.
contact-later = We cannot take another message at the moment. Please try again in a few minutes, or call us.
contact-again = This form has been sent before. Is this a new message? Then please send it once more.
contact-sent = Your message is on its way
contact-sent-answered = We will answer you at the address you have given.
contact-sent-unanswered = Thank you. We cannot answer you, as you have given no address.

# How the visit was.
judge = How was your visit?
judge-choose = Your answer
judge-good = Good
judge-middling = So-so
judge-bad = Bad
judge-words = Would you like to say something about it? (optional)
judge-words-help = At most { $number } characters. Please give no names and no numbers.
judge-privacy = Nobody sees whose answer it is. We delete what you write after { $number } days.
judge-missing = Please choose one of the three answers.
judge-do = Send answer
judge-not = Back, without answering
judged = Thank you for your answer
judged-help = It helps us to become better.
judge-again = Change the answer

# While programs want every time there is.
stamp-wait = At the moment programs are sending us very many requests. So this form can be sent only after { $time }. Please take your time filling it in.
stamp-again = Please press the button again in { $time }. What you entered is still there. At the moment programs are sending us very many requests, and we keep the times free for people.
stamp-busy = One moment, please. The form will be sent right away.
stamp-seconds =
    { $count ->
        [one] 1 second
       *[other] { $count } seconds
    }

# Name and address from an account.
account-take = Take my details from { $name }
account-help = We fill in your name and e-mail address below, and you can change both. We take nothing else from the account. You can book without an account, too.
account-taken = We have filled in the details from your account. Please check them.
account-nothing = We found no name in your account. Please enter it yourself.
account-down = The account cannot be reached at the moment. Please enter your details yourself.
account-refused = The login was cancelled. You can also enter your details yourself.
account-astray = This login is no longer valid. Please try again, or enter your details yourself.
account-leave = Continue to { $name }
account-leave-help = The login will open in a moment. Nothing happens? Then please open the link. Afterwards you come back here.
account-lost = This login is no longer valid
account-lost-help = It took too long, or was begun in another browser. Please start again. You do not need an account for that.
privacy-account = Only if you take your details from an account, your browser keeps what you entered in an encrypted cookie for at most ten minutes. From the account we take nothing but the name and the e-mail address.
