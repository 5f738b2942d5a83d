// SPDX-License-Identifier: EUPL-1.2
//! The calls in a template, as far as they can be told from its text.
//!
//! What stands in quotes is looked at when the study is loaded; what an expression gives is only
//! known when the report is written.

use super::names::FUNCTIONS;

/// A call as it is written in a template.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrittenCall<'a> {
    pub(super) function: &'static str,
    pub(super) parameters: &'static [(&'static str, &'static str, bool)],
    /// Line and column of its name, from 1.
    pub(super) at: (usize, usize),
    pub(super) args: Vec<Argument<'a>>,
}

/// Name of an argument; its text, when it stands in quotes, with line and column.
pub(super) type Argument<'a> = (&'a str, Option<(&'a str, (usize, usize))>);

/// The calls of known functions in the expressions of a template.
pub(super) fn calls(template: &str) -> Vec<WrittenCall<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((open, close)) = next_code(template, from) {
        in_code(Words::between(template, open + 2, close), &mut found);
        from = close;
    }
    found
}

/// Where the next expression or statement from a place on begins and ends; comments are left out.
pub(crate) fn next_code(text: &str, mut from: usize) -> Option<(usize, usize)> {
    loop {
        let open = from + text.get(from..)?.find('{')?;
        let close = match text.get(open..open + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let inside = text.get(open + 2..)?;
        let end = if close == "#}" { inside.find(close) } else { end_of_code(inside, close) };
        let end = end.map_or(text.len(), |end| open + 2 + end + close.len());
        if close != "#}" {
            return Some((open, end));
        }
        from = end;
    }
}

/// Where code ends: not inside a text in quotes, unless its quotes are never closed.
fn end_of_code(code: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in code.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if code.get(at..).is_some_and(|rest| rest.starts_with(close)) => return Some(at),
            None => {}
        }
    }
    code.find(close)
}

/// The calls in one expression or statement.
fn in_code<'a>(mut words: Words<'a>, found: &mut Vec<WrittenCall<'a>>) {
    let mut last = ("", 0);
    while let Some((word, at)) = words.next() {
        let known = FUNCTIONS.iter().find(|(function, _)| word == "(" && *function == last.0);
        if let Some((function, parameters)) = known {
            let at = position(words.template, last.1);
            found.push(WrittenCall { function, parameters, at, args: words.args() });
        }
        last = (word, at);
    }
}

/// Words, quoted texts and signs of an expression, one by one, each with where it begins.
pub(super) struct Words<'a> {
    template: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Words<'a> {
    /// The words between two places of a template.
    pub(super) fn between(template: &'a str, at: usize, end: usize) -> Self {
        Words { template, at, end }
    }

    /// The whole template.
    pub(super) fn template(&self) -> &'a str {
        self.template
    }

    fn rest(&self) -> &'a str {
        self.template.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn next(&mut self) -> Option<(&'a str, usize)> {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let first = rest.chars().next()?;
        let letter = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = match first {
            '"' | '\'' | '`' => rest.get(1..)?.find(first).map_or(rest.len(), |end| end + 2),
            c if letter(c) => rest.find(|c| !letter(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let at = self.at + blank;
        self.at = at + length;
        Some((rest.get(..length)?, at))
    }

    /// The arguments up to the bracket that closes the call.
    fn args(&mut self) -> Vec<Argument<'a>> {
        let mut args = Vec::new();
        let (mut depth, mut last) = (1, "");
        while let Some((word, _)) = self.next() {
            match word {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "=" if depth == 1 => args.push((last, self.quoted())),
                _ => {}
            }
            if depth == 0 {
                break;
            }
            last = word;
        }
        args
    }

    /// The text of the next word, when it stands in quotes and is the whole argument.
    fn quoted(&mut self) -> Option<(&'a str, (usize, usize))> {
        let ahead = Words { ..*self }.next();
        let (word, at) = ahead?;
        let text = word.strip_prefix(['"', '\'', '`'])?.strip_suffix(['"', '\'', '`'])?;
        self.next();
        let alone = self.rest().trim_start().starts_with([',', ')']);
        alone.then(|| (text, position(self.template, at + 1)))
    }
}

/// Line and column of a place in a template, from 1.
pub(super) fn position(template: &str, at: usize) -> (usize, usize) {
    let before = template.get(..at).unwrap_or_default();
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_found_with_their_places_and_what_stands_in_quotes() {
        let text = "# È {{ n }}\n\n{# table(id=\"no\") #}\n{% if many %}{{ table(id=\"a\", \
                    participant=p.id) }}{% endif %} table(id=\"x\")\n{{ value(id='b' ~ c, row=`r`,\n column=\"k\") }}";
        let found = calls(text);
        let shown: Vec<_> = found.iter().map(|call| (call.function, call.at)).collect();
        assert_eq!(shown, [("table", (4, 17)), ("value", (5, 4))]);
        assert_eq!(found[0].args, [("id", Some(("a", (4, 27)))), ("participant", None)]);
        assert_eq!(
            found[1].args,
            [("id", None), ("row", Some(("r", (5, 27)))), ("column", Some(("k", (6, 10))))]
        );
    }
}
