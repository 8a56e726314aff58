//! Every door of the hub, tried by every role: at the own site, at another, and with what has ended.
//!
//! The table says who may; the doors are counted from the router itself, so a new one without a line
//! here is a failure. Whoever may not, learns nothing: a foreign site is as unknown as none at all.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use hub::rights::Role;
use hub::store::{DeviceKind, SESSION_ABSOLUTE};

use crate::hall::{self, Asks, Hall};

/// Method, path as the router has it, what the form or body is, and who may. A word in curly
/// brackets is an object of a site: tried with the own one, and with one of the other site.
const DOORS: &str = "
    GET    /api/v1/kiosk/offer               -     kiosk infopoint
    POST   /api/v1/kiosk/help                -     kiosk infopoint
    POST   /api/v1/kiosk/tickets             draw  kiosk infopoint
    POST   /api/v1/kiosk/check-ins           code  kiosk infopoint
    POST   /api/v1/kiosk/check-ins/by-birthday -   kiosk infopoint
    GET    /api/v1/kiosk/visit               -     kiosk infopoint
    GET    /api/v1/kiosk/slots               -     kiosk infopoint
    POST   /api/v1/kiosk/bookings            book  kiosk infopoint
    GET    /api/v1/kiosk/bookings/{code}     -     kiosk infopoint
    DELETE /api/v1/kiosk/bookings/{code}     -     kiosk infopoint
    GET    /api/v1/kiosk/bookings/{code}/slots    -     kiosk infopoint
    POST   /api/v1/kiosk/bookings/{code}/rebook   time  kiosk infopoint
    POST   /api/v1/partner/bookings          book  partner
    GET    /api/v1/partner/bookings/{id}     -     partner
    DELETE /api/v1/partner/bookings/{id}     -     partner
    POST   /api/v1/partner/bookings/{id}/confirm  -     partner
    POST   /api/v1/partner/bookings/{id}/rebook   time  partner
    GET    /api/v1/partner/slots             -     partner
    GET    /api/v1/public/{site}/slots       -     everybody
    GET    /api/v1/public/{site}/indicators  -     everybody
    GET    /api/v1/public/{site}/indicators.csv -  everybody
    GET    /api/v1/public/{site}/feedback.csv -    everybody
    POST   /api/v1/desk/login                login everybody
    GET    /api/v1/desk/queue                site  clerk infopoint supervisor site-admin county-admin auditor
    POST   /api/v1/desk/call-next            site  clerk supervisor site-admin county-admin
    POST   /api/v1/desk/acts                 site  clerk supervisor site-admin county-admin
    POST   /api/v1/desk/undo                 site  clerk supervisor site-admin county-admin
    POST   /api/v1/desk/tickets              site  infopoint supervisor site-admin county-admin
    POST   /api/v1/desk/check-ins            site  infopoint supervisor site-admin county-admin
    POST   /api/v1/desk/hall                 site  supervisor site-admin county-admin
    GET    /api/v1/desk/events               site  clerk infopoint supervisor site-admin county-admin auditor
    GET    /api/v1/visitor/tickets/{token}   -     everybody
    DELETE /api/v1/visitor/tickets/{token}   -     everybody
    GET    /api/v1/health                    -     everybody
    GET    /api/openapi.json                 -     everybody
    GET    /                                 -     everybody
    GET    /login                            -     everybody
    POST   /login                            login everybody
    POST   /logout                           -     everybody
    GET    /setup/{token}                    -     everybody
    POST   /setup/{token}                    -     everybody
    GET    /desk                             -     clerk supervisor site-admin county-admin
    GET    /desk/{counter}                   -     clerk supervisor site-admin county-admin
    GET    /desk/{counter}/live              -     clerk supervisor site-admin county-admin
    GET    /desk/{counter}/events            -     clerk supervisor site-admin county-admin
    POST   /desk/{counter}/next              key   clerk supervisor site-admin county-admin
    POST   /desk/{counter}/acts              act   clerk supervisor site-admin county-admin
    POST   /desk/{counter}/undo              key   clerk supervisor site-admin county-admin
    GET    /desk/{counter}/ask/{what}        -     clerk supervisor site-admin county-admin
    GET    /desk/{counter}/slip              -     clerk supervisor site-admin county-admin
    POST   /desk/{counter}/bell              key   clerk supervisor site-admin county-admin
    GET    /bell                             -     clerk infopoint supervisor site-admin county-admin auditor
    POST   /bell                             key   clerk infopoint supervisor site-admin county-admin auditor
    GET    /infopoint                        -     infopoint supervisor site-admin county-admin
    GET    /infopoint/live                   -     infopoint supervisor site-admin county-admin
    GET    /infopoint/events                 -     infopoint supervisor site-admin county-admin
    POST   /infopoint/draw                   key   infopoint supervisor site-admin county-admin
    POST   /infopoint/check-in               key   infopoint supervisor site-admin county-admin
    POST   /infopoint/acts                   act   infopoint supervisor site-admin county-admin
    GET    /infopoint/ask/{what}             -     infopoint supervisor site-admin county-admin
    POST   /infopoint/bell                   key   infopoint supervisor site-admin county-admin
    GET    /infopoint/slip                   -     infopoint supervisor site-admin county-admin
    GET    /bookings                         -     clerk infopoint supervisor site-admin county-admin
    POST   /bookings                         key   clerk infopoint supervisor site-admin county-admin
    GET    /bookings/live                    -     clerk infopoint supervisor site-admin county-admin
    GET    /bookings/events                  -     clerk infopoint supervisor site-admin county-admin
    GET    /bookings/new                     -     clerk infopoint supervisor site-admin county-admin
    GET    /bookings/new/who                 -     clerk infopoint supervisor site-admin county-admin
    POST   /bookings/new/who                 book  clerk infopoint supervisor site-admin county-admin
    GET    /bookings/{id}                    -     clerk infopoint supervisor site-admin county-admin
    GET    /bookings/{id}/slip               -     clerk infopoint supervisor site-admin county-admin
    GET    /bookings/{id}/uploads/{upload}   -     clerk supervisor site-admin county-admin
    POST   /bookings/{id}/check-in           key   clerk infopoint supervisor site-admin county-admin
    GET    /bookings/{id}/move               -     clerk infopoint supervisor site-admin county-admin
    POST   /bookings/{id}/move               at    clerk infopoint supervisor site-admin county-admin
    POST   /bookings/{id}/hand-over          key   clerk infopoint supervisor site-admin county-admin
    POST   /bookings/{id}/outcome            key   clerk infopoint supervisor site-admin county-admin
    GET    /bookings/{id}/cancel             -     clerk infopoint supervisor site-admin county-admin
    POST   /bookings/{id}/cancel             key   clerk infopoint supervisor site-admin county-admin
    GET    /absences                         -     clerk supervisor site-admin county-admin
    POST   /absences                         key   clerk supervisor site-admin county-admin
    GET    /absences/look                    -     clerk supervisor site-admin county-admin
    POST   /absences/withdraw                key   supervisor site-admin county-admin
    POST   /absences/keep                    key   supervisor site-admin county-admin
    POST   /absences/feed                    file  supervisor site-admin county-admin
    POST   /absences/feed/save               key   supervisor site-admin county-admin
    GET    /offer                            -     site-admin county-admin
    POST   /offer                            key   site-admin county-admin
    POST   /offer/look                       key   site-admin county-admin
    POST   /offer/bring                      key   site-admin county-admin
    POST   /offer/catalogue                  key   site-admin county-admin
    GET    /offer/plan.toml                  -     site-admin county-admin
    GET    /offer/versions/{version}         -     site-admin county-admin
    GET    /offer/new-service                -     site-admin county-admin
    POST   /offer/new-service                key   site-admin county-admin
    GET    /offer/services/{service}         -     site-admin county-admin
    POST   /offer/services/{service}         key   site-admin county-admin
    POST   /offer/services/{service}/remove  key   site-admin county-admin
    GET    /offer/pools                      -     site-admin county-admin
    GET    /offer/new-pool                   -     site-admin county-admin
    POST   /offer/new-pool                   key   site-admin county-admin
    GET    /offer/pools/{pool}               -     site-admin county-admin
    POST   /offer/pools/{pool}               key   site-admin county-admin
    POST   /offer/pools/{pool}/remove        key   site-admin county-admin
    GET    /offer/new-resource               -     site-admin county-admin
    POST   /offer/new-resource               key   site-admin county-admin
    GET    /offer/resources/{resource}       -     site-admin county-admin
    POST   /offer/resources/{resource}       key   site-admin county-admin
    POST   /offer/resources/{resource}/remove key  site-admin county-admin
    GET    /offer/hours                      -     site-admin county-admin
    POST   /offer/hours                      key   site-admin county-admin
    GET    /offer/hours/{pool}               -     site-admin county-admin
    POST   /offer/hours/{pool}               key   site-admin county-admin
    GET    /offer/rules                      -     site-admin county-admin
    POST   /offer/rules                      key   site-admin county-admin
    GET    /offer/letters                    -     site-admin county-admin
    GET    /offer/letters/{kind}             -     site-admin county-admin
    POST   /offer/letters/{kind}             key   site-admin county-admin
    GET    /offer/closures                   -     site-admin county-admin
    POST   /offer/closures                   key   site-admin county-admin
    GET    /supervisor                       -     supervisor site-admin county-admin
    GET    /supervisor/live                  -     supervisor site-admin county-admin
    GET    /supervisor/events                -     supervisor site-admin county-admin
    POST   /supervisor/hall                  key   supervisor site-admin county-admin
    POST   /supervisor/bell                  key   supervisor site-admin county-admin
    GET    /statistics                       site  supervisor site-admin county-admin
    GET    /statistics/figures.csv           site  supervisor site-admin county-admin
    GET    /statistics/figures.xlsx          site  supervisor site-admin county-admin
    GET    /statistics/bookings.csv          site  supervisor site-admin county-admin
    GET    /statistics/feedback              site  supervisor site-admin county-admin
    GET    /statistics/feedback.csv          site  supervisor site-admin county-admin
    GET    /audit                            site  county-admin auditor
    GET    /audit/entries.csv                site  county-admin auditor
    GET    /audit/check                      -     county-admin auditor
    POST   /audit/check                      key   county-admin auditor
    GET    /ticket                           -     everybody
    GET    /T/{token}                        -     everybody
    GET    /T/{token}/{language}             -     everybody
    GET    /T/{token}/{language}/live        -     everybody
    GET    /T/{token}/{language}/events      -     everybody
    GET    /T/{token}/{language}/leave       -     everybody
    POST   /T/{token}/{language}/leave       -     everybody
    POST   /T/{token}/{language}/take        -     everybody
    GET    /T/{token}/{language}/feedback    -     everybody
    POST   /T/{token}/{language}/feedback    -     everybody
    GET    /ueber/{language}/{site}/{topic}  -     everybody
    GET    /ueber/{language}/{site}/kontakt  -     everybody
    POST   /ueber/{language}/{site}/kontakt  -     everybody
    GET    /wall/{site}                      -     everybody
    GET    /wall/{site}/{zones}              -     everybody
    GET    /wall/{site}/{zones}/live         -     everybody
    GET    /wall/{site}/{zones}/events       -     everybody
    GET    /termine                         -     everybody
    GET    /termine/{language}              -     everybody
    GET    /termine/{language}/{service}     -     everybody
    GET    /termine/{language}/{site}/{service} -     everybody
    GET    /termine/{language}/{site}/{service}/{at} -     everybody
    POST   /termine/{language}/{site}/{service}/{at} -     everybody
    POST   /termine/{language}/{site}/{service}/{at}/account -     everybody
    POST   /termine/{language}/{site}/{service}/{at}/hold -     everybody
    POST   /termine/{language}/{site}/{service}/{at}/let-go -     everybody
    GET    /termine/account/answer          -     everybody
    GET    /termine/{language}/{site}/{service}/watch -     everybody
    POST   /termine/{language}/{site}/{service}/watch -     everybody
    GET    /W/{id}/{token}/{language}       -     everybody
    POST   /W/{id}/{token}/{language}/confirm -     everybody
    POST   /W/{id}/{token}/{language}/stop  -     everybody
    GET    /B/{code}/{token}                -     everybody
    GET    /B/{code}/{token}/termin.ics     -     everybody
    GET    /B/{code}/{token}/{language}     -     everybody
    POST   /B/{code}/{token}/{language}/confirm -     everybody
    POST   /B/{code}/{token}/{language}/arrive -     everybody
    GET    /B/{code}/{token}/{language}/cancel -     everybody
    POST   /B/{code}/{token}/{language}/cancel -     everybody
    GET    /B/{code}/{token}/{language}/feedback -     everybody
    POST   /B/{code}/{token}/{language}/feedback -     everybody
    GET    /B/{code}/{token}/{language}/times -     everybody
    GET    /B/{code}/{token}/{language}/times/{at} -     everybody
    POST   /B/{code}/{token}/{language}/times/{at} -     everybody
    POST   /B/{code}/{token}/{language}/uploads -     everybody
    POST   /B/{code}/{token}/{language}/uploads/{upload}/take-back -     everybody
    GET    /assets/{name}                    -     everybody
    GET    /termine.js                       -     everybody
    GET    /login/directory                  -     everybody
    GET    /login/directory/answer           -     everybody
    GET    /logout/directory                 -     everybody
    GET    /login/code                       -     clerk infopoint supervisor site-admin county-admin auditor
    POST   /login/code                       -     clerk infopoint supervisor site-admin county-admin auditor
    GET    /account/second-factor            -     clerk infopoint supervisor site-admin county-admin auditor
    POST   /account/second-factor            -     clerk infopoint supervisor site-admin county-admin auditor
    GET    /account                          -     clerk infopoint supervisor site-admin county-admin auditor
    POST   /account/site                     key   clerk infopoint supervisor site-admin county-admin auditor
    GET    /accounts                         -     site-admin county-admin auditor
    POST   /accounts                         new   site-admin county-admin
    GET    /accounts/{id}                    -     site-admin county-admin auditor
    POST   /accounts/{id}                    what  site-admin county-admin
    GET    /devices                          -     site-admin county-admin auditor
    POST   /devices                          new   site-admin county-admin
    POST   /devices/{id}/revoke              key   site-admin county-admin
    GET    /invitation/{token}               -     everybody
    POST   /invitation/{token}               -     everybody
