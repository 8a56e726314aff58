skip = رفتن به محتوا
languages = انتخاب زبان
your-number = شمارهٔ شما

called-in-vain = ساعت { $time } شما را صدا زدیم، اما نبودید.
called-again = شما را یک بار دیگر صدا می‌زنیم. لطفاً در محل انتظار بمانید.
soon = به‌زودی نوبت شماست.
not-yet = هنوز نوبت شما نیست.
before-you = پیش از شما
persons =
    { $count ->
        [0] هیچ‌کس
        [one] { $count } نفر
       *[other] { $count } نفر
    }
wait = مدت انتظار
wait-a-minute = حدود 1 دقیقه
wait-about =
    { $minutes ->
        [one] حدود { $minutes } دقیقه
       *[other] حدود { $minutes } دقیقه
    }
wait-at-most = حداکثر حدود { $minutes } دقیقه
wait-between = حدود { $from } تا { $to } دقیقه
no-counter = اکنون هیچ باجه‌ای باز نیست.
wait-unknown = هنوز معلوم نیست
zone = محل انتظار
others-first = کسانی که وقت قبلی دارند ممکن است پیش از شما صدا زده شوند. لطفاً به‌موقع در محل انتظار باشید.
moved-to = کار شما در محل دیگری ادامه پیدا می‌کند: { $office }. لطفاً به آنجا بروید. این شمارهٔ تازه آنجا معتبر است.

please-go-to = لطفاً بروید به
counter = باجهٔ { $counter }
expected = منتظر شما هستیم. محل انتظار شما: { $zone }
called-to = شمارهٔ { $number }، لطفاً به باجهٔ { $counter } بروید.
at-counter = شما در باجهٔ { $counter } هستید.

missed = شما را صدا زدیم، اما نبودید.
missed-help = هنوز اینجا هستید؟ لطفاً به ما بگویید تا راهی پیدا کنیم.
finished = مراجعهٔ شما به پایان رسید.
goodbye = سپاسگزاریم، خدانگهدار.
left = این شماره دیگر معتبر نیست.
left-help = می‌خواهید باز هم بمانید؟ لطفاً شمارهٔ تازه‌ای بگیرید.
leave = دیگر نمی‌خواهم منتظر بمانم
leave-sure = آیا واقعاً دیگر نمی‌خواهید منتظر بمانید؟
leave-help = در این صورت شمارهٔ { $number } شما دیگر معتبر نیست و دیگران جلو می‌آیند. این کار برگشت ندارد.
leave-do = بله، شماره را پس می‌دهم
leave-keep = نه، منتظر می‌مانم

as-of = وضعیت در ساعت { $time }
lost = ارتباط قطع شد. ما همچنان تلاش می‌کنیم و شما لازم نیست کاری بکنید. آخرین وضعیت:
buzz-on = لرزش هنگام صدا زدن
buzz-is-on = تا وقتی این صفحه باز است، تلفن شما هنگام صدا زدن می‌لرزد.
help = پرسشی دارید؟ لطفاً از ما بپرسید، با کمال میل کمک می‌کنیم.
not-found = شمارهٔ شما را پیدا نمی‌کنیم
not-found-help = صفحهٔ هر شماره فقط در همان روزی معتبر است که شماره را گرفته‌اید. برگهٔ شما مال امروز است؟ پس لطفاً کد را بررسی کنید یا برگه را به ما نشان دهید.
code-again = وارد کردن دوبارهٔ کد
address-unreadable = این نشانی کامل نیست
address-unreadable-help = شاید هنگام نوشتن نویسه‌ای جا افتاده باشد. لطفاً نشانی را بررسی کنید یا از نو شروع کنید.

