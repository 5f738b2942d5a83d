// SPDX-License-Identifier: EUPL-1.2
//! Fills the templates in: Markdown with placeholders.

use crate::comparison::Comparer;
use crate::datum::Day;
use crate::diag::{Code, Error, Finding, Place, say};
use crate::questionnaire::Participant;
use crate::study::{SlideKind, Slides, Template, Templates};
use crate::templates::Filler;
use serde::Serialize;
use std::collections::BTreeMap;

/// What fills the templates in, told all that they may read.
pub(super) fn filler(
    templates: &Templates,
    comparer: &Comparer<'_>,
    findings: &[Finding],
) -> Filler {
    let mut filler = templates.parsed.filler();
    tell(&mut filler, comparer, findings);
    filler
}

fn filled(filler: &Filler, template: &Template) -> Result<String, Error> {
    let file = template.file.as_str();
    filler
        .fill(file)
        .map_err(|error| Error::user("template-broken", &[("file", file), ("error", &error)]))
}

/// Renders all chapters of the study, by name.
///
/// # Errors
///
/// A template that is broken, with its file, line and what is known there.
pub(super) fn render(
    templates: &Templates,
    filler: &Filler,
) -> Result<BTreeMap<String, String>, Error> {
    let chapters = templates.chapters.iter();
    chapters.map(|(name, template)| Ok((name.clone(), filled(filler, template)?))).collect()
}

/// Renders the study's own words of a participant's profile, `profile.md`; nothing when it has none.
///
/// # Errors
///
/// As [`render`].
pub(super) fn render_profile<'a>(
    templates: &'a Templates,
    participant: &Participant,
    comparer: &Comparer<'_>,
    filler: &mut Filler,
) -> Result<Option<(&'a Template, String)>, Error> {
    let Some(template) = &templates.profile else { return Ok(None) };
    let own = participants(comparer).into_iter().find(|view| view.id == participant.id);
    filler.tell("participant", &own);
    let markdown = filled(filler, template)?;
    Ok(Some((template, markdown)))
}

/// Renders the texts of the slides, which are given back in the place of their templates.
///
/// # Errors
///
/// All texts that cannot be rendered, at once.
pub(super) fn render_slides(slides: &Slides, filler: &Filler) -> Result<Slides, Error> {
    let mut slides = slides.clone();
    let mut mistakes = Vec::new();
    for slide in &mut slides.slides {
        let SlideKind::Text(text, at) = &mut slide.kind else { continue };
        match filler.fill(text) {
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
fn tell(filler: &mut Filler, comparer: &Comparer<'_>, findings: &[Finding]) {
    let questionnaire = comparer.questionnaire;
    let study = &questionnaire.study;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    filler.tell(
        "study",
        &serde_json::json!({
            "title": study.title,
            "subtitle": text(&study.subtitle),
            "version": study.version,
            "date": study.date.long(),
            "publisher": text(&study.publisher),
        }),
    );
    filler.tell("participants", &participants(comparer));
    filler.tell("groups", &groups(comparer));
    filler.tell("sections", &sections(comparer));
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
    filler.tell("sources", &sources);
    let rounds: Vec<serde_json::Value> = study
        .rounds
        .iter()
        .map(|round| {
            let deadline = round.deadline.map(Day::short).unwrap_or_default();
            serde_json::json!({ "id": round.id, "title": round.title, "deadline": deadline })
        })
        .collect();
    filler.tell("rounds", &rounds);
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
    filler.tell("checks", &checks);
    filler.tell("asked", &questionnaire.asked());
    filler.tell("n", &comparer.answered().count());
    filler.tell("many", &comparer.many);
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
