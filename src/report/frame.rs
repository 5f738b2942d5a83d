// SPDX-License-Identifier: EUPL-1.2
//! The document around the chapters: title, notices, and the authors' slots.

use super::block::{Block, Callout, Inline};
use super::deck::Deck;
use super::document::{Chapter, Document};
use super::markdown::{self, Piece};
use super::nodes::Maker;
use crate::diag::{say, say_with};
use crate::pipeline::Collected;
use crate::questionnaire::Participant;
use crate::study::{Templates, VolumeKind};
use crate::templates::Call;
use std::collections::BTreeSet;

/// The documents of these volumes, the last one given first; all share the sources that the maker
/// kept.
pub(super) fn volumes(
    collected: &Collected,
    volumes: Vec<(VolumeKind, Vec<Chapter>)>,
    maker: Maker<'_>,
) -> Vec<Document> {
    let study = &collected.study.questionnaire.study;
    let sources = maker.sources.into_list(maker.comparer.answers);
    let published = maker.published.into_list();
    let notices = notices(collected);
    let has_others = volumes.len() > 1;
    let mut documents = Vec::new();
    for (volume, chapters) in volumes {
        documents.push(Document {
            volume,
            language: "it".to_owned(),
            title: study.title.clone(),
            subtitle: match volume {
                VolumeKind::Report => study.subtitle.clone(),
                VolumeKind::Technical => Some(say("volume-technical")),
            },
            publisher: study.publisher.clone(),
            date: study.date.long(),
            day: study.date,
            notices: notices.clone(),
            chapters,
            deck: Deck::default(),
            sources: sources.clone(),
            has_others,
            published: published.clone(),
            word_template: None,
        });
    }
    documents.reverse();
    documents
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
    let mut notices: Vec<String> = round_notice(collected).into_iter().collect();
    notices.extend(noted.into_iter().map(notice));
    let missing: Vec<&str> = collected
        .study
        .questionnaire
        .participants
        .iter()
        .filter(|participant| participant.takes_part() && !collected.answers.has(&participant.id))
        .map(|participant| participant.short.as_str())
        .collect();
    notices.extend(declined(&collected.study.questionnaire.participants));
    if !missing.is_empty() {
        let n = missing.len().to_string();
        let shown = listed(&missing);
        notices.push(say_with("notice-missing", &[("n", &n), ("names", &shown)]));
    }
    notices
}

/// Which round the answers are of, where more than one was answered: who answered only in others is
/// counted; where each one's last round counts, how many are of which.
fn round_notice(collected: &Collected) -> Option<String> {
    let questionnaire = &collected.study.questionnaire;
    let returned = collected.returned.iter().filter(|one| one.is_answered(questionnaire));
    let answered: BTreeSet<(&str, &str)> =
        returned.map(|one| (one.round.as_str(), one.participant.as_str())).collect();
    let rounds: BTreeSet<&str> = answered.iter().map(|(round, _)| *round).collect();
    if rounds.len() < 2 {
        return None;
    }
    let own = &collected.answers.origins;
    let all = &questionnaire.study.rounds;
    let Some(id) = &collected.round else {
        let parts = all.iter().filter_map(|round| {
            let n = own.values().filter(|of| of.round == round.id).count();
            let args = [("n", &*n.to_string()), ("title", &round.title)];
            (n > 0).then(|| say_with("notice-rounds-part", &args))
        });
        let parts: Vec<String> = parts.collect();
        return Some(say_with("notice-rounds-pooled", &[("rounds", &parts.join(", "))]));
    };
    let round = all.iter().find(|round| round.id == *id)?;
    let elsewhere: BTreeSet<&str> =
        answered.iter().map(|(_, id)| *id).filter(|id| !own.contains_key(*id)).collect();
    let args = [
        ("title", round.title.clone()),
        ("n", own.len().to_string()),
        ("of", questionnaire.participants.len().to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let text = say_with("notice-round", &args);
    let others = elsewhere.len().to_string();
    let args = [("text", text.as_str()), ("others", &others)];
    Some(if elsewhere.is_empty() { text } else { say_with("notice-round-others", &args) })
}

/// Who has said that it does not answer, with the reason of each.
fn declined(participants: &[Participant]) -> Option<String> {
    let said =
        |one: &Participant| Some(format!("{} ({})", one.short, one.not_taking_part.as_ref()?));
    let names: Vec<String> = participants.iter().filter_map(said).collect();
    (!names.is_empty()).then(|| say_with("notice-declined", &[("names", &names.join(", "))]))
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
        let blocks = vec![Block::Paragraph(vec![Inline::Text(say("slot-waiting"))])];
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
