// SPDX-License-Identifier: EUPL-1.2
//! The edition: what the report says, with everything decided about how it stands.
//!
//! [`settle()`] is the one walk between [`crate::report`], which says what is said, and
//! [`crate::export`], which only writes:
//!
//! 1. [`ids`] gives every chapter, heading, table, figure and claim an id that nothing else has;
//!    a link either leads to one of them, to the web, or is no link.
//! 2. [`settle()`] settles levels of headings, numbers and captions, and which claims are brief.
//! 3. [`table`] makes tables rectangular and cuts wide ones, [`columns`] gives their columns
//!    widths on text that [`measure`] measures, [`pages`] says which parts stand on pages on their side.
//! 4. [`sources`] groups the sources and leads each back to the place where it is first used.
//! 5. [`slides`] lays out the slides.
//! 6. [`words`] has all words of the frame: no writer asks the catalogue for any.
//!
//! Nothing here formats a number or computes one, and nothing knows a format of files.

mod columns;
mod ids;
mod measure;
mod pages;
mod settle;
pub mod slides;
mod sources;
mod table;
pub(crate) mod text;
mod tree;
mod words;

pub use columns::Columns;
pub(crate) use columns::{LONG, MARGIN, SHORT, sheet_lines, text_width};
pub use settle::settle;
pub use sources::{Group as SourceGroup, Source, Sources, Table as SourceTable};
#[cfg(feature = "pdf")]
pub(crate) use table::spans;
pub use tree::*;
pub(crate) use words::cut;
pub use words::{Words, WorkbookWords};
