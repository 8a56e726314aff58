//! Every way through the kiosk with the keypad and ears alone: nobody touches the glass, and nobody looks.

use std::time::{Duration, Instant};

use hardware::keypad::Key;
use i_slint_backend_testing::{AccessibleRole, ElementHandle, ElementQuery};
use kiosk::session::Screen;
use serde_json::json;
use wire::http::{DrawTicket, IssuedTicket, Need, Offer, VisitChoices, path};
use wire::{Hall, Text};

use crate::scene::{at, offer, ticket};
use crate::small_hub::PATIENCE;
use crate::whole_kiosk::{Kiosk, with_times};

/// Longer than any list that is listened to.
const STEPS_MAX: usize = 60;
const ONLY_IN_HEADSET: &str =
    "Bitte stecken Sie einen Kopfhörer ein. Was nur Sie angeht, hören Sie nur dort.";

#[test]
fn somebody_who_does_not_see_draws_a_number() {
    let mut kiosk = Kiosk::opens();
    kiosk.feels(Key::Ok);
    assert!(kiosk.hears("Willkommen Sie hören den Kiosk."), "{}", kiosk.heard());
    kiosk.chooses("English");
    assert_eq!(kiosk.heard(), "What would you like to do? wait about 15 to 25 minutes");
    kiosk.chooses("Draw a number");
    assert_eq!(kiosk.heard(), "What is it about?");
    kiosk.chooses("Reisepass");
    kiosk.hears_at_last("Please take your slip.");
    assert_eq!(kiosk.reader.read_so_far().last().expect("it was said").language, "en");
    let number = "Your number is A 47 Waiting area A: Bürgerbüro, Erdgeschoss links 4 people are waiting \
                  before you. You will wait about 15 to 25 minutes. Appointments and numbers are called in \
                  turn. You hear a tone and then see your number. Please take your slip.";
    assert_eq!(kiosk.heard(), number);
    kiosk.chooses("Done");
    assert!(!kiosk.reader.is_reading(), "it is silent for the next visitor");
}

#[test]
fn the_slip_of_somebody_who_listens_can_be_felt() {
    let mut kiosk = Kiosk::opens();
    kiosk.feels(Key::Ok);
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        kiosk.chooses(words);
    }
    kiosk.hears_at_last("Bitte nehmen Sie Ihren Zettel.");
    kiosk.chooses("Fertig");
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        kiosk.presses(words);
    }
    kiosk.waits_until("Fertig");
    let felt: Vec<bool> = kiosk.printer.printed().iter().map(|slip| slip.is_felt).collect();
    assert_eq!(felt, [true, false], "whoever looks needs no strip");
}

#[test]
fn the_choice_that_is_said_has_a_ring_on_the_glass() {
    let mut kiosk = Kiosk::opens();
    kiosk.feels(Key::Ok);
    assert_eq!(kiosk.rings(), Vec::<String>::new());
    for (language, voice) in [("Deutsch", "de"), ("Einfache Sprache", "de-x-plain"), ("English", "en")] {
        kiosk.feels(Key::Down);
        assert!(kiosk.heard().starts_with(language), "{}", kiosk.heard());
        assert_eq!(kiosk.reader.read_so_far().last().expect("it was said").language, voice);
        assert_eq!(kiosk.rings(), [language]);
    }
    kiosk.feels(Key::Up);
    kiosk.feels(Key::Up);
    kiosk.feels(Key::Ok);
    assert_eq!(kiosk.rings(), Vec::<String>::new(), "a new screen begins from its top");
    kiosk.chooses("Termin anmelden");
    kiosk.puts_a_headset_in();
    kiosk.feels(Key::Down);
    assert_eq!((kiosk.heard().as_str(), kiosk.rings()), ("0. 1 von 33.", vec!["0".to_owned()]));
    kiosk.presses("Zurück");
    assert_eq!(kiosk.rings(), Vec::<String>::new(), "a finger needs none");
}

