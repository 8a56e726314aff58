//! What once was written must always be read: the journal outlives every version.

use queue::Event;

/// As the first version wrote them.
const OLD: [&str; 12] = [
    concat!(
        r#"{"event":"day-opened","date":"2026-03-11","#,
        r#""hours":[{"opens_at":"2026-03-11T07:00:00Z","closes_at":"2026-03-11T17:00:00Z"}]}"#,
    ),
    r#"{"event":"counter-opened","counter":"1"}"#,
    r#"{"event":"drawn","number":"A001","service":"pass","arrival":"walk-in"}"#,
    concat!(
        r#"{"event":"drawn","number":"A002","service":"pass","#,
        r#""arrival":{"booking":{"at":"2026-03-11T09:00:00Z"}}}"#,
    ),
    r#"{"event":"called","ticket":0,"counter":"1","reason":{"waiting":{"minutes":5}}}"#,
    r#"{"event":"recalled","ticket":0}"#,
    r#"{"event":"arrived","ticket":0}"#,
    r#"{"event":"finished","ticket":0}"#,
    r#"{"event":"returned","ticket":1,"locked_until":"2026-03-11T09:05:00Z"}"#,
    r#"{"event":"missed","ticket":1}"#,
    r#"{"event":"left","ticket":1}"#,
    r#"{"event":"day-closed"}"#,
];

/// What came later, each with everything it can hold.
const NEW: [&str; 25] = [
    concat!(
        r#"{"event":"day-opened","date":"2026-03-12","#,
        r#""hours":[{"opens_at":"2026-03-12T07:00:00Z","closes_at":"2026-03-12T17:00:00Z"}],"#,
        r#""learned":{"services":{"pass":[0.0,1.866,12.997]},"between":[0.933]}}"#,
    ),
    r#"{"event":"zone-closed","zone":"K"}"#,
    r#"{"event":"zone-opened","zone":"K"}"#,
    r#"{"event":"ghost-counters-set","count":3}"#,
    r#"{"event":"counter-assigned","counter":"1","services":["car","pass"]}"#,
    concat!(
        r#"{"event":"drawn","number":"A003","service":"pass","further":["car"],"persons":3,"#,
        r#""priority":"high","has_remark":true,"arrival":"walk-in","#,
        r#""arrived_at":"2026-03-11T09:00:00Z"}"#,
    ),
    r#"{"event":"split-off","ticket":2,"service":"car"}"#,
    concat!(
        r#"{"event":"looked-at","ticket":2,"counter":"1","until":"2026-03-11T09:03:00Z","#,
        r#""reason":{"preferred":{"minutes":3}}}"#,
    ),
    r#"{"event":"released","ticket":2}"#,
    r#"{"event":"finished","ticket":2,"performed":["pass"],"by_hub":true}"#,
    r#"{"event":"parked","ticket":2}"#,
    r#"{"event":"taken-back","ticket":2}"#,
    r#"{"event":"transferred","ticket":2,"services":["car"],"zone":"K","with_note":true}"#,
    r#"{"event":"transferred-away","ticket":2}"#,
    r#"{"event":"prioritised","ticket":2,"priority":"low"}"#,
    r#"{"event":"undone","ticket":2,"counter":"1","step":"no-show"}"#,
    r#"{"event":"counter-assigned","counter":"1","services":null}"#,
    r#"{"event":"ghost-counters-set","count":null}"#,
    concat!(
        r#"{"event":"transferred-away","ticket":3,"#,
        r#""to":{"site":"nordstadt","ticket":7,"number":"C008"}}"#,
    ),
    r#"{"event":"contingent-set","of":{"zone":"K"},"count":30}"#,
    r#"{"event":"contingent-set","of":{"service":"pass"},"count":null}"#,
    r#"{"event":"early-close-set","at":"2026-03-11T11:00:00Z"}"#,
    r#"{"event":"said","place":"kiosk","something":true}"#,
    r#"{"event":"took-time","ticket":2,"at":"2026-03-11T09:30:00Z","booking":7}"#,
    r#"{"event":"called","ticket":2,"counter":"1","reason":{"freed-time":{"at":"2026-03-11T09:30:00Z"}}}"#,
];

#[test]
fn every_event_that_was_ever_written_is_read_and_written_the_same() {
    for line in OLD.into_iter().chain(NEW) {
        let event: Event = serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        assert_eq!(serde_json::to_string(&event).expect("it can be written"), line);
    }
}
