// SPDX-License-Identifier: EUPL-1.2
//! Choice lists (`choices/*.yaml`).

use super::validate::{Declared, KEYS, Name, id};
use super::{Choice, ChoiceList};
use crate::diag::{Code, Error};
use crate::files::Files;
use crate::yaml::{Fields, Node, YamlFile};
use std::collections::BTreeMap;

/// The choice list in a file.
pub(super) fn choices(
    files: &Files,
    file: &str,
    declared: &mut Declared,
) -> Result<Option<ChoiceList>, Error> {
    let Some((source, node)) = YamlFile::read(files, file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let id = id(&source, &fields, &[]);
    if let Some(node) = fields.get("id") {
        declared.name(Name::Choices, &id, source.span(node));
    }
    let mut attributes = BTreeMap::new();
    for (name, node) in fields.map("attributes") {
        let list = source.text(node).unwrap_or_default();
        declared.refer(Name::Choices, &list, source.span(node));
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
    source: &YamlFile,
    node: &Node,
    list: &str,
    attributes: &BTreeMap<String, String>,
    declared: &mut Declared,
) -> Choice {
    let fields = Fields::of(source, node);
    let id = id(source, &fields, &[KEYS]);
    let label = fields.need_text("label");
    if let Some(node) = fields.get("id") {
        declared.name(Name::ChoiceOf(list.to_owned()), &id, source.span(node));
    }
    if let Some(node) = fields.get("label") {
        declared.name(Name::LabelOf(list.to_owned()), &label.to_lowercase(), source.span(node));
        if label.contains([';', '|', '\n']) {
            source.report(Code::LabelForm, node, &[("label", &label)]);
        }
    }
    let mut values = BTreeMap::new();
    for (name, node) in fields.map("attributes") {
        let value = source.text(node).unwrap_or_default();
        match attributes.get(&name) {
            Some(from) => declared.refer(Name::ChoiceOf(from.clone()), &value, source.span(node)),
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
