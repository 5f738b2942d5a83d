// SPDX-License-Identifier: EUPL-1.2
//! What `log.yaml` beside a round's files says of them: how they came, what the study team
//! corrected or waived, who validated what.
//!
//! The program adds to it, and people may read it and write in it: it is read like the study's own
//! YAML, with a finding for every mistake. A returned workbook is never written in.

use crate::datum::{Day, Origin};
use crate::diag::{Error, Mistakes, TextSpan, say};
use crate::files::Files;
use crate::yaml::{Fields, Kind, Node, YamlFile};
use std::path::Path;

/// One returned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Name of the kept file, in the same folder.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Name under which it came.
    pub original_name: String,
    /// Day it was received; none when the log does not say it.
    pub received: Option<Day>,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside every answer of this round («Trascrizione dal documento del 2022 …»).
    pub note: Option<String>,
    /// Sections whose answers are taken from it; all when empty.
    pub sections: Vec<String>,
    /// The participant that the file itself names, when the study team knows better.
    pub stamped: Option<String>,
}

/// An answer that the study team put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Full id of a question, a table's column, or a grid.
    pub question: String,
    /// Row of a table: its number from 1, or what stands in the column that names it; id of the
    /// choice down a grid.
    pub row: Option<String>,
    /// Id of the choice across a grid.
    pub column: Option<String>,
    /// The right answer, as somebody would type it; empty for not answered.
    pub value: String,
    /// Why, in words that may be published; [`Signed::reason`] is for the record.
    pub public_reason: Option<String>,
    /// Who decided.
    pub signed: Signed,
}

/// A finding that the study team lets stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Code of the finding.
    pub code: String,
    /// Full id of the question, table or grid that it is about; all when none.
    pub question: Option<String>,
    /// Its cell, `Sheet!C7`; all when none.
    pub cell: Option<String>,
    /// What stood in the cell: another value is asked about again; any when none.
    pub value: Option<String>,
    /// Who decided.
    pub signed: Signed,
}

/// Who decided something, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub author: String,
    /// When; none, with a finding, when the log does not say it.
    pub date: Option<Day>,
    /// Why.
    pub reason: String,
    /// Where it stands in the log.
    pub at: TextSpan,
}

/// Answers that somebody has looked at and found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// Who.
    pub by: String,
    /// When; none, with a finding, when the log does not say it.
    pub on: Option<Day>,
    /// Which sections; all when empty.
    pub sections: Vec<String>,
    /// How many files there were then; a day is too coarse to tell.
    pub files: Option<usize>,
    /// Where it stands in the log.
    pub at: TextSpan,
}

/// A round's log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// Day on which the form was sent.
    pub sent: Option<Day>,
    /// The files, in the order in which they came.
    pub files: Vec<LogEntry>,
    /// What the study team put right, in order.
    pub corrections: Vec<Correction>,
    /// What the study team lets stand.
    pub waivers: Vec<Waiver>,
    /// What was looked at and found good.
    pub validated: Vec<Validation>,
}

/// Name of the log in a round's folder.
pub(super) const LOG_FILE: &str = "log.yaml";

impl Log {
    /// Reads the log in `folder` below `root`; an empty one when there is none.
    pub fn read(root: &Path, folder: &str, mistakes: &Mistakes) -> Result<Log, Error> {
        let file = format!("{folder}/{LOG_FILE}");
        if !root.join(&file).exists() {
            return Ok(Log::default());
        }
        let read = YamlFile::read(&Files::telling(root, mistakes), &file)?;
        Ok(read.map(|(source, node)| log_in(&source, &node)).unwrap_or_default())
    }

    /// Reads a log that stands in `file` from its text.
    pub(super) fn parse(file: &str, text: &str, mistakes: &Mistakes) -> Log {
        let read = YamlFile::parse(file, text, mistakes);
        read.map(|(source, node)| log_in(&source, &node)).unwrap_or_default()
    }

