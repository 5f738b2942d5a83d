// SPDX-License-Identifier: EUPL-1.2
//! A slide with everything settled: a writer puts each part where the areas and the sizes say.

use super::areas::Area;
use super::fit;
use crate::diag::say_with;
use crate::figures::Drawing;
use crate::report::{SlideParagraph, Table};

/// Stands for a title without a letter: every slide has one.
const NO_TITLE: &str = "—";

/// A slide.
#[derive(Debug, Clone)]
pub struct Slide {
    /// Title, with «(1/3)» where several slides share it; never blank.
    pub title: String,
    /// Size of the title: it fits its area.
    pub title_size: f64,
    /// Name of the section it stands in; empty before the first.
    pub section: String,
    /// What it shows.
    pub content: SlideContent,
    /// Rows of the sources annex from which its values come, in order, each once.
    pub sources: Vec<usize>,
    /// The same in a line for its foot; empty for a slide without values.
    pub sources_line: String,
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

/// The rows and columns of a table that stand on one slide.
#[derive(Debug, Clone)]
pub struct SlideTable {
    /// These rows and columns alone.
    pub table: Table,
    /// For who does not see it: what it is, and how large.
    pub alternative: String,
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

impl SlideTable {
    /// Height of the table.
    pub fn height(&self) -> f64 {
        let groups = self.table.rows.iter().filter(|row| row.begins_group()).count() as f64;
        self.head.iter().chain(&self.heights).sum::<f64>() + groups * self.group
    }
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

impl Slide {
    /// A slide of its own, as yet without sources and notes.
    pub(super) fn new(title: &str, section: &str, content: SlideContent) -> Slide {
        Slide::part(title, (0, 1), section, content)
    }

    /// Slide `at` of `count` that share a title, the latter with « (1/3)».
    pub(super) fn part(
        title: &str,
        (at, count): (usize, usize),
        section: &str,
        mut content: SlideContent,
    ) -> Slide {
        let title = if title.trim().is_empty() { NO_TITLE } else { title };
        let (title, title_size) = match &content {
            SlideContent::Cover(_) | SlideContent::Head(_) => {
                (title.to_owned(), fit::cover_size(title))
            }
            _ => fit::title(title, &tail(at, count)),
        };
        if let SlideContent::Table(part) = &mut content {
            part.alternative = format!("{title} – {}", extent(&part.table));
        }
        Slide {
            title,
            title_size,
            section: section.to_owned(),
            content,
            sources: Vec::new(),
            sources_line: String::new(),
            notes: Vec::new(),
        }
    }
}

fn tail(at: usize, count: usize) -> String {
    if count < 2 {
        return String::new();
    }
    say_with("slide-part", &[("part", &(at + 1).to_string()), ("parts", &count.to_string())])
}

/// How large a table is, in words.
fn extent(table: &Table) -> String {
    let (rows, columns) = (table.rows.len().to_string(), table.columns.len().to_string());
    say_with("pptx-table-words", &[("rows", &rows), ("columns", &columns)])
}
