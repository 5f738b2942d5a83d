// SPDX-License-Identifier: EUPL-1.2
//! `sestante feedback`: what goes back to each participant.

use super::{Console, Status, arguments, study};
use sestante::diag::{Error, say, say_with};
use sestante::feedback::{self, Feedback};
use sestante::pipeline;
use sestante::{export, feedback::gather};
use std::path::Path;

/// Writes workbook, receipt and e-mail of each participant and prints their files.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Feedback,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let participants = study::participants(&collected.questionnaire, &wanted.participants)?;
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output/feedback"));
    let mut written = 0;
    for participant in participants {
        match gather(&collected, participant)? {
            Some(feedback) => {
                write(&feedback, &folder.join(&participant.id), console)?;
                written += 1;
            }
            None => {
                console.aside(&say_with("cli-no-answer", &[("name", &participant.short)]));
            }
        }
    }
    if written == 0 {
        return Err(Error::user("cli-feedback-nobody", &[]));
    }
    console.aside(&say("cli-feedback-next"));
    Ok(Status::Done)
}

fn write(feedback: &Feedback<'_>, folder: &Path, console: &mut Console) -> Result<(), Error> {
    let workbook = feedback.file_name();
    let receipt = say("feedback-receipt-file");
    let page = format!("{receipt}.html");
    let document = feedback::receipt(feedback);
    let attachments = [workbook.clone(), page.clone()];
    let files = [
        (workbook, feedback::write(feedback)?),
        (page, export::html::write(&document).into_bytes()),
        (
            format!("{}.txt", say("feedback-message-file")),
            feedback::message(feedback, &attachments).into_bytes(),
        ),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        export::place(&path, &bytes)?;
        console.line(&path.display().to_string());
    }
    let n = feedback.remarks.len().to_string();
    let args = [("name", feedback.participant.short.as_str()), ("n", &n)];
    console.aside(&say_with("cli-feedback-done", &args));
    Ok(())
}
