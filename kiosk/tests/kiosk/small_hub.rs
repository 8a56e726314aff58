//! A hub of a few lines on loopback: it says what a test told it to say, over real HTTP.
//!
//! The real hub is tested together with the kiosk in the crate `town-hall`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

/// Long enough for a loaded machine; a story that waits for it has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// "GET /api/v1/kiosk/offer", and what is asked for behind a "?".
    pub what: String,
    pub authorization: String,
    pub key: String,
    pub body: String,
}

/// What to say to a question; `None` hangs up without a word.
type Answers = dyn FnMut(&Asked) -> Option<(u16, String)> + Send;

pub struct SmallHub {
    pub address: SocketAddr,
    answers: Arc<Mutex<Box<Answers>>>,
    asked: mpsc::Receiver<Asked>,
}

impl Asked {
    pub fn is_about(&self, path: &str) -> bool {
        self.what.split('?').next().is_some_and(|what| what.ends_with(path))
    }
}

impl SmallHub {
    pub fn new(answers: impl FnMut(&Asked) -> Option<(u16, String)> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let answers: Arc<Mutex<Box<Answers>>> = Arc::new(Mutex::new(Box::new(answers)));
        let (tell, asked) = mpsc::channel();
        let answering = answers.clone();
        // Ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, tell) = (answering.clone(), tell.clone());
                thread::spawn(move || serve(stream, &answers, &tell));
            }
        });
        SmallHub { address, answers, asked }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn answers(&self, answers: impl FnMut(&Asked) -> Option<(u16, String)> + Send + 'static) {
        *self.answers.lock().expect("no answer has panicked") = Box::new(answers);
    }

    /// The next question about `path`, skipping others.
    #[track_caller]
    pub fn was_asked(&self, path: &str) -> Asked {
        loop {
            let asked =
                self.asked.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("nobody asked for {path}"));
            if asked.is_about(path) {
                return asked;
            }
        }
    }
}

fn serve(stream: TcpStream, answers: &Mutex<Box<Answers>>, tell: &mpsc::Sender<Asked>) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    loop {
        let asked = read(&mut reader)?;
        let answer = (answers.lock().ok()?)(&asked);
        tell.send(asked).ok()?;
        let (status, body) = answer?;
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        (&stream).write_all((head + &body).as_bytes()).ok()?;
    }
}

fn read(reader: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut words = line.split_whitespace();
    let what = format!("{} {}", words.next()?, words.next()?);
    let (mut authorization, mut key, mut length) = (String::new(), String::new(), 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => authorization = value.into(),
            wire::http::IDEMPOTENCY_KEY => key = value.into(),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Asked { what, authorization, key, body: String::from_utf8(body).ok()? })
}
