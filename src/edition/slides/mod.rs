// SPDX-License-Identifier: EUPL-1.2
//! Lays the slides out: from what a deck says to slides of a fixed size.
//!
//! 1. [`table`], [`figure`] and [`text`] lay out what an entry shows, measuring with the embedded
//!    font ([`fit`]), and nothing runs out of its slide; what is too long takes several.
//! 2. [`compared`] and [`claims`] decide what an entry becomes: a drawing that would be too small
//!    to read becomes its table, sentences that have no room on one slide a table of their own.
//! 3. [`notes`] says for each slide where its numbers come from.

mod areas;
mod claims;
mod compared;
mod figure;
mod fit;
mod notes;
mod rows;
mod slide;
mod table;
mod text;
mod widths;
mod words;

pub use areas::*;
pub use slide::{Slide, SlideContent, SlideFigure, SlideTable};
pub use text::{gap, indent};
pub use words::SlideWords;

use crate::diag::say;
use crate::report::{Deck, Document, Entry, EntryContent, Inline, SlideParagraph};

/// The slides of a document, laid out, and the words around them.
#[derive(Debug, Clone)]
pub struct Slides {
    /// The cover, what a reader must know, the deck.
    pub in_order: Vec<Slide>,
    /// Names of their parts.
    pub words: SlideWords,
}

/// All slides of a document: its cover, its notices, and its deck.
pub fn lay_out(document: &Document) -> Slides {
    let mut slides = front(document);
    for entry in &document.deck.entries {
        let mut laid = of_entry(&document.deck, entry);
        laid.iter_mut().for_each(|slide| notes::add_sources(slide, &document.sources));
        slides.extend(laid);
    }
    Slides { in_order: slides, words: words::words() }
}

/// What stands before the deck: the cover, and what a reader must know.
fn front(document: &Document) -> Vec<Slide> {
    let texts = document.subtitle.iter().chain(&document.publisher).chain([&document.date]);
    let cover = SlideContent::Cover(texts.cloned().collect());
    let mut slides = vec![Slide::new(&document.title, "", cover)];
    if !document.notices.is_empty() {
        let dot = |notice: &String| SlideParagraph::dot(vec![Inline::Text(notice.clone())]);
        let paragraphs = document.notices.iter().map(dot).collect();
        slides.extend(text::slides(&say("slide-notices"), "", paragraphs));
    }
    slides
}

fn of_entry(deck: &Deck, entry: &Entry) -> Vec<Slide> {
    let Entry { title, section, content } = entry;
    match content {
        EntryContent::Head(text) => {
            vec![Slide::new(title, section, SlideContent::Head(text.clone()))]
        }
        EntryContent::Text(paragraphs) => text::slides(title, section, paragraphs.clone()),
        EntryContent::Table(table) => compared::table(title, section, table, deck.table_slides),
        EntryContent::Figure(figure) => compared::figure(title, section, figure)
            .unwrap_or_else(|| compared::table(title, section, &figure.data, deck.table_slides)),
        EntryContent::Claims(claims) => claims::slides(title, section, claims),
    }
}
