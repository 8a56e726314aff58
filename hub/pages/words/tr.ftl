skip = İçeriğe geç
languages = Dil seçin
your-number = Numaranız

called-in-vain = Sizi çağırdık (saat { $time }), ancak bulamadık.
called-again = Sizi bir kez daha çağıracağız. Lütfen bekleme alanında kalın.
soon = Sıra birazdan sizde.
not-yet = Sıra henüz size gelmedi.
before-you = Önünüzde
persons =
    { $count ->
        [0] kimse yok
        [one] { $count } kişi
       *[other] { $count } kişi
    }
wait = Bekleme süresi
wait-a-minute = yaklaşık 1 dakika
wait-about =
    { $minutes ->
        [one] yaklaşık { $minutes } dakika
       *[other] yaklaşık { $minutes } dakika
    }
wait-at-most = en fazla yaklaşık { $minutes } dakika
wait-between = yaklaşık { $from } ile { $to } dakika arası
no-counter = Şu anda açık gişe yok.
wait-unknown = henüz belli değil
zone = Bekleme alanı
others-first = Randevusu olanlar sizden önce çağrılabilir. Lütfen zamanında bekleme alanında olun.
moved-to = Ziyaretiniz başka bir yerde devam ediyor: { $office }. Lütfen oraya gidin. Orada bu yeni numara geçerlidir.
freed = Saat { $time } için bir randevu boşaldı. Almak ister misiniz?
freed-help = Numaranız aynı kalır. Sıranız daha önce gelirse sizi daha önce çağırırız.
freed-take = Evet, bu randevuyu al
freed-gone = Bu randevuyu az önce başka biri aldı. Sıradaki yeriniz değişmedi.

please-go-to = Lütfen şuraya gidin:
stay-seated = Lütfen yerinizde kalın. Biz size geliyoruz.
counter = Gişe { $counter }
expected = Sizi bekliyoruz. Bekleme alanınız: { $zone }
called-to = { $number } numara, lütfen { $counter } numaralı gişeye gidin.
called-seated = { $number } numara: lütfen yerinizde kalın, biz size geliyoruz.
at-counter = Şu gişedesiniz: { $counter }.

missed = Sizi çağırdık, ancak bulamadık.
missed-help = Hâlâ burada mısınız? Lütfen bize söyleyin, bir çözüm buluruz.
finished = Ziyaretiniz tamamlandı.
goodbye = Teşekkür ederiz, iyi günler.
left = Bu numara artık geçerli değil.
left-help = Yine de kalmak ister misiniz? Lütfen yeni bir numara alın.
leave = Artık beklemek istemiyorum
leave-sure = Gerçekten artık beklemek istemiyor musunuz?
leave-help = O zaman { $number } numaranız geçerliliğini yitirir ve diğerleri öne geçer. Bu geri alınamaz.
leave-do = Evet, numaramı bırak
leave-keep = Hayır, beklemeye devam

as-of = Durum: saat { $time }
lost = Bağlantı kesildi. Denemeye devam ediyoruz, bir şey yapmanız gerekmez. Son durum:
buzz-on = Çağrılınca titreşsin
buzz-is-on = Bu sayfa açık olduğu sürece telefonunuz çağrıldığınızda titreşir.
speak-on = Çağrı sesli okunsun
speak-is-on = Bu sayfa açık olduğu sürece telefonunuz çağrıyı sesli okur.
help = Bir sorunuz mu var? Lütfen bize sorun, memnuniyetle yardımcı oluruz.
not-found = Numaranızı bulamıyoruz
not-found-help = Bir numaranın sayfası yalnızca numarayı aldığınız gün geçerlidir. Fişiniz bugünden mi? O zaman lütfen kodu kontrol edin veya fişinizi bize gösterin.
code-again = Kodu yeniden gir
address-unreadable = Bu adres eksik
address-unreadable-help = Yazarken bir karakter kaybolmuş olabilir. Lütfen adresi kontrol edin veya baştan başlayın.

