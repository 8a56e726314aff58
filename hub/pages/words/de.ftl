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

# Called, and at the counter.
please-go-to = Bitte gehen Sie zu
counter = Schalter { $counter }
expected = Wir erwarten Sie. Ihr Wartebereich: { $zone }
at-counter = Sie sind an Schalter { $counter }.

# Over, or nearly so.
missed = Wir haben Sie aufgerufen, aber nicht angetroffen.
missed-help = Sind Sie noch da? Bitte sprechen Sie uns an, dann finden wir eine Lösung.
finished = Ihr Besuch ist abgeschlossen.
goodbye = Vielen Dank, und auf Wiedersehen.
left = Diese Nummer gilt nicht mehr.
left-help = Möchten Sie doch noch bleiben? Bitte ziehen Sie eine neue Nummer.

# The page itself.
as-of = Stand: { $time } Uhr
lost = Die Verbindung ist unterbrochen. Wir versuchen es weiter, Sie müssen nichts tun. Letzter Stand:
buzz-on = Beim Aufruf vibrieren
buzz-is-on = Ihr Telefon vibriert beim Aufruf, solange diese Seite offen ist.
help = Haben Sie eine Frage? Bitte sprechen Sie uns an, wir helfen Ihnen gern.
not-found = Wir finden Ihre Nummer nicht
not-found-help = Die Seite einer Nummer gilt nur an dem Tag, an dem Sie die Nummer gezogen haben. Ist Ihr Zettel von heute? Dann prüfen Sie bitte den Code, oder zeigen Sie uns Ihren Zettel.
code-again = Code noch einmal eingeben
