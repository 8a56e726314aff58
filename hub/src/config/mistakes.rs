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
        let mistake = Config::parse("hub.toml", &text).expect_err("not by name and safely").to_string();
        assert!(mistake.contains("second_factor: must be \"admins\" where other machines"), "{mistake}");
    }
    let here = MADE_UP_TOWN.replace("[hub]", "[hub]\npublic_url = \"http://localhost:8080\"");
    Config::parse("hub.toml", &here).expect("whoever tries it on this machine may");
    for site in
        ["http://www.stadt.example", "https://stadt.example/amt", "*", "https://a.example; script-src *"]
    {
        let line = format!("database = \"wartemarke.db\"\nembed_in = [{site:?}]");
        let text = MADE_UP_TOWN.replace("database = \"wartemarke.db\"", &line);
        let mistake = Config::parse("hub.toml", &text).expect_err(site).to_string();
        assert!(mistake.contains("embed_in: ") && mistake.contains("must be the origin"), "{mistake}");
    }
    let external = "kind = \"external\"\nurl = \"mqtt://broker.example:1883\"";
    let text = MADE_UP_TOWN.replace("kind = \"built-in\"\nlisten = \"127.0.0.1:1883\"", external);
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.contains("url: ") && mistake.contains("use mqtts://"), "{mistake}");
}

#[test]
fn what_is_no_account_of_citizens() {
    let with = |label: &str, issuer: &str, more: &str| {
        let id = "client_id = \"wartemarke\"";
        format!("citizen_account = {{ label = {label:?}, issuer = {issuer:?}, {id}{more} }}\n[hub]")
    };
    let login = "https://login.example";
    let line = "label: \"\" must be one line of 1 to 30 characters";
    check("[hub]", &with("", login, ""), line);
    check("[hub]", &with("BundID", "http://login.example", ""), "http:// is allowed on this machine alone");
    check("[hub]", &with("BundID", login, ", name_claims = []"), "name_claims: must be 1 to 4 names");
    check("[hub]", &with("BundID", login, ", groups_claim = \"groups\""), "unknown field `groups_claim`");
    let text = MADE_UP_TOWN.replacen("[hub]", &format!("{}\n[hub]", with("BundID", login, "")), 1);
    let text = text.replacen("[hub]\n[hub]", "[hub]\npublic_url = \"http://warten.example\"", 1);
    let text = text.replacen("second_factor = \"optional\"", "", 1);
    let mistake = Config::parse("hub.toml", &text).expect_err("not by name and safely").to_string();
    assert!(mistake.contains("citizen_account: people come back from the provider"), "{mistake}");
}

#[test]
fn what_is_no_attack() {
    let with = |setting: &str| format!("attack = {{ {setting} }}\n[hub]");
    check("[hub]", &with("stamps = \"sometimes\""), "expected one of `under-attack`, `always`, `never`");
    check("[hub]", &with("asks_per_minute = 0"), "asks_per_minute: must be 1 to 100000");
}

#[test]
fn what_public_pages_and_letters_do_not_say() {
    let town = "town = \"Stadt Musterstadt\"";
    let beside = |line: &str| format!("{line}\n{town}");
    check(town, &beside("contact = \"nobody\""), "contact: \"nobody\" is not a mail address");
    let tongue = "letters.confirmed = { klingon = \"nuqneH\" }";
    check(town, &beside(tongue), "\"klingon\" is no language of letters; there are de, ");
    check(town, &beside("letters.reminder = { fr = \" dans la cour\" }"), "fr: must be one line of 1 to 400");
    check(town, &beside("letters.goodbye = { de = \"Tschüs\" }"), "unknown variant `goodbye`, expected");
    check(
        "imprint = \"\"\"\n",
        "imprint = \"http://a.example\"\nprivacy = \"\"\"\n",
        "must begin with https://",
    );
}

