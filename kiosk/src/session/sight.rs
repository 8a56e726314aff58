//! How a visitor wants to see the screen. The next one finds it as everybody does.

use super::limits::{
    CHOICES_PER_PAGE, CHOICES_PER_PAGE_LYING, CHOICES_PER_PAGE_UPRIGHT, SERVICES_PER_PAGE_LYING,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sight {
    pub colours: Colours,
    pub letters: Letters,
    /// All that is touched is in the lowest two fifths of the screen.
    pub low: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    #[default]
    Light,
    Dark,
    HighContrast,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    #[default]
    Normal,
    Large,
    Largest,
}

/// One thing somebody changes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SightChange {
    Larger,
    Smaller,
    Colours(Colours),
    Low,
    Whole,
}

/// What a screen is, as far as it matters to what can be changed about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glass {
    /// Higher than wide.
    pub upright: bool,
    /// Its lowest two fifths are a screen of their own. A lying one needs no such thing: DIN 18040-1 has
    /// controls between 85 and 105 cm over the floor, and there all of it finds room.
    pub can_be_low: bool,
}

impl Default for Glass {
    /// The screen of the example.
    fn default() -> Self {
        Glass { upright: true, can_be_low: true }
    }
}

impl Letters {
    pub fn percent(self) -> u32 {
        match self {
            Letters::Normal => 100,
            Letters::Large => 150,
            Letters::Largest => 200,
        }
    }

    fn larger(self) -> Option<Letters> {
        match self {
            Letters::Normal => Some(Letters::Large),
            Letters::Large => Some(Letters::Largest),
            Letters::Largest => None,
        }
    }

    fn smaller(self) -> Option<Letters> {
        match self {
            Letters::Normal => None,
            Letters::Large => Some(Letters::Normal),
            Letters::Largest => Some(Letters::Large),
        }
    }
}

impl Sight {
    /// What there is to change, what most people look for first.
    pub fn changes(self, glass: Glass) -> Vec<SightChange> {
        let larger = self.letters.larger().map(|_| SightChange::Larger);
        let smaller = self.letters.smaller().map(|_| SightChange::Smaller);
        let all = [Colours::HighContrast, Colours::Dark, Colours::Light];
        let colours = all.into_iter().filter(|colours| *colours != self.colours).map(SightChange::Colours);
        let reach = match self.low {
            true => Some(SightChange::Whole),
            false => Some(SightChange::Low).filter(|_| glass.can_be_low),
        };
        larger.into_iter().chain(smaller).chain(colours).chain(reach).collect()
    }

    pub fn changed(self, change: SightChange, glass: Glass) -> Sight {
        match change {
            SightChange::Larger => Sight { letters: self.letters.larger().unwrap_or(self.letters), ..self },
            SightChange::Smaller => Sight { letters: self.letters.smaller().unwrap_or(self.letters), ..self },
            SightChange::Colours(colours) => Sight { colours, ..self },
            SightChange::Low => Sight { low: glass.can_be_low, ..self },
            SightChange::Whole => Sight { low: false, ..self },
        }
    }

    /// Fewer where letters are larger, so that all of them are seen at once.
    pub fn choices_per_page(self, glass: Glass) -> usize {
        let [large, largest] = match glass.upright && !self.low {
            true => CHOICES_PER_PAGE_UPRIGHT,
            false => CHOICES_PER_PAGE_LYING,
        };
        match self.letters {
            Letters::Normal => CHOICES_PER_PAGE,
            Letters::Large => large,
            Letters::Largest => largest,
        }
    }

    /// The same of services.
    pub fn services_per_page(self, glass: Glass) -> usize {
        let all = self.choices_per_page(glass);
        if glass.upright && !self.low { all } else { all.min(SERVICES_PER_PAGE_LYING) }
    }
}