";

/// Those who see all sites of the hub.
const EVERYWHERE: [Role; 2] = [Role::CountyAdmin, Role::Auditor];

#[test]
fn every_door_has_its_line() {
    let hall = Hall::open("doors");
    let listed: BTreeSet<(String, String)> =
        lines().iter().map(|line| (line.method.to_string(), line.path.to_owned())).collect();
    let doors = hub::http::list_of_doors(&hall.running.web);
    let built: BTreeSet<(String, String)> =
        doors.iter().map(|door| (door.method.to_string(), door.path.clone())).collect();
    assert_eq!(built.len(), doors.len(), "no door is built twice");
    assert_eq!(listed, built, "the table and the router have the same doors");
}

#[test]
fn every_role_at_every_door() {
    let hall = Hall::with_two_sites("matrix");
    for line in lines() {
        for role in Role::ALL {
            let asks = Asks::new(&hall, role);
            let own = asks.at(&line, hall::OWN);
            let here = format!("{} {} as {role}, own site", line.method, line.path);
            match line.may(role) {
                true => is_let_in(&own, &line, &here),
                false => is_refused(&own, role, &here),
            }
            if line.names_a_site() {
                let foreign = asks.at(&line, hall::OTHER);
                let there = format!("{} {} as {role}, foreign site", line.method, line.path);
                match line.may(role) {
                    false => is_refused(&foreign, role, &there),
                    true if EVERYWHERE.contains(&role) && !line.is_a_desk() => {
                        is_let_in(&foreign, &line, &there);
                    }
                    true => assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{there}"),
                }
            }
        }
    }
}

