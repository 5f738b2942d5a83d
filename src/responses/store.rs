// SPDX-License-Identifier: EUPL-1.2
//! Keeps returned files under `responses/<participant>/<round>/` and reads them all.
//!
//! A kept file is the returned one byte for byte, under its number and the first digits of its
//! hash; nothing is ever written over. A file is put in place whole, then the log, whole: whatever
//! stops the program, nothing is there by half, and the same command can be given again.

use super::log::LOG_FILE;
use super::{Answered, Log, LogEntry, Origin, Response, read, stamp};
use crate::answers::{Empty, State};
use crate::diag::{Error, Finding, Noted, Place, Severity};
use crate::form::{self, Stamp};
use crate::questionnaire::{Participant, Questionnaire};
use crate::workbook;
use crate::yaml::Mistakes;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Folder of the kept files, below the study's.
const FOLDER: &str = "responses";
/// Folder in it where returned files may lie before they are taken in.
const INBOX: &str = "arrivi";

/// What became of one file that was to be taken in.
#[derive(Debug)]
pub struct Imported {
    /// The file as it was named.
    pub path: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It is kept now.
    Kept(Understood),
    /// The same bytes were kept before.
    AlreadyThere(Understood),
    /// It was not taken in.
    Refused(Error),
}

/// What was understood of a file.
#[derive(Debug)]
pub struct Understood {
    /// Id of the participant.
    pub participant: String,
    /// Id of the round.
    pub round: String,
    /// Path of the kept file from the study's folder, with `/`.
    pub file: String,
    /// How much of each section was answered.
    pub sections: Vec<Answered>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

impl Understood {
    /// Sections in which something was answered.
    pub fn sections_answered(&self) -> usize {
        self.sections.iter().filter(|section| section.answered > 0).count()
    }
}

/// Takes returned files in. Who sent each one stands inside it. One that cannot be taken in does
/// not keep the others from it.
pub fn import(
    root: &Path,
    questionnaire: &Questionnaire,
    files: &[PathBuf],
    received: &str,
    origin: Origin,
    note: Option<&str>,
) -> Result<Vec<Imported>, Error> {
    let about = About { received, origin, note };
    let one = |path: &PathBuf| match import_one(root, questionnaire, path, &about) {
        Ok(outcome) => Ok(Imported { path: path.clone(), outcome }),
        Err(Stop::File(error)) => {
            Ok(Imported { path: path.clone(), outcome: Outcome::Refused(error) })
        }
        Err(Stop::All(error)) => Err(error),
    };
    files.iter().map(one).collect()
}

/// What the log says besides what stands in the file.
struct About<'a> {
    received: &'a str,
    origin: Origin,
    note: Option<&'a str>,
}

/// Whether an error concerns one file or the place where all are kept.
enum Stop {
    File(Error),
    All(Error),
}

fn import_one(
    root: &Path,
    questionnaire: &Questionnaire,
    path: &Path,
    about: &About<'_>,
) -> Result<Outcome, Stop> {
    let shown = path.display().to_string();
    let bytes = workbook::read(path).map_err(Stop::File)?;
    let book = workbook::open_bytes(&shown, &bytes).map_err(Stop::File)?;
    let (participant, stamp) = who(questionnaire, &book, &shown).map_err(Stop::File)?;
    let folder = format!("{FOLDER}/{}/{}", stamp.participant, stamp.round);
    let mistakes = Mistakes::default();
    let mut log = Log::read(root, &folder, &mistakes).map_err(Stop::All)?;
    let mistakes = mistakes.take();
    if !mistakes.is_empty() {
        // A log that is not understood would be written anew without what it says.
        return Err(Stop::All(Error::Study(mistakes)));
    }
    let sha256 = hash(&bytes);
    let known = log.files.iter().find(|entry| entry.sha256 == sha256).map(|e| e.file.clone());
    let name = match &known {
        Some(name) => name.clone(),
        None => {
            let folder = root.join(&folder);
            let name = keep(&folder, &log, &bytes, &sha256, path).map_err(Stop::All)?;
            log.files.push(LogEntry {
                file: name.clone(),
                sha256,
                original_name: file_name(path),
                received: about.received.to_owned(),
                origin: about.origin,
                note: about.note.map(str::to_owned),
            });
            put(&folder.join(LOG_FILE), log.to_yaml().as_bytes()).map_err(Stop::All)?;
            name
        }
    };
    let file = format!("{folder}/{name}");
    let layout = form::lay_out(questionnaire, participant, &stamp.round);
    let Noted { value, findings } = read(questionnaire, &layout, &file, &book);
    let understood = Understood {
        participant: stamp.participant,
        round: stamp.round,
        file,
        sections: value.answered(questionnaire),
        findings,
    };
    Ok(match known {
        Some(_) => Outcome::AlreadyThere(understood),
        None => Outcome::Kept(understood),
    })
}

