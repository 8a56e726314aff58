//! Absences from a calendar (RFC 5545), each time an event comes again as one of its own.
//!
//! Rules are unrolled in wall time and only then become instants: leave at eight is at eight on both sides
//! of the night the clocks change, and a time that night swallows is no reason to leave a day out.

use std::collections::{BTreeMap, BTreeSet};

use calendar::bookings::ABSENCE_MAX;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use icalendar::parser::{Component, Property, read_calendar, unfold};
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};

use super::people::{People, Whose};
use super::{Collected, Stretch, Unread, Why, Window, day_after, instant, is_of_this_time};

/// Events of ten years of a busy office.
const EVENTS_MAX: usize = 10_000;
/// An event comes again once a day at most, for as long as absences are read.
const TIMES_MAX: u16 = 1_000;
/// A day at both ends: what is near in one zone is so in all.
const EDGE: TimeDelta = TimeDelta::days(2);

/// What Windows and Outlook call the zones of Central Europe and those next to them.
const ZONES_OF_WINDOWS: [(&str, Tz); 9] = [
    ("W. Europe Standard Time", Tz::Europe__Berlin),
    ("Central Europe Standard Time", Tz::Europe__Budapest),
    ("Central European Standard Time", Tz::Europe__Warsaw),
    ("Romance Standard Time", Tz::Europe__Paris),
    ("GMT Standard Time", Tz::Europe__London),
    ("E. Europe Standard Time", Tz::Europe__Chisinau),
    ("FLE Standard Time", Tz::Europe__Kyiv),
    ("GTB Standard Time", Tz::Europe__Bucharest),
    ("UTC", Tz::UTC),
];

pub(super) fn read(text: &str, people: &People, zone: Tz, to: &mut Collected) -> Result<(), Unread> {
    let text = unfold(text);
    if !text.trim_start().to_uppercase().starts_with("BEGIN:VCALENDAR") {
        return Err(Unread::NoCalendar);
    }
    let calendar = read_calendar(&text).map_err(|_| Unread::NoCalendar)?;
    let events: Vec<&Component> = calendar.components.iter().filter(|of| is_named(of, "VEVENT")).collect();
    if events.len() > EVENTS_MAX {
        return Err(Unread::TooMany);
    }
    let moved = moved(&events, zone);
    for (place, event) in (1..).zip(events) {
        match people.meant(said(event, people).into_iter()) {
            Whose::Others => to.is_of_others(),
            Whose::Several => to.is_odd(place, Why::Several),
            Whose::Resource(resource) => match stretches(event, zone, to.window, &moved) {
                Ok(found) => found.into_iter().for_each(|stretch| to.takes(place, &resource, stretch)),
                Err(why) => to.is_odd(place, why),
            },
        }
    }
    Ok(())
}

fn is_named(component: &Component, name: &str) -> bool {
    component.name.as_str().eq_ignore_ascii_case(name)
}

fn all<'a>(event: &'a Component, name: &'a str) -> impl Iterator<Item = &'a Property<'a>> {
    event.properties.iter().filter(move |of| of.name.as_str().eq_ignore_ascii_case(name))
}

fn first<'a>(event: &'a Component, name: &'a str) -> Option<&'a Property<'a>> {
    all(event, name).next()
}

fn says(event: &Component, name: &str, value: &str) -> bool {
    first(event, name).is_some_and(|of| of.val.as_str().trim().eq_ignore_ascii_case(value))
}

/// What the property says that names people, and the name beside an address.
fn said<'a>(event: &'a Component, people: &'a People) -> Vec<&'a str> {
    let Some(name) = people.said_by() else { return vec![] };
    let beside = |of: &'a Property<'a>| {
        let named = of.params.iter().filter(|param| param.key.as_str().eq_ignore_ascii_case("CN"));
        named.filter_map(|param| param.val.as_ref()).map(|name| name.as_str().trim_matches('"'))
    };
    all(event, name).flat_map(|of| std::iter::once(of.val.as_str()).chain(beside(of))).collect()
}

/// Which times of a series are told anew by an event of their own, by the series' identity.
type Moved<'a> = BTreeMap<&'a str, BTreeSet<DateTime<Utc>>>;

fn moved<'a>(events: &[&'a Component<'a>], zone: Tz) -> Moved<'a> {
    let mut moved = Moved::new();
    for event in events {
        let (Some(uid), Some(was)) = (first(event, "UID"), first(event, "RECURRENCE-ID")) else { continue };
        if let Ok(was) = Moment::of(was, zone) {
            moved.entry(uid.val.as_str()).or_default().insert(was.instant());
        }
    }
    moved
}

