// SPDX-License-Identifier: EUPL-1.2
//! What the report is written from: chapters, the words before a profile, slides, the authors'
//! slots.
//!
//! A template is parsed here, and what it calls by a name in quotes must exist; it is filled in when
//! the report is written.

use super::pictures::{Pictures, named};
use super::slides::{self, Slides};
use super::{Settings, TEMPLATES, Volume, pages, prose, settings};
use crate::diag::{Code, Error, Finding, Mistakes, Place, TextSpan};
use crate::files::Files;
use crate::questionnaire::Questionnaire;
use crate::templates::{Names, Parsed, Parser};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All that makes a report besides comparisons and claims.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// `report.yaml`.
    pub settings: Settings,
    /// The volumes that are published, the report first.
    pub volumes: Vec<Volume>,
    /// The chapters that they are made of, by name.
    pub chapters: BTreeMap<String, Template>,
    /// `profile.md`: what stands before the profile of a participant.
    pub profile: Option<Template>,
    /// `slides.yaml`; none where the deck is made of all comparisons.
    pub slides: Option<Slides>,
    /// The texts of `slots/*.md`, by the slot's id.
    pub slots: BTreeMap<String, Arc<str>>,
    /// All that has calls in it, ready to be filled in, by path; a slide's text by path and line.
    pub parsed: Parsed,
    /// The pictures that these texts show.
    pub pictures: Pictures,
}

/// A text of the study with calls in it.
#[derive(Debug, Clone)]
pub struct Template {
    /// Name: the file's, without its ending.
    pub name: String,
    /// Path of the file from the study's folder.
    pub file: String,
    /// A warning for each number typed by hand.
    pub numbers: Vec<Finding>,
}

/// Reads all templates; what is wrong in them becomes mistakes of the files.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn templates(
    files: &Files,
    questionnaire: &Questionnaire,
    names: Names,
) -> Result<Templates, Error> {
    let settings = settings::settings(files, questionnaire)?;
    let volumes = pages::volumes(files, questionnaire, &names, &settings)?;
    let mut parser = Parser::new(names);
    let mut pictures = Pictures::new();
    let mut chapters = BTreeMap::new();
    for name in volumes.iter().flat_map(Volume::chapters) {
        if !chapters.contains_key(name) {
            let file = format!("{TEMPLATES}/chapters/{name}.md");
            let template = template(files, &file, &mut parser, &mut pictures)?;
            chapters.extend(template.map(|template| (name.to_owned(), template)));
        }
    }
    let file = format!("{TEMPLATES}/profile.md");
    let profile = template(files, &file, &mut parser, &mut pictures)?;
    let slots = slots(files)?;
    for (id, text) in &slots {
        named(files, &format!("{TEMPLATES}/slots/{id}.md"), text, &mut pictures)?;
    }
    let slides = slides::slides(files, &mut parser, &mut pictures)?;
    let parsed = parser.into_parsed();
    Ok(Templates { settings, volumes, chapters, profile, slides, slots, parsed, pictures })
}

/// The template in a file; none when there is no such file.
fn template(
    files: &Files,
    file: &str,
    parser: &mut Parser,
    pictures: &mut Pictures,
) -> Result<Option<Template>, Error> {
    if !files.has(file) {
        return Ok(None);
    }
    let Some(text) = files.text(file)? else { return Ok(None) };
    parser.file(file, &text, &files.mistakes);
    named(files, file, &text, pictures)?;
    too_deep(file, &text, &files.mistakes);
    let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let numbers = prose::bare_numbers(file, &text);
    Ok(Some(Template { name, file: file.to_owned(), numbers }))
}

/// What the authors wrote, by the name of its file.
fn slots(files: &Files) -> Result<BTreeMap<String, Arc<str>>, Error> {
    let mut slots = BTreeMap::new();
    for file in files.list(&format!("{TEMPLATES}/slots"), "md")? {
        if let Some(text) = files.text(&file)? {
            too_deep(&file, &text, &files.mistakes);
            let name = file.rsplit('/').next().unwrap_or_default();
            slots.insert(name.trim_end_matches(".md").to_owned(), text);
        }
    }
    Ok(slots)
}

/// Quotations and lists within each other, on one line.
const DEEPEST: usize = 16;

/// Tells of each line with more marks of quotations and lists before its words than anybody means.
fn too_deep(file: &str, text: &str, mistakes: &Mistakes) {
    for (number, line) in text.lines().enumerate() {
        let words = line.trim_start_matches(['>', '-', '*', '+', ' ', '\t']);
        let marks = line.get(..line.len() - words.len()).unwrap_or_default();
        let depth = marks.matches('>').count().max(marks.split_whitespace().count());
        let is_rule = words.is_empty() && !marks.contains('>');
        if depth > DEEPEST && !is_rule {
            let span = TextSpan {
                file: file.into(),
                line: number + 1,
                column: 1,
                length: marks.chars().count(),
                source: line.into(),
            };
            let args = [("n", &*depth.to_string()), ("most", &DEEPEST.to_string())];
            let finding = Finding::new(Code::TextTooDeep, Place::Text(span), &args);
            mistakes.push(finding);
        }
    }
}
