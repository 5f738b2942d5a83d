// SPDX-License-Identifier: EUPL-1.2
//! The receipt: one page that says what was received, what was understood of it, what of that
//! will be published, and how to go on.

use super::exact::exact;
use super::remarks::sentence;
use super::{Feedback, Received};
use crate::comparison::Content;
use crate::datum::{Day, State};
use crate::diag::{Severity, say, say_with};
use crate::questionnaire::{Item, Question, Section};
use crate::report::Deck;
use crate::report::{Align, Block, Cell, Chapter, Document, Inline, Row, Table, Value};
use crate::responses::Answered;
use crate::study::VolumeKind;

/// Answers shown of each section, and characters of each.
const KEY_ANSWERS: usize = 2;
const SHOWN: usize = 70;
/// Digits of a hash that are shown: enough to tell two files apart.
const DIGITS: usize = 12;

/// The receipt as a document of one page.
pub fn receipt(feedback: &Feedback<'_>) -> Document {
    let study = &feedback.questionnaire.study;
    let parts = [
        ("receipt-received", received(feedback)),
        ("receipt-understood", vec![understood(feedback)]),
        ("receipt-open", open(feedback)),
        ("receipt-published", published(feedback)),
        ("receipt-next", next(feedback)),
    ];
    let mut blocks = Vec::new();
    for (key, part) in parts {
        let text = vec![Inline::Text(say(key))];
        blocks.push(Block::Heading { level: 2, id: key.to_owned(), text });
        blocks.extend(part);
    }
    let title = say("receipt-chapter");
    let day = feedback.last_day().unwrap_or(study.date);
    let chapter = Chapter { id: "ricevuta".to_owned(), title, blocks, annex: false };
    Document {
        volume: VolumeKind::Report,
        language: "it".to_owned(),
        title: say_with("receipt-title", &[("name", &feedback.participant.name)]),
        subtitle: Some(study.title.clone()),
        publisher: study.publisher.clone(),
        date: day.long(),
        day: day.to_owned(),
        notices: Vec::new(),
        chapters: vec![chapter],
        deck: Deck::default(),
        published: Vec::new(),
        word_template: None,
        has_others: false,
        sources: Vec::new(),
    }
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}

fn list(items: Vec<String>) -> Block {
    Block::List {
        ordered: false,
        items: items.into_iter().map(|item| vec![paragraph(item)]).collect(),
    }
}

/// The files, with the day and what tells them apart.
fn received(feedback: &Feedback<'_>) -> Vec<Block> {
    let one = |received: &Received<'_>| {
        let entry = received.entry;
        let rounds = &feedback.questionnaire.study.rounds;
        let round = rounds.iter().find(|round| round.id == received.round);
        let args = [
            ("file", entry.original_name.as_str()),
            ("day", &entry.received.map(Day::short).unwrap_or_default()),
            ("round", round.map_or(received.round, |round| &round.title)),
            ("hash", entry.sha256.get(..DIGITS).unwrap_or(&entry.sha256)),
        ];
        say_with("receipt-file", &args)
    };
    // Of many files the last ones count; the log has them all.
    let skipped = feedback.received.len().saturating_sub(4);
    let items = feedback.received.iter().skip(skipped).map(one).collect();
    let mut blocks = vec![list(items)];
    blocks.extend(feedback.response.note.clone().map(|note| paragraph(sentence(&note))));
    blocks
}

/// Section by section: how much was answered, the first answers, the open remarks.
fn understood(feedback: &Feedback<'_>) -> Block {
    let questionnaire = feedback.questionnaire;
    let rows = questionnaire.sections.iter().map(|section| {
        let count = feedback.answered.iter().find(|count| count.section == section.id);
        let title = format!("{} {}", section.code, section.title);
        let open = feedback.remarks.iter().filter(|remark| remark.section == title).count();
        Row {
            label: value(title),
            group: None,
            cells: vec![
                cell(count.map(answered_of).unwrap_or_default()),
                cell(key_answers(feedback, section)),
                cell(open.to_string()),
            ],
            total: false,
        }
    });
    let column = |key: &str, align| crate::report::Column { label: say(key), align };
    Block::Table(Box::new(Table {
        id: "risposte".to_owned(),
        number: 0,
        caption: say("receipt-table"),
        spanners: Vec::new(),
        stub_head: say("receipt-head-section"),
        columns: vec![
            column("receipt-head-answered", Align::Centre),
            column("receipt-head-answers", Align::Left),
            column("receipt-head-remarks", Align::Centre),
        ],
        rows: rows.collect(),
        even: false,
        base: None,
        notes: Vec::new(),
    }))
}

