//! Files from the document: each format is written from the same tree and says the same.

pub mod html;
mod place;
mod sources;
mod text;

pub use place::place;
