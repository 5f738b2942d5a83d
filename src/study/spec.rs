// SPDX-License-Identifier: EUPL-1.2
//! Comparisons and claims as a study declares them.

use super::MessageSpec;
use crate::datum::{Decimal, QuestionId};
use crate::diag::{TextSpan, say};
use crate::questionnaire::Type;
use crate::tables::DataTable;

/// A declared comparison.
#[derive(Debug, Clone)]
pub struct Spec {
    /// Id.
    pub id: String,
    /// Caption of the table.
    pub title: String,
    /// Full id of the table that it reads; empty for a side by side.
    pub from: String,
    /// Only these rows.
    pub filters: Vec<Filter>,
    /// What is made of the rows.
    pub shape: Shape,
    /// Column that stands as row heads of records, in place of the table's own.
    pub stub: Option<String>,
    /// Head of the stub.
    pub row_head: Option<String>,
    /// The drawing, when there is one.
    pub figure: Option<FigureSpec>,
    /// What the figure says, with placeholders.
    pub message: Option<MessageSpec>,
    /// Notes below.
    pub notes: Vec<String>,
    /// What is drawn, unit, year.
    pub caption: Option<String>,
    /// Compared with a reserve, which stands in the caption.
    pub reserve: Option<String>,
    /// Not compared, and why.
    pub not_comparable: Option<String>,
    /// Where it is declared.
    pub at: TextSpan,
}

impl Spec {
    /// Whether it is drawn as a map.
    pub fn is_map(&self) -> bool {
        self.figure.as_ref().is_some_and(|figure| figure.kind == FigureKind::Map)
    }
}

/// What a comparison makes of the rows.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Rows by columns with a measure in the cells.
    Pivot(Pivot),
    /// Questions and small measures down, participants across.
    SideBySide(Vec<SideLine>),
    /// The rows as they are; these columns, or all when empty.
    Records(Vec<String>),
}

/// Rows by columns.
#[derive(Debug, Clone)]
pub struct Pivot {
    /// What stands in a cell.
    pub measure: Measure,
    /// What goes down.
    pub rows: Axis,
    /// What goes across: none, one, or a spanner and its columns.
    pub columns: Vec<Axis>,
    /// Also choices that nobody chose.
    pub all_choices: bool,
    /// A row of totals.
    pub total_row: bool,
    /// A column of totals.
    pub total_column: bool,
    /// What an unknown part does.
    pub unknown: Unknown,
    /// Order of the rows.
    pub order: Order,
    /// Unit, in place of the question's.
    pub unit: Option<String>,
    /// Decimals, in place of the question's.
    pub decimals: Option<usize>,
}

/// What rows are sorted into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Axis {
    /// All in one.
    All,
    /// By participant; by group when there are many.
    Participant,
    /// By the answer to the grouping question.
    Group,
    /// By the values of a column.
    Column(String),
}

/// What an unknown part of a sum does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It widens the interval.
    Bounds,
    /// It is left out, and the base says so.
    LeftOut,
}

/// Order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As in the choice list, or as they appear.
    Choices,
    /// By total, greatest first.
    Value,
    /// By label.
    Label,
}

/// A condition on the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Column, or `participant`.
    pub column: String,
    /// Ids, texts or numbers.
    pub is: Vec<String>,
    /// Rows that do not have them.
    pub not: bool,
}

/// What is computed from some rows.
#[derive(Debug, Clone)]
pub enum Measure {
    /// How many rows; or how many with a value in a column.
    Count(Option<String>),
    /// Sum of a column.
    Sum(String),
    /// Sum over the rows of the product of columns; percentages count as shares.
    SumProduct(Vec<String>),
    /// Mean of the known values.
    Mean(String),
    /// Median of the known values.
    Median(String),
    /// Percentage of a column's sum that some rows hold: certainly, and possibly.
    Share {
        /// Column summed.
        column: String,
        /// Rows that certainly count.
        certain: Vec<Filter>,
        /// Rows that may count.
        possible: Vec<Filter>,
    },
    /// The values, one a line; with another column's value before each.
    List {
        /// Column listed.
        column: String,
        /// Column put before it.
        with: Option<String>,
    },
    /// The distinct values, joined.
    Mark(String),
    /// The one value.
    Value(String),
}

impl Measure {
    /// Whether it gives a number, and never words.
    pub fn is_number(&self) -> bool {
        !matches!(self, Measure::List { .. } | Measure::Mark(_) | Measure::Value(_))
    }

    /// Whether over a table it gives a number: the one value of a column of numbers is one.
    pub fn is_numeric(&self, table: &DataTable) -> bool {
        let kind = |name: &String| table.position(name).and_then(|at| table.columns.get(at));
        match self {
            Measure::Value(name) => {
                kind(name).is_none_or(|c| c.kind.is_number() || c.kind == Type::Year)
            }
            _ => self.is_number(),
        }
    }
}

