skip = Salt la conținut
languages = Alegeți limba
your-number = Numărul dumneavoastră

called-in-vain = V-am chemat la ora { $time }, dar nu v-am găsit.
called-again = Vă mai chemăm o dată. Vă rugăm să rămâneți în zona de așteptare.
soon = Urmează în curând rândul dumneavoastră.
not-yet = Încă nu este rândul dumneavoastră.
before-you = Înaintea dumneavoastră
persons =
    { $count ->
        [0] nimeni
        [one] { $count } persoană
        [few] { $count } persoane
       *[other] { $count } de persoane
    }
wait = Timp de așteptare
wait-a-minute = circa 1 minut
wait-about =
    { $minutes ->
        [one] circa { $minutes } minut
        [few] circa { $minutes } minute
       *[other] circa { $minutes } de minute
    }
wait-at-most =
    { $minutes ->
        [one] cel mult circa { $minutes } minut
        [few] cel mult circa { $minutes } minute
       *[other] cel mult circa { $minutes } de minute
    }
wait-between =
    { $to ->
        [few] între { $from } și { $to } minute
       *[other] între { $from } și { $to } de minute
    }
no-counter = Momentan niciun ghișeu nu este deschis.
wait-unknown = încă necunoscut
zone = Zona de așteptare
others-first = Persoanele cu programare pot fi chemate înaintea dumneavoastră. Vă rugăm să fiți din timp în zona de așteptare.
moved-to = Vizita dumneavoastră continuă în alt loc: { $office }. Vă rugăm să mergeți acolo. Acolo este valabil acest număr nou.
freed = S-a eliberat o programare la ora { $time }. Doriți să o luați?
freed-help = Vă păstrați numărul. Dacă vă vine rândul mai devreme, vă chemăm mai devreme.
freed-take = Da, iau această programare
freed-gone = Altcineva tocmai a luat această programare. V-ați păstrat locul la rând.

please-go-to = Vă rugăm să mergeți la
stay-seated = Vă rugăm să rămâneți pe loc. Venim la dumneavoastră.
counter = Ghișeul { $counter }
expected = Vă așteptăm. Zona dumneavoastră de așteptare: { $zone }
called-to = Numărul { $number }, vă rugăm să mergeți la ghișeul { $counter }.
called-seated = Numărul { $number }: vă rugăm să rămâneți pe loc, venim la dumneavoastră.
at-counter = Sunteți la ghișeul { $counter }.

missed = V-am chemat, dar nu v-am găsit.
missed-help = Mai sunteți aici? Vă rugăm să ne spuneți și găsim o soluție.
finished = Vizita dumneavoastră s-a încheiat.
goodbye = Vă mulțumim și la revedere.
left = Acest număr nu mai este valabil.
left-help = Doriți totuși să rămâneți? Vă rugăm să luați un număr nou.
leave = Nu mai vreau să aștept
leave-sure = Chiar nu mai doriți să așteptați?
leave-help = Numărul dumneavoastră { $number } nu va mai fi valabil, iar ceilalți avansează. Nu puteți reveni asupra acestui lucru.
leave-do = Da, renunț la număr
leave-keep = Nu, aștept în continuare

as-of = Situația de la ora { $time }
lost = Conexiunea s-a întrerupt. Încercăm în continuare, nu trebuie să faceți nimic. Ultima situație:
buzz-on = Vibrează la chemare
buzz-is-on = Telefonul vibrează la chemare cât timp această pagină este deschisă.
speak-on = Citește chemarea cu voce tare
speak-is-on = Telefonul citește chemarea cu voce tare cât timp această pagină este deschisă.
help = Aveți o întrebare? Vă rugăm să ne întrebați, vă ajutăm cu plăcere.
not-found = Nu găsim numărul dumneavoastră
not-found-help = Pagina unui număr este valabilă doar în ziua în care ați luat numărul. Bonul este de astăzi? Atunci vă rugăm să verificați codul sau să ne arătați bonul.
code-again = Introduceți codul din nou
address-unreadable = Această adresă nu este completă
address-unreadable-help = Poate s-a pierdut un caracter la tastare. Vă rugăm să verificați adresa sau să începeți din nou.

