// SPDX-License-Identifier: EUPL-1.2
//! The parts that comparisons and claims share: tables, columns, filters, axes, measures.

use super::message::{self, CELL};
use super::{Axis, Filter, Measure, Part, Placeholder, Unknown, Wanted};
use crate::datum::columns;
use crate::diag::Code;
use crate::questionnaire::{MOST_DECIMALS, Questionnaire, is_id};
use crate::tables::{Column, DataTable};
use crate::yaml::{Fields, Kind, Node, YamlFile, did_you_mean};
use std::collections::BTreeMap;

/// What a declaration may name.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) questionnaire: &'a Questionnaire,
    /// The tables without their rows, by full id: of answers, of reference data, and the views.
    pub(super) tables: &'a BTreeMap<String, DataTable>,
}

/// The id of a declaration, whether the rest of it can be read or not: who names it is not wrong.
pub(super) fn id_of(node: &Node) -> Option<String> {
    let Kind::Map(entries) = &node.kind else { return None };
    entries.iter().find(|(key, _)| key.scalar().as_deref() == Some("id"))?.1.scalar()
}

/// The id of a declaration, which must follow the rule.
pub(super) fn id(source: &YamlFile, fields: &Fields<'_>) -> String {
    let id = fields.need_text("id");
    if let (Some(node), false) = (fields.get("id"), is_id(&id)) {
        source.report(Code::IdForm, node, &[("id", &id)]);
    }
    id
}

/// What was declared, and under which ids, those among them that cannot be read.
pub(super) struct Declared<T> {
    pub(super) all: Vec<T>,
    pub(super) ids: Vec<String>,
}

impl<T> Default for Declared<T> {
    fn default() -> Self {
        Declared { all: Vec::new(), ids: Vec::new() }
    }
}

/// Reads parts of a declaration against the columns of one table.
pub(super) struct Parts<'a> {
    pub(super) source: &'a YamlFile,
    pub(super) known: Known<'a>,
    pub(super) table: Option<&'a DataTable>,
}

