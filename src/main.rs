// SPDX-License-Identifier: EUPL-1.2
//! `sestante`: arguments in, exit status out.
//!
//! The commands are in `cli`. Here alone is decided what an error looks like and with which
//! status the program ends: 0 done; 1 done, and a finding is an error; 2 not done.

mod cli;

use cli::{Console, Status};
use sestante::diag::{self, Error, say, say_with};
use std::process::ExitCode;
use std::sync::Mutex;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Readers of foreign files may be stopped in mid-air and go on: only what gets here is told.
    std::panic::set_hook(Box::new(|about| {
        if let (Some(place), Ok(mut last)) = (about.location(), STOPPED_AT.lock()) {
            *last = place.to_string();
        }
    }));
    let mut console = Console::default();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cli::run(&mut console)));
    let result = result.unwrap_or_else(|_| Err(internal()));
    let result = console.flush().and(result);
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) => {
            console.aside(&told(&error));
            ExitCode::from(2)
        }
    }
}

/// Where the program was stopped last.
static STOPPED_AT: Mutex<String> = Mutex::new(String::new());

/// A mistake of the program itself, with its place for those who mend it.
fn internal() -> Error {
    let place = STOPPED_AT.lock().map(|place| place.clone()).unwrap_or_default();
    Error::user("cli-internal", &[("place", &place)])
}

/// An error as it is printed.
fn told(error: &Error) -> String {
    match error {
        Error::User { message, help } => {
            let mut text = format!("{}: {}", say("word-severity-error"), lines(message));
            if let Some(help) = help {
                text.push_str(&format!("\n  = {}: {}", say("word-help"), lines(help)));
            }
            text
        }
        Error::Study(findings) => {
            let all: Vec<String> = findings.iter().map(diag::long).collect();
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
