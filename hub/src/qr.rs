//! What the camera of a telephone reads.

/// Dark squares of one unit in a square of `size`, as a path of SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub size: usize,
    pub path: String,
}

impl Picture {
    /// # Panics
    /// If the text is longer than any code holds, which are some two thousand letters.
    pub fn of(text: &str) -> Picture {
        let code = qrcode::QrCode::new(text).expect("names and links are short enough for a code");
        let size = code.width();
        let dark = |at: &usize| code[(at % size, at / size)] == qrcode::Color::Dark;
        let squares = (0..size * size).filter(dark).map(|at| format!("M{} {}h1v1h-1z", at % size, at / size));
        Picture { size, path: squares.collect() }
    }
}
