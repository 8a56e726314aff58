//! Pages for when there is nothing to show. They say what to do next and never a technical text.

use askama::Template;
use axum::http::StatusCode;

use super::language::{Language, german};
use super::{Site, message, render};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    NotFound,
    /// The one-time set-up link, opened again.
    LinkUsed,
    Forbidden,
    /// Cut short, too large, or made by something else than our pages.
    FormUnreadable,
    TooMany,
    Broken,
}

impl Trouble {
    pub const ALL: [Trouble; 6] = [
        Trouble::NotFound,
        Trouble::LinkUsed,
        Trouble::Forbidden,
        Trouble::FormUnreadable,
        Trouble::TooMany,
        Trouble::Broken,
    ];

    /// In addresses, and beside a message about it.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::NotFound => "not-found",
            Trouble::LinkUsed => "link-used",
            Trouble::Forbidden => "forbidden",
            Trouble::FormUnreadable => "form-unreadable",
            Trouble::TooMany => "too-many",
            Trouble::Broken => "broken",
        }
    }

    pub fn named(name: &str) -> Option<Trouble> {
        Trouble::ALL.into_iter().find(|trouble| trouble.name() == name)
    }

    pub fn status(self) -> StatusCode {
        match self {
            Trouble::NotFound => StatusCode::NOT_FOUND,
            Trouble::LinkUsed => StatusCode::GONE,
            Trouble::Forbidden => StatusCode::FORBIDDEN,
            Trouble::FormUnreadable => StatusCode::BAD_REQUEST,
            Trouble::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Trouble::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

pub fn page(site: &Site, trouble: Trouble) -> String {
    render(&Page { site, trouble })
}

/// For visitors and citizens, in their language.
pub fn address_unreadable(site: &Site, language: &'static Language) -> String {
    render(&AddressPage { site, language })
}

#[derive(Template)]
#[template(path = "address.html")]
struct AddressPage<'a> {
    site: &'a Site,
    language: &'static Language,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Page<'a> {
    site: &'a Site,
    trouble: Trouble,
}

impl Page<'_> {
    /// Where somebody writes about it. Whoever has no right here is led back, and not to the office.
    fn contact(&self) -> Option<String> {
        let path = || message::path_about(german(), &self.site.id, self.trouble);
        (!matches!(self.trouble, Trouble::LinkUsed | Trouble::Forbidden)).then(path)
    }
}
