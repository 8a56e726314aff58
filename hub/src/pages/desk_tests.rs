//! What the clerk's page says and offers in each state.

use wire::http::TicketState;

use super::*;
use crate::pages::samples::{self, at, called, queue, queue_with, waiting};

#[test]
fn every_reason_is_a_sentence_a_clerk_may_read() {
    says(Reason::Appointment { at: at("09:15") }, "Termin um 10:15 Uhr");
    says(Reason::AppointmentLate { minutes: 6 }, "Termin um 10:24 Uhr, kam 6 Min. zu spät");
    says(Reason::AppointmentDelayed { minutes: 12 }, "Termin um 10:30 Uhr, 12 Min. Verzug: geht deshalb vor");
    says(Reason::AppointmentEarly { at: at("10:45") }, "Termin erst um 11:45 Uhr");
    says(
        Reason::AppointmentTooLate { minutes: 14 },
        "Termin, kam 14 Min. zu spät, zählt deshalb wie ohne Termin, fällig um 10:50 Uhr \
         (Ziel: 20 Min. Wartezeit)",
    );
    says(Reason::Waiting { minutes: 24 }, "Ohne Termin, fällig um 10:50 Uhr (Ziel: 20 Min. Wartezeit)");
    says(
        Reason::WalkInsTurn { minutes: 31 },
        "Ohne Termin, fällig um 10:50 Uhr (Ziel: 20 Min. Wartezeit): nach mehreren Terminen jetzt \
         an der Reihe",
    );
    says(Reason::Absent { until: at("09:45") }, "War nicht da, wird ab 10:45 Uhr wieder aufgerufen");
    says(Reason::Chosen, "Von Hand ausgewählt");
    says(Reason::Unknown, "Der Reihe nach");
}

#[test]
fn a_priority_says_by_how_much_it_moves() {
    let why = |mut ticket: DeskTicket, moved_minutes: i32| {
        let due = ticket.due.as_mut().expect("it waits");
        (due.moved_minutes, due.at) =
            (moved_minutes, due.at + chrono::TimeDelta::minutes(moved_minutes.into()));
        let mut queue = queue();
        queue.waiting = vec![ticket];
        text(&queue)
    };
    let walk_in = |reason| waiting("A001", "pass", "09:30", reason);
    let preferred = why(walk_in(Reason::Preferred { minutes: 12 }), -15);
    shows(
        &preferred,
        ">Ohne Termin, fällig seit 10:35 Uhr (Ziel: 20 Min. Wartezeit, Vorrang: 15 Min. früher)</td>",
    );
    let later = why(walk_in(Reason::Waiting { minutes: 12 }), 20);
    shows(
        &later,
        ">Ohne Termin, fällig um 11:10 Uhr (Ziel: 20 Min. Wartezeit, Nachrang: 20 Min. später)</td>",
    );
    let booking = why(walk_in(Reason::Appointment { at: at("09:35") }), 20);
    shows(&booking, ">Termin um 10:35 Uhr, fällig um 10:55 Uhr (Nachrang: 20 Min. später)</td>");
}

#[test]
fn whoever_came_first_and_is_overtaken_reads_by_whom_and_why() {
    let mut queue = queue();
    shows(&text(&queue), ">Davor, obwohl später gekommen: A052. Termin um 10:45 Uhr</span>");
    queue.waiting[3].reason = Some(Reason::Absent { until: at("09:45") });
    hides(&text(&queue), "obwohl später gekommen");
}

#[test]
fn whom_few_counters_may_call_is_told_so() {
    let mut queue = queue();
    let mut only = |counters: &[&str]| {
        queue.waiting[0].only_counters = Some(counters.iter().map(|counter| counter.to_string()).collect());
        text(&queue)
    };
    shows(&only(&["4"]), ">Nur Schalter 4 kann diese Nummer aufrufen.</span>");
    shows(&only(&["2", "4"]), ">Nur die Schalter 2, 4 können diese Nummer aufrufen.</span>");
    shows(&only(&[]), ">Kein offener Schalter kann diese Nummer aufrufen.</span>");
    queue.waiting[0].needs = [Need::SignLanguage, Need::Accompanied].into();
    queue.waiting[0].only_counters = Some(Vec::new());
    let html = text(&queue);
    shows(&html, "aufrufen. Bitte klären Sie mit der Person, wo sie bekommt, was sie braucht.</span>");
    shows(&html, ">möchte am Platz abgeholt werden</span>");
}

