// SPDX-License-Identifier: EUPL-1.2
//! What goes back to a participant: its answers in the form, with remarks where something is to be
//! looked at again, a receipt, and the text of the e-mail.
//!
//! 1. [`gather`] takes the participant's response and everything that was found about it: the
//!    answers go into a new form, each finding to the cells where it can be mended.
//! 2. What stands in the returned file outside the form is listed, so that nothing is lost.
//! 3. [`write()`] makes the workbook, [`receipt()`] and [`message()`] what goes with it.
//!
//! The returned file is never touched. What concerns the study team alone is not sent, and what
//! never is to be published stands in the participant's own form only.

mod exact;
mod index_sheet;
mod message;
mod receipt;
mod remarks;
mod stray;

pub use message::message;
pub use receipt::receipt;
pub use remarks::Remark;
pub use stray::{Stray, StrayKind};

use crate::check;
use crate::datum::Day;
use crate::diag::{Error, Permit, Severity, say, say_with};
use crate::form::{self, FormLayout, Marks};
use crate::pipeline::Collected;
use crate::questionnaire::{Participant, Questionnaire, Round, Section};
use crate::responses::{self, Answered, LogEntry, Refilled, Response, Returned};

/// What a participant is told of its answers.
#[derive(Debug, Clone)]
pub struct Feedback<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// Who.
    pub participant: &'a Participant,
    /// What it answered.
    pub response: &'a Response,
    /// Ids of the tables of which it says that there is nothing to write.
    pub none_in: Vec<String>,
    /// How much of each section that is, as the status counts it.
    pub answered: Vec<Answered>,
    /// The round for which the form is to come back.
    pub next: Option<&'a Round>,
    /// The files that were received, in their order.
    pub received: Vec<Received<'a>>,
    /// Where everything stands in the form that goes back.
    pub layout: FormLayout,
    /// The answers for it.
    pub refilled: Refilled,
    /// What is to be looked at again, numbered from 1.
    pub remarks: Vec<Remark>,
    /// What stood outside the form, or had been changed in it.
    pub stray: Vec<Stray>,
}

/// A file that was received.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    /// Id of the round.
    pub round: &'a str,
    /// What the log says of it.
    pub entry: &'a LogEntry,
}

/// Gathers what is to be told to a participant; none when it has not answered.
pub fn gather<'a>(
    collected: &'a Collected,
    participant: &'a Participant,
    permit: Permit,
) -> Option<Feedback<'a>> {
    let questionnaire = &collected.study.questionnaire;
    let standing = collected.standing();
    let own = standing.into_iter().find(|one| one.participant == participant.id);
    let response = own?.response.as_ref()?;
    let next = next_round(questionnaire, &response.stamp.round);
    let round = next.map_or(response.stamp.round.as_str(), |round| round.id.as_str());
    let blank = form::lay_out(questionnaire, participant, round);
    let mut refilled = responses::refill(questionnaire, &blank, response);
    refilled.filled.knows = responses::last_file(round, response);
    let layout = refilled.filled.with_room(&blank);
    let found =
        remarks::find(questionnaire, response, &layout, &refilled, &collected.findings, permit);
    let answered = |section: &Section| {
        let items = check::answered_items(&collected.answers, &participant.id, section);
        let answered = items.iter().filter(|(_, answered)| *answered).count();
        Answered { section: section.id.clone(), answered, asked: items.len() }
    };
    let answered = questionnaire.sections.iter().map(answered).collect();
    let rounds = collected.returned.iter().filter(|one| one.participant == participant.id);
    let of =
        |one: &'a Returned| one.log.files.iter().map(|entry| Received { round: &one.round, entry });
    let received = rounds.flat_map(of).collect();
    let said = collected.answers.of_tables.keys().filter(|(_, who)| *who == participant.id);
    let none_in = said.map(|(table, _)| table.clone()).collect();
    Some(Feedback {
        none_in,
        questionnaire,
        participant,
        response,
        answered,
        next,
        received,
        layout,
        refilled,
        remarks: found.remarks,
        stray: found.stray,
    })
}

/// The round after the one of an answer; the same one when it is the last.
fn next_round<'a>(questionnaire: &'a Questionnaire, round: &str) -> Option<&'a Round> {
    let rounds = &questionnaire.study.rounds;
    let at = rounds.iter().position(|known| known.id == round)?;
    rounds.get(at + 1).or_else(|| rounds.get(at))
}

/// Writes the workbook to send back, as the bytes of an .xlsx file.
///
/// # Errors
///
/// As [`form::write_filled`].
pub fn write(feedback: &Feedback<'_>) -> Result<Vec<u8>, Error> {
    let mut marks = Marks::new();
    for remark in &feedback.remarks {
        for (sheet, cell) in &remark.cells {
            marks.add(sheet, *cell, remark.severity, remark.number, remark.text());
        }
    }
    let index = index_sheet::sheet(feedback)?;
    let Feedback { questionnaire, layout, refilled, .. } = feedback;
    form::write_marked(questionnaire, layout, &refilled.filled, &marks, index)
}

impl Feedback<'_> {
    /// Day on which the last file was received.
    pub(crate) fn last_day(&self) -> Option<Day> {
        self.received.iter().filter_map(|received| received.entry.received).max()
    }

    /// By when the form is to come back: no day that had passed when the last file came.
    pub(crate) fn deadline(&self) -> Option<Day> {
        let deadline = self.next?.deadline?;
        self.last_day().is_none_or(|last| last <= deadline).then_some(deadline)
    }

    /// Rows that stand in a table; none where it says «nessuno» or «n.d.».
    pub(crate) fn rows(&self, table: &str) -> usize {
        let of_all = self.none_in.iter().any(|known| known == table);
        if of_all { 0 } else { self.response.tables.get(table).map_or(0, Vec::len) }
    }

    /// How many remarks have this weight.
    pub fn count(&self, severity: Severity) -> usize {
        self.remarks.iter().filter(|remark| remark.severity == severity).count()
    }

    /// The name of the workbook that goes back.
    pub fn file_name(&self) -> String {
        let study = &self.questionnaire.study.id;
        say_with("feedback-file", &[("study", study), ("participant", &self.participant.id)])
    }

    /// «2 punti da correggere, 3 da verificare»; «nessun rilievo» when there is none.
    fn counts(&self) -> String {
        let part = |severity: Severity| {
            let n = self.count(severity).to_string();
            let key = format!("feedback-count-{}", severity.id());
            (n != "0").then(|| say_with(&key, &[("n", &n)]))
        };
        let parts: Vec<String> = Severity::ALL.into_iter().filter_map(part).collect();
        if parts.is_empty() { say("feedback-none") } else { parts.join(", ") }
    }
}
