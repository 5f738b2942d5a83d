// SPDX-License-Identifier: EUPL-1.2
//! `sestante correct`: puts an answer right in the round's log; the workbook stays as it came.

use super::{Console, Status, arguments, day, study};
use sestante::diag::{Error, clean, say_with};
use sestante::pipeline;
use sestante::questionnaire::{Item, Questionnaire};
use sestante::responses::{self, Addition, Correction, Signed};
use std::path::Path;

/// Writes the correction, and says what it replaces.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Correct,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let participant = study::participant(&collected.study.questionnaire, &wanted.participant)?;
    let returned = study::returned(&collected, participant, wanted.signed.round.as_deref())?;
    let questionnaire = &collected.study.questionnaire;
    let question = by_code(questionnaire, &wanted.question).unwrap_or(&wanted.question);
    let correction = Correction {
        question: question.to_owned(),
        row: wanted.row.clone(),
        column: wanted.column.clone(),
        value: wanted.value.clone(),
        public_reason: wanted.public_reason.clone(),
        signed: signed(&wanted.signed, &wanted.reason),
    };
    let was = responses::corrected(&collected.study.questionnaire, &correction, returned)
        .map_err(|finding| Error::finding(&finding))?;
    if let Some(finding) = responses::unreadable(questionnaire, &correction) {
        return Err(Error::finding(&finding));
    }
    let folder = responses::round_folder(&participant.id, &returned.round);
    responses::add(root, &folder, &[Addition::Correction(correction)])?;
    let cell = was.trace.cells.first().map(ToString::to_string).unwrap_or_default();
    let asked = questionnaire.question(&questionnaire.id_of_now(question));
    let question = match asked {
        Some(asked) => format!("«{}» ({question})", asked.label),
        None => question.to_owned(),
    };
    let args = [
        ("participant", participant.short.as_str()),
        ("question", &question),
        ("before", &was.written),
        ("after", &wanted.value),
        ("cell", &cell),
        ("file", &format!("{folder}/log.yaml")),
    ];
    console.line(&clean(&say_with("cli-correct-done", &args)));
    Ok(Status::Done)
}

/// The id of the question, column or grid that has this code on the form.
fn by_code<'a>(questionnaire: &'a Questionnaire, code: &str) -> Option<&'a str> {
    let mut coded = questionnaire.items().flat_map(Item::answers);
    coded.find(|(known, _)| *known == code).map(|(_, id)| id.as_str())
}

/// Who decides, when and why.
pub(super) fn signed(by: &arguments::Signed, reason: &str) -> Signed {
    Signed {
        author: by.author.clone(),
        date: Some(by.date.unwrap_or_else(day::today)),
        reason: reason.to_owned(),
        at: responses::nowhere(),
    }
}