#[test]
fn what_goes_wrong_is_said_and_how_to_go_on() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Termin anmelden");
    kiosk.hub.answers(|asked| {
        let refused = r#"{ "code": "unknown-booking", "detail": "no such booking" }"#;
        if asked.is_about(path::KIOSK_OFFER) { with_times(asked) } else { Some((404, refused.into())) }
    });
    kiosk.spells("7F3C9AKD");
    kiosk.chooses("Anmelden");
    kiosk.hears_at_last("Bitte vergleichen Sie den Code mit Ihrer Bestätigung.");
    kiosk.chooses("Noch einmal");
    assert!(kiosk.hears("Geben Sie den Code"), "{}", kiosk.heard());
}

#[test]
fn somebody_who_does_not_see_checks_in_with_a_code() {
    let mut kiosk = Kiosk::opens();
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Termin anmelden");
    let hint = "Halten Sie den Code vor das Lesegerät, oder tippen Sie die acht Zeichen.";
    assert_eq!(kiosk.heard(), format!("Geben Sie den Code aus Ihrer Bestätigung ein. {hint}"));
    kiosk.spells("7F3C9AKD");
    assert_eq!(kiosk.heard(), "Ihr Code: 7 F 3 C 9 A K D");
    kiosk.chooses("Anmelden");
    kiosk.hears_at_last("Ihre Nummer ist A 47");
    kiosk.hears_at_last("Ihr Code: 7 F 3 C 9 A K D");
}

#[test]
fn somebody_who_does_not_see_books_and_hears_the_whole_slip() {
    let mut kiosk = books();
    kiosk.chooses("Termin buchen");
    kiosk.hears_at_last("Bitte nehmen Sie Ihren Zettel.");
    assert_eq!(
        kiosk.heard(),
        "Ihr Termin ist gebucht. Donnerstag, 12. März, 9:00 Uhr Reisepass Code: 7 F 3 C 9 A K D Wartebereich \
         A: Bürgerbüro, Erdgeschoss links Rathausplatz 1, 12345 Musterstadt Bitte bringen Sie mit: Ein \
         biometrisches Foto Bitte melden Sie sich mit dem Code am Kiosk an, wenn Sie da sind. Bitte nehmen \
         Sie Ihren Zettel."
    );
}

#[test]
fn somebody_who_does_not_see_books_for_many_and_for_something_else() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|asked| match asked.what.split_once(path::KIOSK_VISIT) {
        Some((_, query)) => {
            let further = if query.contains("further") { vec![] } else { vec!["address".to_owned()] };
            Some((200, json!(VisitChoices { persons_max: 20, further }).to_string()))
        }
        None => with_times(asked),
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    for words in ["Deutsch", "Nummer ziehen oder Termin buchen", "Reisepass", "Termin buchen"] {
        kiosk.chooses(words);
    }
    kiosk.hears_at_last("Für wie viele Personen? Reisepass");
    kiosk.chooses("Weitere. 7 von 7.");
    kiosk.chooses("7 Personen. 1 von 7.");
    kiosk.hears_at_last("Möchten Sie noch etwas erledigen? Reisepass (7 Personen)");
    kiosk.feels(Key::Back);
    kiosk.hears_at_last("Für wie viele Personen? Reisepass");
    kiosk.chooses("8 Personen");
    kiosk.hears_at_last("Möchten Sie noch etwas erledigen? Reisepass (8 Personen)");
    kiosk.chooses("Ja, weiteres Anliegen, Alles zusammen an einem Termin. 2 von 2.");
    assert_eq!(kiosk.heard(), "Was möchten Sie noch erledigen?");
    kiosk.chooses("Wohnsitz anmelden. 1 von 1.");
    kiosk.hears_at_last("Für wie viele Personen? Wohnsitz anmelden");
    kiosk.chooses("1 Person.");
    kiosk.hears_at_last("Wann möchten Sie kommen?");
    kiosk.chooses("Morgen, 9:00 Uhr");
    let moment = "Donnerstag, 12. März, 9:00 Uhr";
    assert_eq!(kiosk.heard(), format!("Stimmt das so? {moment} Reisepass (8 Personen), Wohnsitz anmelden"));
}

