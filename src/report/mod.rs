// SPDX-License-Identifier: EUPL-1.2
//! The report: from comparisons and the study's pages to a [`Document`] for each volume.
//!
//! 1. The chapters' templates are filled in ([`crate::templates`]): Markdown, in which `table`,
//!    `figure`, `value`, `claim` leave placeholders.
//! 2. The Markdown is parsed to blocks, and only then placeholders become nodes: what a respondent
//!    typed never reaches the template engine or the Markdown parser.
//! 3. [`compose()`] writes the pages of each volume: chapters, complete sections, all answers, the
//!    quality of the data. All volumes share the sources of their values.
//! 4. The [`Deck`] of slides is made from the same comparisons, its values with the same sources;
//!    [`crate::edition`] lays it out.
//!
//! [`profile()`] makes a smaller document for one participant, in the same way.
//!
//! This is the only module that names the Markdown parser.

mod annexes;
mod block;
mod cells;
mod chapters;
mod compose;
mod composer;
mod deck;
mod defaults;
mod document;
mod found;
mod frame;
mod gate;
mod markdown;
mod nodes;
mod profile;
mod published;
mod slides;
mod sources;

pub use block::*;
pub use cells::{CellRange, ranges};
pub use compose::compose;
pub use deck::*;
pub use document::*;
pub use gate::{mark_draft, refusals};
pub use profile::profile;
pub use published::Published;
