// SPDX-License-Identifier: EUPL-1.2
//! What is known of a round, by participant and section.

use crate::datum::{Day, Origin};
use crate::diag::{self, Finding, Permit, Severity};
use serde_json::{Value, json};

/// A round of collection on a day.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Id of the round.
    pub round: String,
    /// Its title.
    pub title: String,
    /// Day by which answers are due.
    pub deadline: Option<Day>,
    /// Day on which it is judged who is late; none when nothing says a day.
    pub on: Option<Day>,
    /// The participants, in the study's order.
    pub participants: Vec<ParticipantStatus>,
}

/// Where one participant stands.
#[derive(Debug, Clone)]
pub struct ParticipantStatus {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Day on which the form was sent.
    pub sent: Option<Day>,
    /// The files that came, in order.
    pub files: Vec<Received>,
    /// How the answers came to be; none while there are none.
    pub origin: Option<Origin>,
    /// The sections, in the questionnaire's order.
    pub sections: Vec<SectionStatus>,
    /// What was noticed that belongs to no section.
    pub general: Vec<Finding>,
}

/// A file that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Path from the study's folder.
    pub file: String,
    /// Day on which it came, when the log says it.
    pub on: Option<Day>,
}

/// Where one section of a participant stands.
#[derive(Debug, Clone)]
pub struct SectionStatus {
    /// Id.
    pub id: String,
    /// Printed code.
    pub code: String,
    /// Title.
    pub title: String,
    /// The last file with an answer to it.
    pub returned: Option<Received>,
    /// Questions, tables and grids with an answer.
    pub answered: usize,
    /// Questions, tables and grids that concern the participant.
    pub asked: usize,
    /// Those without an answer: code and label.
    pub missing: Vec<(String, String)>,
    /// What was noticed in it.
    pub findings: Vec<Finding>,
    /// Days by which it is late, or by which what is there came late.
    pub late: Option<i64>,
    /// Who found it good.
    pub validated: Option<Validated>,
}

/// Who found a section good, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validated {
    /// Who.
    pub by: String,
    /// When, if the log says it.
    pub on: Option<Day>,
    /// A file with answers to it came after that day.
    pub outdated: bool,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Findings that keep answers from being compared.
    pub errors: usize,
    /// Findings that somebody should look at.
    pub warnings: usize,
    /// Findings that are good to know.
    pub notes: usize,
    /// Findings that the study team lets stand.
    pub waived: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Counts::default();
        for finding in findings {
            *match finding.severity {
                _ if finding.waived.is_some() => &mut counts.waived,
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Note => &mut counts.notes,
            } += 1;
        }
        counts
    }
}

impl SectionStatus {
    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        self.returned.is_some() && self.missing.is_empty()
    }

    /// Whether it is still waited for beyond the deadline.
    pub fn is_overdue(&self) -> bool {
        self.late.is_some() && !self.is_complete()
    }

    /// Its findings, counted.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }
}

impl ParticipantStatus {
    /// All findings, section by section, then those of none.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.sections.iter().flat_map(|section| &section.findings).chain(&self.general)
    }

    /// Questions answered, and asked.
    pub fn answered(&self) -> (usize, usize) {
        let sum = |of: fn(&SectionStatus) -> usize| self.sections.iter().map(of).sum();
        (sum(|section| section.answered), sum(|section| section.asked))
    }

    /// The greatest number of days by which a section is late.
    pub fn late(&self) -> Option<i64> {
        self.sections.iter().filter_map(|section| section.late).max()
    }

    /// Sections found good, and not changed since.
    pub fn validated(&self) -> usize {
        let good = |section: &&SectionStatus| {
            section.validated.as_ref().is_some_and(|validated| !validated.outdated)
        };
        self.sections.iter().filter(good).count()
    }
}

/// The overview as an object with the fields of `status --format json`.
pub fn json(overview: &Overview, permit: Permit) -> Value {
    json!({
        "round": overview.round,
        "title": overview.title,
        "deadline": overview.deadline.map(iso),
        "on": overview.on.map(iso),
        "participants": overview.participants.iter().map(|one| participant(one, permit)).collect::<Vec<_>>(),
    })
}

fn participant(status: &ParticipantStatus, permit: Permit) -> Value {
    let (answered, asked) = status.answered();
    json!({
        "id": status.id,
        "name": status.name,
        "sent": status.sent.map(iso),
        "origin": status.origin.map(Origin::id),
        "files": status.files.iter().map(received).collect::<Vec<_>>(),
        "answered": answered,
        "asked": asked,
        "late_days": status.late(),
        "sections": status.sections.iter().map(section).collect::<Vec<_>>(),
        "findings": counts(Counts::of(status.findings())),
        "general_findings": status.general.iter().map(|finding| diag::json(finding, permit)).collect::<Vec<_>>(),
    })
}

fn section(status: &SectionStatus) -> Value {
    let missing = status.missing.iter().map(|(code, label)| json!({"code": code, "label": label}));
    json!({
        "id": status.id,
        "code": status.code,
        "title": status.title,
        "returned": status.returned.as_ref().map(received),
        "answered": status.answered,
        "asked": status.asked,
        "missing": missing.collect::<Vec<_>>(),
        "findings": counts(status.counts()),
        "late_days": status.late,
        "validated": status.validated.as_ref().map(|validated| json!({
            "by": validated.by, "on": validated.on.map(iso), "outdated": validated.outdated,
        })),
    })
}

fn received(received: &Received) -> Value {
    json!({ "file": received.file, "on": received.on.map(iso) })
}

fn iso(day: Day) -> String {
    day.to_string()
}

fn counts(counts: Counts) -> Value {
    json!({
        "errors": counts.errors,
        "warnings": counts.warnings,
        "notes": counts.notes,
        "waived": counts.waived,
    })
}
