//! What a feed of absences says against what is known: what is new, what is told again, what is no longer
//! said. Nothing that is no longer said is withdrawn here: the supervisor is asked.

use std::collections::{BTreeMap, BTreeSet};

use calendar::bookings::{Absence, AbsenceId};
use chrono::{DateTime, Utc};
use serde::Serialize;
use tracing::info;

use super::Coming;
use super::committer::Happened;
use crate::store::{Batch, Room, ToldAbsence};

/// What stands in a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    pub feed: String,
    pub absences: Vec<Absence>,
    /// Everything in it was understood, so that what is not in it is gone.
    pub is_whole: bool,
    /// What begins later was not read.
    pub horizon: DateTime<Utc>,
}

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// To be reported.
    pub new: Vec<Absence>,
    /// Reported by somebody else in the same words.
    pub known: Vec<(AbsenceId, Absence)>,
    pub gone: Vec<AbsenceId>,
    /// They were gone and are told again.
    pub back: Vec<AbsenceId>,
    /// Neither told any more nor reported: nothing is left to remember.
    pub over: Vec<AbsenceId>,
}

impl Told {
    /// `before` is what this feed told until now.
    pub fn news(&self, before: &[ToldAbsence], coming: &Coming, now: DateTime<Utc>) -> News {
        let mut news = News::default();
        let told: BTreeMap<Words, &ToldAbsence> =
            before.iter().map(|told| (words(&told.absence), told)).collect();
        let reported: BTreeMap<Words, AbsenceId> =
            coming.bookings().absences().map(|(id, absence)| (words(absence), id)).collect();
        for absence in self.absences.iter().filter(|absence| absence.until > now) {
            match (told.get(&words(absence)), reported.get(&words(absence))) {
                (Some(told), _) if told.gone_at.is_some() => news.back.push(told.id),
                (Some(_), _) => {}
                (None, Some(id)) => news.known.push((*id, absence.clone())),
                (None, None) => news.new.push(absence.clone()),
            }
        }
        let said: BTreeSet<Words> = self.absences.iter().map(words).collect();
        let is_missing = |told: &&ToldAbsence| {
            let is_of_interest = told.absence.until > now && told.absence.from <= self.horizon;
            self.is_whole && is_of_interest && !said.contains(&words(&told.absence))
        };
        for told in before.iter().filter(is_missing) {
            match (coming.bookings().absence(told.id), told.gone_at) {
                (None, _) => news.over.push(told.id),
                (Some(_), None) => news.gone.push(told.id),
                (Some(_), Some(_)) => {}
            }
        }
        news
    }
}

impl News {
    /// Remembers it in the transaction of what it brought.
    pub(super) fn keep(
        &self,
        transaction: &Batch,
        site: &str,
        feed: &str,
        happened: &[Happened],
        now: DateTime<Utc>,
    ) -> Result<(), rusqlite::Error> {
        for (id, absence) in &self.known {
            transaction.keep_told(site, feed, *id, absence)?;
        }
        for event in happened {
            if let Room::Calendar(calendar::Event::Absent { absence, resource, from, until }) = &event.event {
                let told = Absence { resource: resource.clone(), from: *from, until: *until };
                transaction.keep_told(site, feed, *absence, &told)?;
            }
        }
        for (ids, at) in [(&self.gone, Some(now)), (&self.back, None)] {
            ids.iter().try_for_each(|id| transaction.set_gone(site, feed, *id, at))?;
        }
        self.over.iter().try_for_each(|id| transaction.let_go_of(site, *id))?;
        if *self != News::default() {
            let (new, gone, back) = (self.new.len(), self.gone.len(), self.back.len());
            info!(site, feed, new, gone, back, "a feed tells of absences");
        }
        Ok(())
    }
}

type Words = (String, DateTime<Utc>, DateTime<Utc>);

fn words(absence: &Absence) -> Words {
    (absence.resource.clone(), absence.from, absence.until)
}