/// What somebody has come for is theirs: into the hall it is only asked.
#[test]
fn without_a_headset_nobody_hears_what_a_visit_is_for() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|asked| match asked.what.contains(path::KIOSK_VISIT) {
        true => {
            Some((200, json!(VisitChoices { persons_max: 2, further: vec!["address".into()] }).to_string()))
        }
        false => with_times(asked),
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk.feels(Key::Ok);
    for words in ["Deutsch", "Nummer ziehen oder Termin buchen", "Reisepass", "Termin buchen"] {
        kiosk.chooses(words);
    }
    kiosk.hears_at_last("Für wie viele Personen?");
    assert_eq!(kiosk.heard(), "Für wie viele Personen?");
    kiosk.chooses("2 Personen");
    kiosk.hears_at_last("Möchten Sie noch etwas erledigen?");
    assert_eq!(kiosk.heard(), "Möchten Sie noch etwas erledigen?");
    kiosk.feels(Key::Down);
    assert_eq!(kiosk.heard(), "Nein, Zeit wählen. 1 von 2.");
    assert_eq!(kiosk.rings(), ["Nein, Zeit wählen"]);
}

#[test]
fn somebody_who_does_not_see_asks_to_be_fetched() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|asked| {
        let needs = [Need::StepFree, Need::Accompanied].into();
        if asked.is_about(path::KIOSK_OFFER) {
            let offer = Offer { needs, ..offer(Hall::Open { closes_at: at("12:00") }) };
            return Some((200, json!(offer).to_string()));
        }
        let wish: DrawTicket = serde_json::from_str(&asked.body).expect("a wish");
        Some((201, json!(IssuedTicket { needs: wish.needs, ..ticket("A047") }).to_string()))
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Besonderer Bedarf");
    assert_eq!(kiosk.heard(), "Brauchen Sie etwas Besonderes?");
    kiosk.chooses("Bitte holen Sie mich am Platz ab. 2 von 2.");
    assert_eq!(kiosk.heard(), "Bitte holen Sie mich am Platz ab, gewählt. 2 von 2.");
    kiosk.feels(Key::Back);
    kiosk.chooses("Nummer ziehen");
    kiosk.chooses("Reisepass");
    kiosk.hears_at_last("Bitte bleiben Sie sitzen. Wir holen Sie ab.");
}

#[test]
fn somebody_who_does_not_see_looks_for_a_word() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|_| {
        let mut many = offer(Hall::Open { closes_at: at("12:00") });
        many.services = vec![many.services[1].clone(); 7];
        many.services[6].id = "card".into();
        many.services[6].name = Text::german("Personalausweis");
        many.services[6].words = vec!["Perso".into()];
        Some((200, json!(many).to_string()))
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Nummer ziehen");
    kiosk.chooses("Suchen, Sie tippen, worum es geht.");
    assert_eq!(kiosk.heard(), "Was suchen Sie?");
    kiosk.spells("per");
    assert_eq!(kiosk.heard(), "Ihr Wort: per");
    kiosk.chooses("Leerzeichen.");
    kiosk.chooses("z.");
    kiosk.chooses("Suchen.");
    kiosk.hears_at_last("Bitte versuchen Sie es mit einem anderen Wort.");
    kiosk.chooses("Noch einmal");
    assert_eq!(kiosk.heard(), "Was suchen Sie? Ihr Wort: per z");
    kiosk.chooses("Letztes Zeichen löschen");
    kiosk.chooses("Suchen.");
    assert_eq!(kiosk.heard(), "Das haben wir gefunden.");
    kiosk.chooses("Personalausweis");
}

#[test]
fn somebody_who_does_not_see_cancels() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Termin anmelden");
    kiosk.spells("7F3C9AKD");
    kiosk.chooses("Anmelden");
    kiosk.hears_at_last("Ihr Termin Donnerstag, 12. März, 9:00 Uhr Reisepass");
    kiosk.chooses("Termin absagen");
    assert!(kiosk.hears("Möchten Sie diesen Termin absagen?"), "{}", kiosk.heard());
    kiosk.chooses("Ja, absagen");
    kiosk.hears_at_last("Ihr Termin ist abgesagt.");
}

