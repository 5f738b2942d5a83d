// SPDX-License-Identifier: EUPL-1.2
//! What the text in a cell means as an answer to its question.
//!
//! [`answer`] asks the kind of the question: numbers are read by `numeral`, days and years by `day`,
//! choices, yes and no by `choose`. What does not fit stays as text, with what was noticed about it.

pub(super) mod answer;
mod choose;
mod day;
mod figure;
mod missing;
mod numeral;
pub(super) mod scale;
pub(super) mod setting;
mod unplaced;
