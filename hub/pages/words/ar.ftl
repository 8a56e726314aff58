skip = انتقل إلى المحتوى
languages = اختيار اللغة
your-number = رقمك

called-in-vain = ناديناك الساعة { $time } ولم نجدك.
called-again = سنناديك مرة أخرى. يرجى البقاء في منطقة الانتظار.
soon = سيحين دورك قريبًا.
not-yet = لم يحن دورك بعد.
before-you = قبلك
persons =
    { $count ->
        [0] لا أحد
        [one] شخص واحد
        [two] شخصان
        [few] { $count } أشخاص
        [many] { $count } شخصًا
       *[other] { $count } شخص
    }
wait = مدة الانتظار
wait-a-minute = نحو دقيقة واحدة
wait-about =
    { $minutes ->
        [one] نحو دقيقة واحدة
        [two] نحو دقيقتين
        [few] نحو { $minutes } دقائق
        [many] نحو { $minutes } دقيقة
       *[other] نحو { $minutes } دقيقة
    }
wait-at-most =
    { $minutes ->
        [two] دقيقتان على الأكثر
        [few] { $minutes } دقائق على الأكثر
       *[other] { $minutes } دقيقة على الأكثر
    }
wait-between =
    { $to ->
        [few] من { $from } إلى { $to } دقائق تقريبًا
       *[other] من { $from } إلى { $to } دقيقة تقريبًا
    }
no-counter = لا يوجد شباك مفتوح حاليًا.
wait-unknown = غير معروفة بعد
zone = منطقة الانتظار
others-first = قد يُنادى أصحاب المواعيد قبلك. يرجى التواجد في منطقة الانتظار في الوقت المناسب.
moved-to = تتواصل زيارتك في موقع آخر: { $office }. يرجى التوجه إلى هناك. هذا الرقم الجديد صالح هناك.
freed = أصبح هناك موعد متاح في الساعة { $time }. هل تريد أن تأخذه؟
freed-help = تحتفظ برقمك. وإذا جاء دورك قبل ذلك فسنناديك قبل ذلك.
freed-take = نعم، أريد هذا الموعد
freed-gone = أخذ شخص آخر هذا الموعد قبل قليل. مكانك في قائمة الانتظار لم يتغير.

please-go-to = يرجى التوجه إلى
stay-seated = من فضلك ابقَ في مكانك. سنأتي إليك.
counter = الشباك { $counter }
expected = نحن في انتظارك. منطقة انتظارك: { $zone }
called-to = الرقم { $number }، تفضّل إلى الشباك { $counter }.
called-seated = الرقم { $number }: من فضلك ابقَ في مكانك، سنأتي إليك.
at-counter = أنت عند الشباك { $counter }.

missed = ناديناك ولم نجدك.
missed-help = هل ما زلت هنا؟ يرجى التحدث إلينا وسنجد حلًا.
finished = انتهت زيارتك.
goodbye = شكرًا لك، وإلى اللقاء.
left = هذا الرقم لم يعد صالحًا.
left-help = هل تريد البقاء؟ يرجى سحب رقم جديد.
leave = لا أريد الانتظار أكثر
leave-sure = هل تريد حقًا التوقف عن الانتظار؟
leave-help = عندها لن يعود رقمك { $number } صالحًا، ويتقدم الآخرون. لا يمكن التراجع عن ذلك.
leave-do = نعم، أتخلى عن الرقم
leave-keep = لا، أواصل الانتظار

as-of = آخر تحديث: { $time }
lost = انقطع الاتصال. نواصل المحاولة، ولا يلزمك فعل شيء. آخر تحديث:
buzz-on = الاهتزاز عند النداء
buzz-is-on = سيهتز هاتفك عند النداء ما دامت هذه الصفحة مفتوحة.
speak-on = قراءة النداء بصوت مسموع
speak-is-on = سيقرأ هاتفك النداء بصوت مسموع ما دامت هذه الصفحة مفتوحة.
help = هل لديك سؤال؟ يرجى التحدث إلينا، يسعدنا أن نساعدك.
not-found = لا نجد رقمك
not-found-help = صفحة الرقم صالحة فقط في اليوم الذي سحبت فيه الرقم. هل ورقتك من اليوم؟ إذًا يرجى التحقق من الرمز أو أرنا ورقتك.
code-again = إدخال الرمز مرة أخرى
address-unreadable = هذا العنوان غير مكتمل
address-unreadable-help = ربما سقط حرف أثناء الكتابة. يرجى التحقق من العنوان أو البدء من جديد.

