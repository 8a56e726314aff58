//! The staff's pages about bookings as they look on that Wednesday, for the laws and for looking at.

use calendar::substitution::Handover;
use calendar::wish::Form;
use calendar::{BookingId, State};
use chrono::{DateTime, TimeDelta, Utc};

use super::booking::{Asks, DayOfTimes, Mistake, Why};
use super::bookings::{
    Caller, Day, File, Mailed, Move, New, One, Row, Slip, Times, Wished, caller, day, new, one, other_times,
    slip,
};
use super::language::german;
use super::samples::{WHO, ZONE, at, now, problem, site};
use crate::config::Words;
use crate::qr::Picture;
use crate::store::outbox::{Fate, Kind};
use crate::store::{Contact, No, Written};
use crate::views::Arranged;

pub fn pages() -> Vec<(String, String)> {
    let mut pages = days();
    pages.extend(ones());
    pages.extend(choices());
    pages.into_iter().map(|(name, html)| (format!("bookings-{name}.html"), html)).collect()
}

fn days() -> Vec<(&'static str, String)> {
    let (date, rows) = (now().date_naive(), rows());
    let resources: Vec<String> = (1..=3).map(|n| format!("buergerbuero-{n}")).collect();
    let of_today = Day {
        who: &WHO,
        date,
        today: date,
        resources: &resources,
        with: None,
        has_to_choose: false,
        rows: &rows,
        sought: None,
        version: (7, 214),
        now: now(),
        zone: ZONE,
        key: "k0000001",
        problem: None,
    };
    let tomorrow =
        Day { date: date + TimeDelta::days(1), with: Some("buergerbuero-2"), rows: &[], ..of_today };
    let found = Day { sought: Some("Müller"), rows: &rows[..2], ..of_today };
    let nobody = Day { sought: Some("Mülller"), rows: &[], ..of_today };
    let clerk = Day { has_to_choose: true, rows: &[], ..of_today };
    vec![
        ("day", day(&site(), &of_today)),
        ("day-empty", day(&site(), &tomorrow)),
        ("day-found", day(&site(), &found)),
        ("day-not-found", day(&site(), &nobody)),
        ("day-of-a-clerk", day(&site(), &clerk)),
    ]
}

fn ones() -> Vec<(&'static str, String)> {
    let (booking, contact) = (booked(1, at("10:00"), State::Confirmed), contact());
    let letters = [
        Written { kind: Kind::Confirmed, revision: 0, fate: Fate::Sent },
        Written { kind: Kind::Rebooked, revision: 1, fate: Fate::Waits(at("09:47")) },
    ];
    let refused = Fate::Refused(No { reply: 550, status: Some([5, 1, 1]) });
    let refused = [Written { kind: Kind::Confirmed, revision: 0, fate: refused }];
    let full = problem("full");
    let to = |to: &str| Handover { booking: booking.id, from: "buergerbuero-2".into(), to: to.into() };
    let colleagues = [to("buergerbuero-1"), to("buergerbuero-3")];
    let stands = One {
        who: &WHO,
        booking: &booking,
        contact: Some(&contact),
        letters: &letters,
        files: &[],
        by_mail: true,
        place: "Bürgerbüro, Stadt Musterstadt",
        video: None,
        bring: &["Personalausweis oder Reisepass", "Wohnungsgeberbestätigung"].map(Words::german),
        is_new: false,
        asks: None,
        letters_of_name: None,
        living: None,
        colleagues: &colleagues,
        today: now().date_naive(),
        now: now(),
        zone: ZONE,
        key: "k0000001",
        problem: None,
    };
    let here = Arranged { number: Some("A054".into()), ..booked(1, at("10:00"), State::CheckedIn) };
    let call = Arranged { form: Form::Video, ..booked(1, at("09:00"), State::Confirmed) };
    let video = Some("//video.musterstadt.example/raum/7F3C");
    let missed = booked(1, at("09:00"), State::Missed);
    let cancelled = booked(1, at("10:00"), State::Cancelled);
    let to = Some(Asks::Move(at("13:20") + TimeDelta::days(2)));
    let picture = Picture::of("https://termine.musterstadt.example/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123");
    let paper =
        Slip { booking: &booking, place: stands.place, bring: stands.bring, picture: &picture, zone: ZONE };
    vec![
        ("one", one(&site(), &stands)),
        ("one-sent", one(&site(), &One { files: &files(), ..stands })),
        ("one-new", one(&site(), &One { is_new: true, letters: &letters[..1], ..stands })),
        ("one-refused", one(&site(), &One { letters: &refused, ..stands })),
        ("one-here", one(&site(), &One { booking: &here, ..stands })),
        ("one-video", one(&site(), &One { booking: &call, video, ..stands })),
        ("one-missed", one(&site(), &One { booking: &missed, contact: None, letters: &[], ..stands })),
        ("one-cancelled", one(&site(), &One { booking: &cancelled, problem: Some(&full), ..stands })),
        ("one-asks-cancel", one(&site(), &One { asks: Some(Asks::Cancel), ..stands })),
        ("one-asks-move", one(&site(), &One { asks: to, ..stands })),
        ("slip", slip(&site(), &paper)),
    ]
}

