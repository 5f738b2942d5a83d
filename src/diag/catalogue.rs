// SPDX-License-Identifier: EUPL-1.2
//! The texts that people read, by key, in one language file inside the program.
//!
//! `{name}` in a text is replaced by the argument of that name; `{n?uno|molti}` chooses by
//! whether argument `n` is 1. A second language is a second file beside `it.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static ITALIAN: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("../../assets/messages/it.yaml"))
        .expect("the catalogue is part of the program and is read by every test")
});

/// The text under a key, without arguments.
pub fn say(key: &str) -> String {
    say_with(key, &[])
}

/// The text under a key with its arguments put in; the key itself when there is no such text
/// (a test finds every key that is used).
pub fn say_with(key: &str, args: &[(&str, &str)]) -> String {
    optional(key, args).unwrap_or_else(|| key.to_owned())
}

/// How many there are: the text under a key with `{n}`, or the one under `key-none` for 0.
pub fn say_count(key: &str, n: usize) -> String {
    match n {
        0 => say(&format!("{key}-none")),
        n => say_with(key, &[("n", &n.to_string())]),
    }
}

/// The text under a key, when the catalogue has it.
pub fn optional(key: &str, args: &[(&str, &str)]) -> Option<String> {
    let text = ITALIAN.get(key)?;
    debug_assert!(
        names(text).all(|name| args.iter().any(|(known, _)| *known == name)),
        "«{key}» needs more than {args:?}"
    );
    Some(fill_in(text, args))
}

/// Every key with its text, as the file has them.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    ITALIAN.iter().map(|(key, text)| (key.as_str(), text.as_str()))
}

/// The names of arguments in a text: `{name}` and `{name?one|many}`, but not `{{ name }}`.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('{').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '_')?;
        let outer = !text.get(..at)?.ends_with('{');
        rest.get(..end).filter(|_| outer && end > 0 && rest.get(end..).is_some_and(ends_name))
    })
}

/// Whether a name may end here.
fn ends_name(rest: &str) -> bool {
    rest.starts_with(['}', '?'])
}

/// Replaces `{name}` and `{name?one|many}` in a text by arguments; what has no argument stays.
pub fn fill_in(text: &str, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{')
        && let Some((inside, next)) = closing(after).and_then(|at| after.split_at_checked(at))
    {
        out.push_str(before);
        out.push_str(&replacement(inside, args).unwrap_or_else(|| format!("{{{inside}}}")));
        rest = next.strip_prefix('}').unwrap_or(next);
    }
    out.push_str(rest);
    out
}

/// Where the brace that stands before a text is closed; braces may stand inside braces.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn replacement(inside: &str, args: &[(&str, &str)]) -> Option<String> {
    let lookup = |name: &str| args.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
    match inside.split_once('?') {
        None => lookup(inside).map(str::to_owned),
        Some((name, choices)) => {
            let (one, many) = choices.split_once('|')?;
            Some(fill_in(if lookup(name)? == "1" { one } else { many }, args))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_and_plurals_are_put_in() {
        let text = "{n} {n?foglio|fogli} di {nome}";
        assert_eq!(fill_in(text, &[("n", "1"), ("nome", "X")]), "1 foglio di X");
        assert_eq!(fill_in(text, &[("n", "2"), ("nome", "{n}")]), "2 fogli di {n}");
        assert_eq!(fill_in("{n?uno|{n} in tutto}", &[("n", "3")]), "3 in tutto");
    }

    #[test]
    fn a_brace_that_nobody_closes_is_text() {
        assert_eq!(fill_in("a {n", &[("n", "1")]), "a {n");
        assert_eq!(fill_in("{n} e { poi {n}", &[("n", "1")]), "1 e { poi {n}");
        assert_eq!(fill_in("{", &[]), "{");
    }
}
