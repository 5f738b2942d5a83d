// SPDX-License-Identifier: EUPL-1.2
//! Notices files that say the same: sent twice in other bytes, or another participant's answers
//! under a name that is not theirs.

use super::returned::{KeptFile, Returned};
use super::union;
use crate::datum::Datum;
use crate::diag::{Code, Finding, Phrase, Place};
use crate::questionnaire::Questionnaire;
use crate::responses::response::Response;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

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
    if files.len() < 2 {
        return;
    }
    let said: Vec<Vec<u64>> =
        files.iter().map(|file| answers(questionnaire, &file.response)).collect();
    for (at, own) in said.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        let earlier = said.iter().take(at).position(|other| other == own);
        let (Some(file), Some(other)) = (files.get(at), earlier.and_then(|at| files.get(at)))
        else {
            continue;
        };
        let place = Place::File(file.response.file.clone());
        let args = [("other", other.entry.file.as_str())];
        findings.push(Finding::new(Code::FileSameAnswers, place, &args));
    }
}

/// Adds to each round the finding that its answers are another participant's.
pub(super) fn between_participants(questionnaire: &Questionnaire, all: &mut [Returned]) {
    let said: Vec<Vec<u64>> = all
        .par_iter()
        .map(|one| one.response.as_ref().map(|r| answers(questionnaire, r)).unwrap_or_default())
        .collect();
    let mut found = Vec::new();
    for (at, other_at) in suspects(&said) {
        let (Some(one), Some(two)) = (all.get(at), all.get(other_at)) else { continue };
        let (Some(own), Some(other)) = (said.get(at), said.get(other_at)) else { continue };
        if one.participant == two.participant {
            continue;
        }
        let common = own.iter().filter(|answer| other.binary_search(answer).is_ok()).count();
        if common < FEW || common * 100 < own.len().max(other.len()) * MOST {
            continue;
        }
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
        let finding = Finding::new(Code::AnswersOfAnother, Place::File(place), &args);
        let word = Phrase::plain("word-same-answers");
        found.push((at, finding.by(&one.participant).also_at(Place::File(from.clone()), word)));
    }
    for (at, finding) in found {
        if let Some(one) = all.get_mut(at) {
            one.findings.push(finding);
        }
    }
}

/// Pairs that may be alike, each with the earlier one second. Who has 95 of 100 answers in common
/// with another has at least one of the 6 that fewest have given: only these are looked up, as all
/// pairs of a thousand would take longer than reading them.
fn suspects(said: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut given: BTreeMap<u64, usize> = BTreeMap::new();
    for answer in said.iter().flatten() {
        *given.entry(*answer).or_default() += 1;
    }
    let mut with: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (at, own) in said.iter().enumerate() {
        let mut rare = own.clone();
        rare.sort_unstable_by_key(|answer| (given.get(answer), *answer));
        rare.truncate(own.len() * (100 - MOST) / 100 + 1);
        let earlier: BTreeSet<usize> =
            rare.iter().filter_map(|answer| with.get(answer)).flatten().copied().collect();
        pairs.extend(earlier.into_iter().map(|other| (at, other)));
        for answer in rare {
            with.entry(answer).or_default().push(at);
        }
    }
    pairs
}

/// All that somebody answered, as it was understood, each question with its answer as one number,
/// in order; not what the form had printed.
fn answers(questionnaire: &Questionnaire, response: &Response) -> Vec<u64> {
    let mut all = Vec::new();
    let mut add = |question: (&str, &str, &str), datum: &Datum| {
        if !datum.is_blank() {
            let mut hasher = DefaultHasher::new();
            (question, union::text(datum)).hash(&mut hasher);
            all.push(hasher.finish());
        }
    };
    for (id, datum) in &response.answers {
        add((id, "", ""), datum);
    }
    for (id, rows) in &response.tables {
        let Some(table) = questionnaire.table(id) else { continue };
        for (number, row) in rows.iter().enumerate() {
            for (column, datum) in table.columns.iter().zip(row.answers.iter()) {
                if column.printed.is_none() {
                    add((&column.id, &number.to_string(), ""), datum);
                }
            }
        }
    }
    for (id, cells) in &response.grids {
        for ((row, column), datum) in cells {
            add((id, row, column), datum);
        }
    }
    all.sort_unstable();
    all
}
