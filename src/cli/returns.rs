// SPDX-License-Identifier: EUPL-1.2
//! `sestante status`: by participant and section what was sent, returned, answered, wrong, late and
//! validated; letters to those who are asked for something.

use super::arguments::{self, StatusFormat};
use super::columns::{Column, align_within, shown, wrap};
use super::{Console, PERMIT, Status, study};
use sestante::datum::Day;
use sestante::diag::{Error, clean, say, say_with};
use sestante::edition;
use sestante::status::{self, Counts, Overview, ParticipantStatus, SectionStatus};
use sestante::{export, pipeline};
use std::path::Path;

/// Prints the status, writes its page, or prints the letters.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Status,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let questionnaire = &collected.study.questionnaire;
    let round = study::round(questionnaire, wanted.round.as_deref())?;
    let overview = status::build(&collected, round, wanted.on)?;
    if wanted.reminders {
        let contacts = sestante::study::contacts(root, questionnaire)?;
        let letters = status::reminders(&contacts, questionnaire, &overview, PERMIT);
        print(&letters, &overview, console);
        return Ok(Status::Done);
    }
    match wanted.format {
        StatusFormat::Table => table(&overview, console),
        StatusFormat::Json => console.json(&status::json(&overview, PERMIT)),
        StatusFormat::Html => {
            let folder = wanted.out.clone().unwrap_or_else(|| root.join("output"));
            let path = folder.join("status.html");
            let page = status::document(&questionnaire.study, &overview, PERMIT);
            let edition = edition::settle(&page);
            export::place(&path, export::html::write(&edition).as_bytes())?;
            console.line(&path.display().to_string());
        }
    }
    Ok(Status::Done)
}

/// Prints the letters; when there are none, why.
fn print(letters: &[(String, String)], overview: &Overview, console: &mut Console) {
    if letters.is_empty() {
        console.aside(&status::why_no_letter(overview));
        return;
    }
    let harmless = |text: &str| text.lines().map(clean).collect::<Vec<_>>().join("\n");
    let texts: Vec<String> = letters.iter().map(|(_, text)| harmless(text)).collect();
    console.line(&texts.join(&format!("\n\n{}\n\n", "─".repeat(72))));
    let n = letters.len().to_string();
    console.aside(&say_with("cli-status-letters", &[("n", &n)]));
    if overview.deadline.is_none() || overview.on.is_none() {
        console.aside(&status::lateness(overview));
    }
}

fn table(overview: &Overview, console: &mut Console) {
    lines(overview, console.width()).iter().for_each(|line| console.line(line));
}

/// The round, then each participant with its sections, on lines of at most `width` characters.
fn lines(overview: &Overview, width: Option<usize>) -> Vec<String> {
    let heads =
        ["section", "returned", "answers", "errors", "warnings", "notes", "late", "validated"];
    let columns: Vec<Column> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| Column {
            head: say(&format!("cli-returns-{head}")),
            right: (2..7).contains(&at),
        })
        .collect();
    let rows: Vec<Vec<String>> = overview
        .participants
        .iter()
        .flat_map(|one| one.sections.iter().map(section).chain([whole(one)]))
        .collect();
    let mut aligned = align_within(&columns, &rows, width).into_iter();
    let mut lines = Vec::new();
    for sentence in [overview.title.clone(), status::lateness(overview)] {
        match width {
            Some(width) => lines.extend(wrap(&clean(&sentence), width)),
            None => lines.push(clean(&sentence)),
        }
    }
    lines.push(String::new());
    lines.extend(aligned.by_ref().take(2));
    for one in &overview.participants {
        lines.push(sent(one));
        lines.extend(aligned.by_ref().take(one.sections.len() + 1));
    }
    lines
}

/// Who, and when the form went to them.
fn sent(one: &ParticipantStatus) -> String {
    let name = shown(&one.short);
    match one.sent.map(Day::short) {
        Some(day) => say_with("cli-returns-sent", &[("name", &name), ("day", &day)]),
        None => say_with("cli-returns-not-sent", &[("name", &name)]),
    }
}

/// The line of a participant, below its sections.
fn whole(one: &ParticipantStatus) -> Vec<String> {
    let counts = Counts::of(one.findings());
    let (answered, asked) = one.answered();
    let last = one.files.last().map(|file| short_date(file.on));
    vec![
        say("cli-returns-whole"),
        last.unwrap_or_else(none),
        out_of(answered, asked),
        count(counts.errors),
        count(counts.warnings),
        count(counts.notes),
        days(one.late()),
        out_of(one.validated(), one.sections.len()),
    ]
}

/// The line of a section.
fn section(section: &SectionStatus) -> Vec<String> {
    let counts = section.counts();
    let returned = section.returned.as_ref().map(|file| short_date(file.on));
    vec![
        format!("  {} {}", section.code, section.title),
        returned.unwrap_or_else(none),
        out_of(section.answered, section.asked),
        count(counts.errors),
        count(counts.warnings),
        count(counts.notes),
        days(section.late),
        section.validated.as_ref().map_or_else(none, |validated| match validated.outdated {
            true => say("cli-status-outdated"),
            false => short_date(validated.on),
        }),
    ]
}

/// «20/07/22»: two of them stand on a line with all the rest.
fn short_date(day: Option<Day>) -> String {
    let year = |day: Day| format!("{:02}", day.year() % 100);
    day.map_or_else(none, |day| format!("{:02}/{:02}/{}", day.day(), day.month(), year(day)))
}

fn none() -> String {
    "–".to_owned()
}

fn count(n: usize) -> String {
    if n == 0 { none() } else { n.to_string() }
}

/// «3 su 5».
fn out_of(n: usize, all: usize) -> String {
    say_with("cli-status-of", &[("n", &n.to_string()), ("of", &all.to_string())])
}

fn days(late: Option<i64>) -> String {
    late.map_or_else(none, |days| say_with("cli-status-days", &[("n", &days.to_string())]))
}
