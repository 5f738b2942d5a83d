// SPDX-License-Identifier: EUPL-1.2
//! `report-templates/report.yaml`: which chapters, in which order.

use super::document::WordTemplate;
use crate::diag::{Error, Finding, Place, Severity, say};
use crate::workbook;
use crate::yaml::{Fields, Mistakes, Source};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// What the report is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Formats to write.
    pub formats: Vec<String>,
    /// Chapters in order: files `chapters/<name>.md`.
    pub chapters: Vec<String>,
    /// Section → chapter that covers it; any other section gets a complete default chapter.
    pub section_chapters: BTreeMap<String, String>,
    /// Word file whose look the Word report takes, from `report-templates/`.
    pub docx_template: Option<String>,
}

impl Settings {
    /// Reads the Word file that is named; a finding where there is none to be read.
    pub(super) fn word_template(
        &self,
        root: &Path,
        findings: &mut Vec<Finding>,
    ) -> Option<WordTemplate> {
        let name = self.docx_template.as_deref()?;
        let file = format!("{FOLDER}/{name}");
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let bytes = if inside {
            workbook::read(&root.join(&file)).map_err(|error| error.to_string())
        } else {
            Err(say("word-template-outside"))
        };
        match bytes {
            Ok(bytes) => Some(WordTemplate { file, bytes }),
            Err(error) => {
                let place = Place::File(file.into());
                let args = [("error", error.as_str())];
                findings.push(Finding::new(
                    "word-template-unusable",
                    Severity::Warning,
                    place,
                    &args,
                ));
                None
            }
        }
    }
}

const FOLDER: &str = "report-templates";

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
        settings.docx_template = fields.text("docx_template");
        for (section, chapter) in fields.map("section_chapters") {
            settings.section_chapters.insert(section, chapter.scalar().unwrap_or_default());
        }
        fields.finish();
    }
    let findings = mistakes.take();
    if findings.is_empty() { Ok(settings) } else { Err(Error::Study(findings)) }
}
