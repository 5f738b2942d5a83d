// SPDX-License-Identifier: EUPL-1.2
//! Which cell of a returned workbook belongs to which question, wherever it has gone since.
//!
//! 1. [`stamps`] say whose form it is; [`sheets`] which sheet holds which section.
//! 2. [`slots`] finds on each sheet what the layout put there: single questions, and by [`tables`]
//!    tables and grids.
//! 3. [`moved`] goes back to the names of a form of another version; [`dragged`] and [`beside`] ask
//!    about what stands elsewhere.

pub(super) mod beside;
pub(super) mod dragged;
pub(super) mod key;
pub(super) mod moved;
pub(super) mod page;
mod search;
pub(super) mod sheets;
pub(super) mod slots;
pub(super) mod stamps;
pub(super) mod tables;