/// Ended, put out, taken away: whoever shows it is nobody, at every door.
#[test]
fn what_has_ended_opens_nothing() {
    let hall = Hall::with_two_sites("ended");
    let people = Role::OF_PEOPLE;
    let expired: Vec<Asks> = people.iter().map(|role| Asks::new(&hall, *role)).collect();
    hall.passes(SESSION_ABSOLUTE + TimeDelta::minutes(5));
    let disabled = people.iter().map(|role| Asks::new(&hall, *role).whose_account_is_disabled());
    let logged_out = people.iter().map(|role| Asks::new(&hall, *role).who_logged_out());
    let devices = [DeviceKind::Kiosk, DeviceKind::Display, DeviceKind::Partner].into_iter();
    let revoked = devices.map(|kind| Asks::new(&hall, kind.role()).whose_token_is_revoked());
    // Looked at first: whoever logs in sweeps away what has expired.
    nothing_opens(&hall, &expired);
    nothing_opens(&hall, &disabled.chain(logged_out).chain(revoked).collect::<Vec<_>>());
}

fn nothing_opens(hall: &Hall, gone: &[Asks]) {
    let lines = lines();
    for (n, line) in lines.iter().filter(|line| !line.is_for_everybody()).enumerate() {
        // All at once they would be turned away as too many. Bookings begin at full five minutes.
        if n % 10 == 0 {
            hall.passes(TimeDelta::minutes(5));
        }
        // Whoever sees all sites had come in at both.
        for site in [hall::OWN, hall::OTHER] {
            for asks in gone {
                let there = format!("{} {} as {}, at {site}", line.method, line.path, asks.said);
                is_refused(&asks.at(line, site), Role::Visitor, &there);
            }
        }
    }
}

