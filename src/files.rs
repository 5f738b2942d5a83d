// SPDX-License-Identifier: EUPL-1.2
//! The study's folder as everybody reads it: each text file once, in one way.
//!
//! A file that is not UTF-8, or longer than any text that somebody wrote, is a mistake with its
//! place, whatever it holds: YAML, SQL, Markdown or CSV. Only what the system refuses (no right to
//! read, a broken disk) is an error.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod picture;

pub use picture::PictureKind;

use crate::diag::{Code, Error, Finding, Mistakes, Place, TextSpan};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Longest text file that is read, in bytes: boundaries of all municipalities are far below it.
const LONGEST: usize = 64 << 20;
/// Folders within folders that are looked into.
const DEEPEST: usize = 8;

/// The files of a study, and the mistakes found in them so far.
#[derive(Debug)]
pub struct Files {
    root: PathBuf,
    /// Where the mistakes of all files gather.
    pub mistakes: Mistakes,
    /// The texts read so far; none for a file that is no text.
    texts: RefCell<BTreeMap<String, Option<Arc<str>>>>,
}

impl Files {
    /// The files of the study in `root`.
    pub fn new(root: &Path) -> Self {
        Files::telling(root, &Mistakes::default())
    }

    /// The files below `root`, whose mistakes are told among others.
    pub fn telling(root: &Path, mistakes: &Mistakes) -> Self {
        let (root, mistakes) = (root.to_owned(), mistakes.clone());
        Files { root, mistakes, texts: RefCell::default() }
    }

    /// The study's folder, for a message.
    pub fn root(&self) -> String {
        self.root.display().to_string()
    }

    /// Where a file is, for who reads it in another way than as text.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// Whether a file, wherever links lead, stands in the study's folder.
    pub fn is_inside(&self, file: &str) -> bool {
        // the folder in which the program runs is named by no letter
        let here = self.root.as_os_str().is_empty();
        let root = if here { Path::new(".") } else { self.root.as_path() };
        match (root.canonicalize().ok(), root.join(file).canonicalize().ok()) {
            (Some(root), Some(path)) => path.starts_with(root),
            _ => false,
        }
    }

    /// Whether there is such a file.
    pub fn has(&self, file: &str) -> bool {
        self.root.join(file).is_file()
    }

    /// The bytes of a file: no more than one that is longer than the longest, which is what it takes
    /// to say so. A device or a pipe, which may have no end or never begin, is not opened.
    ///
    /// # Errors
    ///
    /// A file that is not there or cannot be read, or no file at all.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>, Error> {
        let path = self.root.join(file);
        let failed = |error: std::io::Error| Error::io(&path, &error);
        if !std::fs::metadata(&path).map_err(failed)?.is_file() {
            return Err(Error::user("no-plain-file", &[("file", file)]));
        }
        let mut bytes = Vec::new();
        let opened = std::fs::File::open(&path).map_err(failed)?;
        opened.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    /// The text of a file, without the mark of its encoding; a mistake and none when it is no
    /// UTF-8 or too long.
    ///
    /// # Errors
    ///
    /// A file that is not there or cannot be read.
    pub fn text(&self, file: &str) -> Result<Option<Arc<str>>, Error> {
        if let Some(text) = self.texts.borrow().get(file) {
            return Ok(text.clone());
        }
        let bytes = self.bytes(file)?;
        let text = match decoded(file, &bytes) {
            Ok(text) => Some(text),
            Err(finding) => {
                self.mistakes.push(*finding);
                None
            }
        };
        self.texts.borrow_mut().insert(file.to_owned(), text.clone());
        Ok(text)
    }

    /// The text of a file that must be there; a missing one is a mistake too.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn needed(&self, file: &str) -> Result<Option<Arc<str>>, Error> {
        if self.has(file) {
            return self.text(file);
        }
        let place = Place::File(file.into());
        let finding = Finding::new(Code::FileMissing, place, &[("file", file)]);
        self.mistakes.push(finding);
        Ok(None)
    }

    /// The files right in a folder whose names have this ending, in order; none when there is no
    /// such folder. Hidden files are left out.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn list(&self, folder: &str, ending: &str) -> Result<Vec<String>, Error> {
        self.gather(folder, &[ending], 1)
    }

    /// The files of a folder and of those in it whose names have one of these endings, in order.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn all(&self, folder: &str, endings: &[&str]) -> Result<Vec<String>, Error> {
        self.gather(folder, endings, DEEPEST)
    }

    fn gather(&self, folder: &str, endings: &[&str], depth: usize) -> Result<Vec<String>, Error> {
        let path = self.root.join(folder);
        let mut found = Vec::new();
        if depth == 0 || !path.is_dir() {
            return Ok(found);
        }
        for entry in std::fs::read_dir(&path).map_err(|error| Error::io(&path, &error))? {
            let entry = entry.map_err(|error| Error::io(&path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let file = format!("{folder}/{name}");
            let ends = |ending: &&str| {
                name.strip_suffix(*ending).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
            };
            if entry.path().is_dir() {
                found.extend(self.gather(&file, endings, depth - 1)?);
            } else if !name.starts_with('.') && endings.iter().any(ends) {
                found.push(file);
            }
        }
        found.sort();
        Ok(found)
    }
}

/// Whether a file is one that systems and programs leave in folders, and nobody sends: `.DS_Store`,
/// `._modulo.xlsx`, `desktop.ini`, `Thumbs.db`, the lock of an open workbook.
pub fn is_of_system(name: &str) -> bool {
    const NAMES: [&str; 6] =
        ["desktop.ini", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "icon\r", "$recycle.bin"];
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || NAMES.contains(&lower.as_str())
        || lower.ends_with(":zone.identifier")
}

/// The text in these bytes, or what keeps them from being one.
fn decoded(file: &str, bytes: &[u8]) -> Result<Arc<str>, Box<Finding>> {
    if bytes.len() > LONGEST {
        let args = [("file", file), ("most", &*(LONGEST >> 20).to_string())];
        let place = Place::File(file.into());
        return Err(Box::new(Finding::new(Code::FileTooLong, place, &args)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).into()),
        Err(error) => {
            let (before, after) = bytes.split_at(error.valid_up_to().min(bytes.len()));
            Err(Box::new(not_utf8(file, before, after)))
        }
    }
}

/// The mistake at the first byte that is no UTF-8, in the line in which it stands.
fn not_utf8(file: &str, before: &[u8], after: &[u8]) -> Finding {
    let end = |byte: &u8| *byte == b'\n';
    let line = 1 + before.iter().filter(|byte| end(byte)).count();
    let start = before.rsplit(end).next().unwrap_or_default();
    let rest = after.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let start = String::from_utf8_lossy(start);
    let column = 1 + start.chars().count();
    let source: Arc<str> = format!("{start}{}", String::from_utf8_lossy(rest)).into();
    let span = TextSpan { file: file.into(), line, column, length: 1, source };
    Finding::new(Code::NotUtf8, Place::Text(span), &[("file", file)])
}
