//! Debian's OpenLDAP at work, with a folder of its own and a few people in it.

use std::collections::HashSet;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use hub::config::{Config, MADE_UP_TOWN};
use ldap3::{LdapConnAsync, Mod};
use tokio::runtime::Runtime;

use crate::provider::only_for_me;

const BASE: &str = "dc=stadt,dc=example";
const ROOT: &str = "cn=root,dc=stadt,dc=example";
const ROOT_PASSWORD: &str = "the password of the tests' root";
/// A server on a busy machine listens within a second or two.
const LISTENS_MAX: Duration = Duration::from_secs(30);

pub struct Slapd {
    child: Option<Child>,
    pub port: u16,
    folder: PathBuf,
    runtime: Runtime,
}

impl Slapd {
    /// None, and said aloud, where Debian's package was not unpacked. Petra and Jonas are in it, Petra
    /// in the group "schalter".
    pub fn start(test: &str) -> Option<Slapd> {
        let Some(unpacked) = unpacked() else {
            crate::skip::skip(test, "tests/setup.sh has not unpacked Debian's slapd");
            return None;
        };
        let folder = std::env::temp_dir().join(format!("wartemarke-slapd-{test}-{}", std::process::id()));
        // A run that was killed may have left one.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data")).expect("the folder for temporary files can be written");
        makes_certificate(&folder);
        let file = |name: &str, text: &str| fs::write(folder.join(name), text).expect("it can be written");
        file("slapd.conf", &configuration(&unpacked, &folder));
        file("secret", &format!("{ROOT_PASSWORD}\n"));
        only_for_me(&folder.join("secret"), 0o600);
        fs::create_dir(folder.join("configuration")).expect("it can be written");
        let built = command(&unpacked, "slaptest")
            .arg("-f")
            .arg(folder.join("slapd.conf"))
            .arg("-F")
            .arg(folder.join("configuration"))
            // The configuration alone: there is no data yet.
            .args(["-n", "0"])
            .output()
            .expect("slapd's own tools start");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut slapd = Slapd { child: None, port, folder, runtime };
        slapd.begins_again();
        slapd.fill();
        Some(slapd)
    }

    pub fn begins_again(&mut self) {
        let unpacked = unpacked().expect("it was found before");
        let child = command(&unpacked, "slapd")
            .args(["-h", &self.url(), "-d", "0", "-F"])
            .arg(self.folder.join("configuration"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.expect("slapd starts"));
        let since = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(since.elapsed() < LISTENS_MAX, "slapd does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn ends(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it was started here");
            child.wait().expect("it was started here");
        }
    }

    pub fn url(&self) -> String {
        format!("ldap://127.0.0.1:{}", self.port)
    }

    /// Of the server and of its own authority.
    pub fn certificate(&self) -> PathBuf {
        self.folder.join("certificate.pem")
    }

    /// A town that asks this directory; `way` says how.
    pub fn config(&self, way: &str) -> Config {
        let text = format!(
            "{MADE_UP_TOWN}\n[directory.ldap]\nurl = \"{}\"\nbase = \"ou=people,{BASE}\"\n{way}\n\
             [[directory.group]]\ngroup = \"CN=Leitung, ou=groups, {BASE}\"\nrole = \"supervisor\"\n\
             sites = [\"rathaus\"]\n\
             [[directory.group]]\ngroup = \"cn=admin,ou=groups,{BASE}\"\nrole = \"county-admin\"\n\
             [[directory.group]]\ngroup = \"cn=schalter,ou=groups,{BASE}\"\nrole = \"clerk\"\n\
             sites = [\"rathaus\"]\n",
            self.url()
        );
        Config::parse("hub.toml", &text).expect("the town is in order")
    }

    /// An account that searches, and finds groups in the entries themselves.
    pub fn search(&self) -> String {
        format!(
            "name_attribute = \"displayName\"\n[directory.ldap.search]\nbind_dn = \"{ROOT}\"\n\
             password_file = \"{}\"\nfilter = \"(&(objectClass=inetOrgPerson)(uid={{name}}))\"",
            self.folder.join("secret").display()
        )
    }

    /// The person's own account reads, and groups are looked for.
    pub fn direct(&self) -> String {
        format!(
            "user_dn = \"uid={{name}},ou=people,{BASE}\"\nname_attribute = \"displayName\"\n\
             group_filter = \"(member={{dn}})\"\ngroup_base = \"ou=groups,{BASE}\""
        )
    }

    pub fn joins(&self, person: &str, group: &str) {
        self.member(person, group, Mod::Add);
    }

    pub fn leaves(&self, person: &str, group: &str) {
        self.member(person, group, Mod::Delete);
    }

    /// Somebody marries; nothing but the name is another.
    pub fn is_called(&self, person: &str, name: &str) {
        let change = Mod::Replace("displayName".to_owned(), HashSet::from([name.to_owned()]));
        self.change(&format!("uid={person},ou=people,{BASE}"), change);
    }

