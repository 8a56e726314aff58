//! What the booking site says in a language it is not written in, and what can be done with it by hand.

use super::booking_samples::{THINGS, pages};
use super::language::all;
use super::linked_data;

fn page_of(name: &str) -> String {
    let (_, html) = pages().into_iter().find(|(page, _)| page == name).expect("it is in the list");
    linked_data::without_it(&html)
}

#[test]
fn what_to_bring_is_read_before_somebody_books() {
    for language in all() {
        let page = page_of(&format!("booking-who-{}.html", language.tag));
        let (before, form) = page.split_once("<form ").expect("there is a form");
        assert!(before.contains(&language.say("own-bring").to_string().replace('\'', "&#39;")), "{before}");
        assert_eq!(THINGS.map(|thing| before.contains(thing)), [true; 2], "{}", language.tag);
        assert!(!form.contains(THINGS[0]));
    }
    let unverified = page_of("booking-own-unverified.html");
    assert_eq!(THINGS.map(|thing| unverified.contains(thing)), [true; 2]);
}

#[test]
fn whoever_comes_shows_a_code_that_cameras_read() {
    for language in all() {
        let page = page_of(&format!("booking-own-{}.html", language.tag));
        let picture = page.split("<svg class=\"qr\" role=\"img\"").nth(1).expect("there is a picture");
        let said = language.say("own-picture").with("code", "7F3C-9AKD");
        assert!(picture.trim_start().starts_with(&format!("aria-label=\"{said}\"")), "{picture}");
    }
    for nothing in ["unverified", "cancelled", "over", "phone", "video"] {
        assert!(!page_of(&format!("booking-own-{nothing}.html")).contains("class=\"qr\""), "{nothing}");
    }
}

/// They are nobody else's: what a browser sends has a name and stands in a form.
#[test]
fn things_are_ticked_off_and_nothing_of_it_is_sent() {
    for language in all() {
        let page = page_of(&format!("booking-own-{}.html", language.tag));
        for (n, thing) in THINGS.iter().enumerate() {
            let id = format!("id=\"bring-{}\"", n + 1);
            let tag = page.split('<').find(|tag| tag.contains(&id)).expect("it can be ticked");
            assert!(tag.starts_with("input ") && tag.contains("type=\"checkbox\""), "{tag}");
            assert!(!tag.contains(" name="), "{tag}");
            let label = format!("<label for=\"bring-{}\"><bdi lang=\"de\">{thing}</bdi></label>", n + 1);
            assert!(page.contains(&label), "{label} is not in\n{page}");
        }
        let in_forms = page.split("<form ").skip(1).map(|form| form.split("</form>").next());
        for form in in_forms {
            assert!(!form.expect("one at least").contains("bring-"), "{form:?}");
        }
    }
    for over in ["cancelled", "lapsed", "over", "asks", "moves"] {
        let page = page_of(&format!("booking-own-{over}.html"));
        assert!(!page.contains("bring-1"), "{over}: there is nothing to bring");
    }
}

#[test]
fn german_that_nobody_has_translated_says_so() {
    let german = [
        THINGS[0],
        THINGS[1],
        "Wohnsitz anmelden oder ummelden",
        "Bürgerbüro, Rathausplatz 1, 12345 Musterstadt",
        "Straßenbahn 5 bis Rathaus.",
        "Betriebsausflug",
    ];
    let mut seen = [0; 6];
    for language in all() {
        for name in ["start", "start-adds", "times", "times-several", "who", "ask-watch", "own-watch", "own"]
        {
            let page = page_of(&format!("booking-{name}-{}.html", language.tag));
            for (words, seen) in german.iter().zip(&mut seen) {
                for (at, _) in page.match_indices(words) {
                    let tag = page[..at].rsplit('<').next().expect("one at least");
                    assert!(tag.contains(" lang=\"de\""), "{name}, {}: <{tag}{words}", language.tag);
                    *seen += 1;
                }
            }
        }
    }
    assert!(seen.iter().all(|seen| *seen >= all().len()), "each of them is on some page: {seen:?}");
}