# Days and times.
monday = Pazartesi
tuesday = Salı
wednesday = Çarşamba
thursday = Perşembe
friday = Cuma
saturday = Cumartesi
sunday = Pazar
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
date = { $day } { $month } { $year } { $weekday }
clock = { $time }
moment = { $date }, saat { $clock }

# Letters by mail. A subject never names the matter: others may see it.
letter-dear = Sayın { $name },
letter-verify-subject = Lütfen randevunuzu onaylayın: { $date }
letter-verify = Bir randevu istediniz. Lütfen saat { $until } olmadan onaylayın. Sonra bu saati başkalarına veririz.
letter-verify-link = Randevuyu onayla
letter-verify-not-me = Randevu istemediniz mi? O zaman bir şey yapmanız gerekmez.
letter-confirmed-subject = Randevunuz: { $date }, { $clock }
letter-confirmed = Randevunuz kesinleşti.
letter-rebooked-subject = Yeni randevunuz: { $date }, { $clock }
letter-rebooked = Randevunuz artık başka bir saatte. Eski saat geçerli değil.
letter-handed-over-subject = Randevunuz hakkında: { $date }
letter-handed-over = Randevunuzun saati değişmedi. Sizinle ekibimizden başka biri ilgilenecek.
letter-cancelled-subject = Randevunuz iptal edildi: { $date }
letter-cancelled = Randevunuz iptal edildi. Başka bir şey yapmanız gerekmez.
letter-reminder-subject = Randevu hatırlatması: { $date }, { $clock }
letter-reminder = Size randevunuzu hatırlatıyoruz. Gelemeyecek misiniz? O zaman lütfen iptal edin, saatinizi başkası alabilsin.
letter-when = Ne zaman
letter-where = Nerede
letter-way = Bizi nasıl bulursunuz
letter-phone = Sorularınız mı var? Bizi arayın
letter-what = Konu
letter-code = Kodunuz
letter-code-help = Bize geldiğinizde bu kodla giriş yaparsınız.
letter-change = Randevuyu gör, değiştir veya iptal et
letter-automatic = Bu ileti otomatik olarak gönderildi.

