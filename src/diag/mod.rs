// SPDX-License-Identifier: EUPL-1.2
//! Findings and errors: what any stage reports, where it stands, and how it is shown.
//!
//! A [`Finding`] is about what somebody wrote (a cell, a line of YAML); it never stops the
//! reading. An [`Error`] is what stops us: no such file, no study, no room. All texts come from
//! one [`catalogue`], in the reader's language.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod catalogue;
mod codes;
mod error;
mod excerpt;
mod finding;
mod mistakes;
mod phrase;
mod place;
mod private;
mod render;
mod screen;
mod severity;

pub use catalogue::{say, say_count, say_with};
pub use codes::{Code, OwnCode, Topic};
pub use error::Error;
pub use excerpt::{Excerpt, ExcerptRow};
pub use finding::{Finding, Noted};
pub use mistakes::Mistakes;
pub use phrase::{Args, Phrase};
pub use place::{CellAt, CellRef, Place, TextSpan};
pub use private::{Permit, Private};
pub use render::{Texts, json, long, published, same_words, short, sort, texts};
pub use screen::{blanks, clean, cut, width};
pub use severity::Severity;
