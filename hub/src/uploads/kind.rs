//! What a file is, by what is in it: its name and what a browser says of it are written by whoever likes.

use serde::{Deserialize, Serialize};

/// What citizens may send. All three are shown by every office's computer without asking anybody, and none
/// is a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Pdf,
    Jpeg,
    Png,
}

/// Why a file is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOne {
    /// It begins as none of them does.
    Other,
    /// It begins as one, and does not go on like it.
    Damaged,
}

/// ISO 32000-2, 7.5.5 has the end of a file in its last line; readers look for it in so many bytes at the
/// end, and so do we: scanners and mail programs leave a few behind it.
const PDF_END_WITHIN: usize = 2_048;
/// PNG, third edition, 5.2.
const PNG_BEGINS: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Length, type and checksum around the data of a chunk.
const PNG_AROUND: usize = 12;

impl Kind {
    pub fn of(bytes: &[u8]) -> Result<Kind, NotOne> {
        let (kind, is_whole) = match bytes {
            _ if bytes.starts_with(b"%PDF-") => (Kind::Pdf, is_whole_pdf(bytes)),
            _ if bytes.starts_with(b"\xff\xd8\xff") => (Kind::Jpeg, is_whole_jpeg(bytes)),
            _ if bytes.starts_with(PNG_BEGINS) => (Kind::Png, is_whole_png(bytes)),
            _ => return Err(NotOne::Other),
        };
        if is_whole { Ok(kind) } else { Err(NotOne::Damaged) }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
        }
    }

    /// What names of such files end with; the first is the usual one.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Pdf => &["pdf"],
            Kind::Jpeg => &["jpg", "jpeg"],
            Kind::Png => &["png"],
        }
    }
}

/// Longer names fit in no list, and file systems take 255 bytes at most, which are 60 letters of any script.
const NAME_CHARS_MAX: usize = 60;

/// What a file is called here: as its sender called it, without what could lead somebody astray, and with the
/// ending of what it is, so that no computer takes it for a program.
pub fn name_of(sent: &str, kind: Kind) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: char| !c.is_control() && !turns_around(c) && !"\"<>|:*?%;".contains(c);
    let name: String = last.chars().filter(|c| is_plain(*c)).collect();
    let name = name.trim().trim_start_matches('.');
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let is_named_so = ending.is_some_and(|ending| kind.endings().contains(&ending.as_str()));
    let stem = if is_named_so { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
    let stem: String = stem.chars().take(NAME_CHARS_MAX).collect();
    let stem = if stem.trim().is_empty() { "Datei" } else { stem.trim() };
    format!("{stem}.{}", kind.endings()[0])
}

/// The marks by which "gnp.exe" is shown as "exe.png".
fn turns_around(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A version, and at the end where its table lies and that it ends.
fn is_whole_pdf(bytes: &[u8]) -> bool {
    let has_version = matches!(bytes.get(5..8), Some([b'1' | b'2', b'.', b'0'..=b'9']));
    let end = &bytes[bytes.len().saturating_sub(PDF_END_WITHIN)..];
    has_version && contains(end, b"startxref") && contains(end, b"%%EOF")
}

/// Every segment up to the picture itself, with its size before it, and the end of the picture. Telephones
/// put a little film behind it; that is nobody's harm.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let (mut at, mut has_size) = (2, false);
    loop {
        // ITU-T T.81, B.1.1.2: any number of fill bytes may come before a marker.
        let Some(marker) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte != 0xff)) else {
            return false;
        };
        if marker == 0 {
            return false;
        }
        at += marker;
        let kind = bytes[at];
        let Some(&[high, low]) = bytes.get(at + 1..at + 3) else { return false };
        let length = usize::from(u16::from_be_bytes([high, low]));
        match kind {
            // Frames, which say how wide and high the picture is.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => has_size = true,
            0xda => return has_size && contains(&bytes[at..], b"\xff\xd9"),
            // These have no length, and none of them stands here.
            0x00 | 0x01 | 0xd0..=0xd9 => return false,
            _ => {}
        }
        if length < 2 {
            return false;
        }
        at += 1 + length;
    }
}

