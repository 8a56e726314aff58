//! One kiosk, one visitor, one hub and one printer in a story, without window, network or paper.
//! The clock is moved by hand, from one deadline of the session to the next.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use hardware::keypad::{Felt, Key as Pad};
use hardware::printer::{Printed, PrinterFault, PrinterState};
use kiosk::language::LANGUAGES;
use kiosk::session::{
    Act, Answer, Colours, Effect, Free, Given, Hearing, Help, Input, Key, Paper, Said, Screen, Session,
    SightChange, TimeChoice, Touch, Unheard, Wanted,
};
use wire::http::{
    BookingState, FreeDay, FreeSlots, IssuedTicket, Matter, Need, Offer, OfferedService, OwnBooking, Slot,
    VisitChoices, further,
};
use wire::{Estimate, Hall, Text};

/// A calm visitor looks this long before touching.
const LOOKS: Duration = Duration::from_secs(1);

pub struct Scene {
    pub session: Session,
    pub now: Duration,
    /// What the hub would offer, or nothing while it is away.
    pub offer: Result<Offer, Unheard>,
    /// Nobody answers what the hub offers, not even that it is away.
    pub offers_are_lost: bool,
    /// What the printer says and does; `None` is one that never answers.
    pub printer: Option<PrinterState>,
    /// What the hub heard of it last.
    pub printer_told: Option<PrinterState>,
    /// What the hub leaves to be chosen of a visit.
    pub choices: fn(&[Matter]) -> VisitChoices,
    /// And it knows of no such choices.
    pub hub_is_of_before: bool,
    /// Every act that went to the hub, with its key; what is left to be chosen is answered at once.
    pub asked: Vec<(Key, Act)>,
    /// Every call for help that went to the hub, by its key.
    pub rings: Vec<Key>,
    /// The services for which it was asked what is free, before anybody wanted to know.
    pub looked_for: Vec<String>,
    /// What was said, and how; and how often it was made silent.
    pub said: Vec<(Said, Hearing)>,
    pub hushed: usize,
    /// How often there was a signal for whoever stands there.
    pub signals: usize,
    /// Number and language of every slip that was sent to the printer.
    pub slips: Vec<(String, &'static str)>,
}

impl Scene {
    /// An open hall with two services, and a kiosk at rest.
    pub fn opens() -> Self {
        let mut scene = Self::is_switched_on();
        scene.waits(1);
        scene
    }

    /// The same, where times for the first service can be booked.
    pub fn opens_with_bookings() -> Self {
        let mut scene = Self::is_switched_on();
        scene.offer = Ok(with_bookings(offer(Hall::Open { closes_at: at("12:00") })));
        scene.waits(1);
        scene
    }

    pub fn is_switched_on() -> Self {
        let zone = chrono_tz::Europe::Berlin;
        let session = Session::new(LANGUAGES.iter().collect(), zone, "run".into(), Duration::ZERO);
        Scene {
            session,
            now: Duration::ZERO,
            offer: Ok(offer(Hall::Open { closes_at: at("12:00") })),
            offers_are_lost: false,
            printer: Some(PrinterState::Ready),
            printer_told: None,
            hub_is_of_before: false,
            choices: |_| VisitChoices { persons_max: 1, further: Vec::new() },
            asked: Vec::new(),
            looked_for: Vec::new(),
            rings: Vec::new(),
            said: Vec::new(),
            hushed: 0,
            signals: 0,
            slips: Vec::new(),
        }
    }

    /// Looks for a second, then touches what the button says.
    pub fn touches(&mut self, words: &str) {
        self.waits_for(LOOKS);
        self.hears(Input::Touched(meaning(words)));
    }

    /// Waits for a second, then presses a key of the keypad.
    pub fn presses(&mut self, key: Pad) {
        self.waits_for(LOOKS);
        self.hears(Input::Felt(Felt::Pressed(key)));
    }

    pub fn plugs(&mut self, headset: bool) {
        self.waits_for(LOOKS);
        self.hears(Input::Felt(Felt::Headset(headset)));
    }

