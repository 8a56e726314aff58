//! Every booking of two real offices, made and cancelled through the API when it was.
//!
//! Hours, grid and length of a visit are those that each public calendar showed (`real_calendars`). How many
//! seats there were no calendar shows: they are stated here, with the reason, and never derived from what
//! was taken. Whoever would find no seat is counted a second time, by a count of every five minutes alone;
//! what fits into no calendar is counted too, and said.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use calendar::Booking as Kept;
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Utc, Weekday};
use chrono_tz::Europe::Berlin;
use town_hall::replay::bookings::{self, Booking};
use town_hall::town::{Office, SITE};
use wire::http::Book;

use crate::real_calendars::{self, Calendar, written};
use crate::real_files::real_file;

/// One pool of clerks serves all calendars of this office; whoever keeps the files says it has three.
const SEATS_OF_SCHRIESHEIM: usize = 3;
/// Each calendar of the city is a desk of its own, and one is the least it can have while it offers
/// anything: had it more, even fewer would be refused.
const SEATS_OF_HEIDELBERG: usize = 1;
/// The hub counts seats in slices of so long.
const SLICE: TimeDelta = TimeDelta::minutes(5);

#[test]
fn all_bookings_of_schriesheim() {
    let Some(town) = Town::of("Schriesheim", "schriesheim-2026-10", SEATS_OF_SCHRIESHEIM) else { return };
    assert_eq!(town.bookings.len(), 299);
    // The second seat from the end is missed by few, and the one before by many.
    let overflows: Vec<usize> = [0, 1, 2].map(|less| town.check(SEATS_OF_SCHRIESHEIM - less)).to_vec();
    assert!(overflows[0] == 0 && overflows[1] > 0 && overflows[2] > overflows[1], "{overflows:?}");
}

#[test]
fn all_bookings_of_heidelberg() {
    let Some(town) = Town::of("Heidelberg", "heidelberg-2021-28", SEATS_OF_HEIDELBERG) else { return };
    assert_eq!(town.bookings.len(), 202);
    assert_eq!(town.check(SEATS_OF_HEIDELBERG), 0);
    assert_eq!(town.check(SEATS_OF_HEIDELBERG - 1), 202, "without its only seat a calendar has no time");
}

struct Town {
    name: &'static str,
    calendars: BTreeMap<String, Calendar>,
    bookings: Vec<Booking>,
}

impl Town {
    fn of(name: &'static str, file: &str, seats: usize) -> Option<Town> {
        let calendars = real_calendars::read(&real_file(&format!("{file}.csv.gz"))?);
        let bookings = bookings::read(&real_file(&format!("{file}-bookings.csv"))?).expect("bookings");
        let town = Town { name, calendars, bookings };
        town.says_what_was_read(seats);
        Some(town)
    }

    /// With so many seats the hub refuses exactly those whom the count tells; how many they are.
    fn check(&self, seats: usize) -> usize {
        let (told, refused) = (self.told(seats), self.made(seats));
        assert_eq!(refused, told, "{}: with {seats} seats", self.name);
        for (calendar, of) in self.by_calendar() {
            let lost = of.iter().filter(|n| refused.contains(n)).count();
            let kept = of.len() - lost;
            println!("{}, {seats} seats, calendar {calendar}: {kept} kept, {lost} refused", self.name);
        }
        let kept = self.bookings.len() - refused.len();
        println!("{}, {seats} seats: {kept} kept, {} refused", self.name, refused.len());
        refused.len()
    }

    /// And that every booking is at a time that its calendars were seen to offer before.
    fn says_what_was_read(&self, seats: usize) {
        let used: BTreeSet<&String> = self.bookings.iter().flat_map(|booking| &booking.calendars).collect();
        for (id, calendar) in &self.calendars {
            let (step, visit) = (calendar.step_minutes(), calendar.visit_minutes());
            let hours: Vec<String> = calendar
                .hours()
                .into_iter()
                .map(|(day, (opens, closes))| format!("{day} {}-{}", written(opens), written(closes)))
                .collect();
            let asked = if used.contains(id) { "" } else { " (nobody booked there)" };
            println!("{}: calendar {id}{asked}, {visit} minutes, every {step}: {hours:?}", self.name);
        }
        let days = |b: &Booking| (b.pool.clone(), b.day().to_string());
        let booked: BTreeSet<(String, String)> = self.bookings.iter().map(days).collect();
        let closed = self.closed();
        println!("{}: {seats} seats are stated; without a time, closed: {closed:?}", self.name);
        assert_eq!(closed.intersection(&booked).next(), None, "nobody booked on a day without a time");
        let before = |booking: &Booking, calendar: &String| {
            let since = self.calendars.get(calendar)?.open_since(wall(booking.slot_start))?;
            (since <= wall(booking.booked_at)).then_some(())
        };
        let fits_nowhere = |b: &&Booking| b.calendars.iter().any(|calendar| before(b, calendar).is_none());
        let outside = self.bookings.iter().filter(fits_nowhere).count();
        println!("{}: {outside} bookings at a time that was not seen open before", self.name);
        assert_eq!(outside, 0);
    }

