// SPDX-License-Identifier: EUPL-1.2
//! Notices files that say the same: sent twice in other bytes, or another participant's answers
//! under a name that is not theirs.

use super::read_round::{KeptFile, Returned};
use super::{Response, union};
use crate::diag::{Finding, Place, Severity};
use crate::questionnaire::Questionnaire;
use std::collections::BTreeMap;

/// Answers that two participants may well have in common: fewer say nothing.
const FEW: usize = 8;
/// Of a hundred answers, so many in common are no chance.
const MOST: usize = 95;

/// Notes a file with the same answers as an earlier one of its round.
pub(super) fn in_a_round(
    questionnaire: &Questionnaire,
    files: &[KeptFile],
    findings: &mut Vec<Finding>,
) {
    let said: Vec<BTreeMap<String, String>> =
        files.iter().map(|file| answers(questionnaire, &file.response)).collect();
    for (at, own) in said.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let earlier = said.iter().take(at).position(|other| other == own);
        let (Some(file), Some(other)) = (files.get(at), earlier.and_then(|at| files.get(at)))
        else {
            continue;
        };
        let place = Place::File(file.response.file.clone());
        let args = [("other", other.entry.file.as_str())];
        findings.push(Finding::new("file-same-answers", Severity::Note, place, &args));
    }
}

/// Adds to each round the finding that its answers are another participant's.
pub(super) fn between_participants(questionnaire: &Questionnaire, all: &mut [Returned]) {
    let said: Vec<BTreeMap<String, String>> = all
        .iter()
        .map(|one| one.response.as_ref().map(|r| answers(questionnaire, r)).unwrap_or_default())
        .collect();
    let mut found = Vec::new();
    for (at, own) in said.iter().enumerate() {
        for (other_at, other) in said.iter().enumerate().take(at) {
            let (Some(one), Some(two)) = (all.get(at), all.get(other_at)) else { continue };
            if one.participant == two.participant {
                continue;
            }
            let common = own.iter().filter(|(key, text)| other.get(*key) == Some(text)).count();
            if common >= FEW && common * 100 >= own.len().max(other.len()) * MOST {
                let file = |one: &Returned| one.response.as_ref().map(|r| r.file.clone());
                let (Some(place), Some(from)) = (file(one), file(two)) else { continue };
                let name = questionnaire.participant(&two.participant);
                let counts = [common.to_string(), own.len().to_string()];
                let args = [
                    ("other", name.map_or(two.participant.as_str(), |p| p.short.as_str())),
                    ("n", &counts[0]),
                    ("of", &counts[1]),
                    ("file", &*from),
                ];
                let finding = Finding::new(
                    "answers-of-another",
                    Severity::Warning,
                    Place::File(place),
                    &args,
                );
                found.push((
                    at,
                    finding
                        .of(&one.participant)
                        .also_at(Place::File(from.clone()), &crate::diag::say("word-same-answers")),
                ));
            }
        }
    }
    for (at, finding) in found {
        if let Some(one) = all.get_mut(at) {
            one.findings.push(finding);
        }
    }
}

/// All that somebody answered, as it was understood; not what the form had printed.
fn answers(questionnaire: &Questionnaire, response: &Response) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (id, datum) in &response.answers {
        all.insert(id.clone(), union::text(datum));
    }
    for (id, rows) in &response.tables {
        let Some(table) = questionnaire.table(id) else { continue };
        for (number, row) in rows.iter().enumerate() {
            for (column, datum) in table.columns.iter().zip(&row.answers) {
                if column.printed.is_none() {
                    all.insert(format!("{}[{number}]", column.id), union::text(datum));
                }
            }
        }
    }
    for (id, cells) in &response.grids {
        for ((row, column), datum) in cells {
            all.insert(format!("{id}[{row},{column}]"), union::text(datum));
        }
    }
    all.retain(|_, text| !text.is_empty());
    all
}
