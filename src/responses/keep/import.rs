// SPDX-License-Identifier: EUPL-1.2
//! Keeps returned files under `responses/<participant>/<round>/`.
//!
//! A kept file is the returned one byte for byte, under its number and the first digits of its
//! hash; nothing is ever written over. A file is put in place whole, then the log, whole: whatever
//! stops the program, nothing is there by half, and the same command can be given again.

use super::folder::{file_name, hash, names, put, round_folder};
use super::log::{Log, LogEntry};
use super::log_text::{self, Addition};
use super::read_form::read_form;
use crate::datum::{Day, Origin};
use crate::diag::{Error, Finding, Mistakes, Noted};
use crate::form;
use crate::form::Stamp;
use crate::questionnaire::{Participant, Questionnaire};
use crate::responses::find::stamps;
use crate::responses::read::read;
use crate::responses::response::Answered;
use crate::workbook;
use std::fs;
use std::path::{Path, PathBuf};

/// What became of one file that was to be taken in.
#[derive(Debug)]
pub struct Imported {
    /// The file as it was named.
    pub path: PathBuf,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a file.
#[derive(Debug)]
pub enum Fate {
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

/// What is said of files that arrive, besides what stands in them.
#[derive(Debug, Clone)]
pub struct Arrival<'a> {
    /// Day they were received.
    pub received: Day,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside every answer.
    pub note: Option<&'a str>,
    /// Sections whose answers are taken; all when empty.
    pub sections: &'a [String],
    /// Who sent them, when somebody says so.
    pub participant: Option<&'a str>,
    /// For which round, when a file does not say so itself.
    pub round: Option<&'a str>,
    /// Believe [`Arrival::participant`] rather than the file.
    pub despite_stamp: bool,
}

impl<'a> Arrival<'a> {
    /// Files of which nothing more is known.
    pub fn on(received: Day, origin: Origin) -> Self {
        Arrival {
            received,
            origin,
            note: None,
            sections: &[],
            participant: None,
            round: None,
            despite_stamp: false,
        }
    }
}

/// Takes returned files in. Who sent each one stands inside it, or is said of all. One that cannot be
/// taken in does not keep the others from it.
pub fn import(
    root: &Path,
    questionnaire: &Questionnaire,
    files: &[PathBuf],
    arrival: &Arrival<'_>,
) -> Result<Vec<Imported>, Error> {
    let one = |path: &PathBuf| match import_one(root, questionnaire, path, arrival) {
        Ok(fate) => Ok(Imported { path: path.clone(), fate }),
        Err(Stop::File(error)) => Ok(Imported { path: path.clone(), fate: Fate::Refused(error) }),
        Err(Stop::All(error)) => Err(error),
    };
    files.iter().map(one).collect()
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
    arrival: &Arrival<'_>,
) -> Result<Fate, Stop> {
    let shown = path.display().to_string();
    let bytes = workbook::read(path).map_err(Stop::File)?;
    let book = workbook::open_bytes(&shown, &bytes).map_err(Stop::File)?;
    let whose = who(questionnaire, &book, &shown, arrival).map_err(Stop::File)?;
    let Whose { participant, round, stamped } = whose;
    if stamps::read(questionnaire, &book).is_none() {
        let layout = form::lay_out(questionnaire, participant, &round);
        let found = read(questionnaire, &layout, &shown, &book).value;
        if found.answers.is_empty() && found.tables.is_empty() && found.grids.is_empty() {
            return Err(Stop::File(Error::user("import-no-question", &[("path", &shown)])));
        }
    }
    let folder = round_folder(&participant.id, &round);
    let mistakes = Mistakes::default();
    let log = Log::read(root, &folder, &mistakes).map_err(Stop::All)?;
    let mistakes = mistakes.take();
    if !mistakes.is_empty() {
        return Err(Stop::All(Error::Study(mistakes)));
    }
    let sha256 = hash(&bytes);
    let known = log.files.iter().find(|entry| entry.sha256 == sha256).cloned();
    let entry = match &known {
        Some(entry) => entry.clone(),
        None => {
            let name = keep(&root.join(&folder), &log, &bytes, &sha256, path).map_err(Stop::All)?;
            let entry = LogEntry {
                file: name,
                sha256,
                original_name: file_name(path),
                received: Some(arrival.received),
                origin: arrival.origin,
                note: arrival.note.map(str::to_owned),
                sections: arrival.sections.to_vec(),
                stamped,
            };
            log_text::add(root, &folder, &[Addition::File(entry.clone())]).map_err(Stop::All)?;
            entry
        }
    };
    let file = format!("{folder}/{}", entry.file);
    let Noted { value, findings } =
        read_form(questionnaire, participant, &round, &file, &book, &entry);
    let understood = Understood {
        participant: participant.id.clone(),
        round,
        file,
        sections: value.answered(questionnaire),
        findings,
    };
    Ok(match known {
        Some(_) => Fate::AlreadyThere(understood),
        None => Fate::Kept(understood),
    })
}

/// Whose a workbook is.
struct Whose<'a> {
    participant: &'a Participant,
    round: String,
    /// The participant that the workbook names, when it is another one.
    stamped: Option<String>,
}

