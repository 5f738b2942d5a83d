// SPDX-License-Identifier: EUPL-1.2
//! Variables of a template that are made of themselves more than once.
//!
//! A text that is joined to itself is twice as long at every step: thirty of them fill any memory,
//! and the engine has no bound. Adding one thing after the other stays small.

use super::calls::{Words, next_code, position};
use std::collections::BTreeSet;

/// A word that makes a text grow, with its line and column.
pub(super) type Growing<'a> = (&'a str, (usize, usize));

/// Filters that can make a text longer by more than they are given.
const LENGTHENING: [&str; 2] = ["replace", "json_encode"];

/// The variables that a template makes of themselves more than once.
pub(super) fn growing(template: &str) -> Vec<Growing<'_>> {
    let statements = statements(template);
    let made = made(&statements);
    let mut found = Vec::new();
    let mut captured: Option<Growing<'_>> = None;
    for statement in &statements {
        match statement.kind {
            Kind::Set(name) => found.extend(statement.grows(&made).then_some(name)),
            Kind::Capture(name) => captured = Some(name),
            Kind::EndCapture => captured = None,
            Kind::Loop(_) | Kind::Other => {}
        }
        // What is captured may stand in a loop.
        if captured.is_some() && statement.uses(&made) > 0 {
            found.extend(captured.take());
        }
    }
    found
}

/// An expression or a statement.
struct Statement<'a> {
    kind: Kind<'a>,
    /// The words of what it computes.
    words: Vec<&'a str>,
}

enum Kind<'a> {
    /// `{% set name = … %}`
    Set(Growing<'a>),
    /// `{% set name %}`, up to `{% endset %}`.
    Capture(Growing<'a>),
    EndCapture,
    /// `{% for name in … %}`
    Loop(Vec<&'a str>),
    Other,
}

fn statements(template: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((open, close)) = next_code(template, from) {
        found.push(statement(Words::between(template, open + 2, close)));
        from = close;
    }
    found
}

fn statement(mut words: Words<'_>) -> Statement<'_> {
    let template = words.template();
    let all: Vec<(&str, usize)> = std::iter::from_fn(|| words.next()).collect();
    let all = match all.as_slice() {
        [("-", _), rest @ ..] => rest,
        rest => rest,
    };
    match all {
        [("set" | "set_global", _), (name, at), ("=", _), rest @ ..] => Statement {
            kind: Kind::Set((name, position(template, *at))),
            words: rest.iter().map(|(word, _)| *word).collect(),
        },
        [("set" | "set_global", _), (name, at), ..] => {
            Statement { kind: Kind::Capture((name, position(template, *at))), words: Vec::new() }
        }
        [("endset", _), ..] => Statement { kind: Kind::EndCapture, words: Vec::new() },
        [("for", _), rest @ ..] => {
            let at = rest.iter().position(|(word, _)| *word == "in").unwrap_or(rest.len());
            let (names, from) = rest.split_at(at);
            Statement {
                kind: Kind::Loop(names.iter().map(|(word, _)| *word).collect()),
                words: from.iter().skip(1).map(|(word, _)| *word).collect(),
            }
        }
        rest => {
            Statement { kind: Kind::Other, words: rest.iter().map(|(word, _)| *word).collect() }
        }
    }
}

/// The variables that are made of others that are set, those that hold what is written between two
/// statements, and those of loops over them. One that holds a fixed text never grows.
fn made<'a>(statements: &[Statement<'a>]) -> BTreeSet<&'a str> {
    let set = statements.iter().filter_map(|statement| match &statement.kind {
        Kind::Set((name, _)) | Kind::Capture((name, _)) => Some(*name),
        _ => None,
    });
    let set: BTreeSet<&str> = set.collect();
    let mut made = BTreeSet::new();
    loop {
        let before = made.len();
        for statement in statements {
            match &statement.kind {
                Kind::Set((name, _)) if statement.uses(&set) > 0 => {
                    made.insert(*name);
                }
                Kind::Capture((name, _)) => {
                    made.insert(*name);
                }
                Kind::Loop(names) if statement.uses(&made) > 0 => {
                    made.extend(names.iter().filter(|name| **name != ","));
                }
                _ => {}
            }
        }
        if made.len() == before {
            return made;
        }
    }
}

impl Statement<'_> {
    /// How often it names a variable that the template makes.
    fn uses(&self, made: &BTreeSet<&str>) -> usize {
        let names = self.words.iter().filter_map(|word| word.split('.').next());
        names.filter(|name| made.contains(name)).count()
    }

    /// Whether it may make a text of twice the length of another.
    fn grows(&self, made: &BTreeSet<&str>) -> bool {
        let has = |signs: &[&str]| self.words.iter().any(|word| signs.contains(word));
        match self.uses(made) {
            0 => false,
            1 => has(&LENGTHENING),
            _ => has(&["~", "[", "{", "|"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(template: &str) -> Vec<&str> {
        growing(template).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_text_that_is_joined_to_itself_is_found_with_its_place() {
        assert_eq!(growing("a\n {% set x = x ~ x %}"), [("x", (2, 9))]);
        assert_eq!(names("{%- set x = y ~ x %}{% set_global y = x %}"), ["x"]);
        assert_eq!(names("{% set x = [x, x] %}"), ["x"]);
        assert_eq!(names("{% set x = x | replace(from=\"a\", to=\"aa\") %}"), ["x"]);
        assert_eq!(names("{% for y in [x] %}{% set x = x ~ y %}{% endfor %}"), ["x"]);
        let captured = "{% set x %}{% for i in range(end=9) %}{{ x }}{% endfor %}{% endset %}";
        assert_eq!(names(captured), ["x"]);
    }

    #[test]
    fn what_is_added_once_at_a_time_may_grow() {
        for template in [
            "{% set all = all ~ \", \" ~ p.name %}",
            "{%- set x = y ~ x %}{% set_global y = \"a\" %}",
            "{% set a = \"x\" %}{% set b = \"y\" %}{% set c = a ~ b %}",
            "{% set n = n + 1 %}{% set m = n * n %}",
            "{% set x %}{{ p.name }}{% endset %}{{ x }}{{ x }}",
            "{# set x = x ~ x #} {{ \"set x = x ~ x\" }}",
        ] {
            assert!(names(template).is_empty(), "{template}");
        }
    }
}
