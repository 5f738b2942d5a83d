// SPDX-License-Identifier: EUPL-1.2
//! What a participant has returned for a round, and which of its rounds counts.

use super::log::{Log, LogEntry};
use crate::diag::{Code, Finding, Place};
use crate::questionnaire::{Participant, Questionnaire};
use crate::responses::response::Response;
use std::sync::Arc;

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

/// Less than this part of the answers of a round, in the next one, is asked about: one half.
const THIN: usize = 2;

/// A finding where a round says much less than the one before it: what stands now, alone, is the
/// little that came last.
pub fn thinner(questionnaire: &Questionnaire, all: &[Returned], one: &Returned) -> Option<Finding> {
    let before = previous(questionnaire, all, one)?;
    let count = |one: &Returned| {
        let sections = one.response.as_ref().map(|response| response.answered(questionnaire));
        sections.iter().flatten().map(|section| section.answered).sum::<usize>()
    };
    let (now, were) = (count(one), count(before));
    if now == 0 || now * THIN >= were {
        return None;
    }
    let place = Place::File(one.response.as_ref()?.file.clone());
    let args = [
        ("round", one.round.as_str()),
        ("now", &now.to_string()),
        ("before", &before.round),
        ("were", &were.to_string()),
    ];
    Some(Finding::new(Code::RoundThinner, place, &args).by(&one.participant))
}

/// What each participant returned in one round, where there is a file.
pub fn of_round<'a>(
    questionnaire: &Questionnaire,
    returned: &'a [Returned],
    round: &str,
) -> Vec<&'a Returned> {
    let of = |participant: &Participant| {
        let mut files = returned.iter().filter(|one| one.response.is_some());
        files.find(|one| one.participant == participant.id && one.round == round)
    };
    questionnaire.participants.iter().filter_map(of).collect()
}

/// The newest round in which anybody has answered, or returned a file.
pub fn newest_round<'a>(
    questionnaire: &'a Questionnaire,
    returned: &[Returned],
) -> Option<&'a str> {
    let rounds = || questionnaire.study.rounds.iter().map(|round| round.id.as_str());
    let newest = |counts: &dyn Fn(&Returned) -> bool| {
        let in_it = |round: &&str| returned.iter().any(|one| one.round == **round && counts(one));
        rounds().rev().find(in_it)
    };
    let answered = newest(&|one| one.is_answered(questionnaire));
    answered.or_else(|| newest(&|one| one.response.is_some()))
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
