// SPDX-License-Identifier: EUPL-1.2
//! What fits: titles, lines of text, cells, measured with the embedded font.
//!
//! The reader may have another font in its place, as wide as Arial: a text is taken wider than it
//! is.

use super::areas::{COVER_TITLE_AREA, TITLE_AREA, leading};
use crate::edition::measure::{self, SPARE};

/// Sizes of a title, and the lines that it may have at each.
const TITLES: [(f64, usize); 4] = [(28.0, 1), (26.0, 2), (22.0, 2), (18.0, 3)];

/// A title that fits its area, and its size; the last resort is to cut it.
pub(super) fn title(text: &str, tail: &str) -> (String, f64) {
    let whole = |text: &str| format!("{text}{tail}");
    for (size, most) in TITLES {
        if lines(&whole(text), size, true, TITLE_AREA.width) <= most {
            return (whole(text), size);
        }
    }
    let (size, most) = TITLES[TITLES.len() - 1];
    let cut = cut(text, |text| lines(&whole(text), size, true, TITLE_AREA.width) <= most);
    (whole(&cut), size)
}

/// Size at which a cover's title fits.
pub(super) fn cover_size(title: &str) -> f64 {
    let area = COVER_TITLE_AREA;
    let fits = |size: &f64| height(title, *size, true, area.width) <= area.height;
    [40.0, 36.0, 32.0, 28.0, 24.0].into_iter().find(fits).unwrap_or(20.0)
}

/// Lines that a text may take; its own line breaks count.
pub(super) fn lines(text: &str, size: f64, bold: bool, room: f64) -> usize {
    measure::lines(text, bold, room / size)
}

/// Lines that a text takes in the font that it was made for.
pub(super) fn own_lines(text: &str, size: f64, bold: bool, room: f64) -> usize {
    measure::lines(text, bold, room / size * SPARE)
}

/// Height of a text.
pub(super) fn height(text: &str, size: f64, bold: bool, room: f64) -> f64 {
    lines(text, size, bold, room) as f64 * leading(size)
}

/// The text as it is when it fits, else as many of its words as do, with «…».
pub(super) fn cut(text: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(text) {
        return text.to_owned();
    }
    let ends: Vec<usize> =
        text.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).collect();
    let shortened = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(0);
        format!("{}…", text[..end].trim_end_matches([' ', ',', ';', '\n']))
    };
    // the most words that fit
    let (mut least, mut most) = (0, ends.len());
    while least < most {
        let middle = (least + most).div_ceil(2);
        if fits(&shortened(middle.saturating_sub(1))) { least = middle } else { most = middle - 1 }
    }
    if least > 0 {
        return shortened(least - 1);
    }
    // one word longer than the room
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if !fits(&format!("{kept}…")) {
            kept.pop();
            break;
        }
    }
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_smaller_before_it_is_cut() {
        let (short, size) = title("Tre modelli", "");
        assert_eq!((short.as_str(), size), ("Tre modelli", 28.0));
        let long = "parole su parole ".repeat(6);
        let (kept, size) = title(long.trim(), " (1/2)");
        assert!(kept.ends_with("parole (1/2)") && size < 28.0, "{kept} {size}");
        let (cut, size) = title(&"parole ".repeat(200), " (1/2)");
        assert!(cut.ends_with("… (1/2)"), "{cut}");
        assert!(lines(&cut, size, true, TITLE_AREA.width) <= 3);
    }

    #[test]
    fn a_cut_text_keeps_as_many_words_as_fit() {
        let most = |n: usize| move |text: &str| text.chars().count() <= n;
        assert_eq!(cut("uno due tre", most(20)), "uno due tre");
        assert_eq!(cut("uno due tre quattro", most(9)), "uno due…");
        assert_eq!(cut("quarantaquattro", most(6)), "quara…");
        assert_eq!(cut("x", most(0)), "…");
    }
}
