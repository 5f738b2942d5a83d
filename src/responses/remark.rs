// SPDX-License-Identifier: EUPL-1.2
//! What was noticed while one cell was read, before it has a place and a participant.

use crate::datum::State;
use crate::diag::{Finding, Place, Severity};

/// A finding in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Remark {
    code: &'static str,
    severity: Severity,
    args: Vec<(&'static str, String)>,
    help: Option<String>,
}

/// What a cell says, and what was noticed about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub(super) state: State,
    pub(super) remarks: Vec<Remark>,
}

impl Remark {
    pub(super) fn note(code: &'static str) -> Self {
        Remark { code, severity: Severity::Note, args: Vec::new(), help: None }
    }

    pub(super) fn warning(code: &'static str) -> Self {
        Remark { severity: Severity::Warning, ..Remark::note(code) }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The finding at a place, about what was written there.
    pub(super) fn finding(&self, place: Place, written: &str) -> Finding {
        let mut args: Vec<(&str, &str)> = vec![("written", written)];
        args.extend(self.args.iter().map(|(name, value)| (*name, value.as_str())));
        let finding = Finding::new(self.code, self.severity, place, &args).value(written);
        match &self.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

impl Reading {
    /// A state that nothing need be said about.
    pub(super) fn of(state: State) -> Self {
        Reading { state, remarks: Vec::new() }
    }

    /// Something that was not understood, and why.
    pub(super) fn unreadable(why: Remark) -> Self {
        Reading { state: State::Unreadable, remarks: vec![why] }
    }

    pub(super) fn noting(mut self, remark: Option<Remark>) -> Self {
        self.remarks.extend(remark);
        self
    }
}
