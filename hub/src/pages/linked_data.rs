//! What a page is about, for search engines and assistants: schema.org as JSON-LD.
//!
//! A block of data, which browsers do not run and the content security policy therefore lets stand. It says
//! what the page says, and names nobody.

use serde_json::{Value, json};

use super::booking::{By, Own, OwnStage, START, Start};
use crate::config::joined;

const SCHEMA: &str = "https://schema.org";

impl Start<'_> {
    /// What can be booked, and where. Addresses begin at that of the page.
    pub(super) fn linked_data(&self) -> String {
        let tag = self.language.tag;
        let offices = self.offices.iter();
        let services = offices.flat_map(|office| office.matters.iter().map(move |matter| (office, matter)));
        let services = services.filter(|(_, matter)| matter.by == By::Booking);
        let services = services.map(|(office, matter)| {
            let url = format!("{START}/{tag}/{}/{}", office.id, matter.id);
            let channel = json!({ "@type": "ServiceChannel", "serviceUrl": url, "availableLanguage": tag });
            let town = json!({ "@type": "GovernmentOrganization", "name": office.town });
            let office =
                json!({ "@type": "GovernmentOffice", "name": office.name, "parentOrganization": town });
            json!({
                "@type": "GovernmentService",
                "name": matter.name.text,
                "provider": office,
                "availableChannel": channel,
            })
        });
        block(json!({ "@context": SCHEMA, "@graph": services.collect::<Vec<_>>() }))
    }
}

impl Own<'_> {
    /// The booking, for the assistant of whoever has its page; nothing where nothing is agreed.
    pub(super) fn linked_data(&self) -> Option<String> {
        let state = match self.stage {
            OwnStage::Unverified { .. } => "ReservationPending",
            OwnStage::Stands | OwnStage::Here => "ReservationConfirmed",
            OwnStage::Cancelled => "ReservationCancelled",
            OwnStage::Lapsed | OwnStage::Over | OwnStage::Late => return None,
        };
        let place = json!({ "@type": "Place", "name": self.place, "address": self.place });
        Some(block(json!({
            "@context": SCHEMA,
            "@type": "Reservation",
            "reservationNumber": self.code,
            "reservationStatus": format!("{SCHEMA}/{state}"),
            "reservationFor": {
                "@type": "Event",
                "name": joined(&self.matters),
                "startDate": self.at,
                "location": place,
            },
        })))
    }
}

/// Nothing in a town's words may end the element it stands in, or begin another one or a comment.
fn block(data: Value) -> String {
    data.to_string().replace('<', "\\u003c")
}

/// A page without its blocks of data. They name the words they are written in by an address, and are JSON.
#[cfg(test)]
pub fn without_it(html: &str) -> String {
    let mut parts = html.split("<script type=\"application/ld+json\">");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (data, rest) = part.split_once("</script>").expect("every block ends");
        let read: Result<Value, _> = serde_json::from_str(data);
        assert!(read.is_ok(), "{data}");
        page += rest;
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Words;
    use crate::pages::booking::{Matter, Office};
    use crate::pages::language::german;

    #[test]
    fn no_word_of_a_town_ends_the_element() {
        let matters = vec![Matter {
            id: "pass",
            name: Words::german("\"Pass\" & </script><b>"),
            minutes: 10,
            by: By::Booking,
        }];
        let offices = vec![Office {
            id: "rathaus",
            since: String::new(),
            name: "Bürger<!--büro",
            town: "Stadt",
            phone: None,
            matters,
        }];
        let start = Start {
            language: german(),
            query: "",
            is_everything: false,
            offices,
            shared: vec![],
            chosen: None,
        };
        let text = start.linked_data();
        assert!(!text.contains('<'), "{text}");
        let read: Value = serde_json::from_str(&text).expect("it is JSON still");
        let service = &read["@graph"][0];
        assert_eq!(service["name"], "\"Pass\" & </script><b>");
        assert_eq!(service["availableChannel"]["serviceUrl"], "/termine/de/rathaus/pass");
    }
}
