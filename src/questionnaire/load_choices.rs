// SPDX-License-Identifier: EUPL-1.2
//! Choice lists (`choices/*.yaml`) and codings (`codings/*.yaml`).

use super::validate::{Declared, is_id};
use super::{Choice, ChoiceList, Coded, Coding};
use crate::datum::QuestionId;
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::yaml::{Fields, Node, Source};
use std::collections::BTreeMap;

/// The choice list in a file.
pub(super) fn choices(
    files: &Files,
    file: &str,
    declared: &mut Declared,
) -> Result<Option<ChoiceList>, Error> {
    let Some((source, node)) = Source::read(files, file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let id = fields.need_text("id");
    if let Some(node) = fields.get("id") {
        if !is_id(&id) {
            source.report(Code::IdForm, node, &[("id", &id)]);
        }
        declared.name("choices", &id, source.span(node));
    }
    let mut attributes = BTreeMap::new();
    for (name, node) in fields.map("attributes") {
        let list = node.scalar().unwrap_or_default();
        declared.refer("choices", &list, source.span(node));
        attributes.insert(name, list);
    }
    fields.need("choices");
    let list = ChoiceList {
        title: fields.need_text("title"),
        choices: fields
            .list("choices")
            .into_iter()
            .map(|node| choice(&source, node, &id, &attributes, declared))
            .collect(),
        attributes,
        id,
    };
    fields.finish();
    Ok(Some(list))
}

fn choice(
    source: &Source,
    node: &Node,
    list: &str,
    attributes: &BTreeMap<String, String>,
    declared: &mut Declared,
) -> Choice {
    let fields = Fields::of(source, node);
    let id = fields.need_text("id");
    let label = fields.need_text("label");
    if let Some(node) = fields.get("id") {
        if !is_id(&id) {
            source.report(Code::IdForm, node, &[("id", &id)]);
        }
        declared.name(&format!("choice of {list}"), &id, source.span(node));
    }
    if let Some(node) = fields.get("label") {
        declared.name(&format!("label of {list}"), &label.to_lowercase(), source.span(node));
        if label.contains([';', '|', '\n']) {
            source.report(Code::LabelForm, node, &[("label", &label)]);
        }
    }
    let mut values = BTreeMap::new();
    for (name, node) in fields.map("attributes") {
        let value = node.scalar().unwrap_or_default();
        match attributes.get(&name) {
            Some(from) => declared.refer(&format!("choice of {from}"), &value, source.span(node)),
            None => {
                let help = crate::yaml::did_you_mean(&name, attributes.keys().map(String::as_str));
                source.report_with_help(Code::YamlUnknownWord, node, &[("word", &name)], help);
            }
        }
        values.insert(name, value);
    }
    let choice = Choice {
        id,
        label,
        definition: fields.text("definition"),
        also: fields.texts("also"),
        attributes: values,
    };
    fields.finish();
    choice
}

/// The coding in a file.
pub(super) fn coding(
    files: &Files,
    file: &str,
    declared: &mut Declared,
) -> Result<Option<Coding>, Error> {
    let Some((source, node)) = Source::read(files, file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let question = QuestionId::from(fields.need_text("question"));
    let choices = fields.need_text("choices");
    if let Some(node) = fields.get("question") {
        declared.refer("question", &question, source.span(node));
    }
    if let Some(node) = fields.get("choices") {
        declared.refer("choices", &choices, source.span(node));
    }
    let id = fields.need_text("id");
    if let Some(node) = fields.get("id") {
        let full = QuestionId::within(question.table(), &id);
        declared.name("question", &full, source.span(node));
    }
    let coding = Coding {
        id,
        file: file.to_owned(),
        several: fields.flag("several"),
        coder: fields.need_text("coder"),
        date: fields.need_day("date").unwrap_or_default(),
        entries: fields
            .list("codings")
            .into_iter()
            .map(|node| coded(&source, node, &choices, declared))
            .collect(),
        question,
        choices,
    };
    fields.finish();
    Ok(Some(coding))
}

fn coded(source: &Source, node: &Node, list: &str, declared: &mut Declared) -> Coded {
    let fields = Fields::of(source, node);
    let mut classes = fields.texts("class");
    classes.extend(fields.texts("classes"));
    for key in ["class", "classes"] {
        for node in fields.list(key) {
            let class = node.scalar().unwrap_or_default();
            declared.refer(&format!("choice of {list}"), &class, source.span(node));
        }
    }
    let participant = fields.text("participant");
    if let (Some(node), Some(id)) = (fields.get("participant"), &participant) {
        declared.refer("participant", id, source.span(node));
    }
    let coded = Coded {
        text: fields.need_text("text"),
        participant,
        classes,
        reason: fields.text("reason"),
        line: node.line,
    };
    if coded.classes.is_empty() {
        source.report(Code::YamlMissingKey, node, &[("key", "class")]);
    }
    fields.finish();
    coded
}
