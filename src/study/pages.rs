// SPDX-License-Identifier: EUPL-1.2
//! `report-templates/pages.yaml`: the volumes in which a report is published, and the pages of each.
//!
//! A study without that file has one volume: its chapters, a chapter for each section that none of
//! them covers, all answers and the quality of the data.

use super::settings::{Settings, chapter, known};
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::questionnaire::Questionnaire;
use crate::templates::Names;
use crate::yaml::{Fields, Kind, Node, YamlFile};

/// The file, from the study's folder.
const FILE: &str = "report-templates/pages.yaml";

/// What a volume is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VolumeKind {
    /// What people read.
    Report,
    /// Where whoever doubts a number looks it up.
    Technical,
}

impl VolumeKind {
    /// Its page on the web, which the others link to.
    pub const fn page(self) -> &'static str {
        match self {
            VolumeKind::Report => "report.html",
            VolumeKind::Technical => "technical.html",
        }
    }
}

/// The words of the volumes.
const VOLUMES: [(&str, VolumeKind); 2] =
    [("report", VolumeKind::Report), ("technical", VolumeKind::Technical)];

/// A part of what is published that has files of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// What it is for.
    pub kind: VolumeKind,
    /// Its pages, in order.
    pub pages: Vec<Page>,
}

/// A page, or pages that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// A chapter that the study wrote.
    Chapter {
        /// Its name.
        name: String,
        /// The claim whose sentence is its title, in place of the one in its file.
        headline: Option<String>,
    },
    /// Everything that a section of the questionnaire holds, by its id.
    Section(String),
    /// Every question side by side.
    Answers,
    /// What was found in the answers, claims with their verdicts, codings, origins.
    Quality,
}

impl Volume {
    /// The names of the chapters among its pages.
    pub fn chapters(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().filter_map(|page| match page {
            Page::Chapter { name, .. } => Some(name.as_str()),
            _ => None,
        })
    }
}

/// The volumes of the study, the report first.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn volumes(
    files: &Files,
    questionnaire: &Questionnaire,
    names: &Names,
    settings: &Settings,
) -> Result<Vec<Volume>, Error> {
    let Some((source, node)) = YamlFile::read_if_there(files, FILE)? else {
        return Ok(vec![whole(questionnaire, settings)]);
    };
    let reader = Reader { files, questionnaire, names, source: &source };
    let fields = Fields::of(&source, &node);
    fields.need("volumes");
    if !settings.chapters.is_empty() {
        source.report(Code::PagesTwice, &node, &[]);
    }
    let mut volumes: Vec<Volume> = Vec::new();
    for node in fields.list("volumes") {
        if let Some(volume) = reader.volume(node)? {
            if volumes.iter().any(|known| known.kind == volume.kind) {
                source.report(Code::VolumeTwice, node, &[]);
            }
            volumes.push(volume);
        }
    }
    fields.finish();
    volumes.sort_by_key(|volume| volume.kind);
    if volumes.first().is_none_or(|first| first.kind != VolumeKind::Report) {
        source.report(Code::VolumeMissing, &node, &[]);
        volumes.insert(0, whole(questionnaire, settings));
    }
    Ok(volumes)
}

/// Everything in one volume.
fn whole(questionnaire: &Questionnaire, settings: &Settings) -> Volume {
    let chapters = settings.chapters.iter().cloned();
    let chapters = chapters.map(|name| Page::Chapter { name, headline: None });
    let left = questionnaire.sections.iter().map(|section| &section.id);
    let left = left.filter(|id| !settings.section_chapters.contains_key(*id));
    let sections = left.cloned().map(Page::Section);
    let pages = chapters.chain(sections).chain([Page::Answers, Page::Quality]).collect();
    Volume { kind: VolumeKind::Report, pages }
}

/// The keys of which a page has one.
const PAGES: [&str; 4] = ["chapter", "section", "answers", "quality"];

struct Reader<'a> {
    files: &'a Files,
    questionnaire: &'a Questionnaire,
    names: &'a Names,
    source: &'a YamlFile,
}

impl Reader<'_> {
    fn volume(&self, node: &Node) -> Result<Option<Volume>, Error> {
        let fields = Fields::of(self.source, node);
        fields.need("id");
        let kind = fields.one_of("id", &VOLUMES);
        fields.need("pages");
        let mut pages = Vec::new();
        for node in fields.list("pages") {
            pages.extend(self.page(node)?);
        }
        fields.finish();
        Ok(kind.map(|kind| Volume { kind, pages }))
    }

    /// A page: a word alone, or a key with what it is of.
    fn page(&self, node: &Node) -> Result<Option<Page>, Error> {
        if let Kind::Text(word) = &node.kind {
            return Ok(match word.as_str() {
                "answers" => Some(Page::Answers),
                "quality" => Some(Page::Quality),
                _ => self.unknown(node),
            });
        }
        let fields = Fields::of(self.source, node);
        let (name, section) = (fields.text("chapter"), fields.text("section"));
        let page = match (name, section) {
            (Some(name), None) => {
                if let Some(node) = fields.get("chapter") {
                    chapter(self.files, self.source, node)?;
                }
                Some(Page::Chapter { name, headline: self.headline(&fields) })
            }
            (None, Some(id)) => {
                if let Some(node) = fields.get("section") {
                    let sections = self.questionnaire.sections.iter();
                    let ids: Vec<&str> = sections.map(|section| section.id.as_str()).collect();
                    known(self.source, node, &id, &ids);
                }
                Some(Page::Section(id))
            }
            _ => self.unknown(node),
        };
        fields.finish();
        Ok(page)
    }

    /// A claim that there is.
    fn headline(&self, fields: &Fields<'_>) -> Option<String> {
        let (node, id) = (fields.get("headline")?, fields.text("headline")?);
        if let Some(help) = self.names.unknown("claim", &id) {
            self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", &id)], help);
        }
        Some(id)
    }

    fn unknown(&self, node: &Node) -> Option<Page> {
        self.source.report(Code::PageKind, node, &[("keys", &PAGES.join(", "))]);
        None
    }
}
