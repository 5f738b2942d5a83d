// SPDX-License-Identifier: EUPL-1.2
//! Renders the chapters' templates to Markdown with placeholders.

use super::calls::{Calls, register};
use super::steps::{self, Steps};
use crate::comparison::Comparer;
use crate::datum::Day;
use crate::diag::{Code, Error, Finding, Place, say, say_with};
use crate::questionnaire::Participant;
use crate::study::{Declarations, Names, SlideKind, Slides, Template, Templates};
use serde::Serialize;
use tera::{Context, Tera};

/// Bytes of a chapter: a thousand pages are far below it.
const LONGEST: usize = 16 << 20;

/// A text that takes no more than there may be.
#[derive(Default)]
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.is_full |= self.bytes.len() + bytes.len() > LONGEST;
        if self.is_full {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The Markdown of each chapter, in order.
pub(super) struct Rendered {
    /// Name and Markdown of each chapter.
    pub(super) chapters: Vec<(String, String)>,
    /// Numbers typed by hand.
    pub(super) findings: Vec<Finding>,
}

/// Renders templates; keeps the calls behind their placeholders.
pub(super) struct Renderer {
    tera: Tera,
    context: Context,
    steps: Steps,
    /// The calls so far.
    pub(super) calls: Calls,
}

impl Renderer {
    pub(super) fn new(
        comparer: &Comparer<'_>,
        declarations: &Declarations,
        findings: &[Finding],
    ) -> Self {
        let calls = Calls::default();
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<String>::new());
        register(&mut tera, &calls, &Names::new(comparer.questionnaire, declarations));
        let steps = Steps::default();
        steps.register(&mut tera);
        Renderer { tera, context: context(comparer, findings), steps, calls }
    }

    /// Renders a template to Markdown with placeholders. The error says what is wrong and where in
    /// the template.
    pub(super) fn render(&mut self, name: &str, template: &str) -> Result<String, String> {
        let said = |error: tera::Error| steps::without(error.to_string().trim());
        self.tera.add_raw_template(name, &steps::counted(template)).map_err(said)?;
        self.steps.begin();
        let mut text = Bounded::default();
        let rendered = self.tera.render_to(name, &self.context, &mut text);
        if text.is_full {
            return Err(say_with("template-too-long", &[("most", &(LONGEST >> 20).to_string())]));
        }
        if self.steps.is_spent() {
            return Err(say_with("template-too-many-steps", &[("most", &steps::MOST.to_string())]));
        }
        rendered.map_err(said)?;
        String::from_utf8(text.bytes).map_err(|error| error.to_string())
    }

    fn template(&mut self, template: &Template) -> Result<String, Error> {
        let file = template.file.as_str();
        self.render(file, &template.text)
            .map_err(|error| Error::user("template-broken", &[("file", file), ("error", &error)]))
    }
}

/// Renders all chapters of the study.
///
/// # Errors
///
/// A template that is broken, with its file, line and what is known there.
pub(super) fn render(templates: &Templates, renderer: &mut Renderer) -> Result<Rendered, Error> {
    let mut rendered = Rendered { chapters: Vec::new(), findings: Vec::new() };
    for template in &templates.chapters {
        rendered.findings.extend(template.numbers.iter().cloned());
        rendered.chapters.push((template.name.clone(), renderer.template(template)?));
    }
    Ok(rendered)
}

/// Renders the study's own words of a participant's profile, `profile.md`; nothing when it has none.
///
/// # Errors
///
/// As [`render`].
pub(super) fn render_profile(
    templates: &Templates,
    participant: &Participant,
    comparer: &Comparer<'_>,
    renderer: &mut Renderer,
) -> Result<Rendered, Error> {
    let Some(template) = &templates.profile else {
        return Ok(Rendered { chapters: Vec::new(), findings: Vec::new() });
    };
    let own = participants(comparer).into_iter().find(|view| view.id == participant.id);
    renderer.context.insert("participant", &own);
    let markdown = renderer.template(template)?;
    let chapters = vec![(template.file.clone(), markdown)];
    Ok(Rendered { chapters, findings: template.numbers.clone() })
}

/// Renders the texts of the slides, which are given back in the place of their templates.
///
/// # Errors
///
/// All texts that cannot be rendered, at once.
pub(super) fn render_slides(slides: &Slides, renderer: &mut Renderer) -> Result<Slides, Error> {
    let mut slides = slides.clone();
    let mut mistakes = Vec::new();
    for slide in &mut slides.slides {
        let SlideKind::Text(text, at) = &mut slide.kind else { continue };
        match renderer.render(&format!("{}:{}", at.file, at.line), text) {
            Ok(markdown) => *text = markdown,
            Err(error) => {
                let place = Place::Text(at.clone());
                let args = [("error", error.as_str()), ("help", "")];
                mistakes.push(Finding::new(Code::SlideTemplate, place, &args));
            }
        }
    }
    if mistakes.is_empty() { Ok(slides) } else { Err(Error::Study(mistakes)) }
}

