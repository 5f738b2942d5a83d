//! Reads the files of `questionnaire/` and puts the parts together.

use super::{Questionnaire, load_checks, load_choices, load_reference, load_section, load_study};
use super::{validate, validate::Declared};
use crate::diag::{Error, Noted, Place, Severity};
use crate::yaml::{Mistakes, Source};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Folder of the questionnaire in a study.
pub(super) const FOLDER: &str = "questionnaire";

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
    let study = load_study::study(root, mistakes)?;
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

/// The YAML files of a folder of the questionnaire, by name; none when there is no such folder.
fn yaml_files(root: &Path, folder: &str) -> Result<Vec<String>, Error> {
    let path = root.join(FOLDER).join(folder);
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&path).map_err(|error| Error::io(&path, &error))? {
        let entry = entry.map_err(|error| Error::io(&path, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".yaml") && !name.starts_with('.') {
            files.push(format!("{FOLDER}/{folder}/{name}"));
        }
    }
    files.sort();
    Ok(files)
}

/// Eight digits that change when the form changes: sections, choices, reference data.
fn hash(root: &Path, sections: &[String]) -> Result<String, Error> {
    let mut files: Vec<String> =
        sections.iter().map(|name| format!("{FOLDER}/{name}.yaml")).collect();
    files.extend(yaml_files(root, "choices")?);
    for file in yaml_files(root, "reference")? {
        files.push(file.replace(".yaml", ".csv"));
    }
    let mut hasher = Sha256::new();
    for file in files {
        if let Ok(bytes) = std::fs::read(root.join(&file)) {
            // line ends differ between systems, the questionnaire does not
            let bytes: Vec<u8> = bytes.into_iter().filter(|byte| *byte != b'\r').collect();
            hasher.update(file.as_bytes());
            hasher.update(bytes);
        }
    }
    let digest = hasher.finalize();
    Ok(digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect())
}

/// Opens a YAML file that must be there; a missing one is a mistake at no line.
pub(super) fn open(
    root: &Path,
    file: &str,
    mistakes: &Mistakes,
) -> Result<Option<(Source, crate::yaml::Node)>, Error> {
    if root.join(file).is_file() {
        return Source::read(root, file, mistakes);
    }
    let place = Place::File(file.into());
    mistakes.push(crate::diag::Finding::new(
        "file-missing",
        Severity::Error,
        place,
        &[("file", file)],
    ));
    Ok(None)
}
