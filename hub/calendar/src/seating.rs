//! How many visits of one kind fit beside each other, and on which seats: a matching.
//!
//! A visit takes one resource for each of its needs, and a resource may be fit for several needs. The
//! sets of needs that can be seated together are a transversal matroid, so that seating one after the
//! other and moving the earlier ones aside (Kuhn 1955) finds the most.

/// Seats for as many visits as can be, at most `at_most`; `needs[i]` are the resources fit for need i,
/// the better first. Each visit's seats are in the order of its needs.
pub(crate) fn most(needs: &[Vec<usize>], at_most: usize) -> Vec<Vec<usize>> {
    let resources = needs.iter().flatten().max().map_or(0, |last| last + 1);
    let mut seated = Seated { needs, holder: vec![None; resources] };
    let mut visits = 0;
    while !needs.is_empty() && visits < at_most {
        let before = seated.holder.clone();
        let fits = (0..needs.len()).all(|need| seated.seat(need, visits, &mut vec![false; resources]));
        if !fits {
            seated.holder = before;
            break;
        }
        visits += 1;
    }
    let mut seats = vec![vec![0; needs.len()]; visits];
    for (resource, holder) in seated.holder.iter().enumerate() {
        if let Some((visit, need)) = holder {
            seats[*visit][*need] = resource;
        }
    }
    seats
}

struct Seated<'a> {
    needs: &'a [Vec<usize>],
    /// Visit and need that hold a resource.
    holder: Vec<Option<(usize, usize)>>,
}

impl Seated<'_> {
    fn seat(&mut self, need: usize, visit: usize, tried: &mut [bool]) -> bool {
        for &resource in &self.needs[need] {
            if std::mem::replace(&mut tried[resource], true) {
                continue;
            }
            let moves_aside = match self.holder[resource] {
                None => true,
                Some((other, its_need)) => self.seat(its_need, other, tried),
            };
            if moves_aside {
                self.holder[resource] = Some((visit, need));
                return true;
            }
        }
        false
    }
}
