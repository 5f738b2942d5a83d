// SPDX-License-Identifier: EUPL-1.2
//! Everything that researchers wrote, read once into one value, and the mistakes of all files told
//! at once.
//!
//! 1. [`load()`] reads the questionnaire, and takes from it which tables there are before anybody
//!    answers.
//! 2. The views are prepared and the checks run over these empty tables: SQL that cannot be
//!    understood is a mistake of the study, not of the answers.
//! 3. Comparisons, claims, chapters, slides, slots and settings are read against all that; what
//!    they name must exist.
//!
//! Nothing here looks at an answer, and nothing after it reads a file of the study.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod calls;
mod cells;
mod claims;
mod comparisons;
mod contacts;
mod growth;
mod load;
mod parts;
mod prose;
mod settings;
mod slides;
mod spec;
mod templates;
mod unused;
mod views;

pub(crate) use calls::next_code;
pub use calls::{FUNCTIONS, Names, Signature};
pub use contacts::{Contact, contacts};
pub use load::{load, questionnaire};
pub use settings::{Coverage, LATEST, ReportRound, Settings, WordTemplate};
pub use slides::{Slide, SlideKind, Slides};
pub use spec::*;
pub use templates::{Template, Templates};
pub use unused::unused;

use crate::answers::View;
use crate::diag::{Error, Finding};
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Folder of comparisons, chapters and all else that makes the report.
const TEMPLATES: &str = "report-templates";

/// A study as it was written.
#[derive(Debug)]
pub struct Study {
    /// The questionnaire, with codings, checks and reference data. It holds.
    pub questionnaire: Questionnaire,
    /// The views that can be run.
    pub views: Vec<View>,
    /// The declared comparisons and claims.
    pub declarations: Arc<Declarations>,
    /// What the report is written from.
    pub templates: Templates,
    /// The mistakes in `report-templates/`: they keep nobody from collecting answers, but nothing
    /// is compared before they are mended.
    pub mistakes: Vec<Finding>,
    /// The texts below `report-templates/`, by file.
    texts: BTreeMap<String, Arc<str>>,
}

impl Study {
    /// The study, when nothing in it keeps the answers from being compared.
    ///
    /// # Errors
    ///
    /// [`Error::Study`] with all mistakes in `report-templates/`.
    pub fn sound(&self) -> Result<&Self, Error> {
        if self.mistakes.is_empty() { Ok(self) } else { Err(Error::Study(self.mistakes.clone())) }
    }
}
