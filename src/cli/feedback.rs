// SPDX-License-Identifier: EUPL-1.2
//! `sestante feedback`: what goes back to each participant.

use super::{Console, PERMIT, Status, arguments, study};
use sestante::diag::{self, Error, Finding, Place, say, say_with};
use sestante::edition::{self, Edition};
use sestante::feedback::{self, Feedback};
use sestante::pipeline;
use sestante::{export, feedback::gather};
use std::path::Path;

/// Writes workbook, receipt (as page and as PDF) and e-mail of each participant and prints their files.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Feedback,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    let participants = study::participants(&collected.study.questionnaire, &wanted.participants)?;
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output/feedback"));
    let (mut written, mut failed) = (0, Vec::new());
    for participant in participants {
        match gather(&collected, participant, PERMIT) {
            Some(feedback) => {
                write(&feedback, &folder.join(&participant.id), &mut failed, console)?;
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
    if !failed.is_empty() {
        let n = failed.len().to_string();
        let args = [("n", n.as_str()), ("files", &failed.join(", "))];
        return Err(Error::user("cli-report-not-written", &args));
    }
    Ok(Status::Done)
}

fn write(
    feedback: &Feedback<'_>,
    folder: &Path,
    failed: &mut Vec<String>,
    console: &mut Console,
) -> Result<(), Error> {
    let workbook = feedback.file_name();
    let receipt = say("feedback-receipt-file");
    let edition = edition::settle(&feedback::receipt(feedback));
    place(&folder.join(&workbook), &feedback::write(feedback)?, console)?;
    let page = format!("{receipt}.html");
    place(&folder.join(&page), export::html::write(&edition).as_bytes(), console)?;
    let sheet = format!("{receipt}.pdf");
    // One receipt goes with the e-mail: as PDF, when there is one.
    let attached = match pdf(&edition, &folder.join(&sheet), console) {
        Some(Ok(())) => sheet,
        None => page,
        Some(Err(error)) => {
            let path = folder.join(&sheet).display().to_string();
            let args = [("file", path.as_str()), ("error", &error.to_string())];
            console.aside(&super::told(&Error::user("cli-report-format-failed", &args)));
            failed.push(path);
            page
        }
    };
    let message = feedback::message(feedback, &[workbook, attached]);
    let file = format!("{}.txt", say("feedback-message-file"));
    place(&folder.join(file), message.as_bytes(), console)?;
    let n = feedback.remarks.len().to_string();
    let args = [("name", feedback.participant.short.as_str()), ("n", &n)];
    console.aside(&say_with("cli-feedback-done", &args));
    Ok(())
}

/// Writes the receipt as PDF; nothing when the program was made without it.
fn pdf(edition: &Edition, path: &Path, console: &mut Console) -> Option<Result<(), Error>> {
    let format = export::format("pdf")?;
    let written = (format.write)(edition).and_then(|pdf| {
        place(path, &pdf.value, console)?;
        for finding in pdf.findings {
            let place = Place::File(path.display().to_string().into());
            console.aside(&diag::long(&Finding { place, ..finding }, PERMIT));
        }
        Ok(())
    });
    Some(written)
}

fn place(path: &Path, bytes: &[u8], console: &mut Console) -> Result<(), Error> {
    export::place(path, bytes)?;
    console.line(&path.display().to_string());
    Ok(())
}
