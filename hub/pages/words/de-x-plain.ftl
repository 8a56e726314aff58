skip = Zum Inhalt
languages = Sprache wählen
your-number = Ihre Nummer

called-in-vain = Um { $time } Uhr haben wir Sie aufgerufen. Sie waren nicht da.
called-again = Wir rufen Sie noch einmal auf. Bitte bleiben Sie hier.
soon = Sie sind bald dran.
not-yet = Bitte warten Sie noch.
before-you = Vor Ihnen
persons =
    { $count ->
        [0] niemand
        [one] 1 Person
       *[other] { $count } Personen
    }
wait = So lange warten Sie
wait-a-minute = etwa 1 Minute
wait-about =
    { $minutes ->
        [one] etwa 1 Minute
       *[other] etwa { $minutes } Minuten
    }
wait-at-most = weniger als { $minutes } Minuten
wait-between = etwa { $from } bis { $to } Minuten
no-counter = Alle Schalter sind gerade zu.
wait-unknown = Das wissen wir noch nicht.
zone = Hier warten Sie
others-first = Andere haben einen Termin. Sie kommen vielleicht vor Ihnen dran. Bitte bleiben Sie in der Nähe.
moved-to = Sie müssen zu einem anderen Haus gehen: { $office }. Dort haben Sie diese neue Nummer.
freed = Ein Termin ist frei: um { $time } Uhr. Möchten Sie ihn haben?
freed-help = Ihre Nummer bleibt gleich. Vielleicht sind Sie auch früher dran.
freed-take = Ja, ich möchte den Termin
freed-gone = Jemand war schneller. Der Termin ist weg. Ihr Platz ist noch derselbe.

please-go-to = Sie sind dran! Gehen Sie zu
stay-seated = Sie sind dran! Bleiben Sie bitte sitzen. Wir kommen zu Ihnen.
counter = Schalter { $counter }
expected = Wir warten auf Sie. Sie finden uns hier: { $zone }
called-to = Nummer { $number }: Gehen Sie zu Schalter { $counter }.
called-seated = Nummer { $number }: Bleiben Sie bitte sitzen. Wir kommen zu Ihnen.
at-counter = Sie sind an Schalter { $counter }.

missed = Wir haben Sie aufgerufen. Sie waren nicht da.
missed-help = Sind Sie noch hier? Bitte sprechen Sie uns an. Wir helfen Ihnen.
finished = Ihr Besuch ist fertig.
goodbye = Vielen Dank. Auf Wiedersehen!
left = Diese Nummer gilt nicht mehr.
left-help = Wollen Sie doch bleiben? Bitte ziehen Sie eine neue Nummer.
leave = Ich will nicht mehr warten
leave-sure = Möchten Sie wirklich gehen?
leave-help = Dann gilt Ihre Nummer { $number } nicht mehr. Sie bekommen die Nummer nicht zurück.
leave-do = Ja, Nummer abgeben
leave-keep = Nein, ich warte weiter

