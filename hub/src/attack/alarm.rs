//! Whether the booking site is under attack: how much is asked of it, and how many of those for whom a time
//! is kept never answer. It begins at once and ends slowly: an attack that pauses is one.

use chrono::{DateTime, TimeDelta, Utc};
use tracing::{info, warn};

/// Where this much more is asked than usual, it is no busy day. The fullest minute of a town's week has five
/// times the average of all its minutes.
const TIMES_USUAL: f64 = 10.0;
/// What is usual is learnt over a week, with its Sundays.
const USUAL_OVER: TimeDelta = TimeDelta::days(7);
/// So many letters an hour that nobody answers are no slow mail servers, where few others are answered; and
/// so many forms that are neither sent nor left, no telephones that were switched off.
const UNANSWERED_AN_HOUR: f64 = 100.0;
/// Of people who ask for a letter or open a form, most go on; where this part does not, they are none.
const UNANSWERED_PART: f64 = 0.5;
/// It is over when for this long less than half of what began it was asked.
const CALM: TimeDelta = TimeDelta::minutes(10);

pub struct Alarm {
    asks_per_minute: u32,
    asks: Pace,
    usual: Pace,
    letters: Kept,
    forms: Kept,
    raised: Option<Raised>,
}

/// Times that are kept until somebody does something, and how often they do it. Forms come and go by the
/// hundred: counted with them, letters that nobody answers would be few.
struct Kept {
    asked: Pace,
    done: Pace,
}

#[derive(Debug, Clone, Copy)]
struct Raised {
    at: DateTime<Utc>,
    loud_at: DateTime<Utc>,
}

/// What happened within a span, of which older things count less and less.
struct Pace {
    span: TimeDelta,
    count: f64,
    at: DateTime<Utc>,
}

impl Alarm {
    /// Below so many forms a minute there is none, whatever is usual.
    pub fn new(asks_per_minute: u32) -> Alarm {
        Alarm {
            asks_per_minute,
            asks: Pace::over(TimeDelta::minutes(1)),
            usual: Pace::over(USUAL_OVER),
            letters: Kept::over(TimeDelta::hours(1)),
            forms: Kept::over(TimeDelta::hours(1)),
            raised: None,
        }
    }

    /// Somebody wants a time, or a letter. Whatever becomes of it counts: an attack that gets nowhere is one.
    pub fn asked(&mut self, now: DateTime<Utc>) {
        self.asks.happens(now);
        // Otherwise an attack would be usual in the end.
        if self.since(now).is_none() {
            self.usual.happens(now);
        }
    }

    pub fn letter_asks(&mut self, now: DateTime<Utc>) {
        self.letters.asked.happens(now);
    }

    /// What people do to the end is usual, also while programs are about: a county that is asked much every
    /// morning learns it.
    pub fn letter_answered(&mut self, now: DateTime<Utc>) {
        self.letters.done.happens(now);
        if self.since(now).is_some() {
            self.usual.happens(now);
        }
    }

    pub fn form_keeps(&mut self, now: DateTime<Utc>) {
        self.forms.asked.happens(now);
    }

    pub fn form_ends(&mut self, now: DateTime<Utc>) {
        self.forms.done.happens(now);
    }

    pub fn since(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let loud = self.loudness(now);
        match &mut self.raised {
            None if loud >= 1.0 => {
                warn!("programs seem to ask for times: whoever books brings a stamp now, or waits");
                self.raised = Some(Raised { at: now, loud_at: now });
            }
            Some(raised) if loud >= 0.5 => raised.loud_at = now,
            Some(raised) if now - raised.loud_at >= CALM => {
                info!(since = %raised.at, "the attack on the booking site is over");
                self.raised = None;
            }
            Some(_) | None => {}
        }
        self.raised.map(|raised| raised.at)
    }

    /// How much of what is an attack there is; one is an attack.
    fn loudness(&self, now: DateTime<Utc>) -> f64 {
        let usual_minute = self.usual.within(now) / USUAL_OVER.num_minutes() as f64;
        let by_asks = self.asks.within(now) / f64::from(self.asks_per_minute).max(TIMES_USUAL * usual_minute);
        by_asks.max(self.letters.loudness(now)).max(self.forms.loudness(now))
    }
}

impl Kept {
    fn over(span: TimeDelta) -> Kept {
        Kept { asked: Pace::over(span), done: Pace::over(span) }
    }

    fn loudness(&self, now: DateTime<Utc>) -> f64 {
        let (asked, done) = (self.asked.within(now), self.done.within(now));
        let unanswered = (asked - done).max(0.0);
        let is_unusual = unanswered > UNANSWERED_PART * asked;
        if is_unusual { unanswered / UNANSWERED_AN_HOUR } else { 0.0 }
    }
}

impl Pace {
    fn over(span: TimeDelta) -> Pace {
        Pace { span, count: 0.0, at: DateTime::UNIX_EPOCH }
    }

    fn happens(&mut self, now: DateTime<Utc>) {
        (self.count, self.at) = (self.within(now) + 1.0, now.max(self.at));
    }

