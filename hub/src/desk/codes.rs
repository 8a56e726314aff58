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
        UnknownZone => "unknown-zone",
        UnknownCounter => "unknown-counter",
        UnknownTicket => "unknown-ticket",
        NumbersUsedUp { .. } => "numbers-used-up",
        ContingentUsedUp => "contingent-used-up",
        TooLateToday => "too-late-today",
        ZoneClosed { .. } => "zone-closed",
        NotServedTogether => "not-served-together",
        TooMuchForOneTicket { .. } => "too-much-for-one-ticket",
        AnotherDay => "another-day",
        NotArrivedYet => "not-arrived-yet",
        NobodyWaiting => "nobody-waiting",
        CounterBusy { .. } => "counter-busy",
        NotServedHere { .. } => "not-served-here",
        NeedsNotMet { .. } => "needs-not-met",
        LookFirst { .. } => "look-first",
        AtAnotherCounter { .. } => "at-another-counter",
        MovedOn { .. } => "moved-on",
        RecalledTooOften { .. } => "recalled-too-often",
        NotOnTheTicket { .. } => "not-on-the-ticket",
        OnlyMatter { .. } => "only-matter",
        TooManyCounters { .. } => "too-many-counters",
        TooManyNumbers { .. } => "too-many-numbers",
        NotOpenThen { .. } => "not-open-then",
        NothingToUndo => "nothing-to-undo",
        TooLateToUndo { .. } => "too-late-to-undo",
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
