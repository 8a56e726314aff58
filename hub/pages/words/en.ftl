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

please-go-to = Please go to
counter = Counter { $counter }
expected = We are expecting you. Your waiting area: { $zone }
at-counter = You are at counter { $counter }.

missed = We called you, but did not find you.
missed-help = Are you still here? Please talk to us, and we will find a solution.
finished = Your visit is complete.
goodbye = Thank you, and goodbye.
left = This number is no longer valid.
left-help = Would you like to stay after all? Please take a new number.

as-of = As of { $time }
lost = The connection is interrupted. We keep trying, you need not do anything. Last update:
buzz-on = Vibrate when I am called
buzz-is-on = Your phone will vibrate when you are called, as long as this page is open.
help = Do you have a question? Please talk to us, we are happy to help.
not-found = We cannot find your number
not-found-help = The page of a number is valid only on the day on which you took it. Is your slip from today? Then please check the code, or show us your slip.
code-again = Enter the code again
