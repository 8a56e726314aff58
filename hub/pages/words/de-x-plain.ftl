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

please-go-to = Sie sind dran! Gehen Sie zu
counter = Schalter { $counter }
expected = Wir warten auf Sie. Sie finden uns hier: { $zone }
at-counter = Sie sind an Schalter { $counter }.

missed = Wir haben Sie aufgerufen. Sie waren nicht da.
missed-help = Sind Sie noch hier? Bitte sprechen Sie uns an. Wir helfen Ihnen.
finished = Ihr Besuch ist fertig.
goodbye = Vielen Dank. Auf Wiedersehen!
left = Diese Nummer gilt nicht mehr.
left-help = Wollen Sie doch bleiben? Bitte ziehen Sie eine neue Nummer.

as-of = Das gilt um { $time } Uhr.
lost = Das Internet ist gerade weg. Sie müssen nichts tun. Das hier galt um:
buzz-on = Das Telefon soll vibrieren, wenn ich dran bin
buzz-is-on = Ihr Telefon vibriert, wenn Sie dran sind. Lassen Sie diese Seite offen.
help = Haben Sie eine Frage? Sprechen Sie uns an. Wir helfen gern.
not-found = Wir finden Ihre Nummer nicht
not-found-help = Jede Nummer gilt nur einen Tag. Ist Ihr Zettel von heute? Dann prüfen Sie den Code. Oder zeigen Sie uns den Zettel.
code-again = Code noch einmal eingeben
