//! The whole chain: a touch at the kiosk, paper, "next" at a desk, the number on the wall.

use hardware::printer::PrinterFault;
use town_hall::town::Town;
use wire::http::{Act, HallAct, NoticePlace};

#[test]
fn a_visitor_touches_and_is_called() {
    let mut town = Town::at("08:00");
    town.kiosk.touches("Deutsch");
    town.kiosk.touches("Nummer ziehen");
    town.kiosk.touches("Reisepass");
    town.kiosk.shows("A001");
    // Paper comes after the number: the printer is another thread.
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");

    let slips = town.printer.printed();
    assert_eq!(slips.len(), 1);
    assert_eq!(slips[0].number, "A001");
    assert!(slips[0].qr.contains("/T/"), "{}", slips[0].qr);

    assert_eq!(town.clerk_calls_next("3"), "A001");
    town.wall.calls("A001", "3");
    town.wall.has_rung(1);
    // Two sounds have a moment of silence between them.
    town.screens_pass(1);
    town.clerk_does(Act::Recall, "A001", "3");
    town.wall.has_rung(2);
    town.clerk_does(Act::Arrive, "A001", "3");
    town.clerk_does(Act::Finish, "A001", "3");

    // Whoever was out for a moment still sees that it was their turn.
    town.office.as_kiosk().draw("touch-0002", "reisepass").expect("a number");
    assert_eq!(town.clerk_calls_next("2"), "A002");
    town.wall.comes_to("the call before", |view| {
        let calls: Vec<_> = view.calls.iter().map(|call| (&*call.number, &*call.counter)).collect();
        calls == [("A002", "2"), ("A001", "3")]
    });
}

#[test]
fn what_the_supervisor_says_stands_at_the_kiosk_and_on_the_wall() {
    let town = Town::at("08:00");
    let supervisor = town.office.as_supervisor();
    let says = |key: &str, place, words: &str| {
        let words = Some(words.to_owned());
        supervisor.hall(key, &HallAct::Notice { place, words }).expect("it is short enough");
    };
    says("notice-0001", NoticePlace::Kiosk, "Heute keine Führerscheine.");
    says("notice-0002", NoticePlace::Display, "Der Aufzug geht heute nicht.");
    let on_wall = |notice: Option<&str>| notice == Some("Der Aufzug geht heute nicht.");
    town.wall.comes_to("the notice", move |view| on_wall(view.notice.as_deref()));
    town.kiosk.touches("Deutsch");
    town.passes(4);
    town.kiosk.shows("Heute keine Führerscheine.");
}

#[test]
fn whoever_reads_ukrainian_at_the_kiosk_is_called_in_ukrainian_as_well() {
    let mut town = Town::at("08:00");
    town.kiosk.touches("Українська");
    town.kiosk.touches("Взяти номер");
    town.kiosk.touches("Reisepass");
    town.kiosk.shows("A001");
    town.office.as_kiosk().draw("touch-0002", "reisepass").expect("a number");
    assert_eq!(town.clerk_calls_next("3"), "A001");
    town.wall.has_rung(1);
    town.screens_pass(1);
    assert_eq!(town.clerk_calls_next("2"), "A002");
    town.wall.has_rung(2);
    let said = town.wall.speaker.said();
    let said: Vec<_> = said.iter().map(|said| (&*said.language, &*said.text)).collect();
    assert_eq!(
        said,
        [
            ("de", "Nummer A 1, bitte Schalter 3."),
            ("uk", "Номер A 1, будь ласка, підійдіть до віконця 3."),
            ("de", "Nummer A 2, bitte Schalter 2."),
        ]
    );
}

#[test]
fn an_emergency_is_all_that_is_on_the_wall_until_it_is_over() {
    let town = Town::at("08:00");
    let supervisor = town.office.as_supervisor();
    let says = |key: &str, words: Option<&str>| {
        let act = HallAct::Notice { place: NoticePlace::Emergency, words: words.map(str::to_owned) };
        supervisor.hall(key, &act).expect("it is short enough");
    };
    says("emergency-1", Some("Bitte verlassen Sie das Haus."));
    town.wall
        .comes_to("the emergency", |view| view.emergency.as_deref() == Some("Bitte verlassen Sie das Haus."));
    town.wall.has_rung(1);
    assert_eq!(town.wall.speaker.said()[0].text, "Bitte verlassen Sie das Haus.");
    says("emergency-2", None);
    town.wall.comes_to("no emergency", |view| view.emergency.is_none());
}

#[test]
fn the_printer_runs_out_of_paper() {
    let mut town = Town::at("08:00");
    town.printer_is(PrinterFault::PaperOut);
    town.kiosk.touches("Deutsch");
    town.kiosk.touches("Nummer ziehen");
    town.kiosk.touches("Reisepass");
    town.kiosk.shows("A001");
    town.kiosk.shows("Im Drucker ist kein Papier");
    assert!(town.printer.printed().is_empty());

    // The queue goes on without paper, and the number is not lost when time passes.
    town.passes(20);
    town.kiosk.shows("A001");
    assert_eq!(town.clerk_calls_next("1"), "A001");
    town.wall.calls("A001", "1");
}

#[test]
fn twenty_touches_are_one_ticket() {
    let mut town = Town::at("08:00");
    town.kiosk.touches("Deutsch");
    town.kiosk.touches("Nummer ziehen");
    town.kiosk.touches_often("Reisepass", 20);
    town.kiosk.shows("A001");
    town.kiosk.shows("Bitte nehmen Sie Ihren Zettel");
    assert_eq!(town.printer.printed().len(), 1);
    assert_eq!(town.office.as_clerk().queue().expect("the queue").waiting.len(), 1);
    assert_eq!(town.clerk_calls_next("1"), "A001");
}

#[test]
fn a_wall_says_so_when_the_hub_is_silent_and_is_right_again() {
    let mut town = Town::at("08:00");
    town.office.as_kiosk().draw("touch-0001", "reisepass").expect("a number");
    town.clerk_calls_next("2");
    town.wall.calls("A001", "2");

    town.wall.has_rung(1);
    town.passes(9);
    // Every call is said once again.
    town.wall.has_rung(2);

    town.office.hub_goes_away();
    // A last heartbeat may still be under way when it goes, and starts the seconds anew.
    let updating = (0..10).any(|_| {
        town.screens_pass(1);
        town.wall.view().is_some_and(|view| view.updating)
    });
    assert!(updating, "a wall whose hub is gone says so");
    let view = town.wall.view().expect("something is shown");
    assert_eq!(view.calls[0].number, "A001", "the last truth stays on the wall");

    town.office.hub_comes_back();
    town.wall.comes_to("fresh", |view| !view.updating);
    town.wall.calls("A001", "2");
    town.screens_pass(9);
    assert_eq!(town.wall.speaker.rung(), 2, "nobody is called anew by a restart");
}