as-of = Das gilt um { $time } Uhr.
lost = Das Internet ist gerade weg. Sie müssen nichts tun. Das hier galt um:
buzz-on = Das Telefon soll vibrieren, wenn ich dran bin
buzz-is-on = Ihr Telefon vibriert, wenn Sie dran sind. Lassen Sie diese Seite offen.
speak-on = Das Telefon soll sprechen, wenn ich dran bin
speak-is-on = Ihr Telefon spricht, wenn Sie dran sind. Lassen Sie diese Seite offen.
help = Haben Sie eine Frage? Sprechen Sie uns an. Wir helfen gern.
not-found = Wir finden Ihre Nummer nicht
not-found-help = Jede Nummer gilt nur einen Tag. Ist Ihr Zettel von heute? Dann prüfen Sie den Code. Oder zeigen Sie uns den Zettel.
code-again = Code noch einmal eingeben
address-unreadable = Die Adresse stimmt nicht
address-unreadable-help = Vielleicht fehlt ein Zeichen. Bitte prüfen Sie die Adresse. Oder fangen Sie von vorn an.

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
letter-verify-subject = Bitte bestätigen: Ihr Termin am { $date }
letter-verify = Sie möchten einen Termin. Bitte bestätigen Sie den Termin bis { $until }. Sonst bekommt jemand anderes die Zeit.
letter-verify-link = Termin bestätigen
letter-verify-not-me = Sie möchten keinen Termin? Dann müssen Sie nichts tun.
letter-confirmed-subject = Ihr Termin am { $date }, { $clock }
letter-confirmed = Sie haben einen Termin.
letter-rebooked-subject = Ihr neuer Termin am { $date }, { $clock }
letter-rebooked = Ihr Termin hat eine neue Zeit. Die alte Zeit gilt nicht mehr.
letter-handed-over-subject = Zu Ihrem Termin am { $date }
letter-handed-over = Die Zeit von Ihrem Termin bleibt gleich. Nur die Person am Schalter ist eine andere.
letter-cancelled-subject = Kein Termin mehr am { $date }
letter-cancelled = Ihr Termin ist abgesagt. Sie müssen nichts mehr tun.
letter-reminder-subject = Bitte denken Sie an Ihren Termin am { $date }, { $clock }
letter-reminder = Bitte denken Sie an Ihren Termin. Sie können nicht kommen? Dann sagen Sie den Termin bitte ab.
letter-when = Wann
letter-where = Wo
letter-way = So kommen Sie zu uns
letter-phone = Sie haben Fragen? Rufen Sie uns an
letter-what = Worum es geht
letter-code = Ihr Code
letter-code-help = Mit diesem Code melden Sie sich bei uns an.
letter-change = Termin ansehen, ändern oder absagen
letter-automatic = Ein Computer hat diese Nachricht geschickt.