/// From the head by the length of each chunk through the picture to the end.
fn is_whole_png(bytes: &[u8]) -> bool {
    let (mut at, mut has_picture) = (PNG_BEGINS.len(), false);
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let is_first = at == PNG_BEGINS.len();
        match &head[4..] {
            b"IHDR" if is_first && length == 13 => {}
            b"IEND" => return has_picture && length == 0 && bytes.len() >= at + PNG_AROUND,
            b"IDAT" if !is_first => has_picture = true,
            name if !is_first && name.iter().all(u8::is_ascii_alphabetic) => {}
            _ => return false,
        }
        at += PNG_AROUND + length;
    }
    false
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The smallest files of each kind.
    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R>>\n\
        startxref\n44\n%%EOF\n";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\
        \xff\xc0\x00\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xda\x00\x08\x01\x01\0\0\x3f\0\x7f\xff\xd9";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\
        \0\0\0\x0aIDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01\x48\xaf\xa4\x71\0\0\0\0IEND\xae\x42\x60\x82";

    #[test]
    fn a_file_is_what_is_in_it() {
        assert_eq!(Kind::of(PDF), Ok(Kind::Pdf));
        assert_eq!(Kind::of(JPEG), Ok(Kind::Jpeg));
        assert_eq!(Kind::of(PNG), Ok(Kind::Png));
        // A program of Windows and one of Linux, a page of the web, a picture with a script, an archive, the
        // text of a document inside another, and nothing.
        let others: [&[u8]; 7] = [
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01",
            b"<!doctype html><script>",
            b"<svg xmlns=\"x\" onload=\"y\">",
            b"PK\x03\x04",
            b"MZ %PDF-1.7 startxref %%EOF",
            b"",
        ];
        for other in others {
            assert_eq!(Kind::of(other), Err(NotOne::Other), "{other:?}");
        }
    }

    /// A telephone that lost its network, and somebody who wrote the right beginning before a program.
    #[test]
    fn a_file_that_was_cut_off_or_only_begins_well_is_refused() {
        for whole in [PDF, JPEG, PNG] {
            for cut in [9, whole.len() / 2, whole.len() - 7] {
                assert!(Kind::of(&whole[..cut]).is_err(), "{cut} bytes of {whole:?}");
            }
        }
        let program = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0This program cannot be run";
        for begins in [b"%PDF-1.7\n".as_slice(), b"\xff\xd8\xff\xe0", PNG_BEGINS] {
            let file = [begins, program].concat();
            assert_eq!(Kind::of(&file), Err(NotOne::Damaged), "{begins:?}");
        }
        let no_version = [b"%PDF-MZ".as_slice(), &PDF[8..]].concat();
        assert_eq!(Kind::of(&no_version), Err(NotOne::Damaged));
        let no_size = [&JPEG[..20], &JPEG[33..]].concat();
        assert_eq!(Kind::of(&no_size), Err(NotOne::Damaged));
    }

    #[test]
    fn lengths_that_lie_lead_nowhere() {
        let mut far = PNG.to_vec();
        far[8..12].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(Kind::of(&far), Err(NotOne::Damaged));
        let mut far = PNG.to_vec();
        far[33..37].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(Kind::of(&far), Err(NotOne::Damaged));
        let mut none = JPEG.to_vec();
        none[4..6].copy_from_slice(&[0, 0]);
        assert_eq!(Kind::of(&none), Err(NotOne::Damaged));
    }

    #[test]
    fn whatever_follows_the_end_does_no_harm() {
        let film = [JPEG, b"ftypmp42 a little film".as_slice()].concat();
        assert_eq!(Kind::of(&film), Ok(Kind::Jpeg));
        assert_eq!(Kind::of(&[PDF, b"\0\0\r\n".as_slice()].concat()), Ok(Kind::Pdf));
        // Fill bytes before a marker, as the norm has it.
        let filled = [&JPEG[..20], b"\xff\xff".as_slice(), &JPEG[20..]].concat();
        assert_eq!(Kind::of(&filled), Ok(Kind::Jpeg));
    }

    #[test]
    fn a_name_leads_nobody_astray() {
        for (sent, kind, name) in [
            ("Meldebescheinigung.pdf", Kind::Pdf, "Meldebescheinigung.pdf"),
            ("IMG_0042.JPEG", Kind::Jpeg, "IMG_0042.jpg"),
            ("C:\\Users\\Erika\\pass.png", Kind::Png, "pass.png"),
            ("../../etc/passwd", Kind::Png, "passwd.png"),
            ("rechnung.pdf.exe", Kind::Pdf, "rechnung.pdf.exe.pdf"),
            ("gnp\u{202e}exe.png", Kind::Png, "gnpexe.png"),
            ("a\"; filename=\"b.exe", Kind::Pdf, "a filename=b.exe.pdf"),
            ("…\r\nX: y.pdf", Kind::Pdf, "…X y.pdf"),
            (".htaccess", Kind::Pdf, "htaccess.pdf"),
            ("свидетельство.pdf", Kind::Pdf, "свидетельство.pdf"),
            ("", Kind::Jpeg, "Datei.jpg"),
            (".pdf", Kind::Pdf, "pdf.pdf"),
        ] {
            assert_eq!(name_of(sent, kind), name, "{sent:?}");
        }
        let long = name_of(&format!("{}.pdf", "ü".repeat(500)), Kind::Pdf);
        assert_eq!(long.chars().count(), NAME_CHARS_MAX + 4);
    }
}
