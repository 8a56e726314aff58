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

please-go-to = Proszę podejść tutaj:
counter = Okienko { $counter }
expected = Czekamy na Państwa. Państwa poczekalnia: { $zone }
called-to = Numer { $number }, proszę podejść do okienka { $counter }.
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
book-persons = Ile osób?
book-persons-set = Pokaż terminy
book-times = Kiedy chcą Państwo przyjść?
book-next = Najbliższy wolny termin
book-days = Wszystkie wolne terminy
book-none = W tych dniach nie ma wolnych terminów.
book-closed = zamknięte
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
own-over = Ta wizyta już minęła.
own-keep = Proszę zapisać kod albo wydrukować tę stronę.
own-bring = Proszę zabrać ze sobą
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
letter-how = Jak
own-phone = O tej porze zadzwonimy. Nie trzeba do nas przychodzić.
own-video = O tej porze proszę otworzyć link. Nie trzeba do nas przychodzić.
own-video-join = Do rozmowy wideo
own-video-soon = Za kilka minut link do rozmowy wideo będzie na tej stronie.
own-ready = Proszę mieć pod ręką