impl<'a> Parts<'a> {
    /// The table named under a key.
    pub(super) fn find_table(
        &self,
        fields: &Fields<'_>,
        key: &'static str,
    ) -> Option<&'a DataTable> {
        let node = fields.get(key)?;
        let id = self.source.text(node)?;
        let found = self.known.tables.get(&id);
        if found.is_none() {
            self.unknown_word(node, &id, self.known.tables.keys().map(String::as_str));
        }
        found
    }

    /// A single question named under a key must exist.
    pub(super) fn single_question(&self, fields: &Fields<'_>, key: &'static str) {
        let Some(node) = fields.get(key) else { return };
        let id = node.scalar().unwrap_or_default();
        let known =
            self.known.questionnaire.sections.iter().flat_map(|section| section.questions());
        let public = known.filter(|question| !question.private);
        let known: Vec<&str> = public.map(|question| question.id.as_str()).collect();
        if self.known.questionnaire.question(&id).is_some_and(|question| question.private) {
            self.source.report(Code::PrivateNamed, node, &[("id", &id)]);
        } else if !known.contains(&id.as_str()) {
            self.unknown_word(node, &id, known.iter().copied());
        }
    }

    /// A participant named under a key must exist.
    pub(super) fn participant(&self, fields: &Fields<'_>, key: &'static str) {
        if let Some(node) = fields.get(key) {
            self.is_participant(node, &node.scalar().unwrap_or_default());
        }
    }

    fn is_participant(&self, node: &Node, id: &str) {
        if self.known.questionnaire.participant(id).is_none() {
            let known = self.known.questionnaire.participants.iter().map(|p| p.id.as_str());
            self.unknown_word(node, id, known.collect::<Vec<_>>());
        }
    }

    fn unknown_word<'b>(
        &self,
        node: &Node,
        word: &str,
        known: impl IntoIterator<Item = &'b str> + Clone,
    ) {
        let help = did_you_mean(word, known);
        self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", word)], help);
    }

    /// A column's name; a finding when the table has no such column.
    fn checked(&self, node: &Node) -> Option<String> {
        let name = self.source.text(node)?;
        if let Some(table) = self.table
            && name != columns::PARTICIPANT
        {
            // what is private cannot be compared, so that it cannot be published
            let (private, public): (Vec<&Column>, Vec<&Column>) =
                table.columns.iter().partition(|column| column.private);
            let known: Vec<&str> = public.iter().map(|column| column.name.as_str()).collect();
            if private.iter().any(|column| column.name == name) {
                self.source.report(Code::PrivateNamed, node, &[("id", &name)]);
            } else if !known.contains(&name.as_str()) {
                self.unknown_word(node, &name, known.iter().copied());
            }
        }
        Some(name)
    }

    /// The column named under a key.
    pub(super) fn column(&self, fields: &Fields<'_>, key: &'static str) -> Option<String> {
        self.checked(fields.get(key)?)
    }

    /// The columns listed under a key.
    pub(super) fn column_list(&self, fields: &Fields<'_>, key: &'static str) -> Vec<String> {
        fields.list(key).into_iter().filter_map(|node| self.checked(node)).collect()
    }

    /// `participant`, `group`, `none`, or a column.
    pub(super) fn axis(&self, node: &Node) -> Axis {
        match node.scalar().as_deref() {
            Some(columns::PARTICIPANT) => Axis::Participant,
            Some("group") => Axis::Group,
            Some("none") => Axis::All,
            _ => self.checked(node).map_or(Axis::All, Axis::Column),
        }
    }

    /// Reports the placeholders of a sentence that nothing would fill.
    pub(super) fn placeholders(&self, node: Option<&Node>, known: &[&str]) {
        let Some((node, text)) = node.and_then(|node| Some((node, node.scalar()?))) else { return };
        for word in message::words(&text) {
            let is_known = match Placeholder::parse(word).wants {
                _ if known.contains(&word) => true,
                Wanted::Cell(_) => known.contains(&CELL),
                Wanted::Participant(id) => self.known.questionnaire.participant(&id).is_some(),
                Wanted::Named => false,
            };
            if !is_known {
                let shown = known.iter().map(|word| word.trim_end_matches(':'));
                let help = crate::yaml::did_you_mean(word, shown);
                let args = [("word", word)];
                self.source.report_with_help(Code::PlaceholderUnknown, node, &args, help);
            }
        }
    }

    /// `column: word`, `column: [words]`, `column: { not: [words] }`.
    pub(super) fn filters(&self, node: Option<&Node>) -> Vec<Filter> {
        let Some(node) = node else { return Vec::new() };
        let Kind::Map(entries) = &node.kind else {
            self.source.report(Code::WhereForm, node, &[]);
            return Vec::new();
        };
        let mut filters = Vec::new();
        for (name, value) in entries {
            let Some(column) = self.checked(name) else { continue };
            let (not, words) = match &value.kind {
                Kind::Map(inside) => match inside.first() {
                    Some((key, value)) if key.scalar().as_deref() == Some("not") => (true, value),
                    _ => {
                        self.source.report(Code::WhereForm, value, &[]);
                        continue;
                    }
                },
                _ => (false, value),
            };
            let is: Vec<String> = match &words.kind {
                Kind::List(items) => {
                    items.iter().filter_map(|item| self.word(&column, item)).collect()
                }
                _ => self.word(&column, words).into_iter().collect(),
            };
            filters.push(Filter { column, is, not });
        }
        filters
    }

    /// A word that a column is held against; ids of choices and participants must exist.
    fn word(&self, column: &str, node: &Node) -> Option<String> {
        let word = match node.kind {
            Kind::Bool(yes) => (if yes { "yes" } else { "no" }).to_owned(),
            _ => self.source.text(node)?,
        };
        let table = self.table?;
        if column == columns::PARTICIPANT {
            self.is_participant(node, &word);
            return Some(word);
        }
        let list = table
            .position(column)
            .and_then(|at| table.columns.get(at)?.choices.as_ref())
            .and_then(|list| self.known.questionnaire.choices.get(list));
        if let Some(list) = list
            && list.get(&word).is_none()
            && crate::datum::Empty::from_id(&word).is_none()
        {
            let known: Vec<&str> = list.choices.iter().map(|choice| choice.id.as_str()).collect();
            self.unknown_word(node, &word, known);
        }
        Some(word)
    }

    /// `bounds` or `left_out`, when it is said.
    pub(super) fn unknown(&self, fields: &Fields<'_>) -> Option<Unknown> {
        fields.one_of("unknown", &[("bounds", Unknown::Bounds), ("left_out", Unknown::LeftOut)])
    }

    /// A measure.
    pub(super) fn measure(&self, node: &Node) -> Option<Measure> {
        if node.scalar().as_deref() == Some("count") {
            return Some(Measure::Count(None));
        }
        let fields = Fields::of(self.source, node);
        let one = |key| self.column(&fields, key);
        let found = if let Some(column) = one("count") {
            Measure::Count(Some(column))
        } else if let Some(column) = one("sum") {
            Measure::Sum(column)
        } else if fields.get("sum_product").is_some() {
            Measure::SumProduct(self.column_list(&fields, "sum_product"))
        } else if let Some(column) = one("mean") {
            Measure::Mean(column)
        } else if let Some(column) = one("median") {
            Measure::Median(column)
        } else if let Some(column) = one("share") {
            let certain = self.filters(fields.get("of"));
            let possible = self.filters(fields.get("possibly"));
            Measure::Share { column, certain, possible }
        } else if let Some(column) = one("list") {
            Measure::List { column, with: one("with") }
        } else if let Some(column) = one("mark") {
            Measure::Mark(column)
        } else if let Some(column) = one("value") {
            Measure::Value(column)
        } else {
            self.source.report(Code::MeasureForm, node, &[]);
            return None;
        };
        let adds = match &found {
            Measure::Sum(column) | Measure::Mean(column) | Measure::Median(column) => vec![column],
            Measure::Share { column, .. } => vec![column],
            Measure::SumProduct(columns) => columns.iter().collect(),
            _ => Vec::new(),
        };
        for name in adds {
            let column = self.table.and_then(|table| table.columns.get(table.position(name)?));
            let number = |column: &crate::tables::Column| {
                column.kind.is_number() || column.kind == crate::questionnaire::Type::Year
            };
            if column.is_some_and(|column| !number(column)) {
                self.source.report(Code::MeasureOfWords, node, &[("column", name)]);
            }
        }
        fields.finish();
        Some(found)
    }

    /// `from`, `where`, `measure`, `unknown`, `decimals`, and `with` of a list; what is not known is
    /// `otherwise` where nothing is said of it.
    pub(super) fn part_of(&self, fields: &Fields<'_>, otherwise: Unknown) -> Option<Part> {
        fields.need("from");
        let table = self.find_table(fields, "from")?;
        let parts = Parts { table: Some(table), ..*self };
        let mut measure = parts.measure(fields.need("measure")?)?;
        let with_column = parts.column(fields, "with");
        if let (Measure::List { with, .. }, Some(column)) = (&mut measure, with_column) {
            *with = Some(column);
        }
        Some(Part {
            from: table.id.clone(),
            filters: parts.filters(fields.get("where")),
            measure,
            unknown: parts.unknown(fields).unwrap_or(otherwise),
            decimals: fields.count_up_to("decimals", MOST_DECIMALS),
        })
    }
}
