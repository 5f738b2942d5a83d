// SPDX-License-Identifier: EUPL-1.2
//! `sestante contacts`: names and addresses of `contacts.yaml` beside what the returned forms say in
//! private questions. It is for who collects, and is written to no file.

use super::arguments::{self, ContactsFormat};
use super::{Console, PERMIT, Status, study};
use sestante::diag::{Error, clean, say, say_with};
use sestante::pipeline;
use sestante::questionnaire::Participant;
use sestante::status::{PrivateAnswer, private_answers};
use sestante::study::Contact;
use std::path::Path;

/// Prints the contacts of the chosen participants, or of all.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Contacts,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let questionnaire = &collected.study.questionnaire;
    let chosen = study::participants(questionnaire, &wanted.participants)?;
    let known = sestante::study::contacts(root, questionnaire)?;
    let said = private_answers(&collected, PERMIT);
    let own = |participant: &Participant| {
        let known = known.iter().filter(|one| one.participant == participant.id);
        let said = said.iter().filter(|one| one.participant == participant.id);
        (known.collect::<Vec<_>>(), said.collect::<Vec<_>>())
    };
    let all: Vec<_> = chosen.iter().map(|participant| (*participant, own(participant))).collect();
    match wanted.format {
        ContactsFormat::Text => all.iter().for_each(|(participant, (known, said))| {
            let answered = collected.answers.origins.contains_key(&participant.id);
            print(participant, known, said, console);
            // who sent nothing back may have somebody to be asked: nobody knows yet
            match (answered, known.is_empty() && said.is_empty()) {
                (false, _) => console.line(&format!("  {}", say("cli-contacts-unanswered"))),
                (true, true) => console.line(&format!("  {}", say("cli-contacts-none"))),
                (true, false) => {}
            }
        }),
        ContactsFormat::Json => {
            let one = |(participant, (known, said)): &(&Participant, (Vec<_>, Vec<_>))| {
                let answered = collected.answers.origins.contains_key(&participant.id);
                json(participant, known, said, answered)
            };
            console.json(&all.iter().map(one).collect());
        }
    }
    Ok(Status::Done)
}

fn print(
    participant: &Participant,
    known: &[&Contact],
    said: &[&PrivateAnswer],
    console: &mut Console,
) {
    console.line(&clean(&format!("{} ({})", participant.name, participant.id)));
    for contact in known {
        let name = contact.name.as_deref().unwrap_or_default();
        let args = [("name", name), ("email", contact.email.as_str())];
        console.line(&clean(&format!("  {}", say_with("cli-contacts-known", &args).trim())));
    }
    for answer in said {
        let row = answer.row.map(|row| say_with("cli-contacts-row", &[("row", &row.to_string())]));
        let at = answer.at.as_ref().map(ToString::to_string).unwrap_or_default();
        let args = [
            ("label", answer.label.as_str()),
            ("row", &row.unwrap_or_default()),
            ("written", &answer.written.replace('\n', " ⏎ ")),
            ("cell", &at),
        ];
        console.line(&clean(&format!("  {}", say_with("cli-contacts-said", &args))));
    }
}

fn json(
    participant: &Participant,
    known: &[&Contact],
    said: &[&PrivateAnswer],
    answered: bool,
) -> serde_json::Value {
    let contact = |one: &&Contact| serde_json::json!({ "name": one.name, "email": one.email });
    let answer = |one: &&PrivateAnswer| {
        serde_json::json!({
            "question": one.question,
            "label": one.label,
            "row": one.row,
            "written": one.written,
            "file": one.at.as_ref().map(|at| at.file.to_string()),
            "sheet": one.at.as_ref().map(|at| at.sheet.to_string()),
            "cell": one.at.as_ref().map(|at| at.cell.to_string()),
        })
    };
    serde_json::json!({
        "participant": participant.id,
        "answered": answered,
        "contacts": known.iter().map(contact).collect::<Vec<_>>(),
        "answers": said.iter().map(answer).collect::<Vec<_>>(),
    })
}