# Booking a time on the web, and one's own appointment.
book-title = Randevu al
book-intro = Konunuzu seçin. Sonra boş saatleri görürsünüz.
book-search = Ne arıyorsunuz?
book-search-do = Ara
book-nothing-found = Bununla ilgili bir şey bulamadık. Tüm konular burada.
book-nothing = Şu anda buradan randevu alamazsınız. Lütfen bizi arayın veya bize gelin.
everywhere = Birden çok şubede
everywhere-first = En erken boş saatin nerede olduğunu gösteriyoruz.
everywhere-where = Hangi şubede?
by-phone = Bu randevu telefonla alınır. Lütfen bizi arayın
by-kiosk = Bu randevu binamızdaki kiosktan alınır.
by-infopoint = Bu randevu danışma masamızdan alınır.
by-kiosk-or-infopoint = Bu randevu binamızdaki kiosktan veya danışma masasından alınır.
by-walk-in = Bunun için randevu gerekmez. Lütfen binamızdaki kiosktan bir numara alın.
book-persons = Kaç kişi?
book-persons-set = Saatleri göster
book-times = Ne zaman gelmek istersiniz?
book-next = En yakın boş saat
book-days = Tüm boş saatler
book-calendar = Takvimde boş günler
book-calendar-help = Çerçeveli günlerde boş saatler var.
sheet = { $month } { $year }
sheet-monday = Pzt
sheet-tuesday = Sal
sheet-wednesday = Çar
sheet-thursday = Per
sheet-friday = Cum
sheet-saturday = Cmt
sheet-sunday = Paz
sheet-month-1 = Ocak
sheet-month-2 = Şubat
sheet-month-3 = Mart
sheet-month-4 = Nisan
sheet-month-5 = Mayıs
sheet-month-6 = Haziran
sheet-month-7 = Temmuz
sheet-month-8 = Ağustos
sheet-month-9 = Eylül
sheet-month-10 = Ekim
sheet-month-11 = Kasım
sheet-month-12 = Aralık
book-none = Bu günlerde boş saat yok.
book-closed = kapalı
book-holiday = resmi tatil
book-full = dolu
book-too-soon = çok kısa süre kaldı
book-not-yet = henüz açılmadı
book-later = Sonraki günler
book-earlier = Önceki günler
book-other = Başka konu seç
book-other-time = Başka saat seç
book-who = Kim gelecek?
book-name = Ad
book-name-help = Bekleme alanında yalnızca numaranız görünür, adınız hiçbir zaman görünmez.
book-mail = E-posta (isteğe bağlı)
book-mail-help = O zaman size bir bağlantı göndeririz. Bununla randevuyu onaylar ve daha sonra değiştirebilirsiniz.
book-privacy = Yalnızca buraya yazdıklarınızı saklarız ve ziyaretinizden sonra sileriz.
book-do = Randevuyu al
book-mistakes = Lütfen yazdıklarınızı kontrol edin.
book-mistake-name = Lütfen adınızı en fazla 100 karakterle yazın.
book-mistake-mail = Bu e-posta adresi eksik. Örnek: ad@example.com
book-taken = Bu saat artık boş değil. Lütfen başka bir saat seçin.
book-passed = Bu saat için artık çok geç. Lütfen başka bir saat seçin.
book-changed = Bu saatte artık randevu yok. Lütfen başka bir saat seçin.
book-held = Bu saati { $until } saatine kadar sizin için tutuyoruz.
book-held-no-longer = Bu saati artık sizin için tutmuyoruz. Kimse daha hızlı davranmazsa sizin olur.
book-sent-before = Bu formu daha önce başka bilgilerle gönderdiniz. Bir randevu daha istiyorsanız lütfen başka bir saat seçin.
book-sent = Lütfen e-postanıza bakın
book-sent-help = Size bir e-posta gönderdik. Lütfen randevuyu içindeki bağlantıyla saat { $until } olmadan onaylayın. O zamana kadar saati sizin için tutuyoruz.
book-sent-late = Birkaç dakika sonra hâlâ bir şey gelmedi mi? Lütfen spam klasörüne de bakın ve adresi kontrol edin.
own-title = Randevunuz
own-stands = Randevunuz kesinleşti.
own-unverified = Randevunuz henüz onaylanmadı. Lütfen saat { $until } olmadan onaylayın.
own-confirm = Randevuyu onayla
own-cancelled = Bu randevu iptal edildi.
own-lapsed = Bu randevu zamanında onaylanmadı. Saat yeniden başkalarına açık.
own-here = Girişiniz yapıldı. Lütfen numaranızı takip edin.
own-late = Randevunuzun saati geçti. Bugün yine de gelebilirsiniz ve randevusuz herkes gibi beklersiniz.
own-over = Bu randevunun zamanı geçti.
own-keep = Lütfen kodu not edin veya bu sayfayı yazdırın.
own-picture = { $code } kodunun karekodu
own-bring = Lütfen yanınızda getirin
own-tick = Kendiniz için işaretleyin: Bunların hiçbiri bize ulaşmaz ve kaydedilmez.
own-calendar = Takvimime ekle
own-move = Başka bir saate al
own-cancel = Randevuyu iptal et
own-cancel-sure = Bu randevuyu gerçekten iptal etmek istiyor musunuz?
own-cancel-do = Evet, iptal et
own-keep-it = Hayır, randevu kalsın
own-not-found = Bu randevuyu bulamıyoruz
own-not-found-help = Randevuları ziyaretten sonra sileriz. Lütfen bağlantıyı kontrol edin veya bize sorun.
own-new = Yeni randevu al
own-move-sure = Randevuyu şu saate almak ister misiniz: { $date }, { $clock }?
own-move-do = Evet, bu saate al
own-arrive-title = Geldiniz mi?
own-arrive-help = Lütfen ancak binamıza geldiğinizde basın. O zaman numaranızı alırsınız.
own-arrive = Buradayım
own-arrive-not = Bu işe yaramadı. Lütfen kioskta veya danışmada kaydınızı yaptırın.
own-arrive-from = Saat { $clock } itibarıyla, binamıza geldiğinizde bu sayfada kaydınızı yapabilirsiniz.
own-number = Numaranız: { $number }
own-number-page = Numaranızın sayfasına

