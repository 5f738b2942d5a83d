// SPDX-License-Identifier: EUPL-1.2
//! Text on its way into Markdown: nothing in it is markup, nothing in it is lost.

use crate::edition::text::printable;
use crate::figures::Picture;
use base64::{Engine, engine::general_purpose::STANDARD};

/// A line break in a paragraph.
pub(super) const BREAK: &str = "\\\n";
/// A line break in a cell of a table, which is one line.
pub(super) const CELL_BREAK: &str = "<br>";

/// Appends a text; its line breaks become `line_break`.
pub(super) fn into(out: &mut String, text: &str, line_break: &str) {
    let text: String = text.chars().filter_map(printable).collect();
    for (index, line) in text.trim_matches('\n').lines().enumerate() {
        if index > 0 {
            out.push_str(line_break);
        }
        // Spaces before a line would make it code, spaces after it a break.
        let starts = out.is_empty() || out.ends_with('\n');
        let line = if starts { line.trim_start_matches([' ', '\t']) } else { line };
        characters(out, line, starts);
    }
}

/// A picture inside the text, with what it shows.
pub(super) fn picture(alternative: &str, picture: &Picture) -> String {
    let data = STANDARD.encode(&picture.png);
    format!("![{}](data:image/png;base64,{data})", line(alternative))
}

/// A text on one line, for headings and links.
pub(super) fn line(text: &str) -> String {
    let mut out = String::new();
    into(&mut out, text, " ");
    out.trim().to_owned()
}

fn characters(out: &mut String, line: &str, starts: bool) {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in line.char_indices() {
        let next = line[at + c.len_utf8()..].chars().next();
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' => true,
            // A character by its name or number.
            '&' => next.is_some_and(|next| next.is_alphanumeric() || next == '#'),
            // An address that would become a link by itself, a row of dashes below a head.
            ':' => next.is_some_and(|next| !next.is_whitespace() && !next.is_ascii_digit()),
            '.' if line[..at].to_ascii_lowercase().ends_with("www") => true,
            '+' | '-' | '=' => starts && at == 0 && next.is_none_or(|next| !next.is_alphanumeric()),
            '.' | ')' => starts && at > 0 && at == digits && next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(if c == '\t' { ' ' } else { c });
    }
}

/// Code between as many backticks as its own do not reach.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter_map(printable).collect();
    let text = text.replace(['\n', '\t'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    if text.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || text.starts_with(' ');
    let space = if padded { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        into(&mut out, text, BREAK);
        out
    }

    #[test]
    fn marks_in_a_text_stay_text() {
        assert_eq!(escaped("*a* _b_ [c](d) <e> `f`"), "\\*a\\* \\_b\\_ \\[c\\](d) \\<e\\> \\`f\\`");
        assert_eq!(
            escaped("# uno\n- due\n3. tre\n    quattro"),
            "\\# uno\\\n\\- due\\\n3\\. tre\\\nquattro"
        );
        assert_eq!(escaped("a | b & c &amp; d"), "a \\| b & c \\&amp; d");
        assert_eq!(escaped("https://x.it www.x.it"), "https\\://x.it www\\.x.it");
    }

    #[test]
    fn ordinary_text_is_left_as_it_is() {
        for text in ["1.234,50 (35 %)", "dalle 9:30 alle 13", "Comuni – Province; l'80 %"] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
    }
}
