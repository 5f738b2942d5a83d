// SPDX-License-Identifier: EUPL-1.2
//! What was noticed while one cell was read, before it has a place and a participant.

use crate::datum::State;
use crate::diag::{Code, Finding, Place, Severity};

/// A finding in the making: where it stands is known to who reads the sheet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unplaced {
    code: Code,
    wording: Option<&'static str>,
    /// A warning, whatever its code weighs.
    heavy: bool,
    args: Vec<(&'static str, String)>,
}

/// What a cell says, and what was noticed about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    pub(super) state: State,
    pub(super) noticed: Vec<Unplaced>,
}

impl Unplaced {
    pub(super) fn new(code: Code) -> Self {
        Unplaced { code, wording: None, heavy: false, args: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    pub(super) fn worded(mut self, wording: &'static str) -> Self {
        self.wording = Some(wording);
        self
    }

    /// The same as a warning, whatever its code weighs.
    pub(super) fn heavy(mut self) -> Self {
        self.heavy = true;
        self
    }

    /// The finding at a place, about what was written there.
    pub(super) fn at(&self, place: Place, written: &str) -> Finding {
        let takes = self.code.arguments().contains(&"written");
        let mut args = Vec::from_iter(takes.then_some(("written", written)));
        args.extend(self.args.iter().map(|(name, value)| (*name, value.as_str())));
        let finding = Finding::new(self.code.clone(), place, &args).value(written);
        let finding = Finding { wording: self.wording, ..finding };
        if self.heavy { finding.weighing(Severity::Warning) } else { finding }
    }
}

impl Meaning {
    /// A state that nothing need be said about.
    pub(super) fn plain(state: State) -> Self {
        Meaning { state, noticed: Vec::new() }
    }

    /// Something that was not understood, and why.
    pub(super) fn unreadable(why: Unplaced) -> Self {
        Meaning { state: State::Unreadable, noticed: vec![why] }
    }

    pub(super) fn noting(mut self, noticed: Option<Unplaced>) -> Self {
        self.noticed.extend(noticed);
        self
    }
}
