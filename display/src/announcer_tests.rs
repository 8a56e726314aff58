//! Stories of the voice: `second what-happens | what-is-said-then`. `A047 A046` are called together, `ends`
//! says that the speaker has fallen silent, and every sound lasts until then.

use super::*;

#[test]
fn a_call_is_said_and_eight_seconds_later_once_again() {
    check(
        "0.0   A047                   | A047
         4.0   ends                   |
         7.9   -                      |
         8.0   -                      | A047
         12.0  ends                   |
         60.0  -                      |",
    );
}

#[test]
fn two_calls_are_never_heard_at_once() {
    check(
        "0.0   A047                   | A047
         1.0   A048                   |
         4.0   ends                   |
         4.9   -                      |
         5.0   -                      | A048
         9.0   ends                   |
         10.0  -                      | A047
         14.0  ends                   |
         15.0  -                      | A048",
    );
}

#[test]
fn who_is_called_for_the_first_time_goes_before_who_is_called_again() {
    check(
        "0.0   A047                   | A047
         4.0   ends                   |
         7.9   A048                   | A048
         8.0   -                      |
         12.0  ends                   |
         13.0  -                      | A047",
    );
}

#[test]
fn a_recall_takes_the_place_of_what_would_have_been_said_again() {
    check(
        "0.0   A047                   | A047
         4.0   ends                   |
         7.0   A047                   | A047
         11.0  ends                   |
         12.0  -                      |
         15.0  -                      | A047
         19.0  ends                   |
         40.0  -                      |",
    );
}

#[test]
fn what_comes_too_late_is_not_said_again() {
    check(
        "0.0   A047                   | A047
         39.0  ends                   |
         40.0  -                      |",
    );
}

#[test]
fn those_called_together_are_said_together() {
    check(
        "0.0   A003 A002              | A003 A002
         8.0   ends                   |
         8.5   A002                   |
         9.0   -                      | A002
         13.0  ends                   |
         14.0  -                      | A003",
    );
}

#[test]
fn an_emergency_goes_before_everything() {
    check(
        "0.0   A047                   | A047
         1.0   A048                   |
         1.0   !Feueralarm            |
         4.0   ends                   |
         5.0   -                      | !Feueralarm",
    );
}

/// An old one that is heard after the all-clear sends people out once more.
#[test]
fn an_emergency_that_is_over_is_not_said() {
    check(
        "0.0   A047                   | A047
         1.0   !Feueralarm            |
         2.0   !                      |
         4.0   ends                   |
         8.0   -                      | A047",
    );
    check(
        "0.0   !Feueralarm            | !Feueralarm
         4.0   ends                   |
         5.0   !Bitte Türen schließen | !Bitte Türen schließen
         9.0   ends                   |
         13.0  -                      | !Bitte Türen schließen",
    );
}

#[test]
fn an_emergency_is_never_dropped_for_calls() {
    let mut announcer = Announcer::new(true);
    announcer.emergency(Some("Feueralarm".into()));
    (0..2 * WAITING_MAX).for_each(|n| announcer.calls(called(&format!("A{n:03}"))));
    let first = announcer.next(Duration::ZERO, false);
    assert_eq!(first, Some(Announcement::Emergency("Feueralarm".into())));
    assert_eq!(announcer.waiting.len(), WAITING_MAX - 1);
}

#[test]
fn a_gong_without_a_voice_rings_once() {
    let mut announcer = Announcer::new(false);
    announcer.calls(called("A047"));
    assert!(announcer.next(Duration::ZERO, false).is_some());
    assert_eq!(announcer.next_deadline(Duration::from_secs(2), false), None);
    assert_eq!(announcer.next(Duration::from_secs(8), false), None);
}

/// At every line the announcer was also woken when it asked to be, and had said the right time.
fn check(story: &str) {
    let mut announcer = Announcer::new(true);
    let (mut sounding, mut woken_at) = (false, None);
    for line in story.lines() {
        let (heard, said) = line.split_once('|').expect("heard | said");
        let (second, what) = heard.trim().split_once(' ').expect("a time and what happens");
        let now = Duration::from_secs_f64(second.parse().expect("seconds"));
        match what.trim() {
            "-" => {}
            "ends" => {
                announcer.next(now, true);
                sounding = false;
            }
            words if words.starts_with('!') => {
                announcer.emergency(Some(words[1..].to_owned()).filter(|words| !words.is_empty()));
            }
            numbers => announcer.calls(called(numbers)),
        }
        let announcement = announcer.next(now, sounding);
        sounding |= announcement.is_some();
        let words = match &announcement {
            None => String::new(),
            Some(Announcement::Emergency(words)) => format!("!{words}"),
            Some(Announcement::Calls(calls)) => {
                calls.iter().map(|call| call.number.as_str()).collect::<Vec<_>>().join(" ")
            }
        };
        assert_eq!(words, said.trim(), "at {line}");
        let by_itself = announcement.is_some() && what.trim() == "-";
        assert!(!by_itself || woken_at == Some(now), "nobody woke it at {line}, but at {woken_at:?}");
        woken_at = announcer.next_deadline(now, sounding).or(woken_at);
    }
}

fn called(numbers: &str) -> Vec<Called> {
    let called = |number: &str| Called {
        number: number.into(),
        counter: "3".into(),
        language: None,
        stays_seated: false,
    };
    numbers.split_whitespace().map(called).collect()
}
