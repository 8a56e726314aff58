//! The public holidays of the German Länder, computed.
//!
//! Only days that a law makes free of work. The 24th and the 31st of December are ordinary working days
//! by law; a town that closes then says so as a closure. Right from 1995 on, when all Länder but Saxony
//! gave up the day of repentance for the insurance of care.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Land {
    BadenWuerttemberg,
    Bavaria,
    Berlin,
    Brandenburg,
    Bremen,
    Hamburg,
    Hesse,
    MecklenburgVorpommern,
    LowerSaxony,
    NorthRhineWestphalia,
    RhinelandPalatinate,
    Saarland,
    Saxony,
    SaxonyAnhalt,
    SchleswigHolstein,
    Thuringia,
}

impl Land {
    pub const ALL: [Land; 16] = [
        Land::BadenWuerttemberg,
        Land::Bavaria,
        Land::Berlin,
        Land::Brandenburg,
        Land::Bremen,
        Land::Hamburg,
        Land::Hesse,
        Land::MecklenburgVorpommern,
        Land::LowerSaxony,
        Land::NorthRhineWestphalia,
        Land::RhinelandPalatinate,
        Land::Saarland,
        Land::Saxony,
        Land::SaxonyAnhalt,
        Land::SchleswigHolstein,
        Land::Thuringia,
    ];
}

/// A Land, and the holidays that hold in some of its towns only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Town {
    pub land: Land,
    /// Corpus Christi, where it is kept in parts of the Land: in Saxony the Catholic places of the
    /// Sorbian districts (FronleichnamsVO), in Thuringia the Eichsfeld and some places of the
    /// Unstrut-Hainich and the Wartburg districts (ThürFGtG, § 2 (2)). Elsewhere the Land decides.
    #[serde(default)]
    pub corpus_christi: bool,
    /// The Assumption, where more Catholics than Protestants live (Bavaria, FTG Art. 1 (1) 2; the
    /// statistical office keeps the list of towns). Elsewhere the Land decides.
    #[serde(default)]
    pub assumption: bool,
    /// The Peace Festival of the city of Augsburg (Bavaria, FTG Art. 1 (2)).
    #[serde(default)]
    pub augsburg: bool,
}

impl Town {
    pub const fn of(land: Land) -> Town {
        Town { land, corpus_christi: false, assumption: false, augsburg: false }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    NewYear,
    Epiphany,
    WomensDay,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    LabourDay,
    /// Berlin, once each: the end of the war 75 and 80 years before.
    Liberation,
    Ascension,
    WhitSunday,
    WhitMonday,
    CorpusChristi,
    /// Berlin, once: the rising of 1953, 75 years before.
    Uprising,
    PeaceFestival,
    Assumption,
    ChildrensDay,
    Unity,
    Reformation,
    AllSaints,
    Repentance,
    ChristmasDay,
    SecondChristmasDay,
}

impl Holiday {
    const ALL: [Holiday; 22] = {
        use Holiday::*;
        [
            NewYear,
            Epiphany,
            WomensDay,
            GoodFriday,
            EasterSunday,
            EasterMonday,
            LabourDay,
            Liberation,
            Ascension,
            WhitSunday,
            WhitMonday,
            CorpusChristi,
            Uprising,
            PeaceFestival,
            Assumption,
            ChildrensDay,
            Unity,
            Reformation,
            AllSaints,
            Repentance,
            ChristmasDay,
            SecondChristmasDay,
        ]
    };

    /// As it is called where people of other programs read it.
    pub fn name(self) -> &'static str {
        use Holiday::*;
        match self {
            NewYear => "new-year",
            Epiphany => "epiphany",
            WomensDay => "womens-day",
            GoodFriday => "good-friday",
            EasterSunday => "easter-sunday",
            EasterMonday => "easter-monday",
            LabourDay => "labour-day",
            Liberation => "liberation",
            Ascension => "ascension",
            WhitSunday => "whit-sunday",
            WhitMonday => "whit-monday",
            CorpusChristi => "corpus-christi",
            Uprising => "uprising",
            PeaceFestival => "peace-festival",
            Assumption => "assumption",
            ChildrensDay => "childrens-day",
            Unity => "unity",
            Reformation => "reformation",
            AllSaints => "all-saints",
            Repentance => "repentance",
            ChristmasDay => "christmas-day",
            SecondChristmasDay => "second-christmas-day",
        }
    }

