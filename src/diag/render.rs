// SPDX-License-Identifier: EUPL-1.2
//! Findings as text: with the place drawn below (`long`), on one line (`short`), for programs (`json`).

use super::catalogue::{fill_in, optional, say};
use super::codes::{Code, Topic};
use super::finding::Finding;
use super::phrase::lent;
use super::place::{Place, TextSpan};
use super::private::Permit;
use super::screen::{clean, cut, width};
use super::severity::Severity;
use serde_json::{Value, json};

/// Most of a cell's text that is shown.
const WIDEST: usize = 70;

/// The texts of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// What is wrong, in the reader's words.
    pub message: String,
    /// Why it is so, when that is not plain.
    pub note: Option<String>,
    /// What to do, when we know.
    pub help: Option<String>,
}

/// The texts of a finding, from the catalogue or from the study, for who may know what was typed.
pub fn texts(finding: &Finding, _permit: Permit) -> Texts {
    made(finding)
}

/// The texts of a finding that may be published, and none of another: it is about the study's own
/// files, about the report, or about an answer to a question of which `is_public` says that it is.
/// What stands outside an answer, the state of a file and what somebody decided are not published.
pub fn published(finding: &Finding, is_public: impl Fn(&str) -> bool) -> Option<Texts> {
    let may = match finding.code.topic() {
        Topic::StudyFile | Topic::StudyName | Topic::Study | Topic::Report | Topic::Coverage => {
            true
        }
        Topic::Answer | Topic::Blank => finding.question.as_deref().is_some_and(is_public),
        _ => false,
    };
    may.then(|| made(finding))
}

/// Whether two findings say the same.
pub fn same_words(one: &Finding, other: &Finding) -> bool {
    message(one) == message(other)
}

pub(super) fn made(finding: &Finding) -> Texts {
    let help = match (&finding.help, &finding.code) {
        (Some(help), _) => Some(help.0.said()),
        (None, Code::Own(own)) => {
            own.help.as_ref().map(|text| fill_in(text, &lent(&finding.args.0)))
        }
        (None, _) => text(finding, ".help"),
    };
    Texts { message: message(finding), note: text(finding, ".note"), help }
}

/// What is wrong.
pub(super) fn message(finding: &Finding) -> String {
    match &finding.code {
        Code::Own(own) => fill_in(&own.message, &lent(&finding.args.0)),
        code => text(finding, "").unwrap_or_else(|| code.to_string()),
    }
}

/// A text of the program's own codes: of the finding's wording, or else of its code. What comes out
/// empty is not said.
fn text(finding: &Finding, part: &str) -> Option<String> {
    if matches!(finding.code, Code::Own(_)) {
        return None;
    }
    let (code, args) = (finding.code.as_str(), lent(&finding.args.0));
    let worded = finding.wording.and_then(|word| optional(&format!("{code}.{word}{part}"), &args));
    worded.or_else(|| optional(&format!("{code}{part}"), &args)).filter(|text| !text.is_empty())
}

/// Sorts findings for a reader: by file, sheet, row, column, then code; drops repetitions.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| {
        let same_fault = || message(a).cmp(&message(b));
        (&a.place, &a.code).cmp(&(&b.place, &b.code)).then_with(same_fault)
    });
    findings.dedup();
}

/// The finding with its places, note and help, for a reader at a terminal.
pub fn long(finding: &Finding, permit: Permit) -> String {
    let Texts { message, note, help } = texts(finding, permit);
    let mut out = format!("{}: {}\n", head(finding), clean(&message));
    if finding.place != Place::Nowhere {
        out.push_str(&format!("  ┌─ {}\n", clean(&finding.place.to_string())));
    }
    out.push_str(&body(finding));
    for (place, word) in finding.related.iter().filter(|(place, _)| !drawn(finding, place)) {
        out.push_str(&format!("  ├─ {}: {}\n", clean(&place.to_string()), clean(&word.0.said())));
    }
    if let Some(note) = &note {
        out.push_str(&format!("  = {}: {}\n", say("word-note"), clean(note)));
    }
    if let Some(waived) = &finding.waived {
        out.push_str(&format!(
            "  = {}: {}\n",
            say("word-severity-waived"),
            clean(&waived.0.said())
        ));
    }
    if let Some(help) = help.as_ref().filter(|_| finding.waived.is_none()) {
        out.push_str(&format!("  = {}: {}\n", say("word-help"), clean(help)));
    }
    out
}

