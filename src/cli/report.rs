// SPDX-License-Identifier: EUPL-1.2
//! `sestante report`: the comparative report, as a draft or as the final one.
//!
//! The formats are written side by side, each from its volume. One that fails stops only itself.

use super::{Console, PERMIT, Status, arguments, study};
use sestante::diag::{self, Error, Finding, Noted, say, say_with};
use sestante::edition::{self, Edition};
use sestante::export::{self, Format, Holds};
use sestante::pipeline::{Collected, Compared};
use sestante::report::{self, Document};
use sestante::study::{Settings, VolumeKind};
use sestante::yaml::did_you_mean;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Writes the report and prints its files. A draft is always written and says what stands against
/// the final report; the final one is not written then.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Report,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = study::collect(root, wanted.round.as_deref())?;
    let formats = formats(&collected.study.templates.settings, wanted)?;
    if collected.answers.origins.is_empty() {
        return Err(Error::user("cli-report-nobody", &[]));
    }
    let compared = collected.compare()?;
    if !wanted.participant.is_empty() {
        return profiles(root, wanted, &formats, (&collected, &compared), console);
    }
    let composed = report::compose(&collected, &compared)?;
    let mut documents = composed.value;
    let mut findings = composed.findings;
    diag::sort(&mut findings);
    for finding in &findings {
        console.aside(&diag::long(finding, PERMIT));
    }
    let refusals = report::refusals(&collected, &findings);
    let n = refusals.len().to_string();
    if wanted.is_final && !refusals.is_empty() {
        refuse(&refusals, &findings, console);
        return Ok(Status::Findings);
    }
    if !wanted.is_final {
        report::mark_draft(&mut documents, &refusals);
    }
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output"));
    let volumes: Vec<VolumeKind> = documents.iter().map(|document| document.volume).collect();
    let wanted = |format: &&'static Format| Some((*format, format.holds.of(&volumes)?));
    let wanted: Vec<(&'static Format, VolumeKind)> = formats.iter().filter_map(wanted).collect();
    let is_wanted = |document: &&Document| wanted.iter().any(|(_, kind)| *kind == document.volume);
    let settled = |document: &Document| (document.volume, edition::settle(document));
    let editions: BTreeMap<VolumeKind, Edition> =
        documents.iter().filter(is_wanted).map(settled).collect();
    let file = |(format, kind): &(&'static Format, VolumeKind)| {
        Some(File { format, edition: editions.get(kind)?, path: folder.join(format.file) })
    };
    let written = write(&wanted.iter().filter_map(file).collect::<Vec<_>>(), console);
    if !refusals.is_empty() {
        console.aside(&say_with("cli-report-draft", &[("n", &n)]));
    }
    written.map(|()| Status::Done)
}

/// Says what keeps a report from being final; what is about it was said already.
fn refuse(refusals: &[&Finding], said: &[Finding], console: &mut Console) {
    let is_said = |refusal: &Finding| said.iter().any(|known| std::ptr::eq(known, refusal));
    for finding in refusals.iter().filter(|refusal| !is_said(refusal)) {
        console.aside(&diag::long(finding, PERMIT));
    }
    let n = refusals.len().to_string();
    console.aside(&say_with("cli-report-refused", &[("n", &n)]));
}

/// Writes the profile of each participant named, under its id.
fn profiles(
    root: &Path,
    wanted: &arguments::Report,
    formats: &[&'static Format],
    (collected, compared): (&Collected, &Compared),
    console: &mut Console,
) -> Result<Status, Error> {
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output/profiles"));
    for participant in study::participants(&collected.study.questionnaire, &wanted.participant)? {
        if !collected.answers.has(&participant.id) {
            return Err(Error::user("cli-report-no-profile", &[("name", &participant.name)]));
        }
        let Noted { value: mut document, mut findings } =
            report::profile(collected, compared, participant)?;
        diag::sort(&mut findings);
        for finding in &findings {
            console.aside(&diag::long(finding, PERMIT));
        }
        let refusals = report::refusals(collected, &findings);
        if wanted.is_final && !refusals.is_empty() {
            refuse(&refusals, &findings, console);
            return Ok(Status::Findings);
        }
        if !wanted.is_final {
            document.notices.insert(0, say("cli-report-profile-notice"));
        }
        // A profile is for reading: there is no deck of it.
        let is_read =
            |format: &&&Format| format.name != "slides" && format.holds != Holds::Technical;
        let name = |format: &Format| {
            let ending = format.file.rsplit('.').next().unwrap_or(format.name);
            folder.join(format!("{}.{ending}", participant.id))
        };
        let edition = edition::settle(&document);
        let file =
            |format: &&'static Format| File { format, edition: &edition, path: name(format) };
        let files: Vec<_> = formats.iter().filter(is_read).map(file).collect();
        write(&files, console)?;
    }
    console.aside(&say("cli-report-profile-next"));
    Ok(Status::Done)
}

/// The formats that the arguments name, else the study, else all; each once.
fn formats(settings: &Settings, wanted: &arguments::Report) -> Result<Vec<&'static Format>, Error> {
    let by_study = wanted.formats.is_empty();
    let names = if by_study { &settings.formats } else { &wanted.formats };
    if names.is_empty() {
        return Ok(export::FORMATS.iter().collect());
    }
    for name in names {
        if export::format(name).is_none() {
            return Err(Error::User {
                message: say_with("cli-report-unknown-format", &[("word", name)]),
                help: Some(did_you_mean(name, export::names()).said()),
            });
        }
    }
    Ok(export::FORMATS.iter().filter(|f| names.iter().any(|name| name == f.name)).collect())
}

/// A file to be written.
struct File<'a> {
    format: &'static Format,
    edition: &'a Edition,
    path: PathBuf,
}

/// Writes the files, each on its own, and prints those that were written.
fn write(files: &[File<'_>], console: &mut Console) -> Result<(), Error> {
    let name = |path: &Path| {
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let names: Vec<String> = files.iter().map(|file| name(&file.path)).collect();
    console.progress(&say_with("cli-report-writing", &[("files", &names.join(", "))]));
    let results: Vec<Result<Vec<Finding>, Error>> = std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|file| scope.spawn(|| write_one(file))).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(super::internal())))
            .collect()
    });
    let mut failed = Vec::new();
    for ((File { path, .. }, name), result) in files.iter().zip(&names).zip(results) {
        match result {
            Ok(findings) => {
                console.line(&path.display().to_string());
                for finding in &findings {
                    console.aside(&diag::long(finding, PERMIT));
                }
            }
            Err(error) => {
                let error = error.to_string();
                let args = [("file", name.as_str()), ("error", error.as_str())];
                console.aside(&super::told(&Error::user("cli-report-format-failed", &args)));
                failed.push(name.as_str());
            }
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let n = failed.len().to_string();
    let args = [("n", n.as_str()), ("files", &failed.join(", "))];
    Err(Error::user("cli-report-not-written", &args))
}

fn write_one(file: &File<'_>) -> Result<Vec<Finding>, Error> {
    let Noted { value: bytes, findings } = (file.format.write)(file.edition)?;
    export::place(&file.path, &bytes)?;
    Ok(findings)
}
