// SPDX-License-Identifier: EUPL-1.2
//! Whether everything that the files refer to is there, and nothing is declared twice.

use super::{Questionnaire, Type, private};
use crate::datum::{QuestionId, keys};
use crate::diag::{Code, Finding, Mistakes, Phrase, Place, TextSpan, Topic};
use crate::yaml::{Fields, YamlFile, did_you_mean};
use std::collections::BTreeMap;

/// What a name is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Section,
    Sheet,
    /// A question, a table, a grid, or a column.
    Question,
    SingleQuestion,
    Table,
    Choices,
    /// A choice of this list.
    ChoiceOf(String),
    /// The label of a choice of this list.
    LabelOf(String),
    /// A word for an answer to this question.
    AnswerTo(String),
    Reference,
    Participant,
    Group,
    Round,
    Check,
}

/// Names given and names used while reading, with their places.
#[derive(Debug, Default)]
pub(super) struct Declared {
    names: BTreeMap<(Name, String), TextSpan>,
    twice: Vec<(String, TextSpan, TextSpan)>,
    used: Vec<(Name, String, TextSpan)>,
}

impl Declared {
    /// Something of this kind has this name here.
    pub(super) fn name(&mut self, kind: Name, name: &str, at: TextSpan) {
        let key = (kind, name.to_owned());
        match self.names.get(&key) {
            Some(first) => self.twice.push((name.to_owned(), first.clone(), at)),
            None => {
                self.names.insert(key, at);
            }
        }
    }

    /// Whether something has this name, or one that ends with it, whether it could be read or not.
    pub(super) fn has(&self, word: &str) -> bool {
        let is = |name: &str| {
            name == word || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('.'))
        };
        self.names.keys().any(|(_, name)| is(name))
    }

    /// Something of this kind is referred to by this name here.
    pub(super) fn refer(&mut self, kind: Name, name: &str, at: TextSpan) {
        self.used.push((kind, name.to_owned(), at));
    }
}

/// Whether a whole file could not be read, so that nobody can say what is missing.
pub(super) fn unreadable(findings: &[Finding]) -> bool {
    findings.iter().any(is_unreadable)
}

fn is_unreadable(finding: &Finding) -> bool {
    finding.code.topic() == Topic::StudyFile
}

/// Adds a finding for each name declared twice and each reference that leads nowhere.
pub(super) fn validate(questionnaire: &Questionnaire, declared: &Declared, mistakes: &Mistakes) {
    for (name, first, again) in &declared.twice {
        let line = first.line.to_string();
        let args = [("name", name.as_str()), ("file", &*first.file), ("line", line.as_str())];
        let place = Place::Text(again.clone());
        mistakes.push(
            Finding::new(Code::DeclaredTwice, place, &args)
                .also_at(Place::Text(first.clone()), Phrase::plain("word-first-here")),
        );
    }
    // while a whole file is unreadable nobody can say what is missing
    let references: &[(Name, String, TextSpan)] =
        if mistakes.any(is_unreadable) { &[] } else { &declared.used };
    for (kind, name, at) in references {
        // what is declared with a mistake is declared all the same
        if declared.names.contains_key(&(Name::Question, name.clone())) {
            continue;
        }
        let known = known(questionnaire, kind);
        // without the question nobody can say which groups or answers there are
        if matches!(kind, Name::Group | Name::AnswerTo(_)) && known.is_empty() {
            continue;
        }
        if !known.iter().any(|word| word == name) {
            let help = did_you_mean(name, known.iter().map(String::as_str));
            let place = Place::Text(at.clone());
            let args = [("word", name.as_str())];
            let finding = Finding::new(Code::YamlUnknownWord, place, &args);
            mistakes.push(finding.help(help));
        }
    }
    former_ids(questionnaire, mistakes);
    grouping(questionnaire, mistakes);
    printed_columns(questionnaire, mistakes);
    private::validate(questionnaire, mistakes);
}

/// All names of a kind.
fn known(questionnaire: &Questionnaire, kind: &Name) -> Vec<String> {
    match kind {
        Name::Choices => questionnaire.choices.keys().cloned().collect(),
        Name::Reference => questionnaire.references.keys().cloned().collect(),
        Name::Participant => questionnaire.participants.iter().map(|p| p.id.clone()).collect(),
        Name::Table => questionnaire
            .sections
            .iter()
            .flat_map(super::Section::tables)
            .map(|table| table.id.to_string())
            .collect(),
        Name::SingleQuestion => questionnaire
            .sections
            .iter()
            .flat_map(super::Section::questions)
            .map(|question| question.id.to_string())
            .collect(),
        Name::Question => {
            let mut all: Vec<String> =
                questionnaire.questions().map(|question| question.id.to_string()).collect();
            for coding in &questionnaire.codings {
                all.push(QuestionId::within(coding.question.table(), &coding.id).to_string());
            }
            all
        }
        Name::Group => {
            let grouping = questionnaire.study.grouping.as_deref();
            let list = grouping
                .and_then(|id| questionnaire.question(id))
                .and_then(|question| question.choices.clone());
            choices_of(questionnaire, list.as_deref())
        }
        Name::AnswerTo(id) => answers_to(questionnaire, id),
        Name::ChoiceOf(list) => choices_of(questionnaire, Some(list)),
        // What is only given, and referred to nowhere.
        Name::Section | Name::Sheet | Name::Round | Name::Check | Name::LabelOf(_) => Vec::new(),
    }
}

