// SPDX-License-Identifier: EUPL-1.2
//! The commands of the program, one file each.
//!
//! 1. [`Arguments`] are taken; what is wrong with them is said in the catalogue's words.
//! 2. The study is where the user says, or in the current folder: no parent is searched.
//! 3. A command asks the library for what it needs, and gives results to the [`Console`].
//!
//! This part of the program alone prints and reads the clock.

mod arguments;
mod check;
mod columns;
mod console;
mod contacts;
mod correct;
mod day;
mod diff;
mod feedback;
mod form;
mod import;
mod new;
mod query;
mod report;
mod returns;
mod status;
mod study;
mod told;
mod trace;
mod usage;
mod validate;
mod waive;

pub(crate) use console::{Console, PERMIT, Status};
pub(crate) use told::{internal, remember, told};

use arguments::{Arguments, Command};
use clap::Parser;
use sestante::diag::Error;

/// Runs the command that the arguments ask for.
pub(crate) fn run(console: &mut Console) -> Result<Status, Error> {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) if !asked.use_stderr() => {
            console.line(asked.render().to_string().trim_end());
            return Ok(Status::Done);
        }
        Err(error) => return Err(usage::explain(&error)),
    };
    if let Some(Command::New(wanted)) = &arguments.command {
        return new::run(wanted, console);
    }
    let root = study::root(&arguments.study)?;
    match &arguments.command {
        None => status::run(&root, console),
        Some(Command::Form(wanted)) => form::run(&root, wanted, console),
        Some(Command::Import(wanted)) => import::run(&root, wanted, console),
        Some(Command::Check(wanted)) => check::run(&root, wanted, console),
        Some(Command::Correct(wanted)) => correct::run(&root, wanted, console),
        Some(Command::Waive(wanted)) => waive::run(&root, wanted, console),
        Some(Command::Validate(wanted)) => validate::run(&root, wanted, console),
        Some(Command::Diff(wanted)) => diff::run(&root, wanted, console),
        Some(Command::Status(wanted)) => returns::run(&root, wanted, console),
        Some(Command::Contacts(wanted)) => contacts::run(&root, wanted, console),
        Some(Command::Feedback(wanted)) => feedback::run(&root, wanted, console),
        Some(Command::Report(wanted)) => report::run(&root, wanted, console),
        Some(Command::Trace(wanted)) => trace::run(&root, wanted, console),
        Some(Command::Query(wanted)) => query::run(&root, wanted, console),
        Some(Command::New(_)) => Ok(Status::Done),
    }
}
