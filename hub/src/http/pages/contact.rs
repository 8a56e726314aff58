//! Who comes, as it was typed: by themselves at home, or by the staff for whoever calls.

use calendar::wish::Form;

use crate::http::Web;
use crate::pages::booking::Mistake;
use crate::pages::language::Language;
use crate::store::{Birthday, Contact};

/// Longer names are somebody's joke, or an attack.
pub const NAME_CHARS_MAX: usize = 100;
/// RFC 5321 allows no longer ones.
pub const MAIL_CHARS_MAX: usize = 254;
/// Twice the longest number of the world, for blanks and slashes.
pub const PHONE_CHARS_MAX: usize = 40;

/// "24.12.1950", and a blank or two.
pub const BIRTHDAY_CHARS_MAX: usize = 12;

#[derive(Debug, Clone, Copy, Default)]
pub struct Typing<'a> {
    pub name: &'a str,
    pub mail: &'a str,
    pub phone: &'a str,
    pub birthday: &'a str,
}

impl Typing<'_> {
    /// As a citizen is asked: for a telephone number where a clerk calls it, and nowhere else.
    pub fn checked_for(self, form: Form, web: &Web, language: &Language) -> Result<Contact, Vec<Mistake>> {
        let phone = if form == Form::Phone { self.phone } else { "" };
        let typing = Typing { phone, ..self };
        let lacks_phone = form == Form::Phone && phone.trim().is_empty();
        match (typing.checked(web, language), lacks_phone) {
            (Ok(contact), false) => Ok(contact),
            (Ok(_), true) => Err(vec![Mistake::Phone]),
            (Err(mistakes), true) => Err(mistakes.into_iter().chain([Mistake::Phone]).collect()),
            (Err(mistakes), false) => Err(mistakes),
        }
    }

    /// A mail is kept where the hub writes letters, and nowhere else.
    pub fn checked(self, web: &Web, language: &Language) -> Result<Contact, Vec<Mistake>> {
        let (name, mail, phone) = (self.name.trim(), self.mail.trim(), self.phone.trim());
        let mut mistakes = Vec::new();
        if !is_name(name) {
            mistakes.push(Mistake::Name);
        }
        let mail = Some(mail).filter(|mail| !mail.is_empty() && web.config.mail.is_some());
        if mail.is_some_and(|mail| !is_mail(mail)) {
            mistakes.push(Mistake::Mail);
        }
        let phone = Some(phone).filter(|phone| !phone.is_empty());
        if phone.is_some_and(|phone| !is_phone(phone)) {
            mistakes.push(Mistake::Phone);
        }
        let birthday = Some(self.birthday.trim()).filter(|typed| !typed.is_empty()).map(Birthday::of);
        if birthday == Some(None) {
            mistakes.push(Mistake::Birthday);
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Contact {
            name: name.to_owned(),
            mail: mail.map(str::to_owned),
            phone: phone.map(str::to_owned),
            language: language.tag.to_owned(),
            birthday: birthday.flatten(),
        })
    }
}

/// One line of letters, and not too many.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= NAME_CHARS_MAX && !name.contains(is_no_letter)
}

/// Whether a letter can be sent there.
pub fn is_mail(mail: &str) -> bool {
    mail.len() <= MAIL_CHARS_MAX && mail.parse::<lettre::Address>().is_ok()
}

/// What nobody can type into a name: it would begin another line of a letter, or came in an alphabet that is
/// not that of our pages and cannot be read any more.
fn is_no_letter(c: char) -> bool {
    c.is_control() || c == char::REPLACEMENT_CHARACTER
}

/// Digits, and what people write between them.
fn is_phone(phone: &str) -> bool {
    let between = |c: char| " +-/().".contains(c);
    phone.len() <= PHONE_CHARS_MAX
        && phone.contains(|c: char| c.is_ascii_digit())
        && phone.chars().all(|c| c.is_ascii_digit() || between(c))
}
