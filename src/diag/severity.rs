// SPDX-License-Identifier: EUPL-1.2
//! How much a finding weighs.

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Compared, but somebody should look.
    Warning,
    /// Cannot be compared; `check` exits with 1.
    Error,
}

impl Severity {
    /// All of them, the greatest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word in files and in `--format json`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity with this word, as a study declares it.
    pub fn from_id(id: &str) -> Option<Self> {
        Severity::ALL.into_iter().find(|s| s.id() == id)
    }
}
