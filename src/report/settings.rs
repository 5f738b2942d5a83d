// SPDX-License-Identifier: EUPL-1.2
//! `report-templates/report.yaml`: which chapters, in which order.

use crate::diag::Error;
use crate::yaml::{Fields, Mistakes, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// What the report is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Formats to write.
    pub formats: Vec<String>,
    /// Chapters in order: files `chapters/<name>.md`.
    pub chapters: Vec<String>,
    /// Section → chapter that covers it; any other section gets a complete default chapter.
    pub section_chapters: BTreeMap<String, String>,
}

/// Loads the settings; none of its own makes a report of default chapters.
///
/// # Errors
///
/// All mistakes of the file at once.
pub fn load(root: &Path) -> Result<Settings, Error> {
    let file = "report-templates/report.yaml";
    if !root.join(file).is_file() {
        return Ok(Settings::default());
    }
    let mistakes = Mistakes::default();
    let mut settings = Settings::default();
    if let Some((source, node)) = Source::read(root, file, &mistakes)? {
        let fields = Fields::of(&source, &node);
        settings.formats = fields.texts("formats");
        settings.chapters = fields.texts("chapters");
        for (section, chapter) in fields.map("section_chapters") {
            settings.section_chapters.insert(section, chapter.scalar().unwrap_or_default());
        }
        fields.finish();
    }
    let findings = mistakes.take();
    if findings.is_empty() { Ok(settings) } else { Err(Error::Study(findings)) }
}