/// `file:Sheet!C7: warning[band-gap]: message`, for lists and editors.
pub fn short(finding: &Finding, _permit: Permit) -> String {
    let place = match &finding.place {
        Place::Cell(at) if !at.sheet.is_empty() => format!("{}:{}!{}", at.file, at.sheet, at.cell),
        other => other.to_string(),
    };
    let text = format!("{}: {}", head(finding), clean(&message(finding)));
    if place.is_empty() { text } else { format!("{}: {text}", clean(&place)) }
}

/// The finding as an object with the fields of `check --format json`.
pub fn json(finding: &Finding, permit: Permit) -> Value {
    let Texts { message, help, .. } = texts(finding, permit);
    json!({
        "code": finding.code.as_str(),
        "severity": finding.severity.id(),
        "participant": finding.participant,
        "file": finding.place.file(),
        "sheet": finding.place.sheet(),
        "cell": finding.place.cell().map(|cell| cell.to_string()),
        "question": finding.question,
        "value": finding.written(permit),
        "message": message,
        "help": help,
        "waived": finding.waived.as_ref().map(|waived| waived.0.said()),
    })
}

fn head(finding: &Finding) -> String {
    let word = match finding.severity {
        _ if finding.waived.is_some() => say("word-severity-waived"),
        Severity::Error => say("word-severity-error"),
        Severity::Warning => say("word-severity-warning"),
        Severity::Note => say("word-severity-note"),
    };
    format!("{word}[{}]", finding.code)
}

/// Whether a related place is already marked in the excerpt.
fn drawn(finding: &Finding, place: &Place) -> bool {
    let (Some(excerpt), Place::Cell(at), Place::Cell(own)) =
        (&finding.excerpt, place, &finding.place)
    else {
        return false;
    };
    let number = at.cell.row + 1;
    let letter = at.cell.column_letters();
    (&at.file, &at.sheet) == (&own.file, &own.sheet)
        && excerpt.columns.iter().any(|(shown, _)| *shown == letter)
        && excerpt.rows.iter().any(|row| row.number == number)
}

/// The text underlined, or what the person wrote in the cell.
fn body(finding: &Finding) -> String {
    if let Some(excerpt) = &finding.excerpt {
        let lines = super::excerpt::draw(excerpt);
        let lines: Vec<String> = lines.iter().map(|line| format!("  │  {line}\n")).collect();
        return format!("  │\n{}", lines.concat());
    }
    match (&finding.place, finding.value.as_ref().map(|value| &value.0)) {
        (Place::Text(span), _) => underlined(span),
        (Place::Cell(at), Some(value)) if !value.is_empty() => {
            let name = at.cell.to_string();
            let value = clean(&value.replace('\n', " ⏎ "));
            let shown = cut(&value, WIDEST);
            let marks = "^".repeat(width(&shown).max(1));
            let gutter = " ".repeat(name.len() + 3);
            format!("{gutter} │\n   {name} │ {shown}\n{gutter} │ {marks}\n")
        }
        _ => String::new(),
    }
}

/// Longest stretch of a line that is shown, in characters.
const LONGEST: usize = 160;
/// Of it, what stands before the mistake when the line is cut.
const BEFORE: usize = 60;

/// A line of a file, and marks below what a finding is about. Of a line that may have millions of
/// characters only what is around the mistake is shown.
fn underlined(span: &TextSpan) -> String {
    let long = span.source.chars().nth(LONGEST).is_some();
    let column = span.column.saturating_sub(1);
    let from = if long { column.saturating_sub(BEFORE) } else { 0 };
    let window: String = span.source.chars().skip(from).take(LONGEST).collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    let (first, last) = (dots(from > 0), dots(span.source.chars().nth(from + LONGEST).is_some()));
    let start = column - from;
    let before: String = window.chars().take(start).map(blank_like).collect();
    let meant: String = window.chars().skip(start).take(span.length).collect();
    let marks = "^".repeat(width(&clean(&meant)).max(1));
    let number = span.line.to_string();
    let gutter = " ".repeat(number.len());
    let below = format!("{}{before}{marks}", " ".repeat(width(first)));
    format!("{gutter} │\n{number} │ {first}{}{last}\n{gutter} │ {below}\n", clean(&window))
}

/// What takes as much room as a letter and is not seen.
fn blank_like(c: char) -> String {
    if c == '\t' { c.to_string() } else { " ".repeat(width(&clean(&c.to_string()))) }
}
