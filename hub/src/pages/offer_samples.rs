//! The pages of what is offered as they look on that Wednesday.

use std::collections::BTreeSet;

use calendar::State;
use calendar::faults::{Fault, SeriesFault};
use calendar::plan::Closed;
use calendar::unfit::Unfit;
use chrono::TimeDelta;

use super::account::Who;
use super::bookings::{Mailed, Row};
use super::bookings_samples::booked;
use super::language::german;
use super::offer::{
    Brought, By, Catalogue, ClosuresForm, HoursForm, LetterForm, Letters, Line, Look, Meanwhile, Offered,
    Overview, PlanForm, PoolForm, Pools, Preview, ResourceForm, RulesForm, Said, ServiceForm, Version, Week,
    Wrong, catalogue, changes, closures, hours, letter, letters, look, meanwhile, overview, pool, pools,
    resource, rules, service, version,
};
use super::samples::{WHO, ZONE, at, problem, site};
use crate::catalogue::{Entry, Unreadable};
use crate::config::{Config, LandCode, MADE_UP_TOWN, SitePlan};
use crate::rights::Role;
use crate::store::outbox::Kind;

const ADMIN: Who = Who { role: Role::SiteAdmin, ..WHO };
const KEY: &str = "k0000001";

pub fn pages() -> Vec<(String, String)> {
    let text = MADE_UP_TOWN.replace("[\"00:00-24:00\"]", "[\"08:00-12:00\", \"14:00-18:00\"]");
    let mut town = Config::parse("hub.toml", &text).expect("it is in order").sites.remove(0);
    town.land = Some(LandCode::BW);
    let plan = SitePlan::of(&town);
    let tomorrow = TimeDelta::days(1);
    let row = |n: u64, clock: &str, name: &str| Row {
        booking: booked(n, at(clock) + tomorrow, State::Confirmed),
        name: Some(name.into()),
        mailed: Mailed::Sent,
        files: 0,
    };
    let unfit = [
        (row(1, "08:00", "Erika Müller"), Unfit::Closed(Closed::Closure("Betriebsausflug".into()))),
        (row(2, "08:40", "Maria Magdalena von Hohenstein-Schwarzenfels"), Unfit::FormGone),
        (row(3, "13:40", "Hans Müller"), Unfit::OutsideHours("buergerbuero-2".into())),
    ];
    let line = |version, by| Line { version, at: at("09:31"), by };
    let history = [
        line(3, By::Account("Ayşe Brandt".into())),
        line(2, By::Account("Jonas Weber".into())),
        line(1, By::File),
    ];
    let nothing = Overview {
        who: &ADMIN,
        plan: &plan,
        version: 0,
        file: None,
        unfit: &[],
        history: &[],
        brought: None,
        zone: ZONE,
        key: KEY,
        problem: None,
    };
    let file = plan.text();
    let changed = Overview { version: 3, file: Some(&file), unfit: &unfit, history: &history, ..nothing };
    let mistake = "angebot.toml:17: zone: \"X\" is no zone of this site; there are A, K";
    let wrong =
        Overview { brought: Some(Brought { text: "[[site]]\n", wrong: Wrong::Plan(mistake) }), ..nothing };
    let nothing_in_it = Brought { text: "", wrong: Wrong::Catalogue(Unreadable::Nothing) };
    let no_services = Overview { brought: Some(nothing_in_it), ..nothing };
    let refused = problem("service-in-use");
    let mut after = plan.clone();
    after.services[0].minutes = 15;
    after.services[0].bring.push("Die alte Ausweiskarte, auch wenn sie abgelaufen ist".into());
    after.hours.friday = vec!["08:00-12:00".into()];
    let gone = after.services.remove(2);
    let changed_so = changes(&plan, &after);
    let look_at = Look {
        who: &ADMIN,
        base: 3,
        changes: &changed_so,
        unfit: &unfit,
        in_use: &[],
        draft: &file,
        seen: "0123456789abcdef",
        has_changed: false,
        keeps: false,
        zone: ZONE,
        key: KEY,
    };
    let in_use = [gone.name];
    let refused_look = Look { in_use: &in_use, has_changed: true, ..look_at };
    let same = Look { changes: &[], unfit: &[], keeps: true, ..look_at };
    let theirs = Meanwhile {
        who: &ADMIN,
        base: 1,
        lines: &history[..2],
        changes: &changed_so,
        draft: &file,
        zone: ZONE,
        key: KEY,
    };
    let one = Version {
        who: &ADMIN,
        line: &history[1],
        changes: Some(&changed_so),
        newest: 3,
        text: &file,
        zone: ZONE,
        key: KEY,
    };
    let first = Version { line: &history[2], changes: None, ..one };
    let mut pages = vec![
        ("overview".to_owned(), overview(&site(), &nothing)),
        ("changed".into(), overview(&site(), &Overview { problem: Some(&refused), ..changed })),
        ("wrong".into(), overview(&site(), &wrong)),
        ("no-services".into(), overview(&site(), &no_services)),
        ("catalogue".into(), catalogue(&site(), &names())),
        ("look".into(), look(&site(), &look_at)),
        ("look-in-use".into(), look(&site(), &refused_look)),
        ("look-same".into(), look(&site(), &same)),
        ("meanwhile".into(), meanwhile(&site(), &theirs)),
        ("version".into(), version(&site(), &one)),
        ("version-first".into(), version(&site(), &first)),
    ];
    pages.extend(forms(&town));
    pages.into_iter().map(|(name, html)| (format!("offer-{name}.html"), html)).collect()
}

