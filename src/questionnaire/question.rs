// SPDX-License-Identifier: EUPL-1.2
//! A question and what it may hold: single, in a column of a table, or in the cells of a grid.

use crate::datum::{Decimal, Limits, QuestionId};
use crate::diag::TextSpan;

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A line of text.
    Text,
    /// Text over several lines.
    LongText,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// An amount in euro.
    Money,
    /// A share; 35 % is held as 35.
    Percent,
    /// A day.
    Date,
    /// A year.
    Year,
    /// Yes or no.
    YesNo,
    /// One of a list.
    Choice,
    /// Several of a list.
    Choices,
    /// A web address.
    Link,
    /// A person's name, address or number: private by nature.
    Contact,
    /// Only in reference data: the id of a participant.
    Participant,
}

impl Type {
    /// All types with their word in the YAML.
    pub const ALL: [(&'static str, Type); 14] = [
        ("text", Type::Text),
        ("long_text", Type::LongText),
        ("integer", Type::Integer),
        ("decimal", Type::Decimal),
        ("money", Type::Money),
        ("percent", Type::Percent),
        ("date", Type::Date),
        ("year", Type::Year),
        ("yes_no", Type::YesNo),
        ("choice", Type::Choice),
        ("choices", Type::Choices),
        ("link", Type::Link),
        ("contact", Type::Contact),
        ("participant", Type::Participant),
    ];

    /// Whether the answers are numbers that can be added or averaged.
    pub fn is_number(self) -> bool {
        matches!(self, Type::Integer | Type::Decimal | Type::Money | Type::Percent)
    }

    /// Whether its numbers can be added up, unless a question says that its own cannot.
    pub fn adds(self) -> Adds {
        match self {
            Type::Integer | Type::Decimal | Type::Money => Adds::Always,
            Type::Percent => Adds::WithinOne,
            _ => Adds::Never,
        }
    }

    /// Whether the answers are free words.
    pub fn is_text(self) -> bool {
        matches!(self, Type::Text | Type::LongText | Type::Link | Type::Contact)
    }
}

/// Whether numbers can be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Adds {
    /// Their sum says nothing: years, places, marks.
    Never,
    /// Those of one participant: parts of a whole that is its own.
    WithinOne,
    /// All of them.
    Always,
}

/// One question: a single one, a table's column, or what the cells of a grid hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Full id (`skills.manager_name`, `skills.roles.headcount`).
    pub id: QuestionId,
    /// Last part of the id; the column's name in a table and in SQL.
    pub name: String,
    /// Printed code (`2.1`, `2.3.b`).
    pub code: String,
    /// What kind of answer it takes.
    pub kind: Type,
    /// The question, as people read it.
    pub label: String,
    /// Definition, and what to leave out.
    pub help: Option<String>,
    /// An example of an answer.
    pub example: Option<String>,
    /// Unit, shown beside the cell (`€`, `abitanti`).
    pub unit: Option<String>,
    /// The choice list, for choice and choices.
    pub choices: Option<String>,
    /// Must be answered.
    pub required: bool,
    /// Asked only when another question has one of these answers.
    pub relevant: Option<Condition>,
    /// Least and greatest value allowed.
    pub limits: Limits,
    /// Decimals printed.
    pub decimals: usize,
    /// Whether its numbers can be added up.
    pub adds: Adds,
    /// Never published.
    pub private: bool,
    /// Column of the reference table that is printed here instead of being asked.
    pub printed: Option<String>,
    /// Ids that it had in earlier versions: in the same place, or full with dots.
    pub was: Vec<String>,
    /// Where it is declared.
    pub at: TextSpan,
}

impl Question {
    /// Whether a number is within the limits.
    pub fn allows(&self, number: Decimal) -> bool {
        self.limits.0.is_none_or(|least| number >= least)
            && self.limits.1.is_none_or(|greatest| number <= greatest)
    }

    /// Label with the unit in brackets, for the head of a column.
    pub fn label_with_unit(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{} ({unit})", self.label),
            None => self.label.clone(),
        }
    }
}

/// Another question with the answers that make this one relevant.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Full id of a question.
    pub question: QuestionId,
    /// Ids of choices, or `yes` and `no`.
    pub is: Vec<String>,
}

impl Condition {
    /// Conditions that hang on each other are followed so far: some may go in a circle.
    pub const DEEPEST: usize = 16;
}

