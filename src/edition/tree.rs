// SPDX-License-Identifier: EUPL-1.2
//! What an edition is made of. Texts, values and columns are those of the report; what stands
//! around them is settled.

use super::columns::Columns;
use super::ids;
use super::slides::Slides;
use super::sources::Sources;
use super::words::Words;
use crate::datum::Day;
use crate::figures::{Chart, Drawing, Picture};
pub use crate::report::{
    Align, Callout, Cell, Column, Content, Inline, Published, Spanner, Target, Value, Verdict,
    WordTemplate,
};
use std::fmt;
use std::ops::Range;

/// A document with everything settled that holds for all formats.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Language of the text, as the web names it: `it`, `en-GB`.
    pub language: String,
    /// Title; a dash where there is none.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The report's date, formatted.
    pub date: String,
    /// Publisher and date on one line.
    pub by: String,
    /// The day of that date, for what a file says of itself.
    pub day: Day,
    /// Said at the top of every format: a draft, a transcription.
    pub notices: Vec<String>,
    /// Whether it is one page: it needs no index then.
    pub is_leaf: bool,
    /// The index: chapters, annexes and the sources, with the headings below.
    pub contents: Vec<Entry>,
    /// The numbered tables.
    pub tables: Vec<Listed>,
    /// The figures.
    pub figures: Vec<Listed>,
    /// Chapters in order; annexes last.
    pub chapters: Vec<Chapter>,
    /// Where the values come from; none where no value has a cell behind it.
    pub sources: Option<Sources>,
    /// The numbers that it prints, each once.
    pub published: Vec<Published>,
    /// The page on the web that has the sources, where they do not stand on paper.
    pub sources_page: Option<&'static str>,
    /// The other volume: what it is called, and its page on the web.
    pub other_volume: Option<(String, &'static str)>,
    /// Whether lists of tables and figures stand before the first chapter on paper.
    pub has_lists: bool,
    /// The slides, laid out, and the words around them.
    pub slides: Slides,
    /// Words of the frame.
    pub words: Words,
    /// The publisher's own Word file, which the Word report takes its look from.
    pub word_template: Option<WordTemplate>,
}

impl Edition {
    /// The address of a source's row on the web, for paper; none where the row is on paper too.
    pub fn source_on_web(&self, number: usize) -> Option<String> {
        self.sources_page.map(|page| format!("{page}#{}", ids::source(number)))
    }
}

/// A chapter in the index.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it leads.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it stands among the annexes.
    pub annex: bool,
    /// Whether it stands on the page on the web alone, not on paper.
    pub only_on_web: bool,
    /// Id and text of the chapter's headings of the first level.
    pub below: Vec<(String, String)>,
}

/// A table or a figure in its list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Where it leads.
    pub id: String,
    /// Its caption.
    pub caption: Caption,
}

/// A chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id, which nothing else has.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether it stands among the annexes.
    pub annex: bool,
    /// Runs of blocks on pages that lie alike.
    pub parts: Vec<Part>,
}

impl Chapter {
    /// All its blocks, for formats without pages.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.parts.iter().flat_map(|part| &part.blocks)
    }
}

/// Blocks on pages that lie alike.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whether the pages lie on their side.
    pub landscape: bool,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// What a chapter is made of.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for the first below a chapter's title; none is skipped on the way down.
        level: u8,
        /// Its id.
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
    Picture(Box<Shown>),
    /// A sentence put to the test.
    Claim(Box<Claim>),
    /// Sentences of ours that hold, one after the other: they need no frame.
    Holding(Vec<Claim>),
    /// What stands apart in a frame of its own.
    Callout {
        /// What it is.
        kind: Callout,
        /// Title; may be empty.
        title: String,
        /// Content.
        blocks: Vec<Block>,
    },
}

/// «Tabella 3», before what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// «Tabella».
    pub word: String,
    /// From 1.
    pub number: usize,
    /// Whether it is counted here, or the number of something else repeated.
    pub counted: bool,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.word, self.number)
    }
}

/// What a table or a figure is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// Its number; none for tables that have none.
    pub label: Option<Label>,
    /// Text.
    pub text: String,
}

