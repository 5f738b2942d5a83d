// SPDX-License-Identifier: EUPL-1.2
//! `sestante waive`: lets a finding stand, in the round's log, with author and reason.

use super::{Console, PERMIT, Status, arguments, correct, study};
use sestante::diag::{self, Error, Finding, say_with};
use sestante::pipeline;
use sestante::report;
use sestante::responses::{self, Addition, Returned, Waiver};
use std::collections::BTreeSet;
use std::path::Path;

/// The word for the report as a whole, where a participant is named otherwise.
const REPORT: &str = "report";

/// Writes the waiver, and shows which findings it lets stand.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Waive,
    console: &mut Console,
) -> Result<Status, Error> {
    if wanted.participant == REPORT {
        return of_report(root, wanted, console);
    }
    let collected = pipeline::collect(root)?;
    let participant = study::participant(&collected.study.questionnaire, &wanted.participant)?;
    let returned = study::returned(&collected, participant, wanted.signed.round.as_deref())?;
    let mut waiver = waiver(wanted);
    let mut findings = collected.checked(&collected.standing_with(returned))?.findings;
    findings.retain(|finding| finding.participant.as_deref() == Some(participant.id.as_str()));
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    if !codes.contains(wanted.code.as_str()) {
        let known: Vec<&str> = codes.into_iter().collect();
        return Err(study::unknown("cli-waive-no-code", &wanted.code, &known));
    }
    let standing = standing(returned, &waiver, &findings);
    if standing.is_empty() {
        return Err(Error::user("cli-waive-nothing", &[("code", &wanted.code)]));
    }
    // who lets one cell stand lets the value stand that is in it
    let seen = standing.first().filter(|_| waiver.cell.is_some());
    waiver.value = seen.and_then(|finding| finding.written(PERMIT)).map(str::to_owned);
    let folder = responses::round_folder(&participant.id, &returned.round);
    responses::add(root, &folder, &[Addition::Waiver(waiver)])?;
    done(&standing, &folder, console);
    Ok(Status::Done)
}

/// Lets stand what keeps the report as a whole from being final.
fn of_report(
    root: &Path,
    wanted: &arguments::Waive,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = study::collect(root, wanted.signed.round.as_deref())?;
    let composed = report::compose(&collected, &collected.compare()?)?;
    let refusals = report::refusals(&collected, &composed.findings);
    let own = |finding: &&&Finding| composed.findings.iter().any(|known| known == **finding);
    let mut findings: Vec<Finding> = refusals.iter().filter(own).copied().cloned().collect();
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    if !codes.contains(wanted.code.as_str()) {
        let known: Vec<&str> = codes.into_iter().collect();
        return Err(study::unknown("cli-waive-no-code", &wanted.code, &known));
    }
    let waiver = waiver(wanted);
    responses::waive_by(std::slice::from_ref(&waiver), &mut findings);
    findings.retain(|finding| finding.waived.is_some());
    if findings.is_empty() {
        return Err(Error::user("cli-waive-nothing", &[("code", &wanted.code)]));
    }
    responses::add(root, responses::DECISIONS, &[Addition::Waiver(waiver)])?;
    done(&findings, responses::DECISIONS, console);
    Ok(Status::Done)
}

fn waiver(wanted: &arguments::Waive) -> Waiver {
    Waiver {
        code: wanted.code.clone(),
        question: wanted.question.clone(),
        cell: wanted.cell.clone(),
        value: None,
        signed: correct::signed(&wanted.signed, &wanted.reason),
    }
}

fn done(findings: &[Finding], folder: &str, console: &mut Console) {
    for finding in findings {
        console.line(&diag::short(finding, PERMIT));
    }
    let args = [("n", &*findings.len().to_string()), ("file", &format!("{folder}/log.yaml"))];
    console.aside(&say_with("cli-waive-done", &args));
}

/// The findings that the new waiver lets stand.
fn standing(returned: &Returned, waiver: &Waiver, findings: &[Finding]) -> Vec<Finding> {
    let mut round = returned.clone();
    round.log.waivers = vec![waiver.clone()];
    let mut findings: Vec<Finding> =
        findings.iter().filter(|finding| finding.waived.is_none()).cloned().collect();
    responses::waive(&[&round], &mut findings);
    findings.into_iter().filter(|finding| finding.waived.is_some()).collect()
}