fn names() -> Catalogue<'static> {
    let entry = |group: &str, name: &str, leika: Option<&str>, is_known, begins| Offered {
        entry: Entry {
            group: group.into(),
            name: name.into(),
            names: [("en".to_owned(), name.to_owned())].into(),
            leika: leika.map(str::to_owned),
        },
        is_known,
        begins,
    };
    let entries = vec![
        entry("Stadt Musterstadt, Bürgerbüro", "Beglaubigungen", Some("99007001"), false, true),
        entry("Stadt Musterstadt, Bürgerbüro", "Führungszeugnis", None, true, false),
        entry("Stadt Musterstadt, Standesamt", "Eheschließung anmelden", None, false, true),
    ];
    let zones = vec![('A', "Bürgerbüro".to_owned()), ('K', "Kfz-Zulassung".to_owned())];
    // Samples are of one run of the tests.
    let (entries, zones) = (entries.leak(), zones.leak());
    Catalogue { who: &ADMIN, entries, sent: "[]", zones, nothing: true, key: KEY }
}

fn forms(town: &crate::config::Site) -> Vec<(String, String)> {
    let of_service = filled(&[
        ("name", "Personalausweis beantragen"),
        ("name-en", "Apply for an identity card"),
        ("words", "Perso\nAusweis"),
        ("bring", "Ein biometrisches Foto"),
        ("bring-en", "A biometric photo"),
        ("minutes", "12 Minuten"),
        ("zone", "A"),
        ("pool", "buergerbuero"),
        ("form", "in-person"),
        ("channel", "online"),
        ("need-0-pool", "wohngeld"),
        ("need-0-skill", "gebärden"),
        ("need-0-form", "video"),
    ]);
    let pools = ["buergerbuero".to_owned(), "wohngeld".to_owned()];
    let zones = [('A', "Bürgerbüro".to_owned()), ('K', "Kfz-Zulassung".to_owned())];
    let form = ServiceForm {
        who: &ADMIN,
        id: Some("ausweis"),
        name: "Personalausweis beantragen",
        form: &of_service,
        zones: &zones,
        pools: &pools,
        needs: 2,
        key: KEY,
    };
    let mut wrong = wrong_in(&of_service, &["id", "minutes"]);
    wrong.said = Some(Said::Check("privacy: must be a text or an address".to_owned()));
    let wrong = ServiceForm { id: None, form: &wrong, ..form };
    let today = at("09:31").date_naive();
    let (of_house, of_pool) =
        (Week::of_house(town, today), Week::of_pool(&town.plan(), "buergerbuero", today));
    let of_hours = filled(&[
        ("monday", "08:00-12:00, 14:00-18:00"),
        ("own", "1"),
        ("series-0-was", "0"),
        ("series-0-from", "2026-07-01"),
        ("series-0-opens", "09:00"),
        ("series-0-closes", "12:00"),
        ("series-0-weekday", "Sat"),
        ("series-0-every", "2"),
    ]);
    let two = wrong_in(&of_hours, &["tuesday", "series-0-from"]);
    let house = HoursForm {
        who: &ADMIN,
        pool: None,
        pools: &pools,
        week: &of_house,
        form: &of_hours,
        series: 1,
        key: KEY,
    };
    let pool = HoursForm { pool: Some("buergerbuero"), week: &of_pool, series: 2, form: &two, ..house };
    let closed = filled(&[("closure-0-name", "Betriebsausflug"), ("closure-0-from", "2026-05-08")]);
    let town_of = town.plan().town.expect("it is in a Land");
    let holidays = calendar::holidays::holidays(town_of, 2026);
    let closed = wrong_in(&closed, &["closure-0-until"]);
    let days = ClosuresForm {
        who: &ADMIN,
        form: &closed,
        count: 2,
        pools: &pools,
        holidays: &holidays,
        has_land: true,
        key: KEY,
    };
    let of_resource = filled(&[
        ("pool", "wohngeld"),
        ("kind", "clerk"),
        ("skills", "wohngeld"),
        ("names", "A-Ki\nKl-Z"),
        ("deputies", "wohngeld-2"),
        ("own", "1"),
        ("monday", "08:00-12:00"),
        ("tuesday", "vormittags"),
    ]);
    let (others, skills) = (["wohngeld-2".to_owned()], BTreeSet::from(["wohngeld"]));
    let one = ResourceForm {
        who: &ADMIN,
        id: Some("wohngeld-1"),
        form: &of_resource,
        pools: &pools,
        others: &others,
        skills: &skills,
        key: KEY,
    };
    let wrong_one = wrong_in(&of_resource, &["tuesday", "id", "pool"]);
    let wrong_new = ResourceForm { id: None, form: &wrong_one, others: &[], skills: &BTreeSet::new(), ..one };
    let mut pages = letter_pages();
    pages.extend(pool_and_rule_pages(town));
    pages.extend([
        ("resource".into(), resource(&site(), &one)),
        ("resource-wrong".into(), resource(&site(), &wrong_new)),
        ("service".into(), service(&site(), &form)),
        ("service-wrong".into(), service(&site(), &wrong)),
        ("hours".into(), hours(&site(), &house)),
        ("hours-of-pool".into(), hours(&site(), &pool)),
        ("closures".into(), closures(&site(), &days)),
    ]);
    pages
}

