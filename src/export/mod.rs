// SPDX-License-Identifier: EUPL-1.2
//! Files from the edition: each format is written from the same tree and says the same. A writer
//! decides nothing that another would have to decide too.

pub mod docx;
mod format;
pub mod html;
pub mod markdown;
mod markup;
mod ooxml;
#[cfg(feature = "pdf")]
pub mod pdf;
mod place;
pub mod pptx;
pub mod xlsx;

pub use format::{FORMATS, Format, Holds, format, names};
pub use place::place;
