// SPDX-License-Identifier: EUPL-1.2
//! Returned workbooks: taken in, kept byte for byte, and read back into [`Response`]s.
//!
//! 1. [`read()`] takes every cell of a workbook as it was written: `find` says which belongs to which
//!    question, `typing` what it says; what does not fit stays as text.
//! 2. `keep` has the files under `responses/<participant>/<round>/`, beside a [`Log`]: [`import`] puts
//!    them there, [`read_rounds`] reads them all, unites the files of each round and puts right what
//!    the log says; [`waive()`] marks the findings that the log lets stand.
//! 3. [`prefilled`] and [`refill()`] write answers into a form again.
//!
//! What people typed is never an error here: it becomes an answer and a finding. Whether answers
//! make sense together is for [`crate::check`]. A room knows only those before it: `find`, `typing`,
//! `keep`.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod find;
mod keep;
mod prefill;
mod printed_rows;
mod read;
mod refill;
mod response;
mod row_names;
mod rows;
mod table_rows;
#[cfg(test)]
mod tests;
mod totals;
mod typing;
mod units;
mod unseen;

pub use find::stamps::stamp;
pub use keep::changes::{Change, changes};
pub use keep::correct::{corrected, unreadable};
pub use keep::import::{Arrival, Fate, Imported, Understood, import};
pub use keep::log::{Correction, Log, LogEntry, Signed, Validation, Waiver};
pub use keep::log_text::{Addition, add, nowhere};
pub use keep::read_round::{DECISIONS, decisions, read_all, read_rounds};
pub use keep::returned::{KeptFile, Returned, newest_round, of_round, previous, standing, thinner};
pub use keep::round_folder;
pub use keep::waive::{waive, waive_by};
pub use prefill::prefilled;
pub use read::read;
pub use refill::{Refilled, refill};
pub use response::{Answered, Response, ResponseRow, last_file};
