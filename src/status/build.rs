// SPDX-License-Identifier: EUPL-1.2
//! Makes the overview of a round from what was collected.

use super::overview::{Overview, ParticipantStatus, Received, SectionStatus, Validated};
use crate::answers::Answers;
use crate::check;
use crate::diag::{Error, Finding};
use crate::pipeline::Collected;
use crate::questionnaire::{Item, Participant, Questionnaire, Round, Section};
use crate::responses::{Returned, round_folder};

/// The overview of a round; `on` is the day on which it is judged who is late.
///
/// # Errors
///
/// A check or a view that cannot be run.
pub fn build(collected: &Collected, round: &Round, on: Option<&str>) -> Result<Overview, Error> {
    let questionnaire = &collected.questionnaire;
    let returned: Vec<&Returned> =
        collected.returned.iter().filter(|one| one.round == round.id).collect();
    let judged = collected.judge(&returned)?;
    let last = returned.iter().filter_map(|one| one.log.last_day()).max();
    let on = on.or(last);
    let builder = Builder { questionnaire, answers: &judged.answers, round, on };
    let findings: Vec<&Finding> = judged.findings.iter().chain(&collected.findings).collect();
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
                (&known.code, &known.place, &known.message)
                    == (&finding.code, &finding.place, &finding.message)
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
        deadline: round.deadline.clone(),
        on: on.map(str::to_owned),
        participants: participants.collect(),
    })
}

struct Builder<'a> {
    questionnaire: &'a Questionnaire,
    answers: &'a Answers,
    round: &'a Round,
    on: Option<&'a str>,
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
            sent: returned.and_then(|one| one.log.sent.clone()),
            files: files
                .iter()
                .map(|file| Received {
                    file: file.response.file.to_string(),
                    on: file.entry.received.clone(),
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
            .map(|(item, _)| (code(item).to_owned(), item.label().to_owned()))
            .collect();
        let file = returned.and_then(|one| last_file(self.questionnaire, one, section));
        let complete = file.is_some() && missing.is_empty();
        let judged = match (complete, &file) {
            (true, Some(file)) => Some(file.on.as_str()),
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
                on: one.on.clone(),
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
    fn late(&self, on: Option<&str>) -> Option<i64> {
        let days = day_number(on?)? - day_number(self.round.deadline.as_deref()?)?;
        (days > 0).then_some(days)
    }
}

/// Whether a finding is about a section: by its question, or by its sheet.
fn concerns(section: &Section, finding: &Finding) -> bool {
    match &finding.question {
        Some(question) => question.split('.').next() == Some(section.id.as_str()),
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
    Some(Received { file: file.response.file.to_string(), on: file.entry.received.clone() })
}

/// Which of the round's files it is, from 1.
fn number(returned: &Returned, file: &Received) -> usize {
    let is = |entry: &crate::responses::LogEntry| file.file.ends_with(&format!("/{}", entry.file));
    returned.log.files.iter().position(is).map_or(0, |at| at + 1)
}

fn code(item: &Item) -> &str {
    match item {
        Item::Question(question) => &question.code,
        Item::Table(table) => &table.code,
        Item::Grid(grid) => &grid.code,
    }
}

/// The number of a day, for telling how many lie between two (Howard Hinnant, "chrono-compatible
/// low-level date algorithms": years begin in March, so that the leap day is the last).
fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_between_two_are_those_of_the_calendar() {
        let between = |a: &str, b: &str| day_number(b).unwrap() - day_number(a).unwrap();
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("2023-12-31", "2024-12-31"), 366);
        assert_eq!(between("1999-12-31", "2000-01-01"), 1);
        assert_eq!(day_number("ieri"), None);
    }
}
