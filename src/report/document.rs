// SPDX-License-Identifier: EUPL-1.2
//! The document: what is said, as a whole. How it stands is settled in [`crate::edition`].

use super::block::Block;
use super::cells::CellRange;
use super::deck::Deck;
use super::published::Published;
use crate::datum::Day;
use crate::diag::say_with;
pub use crate::study::{VolumeKind, WordTemplate};

/// A report ready to be written.
#[derive(Debug, Clone)]
pub struct Document {
    /// Which volume of the report it is.
    pub volume: VolumeKind,
    /// Language of the text (`it`).
    pub language: String,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The report's date, formatted.
    pub date: String,
    /// The same day, for what a file says of itself.
    pub day: Day,
    /// Said at the top of every format: a draft, a transcription.
    pub notices: Vec<String>,
    /// Chapters in order; annexes last.
    pub chapters: Vec<Chapter>,
    /// The slides, laid out by [`crate::edition`].
    pub deck: Deck,
    /// The sources of all volumes: value `n` refers to `sources[n - 1]`, in each of them.
    pub sources: Vec<Source>,
    /// Whether it is one of several volumes: on paper each leaves the sources to its page on the
    /// web.
    pub has_others: bool,
    /// The numbers that it prints, each once.
    pub published: Vec<Published>,
    /// The publisher's own Word file, which the Word report takes its look from.
    pub word_template: Option<WordTemplate>,
}

impl Document {
    /// Whether it is the short one of several volumes: it lists the sources that it uses, and leaves
    /// the data of its figures to the one with the most in it.
    pub fn is_short(&self) -> bool {
        self.has_others && self.volume == VolumeKind::Report
    }

    /// Whether it is a leaf: one chapter and no annex of sources need no index, and are to be
    /// printed on one page.
    pub fn is_leaf(&self) -> bool {
        self.chapters.len() == 1 && self.sources.is_empty()
    }
}

/// A chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Anchor that links may name; the edition makes it unique.
    pub id: String,
    /// Title.
    pub title: String,
    /// Content; headings in it begin at level 2.
    pub blocks: Vec<Block>,
    /// Whether it stands among the annexes.
    pub annex: bool,
}

/// A row of the sources annex.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where the value stands in the report: a title, then row and column where it has such.
    pub place: Vec<String>,
    /// The value as printed.
    pub value: String,
    /// The cells, those below each other in a column joined.
    pub cells: Vec<CellRange>,
    /// How many more ranges of cells there are: not all are listed.
    pub more_cells: usize,
    /// Steps on the way: codings, views, rules.
    pub steps: Vec<String>,
}

impl Source {
    /// Where the value stands in words («Persone per titolo › Laurea › Provincia»).
    pub fn label(&self) -> String {
        self.place.join(" › ")
    }

    /// The cells as people see them, one range a line, and how many more there are.
    pub fn lines(&self) -> Vec<String> {
        let ranges = self.cells.iter().map(ToString::to_string);
        ranges.chain(self.rest()).collect()
    }

    /// How many more ranges there are, in words; none when all are listed.
    pub fn rest(&self) -> Option<String> {
        let n = self.more_cells.to_string();
        (self.more_cells > 0).then(|| say_with("sources-more", &[("n", &n)]))
    }
}