# Days and times.
monday = دوشنبه
tuesday = سه‌شنبه
wednesday = چهارشنبه
thursday = پنجشنبه
friday = جمعه
saturday = شنبه
sunday = یکشنبه
month-1 = ژانویه
month-2 = فوریه
month-3 = مارس
month-4 = آوریل
month-5 = مه
month-6 = ژوئن
month-7 = ژوئیه
month-8 = اوت
month-9 = سپتامبر
month-10 = اکتبر
month-11 = نوامبر
month-12 = دسامبر
date = { $weekday }، { $day } { $month } { $year }
clock = { $time }
moment = { $date }، ساعت { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = سلام { $name }،
letter-verify-subject = لطفاً وقت خود را تأیید کنید: { $date }
letter-verify = شما درخواست وقت کرده‌اید. لطفاً آن را تا ساعت { $until } تأیید کنید. پس از آن، این زمان را به دیگران می‌دهیم.
letter-verify-link = تأیید وقت
letter-verify-not-me = شما درخواست وقت نکرده‌اید؟ پس لازم نیست کاری بکنید.
letter-confirmed-subject = وقت شما: { $date }، ساعت { $clock }
letter-confirmed = وقت شما قطعی شد.
letter-rebooked-subject = وقت تازهٔ شما: { $date }، ساعت { $clock }
letter-rebooked = وقت شما اکنون در زمان دیگری است. زمان قبلی دیگر معتبر نیست.
letter-handed-over-subject = دربارهٔ وقت شما: { $date }
letter-handed-over = زمان وقت شما تغییر نمی‌کند. فرد دیگری از همکاران ما به کار شما رسیدگی می‌کند.
letter-cancelled-subject = وقت شما لغو شد: { $date }
letter-cancelled = وقت شما لغو شد. دیگر لازم نیست کاری بکنید.
letter-reminder-subject = یادآوری وقت شما: { $date }، ساعت { $clock }
letter-reminder = وقت شما را یادآوری می‌کنیم. نمی‌توانید بیایید؟ پس لطفاً آن را لغو کنید تا فرد دیگری از این زمان استفاده کند.
letter-when = زمان
letter-where = مکان
letter-way = راه رسیدن به ما
letter-phone = پرسشی دارید؟ با ما تماس بگیرید
letter-what = موضوع
letter-code = کد شما
letter-code-help = هنگام رسیدن با این کد حضور خود را ثبت می‌کنید.
letter-change = دیدن، تغییر یا لغو وقت
letter-automatic = این پیام به‌طور خودکار فرستاده شده است.

# Booking a time on the web, and one's own appointment.
book-title = گرفتن وقت
book-intro = موضوع خود را انتخاب کنید. سپس زمان‌های آزاد را می‌بینید.
book-search = دنبال چه می‌گردید؟
book-search-do = جست‌وجو
book-nothing-found = در این باره چیزی پیدا نکردیم. همهٔ موضوع‌ها اینجا هستند.
book-nothing = اکنون نمی‌توانید اینجا وقت بگیرید. لطفاً به ما تلفن بزنید یا پیش ما بیایید.
book-persons = چند نفر؟
book-persons-set = نمایش زمان‌ها
book-times = چه وقت می‌خواهید بیایید؟
book-next = نزدیک‌ترین زمان آزاد
book-days = همهٔ زمان‌های آزاد
book-none = در این روزها زمان آزادی نیست.
book-closed = تعطیل
book-full = پر شده است
book-too-soon = برای گرفتن وقت دیر است
book-not-yet = هنوز باز نشده است
book-later = روزهای بعد
book-earlier = روزهای قبل
book-other = انتخاب موضوع دیگر
book-other-time = انتخاب زمان دیگر
book-who = چه کسی می‌آید؟
book-name = نام
book-name-help = در محل انتظار فقط شمارهٔ شما دیده می‌شود و هرگز نام شما.
book-mail = ایمیل (اختیاری)
book-mail-help = در این صورت پیوندی برایتان می‌فرستیم. با آن وقت را تأیید می‌کنید و بعداً می‌توانید تغییرش دهید.
book-privacy = فقط آنچه را اینجا وارد می‌کنید نگه می‌داریم و پس از مراجعهٔ شما پاک می‌کنیم.
book-do = ثبت وقت
book-mistakes = لطفاً آنچه را وارد کرده‌اید بررسی کنید.
book-mistake-name = لطفاً نام خود را با حداکثر 100 نویسه وارد کنید.
book-mistake-mail = این نشانی ایمیل کامل نیست. نمونه: name@example.com
book-taken = این زمان دیگر آزاد نیست. لطفاً زمان دیگری انتخاب کنید.
book-sent = لطفاً ایمیل خود را ببینید
book-sent-help = برای شما ایمیلی فرستادیم. لطفاً وقت را با پیوندی که در آن است تا ساعت { $until } تأیید کنید. تا آن زمان وقت را برای شما نگه می‌داریم.
book-sent-late = پس از چند دقیقه چیزی نرسید؟ لطفاً پوشهٔ هرزنامه را هم ببینید و نشانی را بررسی کنید.
own-title = وقت شما
own-stands = وقت شما قطعی شده است.
own-unverified = وقت شما هنوز تأیید نشده است. لطفاً آن را تا ساعت { $until } تأیید کنید.
own-confirm = تأیید وقت
own-cancelled = این وقت لغو شده است.
own-lapsed = این وقت به‌موقع تأیید نشد. این زمان دوباره برای دیگران آزاد است.
own-here = حضور شما ثبت شد. لطفاً به شمارهٔ خود توجه کنید.
own-over = زمان این وقت گذشته است.
own-keep = لطفاً کد را یادداشت کنید یا این صفحه را چاپ کنید.
own-bring = لطفاً همراه بیاورید
own-calendar = افزودن به تقویم من
own-move = تغییر به زمان دیگر
own-cancel = لغو وقت
own-cancel-sure = آیا واقعاً می‌خواهید این وقت را لغو کنید؟
own-cancel-do = بله، لغو کن
own-keep-it = نه، وقت بماند
own-not-found = این وقت را پیدا نمی‌کنیم
own-not-found-help = پس از مراجعه، وقت‌ها را پاک می‌کنیم. لطفاً پیوند را بررسی کنید یا از ما بپرسید.
own-new = گرفتن وقت تازه
own-move-sure = می‌خواهید وقت را به این زمان تغییر دهید: { $date }، ساعت { $clock }؟
own-move-do = بله، به این زمان

# Sending documents ahead of a visit.
upload-title = فرستادن مدارک از پیش
upload-help = { $kinds }. هر فایل حداکثر { $size }، حداکثر { $files } فایل.
upload-sent = فایل‌هایی که فرستاده‌اید
upload-file = انتخاب فایل
upload-do = فرستادن فایل
upload-take-back = حذف
upload-privacy = فایل‌ها را فقط کارمندان این اداره باز می‌کنند. پس از مراجعهٔ شما آن‌ها را حذف می‌کنیم.
upload-copied = یک نسخه در پروندهٔ اداره می‌ماند.
upload-enough = بیش از این نمی‌توانید فایل بفرستید. لطفاً یکی را حذف کنید یا بقیه را همراه بیاورید.
upload-nothing = لطفاً نخست یک فایل انتخاب کنید.
upload-too-large = این فایل بیش از اندازه بزرگ است. حداکثر { $size } ممکن است.
upload-other-kind = این فایل را نمی‌توانیم بپذیریم. لطفاً فایلی از این نوع‌ها بفرستید: { $kinds }.
upload-damaged = این فایل خراب یا ناقص است. لطفاً آن را دوباره ذخیره کنید و یک بار دیگر بفرستید.
upload-full = اکنون نمی‌توانیم این فایل را بپذیریم. لطفاً دیرتر دوباره تلاش کنید یا مدارک را همراه بیاورید.

# Several matters in one visit.
book-chosen = موضوع‌های شما
book-lasts = مدت
book-add = افزودن موضوع دیگر
book-add-title = موضوع دیگری انتخاب کنید
book-add-intro = این موضوع‌ها را می‌توانید در همان وقت انجام دهید. برای بقیه لطفاً وقت جداگانه بگیرید.
book-add-none = ادامه بدون موضوع دیگر
book-remove = حذف

# What says which clerk is responsible.
book-letters = آغاز نام خانوادگی شما
book-letters-help =
    { $count ->
        [one] حرف اول به لاتین، همان‌طور که در گذرنامه است، کافی است. مسئول شما با آن معلوم می‌شود، برای همین پیش از نمایش زمان‌ها می‌پرسیم.
       *[other] { $count } حرف اول به لاتین، همان‌طور که در گذرنامه است، کافی است. مسئول شما با آن معلوم می‌شود، برای همین پیش از نمایش زمان‌ها می‌پرسیم.
    }
book-place = محل زندگی شما
book-place-help = مسئول شما با آن معلوم می‌شود، برای همین پیش از نمایش زمان‌ها می‌پرسیم.
book-place-choose = لطفاً انتخاب کنید
book-place-other = جای دیگر
book-nobody = برای آنچه وارد کردید اینجا وقتی نمی‌دهیم. لطفاً آن را بررسی کنید یا به ما تلفن بزنید.

# One open appointment for each address.
book-sent-again = برای این موضوع از پیش وقت دارید؟ پس همان معتبر می‌ماند و در ایمیل نوشته‌ایم چگونه آن را تغییر دهید یا لغو کنید. زمان دومی نگه نمی‌داریم.
letter-again-subject = شما از پیش وقت دارید: { $date }
letter-again = با این نشانی وقت دیگری برای همین موضوع خواسته شد. آن را ثبت نکردیم، زیرا شما این وقت را دارید. دیگر مناسب نیست؟ با پیوند آن را تغییر دهید یا لغو کنید.

# How the appointment takes place.
book-form = وقت چگونه برگزار شود؟
form-in-person = حضوری نزد ما
form-phone = تلفنی
form-video = ویدیویی
book-phone = شماره تلفن
book-phone-help = در زمان تعیین‌شده با این شماره به شما تلفن می‌زنیم.
book-mistake-phone = لطفاً شماره تلفن وارد کنید. نمونه: 0621 12345
letter-how = چگونه
own-phone = در این زمان به شما تلفن می‌زنیم. لازم نیست پیش ما بیایید.
own-video = در این زمان پیوند را باز کنید. لازم نیست پیش ما بیایید.
own-video-join = رفتن به گفتگوی ویدیویی
own-video-soon = پس از چند دقیقه پیوند گفتگوی ویدیویی را در این صفحه می‌بینید.
own-ready = لطفاً آماده داشته باشید
