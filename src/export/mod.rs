// SPDX-License-Identifier: EUPL-1.2
//! Files from the document: each format is written from the same tree and says the same.

pub mod docx;
pub mod html;
mod ooxml;
mod place;
mod sources;
mod text;

pub use place::place;
