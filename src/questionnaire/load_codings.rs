// SPDX-License-Identifier: EUPL-1.2
//! Codings (`codings/*.yaml`): which classes researchers gave to which words.
//!
//! A line that cannot be read, or names a class that is not there, is left out with a warning: its
//! words stay to be classified, and nobody else has to wait for them.

use super::validate::{Declared, Name, id};
use super::{ChoiceList, Coded, Coding, Participant};
use crate::datum::QuestionId;
use crate::diag::{Code, Error, Severity};
use crate::files::Files;
use crate::locale::fold;
use crate::yaml::{Fields, Node, YamlFile, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

/// What a coding may name.
pub(super) struct Known<'a> {
    pub(super) choices: &'a [ChoiceList],
    pub(super) participants: &'a [Participant],
}

/// The coding in a file.
pub(super) fn coding(
    files: &Files,
    file: &str,
    known: &Known<'_>,
    declared: &mut Declared,
) -> Result<Option<Coding>, Error> {
    let Some((source, node)) = YamlFile::read(files, file)? else { return Ok(None) };
    let fields = Fields::of(&source, &node);
    let question = QuestionId::from(fields.need_text("question"));
    let choices = fields.need_text("choices");
    if let Some(node) = fields.get("question") {
        declared.refer(Name::Question, &question, source.span(node));
    }
    if let Some(node) = fields.get("choices") {
        declared.refer(Name::Choices, &choices, source.span(node));
    }
    let id = id(&source, &fields, &[]);
    if let Some(node) = fields.get("id") {
        let full = QuestionId::within(question.table(), &id);
        declared.name(Name::Question, &full, source.span(node));
    }
    let list = known.choices.iter().find(|list| list.id == choices);
    let read = fields.list("codings").into_iter();
    let read = read.filter_map(|node| Some((node, entry(&source, node, list, known)?))).collect();
    let coding = Coding {
        id,
        file: file.to_owned(),
        several: fields.flag("several"),
        coder: fields.need_text("coder"),
        date: fields.need_day("date").unwrap_or_default(),
        entries: of_one_mind(&source, read),
        question,
        choices,
    };
    fields.finish();
    Ok(Some(coding))
}

/// Without the lines that give one text two different classes, of one participant or of all: such
/// words stay to be classified.
fn of_one_mind(source: &YamlFile, read: Vec<(&Node, Coded)>) -> Vec<Coded> {
    let mut classes: BTreeMap<(String, Option<String>), BTreeSet<BTreeSet<String>>> =
        BTreeMap::new();
    let key = |coded: &Coded| (fold(&coded.text), coded.participant.clone());
    for (_, coded) in &read {
        let given = coded.classes.iter().cloned().collect();
        classes.entry(key(coded)).or_default().insert(given);
    }
    let mut told = BTreeSet::new();
    let mut entries = Vec::new();
    for (node, coded) in read {
        let key = key(&coded);
        if classes.get(&key).is_some_and(|given| given.len() > 1) {
            if !told.insert(key) {
                source.report(Code::CodingTwice, node, &[("text", &coded.text)]);
            }
        } else {
            entries.push(coded);
        }
    }
    entries
}

/// A line of the coding; none, with warnings, when anything in it is wrong.
fn entry(
    source: &YamlFile,
    node: &Node,
    list: Option<&ChoiceList>,
    known: &Known<'_>,
) -> Option<Coded> {
    let (apart, mistakes) = source.apart();
    let coded = coded(&apart, node, list, known);
    let found = mistakes.take();
    let is_whole = found.is_empty();
    for finding in found {
        source.push(finding.weighing(Severity::Warning));
    }
    is_whole.then_some(coded)
}

fn coded(source: &YamlFile, node: &Node, list: Option<&ChoiceList>, known: &Known<'_>) -> Coded {
    let fields = Fields::of(source, node);
    let mut classes = Vec::new();
    for node in ["class", "classes"].into_iter().flat_map(|key| fields.list(key)) {
        classes.extend(class(source, node, list));
    }
    let participant = fields.text("participant");
    if let (Some(node), Some(id)) = (fields.get("participant"), &participant)
        && known.participants.iter().all(|known| known.id != *id)
    {
        let ids = known.participants.iter().map(|known| known.id.as_str());
        let help = did_you_mean(id, ids);
        source.report_with_help(Code::YamlUnknownWord, node, &[("word", id)], help);
    }
    let coded = Coded {
        text: fields.need_text("text"),
        participant,
        reason: fields.text("reason"),
        line: node.line,
        classes,
    };
    if ["class", "classes"].into_iter().all(|key| fields.list(key).is_empty()) {
        source.report(Code::YamlMissingKey, node, &[("key", "class")]);
    }
    fields.finish();
    coded
}

/// The id of a class, which may be given by its label too.
fn class(source: &YamlFile, node: &Node, list: Option<&ChoiceList>) -> Option<String> {
    let word = source.text(node)?;
    // Which list it is of has been told to be missing.
    let Some(list) = list else { return Some(word) };
    let same = |label: &str| fold(label) == fold(&word);
    let found = list.get(&word).or_else(|| list.choices.iter().find(|one| same(&one.label)));
    if found.is_none() {
        let help = did_you_mean(&word, list.choices.iter().map(|one| one.id.as_str()));
        source.report_with_help(Code::YamlUnknownWord, node, &[("word", &word)], help);
    }
    found.map(|choice| choice.id.clone())
}
