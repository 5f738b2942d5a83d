//! All tests that see the library from outside, one module a stage.

mod cli;
mod cli_files;
mod docs;
mod drawing;
mod exports;
mod figures;
mod findings;
mod html;
mod sample_document;
mod study;
mod transcription;
mod tree;
