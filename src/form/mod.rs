// SPDX-License-Identifier: EUPL-1.2
//! The form: which question stands in which cell, and the blank workbook made from that.
//!
//! [`lay_out()`] turns a questionnaire into a [`FormLayout`]; [`write()`] turns a layout into a
//! workbook, [`write_filled`] with answers that are known already, [`write_marked`] with marks at
//! those to be looked at again. The layout alone knows cells: the reader of returned workbooks and
//! every finding use it, and nobody else computes an address.

mod filled;
mod lay_out;
mod marks;
mod write;

pub use filled::{Entry, Filled, Spot};
pub use lay_out::{
    ANSWER_COL, AnswerSlot, CODE_COL, FormLayout, GridSlot, HELP_COL, LABEL_COL, PrintedRow,
    SheetLayout, Slot, Stamp, TableSlot, UNIT_COL, answer_name, column_name, grid_name, lay_out,
};
pub use marks::{Mark, Marks, is_signed, shape, sign};
pub use write::{
    KNOWS, index_name, own_sheets, printed, printed_beside, write, write_filled, write_marked,
};
pub(crate) use write::{column_note, measure};
