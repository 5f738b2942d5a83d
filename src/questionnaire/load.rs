// SPDX-License-Identifier: EUPL-1.2
//! Reads the files of `questionnaire/` and puts the parts together.

use super::files::{FOLDER, hash, yaml_files};
use super::validate::{self, Declared};
use super::{
    Item, Questionnaire, Section, load_checks, load_choices, load_codings, load_reference,
    load_section, load_study,
};
use crate::diag::{Error, Finding, Noted, Severity};
use crate::files::Files;
use std::collections::BTreeSet;

/// What could be read of a questionnaire, with mistakes or without.
#[derive(Debug)]
pub struct Draft {
    /// The questionnaire; with mistakes, what could be read of it.
    pub questionnaire: Questionnaire,
    /// What was noticed in its files, sorted.
    pub findings: Vec<Finding>,
    declared: Declared,
}

impl Draft {
    /// Whether it holds: no finding is an error.
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// Whether a word that leads nowhere may be the name of something that a mistake in the
    /// questionnaire kept from being read: then the mistake there is the one to tell.
    pub fn may_name(&self, word: &str) -> bool {
        !self.is_sound() && (validate::unreadable(&self.findings) || self.declared.has(word))
    }
}

/// Files in which a mistake keeps nobody from being asked and from answering.
const AFTER_ANSWERS: [&str; 2] = ["questionnaire/checks.yaml", "questionnaire/codings/"];

/// Loads what forms are written from and read by: with findings, and with mistakes in checks and
/// codings, which matter only once there are answers.
///
/// # Errors
///
/// As [`load`], but for those mistakes.
pub fn load_to_ask(files: &Files) -> Result<Noted<Questionnaire>, Error> {
    let draft = read(files)?;
    let (later, now): (Vec<Finding>, Vec<Finding>) =
        draft.findings.into_iter().partition(|finding| {
            let file = finding.place.file().unwrap_or_default();
            AFTER_ANSWERS.iter().any(|start| file.starts_with(start))
        });
    if now.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Study(now));
    }
    let findings = now.into_iter().chain(later).collect();
    Ok(Noted { value: draft.questionnaire, findings })
}

/// Loads the questionnaire of a study, with findings that do not stop it.
///
/// # Errors
///
/// [`Error::User`] when there is no study or a file cannot be read, [`Error::Study`] with all
/// mistakes of all files when there are any.
pub fn load(files: &Files) -> Result<Noted<Questionnaire>, Error> {
    let draft = read(files)?;
    if !draft.is_sound() {
        return Err(Error::Study(draft.findings));
    }
    Ok(Noted { value: draft.questionnaire, findings: draft.findings })
}

/// Reads as much of the questionnaire as can be read, so that what refers to it can be looked at
/// together with its own mistakes.
///
/// # Errors
///
/// [`Error::User`] when there is no study or a file cannot be read.
pub fn read(files: &Files) -> Result<Draft, Error> {
    if !files.has(&format!("{FOLDER}/study.yaml")) {
        return Err(Error::user("no-study", &[("path", &files.root())]));
    }
    let mut declared = Declared::default();
    let questionnaire = parts(files, &mut declared)?;
    validate::validate(&questionnaire, &declared, &files.mistakes);
    let mut findings = files.mistakes.take();
    crate::diag::sort(&mut findings);
    Ok(Draft { questionnaire, findings, declared })
}

fn parts(files: &Files, declared: &mut Declared) -> Result<Questionnaire, Error> {
    let (study, names) = load_study::study(files, declared)?.unwrap_or_default();
    let participants = load_study::participants(files, declared)?;
    let mut sections = Vec::new();
    for name in &names {
        sections.extend(load_section::section(files, name, declared)?);
    }
    let mut choices = Vec::new();
    let mut asked = asked_lists(&sections);
    for file in yaml_files(files, "choices")? {
        let list = load_choices::choices(files, &file, declared)?;
        asked.found_in(&file, list.as_ref().map(|list| list.id.as_str()));
        choices.extend(list);
    }
    let mut codings = Vec::new();
    for file in yaml_files(files, "codings")? {
        let known = load_codings::Known { choices: &choices, participants: &participants };
        codings.extend(load_codings::coding(files, &file, &known, declared)?);
    }
    let mut references = Vec::new();
    for file in yaml_files(files, "reference")? {
        let table = load_reference::reference(files, &file, declared)?;
        asked.found_in(&file, table.as_ref().map(|table| table.id.as_str()));
        references.extend(table);
    }
    Ok(Questionnaire {
        checks: load_checks::checks(files, declared)?,
        hash: hash(files, &names, |file| asked.files.contains(file))?,
        hash_of_all: hash(files, &names, |_| true)?,
        study,
        participants,
        sections,
        choices: choices.into_iter().map(|list| (list.id.clone(), list)).collect(),
        codings,
        references: references.into_iter().map(|table| (table.id.clone(), table)).collect(),
    })
}

/// Which files of lists and of reference data are on the form.
struct Asked {
    ids: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Asked {
    /// A file holds the list or table of this id; one that cannot be read may be any.
    fn found_in(&mut self, file: &str, id: Option<&str>) {
        if id.is_none_or(|id| self.ids.contains(id)) {
            self.files.insert(file.to_owned());
        }
    }
}

/// The lists and tables that the sections name.
fn asked_lists(sections: &[Section]) -> Asked {
    let mut ids = BTreeSet::new();
    for item in sections.iter().flat_map(|section| &section.items) {
        ids.extend(item.questions().iter().filter_map(|question| question.choices.clone()));
        match item {
            Item::Question(_) => {}
            Item::Table(table) => ids.extend(table.printed.iter().map(|of| of.reference.clone())),
            Item::Grid(grid) => ids.extend([grid.rows.clone(), grid.columns.clone()]),
        }
    }
    Asked { ids, files: BTreeSet::new() }
}
