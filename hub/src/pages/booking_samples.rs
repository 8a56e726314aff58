//! The booking site as it looks on a Tuesday, in every language, for the laws and for looking at.

use std::sync::LazyLock;

use calendar::wish::Form;
use chrono::TimeDelta;

use super::about::privacy_of;
use super::booking::{
    Account, AccountLeave, Arrival, AskWatch, Asked, Asks, AtSite, By, Chosen, DayOfTimes, Everywhere, Free,
    Gone, Held, LetterSent, Matter, Mistake, Month, Moved, Office, Own, OwnStage, OwnWatch, Said, Sent,
    Shared, Stamp, Start, Times, Unsendable, WatchSent, WhoComes, Why, account_leave, account_lost,
    ask_watch, everywhere, held_until, letter_sent, no_watch, not_found, own, own_watch, start, times,
    watch_sent, who_comes,
};
use super::language::{Language, all, german};
use super::samples::{ZONE, at, site};
use super::trouble::address_unreadable;
use crate::citizen_account::Outcome;
use crate::config::Words;
use crate::qr::Picture;

pub fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = all().iter().flat_map(in_language).collect();
    let mut more = |name: &str, html: String| pages.push((format!("booking-{name}.html"), html));
    let none = Start { offices: vec![], ..begin(german()) };
    more("start-nothing", start(&site(), &none));
    let shared = vec![Shared { id: "ausweis", name: Words::german("Personalausweis beantragen") }];
    more("start-shared", start(&site(), &Start { shared, ..begin(german()) }));
    let mut silent = begin(german());
    silent.offices[0].phone = None;
    more("start-no-phone", start(&site(), &silent));
    let strange = Start { query: "Elefant", is_everything: true, ..begin(german()) };
    more("start-not-found", start(&site(), &strange));
    let forms = vec![Form::InPerson, Form::Phone, Form::Video];
    let group = Asked { persons_max: 6, forms, ..Asked::default() };
    for gone in [Gone::Taken, Gone::Passed, Gone::Changed, Gone::Sent] {
        let shown = Times { gone: Some(gone), asked: &group, ..free(german()) };
        more(&format!("times-{}", gone.word()), times(&site(), &shown));
    }
    let back = "/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123/de";
    let moves = Some(Moved { matters: vec![Words::german("Wohnsitz anmelden oder ummelden")], back });
    more("times-move", times(&site(), &Times { chosen: None, said: &NOTHING, moves, ..free(german()) }));
    let nobodys = Asked { is_nobodys: true, ..asked() };
    let nobody = Times { free: None, asked: &nobodys, ..free(german()) };
    more("times-nobody", times(&site(), &nobody));
    let mistakes = [Mistake::Name, Mistake::Mail];
    let wrong = WhoComes { mistakes: &mistakes, mail: "petra@", ..form(german()) };
    more("who-wrong", who_comes(&site(), &wrong));
    let mistakes = [Mistake::Mail, Mistake::Until];
    let wrong = AskWatch { mistakes: &mistakes, mail: "petra@", until: "2027-03-11", ..ask(german()) };
    more("ask-watch-wrong", ask_watch(&site(), &wrong));
    more("ask-watch-stamp", ask_watch(&site(), &AskWatch { stamp: Some(&ATTACKED), ..ask(german()) }));
    for (name, outcome) in [
        ("taken", Some(Outcome::Taken)),
        ("nothing", Some(Outcome::Nothing)),
        ("down", Some(Outcome::Down)),
        ("refused", Some(Outcome::Refused)),
        ("offered", None),
    ] {
        let account = Some(Account { outcome, ..ACCOUNT });
        let filled = WhoComes { name: "Erika Mustermann", account, ..form(german()) };
        more(&format!("who-account-{name}"), who_comes(&site(), &filled));
    }
    let said = Said { form: Form::Phone, ..BEGUN.clone() };
    let phone = WhoComes { said: &said, mistakes: &[Mistake::Phone], phone: "keine", ..form(german()) };
    more("who-phone", who_comes(&site(), &phone));
    more("own-phone", own(&site(), &Own { form: Form::Phone, ..booked(german()) }));
    let video = Some("//video.musterstadt.example/raum/7F3C");
    more("own-video", own(&site(), &Own { form: Form::Video, video, ..booked(german()) }));
    more("own-video-soon", own(&site(), &Own { form: Form::Video, ..booked(german()) }));
    let sent = LetterSent { language: german(), mail: "petra@haus.example", zone: ZONE, until: at("11:00") };
    more("letter-sent", letter_sent(&site(), &sent));
    more("not-found", not_found(&site(), german()));
    for language in all() {
        more(&format!("address-{}", language.tag), address_unreadable(&site(), language));
    }
    for (name, stage) in [
        ("unverified", OwnStage::Unverified { until: at("11:00") }),
        ("here", OwnStage::Here),
        ("late", OwnStage::Late),
        ("cancelled", OwnStage::Cancelled),
        ("lapsed", OwnStage::Lapsed),
        ("over", OwnStage::Over),
    ] {
        more(
            &format!("own-{name}"),
            own(&site(), &Own { stage, can_be_judged: name == "over", ..booked(german()) }),
        );
    }
    let path = "/T/0123456789ABCDEF/de".to_owned();
    for (name, arrival) in [
        ("from", Arrival::From(at("12:50"))),
        ("now", Arrival::Now),
        ("refused", Arrival::Refused),
        ("number", Arrival::Number { number: "A047".into(), path }),
    ] {
        let here = matches!(arrival, Arrival::Number { .. });
        let stage = if here { OwnStage::Here } else { OwnStage::Stands };
        let page = own(&site(), &Own { stage, arrival: Some(arrival), ..booked(german()) });
        more(&format!("own-arrival-{name}"), page);
    }
    more("own-asks", own(&site(), &Own { asks: Some(Asks::Cancel), ..booked(german()) }));
    let later = Some(Asks::Move(at("13:20") + TimeDelta::days(2)));
    more("own-moves", own(&site(), &Own { asks: later, ..booked(german()) }));
    for (n, why) in [
        Unsendable::Nothing,
        Unsendable::TooLarge,
        Unsendable::OtherKind,
        Unsendable::Damaged,
        Unsendable::Full,
    ]
    .into_iter()
    .enumerate()
    {
        let not_sent = Own { unsendable: Some(why), ..booked(german()) };
        more(&format!("own-not-sent-{n}"), own(&site(), &not_sent));
    }
    more("own-sent-enough", own(&site(), &Own { sent: sent_files(), ..booked(german()) }));
    pages
}

