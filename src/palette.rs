// SPDX-License-Identifier: EUPL-1.2
//! Every colour, named once: page, paper, workbooks, slides and drawings take theirs from here.
//!
//! Whatever shows a step of a heat map shows it in [`shade`], with the ink of [`ink_on`]; who
//! draws takes categories and steps from `figures`, which knows how many there are.

use std::fmt;

/// An opaque colour. Its text is six hexadecimal digits in capitals, as Office writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

impl Colour {
    /// The colour `0xRRGGBB`.
    pub const fn new(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Colour { red, green, blue }
    }

    /// `0xRRGGBB`.
    pub const fn rgb(self) -> u32 {
        u32::from_be_bytes([0, self.red, self.green, self.blue])
    }

    /// As a style sheet has it, as short as it can be: `#0059b3`, `#06c`.
    pub fn css(self) -> String {
        let short = |channel: u8| channel >> 4 == channel & 0xF;
        let channels = [self.red, self.green, self.blue];
        if channels.into_iter().all(short) {
            let digit = |channel: u8| format!("{:x}", channel & 0xF);
            return format!("#{}", channels.map(digit).concat());
        }
        format!("#{:06x}", self.rgb())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06X}", self.rgb())
    }
}

/// The ground of a page, and ink on dark grounds.
pub const WHITE: Colour = Colour::new(0xFFFFFF);
/// The darkest ink.
pub const BLACK: Colour = Colour::new(0x000000);

/// Running text.
pub const TEXT: Colour = Colour::new(0x19212B);
/// Titles, heads, and every text of a drawing.
pub const TITLE: Colour = Colour::new(0x17324D);
/// Words beside the matter: notes, what is not known.
pub const QUIET: Colour = Colour::new(0x4F6172);
/// Lines between rows.
pub const LINE: Colour = Colour::new(0xD6DDE5);
/// Lines that part more.
pub const STRONG_LINE: Colour = Colour::new(0x8A9BAD);
/// The ground of what stands out from the page.
pub const RAISED: Colour = Colour::new(0xF2F5F9);
/// The colour of the report.
pub const PRIMARY: Colour = Colour::new(0x0066CC);
/// The same on dark grounds, and for a second series.
pub const PRIMARY_LIGHT: Colour = Colour::new(0x4D94DB);
/// Links.
pub const LINK: Colour = Colour::new(0x0059B3);
/// What holds.
pub const SUCCESS: Colour = Colour::new(0x008055);
/// What does not.
pub const DANGER: Colour = Colour::new(0xB52B43);
/// What cannot be decided.
pub const WARNING: Colour = Colour::new(0x8A5200);
/// What has nothing to be decided on; links that were followed.
pub const SECONDARY: Colour = Colour::new(0x5D7083);
/// The ground of what somebody was led to.
pub const TARGET: Colour = Colour::new(0xFFF2C2);
/// The frame of what has the focus on a dark page.
pub const FOCUS_ON_DARK: Colour = Colour::new(0xFFD666);
/// The ground of a marked word.
pub const MARK: Colour = Colour::new(0xFFE9A8);
/// The ink on it.
pub const MARK_INK: Colour = Colour::new(0x3D2C00);

/// Words of a drawing that say that something is not known, and second lines.
pub const DRAWING_QUIET: Colour = Colour::new(0x556677);
/// Grid lines of drawings.
pub const GRID: Colour = Colour::new(0xDFE5EB);
/// Frames of empty cells, connectors.
pub const FRAME: Colour = Colour::new(0xA9B5C1);

/// Colours of categories, by how many there are at most: chosen for the worst case over normal
/// sight and three simulated deficiencies, and for at least 3:1 against white.
pub const CATEGORIES: [&[Colour]; 4] = [
    &[PRIMARY, TITLE, Colour::new(0xD95F0E)],
    &[PRIMARY, DARKEST_BLUE, OCHRE, BROWN],
    &[PRIMARY, TITLE, OCHRE, Colour::new(0x00A389), BROWN],
    &[PRIMARY, TITLE, OCHRE, PRIMARY_LIGHT, BROWN, MAGENTA],
];
const DARKEST_BLUE: Colour = Colour::new(0x003366);
/// A category's.
pub const OCHRE: Colour = Colour::new(0xCC7A00);
/// A category's.
pub const BROWN: Colour = Colour::new(0x8C3D00);
/// A category's.
pub const MAGENTA: Colour = Colour::new(0xD1337C);

/// One hue for what is ordered, from the lightest to the darkest; monotone in grey.
pub const RAMP: [Colour; 4] = [Colour::new(0xCCE0F5), Colour::new(0x66A3E0), PRIMARY, DARKEST_BLUE];

/// The greys of what is empty, one a way of being so: no answer is painted grey.
pub const EMPTY: [Colour; 7] = [
    Colour::new(0xDDE1E5),
    Colour::new(0xC3C9CF),
    Colour::new(0xA9B0B7),
    Colour::new(0x8F979F),
    Colour::new(0x757E87),
    Colour::new(0x5F6871),
    Colour::new(0x4A525A),
];

/// The ground of a step of a heat map, 0 (lightest) to 3; what is beyond is the darkest.
pub fn shade(step: u8) -> Colour {
    let [.., darkest] = RAMP;
    RAMP.get(usize::from(step)).copied().unwrap_or(darkest)
}

/// The ink that can be read on a ground: at least 4.5:1.
pub fn ink_on(ground: Colour) -> Colour {
    [WHITE, TITLE].into_iter().find(|ink| contrast(*ink, ground) >= 4.5).unwrap_or(BLACK)
}

