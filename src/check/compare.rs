// SPDX-License-Identifier: EUPL-1.2
//! Which findings are new, which have gone and which remain between two states of the answers.

use crate::diag::Finding;

/// Findings of before and now, each in one of three lists.
#[derive(Debug, Clone, Default)]
pub struct FindingChanges {
    /// Gone.
    pub closed: Vec<Finding>,
    /// Not there before.
    pub new: Vec<Finding>,
    /// There before and now, as they are now.
    pub remaining: Vec<Finding>,
}

/// Whether a finding of now is one of before.
type Rule<'a> = &'a dyn Fn(&Finding, &Finding) -> bool;

/// Compares findings. A finding is the same when it says the same of the same question; or else
/// points to the same cell; or else is of the same code about the same question.
pub fn compare(before: &[Finding], now: &[Finding]) -> FindingChanges {
    let same_words = |a: &Finding, b: &Finding| a.message == b.message;
    let same_cell = |a: &Finding, b: &Finding| {
        let spot = |f: &Finding| (f.place.sheet().map(str::to_owned), f.place.cell());
        spot(a) == spot(b)
    };
    let any = |a: &Finding, _: &Finding| a.question.is_some();
    // The very same finding stays the same when somebody lets it stand; it shows as waived.
    let rules: [(Rule<'_>, bool); 3] = [(&same_words, true), (&same_cell, true), (&any, false)];
    let mut left: Vec<Option<&Finding>> = before.iter().map(Some).collect();
    let mut known = vec![false; now.len()];
    for (rule, waived_or_not) in rules {
        for (finding, known) in now.iter().zip(&mut known).filter(|(_, known)| !**known) {
            let fits = |other: &&mut Option<&Finding>| {
                other.is_some_and(|other| {
                    (&other.code, &other.question) == (&finding.code, &finding.question)
                        && (waived_or_not || other.waived.is_some() == finding.waived.is_some())
                        && rule(other, finding)
                })
            };
            if let Some(other) = left.iter_mut().find(fits) {
                *other = None;
                *known = true;
            }
        }
    }
    let of = |wanted: bool| {
        let with = now.iter().zip(&known).filter(move |(_, known)| **known == wanted);
        with.map(|(finding, _)| finding.clone()).collect()
    };
    FindingChanges {
        closed: left.into_iter().flatten().cloned().collect(),
        new: of(false),
        remaining: of(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Place, Severity};

    fn finding(code: &str, question: &str, message: &str) -> Finding {
        let finding = Finding::new(code, Severity::Warning, Place::Nowhere, &[]);
        Finding { message: message.to_owned(), ..finding.question(question) }
    }

    #[test]
    fn findings_go_come_and_stay() {
        let before = [finding("a", "q", "uno"), finding("a", "q", "due"), finding("b", "q", "tre")];
        let now = [finding("a", "q", "altro"), finding("b", "r", "tre"), finding("a", "q", "due")];
        let changes = compare(&before, &now);
        let words = |list: &[Finding]| -> Vec<String> {
            list.iter().map(|f| format!("{} {}", f.code, f.message)).collect()
        };
        assert_eq!(words(&changes.closed), ["b tre"]);
        assert_eq!(words(&changes.new), ["b tre"]);
        assert_eq!(words(&changes.remaining), ["a altro", "a due"]);
    }

    #[test]
    fn a_finding_that_was_waived_stays_and_is_neither_closed_nor_new() {
        let before = [finding("a", "q", "uno")];
        let now = [Finding { waived: Some("va bene".to_owned()), ..finding("a", "q", "uno") }];
        let changes = compare(&before, &now);
        assert!(changes.closed.is_empty() && changes.new.is_empty());
        assert!(changes.remaining[0].waived.is_some());
    }
}
