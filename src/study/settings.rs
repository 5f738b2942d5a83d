// SPDX-License-Identifier: EUPL-1.2
//! `report-templates/report.yaml`: which chapters, in which order.

use super::TEMPLATES;
use crate::diag::{Code, Error, Finding, Place, say};
use crate::files::Files;
use crate::questionnaire::Questionnaire;
use crate::workbook;
use crate::yaml::{Fields, Node, YamlFile, did_you_mean};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// Which answers a report is of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ReportRound {
    /// Those of the newest round to which anybody has answered.
    #[default]
    Newest,
    /// Those of this round.
    Of(String),
    /// Of each participant those of its own last round, together.
    Latest,
}

/// The word for the last answers of each.
pub const LATEST: &str = "latest";

impl ReportRound {
    /// A round by its id, or [`LATEST`]; none when there is no such round.
    pub fn parse(word: &str, questionnaire: &Questionnaire) -> Option<Self> {
        if word == LATEST {
            return Some(ReportRound::Latest);
        }
        let known = questionnaire.study.rounds.iter().any(|round| round.id == word);
        known.then(|| ReportRound::Of(word.to_owned()))
    }
}

/// What the report is made of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Formats to write.
    pub formats: Vec<String>,
    /// Chapters in order: files `chapters/<name>.md`.
    pub chapters: Vec<String>,
    /// Section → chapter that covers it; any other section gets a complete default chapter.
    pub section_chapters: BTreeMap<String, String>,
    /// Which answers it is of.
    pub round: ReportRound,
    /// How much must be answered before it can be final.
    pub coverage: Coverage,
    /// Word file whose look the Word report takes; a finding where the one named cannot be read.
    pub word_template: Option<Result<WordTemplate, Box<Finding>>>,
}

/// How much must be answered before a report can be final, each in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Of the participants who take part.
    pub participants: usize,
    /// Of what each who answered was asked.
    pub answers: usize,
    /// Of what all were asked in each section.
    pub sections: usize,
}

impl Default for Coverage {
    /// Everybody has answered, as much as they could.
    fn default() -> Self {
        Coverage { participants: 100, answers: 0, sections: 0 }
    }
}

/// A Word file as it lies in the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordTemplate {
    /// Path from the study's folder, with `/`.
    pub file: String,
    /// Its bytes, as yet trusted by nobody.
    pub bytes: Vec<u8>,
}

/// Loads the settings; none of its own makes a report of default chapters.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn settings(files: &Files, questionnaire: &Questionnaire) -> Result<Settings, Error> {
    let mut settings = Settings::default();
    let read = YamlFile::read_if_there(files, &format!("{TEMPLATES}/report.yaml"))?;
    let Some((source, node)) = read else { return Ok(settings) };
    let fields = Fields::of(&source, &node);
    settings.formats = fields.texts("formats");
    settings.chapters = fields.texts("chapters");
    for node in fields.list("chapters") {
        chapter(files, &source, node)?;
    }
    for (section, node) in fields.map("section_chapters") {
        let chapter = source.text(node).unwrap_or_default();
        let sections = questionnaire.sections.iter().map(|section| section.id.as_str());
        known(&source, node, &section, &sections.collect::<Vec<_>>());
        let chapters: Vec<&str> = settings.chapters.iter().map(String::as_str).collect();
        known(&source, node, &chapter, &chapters);
        settings.section_chapters.insert(section, chapter);
    }
    settings.round = round(&source, &fields, questionnaire);
    settings.coverage = coverage(&source, &fields);
    settings.word_template = fields.text("docx_template").map(|name| word_template(files, &name));
    fields.finish();
    Ok(settings)
}

/// The round that the report is of, which must be one of the study's.
fn round(source: &YamlFile, fields: &Fields<'_>, questionnaire: &Questionnaire) -> ReportRound {
    let Some(word) = fields.text("round") else { return ReportRound::default() };
    ReportRound::parse(&word, questionnaire).unwrap_or_else(|| {
        if let Some(node) = fields.get("round") {
            let rounds = questionnaire.study.rounds.iter().map(|round| round.id.as_str());
            known(source, node, &word, &rounds.chain([LATEST]).collect::<Vec<_>>());
        }
        ReportRound::default()
    })
}

fn coverage(source: &YamlFile, fields: &Fields<'_>) -> Coverage {
    let Some(node) = fields.get("coverage") else { return Coverage::default() };
    let (fields, usual) = (Fields::of(source, node), Coverage::default());
    let coverage = Coverage {
        participants: fields.count_up_to("participants", 100).unwrap_or(usual.participants),
        answers: fields.count_up_to("answers", 100).unwrap_or(usual.answers),
        sections: fields.count_up_to("sections", 100).unwrap_or(usual.sections),
    };
    fields.finish();
    coverage
}

/// The file of a chapter must be there.
pub(super) fn chapter(files: &Files, source: &YamlFile, node: &Node) -> Result<(), Error> {
    let Some(name) = node.scalar() else { return Ok(()) };
    let file = format!("{TEMPLATES}/chapters/{name}.md");
    if !files.has(&file) {
        let there = files.list(&format!("{TEMPLATES}/chapters"), "md")?;
        let name_of = |file: &'_ String| {
            file.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned()
        };
        let names: Vec<String> = there.iter().map(name_of).collect();
        let help = did_you_mean(&name, names.iter().map(String::as_str));
        source.report_with_help(Code::ChapterMissing, node, &[("file", &file)], help);
    }
    Ok(())
}

/// One of the words that there are.
pub(super) fn known(source: &YamlFile, node: &Node, word: &str, known: &[&str]) {
    if !known.contains(&word) {
        let help = did_you_mean(word, known.iter().copied());
        source.report_with_help(Code::YamlUnknownWord, node, &[("word", word)], help);
    }
}

/// The Word file of this name below the templates: the report is written without one that cannot be
/// read, and says so.
fn word_template(files: &Files, name: &str) -> Result<WordTemplate, Box<Finding>> {
    let file = format!("{TEMPLATES}/{name}");
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let bytes = if inside {
        workbook::read(&files.path(&file)).map_err(|error| error.to_string())
    } else {
        Err(say("word-template-outside"))
    };
    bytes.map(|bytes| WordTemplate { file: file.clone(), bytes }).map_err(|error| {
        let place = Place::File(file.into());
        let args = [("error", error.as_str())];
        Box::new(Finding::new(Code::WordTemplateUnusable, place, &args))
    })
}
