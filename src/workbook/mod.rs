// SPDX-License-Identifier: EUPL-1.2
//! The only place that names the spreadsheet libraries: opening guarded, cells, writing.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod adding;
mod arrange;
mod bad;
mod book;
mod cap;
mod cells;
mod chart;
mod condition;
mod encoding;
mod format;
mod format_part;
mod look;
mod marks;
mod ods;
mod ods_cell;
mod ods_names;
mod ods_styles;
mod ods_text;
mod open;
mod package;
mod publish;
mod recognise;
mod rules;
mod sheet;
mod sight;
mod xlsx;
mod xlsx_around;
mod xlsx_beside;
mod xlsx_cell;
mod xlsx_sheet;
mod xlsx_styles;
mod xlsx_text;

pub use arrange::Page;
pub(crate) use bad::Bad;
pub use book::{Area, Book, Properties, quoted, text_literal};
pub(crate) use cells::plain;
pub use cells::{Beside, Cell, Raw, SheetCells, Workbook};
pub use chart::{NativeChart, NativeKind, NativeSeries, SheetPicture};
pub use look::{Face, Look, Number, Side, Style};
pub(crate) use open::{ending, read};
pub use open::{open, open_bytes};
pub(crate) use package::{Package, Relation};
pub use rules::{Accepts, Rule};
pub use sheet::Sheet;
pub use sight::{Drawn, DrawnKind, Instead, Sight};

#[cfg(test)]
mod hostile;