# Sending documents ahead of a visit.
upload-title = Belgeleri önceden gönderin
upload-help = { $kinds }. Dosya başına en fazla { $size }, en fazla { $files } dosya.
upload-sent = Gönderdikleriniz
upload-file = Dosya seçin
upload-do = Dosyayı gönder
upload-take-back = Sil
upload-privacy = Dosyaları yalnızca bu dairenin çalışanları açar. Ziyaretinizden sonra onları sileriz.
upload-copied = Bir kopya dairenin kayıtlarında kalır.
upload-enough = Daha fazla dosya gönderemezsiniz. Lütfen birini silin ya da kalanları yanınızda getirin.
upload-nothing = Lütfen önce bir dosya seçin.
upload-too-large = Bu dosya çok büyük. En fazla { $size } olabilir.
upload-other-kind = Bu dosyayı kabul edemiyoruz. Lütfen şu türlerden bir dosya gönderin: { $kinds }.
upload-damaged = Bu dosya bozuk ya da eksik. Lütfen yeniden kaydedin ve bir kez daha gönderin.
upload-full = Bu dosyayı şu anda kabul edemiyoruz. Lütfen daha sonra yeniden deneyin ya da belgeleri yanınızda getirin.

# Several matters in one visit.
book-chosen = Konularınız
book-lasts = Süre
book-add = Bir konu daha ekle
book-add-title = Bir konu daha seçin
book-add-intro = Bu konuları aynı randevuda halledebilirsiniz. Diğerleri için lütfen ayrı bir randevu alın.
book-add-none = Başka konu olmadan devam et
book-remove = Çıkar

# What says which clerk is responsible.
book-letters = Soyadınızın başı
book-letters-help =
    { $count ->
        [one] İlk harf yeterli. Size kimin bakacağı buna bağlıdır, bu yüzden saatleri göstermeden önce soruyoruz.
       *[other] İlk { $count } harf yeterli. Size kimin bakacağı buna bağlıdır, bu yüzden saatleri göstermeden önce soruyoruz.
    }
book-place = Oturduğunuz yer
book-place-help = Size kimin bakacağı buna bağlıdır, bu yüzden saatleri göstermeden önce soruyoruz.
book-place-choose = Lütfen seçin
book-place-other = Başka bir yer
book-nobody = Bu bilgi için burada randevu veremiyoruz. Lütfen kontrol edin veya bizi arayın.

# One open appointment for each address.
book-sent-again = Bu konu için zaten bir randevunuz var mı? O zaman o geçerlidir ve e-postada onu nasıl değiştireceğiniz veya iptal edeceğiniz yazar. İkinci bir saat tutmuyoruz.
letter-again-subject = Zaten bir randevunuz var: { $date }
letter-again = Bu adresle aynı konu için bir randevu daha istendi. Zaten bu randevunuz olduğu için onu vermedik. Artık size uymuyor mu? Bağlantıyla değiştirebilir veya iptal edebilirsiniz.

# How the appointment takes place.
book-form = Randevu nasıl olsun?
form-in-person = Bizde yüz yüze
form-phone = Telefonla
form-video = Görüntülü
book-phone = Telefon numarası
book-phone-help = Sizi kararlaştırılan saatte bu numaradan arayacağız.
book-mistake-phone = Lütfen bir telefon numarası girin. Örnek: 0621 12345
book-birthday = Yılsız doğum günü (isteğe bağlı)
book-birthday-help = Örneğin 24.12. – bununla kodunuz olmadan da kioskta kayıt olabilirsiniz. Ziyaretinizden sonra sileriz.
book-mistake-birthday = Böyle bir gün yok. Lütfen gün ve ayı şöyle girin: 24.12.
letter-how = Nasıl
own-phone = Bu saatte sizi arayacağız. Bize gelmeniz gerekmez.
own-video = Bu saatte bağlantıyı açın. Bize gelmeniz gerekmez.
own-video-join = Görüntülü görüşmeye git
own-video-soon = Görüntülü görüşmenin bağlantısını birkaç dakika sonra bu sayfada bulursunuz.
own-ready = Lütfen hazır bulundurun

