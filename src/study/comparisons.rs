// SPDX-License-Identifier: EUPL-1.2
//! Reads the declared comparisons; everything they name must exist.

use super::cells;
use super::message::CELL;
use super::parts::{Declared, Known, Parts, id, id_of};
use super::{
    Axis, FigureKind, FigureSpec, Measure, MeasureLine, MessageSpec, Order, Pivot, Shape, SideLine,
    Spec, Unknown,
};
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::questionnaire::MOST_DECIMALS;
use crate::tables::DataTable;
use crate::yaml::{Fields, Kind, Node, YamlFile};

/// The placeholders of a message, besides `{participant:…}`.
const MESSAGE: [&str; 11] = [
    "total",
    "rows",
    "known_rows",
    "unknown_rows",
    "max_row",
    "max_column",
    "spans",
    "ended",
    "answered",
    "participants",
    CELL,
];

/// The comparisons of `report-templates/comparisons/*.yaml`, in the order of the files.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn comparisons(files: &Files, known: Known<'_>) -> Result<Declared<Spec>, Error> {
    let mut declared: Declared<Spec> = Declared::default();
    for file in files.list("report-templates/comparisons", "yaml")? {
        let Some((source, node)) = YamlFile::read(files, &file)? else { continue };
        let fields = Fields::of(&source, &node);
        fields.need("comparisons");
        for node in fields.list("comparisons") {
            declared.ids.extend(id_of(node));
            let reader = Reader { source: &source, known };
            if let Some(spec) = reader.spec(node) {
                if declared.all.iter().any(|other| other.id == spec.id) {
                    source.report(Code::ComparisonTwice, node, &[("id", &spec.id)]);
                }
                declared.all.push(spec);
            }
        }
        fields.finish();
    }
    Ok(declared)
}

/// The word of a comparison's shape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Pivot,
    SideBySide,
    Records,
}

const FORMS: [(&str, Form); 3] =
    [("pivot", Form::Pivot), ("side_by_side", Form::SideBySide), ("records", Form::Records)];

struct Reader<'a> {
    source: &'a YamlFile,
    known: Known<'a>,
}

