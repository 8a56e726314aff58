//! The machine's own sound card, through ALSA's `aplay`: one process a sound, fed with a WAV.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Speaker, SpeakerFault, gong_wav};

/// More gongs than this are not saved up: they would ring for calls nobody looks for any more.
const WAITING_MAX: usize = 4;
/// A sound lasts little more than a second; a player that takes longer hangs on its sound card.
const PLAY_WAIT: Duration = Duration::from_secs(10);
/// How often we ask a player whether it has finished.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Plays in a thread of its own, one sound after the other.
pub struct AplaySpeaker {
    sounds: SyncSender<&'static [u8]>,
    /// The last sound could not be played.
    failed: Arc<AtomicBool>,
}

impl AplaySpeaker {
    pub fn new() -> io::Result<Self> {
        Self::with_player("aplay", &["-q", "-"])
    }

    /// Another program that takes a WAV on its standard input.
    pub fn with_player(program: impl Into<PathBuf>, arguments: &[&str]) -> io::Result<Self> {
        let (sounds, waiting) = sync_channel(WAITING_MAX);
        let failed = Arc::new(AtomicBool::new(false));
        let program = program.into();
        let arguments = arguments.iter().map(|argument| argument.to_string()).collect();
        let player = Player { program, arguments, failed: failed.clone() };
        thread::Builder::new().name("speaker".into()).spawn(move || player.run(&waiting))?;
        Ok(AplaySpeaker { sounds, failed })
    }
}

impl Speaker for AplaySpeaker {
    /// An error says that the sound before this one could not be heard; this one is tried anyway.
    fn gong(&mut self) -> Result<(), SpeakerFault> {
        match self.sounds.try_send(gong_wav()) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => tracing::warn!("a gong is left out: too many are waiting"),
            Err(TrySendError::Disconnected(_)) => return Err(SpeakerFault::Gone),
        }
        if self.failed.load(Ordering::Relaxed) { Err(SpeakerFault::Gone) } else { Ok(()) }
    }
}

struct Player {
    program: PathBuf,
    arguments: Vec<String>,
    failed: Arc<AtomicBool>,
}

impl Player {
    /// Ends when the speaker is dropped.
    fn run(&self, waiting: &Receiver<&'static [u8]>) {
        for sound in waiting {
            let outcome = self.play(sound);
            if let Err(error) = &outcome {
                tracing::error!(player = %self.program.display(), %error, "a sound cannot be played");
            }
            self.failed.store(outcome.is_err(), Ordering::Relaxed);
        }
    }

    fn play(&self, sound: &'static [u8]) -> io::Result<()> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut stdin = child.stdin.take().expect("the player's input is piped");
        // The pipe holds less than a sound: a player that hangs must not hang us in a write.
        let feeding = thread::spawn(move || stdin.write_all(sound));
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
