//! A visitor sees badly, or sits: what they choose holds at once, and for them alone.

use kiosk::session::{Colours, Glass, Letters, Sight, SightChange};

use crate::scene::Scene;

#[test]
fn somebody_makes_everything_larger_and_stronger_and_goes_on_where_they_were() {
    let mut scene = Scene::opens();
    scene.touches("Deutsch");
    scene.touches("Termin anmelden");
    scene.types("7F3");
    scene.touches("Anzeige ändern");
    scene.touches("Größere Schrift");
    scene.touches("Größere Schrift");
    scene.touches("Starker Kontrast");
    scene.touches("Zurück");
    scene.shows("code \"7F3\"");
    let sight = Sight { colours: Colours::HighContrast, letters: Letters::Largest, low: false };
    assert_eq!(scene.session.sight(), sight);
}

#[test]
fn the_next_visitor_finds_the_screen_as_it_always_is() {
    let mut scene = Scene::opens();
    scene.touches("Anzeige ändern");
    scene.touches("Alle Tasten nach unten");
    assert!(scene.session.sight().low);
    scene.waits(91);
    scene.shows("languages 1");
    assert_eq!(scene.session.sight(), Sight::default());
}

#[test]
fn with_larger_letters_there_are_fewer_choices_on_a_page_and_all_are_found() {
    let mut scene = Scene::opens_with_bookings();
    scene.touches("Deutsch");
    scene.touches("Nummer ziehen");
    scene.touches("Reisepass");
    scene.touches("Termin buchen");
    scene.hub_answers(kiosk::session::Answer::Times(Box::new(crate::scene::free())));
    let all = "Wed 11. 11:40, Wed 11. 14:00, Thu 12. 09:00, Thu 12. 12:00, Fri 13. 09:00, another day";
    scene.shows(all);
    scene.touches("Anzeige ändern");
    scene.touches("Größere Schrift");
    scene.touches("Zurück");
    scene.shows("Wed 11. 11:40, Wed 11. 14:00, Thu 12. 09:00, more");
    scene.touches("Weitere");
    scene.shows("Thu 12. 12:00, Fri 13. 09:00, another day, more");
    scene.touches("Weitere");
    scene.shows("Wed 11. 11:40, Wed 11. 14:00, Thu 12. 09:00, more");
}

/// Controls stand 85 to 105 cm over the floor; a lying screen has all of its own there.
#[test]
fn a_lying_screen_is_within_reach_as_it_is() {
    let lying = Glass { upright: false, can_be_low: false };
    assert!(!Sight::default().changes(lying).contains(&SightChange::Low));
    assert!(!Sight::default().changed(SightChange::Low, lying).low);
    assert!(Sight::default().changes(Glass::default()).contains(&SightChange::Low));
}

#[test]
fn only_what_differs_is_offered() {
    let largest = Sight { letters: Letters::Largest, colours: Colours::Dark, low: true };
    let light = SightChange::Colours(Colours::Light);
    let strong = SightChange::Colours(Colours::HighContrast);
    assert_eq!(largest.changes(Glass::default()), [SightChange::Smaller, strong, light, SightChange::Whole]);
}