/// The participant and the stamp of a workbook of this study.
fn who<'a>(
    questionnaire: &'a Questionnaire,
    book: &workbook::Workbook,
    path: &str,
) -> Result<(&'a Participant, Stamp), Error> {
    let stamp = stamp(book).ok_or_else(|| Error::user("import-no-stamp", &[("path", path)]))?;
    let study = &questionnaire.study;
    if stamp.study != study.id {
        let args = [("path", path), ("found", stamp.study.as_str()), ("study", study.id.as_str())];
        return Err(Error::user("import-other-study", &args));
    }
    let Some(participant) = questionnaire.participant(&stamp.participant) else {
        let all: Vec<&str> = questionnaire.participants.iter().map(|p| p.id.as_str()).collect();
        let all = all.join(", ");
        let args = [("path", path), ("found", stamp.participant.as_str()), ("all", &all)];
        return Err(Error::user("import-unknown-participant", &args));
    };
    if !study.rounds.iter().any(|round| round.id == stamp.round) {
        let all: Vec<&str> = study.rounds.iter().map(|round| round.id.as_str()).collect();
        let all = all.join(", ");
        let args = [("path", path), ("found", stamp.round.as_str()), ("all", &all)];
        return Err(Error::user("import-unknown-round", &args));
    }
    Ok((participant, stamp))
}

/// Puts the bytes in the folder under a name of their own; returns the name.
fn keep(
    folder: &Path,
    log: &Log,
    bytes: &[u8],
    sha256: &str,
    path: &Path,
) -> Result<String, Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, &error))?;
    let ending = if workbook::is_ods(bytes) {
        "ods"
    } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsm")) {
        "xlsm"
    } else {
        "xlsx"
    };
    let digits = sha256.get(..8).unwrap_or(sha256);
    let present = names(folder)?;
    // Left by a run that was stopped before it could write the log.
    let left = present.iter().find(|name| {
        name.contains(digits)
            && !log.files.iter().any(|entry| entry.file == **name)
            && fs::read(folder.join(name)).is_ok_and(|found| found == bytes)
    });
    if let Some(name) = left {
        return Ok(name.clone());
    }
    let number = |name: &str| name.split('-').next().and_then(|digits| digits.parse::<u32>().ok());
    let used = present.iter().chain(log.files.iter().map(|entry| &entry.file));
    let next = used.filter_map(|name| number(name)).max().unwrap_or(0) + 1;
    let name = format!("{next:02}-{digits}.{ending}");
    let target = folder.join(&name);
    if target.exists() {
        return Err(Error::user("import-in-the-way", &[("path", &target.display().to_string())]));
    }
    put(&target, bytes)?;
    Ok(name)
}

/// Writes a file whole: beside its place, then by rename.
fn put(target: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = target.with_file_name(format!(".{}.tmp", file_name(target)));
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&beside)?;
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

fn names(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(Error::io(folder, &error)),
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter(|name| !name.starts_with('.')).collect())
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads what every participant has answered so far: one response a participant.
pub fn read_all(root: &Path, questionnaire: &Questionnaire) -> Result<Noted<Vec<Response>>, Error> {
    let mistakes = Mistakes::default();
    let mut findings = strangers(root, questionnaire)?;
    let mut responses = Vec::new();
    for participant in &questionnaire.participants {
        let mut files = Vec::new();
        for round in &questionnaire.study.rounds {
            let folder = format!("{FOLDER}/{}/{}", participant.id, round.id);
            let log = Log::read(root, &folder, &mistakes)?;
            findings.extend(unlogged(root, &folder, &log)?);
            for entry in log.files {
                let read = read_kept(root, questionnaire, participant, &round.id, &folder, &entry);
                match read? {
                    Ok(noted) => files.push(noted),
                    Err(finding) => findings.push(finding.of(&participant.id)),
                }
            }
        }
        if let Some(Noted { value, findings: noticed }) = combine(questionnaire, files) {
            responses.push(value);
            findings.extend(noticed);
        }
    }
    findings.extend(mistakes.take());
    crate::diag::sort(&mut findings);
    Ok(Noted { value: responses, findings })
}

