//! The pages before the desk: the start page, the login, the set-up of the first account.

use askama::Template;
use wire::http::Problem;

use super::account::Who;
use super::{Site, render};
use crate::rights::{Right, Role};

/// `who` is logged in already, and finds the way from here.
pub fn home(site: &Site, who: Option<&Who>) -> String {
    render(&Home { site, who })
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Login<'a> {
    /// As typed the last time, so that nobody types it twice.
    pub name: &'a str,
    pub key: &'a str,
    /// Whether the provider of the town's own accounts answers; none where there is none.
    pub by_provider: Option<bool>,
    /// Name and password are those of the town's directory as well.
    pub by_directory: bool,
    /// What opens something here, for those whose groups do not.
    pub groups: &'a [(&'a str, Role)],
    /// Logged out here just now, and not at the provider.
    pub stays: bool,
    pub problem: Option<&'a Problem>,
}

/// POSTs `key`, `name`, `password` to [`super::path::LOGIN`].
pub fn login(site: &Site, login: &Login) -> String {
    render(&LoginPage { site, login })
}

/// Right after a login somewhere else: leads on to `next` by itself.
pub fn welcome(site: &Site, next: &str) -> String {
    render(&Welcome { site, next })
}

#[derive(Debug, Clone, Copy)]
pub struct SetUp<'a> {
    /// Of this page, with its one-time token; the form POSTs there.
    pub path: &'a str,
    pub name: &'a str,
    pub key: &'a str,
    pub problem: Option<&'a Problem>,
}

/// POSTs `key`, `name`, `password`, `repeated`.
pub fn set_up(site: &Site, set_up: &SetUp) -> String {
    render(&SetUpPage { site, set_up })
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    site: &'a Site,
    who: Option<&'a Who<'a>>,
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'a> {
    site: &'a Site,
    login: &'a Login<'a>,
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome<'a> {
    site: &'a Site,
    next: &'a str,
}

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage<'a> {
    site: &'a Site,
    set_up: &'a SetUp<'a>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    #[test]
    fn a_wrong_login_keeps_the_name_and_not_the_password() {
        let wrong = samples::problem("wrong-login");
        let html = login(
            &samples::site(),
            &Login { name: "brandt", key: "k0000001", problem: Some(&wrong), ..Login::default() },
        );
        assert!(html.contains("Name oder Passwort stimmen nicht."), "{html}");
        assert!(html.contains("value=\"brandt\""), "{html}");
        let password =
            html.split("<input").find(|input| input.contains("type=\"password\"")).expect("there is one");
        assert!(!password.contains("value="), "{password}");
    }

    #[test]
    fn the_rules_of_a_password_are_said_before_and_after() {
        let set_up_page = |problem| {
            let fields = SetUp { path: "/setup/abc", name: "brandt", key: "k0000001", problem };
            set_up(&samples::site(), &fields)
        };
        assert!(set_up_page(None).contains("Mindestens 12 Zeichen."));
        let short = samples::problem("password-too-short");
        assert!(set_up_page(Some(&short)).contains("Bitte nehmen Sie mindestens 12 Zeichen."));
    }

    #[test]
    fn a_problem_we_have_no_words_for_still_gets_a_sentence() {
        let new = samples::problem("invented-tomorrow");
        let html =
            login(&samples::site(), &Login { key: "k0000001", problem: Some(&new), ..Login::default() });
        assert!(html.contains("Das hat leider nicht geklappt."), "{html}");
        assert!(!html.contains("invented-tomorrow"), "{html}");
    }
}
