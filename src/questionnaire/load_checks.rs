// SPDX-License-Identifier: EUPL-1.2
//! `checks.yaml`.

use super::files::FOLDER;
use super::validate::{Declared, Name};
use super::{Check, CheckKind, Condition, Total};
use crate::datum::QuestionId;
use crate::diag::{Code, Error, Severity};
use crate::files::Files;
use crate::yaml::{Fields, Node, YamlFile};

/// The word of a check's kind.
#[derive(Clone, Copy)]
enum Kind {
    Bands,
    Totals,
    SameAnswer,
    Unique,
    Sql,
    Change,
}

const KINDS: [(&str, Kind); 6] = [
    ("bands", Kind::Bands),
    ("totals", Kind::Totals),
    ("same_answer", Kind::SameAnswer),
    ("unique", Kind::Unique),
    ("sql", Kind::Sql),
    ("change", Kind::Change),
];

/// The declared checks; none when the study has no `checks.yaml`.
pub(super) fn checks(files: &Files, declared: &mut Declared) -> Result<Vec<Check>, Error> {
    let file = format!("{FOLDER}/checks.yaml");
    let Some((source, node)) = YamlFile::read_if_there(files, &file)? else {
        return Ok(Vec::new());
    };
    let fields = Fields::of(&source, &node);
    let list = fields.list("checks");
    fields.finish();
    Ok(list.into_iter().filter_map(|node| check(&source, node, declared)).collect())
}

fn check(source: &YamlFile, node: &Node, declared: &mut Declared) -> Option<Check> {
    let fields = Fields::of(source, node);
    let code = fields.need_text("code");
    if let Some(node) = fields.get("code") {
        declared.name(Name::Check, &code, source.span(node));
        // Who waives or looks for a fault of the answers would get another one.
        if Code::ALL.iter().any(|own| *own == *code.as_str()) {
            source.report(Code::CheckCodeTaken, node, &[("code", &code)]);
        }
    }
    let severities =
        [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];
    let severity = fields.one_of("severity", &severities).unwrap_or(Severity::Warning);
    fields.need("kind");
    let mut reader = Reader { source, declared };
    let kind = match fields.one_of("kind", &KINDS)? {
        Kind::Bands => reader.bands(&fields),
        Kind::Totals => CheckKind::Totals {
            left: fields.need("left").and_then(|node| reader.total(node))?,
            right: fields.need("right").and_then(|node| reader.total(node))?,
        },
        Kind::SameAnswer => reader.same_answer(&fields)?,
        Kind::Unique => CheckKind::Unique {
            table: reader.refer(&fields, "table", Name::Table),
            column: fields.need_text("column"),
        },
        Kind::Change => reader.change(&fields)?,
        Kind::Sql => CheckKind::Sql(fields.need_text("sql")),
    };
    let check = Check {
        message: fields.need_text("message"),
        help: fields.text("help"),
        internal: fields.flag("internal"),
        at: source.span(fields.get("code").unwrap_or(node)),
        code,
        severity,
        kind,
    };
    fields.text("example");
    fields.finish();
    Some(check)
}

struct Reader<'a> {
    source: &'a YamlFile,
    declared: &'a mut Declared,
}

impl Reader<'_> {
    fn refer(&mut self, fields: &Fields<'_>, key: &'static str, what: Name) -> String {
        let id = fields.need_text(key);
        if let Some(node) = fields.get(key) {
            self.declared.refer(what, &id, self.source.span(node));
        }
        id
    }

    fn bands(&mut self, fields: &Fields<'_>) -> CheckKind {
        let table = self.refer(fields, "table", Name::Table);
        for key in ["from", "to", "from_excluded", "to_excluded", "by"] {
            if let (Some(name), Some(node)) = (fields.text(key), fields.get(key)) {
                let question = QuestionId::within(&table, &name);
                self.declared.refer(Name::Question, &question, self.source.span(node));
            }
        }
        CheckKind::Bands {
            table,
            from: fields.need_text("from"),
            to: fields.need_text("to"),
            from_excluded: fields.text("from_excluded"),
            to_excluded: fields.text("to_excluded"),
            by: fields.text("by"),
        }
    }

    fn same_answer(&mut self, fields: &Fields<'_>) -> Option<CheckKind> {
        fields.need("questions");
        for node in fields.list("questions") {
            let id = node.scalar().unwrap_or_default();
            self.declared.refer(Name::SingleQuestion, &id, self.source.span(node));
        }
        let mut questions = fields.texts("questions").into_iter().map(QuestionId::from);
        Some(CheckKind::SameAnswer { left: questions.next()?, right: questions.next()? })
    }

    fn change(&mut self, fields: &Fields<'_>) -> Option<CheckKind> {
        let limit = fields.number("limit").unwrap_or_default();
        let of = match fields.get("total") {
            Some(node) => self.total(node)?,
            None => {
                let of = self.refer(fields, "question", Name::SingleQuestion).into();
                Total { of, only: Vec::new() }
            }
        };
        Some(CheckKind::Change { of, limit })
    }

    fn total(&mut self, node: &Node) -> Option<Total> {
        let fields = Fields::of(self.source, node);
        let of = QuestionId::from(self.refer(&fields, "sum", Name::Question));
        let mut only = Vec::new();
        for (name, node) in fields.map("where") {
            let question = QuestionId::within(of.table(), &name);
            self.declared.refer(Name::Question, &question, self.source.span(node));
            let is = match &node.kind {
                crate::yaml::Kind::List(items) => {
                    items.iter().filter_map(|item| self.source.text(item)).collect()
                }
                _ => self.source.text(node).into_iter().collect(),
            };
            only.push(Condition { question, is });
        }
        fields.finish();
        Some(Total { of, only })
    }
}
