skip = Aller au contenu
languages = Choisir la langue
your-number = Votre numéro

called-in-vain = Votre numéro a été appelé à { $time }, mais vous n’étiez pas là.
called-again = Nous vous appellerons encore une fois. Merci de rester dans l’espace d’attente.
soon = C’est bientôt votre tour.
not-yet = Ce n’est pas encore votre tour.
before-you = Avant vous
persons =
    { $count ->
        [0] personne
        [one] { $count } personne
       *[other] { $count } personnes
    }
wait = Temps d’attente
wait-a-minute = environ 1 minute
wait-about =
    { $minutes ->
        [one] environ { $minutes } minute
       *[other] environ { $minutes } minutes
    }
wait-at-most =
    { $minutes ->
        [one] au plus environ { $minutes } minute
       *[other] au plus environ { $minutes } minutes
    }
wait-between = environ { $from } à { $to } minutes
no-counter = Aucun guichet n’est ouvert pour le moment.
wait-unknown = pas encore connu
zone = Espace d’attente
others-first = Les personnes ayant un rendez-vous peuvent être appelées avant vous. Merci d’être à temps dans l’espace d’attente.
moved-to = Votre visite continue sur un autre site : { $office }. Merci de vous y rendre. Ce nouveau numéro y est valable.
freed = Un rendez-vous s’est libéré à { $time }. Voulez-vous le prendre ?
freed-help = Vous gardez votre numéro. Si votre tour vient plus tôt, nous vous appellerons plus tôt.
freed-take = Oui, prendre ce rendez-vous
freed-gone = Quelqu’un d’autre vient de prendre ce rendez-vous. Vous avez gardé votre place dans la file.

please-go-to = Veuillez vous rendre au
stay-seated = Restez assis, s’il vous plaît. Nous venons vers vous.
counter = Guichet { $counter }
expected = Nous vous attendons. Votre espace d’attente : { $zone }
called-to = Numéro { $number }, veuillez vous rendre au guichet { $counter }.
called-seated = Numéro { $number } : restez assis, s’il vous plaît, nous venons vers vous.
at-counter = Vous êtes au guichet { $counter }.

missed = Votre numéro a été appelé, mais vous n’étiez pas là.
missed-help = Êtes-vous toujours là ? Adressez-vous à nous, nous trouverons une solution.
finished = Votre visite est terminée.
goodbye = Merci et au revoir.
left = Ce numéro n’est plus valable.
left-help = Souhaitez-vous rester malgré tout ? Veuillez prendre un nouveau numéro.
leave = Je ne souhaite plus attendre
leave-sure = Voulez-vous vraiment ne plus attendre ?
leave-help = Votre numéro { $number } ne sera alors plus valable et les autres avanceront. Vous ne pourrez pas revenir en arrière.
leave-do = Oui, rendre mon numéro
leave-keep = Non, continuer à attendre

as-of = Situation à { $time }
lost = La connexion est interrompue. Nous continuons d’essayer, vous n’avez rien à faire. Dernière mise à jour :
buzz-on = Vibrer à l’appel
buzz-is-on = Votre téléphone vibrera à l’appel tant que cette page reste ouverte.
speak-on = Lire l’appel à voix haute
speak-is-on = Votre téléphone lira l’appel à voix haute tant que cette page reste ouverte.
help = Avez-vous une question ? Adressez-vous à nous, nous vous aidons volontiers.
not-found = Nous ne trouvons pas votre numéro
not-found-help = La page d’un numéro n’est valable que le jour où vous l’avez pris. Votre ticket est-il d’aujourd’hui ? Alors vérifiez le code ou montrez-nous votre ticket.
code-again = Saisir à nouveau le code
address-unreadable = Cette adresse est incomplète
address-unreadable-help = Un caractère s’est peut-être perdu à la saisie. Vérifiez l’adresse ou recommencez.

# Days and times.
monday = lundi
tuesday = mardi
wednesday = mercredi
thursday = jeudi
friday = vendredi
saturday = samedi
sunday = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date =
    { $day ->
        [1] { $weekday } 1er { $month } { $year }
       *[other] { $weekday } { $day } { $month } { $year }
    }
