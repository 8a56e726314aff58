//! Letters by mail, as text and as HTML that says the same.

use askama::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::language::{Language, Sentence};
use super::render;
use crate::store::outbox::Kind;

pub struct Letter<'a> {
    pub language: &'static Language,
    pub kind: Kind,
    pub name: &'a str,
    pub starts_at: DateTime<Utc>,
    /// Times are shown in this one.
    pub zone: Tz,
    pub services: Vec<&'a str>,
    pub place: &'a str,
    /// How to get there, in German.
    pub directions: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub office: &'a str,
    pub town: &'a str,
    pub code: &'a str,
    /// Where the booking is seen, changed and cancelled.
    pub link: &'a str,
    /// Where it is confirmed, and until when; of letters that ask for it alone.
    pub confirm_link: Option<&'a str>,
    pub until: Option<DateTime<Utc>>,
}

#[derive(Template)]
#[template(path = "letter/letter.txt")]
struct Text<'a> {
    letter: &'a Letter<'a>,
}

#[derive(Template)]
#[template(path = "letter/letter.html")]
struct Html<'a> {
    letter: &'a Letter<'a>,
}

#[derive(Template)]
#[template(path = "letter/entry.txt")]
struct InACalendar<'a> {
    code: &'a str,
    services: &'a [&'a str],
    is_over: bool,
}

pub fn text(letter: &Letter) -> String {
    render(&Text { letter })
}

pub fn html(letter: &Letter) -> String {
    render(&Html { letter })
}

/// The title of a booking in a calendar.
pub fn title(code: &str, services: &[&str], is_over: bool) -> String {
    render(&InACalendar { code, services, is_over }).trim().to_owned()
}

impl Letter<'_> {
    pub fn subject(&self) -> Sentence {
        let id = match self.kind {
            Kind::Verify => "letter-verify-subject",
            Kind::Confirmed => "letter-confirmed-subject",
            Kind::Rebooked => "letter-rebooked-subject",
            Kind::HandedOver => "letter-handed-over-subject",
            Kind::Cancelled => "letter-cancelled-subject",
            Kind::Reminder => "letter-reminder-subject",
        };
        self.say(id).with("date", self.date()).with("clock", self.clock())
    }

    fn news(&self) -> Sentence {
        let id = match self.kind {
            Kind::Verify => "letter-verify",
            Kind::Confirmed => "letter-confirmed",
            Kind::Rebooked => "letter-rebooked",
            Kind::HandedOver => "letter-handed-over",
            Kind::Cancelled => "letter-cancelled",
            Kind::Reminder => "letter-reminder",
        };
        match self.until {
            Some(until) => {
                self.say(id).with("until", self.language.clock(until.with_timezone(&self.zone).time()))
            }
            None => self.say(id),
        }
    }

    fn say(&self, id: &'static str) -> Sentence {
        self.language.say(id)
    }

    fn moment(&self) -> Sentence {
        self.language.moment(self.starts_at.with_timezone(&self.zone).naive_local())
    }

    fn date(&self) -> Sentence {
        self.language.date(self.starts_at.with_timezone(&self.zone).date_naive())
    }

    fn clock(&self) -> Sentence {
        self.language.clock(self.starts_at.with_timezone(&self.zone).time())
    }

    /// There is something to come to.
    fn has_code(&self) -> bool {
        !matches!(self.kind, Kind::Verify | Kind::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::language;
    use crate::pages::samples::{ZONE, at};

    const KINDS: [Kind; 6] =
        [Kind::Verify, Kind::Confirmed, Kind::Rebooked, Kind::HandedOver, Kind::Cancelled, Kind::Reminder];

    /// With `WARTEMARKE_PREVIEW=FOLDER` they are written there, to be looked at.
    #[test]
    fn every_letter_says_its_time_in_every_language_and_runs_its_way() {
        let folder = std::env::var_os("WARTEMARKE_PREVIEW").map(std::path::PathBuf::from);
        for (language, kind) in language::all().iter().flat_map(|language| KINDS.map(|kind| (language, kind)))
        {
            let letter = of(language, kind);
            let moment = letter.moment().to_string();
            let (text, html) = (text(&letter), html(&letter));
            assert!(moment.contains("10:42") && text.contains(&moment), "{kind:?}, {}: {text}", language.tag);
            assert!(html.contains(&moment), "{html}");
            for said in [letter.place, "07000 115-0"] {
                assert!(text.contains(said) && html.contains(said), "{kind:?}: {said}");
            }
            let way = [text.contains("Straßenbahn 5"), html.contains("Straßenbahn 5")];
            assert_eq!(way, [letter.has_code(); 2], "{kind:?}: whoever comes is told the way");
            let head = format!("<html lang=\"{}\" dir=\"{}\">", language.tag, language.direction);
            assert!(html.contains(&head), "{html}");
            if let Some(folder) = &folder {
                let name = format!("letter-{kind:?}-{}.html", language.tag).to_lowercase();
                std::fs::write(folder.join(name), html).expect("the folder can be written");
            }
        }
    }

    fn of(language: &'static Language, kind: Kind) -> Letter<'static> {
        let asks = kind == Kind::Verify;
        Letter {
            language,
            kind,
            name: "Olena Kovalenko",
            starts_at: at("09:42"),
            zone: ZONE,
            services: vec!["Wohnsitz anmelden oder ummelden"],
            place: "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt",
            directions: Some("Straßenbahn 5 bis Rathaus"),
            phone: Some("07000 115-0"),
            office: "Bürgerbüro",
            town: "Stadt Musterstadt",
            code: "7F3C-9AKD",
            link: "https://termine.musterstadt.de/b/7F3C",
            confirm_link: asks.then_some("https://termine.musterstadt.de/b/7F3C"),
            until: asks.then(|| at("11:00")),
        }
    }
}
