//! Nobody is there: what wakes the kiosk, and that nothing else does.

use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use hardware::printer::PrinterState;
use kiosk::session::limits::{OFFER_EVERY, PRINTER_LOOK_EVERY};
use kiosk::session::{Effect, Input};
use wire::Hall;
use wire::http::Offer;

use crate::scene::{Scene, at, offer};

const HOUR: Duration = Duration::from_secs(3_600);

#[test]
fn a_kiosk_at_rest_is_woken_by_its_clock_and_its_questions_alone() {
    let mut scene = Scene::opens();
    let until = scene.now + HOUR;
    let (mut offers, mut looks, mut minutes, mut for_nothing) = (0, 0, 0, 0);
    while let Some(next) = scene.session.next_deadline().filter(|next| *next < until) {
        scene.now = scene.now.max(next);
        let minute = |scene: &Scene| scene.session.hub_time().expect("the hub is there").minute();
        let before = minute(&scene);
        let effects = scene.session.hears(Input::TimePassed, scene.now);
        let has_ticked = minute(&scene) != before;
        minutes += u64::from(has_ticked);
        for_nothing += u64::from(effects.is_empty() && !has_ticked);
        for effect in effects {
            let answer = match effect {
                Effect::FetchOffer { .. } => {
                    offers += 1;
                    let at = at("09:00") + TimeDelta::from_std(scene.now).expect("an hour");
                    Input::Offered(Ok(Box::new(Offer {
                        at,
                        ..offer(Hall::Open { closes_at: self::at("12:00") })
                    })))
                }
                Effect::LookAtPrinter => {
                    looks += 1;
                    Input::PrinterSaid(PrinterState::Ready)
                }
                other => panic!("nobody is there for {other:?}"),
            };
            assert_eq!(scene.session.hears(answer, scene.now), []);
        }
        scene.shows("languages 1");
    }
    assert_eq!(for_nothing, 0);
    assert_eq!(minutes, 60, "the clock goes on");
    let at_most = |every: Duration| HOUR.as_secs() / every.as_secs() + 1;
    assert!(offers <= at_most(OFFER_EVERY) && looks <= at_most(PRINTER_LOOK_EVERY), "{offers}, {looks}");
}
