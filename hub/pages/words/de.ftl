# The sentences of the visitor's page. Every language has the same ones; a test counts them.

skip = Zum Inhalt springen
languages = Sprache wählen
your-number = Ihre Nummer

# Waiting.
called-in-vain = Wir haben Sie um { $time } Uhr aufgerufen, aber nicht angetroffen.
called-again = Wir rufen Sie noch einmal auf. Bitte bleiben Sie im Wartebereich.
soon = Sie sind bald dran.
not-yet = Sie sind noch nicht dran.
before-you = Vor Ihnen
persons =
    { $count ->
        [0] niemand
        [one] 1 Person
       *[other] { $count } Personen
    }
wait = Wartezeit
wait-a-minute = etwa 1 Minute
wait-about =
    { $minutes ->
        [one] etwa 1 Minute
       *[other] etwa { $minutes } Minuten
    }
wait-at-most = höchstens etwa { $minutes } Minuten
wait-between = etwa { $from } bis { $to } Minuten
no-counter = Zurzeit ist kein Schalter geöffnet.
wait-unknown = noch nicht bekannt
zone = Wartebereich
others-first = Wer einen Termin hat, kann vor Ihnen an der Reihe sein. Bitte seien Sie rechtzeitig im Wartebereich.
moved-to = Ihr Besuch geht an einem anderen Standort weiter: { $office }. Bitte gehen Sie dorthin. Dort gilt diese neue Nummer.
freed = Um { $time } Uhr ist ein Termin frei geworden. Möchten Sie ihn nehmen?
freed-help = Ihre Nummer behalten Sie. Sind Sie schon früher an der Reihe, rufen wir Sie früher auf.
freed-take = Ja, diesen Termin nehmen
freed-gone = Diesen Termin hat gerade jemand anderes genommen. Ihr Platz in der Warteschlange ist noch derselbe.

# Called, and at the counter.
please-go-to = Bitte gehen Sie zu
stay-seated = Bitte bleiben Sie sitzen. Wir kommen zu Ihnen.
counter = Schalter { $counter }
expected = Wir erwarten Sie. Ihr Wartebereich: { $zone }
called-to = Nummer { $number }, bitte Schalter { $counter }.
called-seated = Nummer { $number }: Bitte bleiben Sie sitzen, wir kommen zu Ihnen.
at-counter = Sie sind an Schalter { $counter }.

# Over, or nearly so.
missed = Wir haben Sie aufgerufen, aber nicht angetroffen.
missed-help = Sind Sie noch da? Bitte sprechen Sie uns an, dann finden wir eine Lösung.
finished = Ihr Besuch ist abgeschlossen.
goodbye = Vielen Dank, und auf Wiedersehen.
left = Diese Nummer gilt nicht mehr.
left-help = Möchten Sie doch noch bleiben? Bitte ziehen Sie eine neue Nummer.
leave = Ich möchte nicht mehr warten
leave-sure = Möchten Sie wirklich nicht mehr warten?
leave-help = Ihre Nummer { $number } gilt dann nicht mehr, und die anderen rücken auf. Das können Sie nicht rückgängig machen.
leave-do = Ja, Nummer abgeben
leave-keep = Nein, weiter warten

# The page itself.
as-of = Stand: { $time } Uhr
lost = Die Verbindung ist unterbrochen. Wir versuchen es weiter, Sie müssen nichts tun. Letzter Stand:
buzz-on = Beim Aufruf vibrieren
buzz-is-on = Ihr Telefon vibriert beim Aufruf, solange diese Seite offen ist.
speak-on = Den Aufruf vorlesen
speak-is-on = Ihr Telefon liest den Aufruf vor, solange diese Seite offen ist.
help = Haben Sie eine Frage? Bitte sprechen Sie uns an, wir helfen Ihnen gern.
not-found = Wir finden Ihre Nummer nicht
not-found-help = Die Seite einer Nummer gilt nur an dem Tag, an dem Sie die Nummer gezogen haben. Ist Ihr Zettel von heute? Dann prüfen Sie bitte den Code, oder zeigen Sie uns Ihren Zettel.
code-again = Code noch einmal eingeben
address-unreadable = Diese Adresse ist nicht vollständig
address-unreadable-help = Vielleicht ist beim Abtippen ein Zeichen verloren gegangen. Bitte prüfen Sie die Adresse, oder beginnen Sie von vorn.

