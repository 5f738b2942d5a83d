//! The report.

mod document;

pub use document::*;
