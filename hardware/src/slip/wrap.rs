//! Breaking paragraphs into rows of a fixed number of columns.
//!
//! One letter is one column: only text the printer's own font has comes here, so there are no
//! combining marks and no wide letters.

const SOFT_HYPHEN: char = '\u{ad}';
/// A word is not broken so that fewer letters than these stand alone.
const BREAK_LETTERS_MIN: usize = 3;

/// Room for both halves of a broken word and its hyphen.
const COLUMNS_MIN: usize = 2 * BREAK_LETTERS_MIN + 2;

/// The rows of `text`, none wider than `columns`; nothing is left out. Words stay whole unless one
/// alone is too wide: then it breaks at its own hyphens, else with a hyphen of ours.
///
/// `columns` is at least [`COLUMNS_MIN`].
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    assert!(columns >= COLUMNS_MIN, "no roll has fewer columns at any size of running text");
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut used = 0;
    // A no-break space is whitespace to Rust, but it must not end a word here.
    for word in text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        let mut rest: Vec<char> = word.chars().collect();
        loop {
            let gap = usize::from(used > 0);
            if width(&rest) + gap <= columns - used {
                push(&mut row, gap, &rest);
                used += gap + width(&rest);
                break;
            }
            if used > 0 {
                rows.push(std::mem::take(&mut row));
                used = 0;
                continue;
            }
            let (head, tail) = broken(&rest, columns);
            rows.push(head);
            rest = tail;
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Like [`wrap`], with rows of about the same length: no word stands alone on the last.
pub fn wrap_evenly(text: &str, columns: usize) -> Vec<String> {
    let rows = wrap(text, columns);
    let longest_word = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    (longest_word.max(COLUMNS_MIN)..columns)
        .map(|narrower| wrap(text, narrower))
        .find(|even| even.len() == rows.len())
        .unwrap_or(rows)
}

fn width(letters: &[char]) -> usize {
    letters.iter().filter(|letter| **letter != SOFT_HYPHEN).count()
}

fn push(row: &mut String, gap: usize, letters: &[char]) {
    row.extend(std::iter::repeat_n(' ', gap));
    row.extend(letters.iter().filter(|letter| **letter != SOFT_HYPHEN));
}

/// A word wider than a row, in two: what stands on this row and what is left.
fn broken(word: &[char], columns: usize) -> (String, Vec<char>) {
    let fits = |end: usize, hyphen: usize| width(&word[..end]) + hyphen <= columns;
    let leaves_enough = |end: &usize| *end >= BREAK_LETTERS_MIN && word.len() - end >= BREAK_LETTERS_MIN;
    let own = (1..word.len())
        .filter(leaves_enough)
        .filter(|end| match word[end - 1] {
            '-' | '/' | '.' | '@' | '_' => fits(*end, 0),
            SOFT_HYPHEN => fits(*end, 1),
            _ => false,
        })
        .max();
    let forced = || (1..word.len()).filter(leaves_enough).filter(|end| fits(*end, 1)).max();
    let end = own.or_else(forced).expect("a row holds more than the letters that stay together");
    let mut head: String = word[..end].iter().filter(|letter| **letter != SOFT_HYPHEN).collect();
    if !matches!(word[end - 1], '-' | '/' | '.' | '@' | '_') {
        head.push('-');
    }
    (head, word[end..].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_break_between_words() {
        assert_eq!(
            wrap("Sie hören einen Ton. Ihre Nummer steht dann auf dem Bild-Schirm.", 24),
            ["Sie hören einen Ton.", "Ihre Nummer steht dann", "auf dem Bild-Schirm."]
        );
    }

    #[test]
    fn rows_of_about_the_same_length_leave_no_word_alone() {
        let text = "Wartebereich A, Erdgeschoss links";
        assert_eq!(wrap(text, 30), ["Wartebereich A, Erdgeschoss", "links"]);
        assert_eq!(wrap_evenly(text, 30), ["Wartebereich A,", "Erdgeschoss links"]);
        assert_eq!(wrap_evenly("Erdgeschoss", 30), ["Erdgeschoss"]);
        assert_eq!(
            wrap_evenly("Grundstücksverkehrsgenehmigung", 16),
            wrap("Grundstücksverkehrsgenehmigung", 16)
        );
    }

    #[test]
    fn a_word_wider_than_the_row_breaks_at_its_own_hyphens_first() {
        assert_eq!(wrap("Kraftfahrzeug-Zulassungsstelle", 20), ["Kraftfahrzeug-", "Zulassungsstelle"]);
        assert_eq!(
            wrap("Donau\u{ad}dampf\u{ad}schifffahrts\u{ad}gesellschaft", 16),
            ["Donaudampf-", "schifffahrts-", "gesellschaft"]
        );
        assert_eq!(wrap("Grundstücksverkehrsgenehmigung", 16), ["Grundstücksverk-", "ehrsgenehmigung"]);
    }

    #[test]
    fn a_no_break_space_holds_words_together() {
        assert_eq!(wrap("etwa 15–25\u{a0}Minuten", 16), ["etwa", "15–25\u{a0}Minuten"]);
    }

    /// Random words of all lengths: no row is too wide, and without the hyphens we added the
    /// letters are those that came in, in their order.
    #[test]
    fn nothing_is_ever_cut_off() {
        let mut seed = 0x5eed_u64;
        let mut random = move |below: u64| {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (seed >> 33) % below
        };
        for round in 0..2_000 {
            let columns = [16, 24, 32, 48][random(4) as usize];
            let words = (0..random(12)).map(|_| {
                let letters =
                    (0..1 + random(60)).map(|_| "aäbcdeßfg.-/"[..].chars().nth(random(12) as usize));
                letters.flatten().collect::<String>()
            });
            let text = words.collect::<Vec<_>>().join(" ");
            let rows = wrap(&text, columns);
            for row in &rows {
                let wide = row.chars().count();
                assert!(wide <= columns, "round {round}: {wide} in {columns} columns: {row}");
            }
            let bare = |s: &str| s.replace([' ', '-'], "");
            assert_eq!(bare(&rows.concat()), bare(&text), "round {round}");
        }
    }
}