# Days and times.
monday = Montag
tuesday = Dienstag
wednesday = Mittwoch
thursday = Donnerstag
friday = Freitag
saturday = Samstag
sunday = Sonntag
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date = { $weekday }, { $day }. { $month } { $year }
clock = { $time } Uhr
moment = { $date }, { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Guten Tag { $name },
letter-verify-subject = Bitte bestätigen Sie Ihren Termin am { $date }
letter-verify = Sie haben einen Termin angefragt. Bitte bestätigen Sie ihn bis { $until }. Danach geben wir die Zeit für andere frei.
letter-verify-link = Termin bestätigen
letter-verify-not-me = Haben Sie keinen Termin angefragt? Dann müssen Sie nichts tun.
letter-confirmed-subject = Ihr Termin am { $date }, { $clock }
letter-confirmed = Ihr Termin ist fest vereinbart.
letter-rebooked-subject = Ihr neuer Termin am { $date }, { $clock }
letter-rebooked = Ihr Termin ist jetzt zu einer anderen Zeit. Die alte Zeit gilt nicht mehr.
letter-handed-over-subject = Zu Ihrem Termin am { $date }
letter-handed-over = Ihr Termin bleibt zur selben Zeit. Jemand anderes aus unserem Team ist dann für Sie da.
letter-cancelled-subject = Ihr Termin am { $date } ist abgesagt
letter-cancelled = Ihr Termin ist abgesagt. Sie müssen nichts mehr tun.
letter-reminder-subject = Erinnerung an Ihren Termin am { $date }, { $clock }
letter-reminder = Wir erinnern Sie an Ihren Termin. Können Sie nicht kommen? Dann sagen Sie bitte ab, damit jemand anderes die Zeit bekommt.
letter-when = Wann
letter-where = Wo
letter-way = So finden Sie uns
letter-phone = Haben Sie Fragen? Rufen Sie uns an
letter-what = Anliegen
letter-code = Ihr Code
letter-code-help = Mit diesem Code melden Sie sich an, wenn Sie bei uns sind.
letter-change = Termin ansehen, ändern oder absagen
letter-automatic = Diese Nachricht wurde automatisch verschickt.

# Booking a time on the web, and one's own appointment.
book-title = Termin vereinbaren
book-intro = Wählen Sie Ihr Anliegen. Danach sehen Sie die freien Zeiten.
book-search = Wonach suchen Sie?
book-search-do = Suchen
book-nothing-found = Dazu haben wir nichts gefunden. Hier sind alle Anliegen.
book-nothing = Zurzeit können Sie hier keinen Termin vereinbaren. Bitte rufen Sie uns an, oder kommen Sie vorbei.
everywhere = An mehreren Standorten
everywhere-first = Wir zeigen Ihnen, wo zuerst etwas frei ist.
everywhere-where = An welchem Standort?
by-phone = Diesen Termin vereinbaren Sie am Telefon. Bitte rufen Sie uns an
by-kiosk = Diesen Termin vereinbaren Sie bei uns am Kiosk.
by-infopoint = Diesen Termin vereinbaren Sie bei uns am Infopoint.
by-kiosk-or-infopoint = Diesen Termin vereinbaren Sie bei uns am Kiosk oder am Infopoint.
by-walk-in = Dafür brauchen Sie keinen Termin. Bitte ziehen Sie bei uns am Kiosk eine Nummer.
book-persons = Wie viele Personen?
book-persons-set = Zeiten anzeigen
book-times = Wann möchten Sie kommen?
book-next = Die nächste freie Zeit
book-days = Alle freien Zeiten
book-calendar = Freie Tage im Kalender
book-calendar-help = Die umrandeten Tage haben freie Zeiten.
sheet = { $month } { $year }
sheet-monday = Mo
sheet-tuesday = Di
sheet-wednesday = Mi
sheet-thursday = Do
sheet-friday = Fr
sheet-saturday = Sa
sheet-sunday = So
sheet-month-1 = Januar
sheet-month-2 = Februar
sheet-month-3 = März
sheet-month-4 = April
sheet-month-5 = Mai
sheet-month-6 = Juni
sheet-month-7 = Juli
sheet-month-8 = August
sheet-month-9 = September
sheet-month-10 = Oktober
sheet-month-11 = November
sheet-month-12 = Dezember
book-none = In diesen Tagen ist nichts frei.
book-closed = geschlossen
book-holiday = Feiertag
book-full = ausgebucht
book-too-soon = zu kurzfristig
book-not-yet = noch nicht freigegeben
book-later = Spätere Tage
book-earlier = Frühere Tage
book-other = Anderes Anliegen wählen
book-other-time = Andere Zeit wählen
book-who = Wer kommt?
book-name = Name
book-name-help = Im Wartebereich erscheint nur Ihre Nummer, nie Ihr Name.
book-mail = E-Mail (freiwillig)
book-mail-help = Dann schicken wir Ihnen einen Link. Damit bestätigen Sie den Termin, und Sie können ihn später ändern.
book-privacy = Wir speichern nur, was Sie hier eingeben, und löschen es nach Ihrem Besuch.
book-do = Termin buchen
book-mistakes = Bitte prüfen Sie Ihre Angaben.
book-mistake-name = Bitte geben Sie Ihren Namen ein, mit höchstens 100 Zeichen.
book-mistake-mail = Diese E-Mail-Adresse ist nicht vollständig. Ein Beispiel: name@beispiel.de
book-taken = Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere.
book-passed = Für diese Zeit ist es inzwischen zu spät. Bitte wählen Sie eine andere.
book-changed = Zu dieser Zeit gibt es hier keinen Termin mehr. Bitte wählen Sie eine andere.
book-held = Wir halten diese Zeit bis { $until } für Sie frei.
book-held-no-longer = Wir halten diese Zeit nicht länger frei. Sie bekommen sie, wenn niemand schneller ist.
book-sent-before = Dieses Formular haben Sie schon einmal mit anderen Angaben abgeschickt. Möchten Sie noch einen Termin, wählen Sie bitte eine andere Zeit.
book-sent = Bitte sehen Sie in Ihr Postfach
book-sent-help = Wir haben Ihnen eine E-Mail geschickt. Bitte bestätigen Sie den Termin mit dem Link darin bis { $until }. So lange halten wir die Zeit für Sie frei.
book-sent-late = Ist nach einigen Minuten nichts da? Bitte sehen Sie auch im Ordner für Spam nach, und prüfen Sie die Adresse.
own-title = Ihr Termin
own-stands = Ihr Termin ist fest vereinbart.
own-unverified = Ihr Termin ist noch nicht bestätigt. Bitte bestätigen Sie ihn bis { $until }.
own-confirm = Termin bestätigen
own-cancelled = Dieser Termin ist abgesagt.
own-lapsed = Dieser Termin wurde nicht rechtzeitig bestätigt. Die Zeit ist wieder für andere frei.
own-here = Sie sind angemeldet. Bitte achten Sie auf Ihre Nummer.
own-late = Die Zeit Ihres Termins ist vorbei. Sie können heute trotzdem kommen und warten dann wie alle ohne Termin.
own-over = Dieser Termin ist vorbei.
own-keep = Bitte notieren Sie den Code, oder drucken Sie diese Seite aus.
own-picture = Der Code { $code } als QR-Code
own-bring = Bitte bringen Sie mit
own-tick = Zum Abhaken, nur für Sie: Wir bekommen und speichern davon nichts.
own-calendar = In meinen Kalender übernehmen
own-move = Auf eine andere Zeit legen
own-cancel = Termin absagen
own-cancel-sure = Möchten Sie diesen Termin wirklich absagen?
own-cancel-do = Ja, absagen
own-keep-it = Nein, Termin behalten
own-not-found = Wir finden diesen Termin nicht
own-not-found-help = Nach dem Besuch löschen wir Termine. Bitte prüfen Sie den Link, oder fragen Sie uns.
own-new = Neuen Termin vereinbaren
own-move-sure = Möchten Sie den Termin auf { $date }, { $clock } legen?
own-move-do = Ja, auf diese Zeit legen
own-arrive-title = Sind Sie schon da?
own-arrive-help = Bitte drücken Sie erst, wenn Sie bei uns im Haus sind. Sie bekommen dann Ihre Nummer.
own-arrive = Ich bin da
own-arrive-not = Das hat nicht geklappt. Bitte melden Sie sich am Kiosk oder am Infopoint an.
own-arrive-from = Ab { $clock } können Sie sich auf dieser Seite anmelden, wenn Sie bei uns im Haus sind.
own-number = Ihre Nummer ist { $number }
own-number-page = Zur Seite mit Ihrer Nummer

# Sending documents ahead of a visit.
upload-title = Unterlagen vorab schicken
upload-help = { $kinds }. Höchstens { $size } je Datei, höchstens { $files } Dateien.
upload-sent = Das haben Sie geschickt
upload-file = Datei auswählen
upload-do = Datei schicken
upload-take-back = Löschen
upload-privacy = Nur die Beschäftigten dieses Amts öffnen die Dateien. Nach Ihrem Besuch löschen wir sie.
upload-copied = Eine Kopie bleibt in der Ablage des Amtes.
upload-enough = Mehr Dateien können Sie nicht schicken. Bitte löschen Sie eine, oder bringen Sie die übrigen mit.
upload-nothing = Bitte wählen Sie zuerst eine Datei aus.
upload-too-large = Diese Datei ist zu groß. Höchstens { $size } sind möglich.
upload-other-kind = Diese Datei können wir nicht annehmen. Bitte schicken Sie eine Datei dieser Art: { $kinds }.
upload-damaged = Diese Datei ist beschädigt oder nicht vollständig. Bitte speichern Sie sie neu, und schicken Sie sie noch einmal.
upload-full = Wir können diese Datei jetzt nicht annehmen. Bitte versuchen Sie es später noch einmal, oder bringen Sie die Unterlagen mit.

# Several matters in one visit.
book-chosen = Ihre Anliegen
book-lasts = Dauer
book-add = Weiteres Anliegen hinzufügen
book-add-title = Weiteres Anliegen wählen
book-add-intro = Diese Anliegen erledigen Sie im selben Termin. Für andere vereinbaren Sie bitte einen eigenen Termin.
book-add-none = Ohne weiteres Anliegen fortfahren
book-remove = Entfernen

# What says which clerk is responsible.
book-letters = Anfang Ihres Familiennamens
book-letters-help =
    { $count ->
        [one] Der erste Buchstabe genügt. Danach richtet sich, wer für Sie zuständig ist. Deshalb fragen wir, bevor wir Zeiten zeigen.
       *[other] Die ersten { $count } Buchstaben genügen. Danach richtet sich, wer für Sie zuständig ist. Deshalb fragen wir, bevor wir Zeiten zeigen.
    }
book-place = Ihr Wohnort oder Ortsteil
book-place-help = Danach richtet sich, wer für Sie zuständig ist. Deshalb fragen wir, bevor wir Zeiten zeigen.
book-place-choose = Bitte wählen
book-place-other = Anderer Ort
book-nobody = Für diese Angabe vergeben wir hier keine Termine. Bitte prüfen Sie sie, oder rufen Sie uns an.

# One open appointment for each address.
book-sent-again = Haben Sie für dieses Anliegen schon einen Termin? Dann gilt der weiter, und in der E-Mail steht, wie Sie ihn verlegen oder absagen. Eine zweite Zeit halten wir nicht frei.
letter-again-subject = Sie haben schon einen Termin am { $date }
letter-again = Mit dieser Adresse wurde noch ein Termin für dasselbe Anliegen angefragt. Wir haben ihn nicht gebucht, denn Sie haben schon diesen. Passt er nicht mehr? Mit dem Link verlegen Sie ihn oder sagen ihn ab.

# How the appointment takes place.
book-form = Wie soll der Termin stattfinden?
form-in-person = Persönlich bei uns
form-phone = Am Telefon
form-video = Per Video
book-phone = Telefonnummer
book-phone-help = Unter dieser Nummer rufen wir Sie zur vereinbarten Zeit an.
book-mistake-phone = Bitte geben Sie eine Telefonnummer ein. Ein Beispiel: 0621 12345
book-birthday = Geburtstag ohne Jahr (freiwillig)
book-birthday-help = Zum Beispiel 24.12. – damit können Sie sich am Kiosk auch ohne Ihren Code anmelden. Den Geburtstag löschen wir nach dem Besuch.
book-mistake-birthday = Diesen Tag gibt es nicht. Bitte geben Sie Tag und Monat so ein: 24.12.
letter-how = Wie
own-phone = Wir rufen Sie zu dieser Zeit an. Sie müssen nicht zu uns kommen.
own-video = Öffnen Sie zu dieser Zeit den Link. Sie müssen nicht zu uns kommen.
own-video-join = Zum Videogespräch
own-video-soon = Den Link zum Videogespräch finden Sie in einigen Minuten auf dieser Seite.
own-ready = Bitte halten Sie bereit

# To be told when an appointment becomes free.
watch-title = Sagen Sie mir Bescheid, wenn ein Termin frei wird
watch-mail = Ihre E-Mail-Adresse
watch-until = Bis zu welchem Tag?
watch-do = Bescheid geben lassen
watch-privacy = Wir verwenden die Adresse nur dafür. Wir löschen sie, sobald Sie gebucht oder sich abgemeldet haben, spätestens nach dem letzten Tag.
watch-mistake-until = Bitte geben Sie einen Tag an, der nicht in der Vergangenheit und nicht nach { $date } liegt.
watch-sent = Wir haben Ihnen eine E-Mail geschickt. Bitte bestätigen Sie mit dem Link darin bis { $until }, dass Sie Bescheid bekommen möchten.
watch-sent-before = Haben Sie für dieses Anliegen schon einmal danach gefragt? Dann gilt das weiter, und Sie bekommen keine neue E-Mail.
watch-own = Bescheid, wenn ein Termin frei wird
watch-sure = Möchten Sie bis zum { $date } Bescheid bekommen, wenn ein Termin frei wird?
watch-confirm = Ja, bitte Bescheid geben
watch-stands = Wir schreiben Ihnen bis zum { $date }, wenn ein Termin frei wird.
watch-no-hold = Ein freier Termin ist nicht für Sie reserviert: Wer ihn zuerst bucht, bekommt ihn. Wer zuerst gefragt hat, erfährt es zuerst.
watch-stop = Keine Nachrichten mehr
watch-over = Sie bekommen keine Nachrichten von uns
watch-over-help = Wir haben Ihre Adresse gelöscht, oder dieser Link hat nie gegolten. Möchten Sie wieder Bescheid bekommen? Dann fragen Sie bitte bei den freien Zeiten noch einmal danach.
letter-hello = Guten Tag,
letter-watch-subject = Bitte bestätigen: Bescheid, wenn ein Termin frei wird
letter-watch = Sie möchten Bescheid bekommen, wenn ein Termin frei wird. Bitte bestätigen Sie das bis { $until }. Danach löschen wir Ihre Adresse.
letter-watch-link = Bestätigen
letter-watch-not-me = Haben Sie nicht danach gefragt? Dann müssen Sie nichts tun.
letter-freed-subject = Ein Termin ist frei geworden: { $date }, { $clock }
letter-freed = Ein Termin ist frei geworden.
letter-freed-link = Diesen Termin buchen
# At the foot of every page, and what it leads to.
foot = Über diese Seiten
foot-help = Hilfe
foot-imprint = Impressum
foot-privacy = Datenschutz
foot-accessibility = Barrierefreiheit
foot-contact = Kontakt
about-missing = Dieser Text fehlt hier noch. Bitte wenden Sie sich mit Fragen an uns.
privacy-here = Diese Seiten setzen keine Cookies und laden nichts von fremden Servern. Wir speichern nur, was Sie eingeben, und löschen es nach Ihrem Besuch. Im Wartebereich erscheint nur Ihre Nummer, nie Ihr Name.

# The help.
guide-book = So vereinbaren Sie einen Termin
guide-book-how = Wählen Sie Ihr Anliegen und eine freie Zeit, und geben Sie Ihren Namen ein. Ein Konto brauchen Sie nicht. Wenn Sie eine E-Mail-Adresse angeben, bekommen Sie einen Link. Bitte bestätigen Sie damit den Termin: Erst dann gilt er.
guide-change = Termin verlegen oder absagen
guide-change-how = Öffnen Sie den Link aus der E-Mail oder die Seite Ihres Termins. Dort legen Sie ihn auf eine andere Zeit oder sagen ihn ab. Dann bekommt jemand anderes die Zeit.
guide-day = Am Tag des Termins
guide-day-how = Melden Sie sich mit Ihrem Code am Kiosk oder am Empfang an. Sie bekommen eine Nummer. Sobald sie aufgerufen wird, steht auf der Anzeige, zu welchem Schalter Sie gehen.
guide-without = Ohne Internet oder ohne Termin
guide-without-how = Sie können auch anrufen oder am Kiosk einen Termin vereinbaren. Ohne Termin ziehen Sie dort eine Nummer. Brauchen Sie Hilfe? Sprechen Sie uns an.

# Writing to the office.
contact-intro = Schreiben Sie uns. Ihre Nachricht geht an: { $office }
contact-trouble = Wir schreiben dazu, welche Fehlermeldung Sie gesehen haben.
contact-message = Ihre Nachricht
contact-name = Name (freiwillig)
contact-mail-help = Nur mit einer Adresse können wir Ihnen antworten.
contact-privacy = Wir leiten Ihre Nachricht weiter und speichern hier nichts davon.
contact-do = Nachricht schicken
contact-reach = So erreichen Sie uns
contact-mistake-message = Bitte schreiben Sie eine Nachricht, mit höchstens { $number } Zeichen.
contact-later = Wir können gerade keine weitere Nachricht annehmen. Bitte versuchen Sie es in einigen Minuten noch einmal, oder rufen Sie uns an.
contact-again = Dieses Formular wurde schon einmal abgeschickt. Ist das eine neue Nachricht? Dann schicken Sie sie bitte noch einmal ab.
contact-sent = Ihre Nachricht ist unterwegs
contact-sent-answered = Wir antworten Ihnen an die Adresse, die Sie angegeben haben.
contact-sent-unanswered = Vielen Dank. Antworten können wir Ihnen nicht, denn Sie haben keine Adresse angegeben.

# How the visit was.
judge = Wie war Ihr Besuch?
judge-choose = Ihre Antwort
judge-good = Gut
judge-middling = Geht so
judge-bad = Schlecht
judge-words = Möchten Sie etwas dazu sagen? (freiwillig)
judge-words-help = Höchstens { $number } Zeichen. Bitte nennen Sie keine Namen und keine Nummern.
judge-privacy = Niemand sieht, von wem die Antwort ist. Was Sie schreiben, löschen wir nach { $number } Tagen.
judge-missing = Bitte wählen Sie eine der drei Antworten.
judge-do = Antwort schicken
judge-not = Zurück, ohne zu antworten
judged = Vielen Dank für Ihre Antwort
judged-help = Sie hilft uns, besser zu werden.
judge-again = Antwort ändern

# While programs want every time there is.
stamp-wait = Zurzeit schicken Programme sehr viele Anfragen an uns. Deshalb können Sie dieses Formular erst nach { $time } abschicken. Lassen Sie sich beim Ausfüllen Zeit.
stamp-again = Bitte drücken Sie in { $time } noch einmal auf den Knopf. Ihre Angaben sind noch da. Zurzeit schicken Programme sehr viele Anfragen an uns, und wir halten die Zeiten für Menschen frei.
stamp-busy = Einen Moment bitte. Das Formular wird gleich abgeschickt.
stamp-seconds =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }

# Name and address from an account.
account-take = Angaben aus { $name } übernehmen
account-help = Wir tragen Ihren Namen und Ihre E-Mail-Adresse unten ein, und Sie können beides ändern. Mehr nehmen wir nicht aus dem Konto. Sie können auch ohne Konto buchen.
account-taken = Wir haben die Angaben aus Ihrem Konto eingetragen. Bitte prüfen Sie sie.
account-nothing = In Ihrem Konto haben wir keinen Namen gefunden. Bitte geben Sie ihn selbst ein.
account-down = Das Konto ist gerade nicht erreichbar. Bitte geben Sie Ihre Angaben selbst ein.
account-refused = Die Anmeldung wurde abgebrochen. Sie können Ihre Angaben auch selbst eingeben.
account-astray = Diese Anmeldung gilt nicht mehr. Bitte versuchen Sie es noch einmal, oder geben Sie Ihre Angaben selbst ein.
account-leave = Weiter zu { $name }
account-leave-help = Die Anmeldung öffnet sich gleich. Geschieht nichts? Dann öffnen Sie bitte den Link. Danach kommen Sie hierher zurück.
account-lost = Diese Anmeldung gilt nicht mehr
account-lost-help = Sie hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Bitte beginnen Sie von vorn. Ein Konto brauchen Sie dafür nicht.
privacy-account = Nur wenn Sie Angaben aus einem Konto übernehmen, merkt sich Ihr Browser für höchstens zehn Minuten in einem verschlüsselten Cookie, was Sie eingegeben haben. Aus dem Konto nehmen wir nur den Namen und die E-Mail-Adresse.