/// What is nobody else's business is not said into the hall, whatever is pressed.
#[test]
fn without_a_headset_no_code_and_no_booking_is_said() {
    let mut kiosk = books();
    kiosk.pulls_the_headset_out();
    assert_eq!(kiosk.heard(), "Ihr Kopfhörer ist nicht mehr eingesteckt.");
    kiosk.chooses("Termin buchen");
    kiosk.hears_at_last(ONLY_IN_HEADSET);
    let said = kiosk.reader.read_so_far();
    let from =
        said.iter().rposition(|said| said.text.contains("nicht mehr eingesteckt")).expect("it was said");
    for private in ["12. März", "7 F 3 C", "biometrisch"] {
        assert!(said[from..].iter().all(|said| !said.text.contains(private)), "{private}: {said:?}");
    }
    kiosk.puts_a_headset_in();
    // Meanwhile the slip may have come out, which is told as well.
    kiosk.hears_at_last("Code: 7 F 3 C 9 A K D");
}

/// Neither what somebody needs nor what they look for is named before the hall, and nothing is chosen that
/// was not heard.
#[test]
fn without_a_headset_no_need_and_no_word_is_said() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|_| {
        let mut many = offer(Hall::Open { closes_at: at("12:00") });
        many.services = vec![many.services[1].clone(); 7];
        Some((200, json!(Offer { needs: [Need::StepFree].into(), ..many }).to_string()))
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk.feels(Key::Ok);
    kiosk.chooses("Deutsch");
    kiosk.chooses("Besonderer Bedarf");
    assert_eq!(kiosk.heard(), ONLY_IN_HEADSET);
    for key in [Key::Down, Key::Ok] {
        kiosk.feels(key);
        assert_eq!(kiosk.heard(), ONLY_IN_HEADSET);
    }
    kiosk.feels(Key::Back);
    kiosk.chooses("Besonderer Bedarf");
    kiosk.feels(Key::Back);
    kiosk.chooses("Nummer ziehen");
    kiosk.chooses("Suchen, Sie tippen, worum es geht.");
    assert_eq!(kiosk.heard(), ONLY_IN_HEADSET);
    kiosk.presses("w");
    assert_eq!(kiosk.heard(), ONLY_IN_HEADSET);
    let said = kiosk.reader.read_so_far();
    for private in ["Schalter ohne Stufen", "gewählt", "Ihr Wort"] {
        assert!(said.iter().all(|said| !said.text.contains(private)), "{private}: {said:?}");
    }
    kiosk.puts_a_headset_in();
    assert!(kiosk.hears("Ihr Wort: w"), "{}", kiosk.heard());
}

#[test]
fn an_appointment_is_told_to_one_pair_of_ears() {
    let mut kiosk = Kiosk::opens();
    kiosk.puts_a_headset_in();
    draws_with_an_appointment(&mut kiosk);
    assert!(kiosk.hears("Ihr Termin ist um 10:00 Uhr."), "{}", kiosk.heard());
    assert!(kiosk.hears("Ihr Code: 7 F 3 C 9 A K D"), "{}", kiosk.heard());
}

#[test]
fn an_appointment_is_not_told_to_the_hall() {
    let mut kiosk = Kiosk::opens();
    kiosk.feels(Key::Ok);
    draws_with_an_appointment(&mut kiosk);
    assert!(!kiosk.hears("Termin ist") && !kiosk.hears("10:00"), "{}", kiosk.heard());
    assert!(!kiosk.hears("Code"), "{}", kiosk.heard());
}

/// Until all of the slip was said.
fn draws_with_an_appointment(kiosk: &mut Kiosk) {
    kiosk.hub.answers(|asked| {
        let booked = IssuedTicket { appointment_at: Some(at("09:00")), ..ticket("A047") };
        (!asked.is_about(path::KIOSK_OFFER)).then(|| (201, json!(booked).to_string()))
    });
    for words in ["Deutsch", "Nummer ziehen", "Reisepass"] {
        kiosk.chooses(words);
    }
    kiosk.hears_at_last("Bitte nehmen Sie Ihren Zettel.");
    assert!(kiosk.hears("Ihre Nummer ist A 47"), "{}", kiosk.heard());
}