/// The words for the answers to a question of which another depends; none where any word may be one.
fn answers_to(questionnaire: &Questionnaire, id: &str) -> Vec<String> {
    match questionnaire.question(id) {
        Some(question) if question.kind == super::Type::YesNo => vec!["yes".into(), "no".into()],
        Some(question) => choices_of(questionnaire, question.choices.as_deref()),
        None => Vec::new(),
    }
}

fn choices_of(questionnaire: &Questionnaire, list: Option<&str>) -> Vec<String> {
    list.and_then(|list| questionnaire.choices.get(list))
        .map(|list| list.choices.iter().map(|choice| choice.id.clone()).collect())
        .unwrap_or_default()
}

/// An id that something had before may not be another thing's now: nobody could say whose answers
/// an earlier form holds.
fn former_ids(questionnaire: &Questionnaire, mistakes: &Mistakes) {
    for (old, now) in questionnaire.former_ids() {
        if questionnaire.item(&old).is_some() || questionnaire.question(&old).is_some() {
            let at = questionnaire.question(&now).map(|question| question.at.clone());
            let at = at.or_else(|| questionnaire.item(&now).map(|item| item.at().clone()));
            let place = at.map_or(Place::Nowhere, Place::Text);
            let args = [("old", old.as_str()), ("now", now.as_str())];
            mistakes.push(Finding::new(Code::WasInUse, place, &args));
        }
    }
}

fn grouping(questionnaire: &Questionnaire, mistakes: &Mistakes) {
    let Some(id) = &questionnaire.study.grouping else { return };
    let other = questionnaire.question(id).is_some_and(|question| question.kind != Type::Choice);
    if other {
        let place = Place::File("questionnaire/study.yaml".into());
        mistakes.push(Finding::new(Code::GroupingNotChoice, place, &[("id", id)]));
    }
}

/// A printed column must be a column of the table's reference table, with the key to match.
fn printed_columns(questionnaire: &Questionnaire, mistakes: &Mistakes) {
    for table in questionnaire.sections.iter().flat_map(super::Section::tables) {
        let reference = table
            .printed
            .as_ref()
            .and_then(|printed| questionnaire.references.get(&printed.reference));
        let known: Vec<&str> = reference
            .map(|reference| reference.columns.iter().map(|column| column.id.as_str()).collect())
            .unwrap_or_default();
        let mut wanted: Vec<(&str, &TextSpan)> = table
            .columns
            .iter()
            .filter_map(|column| Some((column.printed.as_deref()?, &column.at)))
            .collect();
        if let (Some(printed), Some(_)) = (&table.printed, reference) {
            wanted.push((&printed.matching, &table.at));
        }
        for (name, at) in wanted {
            if !known.contains(&name) {
                let help = did_you_mean(name, known.iter().copied());
                let args = [("word", name)];
                let place = Place::Text(at.clone());
                let finding = Finding::new(Code::YamlUnknownWord, place, &args);
                mistakes.push(finding.help(help));
            }
        }
    }
}

/// Names of folders that a system or the program has taken: participants and rounds are folders.
pub(super) const FOLDERS: &[&str] = &[
    "arrivi", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
/// Words that say which rounds, and so are none.
pub(super) const ROUNDS: &[&str] = &["latest"];
/// Keys of rows and columns that tables have already: participants and choices become such keys.
pub(super) const KEYS: &[&str] = &[keys::TOTAL];

/// The id under `id`, which must follow the rule and be none of those that are taken.
pub(super) fn id(source: &YamlFile, fields: &Fields<'_>, taken: &[&[&str]]) -> String {
    let id = fields.need_text("id");
    if let Some(node) = fields.get("id") {
        if !is_id(&id) {
            source.report(Code::IdForm, node, &[("id", &id)]);
        } else if taken.iter().any(|words| words.contains(&id.as_str())) {
            source.report(Code::IdTaken, node, &[("id", &id)]);
        }
    }
    id
}

/// Ids are lower-case letters, digits and `_`, beginning with a letter: they become SQL names.
pub(crate) fn is_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
