// SPDX-License-Identifier: EUPL-1.2
//! Text on a screen: how much room it takes (some letters stand on two columns, some marks on none),
//! and that it does nothing there.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns of a terminal that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text on at most this many columns, the last one an ellipsis if something was cut.
pub fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let fits = |c: &char| {
        let left = room.checked_sub(c.width().unwrap_or(0));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Blanks that bring a text to this many columns.
pub fn blanks(text: &str, wanted: usize) -> String {
    " ".repeat(wanted.saturating_sub(width(text)))
}

/// The text made harmless on a terminal, whoever typed it: control characters are shown, not
/// sent, and marks that turn the direction of writing are left out.
pub fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && c != '\t' { '\u{FFFD}' } else { c })
        .filter(|c| !matches!(*c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_two_columns_and_marks_none() {
        assert_eq!(width("città"), 5);
        assert_eq!(width("citta\u{300}"), 5);
        assert_eq!(width("日本"), 4);
        assert_eq!(blanks("日本", 6), "  ");
        assert_eq!(blanks("lungo", 2), "");
    }

    #[test]
    fn a_text_is_cut_to_the_columns_that_it_may_take() {
        assert_eq!(cut("parola lunga", 8), "parola…");
        assert_eq!(cut("parola", 6), "parola");
        assert_eq!(cut("日本日本", 4), "日…");
        assert_eq!(cut("x", 0), "…");
    }
}
