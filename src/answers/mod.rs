//! Typed answers.

mod datum;

pub use datum::{Datum, Empty, State, Trace, Value};
