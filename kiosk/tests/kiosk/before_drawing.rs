//! Before anybody draws a number they are told how many wait, how long it takes, whether it can be had today,
//! and what else there is: on every glass, and by ear.

use std::time::Duration;

use hardware::keypad::Key;
use serde_json::json;
use wire::Hall;
use wire::http::{WhyClosed, path};

use crate::glass::{self, LYING, UPRIGHT};
use crate::scene::{at, offer};
use crate::whole_kiosk::{Kiosk, with_times};

const CLOSED: &str = "Für heute alle Nummern vergeben";

#[test]
fn each_service_says_how_long_it_takes_or_why_it_is_closed() {
    let mut kiosk = one_is_closed();
    kiosk.presses("Deutsch");
    for glass in [UPRIGHT, LYING] {
        glass::fit(kiosk.app.window(), glass);
        assert!(kiosk.says("etwa 15 bis 25 Minuten Wartezeit"), "{}: {:?}", glass.name, kiosk.labels());
    }
    kiosk.presses("Nummer ziehen");
    for glass in [UPRIGHT, LYING] {
        glass::fit(kiosk.app.window(), glass);
        for words in ["Wartende: 4. Etwa 15 bis 25 Minuten.", CLOSED] {
            assert!(kiosk.says(words), "{} does not say {words}: {:?}", glass.name, kiosk.labels());
        }
    }
}

#[test]
fn it_is_told_to_the_ear_as_well() {
    let mut kiosk = one_is_closed();
    kiosk.feels(Key::Ok);
    kiosk.chooses("Deutsch");
    kiosk.chooses("Nummer ziehen");
    for said in ["Reisepass, Wartende: 4. Etwa 15 bis 25 Minuten. 1 von 2.", CLOSED] {
        kiosk.feels(Key::Down);
        assert!(kiosk.hears(said), "not {said}, but {}", kiosk.heard());
    }
}

#[test]
fn beside_the_wait_stands_the_next_free_time() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    kiosk.presses("Deutsch");
    kiosk.presses("Nummer ziehen oder Termin buchen");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Nächster freier Termin: Heute, 11:40 Uhr");
    assert!(kiosk.says("Wartende vor Ihnen: 4"), "{:?}", kiosk.labels());
    assert!(kiosk.says("etwa 15 bis 25 Minuten Wartezeit"), "{:?}", kiosk.labels());
    kiosk.puts_a_headset_in();
    kiosk.feels(Key::Up);
    assert_eq!(kiosk.heard(), "Termin buchen, Nächster freier Termin: Heute, 11:40 Uhr. 2 von 2.");
    assert_eq!(kiosk.rings(), ["Termin buchen"]);
}

/// The second of two services.
fn one_is_closed() -> Kiosk {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(|asked| {
        let mut offered = offer(Hall::Open { closes_at: at("12:00") });
        offered.services[1].closed = Some(WhyClosed::ContingentUsedUp);
        asked.is_about(path::KIOSK_OFFER).then(|| (200, json!(offered).to_string()))
    });
    kiosk.passes(Duration::from_secs(4));
    kiosk
}
