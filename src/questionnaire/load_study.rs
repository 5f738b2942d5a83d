// SPDX-License-Identifier: EUPL-1.2
//! `study.yaml` and `participants.yaml`.

use super::files::FOLDER;
use super::validate::{Declared, FOLDERS, KEYS, Name, ROUNDS, id};
use super::{About, Participant, Round, Work};
use crate::datum::QuestionId;
use crate::diag::Error;
use crate::files::Files;
use crate::yaml::{Fields, Node, YamlFile};

/// What the study says of itself, and the names of its section files in order.
pub(super) fn study(
    files: &Files,
    declared: &mut Declared,
) -> Result<Option<(About, Vec<String>)>, Error> {
    let file = format!("{FOLDER}/study.yaml");
    let Some((source, node)) = YamlFile::read(files, &file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let study = About {
        id: id(&source, &fields, &[]),
        title: fields.need_text("title"),
        subtitle: fields.text("subtitle"),
        version: fields.need_text("version"),
        date: fields.need_day("date").unwrap_or_default(),
        publisher: fields.text("publisher"),
        grouping: fields.text("grouping").map(QuestionId::from),
        rounds: fields
            .list("rounds")
            .into_iter()
            .map(|node| round(&source, node, declared))
            .collect(),
        sources: fields.list("sources").into_iter().map(|node| work(&source, node)).collect(),
    };
    if let (Some(node), Some(id)) = (fields.get("grouping"), &study.grouping) {
        declared.refer(Name::SingleQuestion, id, source.span(node));
    }
    let sections = fields.texts("sections");
    fields.finish();
    Ok(Some((study, sections)))
}

fn round(source: &YamlFile, node: &Node, declared: &mut Declared) -> Round {
    let fields = Fields::of(source, node);
    if let (Some(node), Some(id)) = (fields.get("id"), fields.get("id").and_then(Node::scalar)) {
        declared.name(Name::Round, &id, source.span(node));
    }
    let round = Round {
        id: id(source, &fields, &[FOLDERS, ROUNDS]),
        title: fields.need_text("title"),
        deadline: fields.day("deadline"),
    };
    fields.finish();
    round
}

fn work(source: &YamlFile, node: &Node) -> Work {
    let fields = Fields::of(source, node);
    let work = Work {
        id: id(source, &fields, &[]),
        title: fields.need_text("title"),
        author: fields.text("author"),
        year: fields.text("year"),
        note: fields.text("note"),
    };
    fields.finish();
    work
}

/// The participants, in order.
pub(super) fn participants(
    files: &Files,
    declared: &mut Declared,
) -> Result<Vec<Participant>, Error> {
    let file = format!("{FOLDER}/participants.yaml");
    let Some((source, node)) = YamlFile::read(files, &file)? else { return Ok(Vec::new()) };
    let fields = Fields::of(&source, &node);
    fields.need("participants");
    let list = fields.list("participants");
    fields.finish();
    Ok(list.into_iter().map(|node| participant(&source, node, declared)).collect())
}

fn participant(source: &YamlFile, node: &Node, declared: &mut Declared) -> Participant {
    let fields = Fields::of(source, node);
    let name = fields.need_text("name");
    let id = id(source, &fields, &[FOLDERS, KEYS]);
    if let Some(node) = fields.get("id") {
        declared.name(Name::Participant, &id, source.span(node));
    }
    let participant = Participant {
        id,
        short: fields.text("short").unwrap_or_else(|| name.clone()),
        name,
        keys: fields
            .map("keys")
            .into_iter()
            .filter_map(|(key, value)| Some((key, source.text(value)?)))
            .collect(),
        group: fields.text("group"),
        not_taking_part: fields.text("not_taking_part"),
    };
    if let (Some(group), Some(node)) = (&participant.group, fields.get("group")) {
        declared.refer(Name::Group, group, source.span(node));
    }
    fields.finish();
    participant
}
