// SPDX-License-Identifier: EUPL-1.2
//! Reads the declared comparisons; everything they name must exist.

use super::load_parts::Parts;
use super::{
    Axis, ClaimSpec, FigureKind, FigureSpec, Line, MeasureLine, Order, Pivot, Shape, Spec,
    load_claims,
};
use crate::answers::DataTable;
use crate::diag::{Error, Severity};
use crate::questionnaire::Questionnaire;
use crate::yaml::{Fields, Kind, Mistakes, Node, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// What a study declares to be compared and claimed.
#[derive(Debug, Clone, Default)]
pub struct Declarations {
    /// Comparisons, in the order of the files.
    pub comparisons: Vec<Spec>,
    /// Claims, in order.
    pub claims: Vec<ClaimSpec>,
}

impl Declarations {
    /// The comparison of this id.
    pub fn comparison(&self, id: &str) -> Option<&Spec> {
        self.comparisons.iter().find(|spec| spec.id == id)
    }
}

/// Loads `report-templates/comparisons/*.yaml` and `claims.yaml` of the study in `root`.
/// `tables` are all tables that a comparison may read, by full id.
///
/// # Errors
///
/// [`Error::Study`] with all mistakes at once.
pub fn load(
    root: &Path,
    questionnaire: &Questionnaire,
    tables: &BTreeMap<String, &DataTable>,
) -> Result<Declarations, Error> {
    let mistakes = Mistakes::default();
    let mut declarations = Declarations::default();
    for file in files(root)? {
        let Some((source, node)) = Source::read(root, &file, &mistakes)? else { continue };
        let fields = Fields::of(&source, &node);
        fields.need("comparisons");
        for node in fields.list("comparisons") {
            let reader = Reader { source: &source, questionnaire, tables };
            if let Some(spec) = reader.spec(node) {
                if declarations.comparison(&spec.id).is_some() {
                    source.report("comparison-twice", node, &[("id", &spec.id)]);
                }
                declarations.comparisons.push(spec);
            }
        }
        fields.finish();
    }
    declarations.claims = load_claims::claims(root, questionnaire, tables, &mistakes)?;
    let mut findings = mistakes.take();
    crate::diag::sort(&mut findings);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Study(findings));
    }
    Ok(declarations)
}

fn files(root: &Path) -> Result<Vec<String>, Error> {
    let folder = root.join("report-templates/comparisons");
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(&folder).map_err(|error| Error::io(&folder, &error))? {
            let entry = entry.map_err(|error| Error::io(&folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".yaml") && !name.starts_with('.') {
                files.push(format!("report-templates/comparisons/{name}"));
            }
        }
    }
    files.sort();
    Ok(files)
}

struct Reader<'a> {
    source: &'a Source,
    questionnaire: &'a Questionnaire,
    tables: &'a BTreeMap<String, &'a DataTable>,
}

impl<'a> Reader<'a> {
    fn parts(&self, table: Option<&'a DataTable>) -> Parts<'a> {
        Parts { source: self.source, questionnaire: self.questionnaire, tables: self.tables, table }
    }

    fn spec(&self, node: &Node) -> Option<Spec> {
        let fields = Fields::of(self.source, node);
        let shapes = [("pivot", 0), ("side_by_side", 1), ("records", 2)];
        let kind = fields.one_of("shape", &shapes).unwrap_or(0);
        let from = if kind == 1 { String::new() } else { fields.need_text("from") };
        let parts = self.parts(None);
        let table = if kind == 1 { None } else { parts.find_table(&fields, "from") };
        let parts = self.parts(table);
        let shape = match kind {
            0 => Shape::Pivot(self.pivot(&fields, &parts)?),
            1 => Shape::SideBySide(
                fields.list("lines").into_iter().filter_map(|node| self.line(node)).collect(),
            ),
            _ => Shape::Records(parts.column_list(&fields, "columns")),
        };
        fields.texts("answers");
        parts.placeholders(fields.get("message"), &super::message::KNOWN);
        let spec = Spec {
            id: fields.need_text("id"),
            title: fields.need_text("title"),
            from,
            filters: parts.filters(fields.get("where")),
            shape,
            stub: if kind == 2 { parts.column(&fields, "stub") } else { None },
            row_head: fields.text("row_head"),
            figure: fields.get("figure").and_then(|node| self.figure(node, &parts)),
            message: fields.text("message"),
            notes: fields.texts("notes"),
            caption: fields.text("caption"),
            reserve: fields.text("reserve"),
            not_comparable: fields.text("not_comparable"),
            at: self.source.span(fields.get("id").unwrap_or(node)),
        };
        fields.finish();
        Some(spec)
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
            unknown: parts.unknown(fields),
            order: fields.one_of("order", &orders).unwrap_or(Order::Choices),
            unit: fields.text("unit"),
            decimals: fields.count("decimals"),
        })
    }

    fn line(&self, node: &Node) -> Option<Line> {
        let fields = Fields::of(self.source, node);
        if let Some(id) = fields.text("question") {
            self.parts(None).single_question(&fields, "question");
            fields.finish();
            return Some(Line::Question(id));
        }
        if let Some(id) = fields.text("section") {
            if self.questionnaire.section(&id).is_none()
                && let Some(node) = fields.get("section")
            {
                let known = self.questionnaire.sections.iter().map(|s| s.id.as_str());
                let help = crate::yaml::did_you_mean(&id, known);
                self.source.report_with_help("yaml-unknown-word", node, &[("word", &id)], help);
            }
            fields.finish();
            return Some(Line::Section(id));
        }
        let label = fields.need_text("label");
        let id = fields.text("id").unwrap_or_else(|| crate::locale::fold(&label));
        let part = self.parts(None).part_of(&fields)?;
        fields.finish();
        Some(Line::Measure(MeasureLine { id, label, part }))
    }

    /// `boundaries` and `key` of a map.
    fn places(&self, fields: &Fields<'_>, kind: FigureKind) -> Option<(String, String)> {
        if kind != FigureKind::Map {
            return None;
        }
        let (id, key) = (fields.need_text("boundaries"), fields.need_text("key"));
        let known = |id: &str| {
            self.questionnaire.references.get(id).is_some_and(|table| table.boundaries.is_some())
        };
        if let (Some(node), false) = (fields.get("boundaries"), known(&id)) {
            let all = self.questionnaire.references.keys().map(String::as_str);
            let help = crate::yaml::did_you_mean(&id, all.filter(|id| known(id)));
            self.source.report_with_help("boundaries-unknown", node, &[("word", &id)], help);
        }
        let has =
            |key: &str| self.questionnaire.participants.iter().any(|p| p.keys.contains_key(key));
        if let (Some(node), false) = (fields.get("key"), has(&key)) {
            let all = self.questionnaire.participants.iter().flat_map(|p| p.keys.keys());
            let help = crate::yaml::did_you_mean(&key, all.map(String::as_str));
            self.source.report_with_help("yaml-unknown-word", node, &[("word", &key)], help);
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
                self.source.report_with_help("yaml-unknown-word", node, &[("word", word)], help);
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
        fields.text("x");
        fields.finish();
        Some(figure)
    }
}