# Days and times.
monday = الاثنين
tuesday = الثلاثاء
wednesday = الأربعاء
thursday = الخميس
friday = الجمعة
saturday = السبت
sunday = الأحد
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date = { $weekday }، { $day } { $month } { $year }
clock = { $time }
moment = { $date }، { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = مرحبًا { $name }،
letter-verify-subject = يرجى تأكيد موعدك: { $date }
letter-verify = لقد طلبت موعدًا. يرجى تأكيده حتى { $until }. بعد ذلك نعطي الوقت لآخرين.
letter-verify-link = تأكيد الموعد
letter-verify-not-me = لم تطلب موعدًا؟ إذًا لا يلزمك فعل أي شيء.
letter-confirmed-subject = موعدك: { $date }، { $clock }
letter-confirmed = تم تأكيد موعدك.
letter-rebooked-subject = موعدك الجديد: { $date }، { $clock }
letter-rebooked = أصبح موعدك في وقت آخر. الوقت السابق لم يعد صالحًا.
letter-handed-over-subject = بخصوص موعدك: { $date }
letter-handed-over = يبقى موعدك في الوقت نفسه. سيستقبلك شخص آخر من فريقنا.
letter-cancelled-subject = أُلغي موعدك: { $date }
letter-cancelled = أُلغي موعدك. لا يلزمك فعل أي شيء آخر.
letter-reminder-subject = تذكير بموعدك: { $date }، { $clock }
letter-reminder = نذكرك بموعدك. لا تستطيع الحضور؟ إذًا يرجى إلغاؤه ليحصل شخص آخر على الوقت.
letter-when = متى
letter-where = أين
letter-way = كيف تصل إلينا
letter-phone = هل لديك أسئلة؟ اتصل بنا
letter-what = الغرض
letter-code = رمزك
letter-code-help = بهذا الرمز تسجل حضورك عندما تصل إلينا.
letter-change = عرض الموعد أو تغييره أو إلغاؤه
letter-automatic = أُرسلت هذه الرسالة تلقائيًا.

# Booking a time on the web, and one's own appointment.
book-title = حجز موعد
book-intro = اختر الغرض من زيارتك. بعد ذلك ترى الأوقات المتاحة.
book-search = عمّ تبحث؟
book-search-do = بحث
book-nothing-found = لم نجد شيئًا لذلك. هذه كل الأغراض.
book-nothing = لا يمكنك حاليًا حجز موعد هنا. يرجى الاتصال بنا أو الحضور إلينا.
everywhere = في عدة مكاتب
everywhere-first = نعرض لك أين يتوفر أقرب وقت.
everywhere-where = في أي مكتب؟
by-phone = يُحجز هذا الموعد عبر الهاتف. يرجى الاتصال بنا
by-kiosk = يُحجز هذا الموعد على الجهاز في مبنانا.
by-infopoint = يُحجز هذا الموعد لدى مكتب الاستعلامات عندنا.
by-kiosk-or-infopoint = يُحجز هذا الموعد على الجهاز أو لدى مكتب الاستعلامات في مبنانا.
by-walk-in = لا تحتاج إلى موعد لذلك. يرجى سحب رقم من الجهاز في مبنانا.
book-persons = كم عدد الأشخاص؟
book-persons-set = عرض الأوقات
book-times = متى تريد الحضور؟
book-next = أقرب وقت متاح
book-days = كل الأوقات المتاحة
book-calendar = الأيام المتاحة في التقويم
book-calendar-help = الأيام المحاطة بإطار فيها أوقات متاحة.
sheet = { $month } { $year }
sheet-monday = ن
sheet-tuesday = ث
sheet-wednesday = ر
sheet-thursday = خ
sheet-friday = ج
sheet-saturday = س
sheet-sunday = ح
sheet-month-1 = يناير
sheet-month-2 = فبراير
sheet-month-3 = مارس
sheet-month-4 = أبريل
sheet-month-5 = مايو
sheet-month-6 = يونيو
sheet-month-7 = يوليو
sheet-month-8 = أغسطس
sheet-month-9 = سبتمبر
sheet-month-10 = أكتوبر
sheet-month-11 = نوفمبر
sheet-month-12 = ديسمبر
book-none = لا شيء متاح في هذه الأيام.
book-closed = مغلق
book-holiday = عطلة رسمية
book-full = محجوز بالكامل
book-too-soon = متأخر جدًا
book-not-yet = لم يُفتح بعد
book-later = أيام لاحقة
book-earlier = أيام سابقة
book-other = اختيار غرض آخر
book-other-time = اختيار وقت آخر
book-who = من سيحضر؟
book-name = الاسم
book-name-help = في منطقة الانتظار يظهر رقمك فقط، وليس اسمك.
book-mail = البريد الإلكتروني (اختياري)
book-mail-help = عندها نرسل إليك رابطًا. به تؤكد الموعد ويمكنك تغييره لاحقًا.
book-privacy = نحفظ فقط ما تدخله هنا ونحذفه بعد زيارتك.
book-do = حجز الموعد
book-mistakes = يرجى التحقق مما أدخلته.
book-mistake-name = يرجى إدخال اسمك في 100 حرف على الأكثر.
book-mistake-mail = عنوان البريد هذا غير كامل. مثال: name@example.com
book-taken = هذا الوقت لم يعد متاحًا. يرجى اختيار وقت آخر.
book-passed = فات أوان حجز هذا الوقت. يرجى اختيار وقت آخر.
book-changed = لم يعد هناك موعد في هذا الوقت. يرجى اختيار وقت آخر.
book-held = نحتفظ لك بهذا الوقت حتى { $until }.
book-held-no-longer = لم نعد نحتفظ لك بهذا الوقت. ستحصل عليه إن لم يسبقك أحد.
book-sent-before = لقد أرسلت هذا النموذج من قبل ببيانات أخرى. إذا أردت موعدًا آخر فيرجى اختيار وقت آخر.
book-sent = يرجى فتح بريدك
book-sent-help = أرسلنا إليك رسالة. يرجى تأكيد الموعد بالرابط الموجود فيها حتى { $until }. حتى ذلك الحين نحجز الوقت لك.
book-sent-late = لم تصل الرسالة بعد بضع دقائق؟ يرجى النظر أيضًا في مجلد الرسائل غير المرغوب فيها، والتحقق من العنوان.
own-title = موعدك
own-stands = تم تأكيد موعدك.
own-unverified = لم يُؤكد موعدك بعد. يرجى تأكيده حتى { $until }.
own-confirm = تأكيد الموعد
own-cancelled = هذا الموعد ملغى.
own-lapsed = لم يُؤكد هذا الموعد في الوقت المناسب. أصبح الوقت متاحًا للآخرين.
own-here = تم تسجيل حضورك. يرجى الانتباه إلى رقمك.
own-late = لقد مضى وقت موعدك. لا يزال بإمكانك الحضور اليوم، وستنتظر مثل كل من ليس لديه موعد.
own-over = هذا الموعد انتهى.
own-keep = يرجى تدوين الرمز أو طباعة هذه الصفحة.
own-picture = الرمز { $code } كصورة للكاميرا
own-bring = يرجى إحضار
own-tick = ضع العلامات لنفسك فقط: لا يصلنا شيء منها ولا نحفظها.
own-calendar = إضافة إلى تقويمي
own-move = نقل إلى وقت آخر
own-cancel = إلغاء الموعد
own-cancel-sure = هل تريد حقًا إلغاء هذا الموعد؟
own-cancel-do = نعم، ألغِه
own-keep-it = لا، احتفظ به
own-not-found = لا نجد هذا الموعد
own-not-found-help = نحذف المواعيد بعد الزيارة. يرجى التحقق من الرابط أو سؤالنا.
own-new = حجز موعد جديد
own-move-sure = هل تريد نقل الموعد إلى { $date }، { $clock }؟
own-move-do = نعم، انقله إلى هذا الوقت
own-arrive-title = هل وصلت؟
own-arrive-help = يرجى الضغط فقط عندما تكون داخل مبنانا. عندها تحصل على رقمك.
own-arrive = أنا هنا
own-arrive-not = لم ينجح ذلك. يرجى تسجيل الحضور عند الكشك أو في الاستعلامات.
own-arrive-from = ابتداءً من { $clock } يمكنك تسجيل حضورك في هذه الصفحة عندما تكون داخل مبنانا.
own-number = رقمك: { $number }
own-number-page = إلى صفحة رقمك

# Sending documents ahead of a visit.
upload-title = إرسال المستندات مسبقًا
upload-help = { $kinds }. بحد أقصى { $size } لكل ملف، وبحد أقصى { $files } ملفات.
upload-sent = ما أرسلته
upload-file = اختيار ملف
upload-do = إرسال الملف
upload-take-back = حذف
upload-privacy = لا يفتح الملفات إلا موظفو هذه الدائرة. ونحذفها بعد زيارتك.
upload-copied = تبقى نسخة في سجلات الدائرة.
upload-enough = لا يمكنك إرسال المزيد من الملفات. يرجى حذف أحدها أو إحضار البقية معك.
upload-nothing = يرجى اختيار ملف أولًا.
upload-too-large = هذا الملف كبير جدًا. الحد الأقصى هو { $size }.
upload-other-kind = لا يمكننا قبول هذا الملف. يرجى إرسال ملف من أحد هذه الأنواع: { $kinds }.
upload-damaged = هذا الملف تالف أو غير مكتمل. يرجى حفظه من جديد وإرساله مرة أخرى.
upload-full = لا يمكننا قبول هذا الملف الآن. يرجى المحاولة لاحقًا أو إحضار المستندات معك.

# Several matters in one visit.
book-chosen = أغراض زيارتك
book-lasts = المدة
book-add = إضافة غرض آخر
book-add-title = اختر غرضًا آخر
book-add-intro = يمكنك إنجاز هذه الأغراض في الموعد نفسه. وللأغراض الأخرى يرجى حجز موعد خاص بها.
book-add-none = المتابعة دون غرض آخر
book-remove = إزالة

# What says which clerk is responsible.
book-letters = بداية اسم عائلتك
book-letters-help =
    { $count ->
        [one] يكفي الحرف اللاتيني الأول كما في جواز السفر. به يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
        [two] يكفي الحرفان اللاتينيان الأولان كما في جواز السفر. بهما يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
        [few] تكفي أول { $count } أحرف لاتينية كما في جواز السفر. بها يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
        [many] يكفي أول { $count } حرفًا لاتينيًا كما في جواز السفر. بها يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
       *[other] يكفي أول { $count } حرف لاتيني كما في جواز السفر. بها يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
    }
book-place = مكان سكنك
book-place-help = به يتحدد من هو المسؤول عنك، ولذلك نسأل قبل عرض الأوقات.
book-place-choose = يرجى الاختيار
book-place-other = مكان آخر
book-nobody = لا نعطي هنا مواعيد لما أدخلته. يرجى التحقق منه أو الاتصال بنا.

# One open appointment for each address.
book-sent-again = هل لديك موعد لهذا الغرض من قبل؟ إذًا يبقى ساريًا، وفي الرسالة شرح كيفية نقله أو إلغائه. لا نحجز وقتًا ثانيًا.
letter-again-subject = لديك موعد من قبل: { $date }
letter-again = طُلب بهذا العنوان موعد آخر للغرض نفسه. لم نحجزه لأن لديك هذا الموعد. ألم يعد مناسبًا؟ بالرابط تنقله أو تلغيه.

# How the appointment takes place.
book-form = كيف تريد أن يكون الموعد؟
form-in-person = شخصيًا لدينا
form-phone = عبر الهاتف
form-video = عبر الفيديو
book-phone = رقم الهاتف
book-phone-help = نتصل بك على هذا الرقم في الوقت المتفق عليه.
book-mistake-phone = يرجى إدخال رقم هاتف. مثال: 0621 12345
book-birthday = يوم الميلاد بدون السنة (اختياري)
book-birthday-help = مثلاً 24.12. – به يمكنك تسجيل حضورك عند الكشك حتى بدون رمزك. نحذفه بعد زيارتك.
book-mistake-birthday = هذا اليوم غير موجود. يرجى إدخال اليوم والشهر هكذا: 24.12.
letter-how = الطريقة
own-phone = نتصل بك في هذا الوقت. لا يلزمك الحضور إلينا.
own-video = افتح الرابط في هذا الوقت. لا يلزمك الحضور إلينا.
own-video-join = إلى محادثة الفيديو
own-video-soon = بعد بضع دقائق تجد رابط محادثة الفيديو في هذه الصفحة.
own-ready = يرجى تجهيز ما يلي

# To be told when an appointment becomes free.
watch-title = أخبروني عندما يتاح موعد
watch-mail = عنوان بريدك الإلكتروني
watch-until = حتى أي يوم؟
watch-do = أريد أن تخبروني
watch-privacy = نستخدم العنوان لهذا فقط. نحذفه عندما تحجز موعدًا أو توقف الرسائل، وبعد اليوم الأخير على أبعد تقدير.
watch-mistake-until = يرجى اختيار يوم لم يمض وليس بعد { $date }.
watch-sent = أرسلنا إليك رسالة. يرجى التأكيد بالرابط الموجود فيها حتى { $until } أنك تريد أن نخبرك.
watch-sent-before = هل طلبت ذلك من قبل؟ إذًا يبقى طلبك ساريًا ولن تصلك رسالة جديدة.
watch-own = إخبارك عندما يتاح موعد
watch-sure = هل تريد أن نخبرك حتى { $date } عندما يتاح موعد؟
watch-confirm = نعم، أخبروني
watch-stands = نكتب إليك عندما يتاح موعد، وذلك حتى { $date }.
watch-no-hold = الموعد المتاح غير محجوز لك: من يحجزه أولًا يحصل عليه. ومن طلب أولًا نخبره أولًا.
watch-stop = لا أريد رسائل بعد الآن
watch-over = لا تصلك رسائل منا
watch-over-help = حذفنا عنوانك، أو أن هذا الرابط لم يكن صالحًا قط. هل تريد أن نخبرك من جديد؟ إذًا يرجى أن تطلب ذلك مرة أخرى في صفحة الأوقات المتاحة.
letter-hello = مرحبًا،
letter-watch-subject = يرجى التأكيد: إخبارك عندما يتاح موعد
letter-watch = تريد أن نخبرك عندما يتاح موعد. يرجى تأكيد ذلك حتى { $until }. بعد ذلك نحذف عنوانك.
letter-watch-link = تأكيد
letter-watch-not-me = لم تطلب ذلك؟ إذًا لا يلزمك فعل أي شيء.
letter-freed-subject = أصبح هناك موعد متاح: { $date }، { $clock }
letter-freed = أصبح هناك موعد متاح.
letter-freed-link = حجز هذا الموعد
# At the foot of every page, and what it leads to.
foot = عن هذه الصفحات
foot-help = مساعدة
foot-imprint = بيانات الناشر
foot-privacy = حماية البيانات
foot-accessibility = سهولة الوصول
foot-contact = اتصل بنا
about-missing = هذا النص غير متوفر هنا بعد. إذا كانت لديك أسئلة فيرجى التوجه إلينا.
privacy-here = هذه الصفحات لا تحفظ ملفات تتبع ولا تحمّل شيئًا من خوادم أخرى. نحفظ فقط ما تدخله ونحذفه بعد زيارتك. في منطقة الانتظار يظهر رقمك فقط، وليس اسمك.

# The help.
guide-book = كيف تحجز موعدًا
guide-book-how = اختر الغرض من زيارتك ووقتًا متاحًا، ثم أدخل اسمك. لا تحتاج إلى حساب. إذا أدخلت بريدك الإلكتروني نرسل إليك رابطًا. يرجى تأكيد الموعد به، فلا يصبح الموعد ساريًا إلا بعد ذلك.
guide-change = نقل الموعد أو إلغاؤه
guide-change-how = افتح الرابط الموجود في الرسالة أو صفحة موعدك. هناك تنقله إلى وقت آخر أو تلغيه. عندها يحصل شخص آخر على هذا الوقت.
guide-day = في يوم الموعد
guide-day-how = سجل حضورك بالرمز على الجهاز أو في الاستقبال. تحصل على رقم. عندما ننادي رقمك تعرض الشاشة الشباك الذي تذهب إليه.
guide-without = بدون إنترنت أو بدون موعد
guide-without-how = يمكنك أيضًا الاتصال بنا أو حجز موعد على الجهاز. بدون موعد اسحب رقمًا هناك. هل تحتاج إلى مساعدة؟ تحدث إلينا.

# Writing to the office.
contact-intro = اكتب إلينا. تصل رسالتك إلى: { $office }
contact-trouble = نضيف إليها رسالة الخطأ التي رأيتها.
contact-message = رسالتك
contact-name = الاسم (اختياري)
contact-mail-help = لا يمكننا الرد عليك إلا إذا كان لدينا عنوان.
contact-privacy = ننقل رسالتك ولا نحفظ منها شيئًا هنا.
contact-do = إرسال الرسالة
contact-reach = كيف تصل إلينا
contact-mistake-message = يرجى كتابة رسالة في { $number } حرف على الأكثر.
contact-later = لا يمكننا استلام رسالة أخرى الآن. يرجى المحاولة بعد بضع دقائق أو الاتصال بنا.
contact-again = أُرسل هذا النموذج من قبل. هل هذه رسالة جديدة؟ إذًا يرجى إرسالها مرة أخرى.
contact-sent = رسالتك في الطريق
contact-sent-answered = سنرد عليك على العنوان الذي أدخلته.
contact-sent-unanswered = شكرًا لك. لا يمكننا الرد عليك لأنك لم تدخل عنوانًا.

# How the visit was.
judge = كيف كانت زيارتك؟
judge-choose = إجابتك
judge-good = جيدة
judge-middling = متوسطة
judge-bad = سيئة
judge-words = هل تريد أن تقول شيئًا عنها؟ (اختياري)
judge-words-help = { $number } حرف على الأكثر. يرجى عدم ذكر أسماء أو أرقام.
judge-privacy = لا أحد يرى صاحب الإجابة. ونحذف ما تكتبه بعد { $number } يومًا.
judge-missing = يرجى اختيار إحدى الإجابات الثلاث.
judge-do = إرسال الإجابة
judge-not = رجوع دون إجابة
judged = شكرًا لك على إجابتك
judged-help = إنها تساعدنا على أن نصبح أفضل.
judge-again = تغيير الإجابة

# While programs want every time there is.
stamp-wait = ترسل برامج إلينا الآن طلبات كثيرة جدًا. لذلك لا يمكنك إرسال هذا النموذج إلا بعد { $time }. خذ وقتك في تعبئته.
stamp-again = يرجى الضغط على الزر مرة أخرى بعد { $time }. ما أدخلته ما زال محفوظًا. ترسل برامج إلينا الآن طلبات كثيرة جدًا، ونحن نحجز الأوقات للناس.
stamp-busy = لحظة من فضلك. سيُرسل النموذج حالًا.
stamp-seconds =
    { $count ->
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $count } ثوانٍ
        [many] { $count } ثانية
       *[other] { $count } ثانية
    }

