//! What `log.yaml` beside a round's files says of them.

/// How the answers of a round came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Filled in by the participant.
    Returned,
    /// Written by the study team from a document; what is empty is «non riportato nella fonte».
    Transcribed,
}

/// One returned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Name of the kept file, in the same folder.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Name under which it came.
    pub original_name: String,
    /// Day it was received, `2022-06-30`.
    pub received: String,
    /// How the answers came to be.
    pub origin: Origin,
    /// Said beside every answer of this round («Trascrizione dal documento del 2022 …»).
    pub note: Option<String>,
}

/// A round's log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// The files, in the order in which they came.
    pub files: Vec<LogEntry>,
}