# Booking a time on the web, and one's own appointment.
book-title = Termin machen
book-intro = Worum geht es? Bitte wählen Sie aus. Dann sehen Sie die freien Zeiten.
book-search = Was suchen Sie?
book-search-do = Suchen
book-nothing-found = Das haben wir nicht gefunden. Hier sehen Sie alles.
book-nothing = Hier können Sie im Moment keinen Termin machen. Bitte rufen Sie uns an. Oder kommen Sie zu uns.
everywhere = Das geht an mehreren Orten
everywhere-first = Sie sehen, wo Sie am schnellsten einen Termin bekommen.
everywhere-where = Wo möchten Sie hingehen?
by-phone = Diesen Termin machen Sie am Telefon. Bitte rufen Sie uns an
by-kiosk = Diesen Termin machen Sie am Kiosk bei uns im Haus.
by-infopoint = Diesen Termin machen Sie am Infopoint bei uns im Haus.
by-kiosk-or-infopoint = Diesen Termin machen Sie am Kiosk oder am Infopoint bei uns im Haus.
by-walk-in = Sie brauchen keinen Termin. Bitte kommen Sie zu uns. Ziehen Sie am Kiosk eine Nummer.
book-persons = Wie viele Personen?
book-persons-set = Zeiten zeigen
book-times = Wann möchten Sie kommen?
book-next = Die nächste freie Zeit
book-days = Alle freien Zeiten
book-calendar = Freie Tage im Kalender
book-calendar-help = Ein Tag hat einen Rand? Dann ist an diesem Tag etwas frei.
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
book-full = alles belegt
book-too-soon = zu spät
book-not-yet = noch nicht offen
book-later = Spätere Tage
book-earlier = Frühere Tage
book-other = Etwas anderes wählen
book-other-time = Andere Zeit wählen
book-who = Wer kommt?
book-name = Name
book-name-help = Im Warteraum sieht niemand Ihren Namen. Dort steht nur Ihre Nummer.
book-mail = E-Mail (Sie müssen nicht)
book-mail-help = Dann schicken wir Ihnen einen Link. Mit dem Link bestätigen Sie den Termin.
book-privacy = Wir speichern nur, was Sie hier schreiben. Nach Ihrem Besuch löschen wir es.
book-do = Termin machen
book-mistakes = Bitte prüfen Sie, was Sie geschrieben haben.
book-mistake-name = Bitte schreiben Sie Ihren Namen, mit höchstens 100 Zeichen.
book-mistake-mail = Die E-Mail-Adresse stimmt nicht. Ein Beispiel: name@beispiel.de
book-taken = Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere Zeit.
book-passed = Für diese Zeit ist es jetzt zu spät. Bitte wählen Sie eine andere Zeit.
book-changed = Zu dieser Zeit gibt es hier keinen Termin mehr. Bitte wählen Sie eine andere Zeit.
book-held = Diese Zeit ist bis { $until } für Sie reserviert.
book-held-no-longer = Diese Zeit ist nicht mehr für Sie reserviert. Vielleicht ist sie noch frei.
book-sent-before = Sie haben dieses Formular schon abgeschickt. Möchten Sie noch einen Termin? Dann wählen Sie bitte eine andere Zeit.
book-sent = Bitte lesen Sie Ihre E-Mails
book-sent-help = Wir haben Ihnen eine E-Mail geschickt. In der E-Mail ist ein Link. Bitte bestätigen Sie den Termin mit dem Link bis { $until }.
book-sent-late = Ist keine E-Mail da? Bitte sehen Sie auch im Spam-Ordner nach. Und prüfen Sie die Adresse.
own-title = Ihr Termin
own-stands = Sie haben einen Termin.
own-unverified = Bitte bestätigen Sie den Termin bis { $until }.
own-confirm = Termin bestätigen
own-cancelled = Der Termin ist abgesagt.
own-lapsed = Sie haben den Termin nicht bestätigt. Jetzt können andere die Zeit haben.
own-here = Sie sind angemeldet. Bitte achten Sie auf Ihre Nummer.
own-late = Sie sind zu spät für Ihren Termin. Sie können heute trotzdem kommen. Aber Sie müssen dann länger warten.
own-over = Der Termin ist vorbei.
own-keep = Bitte schreiben Sie den Code auf. Oder drucken Sie die Seite.
own-picture = Der Code { $code } als Bild (QR-Code)
own-bring = Das müssen Sie mitbringen
own-tick = Hier können Sie Haken setzen. Die Haken sehen nur Sie.
own-calendar = In meinen Kalender schreiben
own-move = Andere Zeit wählen
own-cancel = Termin absagen
own-cancel-sure = Möchten Sie den Termin absagen?
own-cancel-do = Ja, absagen
own-keep-it = Nein, Termin behalten
own-not-found = Wir finden den Termin nicht
own-not-found-help = Nach dem Besuch löschen wir den Termin. Bitte prüfen Sie den Link. Oder fragen Sie uns.
own-new = Neuen Termin machen
own-move-sure = Möchten Sie diese neue Zeit: { $date }, { $clock }?
own-move-do = Ja, diese Zeit nehmen
own-arrive-title = Sind Sie schon da?
own-arrive-help = Sind Sie bei uns im Haus? Dann drücken Sie bitte hier. Sie bekommen dann Ihre Nummer.
own-arrive = Ich bin da
own-arrive-not = Das hat nicht geklappt. Bitte gehen Sie zum Kiosk oder zum Infopoint.
own-arrive-from = Ab { $clock } können Sie sich hier anmelden. Bitte machen Sie das erst, wenn Sie bei uns im Haus sind.
own-number = Ihre Nummer ist { $number }
own-number-page = Zur Seite mit Ihrer Nummer