    pub fn person(&self, uid: &str, name: &str, password: &str) {
        self.add(
            &format!("uid={},ou=people,{BASE}", ldap3::dn_escape(uid)),
            &[
                ("objectClass", "inetOrgPerson"),
                ("uid", uid),
                ("cn", name),
                ("sn", name),
                ("displayName", name),
                ("userPassword", password),
            ],
        );
    }

    fn fill(&self) {
        let top: [(&str, &str); 2] = [("objectClass", "domain"), ("dc", "stadt")];
        self.add(BASE, &top);
        for unit in ["people", "groups"] {
            self.add(&format!("ou={unit},{BASE}"), &[("objectClass", "organizationalUnit"), ("ou", unit)]);
        }
        self.person("petra", "Petra Müller", "petras Passwort");
        self.person("jonas", "Jonas Weiß", "jonas' Passwort");
        for group in ["leitung", "admin", "schalter"] {
            // A group of this kind has somebody in it, always.
            let nobody = format!("cn=nobody,{BASE}");
            let dn = format!("cn={group},ou=groups,{BASE}");
            self.add(&dn, &[("objectClass", "groupOfNames"), ("cn", group), ("member", &nobody)]);
        }
        self.joins("petra", "schalter");
    }

    fn add(&self, dn: &str, attributes: &[(&str, &str)]) {
        let attributes = attributes.iter().map(|(name, value)| (*name, HashSet::from([*value]))).collect();
        self.runtime.block_on(async {
            let (connection, mut ldap) = LdapConnAsync::new(&self.url()).await.expect("it listens");
            let driven = tokio::spawn(connection.drive());
            let bound = ldap.simple_bind(ROOT, ROOT_PASSWORD).await.and_then(|said| said.success());
            bound.expect("the root of the directory");
            ldap.add(dn, attributes).await.and_then(|said| said.success()).expect("it is new");
            driven.abort();
        });
    }

    fn member(&self, person: &str, group: &str, change: fn(String, HashSet<String>) -> Mod<String>) {
        let member = HashSet::from([format!("uid={person},ou=people,{BASE}")]);
        self.change(&format!("cn={group},ou=groups,{BASE}"), change("member".to_owned(), member));
    }

    fn change(&self, dn: &str, change: Mod<String>) {
        self.runtime.block_on(async {
            let (connection, mut ldap) = LdapConnAsync::new(&self.url()).await.expect("it listens");
            let driven = tokio::spawn(connection.drive());
            let bound = ldap.simple_bind(ROOT, ROOT_PASSWORD).await.and_then(|said| said.success());
            bound.expect("the root of the directory");
            ldap.modify(dn, vec![change]).await.and_then(|said| said.success()).expect("it can be changed");
            driven.abort();
        });
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        self.ends();
        // A folder that stays is no harm; the next run has another.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where `tests/setup.sh` has unpacked the package.
fn unpacked() -> Option<PathBuf> {
    let home = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home)?;
    let unpacked = cache.join("wartemarke/slapd");
    unpacked.join("usr/sbin/slapd").exists().then_some(unpacked)
}

/// Its tools are one program under several names, and bring a library along.
fn command(unpacked: &Path, name: &str) -> Command {
    let libraries = fs::read_dir(unpacked.join("usr/lib")).expect("it was unpacked");
    let libraries: Vec<_> = libraries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().contains("-linux-gnu"))
        .collect();
    let mut command = Command::new(unpacked.join("usr/sbin").join(name));
    command.env("LD_LIBRARY_PATH", std::env::join_paths(libraries).expect("no colon in it"));
    command
}

fn configuration(unpacked: &Path, folder: &Path) -> String {
    let (unpacked, folder) = (unpacked.display(), folder.display());
    format!(
        "include {unpacked}/etc/ldap/schema/core.schema\n\
         include {unpacked}/etc/ldap/schema/cosine.schema\n\
         include {unpacked}/etc/ldap/schema/inetorgperson.schema\n\
         modulepath {unpacked}/usr/lib/ldap\n\
         moduleload back_mdb\n\
         moduleload memberof\n\
         TLSCertificateFile {folder}/certificate.pem\n\
         TLSCertificateKeyFile {folder}/key.pem\n\
         # As many directories have it: a bind without a password is let in, as nobody.\n\
         allow bind_anon_cred bind_anon_dn\n\
         database mdb\n\
         suffix \"{BASE}\"\n\
         rootdn \"{ROOT}\"\n\
         rootpw \"{ROOT_PASSWORD}\"\n\
         directory {folder}/data\n\
         access to attrs=userPassword by anonymous auth by * none\n\
         access to * by users read\n\
         overlay memberof\n"
    )
}

/// For 127.0.0.1, signed by itself.
fn makes_certificate(folder: &Path) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
        .args(["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(folder.join("key.pem"))
        .arg("-out")
        .arg(folder.join("certificate.pem"))
        .stderr(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "openssl makes a certificate");
}
