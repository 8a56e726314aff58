//! The kiosk and the display as the separate programs they are, started beside the town hall.
//!
//! They stand where this program stands, and are ended with it. What they have to say goes into
//! files of their own, so that a person at the terminal reads only what concerns people.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, ensure};

/// A program at work. Dropping it ends it.
pub struct Program {
    name: &'static str,
    child: Child,
}

/// Where a program's screen goes.
#[derive(Debug, Clone, Copy)]
pub enum Screen {
    Window,
    Stream(SocketAddr),
}

/// What the kiosk needs to know.
pub struct Kiosk<'a> {
    pub hub: &'a str,
    pub token: &'a str,
    pub slips: &'a Path,
    pub screen: Screen,
}

/// What the display needs to know.
pub struct Display<'a> {
    pub broker: SocketAddr,
    pub site: &'a str,
    /// "A,K".
    pub zones: &'a str,
    /// Where the gong is written down instead of rung.
    pub gongs: &'a Path,
    pub screen: Screen,
}

impl Screen {
    /// A stream at a place where nobody listens yet.
    pub fn stream() -> std::io::Result<Screen> {
        TcpListener::bind(("127.0.0.1", 0))?.local_addr().map(Screen::Stream)
    }

    fn argument(self) -> String {
        match self {
            Screen::Window => "window".to_owned(),
            Screen::Stream(address) => format!("stream:{address}"),
        }
    }
}

impl Program {
    pub fn kiosk(kiosk: &Kiosk, logs: &Path) -> anyhow::Result<Program> {
        let mut command = command("kiosk")?;
        command
            .args(["--hub-url", kiosk.hub, "--screen", &kiosk.screen.argument()])
            .arg("--printer-folder")
            .arg(kiosk.slips)
            // Not on the command line, where every user of the machine could read it.
            .env("KIOSK_HUB_TOKEN", kiosk.token);
        Program::start("kiosk", command, logs)
    }

    pub fn display(display: &Display, logs: &Path) -> anyhow::Result<Program> {
        let mut command = command("display")?;
        command.args(["--broker", &display.broker.to_string(), "--site", display.site]).args([
            "--zone",
            display.zones,
            "--device",
            "wand",
            "--screen",
            &display.screen.argument(),
        ]);
        if let Screen::Stream(_) = display.screen {
            command.arg("--speaker-folder").arg(display.gongs);
        }
        Program::start("display", command, logs)
    }

    fn start(name: &'static str, mut command: Command, logs: &Path) -> anyhow::Result<Program> {
        let path = logs.join(format!("{name}.log"));
        let log = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("the {name} does not start"))?;
        Ok(Program { name, child })
    }

    /// Of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What to tell when it has ended by itself.
    pub fn has_ended(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok()??;
        Some(format!("the {} has ended ({status})", self.name))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program that was built together with this one.
fn command(name: &str) -> anyhow::Result<Command> {
    let here = std::env::current_exe().context("where this program stands is unknown")?;
    let path = here.with_file_name(name);
    ensure!(
        path.exists(),
        "{} is not there: build the whole workspace, as tests/try.sh does",
        path.display()
    );
    Ok(Command::new(path))
}
