// SPDX-License-Identifier: EUPL-1.2
//! Parses templates, and says what is wrong in them.

use super::calls::calls;
use super::growth::growing;
use super::names::{FUNCTIONS, Names};
use super::steps::{self, Steps};
use crate::diag::{
    Code, Finding, Mistakes, Phrase, Place, Private, TextSpan, Texts, published, say, say_with,
};
use std::sync::Arc;
use tera::{ErrorKind, Kwargs, State, Tera, TeraResult};

/// Something wrong in a template: a code, its arguments, the way out, line and column.
pub struct Mistake {
    code: Code,
    args: Vec<(&'static str, String)>,
    help: Option<Phrase>,
    at: (usize, usize),
    length: usize,
}

impl Mistake {
    fn new(code: Code, args: &[(&'static str, &str)], at: (usize, usize)) -> Self {
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Mistake { code, args, help: None, at, length: 1 }
    }

    fn args(&self) -> Vec<(&'static str, &str)> {
        self.args.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// What is wrong, in words.
    pub fn message(&self) -> String {
        self.texts().map(|texts| texts.message).unwrap_or_default()
    }

    /// The way out, where we know one.
    pub fn help(&self) -> Option<String> {
        self.texts().and_then(|texts| texts.help)
    }

    fn texts(&self) -> Option<Texts> {
        published(&self.at(Place::Nowhere), |_| false)
    }

    fn at(&self, place: Place) -> Finding {
        let finding = Finding::new(self.code.clone(), place, &self.args());
        Finding { help: self.help.clone().map(Private::new), ..finding }
    }

    /// The mistake in a file with these lines, which all its mistakes share.
    fn finding(&self, file: &Arc<str>, lines: &[Arc<str>]) -> Finding {
        let (line, column) = self.at;
        let source = lines.get(line.saturating_sub(1)).cloned().unwrap_or_default();
        let span = TextSpan { file: file.clone(), line, column, length: self.length, source };
        self.at(Place::Text(span))
    }
}

/// The templates of a study that can be filled in.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    pub(super) tera: Tera,
    pub(super) names: Names,
}

/// Parses templates one after the other, without filling them in. One may name those before it.
pub struct Parser(Parsed);

impl Parser {
    /// A parser of templates that may use these names.
    pub fn new(names: Names) -> Self {
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<String>::new());
        for (name, _) in FUNCTIONS {
            let nothing = |_: Kwargs, _: &State| -> TeraResult<String> { Ok(String::new()) };
            tera.register_function(name, nothing);
        }
        Steps::default().register(&mut tera);
        Parser(Parsed { tera, names })
    }

    /// The names that templates may use.
    pub fn names(&self) -> &Names {
        &self.0.names
    }

    /// What was parsed.
    pub fn into_parsed(self) -> Parsed {
        self.0
    }

    /// Parses the template of a file; what is wrong in it is told at its place.
    pub fn file(&mut self, file: &str, text: &str, mistakes: &Mistakes) {
        let found = self.parse(file, text);
        let (file, lines) = (file.into(), text.lines().map(Arc::from).collect::<Vec<_>>());
        mistakes.push_all(found.iter().map(|mistake| mistake.finding(&file, &lines)));
    }

    /// What is wrong in a template: that it is none, which names of it lead nowhere, what would
    /// grow without end.
    pub fn parse(&mut self, name: &str, text: &str) -> Vec<Mistake> {
        // What is kept counts its steps; what is wrong is said of the words as they were written.
        let added = self.0.tera.add_raw_template(name, text);
        let counted = |()| self.0.tera.add_raw_template(name, &steps::counted(text));
        match added.and_then(counted) {
            Ok(()) => {
                let mut found = self.wrong_names(text);
                found.extend(growing(text).into_iter().map(|(word, at)| {
                    let mistake = Mistake::new(Code::TemplateGrows, &[("word", word)], at);
                    Mistake { length: word.chars().count(), ..mistake }
                }));
                found
            }
            Err(error) => broken(&error),
        }
    }

    fn wrong_names(&self, text: &str) -> Vec<Mistake> {
        let mut found = Vec::new();
        for call in calls(text) {
            for (parameter, kind, needed) in call.parameters {
                let given = call.args.iter().find(|(name, _)| name == parameter);
                match given {
                    None if *needed => {
                        let args = [("function", call.function), ("name", *parameter)];
                        found.push(Mistake::new(Code::TemplateArgument, &args, call.at));
                    }
                    Some((_, Some((word, at)))) if !word.is_empty() => {
                        if let Some(help) = self.0.names.unknown(kind, word) {
                            let mistake = Mistake::new(Code::TemplateName, &[("word", *word)], *at);
                            let length = word.chars().count();
                            found.push(Mistake { help: Some(help), length, ..mistake });
                        }
                    }
                    _ => {}
                }
            }
        }
        found
    }
}

/// What the engine says of a template, each with its line and column.
fn broken(error: &tera::Error) -> Vec<Mistake> {
    let mistake = |message: &str, at| {
        let error = in_italian(message);
        Mistake::new(Code::TemplateSyntax, &[("error", &*error)], at)
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let span = report.span();
            vec![mistake(report.message(), (span.start_line.max(1), span.start_col + 1))]
        }
        // The reports of all names that it does not know, one after the other.
        ErrorKind::Msg(reports) => {
            let reports = reports.split("error: ").filter(|report| !report.trim().is_empty());
            reports.map(|report| mistake(first_line(report), place(report))).collect()
        }
        other => vec![mistake(first_line(&other.to_string()), (1, 1))],
    }
}

fn first_line(report: &str) -> &str {
    report.lines().next().unwrap_or_default()
}

/// Line and column in a report of the engine: ` --> file:line:column`.
fn place(report: &str) -> (usize, usize) {
    let at = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let mut parts = at.unwrap_or_default().rsplit(':').map(|part| part.trim().parse().unwrap_or(1));
    let column = parts.next().unwrap_or(1);
    (parts.next().unwrap_or(1), column)
}

/// What the engine says, in Italian where it is one of the commonest mistakes.
fn in_italian(message: &str) -> String {
    const KNOWN: [(&str, &str); 5] = [
        ("Unknown function", "template-no-function"),
        ("Unknown filter", "template-no-filter"),
        ("Unknown test", "template-no-filter"),
        ("Unknown template", "template-no-template"),
        ("Unexpected end", "template-ends"),
    ];
    let word = message.split('`').nth(1).unwrap_or_default();
    match KNOWN.iter().find(|(start, _)| message.starts_with(start)) {
        Some((_, key)) => say_with(key, &[("word", word)]),
        None => format!("{} {message}", say("template-engine")),
    }
}