/// Rows of answers under the same columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Full id (`skills.roles`).
    pub id: QuestionId,
    /// Last part of the id.
    pub name: String,
    /// Printed code.
    pub code: String,
    /// What the rows are.
    pub label: String,
    /// Definition, and what to leave out.
    pub help: Option<String>,
    /// The columns.
    pub columns: Vec<Question>,
    /// Name of the column that names a row.
    pub row_label: String,
    /// Empty rows printed on the form.
    pub spare_rows: usize,
    /// Rows printed from a reference table.
    pub printed: Option<PrintedRows>,
    /// Ids that it had in earlier versions: in the same place, or full with dots.
    pub was: Vec<String>,
    /// Where it is declared.
    pub at: TextSpan,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Question> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Which rows of a reference table are printed on a participant's form.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedRows {
    /// Id of the reference table.
    pub reference: String,
    /// Its column that must equal the participant's key of the same name.
    pub matching: String,
}

/// A fixed grid of numbers: the choices of one list by those of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Full id.
    pub id: QuestionId,
    /// Last part of the id.
    pub name: String,
    /// Printed code.
    pub code: String,
    /// What the grid asks.
    pub label: String,
    /// Definition, and what to leave out.
    pub help: Option<String>,
    /// Choice list of the rows.
    pub rows: String,
    /// Choice list of the columns.
    pub columns: String,
    /// What each cell holds; its full id is `<grid>.<name>`.
    pub cell: Question,
    /// Ids that it had in earlier versions: in the same place, or full with dots.
    pub was: Vec<String>,
    /// Where it is declared.
    pub at: TextSpan,
}

/// What stands in a section, in the order of the form.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a study has a hundred of them, read everywhere")]
pub enum Item {
    /// A single question.
    Question(Question),
    /// A table with free or printed rows.
    Table(Table),
    /// A fixed grid.
    Grid(Grid),
}

/// What question, table and grid have in common.
struct Head<'a> {
    id: &'a QuestionId,
    name: &'a str,
    code: &'a str,
    label: &'a str,
    was: &'a [String],
    at: &'a TextSpan,
}

impl Item {
    fn head(&self) -> Head<'_> {
        macro_rules! head {
            ($of:expr) => {
                Head {
                    id: &$of.id,
                    name: &$of.name,
                    code: &$of.code,
                    label: &$of.label,
                    was: &$of.was,
                    at: &$of.at,
                }
            };
        }
        match self {
            Item::Question(question) => head!(question),
            Item::Table(table) => head!(table),
            Item::Grid(grid) => head!(grid),
        }
    }

    /// Full id.
    pub fn id(&self) -> &QuestionId {
        self.head().id
    }

    /// Last part of the id.
    pub fn name(&self) -> &str {
        self.head().name
    }

    /// Printed code.
    pub fn code(&self) -> &str {
        self.head().code
    }

    /// Label.
    pub fn label(&self) -> &str {
        self.head().label
    }

    /// Ids that it had in earlier versions.
    pub fn was(&self) -> &[String] {
        self.head().was
    }

    /// Where it is declared.
    pub fn at(&self) -> &TextSpan {
        self.head().at
    }

    /// Its questions: itself, a table's columns, what a grid's cells hold.
    pub fn questions(&self) -> &[Question] {
        match self {
            Item::Question(question) => std::slice::from_ref(question),
            Item::Table(table) => &table.columns,
            Item::Grid(grid) => std::slice::from_ref(&grid.cell),
        }
    }

    /// What can be named as an answer, with code and full id: a question, a table's columns, a grid.
    pub fn answers(&self) -> Vec<(&str, &QuestionId)> {
        match self {
            Item::Table(table) => table.columns.iter().map(|c| (&*c.code, &c.id)).collect(),
            Item::Question(_) | Item::Grid(_) => vec![(self.code(), self.id())],
        }
    }

    /// The questions that the respondent answers here: what the budget of a study counts.
    pub fn asked(&self) -> usize {
        match self {
            Item::Question(_) | Item::Grid(_) => 1,
            Item::Table(table) => table.columns.iter().filter(|c| c.printed.is_none()).count(),
        }
    }
}

/// A section of the questionnaire: one sheet of the form, one owner in the respondent's office.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Id.
    pub id: String,
    /// Printed code (`2`).
    pub code: String,
    /// Title.
    pub title: String,
    /// Name of its sheet.
    pub sheet: String,
    /// What it asks and why.
    pub intro: Option<String>,
    /// Who usually knows the answers.
    pub who: Option<String>,
    /// Ids that it had in earlier versions.
    pub was: Vec<String>,
    /// Minutes it usually takes.
    pub minutes: Option<usize>,
    /// Its questions, tables and grids.
    pub items: Vec<Item>,
}

impl Section {
    /// The single questions.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items.iter().filter_map(|item| match item {
            Item::Question(question) => Some(question),
            _ => None,
        })
    }

    /// The tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.items.iter().filter_map(|item| match item {
            Item::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The grids.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        self.items.iter().filter_map(|item| match item {
            Item::Grid(grid) => Some(grid),
            _ => None,
        })
    }
}
