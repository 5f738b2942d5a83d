//! Numbers in our own sentences must come from the answers: a bare one is a warning.

use crate::diag::{Finding, Place, Severity};

/// A warning for each number typed into a chapter's sentences.
///
/// Not meant: a number joined to letters (`M12`), ordinals, and what stands in `code`.
pub(super) fn bare_numbers(chapter: &str, text: &str) -> Vec<Finding> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '«' | '»' | ';' | '/'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        })
        .map(|word| {
            let args = [("number", word), ("text", text.trim())];
            let place = Place::File(chapter.into());
            Finding::new("bare-number", Severity::Warning, place, &args)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_is_noticed_and_a_code_is_not() {
        assert_eq!(bare_numbers("c.md", "sono 46 su 1.200").len(), 2);
        assert!(bare_numbers("c.md", "la riga M12 e il 1º gennaio").is_empty());
    }
}