# To be told when an appointment becomes free.
watch-title = Bir randevu boşalırsa bana haber verin
watch-mail = E-posta adresiniz
watch-until = Hangi güne kadar?
watch-do = Haber verilsin
watch-privacy = Adresi yalnızca bunun için kullanırız. Randevu aldığınızda veya bildirimleri durdurduğunuzda, en geç son günden sonra sileriz.
watch-mistake-until = Lütfen geçmişte olmayan ve { $date } tarihinden sonra olmayan bir gün seçin.
watch-sent = Size bir e-posta gönderdik. Haber almak istediğinizi lütfen içindeki bağlantıyla saat { $until } olmadan onaylayın.
watch-sent-before = Bunu daha önce istediniz mi? O zaman o geçerlidir ve yeni bir e-posta almazsınız.
watch-own = Boşalan randevular için haber
watch-sure = Bir randevu boşalırsa { $date } tarihine kadar haber almak ister misiniz?
watch-confirm = Evet, lütfen haber verin
watch-stands = Bir randevu boşalırsa { $date } tarihine kadar size yazarız.
watch-no-hold = Boşalan randevu sizin için tutulmaz: İlk alan kişi onu alır. İlk isteyen ilk haber alır.
watch-stop = Artık haber gelmesin
watch-over = Bizden haber almıyorsunuz
watch-over-help = Adresinizi sildik veya bu bağlantı hiç geçerli olmadı. Yeniden haber almak ister misiniz? O zaman lütfen boş saatlerde bunu bir daha isteyin.
letter-hello = Merhaba,
letter-watch-subject = Lütfen onaylayın: boşalan randevular için haber
letter-watch = Bir randevu boşalırsa haber almak istiyorsunuz. Lütfen bunu saat { $until } olmadan onaylayın. Sonra adresinizi sileriz.
letter-watch-link = Onayla
letter-watch-not-me = Bunu siz istemediniz mi? O zaman bir şey yapmanız gerekmez.
letter-freed-subject = Bir randevu boşaldı: { $date }, { $clock }
letter-freed = Bir randevu boşaldı.
letter-freed-link = Bu randevuyu al
# At the foot of every page, and what it leads to.
foot = Bu sayfalar hakkında
foot-help = Yardım
foot-imprint = Künye
foot-privacy = Veri koruma
foot-accessibility = Erişilebilirlik
foot-contact = İletişim
about-missing = Bu metin burada henüz yok. Sorularınız varsa lütfen bize sorun.
privacy-here = Bu sayfalar çerez kullanmaz ve başka sunuculardan hiçbir şey yüklemez. Yalnızca yazdıklarınızı saklarız ve ziyaretinizden sonra sileriz. Bekleme alanında yalnızca numaranız görünür, adınız hiçbir zaman görünmez.

# The help.
guide-book = Randevu nasıl alınır
guide-book-how = Konunuzu ve boş bir saati seçin, sonra adınızı yazın. Hesap gerekmez. Bir e-posta adresi verirseniz size bir bağlantı göndeririz. Lütfen randevuyu onunla onaylayın: Randevu ancak o zaman geçerlidir.
guide-change = Randevuyu değiştirme veya iptal etme
guide-change-how = E-postadaki bağlantıyı veya randevunuzun sayfasını açın. Orada randevuyu başka bir saate alır veya iptal edersiniz. O zaman bu saati başka biri alabilir.
guide-day = Randevu günü
guide-day-how = Kioskta kodunuzla veya danışmada giriş yapın. Bir numara alırsınız. Numaranız çağrılınca hangi gişeye gideceğiniz ekranda yazar.
guide-without = İnternetsiz veya randevusuz
guide-without-how = Bizi arayabilir veya kioskta randevu alabilirsiniz. Randevunuz yoksa oradan numara alın. Yardıma mı ihtiyacınız var? Lütfen bize sorun.

