// SPDX-License-Identifier: EUPL-1.2
//! What chapters are made of: blocks and stretches of text, tables, figures, claims, values.
//!
//! Numbers and dates are formatted before they come here; a [`Value`] carries its text, what it
//! is, and the number of its row in the sources annex. What respondents typed stands here as
//! plain text: an export escapes it, nothing interprets it.

pub use crate::comparison::Content;
use crate::datum::Decimal;
use crate::figures::{Chart, Drawing, Picture};
use crate::locale;
pub use crate::study::Verdict;
use std::fmt;

/// What a chapter is made of.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading below the chapter's title.
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// Anchor that links may name; the edition makes it unique.
        id: String,
        /// Text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered or not.
        ordered: bool,
        /// Items.
        items: Vec<Vec<Block>>,
    },
    /// Words of somebody else.
    Quote(Vec<Block>),
    /// A table.
    Table(Box<Table>),
    /// A drawing with its data table.
    Figure(Box<Figure>),
    /// A picture of the study.
    Picture(Box<Photograph>),
    /// A sentence put to the test.
    Claim(Box<Claim>),
    /// What stands apart in a frame of its own.
    Callout {
        /// What it is.
        kind: Callout,
        /// Title.
        title: String,
        /// Content.
        blocks: Vec<Block>,
    },
}

/// What a callout is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callout {
    /// What a reader must know.
    Notice,
    /// A text of the authors, signed.
    Slot,
    /// Where the authors' text is still to come.
    EmptySlot,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To what has this id in the document.
    Inside(String),
    /// To an address.
    Outside(String),
    /// Nowhere yet: in its place stands what the call of this number gives. No document has one.
    Call(usize),
    /// Nowhere yet: below its paragraph stands the picture of this file. No document has one.
    Picture(String),
}

impl Target {
    /// What an author writes: `#id`, or an address.
    pub fn parse(to: &str) -> Self {
        match to.strip_prefix('#') {
            Some(id) => Target::Inside(id.to_owned()),
            None => Target::Outside(to.to_owned()),
        }
    }

    /// The id that it leads to.
    pub fn inside(&self) -> Option<&str> {
        match self {
            Target::Inside(id) => Some(id),
            Target::Outside(_) | Target::Call(_) | Target::Picture(_) => None,
        }
    }

    /// The address that it leads to.
    pub fn outside(&self) -> Option<&str> {
        match self {
            Target::Outside(address) => Some(address),
            Target::Inside(_) | Target::Call(_) | Target::Picture(_) => None,
        }
    }
}

/// As it stands in a page: `#id`, or the address.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Inside(id) => write!(f, "#{id}"),
            Target::Outside(address) => f.write_str(address),
            Target::Call(_) | Target::Picture(_) => Ok(()),
        }
    }
}

/// A stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Code: a command, a code of a question.
    Code(String),
    /// A link.
    Link {
        /// Where to.
        to: Target,
        /// Text.
        text: Vec<Inline>,
    },
    /// A value that came out of the answers.
    Value(Value),
    /// A line break.
    Break,
}

/// A value with its text and its way back.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// As printed.
    pub text: String,
    /// What it is.
    pub content: Content,
    /// Row of the sources annex, from 1; none for a value with no cell behind it.
    pub source: Option<usize>,
}

impl Value {
    /// Words with no cell behind them.
    pub fn words(text: impl Into<String>) -> Self {
        Value { text: text.into(), content: Content::Text, source: None }
    }

    /// How many there are of something that stands in no cell.
    pub fn count(n: usize) -> Self {
        let number = Decimal::of(n);
        let content = Content::Number { number, decimals: 0, unit: None };
        Value { text: locale::number(number, 0), content, source: None }
    }
}

/// How the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
    /// Marks and short classes.
    Centre,
}

/// A table in printers' words: stub (row heads), spanners over column labels, notes below.
#[derive(Debug, Clone)]
pub struct Table {
    /// Anchor that links may name; the edition makes it unique.
    pub id: String,
    /// Number in the document, from 1; 0 for the data table of a figure and for annex tables.
    pub number: usize,
    /// Caption.
    pub caption: String,
    /// Heads over groups of columns, from left to right; empty when there are none. The spans
    /// add up to the number of columns; an empty label spans columns without a spanner.
    pub spanners: Vec<Spanner>,
    /// Head of the stub.
    pub stub_head: String,
    /// The columns after the stub.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Columns are of equal width: each is of somebody to be compared with the others.
    pub even: bool,
    /// What the numbers rest on («40 persone in 20 figure»).
    pub base: Option<String>,
    /// Notes below.
    pub notes: Vec<String>,
}

/// A head over several columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanner {
    /// Label.
    pub label: String,
    /// Columns under it.
    pub span: usize,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Label, with the unit.
    pub label: String,
    /// How its cells stand.
    pub align: Align,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Row head.
    pub label: Value,
    /// A group of rows begins here, under this label.
    pub group: Option<String>,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// A total.
    pub total: bool,
}

impl Row {
    /// Whether the head of a group stands above it.
    pub fn begins_group(&self) -> bool {
        self.group.as_ref().is_some_and(|label| !label.is_empty())
    }
}

/// A cell: one value, or several on lines of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The values.
    pub values: Vec<Value>,
    /// Shade of a heat map, 0 (lightest) to 3; none otherwise.
    pub shade: Option<u8>,
}

/// A picture of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct Photograph {
    /// The path by which the text names it.
    pub file: String,
    /// What it shows, for who does not see it.
    pub alternative: String,
    /// The picture; none until the text is filled in.
    pub picture: Option<Picture>,
}

/// A drawing.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Anchor that links may name; the edition makes it unique.
    pub id: String,
    /// Number in the document, from 1.
    pub number: usize,
    /// Title: what the figure says.
    pub title: String,
    /// Caption: what is drawn, unit, base, year.
    pub caption: String,
    /// The finding and what is drawn, for who does not see it.
    pub alternative: String,
    /// What is drawn.
    pub chart: Chart,
    /// The drawing; none when it could not be drawn (a finding says so).
    pub drawing: Option<Drawing>,
    /// The same for a narrow screen.
    pub narrow: Option<Drawing>,
    /// Its data.
    pub data: Table,
}

/// A sentence put to the test, with its verdict.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Id in `claims.yaml`.
    pub id: String,
    /// The sentence.
    pub text: Vec<Inline>,
    /// Whose sentence it is; none for our own.
    pub quoted_from: Option<String>,
    /// How the test went.
    pub verdict: Verdict,
    /// What the answers allow: bounds and base, with values.
    pub evidence: Vec<Inline>,
}

/// The words of a text without their looks, for contents, anchors and file properties.
pub fn plain(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => plain(text),
        Inline::Value(value) => value.text.clone(),
        Inline::Break => " ".to_owned(),
    };
    text.iter().map(one).collect()
}
