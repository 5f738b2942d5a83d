// SPDX-License-Identifier: EUPL-1.2
//! Reads what every participant has returned in every round.
//!
//! 1. Each kept file is read by its form's layout, and compared with what the log says of it.
//! 2. The answers of a round's files are put together, then the log's corrections.
//! 3. Files with the same answers are noticed, in a round and between participants.
//!
//! Of a participant's rounds the last with an answer stands ([`standing`]); the others are there
//! to be compared with it.

use super::keep::{self, FOLDER, hash, names, round_folder};
use super::log::LOG_FILE;
use super::{Log, LogEntry, Response, alike, correct, moved, read, stamps, union};
use crate::datum::{Empty, Origin, State};
use crate::diag::{Code, Error, Finding, Mistakes, Noted, Place};
use crate::form::{self, FormLayout};
use crate::locale::fold;
use crate::questionnaire::{Participant, Questionnaire};
use crate::workbook::{self, Workbook};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Folder in which returned files may lie before they are taken in.
const INBOX: &str = "arrivi";

/// One kept file as it was read.
#[derive(Debug, Clone)]
pub struct KeptFile {
    /// What the log says of it.
    pub entry: LogEntry,
    /// What it says.
    pub response: Arc<Response>,
    /// What was noticed in it.
    pub findings: Vec<Finding>,
}

/// What a participant has returned for a round.
#[derive(Debug, Clone)]
pub struct Returned {
    /// Id of the participant.
    pub participant: String,
    /// Id of the round.
    pub round: String,
    /// The log beside the files.
    pub log: Log,
    /// The files that can be read, in the order in which they came.
    pub files: Vec<KeptFile>,
    /// What they say together, corrected; none when there is no file.
    pub response: Option<Arc<Response>>,
    /// What was noticed in them.
    pub findings: Vec<Finding>,
}

impl Returned {
    /// Whether anything is answered.
    pub fn is_answered(&self, questionnaire: &Questionnaire) -> bool {
        self.response.as_ref().is_some_and(|response| answered(response, questionnaire))
    }
}

fn answered(response: &Response, questionnaire: &Questionnaire) -> bool {
    response.answered(questionnaire).iter().any(|section| section.answered > 0)
}

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

/// Of each participant the last round in which anything is answered, or the last with a file.
pub fn standing<'a>(questionnaire: &Questionnaire, returned: &'a [Returned]) -> Vec<&'a Returned> {
    let of = |participant: &Participant| {
        let own = || {
            let files = returned.iter().filter(|one| one.response.is_some());
            files.filter(|one| one.participant == participant.id)
        };
        own().rfind(|one| one.is_answered(questionnaire)).or_else(|| own().next_back())
    };
    questionnaire.participants.iter().filter_map(of).collect()
}

/// What the participant answered in the last round before this one in which it answered at all.
pub fn previous<'a>(
    questionnaire: &Questionnaire,
    all: &'a [Returned],
    one: &Returned,
) -> Option<&'a Returned> {
    let rounds = &questionnaire.study.rounds;
    let number = |id: &str| rounds.iter().position(|round| round.id == id);
    let before = |other: &&Returned| {
        other.participant == one.participant && number(&other.round) < number(&one.round)
    };
    all.iter().filter(before).rfind(|other| other.is_answered(questionnaire))
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

/// Reads a workbook as the form of a participant for a round, of whatever version, and compares
/// what it says of itself with what the log says of it.
pub(super) fn read_form(
    questionnaire: &Questionnaire,
    participant: &Participant,
    round: &str,
    file: &str,
    book: &Workbook,
    entry: &LogEntry,
) -> Noted<Response> {
    let layout = form::lay_out(questionnaire, participant, round);
    let Noted { value: mut response, mut findings } =
        read_version(questionnaire, participant, &layout, file, book);
    stamps::compare(questionnaire, book, &response, &mut findings);
    let place = || Place::File(file.into());
    if let Some(stamp) = stamps::read(questionnaire, book) {
        response.stamp = stamp;
    }
    let inside = std::mem::replace(&mut response.stamp, layout.stamp);
    if inside.participant != participant.id || inside.round != round {
        let args = [("participant", inside.participant.as_str()), ("round", &inside.round)];
        let known = entry.stamped.as_deref() == Some(inside.participant.as_str());
        findings.push(match known {
            true => Finding::new(Code::FormOfAnother, place(), &args),
            false => Finding::new(Code::KeptFileElsewhere, place(), &args),
        });
    }
    if let Some(other) = named_after(questionnaire, participant, &entry.original_name) {
        let args = [("name", entry.original_name.as_str()), ("other", &other.short)];
        findings.push(Finding::new(Code::FileNameOfAnother, place(), &args));
    }
    response.origin = entry.origin;
    response.note.clone_from(&entry.note);
    if entry.origin == Origin::Transcribed {
        for datum in response.data_mut() {
            if datum.state == State::Empty(Empty::Blank) {
                datum.state = State::Empty(Empty::NotInSource);
            }
        }
    }
    let findings = findings.into_iter().map(|finding| finding.by(&participant.id)).collect();
    Noted { value: response, findings }
}

/// Reads a form of this version of the questionnaire, or of another.
fn read_version(
    questionnaire: &Questionnaire,
    participant: &Participant,
    layout: &FormLayout,
    file: &str,
    book: &Workbook,
) -> Noted<Response> {
    let other = stamps::stamp(book).is_some_and(|stamp| stamp.hash != layout.stamp.hash);
    let printed = other.then(|| moved::as_printed(questionnaire, file, book)).flatten();
    let Some(printed) = printed else { return read(questionnaire, layout, file, book) };
    let layout = form::lay_out(&printed.questionnaire, participant, &layout.stamp.round);
    let mut noted = read(&printed.questionnaire, &layout, file, book);
    moved::settle(questionnaire, &printed.questionnaire, &mut noted.value);
    noted.findings.extend(printed.findings);
    noted
}

/// Another participant whose form has the name that a file came under: «pu-study_def2 (1).xlsx».
fn named_after<'a>(
    questionnaire: &'a Questionnaire,
    participant: &Participant,
    name: &str,
) -> Option<&'a Participant> {
    let name = fold(name);
    let begins = |other: &&Participant| {
        name.starts_with(&fold(&format!("{}-{}", other.id, questionnaire.study.id)))
    };
    questionnaire.participants.iter().filter(|other| other.id != participant.id).find(begins)
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
    for participant in keep::folders(&base)? {
        if questionnaire.participant(&participant).is_none() {
            if participant != INBOX {
                stranger(format!("{FOLDER}/{participant}"));
            }
            continue;
        }
        for round in keep::folders(&base.join(&participant))? {
            if !questionnaire.study.rounds.iter().any(|known| known.id == round) {
                stranger(format!("{FOLDER}/{participant}/{round}"));
            }
        }
    }
    Ok(findings)
}
