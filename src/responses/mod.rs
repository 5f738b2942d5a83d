//! Returned workbooks: taken in, kept byte for byte, and read back into [`Response`]s.
//!
//! 1. [`read`] takes every cell of a workbook as it was written and finds each question's cells
//!    by the form's layout, its codes and its labels.
//! 2. Each cell is typed by its question; what does not fit stays as text.
//! 3. [`store`] keeps the files under `responses/<participant>/<round>/` and reads them all.
//!
//! What people typed is never an error here: it becomes an answer and a finding. Whether answers
//! make sense together is for [`crate::check`].

mod log;
mod response;

pub use log::{Log, LogEntry, Origin};
pub use response::{Response, ResponseRow};