    /// The same hall, at a hub that can tell a booking by time and birthday.
    pub fn birthdays_are_known(&mut self) {
        self.offer.as_mut().expect("the hub is there").knows_birthdays = true;
        self.waits(4);
    }

    /// Waits until the scanner reads again, then holds a code in front of it.
    pub fn scans(&mut self, code: &str) {
        self.waits(3);
        self.hears(Input::Scanned(code.into()));
    }

    /// What was said last.
    pub fn heard(&self) -> &Said {
        &self.said.last().expect("something was said").0
    }

    /// Touches without looking.
    pub fn touches_at_once(&mut self, words: &str) {
        self.hears(Input::Touched(meaning(words)));
    }

    pub fn types(&mut self, code: &str) {
        for key in code.chars() {
            self.waits_for(Duration::from_millis(600));
            self.hears(Input::Touched(Touch::Key(key)));
        }
    }

    pub fn waits(&mut self, seconds: u64) {
        self.waits_for(Duration::from_secs(seconds));
    }

    pub fn waits_for(&mut self, time: Duration) {
        let until = self.now + time;
        let mut turns = 0;
        while let Some(deadline) = self.session.next_deadline().filter(|deadline| *deadline <= until) {
            self.now = self.now.max(deadline);
            self.hears(Input::TimePassed);
            turns += 1;
            assert!(turns < 10 + 10 * time.as_secs(), "the session wakes without end at {:?}", self.now);
        }
        self.now = until;
        self.hears(Input::TimePassed);
    }

    /// The hub answers the newest act.
    pub fn hub_issues(&mut self, number: &str) {
        self.hub_answers(Answer::Issued(Box::new(ticket(number))));
    }

    pub fn hub_refuses(&mut self, code: &str) {
        self.hub_answers(Answer::Refused(code.into()));
    }

    pub fn hub_is_not_reached(&mut self) {
        self.hub_answers(Answer::Unheard(Unheard::Unreachable));
    }

    /// The hub tells how a booking stands now.
    pub fn hub_keeps(&mut self, booking: OwnBooking) {
        self.hub_answers(Answer::Booking(Box::new(booking)));
    }

    pub fn hub_answers(&mut self, answer: Answer) {
        let (key, _) = self.asked.last().expect("somebody asked the hub").clone();
        self.hears(Input::Answered { key, answer });
    }

    pub fn hall_is(&mut self, hall: Hall) {
        self.offer = Ok(offer(hall));
        self.waits(4);
    }

    /// The same, and everything else stays as it was offered.
    pub fn hall_becomes(&mut self, hall: Hall) {
        self.offer.as_mut().expect("the hub is there").hall = hall;
        self.waits(4);
    }

    /// No numbers are given out, and bookings may be checked in all the same.
    pub fn bookings_are_let_in(&mut self, hall: Hall, lets_bookings_in: bool) {
        self.offer = Ok(Offer { lets_bookings_in, ..offer(hall) });
        self.waits(4);
    }

    pub fn hears(&mut self, input: Input) {
        for effect in self.session.hears(input, self.now) {
            match effect {
                Effect::FetchOffer { .. } if self.offers_are_lost => {}
                Effect::FetchOffer { printer } => {
                    self.printer_told = printer;
                    let told = self.offer.clone().map(|mut offer| {
                        offer.at = at("09:00") + TimeDelta::from_std(self.now).expect("a story is short");
                        Box::new(offer)
                    });
                    self.hears(Input::Offered(told));
                }
                Effect::Say { what, how } => self.said.push((what, how)),
                Effect::Hush => self.hushed += 1,
                Effect::Signal => self.signals += 1,
                Effect::RingForHelp { key } => self.rings.push(key),
                Effect::FindFree { service } => self.looked_for.push(service),
                Effect::LookAtPrinter => {
                    if let Some(state) = self.printer {
                        self.hears(Input::PrinterSaid(state));
                    }
                }
                Effect::Ask { key, act: Act::AskChoices { matters, .. } } => {
                    let answer = match self.hub_is_of_before {
                        true => Answer::Refused("404".into()),
                        false => Answer::Choices(Box::new((self.choices)(&matters))),
                    };
                    self.hears(Input::Answered { key, answer });
                }
                Effect::Ask { key, act } => self.asked.push((key, act)),
                Effect::Print { key, given, language } => {
                    self.slips.push((in_few_words(&given), language));
                    if let Some(outcome) = self.prints() {
                        self.hears(Input::Printed { key, outcome });
                    }
                }
            }
        }
    }

