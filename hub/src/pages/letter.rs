//! Letters by mail, as text and as HTML that says the same.

use askama::Template;
use calendar::wish::Form;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::booking::form_said;
use super::language::{Language, Sentence};
use super::render;
use crate::config::Words;
use crate::store::outbox::Kind;

pub struct Letter<'a> {
    pub language: &'static Language,
    pub kind: Kind,
    pub name: &'a str,
    pub starts_at: DateTime<Utc>,
    /// Times are shown in this one.
    pub zone: Tz,
    pub services: Vec<Words<'a>>,
    pub form: Form,
    /// Where people meet by video, as far as that is known.
    pub video: Option<&'a str>,
    pub place: &'a str,
    /// How to get there.
    pub directions: Option<Words<'a>>,
    pub phone: Option<&'a str>,
    /// What to bring for all of it.
    pub bring: Vec<Words<'a>>,
    /// A sentence of the town's own, and whether it is German.
    pub own: Option<(&'a str, bool)>,
    pub office: &'a str,
    pub town: &'a str,
    pub code: &'a str,
    /// Where the code is as a picture, as `src` says it: a part of the mail, for programs that write and show
    /// mails load nothing from elsewhere before they are told to. The text has the code alone.
    pub picture: Option<&'a str>,
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
    services: &'a [Words<'a>],
    is_over: bool,
}

pub fn text(letter: &Letter) -> String {
    render(&Text { letter })
}

pub fn html(letter: &Letter) -> String {
    render(&Html { letter })
}

/// Where a booking takes place, in one line of a calendar.
pub fn place(language: &'static Language, form: Form, house: &str, video: Option<&str>) -> String {
    match (form, video) {
        (Form::InPerson, _) => house.to_owned(),
        (Form::Video, Some(link)) => link.to_owned(),
        (form, _) => language.say(form_said(form)).to_string(),
    }
}

