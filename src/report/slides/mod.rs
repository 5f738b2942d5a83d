// SPDX-License-Identifier: EUPL-1.2
//! Composes the deck: the slides that the study wants, or a complete deck of its own.
//!
//! 1. The study says which slides it wants; without a file, [`defaults`] decides.
//! 2. [`builder`] makes each of them an [`Entry`](super::Entry) by the same
//!    [`Maker`](super::nodes::Maker) as the document's nodes, so that a value has the same row of
//!    the sources annex in both; [`compared`] and [`claims`] do so for comparisons and sentences,
//!    [`paragraphs`] for text.

mod builder;
mod claims;
mod compared;
mod defaults;
mod paragraphs;

pub(super) use builder::compose;