    fn prints(&self) -> Option<Result<Printed, PrinterFault>> {
        self.printer.map(|state| match state {
            PrinterState::Faulty(fault) => Err(fault),
            PrinterState::Ready | PrinterState::PaperLow => Ok(Printed::Confirmed),
        })
    }

    #[track_caller]
    pub fn shows(&self, words: &str) {
        assert_eq!(in_words(&self.session), words, "at {:?}", self.now);
    }
}

/// What is on the screen, for a story.
fn in_words(session: &Session) -> String {
    let screen = match session.screen() {
        Screen::Starting => "starting".into(),
        Screen::Languages { page } => format!("languages {}", page + 1),
        Screen::Home => "home".into(),
        Screen::Services { page } => format!("services {}", page + 1),
        Screen::Search { typed, .. } => format!("word \"{typed}\""),
        Screen::Found { services, page } => format!("found {}: {}", page + 1, services.join(", ")),
        Screen::Needs { needs, .. } => {
            let chosen = needs.iter().filter(|choice| choice.chosen);
            format!("needs {:?}", chosen.map(|choice| choice.need).collect::<Vec<_>>())
        }
        Screen::Code { typed } => format!("code \"{typed}\""),
        Screen::How => "how to check in".into(),
        Screen::Digits { of, typed } => format!("{of:?} \"{typed}\""),
        Screen::Asking { slow: false } => "asking".into(),
        Screen::Asking { slow: true } => "asking, slow".into(),
        Screen::Issued { ticket, paper: Paper::Printing } => format!("{} printing", ticket.number),
        Screen::Issued { ticket, paper: Paper::Printed } => format!("{} on paper", ticket.number),
        Screen::Issued { ticket, paper: Paper::Missing(fault) } => format!("{}, {fault}", ticket.number),
        Screen::When { service, free: Free::Asked | Free::Unknown } => format!("{service}: now or later"),
        Screen::When { service, free: Free::Nothing } => format!("{service}: now, nothing is free"),
        Screen::When { service, free: Free::From(at) } => format!("{service}: now or {}", moment(at)),
        Screen::Persons { service, choices, page } => {
            format!("{service}: 1 to {} people, page {}", choices.len(), page + 1)
        }
        Screen::AnythingElse { matters } => format!("anything besides {}?", visit(&matters)),
        Screen::Further { services, page } => format!("besides {}: {}", page + 1, services.join(", ")),
        Screen::Times(times) => {
            let taken = if times.was_taken { "taken; " } else { "" };
            let more = if times.more { ", more" } else { "" };
            let choices: Vec<String> = times.choices.iter().map(choice).collect();
            format!("{taken}{}{more}", choices.join(", "))
        }
        Screen::Check { of: Wanted::New { matters }, at } => {
            format!("{} on {}?", visit(&matters), moment(at))
        }
        Screen::Check { of: Wanted::Move(from), at } => {
            format!("from {} to {}?", moment(from.starts_at), moment(at))
        }
        Screen::Own(booking) => format!("own booking on {}", moment(booking.starts_at)),
        Screen::AskCancel(booking) => format!("cancel {}?", moment(booking.starts_at)),
        Screen::Booked { done, booking, paper } => {
            let what = in_few_words(&Given::Booking { done, booking });
            match paper {
                Paper::Printing => format!("{what} printing"),
                Paper::Printed => format!("{what} on paper"),
                Paper::Missing(fault) => format!("{what}, {fault}"),
            }
        }
        Screen::Refused(refusal) => format!("refused: {refusal:?}"),
        Screen::NotReached => "not reached".into(),
        Screen::NotYetOpen { opens_at } => format!("opens at {}", opens_at.format("%H:%M")),
        Screen::LastCalls => "last calls".into(),
        Screen::Closed => "closed".into(),
        Screen::HubAway => "hub away".into(),
        Screen::Help(Help::Ringing) => "help".into(),
        Screen::Help(Help::Rung) => "help, it rang".into(),
        Screen::Help(Help::Coming) => "help comes".into(),
        Screen::Help(Help::NotRung) => "help, but it did not ring".into(),
        Screen::Sight { changes, .. } => format!("sight {changes:?}"),
    };
    let language = match session.language().code {
        "de" => String::new(),
        code => format!(" ({code})"),
    };
    let still_there = session.still_there().map_or(String::new(), |left| format!(" still there? {left}"));
    format!("{screen}{language}{still_there}")
}

fn in_few_words(given: &Given) -> String {
    match given {
        Given::Number(ticket) => ticket.number.clone(),
        Given::Booking { done, booking } => format!("{done:?} {}", moment(booking.starts_at)),
    }
}

/// As many people come for each: "passport:3,address".
fn visit(matters: &[Matter]) -> String {
    further::word(matters)
}

fn choice(choice: &TimeChoice) -> String {
    match choice {
        TimeChoice::At(at) => moment(*at),
        TimeChoice::Day(date) => date.format("%a %d.").to_string(),
        TimeChoice::AnotherDay => "another day".into(),
    }
}

/// Wall time: "Wed 11. 11:40".
fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::Europe::Berlin).format("%a %d. %H:%M").to_string()
}