/// A line of a side by side.
#[derive(Debug, Clone)]
pub enum SideLine {
    /// A single question.
    Question(QuestionId),
    /// A measure of a table.
    Measure(MeasureLine),
    /// All single questions of a section.
    Section(String),
}

impl SideLine {
    /// What the line is known by.
    pub fn key(&self) -> &str {
        match self {
            SideLine::Question(id) => id,
            SideLine::Section(id) => id,
            SideLine::Measure(line) => &line.id,
        }
    }
}

/// A measure of a table, for each participant.
#[derive(Debug, Clone)]
pub struct MeasureLine {
    /// Key of the row.
    pub id: String,
    /// Label.
    pub label: String,
    /// What is measured.
    pub part: Part,
}

/// A measure of some rows of a table.
#[derive(Debug, Clone)]
pub struct Part {
    /// Full id of the table.
    pub from: String,
    /// Only these rows.
    pub filters: Vec<Filter>,
    /// What is computed.
    pub measure: Measure,
    /// What an unknown part does.
    pub unknown: Unknown,
    /// Decimals, in place of the question's.
    pub decimals: Option<usize>,
}

/// A drawing of a comparison.
#[derive(Debug, Clone)]
pub struct FigureSpec {
    /// Kind.
    pub kind: FigureKind,
    /// Columns are the categories and rows the series, instead of the other way round.
    pub categories_are_columns: bool,
    /// Logarithmic horizontal axis.
    pub log_x: bool,
    /// Columns of the records for start and end of a span.
    pub span: Option<(String, String)>,
    /// Column of the records for a moment.
    pub moment: Option<String>,
    /// Column of the records that labels.
    pub label: Option<String>,
    /// Column of the records with the parent unit.
    pub parent: Option<String>,
    /// Column of the records shown below the label.
    pub detail: Option<String>,
    /// For a map: the reference table with the boundaries, and the key by which a participant names
    /// its own area.
    pub places: Option<(String, String)>,
}

/// Kinds of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// Bars side by side.
    Bar,
    /// Stacked bars.
    StackedBar,
    /// Lines.
    Line,
    /// Numbers shaded by size.
    HeatMap,
    /// Marks in a grid.
    Matrix,
    /// Spans and moments on a time axis.
    Timeline,
    /// Units under their parents.
    Tree,
    /// Where the participants lie.
    Map,
}

/// A sentence and the test it must stand.
#[derive(Debug, Clone)]
pub struct ClaimSpec {
    /// Id.
    pub id: String,
    /// Id of the section it belongs to.
    pub section: Option<String>,
    /// The sentence, with placeholders.
    pub text: String,
    /// Whose sentence it is; ours when none.
    pub quoted_from: Option<String>,
    /// What is tested.
    pub test: Test,
    /// The verdict that a quotation is expected to get.
    pub expect: Option<Verdict>,
    /// Where it is declared.
    pub at: TextSpan,
}

/// A test of the answers.
#[derive(Debug, Clone)]
pub struct Test {
    /// What is looked at.
    pub subject: Subject,
    /// What must hold of it.
    pub relation: Relation,
    /// What it is held against.
    pub against: Against,
}

/// What a test looks at.
#[derive(Debug, Clone)]
pub enum Subject {
    /// A measure.
    Part(Part),
    /// The answer of a participant to a single question.
    Answer {
        /// The question.
        question: QuestionId,
        /// Participant.
        participant: String,
    },
}

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `>`
    MoreThan,
    /// `>=`
    AtLeast,
    /// `<`
    LessThan,
    /// `<=`
    AtMost,
    /// `=`
    Equals,
    /// Between two numbers, both included.
    Between,
}

/// What a test's subject is held against.
#[derive(Debug, Clone)]
pub enum Against {
    /// A number, an id, a date or a text.
    Word(String),
    /// Another measure.
    Part(Part),
    /// Two numbers.
    Range(Decimal, Decimal),
}

/// What came of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Holds whatever the unknown parts are.
    Confirmed,
    /// Does not hold whatever the unknown parts are.
    Refuted,
    /// Depends on what is not known.
    Undecided,
    /// The test matched nothing.
    NoData,
}

impl Verdict {
    /// All verdicts with their word in the YAML.
    pub const ALL: [(&'static str, Verdict); 4] = [
        ("confirmed", Verdict::Confirmed),
        ("refuted", Verdict::Refuted),
        ("undecided", Verdict::Undecided),
        ("no_data", Verdict::NoData),
    ];

    /// The word in the YAML.
    pub fn id(self) -> &'static str {
        Verdict::ALL.iter().find(|(_, verdict)| *verdict == self).map_or("", |(word, _)| word)
    }

    /// The word in the report.
    pub fn label(self) -> String {
        say(&format!("verdict-{}", self.id()))
    }
}

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
