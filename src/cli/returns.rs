// SPDX-License-Identifier: EUPL-1.2
//! `sestante status`: by participant and section what was sent, returned, answered, wrong, late and
//! validated; letters to those who are asked for something.

use super::arguments::{self, StatusFormat};
use super::columns::{Column, align};
use super::{Console, Status, study};
use sestante::diag::{Error, clean, say, say_with};
use sestante::status::{self, Overview, SectionStatus};
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
        StatusFormat::Json => console.line(&format!("{:#}", status::json(&overview))),
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
    let none = || "–".to_owned();
    let day = |iso: Option<&str>| iso.map_or_else(none, locale::date);
    let deadline = day(overview.deadline.as_deref());
    let on = day(overview.on.as_deref());
    let args = [("round", overview.title.as_str()), ("deadline", &deadline), ("on", &on)];
    console.line(&say_with("cli-status-round-line", &args));
    let heads = [
        "participant",
        "section",
        "sent",
        "returned",
        "answers",
        "errors",
        "warnings",
        "late",
        "validated",
    ];
    let columns: Vec<Column> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let right = (4..7).contains(&at);
            Column { head: say(&format!("status-head-{head}")), right }
        })
        .collect();
    let mut rows = Vec::new();
    for one in &overview.participants {
        for (at, section) in one.sections.iter().enumerate() {
            let name = if at == 0 { one.short.clone() } else { String::new() };
            let sent = if at == 0 { day(one.sent.as_deref()) } else { String::new() };
            rows.push(row(name, sent, section));
        }
    }
    console.line("");
    align(&columns, &rows).iter().for_each(|line| console.line(line));
}

fn row(name: String, sent: String, section: &SectionStatus) -> Vec<String> {
    let counts = section.counts();
    let none = || "–".to_owned();
    let count = |n: usize| if n == 0 { "–".to_owned() } else { n.to_string() };
    let of = [("n", section.answered.to_string()), ("of", section.asked.to_string())];
    let of: Vec<(&str, &str)> = of.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let returned = section.returned.as_ref().map(|file| locale::date(&file.on));
    vec![
        name,
        format!("{} {}", section.code, section.title),
        sent,
        returned.unwrap_or_else(none),
        say_with("cli-status-of", &of),
        count(counts.errors),
        count(counts.warnings),
        section
            .late
            .map_or_else(none, |days| say_with("cli-status-days", &[("n", &days.to_string())])),
        section.validated.as_ref().map_or_else(none, |validated| match validated.outdated {
            true => say("cli-status-outdated"),
            false => locale::date(&validated.on),
        }),
    ]
}
