// SPDX-License-Identifier: EUPL-1.2
//! `sestante check`: everything that is to be said of the answers.

use super::arguments::{self, FindingFormat};
use super::{Console, PERMIT, Status, study as named};
use sestante::check;
use sestante::diag::{self, Error, Finding, Severity, say, say_with};
use sestante::pipeline::{self, Collected};
use sestante::questionnaire::Participant;
use sestante::study::{self, Study};
use std::path::Path;

/// Prints the findings and, for people, a line of counts a participant.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Check,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = match pipeline::collect(root) {
        Ok(collected) => collected,
        Err(Error::Study(mistakes)) => {
            // mistakes of the study are findings too, for editors and programs
            print(mistakes.iter(), wanted.format, console);
            let n = mistakes.len().to_string();
            return Err(Error::user("cli-study-mistakes", &[("n", &n)]));
        }
        Err(error) => return Err(error),
    };
    let participants = named::participants(&collected.study.questionnaire, &wanted.participants)?;
    let all = wanted.participants.is_empty();
    let templates = if all { templates(&collected.study) } else { Vec::new() };
    let about: Vec<&Finding> = collected
        .findings
        .iter()
        .filter(|f| all || concerns(f, &participants))
        .chain(&templates)
        .collect();
    print(about.iter().copied(), wanted.format, console);
    if wanted.format != FindingFormat::Json {
        summaries(&collected, &participants, console);
    }
    let errors = about.iter().any(|finding| finding.severity == Severity::Error);
    // The program ends here: nobody waits for its memory to be given back piece by piece.
    std::mem::forget(collected);
    Ok(if errors { Status::Findings } else { Status::Done })
}

/// The mistakes in what the report is made of, or else the questions that nothing uses.
fn templates(study: &Study) -> Vec<Finding> {
    match &study.mistakes[..] {
        [] => study::unused(study).into_iter().collect(),
        mistakes => mistakes.to_vec(),
    }
}

/// Whether a finding is about one of these participants, by name or by the folder it points to.
fn concerns(finding: &Finding, participants: &[&Participant]) -> bool {
    participants.iter().any(|participant| match &finding.participant {
        Some(id) => *id == participant.id,
        None => finding.place.file().is_some_and(|file| {
            file.strip_prefix("responses/").and_then(|rest| rest.split('/').next())
                == Some(participant.id.as_str())
        }),
    })
}

fn print<'a>(
    findings: impl Iterator<Item = &'a Finding>,
    format: FindingFormat,
    console: &mut Console,
) {
    match format {
        FindingFormat::Long => {
            findings.for_each(|finding| console.line(&diag::long(finding, PERMIT)));
        }
        FindingFormat::Short => {
            findings.for_each(|finding| console.line(&diag::short(finding, PERMIT)));
        }
        FindingFormat::Json => {
            let list = serde_json::Value::Array(
                findings.map(|finding| diag::json(finding, PERMIT)).collect(),
            );
            console.json(&list);
        }
    }
}

fn summaries(collected: &Collected, participants: &[&Participant], console: &mut Console) {
    let Collected { study, answers, findings, .. } = collected;
    let questionnaire = &study.questionnaire;
    if answers.origins.is_empty() {
        console.line(&say("cli-nobody"));
        return;
    }
    let summaries = check::summary(questionnaire, answers, findings);
    for participant in participants {
        match summaries.iter().find(|summary| summary.participant == participant.id) {
            Some(summary) => console.line(&summary.line()),
            None => console.line(&say_with("cli-no-answer", &[("name", &participant.short)])),
        }
    }
}
