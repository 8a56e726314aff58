//! What a site offers, changed while the hub works. Every form here leads to one page that shows what would
//! be different and which bookings would not fit any more; only from there anything is saved.

mod bring;
mod hours;
mod letters;
mod pool;
mod resource;
mod rules;
mod service;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use calendar::unfit;
use calendar::unfit::Unfit;
use sha2::{Digest, Sha256};

pub use bring::{bring, take};
pub use hours::{
    change_closures, change_hours, change_pool as change_pool_hours, closures, house as house_hours,
    pool as pool_hours,
};
pub use letters::{change as change_letter, list as letters, show as letter};
pub use pool::{change as change_pool, create as create_pool, list as pools, new as new_pool};
pub use pool::{remove as remove_pool, show as pool};
pub use resource::{change as change_resource, create as create_resource, new as new_resource};
pub use resource::{remove as remove_resource, show as resource};
pub use rules::{change as change_rules, show as rules};
pub use service::{change as change_service, create as create_service, new as new_service};
pub use service::{remove as remove_service, show as service};

use super::bookings::Place;
use super::filled::Filled;
use super::own::who_at;
use super::{Trouble, fresh_key, html, not_longer, site_named, trouble};
use crate::config::{Mistake, PLAN_BYTES_MAX, Site, SitePlan};
use crate::desk::{Act, in_use};
use crate::http::{Clerk, Refusal, Web, acts};
use crate::pages::offer::{
    self as page, Brought, By, Change, Line, Look, Meanwhile, Overview, PlanForm, Said, Wrong,
};
use crate::pages::path;
use crate::store::{Account, PlanVersion};

/// Of the list of versions; older ones are found by their numbers.
const VERSIONS_SHOWN: usize = 30;
/// A form writes each byte in up to three, and there are fields beside the plan.
const FORM_BYTES_MAX: usize = 3 * PLAN_BYTES_MAX + 64 * 1024;
/// What a mistake calls a plan that somebody has brought.
const BROUGHT: &str = "angebot.toml";

/// What was typed into a form that carries a whole plan: longer than anything else that is sent to pages.
pub struct Whole(Filled);

impl FromRequest<Web> for Whole {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Whole, Response> {
        let request = of_a_plan(request, web).await?;
        match Form::<Filled>::from_request(request, web).await {
            Ok(Form(filled)) => Ok(Whole(filled)),
            Err(_) => Err(trouble(web, Trouble::FormUnreadable)),
        }
    }
}

/// The request, if a plan can be in it, and may be that long.
async fn of_a_plan(request: Request, web: &Web) -> Result<Request, Response> {
    let request = not_longer(request, FORM_BYTES_MAX).await;
    let mut request = request.ok_or_else(|| trouble(web, Trouble::FormUnreadable))?;
    DefaultBodyLimit::max(FORM_BYTES_MAX).apply(&mut request);
    Ok(request)
}

pub async fn show(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    Bench::of(web, clerk)?.overview(StatusCode::OK, None, None)
}

/// The plan that counts, to take home.
pub async fn file(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    // Ids of sites are letters, digits and hyphens.
    let name = format!("angebot-{}-{}.toml", bench.plan.id, bench.version);
    let saved = format!("attachment; filename=\"{name}\"");
    let kind = "application/toml; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], bench.plan.text())
        .into_response())
}

pub async fn version(
    State(web): State<Web>,
    clerk: Clerk,
    Path(number): Path<String>,
) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let shown = || {
        let plans = &bench.at.web.plans;
        let number: u32 = number.parse().map_err(|_| Refusal::unknown("version"))?;
        let kept = plans.of(bench.at.site(), number)?.ok_or_else(|| Refusal::unknown("version"))?;
        let before = match number.checked_sub(1) {
            Some(before) => plans.of(bench.at.site(), before)?,
            None => None,
        };
        let (after, before) = (bench.read(&kept)?, before.map(|kept| bench.read(&kept)).transpose()?);
        let changes = before.map(|before| page::changes(&before, &after));
        let key = fresh_key();
        let shown = page::Version {
            who: &who_at(&bench.at.clerk, &key),
            line: &bench.lines(std::slice::from_ref(&kept))?[0],
            changes: changes.as_deref(),
            newest: bench.version,
            text: &kept.text,
            zone: bench.config.time_zone,
            key: &key,
        };
        Ok(page::version(&bench.site(), &shown))
    };
    shown().map(|shown| html(StatusCode::OK, shown)).map_err(|refusal: Refusal| bench.at.refused(&refusal))
}

