//! One thing to be heard: a signal, and what is said after it.

use serde::Deserialize;

use super::gong;
use super::voice::{self, Sentence};
use super::wave::{self, SAMPLES_A_SECOND};

/// Between the signal and the first word: whoever looks up hears all of it.
const BEFORE_WORDS_MS: u32 = 500;
/// Between two sentences, which may be in two languages.
const BETWEEN_MS: u32 = 400;

/// What is heard in one go; nothing else sounds in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    pub signal: Option<Signal>,
    pub sentences: Vec<Sentence>,
    pub volume: Volume,
}

/// What is heard before any word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Somebody is called.
    Gong,
    /// Somebody who stands nearby is asked something.
    Attention,
}

/// Hundredths of what the loudspeaker is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "i64")]
pub struct Volume(u8);

impl Volume {
    pub const FULL: Volume = Volume(100);
    pub const SILENT: Volume = Volume(0);

    /// `None` is louder than the loudspeaker goes.
    pub fn percent(percent: u8) -> Option<Volume> {
        (percent <= Self::FULL.0).then_some(Volume(percent))
    }
}

impl TryFrom<i64> for Volume {
    type Error = String;

    fn try_from(percent: i64) -> Result<Self, String> {
        let volume = u8::try_from(percent).ok().and_then(Volume::percent);
        volume.ok_or_else(|| format!("{percent} is no volume: allowed are 0 to {}", Self::FULL.0))
    }
}

impl Sound {
    /// The gong alone.
    pub fn gong() -> Sound {
        Sound { signal: Some(Signal::Gong), sentences: Vec::new(), volume: Volume::FULL }
    }

    /// The signal for somebody nearby, alone.
    pub fn attention() -> Sound {
        Sound { signal: Some(Signal::Attention), ..Sound::gong() }
    }

    /// As a WAV. Without a voice on this machine the gong is left, and the log says so.
    pub fn wav(&self) -> Vec<u8> {
        let mut samples = self.signal.map_or(Vec::new(), |signal| gong::samples(signal).to_vec());
        for (i, sentence) in self.sentences.iter().enumerate() {
            match voice::speak(sentence) {
                Ok(spoken) => {
                    let pause = if i == 0 { BEFORE_WORDS_MS } else { BETWEEN_MS };
                    samples.extend(std::iter::repeat_n(0, (pause * SAMPLES_A_SECOND / 1000) as usize));
                    samples.extend(spoken);
                }
                Err(error) => {
                    tracing::warn!(%error, language = sentence.language, "a sentence is not spoken");
                }
            }
        }
        wave::softened(&mut samples, self.volume.0);
        wave::wav(&samples)
    }
}