    /// The last day that the log names.
    pub fn last_day(&self) -> Option<Day> {
        let files = self.files.iter().map(|entry| entry.received);
        let corrections = self.corrections.iter().map(|one| one.signed.date);
        let waivers = self.waivers.iter().map(|one| one.signed.date);
        let validated = self.validated.iter().map(|one| one.on);
        let all = files.chain(corrections).chain(waivers).chain(validated).chain([self.sent]);
        all.flatten().max()
    }

    /// Who found a section good last.
    pub fn validation(&self, section: &str) -> Option<&Validation> {
        let holds = |one: &&Validation| {
            one.sections.is_empty() || one.sections.iter().any(|id| id == section)
        };
        self.validated.iter().filter(holds).max_by(|a, b| a.on.cmp(&b.on))
    }
}

fn log_in(source: &YamlFile, node: &Node) -> Log {
    if matches!(node.kind, Kind::Null) {
        return Log::default();
    }
    let fields = Fields::of(source, node);
    let log = Log {
        sent: fields.day("sent"),
        files: fields.list("files").into_iter().map(|node| entry(source, node)).collect(),
        corrections: list(&fields, "corrections", |node| correction(source, node)),
        waivers: list(&fields, "waivers", |node| waiver(source, node)),
        validated: list(&fields, "validated", |node| validation(source, node)),
    };
    fields.finish();
    log
}

fn list<T>(fields: &Fields<'_>, key: &'static str, read: impl Fn(&Node) -> T) -> Vec<T> {
    fields.list(key).into_iter().map(read).collect()
}

fn entry(source: &YamlFile, node: &Node) -> LogEntry {
    let fields = Fields::of(source, node);
    let entry = LogEntry {
        file: fields.need_text("file"),
        sha256: fields.need_text("sha256"),
        original_name: fields.text("original_name").unwrap_or_default(),
        received: fields.day("received"),
        origin: fields
            .one_of("origin", &[Origin::Returned, Origin::Transcribed].map(|o| (o.id(), o)))
            .unwrap_or(Origin::Returned),
        note: fields.text("note"),
        sections: fields.texts("sections"),
        stamped: fields.text("stamped"),
    };
    fields.finish();
    entry
}

fn correction(source: &YamlFile, node: &Node) -> Correction {
    let fields = Fields::of(source, node);
    let correction = Correction {
        question: fields.need_text("question"),
        row: fields.text("row"),
        column: fields.text("column"),
        // an empty text takes the answer back, but it must be written
        value: match fields.need("value").map(|node| &node.kind) {
            // written without quotes, in YAML's way
            Some(Kind::Number(number)) => number.to_string().replace('.', ","),
            Some(Kind::Bool(true)) => say("form-word-yes"),
            Some(Kind::Bool(false)) => say("form-word-no"),
            Some(_) => fields.need_text("value"),
            None => String::new(),
        },
        public_reason: fields.text("public_reason"),
        signed: signed(source, &fields, "question"),
    };
    fields.finish();
    correction
}

fn waiver(source: &YamlFile, node: &Node) -> Waiver {
    let fields = Fields::of(source, node);
    let waiver = Waiver {
        code: fields.need_text("finding"),
        question: fields.text("question"),
        cell: fields.text("cell"),
        value: fields.text("value"),
        signed: signed(source, &fields, "finding"),
    };
    fields.finish();
    waiver
}

fn signed(source: &YamlFile, fields: &Fields<'_>, first: &'static str) -> Signed {
    Signed {
        author: fields.need_text("author"),
        date: fields.need_day("date"),
        reason: fields.need_text("reason"),
        at: source.span(fields.get(first).unwrap_or(fields.node())),
    }
}

fn validation(source: &YamlFile, node: &Node) -> Validation {
    let fields = Fields::of(source, node);
    let validation = Validation {
        by: fields.need_text("by"),
        on: fields.need_day("date"),
        sections: fields.texts("sections"),
        files: fields.count("files"),
        at: source.span(fields.get("by").unwrap_or(node)),
    };
    fields.finish();
    validation
}
