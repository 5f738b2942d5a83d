// SPDX-License-Identifier: EUPL-1.2
//! `sestante status`: by participant and section what was sent, returned, answered, wrong, late and
//! validated; letters to those who are asked for something.

use super::arguments::{self, StatusFormat};
use super::columns::{Column, align};
use super::{Console, Status, study};
use sestante::diag::{Error, clean, say, say_with};
use sestante::status::{self, Counts, Overview, ParticipantStatus, SectionStatus};
use sestante::{export, locale, pipeline};
use std::path::Path;

/// Prints the status, writes its page, or prints the letters.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Status,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let questionnaire = &collected.questionnaire;
    let round = study::round(questionnaire, wanted.round.as_deref())?;
    let overview = status::build(&collected, round, wanted.on.as_deref())?;
    if wanted.reminders {
        let letters = status::reminders(root, questionnaire, &overview)?;
        let texts: Vec<String> = letters
            .iter()
            .map(|(_, text)| text.lines().map(clean).collect::<Vec<_>>().join("\n"))
            .collect();
        console.line(&texts.join(&format!("\n\n{}\n\n", "─".repeat(72))));
        let n = letters.len().to_string();
        console.aside(&say_with("cli-status-letters", &[("n", &n)]));
        return Ok(Status::Done);
    }
    match wanted.format {
        StatusFormat::Table => table(&overview, console),
        StatusFormat::Json => console.json(&status::json(&overview)),
        StatusFormat::Html => {
            let folder = wanted.out.clone().unwrap_or_else(|| root.join("output"));
            let path = folder.join("status.html");
            let document = status::document(&questionnaire.study, &overview);
            export::place(&path, export::html::write(&document).as_bytes())?;
            console.line(&path.display().to_string());
        }
    }
    Ok(Status::Done)
}

fn table(overview: &Overview, console: &mut Console) {
    let day = |iso: Option<&str>| iso.map_or_else(none, locale::date);
    let deadline = day(overview.deadline.as_deref());
    let on = day(overview.on.as_deref());
    let args = [("round", overview.title.as_str()), ("deadline", &deadline), ("on", &on)];
    console.line(&say_with("cli-status-round-line", &args));
    let heads =
        ["participant", "sent", "returned", "answers", "errors", "warnings", "late", "validated"];
    let columns: Vec<Column> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let right = (3..6).contains(&at);
            Column { head: say(&format!("status-head-{head}")), right }
        })
        .collect();
    let mut rows = Vec::new();
    for one in &overview.participants {
        rows.push(whole(one));
        rows.extend(one.sections.iter().map(section));
    }
    console.line("");
    align(&columns, &rows).iter().for_each(|line| console.line(line));
}

/// The line of a participant.
fn whole(one: &ParticipantStatus) -> Vec<String> {
    let counts = Counts::of(one.findings());
    let (answered, asked) = one.answered();
    let last = one.files.last().map(|file| locale::date(&file.on));
    vec![
        one.short.clone(),
        one.sent.as_deref().map_or_else(none, locale::date),
        last.unwrap_or_else(none),
        of(answered, asked),
        count(counts.errors),
        count(counts.warnings),
        days(one.late()),
        of(one.validated(), one.sections.len()),
    ]
}

/// The line of a section, below its participant.
fn section(section: &SectionStatus) -> Vec<String> {
    let counts = section.counts();
    let returned = section.returned.as_ref().map(|file| locale::date(&file.on));
    vec![
        format!("  {} {}", section.code, section.title),
        String::new(),
        returned.unwrap_or_else(none),
        of(section.answered, section.asked),
        count(counts.errors),
        count(counts.warnings),
        days(section.late),
        section.validated.as_ref().map_or_else(none, |validated| match validated.outdated {
            true => say("cli-status-outdated"),
            false => locale::date(&validated.on),
        }),
    ]
}

fn none() -> String {
    "–".to_owned()
}

fn count(n: usize) -> String {
    if n == 0 { none() } else { n.to_string() }
}

fn of(n: usize, all: usize) -> String {
    say_with("cli-status-of", &[("n", &n.to_string()), ("of", &all.to_string())])
}

fn days(late: Option<i64>) -> String {
    late.map_or_else(none, |days| say_with("cli-status-days", &[("n", &days.to_string())]))
}
