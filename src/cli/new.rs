//! `sestante new`: a small study that works, to begin from.

use super::{Console, Status, arguments};
use sestante::diag::{Error, say_with};
use sestante::export;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of the study, from `assets/new/`; a test finds one that is missing here.
const FILES: [(&str, &str); 0] = [];

/// Makes the folder with the study in it: whole, or not at all.
pub(super) fn run(wanted: &arguments::New, console: &mut Console) -> Result<Status, Error> {
    let folder = &wanted.folder;
    let shown = folder.display().to_string();
    refuse_what_is_there(folder, &shown)?;
    let beside = beside(folder, &shown)?;
    let made = fill(&beside).and_then(|()| {
        // an empty folder makes way; one that has been filled meanwhile does not
        let _ = fs::remove_dir(folder);
        fs::rename(&beside, folder).map_err(|error| Error::io(folder, &error))
    });
    if made.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    made?;
    console.line(&shown);
    console.aside(&say_with("cli-new-next", &[("path", &shown)]));
    Ok(Status::Done)
}

fn refuse_what_is_there(folder: &Path, shown: &str) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Error::user("cli-new-not-empty", &[("path", shown)])),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(_) if folder.exists() => Err(Error::user("cli-new-is-file", &[("path", shown)])),
        Err(error) => Err(Error::io(folder, &error)),
    }
}

/// A folder of another name in the same place, made anew.
fn beside(folder: &Path, shown: &str) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(folder).map_err(|error| Error::io(folder, &error))?;
    let name = absolute.file_name();
    let name = name.ok_or_else(|| Error::user("cli-new-not-empty", &[("path", shown)]))?;
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(".part");
    let beside = absolute.with_file_name(beside);
    if beside.exists() {
        // left by a run that was cut off
        fs::remove_dir_all(&beside).map_err(|error| Error::io(&beside, &error))?;
    }
    Ok(beside)
}

fn fill(folder: &Path) -> Result<(), Error> {
    FILES.iter().try_for_each(|(name, text)| export::place(&folder.join(name), text.as_bytes()))
}