/// A plan that was brought, or one of the versions before.
pub async fn look(State(web): State<Web>, clerk: Clerk, Whole(form): Whole) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    bench.look_at_text(form.get("draft").unwrap_or_default(), form.has("keeps"))
}

pub async fn save(State(web): State<Web>, clerk: Clerk, Whole(form): Whole) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let text = form.get("draft").unwrap_or_default();
    let (plan, base) = match (bench.checked(text), form.get("base").and_then(|base| base.parse().ok())) {
        (Ok(plan), Some(base)) => (plan, base),
        (Ok(_), None) => {
            let refusal = Refusal::bad("field-missing", "the form names no version");
            return bench.overview(StatusCode::BAD_REQUEST, None, Some(&refusal));
        }
        (Err(mistake), _) => {
            let mistake = mistake.to_string();
            let brought = Brought { text, wrong: Wrong::Plan(&mistake) };
            return bench.overview(StatusCode::UNPROCESSABLE_ENTITY, Some(brought), None);
        }
    };
    // Whoever presses twice has saved it with the first press, and is not told of their own change.
    if base == bench.version && form.get("seen") != Some(bench.meant(&plan)?.seen.as_str()) {
        return bench.looked_at(&plan, form.has("keeps"), true);
    }
    let act = Act::ChangePlan { base, plan: Arc::new(plan.clone()) };
    let saved = match form.key() {
        Ok(key) => acts::commit(&bench.at.web, &bench.at.clerk, key, act).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => Ok(Redirect::to(&bench.path()).into_response()),
        Err(refusal) if refusal.problem.code == "plan-changed" => bench.meanwhile(base, &plan),
        Err(refusal) => {
            let now = Bench::of(bench.at.web.clone(), bench.at.clerk.clone())?;
            now.overview(refusal.status, None, Some(&refusal))
        }
    }
}

/// Where a plan is changed: who changes it, and what counts at this moment.
struct Bench {
    at: Place,
    file: Arc<Site>,
    config: Arc<Site>,
    plan: SitePlan,
    /// 0 is the file's.
    version: u32,
    /// What `plan` is: the version that counts, or the one that a form was begun on.
    base: u32,
    file_differs: bool,
}

/// What another plan would bring.
struct Meant {
    changes: Vec<Change>,
    unfit: Vec<(calendar::BookingId, Unfit)>,
    in_use: Vec<String>,
    /// Another look at the same gives the same.
    seen: String,
}

impl Bench {
    fn of(web: Web, clerk: Clerk) -> Result<Bench, Response> {
        let at = Place { web, clerk };
        // Read at leisure: the desk goes on meanwhile.
        let Some(state) = at.web.desk.site(at.site()) else {
            return Err(at.refused(&Refusal::unknown("site")));
        };
        let (file, config) = (state.file().clone(), state.config.clone());
        let (plan, version) = (SitePlan::of(&config), state.plan_version());
        Ok(Bench { at, file, config, plan, version, base: version, file_differs: state.file_differs() })
    }

    /// A form that somebody has filled in, and the plan as it was when it was shown. What was typed is laid
    /// over that, so that nobody undoes unseen what somebody else has saved since.
    fn filled(web: Web, clerk: Clerk, filled: Filled) -> Result<(Bench, PlanForm), Response> {
        let (mut bench, mut form) = (Bench::of(web, clerk)?, PlanForm::filled(filled.into_pairs()));
        if let Some(base) = form.get("base").parse().ok().filter(|base| *base != bench.version) {
            bench.plan = bench.plan_of(base).map_err(|refusal| bench.at.refused(&refusal))?;
            bench.base = base;
        }
        form.base = bench.base;
        Ok((bench, form))
    }

    /// A form with nothing in it yet.
    fn form(&self) -> PlanForm {
        PlanForm::on(self.base)
    }

    /// Shows what a form would change, or the form again with what is wrong.
    fn tried(
        &self,
        plan: &SitePlan,
        mut form: PlanForm,
        again: impl FnOnce(&PlanForm) -> Result<Response, Response>,
    ) -> Result<Response, Response> {
        if form.can_be_taken() && form.said.is_none() {
            form.said = self.said_of(plan);
        }
        if form.is_wrong() { again(&form) } else { self.looked_at(plan, false, false) }
    }

