// SPDX-License-Identifier: EUPL-1.2
//! Which findings are new, which have gone and which remain between two states of the answers.

use crate::diag::{Finding, same_words};

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
    let same_cell = |a: &Finding, b: &Finding| {
        (a.place.sheet(), a.place.cell()) == (b.place.sheet(), b.place.cell())
    };
    let any = |a: &Finding, _: &Finding| a.question.is_some();
    // The very same finding stays the same when somebody lets it stand; it shows as waived.
    let rules: [(Rule<'_>, bool); 3] = [(&same_words, true), (&same_cell, true), (&any, false)];
    let mut left: Vec<Option<&Finding>> = before.iter().map(Some).collect();
    let mut known = vec![false; now.len()];
    for (rule, waived_or_not) in rules {
        for (one, known) in now.iter().zip(&mut known).filter(|(_, known)| !**known) {
            let fits = |other: &&mut Option<&Finding>| {
                other.is_some_and(|was| {
                    let is = one;
                    (&was.code, &was.question) == (&is.code, &is.question)
                        && (waived_or_not || was.waived.is_some() == is.waived.is_some())
                        && rule(was, is)
                })
            };
            if let Some(other) = left.iter_mut().find(fits) {
                *other = None;
                *known = true;
            }
        }
    }
    let those = |wanted: bool| {
        let with = now.iter().zip(&known).filter(move |(_, known)| **known == wanted);
        with.map(|(one, _)| one.clone()).collect()
    };
    FindingChanges {
        closed: left.into_iter().flatten().cloned().collect(),
        new: those(false),
        remaining: those(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Permit;
    use crate::diag::{OwnCode, Phrase, Place, Private, Severity, texts};
    use std::sync::Arc;

    fn finding(code: &str, question: &str, message: &str) -> Finding {
        let (code, message) = (code.to_owned(), message.to_owned());
        let own = OwnCode { code, message, help: None };
        let finding = Finding::own(Arc::new(own), Severity::Warning, Place::Nowhere, &[]);
        finding.question(question)
    }

    #[test]
    fn findings_go_come_and_stay() {
        let before = [finding("a", "q", "uno"), finding("a", "q", "due"), finding("b", "q", "tre")];
        let now = [finding("a", "q", "altro"), finding("b", "r", "tre"), finding("a", "q", "due")];
        let changes = compare(&before, &now);
        let shown = |list: &[Finding]| -> Vec<String> {
            list.iter()
                .map(|f| format!("{} {}", f.code, texts(f, Permit::COLLECTOR).message))
                .collect()
        };
        assert_eq!(shown(&changes.closed), ["b tre"]);
        assert_eq!(shown(&changes.new), ["b tre"]);
        assert_eq!(shown(&changes.remaining), ["a altro", "a due"]);
    }

    #[test]
    fn a_finding_that_was_waived_stays_and_is_neither_closed_nor_new() {
        let before = [finding("a", "q", "uno")];
        let now = [Finding {
            waived: Some(Private::new(Phrase::plain("va bene"))),
            ..finding("a", "q", "uno")
        }];
        let changes = compare(&before, &now);
        assert!(changes.closed.is_empty() && changes.new.is_empty());
        assert!(changes.remaining[0].waived.is_some());
    }
}
