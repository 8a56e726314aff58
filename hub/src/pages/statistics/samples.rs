//! Believable figures, for previews and tests.

use chrono::{Datelike, NaiveDate, Weekday};

use super::faces::{self, Sentences};
use super::{Found, Names, Statistics, page};
use crate::pages::account::Who;
use crate::pages::samples;
use crate::rights::Role;
use crate::statistics::{
    Channel, Day, Deed, Facts, Filling, Kind, Outcome, Report, What, indicators, report,
};
use crate::store::feedback::{Face, Said, Sentence};

/// Weekdays from 2 March on, with crowds on Monday and in the morning.
pub fn days(count: u64) -> Vec<Day> {
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date");
    let dates = (0..count).map(|n| first + chrono::Days::new(n));
    let open = dates.filter(|date| !matches!(date.weekday(), Weekday::Sat | Weekday::Sun));
    open.map(|date| Day { date, visits: (0..40 + 15 * (date.day() % 4)).map(|n| visit(date, n)).collect() })
        .collect()
}

fn visit(date: NaiveDate, n: u32) -> Facts {
    let mixed = (n * 7 + date.day() * 13) % 97;
    let outcome = match mixed {
        0..4 => Outcome::NoShow,
        4..7 => Outcome::Left,
        7..9 => Outcome::NotArrived,
        _ => Outcome::Served,
    };
    let came = outcome == Outcome::Served || outcome == Outcome::NoShow;
    let service = ["pass", "pass", "wohnsitz", "abholung", "ausweis"][(mixed % 5) as usize];
    Facts {
        hour: 8 + (mixed % 9 * (mixed % 3) / 2) as u8,
        kind: if mixed % 3 == 0 || outcome == Outcome::NotArrived { Kind::Booking } else { Kind::WalkIn },
        channel: [Channel::Kiosk, Channel::Staff, Channel::Online][(mixed % 7 % 3) as usize],
        service: service.into(),
        outcome,
        wait_s: came.then_some(mixed * 23 + date.day() * 11),
        walk_s: (outcome == Outcome::Served).then_some(20 + mixed),
        service_s: (outcome == Outcome::Served).then_some(240 + mixed * 9),
        clerk: None,
    }
}

pub fn figures(count: u64) -> Report {
    report(&days(count), samples::services().into_keys().collect(), false)
}

/// Of a month: most of them online, a few at the kiosk.
fn deeds() -> Vec<Deed> {
    let day = NaiveDate::from_ymd_opt(2026, 3, 11).expect("a date");
    let deed = |n: u32, what, channel| {
        let took_s = (what == What::Booked && channel != Channel::Kiosk).then_some(70 + n % 9 * 25);
        Deed { entry: 0, site: "rathaus".into(), day, what, channel, took_s }
    };
    let many = |count: u32, what, channel| (0..count).map(move |n| deed(n, what, channel));
    let booked = many(412, What::Booked, Channel::Online).chain(many(96, What::Booked, Channel::Staff));
    let booked = booked.chain(many(3, What::Booked, Channel::Kiosk));
    let moved = many(38, What::Moved, Channel::Online).chain(many(11, What::Moved, Channel::Staff));
    let cancelled =
        many(57, What::Cancelled, Channel::Online).chain(many(4, What::Cancelled, Channel::Staff));
    booked.chain(moved).chain(cancelled).collect()
}

/// Every state of the page.
pub fn pages() -> Vec<(String, String)> {
    let (site, problem) = (samples::site(), samples::problem("bad-days"));
    let who = Who {
        name: "Ayşe Brandt",
        role: Role::CountyAdmin,
        waits: false,
        rings: true,
        base: "",
        key: "k0000001",
    };
    let names = Names { services: samples::services(), ..Names::default() };
    let today = NaiveDate::from_ymd_opt(2026, 3, 31).expect("a date");
    let (report, year, none) = (figures(28), figures(365), figures(0));
    let (told, nobody) = (indicators(&deeds(), &report), indicators(&[], &none));
    let states = [
        ("statistics.html", Found::Report(&report, &told)),
        ("statistics-year.html", Found::Report(&year, &told)),
        ("statistics-none.html", Found::Report(&none, &nobody)),
        ("statistics-filling.html", Found::Filling(Filling { read: 120_000, of: 410_000 })),
        ("statistics-wrong.html", Found::Wrong(&problem)),
    ];
    let sites = samples::sites();
    let said = |service: &str, face, count| Said { service: service.into(), face, count };
    let said = [
        said("ausweis", Face::Good, 112),
        said("ausweis", Face::Middling, 31),
        said("ausweis", Face::Bad, 17),
        said("wohnsitz", Face::Good, 58),
        said("wohnsitz", Face::Middling, 3),
    ];
    let said = crate::statistics::faces(&said, names.services.keys().cloned());
    let page_of = |found| {
        let from = today - chrono::Days::new(27);
        let statistics = Statistics {
            sites: &sites,
            site: &sites[0].id,
            from,
            to: today,
            today,
            names: &names,
            asks: true,
            faces: &said,
            found,
        };
        page(&site, &who, &statistics)
    };
    let words = |day: u32, service: &str, face, words: &str| Sentence {
        day: NaiveDate::from_ymd_opt(2026, 3, day).expect("a date"),
        service: service.into(),
        face,
        words: words.into(),
    };
    let words = [
        words(31, "ausweis", Face::Good, "Sehr freundlich, und es ging schnell."),
        words(30, "wohnsitz", Face::Bad, "Ich habe eine Stunde gewartet, obwohl ich einen Termin hatte."),
        words(30, "ausweis", Face::Middling, "كل شيء على ما يرام، لكن المدخل صعب العثور عليه."),
    ];
    let some =
        Sentences { sites: &sites, site: "rathaus", are_asked: true, sentences: &words, names: &names };
    let none = Sentences { are_asked: false, sentences: &[], ..some };
    let sentences = [("statistics-sentences.html", some), ("statistics-no-sentences.html", none)];
    let sentences = sentences.map(|(name, page)| (name.to_owned(), faces::sentences(&site, &who, &page)));
    states.map(|(name, found)| (name.to_owned(), page_of(found))).into_iter().chain(sentences).collect()
}
