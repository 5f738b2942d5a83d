// SPDX-License-Identifier: EUPL-1.2
//! Returned workbooks: taken in, kept byte for byte, and read back into [`Response`]s.
//!
//! 1. [`read()`] takes every cell of a workbook as it was written and finds each question's cells
//!    by the form's layout, its codes and its labels.
//! 2. Each cell is typed by its question; what does not fit stays as text.
//! 3. [`import`] keeps the files under `responses/<participant>/<round>/`; [`read_all`] reads
//!    them all.
//!
//! What people typed is never an error here: it becomes an answer and a finding. Whether answers
//! make sense together is for [`crate::check`].

mod answer;
mod choose;
mod day;
mod locate;
mod locate_table;
mod log;
mod numeral;
mod page;
mod read;
mod received;
mod refill;
mod remark;
mod response;
mod rows;
mod store;
#[cfg(test)]
mod tests;

pub use log::{Log, LogEntry, Origin};
pub use read::{read, stamp};
pub use received::{Received, received};
pub use refill::{Refilled, refill};
pub use response::{Answered, Response, ResponseRow};
pub use store::{Imported, Outcome, Understood, import, read_all};
