// SPDX-License-Identifier: EUPL-1.2
//! Returned workbooks: taken in, kept byte for byte, and read back into [`Response`]s.
//!
//! 1. [`read()`] takes every cell of a workbook as it was written and finds each question's cells
//!    by the form's layout, its codes and its labels.
//! 2. Each cell is typed by its question; what does not fit stays as text.
//! 3. [`import`] keeps the files under `responses/<participant>/<round>/`, beside a [`Log`];
//!    [`read_rounds`] reads them all, unites the files of each round and puts right what the log
//!    says; [`waive()`] marks the findings that the log lets stand.
//!
//! What people typed is never an error here: it becomes an answer and a finding. Whether answers
//! make sense together is for [`crate::check`].

mod alike;
mod answer;
mod beside;
mod changes;
mod choose;
mod correct;
mod day;
mod dragged;
mod keep;
mod locate;
mod locate_sheet;
mod locate_table;
mod log;
mod log_text;
mod moved;
mod numeral;
mod page;
mod prefill;
mod read;
mod read_round;
mod refill;
mod remark;
mod response;
mod rows;
mod stamps;
#[cfg(test)]
mod tests;
mod union;
mod waive;

pub use changes::{Change, changes};
pub use correct::{corrected, unreadable};
pub use keep::{Arrival, Imported, Outcome, Understood, import, import_as, round_folder};
pub use log::{Correction, Log, LogEntry, Signed, Validation, Waiver};
pub use log_text::{Addition, add, nowhere};
pub use prefill::prefilled;
pub use read::read;
pub use read_round::{KeptFile, Returned, previous, read_all, read_rounds, standing};
pub use refill::{Refilled, refill};
pub use response::{Answered, Response, ResponseRow, last_file};
pub use stamps::stamp;
pub use waive::waive;
