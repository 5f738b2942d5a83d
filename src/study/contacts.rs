// SPDX-License-Identifier: EUPL-1.2
//! `contacts.yaml`: names and addresses, which go nowhere but into letters.

use crate::diag::{Code, Error};
use crate::files::Files;
use crate::questionnaire::Questionnaire;
use crate::yaml::{Fields, YamlFile, did_you_mean};
use std::path::Path;

/// File of names and addresses, in the study's folder.
const CONTACTS: &str = "contacts.yaml";

/// Somebody to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Id of the participant.
    pub participant: String,
    /// Name of the person.
    pub name: Option<String>,
    /// Address.
    pub email: String,
}

/// The contacts of the study in `root`; none when it has no such file. They are read by whoever
/// writes letters, and by nobody else.
///
/// # Errors
///
/// All mistakes of the file at once.
pub fn contacts(root: &Path, questionnaire: &Questionnaire) -> Result<Vec<Contact>, Error> {
    let files = Files::new(root);
    let mut all = Vec::new();
    if let Some((source, node)) = YamlFile::read_if_there(&files, CONTACTS)? {
        let fields = Fields::of(&source, &node);
        for node in fields.list("contacts") {
            let fields = Fields::of(&source, node);
            let contact = Contact {
                participant: fields.need_text("participant"),
                name: fields.text("name"),
                email: fields.need_text("email"),
            };
            if let (Some(node), None) =
                (fields.get("participant"), questionnaire.participant(&contact.participant))
            {
                let known = questionnaire.participants.iter().map(|p| p.id.as_str());
                let help = did_you_mean(&contact.participant, known);
                let args = [("word", contact.participant.as_str())];
                source.report_with_help(Code::YamlUnknownWord, node, &args, help);
            }
            fields.finish();
            all.push(contact);
        }
        fields.finish();
    }
    let mistakes = files.mistakes.take();
    if mistakes.is_empty() { Ok(all) } else { Err(Error::Study(mistakes)) }
}