#[test]
fn what_a_site_does_not_allow() {
    check("id = \"rathaus\"", "id = \"Rathaus\"", "only lower case letters");
    check("letter = \"K\"", "letter = \"O\"", "allowed are ACDEFGHJKLMNPRTUVWXY");
    check("letter = \"K\"", "letter = \"A\"\n#", "names two zones");
    check("zone = \"K\"", "zone = \"X\"", "there are A, K");
    check("tuesday = [\"00:00-24:00\"]", "tuesday = [\"8-12\"]", "\"08:00-12:30\"");
    let way = format!("address = \"{}\"", "x".repeat(201));
    check("address = \"Rathausplatz 1, 12345 Musterstadt\"", &way, "one line of 1 to 200 characters");
    check("# phone = \"07000 115-0\"", "phone = \"\"", "one line of 1 to 200 characters");
    check("day_ends = \"24:00\"", "day_ends = \"00:00\"", "later than day_starts");
    check("tuesday = [\"00:00-24:00\"]", "tuesday = [\"04:00-25:00\"]", "to 24:00 at most");
    check("minutes = 15", "minutes = 481", "must be 1 to 480");
    check("minutes_p90 = 25", "minutes_p90 = 14", "must be at least `minutes`, which is 15");
    check("services = [\"kfz\"]", "services = [\"auto\"]", "there are ausweis, abholen, wohnsitz");
    check("pool = \"buergerbuero\"", "pool = \"standesamt\"", "no [[site.pool]] with id");
}

#[test]
fn what_cannot_be_booked() {
    let before = |line: &str, said: &str| check("seats = 3", &format!("{line}\nseats = 3"), said);
    before("step_minutes = 7", "must be a multiple of 5 by which 1440 minutes of hours can be divided");
    before("step_minutes = 0", "must be a multiple of 5");
    before("walk_in = 1", "unknown field `walk_in`, expected one of `id`, `seats`");
    let fax = "at_once = { fax = 1 }";
    check("at_once = { phone = 1 }", fax, "unknown variant `fax`, expected one of `in-person`, `phone`");
    let nobody = MADE_UP_TOWN.replace("seats = 3", "seats = 0");
    let mistake = Config::parse("hub.toml", &nobody).expect_err("a mistake").to_string();
    assert!(
        mistake.contains("pool: pool \"buergerbuero\" has neither seats nor a [[site.resource]]"),
        "{mistake}"
    );
    check("seats = 3", "seats = 900", "must be at most 200");
    check("days_ahead = 56", "days_ahead = 900", "must be at most 400");
    check("days_ahead = 56", "days_ahead = 56\nnotice_days = 57", "it is too late to book it already");
    check("days_ahead = 56", "notice_minutes = 5\nnotice_days = 1", "choose one of the two");
    check("days_ahead = 56", "release = \"8 Uhr\"", "must be a time of day such as");
    let service = |line: &str, said: &str| {
        check("minutes_per_person = 5", &format!("{line}\nminutes_per_person = 5"), said);
    };
    service("need = [{ pool = \"trauzimmer\" }]", "no [[site.pool]] with id \"trauzimmer\"");
    service("forms = []", "must name at least one of in-person, phone, video");
    let office = |line: &str, said: &str| {
        check("day_starts = \"00:00\"", &format!("{line}\nday_starts = \"00:00\""), said);
    };
    office("land = \"XX\"", "unknown variant `XX`, expected one of `BW`, `BY`");
    office("local_holidays = [\"assumption\"]", "a town's own affair in BY only");
    office("deadlines = { hold_minutes = 0 }", "must be 1 to 60");
    office("deadlines = { verify_minutes = 1441 }", "must be 1 to 1440");
    office("bookings_per_address = 0", "must be 1 to 50");
    let closure = |fields: &str, said: &str| {
        let table = format!("[[site.closure]]\nname = \"Ausflug\"\n{fields}\n[[site.zone]]");
        let text = MADE_UP_TOWN.replacen("[[site.zone]]", &table, 1);
        let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
        assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
    };
    closure("from = \"2026-12-24\"\nuntil = \"2026-12-23\"", "until: must not be before `from`");
    closure("from = \"2026-12-24\"\nhours = \"12-24\"", "hours: \"12-24\" is not a time range");
    closure("from = \"2026-12-24\"\npools = [\"kfz\"]", "pools: there is no [[site.pool]] with id \"kfz\"");
    closure("from = \"24.12.\"", "input contains invalid characters");
}