#[derive(Serialize)]
struct ParticipantView<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
    group: String,
    group_label: String,
    answered: bool,
}

#[derive(Serialize)]
struct SectionView<'a> {
    id: &'a str,
    code: &'a str,
    title: &'a str,
    intro: &'a str,
    who: &'a str,
    minutes: usize,
    asked: usize,
    items: Vec<ItemView<'a>>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    id: &'a str,
    code: &'a str,
    label: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    label: String,
}

/// Everything that a template may read: the study's own words, never an answer.
fn context(comparer: &Comparer<'_>, findings: &[Finding]) -> Context {
    let questionnaire = comparer.questionnaire;
    let study = &questionnaire.study;
    let mut context = Context::new();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    context.insert(
        "study",
        &serde_json::json!({
            "title": study.title,
            "subtitle": text(&study.subtitle),
            "version": study.version,
            "date": study.date.long(),
            "publisher": text(&study.publisher),
        }),
    );
    context.insert("participants", &participants(comparer));
    context.insert("groups", &groups(comparer));
    context.insert("sections", &sections(comparer));
    let sources: Vec<serde_json::Value> = study
        .sources
        .iter()
        .map(|source| {
            serde_json::json!({
                "title": source.title,
                "author": text(&source.author),
                "year": text(&source.year),
                "note": text(&source.note),
            })
        })
        .collect();
    context.insert("sources", &sources);
    let rounds: Vec<serde_json::Value> = study
        .rounds
        .iter()
        .map(|round| {
            let deadline = round.deadline.map(Day::short).unwrap_or_default();
            serde_json::json!({ "id": round.id, "title": round.title, "deadline": deadline })
        })
        .collect();
    context.insert("rounds", &rounds);
    let checks: Vec<serde_json::Value> = questionnaire
        .checks
        .iter()
        .map(|check| {
            let found = findings.iter().filter(|finding| finding.code == *check.code).count();
            serde_json::json!({
                "code": check.code,
                "severity": say(&format!("word-severity-{}", check.severity.id())),
                "message": check.message,
                "found": found,
            })
        })
        .collect();
    context.insert("checks", &checks);
    context.insert("asked", &questionnaire.asked());
    context.insert("n", &comparer.answered().count());
    context.insert("many", &comparer.many);
    context
}

fn participants<'a>(comparer: &'a Comparer<'_>) -> Vec<ParticipantView<'a>> {
    let all = comparer.questionnaire.participants.iter();
    all.map(|participant| {
        let of = comparer.answers.origins.get(&participant.id);
        let group = of.and_then(|of| of.group.clone()).unwrap_or_default();
        ParticipantView {
            id: &participant.id,
            name: &participant.name,
            short: &participant.short,
            group_label: group_label(comparer, &group),
            group,
            answered: of.is_some(),
        }
    })
    .filter(|participant| participant.answered)
    .collect()
}

fn group_label(comparer: &Comparer<'_>, group: &str) -> String {
    let grouping = comparer.questionnaire.study.grouping.as_deref();
    let list = grouping
        .and_then(|id| comparer.questionnaire.question(id))
        .and_then(|question| question.choices.as_ref())
        .and_then(|list| comparer.questionnaire.choices.get(list));
    list.map_or(group, |list| list.label(group)).to_owned()
}

fn groups(comparer: &Comparer<'_>) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for of in comparer.answers.origins.values() {
        if let Some(id) = &of.group
            && groups.iter().all(|known| known.id != *id)
        {
            groups.push(GroupView { id: id.clone(), label: group_label(comparer, id) });
        }
    }
    groups
}

fn sections<'a>(comparer: &'a Comparer<'_>) -> Vec<SectionView<'a>> {
    use crate::questionnaire::Item;
    let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
    let item = |item: &'a Item| {
        let kind = match item {
            Item::Question(_) => "question",
            Item::Table(_) => "table",
            Item::Grid(_) => "grid",
        };
        ItemView { id: item.id(), code: item.code(), label: item.label(), kind }
    };
    let section = |section: &'a crate::questionnaire::Section| SectionView {
        id: &section.id,
        code: &section.code,
        title: &section.title,
        intro: text(&section.intro),
        who: text(&section.who),
        minutes: section.minutes.unwrap_or(0),
        asked: section.items.iter().map(Item::asked).sum(),
        items: section.items.iter().map(item).collect(),
    };
    comparer.questionnaire.sections.iter().map(section).collect()
}