/// So much of a colour over another.
pub fn mix(over: Colour, under: Colour, part: f64) -> Colour {
    let of = |a: u8, b: u8| (f64::from(a) * part + f64::from(b) * (1.0 - part)).round() as u8;
    Colour {
        red: of(over.red, under.red),
        green: of(over.green, under.green),
        blue: of(over.blue, under.blue),
    }
}

/// The contrast of two colours as WCAG 2.1 defines it.
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// How light a colour is, from 0 to 1, as WCAG 2.1 defines it.
pub fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}

/// The colours of a workbook's cells, where they are not the report's.
pub mod cells {
    use super::Colour;

    /// Small words.
    pub const QUIET: Colour = Colour::new(0x5A6772);
    /// Lines around cells.
    pub const LINE: Colour = Colour::new(0xC5D3E0);
    /// The ground of a cell in which people write.
    pub const ANSWER: Colour = Colour::new(0xE3EEFA);
    /// The line around it.
    pub const ANSWER_LINE: Colour = Colour::new(0x7FB2E5);
    /// The ground of what is printed and not to be changed.
    pub const PRINTED: Colour = Colour::new(0xF2F4F6);
    /// The ground of heads and totals.
    pub const BAND: Colour = Colour::new(0xEEF2F6);
    /// Ground, line and ink of what somebody should look at again, by its weight.
    pub const MARKS: [[Colour; 3]; 3] = [
        [Colour::new(0xEADFF6), Colour::new(0x6B3FA0), Colour::new(0x3D1E6D)],
        [Colour::new(0xFFE3A8), Colour::new(0xA66300), Colour::new(0x573700)],
        [Colour::new(0xFBD0CE), Colour::new(0xB3261E), Colour::new(0x7A0C0C)],
    ];
    /// Ground and ink of what need not be answered.
    pub const NOT_ASKED: [Colour; 2] = [Colour::new(0xE3E6E9), Colour::new(0x76828E)];
    /// Ground and ink of «complete».
    pub const DONE: [Colour; 2] = [Colour::new(0xDDF0E8), Colour::new(0x00573A)];
    /// Ground and ink of «missing».
    pub const MISSING: [Colour; 2] = [Colour::new(0xFCEBD6), Colour::new(0x7A4700)];
}

/// The colours that style sheets call by name.
pub const NAMED: [(&str, Colour); 17] = [
    ("text", TEXT),
    ("title", TITLE),
    ("quiet", QUIET),
    ("line", LINE),
    ("strong-line", STRONG_LINE),
    ("raised", RAISED),
    ("primary", PRIMARY),
    ("primary-light", PRIMARY_LIGHT),
    ("link", LINK),
    ("success", SUCCESS),
    ("danger", DANGER),
    ("warning", WARNING),
    ("secondary", SECONDARY),
    ("target", TARGET),
    ("focus-on-dark", FOCUS_ON_DARK),
    ("mark", MARK),
    ("mark-ink", MARK_INK),
];

/// A colour of the page that follows the reader's light.
#[derive(Debug, Clone, Copy)]
pub struct Role {
    /// What it is for, as the style sheet calls it.
    pub name: &'static str,
    /// In the light.
    pub light: Colour,
    /// In the dark.
    pub dark: Colour,
    /// On paper, where that differs from the light.
    pub paper: Option<Colour>,
}

const fn role(name: &'static str, light: Colour, dark: u32, paper: Option<Colour>) -> Role {
    Role { name, light, dark: Colour::new(dark), paper }
}

/// The page's colours that follow the reader's light.
pub const ROLES: [Role; 17] = [
    role("ground", WHITE, 0x101A26, None),
    role("raised", RAISED, 0x192737, None),
    role("text", TEXT, 0xE3E9F0, Some(BLACK)),
    role("title", TITLE, 0xFFFFFF, None),
    role("quiet", QUIET, 0xA9B8C8, Some(Colour::new(0x44535F))),
    role("line", LINE, 0x2F4053, Some(Colour::new(0xC5CED8))),
    role("line-strong", STRONG_LINE, 0x6C8197, None),
    role("primary", PRIMARY, 0x66B0FF, Some(LINK)),
    role("link", LINK, 0x8CC4FF, Some(BLACK)),
    role("header", PRIMARY, 0x0B3A6B, None),
    role("slim", Colour::new(0x004D99), 0x07294D, None),
    role("focus", TITLE, FOCUS_ON_DARK.rgb(), None),
    role("target", TARGET, 0x4A3D0C, None),
    role("success", SUCCESS, 0x4CC79A, Some(Colour::new(0x006B47))),
    role("danger", DANGER, 0xFF8FA3, Some(Colour::new(0xA8203A))),
    role("warning", WARNING, 0xF0B35A, Some(Colour::new(0x7A4800))),
    role("secondary", SECONDARY, 0xA9B8C8, Some(QUIET)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_an_ink_that_can_be_read() {
        for step in 0..=4 {
            assert!(contrast(ink_on(shade(step)), shade(step)) >= 4.5, "{step}");
        }
        assert!(contrast(QUIET, WHITE) >= 4.5 && contrast(DRAWING_QUIET, WHITE) >= 4.5);
    }

    #[test]
    fn a_colour_is_written_as_each_format_has_it() {
        assert_eq!(LINK.to_string(), "0059B3");
        assert_eq!((LINK.css().as_str(), PRIMARY.css().as_str()), ("#0059b3", "#06c"));
        assert_eq!(LINK.rgb(), 0x0059B3);
    }
}
