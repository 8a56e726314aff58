//! "1 person", "2 people": every language counts in its own way, and slint is asked for each.

use kiosk::language::LANGUAGES;
use kiosk::ui;
use slint::ComponentHandle;

use crate::glass::{self, UPRIGHT};

const NUMBERS: [i32; 5] = [0, 1, 2, 5, 21];

/// Who waits before the visitor, at each of these numbers.
const SAID: [(&str, [&str; 5]); 12] = [
    (
        "de",
        [
            "Vor Ihnen wartet niemand.",
            "Vor Ihnen wartet 1 Person.",
            "Vor Ihnen warten 2 Personen.",
            "Vor Ihnen warten 5 Personen.",
            "Vor Ihnen warten 21 Personen.",
        ],
    ),
    (
        "de-x-plain",
        [
            "Sie sind als Nächstes dran.",
            "Vor Ihnen wartet 1 Person.",
            "Vor Ihnen warten 2 Personen.",
            "Vor Ihnen warten 5 Personen.",
            "Vor Ihnen warten 21 Personen.",
        ],
    ),
    (
        "en",
        [
            "Nobody is waiting before you.",
            "1 person is waiting before you.",
            "2 people are waiting before you.",
            "5 people are waiting before you.",
            "21 people are waiting before you.",
        ],
    ),
    (
        "uk",
        [
            "Перед вами нікого немає.",
            "Перед вами чекає 1 особа.",
            "Перед вами чекають 2 особи.",
            "Перед вами чекають 5 осіб.",
            "Перед вами чекає 21 особа.",
        ],
    ),
    (
        "ru",
        [
            "Перед вами никого нет.",
            "Перед вами ждёт 1 человек.",
            "Перед вами ждут 2 человека.",
            "Перед вами ждут 5 человек.",
            "Перед вами ждёт 21 человек.",
        ],
    ),
    (
        "tr",
        [
            "Önünüzde bekleyen yok.",
            "Önünüzde 1 kişi bekliyor.",
            "Önünüzde 2 kişi bekliyor.",
            "Önünüzde 5 kişi bekliyor.",
            "Önünüzde 21 kişi bekliyor.",
        ],
    ),
    (
        "ar",
        [
            "لا أحد ينتظر قبلك.",
            "ينتظر قبلك شخص واحد.",
            "ينتظر قبلك شخصان.",
            "ينتظر قبلك 5 أشخاص.",
            "ينتظر قبلك 21 شخصًا.",
        ],
    ),
    (
        "fa",
        [
            "کسی پیش از شما منتظر نیست.",
            "پیش از شما 1 نفر منتظر است.",
            "پیش از شما 2 نفر منتظر هستند.",
            "پیش از شما 5 نفر منتظر هستند.",
            "پیش از شما 21 نفر منتظر هستند.",
        ],
    ),
    (
        "pl",
        [
            "Nikt nie czeka przed Państwem.",
            "Przed Państwem czeka 1 osoba.",
            "Przed Państwem czekają 2 osoby.",
            "Przed Państwem czeka 5 osób.",
            "Przed Państwem czeka 21 osób.",
        ],
    ),
    (
        "ro",
        [
            "Nu așteaptă nimeni înaintea dumneavoastră.",
            "Înainte mai așteaptă 1 persoană.",
            "Înainte mai așteaptă 2 persoane.",
            "Înainte mai așteaptă 5 persoane.",
            "Înainte mai așteaptă 21 de persoane.",
        ],
    ),
    (
        "bg",
        [
            "Пред Вас не чака никой.",
            "Пред Вас чака 1 човек.",
            "Пред Вас чакат 2 души.",
            "Пред Вас чакат 5 души.",
            "Пред Вас чакат 21 души.",
        ],
    ),
    (
        "fr",
        [
            "Personne n’attend avant vous.",
            "1 personne attend avant vous.",
            "2 personnes attendent avant vous.",
            "5 personnes attendent avant vous.",
            "21 personnes attendent avant vous.",
        ],
    ),
];

#[test]
fn every_language_counts_in_its_own_way() {
    glass::prepare();
    let window = glass::window(UPRIGHT);
    assert_eq!(SAID.map(|(code, _)| code), LANGUAGES.each_ref().map(|language| language.code));
    for (language, (_, said)) in LANGUAGES.iter().zip(SAID) {
        glass::speak(&window, language);
        let phrases = window.global::<ui::Phrases>();
        let counted = NUMBERS.map(|people| phrases.invoke_waiting_before(people));
        assert_eq!(counted, said, "{}", language.code);
    }
}
