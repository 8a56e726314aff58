//! The whole kiosk: slips, paper and fingers, as whoever stands before it meets them.

use std::time::Duration;

use hardware::printer::PrinterFault;
use hardware::slip::{DOTS_PER_MM, Picture, Roll, lay_out, plain_text};
use hardware::speaker::Sound;
use i_slint_backend_testing::ElementQuery;
use kiosk::session::Screen;
use serde_json::json;
use wire::Hall;
use wire::http::{IssuedTicket, Need, Offer, path};

use crate::glass;
use crate::scene::{at, offer, ticket};
use crate::whole_kiosk::{Kiosk, usual, with_times};

#[test]
fn a_number_is_drawn_by_the_words_on_the_buttons_and_comes_out_on_paper() {
    let mut kiosk = Kiosk::opens();
    kiosk.presses("English");
    kiosk.presses("Draw a number");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Done");
    assert!(kiosk.says("Your number is A047"), "{:?}", kiosk.labels());
    let slips = kiosk.printer.printed();
    assert_eq!(slips.len(), 1);
    assert_eq!(slips[0].number, "A047");
    kiosk.presses("Done");
    assert!(kiosk.says("Willkommen"), "{:?}", kiosk.labels());
}

/// A kiosk without a voice does not warn in silence.
#[test]
fn whoever_is_asked_whether_they_are_there_hears_a_signal() {
    let mut kiosk = Kiosk::opens();
    kiosk.presses("Deutsch");
    kiosk.passes(Duration::from_secs(59));
    assert_eq!(kiosk.speaker.played(), []);
    kiosk.passes(Duration::from_secs(2));
    assert!(kiosk.says("Sind Sie noch da?"), "{:?}", kiosk.labels());
    assert_eq!(kiosk.speaker.played(), [Sound::attention()]);
}

/// From the first screen, without a touch.
#[test]
fn a_code_in_front_of_the_scanner_is_checked_in() {
    let mut kiosk = Kiosk::opens();
    kiosk.scans("HTTPS://TERMINE.MUSTERSTADT.DE/B/7F3C9AKD/ABCDEFGHJKMNPQRSTVWXYZ0123");
    kiosk.waits_until("Fertig");
    assert!(kiosk.says("Ihre Nummer ist A047"), "{:?}", kiosk.labels());
    let asked = kiosk.hub.was_asked(path::KIOSK_CHECK_INS);
    assert!(asked.body.contains("7F3C9AKD"), "{}", asked.body);
    assert_eq!(kiosk.printer.printed().len(), 1);
}

#[test]
fn the_slip_speaks_german_and_the_visitors_language() {
    let mut kiosk = Kiosk::opens();
    kiosk.presses("Українська");
    kiosk.presses("Взяти номер");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Готово");
    let slip = kiosk.printer.printed().remove(0);
    assert_eq!(slip.heading, "Musterstadt · Bürgerbüro");
    assert_eq!(slip.place, "Wartebereich A: Bürgerbüro, Erdgeschoss links");
    assert_eq!(slip.qr, "HTTPS://WARTEN.MUSTERSTADT.DE/T/7F3C9AKD2M4N6P8R7F3C9AKD2M");
    assert_eq!(slip.short_code, "7F3C-9AKD");
    assert_eq!(slip.printed_at, "Stand: 11.03.2026 10:00 Uhr.");
    let lines: Vec<&str> = slip.lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(lines[..2], ["Wartende vor Ihnen: 4", "Etwa 15 bis 25 Minuten."]);
    assert!(lines.contains(&"Перед вами чекають: 4"), "{lines:?}");
    // The screen still speaks Ukrainian.
    assert!(kiosk.says("Ваш номер A047"), "{:?}", kiosk.labels());
}

#[test]
fn plain_german_takes_the_place_of_german_on_the_slip() {
    let mut kiosk = Kiosk::opens();
    kiosk.presses("Einfache Sprache");
    kiosk.presses("Nummer ziehen");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Fertig");
    let slip = kiosk.printer.printed().remove(0);
    let lines: Vec<&str> = slip.lines.iter().map(|line| line.text.as_str()).collect();
    assert!(lines.contains(&"Leute vor Ihnen: 4"), "{lines:?}");
    assert!(!lines.contains(&"Wartende vor Ihnen: 4"), "{lines:?}");
}

