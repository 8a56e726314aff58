//! What a visitor is told without a clerk: by the link on the slip, and by the kiosk.

use town_hall::asker::Asker;
use town_hall::town::Office;
use wire::http::{IssuedTicket, TicketState, TicketStatus};

/// What the visitor's own page says.
pub fn looked_up(office: &Office, issued: &IssuedTicket) -> Result<TicketState, String> {
    let token = issued.status_url.rsplit('/').next().expect("a token");
    match office.as_anybody().get::<TicketStatus>(&format!("/api/v1/visitor/tickets/{token}")) {
        Ok(status) => Ok(status.state),
        Err(refused) => Err(refused.code().unwrap_or("?").to_owned()),
    }
}

/// Why the kiosk gives no number now.
pub fn refusal_of_a_draw(kiosk: &Asker, key: &str) -> String {
    let refused = kiosk.draw(key, "reisepass").expect_err("no numbers now");
    refused.code().unwrap_or("?").to_owned()
}
