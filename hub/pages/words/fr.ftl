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

please-go-to = Veuillez vous rendre au
counter = Guichet { $counter }
expected = Nous vous attendons. Votre espace d’attente : { $zone }
called-to = Numéro { $number }, veuillez vous rendre au guichet { $counter }.
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
book-persons = Combien de personnes ?
book-persons-set = Afficher les horaires
book-times = Quand souhaitez-vous venir ?
book-next = Le prochain horaire libre
book-days = Tous les horaires libres
book-none = Rien n’est libre ces jours-là.
book-closed = fermé
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
own-over = Ce rendez-vous est passé.
own-keep = Veuillez noter le code ou imprimer cette page.
own-bring = Veuillez apporter
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
letter-how = Comment
own-phone = Nous vous appelons à cette heure. Vous n’avez pas à venir chez nous.
own-video = Ouvrez le lien à cette heure. Vous n’avez pas à venir chez nous.
own-video-join = Rejoindre l’appel vidéo
own-video-soon = Dans quelques minutes, vous trouverez le lien de l’appel vidéo sur cette page.
own-ready = Veuillez avoir sous la main
