// SPDX-License-Identifier: EUPL-1.2
//! Arguments of the commands that write down what somebody decided.

use crate::cli::day;
use clap::Args;
use sestante::datum::Day;
use sestante::diag::say;

/// Who signs what is written in a log, when, and in which round.
#[derive(Debug, Args)]
pub(in crate::cli) struct Signed {
    /// Who.
    #[arg(long, alias = "by", value_name = say("cli-name-author"), help = say("cli-signed-author"))]
    #[arg(help_heading = say("cli-options"), display_order = 10)]
    pub(in crate::cli) author: String,
    /// When; today when none.
    #[arg(long, value_name = say("cli-name-day"), help = say("cli-decision-date"))]
    #[arg(help_heading = say("cli-options"), display_order = 12, value_parser = day::parse)]
    pub(in crate::cli) date: Option<Day>,
    /// In which round; the last that was answered when none.
    #[arg(long, value_name = say("cli-name-round"), help = say("cli-decision-round"))]
    #[arg(help_heading = say("cli-options"), display_order = 13)]
    pub(in crate::cli) round: Option<String>,
}

/// Arguments of `correct`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Correct {
    /// Whose answer.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-correct-participant"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 1)]
    pub(in crate::cli) participant: String,
    /// Full id of the question, column or grid.
    #[arg(value_name = say("cli-name-question"), help = say("cli-correct-question"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 2)]
    pub(in crate::cli) question: String,
    /// The right answer.
    #[arg(value_name = say("cli-name-value"), help = say("cli-correct-value"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 3, allow_hyphen_values = true)]
    pub(in crate::cli) value: String,
    /// Row of a table or grid.
    #[arg(long, value_name = say("cli-name-row"), help = say("cli-correct-row"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) row: Option<String>,
    /// Column of a grid.
    #[arg(long, value_name = say("cli-name-column"), help = say("cli-correct-column"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) column: Option<String>,
    /// Why.
    #[arg(long, value_name = say("cli-name-reason"), help = say("cli-decision-reason"))]
    #[arg(help_heading = say("cli-options"), display_order = 11)]
    pub(in crate::cli) reason: String,
    /// Why, in words for the public.
    #[arg(long, value_name = say("cli-name-reason"), help = say("cli-correct-public-reason"))]
    #[arg(help_heading = say("cli-options"), display_order = 12)]
    pub(in crate::cli) public_reason: Option<String>,
    /// Who decides.
    #[command(flatten)]
    pub(in crate::cli) signed: Signed,
}

/// Arguments of `waive`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Waive {
    /// Whose answers.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-correct-participant"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 1)]
    pub(in crate::cli) participant: String,
    /// Code of the finding.
    #[arg(value_name = say("cli-name-code"), help = say("cli-waive-code"))]
    #[arg(help_heading = say("cli-arguments"), display_order = 2)]
    pub(in crate::cli) code: String,
    /// Only about this question.
    #[arg(long, value_name = say("cli-name-question"), help = say("cli-waive-question"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) question: Option<String>,
    /// Only in this cell.
    #[arg(long, value_name = say("cli-name-cell"), help = say("cli-waive-cell"))]
    #[arg(help_heading = say("cli-options"))]
    pub(in crate::cli) cell: Option<String>,
    /// Why.
    #[arg(long, value_name = say("cli-name-reason"), help = say("cli-decision-reason"))]
    #[arg(help_heading = say("cli-options"), display_order = 11)]
    pub(in crate::cli) reason: String,
    /// Who decides.
    #[command(flatten)]
    pub(in crate::cli) signed: Signed,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Validate {
    /// Whose answers.
    #[arg(value_name = say("cli-name-participant"), help = say("cli-correct-participant"))]
    #[arg(help_heading = say("cli-arguments"))]
    pub(in crate::cli) participant: String,
    /// Only these sections.
    #[arg(long, value_delimiter = ',', value_name = say("cli-name-sections"))]
    #[arg(help = say("cli-validate-sections"), help_heading = say("cli-options"))]
    pub(in crate::cli) sections: Vec<String>,
    /// Who looked at them.
    #[command(flatten)]
    pub(in crate::cli) signed: Signed,
}
