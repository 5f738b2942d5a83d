// SPDX-License-Identifier: EUPL-1.2
//! Files from the document: each format is written from the same tree and says the same.

mod anchors;
mod columns;
pub mod docx;
mod format;
pub mod html;
pub mod markdown;
mod ooxml;
#[cfg(feature = "pdf")]
pub mod pdf;
mod place;
pub mod pptx;
mod sources;
mod table;
mod text;
mod turn;
pub mod xlsx;

pub use format::{FORMATS, Format, format, names};
pub use place::place;