    /// The bookings of each calendar, by their place. One that took the same time out of several
    /// calendars was for one of them: here for the first.
    fn by_calendar(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut by_calendar = BTreeMap::<&str, Vec<usize>>::new();
        for (n, booking) in self.bookings.iter().enumerate() {
            by_calendar.entry(&booking.calendars[0]).or_default().push(n);
        }
        by_calendar
    }

    /// Books or cancels, by time; a seat that is given back in a moment can be taken in it.
    fn acts(&self) -> Vec<(DateTime<Utc>, bool, usize)> {
        let all = self.bookings.iter().enumerate();
        let booked = all.clone().map(|(n, booking)| (booking.booked_at, true, n));
        let cancelled = all.filter_map(|(n, booking)| Some((booking.cancelled_at?, false, n)));
        let mut acts: Vec<_> = booked.chain(cancelled).collect();
        acts.sort();
        acts
    }

    fn visit_minutes(&self, booking: &Booking) -> u32 {
        self.calendars[&booking.calendars[0]].visit_minutes()
    }

    /// Who would find no seat, counted without the hub.
    fn told(&self, seats: usize) -> BTreeSet<usize> {
        let (mut taken, mut refused) = (HashMap::<(&str, DateTime<Utc>), usize>::new(), BTreeSet::new());
        for (_, books, n) in self.acts() {
            let booking = &self.bookings[n];
            let slices = self.visit_minutes(booking) as i32 / SLICE.num_minutes() as i32;
            let of_visit =
                || (0..slices).map(|slice| (booking.pool.as_str(), booking.slot_start + SLICE * slice));
            if books && of_visit().any(|slice| taken.get(&slice).copied().unwrap_or(0) == seats) {
                refused.insert(n);
            }
            for slice in of_visit().filter(|_| !refused.contains(&n)) {
                let taken = taken.entry(slice).or_default();
                if books { *taken += 1 } else { *taken -= 1 }
            }
        }
        refused
    }

    /// Who was refused by the hub, and nothing else went wrong.
    fn made(&self, seats: usize) -> BTreeSet<usize> {
        let acts = self.acts();
        let mut office = Office::of(&self.written(seats), acts[0].0 - TimeDelta::minutes(1));
        let partner = office.as_partner();
        let (mut ids, mut refused) = (HashMap::new(), BTreeSet::new());
        for (n_of_act, (at, books, n)) in acts.into_iter().enumerate() {
            office.clock.move_to(at);
            let key = format!("act-{n_of_act:06}");
            let booking = &self.bookings[n];
            if books {
                match partner.book(&key, &Book::of(&id_of(&booking.calendars[0]), booking.slot_start)) {
                    Ok(booked) => assert_eq!(ids.insert(n, booked.id), None),
                    Err(no) => {
                        let why = if seats == 0 { "kept-back" } else { "full" };
                        assert_eq!(no.code(), Some(why), "{booking:?}: {no}");
                        refused.insert(n);
                    }
                }
                nobody_has_the_seat_of_another(&office);
            } else if let Some(id) = ids.get(&n) {
                partner.cancel(&key, id).expect("it was booked");
            }
        }
        let distinct: BTreeSet<_> = ids.values().collect();
        assert_eq!(distinct.len(), self.bookings.len() - refused.len(), "every booking has its own id");
        starts_again_as_it_was(&mut office);
        refused
    }

    /// The town as its own hub would have it.
    fn written(&self, seats: usize) -> String {
        let mut text = format!(
            "[[site]]\nid = \"{SITE}\"\ntown = \"{}\"\noffice = \"Bürgerbüro\"\n\
             [[site.zone]]\nletter = \"A\"\nname = \"Bürgerbüro\"\n[[site.counter]]\nid = \"1\"\n",
            self.name
        );
        for (pool, calendars) in self.pools() {
            // A pool without a seat is none; one whose only seat is for walk-ins has none to book.
            let (seats, walk_ins) = (seats.max(1), usize::from(seats == 0));
            text += &format!(
                "[[site.pool]]\nid = \"{}\"\nseats = {seats}\nlead = {{ days_ahead = 400 }}\n\
                 [site.pool.hours]\nmonday = []\n",
                id_of(pool)
            );
            for calendar in &calendars {
                text += &self.series(calendar, walk_ins);
            }
            for calendar in calendars {
                let (id, minutes) = (id_of(calendar), self.calendars[calendar].visit_minutes());
                let pool = id_of(pool);
                text += &format!(
                    "[[site.service]]\nid = \"{id}\"\nname = \"Kalender {calendar}\"\nzone = \"A\"\n\
                     minutes = {minutes}\npool = \"{pool}\"\n"
                );
            }
        }
        for (pool, day) in self.closed() {
            let pool = id_of(&pool);
            text += &format!(
                "[[site.closure]]\nfrom = \"{day}\"\npools = [\"{pool}\"]\nname = \"Ohne Termine\"\n"
            );
        }
        text + &self.doors()
    }