fn choices() -> Vec<(&'static str, String)> {
    let services = [
        ("wohnsitz", "Wohnsitz anmelden oder ummelden"),
        ("ausweis", "Personalausweis oder Reisepass beantragen"),
        ("wohngeld", "Wohngeld beantragen"),
    ];
    let (wished, by_name) = (wished(None), wished(Some("")));
    let (name_needed, full) = (problem("name-needed"), problem("full"));
    let nothing = New {
        who: &WHO,
        services: &services,
        since: "69b14af0-0123ABCD",
        wished: None,
        times: None,
        zone: ZONE,
        problem: None,
    };
    let times = New { wished: Some(&wished), times: Some(free()), ..nothing };
    let mut two = wished.clone();
    two.services.push(("fuehrungszeugnis", "Führungszeugnis beantragen"));
    let may_be_urgent = Wished { urgent: Some(true), ..wished.clone() };
    let urgent = New { wished: Some(&may_be_urgent), times: Some(free()), ..nothing };
    let several = New { wished: Some(&two), times: Some(free()), ..nothing };
    let asks_name = New { wished: Some(&by_name), problem: Some(&name_needed), times: None, ..nothing };
    let booking = booked(1, at("10:00"), State::Confirmed);
    let moves = Move {
        who: &WHO,
        booking: &booking,
        wished: &wished,
        times: Some(free()),
        zone: ZONE,
        problem: None,
    };
    let who = Caller {
        who: &WHO,
        wished: &wished,
        at: at("10:00") + TimeDelta::days(1),
        others: &[],
        name: "",
        phone: "",
        mail: "",
        birthday: Some(""),
        language: german(),
        by_mail: true,
        mistakes: &[],
        zone: ZONE,
        key: "k0000001",
        problem: None,
    };
    let others: Vec<DateTime<Utc>> = free().days.into_iter().flat_map(|day| day.times).collect();
    let typed = Caller { name: "Erika Müller", phone: "06203 12", mail: "erika@haus.example", ..who };
    let gone = Caller { others: &others, problem: Some(&full), ..typed };
    let mistakes = [Mistake::Name, Mistake::Phone, Mistake::Mail, Mistake::Birthday];
    let wrong = Caller { mistakes: &mistakes, phone: "keins", mail: "erika@", ..who };
    vec![
        ("new", new(&site(), &nothing)),
        ("new-times", new(&site(), &times)),
        ("new-several", new(&site(), &several)),
        ("new-urgent", new(&site(), &urgent)),
        ("new-name-needed", new(&site(), &asks_name)),
        ("move", other_times(&site(), &moves)),
        ("caller", caller(&site(), &who)),
        ("caller-wrong", caller(&site(), &wrong)),
        ("caller-gone", caller(&site(), &gone)),
    ]
}

