// SPDX-License-Identifier: EUPL-1.2
//! The document around the chapters: title, notices, and the authors' slots.

use super::block::{Block, Callout, Inline};
use super::calls::Call;
use super::deck::Deck;
use super::document::{Chapter, Document, Source};
use super::markdown::{self, Piece};
use crate::diag::{say, say_with};
use crate::pipeline::Collected;
use crate::study::Templates;

/// The document with these chapters, slides and sources.
pub(super) fn document(
    collected: &Collected,
    chapters: Vec<Chapter>,
    deck: Deck,
    sources: Vec<Source>,
) -> Document {
    let study = &collected.study.questionnaire.study;
    Document {
        language: "it".to_owned(),
        title: study.title.clone(),
        subtitle: study.subtitle.clone(),
        publisher: study.publisher.clone(),
        date: study.date.long(),
        day: study.date,
        notices: notices(collected),
        chapters,
        deck,
        sources,
        word_template: None,
    }
}

/// What a reader must know of these answers before reading them.
fn notices(collected: &Collected) -> Vec<String> {
    let mut noted: Vec<(&str, Vec<&str>)> = Vec::new();
    for participant in &collected.study.questionnaire.participants {
        let origin = collected.answers.origins.get(&participant.id);
        let Some(note) = origin.and_then(|origin| origin.note.as_deref()) else { continue };
        match noted.iter_mut().find(|(known, _)| *known == note) {
            Some((_, names)) => names.push(&participant.short),
            None => noted.push((note, vec![&participant.short])),
        }
    }
    let notice = |(note, names): (&str, Vec<&str>)| {
        let (n, names) = (names.len().to_string(), listed(&names));
        let args = [("note", note.trim_end_matches('.')), ("names", &names), ("n", &n)];
        say_with("notice-origin", &args)
    };
    let mut notices: Vec<String> = noted.into_iter().map(notice).collect();
    let missing: Vec<&str> = collected
        .study
        .questionnaire
        .participants
        .iter()
        .filter(|participant| !collected.answers.has(&participant.id))
        .map(|participant| participant.short.as_str())
        .collect();
    if !missing.is_empty() {
        let n = missing.len().to_string();
        let shown = listed(&missing);
        notices.push(say_with("notice-missing", &[("n", &n), ("names", &shown)]));
    }
    notices
}

/// Up to ten names.
fn listed(names: &[&str]) -> String {
    let more = if names.len() > 10 { ", …" } else { "" };
    names.iter().take(10).copied().collect::<Vec<_>>().join(", ") + more
}

/// A slot of the authors: their text, signed, or marked as still empty.
pub(super) fn slot(templates: &Templates, call: &Call) -> Block {
    let title = call.arg("title").unwrap_or_default().to_owned();
    let text = templates.slots.get(call.arg("id").unwrap_or_default());
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        let blocks = vec![Block::Paragraph(vec![Inline::Text(say("slot-empty"))])];
        return Block::Callout { kind: Callout::EmptySlot, title, blocks };
    };
    let author = text
        .lines()
        .next()
        .and_then(|line| line.trim().strip_prefix("<!-- author:"))
        .and_then(|line| line.strip_suffix("-->"))
        .map(|author| author.trim().to_owned())
        .or_else(|| call.arg("author").map(str::to_owned));
    let (_, pieces) = markdown::parse(text);
    let block = |piece| match piece {
        Piece::Block(block) => Some(block),
        Piece::Call(_) => None,
    };
    let mut blocks: Vec<Block> = pieces.into_iter().filter_map(block).collect();
    let signature = match author {
        Some(author) => say_with("slot-signed", &[("author", &author)]),
        None => say("slot-unsigned"),
    };
    blocks.push(Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(signature)])]));
    Block::Callout { kind: Callout::Slot, title, blocks }
}
