//! The form of what holds for the whole house.

use axum::extract::State;
use axum::response::Response;

use super::service::{word, word_of};
use super::{Bench, status};
use crate::config::{DeadlinesConfig, LandCode, LocalHoliday, SitePlan};
use crate::http::pages::filled::Filled;
use crate::http::pages::own::who_at;
use crate::http::pages::{Typed, fresh_key, html};
use crate::http::{Clerk, Web};
use crate::pages::offer::limits::{HOLD_MINUTES_MAX, PEOPLE_MAX, VERIFY_MINUTES_MAX};
use crate::pages::offer::{self as page, PlanForm, RulesForm};

pub async fn show(State(web): State<Web>, clerk: Clerk) -> Result<Response, Response> {
    let bench = Bench::of(web, clerk)?;
    let (mut form, plan) = (bench.form(), &bench.plan);
    form.put_some("land", plan.land.as_ref().map(word_of));
    plan.local_holidays.iter().for_each(|holiday| form.put("holiday", word_of(holiday)));
    form.put_some("people-max", plan.people_max);
    form.put("hold-minutes", plan.deadlines.hold_minutes);
    form.put("verify-minutes", plan.deadlines.verify_minutes);
    Ok(show_form(&bench, &form))
}

pub async fn change(
    State(web): State<Web>,
    clerk: Clerk,
    Typed(filled): Typed<Filled>,
) -> Result<Response, Response> {
    let (bench, mut form) = Bench::filled(web, clerk, filled)?;
    let mut plan = bench.plan.clone();
    fill(&mut plan, &mut form);
    bench.tried(&plan, form, |form| Ok(show_form(&bench, form)))
}

fn fill(plan: &mut SitePlan, form: &mut PlanForm) {
    plan.land = word::<LandCode>(form.get("land"));
    plan.local_holidays = form.all("holiday").filter_map(word).collect();
    let is_elsewhere = |holiday: &LocalHoliday| plan.land.is_none_or(|land| !holiday.lands().contains(&land));
    form.is_mistake("holiday", plan.local_holidays.iter().any(is_elsewhere));
    plan.people_max = form.number("people-max", 1..=PEOPLE_MAX);
    plan.deadlines = DeadlinesConfig {
        hold_minutes: form.needed("hold-minutes", 1..=HOLD_MINUTES_MAX),
        verify_minutes: form.needed("verify-minutes", 1..=VERIFY_MINUTES_MAX),
    };
}

fn show_form(bench: &Bench, form: &PlanForm) -> Response {
    let key = fresh_key();
    let shown = RulesForm { who: &who_at(&bench.at.clerk, &key), form, file: &bench.file, key: &key };
    html(status(form), page::rules(&bench.site(), &shown))
}
