// SPDX-License-Identifier: EUPL-1.2
//! How much room a text takes. Neither Excel nor `LibreOffice` grows a row for merged cells, so
//! the form reckons heights itself, from widths of Calibri rounded up.

/// Height of a line for each point of its size.
const LEADING: f64 = 1.32;
/// Height of a row with nothing in it, in points.
const ROW: f64 = 15.0;

/// Lines that a text takes in a cell `width` digits wide.
pub(crate) fn lines(text: &str, width: f64) -> u32 {
    text.split('\n').map(|line| lines_of(line, width)).sum()
}

fn lines_of(line: &str, width: f64) -> u32 {
    let room = (width - 0.3).max(2.0);
    let (mut count, mut used) = (1, 0.0);
    for word in line.split_whitespace() {
        let long = text_width(word);
        if used > 0.0 && used + SPACE + long > room {
            count += 1;
            used = 0.0;
        }
        if long > room {
            // A word longer than the line is broken.
            let extra = (long / room).floor();
            count += extra as u32;
            used = long - extra * room;
        } else {
            used += if used > 0.0 { SPACE + long } else { long };
        }
    }
    count
}

/// Width of a space in digits.
const SPACE: f64 = 0.48;
/// Excel draws Calibri on whole pixels, a little wider than it is; bold is wider too.
const MARGIN: f64 = 1.08;

/// Width of a text in digits.
pub(crate) fn text_width(text: &str) -> f64 {
    text.chars().map(char_width).sum::<f64>() * MARGIN
}

/// Widths of Calibri's letters, in digits.
fn char_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | 'ì' | '.' | ',' | ':' | ';' | '\'' | '’' | '·' | ' ' => 0.5,
        'f' | 'J' | '(' | ')' | '-' | '!' | 'r' | 't' | '°' => 0.65,
        'c' | 's' | 'z' | 'L' | '/' => 0.8,
        'a' | 'g' | 'k' | 'v' | 'x' | 'y' | 'F' | 'S' | 'Z' | 'à' | '?' => 0.92,
        'A' | 'B' | 'C' | 'R' | 'V' => 1.1,
        'D' | 'G' | 'H' | 'N' | 'O' | 'Q' | 'U' | '&' => 1.3,
        'w' | '%' => 1.45,
        'm' | 'M' | 'W' | '@' | '—' => 1.7,
        _ => 1.02,
    }
}

/// Height of a row whose texts are `(text, width, size)`, in points.
pub(crate) fn height(texts: &[(&str, f64, f64)]) -> f64 {
    let of = |(text, width, size): &(&str, f64, f64)| {
        f64::from(lines(text, width * 11.0 / size)) * size * LEADING
    };
    // Excel's rows end at 409 points.
    (texts.iter().map(of).fold(ROW, f64::max) + 4.0).min(409.0)
}

/// What an indent takes away from a cell, in digits.
pub(crate) const INDENT: f64 = 1.5;

/// Width of a column for a head with a text: its longest word, and not more than three lines.
pub(crate) fn head_width(text: &str) -> f64 {
    let word = text.split_whitespace().map(text_width).fold(0.0, f64::max) * 1.05;
    word.max(text_width(text) * 1.1 / 3.0) + 3.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_wrapped_at_words() {
        assert_eq!(lines("breve", 20.0), 1);
        assert_eq!(lines("una\ndue", 20.0), 2);
        assert_eq!(lines("quattro parole abbastanza lunghe", 12.0), 4);
        assert!(lines(&"x".repeat(100), 10.0) >= 10);
    }
}
