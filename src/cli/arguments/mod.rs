// SPDX-License-Identifier: EUPL-1.2
//! What can be written on the command line; every text of the help is in the catalogue.

mod decisions;
mod results;

pub(super) use decisions::{Correct, Signed, Validate, Waive};
pub(super) use results::{Contacts, ContactsFormat, Query, Report, RowFormat, Trace};

use super::day;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use sestante::datum::Day;
use sestante::diag::say;
use std::path::PathBuf;

/// The program's arguments.
#[derive(Debug, Parser)]
#[command(
    name = "sestante",
    version,
    about = say("cli-about"),
    help_template = template(),
    override_usage = say("cli-usage"),
    subcommand_help_heading = say("cli-commands"),
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = say("cli-after-help")
)]
pub(super) struct Arguments {
    /// The study's folder.
    #[arg(long, global = true, default_value = ".", hide_default_value = true)]
    #[arg(value_name = say("cli-name-folder"), help = say("cli-study"))]
    #[arg(help_heading = say("cli-options"), display_order = 100)]
    pub(super) study: PathBuf,
    /// Prints the help.
    #[arg(short, long, global = true, action = ArgAction::Help, help = say("cli-help"))]
    #[arg(help_heading = say("cli-options"), display_order = 101)]
    help: Option<bool>,
    /// Prints the version.
    #[arg(short = 'V', long, action = ArgAction::Version, help = say("cli-version"))]
    #[arg(help_heading = say("cli-options"), display_order = 102)]
    version: Option<bool>,
    /// What is to be done.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// The commands, in the order in which they are used.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Starts a study.
    #[command(about = say("cli-new"), override_usage = say("cli-new-usage"))]
    #[command(help_template = template())]
    New(New),
    /// Writes the forms.
    #[command(about = say("cli-form"), override_usage = say("cli-form-usage"))]
    #[command(help_template = template())]
    Form(Form),
    /// Takes in the returned files.
    #[command(about = say("cli-import"), override_usage = say("cli-import-usage"))]
    #[command(help_template = template())]
    Import(Import),
    /// Checks the answers.
    #[command(about = say("cli-check"), override_usage = say("cli-check-usage"))]
    #[command(help_template = template())]
    Check(Check),
    /// Puts an answer right in the log.
    #[command(about = say("cli-correct"), override_usage = say("cli-correct-usage"))]
    #[command(help_template = template())]
    Correct(Correct),
    /// Lets a finding stand.
    #[command(about = say("cli-waive"), override_usage = say("cli-waive-usage"))]
    #[command(help_template = template())]
    Waive(Waive),
    /// Says that answers were looked at and found good.
    #[command(about = say("cli-validate"), override_usage = say("cli-validate-usage"))]
    #[command(help_template = template())]
    Validate(Validate),
    /// Says what changed between two rounds or two files.
    #[command(about = say("cli-diff"), override_usage = say("cli-diff-usage"))]
    #[command(help_template = template())]
    Diff(Diff),
    /// Says who sent what, and who is late.
    #[command(about = say("cli-status"), override_usage = say("cli-status-usage"))]
    #[command(help_template = template())]
    Status(Status),
    /// Lists who to write to, and what the forms say in private questions.
    #[command(about = say("cli-contacts"), override_usage = say("cli-contacts-usage"))]
    #[command(help_template = template())]
    Contacts(Contacts),
    /// Writes what goes back to the participants.
    #[command(about = say("cli-feedback"), override_usage = say("cli-feedback-usage"))]
    #[command(help_template = template())]
    Feedback(Feedback),
    /// Writes the report.
    #[command(about = say("cli-report"), override_usage = say("cli-report-usage"))]
    #[command(help_template = template())]
    Report(Report),
    /// Says where values come from.
    #[command(about = say("cli-trace"), override_usage = say("cli-trace-usage"))]
    #[command(help_template = template())]
    Trace(Trace),
    /// Asks the answers a question in SQL.
    #[command(about = say("cli-query"), override_usage = say("cli-query-usage"))]
    #[command(help_template = template())]
    Query(Query),
}

/// Arguments of `new`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The folder to make.
    #[arg(value_name = say("cli-name-folder"), help = say("cli-new-folder"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) folder: PathBuf,
}

