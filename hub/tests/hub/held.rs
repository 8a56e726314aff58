//! A time is kept for whoever fills in the form, as its script asks: nobody else gets it meanwhile, and it is
//! free again as soon as nobody wants it any more.

use axum::http::StatusCode;
use calendar::State;
use chrono::TimeDelta;
use hub::config::{AskStamps, made_up_town};
use serde_json::Value;

use crate::booking_site::{NO_MAIL_SERVER, TIMES, alone, mail_config, times_on, with_mail};
use crate::browser::Browser;
use crate::hall::{Hall, OWN};
use crate::mailbox::Mailbox;

const STANDS: &str = "Ihr Termin ist fest vereinbart.";
/// As long as the made-up town keeps one.
const KEPT: TimeDelta = TimeDelta::minutes(10);

/// Somebody with a form before them.
struct Citizen {
    browser: Browser,
    form: String,
    key: String,
    held: String,
    turn: u8,
}

impl Citizen {
    /// Opens the form for the first time there is.
    fn opens(hall: &Hall) -> Citizen {
        let mut browser = Browser::default();
        browser.follow(hall, TIMES);
        let form = times_on(&browser, TIMES).swap_remove(0);
        browser.follow(hall, &form);
        let key = browser.field(&form, "key");
        Citizen { browser, form, key, held: String::new(), turn: 0 }
    }

    /// As the script does; what it is told.
    fn holds(&mut self, hall: &Hall) -> Value {
        let mut script = Browser::default();
        script.address.clone_from(&self.browser.address);
        let turn = self.turn.to_string();
        let fields = [("key", self.key.as_str()), ("persons", "1"), ("turn", &turn)];
        script.posts(hall, &format!("{}/hold", self.form), &fields);
        self.turn += 1;
        if script.status == StatusCode::NO_CONTENT {
            return Value::Null;
        }
        let told: Value = serde_json::from_str(&script.whole).expect("it is for a script");
        if let Some(held) = told["held"]["held"].as_str() {
            self.held = held.to_owned();
        }
        told
    }

    fn goes_away(&self, hall: &Hall) {
        let fields = [("key", self.key.as_str()), ("persons", "1"), ("held", &self.held)];
        Browser::default().posts(hall, &format!("{}/let-go", self.form), &fields);
    }

    fn sends(&mut self, hall: &Hall, name: &str, mail: &str) {
        let fields =
            [("key", &*self.key), ("held", &*self.held), ("name", name), ("mail", mail), ("persons", "1")];
        self.browser.posts(hall, &self.form, &fields);
    }
}

fn count(hall: &Hall) -> usize {
    hall.running.desk.sites()[OWN].bookings().bookings().count()
}

#[test]
fn whoever_was_first_at_the_form_has_the_time_however_long_they_type() {
    let hall = Hall::of("held-first", alone(made_up_town()));
    let (mut slow, mut quick) = (Citizen::opens(&hall), Citizen::opens(&hall));
    assert_eq!(slow.form, quick.form);
    let told = slow.holds(&hall);
    assert_eq!(told["held"]["said"], "Wir halten diese Zeit bis 10:10 Uhr für Sie frei.");
    assert_eq!(told["held"]["seconds"], 600);

    // The other one hears of it before anything was typed, and their page offers other times.
    let told = quick.holds(&hall);
    assert_eq!(told["gone"]["said"], "Diese Zeit ist nicht mehr frei. Bitte wählen Sie eine andere.");
    let to = told["gone"]["to"].as_str().expect("where the others are").to_owned();
    quick.browser.follow(&hall, &to);
    quick.browser.reads("Diese Zeit ist nicht mehr frei.");
    assert!(!times_on(&quick.browser, TIMES).contains(&slow.form), "{}", quick.browser.page);
    quick.sends(&hall, "Hans", "");
    quick.browser.reads("Diese Zeit ist nicht mehr frei.");

    hall.passes(KEPT - TimeDelta::minutes(1));
    slow.sends(&hall, "", "");
    slow.browser.reads("Bitte geben Sie Ihren Namen ein");
    slow.browser.reads("bis 10:10 Uhr für Sie frei");
    assert_eq!(slow.browser.field(&slow.form, "held"), slow.held, "it is kept while a mistake is mended");
    for _ in 0..2 {
        slow.sends(&hall, "Erika", "");
        slow.browser.reads(STANDS);
    }
    assert_eq!(count(&hall), 1, "pressed twice it is one");
}

