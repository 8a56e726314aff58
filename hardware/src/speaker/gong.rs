//! The gong: two soft tones, a falling third, that carry through a full hall and startle nobody. And a sound
//! of the same bars that nobody takes for it: two short tones and a higher one, for whoever stands nearby.

use std::f32::consts::TAU;
use std::sync::OnceLock;

use super::sound::Signal;
use super::wave::SAMPLES_A_SECOND;

/// Long enough for the second tone to die away, short enough for four calls in a row.
const SECONDS: f32 = 1.2;
/// E5 and C5. Hearing loss begins with the high tones, so nothing of ours lies above 3 kHz.
const TONES: [Tone; 2] = [Tone { hertz: 659.26, at: 0.0 }, Tone { hertz: 523.25, at: 0.38 }];
/// It is over when a voice begins, a second after it began.
const ATTENTION_SECONDS: f32 = 0.9;
/// A4 twice and D5: it rises, as a question does.
const ATTENTION: [Tone; 3] =
    [Tone { hertz: 440.0, at: 0.0 }, Tone { hertz: 440.0, at: 0.2 }, Tone { hertz: 587.33, at: 0.4 }];
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

/// The gong, 1.2 seconds of it, or the other sound. Made once, the same every time.
pub fn samples(signal: Signal) -> &'static [i16] {
    static GONG: OnceLock<Vec<i16>> = OnceLock::new();
    static OTHER: OnceLock<Vec<i16>> = OnceLock::new();
    match signal {
        Signal::Gong => GONG.get_or_init(|| struck(&TONES, SECONDS)),
        Signal::Attention => OTHER.get_or_init(|| struck(&ATTENTION, ATTENTION_SECONDS)),
    }
}

fn struck(tones: &[Tone], seconds: f32) -> Vec<i16> {
    let count = (seconds * SAMPLES_A_SECOND as f32) as usize;
    let at = |i: usize| amplitude(tones, seconds, i as f32 / SAMPLES_A_SECOND as f32);
    let wave: Vec<f32> = (0..count).map(at).collect();
    let loudest = wave.iter().fold(f32::MIN_POSITIVE, |loudest, a| loudest.max(a.abs()));
    let full = f32::from(i16::MAX) * PEAK / loudest;
    wave.into_iter().map(|a| (a * full).round() as i16).collect()
}

fn amplitude(tones: &[Tone], seconds: f32, second: f32) -> f32 {
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
    let fade_out = ((seconds - second) / FADE_OUT_SECONDS).clamp(0.0, 1.0);
    fade_out * tones.iter().map(tone).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lasts_one_and_a_fifth_seconds() {
        assert_eq!(samples(Signal::Gong).len(), 52_920, "1.2 s of 44,100 samples");
    }

    /// Whoever is called looks up at a falling third; this one rises.
    #[test]
    fn what_asks_for_attention_rises_and_is_over_within_a_second() {
        let samples = samples(Signal::Attention);
        assert_eq!(samples.len(), 39_690, "0.9 s");
        let crossings = |window: &[i16]| window.windows(2).filter(|two| two[0] < 0 && two[1] >= 0).count();
        let (first, last) = (crossings(&samples[..8_820]), crossings(&samples[18_000..26_820]));
        assert!(last > first + first / 4, "{first} waves in a fifth of a second, and then {last}");
    }

    #[test]
    fn it_begins_and_ends_in_silence_and_never_clips() {
        let samples = samples(Signal::Gong);
        let loudest = samples.iter().map(|s| s.unsigned_abs()).max().expect("samples");
        assert_eq!(loudest, 22_937, "seven tenths of full scale");
        assert_eq!(samples[0], 0);
        assert!(samples[samples.len() - 20..].iter().all(|s| s.unsigned_abs() < 40));
    }

    /// Both tones are there: each window sounds at its pitch and hardly at the other's.
    #[test]
    fn a_third_down() {
        let samples = samples(Signal::Gong);
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