fn answered_of(count: &Answered) -> String {
    let (n, of) = (count.answered.to_string(), count.asked.to_string());
    say_with("receipt-answered", &[("n", &n), ("of", &of)])
}

fn value(text: String) -> Value {
    Value { text, content: Content::Text, source: None }
}

fn cell(text: String) -> Cell {
    Cell { values: vec![value(text)], shade: None }
}

/// The first answers of a section that are short and public, and how long its tables are.
fn key_answers(feedback: &Feedback<'_>, section: &Section) -> String {
    let single = |item: &Item| match item {
        Item::Question(question) if !question.private && !question.kind.is_text() => {
            shown(feedback, question)
        }
        _ => None,
    };
    let words = |item: &Item| match item {
        Item::Question(question) if !question.private => shown(feedback, question),
        _ => None,
    };
    let tables = |item: &Item| match item {
        Item::Table(table) if table.printed.is_none() => {
            let rows = feedback.rows(&table.id);
            let args = [("label", table.label.as_str()), ("n", &rows.to_string())];
            (rows > 0).then(|| say_with("receipt-rows", &args))
        }
        _ => None,
    };
    let mut found: Vec<String> =
        section.items.iter().filter_map(single).take(KEY_ANSWERS).collect();
    if found.is_empty() {
        found.extend(section.items.iter().filter_map(words).take(1));
    }
    found.extend(section.items.iter().filter_map(tables).take(KEY_ANSWERS));
    if found.is_empty() { say("receipt-no-answers") } else { found.join("; ") }
}

/// A question with its answer, when there is one that was understood.
fn shown(feedback: &Feedback<'_>, question: &Question) -> Option<String> {
    let datum = feedback.response.answers.get(&question.id)?;
    let State::Value(_) = datum.state else { return None };
    let text = exact(feedback.questionnaire, question, datum);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    Some(format!("{}: {short}", question.label))
}

/// How many remarks of each weight, and where they stand.
fn open(feedback: &Feedback<'_>) -> Vec<Block> {
    if feedback.remarks.is_empty() {
        return vec![paragraph(sentence(&say("feedback-none")))];
    }
    let line = |severity: Severity| {
        let numbers: Vec<String> = feedback
            .remarks
            .iter()
            .filter(|remark| remark.severity == severity)
            .map(|remark| remark.number.to_string())
            .collect();
        let n = numbers.len().to_string();
        let args = [("n", n.as_str()), ("numbers", &numbers.join(", "))];
        let key = format!("receipt-open-{}", severity.id());
        (!numbers.is_empty()).then(|| say_with(&key, &args))
    };
    let mut blocks = vec![list(Severity::ALL.into_iter().filter_map(line).collect())];
    if !feedback.stray.is_empty() {
        let n = feedback.stray.len().to_string();
        blocks.push(paragraph(say_with("receipt-stray", &[("n", &n)])));
    }
    blocks
}

/// What everybody will be able to read, and what nobody will.
fn published(feedback: &Feedback<'_>) -> Vec<Block> {
    let private: Vec<String> = feedback
        .questionnaire
        .questions()
        .filter(|question| question.private)
        .map(|question| format!("{} {}", question.code, question.label))
        .collect();
    let mut items = vec![say("receipt-public")];
    if private.is_empty() {
        items.push(say("receipt-private-none"));
    } else {
        items.push(say_with("receipt-private", &[("questions", &private.join(", "))]));
    }
    items.push(say("receipt-outside"));
    vec![list(items)]
}

fn next(feedback: &Feedback<'_>) -> Vec<Block> {
    let mut items = vec![
        say_with("receipt-next-review", &[("file", &feedback.file_name())]),
        say("receipt-next-return"),
    ];
    if let Some(day) = feedback.deadline() {
        items.push(say_with("receipt-next-deadline", &[("day", &day.long())]));
    }
    items.push(say("receipt-next-silence"));
    vec![list(items)]
}
