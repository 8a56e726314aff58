//! Every mistake names file, line, field, and what is allowed.

use super::{Config, MADE_UP_TOWN};

/// The made-up town with `right` replaced by `wrong`, and what is said about it.
#[track_caller]
fn check(right: &str, wrong: &str, said: &str) {
    assert!(MADE_UP_TOWN.contains(right), "{right:?} is not in the made-up town");
    let text = MADE_UP_TOWN.replacen(right, wrong, 1);
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    let line = 1 + text[..text.find(wrong).expect("it was put there")].matches('\n').count();
    assert!(mistake.starts_with(&format!("hub.toml:{line}: ")), "not in line {line}: {mistake}");
    assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
}

#[test]
fn what_toml_does_not_allow() {
    check("listen = \"127.0.0.1:8080\"", "listen = \"localhost\"", "invalid socket address");
    check("database = ", "databse = ", "unknown field `databse`, expected one of `listen`");
    check("seats = 3", "seats = \"three\"", "invalid type");
    check("town = \"Stadt Musterstadt\"", "town = \"Stadt", "invalid basic string");
    check("kind = \"built-in\"", "kind = \"mosquitto\"", "unknown variant `mosquitto`, expected");
}

#[test]
fn what_would_not_be_safe() {
    let open = "is reachable from other machines, so a [tls] section";
    check("listen = \"127.0.0.1:8080\"", "listen = \"0.0.0.0:8080\"", open);
    check("listen = \"127.0.0.1:1883\"", "listen = \"0.0.0.0:1883\"", "no access control");
    let text = MADE_UP_TOWN
        .replace("listen = \"127.0.0.1:8080\"", "listen = \"0.0.0.0:443\"")
        .replace("[broker]", "[tls]\ncertificate = \"a\"\nkey = \"b\"\n[broker]");
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.contains("second_factor: must be \"admins\""), "{mistake}");
    for reached in ["proxy = \"127.0.0.1\"", "public_url = \"https://localhost.example\""] {
        let text = MADE_UP_TOWN.replace("[hub]", &format!("[hub]\n{reached}"));
        let mistake = Config::parse("hub.toml", &text).expect_err(reached).to_string();
        assert!(mistake.contains("second_factor: must be \"admins\" where other machines"), "{mistake}");
    }
    let here = MADE_UP_TOWN.replace("[hub]", "[hub]\npublic_url = \"http://localhost:8080\"");
    Config::parse("hub.toml", &here).expect("whoever tries it on this machine may");
    let external = "kind = \"external\"\nurl = \"mqtt://broker.example:1883\"";
    let text = MADE_UP_TOWN.replace("kind = \"built-in\"\nlisten = \"127.0.0.1:1883\"", external);
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.contains("url: ") && mistake.contains("use mqtts://"), "{mistake}");
}

#[test]
fn what_a_site_does_not_allow() {
    check("id = \"rathaus\"", "id = \"Rathaus\"", "only lower case letters");
    check("letter = \"K\"", "letter = \"O\"", "allowed are ACDEFGHJKLMNPRTUVWXY");
    check("letter = \"K\"", "letter = \"A\"\n#", "names two zones");
    check("zone = \"K\"", "zone = \"X\"", "there are AK");
    check("tuesday = [\"00:00-24:00\"]", "tuesday = [\"8-12\"]", "\"08:00-12:30\"");
    check("day_ends = \"24:00\"", "day_ends = \"00:00\"", "later than day_starts");
    check("tuesday = [\"00:00-24:00\"]", "tuesday = [\"04:00-25:00\"]", "to 24:00 at most");
    check("minutes = 15", "minutes = 0", "must be 1 to 480");
    check("minutes_p90 = 25", "minutes_p90 = 14", "must be at least `minutes`, which is 15");
    check("services = [\"kfz\"]", "services = [\"auto\"]", "there are ausweis, abholen, wohnsitz");
    check("pool = \"buergerbuero\"", "pool = \"standesamt\"", "no [[site.pool]] with id");
}

#[test]
fn doors_that_are_open_when_the_day_has_ended() {
    let text = MADE_UP_TOWN.replace("day_ends = \"24:00\"", "day_ends = \"22:00\"");
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.contains("monday: \"00:00-24:00\" is not within the service day"), "{mistake}");
}

#[test]
fn a_public_address_with_a_path() {
    let text = MADE_UP_TOWN.replace("[hub]", "[hub]\npublic_url = \"https://stadt.example/warten\"");
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.starts_with("hub.toml:7: public_url: "), "{mistake}");
}

#[test]
fn a_file_that_is_not_there() {
    let mistake = Config::read(std::path::Path::new("/nowhere/hub.toml")).expect_err("no file").to_string();
    assert!(mistake.starts_with("/nowhere/hub.toml: cannot be read"), "{mistake}");
}
