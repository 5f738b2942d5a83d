// SPDX-License-Identifier: EUPL-1.2
//! Findings of declared checks: the study's own words with the values put in.

use crate::diag::{Finding, OwnCode, Place};
use crate::questionnaire::Check;
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
