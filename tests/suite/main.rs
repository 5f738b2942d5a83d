//! Behaviour of the library, one module a stage.

mod html;
mod sample_document;