/// The title of a booking in a calendar.
pub fn title(code: &str, services: &[Words], is_over: bool) -> String {
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
            Kind::Again => "letter-again-subject",
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
            Kind::Again => "letter-again",
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

    /// Others may have typed this address.
    fn may_be_a_mistake(&self) -> bool {
        matches!(self.kind, Kind::Verify | Kind::Again)
    }

    /// There is something to come to, or to be at.
    fn is_to_be(&self) -> bool {
        self.confirm_link.is_none() && self.kind != Kind::Cancelled
    }

    /// Whoever checks in shows it.
    pub fn shows_picture(&self) -> bool {
        self.picture.is_some() && self.is_to_be() && self.is_in_person()
    }

    fn is_in_person(&self) -> bool {
        self.form == Form::InPerson
    }

    /// Nobody sets out for what was cancelled, is not confirmed, or is a call.
    fn way(&self) -> Option<Words<'_>> {
        self.directions.filter(|_| self.is_to_be() && self.is_in_person())
    }

    /// Whoever has nothing to come to has nothing to bring.
    fn things(&self) -> &[Words<'_>] {
        if self.is_to_be() { &self.bring } else { &[] }
    }

    fn bring_said(&self) -> Sentence {
        self.say(if self.is_in_person() { "own-bring" } else { "own-ready" })
    }

    fn how(&self) -> Sentence {
        self.say(form_said(self.form))
    }

    /// What there is to do when the time has come.
    fn then(&self) -> Option<Sentence> {
        match self.form {
            Form::InPerson => None,
            Form::Phone => Some(self.say("own-phone")),
            Form::Video if self.video.is_some() => Some(self.say("own-video")),
            Form::Video => Some(self.say("own-video-soon")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::language;
    use crate::pages::samples::{ZONE, at};

    /// With `WARTEMARKE_PREVIEW=FOLDER` they are written there, to be looked at.
    #[test]
    fn every_letter_says_its_time_in_every_language_and_runs_its_way() {
        let folder = std::env::var_os("WARTEMARKE_PREVIEW").map(std::path::PathBuf::from);
        for (language, kind) in
            language::all().iter().flat_map(|language| Kind::ALL.map(|kind| (language, kind)))
        {
            let letter = of(language, kind);
            let moment = letter.moment().to_string();
            let (text, html) = (text(&letter), html(&letter));
            assert!(moment.contains("10:42") && text.contains(&moment), "{kind:?}, {}: {text}", language.tag);
            assert!(html.contains(&moment), "{html}");
            for said in [letter.place, "07000 115-0", "Eingang im Hof."] {
                assert!(text.contains(said) && html.contains(said), "{kind:?}: {said}");
            }
            let way = [text.contains("Straßenbahn 5"), html.contains("Straßenbahn 5")];
            assert_eq!(way, [letter.is_to_be(); 2], "{kind:?}: whoever comes is told the way");
            let said = letter.bring_said().to_string();
            for (what, written) in [("text", &text), ("html", &html)] {
                let things = THINGS.map(|thing| written.contains(thing));
                assert_eq!(things, [letter.is_to_be(); 2], "{kind:?}, {what}: whoever comes brings it all");
                assert_eq!(written.contains(&said), letter.is_to_be(), "{kind:?}, {what}: {said}");
            }
            let picture = format!(" alt=\"{}\"", language.say("own-picture").with("code", letter.code));
            let pictures = [html.contains("src=\"cid:code\""), html.contains(&picture)];
            assert_eq!(pictures, [letter.is_to_be(); 2], "{kind:?}: whoever comes has it for cameras");
            let head = format!("<html lang=\"{}\" dir=\"{}\">", language.tag, language.direction);
            assert!(html.contains(&head), "{html}");
            if let Some(folder) = &folder {
                let name = format!("letter-{kind:?}-{}.html", language.tag).to_lowercase();
                std::fs::write(folder.join(name), html).expect("the folder can be written");
            }
        }
    }

    #[test]
    fn who_meets_by_video_reads_the_link_and_nobody_is_sent_to_the_house() {
        for language in language::all() {
            let link = "https://video.musterstadt.de/raum/7F3C";
            let video = Letter { form: Form::Video, video: Some(link), ..of(language, Kind::Confirmed) };
            let phone = Letter { form: Form::Phone, ..of(language, Kind::Reminder) };
            for said in [text(&video), html(&video)] {
                assert!(said.contains(link) && !said.contains("Rathausplatz"), "{said}");
                assert!(!said.contains("Straßenbahn"), "there is no way to go: {said}");
                assert!(said.contains("07000 115-0"), "there may be questions: {said}");
                assert!(!said.contains("7F3C-9AKD") && !said.contains("<img"), "nobody checks in: {said}");
                assert!(said.contains(video.link), "it can be changed: {said}");
                let ready = language.say("own-ready").to_string();
                assert!(said.contains(&ready) && said.contains(THINGS[1]), "it is at hand: {said}");
            }
            assert!(text(&phone).contains(&language.say("own-phone").to_string()), "{}", text(&phone));
            assert!(!text(&phone).contains("Rathausplatz"));
        }
    }

    const THINGS: [&str; 2] = ["Personalausweis oder Reisepass", "Wohnungsgeberbestätigung"];

    fn of(language: &'static Language, kind: Kind) -> Letter<'static> {
        let asks = kind == Kind::Verify;
        Letter {
            language,
            kind,
            name: "Olena Kovalenko",
            starts_at: at("09:42"),
            zone: ZONE,
            services: vec![Words::german("Wohnsitz anmelden oder ummelden")],
            form: Form::InPerson,
            video: None,
            place: "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt",
            directions: Some(Words::german("Straßenbahn 5 bis Rathaus")),
            phone: Some("07000 115-0"),
            bring: THINGS.map(Words::german).into(),
            own: Some(("Bitte benutzen Sie den Eingang im Hof.", true)),
            office: "Bürgerbüro",
            town: "Stadt Musterstadt",
            code: "7F3C-9AKD",
            picture: Some("cid:code"),
            link: "https://termine.musterstadt.de/b/7F3C",
            confirm_link: asks.then_some("https://termine.musterstadt.de/b/7F3C"),
            until: asks.then(|| at("11:00")),
        }
    }
}
