//! What a streamed screen and its viewers say to each other over TCP.
//!
//! The screen listens on loopback. A viewer connects and is sent the size and the whole picture at
//! once, then only what changed. Every message is a frame:
//!
//! ```text
//! length  u32, big endian, of what follows
//! kind    u8
//! body
//! ```
//!
//! Numbers are u16, big endian, in pixels from the top left corner; texts are UTF-8. A frame
//! without its length is also one binary message of a websocket, which is all a browser needs.

use std::io::{self, Read, Write};

/// The largest frame a screen sends: a whole 8K picture that does not compress, roughly.
pub const PICTURE_BYTES_MAX: usize = 128 * 1024 * 1024;
/// The largest frame a viewer sends: the longest name of a key has 20 letters.
pub const INPUT_BYTES_MAX: usize = 64;

const SIZE: u8 = 1;
const PICTURE: u8 = 2;

const PRESS: u8 = 1;
const MOVE: u8 = 2;
const RELEASE: u8 = 3;
const KEY_DOWN: u8 = 4;
const KEY_UP: u8 = 5;
const REPAINT: u8 = 6;

/// From the screen to its viewers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// How large the whole picture is.
    Size { width: u16, height: u16 },
    /// A rectangle that changed, as PNG.
    Picture { x: u16, y: u16, width: u16, height: u16, png: Vec<u8> },
}

/// From a viewer to the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    Press {
        x: u16,
        y: u16,
    },
    /// Of a finger on the glass; a finger in the air is not reported.
    Move {
        x: u16,
        y: u16,
    },
    Release {
        x: u16,
        y: u16,
    },
    /// A key by its name in a browser (`KeyboardEvent.key`): "a", "Enter", "ArrowLeft".
    KeyDown {
        key: String,
    },
    KeyUp {
        key: String,
    },
    /// Send the whole picture again.
    Repaint,
}

impl Output {
    /// Kind and body, without the length.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Output::Size { width, height } => body(SIZE, &[*width, *height], &[]),
            Output::Picture { x, y, width, height, png } => body(PICTURE, &[*x, *y, *width, *height], png),
        }
    }

    /// `None` for a message of a kind or shape that is not ours.
    pub fn decode(message: &[u8]) -> Option<Self> {
        let (kind, rest) = message.split_first()?;
        match kind {
            &SIZE => {
                let ([width, height], []) = numbers(rest)? else { return None };
                Some(Output::Size { width, height })
            }
            &PICTURE => {
                let ([x, y, width, height], png) = numbers(rest)?;
                Some(Output::Picture { x, y, width, height, png: png.to_vec() })
            }
            _ => None,
        }
    }
}

impl Input {
    /// Kind and body, without the length.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Input::Press { x, y } => body(PRESS, &[*x, *y], &[]),
            Input::Move { x, y } => body(MOVE, &[*x, *y], &[]),
            Input::Release { x, y } => body(RELEASE, &[*x, *y], &[]),
            Input::KeyDown { key } => body(KEY_DOWN, &[], key.as_bytes()),
            Input::KeyUp { key } => body(KEY_UP, &[], key.as_bytes()),
            Input::Repaint => body(REPAINT, &[], &[]),
        }
    }

    /// `None` for a message of a kind or shape that is not ours.
    pub fn decode(message: &[u8]) -> Option<Self> {
        let (kind, rest) = message.split_first()?;
        let point = || match numbers(rest)? {
            ([x, y], []) => Some((x, y)),
            _ => None,
        };
        let key = || match std::str::from_utf8(rest) {
            Ok(key) if !key.is_empty() => Some(key.to_owned()),
            _ => None,
        };
        Some(match *kind {
            PRESS => point().map(|(x, y)| Input::Press { x, y })?,
            MOVE => point().map(|(x, y)| Input::Move { x, y })?,
            RELEASE => point().map(|(x, y)| Input::Release { x, y })?,
            KEY_DOWN => Input::KeyDown { key: key()? },
            KEY_UP => Input::KeyUp { key: key()? },
            REPAINT if rest.is_empty() => Input::Repaint,
            _ => return None,
        })
    }
}

/// Writes one frame.
pub fn write_frame(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| too_long(message.len()))?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(message)?;
    to.flush()
}

/// Reads one frame of at most `bytes_max`; `None` at the end of the stream.
pub fn read_frame(from: &mut impl Read, bytes_max: usize) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(end) if end.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > bytes_max {
        return Err(too_long(length));
    }
    let mut message = vec![0; length];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}

fn too_long(length: usize) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("a frame of {length} bytes"))
}

fn body(kind: u8, numbers: &[u16], rest: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(1 + 2 * numbers.len() + rest.len());
    message.push(kind);
    message.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    message.extend_from_slice(rest);
    message
}

/// The first `N` numbers of `bytes`, and what follows.
fn numbers<const N: usize>(bytes: &[u8]) -> Option<([u16; N], &[u8])> {
    let (head, rest) = bytes.split_at_checked(2 * N)?;
    let mut numbers = [0; N];
    for (number, pair) in numbers.iter_mut().zip(head.chunks_exact(2)) {
        *number = u16::from_be_bytes([pair[0], pair[1]]);
    }
    Some((numbers, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_viewer_does_arrives_as_it_was() {
        let acts = [
            Input::Press { x: 0, y: 1 },
            Input::Move { x: 1079, y: 1919 },
            Input::Release { x: 300, y: 65_535 },
            Input::KeyDown { key: "Enter".into() },
            Input::KeyUp { key: "ß".into() },
            Input::Repaint,
        ];
        let mut line = Vec::new();
        for act in &acts {
            write_frame(&mut line, &act.encode()).expect("a vector takes everything");
        }
        let mut line = line.as_slice();
        for act in acts {
            let message = read_frame(&mut line, INPUT_BYTES_MAX).expect("whole").expect("there");
            assert_eq!(Input::decode(&message), Some(act));
        }
        assert_eq!(read_frame(&mut line, INPUT_BYTES_MAX).expect("the end"), None);
    }

    #[test]
    fn pictures_arrive_as_they_were() {
        for output in [
            Output::Size { width: 1920, height: 1080 },
            Output::Picture { x: 1, y: 2, width: 3, height: 4, png: vec![9, 8, 7] },
        ] {
            assert_eq!(Output::decode(&output.encode()), Some(output));
        }
    }

    #[test]
    fn nonsense_is_no_input() {
        for message in [&[] as &[u8], &[99], &[PRESS], &[PRESS, 0, 1, 0], &[PRESS, 0, 1, 0, 1, 0]] {
            assert_eq!(Input::decode(message), None, "{message:?}");
        }
        assert_eq!(Input::decode(&[KEY_DOWN, 0xff]), None, "not UTF-8");
        assert_eq!(Input::decode(&[REPAINT, 1]), None);
    }

    #[test]
    fn a_frame_that_is_too_long_is_not_read_into_memory() {
        let line = u32::MAX.to_be_bytes();
        let refused = read_frame(&mut line.as_slice(), INPUT_BYTES_MAX).expect_err("refused");
        assert_eq!(refused.kind(), io::ErrorKind::InvalidData);
    }
}