/// Arguments of `form`.
#[derive(Debug, Args)]
pub(super) struct Form {
    /// For whom; for all when empty.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-form-participants"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) participants: Vec<String>,
    /// Where the forms go.
    #[arg(long, value_name = say("cli-name-folder"), help = say("cli-form-out"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) out: Option<PathBuf>,
    /// For which round; the study's last when none.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-form-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) round: Option<String>,
    /// With the last answers in it.
    #[arg(long, help = say("cli-form-prefill"), help_heading = say("cli-options"))]
    pub(super) prefill: bool,
    /// The day on which it is sent, for the log.
    #[arg(long, value_name = say("cli-name-day"), help = say("cli-form-sent"))]
    #[arg(help_heading = say("cli-options"), value_parser = day::parse)]
    pub(super) sent: Option<Day>,
}

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The files; all of the inbox when empty.
    #[arg(value_name = say("cli-name-file"), help = say("cli-import-files"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) files: Vec<PathBuf>,
    /// When they came; today when none.
    #[arg(long, value_name = say("cli-name-day"), help = say("cli-import-received"))]
    #[arg(help_heading = say("cli-options"), value_parser = day::parse)]
    pub(super) received: Option<Day>,
    /// Written by the study team from a document: which.
    #[arg(long, value_name = say("cli-name-note"), help = say("cli-import-transcribed"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) transcribed: Option<String>,
    /// Only these sections are taken.
    #[arg(long, value_delimiter = ',', value_name = say("cli-name-sections"))]
    #[arg(help = say("cli-import-sections"), help_heading = say("cli-options"))]
    pub(super) sections: Vec<String>,
    /// Who sent them.
    #[arg(long, value_name = say("cli-name-participant"), help = say("cli-import-participant"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) participant: Option<String>,
    /// For which round.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-import-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) round: Option<String>,
    /// Believe `--participant` rather than the file.
    #[arg(long, requires = "participant", help = say("cli-import-despite"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) despite_stamp: bool,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// Whose answers.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-correct-participant"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 1)]
    pub(super) participant: String,
    /// The two rounds.
    #[arg(value_name = say("cli-name-round"), help = say("cli-diff-rounds"), num_args = 2)]
    #[arg(help_heading = say("cli-arguments"), display_order = 2)]
    pub(super) rounds: Vec<String>,
    /// How it is printed.
    #[arg(long, value_enum, default_value = "table", help = say("cli-diff-format"))]
    #[arg(value_name = say("cli-name-format"), help_heading = say("cli-options"))]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: DiffFormat,
}

/// How changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// Aligned, for a terminal.
    Table,
    /// For programs.
    Json,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// How it is shown.
    #[arg(long, value_enum, default_value = "table", help = say("cli-status-format"))]
    #[arg(value_name = say("cli-name-format"), help_heading = say("cli-options"))]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: StatusFormat,
    /// The day on which it is judged who is late; the last in the logs when none.
    #[arg(long, value_name = say("cli-name-day"), help = say("cli-status-on"))]
    #[arg(help_heading = say("cli-options"), value_parser = day::parse)]
    pub(super) on: Option<Day>,
    /// Of which round; the study's last when none.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-status-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) round: Option<String>,
    /// Letters to those who are late or have left something out.
    #[arg(long, help = say("cli-status-reminders"), help_heading = say("cli-options"))]
    pub(super) reminders: bool,
    /// Where the page goes.
    #[arg(long, value_name = say("cli-name-folder"), help = say("cli-report-out"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) out: Option<PathBuf>,
}

/// How the status is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// Aligned, for a terminal.
    Table,
    /// For programs.
    Json,
    /// A page.
    Html,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Whose answers; everybody's when empty.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-check-participants"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) participants: Vec<String>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value = "long", help = say("cli-check-format"))]
    #[arg(value_name = say("cli-name-format"), help_heading = say("cli-options"))]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: FindingFormat,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// With the place drawn below.
    Long,
    /// On one line.
    Short,
    /// For programs.
    Json,
}

/// Arguments of `feedback`.
#[derive(Debug, Args)]
pub(super) struct Feedback {
    /// For whom; for all who answered when empty.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-feedback-participants"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) participants: Vec<String>,
    /// Where it goes.
    #[arg(long, value_name = say("cli-name-folder"), help = say("cli-feedback-out"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) out: Option<PathBuf>,
}

fn template() -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", say("cli-usage-heading"))
}
