//! Kiosk, display and hub as the separate programs they are, started beside the town hall.
//!
//! They stand where this program stands, and are ended with it. What they have to say goes into
//! files of their own, so that a person at the terminal reads only what concerns people.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, bail, ensure};

/// A debug build on a busy machine listens within a second or two; one that does not by then hangs.
const LISTENS_MAX: Duration = Duration::from_secs(60);
/// Of a program that has ended: enough for an error and how it came to it.
const LAST_LINES: usize = 10;

/// A program at work. Dropping it ends it.
pub struct Program {
    name: &'static str,
    child: Child,
    log: PathBuf,
    /// Where its screen is streamed, if it is.
    screen: Option<SocketAddr>,
}

/// Where a program's screen goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    Window,
    /// At a free port, which [`Program::screen`] knows.
    Stream,
}

/// What the kiosk needs to know.
pub struct Kiosk<'a> {
    pub hub: &'a str,
    pub token: &'a str,
    pub slips: &'a Path,
    /// Where keys are pressed, and where it is written what is heard.
    pub senses: &'a Path,
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
    fn argument(self) -> &'static str {
        match self {
            Screen::Window => "window",
            Screen::Stream => "stream:127.0.0.1:0",
        }
    }
}

impl Program {
    pub fn kiosk(kiosk: &Kiosk, logs: &Path) -> anyhow::Result<Program> {
        let mut command = command("kiosk")?;
        command
            .args(["--hub-url", kiosk.hub, "--screen", kiosk.screen.argument()])
            .arg("--printer-folder")
            .arg(kiosk.slips)
            .arg("--senses-folder")
            .arg(kiosk.senses)
            // Not on the command line, where every user of the machine could read it.
            .env("KIOSK_HUB_TOKEN", kiosk.token);
        Program::start("kiosk", command, kiosk.screen, logs)
    }

    /// With a configuration of its own.
    pub fn hub(config: &Path, logs: &Path) -> anyhow::Result<Program> {
        let mut command = command("hub")?;
        command.arg("--config").arg(config);
        Program::start("hub", command, Screen::Window, logs)
    }

    pub fn display(display: &Display, logs: &Path) -> anyhow::Result<Program> {
        let mut command = command("display")?;
        command.args(["--broker", &display.broker.to_string(), "--site", display.site]).args([
            "--zone",
            display.zones,
            "--device",
            "wand",
            "--screen",
            display.screen.argument(),
        ]);
        if display.screen == Screen::Stream {
            command.arg("--speaker-folder").arg(display.gongs);
        }
        Program::start("display", command, display.screen, logs)
    }

    fn start(
        name: &'static str,
        mut command: Command,
        screen: Screen,
        logs: &Path,
    ) -> anyhow::Result<Program> {
        let path = logs.join(format!("{name}.log"));
        let log = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.try_clone()?)
            .spawn()
            .with_context(|| format!("the {name} does not start"))?;
        let (says, said) = mpsc::channel();
        let stdout = child.stdout.take().expect("it is piped");
        std::thread::spawn(move || listens(stdout, &says, log));
        let mut program = Program { name, child, log: path, screen: None };
        if screen == Screen::Stream {
            program.screen = match said.recv_timeout(LISTENS_MAX) {
                Ok(address) => Some(address),
                Err(mpsc::RecvTimeoutError::Timeout) => bail!("the {name} does not say where its screen is"),
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    program.child.wait()?;
                    bail!("{}", program.has_ended().expect("it was waited for"))
                }
            };
        }
        Ok(program)
    }

    /// Where its screen is streamed; nowhere when it is a window.
    pub fn screen(&self) -> Option<SocketAddr> {
        self.screen
    }

    /// Of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What to tell when it has ended by itself.
    pub fn has_ended(&mut self) -> Option<String> {
        let status = self.child.try_wait().ok()??;
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        Some(format!("the {} has ended ({status}). Its last words:\n{}", self.name, last_lines(&log)))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for the line that names the screen, and puts everything into the log, so that the program
/// never waits for a reader.
fn listens(stdout: impl Read, says: &mpsc::Sender<SocketAddr>, mut log: File) {
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        if let Some(address) = screen_of(&line) {
            // Whoever started a window does not ask.
            let _ = says.send(address);
        }
        // A disk that is full is no reason to end a kiosk.
        let _ = writeln!(log, "{line}");
    }
}

/// "screen 127.0.0.1:40001", as kiosk and display say when their screen is streamed.
fn screen_of(line: &str) -> Option<SocketAddr> {
    line.strip_prefix("screen ")?.parse().ok()
}

fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    let last = &lines[lines.len().saturating_sub(LAST_LINES)..];
    match last {
        [] => "    (none)".to_owned(),
        last => last.iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n"),
    }
}

/// A program that was built together with this one.
fn command(name: &str) -> anyhow::Result<Command> {
    let here = std::env::current_exe().context("where this program stands is unknown")?;
    let path = here.with_file_name(name);
    let release = if cfg!(debug_assertions) { "" } else { " --release" };
    ensure!(
        path.exists(),
        "{} is not there. Please: cargo build{release} --workspace --bins",
        path.display()
    );
    Ok(Command::new(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;

    #[test]
    fn a_program_says_where_its_screen_is() {
        let folder = Folder::new("programs").expect("a folder");
        let program =
            Program::start("kiosk", shell("echo screen 127.0.0.1:40001"), Screen::Stream, folder.path());
        let address = program.expect("it starts").screen().expect("a stream");
        assert_eq!(address, ([127, 0, 0, 1], 40001).into());
    }

    #[test]
    fn a_program_that_ends_at_once_has_its_last_words_told() {
        let folder = Folder::new("programs").expect("a folder");
        let command = shell("seq 101 120 >&2; exit 3");
        let Err(told) = Program::start("kiosk", command, Screen::Stream, folder.path()) else {
            panic!("it has no screen");
        };
        let told = told.to_string();
        assert!(told.starts_with("the kiosk has ended (exit status: 3)"), "{told}");
        assert!(!told.contains("110") && told.contains("    111\n") && told.ends_with("    120"), "{told}");
    }

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }
}
