//! The machine's own sound card, through ALSA's `aplay`: one process a sound, fed with a WAV.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Sound, Speaker, SpeakerFault};
use crate::espeak;

/// More sounds than this are not saved up: they would be for calls nobody looks for any more.
const WAITING_MAX: usize = 4;
/// A gong and a few sentences last a quarter of a minute; a player that takes longer than this hangs on its
/// sound card.
const PLAY_WAIT: Duration = Duration::from_secs(40);
/// How often we ask a player whether it has finished.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Plays in a thread of its own, one sound after the other.
pub struct AplaySpeaker {
    sounds: SyncSender<Sound>,
    /// Sounds that were sent and have not ended.
    unheard: Arc<AtomicUsize>,
    /// The last sound could not be played.
    failed: Arc<AtomicBool>,
    has_voice: bool,
}

impl AplaySpeaker {
    pub fn new() -> io::Result<Self> {
        Self::with_player("aplay", &["-q", "-"])
    }

    /// Another program that takes a WAV on its standard input.
    pub fn with_player(program: impl Into<PathBuf>, arguments: &[&str]) -> io::Result<Self> {
        let (sounds, waiting) = sync_channel(WAITING_MAX);
        let (unheard, failed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let program = program.into();
        let arguments = arguments.iter().map(|argument| argument.to_string()).collect();
        let player = Player { program, arguments, unheard: unheard.clone(), failed: failed.clone() };
        thread::Builder::new().name("speaker".into()).spawn(move || player.run(&waiting))?;
        Ok(AplaySpeaker { sounds, unheard, failed, has_voice: espeak::is_installed() })
    }
}

impl Speaker for AplaySpeaker {
    /// An error says that the sound before this one could not be heard; this one is tried anyway.
    fn play(&mut self, sound: &Sound) -> Result<(), SpeakerFault> {
        self.unheard.fetch_add(1, Ordering::SeqCst);
        if let Err(unsent) = self.sounds.try_send(sound.clone()) {
            self.unheard.fetch_sub(1, Ordering::SeqCst);
            match unsent {
                TrySendError::Full(_) => tracing::warn!("a sound is left out: too many are waiting"),
                TrySendError::Disconnected(_) => return Err(SpeakerFault::Gone),
            }
        }
        if self.failed.load(Ordering::Relaxed) { Err(SpeakerFault::Gone) } else { Ok(()) }
    }

    fn is_sounding(&self) -> bool {
        self.unheard.load(Ordering::SeqCst) > 0
    }

    fn has_voice(&self) -> bool {
        self.has_voice
    }
}

struct Player {
    program: PathBuf,
    arguments: Vec<String>,
    unheard: Arc<AtomicUsize>,
    failed: Arc<AtomicBool>,
}

impl Player {
    /// Ends when the speaker is dropped.
    fn run(&self, waiting: &Receiver<Sound>) {
        for sound in waiting {
            // The voice is made here: a hall waits a tenth of a second longer, and no window does.
            let outcome = self.play(sound.wav());
            if let Err(error) = &outcome {
                tracing::error!(player = %self.program.display(), %error, "a sound cannot be played");
            }
            self.failed.store(outcome.is_err(), Ordering::Relaxed);
            self.unheard.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn play(&self, sound: Vec<u8>) -> io::Result<()> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut stdin = child.stdin.take().expect("the player's input is piped");
        // The pipe holds less than a sound: a player that hangs must not hang us in a write.
        let feeding = thread::spawn(move || stdin.write_all(&sound));
        let status = finish(&mut child, Instant::now() + PLAY_WAIT)?;
        let fed = feeding.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into()));
        if status { fed } else { Err(io::Error::other("the player ended with an error")) }
    }
}

/// Whether it ended well; a player that does not end is ended.
fn finish(child: &mut Child, deadline: Instant) -> io::Result<bool> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if Instant::now() >= deadline {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        thread::sleep(LOOK_EVERY);
    }
}
