// SPDX-License-Identifier: EUPL-1.2
//! Reads what every participant has returned in every round.
//!
//! 1. Each kept file is read by its form's layout, and compared with what the log says of it.
//! 2. The answers of a round's files are put together, then the log's corrections.
//! 3. Files with the same answers are noticed, in a round and between participants.
//!
//! Of a participant's rounds the last with an answer stands ([`standing`]); the others are there
//! to be compared with it.

use super::folder::{FOLDER, folders, hash, names, round_folder};
use super::log::{LOG_FILE, Log, LogEntry, Waiver};
use super::read_form::read_form;
use super::returned::{KeptFile, Returned, standing};
use super::waive::plain_cell;
use super::{alike, correct, union};
use crate::diag::{Code, Error, Finding, Mistakes, Noted, Place};
use crate::questionnaire::{Participant, Questionnaire};
use crate::responses::response::Response;
use crate::workbook;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Folder in which returned files may lie before they are taken in.
const INBOX: &str = "arrivi";

/// Reads what every participant has answered so far: one response a participant.
pub fn read_all(root: &Path, questionnaire: &Questionnaire) -> Result<Noted<Vec<Response>>, Error> {
    let Noted { value: returned, mut findings } = read_rounds(root, questionnaire)?;
    let mut responses = Vec::new();
    for one in standing(questionnaire, &returned) {
        responses.extend(one.response.as_deref().cloned());
        findings.extend(one.findings.iter().cloned());
    }
    crate::diag::sort(&mut findings);
    Ok(Noted { value: responses, findings })
}

/// Reads all rounds of all participants, in the study's order; the findings are those that belong
/// to no round: files that cannot be read, strange folders, mistakes in the logs.
pub fn read_rounds(
    root: &Path,
    questionnaire: &Questionnaire,
) -> Result<Noted<Vec<Returned>>, Error> {
    let mistakes = Mistakes::default();
    let mut findings = strangers(root, questionnaire)?;
    let mut logs = Vec::new();
    for participant in &questionnaire.participants {
        for round in &questionnaire.study.rounds {
            let folder = round_folder(&participant.id, &round.id);
            let log = Log::read(root, &folder, &mistakes)?;
            findings.extend(unlogged(root, &folder, &log)?);
            if log != Log::default() {
                logs.push((participant, round.id.as_str(), log));
            }
        }
    }
    // Side by side; a workbook is let go as soon as its answers are known.
    let read: Vec<Result<Noted<Returned>, Error>> = logs
        .into_par_iter()
        .map(|(participant, round, log)| read_round(root, questionnaire, participant, round, log))
        .collect();
    let mut all = Vec::new();
    for noted in read {
        let noted = noted?;
        all.push(noted.value);
        findings.extend(noted.findings);
    }
    alike::between_participants(questionnaire, &mut all);
    findings.extend(mistakes.take());
    crate::diag::sort(&mut findings);
    Ok(Noted { value: all, findings })
}

/// Folder of the log with what the study team decided about the report as a whole.
pub const DECISIONS: &str = FOLDER;

/// Reads what the study team decided about the report as a whole: `responses/log.yaml`.
///
/// # Errors
///
/// A file that cannot be read.
pub fn decisions(root: &Path) -> Result<Noted<Log>, Error> {
    let mistakes = Mistakes::default();
    let value = Log::read(root, DECISIONS, &mistakes)?;
    Ok(Noted { value, findings: mistakes.take() })
}

/// Reads the files of a round; the findings are about those that cannot be read.
fn read_round(
    root: &Path,
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    log: Log,
) -> Result<Noted<Returned>, Error> {
    let mut findings = Vec::new();
    let mut files = Vec::new();
    for entry in &log.files {
        match read_kept(root, questionnaire, participant, round, entry)? {
            Ok(file) => files.push(file),
            Err(finding) => findings.push(finding.by(&participant.id)),
        }
    }
    Ok(Noted { value: together(questionnaire, participant, round, log, files), findings })
}

/// What the files of a round say together.
fn together(
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    log: Log,
    files: Vec<KeptFile>,
) -> Returned {
    let mut findings = Vec::new();
    let mut response = union::unite(questionnaire, &log, &files, &mut findings);
    alike::in_a_round(questionnaire, &files, &mut findings);
    if let Some(response) = response.as_mut().filter(|_| !log.corrections.is_empty()) {
        let file = format!("{}/{LOG_FILE}", round_folder(&participant.id, round));
        correct::apply(questionnaire, &file, &log, Arc::make_mut(response), &mut findings);
    }
    if let Some(response) = response.as_mut().filter(|_| !log.waivers.is_empty()) {
        Arc::make_mut(response).confirmed = log.waivers.iter().filter_map(confirmed).collect();
    }
    let findings: Vec<Finding> = findings.into_iter().map(|f| f.by(&participant.id)).collect();
    Returned {
        participant: participant.id.clone(),
        round: round.to_owned(),
        log,
        files,
        response,
        findings,
    }
}

/// The cell whose value a waiver confirms though it is beyond its limits, with that value: a waiver
/// that names the cell.
fn confirmed(waiver: &Waiver) -> Option<(String, Option<String>)> {
    let of_limits = [Code::OutOfRange, Code::BelowRange, Code::AboveRange];
    let confirms = of_limits.iter().any(|code| *code == *waiver.code);
    let cell = waiver.cell.as_deref().filter(|_| confirms)?;
    Some((plain_cell(cell), waiver.value.clone()))
}

/// Reads one kept file; a finding when it cannot be read.
fn read_kept(
    root: &Path,
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    entry: &LogEntry,
) -> Result<Result<KeptFile, Finding>, Error> {
    let file = format!("{}/{}", round_folder(&participant.id, round), entry.file);
    let path = root.join(&file);
    let found = |code: Code, args: &[(&'static str, &str)]| {
        Finding::new(code, Place::File(file.as_str().into()), args)
    };
    if entry.file.contains(['/', '\\']) || !path.is_file() {
        return Ok(Err(found(Code::KeptFileMissing, &[("file", &entry.file)])));
    }
    let bytes = workbook::read(&path)?;
    let book = match workbook::open_bytes(&file, &bytes) {
        Ok(book) => book,
        Err(error) => {
            let why = error.to_string();
            return Ok(Err(found(Code::KeptFileUnreadable, &[("error", &why)])));
        }
    };
    let Noted { value: response, mut findings } =
        read_form(questionnaire, participant, round, &file, &book, entry);
    if hash(&bytes) != entry.sha256 {
        let changed = found(Code::KeptFileChanged, &[("file", &entry.file)]);
        findings.push(changed.by(&participant.id));
    }
    Ok(Ok(KeptFile { entry: entry.clone(), response: Arc::new(response), findings }))
}

/// Files in a round's folder that the log does not know.
fn unlogged(root: &Path, folder: &str, log: &Log) -> Result<Vec<Finding>, Error> {
    let names = names(&root.join(folder))?;
    let unknown = names
        .iter()
        .filter(|name| *name != LOG_FILE && !log.files.iter().any(|entry| entry.file == **name));
    let finding = |name: &String| {
        let place = Place::File(format!("{folder}/{name}").into());
        Finding::new(Code::FileNotInLog, place, &[("file", name)])
    };
    Ok(unknown.map(finding).collect())
}

/// Folders of participants and rounds that the study does not have.
fn strangers(root: &Path, questionnaire: &Questionnaire) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    let mut stranger = |folder: String| {
        let args = [("folder", folder.as_str())];
        let place = Place::File(folder.as_str().into());
        findings.push(Finding::new(Code::FolderUnknown, place, &args));
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
