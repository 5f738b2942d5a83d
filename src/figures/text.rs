// SPDX-License-Identifier: EUPL-1.2
//! Text in drawings: cleaning, measuring with the embedded fonts, wrapping, cutting.
//!
//! Widths leave out kerning, which in this font only makes text narrower: what is measured to
//! fit does fit. A character that the font lacks is counted as wide as a fallback may draw it.

use ab_glyph::{Font, FontRef};
use hypher::{Lang, hyphenate_bounded};
use std::sync::LazyLock;

/// Letters after a break that can forbid it, and more.
const PATTERN: usize = 16;

/// The regular cut.
pub(super) static REGULAR_TTF: &[u8] =
    include_bytes!("../../assets/fonts/TitilliumWeb-Regular.ttf");
/// The bold cut.
pub(super) static BOLD_TTF: &[u8] = include_bytes!("../../assets/fonts/TitilliumWeb-Bold.ttf");

static REGULAR: LazyLock<Option<Advances>> = LazyLock::new(|| Advances::of(REGULAR_TTF));
static BOLD: LazyLock<Option<Advances>> = LazyLock::new(|| Advances::of(BOLD_TTF));

/// The widths of a font's characters, in its em; those of Latin letters are looked up once.
struct Advances {
    font: FontRef<'static>,
    latin: Vec<Option<f64>>,
}

impl Advances {
    fn of(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::try_from_slice(file).ok()?;
        let latin = (0..0x180).map(|c| advance(&font, char::from_u32(c)?)).collect();
        Some(Advances { font, latin })
    }

    fn get(&self, c: char) -> Option<f64> {
        self.latin.get(c as usize).copied().unwrap_or_else(|| advance(&self.font, c))
    }
}

fn advance(font: &FontRef<'static>, c: char) -> Option<f64> {
    let glyph = font.glyph_id(c);
    let em = font.units_per_em().filter(|_| glyph.0 != 0)?;
    Some(f64::from(font.h_advance_unscaled(glyph) / em))
}

/// Size and weight of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    /// Font size in pixels.
    pub size: f64,
    /// Bold or regular.
    pub bold: bool,
}

/// Labels of rows, values.
pub(super) const LABEL: Face = Face { size: 13.0, bold: false };
/// Numbers on axes, titles of axes, second lines.
pub(super) const SMALL: Face = Face { size: 12.0, bold: false };

impl Face {
    /// From one baseline to the next.
    pub(super) fn leading(self) -> f64 {
        (self.size * 1.25).round()
    }

    /// From the middle of a line of text down to its baseline.
    pub(super) fn drop(self) -> f64 {
        self.size * 0.33
    }

    /// The same at another size.
    pub(super) fn at(self, size: f64) -> Face {
        Face { size, ..self }
    }
}

/// The text without what would break a drawing: control characters, direction marks, line breaks.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' { ' ' } else { c };
        let dropped = c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
            || (c as u32) & 0xFFFE == 0xFFFE;
        if !dropped && !(c == ' ' && (out.is_empty() || out.ends_with(' '))) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// The width of a text in pixels.
pub(super) fn width(text: &str, face: Face) -> f64 {
    let advances = if face.bold { &*BOLD } else { &*REGULAR };
    text.chars().map(|c| relative_width(advances.as_ref(), c)).sum::<f64>() * face.size
}

/// Whether a text has room; it is measured no further than that takes.
fn fits(text: &str, face: Face, room: f64) -> bool {
    let advances = if face.bold { &*BOLD } else { &*REGULAR };
    let mut so_far = 0.0;
    text.chars().all(|c| {
        so_far += relative_width(advances.as_ref(), c);
        so_far * face.size <= room
    })
}

fn relative_width(advances: Option<&Advances>, c: char) -> f64 {
    if matches!(c, '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}') {
        return 0.0;
    }
    advances.and_then(|advances| advances.get(c)).unwrap_or(match c as u32 {
        0x1F000.. => 1.4,
        0x2190.. => 1.1,
        _ => 0.8,
    })
}

/// The text on lines no wider than `room`, the last one cut with … when there are more than
/// `most` lines. Breaks at spaces, after hyphens and slashes, then between syllables.
pub(super) fn wrap(text: &str, face: Face, room: f64, most: usize) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        let longer = format!("{line}{piece}");
        if fits(longer.trim_end(), face, room) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = piece;
        while !fits(rest.trim_end(), face, room) {
            let (head, tail) = split_word(rest, face, room);
            lines.push(head);
            rest = tail;
        }
        line = rest.to_owned();
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(cut(&rest, face, room));
    }
    lines
}

/// The same with lines of about one length, so that no short word is left alone on the last.
pub(super) fn balanced(text: &str, face: Face, room: f64, most: usize) -> Vec<String> {
    let mut lines = wrap(text, face, room, most);
    let word = longest_piece(text, face);
    let mut narrower = room * 0.95;
    while lines.len() > 1 && narrower >= word {
        let tried = wrap(text, face, narrower, most);
        if tried.len() > lines.len() || tried.iter().any(|line| line.ends_with('…')) {
            break;
        }
        lines = tried;
        narrower *= 0.95;
    }
    lines
}

