// SPDX-License-Identifier: EUPL-1.2
//! `sestante` alone: what has arrived, what waits, what is wrong, and what comes next.

use super::columns::{Column, align, cut, shown};
use super::{Console, PERMIT, Status, import};
use sestante::diag::{self, Error, Finding, Severity, say, say_with};
use sestante::pipeline::{self, Collected};
use sestante::{check, check::Summary};
use std::path::{Path, PathBuf};

/// Participants shown one by one: with more, the first of those who answered.
const PARTICIPANTS: usize = 12;
/// Files of the inbox, and findings, shown one by one.
const SHOWN: usize = 4;
/// Characters of a line.
const WIDTH: usize = 100;

/// Prints where the study stands, on a screen.
pub(super) fn run(root: &Path, console: &mut Console) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let waiting = import::inbox(root)?;
    title(&collected, console);
    answered(&collected, console);
    missing(&collected, console);
    inbox(&waiting, console);
    wrong(&collected.findings, console);
    let key = next(root, &collected, &waiting);
    console.line("");
    console.line(&say_with("cli-status-next", &[("command", &say(key))]));
    Ok(Status::Done)
}

fn title(collected: &Collected, console: &mut Console) {
    let questionnaire = &collected.study.questionnaire;
    let study = &questionnaire.study;
    console.line(&cut(&study.title, WIDTH));
    let numbers =
        [questionnaire.asked(), questionnaire.participants.len(), collected.answers.origins.len()]
            .map(|number| number.to_string());
    let args = [
        ("version", study.version.as_str()),
        ("asked", &numbers[0]),
        ("n", &numbers[1]),
        ("answered", &numbers[2]),
    ];
    console.line(&say_with("cli-status-study", &args));
}

/// A line for each who answered.
fn answered(collected: &Collected, console: &mut Console) {
    let Collected { study, answers, findings, .. } = collected;
    let questionnaire = &study.questionnaire;
    let summaries = check::summary(questionnaire, answers, findings);
    if summaries.is_empty() {
        return;
    }
    let heads = ["participant", "round", "file", "answers", "errors", "warnings", "notes"];
    let columns: Vec<Column> = heads
        .iter()
        .enumerate()
        .map(|(at, name)| Column { head: say(&format!("cli-head-{name}")), right: at > 2 })
        .collect();
    let row = |summary: &Summary| {
        let of = answers.origins.get(&summary.participant);
        let file = of.map_or("", |of| of.file.rsplit('/').next().unwrap_or_default());
        let count = |n: usize| if n == 0 { "–".to_owned() } else { n.to_string() };
        let args = [("n", &*summary.answered.to_string()), ("of", &*summary.asked.to_string())];
        vec![
            cut(&summary.name, 28),
            of.map_or_else(String::new, |of| of.round.clone()),
            file.to_owned(),
            say_with("cli-status-of", &args),
            count(summary.errors),
            count(summary.warnings),
            count(summary.notes),
        ]
    };
    let rows: Vec<Vec<String>> = summaries.iter().take(PARTICIPANTS).map(row).collect();
    console.line("");
    align(&columns, &rows).iter().for_each(|line| console.line(line));
    more(summaries.len(), PARTICIPANTS, console);
}

/// Who has not answered, on one line.
fn missing(collected: &Collected, console: &mut Console) {
    let Collected { study, answers, .. } = collected;
    let questionnaire = &study.questionnaire;
    let missing = questionnaire.participants.iter().filter(|p| !answers.has(&p.id));
    let names: Vec<&str> = missing.map(|participant| participant.short.as_str()).collect();
    if names.is_empty() {
        return;
    }
    let due = questionnaire.study.rounds.last().and_then(|round| round.deadline);
    let due = due.map(|day| say_with("cli-status-due", &[("day", &day.short())]));
    let args = [
        ("n", &*names.len().to_string()),
        ("names", &*cut(&names.join(", "), WIDTH - 30)),
        ("due", due.as_deref().unwrap_or_default()),
    ];
    console.line("");
    console.line(&say_with("cli-status-missing", &args));
}

fn inbox(waiting: &[PathBuf], console: &mut Console) {
    if waiting.is_empty() {
        return;
    }
    let args = [("n", &*waiting.len().to_string()), ("path", import::INBOX)];
    console.line("");
    console.line(&say_with("cli-status-inbox", &args));
    for path in waiting.iter().take(SHOWN) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        console.line(&format!("  {}", shown(&name)));
    }
    more(waiting.len(), SHOWN, console);
}

/// The errors, and the warnings that concern no single participant.
fn wrong(findings: &[Finding], console: &mut Console) {
    let grave = |finding: &&Finding| match finding.severity {
        Severity::Error => true,
        Severity::Warning => finding.participant.is_none(),
        Severity::Note => false,
    };
    let mut grave: Vec<&Finding> = findings.iter().filter(grave).collect();
    grave.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    if grave.is_empty() {
        return;
    }
    console.line("");
    console.line(&say_with("cli-status-wrong", &[("n", &grave.len().to_string())]));
    for finding in grave.iter().take(SHOWN) {
        console.line(&format!("  {}", cut(&diag::short(finding, PERMIT), WIDTH - 2)));
    }
    more(grave.len(), SHOWN, console);
}

fn more(all: usize, most: usize, console: &mut Console) {
    if all > most {
        let args = [("n", &*(all - most).to_string())];
        console.line(&format!("  {}", say_with("cli-status-more", &args)));
    }
}

/// Key of the command to give now.
fn next(root: &Path, collected: &Collected, waiting: &[PathBuf]) -> &'static str {
    let nobody = collected.answers.origins.is_empty();
    let errors = collected.findings.iter().any(|finding| finding.severity == Severity::Error);
    let written = std::fs::read_dir(root.join("output/forms"))
        .is_ok_and(|mut entries| entries.next().is_some());
    match () {
        () if !waiting.is_empty() => "cli-next-import",
        () if nobody && written => "cli-next-wait",
        () if nobody => "cli-next-form",
        () if errors => "cli-next-check",
        () => "cli-next-report",
    }
}
