// SPDX-License-Identifier: EUPL-1.2
//! Where the program prints: results to standard output, all else to standard error.

use sestante::diag::{Error, say};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

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
