// SPDX-License-Identifier: EUPL-1.2
//! Where the program prints: results to standard output, all else to standard error.

use sestante::diag::{Error, Permit, say};
use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

/// Characters of a terminal's line, when the terminal does not say.
const TERMINAL: usize = 80;

/// Who runs a command collects the answers, and reads what is said of them at the terminal.
pub(crate) const PERMIT: Permit = Permit::COLLECTOR;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing stands against the result.
    Done,
    /// A finding is an error.
    Findings,
}

/// What a command has to print. Results are gathered and printed at the end, so that an error in
/// the middle neither hides what is done nor mixes with it.
#[derive(Debug, Default)]
pub(crate) struct Console {
    out: String,
}

impl Console {
    /// Adds a line, or several, to the results.
    pub(crate) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// Characters that a line of the results may have; none when they go to a file or a program.
    pub(crate) fn width(&self) -> Option<usize> {
        let said = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let width = said.filter(|columns| *columns > 0);
        width.or_else(|| io::stdout().is_terminal().then_some(TERMINAL))
    }

    /// Adds a value for programs. What a terminal would obey or that turns the direction of writing
    /// is written with its number, which means the same.
    pub(crate) fn json(&mut self, value: &serde_json::Value) {
        let mut text = String::new();
        for c in format!("{value:#}").chars() {
            match c {
                '\u{7F}'..='\u{9F}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
                c => text.push(c),
            }
        }
        self.line(&text);
    }

    /// Says something that is no result, at once. A closed standard error is not our concern.
    pub(crate) fn aside(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Says what goes on, to who sits at a terminal.
    pub(crate) fn progress(&self, text: &str) {
        if io::stderr().is_terminal() {
            self.aside(text);
        }
    }

    /// Prints the results. A reader that has seen enough, such as `head`, is no error.
    pub(crate) fn flush(&mut self) -> Result<(), Error> {
        let text = std::mem::take(&mut self.out);
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Error::io(Path::new(&say("cli-standard-output")), &error))
            }
            _ => Ok(()),
        }
    }
}
