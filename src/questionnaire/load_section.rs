// SPDX-License-Identifier: EUPL-1.2
//! One section file: its questions, tables and grids.

use super::files::FOLDER;
use super::validate::{Declared, Name, id, is_id};
use super::{
    Adds, Condition, Grid, Item, MOST_DECIMALS, PrintedRows, Question, Section, Table, Type,
};
use crate::datum::{Decimal, Limits, QuestionId};
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::yaml::{Fields, Kind, Node, YamlFile};

/// Spare rows printed when a table does not say how many.
const SPARE_ROWS: usize = 10;
/// Most spare rows that a table may have: a sheet of a few screens, which a person fills in.
const MOST_ROWS: usize = 2_000;

/// The section in `questionnaire/<name>.yaml`.
pub(super) fn section(
    files: &Files,
    name: &str,
    declared: &mut Declared,
) -> Result<Option<Section>, Error> {
    let file = format!("{FOLDER}/{name}.yaml");
    let Some((source, node)) = YamlFile::read(files, &file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let title = fields.need_text("title");
    let code = fields.need_text("code");
    let id = id(&source, &fields, &[]);
    if let Some(node) = fields.get("id") {
        declared.name(Name::Section, &id, source.span(node));
    }
    let mut section = Section {
        sheet: fields.text("sheet").unwrap_or_else(|| title.clone()),
        intro: fields.text("intro"),
        who: fields.text("who"),
        was: fields.texts("was"),
        minutes: fields.count("minutes"),
        items: Vec::new(),
        id,
        code,
        title,
    };
    if let Some(node) = fields.get("sheet") {
        sheet_name(&source, node, &section.sheet);
        declared.name(Name::Sheet, &section.sheet, source.span(node));
    }
    fields.need("questions");
    for (number, node) in fields.list("questions").into_iter().enumerate() {
        let code = format!("{}.{}", section.code, number + 1);
        let mut reader = Reader { source: &source, declared };
        section.items.extend(reader.item(node, &section.id, code));
    }
    fields.finish();
    Ok(Some(section))
}

/// Excel takes sheet names of at most 31 characters without `[ ] : * ? / \`.
fn sheet_name(source: &YamlFile, node: &Node, name: &str) {
    if name.chars().count() > 31 || name.contains(['[', ']', ':', '*', '?', '/', '\\']) {
        source.report(Code::SheetName, node, &[("name", name)]);
    }
}

struct Reader<'a> {
    source: &'a YamlFile,
    declared: &'a mut Declared,
}