# Days and times.
monday = luni
tuesday = marți
wednesday = miercuri
thursday = joi
friday = vineri
saturday = sâmbătă
sunday = duminică
month-1 = ianuarie
month-2 = februarie
month-3 = martie
month-4 = aprilie
month-5 = mai
month-6 = iunie
month-7 = iulie
month-8 = august
month-9 = septembrie
month-10 = octombrie
month-11 = noiembrie
month-12 = decembrie
date = { $weekday }, { $day } { $month } { $year }
clock = { $time }
moment = { $date }, ora { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Bună ziua, { $name },
letter-verify-subject = Vă rugăm să confirmați programarea: { $date }
letter-verify = Ați cerut o programare. Vă rugăm să o confirmați până la ora { $until }. După aceea dăm ora altora.
letter-verify-link = Confirmați programarea
letter-verify-not-me = Nu ați cerut o programare? Atunci nu trebuie să faceți nimic.
letter-confirmed-subject = Programarea dumneavoastră: { $date }, { $clock }
letter-confirmed = Programarea dumneavoastră este confirmată.
letter-rebooked-subject = Noua dumneavoastră programare: { $date }, { $clock }
letter-rebooked = Programarea dumneavoastră este acum la altă oră. Ora veche nu mai este valabilă.
letter-handed-over-subject = Despre programarea dumneavoastră: { $date }
letter-handed-over = Ora programării nu se schimbă. Vă va primi altcineva din echipa noastră.
letter-cancelled-subject = Programarea dumneavoastră este anulată: { $date }
letter-cancelled = Programarea dumneavoastră este anulată. Nu mai trebuie să faceți nimic.
letter-reminder-subject = Vă amintim de programare: { $date }, { $clock }
letter-reminder = Vă amintim de programarea dumneavoastră. Nu puteți veni? Atunci vă rugăm să o anulați, ca altcineva să poată folosi ora.
letter-when = Când
letter-where = Unde
letter-way = Cum ne găsiți
letter-phone = Aveți întrebări? Sunați-ne
letter-what = Pentru ce
letter-code = Codul dumneavoastră
letter-code-help = Cu acest cod vă anunțați sosirea când ajungeți la noi.
letter-change = Vedeți, schimbați sau anulați programarea
letter-automatic = Acest mesaj a fost trimis automat.

# Booking a time on the web, and one's own appointment.
book-title = Faceți o programare
book-intro = Alegeți pentru ce veniți. Apoi vedeți orele libere.
book-search = Ce căutați?
book-search-do = Căutați
book-nothing-found = Nu am găsit nimic pentru aceasta. Iată tot ce oferim.
book-nothing = Momentan nu puteți face aici o programare. Vă rugăm să ne sunați sau să veniți la noi.
everywhere = La mai multe sedii
everywhere-first = Vă arătăm unde este prima oră liberă.
everywhere-where = La care sediu?
by-phone = Această programare se face la telefon. Vă rugăm să ne sunați
by-kiosk = Această programare se face la aparatul din clădirea noastră.
by-infopoint = Această programare se face la punctul nostru de informații.
by-kiosk-or-infopoint = Această programare se face la aparatul sau la punctul de informații din clădirea noastră.
by-walk-in = Pentru aceasta nu aveți nevoie de programare. Vă rugăm să luați un număr de la aparatul din clădirea noastră.
book-persons = Câte persoane?
book-persons-set = Arată orele
book-times = Când doriți să veniți?
book-next = Următoarea oră liberă
book-days = Toate orele libere
book-calendar = Zile libere în calendar
book-calendar-help = Zilele cu chenar au ore libere.
sheet = { $month } { $year }
sheet-monday = lu
sheet-tuesday = ma
sheet-wednesday = mi
sheet-thursday = jo
sheet-friday = vi
sheet-saturday = sâ
sheet-sunday = du
sheet-month-1 = Ianuarie
sheet-month-2 = Februarie
sheet-month-3 = Martie
sheet-month-4 = Aprilie
sheet-month-5 = Mai
sheet-month-6 = Iunie
sheet-month-7 = Iulie
sheet-month-8 = August
sheet-month-9 = Septembrie
sheet-month-10 = Octombrie
sheet-month-11 = Noiembrie
sheet-month-12 = Decembrie
book-none = În aceste zile nu este nimic liber.
book-closed = închis
book-holiday = sărbătoare legală
book-full = totul ocupat
book-too-soon = prea târziu pentru programare
book-not-yet = încă nedeschis
book-later = Zile mai târzii
book-earlier = Zile mai devreme
book-other = Alegeți altceva
book-other-time = Alegeți altă oră
book-who = Cine vine?
book-name = Nume
book-name-help = În zona de așteptare apare doar numărul, niciodată numele.
book-mail = E-mail (opțional)
book-mail-help = Atunci vă trimitem un link. Cu el confirmați programarea și o puteți schimba mai târziu.
book-privacy = Păstrăm doar ce introduceți aici și ștergem totul după vizită.
book-do = Rezervați
book-mistakes = Vă rugăm să verificați datele introduse.
book-mistake-name = Vă rugăm să introduceți numele, cu cel mult 100 de caractere.
book-mistake-mail = Această adresă de e-mail nu este completă. Un exemplu: nume@example.com
book-taken = Această oră nu mai este liberă. Vă rugăm să alegeți alta.
book-passed = Este deja prea târziu pentru această oră. Vă rugăm să alegeți alta.
book-changed = La această oră nu mai există programări. Vă rugăm să alegeți alta.
book-held = Vă păstrăm această oră până la { $until }.
book-held-no-longer = Nu vă mai păstrăm această oră. O primiți dacă nimeni nu este mai rapid.
book-sent-before = Ați trimis deja acest formular cu alte date. Dacă doriți încă o programare, vă rugăm să alegeți altă oră.
book-sent = Vă rugăm să vă verificați e-mailul
book-sent-help = V-am trimis un e-mail. Vă rugăm să confirmați programarea cu linkul din el până la ora { $until }. Până atunci păstrăm ora pentru dumneavoastră.
book-sent-late = După câteva minute nu a sosit nimic? Vă rugăm să vă uitați și în dosarul spam și să verificați adresa.
own-title = Programarea dumneavoastră
own-stands = Programarea dumneavoastră este confirmată.
own-unverified = Programarea dumneavoastră nu este încă confirmată. Vă rugăm să o confirmați până la ora { $until }.
own-confirm = Confirmați programarea
own-cancelled = Această programare este anulată.
own-lapsed = Această programare nu a fost confirmată la timp. Ora este din nou liberă pentru alții.
own-here = Sosirea este înregistrată. Vă rugăm să urmăriți numărul.
own-late = Ora programării dumneavoastră a trecut. Puteți veni totuși astăzi și veți aștepta ca toți cei fără programare.
own-over = Această programare a trecut.
own-keep = Vă rugăm să notați codul sau să tipăriți această pagină.
own-picture = Codul { $code } ca imagine pentru cameră
own-bring = Vă rugăm să aduceți
own-tick = Bifați pentru dumneavoastră: nu primim și nu salvăm nimic din acestea.
own-calendar = Adăugați în calendarul meu
own-move = Mutați la altă oră
own-cancel = Anulați programarea
own-cancel-sure = Doriți într-adevăr să anulați această programare?
own-cancel-do = Da, anulați
own-keep-it = Nu, păstrați programarea
own-not-found = Nu găsim această programare
own-not-found-help = După vizită ștergem programările. Vă rugăm să verificați linkul sau să ne întrebați.
own-new = Faceți o programare nouă
own-move-sure = Doriți să mutați programarea: { $date }, { $clock }?
own-move-do = Da, mutați la această oră
own-arrive-title = Ați ajuns?
own-arrive-help = Vă rugăm să apăsați abia când sunteți în clădirea noastră. Apoi primiți numărul dumneavoastră.
own-arrive = Am ajuns
own-arrive-not = Nu a funcționat. Vă rugăm să vă anunțați la chioșc sau la informații.
own-arrive-from = De la { $clock } vă puteți anunța pe această pagină, când sunteți în clădirea noastră.
own-number = Numărul dumneavoastră: { $number }
own-number-page = La pagina numărului dumneavoastră

# Sending documents ahead of a visit.
upload-title = Trimiteți documentele dinainte
upload-help = { $kinds }. Cel mult { $size } pe fișier, cel mult { $files } fișiere.
upload-sent = Ați trimis
upload-file = Alegeți un fișier
upload-do = Trimiteți fișierul
upload-take-back = Ștergeți
upload-privacy = Fișierele sunt deschise numai de angajații acestui birou. După vizita dumneavoastră le ștergem.
upload-copied = O copie rămâne în documentele instituției.
upload-enough = Nu mai puteți trimite alte fișiere. Vă rugăm să ștergeți unul sau să le aduceți pe celelalte cu dumneavoastră.
upload-nothing = Vă rugăm să alegeți mai întâi un fișier.
upload-too-large = Acest fișier este prea mare. Sunt posibile cel mult { $size }.
upload-other-kind = Nu putem primi acest fișier. Vă rugăm să trimiteți un fișier de unul dintre aceste tipuri: { $kinds }.
upload-damaged = Acest fișier este deteriorat sau incomplet. Vă rugăm să îl salvați din nou și să îl trimiteți încă o dată.
upload-full = Acum nu putem primi acest fișier. Vă rugăm să încercați mai târziu sau să aduceți documentele cu dumneavoastră.

# Several matters in one visit.
book-chosen = Pentru ce veniți
book-lasts = Durata
book-add = Adăugați încă o cerere
book-add-title = Alegeți încă o cerere
book-add-intro = Acestea se pot rezolva la aceeași programare. Pentru altele vă rugăm să faceți o programare separată.
book-add-none = Continuați fără altă cerere
book-remove = Eliminați

# What says which clerk is responsible.
book-letters = Începutul numelui dumneavoastră de familie
book-letters-help =
    { $count ->
        [one] Prima literă ajunge. De ea depinde cine se ocupă de dumneavoastră, de aceea întrebăm înainte de a arăta orele.
        [few] Primele { $count } litere ajung. De ele depinde cine se ocupă de dumneavoastră, de aceea întrebăm înainte de a arăta orele.
       *[other] Primele { $count } de litere ajung. De ele depinde cine se ocupă de dumneavoastră, de aceea întrebăm înainte de a arăta orele.
    }
book-place = Localitatea sau cartierul dumneavoastră
book-place-help = De aceasta depinde cine se ocupă de dumneavoastră, de aceea întrebăm înainte de a arăta orele.
book-place-choose = Vă rugăm să alegeți
book-place-other = Altă localitate
book-nobody = Pentru aceste date nu facem aici programări. Vă rugăm să le verificați sau să ne sunați.

# One open appointment for each address.
book-sent-again = Aveți deja o programare pentru aceasta? Atunci ea rămâne valabilă, iar în e-mail scrie cum o mutați sau o anulați. Nu păstrăm o a doua oră.
letter-again-subject = Aveți deja o programare: { $date }
letter-again = Cu această adresă s-a cerut încă o programare pentru același lucru. Nu am făcut-o, pentru că o aveți deja pe aceasta. Nu vă mai convine? Cu linkul o mutați sau o anulați.

# How the appointment takes place.
book-form = Cum să aibă loc programarea?
form-in-person = Personal, la noi
form-phone = Prin telefon
form-video = Prin video
book-phone = Numărul de telefon
book-phone-help = La acest număr vă sunăm la ora stabilită.
book-mistake-phone = Vă rugăm să introduceți un număr de telefon. Un exemplu: 0621 12345
book-birthday = Ziua de naștere fără an (opțional)
book-birthday-help = De exemplu 24.12. – cu ea vă puteți anunța la chioșc și fără cod. O ștergem după vizită.
book-mistake-birthday = Această zi nu există. Vă rugăm să introduceți ziua și luna astfel: 24.12.
letter-how = Cum
own-phone = Vă sunăm la această oră. Nu trebuie să veniți la noi.
own-video = Deschideți linkul la această oră. Nu trebuie să veniți la noi.
own-video-join = La convorbirea video
own-video-soon = În câteva minute găsiți pe această pagină linkul convorbirii video.
own-ready = Vă rugăm să aveți pregătite

# To be told when an appointment becomes free.
watch-title = Anunțați-mă când se eliberează o programare
watch-mail = Adresa dumneavoastră de e-mail
watch-until = Până în ce zi?
watch-do = Anunțați-mă
watch-privacy = Folosim adresa doar pentru aceasta. O ștergem imediat ce ați făcut o programare sau ați oprit mesajele, cel târziu după ultima zi.
watch-mistake-until = Vă rugăm să alegeți o zi care nu a trecut și nu este după { $date }.
watch-sent = V-am trimis un e-mail. Vă rugăm să confirmați cu linkul din el până la ora { $until } că doriți să fiți anunțat.
watch-sent-before = Ați mai cerut acest lucru? Atunci rămâne valabil și nu primiți un e-mail nou.
watch-own = Mesaj când se eliberează o programare
watch-sure = Doriți să fiți anunțat până în { $date } când se eliberează o programare?
watch-confirm = Da, vă rog să mă anunțați
watch-stands = Vă scriem până în { $date } când se eliberează o programare.
watch-no-hold = Programarea liberă nu este păstrată pentru dumneavoastră: o primește cine o ia primul. Cine a cerut primul află primul.
watch-stop = Nu mai doresc mesaje
watch-over = Nu primiți mesaje de la noi
watch-over-help = V-am șters adresa sau acest link nu a fost niciodată valabil. Doriți să fiți anunțat din nou? Atunci vă rugăm să cereți încă o dată la orele libere.
letter-hello = Bună ziua,
letter-watch-subject = Vă rugăm să confirmați: mesaj când se eliberează o programare
letter-watch = Doriți să fiți anunțat când se eliberează o programare. Vă rugăm să confirmați până la ora { $until }. După aceea vă ștergem adresa.
letter-watch-link = Confirmați
letter-watch-not-me = Nu ați cerut acest lucru? Atunci nu trebuie să faceți nimic.
letter-freed-subject = S-a eliberat o programare: { $date }, { $clock }
letter-freed = S-a eliberat o programare.
letter-freed-link = Luați această programare
# At the foot of every page, and what it leads to.
foot = Despre aceste pagini
foot-help = Ajutor
foot-imprint = Date legale
foot-privacy = Protecția datelor
foot-accessibility = Accesibilitate
foot-contact = Contact
about-missing = Acest text lipsește încă aici. Dacă aveți întrebări, vă rugăm să ne întrebați.
privacy-here = Aceste pagini nu păstrează fișiere de urmărire și nu încarcă nimic de pe alte servere. Păstrăm doar ce introduceți și ștergem totul după vizită. În zona de așteptare apare doar numărul, niciodată numele.

# The help.
guide-book = Cum faceți o programare
guide-book-how = Alegeți pentru ce veniți și o oră liberă, apoi introduceți numele. Nu aveți nevoie de cont. Dacă dați o adresă de e-mail, primiți un link. Vă rugăm să confirmați programarea cu el: abia atunci este valabilă.
guide-change = Mutarea sau anularea programării
guide-change-how = Deschideți linkul din e-mail sau pagina programării. Acolo o mutați la altă oră sau o anulați. Atunci ora este liberă pentru altcineva.
guide-day = În ziua programării
guide-day-how = Anunțați-vă sosirea cu codul la aparat sau la recepție. Primiți un număr. Când este chemat, pe ecran scrie la ce ghișeu mergeți.
guide-without = Fără internet sau fără programare
guide-without-how = Puteți să și sunați sau să faceți o programare la aparat. Fără programare, luați de acolo un număr. Aveți nevoie de ajutor? Întrebați-ne.

# Writing to the office.
contact-intro = Scrieți-ne. Mesajul ajunge la: { $office }
contact-trouble = Adăugăm ce mesaj de eroare ați văzut.
contact-message = Mesajul dumneavoastră
contact-name = Nume (opțional)
contact-mail-help = Vă putem răspunde numai dacă avem o adresă.
contact-privacy = Trimitem mesajul mai departe și nu păstrăm nimic din el aici.
contact-do = Trimiteți mesajul
contact-reach = Cum ne găsiți
contact-mistake-message = Vă rugăm să scrieți un mesaj, cu cel mult { $number } de caractere.
contact-later = Acum nu mai putem primi un mesaj. Vă rugăm să încercați din nou peste câteva minute sau să ne sunați.
contact-again = Acest formular a fost deja trimis. Este un mesaj nou? Atunci vă rugăm să îl trimiteți încă o dată.
contact-sent = Mesajul dumneavoastră este pe drum
contact-sent-answered = Vă răspundem la adresa pe care ați dat-o.
contact-sent-unanswered = Vă mulțumim. Nu vă putem răspunde, fiindcă nu ați dat o adresă.

# How the visit was.
judge = Cum a fost vizita dumneavoastră?
judge-choose = Răspunsul dumneavoastră
judge-good = Bine
judge-middling = Așa și așa
judge-bad = Rău
judge-words = Doriți să spuneți ceva despre asta? (opțional)
judge-words-help = Cel mult { $number } de caractere. Vă rugăm să nu scrieți nume sau numere.
judge-privacy = Nimeni nu vede al cui este răspunsul. Ce scrieți ștergem după { $number } de zile.
judge-missing = Vă rugăm să alegeți unul dintre cele trei răspunsuri.
judge-do = Trimiteți răspunsul
judge-not = Înapoi, fără răspuns
judged = Vă mulțumim pentru răspuns
judged-help = Ne ajută să devenim mai buni.
judge-again = Schimbați răspunsul

# While programs want every time there is.
stamp-wait = În acest moment programe ne trimit foarte multe cereri. De aceea puteți trimite acest formular abia după { $time }. Completați-l fără grabă.
stamp-again = Vă rugăm să apăsați din nou butonul după { $time }. Ce ați introdus s-a păstrat. În acest moment programe ne trimit foarte multe cereri, iar noi păstrăm orele pentru oameni.
stamp-busy = Un moment, vă rugăm. Formularul va fi trimis imediat.
stamp-seconds =
    { $count ->
        [one] o secundă
        [few] { $count } secunde
       *[other] { $count } de secunde
    }

# Name and address from an account.
account-take = Preia datele mele din { $name }
account-help = Completăm mai jos numele și adresa de e-mail, iar dumneavoastră le puteți schimba. Altceva nu luăm din cont. Puteți face programarea și fără cont.
account-taken = Am completat datele din contul dumneavoastră. Vă rugăm să le verificați.
account-nothing = Nu am găsit niciun nume în cont. Vă rugăm să îl scrieți.
account-down = Contul nu este accesibil acum. Vă rugăm să introduceți datele.
account-refused = Autentificarea a fost anulată. Puteți introduce datele și singur.
account-astray = Această autentificare nu mai este valabilă. Vă rugăm să încercați din nou sau să introduceți datele.
account-leave = Mai departe la { $name }
account-leave-help = Autentificarea se deschide imediat. Nu se întâmplă nimic? Atunci deschideți linkul. Apoi reveniți aici.
account-lost = Această autentificare nu mai este valabilă
account-lost-help = A durat prea mult sau a fost începută în alt navigator. Vă rugăm să începeți din nou. Nu aveți nevoie de cont pentru asta.
privacy-account = Numai dacă preluați date dintr-un cont, navigatorul păstrează cel mult zece minute, într-un fișier criptat, ce ați introdus. Din cont luăm doar numele și adresa de e-mail.
