// SPDX-License-Identifier: EUPL-1.2
//! What keeps a report from being the final one: answers that cannot be compared, participants who
//! have not answered, an author's slot that is empty, a sentence that does not hold, a date older
//! than the answers. Each can be let stand, by name and with a reason; what is let stand is counted
//! in the annex on the quality of the data.

use super::document::Document;
use crate::check;
use crate::datum::{Day, Decimal};
use crate::diag::{Code, Finding, Place, Severity, published, say, say_count, say_with};
use crate::locale;
use crate::pipeline::Collected;
use crate::questionnaire::{Participant, Section};
use crate::responses::Returned;

/// What the study as a whole lacks for its final report, whatever the report says.
pub(super) fn findings(collected: &Collected) -> Vec<Finding> {
    let asked = Asked::new(collected);
    let mut findings = asked.participants();
    findings.extend(asked.sections());
    findings.extend(date(collected));
    findings
}

/// Of the findings about the report and of those about the answers, the ones that keep it from
/// being final: errors that nobody has let stand.
pub fn refusals<'a>(collected: &'a Collected, findings: &'a [Finding]) -> Vec<&'a Finding> {
    let counts =
        |finding: &&Finding| finding.severity == Severity::Error && finding.waived.is_none();
    findings.iter().chain(&collected.findings).filter(counts).collect()
}

/// Reasons that a cover says in words; more of a kind are counted.
const SAID: usize = 3;

/// Says on the covers of a draft that it is one, and why.
pub fn mark_draft(documents: &mut [Document], refusals: &[&Finding]) {
    let mut kinds: Vec<(&Code, Vec<&Finding>)> = Vec::new();
    for finding in refusals {
        match kinds.iter_mut().find(|(code, _)| **code == finding.code) {
            Some((_, same)) => same.push(finding),
            None => kinds.push((&finding.code, vec![finding])),
        }
    }
    let mut why: Vec<String> = Vec::new();
    let mut unsaid = 0;
    for (code, same) in kinds {
        let texts = || same.iter().filter_map(|finding| published(finding, |_| false));
        match (code, texts().count()) {
            (_, 0) => unsaid += same.len(),
            (_, n) if n <= SAID => why.extend(texts().map(|texts| texts.message)),
            (Code::ParticipantMissing, n) => why.push(say_count("draft-participants", n)),
            (_, n) => {
                why.extend(texts().take(1).map(|texts| texts.message));
                why.push(say_count("draft-alike", n - 1));
            }
        }
    }
    if unsaid > 0 {
        why.push(say_count("draft-answers", unsaid));
    }
    let list = why.join("; ");
    let notice = match why.is_empty() {
        true => say("cli-report-notice"),
        false => say_with("cli-report-notice-refusals", &[("list", &list)]),
    };
    for document in documents {
        document.notices.insert(0, notice.clone());
    }
}

/// The report's own date must not be before the last file came.
fn date(collected: &Collected) -> Option<Finding> {
    let date = collected.study.questionnaire.study.date;
    let origins = &collected.answers.origins;
    let counts = |one: &&Returned| {
        origins.get(&one.participant).is_some_and(|answers| answers.round == one.round)
    };
    let received = collected.returned.iter().filter(counts).flat_map(|one| {
        let entries = one.log.files.iter();
        entries.filter_map(|entry| Some((entry.received?, &one.participant, &one.round)))
    });
    let (day, participant, round) = received.max_by_key(|(day, ..)| *day)?;
    let args = [
        ("date", &*date.short()),
        ("day", &Day::short(day)),
        ("participant", participant.as_str()),
        ("round", round),
    ];
    let place = Place::File("questionnaire/study.yaml".into());
    (date < day).then(|| Finding::new(Code::ReportDateOld, place, &args))
}

/// How much was answered of what was asked.
struct Asked<'a> {
    collected: &'a Collected,
    /// Those who take part, with the answered and the asked items of each section.
    counts: Vec<(&'a Participant, Vec<(usize, usize)>)>,
}

impl<'a> Asked<'a> {
    fn new(collected: &'a Collected) -> Self {
        let questionnaire = &collected.study.questionnaire;
        let count = |participant: &Participant, section: &Section| {
            let items = check::answered_items(&collected.answers, &participant.id, section);
            (items.iter().filter(|(_, answered)| *answered).count(), items.len())
        };
        let taking_part = questionnaire.participants.iter().filter(|one| one.takes_part());
        let counts = taking_part.map(|participant| {
            let sections = questionnaire.sections.iter();
            (participant, sections.map(|section| count(participant, section)).collect())
        });
        Asked { collected, counts: counts.collect() }
    }

    fn wanted(&self) -> &'a crate::study::Coverage {
        &self.collected.study.templates.settings.coverage
    }

    /// Everybody who takes part has answered, or as many as the study asks for; and each as much.
    fn participants(&self) -> Vec<Finding> {
        let place = || Place::File("questionnaire/participants.yaml".into());
        let total = |counts: &[(usize, usize)]| {
            counts.iter().fold((0, 0), |(n, of), (answered, asked)| (n + answered, of + asked))
        };
        let (answered, silent): (Vec<_>, Vec<_>) =
            self.counts.iter().partition(|(_, counts)| total(counts).0 > 0);
        let mut findings = Vec::new();
        if is_below(answered.len(), self.counts.len(), self.wanted().participants) {
            findings.extend(silent.iter().map(|(participant, _)| {
                let args = [("participant", participant.name.as_str())];
                let finding = Finding::new(Code::ParticipantMissing, place(), &args);
                finding.by(&participant.id).question(&participant.id)
            }));
        }
        for (participant, counts) in answered {
            let (n, of) = total(counts);
            if is_below(n, of, self.wanted().answers) {
                let finding = low(&participant.name, (n, of), self.wanted().answers, place());
                findings.push(finding.by(&participant.id).question(&participant.id));
            }
        }
        findings
    }

    /// Of each section, as much was answered as the study asks for, by all together.
    fn sections(&self) -> Vec<Finding> {
        let sections = self.collected.study.questionnaire.sections.iter().enumerate();
        let low_section = |(at, section): (usize, &Section)| {
            let counts = self.counts.iter().filter_map(|(_, counts)| counts.get(at));
            let (n, of) = counts.fold((0, 0), |(n, of), (one, asked)| (n + one, of + asked));
            let place = Place::File("report-templates/report.yaml".into());
            let wanted = self.wanted().sections;
            is_below(n, of, wanted)
                .then(|| low(&section.title, (n, of), wanted, place).question(&section.id))
        };
        sections.filter_map(low_section).collect()
    }
}

fn is_below(n: usize, of: usize, percent: usize) -> bool {
    n * 100 < of * percent
}

fn low(name: &str, (n, of): (usize, usize), wanted: usize, place: Place) -> Finding {
    let shown = |number: usize| locale::number(Decimal::of(number), 0);
    let args = [("name", name), ("n", &shown(n)), ("of", &shown(of)), ("wanted", &shown(wanted))];
    Finding::new(Code::CoverageLow, place, &args)
}
