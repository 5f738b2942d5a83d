// SPDX-License-Identifier: EUPL-1.2
//! Reads the files of `questionnaire/` and puts the parts together.

use super::files::{FOLDER, hash, yaml_files};
use super::{Questionnaire, load_checks, load_choices, load_reference, load_section, load_study};
use super::{validate, validate::Declared};
use crate::diag::{Error, Noted, Severity};
use crate::yaml::Mistakes;
use std::path::Path;

/// Loads the questionnaire of the study in `root`, with findings that do not stop it.
///
/// # Errors
///
/// [`Error::User`] when there is no study or a file cannot be read, [`Error::Study`] with all
/// mistakes of all files when there are any.
pub fn load(root: &Path) -> Result<Noted<Questionnaire>, Error> {
    let study_file = root.join(FOLDER).join("study.yaml");
    if !study_file.is_file() {
        let path = root.display().to_string();
        return Err(Error::user("no-study", &[("path", &path)]));
    }
    let mistakes = Mistakes::default();
    let (loaded, declared) = read_all(root, &mistakes)?;
    let Some(questionnaire) = loaded else { return Err(stop(&mistakes)) };
    validate::validate(&questionnaire, &declared, &mistakes);
    let mut findings = mistakes.take();
    crate::diag::sort(&mut findings);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        return Err(Error::Study(findings));
    }
    Ok(Noted { value: questionnaire, findings })
}

fn stop(mistakes: &Mistakes) -> Error {
    let mut findings = mistakes.take();
    crate::diag::sort(&mut findings);
    Error::Study(findings)
}

fn read_all(root: &Path, mistakes: &Mistakes) -> Result<(Option<Questionnaire>, Declared), Error> {
    let mut declared = Declared::default();
    let study = load_study::study(root, mistakes, &mut declared)?;
    let participants = load_study::participants(root, mistakes, &mut declared)?;
    let mut sections = Vec::new();
    let names = study.as_ref().map(|(_, names)| names.clone()).unwrap_or_default();
    for name in names {
        sections.extend(load_section::section(root, &name, mistakes, &mut declared)?);
    }
    let mut choices = Vec::new();
    for file in yaml_files(root, "choices")? {
        choices.extend(load_choices::choices(root, &file, mistakes, &mut declared)?);
    }
    let mut codings = Vec::new();
    for file in yaml_files(root, "codings")? {
        codings.extend(load_choices::coding(root, &file, mistakes, &mut declared)?);
    }
    let mut references = Vec::new();
    for file in yaml_files(root, "reference")? {
        references.extend(load_reference::reference(root, &file, mistakes, &mut declared)?);
    }
    let checks = load_checks::checks(root, mistakes, &mut declared)?;
    let hash = hash(root, study.as_ref().map(|(_, names)| names.as_slice()).unwrap_or_default())?;
    let questionnaire = study.map(|(study, _)| Questionnaire {
        study,
        participants,
        sections,
        choices: choices.into_iter().map(|list| (list.id.clone(), list)).collect(),
        codings,
        references: references.into_iter().map(|table| (table.id.clone(), table)).collect(),
        checks,
        hash,
    });
    Ok((questionnaire, declared))
}
