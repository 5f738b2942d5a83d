// SPDX-License-Identifier: EUPL-1.2
//! Reads one returned workbook as the form of a participant, of whatever version, and compares what
//! it says of itself with what the log says of it.

use super::log::LogEntry;
use crate::datum::{Empty, Origin, State};
use crate::diag::{Code, Finding, Noted, Place};
use crate::form::{self, FormLayout};
use crate::locale::fold;
use crate::questionnaire::{Participant, Questionnaire};
use crate::responses::find::{moved, stamps};
use crate::responses::read::read;
use crate::responses::response::Response;
use crate::workbook::Workbook;

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
    let other = stamps::stamp(book).is_some_and(|stamp| !questionnaire.is_version(&stamp.hash));
    let printed = other.then(|| moved::as_printed(questionnaire, file, book)).flatten();
    let Some(printed) = printed else { return read(questionnaire, layout, file, book) };
    let layout = form::lay_out(&printed.questionnaire, participant, &layout.stamp.round);
    let mut noted = read(&printed.questionnaire, &layout, file, book);
    moved::settle(questionnaire, &printed.questionnaire, &mut noted.value);
    noted.findings.extend(printed.findings);
    noted
}

/// Another participant whose form has the name that a file came under: «aa-study_def2 (1).xlsx».
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
