// SPDX-License-Identifier: EUPL-1.2
//! Letters to those who are late, have left something out or must put something right, ready to
//! paste.
//!
//! Names and addresses go nowhere else.

use super::overview::{Overview, ParticipantStatus, SectionStatus};
use super::page::spot;
use crate::datum::Origin;
use crate::diag::{Finding, Permit, Place, Severity, Texts, Topic, say, say_with, texts};
use crate::questionnaire::Questionnaire;
use crate::study::Contact;

/// Questions named one by one in a section.
const NAMED: usize = 12;

/// The letters of a round, each with its participant's id. Nobody is asked about what the study
/// team wrote off a document.
pub fn reminders(
    contacts: &[Contact],
    questionnaire: &Questionnaire,
    overview: &Overview,
    permit: Permit,
) -> Vec<(String, String)> {
    let mut letters = Vec::new();
    for one in &overview.participants {
        if is_transcribed(one) || is_whole(one, permit) {
            continue;
        }
        let own: Vec<&Contact> =
            contacts.iter().filter(|contact| contact.participant == one.id).collect();
        letters.push((one.id.clone(), letter(questionnaire, overview, one, &own, permit)));
    }
    letters
}

/// Why nobody is written to: neither the deadline nor the day has a part in it.
pub fn why_no_letter(overview: &Overview) -> String {
    let transcribed = overview.participants.iter().filter(|one| is_transcribed(one)).count();
    let whole = overview.participants.len() - transcribed;
    let why = |key: &str, n: usize| (n > 0).then(|| say_with(key, &[("n", &n.to_string())]));
    let parts = [why("reminder-none-whole", whole), why("reminder-none-transcribed", transcribed)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    say_with("reminder-none", &[("why", &parts.join("; "))])
}

fn is_transcribed(one: &ParticipantStatus) -> bool {
    one.origin == Some(Origin::Transcribed)
}

/// Whether nothing is missing, and nothing is to be looked at again.
fn is_whole(one: &ParticipantStatus, permit: Permit) -> bool {
    one.sections.iter().all(SectionStatus::is_complete)
        && !one.findings().any(|finding| is_asked(finding, permit))
}

fn letter(
    questionnaire: &Questionnaire,
    overview: &Overview,
    one: &ParticipantStatus,
    contacts: &[&Contact],
    permit: Permit,
) -> String {
    let study = &questionnaire.study;
    let to: Vec<String> = contacts
        .iter()
        .map(|contact| match &contact.name {
            Some(name) => format!("{name} <{}>", contact.email),
            None => contact.email.clone(),
        })
        .collect();
    let to = if to.is_empty() { one.name.clone() } else { to.join(", ") };
    let args = [
        ("to", to.as_str()),
        ("name", &one.name),
        ("study", &study.title),
        ("round", &overview.title),
    ];
    let mut parts = vec![
        format!("{}\n{}", say_with("reminder-to", &args), say_with("reminder-subject", &args)),
        say("reminder-greeting"),
        say_with(opening(one), &args),
    ];
    parts.extend(due(overview, one));
    parts.extend(missing(one));
    parts.extend(wrong(one, permit));
    parts.push(say(if one.files.is_empty() { "reminder-how-first" } else { "reminder-how" }));
    let publisher = study.publisher.clone().unwrap_or_default();
    parts.push(format!("{}\n{publisher}", say("reminder-closing")).trim_end().to_owned());
    parts.join("\n\n")
}

/// Key of the first sentence.
fn opening(one: &ParticipantStatus) -> &'static str {
    if one.files.is_empty() { "reminder-nothing" } else { "reminder-received" }
}

fn due(overview: &Overview, one: &ParticipantStatus) -> Option<String> {
    let day = overview.deadline?.long();
    let overdue = one.sections.iter().filter(|section| section.is_overdue());
    let args = |days: &str| say_with("reminder-overdue", &[("day", &day), ("n", days)]);
    Some(match overdue.filter_map(|section| section.late).max() {
        Some(days) => args(&days.to_string()),
        None => say_with("reminder-due", &[("day", &day)]),
    })
}

/// What is missing, section by section.
fn missing(one: &ParticipantStatus) -> Option<String> {
    let mut lines = Vec::new();
    for section in one.sections.iter().filter(|section| !section.is_complete()) {
        lines.push(format!("- {}", missing_in(section)));
    }
    (!lines.is_empty()).then(|| format!("{}\n{}", say("reminder-missing"), lines.join("\n")))
}

fn missing_in(section: &SectionStatus) -> String {
    let title = format!("{} {}", section.code, section.title);
    if section.answered == 0 {
        let args = [("section", title.as_str()), ("of", &section.asked.to_string())];
        return say_with("reminder-whole-section", &args);
    }
    let named = section.missing.iter().take(NAMED).map(|(code, label)| format!("{code} {label}"));
    let mut names = named.collect::<Vec<_>>().join("; ");
    if section.missing.len() > NAMED {
        names.push_str("; …");
    }
    let (n, of) = (section.missing.len().to_string(), section.asked.to_string());
    let args = [("section", title.as_str()), ("n", &n), ("of", &of), ("names", &names)];
    say_with("reminder-part-of-section", &args)
}

/// Whether the respondent is asked about a finding: it stands in a cell, and is no mere note; a
/// blank is asked for already.
fn is_asked(finding: &Finding, permit: Permit) -> bool {
    matches!(finding.place, Place::Cell(_))
        && finding.severity != Severity::Note
        && finding.waived.is_none()
        && finding.written(permit).is_none_or(|value| !value.is_empty())
        && finding.code.topic() != Topic::Blank
}

fn wrong(one: &ParticipantStatus, permit: Permit) -> Option<String> {
    let mut asked: Vec<&Finding> =
        one.findings().filter(|finding| is_asked(finding, permit)).collect();
    asked.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let lines: Vec<String> = asked
        .into_iter()
        .map(|finding| {
            let Texts { message, help, .. } = texts(finding, permit);
            let line = format!("- {}: {message}.", spot(finding));
            match help {
                Some(help) => format!("{line}\n  {}.", capital(help.trim_end_matches('.'))),
                None => line,
            }
        })
        .collect();
    (!lines.is_empty()).then(|| format!("{}\n{}", say("reminder-wrong"), lines.join("\n")))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    first + letters.as_str()
}