fn meaning(words: &str) -> Touch {
    match words {
        "Termin buchen" => Touch::BookTime,
        "Nein, Zeit wählen" => Touch::BookTime,
        "Ja, weiteres Anliegen" => Touch::AddMatter,
        "Führungszeugnis" => Touch::Service("conduct".into()),
        people if people.ends_with(" Personen") => {
            Touch::Persons(people[..people.len() - " Personen".len()].parse().expect("a number"))
        }
        "Ja, buchen" | "Ja, verschieben" | "Ja, absagen" => Touch::Confirm,
        "Anderer Tag" => Touch::AnotherDay,
        "Termin verschieben" => Touch::MoveBooking,
        "Termin absagen" => Touch::CancelBooking,
        day if day.starts_with("2026-03-") && day.len() == 10 => Touch::Day(day.parse().expect("a day")),
        time if time.starts_with("2026-03-") => {
            Touch::Time(format!("{time}:00Z").parse().expect("a time in UTC"))
        }
        "Deutsch" => Touch::Language("de".into()),
        "Українська" => Touch::Language("uk".into()),
        "العربية" => Touch::Language("ar".into()),
        "Mit meinem Code" => Touch::EnterCode,
        "Ohne Code" => Touch::ByHeart,
        "Nummer ziehen" => Touch::DrawNumber,
        "Termin anmelden" => Touch::EnterCode,
        "Reisepass" => Touch::Service("passport".into()),
        "Wohnsitz anmelden" => Touch::Service("address".into()),
        "Weitere" => Touch::MoreChoices,
        "Ein Wort suchen" => Touch::Search,
        "Suchen" => Touch::Find,
        "Andere Buchstaben" => Touch::OtherLetters,
        "Besonderer Bedarf" => Touch::AskNeeds,
        "Schalter ohne Stufen" => Touch::Need(Need::StepFree),
        "Am Platz abholen" => Touch::Need(Need::Accompanied),
        "Anmelden" => Touch::SubmitCode,
        "Löschen" => Touch::EraseKey,
        "Zurück" => Touch::Back,
        "Noch einmal" => Touch::TryAgain,
        "Fertig" | "Ich habe mir die Nummer gemerkt" | "Verstanden" => Touch::Done,
        "Weiter" => Touch::StillHere,
        "Hilfe" => Touch::Help,
        "Sprache ändern" => Touch::ChangeLanguage,
        "Anzeige ändern" => Touch::ChangeSight,
        "Größere Schrift" => Touch::Sight(SightChange::Larger),
        "Starker Kontrast" => Touch::Sight(SightChange::Colours(Colours::HighContrast)),
        "Alle Tasten nach unten" => Touch::Sight(SightChange::Low),
        "daneben" => Touch::Anywhere,
        other => panic!("no button says \"{other}\""),
    }
}

