//! What is on the paper, in German and in the visitor's language.
//!
//! The sentences are those of `ui/phrases.slint`; sizes and dots are the printer's matter.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use hardware::slip::{Line, LineSize, Slip};
use slint::ComponentHandle;
use wire::http::{IssuedTicket, Offer};

use crate::language::{self, GERMAN};
use crate::ui;
use crate::words::{self, Spoken};

/// Lays a ticket out in words. German is for everybody in the hall who is asked for help; the
/// visitor's language is added where it is another one. Plain German takes the place of German.
pub fn compose(
    window: &ui::Kiosk,
    ticket: &IssuedTicket,
    offer: &Offer,
    visitors: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Slip {
    let is_german = |code: &str| code == GERMAN.code || code.starts_with("de-");
    let first = language::find(visitors).filter(|language| is_german(language.code)).unwrap_or(GERMAN);
    let second = language::find(visitors).filter(|language| !is_german(language.code));

    let spoken = Spoken::now();
    words::speak(first);
    let heading = window
        .global::<ui::SlipPhrases>()
        .invoke_heading(offer.town.as_str().into(), offer.office.as_str().into());
    let place = window.global::<ui::Phrases>().invoke_place(
        ticket.zone.to_string().into(),
        ticket.zone_name.as_str().into(),
        ticket.zone_place.as_str().into(),
    );
    let printed_at = now.with_timezone(&zone).format("%d.%m.%Y %H:%M").to_string();
    let printed_at = window.global::<ui::SlipPhrases>().invoke_as_of(printed_at.into());
    let copy = ticket.again.then(|| window.global::<ui::SlipPhrases>().invoke_copy().into());
    let mut lines = lines(window, ticket, zone);
    if let Some(second) = second {
        words::speak(second);
        lines.extend(self::lines(window, ticket, zone));
    }
    drop(spoken);

    Slip {
        heading: heading.into(),
        number: ticket.number.clone(),
        place: place.into(),
        lines,
        qr: ticket.status_url.to_uppercase(),
        short_code: ticket.short_code.clone(),
        printed_at: printed_at.into(),
        copy,
    }
}

/// The sentences in the language that is spoken just now.
fn lines(window: &ui::Kiosk, ticket: &IssuedTicket, zone: Tz) -> Vec<Line> {
    let on_slip = window.global::<ui::SlipPhrases>();
    let time = |at: DateTime<Utc>| words::time(at, zone).into();
    let (kind, from, to) = words::wait(ticket.estimate);

    let mut core = Vec::new();
    if let Some(at) = ticket.appointment_at {
        core.push(on_slip.invoke_appointment(time(at)));
    }
    core.push(on_slip.invoke_waiting_before(words::count(ticket.waiting_before)));
    core.push(on_slip.invoke_wait(kind, from, to));
    let body = [on_slip.invoke_order(), on_slip.invoke_what_happens(), on_slip.invoke_qr()];

    let sized = |size| move |text: slint::SharedString| Line { text: text.into(), size };
    core.into_iter()
        .map(sized(LineSize::Core))
        .chain(body.into_iter().map(sized(LineSize::Body)))
        .filter(|line| !line.text.is_empty())
        .collect()
}
