//! What a letter says. The words lie in `hub/pages/words` and `hub/pages/templates/letter`.

use std::sync::Arc;

use calendar::bookings::{Booking, State};
use chrono::{DateTime, TimeDelta, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Body, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};

use crate::calendar_file::{self, Entry, For};
use crate::config::{Config, MailConfig, Site, sentence};
use crate::desk::{Coming, Desk};
use crate::links::{LinkSecret, grouped, letters};
use crate::pages::booking::{self, Said};
use crate::pages::language::{self, Language};
use crate::pages::letter as page;
use crate::pages::news::{self, News};
use crate::qr::png_of_address;
use crate::store::outbox::{Kind, Letter};
use crate::store::{Contact, Waiting, Watch, Watching};
use crate::video::{Place, Video};

/// What a file of a calendar is called wherever it is saved.
const FILE_NAME: &str = "termin.ics";
/// Its picture within a mail, and how the mail's page names it (RFC 2392).
const CODE_NAME: &str = "code";
const CODE_SOURCE: &str = "cid:code";
/// Enough of a hash that no two mails of a town ever have the same identity.
const IDENTITY_CHARS: usize = 26;

pub struct Writer {
    config: Arc<Config>,
    secret: LinkSecret,
    video: Option<Video>,
    /// Knows what sites offer by now.
    pub(super) desk: Desk,
}

/// What every letter about a booking says.
struct Facts<'a> {
    site: Arc<Site>,
    mail: &'a MailConfig,
    code: String,
    link: String,
    place: String,
    uid: String,
}

impl Writer {
    pub fn new(config: Arc<Config>, secret: LinkSecret, video: Option<Video>, desk: Desk) -> Writer {
        Writer { config, secret, video, desk }
    }

    /// Where the people of a booking by video meet, as far as that is known.
    pub fn link(&self, site: &str, booking: &Booking, stored: Option<Place>) -> Option<String> {
        self.video.as_ref()?.link(site, booking, |_| stored)
    }

    /// Somebody has to be asked for each room.
    pub fn has_to_ask(&self) -> bool {
        self.video.as_ref().is_some_and(Video::has_to_ask)
    }

    /// None where there is nobody to write to.
    pub fn to_citizen(
        &self,
        letter: &Letter,
        booking: &Booking,
        contact: &Contact,
        video: Option<&str>,
        now: DateTime<Utc>,
    ) -> Option<Message> {
        let facts = self.facts(letter)?;
        let to = Mailbox::new(Some(contact.name.clone()), contact.mail.as_ref()?.parse().ok()?);
        let language = language::named(&contact.language).unwrap_or(language::german());
        // The page speaks as the letter does, whatever the browser speaks that opens mails.
        let link = format!("{}/{}", facts.link, language.tag);
        let services = facts.site.matters(booking, language.tag);
        let until = match booking.state {
            State::Unverified { until } => Some(until),
            _ => None,
        };
        let words = page::Letter {
            language,
            kind: letter.kind,
            name: &contact.name,
            starts_at: booking.starts_at,
            zone: facts.site.time_zone,
            services: services.clone(),
            form: booking.form,
            video,
            place: &facts.place,
            directions: facts.site.directions_in(language.tag),
            phone: facts.site.phone.as_deref(),
            bring: facts.site.bring(booking, language.tag),
            own: sentence(&facts.site.letters, letter.kind, language.tag),
            office: &facts.site.office,
            town: &facts.site.town,
            code: &facts.code,
            picture: Some(CODE_SOURCE),
            link: &link,
            confirm_link: until.is_some().then_some(&link),
            until,
        };
        let alternative = MultiPart::alternative().singlepart(SinglePart::plain(page::text(&words)));
        let html = SinglePart::html(page::html(&words));
        let alternative = match words.shows_picture() {
            true => {
                alternative.multipart(MultiPart::related().singlepart(html).singlepart(code(&facts.link)))
            }
            false => alternative.singlepart(html),
        };
        let mail = self
            .begun(&format!("{letter:?}"), letter.kind.name(), &facts.site, to)?
            .subject(words.subject().to_string());
        // Nothing for a calendar before it stands, and nothing new in a reminder.
        if matches!(letter.kind, Kind::Verify | Kind::Reminder | Kind::Again) {
            return mail.multipart(alternative).ok();
        }
        let title = page::title(&facts.code, &services, false);
        let place = where_in_a_calendar(&facts, booking, language, video);
        let entry = entry(&facts, booking, &title, &place, Some(&link), now);
        let file = calendar_file::file(&entry, &For::Citizen);
        let file = Attachment::new(FILE_NAME.into()).body(in_base64(file), calendar_type(&For::Citizen));
        mail.multipart(MultiPart::mixed().multipart(alternative).singlepart(file)).ok()
    }

