//! Starting emupos, pulling out its paper, and looking at what it printed.

use std::fs;
use std::io::BufReader;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use hardware::printer::{TcpPrinter, UsbPrinter};
use hardware::slip::Roll;

use crate::skip::skipped;

/// Python starts slowly on a busy machine.
const START_WAIT: Duration = Duration::from_secs(60);
/// A slip that is only assumed to be out may still be on its way.
const PAPER_WAIT: Duration = Duration::from_secs(20);

pub struct Emupos {
    process: Child,
    dir: PathBuf,
    printer_port: u16,
    api_port: u16,
    roll: Roll,
}

/// A slip that came out.
pub struct Paper {
    pub text: String,
    picture: PathBuf,
}

impl Emupos {
    /// `None`, loudly, where emupos is not installed.
    pub fn switched_on(roll: Roll) -> Option<Emupos> {
        let Some(program) = program() else {
            skipped("emupos is not installed; set EMUPOS, or see the head of this file");
            return None;
        };
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let turn = STARTED.fetch_add(1, Ordering::SeqCst);
        let name = format!("wartemarke-emupos-{}-{turn}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        drop(fs::remove_dir_all(&dir));
        fs::create_dir_all(&dir).expect("a writable folder");
        let [printer_port, api_port] = free_ports();
        fs::write(dir.join("emupos.yaml"), configuration(printer_port, api_port, roll)).unwrap();
        fs::write(dir.join("roll.yaml"), profile(roll)).unwrap();
        let log = fs::File::create(dir.join("events.log")).expect("a log");
        let process = Command::new(program)
            .arg("run")
            .current_dir(&dir)
            // The serial line is published below this; lines of the log must not be folded.
            .envs([("TMPDIR", dir.as_os_str())])
            .envs([("PYTHONUNBUFFERED", "1"), ("COLUMNS", "2000"), ("TERM", "dumb")])
            .stdin(Stdio::null())
            .stderr(log.try_clone().expect("the same log"))
            .stdout(log)
            .spawn()
            .expect("emupos starts");
        let mut emupos = Emupos { process, dir, printer_port, api_port, roll };
        emupos.wait_until_it_answers();
        Some(emupos)
    }

    pub fn over_network(&self) -> TcpPrinter {
        TcpPrinter::new(&format!("127.0.0.1:{}", self.printer_port), self.roll)
    }

    pub fn through_device_file(&self) -> UsbPrinter {
        UsbPrinter::new(self.dir.join("emupos/front"), self.roll)
    }

    pub fn suffers(&self, misfortune: &str) {
        let url = self.url(&format!("devices/front/faults/{misfortune}"));
        ureq::put(url).send_empty().expect("emupos takes the fault");
    }

    pub fn recovers_from(&self, misfortune: &str) {
        let url = self.url(&format!("devices/front/faults/{misfortune}"));
        ureq::delete(url).call().expect("emupos takes the fault back");
    }

    /// The one slip that has come out; `name` is for [`Paper`]s that are kept.
    pub fn only_paper(&self, name: &str) -> Paper {
        let deadline = Instant::now() + PAPER_WAIT;
        let receipts = loop {
            let receipts: serde_json::Value =
                serde_json::from_str(&self.get("devices/front/receipts")).expect("a list");
            if receipts.as_array().is_some_and(|list| !list.is_empty()) || Instant::now() >= deadline {
                break receipts;
            }
            thread::sleep(Duration::from_millis(50));
        };
        let ids: Vec<_> = receipts.as_array().expect("a list").iter().map(|r| &r["id"]).collect();
        assert_eq!(ids.len(), 1, "exactly one slip: {receipts}");
        let id = ids[0].as_str().expect("an id");
        let file = |ending| self.dir.join("receipts").join(format!("{id}.{ending}"));
        let paper = Paper { text: fs::read_to_string(file("txt")).expect("its text"), picture: file("png") };
        if let Some(keep) = std::env::var_os("KEEP_PAPER").map(PathBuf::from) {
            fs::create_dir_all(&keep).expect("a folder to keep paper in");
            let kept = keep.join(format!("emupos-{:?}-{name}.png", self.roll));
            fs::copy(&paper.picture, kept).expect("a copy");
        }
        paper
    }

    pub fn assert_understood_everything(&self) {
        let log = fs::read_to_string(self.dir.join("events.log")).expect("a log");
        assert!(log.contains("printer.job.completed"), "the log has events: {log}");
        for complaint in ["command.unknown", "codepage.unsupported", "framing"] {
            assert!(!log.contains(complaint), "{log}");
        }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/api/v1/{path}", self.api_port)
    }

    fn get(&self, path: &str) -> String {
        let mut answer = ureq::get(self.url(path)).call().expect("emupos answers");
        answer.body_mut().read_to_string().expect("text")
    }

    fn wait_until_it_answers(&mut self) {
        let deadline = Instant::now() + START_WAIT;
        while ureq::get(self.url("health")).call().is_err() {
            let ended = self.process.try_wait().expect("its own child");
            let log = || fs::read_to_string(self.dir.join("events.log")).unwrap_or_default();
            assert!(ended.is_none(), "emupos ended: {}", log());
            assert!(Instant::now() < deadline, "emupos does not answer: {}", log());
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Emupos {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        drop(fs::remove_dir_all(&self.dir));
    }
}

impl Paper {
    /// What a phone reads in the picture; `None` without zbarimg.
    pub fn code(&self) -> Option<String> {
        let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(&self.picture).output().ok()?;
        Some(String::from_utf8_lossy(&read.stdout).trim().to_owned())
    }

    pub fn dots_wide(&self) -> usize {
        read_black(&self.picture)[0].len()
    }

    /// Height and width of the first run of inked rows of more than `dots`.
    pub fn first_band_higher_than(&self, dots: usize) -> Option<(usize, usize)> {
        let rows = read_black(&self.picture);
        let inked: Vec<bool> = rows.iter().map(|row| row.contains(&true)).collect();
        let mut top = 0;
        for band in inked.chunk_by(|above, below| above == below) {
            if band[0] && band.len() > dots {
                let rows = &rows[top..top + band.len()];
                let black = |x: usize| rows.iter().any(|row| row[x]);
                let columns = || (0..rows[0].len()).filter(|x| black(*x));
                let wide = columns().next_back()? - columns().next()? + 1;
                return Some((band.len(), wide));
            }
            top += band.len();
        }
        None
    }
}

/// The picture's rows; true is ink.
fn read_black(picture: &Path) -> Vec<Vec<bool>> {
    let mut decoder = png::Decoder::new(BufReader::new(fs::File::open(picture).expect("a picture")));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
    let frame = reader.next_frame(&mut bytes).expect("a frame");
    assert_eq!(frame.color_type, png::ColorType::Grayscale, "emupos draws black and white");
    bytes.chunks(frame.line_size).map(|row| row.iter().map(|grey| *grey < 128).collect()).collect()
}

fn program() -> Option<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    let installed = cache.map(|cache| cache.join("wartemarke/emupos/bin/emupos"));
    let named = std::env::var_os("EMUPOS").map(PathBuf::from);
    named.or_else(|| installed.filter(|program| program.exists()))
}

/// Two ports nobody listens on now.
fn free_ports() -> [u16; 2] {
    let listeners = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("a bound port").port())
}

fn configuration(printer_port: u16, api_port: u16, roll: Roll) -> String {
    let profile = match roll {
        Roll::Mm80 => "epson-tm-t20iii",
        Roll::Mm58 => "./roll.yaml",
    };
    format!(
        "schema: 1
api: {{ host: 127.0.0.1, port: {api_port} }}
devices:
  - id: front
    type: printer
    profile: {profile}
    connections:
      - tcp: {{ port: {printer_port} }}
      - serial: {{ pty: true }}
"
    )
}

/// The 80 mm model with a narrower head; emupos brings no 58 mm model of its own.
fn profile(roll: Roll) -> String {
    format!(
        "type: printer
name: 58 mm
dpi: 203
width_dots: {}
font_a: {{ width: 12, height: 24 }}
font_b: {{ width: 9, height: 17 }}
code_pages: {{ 0: PC437, 16: WPC1252 }}
default_code_page: 0
drawer_sensor_open_level: high
serial: {{ baud: 9600, data_bits: 8, parity: none, stop_bits: 1 }}
",
        roll.dots()
    )
}