# Sending documents ahead of a visit.
upload-title = Papiere vorher schicken
upload-help = { $kinds }. Eine Datei darf höchstens { $size } groß sein. Höchstens { $files } Dateien.
upload-sent = Das haben Sie schon geschickt
upload-file = Datei auswählen
upload-do = Datei schicken
upload-take-back = Löschen
upload-privacy = Nur die Menschen in diesem Amt sehen die Dateien. Nach Ihrem Besuch löschen wir die Dateien.
upload-copied = Das Amt behält eine Kopie.
upload-enough = Sie können keine Datei mehr schicken. Löschen Sie eine Datei. Oder bringen Sie die anderen Papiere mit.
upload-nothing = Wählen Sie zuerst eine Datei aus.
upload-too-large = Diese Datei ist zu groß. Eine Datei darf höchstens { $size } groß sein.
upload-other-kind = Diese Datei geht nicht. Diese Dateien gehen: { $kinds }.
upload-damaged = Diese Datei ist kaputt. Speichern Sie die Datei neu. Schicken Sie die Datei dann noch einmal.
upload-full = Das geht gerade nicht. Versuchen Sie es später noch einmal. Oder bringen Sie die Papiere mit.

# Several matters in one visit.
book-chosen = Darum geht es
book-lasts = So lange dauert es
book-add = Noch etwas erledigen
book-add-title = Was möchten Sie noch erledigen?
book-add-intro = Das hier geht beim selben Termin. Für alles andere brauchen Sie einen eigenen Termin.
book-add-none = Nichts weiter erledigen
book-remove = Weglassen

# What says which clerk is responsible.
book-letters = So beginnt Ihr Familien-Name
book-letters-help =
    { $count ->
        [one] Der erste Buchstabe reicht. Dann wissen wir: Wer hilft Ihnen? Und wann ist etwas frei?
       *[other] Die ersten { $count } Buchstaben reichen. Dann wissen wir: Wer hilft Ihnen? Und wann ist etwas frei?
    }
book-place = Wo wohnen Sie?
book-place-help = Dann wissen wir: Wer hilft Ihnen? Und wann ist etwas frei?
book-place-choose = Bitte auswählen
book-place-other = Ein anderer Ort
book-nobody = Damit finden wir niemanden für Sie. Bitte prüfen Sie Ihre Angaben. Oder rufen Sie uns an.

# One open appointment for each address.
book-sent-again = Haben Sie dafür schon einen Termin? Dann bleibt es bei dem alten Termin. In der E-Mail steht: So ändern Sie den Termin. So sagen Sie ihn ab.
letter-again-subject = Sie haben schon einen Termin am { $date }
letter-again = Jemand wollte mit dieser E-Mail-Adresse noch einen Termin machen. Das geht nicht. Sie haben schon diesen Termin. Passt der Termin nicht mehr? Mit dem Link können Sie ihn ändern oder absagen.

# How the appointment takes place.
book-form = Wie möchten Sie mit uns sprechen?
form-in-person = Ich komme zu Ihnen
form-phone = Am Telefon
form-video = Mit Video am Computer oder Handy
book-phone = Ihre Telefonnummer
book-phone-help = Wir rufen Sie zur Termin-Zeit unter dieser Nummer an.
book-mistake-phone = Bitte schreiben Sie eine Telefonnummer. Ein Beispiel: 0621 12345
book-birthday = Ihr Geburtstag, ohne Jahr. Sie müssen das nicht ausfüllen.
book-birthday-help = Zum Beispiel: 24.12. Haben Sie später Ihren Code nicht dabei? Dann hilft Ihr Geburtstag am Kiosk. Wir löschen ihn nach dem Besuch.
book-mistake-birthday = Diesen Tag gibt es nicht. Bitte schreiben Sie Tag und Monat so: 24.12.
letter-how = Wie
own-phone = Wir rufen Sie an. Bitte warten Sie zu dieser Zeit am Telefon. Sie müssen nicht zu uns kommen.
own-video = Klicken Sie zu dieser Zeit auf den Link. Sie müssen nicht zu uns kommen.
own-video-join = Hier geht es zum Video-Gespräch
own-video-soon = Der Link zum Video-Gespräch kommt bald. Bitte öffnen Sie diese Seite später noch einmal.
own-ready = Das brauchen Sie dafür

