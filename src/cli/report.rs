// SPDX-License-Identifier: EUPL-1.2
//! `sestante report`: the comparative report, as a draft or as the final one.

use super::{Console, Status, arguments};
use sestante::diag::{self, Error, Finding, Severity, say, say_with};
use sestante::pipeline;
use sestante::{export, report};
use std::path::Path;

/// Writes the report and prints its file. A draft is always written and says what stands against
/// the final report; the final one is not written then.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Report,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = pipeline::collect(root)?;
    if collected.answers.origins.is_empty() {
        return Err(Error::user("cli-report-nobody", &[]));
    }
    let compared = collected.compare()?;
    let composed = report::compose(&collected, &compared)?;
    let mut document = composed.value;
    let mut findings = composed.findings;
    diag::sort(&mut findings);
    for finding in &findings {
        console.aside(&diag::long(finding));
    }
    let refusals: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let n = refusals.len().to_string();
    if wanted.is_final && !refusals.is_empty() {
        console.aside(&say_with("cli-report-refused", &[("n", &n)]));
        return Ok(Status::Findings);
    }
    if !wanted.is_final {
        document.notices.insert(0, draft_notice(&refusals));
    }
    let folder = wanted.out.clone().unwrap_or_else(|| root.join("output"));
    let path = folder.join("report.html");
    export::place(&path, export::html::write(&document).as_bytes())?;
    console.line(&path.display().to_string());
    if !refusals.is_empty() {
        console.aside(&say_with("cli-report-draft", &[("n", &n)]));
    }
    Ok(Status::Done)
}

/// What a draft says at its top: that it is one, and what the final report waits for.
fn draft_notice(refusals: &[&Finding]) -> String {
    if refusals.is_empty() {
        return say("cli-report-notice");
    }
    let list: Vec<&str> = refusals.iter().map(|finding| finding.message.as_str()).collect();
    say_with("cli-report-notice-refusals", &[("list", &list.join("; "))])
}
