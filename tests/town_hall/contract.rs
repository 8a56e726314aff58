//! What the hub's OpenAPI document promises, the hub keeps: to kiosks, partners and people, and to nobody in
//! particular, whatever they ask.

use std::collections::BTreeSet;

use town_hall::contract::asks_everything;

/// A minute; `tests/run.sh --long contract` asks some thousands of times more.
const EXAMPLES: u32 = 9;

#[test]
fn every_answer_is_one_the_document_has() {
    let Some(outcome) = asks_everything("every_answer_is_one_the_document_has", EXAMPLES) else { return };
    println!("{outcome}");
    assert!(outcome.broken.is_empty(), "{:#?}", outcome.broken);
    // A hub that turned everybody away would keep every promise.
    assert!(outcome.never_done().is_empty(), "nobody got through to {:?}", outcome.never_done());
    let devices = ["nobody", "kiosk", "partner"];
    let people = ["infopoint", "clerk", "auditor", "supervisor", "site-admin", "county-admin"];
    assert_eq!(outcome.both_sides(), devices.into_iter().chain(people).collect::<BTreeSet<_>>());
}