    /// What an address names, if there is such a thing.
    fn known<T>(&self, found: Option<T>) -> Result<T, Response> {
        found.ok_or_else(|| trouble(&self.at.web, Trouble::NotFound))
    }

    /// Letters and names.
    fn zones(&self) -> Vec<(char, String)> {
        self.config.zones.iter().map(|zone| (zone.letter, zone.name.clone())).collect()
    }

    fn pools(&self) -> Vec<String> {
        self.plan.pools.iter().map(|pool| pool.id.clone()).collect()
    }

    fn plan_of(&self, version: u32) -> Result<SitePlan, Refusal> {
        match version {
            0 => Ok(SitePlan::of(&self.file)),
            version => match self.at.web.plans.of(self.at.site(), version)? {
                Some(kept) => self.read(&kept),
                None => Err(Refusal::unknown("version")),
            },
        }
    }

    fn path(&self) -> String {
        format!("{}{}", self.at.clerk.1, path::OFFER)
    }

    fn site(&self) -> crate::pages::Site {
        site_named(&self.at.web, self.at.site())
    }

    fn checked(&self, text: &str) -> Result<SitePlan, Mistake> {
        SitePlan::read(BROUGHT, text, &self.file)
    }

    /// A version as it was stored; what it would need of the file today is not asked.
    fn read(&self, kept: &PlanVersion) -> Result<SitePlan, Refusal> {
        SitePlan::read_unchecked(&kept.text, self.at.site()).map_err(|mistake| {
            tracing::error!(version = kept.version, %mistake, "a version of a plan cannot be read");
            Refusal::broken()
        })
    }

    fn meant(&self, plan: &SitePlan) -> Result<Meant, Response> {
        let changes = page::changes(&self.plan, plan);
        let (now, after) = (self.at.web.clock.now(), self.file.offering(plan).plan());
        let Some(state) = self.at.web.desk.site(self.at.site()) else {
            return Err(self.at.refused(&Refusal::unknown("site")));
        };
        let (coming, lacking) = (state.coming(), in_use(&state, plan, now));
        let of = |plan: &calendar::Plan| -> BTreeMap<calendar::BookingId, Unfit> {
            unfit(plan, coming.bookings(), now).into_iter().map(|(booking, why)| (booking.id, why)).collect()
        };
        let before = of(coming.plan());
        let unfit: Vec<_> =
            of(&after).into_iter().filter(|(booking, _)| !before.contains_key(booking)).collect();
        let name = |id: &String| {
            let service = self.plan.services.iter().find(|service| service.id == *id);
            service.map_or_else(|| id.clone(), |service| service.name.clone())
        };
        let in_use = lacking.iter().map(name).collect();
        let told = format!("{} {} {unfit:?} {in_use:?}", self.version, plan.digest());
        let seen = Sha256::digest(told.as_bytes())[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Meant { changes, unfit, in_use, seen })
    }

    /// A plan as a text, that somebody has brought or a form has carried.
    fn look_at_text(&self, text: &str, keeps: bool) -> Result<Response, Response> {
        match self.checked(text) {
            Ok(plan) => self.looked_at(&plan, keeps, false),
            Err(mistake) => {
                let mistake = mistake.to_string();
                let brought = Brought { text, wrong: Wrong::Plan(&mistake) };
                self.overview(StatusCode::UNPROCESSABLE_ENTITY, Some(brought), None)
            }
        }
    }

    /// The page behind every form.
    fn looked_at(&self, plan: &SitePlan, keeps: bool, has_changed: bool) -> Result<Response, Response> {
        if self.base != self.version {
            return self.meanwhile(self.base, plan);
        }
        let meant = self.meant(plan)?;
        let key = fresh_key();
        let unfit = self.rows(meant.unfit).map_err(|refusal| self.at.refused(&refusal))?;
        let look = Look {
            who: &who_at(&self.at.clerk, &key),
            base: self.version,
            changes: &meant.changes,
            unfit: &unfit,
            in_use: &meant.in_use,
            draft: &plan.text(),
            seen: &meant.seen,
            has_changed,
            keeps: keeps && self.file_differs,
            zone: self.config.time_zone,
            key: &key,
        };
        let status = if has_changed { StatusCode::CONFLICT } else { StatusCode::OK };
        Ok(html(status, page::look(&self.site(), &look)))
    }

