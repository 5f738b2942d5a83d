// SPDX-License-Identifier: EUPL-1.2
//! The files that came from a participant, as the logs have them.

use super::{Log, LogEntry};
use crate::diag::Error;
use crate::questionnaire::{Participant, Questionnaire};
use crate::yaml::Mistakes;
use std::path::Path;

/// A file that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Id of the round.
    pub round: String,
    /// What the log says of it.
    pub entry: LogEntry,
}

/// The files of a participant, round after round, in the order in which they came.
///
/// # Errors
///
/// A log that cannot be read. Mistakes in it are findings of [`super::read_all`].
pub fn received(
    root: &Path,
    questionnaire: &Questionnaire,
    participant: &Participant,
) -> Result<Vec<Received>, Error> {
    let mut received = Vec::new();
    for round in &questionnaire.study.rounds {
        let folder = format!("responses/{}/{}", participant.id, round.id);
        let log = Log::read(root, &folder, &Mistakes::default())?;
        let of = |entry| Received { round: round.id.clone(), entry };
        received.extend(log.files.into_iter().map(of));
    }
    Ok(received)
}