/// A table in printers' words: every row has a cell for every column.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its id.
    pub id: String,
    /// Caption.
    pub caption: Caption,
    /// Heads over groups of columns, adding up to the columns; an empty label spans columns
    /// without one. Empty when there are none.
    pub spanners: Vec<Spanner>,
    /// Head of the stub.
    pub stub_head: String,
    /// The columns after the stub.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Columns are of equal width: each is of somebody to be compared with the others.
    pub even: bool,
    /// What stands below: a word («Base», «Nota») and its text.
    pub notes: Vec<(String, String)>,
    /// Its columns as they fit on pages: mostly one piece.
    pub pieces: Vec<Piece>,
    /// How many of its rows stand on pages that are laid out at once, as those of a PDF are.
    pub rows_on_pages: usize,
    /// Where the others are; none where there are none.
    pub rest: Option<String>,
    /// Widths of the stub and the columns on a sheet, in digits.
    pub sheet: Vec<f64>,
}

impl Table {
    /// Parts of the width that the stub and the columns have, of 100; none for a table that is too
    /// wide for one page.
    pub fn parts(&self) -> Option<Vec<f64>> {
        let [piece] = self.pieces.as_slice() else { return None };
        let whole = f64::from(piece.set.width()).max(1.0);
        let part = |width: &u32| (f64::from(*width) * 1000.0 / whole).round() / 10.0;
        Some(piece.set.widths.iter().map(part).collect())
    }
}

/// The columns of a table that stand together on a page.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Caption, with «(1/2)» where there are several pieces.
    pub caption: Caption,
    /// Which columns.
    pub columns: Range<usize>,
    /// The spanners over these columns.
    pub spanners: Vec<Spanner>,
    /// Widths of the stub and the columns, and the size of the text.
    pub set: Columns,
    /// How many rows and columns it has, for who hears it.
    pub summary: String,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Row head.
    pub label: Value,
    /// The group of rows in which it stands.
    pub group: Group,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// A total.
    pub total: bool,
    /// Whether it has so much text that it may break over pages.
    pub may_break: bool,
}

/// Whether a group of rows begins with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// It stands in that of the row before.
    Same,
    /// It stands in none: the last one has ended.
    Ends,
    /// One of this label begins.
    Begins(String),
}

impl Group {
    /// The label, where one begins.
    pub fn label(&self) -> Option<&str> {
        match self {
            Group::Begins(label) => Some(label),
            Group::Same | Group::Ends => None,
        }
    }
}

/// A picture of the study.
#[derive(Debug, Clone)]
pub struct Shown {
    /// What it shows, for who does not see it.
    pub alternative: String,
    /// The picture.
    pub picture: Picture,
}

/// A drawing.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its id.
    pub id: String,
    /// «Figura 2» and what it says.
    pub caption: Caption,
    /// What is drawn, unit, base, year.
    pub below: String,
    /// The finding and what is drawn, for who does not see it.
    pub alternative: String,
    /// What is drawn.
    pub chart: Chart,
    /// The drawing; none when it could not be drawn.
    pub drawing: Option<Drawing>,
    /// The same for a narrow screen.
    pub narrow: Option<Drawing>,
    /// Its data.
    pub data: Table,
    /// Whether there are any data to be shown below.
    pub has_data: bool,
    /// Whether they are shown on paper too.
    pub prints_data: bool,
    /// Whether the data stand on a page on its side, unlike the drawing.
    pub turned: bool,
}

/// What a drawing may take of a page, in its own pixels: with caption and base it fills it.
const TALLEST: u32 = 900;

impl Figure {
    /// The drawing on sheets that fit on pages, one below the other: mostly one.
    pub fn sheets(&self) -> Vec<Drawing> {
        self.drawing.iter().flat_map(|drawing| drawing.sheets(TALLEST)).collect()
    }
}

/// A sentence put to the test.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its id.
    pub id: String,
    /// How the test went.
    pub verdict: Verdict,
    /// The same in a word or a few, with a capital.
    pub word: String,
    /// The sentence.
    pub text: Vec<Inline>,
    /// Whose sentence it is; none for our own.
    pub quoted_from: Option<String>,
    /// What the answers allow: bounds and base, with values; may be empty.
    pub evidence: Vec<Inline>,
}