    fn rows(
        &self,
        unfit: Vec<(calendar::BookingId, Unfit)>,
    ) -> Result<Vec<(crate::pages::bookings::Row, Unfit)>, Refusal> {
        let mut rows = unfit
            .into_iter()
            .map(|(booking, why)| Ok((self.at.row_of(booking)?, why)))
            .collect::<Result<Vec<_>, Refusal>>()?;
        rows.sort_by_key(|(row, _)| (row.booking.at, row.booking.id));
        Ok(rows)
    }

    fn overview(
        &self,
        status: StatusCode,
        brought: Option<Brought>,
        refusal: Option<&Refusal>,
    ) -> Result<Response, Response> {
        let shown = || {
            let (coming, now) = (self.at.coming()?, self.at.web.clock.now());
            let unfit = unfit(coming.plan(), coming.bookings(), now);
            let unfit = self.rows(unfit.into_iter().map(|(booking, why)| (booking.id, why)).collect())?;
            let history = self.at.web.plans.history(self.at.site(), None, VERSIONS_SHOWN)?;
            let file = self.file_differs.then(|| SitePlan::of(&self.file).text());
            let key = fresh_key();
            let overview = Overview {
                who: &who_at(&self.at.clerk, &key),
                plan: &self.plan,
                version: self.version,
                file: file.as_deref(),
                unfit: &unfit,
                history: &self.lines(&history)?,
                brought,
                zone: self.config.time_zone,
                key: &key,
                problem: refusal.map(|refusal| &refusal.problem),
            };
            Ok(page::overview(&self.site(), &overview))
        };
        shown().map(|shown| html(status, shown)).map_err(|refusal: Refusal| self.at.refused(&refusal))
    }

    /// Somebody else was quicker: what they did, and what can be done about it.
    fn meanwhile(&self, base: u32, plan: &SitePlan) -> Result<Response, Response> {
        let now = Bench::of(self.at.web.clone(), self.at.clerk.clone())?;
        let shown = || {
            let history = now.at.web.plans.history(now.at.site(), None, VERSIONS_SHOWN)?;
            let theirs: Vec<PlanVersion> =
                history.into_iter().filter(|kept| kept.version > base.max(1)).collect();
            let before = now.plan_of(base)?;
            let key = fresh_key();
            let meanwhile = Meanwhile {
                who: &who_at(&now.at.clerk, &key),
                base,
                lines: &now.lines(&theirs)?,
                changes: &page::changes(&before, &now.plan),
                draft: &plan.text(),
                zone: now.config.time_zone,
                key: &key,
            };
            Ok(page::meanwhile(&now.site(), &meanwhile))
        };
        let shown = shown().map(|shown| html(StatusCode::CONFLICT, shown));
        shown.map_err(|refusal: Refusal| now.at.refused(&refusal))
    }

    /// Versions as people read them. Names are not stored with them, and are those of today.
    fn lines(&self, kept: &[PlanVersion]) -> Result<Vec<Line>, Refusal> {
        let accounts: BTreeMap<String, String> = Account::all(&self.at.web.access.read())?
            .into_iter()
            .map(|account| (format!("clerk:{}", account.id), account.name))
            .collect();
        let by = |actor: &String| match actor.as_str() {
            "file" => By::File,
            _ => By::Account(accounts.get(actor).unwrap_or(actor).clone()),
        };
        Ok(kept.iter().map(|kept| Line { version: kept.version, at: kept.at, by: by(&kept.actor) }).collect())
    }

    /// What is wrong with a plan that a form has put together; lines of a text nobody sees say nothing.
    fn said_of(&self, plan: &SitePlan) -> Option<Said> {
        let words = match SitePlan::read("", &plan.text(), &self.file) {
            Ok(_) => return None,
            Err(Mistake::At { field, what, .. }) => format!("{field}: {what}"),
            Err(other) => other.to_string(),
        };
        let fault = self.file.offering(plan).plan().faults().into_iter().next();
        Some(fault.map_or(Said::Check(words), Said::Fault))
    }
}

/// How a form is answered.
fn status(form: &PlanForm) -> StatusCode {
    if form.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}
