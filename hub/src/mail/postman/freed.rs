//! Those who asked to be told when a time becomes free: who is written to about which, and in what order.
//!
//! The first who asked hears of it first, and the next one a little later, as long as it is free. Nothing is
//! held for anybody: a letter may be read in the evening, and until then others would stand before a closed
//! door because of a time that nobody takes. So each letter says that it promises nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{LETTERS_AT_ONCE, Postman};
use crate::desk::freed::firsts_within;
use crate::store::news::{Freed, News};
use crate::store::outbox::Fate;
use crate::store::{self, Result, WatchId, Watching};

/// So long whoever asked first has for it alone: as long as a form is filled in.
const HEAD_START: TimeDelta = TimeDelta::minutes(10);
/// Nobody reads a letter and comes any sooner.
const READ_WITHIN: TimeDelta = TimeDelta::minutes(60);

impl Postman {
    /// Puts down whom to write to about what became free, and sends what is due.
    pub(super) fn tell_of_freed(&mut self, now: DateTime<Utc>) -> Result<()> {
        let known = store::watch_ids(&self.journal)?;
        let ids: BTreeSet<WatchId> = known.iter().map(|(id, _)| *id).collect();
        self.outbox.forget_news(|id| ids.contains(&id))?;
        for (watch, _) in known.iter().filter(|(_, is_confirmed)| !is_confirmed) {
            let with_the_button = News { watch: *watch, about: None };
            if !self.outbox.has_news(&with_the_button)? {
                self.outbox.put_news(&with_the_button, now)?;
            }
        }
        for freed in self.outbox.freed(now)? {
            if !self.is_shown(&freed.site) {
                continue;
            }
            match self.next_to_tell(&freed, now)? {
                Some(news) => {
                    self.outbox.put_news(&news, now)?;
                    self.outbox.wait_with(&freed, now + HEAD_START)?;
                }
                None => self.outbox.is_told(&freed)?,
            }
        }
        self.send_news(now)
    }

    /// Whether the desk shows everything of this site that was read in the journal: until then what became
    /// free may look taken.
    fn is_shown(&self, site: &str) -> bool {
        let read = self.read.get(site).copied().unwrap_or(0);
        self.writer.shown_to(site).is_some_and(|shown| shown >= read)
    }

    /// The first of those who wait that may have it and has not heard of it.
    fn next_to_tell(&self, freed: &Freed, now: DateTime<Utc>) -> Result<Option<News>> {
        for watching in store::watches(&self.journal, &self.keys, &freed.site)? {
            let Some(at) = self.first_free(&watching, freed, now) else { continue };
            let news = News { watch: watching.id, about: Some(at) };
            if !self.outbox.has_news(&news)? {
                return Ok(Some(news));
            }
        }
        Ok(None)
    }

    fn first_free(&self, watching: &Watching, freed: &Freed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let coming = self.writer.coming(&watching.site)?;
        let day = coming.date(freed.starts_at);
        let span = freed.starts_at.max(now + READ_WITHIN)..freed.ends_at;
        if !watching.is_confirmed || day > watching.until || span.is_empty() {
            return None;
        }
        firsts_within(&coming, &watching.watch.wish(), day, &[&span], now).pop_first()
    }

    fn send_news(&mut self, now: DateTime<Utc>) -> Result<()> {
        loop {
            let due = self.outbox.due_news(now, LETTERS_AT_ONCE)?;
            for (news, tries) in &due {
                let fate = self.deliver_news(news, *tries, now)?;
                self.outbox.settle_news(news, &fate)?;
                if self.rests(now) {
                    return Ok(());
                }
            }
            if due.len() < LETTERS_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn deliver_news(&mut self, news: &News, tries: u32, now: DateTime<Utc>) -> Result<Fate> {
        let watching = store::watch(&self.journal, &self.keys, news.watch)?;
        let Some(watching) = watching.filter(|watching| self.is_so(watching, news, now)) else {
            return Ok(Fate::Pointless);
        };
        let Some(message) = self.writer.to_whoever_waits(&watching, news.about) else {
            return Ok(Fate::Pointless);
        };
        Ok(self.hand_over(&message, tries, "freed", watching.id.0 as u64, &watching.site, now))
    }

    /// The button is still to be pressed, or the time still to be had.
    fn is_so(&self, watching: &Watching, news: &News, now: DateTime<Utc>) -> bool {
        let Some(at) = news.about else {
            let until = self.writer.watch_lapses_at(watching);
            return !watching.is_confirmed && until.is_some_and(|until| now < until);
        };
        let (site, ends_at) = (watching.site.clone(), at + TimeDelta::minutes(1));
        let freed = Freed { site, starts_at: at, ends_at };
        self.first_free(watching, &freed, now) == Some(at)
    }
}
