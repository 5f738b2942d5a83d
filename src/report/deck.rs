// SPDX-License-Identifier: EUPL-1.2
//! The slides: the same comparisons as the document's, laid out on pages of a fixed size.
//!
//! Everything is measured before it comes here: a writer puts each part where the areas and the
//! sizes say, and nothing runs out of its slide. Lengths are points; a slide is 13,33 by 7,5
//! inches.

use super::document::{Document, Inline, Table};
use crate::figures::Drawing;

/// Width and height of a slide.
pub const SLIDE: (f64, f64) = (960.0, 540.0);
/// The name of the section, above the title.
pub const SECTION_AREA: Area = Area { x: 40.0, y: 18.0, width: 880.0, height: 22.0 };
/// The title.
pub const TITLE_AREA: Area = Area { x: 40.0, y: 40.0, width: 880.0, height: 70.0 };
/// What a slide shows.
pub const BODY_AREA: Area = Area { x: 40.0, y: 122.0, width: 880.0, height: 374.0 };
/// Title of the study at the left, number of the slide at the right.
pub const FOOTER_AREA: Area = Area { x: 40.0, y: 506.0, width: 880.0, height: 22.0 };
/// The title of a cover or of a section's head.
pub const COVER_TITLE_AREA: Area = Area { x: 80.0, y: 130.0, width: 800.0, height: 150.0 };
/// What stands below that title.
pub const COVER_TEXT_AREA: Area = Area { x: 80.0, y: 300.0, width: 800.0, height: 190.0 };

/// Size of notes below tables and figures, of section names and footers.
pub const SMALL: f64 = 14.0;
/// Least size of running text.
pub const TEXT: f64 = 18.0;

/// A part of a slide.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From the left edge.
    pub x: f64,
    /// From the top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// From one line of text to the next.
pub fn leading(size: f64) -> f64 {
    (size * 1.26).round()
}

/// The slides of a document after its cover.
#[derive(Debug, Clone, Default)]
pub struct Deck {
    /// In order.
    pub slides: Vec<Slide>,
}

/// A slide.
#[derive(Debug, Clone)]
pub struct Slide {
    /// Title, with «(1/3)» where several slides share it.
    pub title: String,
    /// Size of the title: it fits its area.
    pub title_size: f64,
    /// Name of the section it stands in; empty before the first.
    pub section: String,
    /// What it shows.
    pub content: SlideContent,
    /// Rows of the sources annex from which its values come, in order, each once.
    pub sources: Vec<usize>,
    /// What the speaker has at hand: where its numbers come from.
    pub notes: Vec<String>,
}

/// What a slide shows below its title.
#[derive(Debug, Clone)]
pub enum SlideContent {
    /// Nothing but the title, large: the study begins. With subtitle, publisher, date.
    Cover(Vec<String>),
    /// Nothing but the title, large: a section begins. With what it is about.
    Head(Option<String>),
    /// Text.
    Text {
        /// Its lines.
        paragraphs: Vec<SlideParagraph>,
        /// Size of the text.
        size: f64,
    },
    /// A table, or a part of one.
    Table(Box<SlideTable>),
    /// A drawing.
    Figure(Box<SlideFigure>),
}

/// A paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideParagraph {
    /// What stands before it.
    pub mark: Mark,
    /// Depth in lists, 0 outside and in the outermost.
    pub depth: usize,
    /// Text.
    pub text: Vec<Inline>,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A dot.
    Dot,
    /// A number.
    Number(usize),
}

/// The rows and columns of a table that stand on one slide.
#[derive(Debug, Clone)]
pub struct SlideTable {
    /// These rows and columns alone.
    pub table: Table,
    /// Size of its text.
    pub size: f64,
    /// Widths of the stub and of the columns.
    pub widths: Vec<f64>,
    /// Heights of the rows of the head: spanners, when there are any, and labels.
    pub head: Vec<f64>,
    /// Heights of the rows, without the heads of groups.
    pub heights: Vec<f64>,
    /// Height of the head of a group of rows.
    pub group: f64,
    /// Base, notes, and what is not shown here.
    pub below: Vec<String>,
    /// Where that stands, from the slide's top.
    pub below_y: f64,
}

/// A drawing on a slide.
#[derive(Debug, Clone)]
pub struct SlideFigure {
    /// What is drawn.
    pub drawing: Drawing,
    /// For who does not see it.
    pub alternative: String,
    /// What is drawn, unit, base, year.
    pub caption: Vec<String>,
    /// Where the drawing stands.
    pub area: Area,
    /// Where the caption stands, from the slide's top.
    pub caption_y: f64,
}

/// All slides of a document: its cover, its notices, and its deck.
pub fn slides(document: &Document) -> Vec<Slide> {
    let mut all = super::slides::front(document);
    all.extend(document.deck.slides.iter().cloned());
    all
}