    /// The hours of one calendar, all weeks that it was seen.
    fn series(&self, id: &str, walk_ins: usize) -> String {
        let calendar = &self.calendars[id];
        let (from, until, step) = (calendar.first_day(), calendar.last_day(), calendar.step_minutes());
        let series = |(weekday, (opens, closes)): (Weekday, (_, _))| {
            format!(
                "[[site.pool.series]]\nfrom = \"{from}\"\nuntil = \"{until}\"\nweekdays = [\"{weekday}\"]\n\
                 opens = \"{}\"\ncloses = \"{}\"\nstep_minutes = {step}\nservices = [\"{}\"]\n\
                 walk_ins = {walk_ins}\n",
                written(opens),
                written(closes),
                id_of(id)
            )
        };
        calendar.hours().into_iter().map(series).collect()
    }

    /// Open from the first visit of any calendar to the end of the last one, by weekday.
    fn doors(&self) -> String {
        let mut doors = BTreeMap::<u32, (Weekday, real_calendars::Hours)>::new();
        for (weekday, (opens, closes)) in self.calendars.values().flat_map(Calendar::hours) {
            let day = doors.entry(weekday.num_days_from_monday()).or_insert((weekday, (opens, closes)));
            day.1 = (day.1.0.min(opens), day.1.1.max(closes));
        }
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let line = |(day, (_, (opens, closes))): (u32, (_, (_, _)))| {
            format!("{} = [\"{}-{}\"]\n", names[day as usize], written(opens), written(closes))
        };
        format!("[site.hours]\n{}", doors.into_iter().map(line).collect::<String>())
    }

    /// Each group of clerks, and the calendars that offer its time.
    fn pools(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut pools = BTreeMap::<&str, BTreeSet<&str>>::new();
        for booking in &self.bookings {
            let of = pools.entry(&booking.pool).or_default();
            of.extend(booking.calendars.iter().map(String::as_str));
        }
        pools
    }

    /// Days of a weekday that has hours, on which a pool offered nothing all the same.
    fn closed(&self) -> BTreeSet<(String, String)> {
        let mut closed = BTreeSet::new();
        for (pool, calendars) in self.pools() {
            let days: BTreeSet<_> = calendars.iter().flat_map(|id| self.calendars[*id].days()).collect();
            let weekdays: Vec<Weekday> = days.iter().map(Datelike::weekday).collect();
            let (first, last) = (days.first().expect("a day"), days.last().expect("a day"));
            let all = first.iter_days().take_while(|day| day <= last);
            let without =
                all.filter(|day| weekdays.contains(&chrono::Datelike::weekday(day)) && !days.contains(day));
            closed.extend(without.map(|day| (pool.to_owned(), day.to_string())));
        }
        closed
    }
}

/// Each seat has one visitor at a time.
fn nobody_has_the_seat_of_another(office: &Office) {
    let site = office.hub().desk.site(SITE).expect("the site");
    let seated: Vec<&Kept> = site.bookings().bookings().filter(|kept| kept.state.is_seated()).collect();
    let mut taken = BTreeSet::new();
    for kept in seated {
        let slices = (kept.ends_at - kept.starts_at).num_minutes() / SLICE.num_minutes();
        for (seat, slice) in kept.seats.iter().flat_map(|seat| (0..slices).map(move |n| (seat, n))) {
            let at = kept.starts_at + SLICE * slice as i32;
            assert!(taken.insert((seat, at)), "{seat:?} is taken twice at {at}");
        }
    }
}

/// A hub that starts again, and once more, knows the very same.
fn starts_again_as_it_was(office: &mut Office) {
    office.passes(TimeDelta::zero());
    let living = office.hub().desk.site(SITE).expect("the site");
    for _ in 0..2 {
        office.hub_goes_away();
        office.hub_comes_back();
        let replayed = office.hub().desk.site(SITE).expect("the site");
        assert!(*replayed == *living, "replayed is not what lived");
    }
}

/// The clock on the wall of these offices.
fn wall(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&Berlin).naive_local()
}

/// What the hub calls a pool or a calendar: "283/3451" is "k283-3451".
fn id_of(name: &str) -> String {
    format!("k{}", name.replace('/', "-"))
}
