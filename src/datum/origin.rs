// SPDX-License-Identifier: EUPL-1.2
//! How answers came to be.

/// How the answers of a round came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Filled in by the participant.
    Returned,
    /// Written by the study team from a document; what is empty is «non riportato nella fonte».
    Transcribed,
}

impl Origin {
    /// The word in a round's log.
    pub fn id(self) -> &'static str {
        match self {
            Origin::Returned => "returned",
            Origin::Transcribed => "transcribed",
        }
    }
}
