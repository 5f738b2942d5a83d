// SPDX-License-Identifier: EUPL-1.2
//! `sestante validate`: says in the round's log who found answers good, and when.

use super::{Console, Status, arguments, day, study};
use sestante::diag::{Error, Severity, say_with};
use sestante::locale;
use sestante::pipeline;
use sestante::responses::{self, Addition, Validation};
use std::path::Path;

/// Writes the validation; errors that still stand are said.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Validate,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let questionnaire = &collected.questionnaire;
    let participant = study::participant(questionnaire, &wanted.participant)?;
    let returned = study::returned(&collected, participant, wanted.round.as_deref())?;
    let known: Vec<&str> = questionnaire.sections.iter().map(|s| s.id.as_str()).collect();
    if let Some(word) = wanted.sections.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(study::unknown("cli-unknown-section", word, &known));
    }
    let validation = Validation {
        by: wanted.by.clone(),
        on: wanted.date.clone().unwrap_or_else(day::today),
        sections: wanted.sections.clone(),
        at: responses::nowhere(),
    };
    let on = locale::date(&validation.on);
    let folder = responses::round_folder(&participant.id, &returned.round);
    responses::add(root, &folder, &[Addition::Validation(validation)])?;
    let sections = match wanted.sections.is_empty() {
        true => known.join(", "),
        false => wanted.sections.join(", "),
    };
    let args = [
        ("participant", participant.short.as_str()),
        ("sections", &sections),
        ("by", &wanted.by),
        ("on", &on),
        ("file", &format!("{folder}/log.yaml")),
    ];
    console.line(&say_with("cli-validate-done", &args));
    let judged = collected.judge(&collected.standing_with(returned))?;
    let own = judged.findings.iter().filter(|f| f.participant.as_ref() == Some(&participant.id));
    let errors = own.filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        console.aside(&say_with("cli-validate-errors", &[("n", &errors.to_string())]));
    }
    Ok(Status::Done)
}
