//! What a person who sets up a wall may get wrong, and what is said then.

use super::*;

#[test]
fn an_empty_file_is_a_wall_for_trying() {
    assert_eq!(parse(""), Ok(Config::default()));
}

#[test]
fn the_example_is_what_a_wall_is_without_a_file() {
    assert_eq!(parse(EXAMPLE), Ok(Config::default()));
    // What is commented out is known as well.
    let all: String = EXAMPLE
        .lines()
        .map(|line| {
            line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line).to_owned() + "\n"
        })
        .collect();
    assert_ne!(parse(&all), Ok(Config::default()));
    assert!(!format!("{:?}", parse(&all)).contains("unknown"), "{all}");
}

#[test]
fn a_full_file_is_taken_as_it_is() {
    let config = parse(
        "site = 'altes-rathaus'
         zones = ['A', 'C']
         device = 'wall-2'
         language = 'en'
         time_zone = 'Europe/Berlin'
         [broker]
         address = 'hub.town.example:8883'
         user = 'wall-2'
         password_file = '/etc/wartemarke/password'
         tls = true
         [screen]
         kind = 'stream'
         address = '127.0.0.1:7001'
         width = 3840
         height = 2160
         [wall]
         diagonal_inch = 75
         farthest_seat_m = 10.5
         [speaker]
         kind = 'aplay'",
    )
    .expect("nothing is wrong with it");
    assert_eq!(config.zones[..], ['A', 'C']);
    assert_eq!(config.broker.address, HostPort { host: "hub.town.example".into(), port: 8883 });
    assert_eq!(config.screen.choice().to_string(), "stream:127.0.0.1:7001");
}

#[test]
fn what_is_wrong_is_said_with_file_line_field_and_what_is_allowed() {
    for (text, said) in [
        ("site = 'Rathaus Mitte'", "line 1: site: `Rathaus Mitte` is not a name: 1 to 32"),
        ("\nzones = ['O']", "line 2: zones: must be 1 to 6 different letters"),
        ("zones = ['A', 'A']", "line 1: zones: must be 1 to 6 different letters"),
        ("zones = ['AB']", "line 1: zones: "),
        ("language = 'fr'", "line 1: language: unknown variant `fr`, expected `de` or `en`"),
        ("time_zone = 'Berlin'", "line 1: time_zone: "),
        ("colour = 'red'", "line 1: colour: unknown field `colour`, expected one of `site`"),
        ("[broker]\naddress = 'hub'", "line 2: address: `hub` is no address: write `host:port`"),
        ("[broker]\naddress = 'hub:1883'\ntls = false", "line 3: broker.tls: must be `true`"),
        ("[broker]\naddress = 'hub:1883'", ": broker.tls: must be `true`"),
        ("[broker]\npassword_file = 'x'", "line 2: broker.password_file: needs broker.user"),
        ("[screen]\nkind = 'tv'", "line 2: kind: unknown variant `tv`, expected one of `window`"),
        ("[screen]\nwidth = 0", "line 2: screen.width: 0 pixels; allowed are 1 to 7680"),
        ("[screen]\nwidth = 1080\nheight = 1920", "line 2: screen.width: the wall is landscape"),
        ("[wall]\ndiagonal_inch = 5", "line 2: wall.diagonal_inch: 5 inches; allowed are 10 to 120"),
        ("[wall]\nfarthest_seat_m = 9.5", "line 2: wall.farthest_seat_m: at 9.5 m digits must be 114"),
        ("page_seconds = 7", "line 1: page_seconds: 7 seconds; allowed are 8 to 120"),
        ("[[page]]", ": page.text: a page has either a text or a picture"),
        ("[[page]]\ntext = ' '", "line 2: page.text: must have 1 to 120 characters"),
        ("night = { from = '22' }", "line 1: night: `22` is no time of day: write `08:30`"),
        ("[sound]\nvolume = 101", "line 2: volume: 101 is no volume: allowed are 0 to 100"),
        ("[wall]\nfarthest_seat_m = nan", "line 2: wall.farthest_seat_m: NaN metres"),
        ("[speaker]\nkind = 'loud'", "line 2: kind: unknown variant `loud`, expected one of `aplay`"),
        ("site = ", "line 1: "),
    ] {
        let refused = parse(text).expect_err(text).to_string();
        let said = format!("display.toml, {said}").replace("display.toml, :", "display.toml:");
        assert!(refused.starts_with(&said), "{text}\nsays    {refused}\ninstead {said}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let refused = Config::read(Path::new("/nowhere/display.toml")).expect_err("not there");
    assert!(refused.to_string().starts_with("/nowhere/display.toml: cannot be read"), "{refused}");
}

fn parse(text: &str) -> Result<Config, Refused> {
    Config::parse(Path::new("display.toml"), text)
}
