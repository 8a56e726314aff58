//! Statements, help, contact and feedback, in every language, for the laws and for looking at.

use super::about::{self, About, OfService, Topic};
use super::feedback::{self, Ask, Thanks, Wrong};
use super::language::{Language, all, german};
use super::message::{self, Later, Mistake, Sent, Write};
use super::samples::site;
use super::trouble::Trouble;
use crate::config::Statement;
use crate::store::feedback::Face;

const PLACE: &str = "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt";
const PHONE: Option<&str> = Some("07000 115-0");
const TEXT: &str = "Verantwortlich ist die Stadt Musterstadt, Rathausplatz 1, 12345 Musterstadt.\n\n\
    Sie haben das Recht auf Auskunft, Berichtigung und Löschung.\nSchreiben Sie uns dafür.";

pub fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = all().iter().flat_map(in_language).collect();
    let mut more = |name: &str, html: String| pages.push((format!("about-{name}.html"), html));
    let link = Some(Statement::Link("//www.musterstadt.example/barrierefreiheit"));
    more(
        "link",
        about::page(&site(), &About { statement: link, ..statement(german(), Topic::Accessibility) }),
    );
    let mistakes = [Mistake::Message, Mistake::Name, Mistake::Mail];
    let wrong = Write { mistakes: &mistakes, mail: "erika@", ..form(german()) };
    more("contact-wrong", message::page(&site(), &wrong));
    for (name, later) in [("later", Later::TooMany), ("again", Later::Again)] {
        let said = Write { later: Some(later), message: "Der Eingang ist zu.", ..form(german()) };
        more(&format!("contact-{name}"), message::page(&site(), &said));
    }
    let nobody = Write { by_mail: false, trouble: None, ..form(german()) };
    more("contact-by-hand", message::page(&site(), &nobody));
    let no_face = Ask { wrong: Some(Wrong::NoFace), words: "Sehr freundlich.", ..ask(german()) };
    more("judge-no-face", feedback::ask(&site(), &no_face));
    let too_long = Ask { wrong: Some(Wrong::TooLong), face: Some(Face::Middling), ..ask(german()) };
    more("judge-too-long", feedback::ask(&site(), &too_long));
    pages
}

fn in_language(language: &'static Language) -> Vec<(String, String)> {
    let page = |name: &str| format!("about-{name}-{}.html", language.tag);
    let of_service = OfService {
        id: "wohnsitz",
        name: "Wohnsitz anmelden oder ummelden",
        statement: Statement::Text("Wir melden Ihre neue Adresse an die Stellen, die das Gesetz nennt."),
    };
    let privacy = About {
        statement: Some(Statement::Text(TEXT)),
        services: vec![of_service],
        ..statement(language, Topic::Privacy)
    };
    let sent =
        |is_answered| message::sent(&site(), &Sent { language, place: PLACE, phone: PHONE, is_answered });
    let path = "/T/0123456789ABCDEF/de/feedback";
    vec![
        (page("help"), about::page(&site(), &statement(language, Topic::Help))),
        (page("privacy"), about::page(&site(), &privacy)),
        (page("missing"), about::page(&site(), &statement(language, Topic::Imprint))),
        (page("contact"), message::page(&site(), &form(language))),
        (page("sent"), sent(true)),
        (page("sent-unanswered"), sent(false)),
        (page("judge"), feedback::ask(&site(), &ask(language))),
        (page("judged"), feedback::thanks(&site(), &Thanks { language, path })),
    ]
}

fn statement(language: &'static Language, topic: Topic) -> About<'static> {
    About {
        language,
        topic,
        statement: None,
        services: vec![],
        has_account: true,
        place: PLACE,
        phone: PHONE,
    }
}

fn form(language: &'static Language) -> Write<'static> {
    Write {
        language,
        key: "k0000001",
        by_mail: true,
        place: PLACE,
        phone: PHONE,
        message: "",
        name: "",
        mail: "",
        trouble: Some(Trouble::Broken),
        mistakes: &[],
        later: None,
    }
}

fn ask(language: &'static Language) -> Ask<'static> {
    let (path, back) = ("/T/0123456789ABCDEF/de/feedback", "/T/0123456789ABCDEF/de");
    Ask { language, key: "k0000001", path, back, face: None, words: "", wrong: None }
}
