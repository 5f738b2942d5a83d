// SPDX-License-Identifier: EUPL-1.2
//! Reads `report-templates/slides.yaml`: which slides, in which order.

use super::super::chapters::Renderer;
use super::super::prose;
use crate::comparison::{Comparer, Declarations};
use crate::diag::{Error, Finding, Place};
use crate::yaml::{self, Fields, Mistakes, Node, Source, did_you_mean};
use std::path::Path;

/// The file, from the study's folder.
pub(super) const FILE: &str = "report-templates/slides.yaml";

/// Slides that one table may take, unless the study says otherwise.
const TABLE_SLIDES: usize = 3;

/// The slides that a study asks for.
#[derive(Debug)]
pub(in crate::report) struct Plan {
    /// Slides that one table may take; a longer one is shown by its first rows.
    pub(super) table_slides: usize,
    /// In order; none when the study has no file of its own.
    pub(super) items: Option<Vec<Item>>,
    /// Numbers typed by hand.
    pub(in crate::report) findings: Vec<Finding>,
}

/// An entry of the list.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// In place of the title that the slide would have.
    pub(super) title: Option<String>,
    /// This participant's rows alone.
    pub(super) participant: Option<String>,
    /// Once for each participant, where they stand side by side.
    pub(super) each: bool,
}

/// What an entry shows.
#[derive(Debug)]
pub(super) enum Kind {
    /// The head of a part, with what it is about.
    Heading(String, Option<String>),
    /// The head of a section of the questionnaire.
    Section(String, Option<String>),
    Figure(String),
    Table(String),
    /// The claims of a section.
    Claims(String),
    /// Markdown, rendered.
    Text(String),
}

/// Loads the plan; without a file, one of nothing but the defaults.
///
/// # Errors
///
/// All mistakes of the file at once.
pub(in crate::report) fn load(
    root: &Path,
    comparer: &Comparer<'_>,
    declarations: &Declarations,
    renderer: &mut Renderer,
) -> Result<Plan, Error> {
    let mut plan = Plan { table_slides: TABLE_SLIDES, items: None, findings: Vec::new() };
    if !root.join(FILE).is_file() {
        return Ok(plan);
    }
    let mistakes = Mistakes::default();
    if let Some((source, node)) = Source::read(root, FILE, &mistakes)? {
        let fields = Fields::of(&source, &node);
        if let Some(count) = fields.count("table_slides") {
            plan.table_slides = count.max(1);
        }
        fields.need("slides");
        let mut reader = Reader { source: &source, comparer, declarations, renderer, plan };
        let items = fields.list("slides").into_iter().filter_map(|node| reader.item(node));
        let items = items.collect();
        plan = reader.plan;
        plan.items = Some(items);
        fields.finish();
    }
    let mut findings = mistakes.take();
    crate::diag::sort(&mut findings);
    if findings.is_empty() { Ok(plan) } else { Err(Error::Study(findings)) }
}

struct Reader<'a> {
    source: &'a Source,
    comparer: &'a Comparer<'a>,
    declarations: &'a Declarations,
    renderer: &'a mut Renderer,
    plan: Plan,
}

/// The keys of which an entry has one.
const KINDS: [&str; 6] = ["heading", "section", "figure", "table", "claims", "text"];

impl Reader<'_> {
    fn item(&mut self, node: &Node) -> Option<Item> {
        let fields = Fields::of(self.source, node);
        let given: Vec<&'static str> =
            KINDS.into_iter().filter(|key| fields.get(key).is_some()).collect();
        let kind = match given[..] {
            ["heading" | "section", "text"] | [_] => given[0],
            _ => {
                self.source.report("slide-kind", node, &[("keys", &KINDS.join(", "))]);
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
        let item = Item {
            kind: kind?,
            title,
            participant: self.known(&fields, "participant", &self.participants()),
            each: fields.flag("each_participant"),
        };
        fields.finish();
        Some(item)
    }

    fn kind(&mut self, kind: &'static str, fields: &Fields<'_>) -> Option<Kind> {
        let comparisons: Vec<&str> =
            self.declarations.comparisons.iter().map(|spec| spec.id.as_str()).collect();
        let questionnaire = self.comparer.questionnaire;
        let sections: Vec<&str> = questionnaire.sections.iter().map(|s| s.id.as_str()).collect();
        let below = |reader: &mut Self| {
            let text = fields.text("text");
            reader.numbers(fields, "text", text.as_deref());
            text
        };
        Some(match kind {
            "heading" => Kind::Heading(fields.need_text("heading"), below(self)),
            "section" => Kind::Section(self.known(fields, "section", &sections)?, below(self)),
            "figure" => Kind::Figure(self.known(fields, "figure", &comparisons)?),
            "table" => Kind::Table(self.known(fields, "table", &comparisons)?),
            "claims" => Kind::Claims(self.known(fields, "claims", &sections)?),
            _ => Kind::Text(self.text(fields)?),
        })
    }

    fn participants(&self) -> Vec<&str> {
        self.comparer.questionnaire.participants.iter().map(|p| p.id.as_str()).collect()
    }

    /// A name that must be among the known ones.
    fn known(&self, fields: &Fields<'_>, key: &'static str, known: &[&str]) -> Option<String> {
        let word = fields.text(key)?;
        if known.contains(&word.as_str()) {
            return Some(word);
        }
        if let Some(node) = fields.get(key) {
            let help = did_you_mean(&word, known.iter().copied());
            self.source.report_with_help("yaml-unknown-word", node, &[("word", &word)], help);
        }
        None
    }

    /// Markdown from a template; what is wrong in it is a mistake of this file.
    fn text(&mut self, fields: &Fields<'_>) -> Option<String> {
        let template = fields.text("text")?;
        let node = fields.get("text")?;
        self.numbers(fields, "text", Some(&template));
        let name = format!("{FILE}:{}", node.line);
        match self.renderer.render(&name, &template) {
            Ok(markdown) => Some(markdown),
            Err(error) => {
                self.source.report("slide-template", node, &[("error", &error)]);
                None
            }
        }
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
            self.plan.findings.push(finding);
        }
    }
}