impl Reader<'_> {
    fn item(&mut self, node: &Node, section: &str, code: String) -> Option<Item> {
        let fields = Fields::of(self.source, node);
        let kind = fields.need("type")?.scalar().unwrap_or_default();
        Some(match kind.as_str() {
            "table" => Item::Table(self.table(fields, section, code)),
            "grid" => Item::Grid(self.grid(fields, section, code)),
            _ => Item::Question(self.question(fields, section, code)?),
        })
    }

    /// The id of an item within its section or table; noted for uniqueness.
    fn id(&mut self, fields: &Fields<'_>, parent: &str) -> (QuestionId, String) {
        let name = fields.need_text("id");
        let id = QuestionId::within(parent, &name);
        if let Some(node) = fields.get("id") {
            if !is_id(&name) {
                self.source.report(Code::IdForm, node, &[("id", &name)]);
            }
            self.declared.name(Name::Question, &id, self.source.span(node));
        }
        (id, name)
    }

    fn question(&mut self, fields: Fields<'_>, parent: &str, code: String) -> Option<Question> {
        let (id, name) = self.id(&fields, parent);
        let kind = fields.one_of("type", &Type::ALL)?;
        let choices = fields.text("choices");
        match (fields.get("choices"), matches!(kind, Type::Choice | Type::Choices)) {
            (Some(node), true) => self.declared.refer(
                Name::Choices,
                choices.as_deref().unwrap_or_default(),
                self.source.span(node),
            ),
            (None, true) => self.source.report(Code::ChoicesMissing, fields.node(), &[("id", &id)]),
            (Some(node), false) => self.source.report(Code::ChoicesUnused, node, &[("id", &id)]),
            (None, false) => {}
        }
        let decimals = match kind {
            Type::Money => 2,
            Type::Integer | Type::Year => 0,
            _ => fields.count_up_to("decimals", MOST_DECIMALS).unwrap_or(1),
        };
        let question = Question {
            unit: fields.text("unit").or_else(|| default_unit(kind)),
            label: fields.need_text("label"),
            help: fields.text("help"),
            example: fields.text("example"),
            required: fields.flag("required"),
            relevant: fields.get("relevant").map(|node| self.condition(node)),
            limits: limits(kind, &fields),
            decimals,
            adds: adds(kind, &fields),
            private: fields.flag("private") || kind == Type::Contact,
            printed: fields.text("printed"),
            was: fields.texts("was"),
            at: self.source.span(fields.get("id").unwrap_or(fields.node())),
            id,
            name,
            code,
            kind,
            choices,
        };
        if let ((Some(min), Some(max)), Some(node)) = (question.limits, fields.get("max"))
            && min > max
        {
            self.source.report(Code::LimitsCrossed, node, &[("id", &question.id)]);
        }
        fields.get("decimals");
        fields.finish();
        Some(question)
    }

    fn condition(&mut self, node: &Node) -> Condition {
        let fields = Fields::of(self.source, node);
        let condition =
            Condition { question: fields.need_text("question").into(), is: fields.texts("is") };
        if let Some(node) = fields.get("question") {
            self.declared.refer(Name::SingleQuestion, &condition.question, self.source.span(node));
        }
        let words = match fields.get("is").map(|node| (&node.kind, node)) {
            Some((Kind::List(items), _)) => items.iter().collect(),
            Some((_, node)) => vec![node],
            None => Vec::new(),
        };
        for (word, node) in condition.is.iter().zip(words) {
            let kind = Name::AnswerTo(condition.question.to_string());
            self.declared.refer(kind, word, self.source.span(node));
        }
        fields.finish();
        condition
    }

    fn table(&mut self, fields: Fields<'_>, section: &str, code: String) -> Table {
        let (id, name) = self.id(&fields, section);
        fields.get("type");
        fields.need("columns");
        let mut columns = Vec::new();
        for (number, node) in fields.list("columns").into_iter().enumerate() {
            let letter = crate::diag::CellRef::new(0, u16::try_from(number).unwrap_or(0));
            let code = format!("{code}.{}", letter.column_letters().to_lowercase());
            columns.extend(self.question(Fields::of(self.source, node), &id, code));
        }
        let table = Table {
            label: fields.need_text("label"),
            help: fields.text("help"),
            row_label: fields.need_text("row_label"),
            spare_rows: fields.count_up_to("rows", MOST_ROWS).unwrap_or(SPARE_ROWS),
            printed: fields.get("printed").map(|node| self.printed(node)),
            was: fields.texts("was"),
            at: self.source.span(fields.get("id").unwrap_or(fields.node())),
            id,
            name,
            code,
            columns,
        };
        if let Some(node) = fields.get("row_label")
            && table.column(&table.row_label).is_none()
        {
            let known = table.columns.iter().map(|column| column.name.as_str());
            let help = crate::yaml::did_you_mean(&table.row_label, known);
            let args = [("word", table.row_label.as_str())];
            self.source.report_with_help(Code::YamlUnknownWord, node, &args, help);
        }
        fields.finish();
        table
    }

    fn printed(&mut self, node: &Node) -> PrintedRows {
        let fields = Fields::of(self.source, node);
        let printed = PrintedRows {
            reference: fields.need_text("reference"),
            matching: fields.need_text("match"),
        };
        if let Some(node) = fields.get("reference") {
            self.declared.refer(Name::Reference, &printed.reference, self.source.span(node));
        }
        fields.finish();
        printed
    }

    fn grid(&mut self, fields: Fields<'_>, section: &str, code: String) -> Grid {
        let (id, name) = self.id(&fields, section);
        fields.get("type");
        let rows = fields.need_text("rows_from");
        let columns = fields.need_text("columns_from");
        for (key, list) in [("rows_from", &rows), ("columns_from", &columns)] {
            if let Some(node) = fields.get(key) {
                self.declared.refer(Name::Choices, list, self.source.span(node));
            }
        }
        let at = self.source.span(fields.get("id").unwrap_or(fields.node()));
        let cell = fields
            .need("cell")
            .and_then(|node| self.question(Fields::of(self.source, node), &id, code.clone()))
            .unwrap_or_else(|| empty_cell(&id, &code, at.clone()));
        let grid = Grid {
            label: fields.need_text("label"),
            help: fields.text("help"),
            was: fields.texts("was"),
            at,
            id,
            name,
            code,
            rows,
            columns,
            cell,
        };
        fields.finish();
        grid
    }
}

/// Stands for a grid's cell that could not be read; a finding has been made.
fn empty_cell(grid: &str, code: &str, at: crate::diag::TextSpan) -> Question {
    Question {
        id: QuestionId::within(grid, "cell"),
        name: "cell".to_owned(),
        code: code.to_owned(),
        kind: Type::Integer,
        label: String::new(),
        help: None,
        example: None,
        unit: None,
        choices: None,
        required: false,
        relevant: None,
        limits: (None, None),
        decimals: 0,
        adds: Type::Integer.adds(),
        private: false,
        printed: None,
        was: Vec::new(),
        at,
    }
}

/// Least and greatest value; a percentage is of a whole, unless the study says otherwise.
fn limits(kind: Type, fields: &Fields<'_>) -> Limits {
    let (least, greatest) = (fields.number("min"), fields.number("max"));
    match kind {
        Type::Percent => (least.or(Some(Decimal::ZERO)), greatest.or(Some(Decimal::HUNDRED))),
        _ => (least, greatest),
    }
}

/// Whether numbers can be added up: as those of their type, unless `adds: false` says that these are
/// places or marks.
fn adds(kind: Type, fields: &Fields<'_>) -> Adds {
    let says_no = kind.is_number() && fields.get("adds").is_some() && !fields.flag("adds");
    if says_no { Adds::Never } else { kind.adds() }
}

fn default_unit(kind: Type) -> Option<String> {
    match kind {
        Type::Money => Some("€".to_owned()),
        Type::Percent => Some("%".to_owned()),
        _ => None,
    }
}