#[test]
fn a_slip_in_one_language_is_as_long_as_a_hand() {
    let mut kiosk = Kiosk::opens();
    kiosk.presses("Deutsch");
    kiosk.presses("Nummer ziehen");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Fertig");
    let slip = kiosk.printer.printed().remove(0);
    let mm = lay_out(&slip, Roll::Mm80).unwrap().dots_high() / DOTS_PER_MM;
    assert!((90..=120).contains(&mm), "{mm} mm");
}

/// With `KIOSK_GALLERY` the slips lie there as pictures, for people to look at.
#[test]
fn a_slip_in_two_languages_is_as_long_as_two_hands_whatever_the_second() {
    let gallery = std::env::var_os("KIOSK_GALLERY").map(std::path::PathBuf::from);
    let mut kiosk = Kiosk::opens();
    for (language, draw, done) in [
        ("English", "Draw a number", "Done"),
        ("Українська", "Взяти номер", "Готово"),
        ("Русский", "Взять номер", "Готово"),
        ("Türkçe", "Numara al", "Tamam"),
        ("العربية", "سحب رقم", "تم"),
        ("فارسی", "گرفتن شماره", "تمام"),
        ("Polski", "Pobierz numer", "Gotowe"),
        ("Română", "Luați un număr", "Gata"),
        ("Български", "Вземете номер", "Готово"),
        ("Français", "Prendre un numéro", "Terminé"),
    ] {
        kiosk.presses(language);
        kiosk.presses(draw);
        kiosk.presses("Reisepass");
        kiosk.waits_until(done);
        let slip = kiosk.printer.printed().pop().expect("a slip was printed");
        for (roll, mm_max) in [(Roll::Mm80, 220), (Roll::Mm58, 300)] {
            let layout = lay_out(&slip, roll).unwrap();
            let mm = layout.dots_high() / DOTS_PER_MM;
            assert!(mm <= mm_max, "{language}: {mm} mm on {roll:?}");
            if let Some(gallery) = &gallery {
                let picture = Picture::of(&layout).png().expect("a slip is a picture");
                std::fs::create_dir_all(gallery).expect("the folder can be made");
                let path = gallery.join(format!("slip-{roll:?}-{language}.png"));
                std::fs::write(path, picture).expect("the picture can be written");
            }
        }
        kiosk.presses(done);
    }
}

#[test]
fn without_paper_the_number_stays_on_the_glass() {
    let mut kiosk = Kiosk::opens();
    kiosk.printer.set(PrinterFault::PaperOut);
    kiosk.presses("Deutsch");
    kiosk.presses("Nummer ziehen");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Ich habe mir die Nummer gemerkt");
    assert!(kiosk.says("Ihre Nummer ist A047"));
    assert!(kiosk.says_something_with("Im Drucker ist kein Papier."), "{:?}", kiosk.labels());
    assert_eq!(kiosk.printer.printed(), []);
    kiosk.passes(Duration::from_secs(120));
    assert!(kiosk.says("Ihre Nummer ist A047"));
    kiosk.presses("Ich habe mir die Nummer gemerkt");
    assert!(kiosk.says("Willkommen"));
}

/// Numbers begin anew every day, on a kiosk that is never switched off.
#[test]
fn the_code_on_the_glass_leads_to_todays_page() {
    let mut kiosk = Kiosk::opens();
    let code = |kiosk: &Kiosk| {
        use slint::Global;
        kiosk::ui::IssuedAdapter::get(kiosk.app.window()).get_code_of().to_string()
    };
    kiosk.printer.set(PrinterFault::PaperOut);
    for page in ["https://warten.musterstadt.de/T/YESTERDAY", "https://warten.musterstadt.de/T/TODAY"] {
        kiosk.hub.answers(move |asked| {
            if asked.what.ends_with(path::KIOSK_TICKETS) {
                let ticket = IssuedTicket { status_url: page.into(), ..ticket("A047") };
                return Some((201, json!(ticket).to_string()));
            }
            usual(asked)
        });
        kiosk.presses("Deutsch");
        kiosk.presses("Nummer ziehen");
        kiosk.presses("Reisepass");
        kiosk.waits_until("Ich habe mir die Nummer gemerkt");
        assert_eq!(code(&kiosk), page);
        kiosk.presses("Ich habe mir die Nummer gemerkt");
    }
}

