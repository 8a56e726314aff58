//! Letters to those who want to be told when a time becomes free: the one with the button, and those about
//! a time. As text, and as HTML that says the same.

use askama::Template;
use calendar::wish::Form;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::booking::form_said;
use super::language::{Language, Sentence};
use super::render;
use crate::config::Words;

pub struct News<'a> {
    pub language: &'static Language,
    /// The time that became free.
    pub at: Option<DateTime<Utc>>,
    /// When the button may be pressed no longer, of the letter that asks for it.
    pub until: DateTime<Utc>,
    /// Times are shown in this one.
    pub zone: Tz,
    pub services: Vec<Words<'a>>,
    pub form: Form,
    pub place: &'a str,
    pub phone: Option<&'a str>,
    pub office: &'a str,
    pub town: &'a str,
    /// Where the time is booked, or the button is.
    pub link: &'a str,
    /// Where the letters are stopped.
    pub own_link: &'a str,
}

#[derive(Template)]
#[template(path = "letter/news.txt")]
struct Text<'a> {
    news: &'a News<'a>,
}

#[derive(Template)]
#[template(path = "letter/news.html")]
struct Html<'a> {
    news: &'a News<'a>,
}

pub fn text(news: &News) -> String {
    render(&Text { news })
}

pub fn html(news: &News) -> String {
    render(&Html { news })
}

impl News<'_> {
    pub fn subject(&self) -> Sentence {
        match self.at {
            None => self.say("letter-watch-subject"),
            Some(at) => {
                let local = at.with_timezone(&self.zone);
                self.say("letter-freed-subject")
                    .with("date", self.language.date(local.date_naive()))
                    .with("clock", self.language.clock(local.time()))
            }
        }
    }

    fn what(&self) -> Sentence {
        let until = self.language.clock(self.until.with_timezone(&self.zone).time());
        match self.at {
            None => self.say("letter-watch").with("until", until),
            Some(_) => self.say("letter-freed"),
        }
    }

    fn label(&self) -> Sentence {
        self.say(if self.at.is_some() { "letter-freed-link" } else { "letter-watch-link" })
    }

    fn say(&self, id: &'static str) -> Sentence {
        self.language.say(id)
    }

    fn moment(&self) -> Sentence {
        let at = self.at.unwrap_or(self.until);
        self.language.moment(at.with_timezone(&self.zone).naive_local())
    }

    fn is_in_person(&self) -> bool {
        self.form == Form::InPerson
    }

    fn how(&self) -> Sentence {
        self.say(form_said(self.form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::language;
    use crate::pages::samples::{ZONE, at};

    /// With `WARTEMARKE_PREVIEW=FOLDER` they are written there, to be looked at.
    #[test]
    fn a_letter_about_a_time_promises_nothing_and_says_how_it_stops() {
        let folder = std::env::var_os("WARTEMARKE_PREVIEW").map(std::path::PathBuf::from);
        for language in language::all() {
            let asks = News { at: None, ..about_a_time(language) };
            let told = about_a_time(language);
            for (name, news) in [("asks", asks), ("told", told)] {
                let (text, html) = (text(&news), html(&news));
                for said in [&text, &html] {
                    assert!(said.contains(news.link), "{said}");
                    assert!(!said.contains('{'), "{said}");
                    let is_honest = said.contains(&language.say("watch-no-hold").to_string());
                    let stops = said.contains(&language.say("watch-stop").to_string());
                    assert_eq!(
                        [is_honest, stops, said.contains(news.own_link)],
                        [name == "told"; 3],
                        "{said}"
                    );
                }
                if let Some(folder) = &folder {
                    let name = format!("letter-news-{name}-{}.html", language.tag);
                    std::fs::write(folder.join(name), html).expect("the folder can be written");
                }
            }
        }
    }

    fn about_a_time(language: &'static Language) -> News<'static> {
        News {
            language,
            at: Some(at("09:42")),
            until: at("11:00"),
            zone: ZONE,
            services: vec![Words::german("Wohnsitz anmelden oder ummelden")],
            form: Form::InPerson,
            place: "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt",
            phone: Some("07000 115-0"),
            office: "Bürgerbüro",
            town: "Stadt Musterstadt",
            link: "https://termine.musterstadt.de/termine/de/rathaus/wohnsitz/2026-03-12T0942Z",
            own_link: "https://termine.musterstadt.de/W/7/7F3C",
        }
    }
}
