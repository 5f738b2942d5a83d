//! The only place that names the spreadsheet libraries: opening guarded, cells, writing.

mod cells;
mod ods;
mod open;
mod recognise;
mod xlsx;

pub use cells::{Cell, Raw, SheetCells, Workbook};
pub(crate) use open::{is_ods, read};
pub use open::{open, open_bytes};
