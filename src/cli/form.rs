// SPDX-License-Identifier: EUPL-1.2
//! `sestante form`: one workbook a participant, blank or with the last answers in it.

use super::{Console, Status, arguments, study};
use sestante::diag::{Error, say_with};
use sestante::questionnaire::Questionnaire;
use sestante::responses::Addition;
use sestante::{export, form, responses, workbook};
use std::path::Path;

/// Questions and minutes beyond which a form is too long for those who fill it in.
const MOST: (usize, usize) = (120, 90);

/// Writes the forms and prints their files.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Form,
    console: &mut Console,
) -> Result<Status, Error> {
    let questionnaire = sestante::study::questionnaire(root)?.value;
    let participants = study::participants(&questionnaire, &wanted.participants)?;
    let answers = match wanted.prefill {
        true => responses::read_all(root, &questionnaire)?.value,
        false => Vec::new(),
    };
    let round = study::round(&questionnaire, wanted.round.as_deref())?;
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output/forms"));
    for participant in &participants {
        let answered = answers.iter().find(|one| one.stamp.participant == participant.id);
        let (layout, bytes) = match answered {
            Some(response) => {
                responses::prefilled(&questionnaire, participant, &round.id, response)?
            }
            None => {
                let layout = form::lay_out(&questionnaire, participant, &round.id);
                let bytes = form::write(&questionnaire, &layout)?;
                (layout, bytes)
            }
        };
        let name = format!("{}-{}.xlsx", participant.id, questionnaire.study.id);
        let path = folder.join(name);
        if std::fs::read(&path).ok().as_ref() != Some(&bytes) {
            spare_answers(&questionnaire, &layout, &path)?;
            export::place(&path, &bytes)?;
        }
        if let Some(day) = wanted.sent {
            let folder = responses::round_folder(&participant.id, &round.id);
            responses::add(root, &folder, &[Addition::Sent(day)])?;
        }
        console.line(&path.display().to_string());
    }
    console.aside(&summary(&questionnaire, participants.len(), &round.title));
    Ok(Status::Done)
}

/// Stops when somebody has filled in the form where it was written: a new one would wipe it out.
fn spare_answers(
    questionnaire: &Questionnaire,
    layout: &form::FormLayout,
    path: &Path,
) -> Result<(), Error> {
    if !path.is_file() {
        return Ok(());
    }
    // what is no workbook holds no answers
    let Ok(book) = workbook::open(path) else { return Ok(()) };
    let file = path.display().to_string();
    let read = responses::read(questionnaire, layout, &file, &book).value;
    let answered: usize = read.answered(questionnaire).iter().map(|section| section.answered).sum();
    if answered > 0 {
        let args = [("path", file.as_str()), ("n", &answered.to_string())];
        return Err(Error::user("cli-form-filled", &args));
    }
    Ok(())
}

/// How many forms there are, and how much they ask.
fn summary(questionnaire: &Questionnaire, forms: usize, round: &str) -> String {
    let asked = questionnaire.asked();
    let minutes: usize = questionnaire.sections.iter().filter_map(|section| section.minutes).sum();
    let numbers = [forms, asked, minutes, MOST.0, MOST.1].map(|number| number.to_string());
    let [n, asked_text, minutes_text, most, most_minutes] = &numbers;
    let args: [(&str, &str); 6] = [
        ("n", n),
        ("asked", asked_text),
        ("minutes", minutes_text),
        ("most", most),
        ("most_minutes", most_minutes),
        ("round", round),
    ];
    let mut text = say_with("cli-form-summary", &args);
    if asked > MOST.0 || minutes > MOST.1 {
        text.push('\n');
        text.push_str(&say_with("cli-form-long", &args));
    }
    text
}
