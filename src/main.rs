// SPDX-License-Identifier: EUPL-1.2
//! `sestante`: arguments in, exit status out.
//!
//! The commands are in `cli`. Here alone is decided with which status the program ends: 0 done;
//! 1 done, and a finding is an error; 2 not done.

mod cli;

use cli::{Console, Status};
use std::process::ExitCode;

#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Readers of foreign files may be stopped in mid-air and go on: only what gets here is told.
    std::panic::set_hook(Box::new(cli::remember));
    let mut console = Console::default();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| cli::run(&mut console)));
    let result = result.unwrap_or_else(|_| Err(cli::internal()));
    let result = console.flush().and(result);
    match result {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Findings) => ExitCode::from(1),
        Err(error) => {
            console.aside(&cli::told(&error));
            ExitCode::from(2)
        }
    }
}
