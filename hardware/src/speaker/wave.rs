//! Waves as numbers: writing a WAV, reading the one a voice writes, louder, softer and slower.

/// Of everything we play, 16 bits each, one channel.
pub const SAMPLES_A_SECOND: u32 = 44_100;
/// RIFF, its length, and what it is.
const RIFF_BYTES: usize = 12;
/// The name of a chunk and its length.
const CHUNK_BYTES: usize = 8;

/// As a file.
pub fn wav(samples: &[i16]) -> Vec<u8> {
    let data_bytes = (samples.len() * 2) as u32;
    let mut wav = Vec::with_capacity(44 + samples.len() * 2);
    wav.extend(b"RIFF");
    wav.extend((36 + data_bytes).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    wav.extend(1_u16.to_le_bytes()); // PCM
    wav.extend(1_u16.to_le_bytes()); // mono
    wav.extend(SAMPLES_A_SECOND.to_le_bytes());
    wav.extend((SAMPLES_A_SECOND * 2).to_le_bytes()); // bytes a second
    wav.extend(2_u16.to_le_bytes()); // bytes a sample
    wav.extend(16_u16.to_le_bytes()); // bits a sample
    wav.extend(b"data");
    wav.extend(data_bytes.to_le_bytes());
    wav.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    wav
}

/// What is in a WAV of 16 bits and one channel, brought to [`SAMPLES_A_SECOND`]. `None` is no such file.
///
/// A program that writes to a pipe does not know the length beforehand and says the longest there is, so
/// lengths are not believed beyond the end.
pub fn samples_of(wav: &[u8]) -> Option<Vec<i16>> {
    let two = |at: usize| Some(u16::from_le_bytes(wav.get(at..at + 2)?.try_into().ok()?));
    let four = |at: usize| Some(u32::from_le_bytes(wav.get(at..at + 4)?.try_into().ok()?));
    if wav.get(..4)? != b"RIFF" || wav.get(8..RIFF_BYTES)? != b"WAVE" {
        return None;
    }
    let (mut at, mut rate) = (RIFF_BYTES, None);
    loop {
        let (name, begins) = (wav.get(at..at + 4)?, at + CHUNK_BYTES);
        let ends = begins.saturating_add(usize::try_from(four(at + 4)?).ok()?).min(wav.len());
        match name {
            b"fmt " if (two(begins)?, two(begins + 2)?, two(begins + 14)?) == (1, 1, 16) => {
                rate = Some(four(begins + 4)?).filter(|rate| *rate > 0);
            }
            b"fmt " => return None,
            b"data" => {
                let pairs = wav.get(begins..ends)?.chunks_exact(2);
                let samples: Vec<i16> = pairs.map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
                return Some(resampled(&samples, rate?));
            }
            _ => {}
        }
        at = ends + ends % 2;
    }
}

/// Between two samples lies a straight line. A voice has half our samples a second, where that is exact
/// enough for any ear.
fn resampled(samples: &[i16], rate: u32) -> Vec<i16> {
    let count = samples.len() as u64 * u64::from(SAMPLES_A_SECOND) / u64::from(rate);
    let at = |i: u64| {
        let place = i * u64::from(rate);
        let (index, part) = (place / u64::from(SAMPLES_A_SECOND), place % u64::from(SAMPLES_A_SECOND));
        let sample = |index: u64| samples.get(index as usize).map_or(0, |sample| i64::from(*sample));
        let (part, whole) = (part as i64, i64::from(SAMPLES_A_SECOND));
        ((sample(index) * (whole - part) + sample(index + 1) * part) / whole) as i16
    };
    (0..count).map(at).collect()
}

/// At a part of its loudness, in hundredths.
pub fn softened(samples: &mut [i16], percent: u8) {
    for sample in samples {
        *sample = (i32::from(*sample) * i32::from(percent) / 100) as i16;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        assert_eq!(samples_of(&wav(&[0, 7, -7, i16::MAX])), Some(vec![0, 7, -7, i16::MAX]));
        assert_eq!(samples_of(b"RIFF....WAVE"), None);
        assert_eq!(samples_of(b"no wave at all, but long enough to be one, and longer still"), None);
    }

    #[test]
    fn half_the_samples_are_filled_in_and_a_length_that_lies_is_not_believed() {
        let mut file = wav(&[0, 100, 200]);
        file[24..28].copy_from_slice(&22_050_u32.to_le_bytes());
        file[40..44].copy_from_slice(&0x7fff_f000_u32.to_le_bytes());
        assert_eq!(samples_of(&file), Some(vec![0, 50, 100, 150, 200, 100]));
    }

    #[test]
    fn softer_is_softer() {
        let mut samples = [1000, -1000, i16::MIN];
        softened(&mut samples, 30);
        assert_eq!(samples, [300, -300, -9830]);
    }
}
