// SPDX-License-Identifier: EUPL-1.2
//! Marks the findings that the study team lets stand: they stay to be seen, and keep nothing from
//! being compared.

use super::log::Waiver;
use super::returned::Returned;
use crate::datum::Day;
use crate::diag::{Code, Finding, Phrase, Place, Private, Severity};

/// Marks what the logs of these rounds waive; a waiver that nothing answers to is a finding.
pub fn waive(returned: &[&Returned], findings: &mut Vec<Finding>) {
    let mut idle = Vec::new();
    for round in returned {
        for waiver in &round.log.waivers {
            let mut met = false;
            let own = |f: &&mut Finding| f.participant.as_deref() == Some(&round.participant);
            for finding in findings.iter_mut().filter(own) {
                if covers(waiver, finding) {
                    met = true;
                    finding.severity = Severity::Note;
                    finding.waived = Some(Private::new(said(waiver)));
                }
            }
            if !met {
                let place = Place::Text(waiver.signed.at.clone());
                let args = [("code", waiver.code.as_str())];
                let finding = Finding::new(Code::WaiverIdle, place, &args);
                idle.push(finding.by(&round.participant));
            }
        }
    }
    findings.extend(idle);
}

/// Marks what these waivers let stand of findings that are of no participant's round.
pub fn waive_by(waivers: &[Waiver], findings: &mut [Finding]) {
    for finding in findings {
        if let Some(waiver) = waivers.iter().find(|waiver| covers(waiver, finding)) {
            finding.severity = Severity::Note;
            finding.waived = Some(Private::new(said(waiver)));
        }
    }
}

fn covers(waiver: &Waiver, finding: &Finding) -> bool {
    if finding.code != *waiver.code {
        return false;
    }
    let question = waiver.question.as_ref().is_none_or(|wanted| {
        finding.question.as_ref().is_some_and(|id| {
            id == wanted
                || id.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('.'))
        })
    });
    let cell = waiver.cell.as_ref().is_none_or(|wanted| match &finding.place {
        Place::Cell(at) => plain_cell(wanted) == format!("{}!{}", at.sheet, at.cell),
        _ => false,
    });
    let seen = waiver.value.clone().map(Private::new);
    let value = seen.is_none() || seen == finding.value;
    question && cell && value
}

/// A cell as `1 Dati!C7`, without the marks that spreadsheets put around.
pub(super) fn plain_cell(cell: &str) -> String {
    cell.replace(['\'', '$'], "")
}

/// «A. Rossi, 20/07/2022: …».
fn said(waiver: &Waiver) -> Phrase {
    let signed = &waiver.signed;
    let args = [
        ("author", signed.author.as_str()),
        ("date", &signed.date.map(Day::short).unwrap_or_default()),
        ("reason", &signed.reason),
    ];
    Phrase::new("waived-by", &args)
}