# To be told when an appointment becomes free.
watch-title = Sagen Sie mir, wenn ein Termin frei wird
watch-mail = Ihre E-Mail-Adresse
watch-until = Bis wann warten Sie?
watch-do = Ja, sagen Sie mir Bescheid
watch-privacy = Wir schreiben Ihnen nur über freie Termine. Haben Sie einen Termin? Dann löschen wir die Adresse. Nach dem letzten Tag löschen wir sie auch.
watch-mistake-until = Dieser Tag geht nicht. Der letzte Tag ist: { $date }.
watch-sent = Wir haben Ihnen eine E-Mail geschickt. In der E-Mail ist ein Link. Bitte öffnen Sie den Link bis { $until }.
watch-sent-before = Haben Sie uns das schon gesagt? Dann bekommen Sie keine neue E-Mail. Wir sagen Ihnen trotzdem Bescheid.
watch-own = Bescheid über freie Termine
watch-sure = Sollen wir Ihnen schreiben? Wir schreiben bis zum { $date }.
watch-confirm = Ja, bitte schreiben Sie mir
watch-stands = Wird ein Termin frei? Dann schreiben wir Ihnen. Das machen wir bis zum { $date }.
watch-no-hold = Wir halten den Termin nicht für Sie frei. Der Schnellste bekommt den Termin.
watch-stop = Bitte nicht mehr schreiben
watch-over = Wir schreiben Ihnen nicht mehr
watch-over-help = Wir haben Ihre Adresse gelöscht. Sollen wir wieder schreiben? Dann sagen Sie es uns bitte noch einmal bei den freien Zeiten.
letter-hello = Guten Tag,
letter-watch-subject = Bitte bestätigen: Bescheid über freie Termine
letter-watch = Wird ein Termin frei? Dann schreiben wir Ihnen. Bitte öffnen Sie vorher diesen Link. Er gilt bis { $until }.
letter-watch-link = Ja, schreiben Sie mir
letter-watch-not-me = Sie möchten das nicht? Dann müssen Sie nichts tun.
letter-freed-subject = Ein Termin ist frei: { $date }, { $clock }
letter-freed = Ein Termin ist frei geworden.
letter-freed-link = Diesen Termin nehmen
# At the foot of every page, and what it leads to.
foot = Über diese Seiten
foot-help = Hilfe
foot-imprint = Impressum
foot-privacy = Datenschutz
foot-accessibility = Barriere-Freiheit
foot-contact = Kontakt
about-missing = Dieser Text fehlt noch. Haben Sie eine Frage? Dann fragen Sie uns.
privacy-here = Diese Seiten haben keine Cookies. Wir speichern nur, was Sie schreiben. Nach Ihrem Besuch löschen wir es. Im Warteraum sieht niemand Ihren Namen. Dort steht nur Ihre Nummer.

# The help.
guide-book = So bekommen Sie einen Termin
guide-book-how = Worum geht es? Wählen Sie es aus. Wählen Sie dann eine freie Zeit. Schreiben Sie Ihren Namen. Haben Sie eine E-Mail-Adresse? Dann schicken wir Ihnen einen Link. Mit dem Link bestätigen Sie den Termin. Erst dann gilt der Termin.
guide-change = Andere Zeit wählen oder absagen
guide-change-how = Öffnen Sie den Link aus der E-Mail. Dann sehen Sie Ihren Termin. Dort wählen Sie eine andere Zeit. Oder Sie sagen den Termin ab.
guide-day = Am Tag vom Termin
guide-day-how = Kommen Sie zu uns. Geben Sie am Kiosk Ihren Code ein. Oder gehen Sie zum Empfang. Sie bekommen eine Nummer. Dann rufen wir die Nummer auf.
guide-without = Ohne Internet oder ohne Termin
guide-without-how = Sie können uns anrufen. Sie können auch am Kiosk einen Termin machen. Oder Sie ziehen dort eine Nummer und warten. Brauchen Sie Hilfe? Wir helfen gern.