fn pool_and_rule_pages(town: &crate::config::Site) -> Vec<(String, String)> {
    let mut plan = SitePlan::of(town);
    let one =
        "id = \"wohngeld-1\"\npool = \"wohngeld\"\nskills = [\"wohngeld\"]\ndeputies = [\"wohngeld-2\"]";
    plan.pools.push(toml::from_str("id = \"wohngeld\"\npublic = 1").expect("a pool"));
    plan.resources.push(toml::from_str(one).expect("a resource"));
    let none = SitePlan { pools: vec![], resources: vec![], ..plan.clone() };
    let list = |plan| pools(&site(), &Pools { who: &ADMIN, plan });
    let typed = filled(&[
        ("seats", "3"),
        ("step", "7"),
        ("public", "drei"),
        ("at-once-phone", "1"),
        ("days-ahead", "56"),
        ("notice-minutes", "30"),
        ("notice-days", "1"),
    ]);
    let right = PoolForm { who: &ADMIN, id: Some("buergerbuero"), form: &typed, key: KEY };
    let wrong = wrong_in(&typed, &["id", "seats", "step", "public", "notice-days", "release"]);
    let mut in_use = typed.clone();
    in_use.said = Some(Said::PoolInUse(vec!["Wohnsitz anmelden".into(), "Führungszeugnis".into()]));
    let typed = filled(&[
        ("land", "BY"),
        ("holiday", "corpus-christi"),
        ("people-max", "40"),
        ("hold-minutes", "10"),
        ("verify-minutes", "zwei Stunden"),
    ]);
    let house = RulesForm { who: &ADMIN, form: &typed, file: town, key: KEY };
    let mut wrong_rules = wrong_in(&typed, &["holiday", "people-max", "verify-minutes"]);
    let fault = SeriesFault::StepDoesNotFit;
    wrong_rules.said = Some(Said::Fault(Fault::Series { of: "buergerbuero".into(), series: 0, fault }));
    vec![
        ("pools".into(), list(&plan)),
        ("pools-none".into(), list(&none)),
        ("pool".into(), pool(&site(), &right)),
        ("pool-wrong".into(), pool(&site(), &PoolForm { id: None, form: &wrong, ..right })),
        ("pool-in-use".into(), pool(&site(), &PoolForm { form: &in_use, ..right })),
        ("rules".into(), rules(&site(), &house)),
        ("rules-wrong".into(), rules(&site(), &RulesForm { form: &wrong_rules, ..house })),
    ]
}

fn filled(pairs: &[(&str, &str)]) -> PlanForm {
    let fields = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut form = PlanForm::filled(fields);
    form.base = 3;
    form
}

fn wrong_in(form: &PlanForm, fields: &[&str]) -> PlanForm {
    let mut form = form.clone();
    fields.iter().for_each(|field| form.is_mistake(field, true));
    form
}

fn letter_pages() -> Vec<(String, String)> {
    let sentence = "Bitte benutzen Sie den Eingang im Hof.";
    let sentences = [(Kind::Confirmed, [("de".to_owned(), sentence.to_owned())].into())].into();
    let list = Letters { who: &ADMIN, sentences: &sentences, are_written: false };
    let typed = filled(&[("in-de", sentence), ("in-ar", "يرجى استخدام المدخل في الفناء.")]);
    let text = format!("Guten Tag Erika Mustermann,\n\nIhr Termin ist fest vereinbart.\n\n{sentence}\n");
    let preview = Preview {
        language: german(),
        from: "Bürgerbüro <termine@musterstadt.example>",
        to: "Erika Mustermann <erika.mustermann@beispiel.example>",
        subject: "Ihr Termin am Samstag, 14. März 2026, 09:00 Uhr",
        text: &text,
    };
    let kind = Kind::Confirmed;
    let one = LetterForm { who: &ADMIN, kind, form: &typed, preview, key: KEY };
    let wrong = LetterForm { form: &wrong_in(&typed, &["in-ar"]), ..one };
    vec![
        ("letters".into(), letters(&site(), &list)),
        ("letter".into(), letter(&site(), &one)),
        ("letter-wrong".into(), letter(&site(), &wrong)),
    ]
}
