// SPDX-License-Identifier: EUPL-1.2
//! `sestante import`: takes returned files in.

use super::{Console, PERMIT, Status, arguments, day, study};
use sestante::datum::Origin;
use sestante::diag::{self, Error, Finding, Severity, Topic, clean, say, say_count, say_with};
use sestante::files::is_of_system;
use sestante::pipeline;
use sestante::questionnaire::Questionnaire;
use sestante::responses::{self, Arrival, Fate, Imported, Understood};
use std::fs;
use std::path::{Path, PathBuf};

/// Where returned files may lie before they are taken in.
pub(super) const INBOX: &str = "responses/arrivi";

/// Takes in the files named, or all of the inbox, and says what was understood of each.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Import,
    console: &mut Console,
) -> Result<Status, Error> {
    let questionnaire = sestante::study::questionnaire(root)?.value;
    let files = if wanted.files.is_empty() { inbox(root)? } else { sent(&wanted.files) };
    if files.is_empty() {
        console.aside(&say_with("cli-import-nothing", &[("path", INBOX)]));
        return Ok(Status::Done);
    }
    let received = wanted.received.unwrap_or_else(day::today);
    let today = day::today();
    if received > today {
        let args = [("day", &*received.short()), ("today", &today.short())];
        return Err(Error::user("cli-import-future", &args));
    }
    let note = wanted.transcribed.as_deref();
    let origin = if note.is_some() { Origin::Transcribed } else { Origin::Returned };
    let known: Vec<&str> = questionnaire.sections.iter().map(|s| s.id.as_str()).collect();
    if let Some(word) = wanted.sections.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(study::unknown("cli-unknown-section", word, &known));
    }
    let participant = match &wanted.participant {
        Some(name) => study::participants(&questionnaire, std::slice::from_ref(name))?,
        None => Vec::new(),
    };
    let arrival = Arrival {
        note,
        sections: &wanted.sections,
        participant: participant.first().map(|participant| participant.id.as_str()),
        round: wanted.round.as_deref(),
        despite_stamp: wanted.despite_stamp,
        ..Arrival::on(received, origin)
    };
    let mut imported = responses::import(root, &questionnaire, &files, &arrival)?;
    for one in &mut imported {
        // Each holds what was written: a file made to hurt is not kept in memory twice.
        if let Fate::Kept(known) | Fate::AlreadyThere(known) = &mut one.fate {
            known.findings.retain(|finding| finding.code.topic() == Topic::Whose);
            known.findings.shrink_to_fit();
        }
    }
    // What the checks say, and how a file stands to those before it, is known only from all of them.
    let said = pipeline::collect(root).map(|collected| collected.findings);
    let counted = said.as_deref().ok();
    let mut refused = 0;
    for one in &imported {
        match &one.fate {
            Fate::Kept(understood) => {
                console.line(&line("cli-import-kept", &questionnaire, one, understood, counted));
                if understood.sections_answered() == 0 {
                    console.aside(&say_with("cli-import-blank", &[("path", &shown(&one.path))]));
                }
                doubts(understood, console);
                clear(root, one, understood, console);
            }
            Fate::AlreadyThere(understood) => {
                console.line(&line("cli-import-known", &questionnaire, one, understood, counted));
                clear(root, one, understood, console);
            }
            Fate::Refused(error) => {
                refused += 1;
                console.line(&refusal(error));
            }
        }
    }
    if let Err(error) = &said {
        console.aside(&super::told(error));
        console.aside(&say("cli-import-uncounted"));
    }
    if refused > 0 {
        let args = [("n", &*refused.to_string()), ("of", &*imported.len().to_string())];
        let all = refused == imported.len();
        let key = if all { "cli-import-all-refused" } else { "cli-import-refused" };
        return Err(Error::user(key, &args));
    }
    if said.is_err() {
        return Ok(Status::Findings);
    }
    console.aside(&say("cli-import-next"));
    Ok(Status::Done)
}

