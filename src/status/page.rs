// SPDX-License-Identifier: EUPL-1.2
//! The overview as a document: who is where at a glance, then each participant with what is missing
//! and what is wrong. It is written by the same writers as the report.

use super::overview::{Counts, Overview, ParticipantStatus, SectionStatus};
use crate::comparison::Content;
use crate::datum::{Day, Origin};
use crate::diag::{Finding, Permit, Place, Texts, say, say_with, texts};
use crate::questionnaire::About;
use crate::report::Deck;
use crate::report::{Align, Block, Cell, Chapter, Column, Document, Inline, Row, Table, Value};
use crate::study::VolumeKind;

/// The page of a round. Nobody's name or address comes here but that of who validated.
pub fn document(study: &About, overview: &Overview, permit: Permit) -> Document {
    let mut page = Page { overview, permit, tables: 0 };
    let mut chapters = vec![page.overall()];
    chapters.extend(overview.participants.iter().map(|one| page.participant(one)));
    let day = overview.on.unwrap_or(study.date);
    let on = overview.on.map(Day::long);
    let args = [("round", overview.title.as_str()), ("lateness", &lateness(overview))];
    Document {
        volume: VolumeKind::Report,
        language: "it".to_owned(),
        title: say("status-title"),
        subtitle: Some(study.title.clone()),
        publisher: study.publisher.clone(),
        date: on.map_or_else(String::new, |day| say_with("status-on", &[("day", &day)])),
        day,
        notices: vec![say_with("status-round", &args)],
        chapters,
        deck: Deck::default(),
        published: Vec::new(),
        word_template: None,
        has_others: false,
        sources: Vec::new(),
    }
}

/// The deadline, and on which day it is judged who is late; when nobody can be, why.
pub fn lateness(overview: &Overview) -> String {
    match (overview.deadline.map(Day::long), overview.on.map(Day::long)) {
        (None, _) => say("status-no-deadline"),
        (Some(deadline), None) => say_with("status-no-day", &[("deadline", &deadline)]),
        (Some(deadline), Some(on)) => {
            say_with("status-judged", &[("deadline", &deadline), ("on", &on)])
        }
    }
}

struct Page<'a> {
    overview: &'a Overview,
    permit: Permit,
    tables: usize,
}

impl Page<'_> {
    fn overall(&mut self) -> Chapter {
        let heads = ["sent", "sections", "answers", "errors", "warnings", "late", "validated"];
        let rows = self.overview.participants.iter().map(|one| {
            let (answered, asked) = one.answered();
            let counts = Counts::of(one.findings());
            let returned = one.sections.iter().filter(|s| s.returned.is_some()).count();
            let texts = vec![
                day(one.sent),
                some_of(returned, one.sections.len()),
                some_of(answered, asked),
                count(counts.errors),
                count(counts.warnings),
                late(one.late(), one.sections.iter().any(SectionStatus::is_overdue)),
                some_of(one.validated(), one.sections.len()),
            ];
            (one.name.clone(), texts)
        });
        let rows = rows.collect();
        let overall = self.table(&say("status-overall"), "status-head-participant", &heads, rows);
        let sections: Vec<(String, Vec<String>)> = self
            .overview
            .participants
            .iter()
            .map(|one| (one.name.clone(), one.sections.iter().map(state).collect()))
            .collect();
        let titles: Vec<String> = self
            .overview
            .participants
            .first()
            .map(|one| one.sections.iter().map(|s| format!("{} {}", s.code, s.title)).collect())
            .unwrap_or_default();
        let grid = self.plain(&say("status-sections"), "status-head-participant", titles, sections);
        Chapter {
            id: "quadro".to_owned(),
            title: say("status-overview"),
            blocks: vec![overall, grid],
            annex: false,
        }
    }

    fn participant(&mut self, one: &ParticipantStatus) -> Chapter {
        let heads = ["returned", "answers", "errors", "warnings", "late", "validated", "missing"];
        let rows = one.sections.iter().map(|section| {
            let counts = section.counts();
            let returned = section.returned.as_ref().map(|file| day(file.on));
            let missing: Vec<String> =
                section.missing.iter().map(|(code, label)| format!("{code} {label}")).collect();
            let texts = vec![
                returned.unwrap_or_else(|| "–".to_owned()),
                some_of(section.answered, section.asked),
                count(counts.errors),
                count(counts.warnings),
                late(section.late, section.is_overdue()),
                validated(section),
                missing.join("\n"),
            ];
            (format!("{} {}", section.code, section.title), texts)
        });
        let rows = rows.collect();
        let mut blocks = vec![Block::Paragraph(vec![Inline::Text(arrivals(one))])];
        blocks.push(self.table(&say("status-by-section"), "status-head-section", &heads, rows));
        let findings: Vec<(String, Vec<String>)> =
            one.findings().map(|finding| finding_row(finding, self.permit)).collect();
        blocks.push(match findings.is_empty() {
            true => Block::Paragraph(vec![Inline::Text(say("status-no-findings"))]),
            false => {
                let heads = ["severity", "message", "help"];
                self.table(&say("status-findings"), "status-head-place", &heads, findings)
            }
        });
        Chapter { id: one.id.clone(), title: one.name.clone(), blocks, annex: false }
    }

    fn table(
        &mut self,
        caption: &str,
        stub: &str,
        heads: &[&str],
        rows: Vec<(String, Vec<String>)>,
    ) -> Block {
        let heads = heads.iter().map(|head| say(&format!("status-head-{head}"))).collect();
        self.plain(caption, stub, heads, rows)
    }

    fn plain(
        &mut self,
        caption: &str,
        stub: &str,
        heads: Vec<String>,
        rows: Vec<(String, Vec<String>)>,
    ) -> Block {
        self.tables += 1;
        let row = |(label, texts): (String, Vec<String>)| Row {
            label: value(&label),
            group: None,
            cells: texts.iter().map(|text| cell(text)).collect(),
            total: false,
        };
        Block::Table(Box::new(Table {
            id: format!("tabella-{}", self.tables),
            number: 0,
            caption: caption.to_owned(),
            spanners: Vec::new(),
            stub_head: say(stub),
            columns: heads.into_iter().map(|label| Column { label, align: Align::Left }).collect(),
            rows: rows.into_iter().map(row).collect(),
            even: false,
            base: None,
            notes: Vec::new(),
        }))
    }
}