    /// None where the resource has no address. No citizen's name is in it: it lies on other servers.
    pub fn to_clerk(
        &self,
        letter: &Letter,
        booking: &Booking,
        clerk: &str,
        video: Option<&str>,
        now: DateTime<Utc>,
    ) -> Option<Message> {
        let facts = self.facts(letter)?;
        let address = facts.site.mail_of(clerk)?;
        let is_over = letter.kind == Kind::Cancelled;
        let reader = For::Clerk { organizer: &facts.mail.from, attendee: address, is_over };
        let services = facts.site.matters(booking, language::german().tag);
        let title = page::title(&facts.code, &services, is_over);
        let place = where_in_a_calendar(&facts, booking, language::german(), video);
        let file = calendar_file::file(&entry(&facts, booking, &title, &place, None, now), &reader);
        let invitation = SinglePart::builder().header(calendar_type(&reader)).body(in_base64(file));
        let parts =
            MultiPart::alternative().singlepart(SinglePart::plain(title.clone())).singlepart(invitation);
        let to = address.parse().ok()?;
        self.begun(&format!("{letter:?}"), letter.kind.name(), &facts.site, to)?
            .subject(title)
            .multipart(parts)
            .ok()
    }

    /// None where the site is no longer one of ours.
    pub fn to_whoever_waits(&self, watching: &Watching, about: Option<DateTime<Utc>>) -> Option<Message> {
        let (watch, site) = (&watching.watch, self.desk.sites().get(&watching.site)?.config.clone());
        let to = Mailbox::new(None, watch.mail.parse().ok()?);
        let language = language::named(&watch.language).unwrap_or(language::german());
        let (hub, tag) = (self.config.public_url(), language.tag);
        let own = format!("{hub}{}/{tag}", self.secret.watch_path(&site.id, watching.id.0));
        let book = |at| format!("{hub}{}", page_of(language, &site.id, watch, at));
        let link = about.map_or_else(|| own.clone(), book);
        let words = News {
            language,
            at: about,
            until: self.watch_lapses_at(watching)?,
            zone: site.time_zone,
            services: site.names_of(&watch.matters, tag),
            form: watch.form,
            place: &site.place(),
            phone: site.phone.as_deref(),
            office: &site.office,
            town: &site.town,
            link: &link,
            own_link: &own,
        };
        let alternative = MultiPart::alternative()
            .singlepart(SinglePart::plain(news::text(&words)))
            .singlepart(SinglePart::html(news::html(&words)));
        let of = format!("{:?} {about:?}", watching.id);
        let mail = self.begun(&of, "freed", &site, to)?;
        mail.subject(words.subject().to_string()).multipart(alternative).ok()
    }

    /// When the button of its first letter may be pressed no longer.
    pub fn watch_lapses_at(&self, watching: &Watching) -> Option<DateTime<Utc>> {
        let minutes = self.desk.sites().get(&watching.site)?.config.deadlines.verify_minutes;
        Some(watching.asked_at + TimeDelta::minutes(minutes.into()))
    }

    /// The days to come of a site, and up to which entry of the journal they are shown.
    pub fn coming(&self, site: &str) -> Option<Arc<Coming>> {
        self.desk.coming(site)
    }

    pub fn shown_to(&self, site: &str) -> Option<u64> {
        self.desk.sites().get(site).map(|state| state.sequence)
    }

