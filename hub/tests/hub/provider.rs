//! A provider of accounts at work, and a person with a browser in front of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use axum::http::header;
use hub::config::{Config, made_up_town};
use serde_json::{Value, json};

use crate::booking_site::{NO_MAIL_SERVER, mail_config};
use crate::browser::encoded;
use crate::node;

/// Where the people of these stories reach the hub.
pub const PUBLIC: &str = "https://warten.example";
/// Where it may send them back to.
const STAFF: &str = "/login/directory/answer";
const CITIZENS: &str = "/termine/account/answer";
const CLIENT_SECRET: &str = "a secret of the tests, which is long";

/// The process, and what it knows of people. Dropping it ends it.
pub struct Provider {
    child: Option<Child>,
    pub issuer: String,
    folder: PathBuf,
    token_seconds: u32,
}

impl Provider {
    /// None, and said aloud, where there is no node or its packages are not installed.
    pub fn start(test: &str) -> Option<Provider> {
        Provider::with_tokens_of(test, 3_600)
    }

    /// Its word is good for so many seconds.
    pub fn with_tokens_of(test: &str, token_seconds: u32) -> Option<Provider> {
        let mut provider = Provider::not_started(test, token_seconds)?;
        provider.begin("0");
        Some(provider)
    }

    /// Its address is known, and nobody answers there yet.
    pub fn that_is_down(test: &str) -> Option<Provider> {
        let mut provider = Provider::start(test)?;
        provider.ends();
        Some(provider)
    }

    fn not_started(test: &str, token_seconds: u32) -> Option<Provider> {
        if !node::has("oidc-provider", test) {
            return None;
        }
        let folder = std::env::temp_dir().join(format!("wartemarke-provider-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        let secret = folder.join("secret");
        fs::write(&secret, format!("{CLIENT_SECRET}\n")).expect("the folder can be written");
        only_for_me(&secret, 0o600);
        let provider = Provider { child: None, issuer: String::new(), folder, token_seconds };
        provider.people(&json!({}));
        Some(provider)
    }

    /// Begins at its address, with new keys and no memory of anybody.
    pub fn begins_again(&mut self) {
        self.ends();
        let port = self.issuer.rsplit(':').next().expect("a port").to_owned();
        self.begin(&port);
    }

    fn begin(&mut self, port: &str) {
        let mut child = node::script("provider.mjs")
            .args([port, &self.people_file(), &format!("{PUBLIC}{STAFF},{PUBLIC}{CITIZENS}")])
            .arg(self.token_seconds.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts");
        let mut said = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let issuer = said
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("provider ").map(str::to_owned));
        self.issuer = issuer.expect("the provider says where it is");
        // Nobody reads on, and nothing it says later may stop it.
        std::thread::spawn(move || said.for_each(drop));
        self.child = Some(child);
    }

    pub fn ends(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it was started here");
            child.wait().expect("it was started here");
        }
    }

    /// Whom it knows, from now on.
    pub fn people(&self, people: &Value) {
        fs::write(self.people_file(), people.to_string()).expect("the folder can be written");
    }

    /// A town that asks this provider; `more` is put among the provider's settings.
    pub fn config(&self, more: &str) -> Config {
        let text = format!(
            "{town}\n[directory.oidc]\nissuer = \"{issuer}\"\nclient_id = \"wartemarke\"\n\
             client_secret_file = \"{secret}\"\n{more}\n\
             [[directory.group]]\ngroup = \"wm-leitung\"\nrole = \"supervisor\"\nsites = [\"rathaus\"]\n\
             [[directory.group]]\ngroup = \"wm-admin\"\nrole = \"county-admin\"\n\
             [[directory.group]]\ngroup = \"wm-schalter\"\nrole = \"clerk\"\nsites = [\"rathaus\"]\n",
            town = hub::config::MADE_UP_TOWN,
            issuer = self.issuer,
            secret = self.folder.join("secret").display(),
        );
        let mut config = Config::parse("hub.toml", &text).expect("the town is in order");
        config.hub.public_url = Some(PUBLIC.into());
        assert_eq!(config.sites.len(), made_up_town().sites.len());
        config
    }

    /// A town whose citizens have accounts there; `more` is put among its settings.
    pub fn for_citizens(&self, more: &str) -> Config {
        let account = format!(
            "[citizen_account]\nlabel = \"BundID\"\nissuer = \"{issuer}\"\nclient_id = \"wartemarke\"\n\
             client_secret_file = \"{secret}\"\n{more}\n",
            issuer = self.issuer,
            secret = self.folder.join("secret").display(),
        );
        let text = format!("{}\n{}{account}", hub::config::MADE_UP_TOWN, mail_config(NO_MAIL_SERVER));
        let mut config = Config::parse("hub.toml", &text).expect("the town is in order");
        config.hub.public_url = Some(PUBLIC.into());
        config
    }

    fn people_file(&self) -> String {
        self.folder.join("people.json").display().to_string()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.ends();
        // A folder that stays is no harm; the next run has another.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A browser's window at the provider: follows it until it leads away to the hub.
#[derive(Default)]
pub struct Window {
    cookies: BTreeMap<String, String>,
}

impl Window {
    /// Logs in as `who`, or says no; the path at the hub where that leads.
    pub fn answers(&mut self, url: &str, who: Option<&str>) -> String {
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .build()
            .new_agent();
        let origin = url.split('/').take(3).collect::<Vec<_>>().join("/");
        let (mut url, mut form) = (url.to_owned(), None);
        for _ in 0..20 {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let cookies = cookies.join("; ");
            let answer = match form.take() {
                None => agent.get(&url).header("cookie", cookies).call(),
                Some(form) => agent.post(&url).header("cookie", cookies).send_form(form),
            };
            let mut answer = answer.expect("the provider answers");
            for set in answer.headers().get_all(header::SET_COOKIE) {
                let pair = set.to_str().expect("ASCII").split(';').next().expect("one at least");
                let (name, value) = pair.split_once('=').expect("a pair");
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            if let Some(place) = answer.headers().get(header::LOCATION) {
                let place = place.to_str().expect("ASCII").to_owned();
                if let Some(path) = place.strip_prefix(PUBLIC) {
                    return path.to_owned();
                }
                url = if place.starts_with('/') { format!("{origin}{place}") } else { place };
                continue;
            }
            let page = answer.body_mut().read_to_string().expect("a page");
            assert!(page.contains("name=\"login\""), "{} at {url}\n{page}", answer.status());
            let typed = match who {
                Some(who) => ("login", who.to_owned()),
                None => ("no", "1".to_owned()),
            };
            form = Some([typed]);
        }
        panic!("the provider leads in a circle at {url}");
    }
}

/// An address with one of its parameters changed.
pub fn with(url: &str, name: &str, value: &str) -> String {
    let (start, rest) = url.split_once(&format!("{name}=")).unwrap_or_else(|| panic!("no {name} in {url}"));
    let rest = rest.find('&').map_or("", |end| &rest[end..]);
    format!("{start}{name}={}{rest}", encoded(value))
}

pub fn only_for_me(file: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("it is our file");
}
