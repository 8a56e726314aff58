//! Places for the phones that watch a slip's page. Whoever holds a slip has proven nothing else, and
//! an event stream stays open for hours: without limits one laptop would leave no room for kiosks
//! and clerks.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard};

use futures_util::{Stream, StreamExt};

use crate::limits::network;

/// A family, and each phone's place on the network it left a moment ago. One more is not let in: it
/// would only take turns with the oldest, which comes again at once.
const PER_SLIP_MAX: usize = 8;
/// Twice a waiting room of 200 phones behind one address: of a phone that left it, the hub hears late.
const PER_ADDRESS_MAX: usize = 400;
/// A service manager gives a program some sixteen thousand open files; kiosks, displays, clerks and
/// the database keep three quarters of them.
const PHONES_MAX: usize = 4_000;

/// All that watch. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Phones(Arc<Mutex<Watching>>);

#[derive(Debug, Default)]
struct Watching {
    phones: usize,
    of_address: HashMap<IpAddr, usize>,
    of_slip: HashMap<String, usize>,
}

/// One phone's place, until it is dropped.
#[derive(Debug)]
pub struct Place {
    phones: Phones,
    slip: String,
    address: IpAddr,
}

impl Phones {
    /// A place for one more phone that shows this slip; none when the house is full. Its page then
    /// asks now and then.
    pub fn admit(&self, slip: &str, address: IpAddr) -> Option<Place> {
        let (slip, address, mut watching) = (slip.to_owned(), network(address), self.lock());
        let fits = watching.phones < PHONES_MAX
            && watching.of_address.get(&address).is_none_or(|phones| *phones < PER_ADDRESS_MAX)
            && watching.of_slip.get(&slip).is_none_or(|phones| *phones < PER_SLIP_MAX);
        fits.then(|| {
            watching.phones += 1;
            *watching.of_address.entry(address).or_default() += 1;
            *watching.of_slip.entry(slip.clone()).or_default() += 1;
            Place { phones: self.clone(), slip, address }
        })
    }

    fn lock(&self) -> MutexGuard<'_, Watching> {
        self.0.lock().expect("counting does not panic")
    }
}

impl Place {
    /// What is told, with the place kept as long as somebody listens.
    pub fn hears<T>(self, told: impl Stream<Item = T>) -> impl Stream<Item = T> {
        told.map(move |event| {
            let _kept = &self;
            event
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut watching = self.phones.lock();
        watching.phones -= 1;
        one_less(&mut watching.of_slip, &self.slip);
        one_less(&mut watching.of_address, &self.address);
    }
}

fn one_less<K: Hash + Eq>(counts: &mut HashMap<K, usize>, of: &K) {
    if let Some(count) = counts.get_mut(of) {
        *count -= 1;
        if *count == 0 {
            counts.remove(of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn no_slip_and_no_address_fills_the_house_and_all_together_do() {
        let phones = Phones::default();
        let admit = |n: usize| phones.admit(&format!("T{n}"), IpAddr::from([10, 0, (n / 400) as u8, 1]));
        let mut places: Vec<Place> = (0..PER_ADDRESS_MAX).filter_map(admit).collect();
        assert_eq!(places.len(), PER_ADDRESS_MAX);
        assert!(admit(0).is_none(), "this address has all its places");
        places.extend((0..20).filter_map(|_| phones.admit("T0", HOME)));
        assert_eq!(places.len(), PER_ADDRESS_MAX + PER_SLIP_MAX - 1, "one of the slip was there");
        places.extend((PER_ADDRESS_MAX..PHONES_MAX + 10).filter_map(admit));
        assert_eq!(places.len(), PHONES_MAX);
        places.pop();
        assert!(admit(PHONES_MAX).is_some(), "one has gone");
    }

    #[test]
    fn a_network_of_many_addresses_has_the_places_of_one() {
        let phones = Phones::default();
        let admit =
            |n: usize| phones.admit(&format!("T{n}"), format!("2001:db8::{n:x}").parse().expect("v6"));
        let places: Vec<Place> = (0..PER_ADDRESS_MAX + 10).filter_map(admit).collect();
        assert_eq!(places.len(), PER_ADDRESS_MAX);
    }

    #[tokio::test]
    async fn a_place_is_given_back_with_the_stream() {
        let phones = Phones::default();
        let place = phones.admit("T1", HOME).expect("there is room");
        let mut told = Box::pin(place.hears(futures_util::stream::iter([1, 2])));
        assert_eq!((told.next().await, phones.lock().phones), (Some(1), 1));
        drop(told);
        let watching = phones.lock();
        assert_eq!(watching.phones, 0);
        assert!(watching.of_slip.is_empty() && watching.of_address.is_empty());
    }
}