#[test]
fn resources_that_nobody_finds() {
    let check = |fields: &str, said: &str| {
        let table = format!(
            "[[site.resource]]\nid = \"schalter-1\"\npool = \"amt\"\n{fields}\n\
             [[site.pool]]\nid = \"amt\"\n\n[[site.pool]]"
        );
        let text = MADE_UP_TOWN.replacen("[[site.pool]]", &table, 1);
        let said_of = Config::parse("hub.toml", &text).err().map(|mistake| mistake.to_string());
        assert!(said_of.as_deref().unwrap_or_default().contains(said), "{said_of:?} does not say {said:?}");
    };
    check("", "");
    check("names = [\"A\"]", "names: \"A\" is not a range of names such as \"A-Ki\"");
    check("names = [\"A-Z\"]\nplaces = [\"Nord\"]", "a resource is for names or for places");
    check("deputies = [\"schalter-9\"]", "deputies: there is no [[site.resource]] with id \"schalter-9\"");
    check("mail = \"Schalter 1\"", "mail: \"Schalter 1\" is not a mail address");
    check("hours = { monday = [\"8-12\"] }", "monday: \"8-12\" is not a time range");
    check("hours = { monday = [\"08:02-12:00\"] }", "times must be multiples of 5 minutes");
    check("kind = \"robot\"", "unknown variant `robot`, expected one of `clerk`, `room`, `machine`");
    let again = "[[site.resource]]\nid = \"buergerbuero-1\"\npool = \"amt\"";
    check(again, "names two resources");
    check("[[site.resource]]\nid = \"a\"\npool = \"buergerbuero\"", "choose one of the two");
}

#[test]
fn a_folder_that_anybody_could_read_on_the_way() {
    let check = |fields: &str, said: &str| {
        let text = format!("{MADE_UP_TOWN}\n[nextcloud]\n{fields}\n");
        let mistake = Config::parse("hub.toml", &text).expect_err(fields).to_string();
        assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
    };
    let with = |url: &str, user: &str| {
        format!("url = {url:?}\nuser = {user:?}\npassword_file = \"/dev/null/nowhere\"")
    };
    let folder = "https://cloud.stadt.example/remote.php/dav/files/wartemarke/Unterlagen";
    for wrong in [
        "http://cloud.stadt.example/remote.php/dav/files/wartemarke",
        "cloud.stadt.example",
        "https://wartemarke:secret@cloud.stadt.example/remote.php/dav",
        "https://cloud.stadt.example/s/AbCd?path=/",
    ] {
        check(&with(wrong, "wartemarke"), "must be a folder by WebDAV, such as");
    }
    check(&with(folder, ""), "user: is the account");
    check(&with(folder, "a:b"), "user: is the account");
    check(&with(folder, "wartemarke"), "password_file: ");
    check(&with("http://127.0.0.1:8090/dav", "wartemarke"), "password_file: ");
}

