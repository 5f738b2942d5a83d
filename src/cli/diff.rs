// SPDX-License-Identifier: EUPL-1.2
//! `sestante diff`: what changed between two rounds of a participant, or between the first file of
//! a round and what its files say together, and what that did to the findings.

use super::arguments::{self, DiffFormat};
use super::columns::{Column, align};
use super::{Console, PERMIT, Status, study};
use sestante::check::{self, FindingChanges};
use sestante::diag::{self, CellAt, Error, Finding, say, say_count, say_with};
use sestante::pipeline::{self, Collected};
use sestante::questionnaire::Participant;
use sestante::responses::{self, Change, Returned};
use std::path::Path;

/// Prints the changes.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Diff,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let participant = study::participant(&collected.study.questionnaire, &wanted.participant)?;
    let (before, after) = two(&collected, participant, &wanted.rounds)?;
    let (Some(one), Some(other)) = (&before.response, &after.response) else {
        return Err(Error::user("cli-nothing-returned", &[("name", &participant.short)]));
    };
    let changes = responses::changes(&collected.study.questionnaire, one, other);
    let own = |findings: Vec<Finding>| -> Vec<Finding> {
        let own = findings.into_iter();
        own.filter(|f| f.participant.as_deref() == Some(participant.id.as_str())).collect()
    };
    let earlier = own(collected.checked(&collected.standing_with(&before))?.findings);
    let now = own(collected.checked(&collected.standing_with(&after))?.findings);
    let findings = check::compare(&earlier, &now);
    let names = if before.round == after.round && wanted.rounds.is_empty() {
        let round = [("round", after.round.as_str())];
        (say_with("cli-diff-first", &round), say_with("cli-diff-whole", &round))
    } else {
        (name(&before), name(&after))
    };
    match wanted.format {
        DiffFormat::Table => table(participant, &names, &changes, &findings, console),
        DiffFormat::Json => {
            let value = json(participant, &names, &changes, &findings);
            console.json(&value);
        }
    }
    Ok(Status::Done)
}

/// What is compared: the rounds named, or the last two that were answered, or the first file of
/// the only round and all of its files together.
fn two(
    collected: &Collected,
    participant: &Participant,
    rounds: &[String],
) -> Result<(Returned, Returned), Error> {
    if let [one, other] = rounds {
        let of = |id: &String| study::returned(collected, participant, Some(id)).cloned();
        return Ok((of(one)?, of(other)?));
    }
    let after = study::returned(collected, participant, None)?;
    let before = responses::previous(&collected.study.questionnaire, &collected.returned, after);
    if let Some(before) = before {
        return Ok((before.clone(), after.clone()));
    }
    let first = after.files.first().ok_or_else(|| {
        Error::user("cli-nothing-returned", &[("name", participant.short.as_str())])
    })?;
    let mut before = after.clone();
    before.files.truncate(1);
    before.log.waivers.clear();
    before.response = Some(first.response.clone());
    before.findings.clone_from(&first.findings);
    Ok((before, after.clone()))
}

/// The round, with the file when it is only one of several.
fn name(returned: &Returned) -> String {
    let file = returned.response.as_ref().map_or("", |response| &response.file);
    format!("{} ({})", returned.round, file.rsplit('/').next().unwrap_or_default())
}

fn table(
    participant: &Participant,
    (before, after): &(String, String),
    changes: &[Change],
    findings: &FindingChanges,
    console: &mut Console,
) {
    let count = changes.len().to_string();
    let args =
        [("name", participant.short.as_str()), ("before", before), ("after", after), ("n", &count)];
    console.line(&say_with("cli-diff-title", &args));
    if !changes.is_empty() {
        let heads = ["question", "row", "cell", "before", "after"];
        let columns: Vec<Column> = heads
            .iter()
            .map(|name| Column { head: say(&format!("cli-head-diff-{name}")), right: false })
            .collect();
        let text = |text: &Option<std::sync::Arc<str>>| {
            text.as_ref().map_or_else(|| "–".to_owned(), ToString::to_string)
        };
        let rows: Vec<Vec<String>> = changes
            .iter()
            .map(|change| {
                vec![
                    change.question.clone(),
                    change.row.clone().unwrap_or_default(),
                    cells(change),
                    text(&change.before),
                    text(&change.after),
                ]
            })
            .collect();
        console.line("");
        align(&columns, &rows).iter().for_each(|line| console.line(line));
    }
    let lists = [
        ("cli-diff-closed", &findings.closed),
        ("cli-diff-new", &findings.new),
        ("cli-diff-remaining", &findings.remaining),
    ];
    for (key, list) in lists {
        console.line("");
        console.line(&say_count(key, list.len()));
        for finding in list {
            console.line(&format!("  {}", diag::short(finding, PERMIT)));
        }
    }
}

/// `Sheet!C7`, or both cells when the answer has moved.
fn cells(change: &Change) -> String {
    let shown = |at: &CellAt| format!("{}!{}", at.sheet, at.cell);
    match (&change.cell_before, &change.cell_after) {
        (Some(one), Some(other)) if (&one.sheet, one.cell) == (&other.sheet, other.cell) => {
            shown(other)
        }
        (Some(one), Some(other)) if one.sheet == other.sheet => {
            format!("{} → {}", shown(one), other.cell)
        }
        (Some(one), Some(other)) => format!("{} → {}", shown(one), shown(other)),
        (one, other) => other.as_ref().or(one.as_ref()).map(shown).unwrap_or_default(),
    }
}

fn json(
    participant: &Participant,
    (before, after): &(String, String),
    changes: &[Change],
    findings: &FindingChanges,
) -> serde_json::Value {
    let cell = |at: &Option<CellAt>| {
        at.as_ref().map(|at| {
            serde_json::json!({
                "file": &*at.file, "sheet": &*at.sheet, "cell": at.cell.to_string(),
            })
        })
    };
    let changes: Vec<serde_json::Value> = changes
        .iter()
        .map(|change| {
            serde_json::json!({
                "question": change.question,
                "label": change.label,
                "row": change.row,
                "before": { "written": change.before.as_deref(), "at": cell(&change.cell_before) },
                "after": { "written": change.after.as_deref(), "at": cell(&change.cell_after) },
            })
        })
        .collect();
    let list = |findings: &[Finding]| -> Vec<serde_json::Value> {
        findings.iter().map(|finding| diag::json(finding, PERMIT)).collect()
    };
    serde_json::json!({
        "participant": participant.id,
        "before": before,
        "after": after,
        "changes": changes,
        "findings": {
            "closed": list(&findings.closed),
            "new": list(&findings.new),
            "remaining": list(&findings.remaining),
        },
    })
}
