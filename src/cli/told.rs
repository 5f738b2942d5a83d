// SPDX-License-Identifier: EUPL-1.2
//! What an error looks like, wherever it is printed.

use super::PERMIT;
use sestante::diag::{self, Error, say, say_with};
use std::panic::PanicHookInfo;
use std::sync::Mutex;

/// Where the program was stopped last.
static STOPPED_AT: Mutex<String> = Mutex::new(String::new());

/// Notes where the program was stopped; says nothing, as whoever stopped it may go on.
pub(crate) fn remember(about: &PanicHookInfo<'_>) {
    if let (Some(place), Ok(mut last)) = (about.location(), STOPPED_AT.lock()) {
        *last = place.to_string();
    }
}

/// A mistake of the program itself, with its place for those who mend it.
pub(crate) fn internal() -> Error {
    let place = STOPPED_AT.lock().map(|place| place.clone()).unwrap_or_default();
    Error::user("cli-internal", &[("place", &place)])
}

/// An error as it is printed.
pub(crate) fn told(error: &Error) -> String {
    match error {
        Error::User { message, help } => {
            let mut text = format!("{}: {}", say("word-severity-error"), lines(message));
            if let Some(help) = help {
                text.push_str(&format!("\n  = {}: {}", say("word-help"), lines(help)));
            }
            text
        }
        Error::Study(findings) => {
            let all: Vec<String> =
                findings.iter().map(|finding| diag::long(finding, PERMIT)).collect();
            let n = findings.len().to_string();
            let word = say("word-severity-error");
            let summary = say_with("cli-study-mistakes", &[("n", &n)]);
            format!("{}\n{word}: {summary}", all.join("\n"))
        }
    }
}

/// A text of several lines, such as a template engine's, made harmless line by line.
fn lines(text: &str) -> String {
    text.lines().map(diag::clean).collect::<Vec<_>>().join("\n    ")
}
