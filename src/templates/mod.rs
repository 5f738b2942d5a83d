// SPDX-License-Identifier: EUPL-1.2
//! The templates of a study: Markdown with calls, in the language of Tera, which nobody else knows.
//!
//! 1. [`Parser`] takes the templates one by one and gives the mistakes of each: that it is none, that
//!    it calls what is not there, that it would grow without end.
//! 2. [`Parsed`] keeps them, with the [`Names`] that they may use.
//! 3. [`Parsed::filler`] fills them in: every call leaves a placeholder in the text and is kept
//!    ([`Call`]), so that what it stands for is put in only after the Markdown is parsed.
//!
//! No answer ever reaches the template engine.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod calls;
mod fill;
mod growth;
mod names;
mod parse;
mod steps;

pub use fill::{CLOSE, Call, Filler, OPEN};
pub use names::Names;
pub use parse::{Mistake, Parsed, Parser};