/// A page of another town in a clerk's browser sends the cookie along, and still gets nowhere.
#[test]
fn a_foreign_page_changes_nothing_at_any_door() {
    let hall = Hall::with_two_sites("origin");
    let asks = Asks::new(&hall, Role::CountyAdmin).from_a_foreign_page();
    for line in lines().iter().filter(|line| line.method != Method::GET) {
        let answer = asks.at(line, hall::OWN);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {}", line.method, line.path);
    }
}

/// What a form lacks is not asked here: that the handler was reached is.
#[track_caller]
fn is_let_in(answer: &hall::Answer, line: &Line, what: &str) {
    assert!(!answer.status.is_server_error(), "{what}: {}", answer.status);
    if line.is_for_everybody() {
        // A made-up link is unknown to everybody, and whoever logs out is led to the login.
        let turned_away = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status);
        assert!(!turned_away || line.body == "login", "{what}: {}", answer.status);
        return;
    }
    let refusals = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
    assert!(!refusals.contains(&answer.status) && !answer.leads_to_login(), "{what}: {}", answer.status);
}

#[track_caller]
fn is_refused(answer: &hall::Answer, role: Role, what: &str) {
    match role {
        Role::Visitor if answer.is_page => assert!(answer.leads_to_login(), "{what}: {}", answer.status),
        Role::Visitor => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}"),
        _ => assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}"),
    }
}

/// A line of the table.
pub struct Line {
    pub method: Method,
    pub path: &'static str,
    pub body: &'static str,
    who: Vec<&'static str>,
}

impl Line {
    fn may(&self, role: Role) -> bool {
        self.is_for_everybody() || self.who.contains(&role.name())
    }

    fn is_for_everybody(&self) -> bool {
        self.who == ["everybody"]
    }

    /// One sits at a desk of the own site, whoever one is, and has its bookings and
    /// its plan on the screen.
    fn is_a_desk(&self) -> bool {
        ["/desk/", "/bookings/", "/offer/"].iter().any(|start| self.path.starts_with(start))
    }

    fn names_a_site(&self) -> bool {
        // What is asked is of no site.
        let named = self.path.replace("{what}", "").contains('{');
        !self.is_for_everybody() && (named || ["site", "new"].contains(&self.body))
    }
}

fn lines() -> Vec<Line> {
    let words = DOORS.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let lines = words.filter(|words| !words.is_empty()).map(|words| Line {
        method: words[0].parse().expect("a method"),
        path: words[1],
        body: words[2],
        who: words[3..].to_vec(),
    });
    lines.collect()
}
