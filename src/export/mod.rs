// SPDX-License-Identifier: EUPL-1.2
//! Files from the document: each format is written from the same tree and says the same.

pub mod docx;
mod format;
pub mod html;
pub mod markdown;
mod ooxml;
mod place;
pub mod pptx;
mod sources;
mod text;
pub mod xlsx;

pub use format::{FORMATS, Format, format, names};
pub use place::place;
