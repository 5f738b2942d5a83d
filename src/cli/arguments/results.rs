// SPDX-License-Identifier: EUPL-1.2
//! Arguments of the commands that give results: the report, where its values come from, who to
//! write to, and any question in SQL.

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use sestante::diag::say;
use sestante::export;
use std::path::PathBuf;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Report {
    /// The final report, not a draft.
    #[arg(long = "final", help = say("cli-report-final"), help_heading = say("cli-options"))]
    pub(in crate::cli) is_final: bool,
    /// In which formats; those of the study when empty.
    #[arg(long = "format", value_delimiter = ',', value_parser = formats())]
    #[arg(value_name = say("cli-name-formats"), help = say("cli-report-format"))]
    #[arg(help_heading = say("cli-options"), hide_possible_values = true)]
    pub(in crate::cli) formats: Vec<String>,
    /// Where it goes.
    #[arg(long, value_name = say("cli-name-folder"), help = say("cli-report-out"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) out: Option<PathBuf>,
    /// The round that it is of.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-report-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) round: Option<String>,
    /// The profile of these participants instead.
    #[arg(long, value_name = say("cli-name-participant"), help = say("cli-report-participant"))]
    #[arg(help_heading = say("cli-options"), value_delimiter = ',')]
    pub(in crate::cli) participant: Vec<String>,
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Trace {
    /// Id of the comparison; a list of all when none.
    #[arg(value_name = say("cli-name-comparison"), help = say("cli-trace-comparison"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 1)]
    pub(in crate::cli) comparison: Option<String>,
    /// Key of the row.
    #[arg(value_name = say("cli-name-row"), help = say("cli-trace-row"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 2)]
    pub(in crate::cli) row: Option<String>,
    /// Key of the column.
    #[arg(value_name = say("cli-name-column"), help = say("cli-trace-column"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 3)]
    pub(in crate::cli) column: Option<String>,
    /// The round that the report is of.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-report-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) round: Option<String>,
}

/// Arguments of `contacts`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Contacts {
    /// Whose; all when empty.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-contacts-participants"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(in crate::cli) participants: Vec<String>,
    /// How they are printed.
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    #[arg(value_name = say("cli-name-format"), help = say("cli-contacts-format"))]
    #[arg(help_heading = say("cli-options"), hide_default_value = true)]
    pub(in crate::cli) format: ContactsFormat,
}

/// How contacts are printed.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(in crate::cli) enum ContactsFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Arguments of `query`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Query {
    /// The query.
    #[arg(value_name = "SELECT", help = say("cli-query-sql"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(in crate::cli) sql: String,
    /// How rows are printed.
    #[arg(long, value_enum, default_value = "table", help = say("cli-query-format"))]
    #[arg(value_name = say("cli-name-format"), help_heading = say("cli-options"))]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(in crate::cli) format: RowFormat,
    /// The round that the report is of.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-report-round"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) round: Option<String>,
}

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RowFormat {
    /// Aligned, for a terminal.
    Table,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(export::names())
}
