//! What the wall does by the time of day in the town: how loud it is, and when it is dark.

use chrono::NaiveTime;
use hardware::speaker::Volume;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

/// From a time to another one, which may be of the next morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// "20:00".
    #[serde(deserialize_with = "time")]
    pub from: NaiveTime,
    #[serde(deserialize_with = "time")]
    pub until: NaiveTime,
}

impl Hours {
    /// `from` is within, `until` is not.
    pub fn contain(&self, time: NaiveTime) -> bool {
        let (after, before) = (self.from <= time, time < self.until);
        if self.from <= self.until { after && before } else { after || before }
    }
}

/// How a call is heard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sound {
    /// Whether a voice says the number after the gong. Default `true`.
    pub speech: bool,
    /// In hundredths of what the loudspeaker is set to. Default 80.
    pub volume: Volume,
    /// Other volumes at some times of the day; the first that fits counts.
    pub hours: Vec<VolumeHours>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VolumeHours {
    #[serde(deserialize_with = "time")]
    pub from: NaiveTime,
    #[serde(deserialize_with = "time")]
    pub until: NaiveTime,
    /// 0 is silence: calls are seen only.
    pub volume: Volume,
}

impl Default for Sound {
    fn default() -> Self {
        let volume = Volume::percent(80).expect("less than all");
        Sound { speech: true, volume, hours: Vec::new() }
    }
}

impl Sound {
    /// At a time that is not known it is as at most times.
    pub fn volume_at(&self, time: Option<NaiveTime>) -> Volume {
        let fits = |hours: &&VolumeHours| {
            let VolumeHours { from, until, .. } = **hours;
            time.is_some_and(|time| Hours { from, until }.contain(time))
        };
        self.hours.iter().find(fits).map_or(self.volume, |hours| hours.volume)
    }
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = |_| D::Error::custom(format!("`{text}` is no time of day: write `08:30`"));
    NaiveTime::parse_from_str(&text, "%H:%M").map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(time: &str) -> NaiveTime {
        NaiveTime::parse_from_str(time, "%H:%M").expect("a time")
    }

    #[test]
    fn the_night_goes_on_after_midnight() {
        let night = Hours { from: at("20:00"), until: at("06:30") };
        let is_night = ["19:59", "20:00", "00:00", "06:29", "06:30"].map(|time| night.contain(at(time)));
        assert_eq!(is_night, [false, true, true, true, false]);
        let noon = Hours { from: at("12:00"), until: at("13:00") };
        assert_eq!(["11:59", "12:00", "13:00"].map(|time| noon.contain(at(time))), [false, true, false]);
    }

    #[test]
    fn it_is_quieter_at_noon() {
        let sound: Sound = toml::from_str(
            "volume = 70\nhours = [{ from = '12:00', until = '13:00', volume = 20 },
             { from = '12:30', until = '18:00', volume = 0 }]",
        )
        .expect("a sound");
        let volumes =
            [None, Some("11:59"), Some("12:45"), Some("13:00")].map(|time| sound.volume_at(time.map(at)));
        assert_eq!(volumes, [70, 70, 20, 0].map(|percent| Volume::percent(percent).expect("a volume")));
    }

    #[test]
    fn no_loudspeaker_is_louder_than_itself() {
        let fault = toml::from_str::<Sound>("volume = 101").expect_err("too loud");
        assert!(fault.message().contains("0 to 100"), "{fault}");
        let fault = toml::from_str::<Hours>("from = '8'\nuntil = '9:00'").expect_err("no time");
        assert!(fault.message().contains("`8` is no time of day"), "{fault}");
    }
}
