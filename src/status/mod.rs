// SPDX-License-Identifier: EUPL-1.2
//! Where a round of collection stands: who was sent the form, who returned which section, what is
//! missing, wrong, late or validated.
//!
//! 1. [`build()`] makes an [`Overview`] of one round from what was collected.
//! 2. [`document`] makes it a page, [`json`] data for programs; [`reminders()`] letters ready to
//!    paste.
//!
//! Who is late is judged on a day that is given, or on the last day of the logs: the same files
//! give the same page. Names and addresses of people are read in `reminders` and
//! `contacts` alone.

mod build;
mod contacts;
mod overview;
mod page;
mod reminders;

pub use build::build;
pub use contacts::{PrivateAnswer, private_answers};
pub use overview::{Counts, Overview, ParticipantStatus, Received, SectionStatus, Validated, json};
pub use page::{document, lateness};
pub use reminders::{reminders, why_no_letter};
