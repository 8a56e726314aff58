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
        HasATime { .. } => "has-a-time",
        TimeIsOver { .. } => "past",
    }
}

/// The day's own reason is the code of a booking that has nothing that day.
pub(super) fn calendar_code(refusal: &calendar::Refusal) -> &'static str {
    use calendar::Refusal::*;
    match refusal {
        Matters => "matters",
        Persons => "persons",
        UnknownService => "unknown-service",
        NotTogether => "not-together",
        TooLong => "too-long",
        NotInThisForm => "not-in-this-form",
        NotThroughThisChannel { .. } => "not-through-this-channel",
        CallFirst => "call-first",
        NameNeeded => "name-needed",
        PlaceNeeded => "place-needed",
        NobodyResponsible => "nobody-responsible",
        NothingThatDay(why) => why_none(why),
        NotASlot => "not-a-slot",
        Past => "past",
        TooLate => "too-late",
        Taken => "full",
        UnknownBooking => "unknown-booking",
        AnotherBooking => "another-booking",
        Lapsed => "lapsed",
        Cancelled => "cancelled",
        CheckedIn => "checked-in",
        Missed => "missed",
        AskedAgain => "asked-again",
        Unconfirmed => "unconfirmed",
        AnotherDay => "another-day",
        UnknownResource => "unknown-resource",
        NotWithThat => "not-with-that",
        Unable => "unable",
        EndsBeforeItBegins => "ends-before-it-begins",
        AbsenceTooFar => "absence-too-far",
    }
}

/// Why a day has nothing. The same word stands at the day in a list of free slots.
pub fn why_none(why: &calendar::WhyNone) -> &'static str {
    use calendar::WhyNone::*;
    use calendar::plan::Closed;
    match why {
        Closed(Closed::Holiday(_)) => "holiday",
        Closed(Closed::Closure(_)) => "closure",
        Closed(Closed::NoHours) => "not-open",
        Past => "past",
        TooLate(_) => "too-late",
        NotReleased { .. } => "not-released",
        TooFar => "too-far",
        NotForThis => "not-for-this",
        WalkInsOnly => "walk-ins-only",
        NobodyThere => "nobody-there",
        TooLong => "too-long",
        FullyBooked => "full",
        KeptBack => "kept-back",
    }
}
