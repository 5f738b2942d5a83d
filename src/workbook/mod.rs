//! The only place that names the spreadsheet libraries: opening guarded, cells, writing.

mod look;
mod write;

pub use look::{Look, Number, Style};
pub use write::{Accepts, Area, Book, Page, Properties, Rule, Sheet, quoted, text_literal};