/// A kiosk that asks somebody with a headset whether tomorrow at nine is right.
fn books() -> Kiosk {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    kiosk.puts_a_headset_in();
    kiosk.chooses("Deutsch");
    kiosk.chooses("Nummer ziehen oder Termin buchen");
    kiosk.chooses("Reisepass");
    kiosk.chooses("Termin buchen");
    kiosk.hears_at_last("Wann möchten Sie kommen?");
    kiosk.chooses("Morgen, 9:00 Uhr");
    assert_eq!(kiosk.heard(), "Stimmt das so? Donnerstag, 12. März, 9:00 Uhr Reisepass");
    kiosk
}

impl Kiosk {
    /// Presses a key after a calm second, and waits until something is said about it.
    pub fn feels(&mut self, key: Key) {
        self.passes(Duration::from_millis(1_100));
        let said = self.reader.read_so_far().len();
        self.hand.presses(key);
        self.listens(said);
    }

    pub fn puts_a_headset_in(&mut self) {
        let said = self.reader.read_so_far().len();
        self.hand.plugs(true);
        self.listens(said);
    }

    pub fn pulls_the_headset_out(&mut self) {
        let said = self.reader.read_so_far().len();
        self.hand.plugs(false);
        self.listens(said);
    }

    /// Until more was said than `before`, or there is nobody left to be told.
    pub fn listens(&mut self, before: usize) {
        let until = Instant::now() + PATIENCE;
        while self.reader.read_so_far().len() == before && !self.is_at_rest() {
            assert!(Instant::now() < until, "nothing was said after \"{}\"", self.heard());
            let _ = self.woken.recv_timeout(Duration::from_millis(20));
            self.app.pump(self.now);
        }
    }

    pub fn is_at_rest(&self) -> bool {
        matches!(self.app.screen(), Screen::Languages { .. })
            && !self.app.is_heard()
            && !self.reader.read_so_far().is_empty()
            && !self.reader.is_reading()
    }

    /// Goes on until the choice that begins with these words is said, and takes it.
    #[track_caller]
    pub fn chooses(&mut self, words: &str) {
        for _ in 0..STEPS_MAX {
            self.feels(Key::Down);
            if self.heard().starts_with(words) {
                return self.feels(Key::Ok);
            }
        }
        panic!("\"{words}\" is no choice: {:?}", self.reader.read_so_far());
    }

    /// Chooses each letter, and what is said of it ends with a full stop.
    #[track_caller]
    pub fn spells(&mut self, letters: &str) {
        for letter in letters.chars() {
            self.chooses(&format!("{letter}."));
        }
    }

    /// The buttons that have a ring around them.
    pub fn rings(&self) -> Vec<String> {
        let rings = ElementQuery::from_root(self.app.window()).match_inherits("Ring").find_all();
        let buttons =
            ElementQuery::from_root(self.app.window()).match_accessible_role(AccessibleRole::Button);
        let buttons = buttons.find_all();
        let within = |ring: &ElementHandle| {
            let (place, size) = (ring.absolute_position(), ring.size());
            let is_in = |button: &&ElementHandle| {
                let (at, of) = (button.absolute_position(), button.size());
                at.x > place.x
                    && at.y > place.y
                    && at.x + of.width < place.x + size.width
                    && at.y + of.height < place.y + size.height
            };
            let button = buttons.iter().find(is_in).expect("a ring is around a button");
            button.accessible_label().expect("a button says what it is").to_string()
        };
        rings.iter().map(within).collect()
    }

    pub fn heard(&self) -> String {
        self.reader.read_so_far().last().map(|said| said.text.replace("\n\n", " ")).unwrap_or_default()
    }

    pub fn hears(&self, words: &str) -> bool {
        self.heard().contains(words)
    }

    /// What somebody else has to do first: the hub, or the printer.
    #[track_caller]
    pub fn hears_at_last(&mut self, words: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.hears(words) {
            assert!(Instant::now() < until, "\"{words}\" was not said, but {:?}", self.heard());
            let _ = self.woken.recv_timeout(Duration::from_millis(20));
            self.app.pump(self.now);
        }
    }
}
