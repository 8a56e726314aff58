//! A report as a picture (SVG): a bar for each row, on one axis.

use std::fmt;

pub struct Picture {
    pub title: String,
    pub unit: &'static str,
    /// The end of the axis.
    pub most: f64,
    /// A line across all bars.
    pub goal: Option<f64>,
    pub bars: Vec<Bar>,
}

pub struct Bar {
    pub label: String,
    pub whose: Whose,
    pub from: f64,
    pub to: f64,
    /// A dot beyond the bar.
    pub worst: Option<f64>,
    /// The figures, for who cannot see the bar or wants to know.
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Ours,
    OursOtherwise,
    Peers,
}

impl Whose {
    const ALL: [Whose; 3] = [Whose::Ours, Whose::OursOtherwise, Whose::Peers];

    /// Dark enough on white (WCAG 2.2, 1.4.11), and apart from each other also without colour.
    fn colour(self) -> &'static str {
        match self {
            Whose::Ours => "#0b4a8f",
            Whose::OursOtherwise => "#5b8fc7",
            Whose::Peers => "#a34e00",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Whose::Ours => "ours",
            Whose::OursOtherwise => "ours, another share",
            Whose::Peers => "the peer's rule",
        }
    }
}

// In points of the picture.
const WIDTH: f64 = 1100.0;
/// Labels stand left of it, figures right of the plot.
const PLOT: (f64, f64) = (330.0, 760.0);
const TOP: f64 = 84.0;
const ROW: f64 = 20.0;
const BAR: f64 = 12.0;
const BELOW: f64 = 36.0;
const TICKS: u32 = 5;

impl Picture {
    fn x(&self, value: f64) -> f64 {
        PLOT.0 + (PLOT.1 - PLOT.0) * (value / self.most).clamp(0.0, 1.0)
    }

    fn bottom(&self) -> f64 {
        TOP + ROW * self.bars.len() as f64
    }

    fn legend(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let here = Whose::ALL.into_iter().filter(|whose| self.bars.iter().any(|bar| bar.whose == *whose));
        for (whose, n) in here.zip(0..) {
            let x = 16.0 + 190.0 * f64::from(n);
            let (colour, name) = (whose.colour(), whose.name());
            writeln!(f, r#"<rect x="{x}" y="42" width="14" height="{BAR}" fill="{colour}"/>"#)?;
            writeln!(f, r#"<text x="{}" y="52">{name}</text>"#, x + 20.0)?;
        }
        Ok(())
    }

    fn axis(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bottom = self.bottom();
        for tick in 0..=TICKS {
            let value = self.most * f64::from(tick) / f64::from(TICKS);
            let x = self.x(value);
            writeln!(f, r##"<path d="M{x:.1} {TOP}V{bottom}" stroke="#cccccc"/>"##)?;
            let y = bottom + 16.0;
            writeln!(f, r#"<text x="{x:.1}" y="{y}" text-anchor="middle">{value:.0} {}</text>"#, self.unit)?;
        }
        if let Some(goal) = self.goal {
            let (x, top) = (self.x(goal), TOP - 4.0);
            let dashes = r##"stroke="#000000" stroke-width="1.5" stroke-dasharray="5 3""##;
            writeln!(f, r#"<path d="M{x:.1} {top}V{bottom}" {dashes}/>"#)?;
            let y = top - 4.0;
            writeln!(
                f,
                r#"<text x="{x:.1}" y="{y}" text-anchor="middle">goal {goal:.0} {}</text>"#,
                self.unit
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let height = self.bottom() + BELOW;
        let title = escaped(&self.title);
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
             height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">"
        )?;
        writeln!(f, "<title>{title}</title>")?;
        writeln!(f, r##"<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>"##)?;
        writeln!(f, r#"<text x="16" y="24" font-size="15" font-weight="bold">{title}</text>"#)?;
        self.legend(f)?;
        self.axis(f)?;
        for (bar, n) in self.bars.iter().zip(0..) {
            let y = TOP + ROW * f64::from(n) + (ROW - BAR) / 2.0;
            let (x, end, text) = (self.x(bar.from), self.x(bar.to), y + BAR - 2.0);
            let (colour, width) = (bar.whose.colour(), (end - x).max(2.0));
            let (label, words) = (escaped(&bar.label), escaped(&bar.words));
            writeln!(f, r#"<text x="{}" y="{text}" text-anchor="end">{label}</text>"#, PLOT.0 - 8.0)?;
            writeln!(f, r#"<rect x="{x:.1}" y="{y}" width="{width:.1}" height="{BAR}" fill="{colour}"/>"#)?;
            if let Some(worst) = bar.worst {
                let (x, y) = (self.x(worst), y + BAR / 2.0);
                writeln!(f, r#"<circle cx="{x:.1}" cy="{y}" r="3.5" fill="{colour}"/>"#)?;
            }
            writeln!(f, r#"<text x="{}" y="{text}">{words}</text>"#, PLOT.1 + 16.0)?;
        }
        writeln!(f, "</svg>")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
