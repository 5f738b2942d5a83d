// SPDX-License-Identifier: EUPL-1.2
//! What the report is written from: chapters, the words before a profile, slides, the authors'
//! slots.
//!
//! A template is parsed, and what it calls by a name in quotes must exist; it is rendered only when
//! the report is written.

use super::calls::{FUNCTIONS, Names, calls};
use super::growth::growing;
use super::slides::{self, Slides};
use super::{Settings, TEMPLATES, prose, settings};
use crate::diag::{
    Code, Error, Finding, Mistakes, Phrase, Place, Private, TextSpan, Texts, published, say,
    say_with,
};
use crate::files::Files;
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{ErrorKind, Kwargs, State, Tera, TeraResult};

/// All that makes a report besides comparisons and claims.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// `report.yaml`.
    pub settings: Settings,
    /// The chapters that it names, in order.
    pub chapters: Vec<Template>,
    /// `profile.md`: what stands before the profile of a participant.
    pub profile: Option<Template>,
    /// `slides.yaml`; none where the deck is made of all comparisons.
    pub slides: Option<Slides>,
    /// The texts of `slots/*.md`, by the slot's id.
    pub slots: BTreeMap<String, Arc<str>>,
}

/// A text of the study with calls in it.
#[derive(Debug, Clone)]
pub struct Template {
    /// Name: the file's, without its ending.
    pub name: String,
    /// Path of the file from the study's folder.
    pub file: String,
    /// The text.
    pub text: Arc<str>,
    /// A warning for each number typed by hand.
    pub numbers: Vec<Finding>,
}

/// Reads all templates; what is wrong in them becomes mistakes of the files.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn templates(
    files: &Files,
    questionnaire: &Questionnaire,
    names: &Names,
) -> Result<Templates, Error> {
    let mut parser = Parser::new(names);
    let settings = settings::settings(files, questionnaire)?;
    let mut chapters = Vec::new();
    for name in &settings.chapters {
        let file = format!("{TEMPLATES}/chapters/{name}.md");
        chapters.extend(template(files, &file, &mut parser)?);
    }
    Ok(Templates {
        settings,
        chapters,
        profile: template(files, &format!("{TEMPLATES}/profile.md"), &mut parser)?,
        slides: slides::slides(files, names, &mut parser)?,
        slots: slots(files)?,
    })
}

/// The template in a file; none when there is no such file.
fn template(files: &Files, file: &str, parser: &mut Parser<'_>) -> Result<Option<Template>, Error> {
    if !files.has(file) {
        return Ok(None);
    }
    let Some(text) = files.text(file)? else { return Ok(None) };
    parser.mistakes(file, &text, &files.mistakes);
    too_deep(file, &text, &files.mistakes);
    let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let numbers = prose::bare_numbers(file, &text);
    Ok(Some(Template { name, file: file.to_owned(), text, numbers }))
}

/// What the authors wrote, by the name of its file.
fn slots(files: &Files) -> Result<BTreeMap<String, Arc<str>>, Error> {
    let mut slots = BTreeMap::new();
    for file in files.list(&format!("{TEMPLATES}/slots"), "md")? {
        if let Some(text) = files.text(&file)? {
            too_deep(&file, &text, &files.mistakes);
            let name = file.rsplit('/').next().unwrap_or_default();
            slots.insert(name.trim_end_matches(".md").to_owned(), text);
        }
    }
    Ok(slots)
}

/// Quotations and lists within each other, on one line.
const DEEPEST: usize = 16;

/// Tells of each line with more marks of quotations and lists before its words than anybody means.
fn too_deep(file: &str, text: &str, mistakes: &Mistakes) {
    for (number, line) in text.lines().enumerate() {
        let words = line.trim_start_matches(['>', '-', '*', '+', ' ', '\t']);
        let marks = line.get(..line.len() - words.len()).unwrap_or_default();
        let depth = marks.matches('>').count().max(marks.split_whitespace().count());
        let is_rule = words.is_empty() && !marks.contains('>');
        if depth > DEEPEST && !is_rule {
            let span = TextSpan {
                file: file.into(),
                line: number + 1,
                column: 1,
                length: marks.chars().count(),
                source: line.into(),
            };
            let args = [("n", &*depth.to_string()), ("most", &DEEPEST.to_string())];
            let finding = Finding::new(Code::TextTooDeep, Place::Text(span), &args);
            mistakes.push(finding);
        }
    }
}

/// Something wrong in a template: a code, its arguments, the way out, line and column.
pub(super) struct Mistake {
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
    pub(super) fn message(&self) -> String {
        self.texts().map(|texts| texts.message).unwrap_or_default()
    }

    /// The way out, where we know one.
    pub(super) fn help(&self) -> Option<String> {
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

/// Parses templates without rendering them.
pub(super) struct Parser<'a> {
    tera: Tera,
    names: &'a Names,
}

impl<'a> Parser<'a> {
    fn new(names: &'a Names) -> Self {
        let mut tera = Tera::new();
        for (name, _) in FUNCTIONS {
            let nothing = |_: Kwargs, _: &State| -> TeraResult<String> { Ok(String::new()) };
            tera.register_function(name, nothing);
        }
        Parser { tera, names }
    }

    fn mistakes(&mut self, file: &str, text: &str, mistakes: &Mistakes) {
        let found = self.parse(file, text);
        let (file, lines) = (file.into(), text.lines().map(Arc::from).collect::<Vec<_>>());
        mistakes.push_all(found.iter().map(|mistake| mistake.finding(&file, &lines)));
    }

    /// What is wrong in a template: that it is none, which names of it lead nowhere, what would
    /// grow without end.
    pub(super) fn parse(&mut self, name: &str, text: &str) -> Vec<Mistake> {
        match self.tera.add_raw_template(name, text) {
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
                        if let Some(help) = self.names.unknown(kind, word) {
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