# Writing to the office.
contact-intro = Bize yazın. Mesajınızı alan yer: { $office }
contact-trouble = Hangi hata mesajını gördüğünüzü de ekleriz.
contact-message = Mesajınız
contact-name = Ad (isteğe bağlı)
contact-mail-help = Ancak bir adres verirseniz size yanıt verebiliriz.
contact-privacy = Mesajınızı iletiriz ve burada hiçbir şey saklamayız.
contact-do = Mesajı gönder
contact-reach = Bize nasıl ulaşırsınız
contact-mistake-message = Lütfen en fazla { $number } karakterlik bir mesaj yazın.
contact-later = Şu anda başka mesaj alamıyoruz. Lütfen birkaç dakika sonra tekrar deneyin veya bizi arayın.
contact-again = Bu form daha önce gönderildi. Bu yeni bir mesaj mı? O zaman lütfen bir kez daha gönderin.
contact-sent = Mesajınız yolda
contact-sent-answered = Verdiğiniz adrese yanıt vereceğiz.
contact-sent-unanswered = Teşekkür ederiz. Adres vermediğiniz için size yanıt veremeyiz.

# How the visit was.
judge = Ziyaretiniz nasıldı?
judge-choose = Yanıtınız
judge-good = İyi
judge-middling = Orta
judge-bad = Kötü
judge-words = Bir şey eklemek ister misiniz? (isteğe bağlı)
judge-words-help = En fazla { $number } karakter. Lütfen ad ve numara yazmayın.
judge-privacy = Yanıtın kimden geldiğini kimse görmez. Yazdıklarınızı { $number } gün sonra sileriz.
judge-missing = Lütfen üç yanıttan birini seçin.
judge-do = Yanıtı gönder
judge-not = Yanıt vermeden geri dön
judged = Yanıtınız için teşekkür ederiz
judged-help = Daha iyi olmamıza yardımcı olur.
judge-again = Yanıtı değiştir

# While programs want every time there is.
stamp-wait = Şu anda programlar bize çok fazla istek gönderiyor. Bu yüzden bu formu ancak { $time } sonra gönderebilirsiniz. Acele etmeden doldurun.
stamp-again = Lütfen { $time } sonra düğmeye bir kez daha basın. Yazdıklarınız duruyor. Şu anda programlar bize çok fazla istek gönderiyor ve saatleri insanlar için boş tutuyoruz.
stamp-busy = Bir dakika lütfen. Form birazdan gönderilecek.
stamp-seconds =
    { $count ->
        [one] 1 saniye
       *[other] { $count } saniye
    }

# Name and address from an account.
account-take = Bilgilerimi { $name } hesabından al
account-help = Adınızı ve e-posta adresinizi aşağıya yazarız, ikisini de değiştirebilirsiniz. Hesaptan başka bir şey almayız. Hesap olmadan da randevu alabilirsiniz.
account-taken = Hesabınızdaki bilgileri yazdık. Lütfen kontrol edin.
account-nothing = Hesabınızda bir ad bulamadık. Lütfen adınızı kendiniz yazın.
account-down = Hesaba şu anda ulaşılamıyor. Lütfen bilgilerinizi kendiniz yazın.
account-refused = Giriş iptal edildi. Bilgilerinizi kendiniz de yazabilirsiniz.
account-astray = Bu giriş artık geçerli değil. Lütfen yeniden deneyin veya bilgilerinizi kendiniz yazın.
account-leave = { $name } sayfasına devam et
account-leave-help = Giriş sayfası birazdan açılacak. Bir şey olmuyor mu? O zaman lütfen bağlantıyı açın. Sonra buraya dönersiniz.
account-lost = Bu giriş artık geçerli değil
account-lost-help = Çok uzun sürdü veya başka bir tarayıcıda başlatıldı. Lütfen baştan başlayın. Bunun için hesap gerekmez.
privacy-account = Yalnızca bilgilerinizi bir hesaptan alırsanız, tarayıcınız yazdıklarınızı en fazla on dakika şifreli bir çerezde saklar. Hesaptan yalnızca adı ve e-posta adresini alırız.
