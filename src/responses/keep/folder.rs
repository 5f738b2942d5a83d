// SPDX-License-Identifier: EUPL-1.2
//! The folder of a round: where it is, what lies in it, and how a file is put there.

use crate::diag::Error;
use crate::files;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Folder of the kept files, below the study's.
pub(super) const FOLDER: &str = "responses";

/// Folder of a participant's files of a round, from the study's folder, with `/`.
pub fn round_folder(participant: &str, round: &str) -> String {
    format!("{FOLDER}/{participant}/{round}")
}

/// Writes a file whole: beside its place, then by rename.
pub(super) fn put(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = target.with_file_name(format!(".{}.tmp", file_name(target)));
    let write = || -> std::io::Result<()> {
        // Left by a run that was stopped, or a link that leads elsewhere.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = fs::File::create_new(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, target)
    };
    write().map_err(|error| {
        // Nothing more can be done about what is left of it.
        let _ = fs::remove_file(&beside);
        Error::io(target, &error)
    })
}

pub(super) fn names(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(Error::io(folder, &error)),
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter(|name| !files::is_of_system(name)).collect())
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folders in a folder, in the order of their names.
pub(super) fn folders(base: &Path) -> Result<Vec<String>, Error> {
    let names = names(base)?;
    Ok(names.into_iter().filter(|name| base.join(name).is_dir()).collect())
}
