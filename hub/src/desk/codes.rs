//! The stable code of every refusal, for programs and pages.

pub(super) fn queue_code(refusal: &queue::Refusal) -> &'static str {
    use queue::Refusal::*;
    match refusal {
        DayIsOpen(_) => "day-is-open",
        DayIsOver(_) => "day-is-over",
        NoDay => "closed",
        NotYetOpen { .. } => "not-yet-open",
        Closed => "closed",
        UnknownService => "unknown-service",
        UnknownCounter => "unknown-counter",
        UnknownTicket => "unknown-ticket",
        NumbersUsedUp { .. } => "numbers-used-up",
        NobodyWaiting => "nobody-waiting",
        CounterBusy { .. } => "counter-busy",
        NotServedHere { .. } => "not-served-here",
        AtAnotherCounter { .. } => "at-another-counter",
        MovedOn { .. } => "moved-on",
        RecalledTooOften { .. } => "recalled-too-often",
    }
}

pub(super) fn calendar_code(refusal: &calendar::Refusal) -> &'static str {
    use calendar::Refusal::*;
    match refusal {
        UnknownService => "unknown-service",
        OffTheGrid => "off-the-grid",
        Past => "past",
        NotOpen => "not-open",
        Full => "full",
        UnknownBooking => "unknown-booking",
        Cancelled => "cancelled",
        CheckedIn => "checked-in",
    }
}
