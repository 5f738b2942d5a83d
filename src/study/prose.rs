// SPDX-License-Identifier: EUPL-1.2
//! Numbers in our own sentences must come from the answers: a bare one is a warning.

use crate::diag::{Code, Finding, Place, TextSpan};
use std::sync::Arc;

/// A warning for each number typed into the sentences of a chapter's template.
///
/// Not meant: what a function or an expression of the template gives, numbers joined to letters
/// (`M12`), headings, and what stands in `code`.
pub(super) fn bare_numbers(file: &str, template: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let blanked = without_code(template);
    for (number, (line, shown)) in blanked.lines().zip(template.lines()).enumerate() {
        if line.starts_with('#') {
            continue;
        }
        // A line may be a whole chapter long: all its numbers share it.
        let source: Arc<str> = shown.into();
        for (column, word) in numbers(line) {
            let span = TextSpan {
                file: file.into(),
                line: number + 1,
                column: column + 1,
                length: word.chars().count(),
                source: Arc::clone(&source),
            };
            let args = [("number", word.as_str())];
            findings.push(Finding::new(Code::BareNumber, Place::Text(span), &args));
        }
    }
    findings
}

/// The template with expressions, statements, comments, code and quoted titles blanked, line by line as it was.
fn without_code(template: &str) -> String {
    const FENCES: [(&str, &str); 6] =
        [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<!--", "-->"), ("`", "`"), ("«", "»")];
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    'scan: while !rest.is_empty() {
        for (open, close) in FENCES {
            if let Some(after) = rest.strip_prefix(open) {
                let length = after.find(close).map_or(after.len(), |at| at + close.len());
                let (inside, left) = rest.split_at(open.len() + length);
                out.extend(inside.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
                rest = left;
                continue 'scan;
            }
        }
        let mut chars = rest.chars();
        out.extend(chars.next());
        rest = chars.as_str();
    }
    out
}

/// Numbers that stand as words of their own, with their columns.
fn numbers(line: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = line.chars().collect();
    let in_word = |at: usize| match chars.get(at) {
        Some('.' | ',') => joins(&chars, at),
        other => other.is_some_and(|c| c.is_alphanumeric()),
    };
    let trimmed = line.trim_start();
    let mut found = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let length = (start..chars.len()).take_while(|at| in_word(*at)).count();
        let word: String = chars.iter().skip(start).take(length).collect();
        let is_number = length > 0 && word.chars().all(|c| !c.is_alphabetic());
        if is_number && !trimmed.starts_with(&format!("{word}. ")) {
            found.push((start, word));
        }
        start += length.max(1);
    }
    found
}

/// A point or comma between two digits belongs to the number.
fn joins(chars: &[char], at: usize) -> bool {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    at > 0 && digit(at - 1) && digit(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_noticed_and_one_from_a_function_is_not() {
        let template = "# Anno 2022\n\nsono 46 su 1.200: {{ value(id=\"x\", row=\"5\") }}\n";
        let found = bare_numbers("c.md", template);
        let shown: Vec<String> = found.iter().map(|finding| finding.place.to_string()).collect();
        assert_eq!(shown, ["c.md:3:6", "c.md:3:12"]);
        assert!(bare_numbers("c.md", "la riga M12, `12`, «Piano 2021» e il 1º gennaio").is_empty());
    }
    #[test]
    fn a_line_as_long_as_a_chapter_is_read_once() {
        // gone through at each of its letters, it would take minutes
        assert!(bare_numbers("c.md", &" ".repeat(400_000)).is_empty());
        let numbers = bare_numbers("c.md", &"x 12 ".repeat(20_000));
        assert_eq!(numbers.len(), 20_000);
    }
}