#[test]
fn who_takes_longer_than_it_is_kept_has_it_if_nobody_else_came() {
    let hall = Hall::of("held-late", alone(made_up_town()));
    let (mut late, mut last) = (Citizen::opens(&hall), Citizen::opens(&hall));
    late.holds(&hall);
    hall.passes(KEPT + TimeDelta::minutes(1));
    // A time of half an hour later: the first one is over by then.
    late.browser.follow(&hall, TIMES);
    late.form = times_on(&late.browser, TIMES).swap_remove(6);
    last.form.clone_from(&late.form);
    late.holds(&hall);
    hall.passes(KEPT + TimeDelta::minutes(1));
    for _ in 0..2 {
        late.sends(&hall, "Erika", "");
        late.browser.reads(STANDS);
    }
    last.held.clone_from(&late.held);
    last.sends(&hall, "Hans", "");
    last.browser.reads("Diese Zeit ist nicht mehr frei.");
}

#[test]
fn what_nobody_wants_any_more_is_free_at_once() {
    let hall = Hall::of("held-left", alone(made_up_town()));
    let (mut first, mut second) = (Citizen::opens(&hall), Citizen::opens(&hall));
    first.holds(&hall);
    // Nobody lets go of what others hold, whatever they make up.
    for held in ["", "1", "1-", "1-ABCDEFGHJKMNPQRSTVWXYZ0123", "ffffffffffffffffffff-A"] {
        let stranger = Citizen { held: held.into(), ..Citizen::opens(&hall) };
        Citizen { form: first.form.clone(), ..stranger }.goes_away(&hall);
        assert!(second.holds(&hall)["gone"].is_object(), "{held}");
    }
    first.goes_away(&hall);
    assert!(second.holds(&hall)["held"].is_object());
    second.sends(&hall, "Hans", "");
    second.browser.reads(STANDS);
    // Back on the page, the first one sends what was let go.
    first.sends(&hall, "Erika", "");
    first.browser.reads("Diese Zeit ist nicht mehr frei.");
    second.goes_away(&hall);
    second.browser.follow(&hall, &second.browser.at.clone());
    second.browser.reads(STANDS);
}

/// What was kept for one form makes nothing of another.
#[test]
fn what_is_held_is_for_its_own_form_alone() {
    let hall = Hall::of("held-own", alone(made_up_town()));
    let mut one = Citizen::opens(&hall);
    one.holds(&hall);
    let mut other = Citizen::opens(&hall);
    assert_ne!(other.form, one.form);
    other.held.clone_from(&one.held);
    other.sends(&hall, "Hans", "");
    other.browser.reads(STANDS);
    one.sends(&hall, "Erika", "");
    one.browser.reads(STANDS);
    assert_eq!(count(&hall), 2);
}

#[test]
fn a_time_that_was_held_is_confirmed_by_mail_like_any_other() {
    let Some(mailbox) = Mailbox::start("a_time_that_was_held_is_confirmed_by_mail_like_any_other") else {
        return;
    };
    let text = hub::config::MADE_UP_TOWN.replacen("day_starts", "bookings_per_address = 1\nday_starts", 1);
    let text = format!("{text}\n{}", mail_config(&mailbox.address));
    let hall = Hall::of("held-mail", hub::config::Config::parse("hub.toml", &text).expect("it is in order"));
    let later = |citizen: &mut Citizen| {
        citizen.form = times_on(
            &{
                let mut browser = Browser::default();
                browser.follow(&hall, TIMES);
                browser
            },
            TIMES,
        )
        .pop()
        .expect("there is a time");
    };
    let mut first = Citizen::opens(&hall);
    later(&mut first);
    first.holds(&hall);
    mailbox.stays_empty(&hall);
    first.sends(&hall, "Erika", "erika@haus.example");
    first.browser.reads("Bitte sehen Sie in Ihr Postfach");
    let letter = mailbox.receives();
    assert!(letter["subject"].as_str().expect("text").starts_with("Bitte bestätigen"), "{letter}");
    assert_eq!(letter["to"][0]["name"], "Erika");

    // One open booking for each address and matter, however it was begun.
    let mut again = Citizen::opens(&hall);
    later(&mut again);
    again.holds(&hall);
    again.sends(&hall, "Erika", "erika@haus.example");
    again.browser.reads("Bitte sehen Sie in Ihr Postfach");
    let letter = mailbox.receives();
    assert!(letter["subject"].as_str().expect("text").starts_with("Sie haben schon"), "{letter}");
}

/// Whoever is still there has it kept once more, as long as nobody came in between.
#[test]
fn it_is_kept_again_for_who_is_still_there() {
    let hall = Hall::of("held-again", alone(made_up_town()));
    let mut slow = Citizen::opens(&hall);
    // A day ahead, so that the time is still to come.
    slow.form = {
        slow.browser.follow(&hall, TIMES);
        times_on(&slow.browser, TIMES).pop().expect("there is a time")
    };
    let mut other = Citizen { form: slow.form.clone(), ..Citizen::opens(&hall) };
    slow.holds(&hall);
    hall.passes(KEPT + TimeDelta::seconds(2));
    assert!(slow.holds(&hall)["held"].is_object(), "its second turn");
    assert!(other.holds(&hall)["gone"].is_object());
    hall.passes(KEPT + TimeDelta::seconds(2));
    assert!(other.holds(&hall)["held"].is_object());
    assert!(slow.holds(&hall)["gone"].is_object());
}

