// SPDX-License-Identifier: EUPL-1.2
//! Findings of declared checks: the study's own words with the values put in.

use crate::diag::{Code, Finding, OwnCode, Place};
use crate::questionnaire::Check;
use crate::yaml::did_you_mean;
use std::sync::Arc;

/// A finding in the words of the check's declaration.
pub(super) fn finding(check: &Check, place: Place, args: &[(&str, &str)]) -> Finding {
    let own = OwnCode {
        code: check.code.clone(),
        message: check.message.clone(),
        help: check.help.clone(),
    };
    Finding::own(Arc::new(own), check.severity, place, args)
}

/// A mistake in the check's declaration: it names something that is not there.
pub(super) fn unknown_word(check: &Check, word: &str) -> Finding {
    let place = Place::Text(check.at.clone());
    Finding::new(Code::YamlUnknownWord, place, &[("word", word)])
}

/// Each placeholder of the check's texts must be one of those that this check fills.
pub(super) fn placeholders(check: &Check, known: &[&str]) -> Result<(), Vec<Finding>> {
    let texts = [Some(check.message.as_str()), check.help.as_deref()];
    let mut mistakes = Vec::new();
    for name in texts.into_iter().flatten().flat_map(names) {
        if !known.contains(&name) {
            let place = Place::Text(check.at.clone());
            let finding = Finding::new(Code::CheckPlaceholder, place, &[("name", name)]);
            mistakes.push(finding.help(did_you_mean(name, known.iter().copied())));
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}

/// The names in `{name}` and `{name?one|many}`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once('}')?;
        Some(inside.split_once('?').map_or(inside, |(name, _)| name))
    })
}