#[test]
fn feeds_of_absences() {
    let check = |fields: &str, said: &str| {
        let table = format!("[[site.absences.feed]]\nid = \"amt\"\n{fields}\n\n[[site.zone]]");
        let text = MADE_UP_TOWN.replacen("[[site.zone]]", &table, 1);
        let said_of = Config::parse("hub.toml", &text).err().map(|mistake| mistake.to_string());
        assert!(said_of.as_deref().unwrap_or_default().contains(said), "{said_of:?} does not say {said:?}");
        let line = said_of.iter().filter_map(|said| said.split(':').nth(1)?.parse::<usize>().ok()).next();
        let named = line.and_then(|line| text.lines().nth(line - 1)).unwrap_or_default();
        assert!(
            said.is_empty() || format!("id = \"amt\"\n{fields}").contains(named),
            "{said_of:?}: {named:?}"
        );
    };
    let csv = |more: &str| format!("kind = \"csv\"\nwho = \"Nummer\"\n{more}");
    let ics = |more: &str| format!("kind = \"ics\"\nresource = \"buergerbuero-1\"\n{more}");
    check(&csv("people = { \"17\" = \"buergerbuero-1\" }"), "");
    check(&ics("url = \"https://kalender.stadt.example/urlaub.ics?geheim=1\""), "");
    check(&ics("url = \"http://localhost/urlaub.ics\""), "");
    for wrong in ["http://kalender.stadt.example/a.ics", "ftp://kalender.stadt.example", "a.ics", "https://"]
    {
        check(&ics(&format!("url = \"{wrong}\"")), "http:// is allowed on this machine alone");
    }
    check(&ics("file = \"a.ics\"\nurl = \"https://a.example\""), "url: stands beside file; choose one");
    check(&ics("ca_file = \"/nowhere.pem\""), "is no file with certificates");
    check(&ics("who = \"SUMMARY\""), "resource: stands beside who; choose one of the two");
    check("kind = \"ics\"", "needs `resource`, if all of it is about one, or `who`, which says whom");
    check("kind = \"xml\"", "unknown variant `xml`, expected `ics` or `csv`");
    check("kind = \"ics\"\nresource = \"mayor\"", "there is no [[site.resource]] with id \"mayor\"");
    check(&csv("people = { \"17\" = \"mayor\" }"), "there is no [[site.resource]] with id \"mayor\"");
    check(&csv("separator = \"x\""), "must be \";\", \",\", \"|\" or \"\\t\"");
    check(&ics("until = \"Bis\""), "until: is of kind = \"csv\" alone");
    check(&ics("column = \"Bis\""), "unknown field `column`, expected one of `id`, `kind`, `file`");
    let again = "[[site.absences.feed]]\nid = \"amt\"\nkind = \"ics\"\nresource = \"buergerbuero-1\"";
    check(&ics(again), "names two feeds");
    let site = |line: &str, said: &str| {
        let text =
            MADE_UP_TOWN.replacen("[[site.zone]]", &format!("[site.absences]\n{line}\n[[site.zone]]"), 1);
        let mistake = Config::parse("hub.toml", &text).expect_err(line).to_string();
        assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
    };
    site("read_every_minutes = 0", "read_every_minutes: must be 1 to 1440");
    site("days_ahead = 401", "days_ahead: must be 1 to 400");
}

#[test]
fn mail_that_nobody_would_get() {
    let check = |fields: &str, said: &str| {
        let text = format!("{MADE_UP_TOWN}\n[mail]\n{fields}\n");
        let said_of = Config::parse("hub.toml", &text).err().map(|mistake| mistake.to_string());
        assert!(said_of.as_deref().unwrap_or_default().contains(said), "{said_of:?} does not say {said:?}");
    };
    let with =
        |relay: &str, from: &str, more: &str| format!("relay = \"{relay}\"\nfrom = \"{from}\"\n{more}");
    let (relay, from) = ("smtp://mail.stadt.example:587", "termine@stadt.example");
    check(&with(relay, from, ""), "");
    for wrong in ["mail.stadt.example", "http://mail.stadt.example:25", "smtp://mail.stadt.example"] {
        check(&with(wrong, from, ""), "is not an address such as \"smtp://mail.stadt.example:587\"");
    }
    // In a calendar's words the address stands alone.
    check(
        &with(relay, "Amt <termine@stadt.example>", ""),
        "from: \"Amt <termine@stadt.example>\" is not a mail",
    );
    check(&with(relay, from, "reply_to = \"amt\""), "reply_to: \"amt\" is not a mail address");
    check(&with(relay, from, "user = \"amt\""), "both fields or neither");
    check(&with(relay, from, "ca_file = \"/nowhere.pem\""), "is no file with certificates");
}

