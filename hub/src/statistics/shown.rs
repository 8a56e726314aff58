//! What of a number of visits may be shown, so that nobody is recognised behind it.
//!
//! Fewer than five are not shown, and every other number is rounded to a multiple of five, sums for
//! themselves: what is left of a sum without its parts is then no number of people, and neither is the
//! difference of two ranges of days. In small tables even rounded numbers can give a small one away (of
//! 12 at most, 8 and 4 at least are in the others). So this looks at what is to be shown with the eyes
//! of somebody who subtracts, and hides more until that yields nothing.

use std::collections::BTreeSet;

/// Fewer visits than this are not shown: the usual limit of official statistics lies at three to five.
pub const SHOWN_MIN: u32 = 5;
/// What is shown is a multiple of this.
pub const ROUNDED_TO: u32 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Fewer than [`SHOWN_MIN`], or nobody.
    Few,
    /// This many, rounded.
    About(u32),
    /// Enough, and not shown all the same: a small number could be computed from it.
    Hidden,
}

/// A number that is shown beside its parts, each by its place among the counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub total: usize,
    pub parts: Vec<usize>,
}

impl Sum {
    fn places(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().copied().chain([self.total])
    }
}

/// How every one of `counts` is shown, if all of them and `sums` are known to the reader.
pub fn shown(counts: &[u32], sums: &[Sum]) -> Vec<Shown> {
    let mut shown: Vec<Shown> = counts.iter().map(|count| alone(*count)).collect();
    loop {
        let told = inferred(&shown, sums);
        let given_away: Vec<usize> = (0..shown.len())
            .filter(|place| shown[*place] == Shown::Few && !told[*place].leaves_open())
            .collect();
        let mut hidden = false;
        for place in given_away {
            hidden |= hide_beside(place, counts, sums, &mut shown);
        }
        if !hidden {
            return shown;
        }
    }
}

/// How a count is shown if nothing else is known.
fn alone(count: u32) -> Shown {
    match count {
        0..SHOWN_MIN => Shown::Few,
        _ => Shown::About((count + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO),
    }
}

/// Hides the smallest number in a sum with `place`, a total only where there is no other part; if all
/// of that is hidden already, one in a sum with any of these, and so on. Returns whether there was one.
fn hide_beside(place: usize, counts: &[u32], sums: &[Sum], shown: &mut [Shown]) -> bool {
    let mut near = BTreeSet::from([place]);
    loop {
        let beside: Vec<&Sum> = sums.iter().filter(|sum| sum.places().any(|at| near.contains(&at))).collect();
        let open = |at: &usize| matches!(shown[*at], Shown::About(_));
        let parts = beside.iter().flat_map(|sum| &sum.parts).map(|part| (false, *part));
        let totals = beside.iter().map(|sum| (true, sum.total));
        let candidates = parts.chain(totals).filter(|(_, at)| open(at));
        if let Some((_, smallest)) = candidates.min_by_key(|(total, at)| (*total, counts[*at], *at)) {
            shown[smallest] = Shown::Hidden;
            return true;
        }
        let known = near.len();
        near.extend(beside.iter().flat_map(|sum| sum.places()));
        if near.len() == known {
            return false;
        }
    }
}

/// What a count can be, from and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    from: i64,
    to: i64,
}

/// More visits than a town has inhabitants: no bound at all.
const ANY: i64 = 1 << 40;

impl Range {
    fn of(shown: Shown) -> Range {
        let half = i64::from(ROUNDED_TO / 2);
        match shown {
            Shown::Few => Range { from: 0, to: i64::from(SHOWN_MIN) - 1 },
            Shown::About(n) => {
                Range { from: (i64::from(n) - half).max(SHOWN_MIN.into()), to: i64::from(n) + half }
            }
            Shown::Hidden => Range { from: 0, to: ANY },
        }
    }

    /// Whether a few can still be any number of people.
    fn leaves_open(self) -> bool {
        self.from <= 1 && self.to >= i64::from(SHOWN_MIN) - 1
    }

    fn narrow(&mut self, other: Range) -> bool {
        let narrower = Range { from: self.from.max(other.from), to: self.to.min(other.to) };
        let narrowed = narrower != *self;
        *self = narrower;
        narrowed
    }
}