#[test]
fn a_booking_comes_out_on_paper_in_german_and_in_arabic() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    kiosk.presses("العربية");
    kiosk.presses("سحب رقم أو حجز موعد");
    kiosk.presses("Reisepass");
    kiosk.presses("حجز موعد");
    kiosk.waits_until("غدًا، الساعة 9:00");
    kiosk.presses("غدًا، الساعة 9:00");
    kiosk.presses("حجز موعد");
    kiosk.waits_until("تم");
    assert!(kiosk.says("الخميس 12 مارس، الساعة 9:00"), "{:?}", kiosk.labels());
    let slip = kiosk.printer.printed().remove(0);
    assert_eq!(slip.title.as_deref(), Some("Ihr Termin ist gebucht."));
    assert_eq!((&*slip.number, &*slip.place), ("9:00", "Donnerstag, 12. März"));
    let lines: Vec<&str> = slip.lines.iter().map(|line| line.text.as_str()).collect();
    let german = ["Reisepass", "Code: 7F3C-9AKD", "Wartebereich A: Bürgerbüro, Erdgeschoss links"];
    assert_eq!(lines[..3], german);
    assert_eq!(lines[3], "Rathausplatz 1, 12345 Musterstadt", "it is read at home");
    assert_eq!(lines[4..6], ["Bitte bringen Sie mit:", "– Ein biometrisches Foto"]);
    let again = lines.iter().position(|line| *line == "– صورة بيومترية").expect("it is said in Arabic too");
    assert!(again > lines.iter().position(|line| *line == "الخميس 12 مارس، الساعة 9:00").expect("the time"));
    assert!(lines.contains(&"الخميس 12 مارس، الساعة 9:00"), "{lines:?}");
    assert_eq!(slip.qr, "HTTPS://WARTEN.MUSTERSTADT.DE/B/7F3C9AKD/7F3C9AKD2M4N6P8R7F3C9AKD2M");
    for roll in [Roll::Mm80, Roll::Mm58] {
        let layout = lay_out(&slip, roll).expect("it fits on paper of either width");
        glass::keep_slip(&layout, "booked-ar");
    }
}

