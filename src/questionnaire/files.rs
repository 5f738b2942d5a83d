// SPDX-License-Identifier: EUPL-1.2
//! Where the files of a questionnaire are, and the hash that tells one questionnaire from another.

use crate::diag::Error;
use crate::files::Files;
use sha2::{Digest, Sha256};

/// Folder of the questionnaire in a study.
pub(super) const FOLDER: &str = "questionnaire";

/// The YAML files of a folder of the questionnaire, by name; none when there is no such folder.
pub(super) fn yaml_files(files: &Files, folder: &str) -> Result<Vec<String>, Error> {
    files.list(&format!("{FOLDER}/{folder}"), "yaml")
}

/// Eight digits that change when the form changes: sections, and of choices and reference data those
/// files that `is_asked` says are on it.
pub(super) fn hash(
    files: &Files,
    sections: &[String],
    is_asked: impl Fn(&str) -> bool,
) -> Result<String, Error> {
    let mut names: Vec<String> =
        sections.iter().map(|name| format!("{FOLDER}/{name}.yaml")).collect();
    names.extend(yaml_files(files, "choices")?.into_iter().filter(|file| is_asked(file)));
    for file in yaml_files(files, "reference")?.into_iter().filter(|file| is_asked(file)) {
        names.push(file.replace(".yaml", ".csv"));
    }
    let mut hasher = Sha256::new();
    // A file that is not there has been told of by who needs it.
    for file in names.iter().filter(|file| files.has(file)) {
        // line ends differ between systems, the questionnaire does not
        let mut bytes = files.bytes(file)?;
        bytes.retain(|byte| *byte != b'\r');
        hasher.update(file.as_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    Ok(digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect())
}
