//! What a citizen wants, as the addresses of the booking site say it: the matters of one visit in the path,
//! and behind it what had to be said before times could be shown.

use axum::response::Response;
use calendar::wish::{Channel, Form, Matter, Whose};
use calendar::{DecidedBy, MATTERS_MAX, Plan, Refusal, Wish, check, decided_by, goes_along};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::{is_booked_here, is_given};
use crate::config::{ServiceConfig, Site, Words};
use crate::http::pages::trouble;
use crate::http::{Web, since};
use crate::pages::booking::{self as page, Asked, By, Chosen, ELSEWHERE, Said};
use crate::pages::bookings::form_name;
use crate::pages::language::Language;
use crate::pages::trouble::Trouble;

/// The name of a place is shorter.
const PLACE_CHARS_MAX: usize = 100;

/// Fields of an address or a form, as they were typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    #[serde(deserialize_with = "count")]
    persons: Option<u16>,
    form: String,
    letters: String,
    place: String,
    /// When the first page was shown.
    pub since: String,
}

/// Beside fields of another kind a number arrives as text.
fn count<'a, D: Deserializer<'a>>(field: D) -> Result<Option<u16>, D::Error> {
    match String::deserialize(field)?.as_str() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(D::Error::custom),
    }
}

/// Matters that citizens may book here, in one visit at one site.
pub struct Wanted<'a> {
    web: &'a Web,
    pub site: &'a Site,
    pub services: Vec<&'a ServiceConfig>,
    pub said: Said,
}

impl<'a> Wanted<'a> {
    /// `ids` have commas between them; what is named twice is one matter.
    pub fn of(web: &'a Web, site: &'a Site, ids: &str, typed: &Typed) -> Result<Wanted<'a>, Response> {
        let nothing = || trouble(web, Trouble::NotFound);
        let mut services: Vec<&ServiceConfig> = Vec::new();
        if ids.split(',').count() > MATTERS_MAX {
            return Err(nothing());
        }
        for id in ids.split(',') {
            let known = site.services.iter().find(|known| known.id == id && is_booked_here(web, known));
            let known = known.ok_or_else(nothing)?;
            if !services.iter().any(|service| service.id == known.id) {
                services.push(known);
            }
        }
        let mut wanted = Wanted { web, site, services, said: Said::nothing() };
        let forms = wanted.forms();
        let form = forms.iter().find(|form| form_name(form) == typed.form).or(forms.first());
        wanted.said.form = *form.ok_or_else(nothing)?;
        wanted.said.persons = typed.persons.unwrap_or(1).clamp(1, wanted.persons_max()).into();
        let by = web.desk.coming(&site.id).and_then(|coming| wanted.decided_by(coming.plan()));
        typed.whose(&by.unwrap_or_default(), &mut wanted.said);
        wanted.said.since = since::kept(web, &site.id, &typed.since);
        Ok(wanted)
    }

    fn persons_max(&self) -> u16 {
        self.services.iter().map(|service| service.persons_max()).max().unwrap_or(1)
    }

    /// How all of it may take place: by video only where there is a place to meet.
    fn forms(&self) -> Vec<Form> {
        let has = |form: &Form| self.services.iter().all(|service| service.forms.contains(form));
        let all = [Form::InPerson, Form::Phone, Form::Video].into_iter();
        all.filter(has).filter(|form| is_given(self.web, *form)).collect()
    }

    pub fn wish(&self) -> Wish {
        let matters = self.services.iter().map(|service| self.matter(service)).collect();
        let (form, whose) = (self.said.form, whose(&self.said));
        Wish { matters, form, whose, ..Wish::of("", Channel::Online) }
    }

    fn matter(&self, service: &ServiceConfig) -> Matter {
        service.matter(u16::try_from(self.said.persons).unwrap_or(1))
    }

    fn decided_by(&self, plan: &Plan) -> Option<DecidedBy> {
        decided_by(plan, &self.wish()).ok()
    }

    pub fn asked(&self, plan: &Plan) -> Asked {
        Asked { forms: self.forms(), ..asked(plan, &self.wish(), self.persons_max().into()) }
    }

    /// Names for whoever reads this language.
    pub fn names(&self, language: &Language) -> Vec<Words<'a>> {
        self.services.iter().map(|service| service.named_in(language.tag)).collect()
    }

    pub fn chosen(&self, plan: &Plan, language: &'static Language) -> Chosen<'a> {
        let matter = |service: &&'a ServiceConfig| page::Matter {
            id: &service.id,
            name: service.named_in(language.tag),
            minutes: service.minutes,
            by: By::Booking,
        };
        Chosen {
            language,
            site: &self.site.id,
            matters: self.services.iter().map(matter).collect(),
            said: self.said.clone(),
            minutes: calendar::minutes(plan, &self.wish().matters).unwrap_or_default(),
            may_add: self.further(plan).next().is_some(),
        }
    }

    /// What can be done in the same visit.
    pub fn further<'b>(&'b self, plan: &'b Plan) -> impl Iterator<Item = &'a ServiceConfig> + use<'a, 'b> {
        let wish = self.wish();
        let fits = move |service: &&'a ServiceConfig| goes_along(plan, &wish, self.matter(service));
        let site: &'a Site = self.site;
        let web: &'a Web = self.web;
        site.services.iter().filter(|service| is_booked_here(web, service)).filter(fits)
    }
}

impl Typed {
    /// Of a name no more is taken than has to be known, and only where it has to be.
    pub fn whose(&self, by: &DecidedBy, said: &mut Said) {
        let letters = self.letters.chars().filter(|letter| letter.is_alphabetic());
        said.letters = letters.take(by.letters.unwrap_or(0)).collect();
        let place = Some(self.place.trim()).filter(|_| !by.places.is_empty());
        said.place =
            place.filter(|place| place.chars().count() <= PLACE_CHARS_MAX).unwrap_or_default().into();
    }
}

pub fn whose(said: &Said) -> Whose {
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Whose { name: filled(&said.letters), place: filled(&said.place) }
}

/// What has to be said before times can be looked for, and whether what was said leads to anybody.
pub fn asked(plan: &Plan, wish: &Wish, persons_max: u32) -> Asked {
    let by = decided_by(plan, wish).unwrap_or_default();
    Asked {
        persons_max,
        forms: vec![wish.form],
        letters: by.letters.and_then(|letters| letters.try_into().ok()),
        places: by.places.into_iter().filter(|place| place != ELSEWHERE).collect(),
        elsewhere: by.elsewhere,
        is_nobodys: check(plan, wish) == Err(Refusal::NobodyResponsible) && wish.whose != Whose::default(),
    }
}

/// Whether it is known who is responsible, so that times can be looked for.
pub fn is_said(plan: &Plan, wish: &Wish) -> bool {
    use Refusal::{NameNeeded, NobodyResponsible, PlaceNeeded};
    !matches!(check(plan, wish), Err(NameNeeded | PlaceNeeded | NobodyResponsible))
}
