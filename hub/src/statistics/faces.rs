//! How visits were, as visitors said: how often which face, for each service, as it may be shown.
//!
//! It is not computed from the journal, which knows nothing of it: the answers themselves are kept.

use std::collections::BTreeMap;

use queue::ServiceId;

use super::shown::{Shown, Sum, shown};
use crate::store::feedback::{Face, Said};

/// The answers about one service, or about all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faces {
    pub service: Option<ServiceId>,
    pub answers: Shown,
    /// In the order of [`Face::ALL`].
    pub of: [Shown; Face::ALL.len()],
}

/// All first, then each of `services`, also without an answer; and those that are offered no longer.
/// Nothing, where nobody has said anything.
pub fn faces(said: &[Said], services: impl Iterator<Item = ServiceId>) -> Vec<Faces> {
    if said.is_empty() {
        return Vec::new();
    }
    let mut counts: BTreeMap<Option<ServiceId>, [u32; Face::ALL.len()]> =
        services.map(|service| (Some(service), Default::default())).collect();
    for Said { service, face, count } in said {
        for of in [None, Some(service.clone())] {
            counts.entry(of).or_default()[*face as usize] += count;
        }
    }
    // The sum of a line stands in front of its faces.
    let width = Face::ALL.len() + 1;
    let line = |faces: &[u32; Face::ALL.len()]| {
        let sum: u32 = faces.iter().sum();
        [sum].into_iter().chain(*faces).collect::<Vec<_>>()
    };
    let counted: Vec<u32> = counts.values().flat_map(line).collect();
    let in_lines = (0..counts.len())
        .map(|line| Sum { total: line * width, parts: (1..width).map(|at| line * width + at).collect() });
    let in_columns = (0..width)
        .map(|at| Sum { total: at, parts: (1..counts.len()).map(|line| line * width + at).collect() });
    let shown = shown(&counted, &in_lines.chain(in_columns).collect::<Vec<_>>());
    let told = |(service, shown): (ServiceOrAll, &[Shown])| Faces {
        service,
        answers: shown[0],
        of: [shown[1], shown[2], shown[3]],
    };
    counts.into_keys().zip(shown.chunks_exact(width)).map(told).collect()
}

type ServiceOrAll = Option<ServiceId>;

#[cfg(test)]
mod tests {
    use super::*;

    fn said(service: &str, face: Face, count: u32) -> Said {
        Said { service: service.into(), face, count }
    }

    #[test]
    fn faces_are_counted_for_all_and_for_each_service() {
        let services = || ["ausweis", "kfz"].map(ServiceId::from).into_iter();
        assert_eq!(faces(&[], services()), []);
        let answers = [
            said("ausweis", Face::Good, 52),
            said("ausweis", Face::Bad, 21),
            said("kfz", Face::Good, 9),
            said("kfz", Face::Bad, 11),
        ];
        let told = faces(&answers, services());
        let of: Vec<Option<&str>> = told.iter().map(|line| line.service.as_deref()).collect();
        assert_eq!(of, [None, Some("ausweis"), Some("kfz")]);
        assert_eq!(told[0].answers, Shown::About(95));
        assert_eq!(told[0].of, [Shown::About(60), Shown::Few, Shown::About(30)]);
        assert_eq!(told[2].of, [Shown::About(10), Shown::Few, Shown::About(10)]);
    }

    #[test]
    fn a_few_are_not_what_is_missing_in_a_sum() {
        let answers = [said("ausweis", Face::Good, 5), said("ausweis", Face::Bad, 2)];
        let told = faces(&answers, std::iter::once("ausweis".into()));
        assert_eq!(told[0].of[2], Shown::Few);
        let both_shown = matches!((told[0].answers, told[0].of[0]), (Shown::About(_), Shown::About(_)));
        assert!(!both_shown, "seven at most and five at least leave two: {told:?}");
    }
}