#[test]
fn a_free_counter_may_call_and_nothing_else() {
    let html = text(&queue());
    shows(&html, "Ihr Schalter ist frei.");
    offers(&html, &["next"]);
    shows(&html, r#"id="call-A047" aria-label="Aufrufen: A047"> <span"#);
}

#[test]
fn a_called_visitor_may_come_be_called_again_or_stay_away() {
    let html = text(&queue_with(called("A042", "pass", "3", TicketState::Called, 151)));
    shows(&html, r#"<p class="at-counter__number">A042</p>"#);
    shows(&html, "Reisepass beantragen");
    shows(&html, ">2 Min. 31 Sek.</time>");
    offers(&html, &["arrive", "recall", "no-show", "park", "transfer"]);
    shows(&html, r#"id="next" data-letter="N" disabled"#);
    shows(&html, r#"id="call-A047" aria-label="Aufrufen: A047" disabled"#);
}

#[test]
fn a_visitor_at_the_counter_is_finished() {
    let html = text(&queue_with(called("A042", "pass", "3", TicketState::Serving, 61)));
    shows(&html, "Im Gespräch seit");
    offers(&html, &["finish", "park", "transfer"]);
}

#[test]
fn recalls_are_counted() {
    let mut ticket = called("A042", "pass", "3", TicketState::Called, 5);
    hides(&text(&queue_with(ticket.clone())), "nachgerufen");
    ticket.recalls = 2;
    shows(&text(&queue_with(ticket)), "2-mal nachgerufen");
}

#[test]
fn other_counters_are_seen_and_not_touched() {
    let html = text(&queue());
    shows(&html, r#"data-panel="open" hidden"#);
    shows(&html, "<strong>A045</strong>");
    shows(&html, "<strong>A043</strong>");
    hides(&html, "act-finish");
}

#[test]
fn a_remark_is_read_before_the_call() {
    let mut queue = queue();
    let mut ticket = called("A042", "pass", "3", TicketState::Waiting, 600);
    (ticket.stage, ticket.has_remark) = (Stage::LookedAt, true);
    ticket.remark = Some("Hört schlecht <laut>".into());
    queue.looked_at = vec![ticket];
    let html = text(&queue);
    shows(&html, "<strong>Bemerkung:</strong> Hört schlecht &#60;laut&#62;");
    offers(&html, &["call", "release"]);
    queue.looked_at[0].remark = None;
    shows(&text(&queue), "Die Bemerkung zu dieser Nummer liegt nicht mehr vor.");
}

#[test]
fn a_long_visit_is_told_only_while_an_appointment_waits() {
    let mut ticket = called("A042", "pass", "3", TicketState::Serving, 25 * 60);
    ticket.usual_seconds_max = Some(20 * 60);
    let mut queue = queue_with(ticket);
    shows(&text(&queue), "Das Gespräch dauert 5 Minuten länger als üblich. A044 wartet mit Termin.");
    queue.waiting.retain(|ticket| matches!(ticket.reason, Some(Reason::Waiting { .. })));
    hides(&text(&queue), "länger als üblich");
    queue.waiting = vec![waiting("A052", "pass", "09:36", Reason::Appointment { at: at("09:45") })];
    hides(&text(&queue), "länger als üblich");
    queue.waiting[0].reason = Some(Reason::Appointment { at: at("09:42") });
    shows(&text(&queue), "A052 wartet mit Termin.");
    queue.called[0].usual_seconds_max = Some(26 * 60);
    hides(&text(&queue), "wartet mit Termin");
}

#[test]
fn the_last_step_can_be_taken_back() {
    let mut queue = queue();
    hides(&text(&queue), "id=\"undo\"");
    let until = samples::now();
    queue.last_step =
        Some(wire::http::LastStep { number: "A041".into(), step: Step::Finish, until, moved_to: None });
    shows(&text(&queue), "Zurücknehmen: Abschluss von A041</span>");
}

#[test]
fn one_list_is_shown_and_the_others_are_a_step_away() {
    let (mut queue, services) = (queue(), samples::services());
    queue.missed = vec![called("A030", "pass", "1", TicketState::Missed, 300)];
    let html = live(&Desk { tab: Tab::Missed, ..desk(&queue, &services) });
    for tab in Tab::ALL {
        let panel = format!("data-panel=\"{}\"", tab.name());
        let is_shown = html.contains(&format!("{panel}>"));
        assert_eq!(is_shown, tab == Tab::Missed, "{panel} in\n{html}");
    }
    shows(&html, "id=\"take-back-A030\"");
}

#[test]
fn a_bell_is_seen_elsewhere_and_answered() {
    let (queue, services) = (queue(), samples::services());
    let bell = |counter: &str, answered_by: &[&str]| Bell {
        place: Helper::Counter(counter.into()),
        clerk: "Brandt".into(),
        at: samples::now(),
        answered_by: answered_by.iter().map(|counter| Helper::Counter(counter.to_string())).collect(),
    };
    let html = |bell| live(&Desk { bells: &[bell], ..desk(&queue, &services) });
    shows(&html(bell("1", &[])), "Notruf von Schalter 1, Brandt");
    shows(&html(bell("1", &[])), "Ich komme");
    shows(&html(bell("1", &["3"])), "Unterwegs: Schalter 3.");
    hides(&html(bell("1", &["3"])), "Ich komme");
    shows(&html(bell("3", &["1"])), "Ihr Notruf läuft.");
    hides(&html(bell("3", &["1"])), "Notruf von Schalter 3");
}

#[test]
fn a_long_queue_is_cut_and_the_rest_counted() {
    let mut queue = queue();
    let first = queue.waiting[0].clone();
    queue.waiting =
        (0..ROWS_MAX + 3).map(|n| DeskTicket { number: format!("A{n:03}"), ..first.clone() }).collect();
    let html = text(&queue);
    shows(&html, "<strong>53 Personen</strong> warten");
    shows(&html, "Danach warten noch 3 Personen.");
    assert_eq!(html.matches("waiting__number").count(), ROWS_MAX, "only the waiting have rows here");
}

#[test]
fn one_who_waits_alone_is_one_person() {
    let mut queue = queue();
    queue.waiting.truncate(1);
    shows(&text(&queue), "<strong>1 Person</strong> wartet, am längsten <time");
    queue.waiting.clear();
    shows(&text(&queue), "Zurzeit wartet niemand.");
    queue.service_day = None;
    shows(&text(&queue), "Heute ist noch nicht geöffnet.");
}

#[test]
fn a_refusal_comes_with_the_state_and_goes_with_the_next_act() {
    let (queue, services) = (queue(), samples::services());
    let refusal = samples::problem("moved-on");
    let refused = answer(&Desk { problem: Some(&refusal), ..desk(&queue, &services) });
    shows(&refused, "Bei dieser Nummer hat sich gerade etwas geändert.");
    shows(&refused, r#"<div id="notice" hx-swap-oob="true">"#);
    shows(&refused, r#"id="next""#);
    let done = answer(&desk(&queue, &services));
    shows(&done, r#"<div id="notice" hx-swap-oob="true"></div>"#);
    hides(&live(&desk(&queue, &services)), "notice");
}

#[test]
fn what_people_typed_stays_text() {
    let html = text(&queue_with(called("A042", "<script>", "3", TicketState::Called, 1)));
    hides(&html, "<script>");
    shows(&html, "&#60;script&#62;");
}

#[test]
fn a_counter_may_be_called_anything() {
    assert_eq!(counter_path("3"), "/desk/3");
    assert_eq!(counter_path("Info / Tür"), "/desk/Info%20%2F%20T%C3%BCr");
}

#[test]
fn a_clock_set_back_shows_no_negative_wait() {
    let mut queue = queue();
    queue.waiting = vec![waiting("A001", "pass", "09:50", Reason::Unknown)];
    shows(&text(&queue), ">unter 1 Min.</time>");
    queue.called = vec![called("A002", "pass", "3", TicketState::Called, -90)];
    shows(&text(&queue), ">0 Sek.</time>");
    queue.waiting = vec![waiting("A001", "pass", "07:37", Reason::Unknown)];
    shows(&text(&queue), ">2 Std. 5 Min.</time>");
}

fn desk<'a>(queue: &'a DeskQueue, services: &'a BTreeMap<String, String>) -> Desk<'a> {
    Desk {
        who: &samples::WHO,
        counter: "3",
        services,
        queue,
        now: samples::now(),
        zone: samples::ZONE,
        key: "k0000001",
        problem: None,
        tab: Tab::Waiting,
        files: &[],
        bells: &[],
        floor: 0,
    }
}

/// The changing part with runs of white space as one space, as a browser shows it.
fn text(queue: &DeskQueue) -> String {
    live(&desk(queue, &samples::services())).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(reason: Reason, sentence: &str) {
    let mut queue = queue();
    queue.waiting = vec![waiting("A001", "pass", "09:30", reason)];
    shows(&text(&queue), &format!(">{sentence}</td>"));
}

#[track_caller]
fn offers(html: &str, acts: &[&str]) {
    for act in ["arrive", "recall", "no-show", "finish", "park", "call", "release"] {
        assert_eq!(html.contains(&format!("id=\"act-{act}\"")), acts.contains(&act), "{act} in\n{html}");
    }
    let may_transfer = html.contains("id=\"ask-transfer\"");
    assert_eq!(may_transfer, acts.contains(&"transfer"), "transfer in\n{html}");
    let may_call = html.contains(r#"id="next" data-letter="N"> <span"#);
    assert_eq!(may_call, acts.contains(&"next"), "next in\n{html}");
}

#[track_caller]
fn shows(html: &str, what: &str) {
    assert!(html.contains(what), "{what:?} is not in\n{html}");
}

#[track_caller]
fn hides(html: &str, what: &str) {
    assert!(!html.contains(what), "{what:?} is in\n{html}");
}