/// A time of the day in these stories.
pub fn at(time: &str) -> DateTime<Utc> {
    format!("2026-03-11T{time}:00Z").parse().expect("a time of the day")
}

pub fn offer(hall: Hall) -> Offer {
    let service = |id: &str, de: &str| OfferedService {
        id: id.into(),
        name: Text::german(de),
        words: Vec::new(),
        zone: 'A',
        waiting: 4,
        estimate: Estimate::Minutes { from: 15, to: 25 },
        closed: None,
        bookable: false,
    };
    Offer {
        site: "rathaus".into(),
        town: "Musterstadt".into(),
        office: "Bürgerbüro".into(),
        service_day: None,
        at: at("09:00"),
        hall,
        services: vec![service("passport", "Reisepass"), service("address", "Wohnsitz anmelden")],
        notice: None,
        keeps_bookings: false,
        lets_bookings_in: false,
        knows_birthdays: false,
        needs: [].into(),
        help: None,
    }
}

pub fn ticket(number: &str) -> IssuedTicket {
    IssuedTicket {
        number: number.into(),
        service_day: at("09:00").date_naive(),
        service: "passport".into(),
        zone: 'A',
        zone_name: "Bürgerbüro".into(),
        zone_place: "Erdgeschoss links".into(),
        drawn_at: at("09:00"),
        appointment_at: None,
        waiting_before: 4,
        estimate: Estimate::Minutes { from: 15, to: 25 },
        status_url: "https://warten.musterstadt.de/T/7F3C9AKD2M4N6P8R7F3C9AKD2M".into(),
        short_code: "7F3C-9AKD".into(),
        again: false,
        needs: [].into(),
    }
}

/// Times for the first service, and what is booked is kept.
pub fn with_bookings(mut offer: Offer) -> Offer {
    offer.services[0].bookable = true;
    offer.keeps_bookings = true;
    offer
}

/// A slot each ten minutes: today from 11:40, and two more days from 9:00, all until 16:30.
pub fn free() -> FreeSlots {
    let day = |date: &str, from: &str| {
        let time = |time: &str| format!("{date}T{time}:00Z").parse::<DateTime<Utc>>().expect("a time");
        let (mut starts_at, until) = (time(from), time("15:30"));
        let mut slots = Vec::new();
        while starts_at <= until {
            // Over lunch nobody is there.
            if !(time("11:00")..time("13:00")).contains(&starts_at) || date != "2026-03-11" {
                slots.push(Slot { starts_at, count: 1 });
            }
            starts_at += TimeDelta::minutes(10);
        }
        FreeDay { date: date.parse().expect("a date"), slots, why: None }
    };
    let days = vec![day("2026-03-11", "10:40"), day("2026-03-12", "08:00"), day("2026-03-13", "08:00")];
    FreeSlots { site: "rathaus".into(), at: at("09:00"), days }
}

/// A booking at this time in UTC ("2026-03-12T08:00").
pub fn own(starts_at: &str) -> OwnBooking {
    let starts_at: DateTime<Utc> = format!("{starts_at}:00Z").parse().expect("a time");
    OwnBooking {
        code: "7F3C-9AKD".into(),
        state: BookingState::Confirmed,
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(10),
        matters: vec![Text::german("Reisepass")],
        persons: vec![1],
        zone: 'A',
        zone_name: "Bürgerbüro".into(),
        zone_place: "Erdgeschoss links".into(),
        address: "Rathausplatz 1, 12345 Musterstadt".into(),
        bring: vec!["Ein biometrisches Foto".into()],
        bring_in: [("ar".into(), vec!["صورة بيومترية".into()])].into(),
        page_url: "https://warten.musterstadt.de/B/7F3C9AKD/7F3C9AKD2M4N6P8R7F3C9AKD2M".into(),
        can_move: true,
    }
}
