// SPDX-License-Identifier: EUPL-1.2
//! The annexes that every report has: all answers side by side, and the quality of the data.

use super::block::{Block, Content, Inline, Value};
use super::composer::Composer;
use super::document::Chapter;
use super::nodes::Maker;
use super::{defaults, found};
use crate::comparison::Judgement;
use crate::datum::{Date, Origin};
use crate::diag::{Finding, say};
use crate::pipeline::{Collected, Compared};
use crate::questionnaire::Coding;
use std::collections::BTreeMap;

/// Every question side by side.
pub(super) fn answers(maker: &mut Maker<'_>) -> Chapter {
    let title = say("annex-answers");
    let id = title.clone();
    let mut blocks = vec![paragraph(&say("annex-answers-intro"))];
    for section in &maker.comparer.questionnaire.sections {
        let text = vec![Inline::Text(format!("{} {}", section.code, section.title))];
        let id = format!("{title} {}", section.title);
        blocks.push(Block::Heading { level: 2, id, text });
        for spec in defaults::specs(section, maker.whose()) {
            let comparison = maker.comparer.compare(&spec, None);
            blocks.push(maker.table(&comparison, None));
        }
    }
    Chapter { id, title, blocks, annex: true }
}

/// Findings, claims with their verdicts, codings, and where the answers come from.
pub(super) fn quality(composer: &mut Composer<'_>, about_report: &[Finding]) -> Chapter {
    let Composer { collected, compared, judgements, maker, .. } = composer;
    let title = say("annex-quality");
    let id = title.clone();
    let mut blocks = vec![paragraph(&say("annex-quality-intro"))];
    for (key, part) in [
        ("quality-origins", vec![origins(maker, collected)]),
        ("quality-findings", findings(maker, &collected.findings, about_report)),
        ("quality-claims", vec![claims(maker, compared, judgements)]),
        ("quality-codings", vec![codings(maker, collected)]),
        ("quality-references", vec![references(maker, collected)]),
    ] {
        let text = vec![Inline::Text(say(key))];
        blocks.push(Block::Heading { level: 2, id: say(key), text });
        blocks.extend(part);
    }
    Chapter { id, title, blocks, annex: true }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(text.to_owned())])
}

/// A date as coarse as its source says it.
fn dated(date: Date) -> Value {
    let content = match date {
        Date::Year(year) => Content::Year(i32::from(year).into()),
        Date::Month(..) => Content::Text,
        Date::Day(day) => Content::Day(day),
    };
    Value { content, ..Value::words(date.short()) }
}

fn heads(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| say(key)).collect()
}

fn origins(maker: &mut Maker<'_>, collected: &Collected) -> Block {
    let participants = &collected.study.questionnaire.participants;
    let rows = participants.iter().map(|participant| {
        match collected.answers.origins.get(&participant.id) {
            Some(of) => {
                let origin = match of.origin {
                    Origin::Returned => say("origin-returned"),
                    Origin::Transcribed => say("origin-transcribed"),
                };
                let origin = match &of.note {
                    Some(note) => format!("{origin}. {note}"),
                    None => origin,
                };
                vec![participant.name.clone(), of.round.clone(), origin, of.file.to_string()]
            }
            None => {
                let nothing = say("origin-none");
                vec![participant.name.clone(), "–".to_owned(), nothing, "–".to_owned()]
            }
        }
    });
    let rows = rows.collect();
    let heads = heads(&["word-participant", "word-round", "word-origin", "word-file"]);
    maker.plain_table(&say("quality-origins"), &heads, rows)
}

/// What was found, counted by kind; below it what may be said in words.
fn findings(maker: &mut Maker<'_>, findings: &[Finding], about_report: &[Finding]) -> Vec<Block> {
    if findings.is_empty() && about_report.is_empty() {
        return vec![paragraph(&say("quality-no-findings"))];
    }
    let mut blocks = vec![paragraph(&say("quality-findings-intro"))];
    blocks.push(found::counted(maker, findings, about_report));
    blocks.extend(found::listed(maker, findings));
    blocks
}

fn claims(
    maker: &mut Maker<'_>,
    compared: &Compared,
    judgements: &BTreeMap<String, Judgement>,
) -> Block {
    let mut rows = Vec::new();
    for claim in &compared.declarations.claims {
        let Some(judgement) = judgements.get(&claim.id) else { continue };
        let sentence = judgement.sentence();
        let from = claim.quoted_from.clone().unwrap_or_else(|| say("claim-ours"));
        let value = match judgement.base.is_empty() {
            true => judgement.sides(),
            false => format!("{} ({})", judgement.sides(), judgement.base),
        };
        rows.push(vec![sentence, from, judgement.verdict.label(), value]);
    }
    if rows.is_empty() {
        return paragraph(&say("quality-no-claims"));
    }
    let heads = heads(&["word-sentence", "word-whose", "word-verdict", "word-value"]);
    maker.plain_table(&say("quality-claims"), &heads, rows)
}

fn codings(maker: &mut Maker<'_>, collected: &Collected) -> Block {
    let questionnaire = &collected.study.questionnaire;
    let mut rows = Vec::new();
    // Words of a private question are not quoted, nor is their class.
    let public = |coding: &&Coding| questionnaire.is_public(&coding.question);
    for coding in questionnaire.codings.iter().filter(public) {
        let list = questionnaire.choices.get(&coding.choices);
        let label = questionnaire.question(&coding.question);
        let label = label.map_or(coding.question.as_str(), |question| &question.label);
        for entry in &coding.entries {
            let classes: Vec<&str> = entry
                .classes
                .iter()
                .map(|class| list.map_or(class.as_str(), |list| list.label(class)))
                .collect();
            let participant = entry.participant.as_ref();
            let participant = participant.and_then(|id| questionnaire.participant(id));
            rows.push(vec![
                entry.text.clone(),
                label.to_owned(),
                participant.map_or_else(|| say("word-all"), |p| p.short.clone()),
                classes.join("; "),
                entry.reason.clone().unwrap_or_default(),
                format!("{}, {}", coding.coder, coding.date.short()),
            ]);
        }
    }
    if rows.is_empty() {
        return paragraph(&say("quality-no-codings"));
    }
    let heads = heads(&[
        "word-text-written",
        "word-question",
        "word-participant",
        "word-class",
        "word-reason",
        "word-coder",
    ]);
    maker.plain_table(&say("quality-codings"), &heads, rows)
}

fn references(maker: &mut Maker<'_>, collected: &Collected) -> Block {
    let row = |reference: &crate::questionnaire::Reference| {
        vec![
            Value::words(&reference.title),
            Value::words(&reference.source),
            reference.date.map_or_else(|| Value::words(""), dated),
            Value::words(reference.licence.as_deref().unwrap_or_default()),
            Value::count(reference.rows.len()),
        ]
    };
    let rows: Vec<Vec<Value>> =
        collected.study.questionnaire.references.values().map(row).collect();
    if rows.is_empty() {
        return paragraph(&say("quality-no-references"));
    }
    let heads = heads(&["word-title", "word-source", "word-date", "word-licence", "word-rows"]);
    maker.values_table(&say("quality-references"), &heads, &rows)
}
