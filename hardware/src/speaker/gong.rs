//! The gong: two soft tones, a falling third, that carry through a full hall and startle nobody.

use std::f32::consts::TAU;
use std::sync::OnceLock;

pub const SAMPLES_A_SECOND: u32 = 44_100;
/// Long enough for the second tone to die away, short enough for four calls in a row.
const SECONDS: f32 = 1.2;
/// E5 and C5. Hearing loss begins with the high tones, so nothing of ours lies above 3 kHz.
const TONES: [Tone; 2] = [Tone { hertz: 659.26, at: 0.0 }, Tone { hertz: 523.25, at: 0.38 }];
/// Overtones of a struck bar, softly: their multiple of the pitch, strength and how fast they fade.
const PARTIALS: [(f32, f32, f32); 3] = [(1.0, 1.0, 4.5), (2.0, 0.28, 8.0), (3.0, 0.08, 13.0)];
/// A tone begins within this time instead of at once: no click.
const ATTACK_SECONDS: f32 = 0.012;
/// And the file ends within this time instead of in the middle of a wave.
const FADE_OUT_SECONDS: f32 = 0.08;
/// The loudest sample, as a part of full scale; small speakers rattle above.
const PEAK: f32 = 0.7;

struct Tone {
    hertz: f32,
    at: f32,
}

/// The gong as a WAV file: 16-bit mono, 44.1 kHz, 1.2 seconds. Made once, the same every time.
pub fn gong_wav() -> &'static [u8] {
    static GONG: OnceLock<Vec<u8>> = OnceLock::new();
    GONG.get_or_init(|| wav(&samples()))
}

fn samples() -> Vec<i16> {
    let count = (SECONDS * SAMPLES_A_SECOND as f32) as usize;
    let wave: Vec<f32> = (0..count).map(|i| amplitude(i as f32 / SAMPLES_A_SECOND as f32)).collect();
    let loudest = wave.iter().fold(f32::MIN_POSITIVE, |loudest, a| loudest.max(a.abs()));
    let full = f32::from(i16::MAX) * PEAK / loudest;
    wave.into_iter().map(|a| (a * full).round() as i16).collect()
}

fn amplitude(second: f32) -> f32 {
    let tone = |tone: &Tone| {
        let since = second - tone.at;
        if since < 0.0 {
            return 0.0;
        }
        let attack = (since / ATTACK_SECONDS).min(1.0);
        let partial = |(multiple, strength, fading): &(f32, f32, f32)| {
            strength * (-fading * since).exp() * (TAU * tone.hertz * multiple * since).sin()
        };
        attack * PARTIALS.iter().map(partial).sum::<f32>()
    };
    let fade_out = ((SECONDS - second) / FADE_OUT_SECONDS).clamp(0.0, 1.0);
    fade_out * TONES.iter().map(tone).sum::<f32>()
}

fn wav(samples: &[i16]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_wav_of_one_and_a_fifth_seconds() {
        let wav = gong_wav();
        assert_eq!(&wav[..4], b"RIFF");
        assert_eq!(&wav[8..16], b"WAVEfmt ");
        let announced = u32::from_le_bytes(wav[40..44].try_into().expect("four bytes")) as usize;
        assert_eq!(announced, wav.len() - 44);
        assert_eq!(announced, 2 * 52_920, "1.2 s of 44,100 samples");
    }

    #[test]
    fn it_begins_and_ends_in_silence_and_never_clips() {
        let samples = samples();
        let loudest = samples.iter().map(|s| s.unsigned_abs()).max().expect("samples");
        assert_eq!(loudest, 22_937, "seven tenths of full scale");
        assert_eq!(samples[0], 0);
        assert!(samples[samples.len() - 20..].iter().all(|s| s.unsigned_abs() < 40));
    }

    /// Both tones are there: each window sounds at its pitch and hardly at the other's.
    #[test]
    fn a_third_down() {
        let samples = samples();
        let strength = |from: f32, hertz: f32| {
            let start = (from * SAMPLES_A_SECOND as f32) as usize;
            let window = &samples[start..start + 13_230];
            let sum = |wave: fn(f32) -> f32| -> f32 {
                let at = |i: usize| TAU * hertz * i as f32 / SAMPLES_A_SECOND as f32;
                window.iter().enumerate().map(|(i, s)| f32::from(*s) * wave(at(i))).sum()
            };
            sum(f32::sin).hypot(sum(f32::cos))
        };
        assert!(strength(0.02, 659.26) > 5.0 * strength(0.02, 523.25));
        assert!(strength(0.4, 523.25) > 3.0 * strength(0.4, 659.26));
    }
}