/// Without a name it is the paper that proves the booking, so it has to be a hand long and no leaflet.
#[test]
fn the_slip_of_a_booking_has_everything_and_is_no_leaflet() {
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(with_times);
    kiosk.passes(Duration::from_secs(4));
    for words in ["Deutsch", "Nummer ziehen oder Termin buchen", "Reisepass", "Termin buchen"] {
        kiosk.presses(words);
    }
    kiosk.waits_until("Morgen, 9:00 Uhr");
    kiosk.presses("Morgen, 9:00 Uhr");
    assert!(kiosk.says("Donnerstag, 12. März, 9:00 Uhr"), "{:?}", kiosk.labels());
    kiosk.presses("Termin buchen");
    kiosk.waits_until("Fertig");
    let slip = kiosk.printer.printed().remove(0);
    let layout = lay_out(&slip, Roll::Mm80).expect("it fits");
    glass::keep_slip(&layout, "booked-de");
    let paper = plain_text(&layout);
    assert_eq!(
        paper,
        "\
Ihr Termin ist gebucht.
Musterstadt · Bürgerbüro
9:00
Donnerstag, 12. März
Reisepass
Code: 7F3C-9AKD
Wartebereich A: Bürgerbüro, Erdgeschoss links
Rathausplatz 1, 12345 Musterstadt
Bitte bringen Sie mit:
– Ein biometrisches Foto
Bitte melden Sie sich mit dem Code am Kiosk an,
wenn Sie da sind.
Code scannen: Termin ansehen oder ändern.
[QR HTTPS://WARTEN.MUSTERSTADT.DE/B/7F3C9AKD/7F3C9AKD2M4N6P8R7F3C9AKD2M]
Stand: 11.03.2026 10:00 Uhr.
- - - - 8< - - - -
"
    );
    let mm = layout.dots_high() / DOTS_PER_MM;
    assert!((90..=160).contains(&mm), "{mm} mm");
}

#[test]
fn an_answer_lost_on_the_way_is_fetched_with_the_same_key() {
    let mut kiosk = Kiosk::opens();
    let mut lost = 0;
    kiosk.hub.answers(move |asked| {
        if asked.what.ends_with(path::KIOSK_TICKETS) && lost < 2 {
            lost += 1;
            return None;
        }
        usual(asked)
    });
    kiosk.presses("Deutsch");
    kiosk.presses("Nummer ziehen");
    kiosk.presses("Reisepass");
    kiosk.waits_until("Fertig");
    let keys: Vec<String> = (0..3).map(|_| kiosk.hub.was_asked(path::KIOSK_TICKETS).key).collect();
    assert_eq!(keys[0], keys[1]);
    assert_eq!(keys[0], keys[2]);
    assert!((8..=wire::http::IDEMPOTENCY_KEY_CHARS_MAX).contains(&keys[0].len()), "{}", keys[0]);
    assert_eq!(kiosk.printer.printed().len(), 1);
}

/// WCAG 2.5.2: where a finger lands nothing happens until it leaves, and nothing at all if it leaves beside.
#[test]
fn only_a_finger_that_leaves_the_button_where_it_came_has_pressed_it() {
    let mut kiosk = Kiosk::opens();
    let (on, beside) = (kiosk.middle_of("English"), slint::LogicalPosition::new(2.0, 2.0));
    kiosk.finger(on, None);
    assert!(matches!(kiosk.app.screen(), Screen::Languages { .. }), "it has only landed");
    kiosk.finger_leaves(beside);
    assert!(matches!(kiosk.app.screen(), Screen::Languages { .. }), "it left beside");
    kiosk.finger(on, Some(on));
    assert_eq!(kiosk.app.screen(), Screen::Home);
}

#[test]
fn the_mirrored_language_is_mirrored_and_help_stays_where_it_was() {
    let mut kiosk = Kiosk::opens();
    let left = |kiosk: &Kiosk, label: &str| kiosk.element(label).absolute_position().x;
    let help = left(&kiosk, "Hilfe");
    kiosk.presses("Deutsch");
    let ticket = ElementQuery::from_root(kiosk.app.window()).match_inherits("Ticket").find_all();
    let german = ticket[0].absolute_position().x;
    kiosk.presses("Zurück");
    kiosk.presses("العربية");
    let ticket = ElementQuery::from_root(kiosk.app.window()).match_inherits("Ticket").find_all();
    assert!(ticket[0].absolute_position().x > german + 500.0);
    assert_eq!(left(&kiosk, "مساعدة"), help);
}

/// A slip lies on the table in the hall: it says how somebody is called, and never why.
#[test]
fn the_slip_says_how_somebody_is_called_and_not_what_they_need() {
    let needs = [Need::HearingLoop, Need::Accompanied];
    let mut kiosk = Kiosk::opens();
    kiosk.hub.answers(move |asked| {
        if asked.is_about(path::KIOSK_OFFER) {
            let offer = Offer { needs: needs.into(), ..offer(Hall::Open { closes_at: at("12:00") }) };
            return Some((200, json!(offer).to_string()));
        }
        let wish: wire::http::DrawTicket = serde_json::from_str(&asked.body).expect("a wish");
        Some((201, json!(IssuedTicket { needs: wish.needs, ..ticket("A047") }).to_string()))
    });
    kiosk.passes(Duration::from_secs(4));
    for (need, said) in [
        ("Höranlage am Schalter", "Wir rufen Sie an einen passenden Schalter."),
        ("Bitte holen Sie mich am Platz ab", "Bitte bleiben Sie sitzen. Wir holen Sie ab."),
    ] {
        kiosk.presses("Deutsch");
        kiosk.presses("Besonderer Bedarf");
        kiosk.presses(need);
        kiosk.presses("Fertig");
        kiosk.presses("Nummer ziehen");
        kiosk.presses("Reisepass");
        kiosk.waits_until("Bitte nehmen Sie Ihren Zettel.");
        assert!(kiosk.says(said), "{:?}", kiosk.labels());
        let slip = kiosk.printer.printed().pop().expect("a slip was printed");
        let paper = plain_text(&lay_out(&slip, Roll::Mm80).unwrap());
        glass::keep_slip(&lay_out(&slip, Roll::Mm80).unwrap(), need);
        let words = paper.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "{words}");
        for private in ["Höranlage", "Gebärden", "Stufen", "Bedarf"] {
            assert!(!words.contains(private), "{private} in {words}");
        }
        kiosk.presses("Fertig");
    }
}

#[test]
fn a_keyboard_leads_from_the_first_screen_to_the_next() {
    let mut kiosk = Kiosk::opens();
    // Help, then the languages, as they are declared; German is the first choice.
    for _ in 0..12 {
        if kiosk.app.screen() == Screen::Home {
            break;
        }
        kiosk.types(slint::platform::Key::Tab);
        kiosk.types(slint::platform::Key::Return);
        if matches!(kiosk.app.screen(), Screen::Help(_)) {
            kiosk.presses("Zurück");
        }
    }
    assert_eq!(kiosk.app.screen(), Screen::Home);
}
