// SPDX-License-Identifier: EUPL-1.2
//! `sestante new`: a small study that works, to begin from.

use super::{Console, Status, arguments};
use sestante::diag::{Error, say_with};
use sestante::export;
use std::fs;
use std::path::Path;

/// The files of the study, from `assets/new/`; a test finds one that is missing here. Names that git
/// would follow inside this repository stand there without their dot.
const FILES: [(&str, &str); 20] = [
    (".gitignore", include_str!("../../assets/new/gitignore")),
    ("LEGGIMI.md", include_str!("../../assets/new/LEGGIMI.md")),
    ("output/.gitignore", include_str!("../../assets/new/output/gitignore")),
    (
        "questionnaire/activities.yaml",
        include_str!("../../assets/new/questionnaire/activities.yaml"),
    ),
    ("questionnaire/checks.yaml", include_str!("../../assets/new/questionnaire/checks.yaml")),
    (
        "questionnaire/choices/activity_kind.yaml",
        include_str!("../../assets/new/questionnaire/choices/activity_kind.yaml"),
    ),
    (
        "questionnaire/choices/age.yaml",
        include_str!("../../assets/new/questionnaire/choices/age.yaml"),
    ),
    (
        "questionnaire/choices/management.yaml",
        include_str!("../../assets/new/questionnaire/choices/management.yaml"),
    ),
    (
        "questionnaire/choices/residence.yaml",
        include_str!("../../assets/new/questionnaire/choices/residence.yaml"),
    ),
    (
        "questionnaire/choices/space.yaml",
        include_str!("../../assets/new/questionnaire/choices/space.yaml"),
    ),
    (
        "questionnaire/codings/activity_kind.yaml",
        include_str!("../../assets/new/questionnaire/codings/activity_kind.yaml"),
    ),
    ("questionnaire/library.yaml", include_str!("../../assets/new/questionnaire/library.yaml")),
    (
        "questionnaire/participants.yaml",
        include_str!("../../assets/new/questionnaire/participants.yaml"),
    ),
    ("questionnaire/study.yaml", include_str!("../../assets/new/questionnaire/study.yaml")),
    (
        "report-templates/chapters/activities.md",
        include_str!("../../assets/new/report-templates/chapters/activities.md"),
    ),
    (
        "report-templates/chapters/libraries.md",
        include_str!("../../assets/new/report-templates/chapters/libraries.md"),
    ),
    ("report-templates/claims.yaml", include_str!("../../assets/new/report-templates/claims.yaml")),
    (
        "report-templates/comparisons/main.yaml",
        include_str!("../../assets/new/report-templates/comparisons/main.yaml"),
    ),
    ("report-templates/report.yaml", include_str!("../../assets/new/report-templates/report.yaml")),
    ("responses/arrivi/.gitkeep", include_str!("../../assets/new/responses/arrivi/gitkeep")),
];

/// Where the files wait until all are written.
const WAITING: &str = ".sestante-new.part";

/// Makes the folder with the study in it: whole, or not at all.
pub(super) fn run(wanted: &arguments::New, console: &mut Console) -> Result<Status, Error> {
    let folder = &wanted.folder;
    let shown = folder.display().to_string();
    refuse_what_is_there(folder, &shown)?;
    let existed = folder.is_dir();
    let waiting = folder.join(WAITING);
    let made = fill(&waiting).and_then(|()| move_up(&waiting, folder));
    if made.is_err() {
        // the error of the writing is the one to tell
        let _ = fs::remove_dir_all(&waiting);
        if !existed {
            let _ = fs::remove_dir(folder);
        }
    }
    made?;
    console.line(&shown);
    console.aside(&say_with("cli-new-next", &[("path", &shown)]));
    Ok(Status::Done)
}

fn refuse_what_is_there(folder: &Path, shown: &str) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            let left = |entry: &std::io::Result<fs::DirEntry>| {
                entry.as_ref().is_ok_and(|entry| entry.file_name() == WAITING)
            };
            match entries.filter(|entry| !left(entry)).count() {
                0 => Ok(()),
                _ => Err(Error::user("cli-new-not-empty", &[("path", shown)])),
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(_) if folder.exists() => Err(Error::user("cli-new-is-file", &[("path", shown)])),
        Err(error) => Err(Error::io(folder, &error)),
    }
}

fn fill(folder: &Path) -> Result<(), Error> {
    FILES.iter().try_for_each(|(name, text)| export::place(&folder.join(name), text.as_bytes()))
}

/// Moves everything in a folder to the folder above, and removes it.
fn move_up(waiting: &Path, folder: &Path) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error::io(folder, &error);
    for entry in fs::read_dir(waiting).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        fs::rename(entry.path(), folder.join(entry.file_name())).map_err(failed)?;
    }
    fs::remove_dir(waiting).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }

    #[test]
    fn every_file_of_the_new_study_is_in_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/new");
        let mut found = Vec::new();
        files(&folder, &mut found);
        for path in &found {
            let text = fs::read_to_string(path).unwrap();
            let end = path.file_name().unwrap().to_string_lossy().into_owned();
            let known = FILES.iter().any(|(name, own)| name.ends_with(&end) && *own == text);
            assert!(known, "{}", path.display());
        }
        assert_eq!(found.len(), FILES.len());
    }
}
