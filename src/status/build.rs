// SPDX-License-Identifier: EUPL-1.2
//! Makes the overview of a round from what was collected.

use super::overview::{Overview, ParticipantStatus, Received, SectionStatus, Validated};
use crate::answers::Answers;
use crate::check;
use crate::datum::{Day, QuestionId};
use crate::diag::{Error, Finding, same_words};
use crate::pipeline::Collected;
use crate::questionnaire::{Participant, Questionnaire, Round, Section};
use crate::responses::{Returned, round_folder};

/// The overview of a round; `on` is the day on which it is judged who is late.
///
/// # Errors
///
/// A check or a view that cannot be run.
pub fn build(collected: &Collected, round: &Round, on: Option<Day>) -> Result<Overview, Error> {
    let questionnaire = &collected.study.questionnaire;
    let returned: Vec<&Returned> =
        collected.returned.iter().filter(|one| one.round == round.id).collect();
    let checked = collected.checked(&returned)?;
    let last = returned.iter().filter_map(|one| one.log.last_day()).max();
    let on = on.or(last);
    let builder = Builder { questionnaire, answers: &checked.answers, round, on };
    let findings: Vec<&Finding> = checked.findings.iter().chain(&collected.findings).collect();
    let participants = questionnaire.participants.iter().map(|participant| {
        let own = returned.iter().find(|one| one.participant == participant.id).copied();
        let mut about: Vec<Finding> = Vec::new();
        for finding in &findings {
            // what belongs to another round is not asked about here
            let elsewhere = finding.place.file().is_some_and(|file| {
                let folder = format!("{}/", round_folder(&participant.id, &round.id));
                file.starts_with("responses/") && !file.starts_with(&folder)
            });
            let of = finding.participant.as_deref() == Some(participant.id.as_str());
            let same = |known: &Finding| {
                (&known.code, &known.place) == (&finding.code, &finding.place)
                    && same_words(known, finding)
            };
            if of && !elsewhere && !about.iter().any(same) {
                about.push((*finding).clone());
            }
        }
        builder.participant(participant, own, about)
    });
    Ok(Overview {
        round: round.id.clone(),
        title: round.title.clone(),
        deadline: round.deadline,
        on,
        participants: participants.collect(),
    })
}

struct Builder<'a> {
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    round: &'a Round,
    on: Option<Day>,
}

impl Builder<'_> {
    fn participant(
        &self,
        participant: &Participant,
        returned: Option<&Returned>,
        findings: Vec<Finding>,
    ) -> ParticipantStatus {
        let mut left = findings;
        let mut sections = Vec::new();
        for section in &self.questionnaire.sections {
            let (own, others) = left.into_iter().partition(|finding| concerns(section, finding));
            left = others;
            sections.push(self.section(participant, section, returned, own));
        }
        let files = returned.map(|one| one.files.as_slice()).unwrap_or_default();
        ParticipantStatus {
            id: participant.id.clone(),
            name: participant.name.clone(),
            short: participant.short.clone(),
            sent: returned.and_then(|one| one.log.sent),
            files: files
                .iter()
                .map(|file| Received {
                    file: file.response.file.to_string(),
                    on: file.entry.received,
                })
                .collect(),
            origin: returned.and_then(|one| one.response.as_ref()).map(|response| response.origin),
            sections,
            general: left,
        }
    }

    fn section(
        &self,
        participant: &Participant,
        section: &Section,
        returned: Option<&Returned>,
        findings: Vec<Finding>,
    ) -> SectionStatus {
        let items = check::answered_items(self.answers, &participant.id, section);
        let missing: Vec<(String, String)> = items
            .iter()
            .filter(|(_, answered)| !answered)
            .map(|(item, _)| (item.code().to_owned(), item.label().to_owned()))
            .collect();
        let file = returned.and_then(|one| last_file(self.questionnaire, one, section));
        let complete = file.is_some() && missing.is_empty();
        let judged = match (complete, &file) {
            (true, Some(file)) => file.on,
            _ => self.on,
        };
        let validated = returned.and_then(|one| one.log.validation(&section.id));
        SectionStatus {
            id: section.id.clone(),
            code: section.code.clone(),
            title: section.title.clone(),
            answered: items.len() - missing.len(),
            asked: items.len(),
            late: self.late(judged),
            validated: validated.map(|one| Validated {
                by: one.by.clone(),
                on: one.on,
                outdated: file.as_ref().zip(returned).is_some_and(|(file, returned)| {
                    file.on > one.on || one.files.is_some_and(|n| number(returned, file) > n)
                }),
            }),
            returned: file,
            missing,
            findings,
        }
    }

    /// Days after the deadline.
    fn late(&self, on: Option<Day>) -> Option<i64> {
        let days = on?.days_since(self.round.deadline?);
        (days > 0).then_some(days)
    }
}

/// Whether a finding is about a section: by its question, or by its sheet.
fn concerns(section: &Section, finding: &Finding) -> bool {
    match &finding.question {
        Some(question) => QuestionId::from(question.as_str()).section() == section.id,
        None => finding.place.sheet() == Some(section.sheet.as_str()),
    }
}

/// The last file with an answer to a section.
fn last_file(
    questionnaire: &Questionnaire,
    returned: &Returned,
    section: &Section,
) -> Option<Received> {
    let answers = |file: &&crate::responses::KeptFile| {
        let accepted = file.entry.sections.is_empty() || file.entry.sections.contains(&section.id);
        let all = file.response.answered(questionnaire);
        accepted && all.iter().any(|one| one.section == section.id && one.answered > 0)
    };
    let file = returned.files.iter().rfind(answers)?;
    Some(Received { file: file.response.file.to_string(), on: file.entry.received })
}

/// Which of the round's files it is, from 1.
fn number(returned: &Returned, file: &Received) -> usize {
    let is = |entry: &crate::responses::LogEntry| file.file.ends_with(&format!("/{}", entry.file));
    returned.log.files.iter().position(is).map_or(0, |at| at + 1)
}
