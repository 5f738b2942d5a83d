// SPDX-License-Identifier: EUPL-1.2
//! What a person sees of a cell, where that is not what the cell holds.

use crate::diag::CellRef;
use std::sync::Arc;

/// What a person sees of a cell beyond what it holds, or instead of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sight {
    /// Why what the cell holds is no answer that somebody sees.
    pub instead: Option<Instead>,
    /// All the words of the cell where some are struck out: the cell holds the others.
    pub crossed: Option<Arc<str>>,
    /// The number or the day as its format shows it, where that says something else: `383 mila`.
    pub shown: Option<Arc<str>>,
    /// Whether its words are white on white, or as small as dots.
    pub pale: bool,
    /// Where the words lead to.
    pub link: Option<Arc<str>>,
    /// What its formula adds up: the corners of each area, on the same sheet.
    pub sums: Vec<(CellRef, CellRef)>,
}

/// Why what a cell holds is no answer that somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// It is struck out, all of it.
    Struck,
    /// It lies under a merged area that begins elsewhere.
    Covered(CellRef),
    /// Its format shows nothing.
    Blanked,
    /// A picture stands there, or data that the cell only points to.
    Picture,
}

impl Sight {
    /// Itself, when there is anything to be said.
    pub(super) fn kept(self) -> Option<Arc<Sight>> {
        (self != Sight::default()).then(|| Arc::new(self))
    }
}

/// Something drawn or embedded that lies on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// The cell that it begins over, where the file says so.
    pub at: Option<CellRef>,
    /// What it is.
    pub kind: DrawnKind,
}

/// What lies on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawnKind {
    /// A picture.
    Picture,
    /// A chart.
    Chart,
    /// `SmartArt` and other diagrams.
    Diagram,
    /// A file or an object of another program.
    Embedded,
    /// A box to tick, a button, a list.
    Control,
    /// A line, an arrow, a circle, a stroke of a pen, without words.
    Shape,
}

impl DrawnKind {
    /// Its word in the names of texts.
    pub fn id(self) -> &'static str {
        match self {
            DrawnKind::Picture => "picture",
            DrawnKind::Chart => "chart",
            DrawnKind::Diagram => "diagram",
            DrawnKind::Embedded => "embedded",
            DrawnKind::Control => "control",
            DrawnKind::Shape => "shape",
        }
    }
}

/// Raised and lowered signs as the characters that look so: a number with a raised 1 behind it is
/// no longer a number with one digit more. A stretch with other letters stays as it is.
pub(super) fn raised(text: &str, lowered: bool) -> String {
    const SIGNS: &str = "0123456789+-=()";
    let signs = if lowered {
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
    } else {
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"
    };
    let letters = if lowered { ("", "") } else { ("aon*", "ªºⁿ*") };
    let sign = |c: char| {
        let all = SIGNS.chars().zip(signs.chars()).chain(letters.0.chars().zip(letters.1.chars()));
        all.into_iter().find(|(plain, _)| *plain == c).map(|(_, sign)| sign)
    };
    let one = |c: char| if c.is_whitespace() { Some(c) } else { sign(c) };
    text.chars().map(one).collect::<Option<String>>().unwrap_or_else(|| text.to_owned())
}

/// Signs of the fonts whose letters are pictures (Wingdings and the like), as characters that say
/// the same in every font.
pub(super) fn in_symbols(font: &str, text: &str) -> String {
    let signs: &[(char, char)] = match font.to_lowercase().as_str() {
        "wingdings" => &[
            ('ü', '✓'),
            ('û', '✗'),
            ('þ', '☑'),
            ('ý', '☒'),
            ('¨', '☐'),
            ('o', '☐'),
            ('q', '☐'),
            ('x', '☒'),
        ],
        "wingdings 2" => {
            &[('P', '✓'), ('O', '✗'), ('R', '☑'), ('Q', '☒'), ('S', '☒'), ('T', '☒'), ('£', '☐')]
        }
        "webdings" => &[('a', '✓'), ('r', '✗'), ('c', '☐')],
        _ => return text.to_owned(),
    };
    let bare = |c: char| {
        // Programs put these letters where nobody else has any.
        let code = u32::from(c).checked_sub(0xF000).filter(|code| *code < 0x100);
        code.and_then(char::from_u32).unwrap_or(c)
    };
    let sign = |c: char| signs.iter().find(|(letter, _)| *letter == bare(c)).map_or(c, |s| s.1);
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_no_digits_of_the_number() {
        assert_eq!(raised("1", false), "¹");
        assert_eq!(raised("(12)", false), "⁽¹²⁾");
        assert_eq!(raised("2", true), "₂");
        assert_eq!(raised("nota", false), "nota");
    }

    #[test]
    fn letters_of_picture_fonts_are_signs() {
        assert_eq!(in_symbols("Wingdings", "ü"), "✓");
        assert_eq!(in_symbols("Wingdings", "\u{F0FC}"), "✓");
        assert_eq!(in_symbols("Wingdings 2", "£"), "☐");
        assert_eq!(in_symbols("Calibri", "ü"), "ü");
    }
}
