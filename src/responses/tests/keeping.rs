// SPDX-License-Identifier: EUPL-1.2
use super::super::{Arrival, Fate, Imported, Understood, import, read_all};
use super::*;
use crate::datum::{Day, Origin};
use crate::diag::Error;
use std::path::Path;

/// Writes the blank form of a participant for a round into the inbox.
fn arrive(folder: &Folder, questionnaire: &Questionnaire, id: &str, round: &str) -> PathBuf {
    let participant = questionnaire.participant(id).unwrap();
    let layout = form::lay_out(questionnaire, participant, round);
    let bytes = form::write(questionnaire, &layout).unwrap();
    let path = folder.0.join(format!("Modulo «{id}» {round}.xlsx"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A day of July 2022.
fn day(day: i64) -> Day {
    Day::new(2022, 7, day).unwrap()
}

fn take(folder: &Folder, questionnaire: &Questionnaire, files: &[PathBuf]) -> Vec<Imported> {
    import(&folder.0, questionnaire, files, &Arrival::on(day(1), Origin::Returned)).unwrap()
}

fn kept(imported: &Imported) -> &Understood {
    match &imported.fate {
        Fate::Kept(understood) => understood,
        other => panic!("{other:?}"),
    }
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_kept_byte_for_byte_and_logged() {
    let (folder, questionnaire) = Folder::study();
    let path = arrive(&folder, &questionnaire, "alfa", "r1");
    let imported = take(&folder, &questionnaire, std::slice::from_ref(&path));
    let understood = kept(&imported[0]);
    assert_eq!((understood.participant.as_str(), understood.round.as_str()), ("alfa", "r1"));
    assert_eq!(understood.sections_answered(), 0);
    let original = std::fs::read(&path).unwrap();
    assert_eq!(std::fs::read(folder.0.join(&understood.file)).unwrap(), original);
    let log = std::fs::read_to_string(folder.0.join("responses/alfa/r1/log.yaml")).unwrap();
    assert!(log.contains("original_name: \"Modulo «alfa» r1.xlsx\"\n  received: \"2022-07-01\""));
    assert_eq!(files_in(&folder.0.join("responses/alfa/r1")).len(), 2);
}

#[test]
fn the_same_bytes_are_known_and_other_bytes_get_the_next_number() {
    let (folder, questionnaire) = Folder::study();
    let path = arrive(&folder, &questionnaire, "alfa", "r1");
    take(&folder, &questionnaire, std::slice::from_ref(&path));
    let again = take(&folder, &questionnaire, std::slice::from_ref(&path));
    assert!(matches!(again[0].fate, Fate::AlreadyThere(_)));
    assert_eq!(files_in(&folder.0.join("responses/alfa/r1")).len(), 2);
    // Bytes after the end of the package are no harm, but other bytes.
    let mut bytes = std::fs::read(&path).unwrap();
    let length = bytes.len();
    bytes[length - 2..].copy_from_slice(&1u16.to_le_bytes());
    bytes.push(b' ');
    std::fs::write(&path, bytes).unwrap();
    let other = take(&folder, &questionnaire, &[path]);
    assert!(kept(&other[0]).file.starts_with("responses/alfa/r1/02-"));
}

#[test]
fn a_file_that_cannot_be_taken_in_does_not_keep_the_others_out() {
    let (folder, questionnaire) = Folder::study();
    let mut other = questionnaire.clone();
    other.participants[0].id = "gamma".to_owned();
    let stranger = arrive(&folder, &other, "gamma", "r1");
    let late = arrive(&folder, &questionnaire, "alfa", "r9");
    let pdf = folder.0.join("modulo.xlsx");
    std::fs::write(&pdf, "%PDF-1.7 ...").unwrap();
    let gone = folder.0.join("non c'è.xlsx");
    let good = arrive(&folder, &questionnaire, "beta", "r2");
    let imported = take(&folder, &questionnaire, &[stranger, late, pdf, gone, good]);
    let errors: Vec<String> = imported
        .iter()
        .filter_map(|one| match &one.fate {
            Fate::Refused(Error::User { message, .. }) => Some(message.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(errors.len(), 4);
    for (error, words) in
        errors.iter().zip(["partecipante «gamma»", "rilevazione «r9»", "è un PDF", "non esiste"])
    {
        assert!(error.contains(words), "{error}");
    }
    assert_eq!(kept(&imported[4]).file.split('/').nth(2), Some("r2"));
    assert!(!folder.0.join("responses/gamma").exists());
}

#[test]
fn a_run_that_stopped_before_the_log_was_written_is_taken_up() {
    let (folder, questionnaire) = Folder::study();
    let path = arrive(&folder, &questionnaire, "alfa", "r1");
    take(&folder, &questionnaire, std::slice::from_ref(&path));
    std::fs::remove_file(folder.0.join("responses/alfa/r1/log.yaml")).unwrap();
    let imported = take(&folder, &questionnaire, &[path]);
    assert!(kept(&imported[0]).file.starts_with("responses/alfa/r1/01-"));
    assert_eq!(files_in(&folder.0.join("responses/alfa/r1")).len(), 2);
}

#[test]
fn a_log_with_mistakes_is_never_written_anew() {
    let (folder, questionnaire) = Folder::study();
    let path = arrive(&folder, &questionnaire, "alfa", "r1");
    take(&folder, &questionnaire, std::slice::from_ref(&path));
    let log = folder.0.join("responses/alfa/r1/log.yaml");
    let text = std::fs::read_to_string(&log).unwrap().replace("origin:", "orgin:");
    std::fs::write(&log, &text).unwrap();
    let path = arrive(&folder, &questionnaire, "alfa", "r1");
    let result = import(&folder.0, &questionnaire, &[path], &Arrival::on(day(2), Origin::Returned));
    assert!(matches!(result, Err(Error::Study(_))));
    assert_eq!(std::fs::read_to_string(&log).unwrap(), text);
}

#[test]
fn all_responses_are_read_one_a_participant() {
    let (folder, questionnaire) = Folder::study();
    assert!(read_all(&folder.0, &questionnaire).unwrap().value.is_empty());
    let files = [("alfa", "r1"), ("alfa", "r2"), ("beta", "r1")]
        .map(|(id, round)| arrive(&folder, &questionnaire, id, round));
    let note = Some("Trascritto dal documento");
    let arrival = Arrival { note, ..Arrival::on(day(1), Origin::Transcribed) };
    import(&folder.0, &questionnaire, &files, &arrival).unwrap();
    let noted = read_all(&folder.0, &questionnaire).unwrap();
    assert_eq!(codes(&noted.findings), [""; 0]);
    let of: Vec<(&str, &str)> = noted
        .value
        .iter()
        .map(|response| (&*response.stamp.participant, &*response.stamp.round))
        .collect();
    assert_eq!(of, [("alfa", "r2"), ("beta", "r1")]);
    assert_eq!(noted.value[0].note.as_deref(), note);
    let name = &noted.value[0].answers["s.name"];
    assert_eq!(name.state, State::Empty(Empty::NotInSource));
}

#[test]
fn a_kept_file_that_changed_or_went_is_an_error() {
    let (folder, questionnaire) = Folder::study();
    let files = ["r1", "r2"].map(|round| arrive(&folder, &questionnaire, "alfa", round));
    let imported = take(&folder, &questionnaire, &files);
    let (first, second) = (kept(&imported[0]), kept(&imported[1]));
    std::fs::remove_file(folder.0.join(&first.file)).unwrap();
    std::fs::copy(&files[0], folder.0.join(&second.file)).unwrap();
    std::fs::write(folder.0.join("responses/alfa/r2/appunti.txt"), "…").unwrap();
    std::fs::create_dir_all(folder.0.join("responses/zeta")).unwrap();
    std::fs::create_dir_all(folder.0.join("responses/arrivi")).unwrap();
    let noted = read_all(&folder.0, &questionnaire).unwrap();
    let mut found = codes(&noted.findings);
    found.sort();
    let expected = [
        "file-not-in-log",
        "folder-unknown",
        "kept-file-changed",
        "kept-file-elsewhere",
        "kept-file-missing",
    ];
    assert_eq!(found, expected);
}
