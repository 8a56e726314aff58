//! What the hub's OpenAPI document promises, the hub keeps: to kiosks, partners and people, and to nobody in
//! particular, whatever they ask.

use std::collections::BTreeSet;

use town_hall::contract::asks_everything;

/// Half a minute; `tests/run.sh --long contract` asks some thousands of times more.
const EXAMPLES: u32 = 12;

#[test]
fn every_answer_is_one_the_document_has() {
    let Some(outcome) = asks_everything("every_answer_is_one_the_document_has", EXAMPLES) else { return };
    println!("{outcome}");
    assert!(outcome.broken.is_empty(), "{:#?}", outcome.broken);
    // A hub that turned everybody away would keep every promise.
    assert!(outcome.never_done().is_empty(), "nobody got through to {:?}", outcome.never_done());
    let everybody = ["kiosk", "partner", "infopoint", "clerk", "supervisor", "nobody"];
    assert_eq!(outcome.both_sides(), BTreeSet::from(everybody));
}