fn in_language(language: &'static Language) -> Vec<(String, String)> {
    let page = |name: &str| format!("booking-{name}-{}.html", language.tag);
    let several = chosen(language, 2);
    let adds = Start { chosen: Some(chosen(language, 2)), ..begin(language) };
    let asks = asked();
    let asks = Times { free: None, asked: &asks, ..free(language) };
    let asked_to_watch = WatchSent { language, mail: "petra@haus.example", zone: ZONE, until: at("11:00") };
    vec![
        (page("start"), start(&site(), &begin(language))),
        (page("start-adds"), start(&site(), &adds)),
        (page("everywhere"), everywhere(&site(), &at_sites(language))),
        (page("times"), times(&site(), &free(language))),
        (page("times-asks"), times(&site(), &asks)),
        (page("times-several"), times(&site(), &Times { chosen: Some(&several), ..free(language) })),
        (page("who"), who_comes(&site(), &form(language))),
        (page("who-account"), who_comes(&site(), &WhoComes { account: Some(ACCOUNT), ..form(language) })),
        (page("account-leave"), account_leave(&site(), &leaves(language))),
        (page("account-lost"), account_lost(&site(), language)),
        (page("who-stamp"), who_comes(&site(), &WhoComes { stamp: Some(&TOO_EARLY), ..form(language) })),
        (page("ask-watch"), ask_watch(&site(), &ask(language))),
        (page("watch-sent"), watch_sent(&site(), &asked_to_watch)),
        (page("own-watch"), own_watch(&site(), &waits(language, false))),
        (page("own-watch-stands"), own_watch(&site(), &waits(language, true))),
        (page("no-watch"), no_watch(&site(), language)),
        (page("own"), own(&site(), &booked(language))),
        (page("own-sent"), own(&site(), &with_files(language))),
    ]
}

const ACCOUNT: Account = Account { is_there: true, label: "BundID", outcome: Some(Outcome::Astray) };