/// The times an event is in the way of appointments.
fn stretches(event: &Component, zone: Tz, window: Window, moved: &Moved) -> Result<Vec<Stretch>, Why> {
    let is_free = says(event, "TRANSP", "TRANSPARENT") || says(event, "STATUS", "CANCELLED");
    let Some(begins) = first(event, "DTSTART").filter(|_| !is_free) else { return Ok(vec![]) };
    let begins = Moment::of(begins, zone)?;
    let lasts = lasts(event, &begins, zone)?;
    // Of a moment; it keeps nobody from anything.
    if lasts == TimeDelta::zero() {
        return Ok(vec![]);
    }
    let mut walls: BTreeSet<NaiveDateTime> = BTreeSet::new();
    let is_a_series_of_its_own = first(event, "RECURRENCE-ID").is_none();
    match first(event, "RRULE").filter(|_| is_a_series_of_its_own) {
        Some(rule) => walls.extend(unrolled(rule.val.as_str(), &begins, lasts, window)?),
        None => {
            walls.insert(begins.wall);
        }
    }
    for of in all(event, "RDATE") {
        // Periods are written by nobody we know.
        let also = listed(of, zone).collect::<Result<Vec<Moment>, Why>>().map_err(|_| Why::Repeats)?;
        walls.extend(also.iter().map(|also| also.in_zone_of(&begins)));
    }
    let mut without = Without::default();
    for of in all(event, "EXDATE") {
        for except in listed(of, zone) {
            without.takes(&except.map_err(|_| Why::Repeats)?);
        }
    }
    let told_anew = first(event, "UID").filter(|_| is_a_series_of_its_own);
    let told_anew = told_anew.and_then(|uid| moved.get(uid.val.as_str()));
    let stays = |wall: &NaiveDateTime| {
        let at = instant(*wall, begins.zone);
        !without.has(*wall, at) && told_anew.is_none_or(|moved| !moved.contains(&at))
    };
    let stretch = |wall: NaiveDateTime| Stretch {
        from: instant(wall, begins.zone),
        until: instant(wall + lasts, begins.zone),
    };
    Ok(walls.into_iter().filter(stays).map(stretch).collect())
}

/// How long an event takes by the clock on the wall.
fn lasts(event: &Component, begins: &Moment, zone: Tz) -> Result<TimeDelta, Why> {
    let lasts = match (first(event, "DTEND"), first(event, "DURATION")) {
        (Some(ends), _) => Moment::of(ends, zone)?.in_zone_of(begins) - begins.wall,
        (None, Some(takes)) => duration(takes.val.as_str()).ok_or(Why::Time)?,
        (None, None) if begins.is_whole_day => TimeDelta::days(1),
        (None, None) => TimeDelta::zero(),
    };
    // Some programs end a day on itself.
    let lasts = if begins.is_whole_day { lasts.max(TimeDelta::days(1)) } else { lasts };
    match lasts {
        lasts if lasts < TimeDelta::zero() => Err(Why::EndsBeforeItBegins),
        lasts if lasts > ABSENCE_MAX => Err(Why::TooFar),
        lasts => Ok(lasts),
    }
}

/// "P1W", "P2D", "PT1H30M", "P1DT2H" (RFC 5545 section 3.3.6).
fn duration(text: &str) -> Option<TimeDelta> {
    let (mut sum, mut number, mut is_time) = (TimeDelta::zero(), String::new(), false);
    for letter in text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if letter == 'T' {
            is_time = true;
            continue;
        }
        let count: i64 = std::mem::take(&mut number).parse().ok()?;
        let part = match (letter, is_time) {
            ('W', false) => TimeDelta::try_weeks(count),
            ('D', false) => TimeDelta::try_days(count),
            ('H', true) => TimeDelta::try_hours(count),
            ('M', true) => TimeDelta::try_minutes(count),
            ('S', true) => TimeDelta::try_seconds(count),
            _ => None,
        };
        sum = sum.checked_add(&part?)?;
    }
    number.is_empty().then_some(sum)
}

/// When a series takes place, by the clock on the wall, within the window.
fn unrolled(
    rule: &str,
    begins: &Moment,
    lasts: TimeDelta,
    window: Window,
) -> Result<Vec<NaiveDateTime>, Why> {
    let rule: RRule<Unvalidated> = in_wall_time(rule, begins)?.parse().map_err(|_| Why::Repeats)?;
    if matches!(rule.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly) {
        return Err(Why::Repeats);
    }
    let utc = |wall: NaiveDateTime| wall.and_utc().with_timezone(&rrule::Tz::UTC);
    let start = utc(begins.wall);
    let Ok(rule) = rule.validate(start) else {
        return Err(Why::Repeats);
    };
    let wall = |at: DateTime<Utc>| at.with_timezone(&begins.zone).naive_local();
    let after = utc(wall(window.now) - lasts - EDGE);
    let before = utc(wall(window.horizon) + EDGE);
    let found = RRuleSet::new(start).rrule(rule).after(after).before(before).all(TIMES_MAX);
    match found.limited {
        true => Err(Why::Repeats),
        false => Ok(found.dates.iter().map(|date| date.naive_utc()).collect()),
    }
}

