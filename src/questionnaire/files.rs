// SPDX-License-Identifier: EUPL-1.2
//! Where the files of a questionnaire are, and the hash that tells one questionnaire from another.

use crate::diag::{Error, Finding, Place, Severity};
use crate::yaml::{Mistakes, Node, Source};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Folder of the questionnaire in a study.
pub(super) const FOLDER: &str = "questionnaire";

/// The YAML files of a folder of the questionnaire, by name; none when there is no such folder.
pub(super) fn yaml_files(root: &Path, folder: &str) -> Result<Vec<String>, Error> {
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
pub(super) fn hash(root: &Path, sections: &[String]) -> Result<String, Error> {
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
) -> Result<Option<(Source, Node)>, Error> {
    if root.join(file).is_file() {
        return Source::read(root, file, mistakes);
    }
    let place = Place::File(file.into());
    mistakes.push(Finding::new("file-missing", Severity::Error, place, &[("file", file)]));
    Ok(None)
}
