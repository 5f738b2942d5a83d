// SPDX-License-Identifier: EUPL-1.2
//! What was found in the answers, as far as it may be published: everything is counted by kind,
//! and what is about answers to public questions is said in words. No word of a note, of an added
//! sheet, of a private answer or of who let something stand comes here.

use super::block::{Block, Value};
use super::nodes::Maker;
use crate::diag::{Finding, Place, Severity, Texts, Topic, published, say};
use crate::questionnaire::Questionnaire;

/// Kinds of findings in the order in which they are counted, with the key of their words.
const KINDS: [(&[Topic], &str); 6] = [
    (&[Topic::Answer], "kind-answer"),
    (&[Topic::Blank, Topic::Coverage], "kind-blank"),
    (&[Topic::StrayText, Topic::StrayComment, Topic::StraySheet], "kind-stray"),
    (&[Topic::Form, Topic::Whose, Topic::Kept], "kind-file"),
    (&[Topic::Team, Topic::Decision], "kind-team"),
    (&[Topic::StudyFile, Topic::StudyName, Topic::Study, Topic::Report], "kind-study"),
];

/// The texts of a finding about an answer that may be published; none of any other.
pub(super) fn words(questionnaire: &Questionnaire, finding: &Finding) -> Option<Texts> {
    let is_answer = matches!(finding.code.topic(), Topic::Answer | Topic::Blank);
    published(finding, |id| questionnaire.is_public(id)).filter(|_| is_answer)
}

/// How many findings there are of each kind and weight, and how many of them somebody let stand.
pub(super) fn counted(
    maker: &mut Maker<'_>,
    findings: &[Finding],
    about_report: &[Finding],
) -> Block {
    let row = |(topics, key): &(&[Topic], &str)| {
        let all = || findings.iter().chain(about_report);
        let of_kind = || all().filter(|finding| topics.contains(&finding.code.topic()));
        let open =
            |weight| of_kind().filter(|f| f.waived.is_none() && f.severity == weight).count();
        let waived = of_kind().filter(|finding| finding.waived.is_some()).count();
        (of_kind().count() > 0).then(|| {
            let counts = Severity::ALL.into_iter().map(open).chain([waived]);
            std::iter::once(Value::words(say(key))).chain(counts.map(Value::count)).collect()
        })
    };
    let rows: Vec<Vec<Value>> = KINDS.iter().filter_map(row).collect();
    let heads = ["word-kind", "word-errors", "word-warnings", "word-notes", "word-waived"];
    let heads: Vec<String> = heads.iter().map(|key| say(key)).collect();
    maker.values_table(&say("quality-findings-counted"), &heads, &rows)
}

/// The findings about answers to public questions, one a row; none where there is no such finding.
pub(super) fn listed(maker: &mut Maker<'_>, findings: &[Finding]) -> Option<Block> {
    let (questionnaire, answers) = (maker.comparer.questionnaire, maker.comparer.answers);
    let place = |place: &Place| match place {
        Place::Cell(at) => answers.as_asked(at).to_string(),
        other => other.to_string(),
    };
    let row = |finding: &Finding| {
        let message = words(questionnaire, finding)?.message;
        let weight = match finding.waived {
            Some(_) => say("word-severity-waived"),
            None => say(&format!("word-severity-{}", finding.severity.id())),
        };
        let mut places = vec![place(&finding.place)];
        places.extend(finding.related.iter().map(|(other, _)| place(other)));
        places.retain(|place| !place.is_empty());
        Some(vec![places.join("; "), weight, finding.code.to_string(), message])
    };
    let rows: Vec<Vec<String>> = findings.iter().filter_map(row).collect();
    let heads = ["word-place", "word-severity", "word-code", "word-message"].map(say);
    (!rows.is_empty()).then(|| maker.plain_table(&say("quality-findings-answers"), &heads, rows))
}
