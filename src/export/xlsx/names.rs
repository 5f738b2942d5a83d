// SPDX-License-Identifier: EUPL-1.2
//! Names of sheets: they speak, are unique, and are what the format allows.

use std::collections::BTreeSet;

/// Most UTF-16 units of a name.
const LIMIT: usize = 31;

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A name for a sheet, as near to the wanted one as can be.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let plain = |c: char| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            '\'' => '’',
            c => c,
        };
        let wanted =
            super::text::line(&super::text::line(wanted).chars().map(plain).collect::<String>());
        let wanted = if wanted.is_empty() { "–".to_owned() } else { wanted };
        let mut name = cut(&wanted, LIMIT);
        let mut number = 2;
        // A name that the program keeps for itself.
        while name.to_lowercase() == "history" || !self.taken.insert(name.to_lowercase()) {
            let tail = format!(" ({number})");
            name = cut(&wanted, LIMIT - tail.len()) + &tail;
            number += 1;
        }
        name
    }
}

/// At most so many units; cut after a word where that leaves enough. What stands after a dash,
/// such as a participant, tells a name from its neighbours: it is kept when it is short.
fn cut(text: &str, limit: usize) -> String {
    let length = |text: &str| text.encode_utf16().count();
    if length(text) <= limit {
        return text.to_owned();
    }
    if let Some((words, tail)) = text.rsplit_once(" – ")
        && length(tail) <= limit / 2
    {
        let tail = format!(" – {tail}");
        return cut(words, limit - length(&tail)) + &tail;
    }
    let mut kept = String::new();
    for c in text.chars() {
        if length(&kept) + c.len_utf16() >= limit {
            break;
        }
        kept.push(c);
    }
    if let Some((words, _)) = kept.rsplit_once(' ')
        && length(words) > limit / 2
    {
        kept.truncate(words.len());
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_speak_and_are_unique() {
        let mut names = Names::default();
        let long = "T12 Persone per titolo di studio e ente";
        assert_eq!(names.give(long), "T12 Persone per titolo di…");
        assert_eq!(names.give(long), "T12 Persone per titolo di… (2)");
        assert_eq!(
            names.give("T5 Soci e partner con la loro quota – Alfa"),
            "T5 Soci e partner con… – Alfa"
        );
        assert_eq!(names.give("Fonti: [a]/b?"), "Fonti a b");
        assert_eq!(names.give("FONTI A B"), "FONTI A B (2)");
        assert_eq!(names.give("'History'"), "’History’");
        assert_eq!(names.give("History"), "History (2)");
        assert_eq!(names.give("\n"), "–");
        for _ in 0..200 {
            assert!(names.give(&"😀".repeat(40)).encode_utf16().count() <= LIMIT);
        }
    }
}