/// A form that was opened and left is no cancelled booking: staff see none of it, nobody is offered the time,
/// and whoever waits for a freed one is not written to.
#[test]
fn who_only_looked_leaves_no_trace() {
    let Some(mailbox) = Mailbox::start("who_only_looked_leaves_no_trace") else { return };
    let hall = Hall::of("held-looked", alone(with_mail(&mailbox.address)));
    waits_for_a_freed_time(&hall, &mailbox);
    let mut one = Citizen::opens(&hall);
    one.holds(&hall);
    one.goes_away(&hall);
    assert!(one.holds(&hall)["held"].is_object(), "Back, and it is free");
    hall.passes(KEPT + TimeDelta::minutes(1));
    mailbox.stays_empty(&hall);
    let state = hall.running.desk.sites()[OWN].clone();
    let states: Vec<State> = state.bookings().bookings().map(|booking| booking.state).collect();
    assert_eq!(states, [State::Lapsed, State::Lapsed], "and none that was cancelled");
}

/// Somebody is told of earlier times, and has pressed the button of the first letter.
fn waits_for_a_freed_time(hall: &Hall, mailbox: &Mailbox) {
    let mut browser = Browser::default();
    let form = format!("{TIMES}/watch");
    browser.follow(hall, &form);
    let key = browser.field(&form, "key");
    let until = (hall.now() + TimeDelta::days(20)).date_naive().to_string();
    let fields = [("key", &*key), ("mail", "anna@haus.example"), ("until", &*until), ("persons", "1")];
    browser.posts(hall, &form, &fields);
    let letter = mailbox.receives();
    let text = letter["text"].as_str().expect("text");
    let link = text.lines().find(|line| line.contains("/W/")).expect("the link").trim();
    let own = &link[link.find("/W/").expect("it is there")..];
    browser.follow(hall, own);
    browser.presses(hall, &format!("{own}/confirm"));
}

/// Back from a page that said where the letter went, with an address that was mended.
#[test]
fn a_form_that_was_sent_already_says_so() {
    let hall = Hall::of("held-sent", alone(made_up_town()));
    let mut citizen = Citizen::opens(&hall);
    citizen.holds(&hall);
    citizen.sends(&hall, "Erika", "");
    citizen.browser.reads(STANDS);
    citizen.sends(&hall, "Erika Mustermann", "");
    citizen.browser.reads("Dieses Formular haben Sie schon einmal mit anderen Angaben abgeschickt.");
}

/// From as many networks as it likes: what is kept and neither booked nor given back is an attack.
#[test]
fn times_that_are_held_and_forgotten_are_an_attack() {
    /// After so many forms, of which the first were left again.
    fn kept(name: &str, left: usize) -> usize {
        let mut config = made_up_town();
        config.hub.proxy = Some(std::net::Ipv4Addr::UNSPECIFIED.into());
        let hall = Hall::of(name, config);
        let is_kept = |n: usize| {
            let at = hall.now() + TimeDelta::days(1) + TimeDelta::minutes(20) * (n as i32 / 3);
            let form = format!("{TIMES}/{}", at.format("%Y-%m-%dT%H%MZ"));
            let (key, held) = (format!("key-of-a-program-{n}"), String::new());
            let mut program = Citizen { browser: Browser::default(), form, key, held, turn: 0 };
            program.browser.address = Some(format!("10.{n}.0.1"));
            let is_kept = program.holds(&hall)["held"].is_object();
            if n < left {
                program.goes_away(&hall);
            }
            is_kept
        };
        (0..120).take_while(|n| is_kept(*n)).count()
    }
    assert_eq!(kept("held-forgotten", 0), 100);
    assert_eq!(kept("held-left-again", 5), 105);
}

#[test]
fn nothing_is_kept_for_programs() {
    let mut config = with_mail(NO_MAIL_SERVER);
    config.attack.stamps = AskStamps::Always;
    let hall = Hall::of("held-attack", config);
    assert_eq!(Citizen::opens(&hall).holds(&hall), Value::Null, "while the site is under attack");

    let hall = Hall::of("held-many", made_up_town());
    let answers: Vec<Value> = (0..30).map(|_| Citizen::opens(&hall).holds(&hall)).collect();
    let held = answers.iter().filter(|told| told["held"].is_object()).count();
    assert_eq!(held, 20, "as many as a library has computers");
    let mut last = Citizen::opens(&hall);
    assert_eq!(last.holds(&hall), Value::Null);
    last.sends(&hall, "Erika", "");
    last.browser.reads(STANDS);
}