# Writing to the office.
contact-intro = Schreiben Sie uns. Das liest: { $office }
contact-trouble = Wir schreiben dazu, welchen Fehler Sie gesehen haben.
contact-message = Was möchten Sie uns sagen?
contact-name = Name (Sie müssen nicht)
contact-mail-help = Ohne Adresse können wir nicht antworten.
contact-privacy = Wir geben Ihre Nachricht weiter. Hier speichern wir sie nicht.
contact-do = Nachricht schicken
contact-reach = So erreichen Sie uns
contact-mistake-message = Bitte schreiben Sie etwas, mit höchstens { $number } Zeichen.
contact-later = Das geht gerade nicht. Bitte versuchen Sie es später noch einmal. Oder rufen Sie uns an.
contact-again = Sie haben schon etwas geschickt. Ist das eine neue Nachricht? Dann schicken Sie sie bitte noch einmal.
contact-sent = Ihre Nachricht ist unterwegs
contact-sent-answered = Wir antworten Ihnen. Die Antwort kommt an Ihre Adresse.
contact-sent-unanswered = Vielen Dank. Wir haben keine Adresse von Ihnen. Darum können wir nicht antworten.

# How the visit was.
judge = Wie war Ihr Besuch?
judge-choose = Ihre Antwort
judge-good = Gut
judge-middling = Geht so
judge-bad = Schlecht
judge-words = Möchten Sie etwas dazu sagen? (Sie müssen nicht)
judge-words-help = Höchstens { $number } Zeichen. Bitte schreiben Sie keine Namen. Bitte schreiben Sie keine Nummern.
judge-privacy = Niemand sieht, wer geantwortet hat. Nach { $number } Tagen löschen wir, was Sie schreiben.
judge-missing = Bitte wählen Sie eine Antwort aus.
judge-do = Antwort schicken
judge-not = Zurück, ich möchte nicht antworten
judged = Vielen Dank für Ihre Antwort
judged-help = So können wir besser werden.
judge-again = Andere Antwort geben

# While programs want every time there is.
stamp-wait = Gerade schicken Computer-Programme sehr viele Anfragen an uns. Deshalb müssen Sie { $time } warten. Dann können Sie das Formular abschicken.
stamp-again = Bitte warten Sie { $time }. Drücken Sie dann noch einmal auf den Knopf. Was Sie geschrieben haben, ist noch da.
stamp-busy = Bitte warten Sie kurz. Das Formular wird gleich abgeschickt.
stamp-seconds =
    { $count ->
        [one] 1 Sekunde
       *[other] { $count } Sekunden
    }

# Name and address from an account.
account-take = Meinen Namen aus { $name } holen
account-help = Dann steht Ihr Name schon im Formular. Sie können ihn ändern. Sie brauchen kein Konto für einen Termin.
account-taken = Ihr Name steht jetzt im Formular. Bitte prüfen Sie alles.
account-nothing = In Ihrem Konto steht kein Name. Bitte schreiben Sie Ihren Namen selbst.
account-down = Das Konto geht gerade nicht. Bitte schreiben Sie alles selbst.
account-refused = Sie haben die Anmeldung abgebrochen. Sie können auch alles selbst schreiben.
account-astray = Diese Anmeldung gilt nicht mehr. Bitte versuchen Sie es noch einmal. Oder schreiben Sie alles selbst.
account-leave = Weiter zu { $name }
account-leave-help = Gleich geht die Anmeldung auf. Passiert nichts? Dann drücken Sie bitte auf den Link. Danach kommen Sie hierher zurück.
account-lost = Diese Anmeldung gilt nicht mehr
account-lost-help = Vielleicht hat es zu lange gedauert. Bitte fangen Sie neu an. Sie brauchen kein Konto für einen Termin.
privacy-account = Holen Sie Ihren Namen aus einem Konto? Nur dann merkt sich Ihr Computer für 10 Minuten, was Sie geschrieben haben. Das nennt man Cookie. Aus dem Konto nehmen wir nur Namen und E-Mail-Adresse.