fn rows() -> Vec<Row> {
    let named = |name: &str, booking, mailed| Row { booking, name: Some(name.into()), mailed, files: 0 };
    let here = Arranged { number: Some("A042".into()), ..booked(2, at("08:10"), State::CheckedIn) };
    let later = at("13:20") + TimeDelta::days(2);
    let elsewhere =
        Arranged { was_at: Some(at("09:30")), is_elsewhere: true, ..booked(6, later, State::Confirmed) };
    let moved = Arranged { was_at: Some(at("08:00")), ..booked(7, at("10:20"), State::Confirmed) };
    let phone = Arranged { form: Form::Phone, persons: 1, ..booked(8, at("10:40"), State::Confirmed) };
    let until = at("10:05");
    vec![
        named("Erika Müller", booked(1, at("08:00"), State::Missed), Mailed::Sent),
        named("Hans Müller", here, Mailed::Nobody),
        named("Ayşe Öztürk", booked(3, at("09:00"), State::Cancelled), Mailed::Sent),
        named("Maria Magdalena von Hohenstein-Schwarzenfels", elsewhere, Mailed::Waits),
        named("Jonas Weiß", booked(5, at("10:00"), State::Confirmed), Mailed::Refused),
        named("Олена Шевченко", moved, Mailed::Sent),
        Row { booking: phone, name: None, mailed: Mailed::Nobody, files: 2 },
        named("Thea Vogt", booked(9, at("11:00"), State::Unverified { until }), Mailed::Sent),
        Row {
            booking: booked(10, at("11:20"), State::Held { until }),
            name: None,
            mailed: Mailed::Nobody,
            files: 1,
        },
    ]
}

pub fn files() -> Vec<File> {
    let file = |name: &str, bytes, path: Option<&str>| File {
        name: name.into(),
        bytes,
        path: path.map(str::to_owned),
    };
    vec![
        file("Wohnungsgeberbestätigung.pdf", 2_400_000, Some("/bookings/1/uploads/17")),
        file(
            "IMG_20260310_183412_0042_Reisepass_mit_Lichtbild.jpg",
            10_485_760,
            Some("/bookings/1/uploads/18"),
        ),
        file("شهادة الميلاد.pdf", 900, None),
    ]
}

pub fn booked(id: u64, at: DateTime<Utc>, state: State) -> Arranged {
    Arranged {
        id: BookingId(id),
        code: "7F3C-9AKD".into(),
        at,
        ends_at: at + TimeDelta::minutes(20),
        matters: vec!["Wohnsitz anmelden oder ummelden".into()],
        persons: 3,
        form: Form::InPerson,
        with: vec!["buergerbuero-2".into()],
        state,
        number: None,
        was_at: None,
        is_elsewhere: false,
    }
}

fn contact() -> Contact {
    Contact {
        name: "Erika Müller".into(),
        mail: Some("erika.mueller-luedenscheidt@haus.example".into()),
        phone: Some("06203 123-45".into()),
        language: "uk".into(),
        birthday: None,
    }
}

fn wished(letters: Option<&'static str>) -> Wished<'static> {
    Wished {
        services: vec![("wohnsitz", "Wohnsitz anmelden oder ummelden")],
        further: vec![("ausweis", "Personalausweis oder Reisepass beantragen")],
        persons: 3,
        persons_max: 20,
        forms: vec![Form::InPerson, Form::Phone],
        form: Form::InPerson,
        letters,
        place: None,
        letters_max: 2,
        urgent: None,
        since: "69b14af0-0123ABCD",
    }
}

fn free() -> Times {
    let date = now().date_naive();
    let on = |days: i64, times: Vec<_>, why| DayOfTimes { date: date + TimeDelta::days(days), times, why };
    let morning = |from: i64| (0..14).map(|n| at("07:00") + TimeDelta::minutes(from + 15 * n)).collect();
    let holiday = Some(Why::Holiday);
    let days = vec![
        on(0, vec![], Some(Why::Full)),
        on(1, morning(1440), None),
        on(2, vec![], holiday),
        on(5, morning(5 * 1440 + 10), None),
    ];
    Times { days, earlier: Some(date), later: Some(date + TimeDelta::days(7)) }
}
