// SPDX-License-Identifier: EUPL-1.2
//! Files from the document: each format is written from the same tree and says the same.

pub mod html;
mod place;

pub use place::place;