/// The files named, without those that systems leave in a folder of which all were named.
fn sent(files: &[PathBuf]) -> Vec<PathBuf> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    // A lock says something: the file is still open.
    let left = |path: &&PathBuf| {
        name(path).is_some_and(|name| is_of_system(&name) && !name.starts_with("~$"))
    };
    let sent: Vec<PathBuf> = files.iter().filter(|path| !left(path)).cloned().collect();
    if sent.is_empty() { files.to_vec() } else { sent }
}

/// The files that wait to be taken in; not what systems leave there, nor links, nor the locks of
/// open workbooks.
pub(super) fn inbox(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = root.join(INBOX);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(&folder, &error)),
    };
    // A link may lead to a file that nobody sent; who means it can name it.
    let sent = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| !kind.is_symlink());
    let names = entries.filter_map(|entry| Some(entry.ok().filter(sent)?.file_name()));
    let waits = |name: &std::ffi::OsString| !is_of_system(&name.to_string_lossy());
    let mut files: Vec<PathBuf> = names.filter(waits).map(|name| folder.join(name)).collect();
    files.sort();
    Ok(files)
}

/// What was understood of a file, on one line.
fn line(
    key: &str,
    questionnaire: &Questionnaire,
    one: &Imported,
    understood: &Understood,
    said: Option<&[Finding]>,
) -> String {
    let name = questionnaire.participant(&understood.participant);
    let name = name.map_or(understood.participant.as_str(), |p| p.short.as_str());
    let answered: usize = understood.sections.iter().map(|section| section.answered).sum();
    let of = |finding: &&Finding| finding.participant.as_ref() == Some(&understood.participant);
    let findings = match said {
        Some(said) => {
            let standing = said.iter().filter(of).filter(|finding| finding.waived.is_none());
            let count = |severity| standing.clone().filter(|f| f.severity == severity).count();
            counts(count(Severity::Error), count(Severity::Warning))
        }
        None => say("cli-import-not-counted"),
    };
    let args: [(&str, &str); 8] = [
        ("path", &shown(&one.path)),
        ("participant", name),
        ("round", &understood.round),
        ("answered", &answered.to_string()),
        ("sections", &understood.sections_answered().to_string()),
        ("of", &understood.sections.len().to_string()),
        ("findings", &findings),
        ("file", &understood.file),
    ];
    say_with(key, &args)
}

/// Says at once what makes it doubtful whose a file is.
fn doubts(understood: &Understood, console: &Console) {
    for finding in &understood.findings {
        console.aside(diag::long(finding, PERMIT).trim_end());
    }
}

/// «1 errore, nessun avviso».
fn counts(errors: usize, warnings: usize) -> String {
    format!("{}, {}", say_count("summary-errors", errors), say_count("summary-warnings", warnings))
}

fn refusal(error: &Error) -> String {
    let (message, help) = match error {
        Error::User { message, help } => (message.clone(), help.clone()),
        Error::Study(_) => (error.to_string(), None),
    };
    let mut text = say_with("cli-import-not", &[("error", &clean(&message))]);
    if let Some(help) = help {
        text.push_str(&format!("\n  = {}: {}", say("word-help"), clean(&help)));
    }
    text
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

/// Takes a file out of the inbox once the same bytes are kept; leaves it, and says so, when not.
fn clear(root: &Path, one: &Imported, understood: &Understood, console: &Console) {
    let parent = one.path.parent().and_then(|folder| folder.canonicalize().ok());
    if parent.is_none() || parent != root.join(INBOX).canonicalize().ok() {
        return;
    }
    let same = match (fs::read(&one.path), fs::read(root.join(&understood.file))) {
        (Ok(came), Ok(kept)) => came == kept,
        _ => false,
    };
    if !same || fs::remove_file(&one.path).is_err() {
        console.aside(&say_with("cli-import-left", &[("path", &shown(&one.path))]));
    }
}