# Name and address from an account.
account-take = أخذ بياناتي من { $name }
account-help = ندرج اسمك وبريدك الإلكتروني أدناه، ويمكنك تغييرهما. لا نأخذ من الحساب شيئًا آخر. ويمكنك الحجز دون حساب.
account-taken = أدرجنا البيانات من حسابك. يرجى التحقق منها.
account-nothing = لم نجد اسمًا في حسابك. يرجى كتابته بنفسك.
account-down = لا يمكن الوصول إلى الحساب الآن. يرجى كتابة بياناتك بنفسك.
account-refused = أُلغي تسجيل الدخول. يمكنك أيضًا كتابة بياناتك بنفسك.
account-astray = لم يعد تسجيل الدخول هذا صالحًا. يرجى المحاولة مرة أخرى أو كتابة بياناتك بنفسك.
account-leave = المتابعة إلى { $name }
account-leave-help = ستُفتح صفحة تسجيل الدخول حالًا. ألم يحدث شيء؟ افتح الرابط من فضلك. بعد ذلك تعود إلى هنا.
account-lost = لم يعد تسجيل الدخول هذا صالحًا
account-lost-help = استغرق وقتًا طويلًا أو بدأ في متصفح آخر. يرجى البدء من جديد. لا تحتاج إلى حساب لذلك.
privacy-account = فقط إذا أخذت بيانات من حساب، يحفظ متصفحك ما أدخلته عشر دقائق على الأكثر في ملف مشفّر. لا نأخذ من الحساب سوى الاسم والبريد الإلكتروني.
