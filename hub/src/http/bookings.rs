//! An act about a booking, carried out by the desk: the one way for pages, kiosks and partners.

use calendar::BookingId;

use super::Web;
use crate::desk::{Act, NotDone, Order};
use crate::store::StoredAnswer;

/// The booking the act made or was about. The same key from the same actor brings the same booking.
pub async fn carry_out(
    web: &Web,
    site: &str,
    actor: &str,
    key: String,
    act: Act,
) -> Result<BookingId, NotDone> {
    let order = Order { site: site.to_owned(), actor: actor.to_owned(), key: Some(key), act };
    match web.desk.commit(order).await? {
        StoredAnswer::Booking { booking } => Ok(BookingId(booking)),
        _ => Err(NotDone::Refused {
            code: "bad-key".into(),
            detail: "this key was used for another act".into(),
        }),
    }
}