fn leaves(language: &'static Language) -> AccountLeave<'static> {
    AccountLeave { language, label: "BundID", url: "//login.musterstadt.example/auth?client_id=wartemarke" }
}

/// As the hub writes when a first page was shown.
const SINCE: &str = "69b14af0-0123ABCD";

fn begin(language: &'static Language) -> Start<'static> {
    let mut matters = matters();
    let other = |id, name, by| Matter { id, name: Words::german(name), minutes: 10, by };
    matters.extend([
        other("wohngeld", "Wohngeld beantragen", By::Phone),
        other("pass-holen", "Reisepass abholen", By::Kiosk),
        other("beglaubigung", "Unterschrift beglaubigen lassen", By::Infopoint),
        other("parken", "Bewohnerparkausweis beantragen", By::KioskOrInfopoint),
        other("kfz", "Fahrzeug anmelden oder abmelden", By::WalkIn),
    ]);
    let (since, phone) = (SINCE.into(), Some("07000 115-0"));
    let office =
        Office { id: "rathaus", since, name: "Bürgerbüro", town: "Stadt Musterstadt", phone, matters };
    Start { language, query: "", is_everything: false, offices: vec![office], shared: vec![], chosen: None }
}

fn at_sites(language: &'static Language) -> Everywhere<'static> {
    let at = |id: &'static str, name, address, first, is_known| AtSite {
        id,
        name,
        town: "Stadt Musterstadt",
        address,
        zone: ZONE,
        first,
        is_known,
        to: format!("/termine/{}/{id}/ausweis", language.tag),
    };
    let address = Some("Rathausplatz 1, 12345 Musterstadt");
    let sites = vec![
        at("nordstadt", "Bürgerbüro Nord", Some("Nordring 12, 12345 Musterstadt"), Some(at_time()), true),
        at("rathaus", "Bürgerbüro", address, Some(at_time() + TimeDelta::days(3)), true),
        at("sued", "Bürgerbüro Süd", None, None, true),
        at("west", "Bürgerbüro West", None, None, false),
    ];
    Everywhere { language, name: Words::german("Personalausweis beantragen"), sites }
}

fn at_time() -> chrono::DateTime<chrono::Utc> {
    at("08:00") + TimeDelta::days(1)
}

fn matters() -> Vec<Matter<'static>> {
    let matter = |id, name, minutes| Matter { id, name: Words::german(name), minutes, by: By::Booking };
    vec![
        matter("ausweis", "Personalausweis beantragen", 10),
        matter("wohnsitz", "Wohnsitz anmelden oder ummelden", 20),
        matter("eheschliessung", "Eheschließung anmelden (beide Personen kommen gemeinsam)", 45),
    ]
}

fn chosen(language: &'static Language, matters: usize) -> Chosen<'static> {
    let matters = self::matters().into_iter().take(matters).collect();
    Chosen { language, site: "rathaus", matters, said: BEGUN.clone(), minutes: 30, may_add: true }
}

fn asked() -> Asked {
    Asked {
        persons_max: 1,
        forms: vec![],
        letters: Some(2),
        places: vec!["Altstadt".into(), "Nordstadt".into()],
        elsewhere: true,
        is_nobodys: false,
    }
}

static ATTACKED: LazyLock<Stamp> = LazyLock::new(|| Stamp {
    challenge: "69b14af0-0123ABCD-0123456789ABCDEF".into(),
    nonce: String::new(),
    bits: 17,
    wait_seconds: 20,
    left_seconds: None,
});
static TOO_EARLY: LazyLock<Stamp> = LazyLock::new(|| Stamp { left_seconds: Some(13), ..ATTACKED.clone() });
static PICTURE: LazyLock<Picture> = LazyLock::new(|| {
    Picture::of_address("https://termine.musterstadt.example/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123")
});
static NOTHING: LazyLock<Said> = LazyLock::new(Said::nothing);
static BEGUN: LazyLock<Said> = LazyLock::new(|| Said { since: SINCE.into(), ..Said::nothing() });
static GROUP: LazyLock<Said> = LazyLock::new(|| Said { persons: 2, ..BEGUN.clone() });
static NOBODY_ASKED: LazyLock<Asked> = LazyLock::new(|| Asked { persons_max: 1, ..Asked::default() });
static CHOSEN: LazyLock<Chosen<'static>> = LazyLock::new(|| chosen(german(), 1));

fn free(language: &'static Language) -> Times<'static> {
    let date = at("00:00").date_naive();
    let on = |days: i64, times: Vec<_>, why| DayOfTimes { date: date + TimeDelta::days(days), times, why };
    let morning = |from: i64| (0..9).map(|n| at("07:00") + TimeDelta::minutes(from + 20 * n)).collect();
    let days = vec![
        on(0, vec![], Some(Why::Full)),
        on(1, morning(1440), None),
        on(2, vec![], Some(Why::Closed(Some("Betriebsausflug".into())))),
        on(5, morning(5 * 1440 + 10), None),
        on(6, vec![], Some(Why::Holiday)),
        on(7, vec![], Some(Why::NotYet)),
    ];
    let free: Vec<_> = [1, 5, 12, 13, 27].map(|days| date + TimeDelta::days(days)).into();
    let month = Month::from(&free, date, date + TimeDelta::days(91));
    Times {
        language,
        path: "/termine/de/rathaus/wohnsitz",
        chosen: (language.tag == "de").then(|| &*CHOSEN),
        said: &BEGUN,
        asked: &NOBODY_ASKED,
        zone: ZONE,
        free: Some(Free { days, month, earlier: None, later: Some(date + TimeDelta::days(7)) }),
        chosen_day: None,
        gone: None,
        watch: Some("/termine/de/rathaus/wohnsitz/watch".into()),
        moves: None,
    }
}

fn ask(language: &'static Language) -> AskWatch<'static> {
    let first = at("00:00").date_naive();
    AskWatch {
        language,
        path: "/termine/de/rathaus/wohnsitz/watch",
        times: "/termine/de/rathaus/wohnsitz",
        key: "k0000001",
        matters: vec![Words::german("Wohnsitz anmelden oder ummelden")],
        said: &GROUP,
        mail: "",
        until: "2026-04-08",
        first,
        last: first + TimeDelta::days(60),
        mistakes: &[],
        stamp: None,
    }
}

fn waits(language: &'static Language, is_confirmed: bool) -> OwnWatch<'static> {
    OwnWatch {
        language,
        path: "/W/7/ABCDEFGHJKMNPQRSTVWXYZ0123",
        key: "k0000001",
        matters: vec![Words::german("Wohnsitz anmelden oder ummelden")],
        times: "/termine/de/rathaus/wohnsitz",
        until: at("00:00").date_naive() + TimeDelta::days(28),
        is_confirmed,
    }
}

fn form(language: &'static Language) -> WhoComes<'static> {
    WhoComes {
        language,
        path: "/termine/de/rathaus/wohnsitz/2026-03-12T0800Z",
        times: "/termine/de/rathaus/wohnsitz",
        key: "k0000001",
        held: Some(Held {
            held: "2a-ABCDEFGHJKMNPQRSTVWXYZ0123",
            said: held_until(language, ZONE, at("08:10")).to_string(),
            seconds: 600,
        }),
        matters: vec![Words::german("Wohnsitz anmelden oder ummelden")],
        bring: THINGS.map(Words::german).into(),
        said: &GROUP,
        zone: ZONE,
        at: at("08:00") + TimeDelta::days(1),
        by_mail: true,
        name: "",
        mail: "",
        phone: "",
        birthday: Some(""),
        privacy: vec![(Words::german("Wohnsitz anmelden"), privacy_of(language, "rathaus", "wohnsitz"))],
        mistakes: &[],
        stamp: None,
        account: None,
    }
}

fn booked(language: &'static Language) -> Own<'static> {
    Own {
        language,
        path: "/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123",
        key: "k0000001",
        code: "7F3C-9AKD",
        picture: &PICTURE,
        matters: vec![Words::german("Wohnsitz anmelden oder ummelden")],
        persons: 2,
        at: at("08:00") + TimeDelta::days(1),
        zone: ZONE,
        place: "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt",
        directions: Some(Words::german("Straßenbahn 5 bis Rathaus. Ohne Stufen durch den Hof, Eingang B.")),
        phone: Some("07000 115-0"),
        form: Form::InPerson,
        video: None,
        bring: THINGS.map(Words::german).into(),
        stage: OwnStage::Stands,
        arrival: None,
        can_be_judged: false,
        asks: None,
        said: &NOTHING,
        sent: vec![],
        unsendable: None,
        is_copied: false,
    }
}

pub const THINGS: [&str; 2] =
    ["Personalausweis oder Reisepass", "Wohnungsgeberbestätigung der Vermieterin oder des Vermieters"];

fn with_files(language: &'static Language) -> Own<'static> {
    let sent = sent_files().into_iter().take(4).collect();
    Own { sent, unsendable: Some(Unsendable::OtherKind), is_copied: true, ..booked(language) }
}

fn sent_files() -> Vec<Sent<'static>> {
    let names = [
        "Wohnungsgeberbestätigung.pdf",
        "IMG_20260310_183412_0042_Reisepass_Seite_mit_Lichtbild_und_Unterschrift.jpg",
        "свидетельство о рождении.pdf",
        "شهادة الميلاد.pdf",
        "scan.png",
    ];
    names
        .into_iter()
        .enumerate()
        .map(|(n, name)| Sent { id: 4_611_686_018_427_387_904 + n as i64, name })
        .collect()
}