    /// What a citizen wrote, for the office. None where nobody at the site is to be written to any more.
    pub fn to_office(&self, waiting: &Waiting) -> Option<Message> {
        let site = self.desk.sites().get(&waiting.site)?.config.clone();
        let mail = self.config.mail.as_ref()?;
        let message = &waiting.message;
        let name = message.name.clone();
        let words = crate::pages::message::letter(message, &site.office);
        let about = format!("{} {} {}", waiting.site, waiting.id.0, waiting.at);
        let identity = letters(&self.secret.derived("message", about.as_bytes()), IDENTITY_CHARS);
        let from = mail.from.parse().expect("a checked configuration has an address here");
        let letter = Message::builder()
            .from(Mailbox::new(Some(site.office.clone()), from))
            .to(site.contact.as_ref()?.parse().ok()?)
            .message_id(Some(format!("<message.{identity}@{}>", domain(&mail.from))))
            .subject(words.subject);
        let letter = match message.mail.as_ref().and_then(|address| address.parse().ok()) {
            Some(address) => letter.reply_to(Mailbox::new(name, address)),
            None => letter,
        };
        letter.singlepart(SinglePart::plain(words.text)).ok()
    }

    fn facts(&self, letter: &Letter) -> Option<Facts<'_>> {
        let site = self.desk.sites().get(&letter.site)?.config.clone();
        let mail = self.config.mail.as_ref()?;
        let (id, booking) = (&site.id, letter.booking.0);
        let code = self.secret.booking_code(id, booking);
        let token = self.secret.booking_token(id, booking);
        let link = format!("{}/B/{code}/{token}", self.config.public_url());
        let place = site.place();
        let uid = calendar_file::uid(&self.config.public_url(), id, letter.booking);
        Some(Facts { site, mail, code: grouped(&code), link, place, uid })
    }

    /// From, to, and what keeps machines from answering or taking a repeated mail for a second one.
    fn begun(&self, about: &str, kind: &str, site: &Site, to: Mailbox) -> Option<MessageBuilder> {
        let config = self.config.mail.as_ref()?;
        let identity = letters(&self.secret.derived("letter", about.as_bytes()), IDENTITY_CHARS);
        let identity = format!("<{kind}.{identity}@{}>", domain(&config.from));
        let address = config.from.parse().expect("a checked configuration has an address here");
        let from = Mailbox::new(Some(site.office.clone()), address);
        let mail = Message::builder()
            .from(from)
            .to(to)
            .message_id(Some(identity))
            .header(SentByAMachine("auto-generated".into()));
        Some(match config.reply_to.as_ref().and_then(|address| address.parse().ok()) {
            Some(address) => mail.reply_to(address),
            None => mail,
        })
    }
}

/// Of a time that whoever waits may book, with all they said before.
fn page_of(language: &'static Language, site: &str, watch: &Watch, at: DateTime<Utc>) -> String {
    let said = Said {
        persons: watch.matters.iter().map(|matter| u32::from(matter.persons)).max().unwrap_or(1),
        form: watch.form,
        letters: watch.letters.clone(),
        place: watch.place.clone(),
        since: String::new(),
    };
    let times = booking::path_of(language, site, &watch.ids());
    said.after(&format!("{times}/{}", booking::address_of(at)), &[])
}

fn entry<'a>(
    facts: &'a Facts,
    booking: &'a Booking,
    title: &'a str,
    place: &'a str,
    url: Option<&'a str>,
    now: DateTime<Utc>,
) -> Entry<'a> {
    Entry { booking, uid: &facts.uid, title, place, url, now }
}

/// Where calendars look for the way, or for the link to press.
fn where_in_a_calendar(
    facts: &Facts,
    booking: &Booking,
    language: &'static Language,
    video: Option<&str>,
) -> String {
    page::place(language, booking.form, &facts.place, video)
}

fn calendar_type(reader: &For) -> ContentType {
    let text = format!("text/calendar; charset=utf-8; method={}", calendar_file::method(reader));
    ContentType::parse(&text).expect("it is written as types are")
}

/// What cameras read, for the mail's own page alone.
fn code(link: &str) -> SinglePart {
    let kind = ContentType::parse("image/png").expect("it is a type");
    Attachment::new_inline(CODE_NAME.to_owned()).body(png_of_address(link), kind)
}

/// Nothing on the way breaks its lines.
fn in_base64(file: String) -> Body {
    Body::new_with_encoding(file, ContentTransferEncoding::Base64).expect("base64 takes everything")
}

fn domain(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or_default()
}

/// RFC 3834: absence notes and mailing lists do not answer.
#[derive(Clone)]
struct SentByAMachine(String);

impl Header for SentByAMachine {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(SentByAMachine(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
