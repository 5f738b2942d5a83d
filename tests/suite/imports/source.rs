// SPDX-License-Identifier: EUPL-1.2
//! What a Rust file names: modules that it declares, what it imports, paths that it writes out.
//!
//! Not a parser of Rust: comments, texts and what is compiled for tests alone are blanked, and of the
//! rest only `mod`, `use` and words joined by `::` are looked at.

/// What stands in one file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Source {
    /// Files of modules declared here (`mod name;`), and whether for tests alone.
    pub(super) children: Vec<(String, bool)>,
    /// What `use` brings in.
    pub(super) bindings: Vec<Binding>,
    /// Paths written out in the code.
    pub(super) paths: Vec<Vec<String>>,
    /// Items that others can see: `fn read`, `struct Form`, `const FORMATS`.
    pub(super) items: Vec<String>,
}

/// A name brought in by `use`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Binding {
    /// The name; `*` for all that there is.
    pub(super) name: String,
    /// The path that it stands for.
    pub(super) path: Vec<String>,
    /// Whether it is handed on to others (`pub use`).
    pub(super) public: bool,
}

/// Reads one file.
pub(super) fn read(text: &str) -> Source {
    let (words, tests) = without_tests(words(&blanked(text)));
    let mut source = Source::default();
    source.children.extend(tests.into_iter().map(|name| (name, true)));
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = |ahead: usize| words.get(at + ahead).map_or("", String::as_str);
        at = match word.as_str() {
            "use" if next(1) != "<" => {
                let public = at > 0 && matches!(words[at - 1].as_str(), "pub" | ")");
                let (end, names) = imports(&words, at + 1, &[]);
                let binding = |(name, path)| Binding { name, path, public };
                source.bindings.extend(names.into_iter().map(binding));
                end
            }
            "mod" if next(2) == ";" => {
                source.children.push((next(1).to_owned(), false));
                at + 3
            }
            "pub" => {
                source.items.extend(item(&words, at + 1));
                // Who may see it (`pub(in crate::form)`) is no import.
                let limits = words.iter().skip(at).take_while(|word| *word != ")").count();
                at + if next(1) == "(" { limits } else { 1 }
            }
            word if is_name(word) => {
                let (end, path) = path(&words, at);
                let part_of_value = at > 0 && words.get(at - 1).is_some_and(|word| word == ".");
                source.paths.extend((path.len() > 1 && !part_of_value).then_some(path));
                end
            }
            _ => at + 1,
        };
    }
    source
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The path that begins at this word, and where it ends.
fn path(words: &[String], start: usize) -> (usize, Vec<String>) {
    let mut path = vec![words[start].clone()];
    let mut at = start + 1;
    while words.get(at).is_some_and(|word| word == "::")
        && words.get(at + 1).is_some_and(|word| is_name(word))
    {
        path.push(words[at + 1].clone());
        at += 2;
    }
    (at, path)
}

/// `fn name` after `pub` and its limits: what kind of item it is, and its name.
fn item(words: &[String], mut at: usize) -> Option<String> {
    if words.get(at)? == "(" {
        at += words[at..].iter().position(|word| word == ")")? + 1;
    }
    at += usize::from(words.get(at + 1).is_some_and(|word| word == "fn"));
    let kinds = ["fn", "struct", "enum", "const", "static", "trait", "type"];
    let kind = words.get(at).filter(|word| kinds.contains(&word.as_str()))?;
    Some(format!("{kind} {}", words.get(at + 1)?))
}

/// The names that a tree of imports brings in, and where it ends.
fn imports(
    words: &[String],
    mut at: usize,
    before: &[String],
) -> (usize, Vec<(String, Vec<String>)>) {
    let mut bindings = Vec::new();
    let mut path = before.to_vec();
    let mut alias = None;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "{" => {
                at += 1;
                while words.get(at).is_some_and(|word| word != "}") {
                    let (end, inner) = imports(words, at, &path);
                    bindings.extend(inner);
                    at = end + usize::from(words.get(end).is_some_and(|word| word == ","));
                }
                // What stands before the brace is no import of its own.
                path.clear();
            }
            ";" | "," | "}" => break,
            "as" => {
                alias = words.get(at + 1).cloned();
                at += 1;
            }
            "::" => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    if let Some(last) = path.last() {
        bindings.push((alias.unwrap_or_else(|| last.clone()), path));
    }
    (at, bindings)
}

/// Names, `::` and single signs.
fn words(code: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let in_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = if in_name(first) {
            rest.find(|c| !in_name(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        words.push(rest[..length].trim_start_matches("r#").to_owned());
        rest = rest[length..].trim_start();
    }
    words
}

/// The words without the items under `#[cfg(test)]`, and the names of the files among these.
fn without_tests(words: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut files) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        if words[at..].iter().take(mark.len()).eq(mark.iter()) {
            let start = at + mark.len();
            at = end_of_item(&words, start);
            let item = &words[start..at];
            if let Some(place) = item.iter().position(|word| word == "mod") {
                let is_file = item.get(place + 2).is_some_and(|word| word == ";");
                files.extend(item.get(place + 1).filter(|_| is_file).cloned());
            }
        } else {
            kept.push(words[at].clone());
            at += 1;
        }
    }
    (kept, files)
}

/// Where an item ends: after its first `;` or its braces.
fn end_of_item(words: &[String], start: usize) -> usize {
    let mut depth = 0;
    for (at, word) in words.iter().enumerate().skip(start) {
        match word.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 && (word == "}" || word == ";") {
            return at + 1;
        }
    }
    words.len()
}

/// The code with blanks in place of comments, texts and letters.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let in_name = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if c == '"' || (!in_name && (rest.starts_with("b\"") || rest.starts_with("c\""))) {
            quoted(rest)
        } else if !in_name && (rest.starts_with('r') || rest.starts_with("br")) {
            raw(rest)
        } else if c == '\'' {
            letter(rest)
        } else {
            0
        };
        if skipped == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            out.push(' ');
            rest = &rest[skipped..];
        }
    }
    out
}

/// Length of a comment that may hold others.
fn comment(rest: &str) -> usize {
    let mut depth = 0;
    for (at, _) in rest.char_indices() {
        if rest[at..].starts_with("/*") {
            depth += 1;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return at + 2;
            }
        }
    }
    rest.len()
}

/// Length of a text in quotation marks.
fn quoted(rest: &str) -> usize {
    let start = rest.find('"').unwrap_or(0) + 1;
    let mut escaped = false;
    for (at, c) in rest[start..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return start + at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a raw text; 0 for a name that begins with `r`.
fn raw(rest: &str) -> usize {
    let after = rest.trim_start_matches('b').trim_start_matches('r');
    let hashes = after.len() - after.trim_start_matches('#').len();
    let Some(inside) = after[hashes..].strip_prefix('"') else { return 0 };
    let close = format!("\"{}", "#".repeat(hashes));
    let end = inside.find(&close).map_or(inside.len(), |at| at + close.len());
    rest.len() - inside.len() + end
}

/// Length of a letter in single quotation marks; 0 for a lifetime.
fn letter(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match (inside.next(), inside.next()) {
        (Some('\\'), Some(second)) => {
            let start = 2 + second.len_utf8();
            rest[start..].find('\'').map_or(0, |at| start + at + 1)
        }
        (Some(first), Some('\'')) => first.len_utf8() + 2,
        _ => 0,
    }
}