/// The text cut with … to fit in `room`.
pub(super) fn cut(text: &str, face: Face, room: f64) -> String {
    if width(text, face) <= room {
        return text.to_owned();
    }
    let mut so_far = width("…", face);
    let fits = |c: &char| {
        so_far += width(c.encode_utf8(&mut [0; 4]), face);
        so_far <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// The widest stretch of a text that wrapping does not break but between syllables.
pub(super) fn longest_piece(text: &str, face: Face) -> f64 {
    let text = clean(text);
    pieces(&text).map(|piece| width(piece.trim_end(), face)).fold(0.0, f64::max)
}

/// The widest of some lines.
pub(super) fn widest(lines: &[String], face: Face) -> f64 {
    lines.iter().map(|line| width(line, face)).fold(0.0, f64::max)
}

/// Words with the space after them; also broken after a hyphen or a slash, but not within a day.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split_inclusive(' ').flat_map(|word| word.split_inclusive(['-', '_', '–']));
    words.flat_map(|word| {
        let day = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '–' | ' '));
        word.split_inclusive(move |c| c == '/' && !day)
    })
}

/// A word that is wider than a line, in two: between syllables if it can be, else anywhere.
fn split_word(word: &str, face: Face, room: f64) -> (String, &str) {
    let hyphen = width("-", face);
    let mut so_far = 0.0;
    let mut fits = |(at, c): (usize, char)| {
        so_far += width(c.encode_utf8(&mut [0; 4]), face);
        (so_far <= room).then_some((at + c.len_utf8(), so_far))
    };
    let ends: Vec<(usize, f64)> = word.char_indices().map_while(&mut fits).collect();
    let room_at =
        |at: usize| ends.iter().any(|(end, so_far)| *end == at && so_far + hyphen <= room);
    // Letters far beyond the line have no say, and there may be thirty thousand of them.
    let near = word.char_indices().nth(ends.len() + PATTERN).map_or(word.len(), |(at, _)| at);
    let near = word.get(..near).unwrap_or(word);
    if let Some(at) = syllables(near).take_while(|at| room_at(*at)).last() {
        let (head, tail) = word.split_at(at);
        return (format!("{head}-"), tail);
    }
    let first = word.chars().next().map_or(0, char::len_utf8);
    let (head, tail) = word.split_at(ends.last().map_or(first, |(end, _)| *end));
    (head.to_owned(), tail)
}

/// Where an Italian syllable ends within a word: at least two letters from where a run of letters
/// begins, three from where it ends.
fn syllables(word: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    word.split_inclusive(|c: char| !c.is_alphabetic()).flat_map(move |run| {
        let letters = run.trim_end_matches(|c: char| !c.is_alphabetic());
        let mut at = start;
        start += run.len();
        let end = at + letters.len();
        let parts = hyphenate_bounded(letters, Lang::Italian, 2, 3);
        parts.map(move |part| (at += part.len(), at).1).filter(move |at| *at < end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(word: &str) -> String {
        let mut out = word.to_owned();
        for at in syllables(word).collect::<Vec<_>>().into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn words_break_between_italian_syllables() {
        assert_eq!(hyphenated("amministrazione"), "am-mi-ni-stra-zione");
        assert_eq!(hyphenated("interoperabilità"), "in-te-ro-pe-ra-bi-lità");
        assert_eq!(hyphenated("montagna"), "mon-ta-gna");
        assert_eq!(hyphenated("schermata"), "scher-mata");
        assert_eq!(hyphenated("sopralluogo"), "so-pral-luogo");
        assert_eq!(hyphenated("(dell'amministrazione),"), "(dell'am-mi-ni-stra-zione),");
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing() {
        let text = "Convenzionamento/partenariato pubblico-privato dell'amministrazione";
        for room in [30.0, 60.0, 120.0, 400.0] {
            let lines = wrap(text, LABEL, room, 99);
            assert!(lines.iter().all(|line| width(line, LABEL) <= room), "{lines:?}");
            let letters = |s: &str| s.replace([' ', '-'], "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }

    #[test]
    fn a_word_as_long_as_a_cell_may_be_takes_no_time() {
        let word = "sovra".repeat(6000);
        let lines = wrap(&word, LABEL, 120.0, usize::MAX);
        assert_eq!(lines.concat().replace('-', ""), word);
    }

    #[test]
    fn too_many_lines_end_with_an_ellipsis() {
        let lines = wrap("uno due tre quattro cinque sei", LABEL, 40.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], LABEL) <= 40.0);
    }

    #[test]
    fn what_would_break_a_drawing_is_cleaned_away() {
        assert_eq!(clean(" a\u{0}\u{7}b \n\t c\u{202e}\u{feff}\u{ffff} "), "ab c");
        assert_eq!(wrap("", LABEL, 10.0, 3), vec![String::new()]);
    }

    #[test]
    fn a_room_of_nothing_still_ends() {
        assert_eq!(wrap("città", LABEL, 0.0, 99).len(), 5);
        assert_eq!(cut("città", LABEL, 0.0), "…");
    }
}
