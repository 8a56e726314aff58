//! Services as towns write them, with the long words that every language has, German above all.

use kiosk::language::Language;

/// Six of them.
pub fn names(language: &Language) -> [&'static str; 6] {
    match language.code {
        "de-x-plain" => [
            "Ausweis oder Pass beantragen",
            "Ausweis oder Pass abholen",
            "Neue Adresse sagen",
            "Führungs-Zeugnis beantragen",
            "Auto anmelden oder abmelden",
            "Schein zum Angeln",
        ],
        "en" => [
            "Apply for an identity card or passport",
            "Collect an identity card or passport",
            "Register a new address",
            "Apply for a certificate of good conduct",
            "Register or deregister a vehicle",
            "Fishing licence",
        ],
        "uk" => [
            "Подати заяву на посвідчення особи або паспорт",
            "Отримати посвідчення особи або паспорт",
            "Зареєструвати нову адресу",
            "Замовити довідку про несудимість",
            "Зареєструвати або зняти з обліку автомобіль",
            "Дозвіл на риболовлю",
        ],
        "ar" => [
            "طلب بطاقة هوية أو جواز سفر",
            "استلام بطاقة الهوية أو جواز السفر",
            "تسجيل عنوان السكن",
            "طلب شهادة حسن السيرة",
            "تسجيل مركبة أو إلغاء تسجيلها",
            "رخصة صيد السمك",
        ],
        "ru" => [
            "Оформить паспорт или удостоверение личности",
            "Забрать паспорт или удостоверение личности",
            "Зарегистрировать новый адрес",
            "Заказать справку о несудимости",
            "Поставить или снять автомобиль с учёта",
            "Продлить разрешение на рыбалку",
        ],
        "tr" => [
            "Kimlik kartı veya pasaport başvurusu",
            "Kimlik kartı veya pasaport teslim alma",
            "Adres kaydı veya değişikliği",
            "Adli sicil belgesi başvurusu",
            "Araç kaydı yaptırma veya sildirme",
            "Balık avlama belgesini uzatma",
        ],
        "fa" => [
            "درخواست کارت شناسایی یا گذرنامه",
            "دریافت کارت شناسایی یا گذرنامه",
            "ثبت نشانی تازه",
            "درخواست گواهی عدم سوء پیشینه",
            "ثبت یا لغو ثبت خودرو",
            "تمدید مجوز ماهیگیری",
        ],
        "pl" => [
            "Wniosek o dowód osobisty lub paszport",
            "Odbiór dowodu osobistego lub paszportu",
            "Zameldowanie pod nowym adresem",
            "Wniosek o zaświadczenie o niekaralności",
            "Rejestracja lub wyrejestrowanie pojazdu",
            "Przedłużenie karty wędkarskiej",
        ],
        "ro" => [
            "Cerere pentru carte de identitate sau pașaport",
            "Ridicarea cărții de identitate sau a pașaportului",
            "Înregistrarea unei adrese noi",
            "Cerere de cazier judiciar",
            "Înmatricularea sau radierea unui vehicul",
            "Prelungirea permisului de pescuit",
        ],
        "bg" => [
            "Заявление за лична карта или паспорт",
            "Получаване на лична карта или паспорт",
            "Регистрация на нов адрес",
            "Заявление за свидетелство за съдимост",
            "Регистрация или отписване на превозно средство",
            "Удължаване на билет за риболов",
        ],
        "fr" => [
            "Demander une carte d’identité ou un passeport",
            "Retirer une carte d’identité ou un passeport",
            "Déclarer une nouvelle adresse",
            "Demander un extrait de casier judiciaire",
            "Immatriculer ou radier un véhicule",
            "Prolonger un permis de pêche",
        ],
        _ => [
            "Personalausweis oder Reisepass beantragen",
            "Personalausweis oder Reisepass abholen",
            "Wohnsitz anmelden oder ummelden",
            "Führungszeugnis beantragen",
            "Fahrzeug anmelden oder abmelden",
            "Fischereischein verlängern",
        ],
    }
}
