//! The made-up town a hub starts with when it is given no file.

use super::Config;

/// Opens around the clock, so that it can be tried in the evening too.
pub const MADE_UP_TOWN: &str = include_str!("made_up.toml");

pub fn made_up_town() -> Config {
    Config::parse("made_up.toml", MADE_UP_TOWN).expect("the made-up town is checked by a test")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_made_up_town_is_in_order() {
        let config = super::made_up_town();
        assert_eq!(config.sites[0].town, "Stadt Musterstadt");
        assert_eq!(config.public_url(), "http://127.0.0.1:8080");
    }
}
