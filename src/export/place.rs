// SPDX-License-Identifier: EUPL-1.2
//! Writing a file so that it is either the old one or the new one, never half of it.

use crate::diag::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the bytes beside the file under another name, has the system store them, and gives
/// them the file's name. On any failure the old file stays as it was and nothing else is left.
///
/// Missing folders are made.
pub fn place(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path.is_dir() {
        return Err(Error::user("io-is-folder", &[("path", &path.display().to_string())]));
    }
    let partial = partial(path).map_err(|error| Error::io(path, &error))?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Error::io(folder, &error))?;
    }
    let written = write(&partial, bytes).and_then(|()| fs::rename(&partial, path));
    if let Err(error) = written {
        // What cannot be removed was most likely never made; the first error is the one to tell.
        let _ = fs::remove_file(&partial);
        return Err(Error::io(path, &error));
    }
    sync_folder(path);
    Ok(())
}

/// `.report.html.part` beside `report.html`: always the same, so that a run that was cut off
/// leaves at most one such file and the next run takes it away.
fn partial(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    let mut partial = std::ffi::OsString::from(".");
    partial.push(name);
    partial.push(".part");
    Ok(path.with_file_name(partial))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Never through a link that somebody left under this name.
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Has the new name stored too, where folders can be opened; the file itself is safe already.
fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("sestante-place-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry.unwrap().file_name().to_string_lossy().into_owned()
        };
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = folder("replace");
        let path = folder.join("deep/er/report.html");
        place(&path, b"one").unwrap();
        fs::write(folder.join("deep/er/.report.html.part"), "cut off").unwrap();
        place(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(&folder.join("deep/er")), ["report.html"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_under_the_name_stays_and_is_reported() {
        let folder = folder("is-folder");
        let path = folder.join("report.html");
        fs::create_dir(&path).unwrap();
        let error = place(&path, b"one").unwrap_err();
        assert!(error.to_string().contains("cartella"), "{error}");
        assert_eq!(names(&folder), ["report.html"]);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_failure_leaves_the_old_file() {
        let folder = folder("old");
        let path = folder.join("report.html");
        place(&path, b"old").unwrap();
        // A folder under the partial name makes the writing fail, for root as well.
        fs::create_dir(folder.join(".report.html.part")).unwrap();
        assert!(place(&path, b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert!(place(&folder.join("report.html/below.html"), b"x").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"old");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_link_under_the_partial_name_is_not_followed() {
        let folder = folder("link");
        let other = folder.join("other.txt");
        fs::write(&other, "mine").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&other, folder.join(".report.html.part")).unwrap();
        place(&folder.join("report.html"), b"one").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"mine");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_path_without_a_file_name_is_an_error() {
        assert!(place(Path::new(""), b"x").is_err());
        assert!(place(Path::new("/"), b"x").is_err());
        assert!(place(Path::new(".."), b"x").is_err());
    }
}