    /// The day of the year, wherever it is kept.
    fn date(self, year: i32) -> Option<NaiveDate> {
        use Holiday::*;
        let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        let after_easter = |days| Some(easter(year)? + TimeDelta::days(days));
        match self {
            NewYear => fixed(1, 1),
            Epiphany => fixed(1, 6),
            WomensDay => fixed(3, 8),
            GoodFriday => after_easter(-2),
            EasterSunday => after_easter(0),
            EasterMonday => after_easter(1),
            LabourDay => fixed(5, 1),
            Liberation => fixed(5, 8),
            Ascension => after_easter(39),
            WhitSunday => after_easter(49),
            WhitMonday => after_easter(50),
            CorpusChristi => after_easter(60),
            Uprising => fixed(6, 17),
            PeaceFestival => fixed(8, 8),
            Assumption => fixed(8, 15),
            ChildrensDay => fixed(9, 20),
            Unity => fixed(10, 3),
            Reformation => fixed(10, 31),
            AllSaints => fixed(11, 1),
            // The Wednesday before the 23rd of November.
            Repentance => {
                let last = fixed(11, 22)?;
                let after = last.weekday().days_since(Weekday::Wed);
                Some(last - TimeDelta::days(after.into()))
            }
            ChristmasDay => fixed(12, 25),
            SecondChristmasDay => fixed(12, 26),
        }
    }

    /// Whether the law of the town's Land makes it a holiday in that year. Unity is a law of the
    /// federation (Einigungsvertrag Art. 2 (2)); the others are laws of the Länder: FTG BW § 1; BayFTG
    /// Art. 1; Berlin FeiertG § 1; FTG BB § 2; Bremen FTG § 2; Hamburg FeiertagsG § 1; HFeiertagsG § 1;
    /// FTG M-V § 2; NFeiertagsG § 2; FTG NW § 2; LFtG RP § 2; SFG Saarland § 2; SächsSFG § 1; FeiertG LSA
    /// § 2; SFTG SH § 2; ThürFGtG § 2.
    fn is_kept(self, town: Town, year: i32) -> bool {
        use Holiday::*;
        use Land::*;
        let Town { land, .. } = town;
        match self {
            NewYear | GoodFriday | EasterMonday | LabourDay | Ascension | WhitMonday | Unity
            | ChristmasDay | SecondChristmasDay => true,
            Epiphany => matches!(land, BadenWuerttemberg | Bavaria | SaxonyAnhalt),
            // Berlin: GVBl. 2019 p. 22. Mecklenburg-Vorpommern: GVOBl. 2022 p. 397.
            WomensDay => land == Berlin && year >= 2019 || land == MecklenburgVorpommern && year >= 2023,
            // Sundays anyway, but Brandenburg names them.
            EasterSunday | WhitSunday => land == Brandenburg,
            // Berlin: GVBl. 2019 p. 22 and GVBl. 2024 p. 462.
            Liberation => land == Berlin && (year == 2020 || year == 2025),
            Uprising => land == Berlin && year == 2028,
            CorpusChristi => match land {
                BadenWuerttemberg | Bavaria | Hesse | NorthRhineWestphalia | RhinelandPalatinate
                | Saarland => true,
                Saxony | Thuringia => town.corpus_christi,
                _ => false,
            },
            PeaceFestival => land == Bavaria && town.augsburg,
            // Augsburg is one of the Catholic towns.
            Assumption => land == Saarland || land == Bavaria && (town.assumption || town.augsburg),
            // GVBl. Thuringia 2019 p. 9.
            ChildrensDay => land == Thuringia && year >= 2019,
            Reformation => match land {
                Brandenburg | MecklenburgVorpommern | Saxony | SaxonyAnhalt | Thuringia => true,
                // Four Länder of the north, by laws of the spring of 2018.
                Bremen | Hamburg | LowerSaxony | SchleswigHolstein => year >= 2017,
                // Everywhere once, 500 years after the theses.
                _ => year == 2017,
            },
            AllSaints => matches!(
                land,
                BadenWuerttemberg | Bavaria | NorthRhineWestphalia | RhinelandPalatinate | Saarland
            ),
            Repentance => land == Saxony,
        }
    }
}

/// The holidays of a year, in their order.
pub fn holidays(town: Town, year: i32) -> Vec<(NaiveDate, Holiday)> {
    let kept = Holiday::ALL.into_iter().filter(|holiday| holiday.is_kept(town, year));
    let mut dates: Vec<_> = kept.filter_map(|holiday| Some((holiday.date(year)?, holiday))).collect();
    dates.sort();
    dates
}

/// Two can fall on one day (Ascension Day on Labour Day, in 2008); the earlier of the list names it.
pub fn holiday_on(town: Town, date: NaiveDate) -> Option<Holiday> {
    holidays(town, date.year()).into_iter().find(|(on, _)| *on == date).map(|(_, holiday)| holiday)
}

/// Easter Sunday by the Gregorian computus, in the form of Meeus, Jones and Butcher (Meeus, Astronomical
/// Algorithms, chapter 8). The names are theirs.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let f = (b + 8).div_euclid(25);
    let g = (b - f + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32)
}
