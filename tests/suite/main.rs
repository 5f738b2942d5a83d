//! All tests that see the library from outside, one module a stage.

mod drawing;
mod figures;
mod html;
mod sample_document;
mod study;
