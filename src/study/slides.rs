// SPDX-License-Identifier: EUPL-1.2
//! Reads `report-templates/slides.yaml`: which slides, in which order.

use super::pictures::{Pictures, on_slide};
use super::prose;
use crate::diag::{Code, Error, Finding, Place, TextSpan};
use crate::files::Files;
use crate::templates::Parser;
use crate::yaml::{self, Fields, Node, YamlFile};

/// The file, from the study's folder.
const FILE: &str = "report-templates/slides.yaml";

/// The slides that a study asks for.
#[derive(Debug, Clone)]
pub struct Slides {
    /// Path of the file from the study's folder.
    pub file: &'static str,
    /// Slides that one table may take, when the study says so.
    pub table_slides: Option<usize>,
    /// In order.
    pub slides: Vec<Slide>,
    /// A warning for each number typed by hand.
    pub numbers: Vec<Finding>,
}

/// An entry of the list.
#[derive(Debug, Clone)]
pub struct Slide {
    /// What it shows.
    pub kind: SlideKind,
    /// In place of the title that the slide would have.
    pub title: Option<String>,
    /// This participant's rows alone.
    pub participant: Option<String>,
    /// Once for each participant, where they stand side by side.
    pub each: bool,
}

/// What an entry shows.
#[derive(Debug, Clone)]
pub enum SlideKind {
    /// The head of a part, with what it is about.
    Heading(String, Option<String>),
    /// The head of a section of the questionnaire.
    Section(String, Option<String>),
    /// A comparison as figure.
    Figure(String),
    /// A comparison as table.
    Table(String),
    /// The claims of a section.
    Claims(String),
    /// Markdown with calls, by the name under which it was parsed, and where it stands.
    Text(String, TextSpan),
}

/// The slides; none when the study has no file of its own.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn slides(
    files: &Files,
    parser: &mut Parser,
    pictures: &mut Pictures,
) -> Result<Option<Slides>, Error> {
    let Some((source, node)) = YamlFile::read_if_there(files, FILE)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let table_slides = fields.count("table_slides").map(|count| count.max(1));
    fields.need("slides");
    let numbers = Vec::new();
    let mut reader = Reader { source: &source, parser, numbers, texts: Vec::new() };
    let slides = fields.list("slides").into_iter().filter_map(|node| reader.slide(node)).collect();
    let Reader { numbers, texts, .. } = reader;
    fields.finish();
    for (text, at) in &texts {
        on_slide(files, text, at, pictures)?;
    }
    Ok(Some(Slides { file: FILE, table_slides, slides, numbers }))
}

struct Reader<'a> {
    source: &'a YamlFile,
    parser: &'a mut Parser,
    numbers: Vec<Finding>,
    /// The texts as they were written, each with its place.
    texts: Vec<(String, TextSpan)>,
}

/// The keys of which an entry has one.
const KINDS: [&str; 6] = ["heading", "section", "figure", "table", "claims", "text"];

impl Reader<'_> {
    fn slide(&mut self, node: &Node) -> Option<Slide> {
        let fields = Fields::of(self.source, node);
        let given: Vec<&'static str> =
            KINDS.into_iter().filter(|key| fields.get(key).is_some()).collect();
        let kind = match given[..] {
            [kind @ ("heading" | "section"), "text"] | [kind] => kind,
            _ => {
                self.source.report(Code::SlideKind, node, &[("keys", &KINDS.join(", "))]);
                fields.flag("each_participant");
                fields.text("title");
                fields.text("participant");
                fields.finish();
                return None;
            }
        };
        let kind = self.kind(kind, &fields);
        let title = fields.text("title");
        self.numbers(&fields, "title", title.as_deref());
        let slide = Slide {
            kind: kind?,
            title,
            participant: self.known(&fields, "participant", "participant"),
            each: fields.flag("each_participant"),
        };
        fields.finish();
        Some(slide)
    }

    fn kind(&mut self, kind: &'static str, fields: &Fields<'_>) -> Option<SlideKind> {
        let below = |reader: &mut Self| {
            let text = fields.text("text");
            reader.numbers(fields, "text", text.as_deref());
            text
        };
        Some(match kind {
            "heading" => SlideKind::Heading(fields.need_text("heading"), below(self)),
            "section" => SlideKind::Section(self.known(fields, "section", "section")?, below(self)),
            "figure" => SlideKind::Figure(self.known(fields, "figure", "comparison")?),
            "table" => SlideKind::Table(self.known(fields, "table", "comparison")?),
            "claims" => SlideKind::Claims(self.known(fields, "claims", "section")?),
            _ => self.text(fields)?,
        })
    }

    /// The word under a key, which must be a name of this kind.
    fn known(&self, fields: &Fields<'_>, key: &'static str, kind: &str) -> Option<String> {
        let word = fields.text(key)?;
        let Some(help) = self.parser.names().unknown(kind, &word) else { return Some(word) };
        if let Some(node) = fields.get(key) {
            self.source.report_with_help(Code::YamlUnknownWord, node, &[("word", &word)], help);
        }
        None
    }

    /// Markdown with calls; what is wrong in it is a mistake of this file.
    fn text(&mut self, fields: &Fields<'_>) -> Option<SlideKind> {
        let template = fields.text("text")?;
        let node = fields.get("text")?;
        self.numbers(fields, "text", Some(&template));
        let name = format!("{FILE}:{}", node.line);
        let mistakes = self.parser.parse(&name, &template);
        for mistake in &mistakes {
            let help = mistake.help().unwrap_or_default();
            let args = [("error", &*mistake.message()), ("help", &help)];
            self.source.report(Code::SlideTemplate, node, &args);
        }
        self.texts.push((template, self.source.span(node)));
        Some(SlideKind::Text(name, self.source.span(node)))
    }

    /// Numbers typed by hand into our own words are warnings, as in chapters.
    fn numbers(&mut self, fields: &Fields<'_>, key: &'static str, text: Option<&str>) {
        let (Some(text), Some(node)) = (text, fields.get(key)) else { return };
        for mut finding in prose::bare_numbers(FILE, text) {
            if let Place::Text(at) = &finding.place {
                let (line, column) = (node.line + at.line - 1, node.column + at.column - 1);
                let node = Node { line, column, length: at.length, kind: yaml::Kind::Null };
                finding.place = Place::Text(self.source.span(&node));
            }
            self.numbers.push(finding);
        }
    }
}
