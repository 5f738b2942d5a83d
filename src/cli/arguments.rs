// SPDX-License-Identifier: EUPL-1.2
//! What can be written on the command line; every text of the help is in the catalogue.

use super::day;
use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use sestante::diag::say;
use sestante::export;
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
    pub(super) received: Option<String>,
    /// Written by the study team from a document: which.
    #[arg(long, value_name = say("cli-name-note"), help = say("cli-import-transcribed"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) transcribed: Option<String>,
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

/// Arguments of `report`.
#[derive(Debug, Args)]
pub(super) struct Report {
    /// The final report, not a draft.
    #[arg(long = "final", help = say("cli-report-final"), help_heading = say("cli-options"))]
    pub(super) is_final: bool,
    /// In which formats; those of the study when empty.
    #[arg(long = "format", value_delimiter = ',', value_parser = formats())]
    #[arg(value_name = say("cli-name-formats"), help = say("cli-report-format"))]
    #[arg(help_heading = say("cli-options"), hide_possible_values = true)]
    pub(super) formats: Vec<String>,
    /// Where it goes.
    #[arg(long, value_name = say("cli-name-folder"), help = say("cli-report-out"))]
    #[arg(help_heading = say("cli-options"))]
    pub(super) out: Option<PathBuf>,
    /// The profile of these participants instead.
    #[arg(long, value_name = say("cli-name-participant"), help = say("cli-report-participant"))]
    #[arg(help_heading = say("cli-options"), value_delimiter = ',')]
    pub(super) participant: Vec<String>,
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub(super) struct Trace {
    /// Id of the comparison; a list of all when none.
    #[arg(value_name = say("cli-name-comparison"), help = say("cli-trace-comparison"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 1)]
    pub(super) comparison: Option<String>,
    /// Key of the row.
    #[arg(value_name = say("cli-name-row"), help = say("cli-trace-row"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 2)]
    pub(super) row: Option<String>,
    /// Key of the column.
    #[arg(value_name = say("cli-name-column"), help = say("cli-trace-column"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 3)]
    pub(super) column: Option<String>,
}

/// Arguments of `query`.
#[derive(Debug, Args)]
pub(super) struct Query {
    /// The query.
    #[arg(value_name = "SELECT", help = say("cli-query-sql"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(super) sql: String,
    /// How rows are printed.
    #[arg(long, value_enum, default_value = "table", help = say("cli-query-format"))]
    #[arg(value_name = say("cli-name-format"), help_heading = say("cli-options"))]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) format: RowFormat,
}

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RowFormat {
    /// Aligned, for a terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(export::FORMATS.iter().map(|format| format.name))
}

fn template() -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", say("cli-usage-heading"))
}