/// The rule with its end as the clock on the wall shows it, said to be UTC as everything is in there.
fn in_wall_time(rule: &str, begins: &Moment) -> Result<String, Why> {
    let part = |part: &str| match part.split_once('=') {
        Some((name, until)) if name.eq_ignore_ascii_case("UNTIL") => {
            let until = match written(until.trim()).ok_or(Why::Repeats)? {
                Written::Day(day) => day.and_time(NaiveTime::from_hms_opt(23, 59, 59).expect("a time")),
                Written::Wall(wall) => wall,
                Written::Utc(at) => at.with_timezone(&begins.zone).naive_local(),
            };
            Ok(format!("UNTIL={}Z", until.format("%Y%m%dT%H%M%S")))
        }
        _ => Ok(part.trim().to_owned()),
    };
    let parts: Vec<String> = rule
        .trim()
        .split(';')
        .filter(|part| !part.trim().is_empty())
        .map(part)
        .collect::<Result<_, Why>>()?;
    Ok(parts.join(";"))
}

/// When a series does not take place.
#[derive(Default)]
struct Without {
    instants: BTreeSet<DateTime<Utc>>,
    /// Some programs except a day from a series of hours.
    days: BTreeSet<NaiveDate>,
}

impl Without {
    fn takes(&mut self, except: &Moment) {
        match except.is_whole_day {
            true => self.days.insert(except.wall.date()),
            false => self.instants.insert(except.instant()),
        };
    }

    fn has(&self, wall: NaiveDateTime, at: DateTime<Utc>) -> bool {
        self.days.contains(&wall.date()) || self.instants.contains(&at)
    }
}

/// A time as a calendar says it: what the clock on the wall shows, and where that wall is.
struct Moment {
    wall: NaiveDateTime,
    zone: Tz,
    is_whole_day: bool,
}

impl Moment {
    /// `zone` is that of times without one.
    fn of(property: &Property, zone: Tz) -> Result<Moment, Why> {
        Moment::read(property.val.as_str(), zone_of(property, zone)?)
    }

    fn read(text: &str, zone: Tz) -> Result<Moment, Why> {
        let (wall, zone, is_whole_day) = match written(text.trim()).ok_or(Why::Time)? {
            Written::Day(day) => (day.and_time(NaiveTime::MIN), zone, true),
            Written::Wall(wall) => (wall, zone, false),
            Written::Utc(at) => (at.naive_utc(), Tz::UTC, false),
        };
        if !is_of_this_time(wall.date()) || day_after(wall.date()).is_none() {
            return Err(Why::Time);
        }
        Ok(Moment { wall, zone, is_whole_day })
    }

    fn instant(&self) -> DateTime<Utc> {
        instant(self.wall, self.zone)
    }

    /// What the clock shows meanwhile where `other` is said.
    fn in_zone_of(&self, other: &Moment) -> NaiveDateTime {
        match self.zone == other.zone || self.is_whole_day {
            true => self.wall,
            false => self.instant().with_timezone(&other.zone).naive_local(),
        }
    }
}

/// All times of a property that lists some.
fn listed<'a>(property: &'a Property, zone: Tz) -> impl Iterator<Item = Result<Moment, Why>> + 'a {
    let zone = zone_of(property, zone);
    property.val.as_str().split(',').map(move |text| Moment::read(text, zone?))
}

enum Written {
    Day(NaiveDate),
    Wall(NaiveDateTime),
    Utc(DateTime<Utc>),
}

fn written(text: &str) -> Option<Written> {
    let wall = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok();
    match (text.len(), text.strip_suffix(['Z', 'z'])) {
        (8, None) => NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(Written::Day),
        (_, Some(utc)) => Some(Written::Utc(wall(utc)?.and_utc())),
        (_, None) => Some(Written::Wall(wall(text)?)),
    }
}

fn zone_of(property: &Property, otherwise: Tz) -> Result<Tz, Why> {
    let named = property.params.iter().find(|param| param.key.as_str().eq_ignore_ascii_case("TZID"));
    let Some(name) = named.and_then(|param| param.val.as_ref()) else { return Ok(otherwise) };
    let name = name.as_str().trim().trim_matches('"');
    // As in "/citadel.org/20210210_1/Europe/Berlin", which some servers write.
    let tail: Vec<&str> = name.rsplitn(3, '/').collect();
    let tail = if tail.len() == 3 { format!("{}/{}", tail[1], tail[0]) } else { name.to_owned() };
    let of_windows = ZONES_OF_WINDOWS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let known = name.parse().ok().or_else(|| tail.parse().ok()).or(of_windows.map(|(_, zone)| *zone));
    // "(UTC+01:00) Amsterdam, Berlin, Bern, ..." is how Outlook calls its own.
    let outlook = || name.contains("Berlin").then_some(Tz::Europe__Berlin);
    known.or_else(outlook).ok_or(Why::Zone)
}