/// What a participant's files say together, from the first to the last. For now the last one in
/// which anything is answered says all.
fn combine(
    questionnaire: &Questionnaire,
    mut files: Vec<Noted<Response>>,
) -> Option<Noted<Response>> {
    let answered = |noted: &Noted<Response>| {
        noted.value.answered(questionnaire).iter().any(|section| section.answered > 0)
    };
    let last = files.iter().rposition(answered).or(files.len().checked_sub(1))?;
    Some(files.swap_remove(last))
}

/// Reads one kept file; a finding when it is not as it was logged.
fn read_kept(
    root: &Path,
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    folder: &str,
    entry: &LogEntry,
) -> Result<Result<Noted<Response>, Finding>, Error> {
    let file = format!("{folder}/{}", entry.file);
    let path = root.join(&file);
    let place = || Place::File(file.as_str().into());
    let found =
        |code: &str, args: &[(&str, &str)]| Finding::new(code, Severity::Error, place(), args);
    if entry.file.contains(['/', '\\']) || !path.is_file() {
        return Ok(Err(found("kept-file-missing", &[("file", &entry.file)])));
    }
    let bytes = workbook::read(&path)?;
    let changed = hash(&bytes) != entry.sha256;
    let book = match workbook::open_bytes(&file, &bytes) {
        Ok(book) => book,
        Err(error) => {
            let why = error.to_string();
            return Ok(Err(found("kept-file-unreadable", &[("error", &why)])));
        }
    };
    let layout = form::lay_out(questionnaire, participant, round);
    let mut noted = read(questionnaire, &layout, &file, &book);
    if changed {
        let name = entry.file.as_str();
        noted.findings.push(found("kept-file-changed", &[("file", name)]).of(&participant.id));
    }
    let inside = std::mem::replace(&mut noted.value.stamp, layout.stamp);
    if inside.participant != participant.id || inside.round != round {
        let args = [("participant", inside.participant.as_str()), ("round", &inside.round)];
        noted.findings.push(found("kept-file-elsewhere", &args).of(&participant.id));
    }
    noted.value.origin = entry.origin;
    noted.value.note.clone_from(&entry.note);
    if entry.origin == Origin::Transcribed {
        for datum in noted.value.data_mut() {
            if datum.state == State::Empty(Empty::Blank) {
                datum.state = State::Empty(Empty::NotInSource);
            }
        }
    }
    Ok(Ok(noted))
}

/// Files in a round's folder that the log does not know.
fn unlogged(root: &Path, folder: &str, log: &Log) -> Result<Vec<Finding>, Error> {
    let names = names(&root.join(folder))?;
    let unknown = names
        .iter()
        .filter(|name| *name != LOG_FILE && !log.files.iter().any(|entry| entry.file == **name));
    let finding = |name: &String| {
        let place = Place::File(format!("{folder}/{name}").into());
        Finding::new("file-not-in-log", Severity::Warning, place, &[("file", name)])
    };
    Ok(unknown.map(finding).collect())
}

/// Folders of participants and rounds that the study does not have.
fn strangers(root: &Path, questionnaire: &Questionnaire) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut stranger = |folder: String| {
        let args = [("folder", folder.as_str())];
        let place = Place::File(folder.as_str().into());
        findings.push(Finding::new("folder-unknown", Severity::Warning, place, &args));
    };
    let base = root.join(FOLDER);
    for participant in folders(&base)? {
        if questionnaire.participant(&participant).is_none() {
            if participant != INBOX {
                stranger(format!("{FOLDER}/{participant}"));
            }
            continue;
        }
        for round in folders(&base.join(&participant))? {
            if !questionnaire.study.rounds.iter().any(|known| known.id == round) {
                stranger(format!("{FOLDER}/{participant}/{round}"));
            }
        }
    }
    Ok(findings)
}

fn folders(base: &Path) -> Result<Vec<String>, Error> {
    let names = names(base)?;
    Ok(names.into_iter().filter(|name| base.join(name).is_dir()).collect())
}