    fn within(&self, now: DateTime<Utc>) -> f64 {
        // A clock that was set back makes nothing older.
        let passed = (now - self.at).max(TimeDelta::zero());
        self.count * (-passed.as_seconds_f64() / self.span.as_seconds_f64()).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As in the example of the hub's file.
    const ASKS_PER_MINUTE: u32 = 60;

    fn noon() -> DateTime<Utc> {
        "2026-03-11T11:00:00Z".parse().expect("a time")
    }

    /// So many forms a minute, for so long; the time after it.
    fn asks(alarm: &mut Alarm, from: DateTime<Utc>, per_minute: i32, minutes: i32) -> DateTime<Utc> {
        let every = TimeDelta::minutes(1) / per_minute;
        for n in 0..per_minute * minutes {
            alarm.asked(from + every * n);
        }
        from + TimeDelta::minutes(minutes.into())
    }

    fn in_a_moment(alarm: &mut Alarm, count: u32, now: DateTime<Utc>) {
        (0..count).for_each(|_| alarm.asked(now));
    }

    #[test]
    fn what_is_asked_in_a_minute_decides() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        in_a_moment(&mut alarm, 59, noon());
        assert_eq!(alarm.since(noon()), None);
        alarm.asked(noon());
        assert_eq!(alarm.since(noon()), Some(noon()));
    }

    #[test]
    fn a_busy_day_is_no_attack() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        let later = asks(&mut alarm, noon(), 50, 8 * 60);
        assert_eq!(alarm.since(later), None);
    }

    #[test]
    fn it_ends_when_it_has_been_calm_for_a_while() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        in_a_moment(&mut alarm, 100, noon());
        // It pauses, and goes on.
        let pause = noon() + TimeDelta::minutes(9);
        assert_eq!(alarm.since(pause), Some(noon()));
        in_a_moment(&mut alarm, 40, pause);
        let mut now = pause;
        while alarm.since(now).is_some() {
            now += TimeDelta::seconds(10);
        }
        let lasted = now - pause;
        assert!(lasted >= CALM && lasted < CALM + TimeDelta::minutes(2), "{lasted}");
        in_a_moment(&mut alarm, 40, now);
        assert_eq!(alarm.since(now), None, "half of it goes on with one, and begins none");
    }

    #[test]
    fn a_large_town_has_another_usual() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        let mut now = noon();
        for _ in 0..14 {
            asks(&mut alarm, now, 30, 8 * 60);
            now += TimeDelta::days(1);
        }
        let minute = 8.0 / 24.0 * 30.0;
        in_a_moment(&mut alarm, (TIMES_USUAL * minute * 0.7) as u32, now);
        assert_eq!(alarm.since(now), None, "ten in a minute are usual, counted over all minutes");
        in_a_moment(&mut alarm, (TIMES_USUAL * minute * 0.4) as u32, now);
        assert!(alarm.since(now).is_some());
    }

    /// Sixty-six forms a minute every morning, by people who answer their letters.
    #[test]
    fn a_county_that_is_asked_much_every_day_learns_it() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        let mut first = noon();
        let mut is_raised = Vec::new();
        for _ in 0..21 {
            for n in 0..4 * 60 * 66 {
                let now = first + TimeDelta::minutes(1) / 66 * n;
                alarm.asked(now);
                alarm.letter_asks(now);
                alarm.letter_answered(now);
            }
            is_raised.push(alarm.since(first + TimeDelta::hours(4)).is_some());
            first += TimeDelta::days(1);
        }
        assert!(is_raised[0], "nothing is usual yet");
        assert!(is_raised[14..].iter().all(|raised| !raised), "{is_raised:?}");
    }

    #[test]
    fn an_attack_never_becomes_usual() {
        let mut alarm = Alarm::new(6);
        let now = asks(&mut alarm, noon(), 20, 3 * 24 * 60);
        assert!(alarm.since(now).is_some_and(|since| since - noon() < TimeDelta::minutes(2)));
    }

    #[test]
    fn letters_that_nobody_answers_are_an_attack_however_slow() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        let letter = |n: i32| noon() + TimeDelta::seconds(3) * n;
        for n in 0..1_200 {
            alarm.letter_asks(letter(n));
            if n % 5 != 0 {
                alarm.letter_answered(letter(n));
            }
        }
        assert_eq!(alarm.since(letter(1_200)), None, "of a large town a hundred an hour do not answer");
        for n in 1_200..2_400 {
            alarm.letter_asks(letter(n));
        }
        assert!(alarm.since(letter(2_400)).is_some());
        // And some hours later it is history.
        assert_eq!(alarm.since(letter(2_400) + TimeDelta::hours(4)), None);
    }

    /// Forms that come and go hide no letters; those that are neither sent nor left are an attack themselves.
    #[test]
    fn forms_are_counted_apart_from_letters() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        for _ in 0..1_000 {
            alarm.form_keeps(noon());
            alarm.form_ends(noon());
        }
        (0..99).for_each(|_| alarm.letter_asks(noon()));
        assert_eq!(alarm.since(noon()), None);
        alarm.letter_asks(noon());
        assert_eq!(alarm.since(noon()), Some(noon()));

        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        (0..99).for_each(|_| alarm.form_keeps(noon()));
        assert_eq!(alarm.since(noon()), None);
        alarm.form_keeps(noon());
        assert_eq!(alarm.since(noon()), Some(noon()));
    }

    #[test]
    fn a_clock_that_is_set_back_makes_no_attack() {
        let mut alarm = Alarm::new(ASKS_PER_MINUTE);
        in_a_moment(&mut alarm, 30, noon());
        let before = noon() - TimeDelta::hours(1);
        in_a_moment(&mut alarm, 20, before);
        assert_eq!(alarm.since(before), None);
        assert_eq!(alarm.since(noon() + TimeDelta::hours(1)), None);
    }
}