clock = { $time }
moment = { $date }, { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Bonjour { $name },
letter-verify-subject = Veuillez confirmer votre rendez-vous : { $date }
letter-verify = Vous avez demandé un rendez-vous. Veuillez le confirmer avant { $until }. Ensuite, nous laisserons l’horaire à d’autres.
letter-verify-link = Confirmer le rendez-vous
letter-verify-not-me = Vous n’avez pas demandé de rendez-vous ? Alors vous n’avez rien à faire.
letter-confirmed-subject = Votre rendez-vous : { $date }, { $clock }
letter-confirmed = Votre rendez-vous est confirmé.
letter-rebooked-subject = Votre nouveau rendez-vous : { $date }, { $clock }
letter-rebooked = Votre rendez-vous a maintenant lieu à un autre horaire. L’ancien horaire n’est plus valable.
letter-handed-over-subject = À propos de votre rendez-vous : { $date }
letter-handed-over = L’horaire de votre rendez-vous ne change pas. Une autre personne de notre équipe vous recevra.
letter-cancelled-subject = Votre rendez-vous est annulé : { $date }
letter-cancelled = Votre rendez-vous est annulé. Vous n’avez plus rien à faire.
letter-reminder-subject = Rappel de votre rendez-vous : { $date }, { $clock }
letter-reminder = Nous vous rappelons votre rendez-vous. Vous ne pouvez pas venir ? Merci de l’annuler, pour que quelqu’un d’autre ait l’horaire.
letter-when = Quand
letter-where = Où
letter-way = Comment nous trouver
letter-phone = Vous avez des questions ? Appelez-nous
letter-what = Motif
letter-code = Votre code
letter-code-help = Avec ce code, vous signalez votre arrivée chez nous.
letter-change = Voir, modifier ou annuler le rendez-vous
letter-automatic = Ce message a été envoyé automatiquement.

# Booking a time on the web, and one's own appointment.
book-title = Prendre rendez-vous
book-intro = Choisissez le motif de votre visite. Vous verrez ensuite les horaires libres.
book-search = Que cherchez-vous ?
book-search-do = Chercher
book-nothing-found = Nous n’avons rien trouvé à ce sujet. Voici tous les motifs.
book-nothing = Vous ne pouvez pas prendre rendez-vous ici pour le moment. Merci de nous appeler ou de passer nous voir.
everywhere = Dans plusieurs lieux
everywhere-first = Nous vous montrons où se trouve le premier horaire libre.
everywhere-where = Dans quel lieu ?
by-phone = Ce rendez-vous se prend par téléphone. Merci de nous appeler
by-kiosk = Ce rendez-vous se prend à la borne, chez nous.
by-infopoint = Ce rendez-vous se prend à notre accueil.
by-kiosk-or-infopoint = Ce rendez-vous se prend à la borne ou à l’accueil, chez nous.
by-walk-in = Vous n’avez pas besoin de rendez-vous pour cela. Veuillez prendre un numéro à la borne, chez nous.
book-persons = Combien de personnes ?
book-persons-set = Afficher les horaires
book-times = Quand souhaitez-vous venir ?
book-next = Le prochain horaire libre
book-days = Tous les horaires libres
book-calendar = Jours libres dans le calendrier
book-calendar-help = Les jours encadrés ont des horaires libres.
sheet = { $month } { $year }
sheet-monday = lun
sheet-tuesday = mar
sheet-wednesday = mer
sheet-thursday = jeu
sheet-friday = ven
sheet-saturday = sam
sheet-sunday = dim
sheet-month-1 = Janvier
sheet-month-2 = Février
sheet-month-3 = Mars
sheet-month-4 = Avril
sheet-month-5 = Mai
sheet-month-6 = Juin
sheet-month-7 = Juillet
sheet-month-8 = Août
sheet-month-9 = Septembre
sheet-month-10 = Octobre
sheet-month-11 = Novembre
sheet-month-12 = Décembre
book-none = Rien n’est libre ces jours-là.
book-closed = fermé
book-holiday = jour férié
book-full = complet
book-too-soon = délai trop court
book-not-yet = pas encore ouvert
book-later = Jours suivants
book-earlier = Jours précédents
book-other = Choisir un autre motif
book-other-time = Choisir un autre horaire
book-who = Qui vient ?
book-name = Nom
book-name-help = Dans l’espace d’attente, seul votre numéro est affiché, jamais votre nom.
book-mail = E-mail (facultatif)
book-mail-help = Nous vous envoyons alors un lien. Il sert à confirmer le rendez-vous et à le modifier plus tard.
book-privacy = Nous ne conservons que ce que vous saisissez ici et l’effaçons après votre visite.
book-do = Réserver
book-mistakes = Veuillez vérifier vos indications.
book-mistake-name = Veuillez saisir votre nom, en 100 caractères au plus.
book-mistake-mail = Cette adresse e-mail n’est pas complète. Un exemple : nom@example.com
book-taken = Cet horaire n’est plus libre. Veuillez en choisir un autre.
book-passed = Il est trop tard pour cet horaire. Veuillez en choisir un autre.
book-changed = Il n’y a plus de rendez-vous à cet horaire. Veuillez en choisir un autre.
book-held = Nous vous réservons cet horaire jusqu’à { $until }.
book-held-no-longer = Nous ne vous réservons plus cet horaire. Il est à vous si personne n’est plus rapide.
book-sent-before = Vous avez déjà envoyé ce formulaire avec d’autres indications. Si vous souhaitez un autre rendez-vous, veuillez choisir un autre horaire.
book-sent = Veuillez consulter votre messagerie
book-sent-help = Nous vous avons envoyé un e-mail. Veuillez confirmer le rendez-vous avec le lien qu’il contient avant { $until }. D’ici là, nous gardons l’horaire pour vous.
book-sent-late = Rien après quelques minutes ? Veuillez regarder aussi dans le dossier des indésirables et vérifier l’adresse.
own-title = Votre rendez-vous
own-stands = Votre rendez-vous est confirmé.
own-unverified = Votre rendez-vous n’est pas encore confirmé. Veuillez le confirmer avant { $until }.
own-confirm = Confirmer le rendez-vous
own-cancelled = Ce rendez-vous est annulé.
own-lapsed = Ce rendez-vous n’a pas été confirmé à temps. L’horaire est de nouveau libre.
own-here = Votre arrivée est signalée. Merci de surveiller votre numéro.
own-late = L’heure de votre rendez-vous est passée. Vous pouvez tout de même venir aujourd’hui et attendrez comme les personnes sans rendez-vous.
own-over = Ce rendez-vous est passé.
own-keep = Veuillez noter le code ou imprimer cette page.
own-picture = Le code { $code } sous forme de code QR
own-bring = Veuillez apporter
own-tick = À cocher pour vous seulement : nous n’en recevons et n’en conservons rien.
own-calendar = Ajouter à mon agenda
own-move = Choisir un autre horaire
own-cancel = Annuler le rendez-vous
own-cancel-sure = Voulez-vous vraiment annuler ce rendez-vous ?
own-cancel-do = Oui, annuler
own-keep-it = Non, garder le rendez-vous
own-not-found = Nous ne trouvons pas ce rendez-vous
own-not-found-help = Nous effaçons les rendez-vous après la visite. Vérifiez le lien ou demandez-nous.
own-new = Prendre un nouveau rendez-vous
own-move-sure = Voulez-vous déplacer le rendez-vous à cet horaire : { $date }, { $clock } ?
own-move-do = Oui, prendre cet horaire
own-arrive-title = Êtes-vous arrivé ?
own-arrive-help = N’appuyez que lorsque vous êtes dans nos locaux. Vous recevrez alors votre numéro.
own-arrive = Je suis là
own-arrive-not = Cela n’a pas fonctionné. Veuillez vous enregistrer à la borne ou à l’accueil.
own-arrive-from = À partir de { $clock }, vous pourrez vous enregistrer sur cette page, une fois dans nos locaux.
own-number = Votre numéro est { $number }
own-number-page = Vers la page de votre numéro

# Sending documents ahead of a visit.
upload-title = Envoyer des documents à l’avance
upload-help = { $kinds }. Au plus { $size } par fichier, au plus { $files } fichiers.
upload-sent = Vous avez envoyé
upload-file = Choisir un fichier
upload-do = Envoyer le fichier
upload-take-back = Supprimer
upload-privacy = Seuls les agents de ce service ouvrent ces fichiers. Nous les supprimons après votre visite.
upload-copied = Une copie reste dans les dossiers du service.
upload-enough = Vous ne pouvez pas envoyer d’autres fichiers. Veuillez en supprimer un ou apporter les autres.
upload-nothing = Veuillez d’abord choisir un fichier.
upload-too-large = Ce fichier est trop volumineux. Au plus { $size } sont possibles.
upload-other-kind = Nous ne pouvons pas accepter ce fichier. Veuillez envoyer un fichier de l’un de ces types : { $kinds }.
upload-damaged = Ce fichier est endommagé ou incomplet. Veuillez l’enregistrer à nouveau et l’envoyer encore une fois.
upload-full = Nous ne pouvons pas accepter ce fichier en ce moment. Veuillez réessayer plus tard ou apporter les documents.

# Several matters in one visit.
book-chosen = Les motifs de votre visite
book-lasts = Durée
book-add = Ajouter un autre motif
book-add-title = Choisissez un autre motif
book-add-intro = Ces motifs peuvent être traités au même rendez-vous. Pour les autres, veuillez prendre un rendez-vous à part.
book-add-none = Continuer sans autre motif
book-remove = Retirer

# What says which clerk is responsible.
book-letters = Le début de votre nom de famille
book-letters-help =
    { $count ->
        [one] La première lettre suffit. Elle décide qui s’occupe de vous, c’est pourquoi nous demandons avant de montrer les horaires.
       *[other] Les { $count } premières lettres suffisent. Elles décident qui s’occupe de vous, c’est pourquoi nous demandons avant de montrer les horaires.
    }
book-place = Votre lieu de résidence
book-place-help = Il décide qui s’occupe de vous, c’est pourquoi nous demandons avant de montrer les horaires.
book-place-choose = Veuillez choisir
book-place-other = Un autre lieu
book-nobody = Nous ne donnons pas de rendez-vous ici pour ces indications. Veuillez les vérifier ou nous appeler.

# One open appointment for each address.
book-sent-again = Avez-vous déjà un rendez-vous pour ce motif ? Il reste alors valable, et l’e-mail explique comment le déplacer ou l’annuler. Nous ne gardons pas de second horaire.
letter-again-subject = Vous avez déjà un rendez-vous le { $date }
letter-again = Un autre rendez-vous pour le même motif a été demandé avec cette adresse. Nous ne l’avons pas pris, car vous avez déjà celui-ci. Il ne vous convient plus ? Avec le lien, vous le déplacez ou l’annulez.

# How the appointment takes place.
book-form = Comment souhaitez-vous ce rendez-vous ?
form-in-person = En personne, chez nous
form-phone = Par téléphone
form-video = En vidéo
book-phone = Numéro de téléphone
book-phone-help = Nous vous appelons à ce numéro à l’heure convenue.
book-mistake-phone = Veuillez saisir un numéro de téléphone. Un exemple : 0621 12345
book-birthday = Jour de naissance sans l’année (facultatif)
book-birthday-help = Par exemple 24.12. – il vous permet de vous enregistrer à la borne même sans votre code. Nous l’effaçons après votre visite.
book-mistake-birthday = Ce jour n’existe pas. Veuillez saisir le jour et le mois ainsi : 24.12.
letter-how = Comment
own-phone = Nous vous appelons à cette heure. Vous n’avez pas à venir chez nous.
own-video = Ouvrez le lien à cette heure. Vous n’avez pas à venir chez nous.
own-video-join = Rejoindre l’appel vidéo
own-video-soon = Dans quelques minutes, vous trouverez le lien de l’appel vidéo sur cette page.
own-ready = Veuillez avoir sous la main

# To be told when an appointment becomes free.
watch-title = Prévenez-moi quand un rendez-vous se libère
watch-mail = Votre adresse e-mail
watch-until = Jusqu’à quel jour ?
watch-do = Me prévenir
watch-privacy = Nous n’utilisons l’adresse que pour cela. Nous l’effaçons dès que vous avez pris rendez-vous ou arrêté ces messages, au plus tard après le dernier jour.
watch-mistake-until = Veuillez choisir un jour qui n’est pas passé et qui n’est pas après cette date : { $date }.
watch-sent = Nous vous avons envoyé un e-mail. Veuillez confirmer avec le lien qu’il contient avant { $until } que vous souhaitez être prévenu.
watch-sent-before = L’avez-vous déjà demandé ? Cela reste alors valable, et vous ne recevez pas de nouvel e-mail.
watch-own = Être prévenu quand un rendez-vous se libère
watch-sure = Souhaitez-vous être prévenu quand un rendez-vous se libère ? Dernier jour : { $date }.
watch-confirm = Oui, prévenez-moi
watch-stands = Nous vous écrivons quand un rendez-vous se libère. Dernier jour : { $date }.
watch-no-hold = Un rendez-vous libre n’est pas gardé pour vous : le premier qui le prend l’obtient. Le premier qui a demandé est prévenu le premier.
watch-stop = Ne plus recevoir de messages
watch-over = Vous ne recevez pas de messages de notre part
watch-over-help = Nous avons effacé votre adresse, ou ce lien n’a jamais été valable. Souhaitez-vous être prévenu à nouveau ? Veuillez alors le redemander près des horaires libres.
letter-hello = Bonjour,
letter-watch-subject = Veuillez confirmer : être prévenu quand un rendez-vous se libère
letter-watch = Vous souhaitez être prévenu quand un rendez-vous se libère. Veuillez le confirmer avant { $until }. Ensuite, nous effaçons votre adresse.
letter-watch-link = Confirmer
letter-watch-not-me = Vous ne l’avez pas demandé ? Alors vous n’avez rien à faire.
letter-freed-subject = Un rendez-vous s’est libéré : { $date }, { $clock }
letter-freed = Un rendez-vous s’est libéré.
letter-freed-link = Prendre ce rendez-vous
# At the foot of every page, and what it leads to.
foot = À propos de ces pages
foot-help = Aide
foot-imprint = Mentions légales
foot-privacy = Protection des données
foot-accessibility = Accessibilité
foot-contact = Nous contacter
about-missing = Ce texte manque encore ici. Adressez-vous à nous si vous avez des questions.
privacy-here = Ces pages ne déposent pas de cookies et ne chargent rien d’autres serveurs. Nous ne conservons que ce que vous saisissez et l’effaçons après votre visite. Dans l’espace d’attente, seul votre numéro est affiché, jamais votre nom.

# The help.
guide-book = Comment prendre rendez-vous
guide-book-how = Choisissez le motif de votre visite et un horaire libre, puis saisissez votre nom. Aucun compte n’est nécessaire. Si vous indiquez une adresse e-mail, vous recevez un lien. Confirmez le rendez-vous avec ce lien : il n’est valable qu’ensuite.
guide-change = Déplacer ou annuler un rendez-vous
guide-change-how = Ouvrez le lien de l’e-mail ou la page de votre rendez-vous. Vous pouvez y choisir un autre horaire ou annuler. L’horaire est alors libre pour quelqu’un d’autre.
guide-day = Le jour du rendez-vous
guide-day-how = Signalez votre arrivée avec votre code, à la borne ou à l’accueil. Vous recevez un numéro. Quand il est appelé, l’écran indique à quel guichet aller.
guide-without = Sans internet ou sans rendez-vous
guide-without-how = Vous pouvez aussi téléphoner ou prendre rendez-vous à la borne. Sans rendez-vous, prenez-y un numéro. Besoin d’aide ? Adressez-vous à nous.

# Writing to the office.
contact-intro = Écrivez-nous. Votre message est destiné à : { $office }
contact-trouble = Nous y ajoutons le message d’erreur que vous avez vu.
contact-message = Votre message
contact-name = Nom (facultatif)
contact-mail-help = Nous ne pouvons répondre que si nous avons une adresse.
contact-privacy = Nous transmettons votre message et n’en conservons rien ici.
contact-do = Envoyer le message
contact-reach = Comment nous joindre
contact-mistake-message = Veuillez écrire un message, en { $number } caractères au plus.
contact-later = Nous ne pouvons pas prendre d’autre message pour le moment. Réessayez dans quelques minutes ou appelez-nous.
contact-again = Ce formulaire a déjà été envoyé. Est-ce un nouveau message ? Alors envoyez-le encore une fois.
contact-sent = Votre message est en route
contact-sent-answered = Nous vous répondrons à l’adresse que vous avez indiquée.
contact-sent-unanswered = Merci. Nous ne pouvons pas vous répondre, car vous n’avez pas indiqué d’adresse.

# How the visit was.
judge = Comment s’est passée votre visite ?
judge-choose = Votre réponse
judge-good = Bien
judge-middling = Moyennement
judge-bad = Mal
judge-words = Souhaitez-vous ajouter quelque chose ? (facultatif)
judge-words-help = Au plus { $number } caractères. Merci de n’indiquer ni nom ni numéro.
judge-privacy = Personne ne voit de qui vient la réponse. Nous effaçons ce que vous écrivez après { $number } jours.
judge-missing = Veuillez choisir l’une des trois réponses.
judge-do = Envoyer la réponse
judge-not = Retour, sans répondre
judged = Merci pour votre réponse
judged-help = Elle nous aide à nous améliorer.
judge-again = Modifier la réponse

# While programs want every time there is.
stamp-wait = En ce moment, des programmes nous envoient de très nombreuses demandes. Ce formulaire ne peut donc être envoyé qu’après { $time }. Prenez votre temps pour le remplir.
stamp-again = Veuillez appuyer de nouveau sur le bouton dans { $time }. Vos indications sont toujours là. En ce moment, des programmes nous envoient de très nombreuses demandes, et nous gardons les horaires pour les personnes.
stamp-busy = Un instant, s’il vous plaît. Le formulaire va être envoyé.
stamp-seconds =
    { $count ->
        [one] { $count } seconde
       *[other] { $count } secondes
    }

# Name and address from an account.
account-take = Reprendre mes données de { $name }
account-help = Nous inscrivons votre nom et votre adresse e-mail ci-dessous, et vous pouvez les modifier. Nous ne prenons rien d’autre dans le compte. Vous pouvez aussi réserver sans compte.
account-taken = Nous avons inscrit les données de votre compte. Veuillez les vérifier.
account-nothing = Votre compte ne contient pas de nom. Veuillez le saisir vous-même.
account-down = Le compte n’est pas joignable en ce moment. Veuillez saisir vos données vous-même.
account-refused = La connexion a été interrompue. Vous pouvez aussi saisir vos données vous-même.
account-astray = Cette connexion n’est plus valable. Veuillez réessayer ou saisir vos données vous-même.
account-leave = Continuer vers { $name }
account-leave-help = La connexion va s’ouvrir. Rien ne se passe ? Alors ouvrez le lien. Ensuite, vous revenez ici.
account-lost = Cette connexion n’est plus valable
account-lost-help = Elle a duré trop longtemps ou a été commencée dans un autre navigateur. Veuillez recommencer. Aucun compte n’est nécessaire pour cela.
privacy-account = Seulement si vous reprenez des données d’un compte, votre navigateur garde ce que vous avez saisi, dix minutes au plus, dans un cookie chiffré. Du compte, nous ne prenons que le nom et l’adresse e-mail.
