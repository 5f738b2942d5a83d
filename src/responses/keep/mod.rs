// SPDX-License-Identifier: EUPL-1.2
//! What lies in `responses/<participant>/<round>/`: the files as they came, and the log beside them.
//!
//! 1. [`import`] puts a returned file into its `folder` and adds it to the [`log`].
//! 2. [`read_round`] reads the files of every round, unites them, notes which are alike, and puts
//!    right what the log corrects; [`returned`] says which round of a participant counts.
//! 3. [`waive`] marks the findings that a log lets stand; [`changes`] compares two rounds.

mod alike;
pub(super) mod changes;
pub(super) mod correct;
mod folder;
pub(super) mod import;
pub(super) mod log;
pub(super) mod log_text;
mod read_form;
pub(super) mod read_round;
pub(super) mod returned;
mod union;
pub(super) mod waive;

pub use folder::round_folder;
