//! Pages for when there is nothing to show. They say what to do next and never a technical text.

use askama::Template;
use axum::http::StatusCode;

use super::language::Language;
use super::{Site, render};

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