#[test]
fn video_calls_that_lead_nowhere() {
    let said = |video: &str| {
        let text = format!("{MADE_UP_TOWN}\n[video]\n{video}\n");
        Config::parse("hub.toml", &text).err().map(|mistake| mistake.to_string()).unwrap_or_default()
    };
    assert_eq!(said("link = \"https://video.stadt.example/raum/{room}?direct=1\""), "");
    assert_eq!(said("jitsi = \"https://meet.stadt.example\""), "");
    for (video, what) in [
        ("", "needs one of link, jitsi and [video.zoom]"),
        ("jitsi = \"https://a.example\"\nlink = \"https://a.example/{room}\"", "needs one of link, jitsi"),
        ("link = \"https://video.stadt.example/raum\"", "must have {room} in it once"),
        ("link = \"https://{room}.example/{room}\"", "must have {room} in it once"),
        ("link = \"http://video.stadt.example/{room}\"", "is not an address such as"),
        ("jitsi = \"meet.stadt.example\"", "is not an address such as"),
        ("skype = \"a\"", "unknown field `skype`"),
    ] {
        assert!(said(video).contains(what), "{video}: {:?} does not say {what:?}", said(video));
    }
    let zoom = |user: &str, file: &str| {
        let app = "[video.zoom]\naccount_id = \"a\"\nclient_id = \"b\"";
        said(&format!("{app}\nclient_secret_file = \"{file}\"\nuser = \"{user}\""))
    };
    assert!(zoom("", "/nowhere").contains("user: must not be empty"), "{}", zoom("", "/nowhere"));
    assert!(
        zoom("a@b.example", "/nowhere").contains("cannot be read"),
        "{}",
        zoom("a@b.example", "/nowhere")
    );
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

const OIDC: &str = "[directory.oidc]
issuer = \"https://login.stadt.example/realms/rathaus\"
client_id = \"wartemarke\"
client_secret_file = \"FOLDER/secret\"
[[directory.group]]
group = \"wm-schalter\"
role = \"clerk\"
sites = [\"rathaus\"]
";

const LDAP: &str = "[directory.ldap]
url = \"ldaps://dc1.stadt.example\"
base = \"ou=people,dc=stadt\"
group_filter = \"(member={dn})\"
[directory.ldap.search]
bind_dn = \"cn=wartemarke,dc=stadt\"
password_file = \"FOLDER/secret\"
filter = \"(uid={name})\"
[[directory.group]]
group = \"cn=schalter,dc=stadt\"
role = \"clerk\"
sites = [\"rathaus\"]
";

/// A town with a directory, with `right` replaced by `wrong`, and what is said about it.
#[track_caller]
fn check_directory(directory: &str, right: &str, wrong: &str, said: &str) {
    let folder = std::env::temp_dir().join(format!("wartemarke-config-{:08x}", rand::random::<u32>()));
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    let file = |name: &str, text: &str, mode| {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("it is our file");
    };
    file("secret", "a secret\n", 0o600);
    file("empty", "\n", 0o600);
    file("open", "a secret\n", 0o644);
    let text = |directory: &str| {
        format!("{MADE_UP_TOWN}\n{directory}").replace("FOLDER", &folder.display().to_string())
    };
    Config::parse("hub.toml", &text(directory)).expect("without the mistake it is in order");
    assert!(directory.contains(right), "{right:?} is not in there");
    let text = text(&directory.replacen(right, wrong, 1));
    let mistake = Config::parse("hub.toml", &text).expect_err("a mistake").to_string();
    assert!(mistake.contains(said), "{mistake:?} does not say {said:?}");
    let line: usize = mistake.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a line");
    let named = text.lines().nth(line - 1).expect("a line of the file");
    let wrong = wrong.replace("FOLDER", &folder.display().to_string());
    let about = named.contains(&wrong) && !wrong.is_empty() || wrong.contains(named);
    assert!(
        about || named.starts_with("[directory") || named.starts_with("group = "),
        "{mistake}: {named:?}"
    );
    assert!(!mistake.contains("a secret"), "{mistake}");
    // A folder that stays is no harm; the next run has another.
    let _ = std::fs::remove_dir_all(&folder);
}

#[test]
fn a_provider_of_accounts() {
    let check = |right, wrong, said| check_directory(OIDC, right, wrong, said);
    let [issuer, secret] = ["issuer = \"https://login.stadt.example/realms/rathaus\"", "FOLDER/secret"];
    check(issuer, "issuer = \"http://login.stadt.example\"", "http:// is allowed on this machine");
    check(issuer, "issuer = \"rathaus\"", "must be an address such as");
    check("client_id = \"wartemarke\"", "client_id = \"\"", "what the provider calls this hub");
    check(secret, "FOLDER/open", "has the mode 644");
    check(secret, "FOLDER/empty", "is empty; it must hold the secret alone");
    check(secret, "FOLDER/nowhere", "cannot be read");
    check("client_id = ", "client = ", "unknown field `client`");
}

#[test]
fn a_directory() {
    let check = |right, wrong, said| check_directory(LDAP, right, wrong, said);
    let url = "url = \"ldaps://dc1.stadt.example\"";
    check(url, "url = \"ldap://dc1.stadt.example\"", "passwords are never sent in the clear");
    check(url, "url = \"https://dc1.stadt.example\"", "must be an address such as \"ldaps://");
    check("base = \"ou=people,dc=stadt\"", "base = \"\"", "is where people are");
    check("base = ", "starttls = true\nbase = ", "is encrypted from the beginning");
    check("base = ", "user_dn = \"uid={name},dc=stadt\"\nbase = ", "two ways; choose one");
    check("FOLDER/secret", "FOLDER/open", "has the mode 644");
    check("bind_dn = \"cn=wartemarke,dc=stadt\"", "bind_dn = \"\"", "the account that searches");
    check("filter = \"(uid={name})\"", "filter = \"(uid={name}\"", "must be a filter with {name}");
    check("filter = \"(uid={name})\"", "filter = \"(uid=petra)\"", "must be a filter with {name}");
    check("group_filter = \"(member={dn})\"", "group_filter = \"(a=b)\"", "with {dn} or {name}");
    check("group = \"cn=schalter,dc=stadt\"", "group = \"schalter\"", "the whole name of the group");
    let here = LDAP.replace("ldaps://dc1.stadt.example", "ldap://127.0.0.1:389");
    check_directory(&here, "ldap://127.0.0.1:389", "ldap://127.0.0.2.example:389", "in the clear");
    let (start, group) = LDAP.split_at(LDAP.find("[[").expect("it is there"));
    let start = &start[..start.find("[directory.ldap.search]").expect("it is there")];
    let direct = format!("{start}user_dn = \"uid={{name}},dc=stadt\"\n{group}");
    check_directory(&direct, "uid={name}", "uid=petra", "needs user_dn with {name} in it");
}

#[test]
fn groups_of_the_town() {
    let check = |right, wrong, said| check_directory(OIDC, right, wrong, said);
    check("role = \"clerk\"", "role = \"mayor\"", "there are clerk, infopoint, supervisor");
    check("role = \"clerk\"", "role = \"kiosk\"", "is no role of people");
    check("sites = [\"rathaus\"]", "sites = [\"nord\"]", "\"nord\" is no [[site]]; there are rathaus");
    check("sites = [\"rathaus\"]", "", "a clerk works somewhere");
    check("group = \"wm-schalter\"", "group = \"\"", "not empty");
}

#[test]
fn accounts_of_the_town_that_lead_nowhere() {
    let oidc = "[directory.oidc]\nissuer = \"https://login.stadt.example\"\nclient_id = \"wartemarke\"\n";
    let group = "[[directory.group]]\ngroup = \"a\"\nrole = \"auditor\"\n";
    let said = |town: &str, directory: &str| {
        let text = format!("{town}\n{directory}");
        Config::parse("hub.toml", &text).map_err(|mistake| mistake.to_string()).err().unwrap_or_default()
    };
    assert_eq!(said(MADE_UP_TOWN, &format!("{oidc}{group}")), "");
    assert!(said(MADE_UP_TOWN, oidc).contains("needs at least one [[directory.group]]"));
    assert!(said(MADE_UP_TOWN, group).contains("needs [directory.oidc] or [directory.ldap]"));
    let open = MADE_UP_TOWN
        .replace("second_factor = \"optional\"", "")
        .replace("listen = \"127.0.0.1:8080\"", "listen = \"0.0.0.0:443\"")
        .replace("[broker]", "[tls]\ncertificate = \"a\"\nkey = \"b\"\n[broker]");
    assert!(said(&open, &format!("{oidc}{group}")).contains("so it must be there and begin with https://"));
    let named = open.replace("[hub]", "[hub]\npublic_url = \"https://warten.stadt.example\"");
    assert_eq!(said(&named, &format!("{oidc}{group}")), "");
    let plain = named.replace("https://warten", "http://warten");
    assert!(said(&plain, &format!("{oidc}{group}")).contains("begin with https://"));
}

#[test]
fn a_file_that_is_not_there() {
    let mistake = Config::read(std::path::Path::new("/nowhere/hub.toml")).expect_err("no file").to_string();
    assert!(mistake.starts_with("/nowhere/hub.toml: cannot be read"), "{mistake}");
}