/// A text; several lines are several values.
fn cell(text: &str) -> Cell {
    Cell { values: text.lines().map(value).collect(), shade: None }
}

fn value(text: &str) -> Value {
    Value { text: text.to_owned(), content: Content::Text, source: None }
}

/// Where a finding points, how much it weighs, what it says, and the way out.
fn finding_row(finding: &Finding, permit: Permit) -> (String, Vec<String>) {
    let word = match &finding.waived {
        Some(_) => say("word-severity-waived"),
        None => say(&format!("word-severity-{}", finding.severity.id())),
    };
    let Texts { message, help, .. } = texts(finding, permit);
    let help = finding
        .waived
        .as_ref()
        .map(|waived| waived.read(permit).said())
        .or(help)
        .unwrap_or_default();
    (spot(finding), vec![word, message, help])
}

/// Sheet and cell as the respondent sees them; the file when there is no sheet.
pub(super) fn spot(finding: &Finding) -> String {
    match &finding.place {
        Place::Cell(at) => {
            say_with("status-cell", &[("sheet", &*at.sheet), ("cell", &at.cell.to_string())])
        }
        Place::Sheet(_, sheet) => say_with("status-sheet", &[("sheet", sheet)]),
        other => other.to_string(),
    }
}

/// How and when the answers came.
fn arrivals(one: &ParticipantStatus) -> String {
    let sent = one.sent.map(Day::short);
    let sent = sent.map(|day| say_with("status-sent", &[("day", &day)]));
    let last = one.files.last().map(|file| {
        let n = one.files.len().to_string();
        let day = file.on.map(Day::short).unwrap_or_default();
        let transcribed = one.origin == Some(Origin::Transcribed);
        let key = if transcribed { "status-transcribed" } else { "status-received" };
        say_with(key, &[("n", n.as_str()), ("day", &day), ("file", &file.file)])
    });
    let nothing = || say("status-nothing");
    [sent, Some(last.unwrap_or_else(nothing))].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The state of a section in a few words.
fn state(section: &SectionStatus) -> String {
    let mut lines = vec![match (&section.returned, section.missing.is_empty()) {
        (None, _) => say("status-state-awaited"),
        (Some(_), true) => say("status-state-complete"),
        (Some(_), false) => some_of(section.answered, section.asked),
    }];
    let errors = section.counts().errors;
    if errors > 0 {
        lines.push(say_with("summary-errors", &[("n", &errors.to_string())]));
    }
    if section.is_overdue() {
        lines.push(late(section.late, true));
    }
    if section.validated.is_some() {
        lines.push(validated(section));
    }
    lines.join("\n")
}

/// «in ritardo di 3 giorni», or that what came came late.
fn late(days: Option<i64>, overdue: bool) -> String {
    let Some(days) = days else { return "–".to_owned() };
    let key = if overdue { "status-late" } else { "status-came-late" };
    say_with(key, &[("n", &days.to_string())])
}

/// «A. Rossi, 20/07/2022».
fn validated(section: &SectionStatus) -> String {
    let Some(validated) = &section.validated else { return "–".to_owned() };
    let on = validated.on.map(Day::short).unwrap_or_default();
    let args = [("by", validated.by.as_str()), ("on", &on)];
    say_with(if validated.outdated { "status-outdated" } else { "status-validated" }, &args)
}

fn some_of(n: usize, all: usize) -> String {
    say_with("cli-status-of", &[("n", &n.to_string()), ("of", &all.to_string())])
}

fn count(n: usize) -> String {
    if n == 0 { "–".to_owned() } else { n.to_string() }
}

fn day(day: Option<Day>) -> String {
    day.map_or_else(|| "–".to_owned(), Day::short)
}
