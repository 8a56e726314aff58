//! The hall of the stories: three counters, two zones, bookings for what the first zone serves.

/// Opens 08:00 to 18:00 every day.
pub const HALL: &str = r#"
[[site]]
id = "rathaus"
town = "Stadt Musterstadt"
office = "Bürgerbüro"

[site.hours]
monday = ["08:00-18:00"]
tuesday = ["08:00-18:00"]
wednesday = ["08:00-18:00"]
thursday = ["08:00-18:00"]
friday = ["08:00-18:00"]
saturday = ["08:00-18:00"]
sunday = ["08:00-18:00"]

# Stories draw as many numbers in a moment as they need; one tells what a kiosk is limited to.
[site.order]
kiosk_numbers_a_minute = 100000

[[site.zone]]
letter = "A"
name = "Bürgerbüro"
place = "Erdgeschoss, links"

[[site.zone]]
letter = "K"
name = "Kfz-Zulassung"

[[site.pool]]
id = "buergerbuero"
seats = 3

[[site.service]]
id = "ausweis"
name = "Personalausweis"
zone = "A"
minutes = 10
pool = "buergerbuero"

[[site.service]]
id = "reisepass"
name = "Reisepass"
zone = "A"
minutes = 10
pool = "buergerbuero"
# At the kiosk a touch draws its number at once; a time for the other can be booked there too.
channels = ["online", "infopoint", "staff"]

[[site.service]]
id = "kfz"
name = "Fahrzeug anmelden"
zone = "K"
minutes = 15

[[site.counter]]
id = "1"

[[site.counter]]
id = "2"

[[site.counter]]
id = "3"
"#;

/// The same hall with other hours ("06:30-19:00") and so many seats and counters.
pub fn hall_with_hours(hours: &str, seats: usize, counters: usize) -> String {
    let more: String = (4..=counters).map(|id| format!("\n[[site.counter]]\nid = \"{id}\"\n")).collect();
    HALL.replace("08:00-18:00", hours).replace("seats = 3", &format!("seats = {seats}")) + &more
}