/// What a reader can infer of every count by adding and subtracting.
fn inferred(shown: &[Shown], sums: &[Sum]) -> Vec<Range> {
    let mut ranges: Vec<Range> = shown.iter().map(|shown| Range::of(*shown)).collect();
    loop {
        let mut narrowed = false;
        for sum in sums {
            let from: i64 = sum.parts.iter().map(|part| ranges[*part].from).sum();
            let to: i64 = sum.parts.iter().map(|part| ranges[*part].to).sum();
            narrowed |= ranges[sum.total].narrow(Range { from, to });
            let total = ranges[sum.total];
            for part in &sum.parts {
                let own = ranges[*part];
                let rest = Range { from: total.from - (to - own.to), to: total.to - (from - own.from) };
                narrowed |= ranges[*part].narrow(rest);
            }
        }
        if !narrowed {
            return ranges;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_not_shown_and_others_are_rounded() {
        let show = |count| shown(&[count], &[])[0];
        assert_eq!([0, 1, 4].map(show), [Shown::Few; 3]);
        assert_eq!([5, 7, 8, 12, 13].map(show), [5, 5, 10, 10, 15].map(Shown::About));
    }

    #[test]
    fn a_sum_that_gives_a_few_away_is_shown_without_its_smallest_part() {
        // 7 of 7 at most, 5 of 5 at least: two at most would be left for the other.
        let sum = Sum { total: 0, parts: vec![1, 2] };
        assert_eq!(shown(&[7, 5, 2], &[sum]), [Shown::About(5), Shown::Hidden, Shown::Few]);
        // Nobody else to hide: the sum goes.
        let sum = Sum { total: 0, parts: vec![1, 2] };
        assert_eq!(shown(&[8, 4, 4], &[sum]), [Shown::Hidden, Shown::Few, Shown::Few]);
        // Two tens at most and 28 at least: four, if it were shown.
        let sum = Sum { total: 0, parts: vec![1, 2, 3] };
        let [total, smallest, ..] = shown(&[28, 12, 12, 4], &[sum])[..] else { panic!("four counts") };
        assert_eq!((total, smallest), (Shown::About(30), Shown::Hidden));
    }

    /// Somebody tries every table that could be behind what is shown. A few is any number of people.
    #[test]
    fn no_few_can_be_computed() {
        let mut chance = Chance(20_260_311);
        let mut tried = 0;
        for round in 0..300 {
            let (rows, columns) = [(1, 2), (1, 3), (2, 2), (1, 4), (2, 3), (3, 2)][round % 6];
            let most = [4, 8, 16, 30][chance.below(4) as usize];
            let inner: Vec<u32> = (0..rows * columns).map(|_| chance.below(most) as u32).collect();
            let table = Table { rows, columns };
            let counts = table.with_sums(&inner);
            let shown = shown(&counts, &table.sums());
            let mut possible = vec![BTreeSet::new(); counts.len()];
            table.each_behind(&counts, &shown, &mut |counts| {
                for (values, count) in possible.iter_mut().zip(counts) {
                    values.insert(*count);
                }
            });
            for (place, count) in counts.iter().enumerate() {
                if (1..SHOWN_MIN).contains(count) {
                    tried += 1;
                    let open = (1..SHOWN_MIN).all(|value| possible[place].contains(&value));
                    assert!(open, "round {round}: {counts:?} as {shown:?}: {:?} at {place}", possible[place]);
                }
            }
        }
        assert!(tried > 150, "only {tried} few were looked at");
    }

    /// What is hidden is tried so far around the truth; a reader has more to try, and learns less.
    const HIDDEN_TRIED: i64 = 4;

    /// Rows and columns with the sums of each, and the sum of all in front.
    struct Table {
        rows: usize,
        columns: usize,
    }

    impl Table {
        fn inner(&self) -> usize {
            1 + self.rows + self.columns
        }

        fn sums(&self) -> Vec<Sum> {
            let (rows, columns) = (1..1 + self.rows, 1 + self.rows..self.inner());
            let cell = |row: usize, column: usize| self.inner() + row * self.columns + column;
            let mut sums = vec![
                Sum { total: 0, parts: rows.clone().collect() },
                Sum { total: 0, parts: columns.clone().collect() },
            ];
            for (row, total) in rows.enumerate() {
                sums.push(Sum { total, parts: (0..self.columns).map(|column| cell(row, column)).collect() });
            }
            for (column, total) in columns.enumerate() {
                sums.push(Sum { total, parts: (0..self.rows).map(|row| cell(row, column)).collect() });
            }
            sums
        }

        fn with_sums(&self, inner: &[u32]) -> Vec<u32> {
            let row = |row: usize| inner[row * self.columns..][..self.columns].iter().sum::<u32>();
            let column = |column: usize| inner.iter().skip(column).step_by(self.columns).sum::<u32>();
            let mut counts = vec![inner.iter().sum::<u32>()];
            counts.extend((0..self.rows).map(row));
            counts.extend((0..self.columns).map(column));
            counts.extend(inner);
            counts
        }

        /// All tables that would be shown like this, or many of them where a count is hidden.
        fn each_behind(&self, counts: &[u32], shown: &[Shown], found: &mut impl FnMut(&[u32])) {
            let tried = |(count, shown): (&u32, &Shown)| match shown {
                Shown::Hidden => {
                    let count = i64::from(*count);
                    Range { from: (count - HIDDEN_TRIED).max(0), to: count + HIDDEN_TRIED }
                }
                open => Range::of(*open),
            };
            let tried: Vec<Range> = counts.iter().zip(shown).map(tried).collect();
            self.fill(&mut Vec::new(), &tried, shown, found);
        }

        fn fill(
            &self,
            inner: &mut Vec<u32>,
            tried: &[Range],
            shown: &[Shown],
            found: &mut impl FnMut(&[u32]),
        ) {
            if inner.len() == self.rows * self.columns {
                let counts = self.with_sums(inner);
                let fits = |(count, shown): (&u32, &Shown)| {
                    let range = Range::of(*shown);
                    (range.from..=range.to).contains(&i64::from(*count))
                };
                if counts.iter().zip(shown).all(fits) {
                    found(&counts);
                }
                return;
            }
            let Range { from, to } = tried[self.inner() + inner.len()];
            for count in from..=to {
                inner.push(count as u32);
                self.fill(inner, tried, shown, found);
                inner.pop();
            }
        }
    }

    /// Reproducible chance (xorshift); any table will do.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, end: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % end
        }
    }
}
