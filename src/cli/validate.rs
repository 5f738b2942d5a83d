// SPDX-License-Identifier: EUPL-1.2
//! `sestante validate`: says in the round's log who found answers good, and when.

use super::{Console, Status, arguments, day, study};
use sestante::diag::{Error, Severity, clean, say, say_with};
use sestante::pipeline;
use sestante::questionnaire::Section;
use sestante::responses::{self, Addition, Validation};
use std::path::Path;

/// Writes the validation; errors that still stand are said.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Validate,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let questionnaire = &collected.study.questionnaire;
    let participant = study::participant(questionnaire, &wanted.participant)?;
    let returned = study::returned(&collected, participant, wanted.signed.round.as_deref())?;
    let titles: Vec<(&str, &str)> =
        questionnaire.sections.iter().map(|s| (s.id.as_str(), s.title.as_str())).collect();
    let known = |id: &&String| titles.iter().any(|(known, _)| known == id);
    if let Some(word) = wanted.sections.iter().find(|id| !known(id)) {
        return Err(study::unknown_titled("cli-unknown-section", word, &titles));
    }
    let on = wanted.signed.date.unwrap_or_else(day::today);
    let validation = Validation {
        by: wanted.signed.author.clone(),
        on: Some(on),
        sections: wanted.sections.clone(),
        files: Some(returned.log.files.len()),
        at: responses::nowhere(),
    };
    let folder = responses::round_folder(&participant.id, &returned.round);
    responses::add(root, &folder, &[Addition::Validation(validation)])?;
    let own = |section: &&Section| wanted.sections.contains(&section.id);
    let named: Vec<String> = questionnaire
        .sections
        .iter()
        .filter(own)
        .map(|section| format!("«{} {}»", section.code, section.title))
        .collect();
    let sections = match named.is_empty() {
        true => say("cli-validate-all"),
        false => {
            let args = [("n", &*named.len().to_string()), ("sections", &named.join(", "))];
            say_with("cli-validate-some", &args)
        }
    };
    let round = study::round(questionnaire, Some(&returned.round))?;
    let args = [
        ("participant", participant.name.as_str()),
        ("round", &round.title),
        ("sections", &sections),
        ("by", &wanted.signed.author),
        ("on", &on.short()),
        ("file", &format!("{folder}/log.yaml")),
    ];
    console.line(&clean(&say_with("cli-validate-done", &args)));
    let checked = collected.checked(&collected.standing_with(returned))?;
    let own = checked.findings.iter().filter(|f| f.participant.as_ref() == Some(&participant.id));
    let errors = own.filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 {
        console.aside(&say_with("cli-validate-errors", &[("n", &errors.to_string())]));
    }
    Ok(Status::Done)
}