impl<'a> Reader<'a> {
    fn parts(&self, table: Option<&'a DataTable>) -> Parts<'a> {
        Parts { source: self.source, known: self.known, table }
    }

    fn spec(&self, node: &Node) -> Option<Spec> {
        let fields = Fields::of(self.source, node);
        let form = fields.one_of("shape", &FORMS).unwrap_or(Form::Pivot);
        let (from, table) = match form {
            Form::SideBySide => (String::new(), None),
            Form::Pivot | Form::Records => {
                let from = fields.need_text("from");
                (from, self.parts(None).find_table(&fields, "from"))
            }
        };
        let parts = self.parts(table);
        let shape = match form {
            Form::Pivot => Shape::Pivot(self.pivot(&fields, &parts)?),
            Form::SideBySide => Shape::SideBySide(self.lines(&fields)),
            Form::Records => Shape::Records(parts.column_list(&fields, "columns")),
        };
        fields.texts("answers");
        parts.placeholders(fields.get("message"), &MESSAGE);
        let message = fields.text("message").map(|text| MessageSpec::parse(&text));
        if let (Shape::Pivot(pivot), Some(table), Some(node), Some(message)) =
            (&shape, table, fields.get("message"), &message)
        {
            cells::check(self.source, self.known, (node, message), table, pivot);
        }
        let spec = Spec {
            id: id(self.source, &fields),
            title: fields.need_text("title"),
            from,
            filters: parts.filters(fields.get("where")),
            shape,
            stub: if form == Form::Records { parts.column(&fields, "stub") } else { None },
            row_head: fields.text("row_head"),
            figure: fields.get("figure").and_then(|node| self.figure(node, &parts)),
            message,
            notes: fields.texts("notes"),
            caption: fields.text("caption"),
            reserve: fields.text("reserve"),
            not_comparable: fields.text("not_comparable"),
            at: self.source.span(fields.get("id").unwrap_or(node)),
        };
        if let (Shape::Pivot(pivot), Some(table)) = (&spec.shape, table) {
            parts.pivot_adds(fields.get("measure"), &spec, pivot);
            self.drawable(fields.get("figure"), &spec, pivot, table);
        }
        fields.finish();
        Some(spec)
    }

    /// Tells of a figure that cannot show what the measure is: a stack is of parts of a whole, a map
    /// is coloured by one number a participant.
    fn drawable(&self, node: Option<&Node>, spec: &Spec, pivot: &Pivot, table: &DataTable) {
        let (Some(node), Some(figure)) = (node, &spec.figure) else { return };
        let averages = matches!(pivot.measure, Measure::Mean(_) | Measure::Median(_));
        if figure.kind == FigureKind::StackedBar && averages {
            self.source.report(Code::FigureStack, node, &[]);
        }
        let by_participant = pivot.rows == Axis::Participant && pivot.columns.is_empty();
        if figure.kind == FigureKind::Map && !(by_participant && pivot.measure.is_numeric(table)) {
            self.source.report(Code::FigureColours, node, &[]);
        }
    }

    fn pivot(&self, fields: &Fields<'_>, parts: &Parts<'_>) -> Option<Pivot> {
        let totals = fields.texts("totals");
        let orders =
            [("choices", Order::Choices), ("value", Order::Value), ("label", Order::Label)];
        let rows = match fields.get("rows") {
            None => Axis::All,
            Some(node) => parts.axis(node),
        };
        Some(Pivot {
            measure: parts.measure(fields.need("measure")?)?,
            rows,
            columns: fields.list("columns").into_iter().map(|node| parts.axis(node)).collect(),
            all_choices: fields.flag("all_choices"),
            total_row: totals.iter().any(|word| word == "rows"),
            total_column: totals.iter().any(|word| word == "columns"),
            unknown: parts.unknown(fields).unwrap_or(Unknown::Bounds),
            order: fields.one_of("order", &orders).unwrap_or(Order::Choices),
            unit: fields.text("unit"),
            decimals: fields.count_up_to("decimals", MOST_DECIMALS),
        })
    }

    /// The lines, each of which has a key of its own.
    fn lines(&self, fields: &Fields<'_>) -> Vec<SideLine> {
        let mut lines: Vec<SideLine> = Vec::new();
        for node in fields.list("lines") {
            let Some(line) = self.line(node) else { continue };
            let id = line.key();
            if lines.iter().any(|known| known.key() == id) {
                self.source.report(Code::LineTwice, node, &[("id", id)]);
            }
            lines.push(line);
        }
        lines
    }

    fn line(&self, node: &Node) -> Option<SideLine> {
        let fields = Fields::of(self.source, node);
        if let Some(id) = fields.text("question") {
            self.parts(None).single_question(&fields, "question");
            fields.finish();
            return Some(SideLine::Question(id.into()));
        }
        if let Some(id) = fields.text("section") {
            if self.known.questionnaire.section(&id).is_none()
                && let Some(node) = fields.get("section")
            {
                let known = self.known.questionnaire.sections.iter().map(|s| s.id.as_str());
                let help = crate::yaml::did_you_mean(&id, known);
                self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", &id)], help);
            }
            fields.finish();
            return Some(SideLine::Section(id));
        }
        let label = fields.need_text("label");
        let id = fields.text("id").unwrap_or_else(|| crate::locale::fold(&label));
        let part = self.parts(None).part_of(&fields, Unknown::Bounds)?;
        // each cell is of one participant
        let parts = self.parts(self.known.tables.get(&part.from));
        parts.adds(fields.get("measure"), &part.measure, true);
        fields.finish();
        Some(SideLine::Measure(MeasureLine { id, label, part }))
    }

    /// `boundaries` and `key` of a map.
    fn places(&self, fields: &Fields<'_>, kind: FigureKind) -> Option<(String, String)> {
        if kind != FigureKind::Map {
            return None;
        }
        let (id, key) = (fields.need_text("boundaries"), fields.need_text("key"));
        let known = |id: &str| {
            self.known
                .questionnaire
                .references
                .get(id)
                .is_some_and(|table| table.boundaries.is_some())
        };
        if let (Some(node), false) = (fields.get("boundaries"), known(&id)) {
            let all = self.known.questionnaire.references.keys().map(String::as_str);
            let help = crate::yaml::did_you_mean(&id, all.filter(|id| known(id)));
            self.source.report_with_help(Code::BoundariesUnknown, node, &[("word", &id)], help);
        }
        let has = |key: &str| {
            self.known.questionnaire.participants.iter().any(|p| p.keys.contains_key(key))
        };
        if let (Some(node), false) = (fields.get("key"), has(&key)) {
            let all = self.known.questionnaire.participants.iter().flat_map(|p| p.keys.keys());
            let help = crate::yaml::did_you_mean(&key, all.map(String::as_str));
            self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", &key)], help);
        }
        Some((id, key))
    }

    fn figure(&self, node: &Node, parts: &Parts<'_>) -> Option<FigureSpec> {
        const KINDS: [(&str, FigureKind); 8] = [
            ("bar", FigureKind::Bar),
            ("stacked_bar", FigureKind::StackedBar),
            ("line", FigureKind::Line),
            ("heat_map", FigureKind::HeatMap),
            ("matrix", FigureKind::Matrix),
            ("timeline", FigureKind::Timeline),
            ("tree", FigureKind::Tree),
            ("map", FigureKind::Map),
        ];
        let plain = |kind| FigureSpec {
            kind,
            categories_are_columns: false,
            log_x: false,
            span: None,
            moment: None,
            label: None,
            parent: None,
            detail: None,
            places: None,
        };
        if let Kind::Text(word) = &node.kind {
            let kind = KINDS.iter().find(|(name, _)| name == word).map(|(_, kind)| *kind);
            if kind.is_none() {
                let help = crate::yaml::did_you_mean(word, KINDS.iter().map(|(name, _)| *name));
                self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", word)], help);
            }
            return kind.map(plain);
        }
        let fields = Fields::of(self.source, node);
        fields.need("kind");
        let kind = fields.one_of("kind", &KINDS)?;
        let span = parts.column(&fields, "start").zip(parts.column(&fields, "end"));
        let figure = FigureSpec {
            categories_are_columns: fields.text("categories").is_some_and(|text| text == "columns"),
            log_x: fields.flag("log_x"),
            span,
            moment: parts.column(&fields, "moment"),
            label: parts.column(&fields, "label"),
            parent: parts.column(&fields, "parent"),
            detail: parts.column(&fields, "detail"),
            places: self.places(&fields, kind),
            ..plain(kind)
        };
        fields.finish();
        Some(figure)
    }
}