/// The participant and the round of a workbook of this study.
fn who<'a>(
    questionnaire: &'a Questionnaire,
    book: &workbook::Workbook,
    path: &str,
    arrival: &Arrival<'_>,
) -> Result<Whose<'a>, Error> {
    let rounds: Vec<&str> = questionnaire.study.rounds.iter().map(|r| r.id.as_str()).collect();
    let stamp = stamps::read(questionnaire, book);
    let inside = match (&stamp, arrival.participant) {
        (Some(stamp), _) => stamp.clone(),
        (None, Some(participant)) => {
            let round = arrival.round.or(rounds.last().copied()).unwrap_or_default();
            unstamped(questionnaire, participant, round)
        }
        (None, None) => return Err(Error::user("import-no-stamp", &[("path", path)])),
    };
    let study = &questionnaire.study;
    if inside.study != study.id {
        let args = [("path", path), ("found", inside.study.as_str()), ("study", study.id.as_str())];
        return Err(Error::user("import-other-study", &args));
    }
    let said = arrival.participant.unwrap_or(&inside.participant);
    if said != inside.participant && !arrival.despite_stamp {
        let args = [("path", path), ("found", inside.participant.as_str()), ("said", said)];
        return Err(Error::user("import-other-participant", &args));
    }
    let Some(participant) = questionnaire.participant(said) else {
        let all: Vec<&str> = questionnaire.participants.iter().map(|p| p.id.as_str()).collect();
        let all = all.join(", ");
        let args = [("path", path), ("found", said), ("all", &all)];
        return Err(Error::user("import-unknown-participant", &args));
    };
    let round = arrival.round.unwrap_or(&inside.round);
    if !rounds.contains(&round) {
        let all = rounds.join(", ");
        let args = [("path", path), ("found", round), ("all", &all)];
        return Err(Error::user("import-unknown-round", &args));
    }
    if round != inside.round && !arrival.despite_stamp {
        let args = [("path", path), ("found", inside.round.as_str()), ("said", round)];
        return Err(Error::user("import-other-round", &args));
    }
    let other = said != inside.participant || round != inside.round;
    let stamped = other.then(|| inside.participant.clone());
    Ok(Whose { participant, round: round.to_owned(), stamped })
}

/// The stamp of a form that has lost its own.
fn unstamped(questionnaire: &Questionnaire, participant: &str, round: &str) -> Stamp {
    Stamp {
        study: questionnaire.study.id.clone(),
        version: questionnaire.study.version.clone(),
        hash: questionnaire.hash.clone(),
        participant: participant.to_owned(),
        round: round.to_owned(),
    }
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
    let macros = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsm"));
    let ending = match workbook::ending(bytes) {
        "xlsx" if macros => "xlsm",
        ending => ending,
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
