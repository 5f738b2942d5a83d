// SPDX-License-Identifier: EUPL-1.2
//! Whether the answers make sense: the checks that a study declares, and those that every study
//! has.
//!
//! 1. [`run`] goes through the built-in checks (`required`, `group`, `uncoded`) and the
//!    declared ones (`bands`, `totals`, `same_answer`, `unique`, `change`, `sql`), one file a kind.
//! 2. Each looks at the answers of every participant and gives findings with their cells.
//! 3. [`summary()`] counts them for each participant.
//!
//! What a participant wrote is never an error of ours; a check that cannot be run is a mistake in
//! the study, and all such mistakes are given at once. Nothing here changes an answer.

mod bands;
mod change;
mod compare;
mod context;
mod declared;
mod excerpt;
mod group;
mod required;
mod same_answer;
mod shown;
mod sql;
mod summary;
#[cfg(test)]
mod testing;
mod totals;
mod uncoded;
mod unique;

pub use compare::{FindingChanges, compare};
pub use excerpt::add_excerpts;
pub use summary::{Summary, answered_items, summary};

use crate::answers::{Answers, CellIndex};
use crate::diag::{Error, Finding, Topic, sort};
use crate::questionnaire::{Check, Questionnaire};
use crate::study::{CheckScope, CheckSubject};
use crate::tables::Database;
use context::Context;

/// Runs all checks on all answers; the findings are sorted by place.
///
/// # Errors
///
/// [`Error::Study`] with every declared check that cannot be run: SQL that is not
/// valid, a column that is not there, a placeholder that nothing fills.
pub fn run(
    questionnaire: &Questionnaire,
    answers: &Answers,
    database: &Database,
    cells: &CellIndex<'_>,
) -> Result<Vec<Finding>, Error> {
    let context = Context::new(questionnaire, answers, database, cells);
    let mut findings = required::run(&context);
    findings.extend(group::run(&context));
    findings.extend(uncoded::run(&context));
    let mut mistakes = Vec::new();
    for check in &questionnaire.checks {
        match run_declared(&context, check) {
            Ok(found) => findings.extend(found),
            Err(found) => mistakes.extend(found),
        }
    }
    if !mistakes.is_empty() {
        sort(&mut mistakes);
        return Err(Error::Study(mistakes));
    }
    sort(&mut findings);
    Ok(findings)
}

/// Whether a finding is for the study team alone: it is not sent to the participant.
pub fn is_internal(questionnaire: &Questionnaire, finding: &Finding) -> bool {
    let declared = || questionnaire.checks.iter().any(|c| c.internal && finding.code == *c.code);
    matches!(finding.code.topic(), Topic::Team | Topic::Kept) || declared()
}

/// The findings of one declared check, or the mistakes in its declaration.
fn run_declared(context: &Context<'_>, check: &Check) -> Result<Vec<Finding>, Vec<Finding>> {
    let (questionnaire, tables) = (context.questionnaire, &context.answers.tables);
    Ok(match (CheckScope { questionnaire, tables }).subject(check)? {
        CheckSubject::Bands(columns) => bands::run(context, check, &columns),
        CheckSubject::Totals(left, right) => totals::run(context, check, &left, &right),
        CheckSubject::SameAnswer(left, right) => same_answer::run(context, check, left, right),
        CheckSubject::Unique(column) => unique::run(context, check, column),
        CheckSubject::Change(of, limit) => change::run(context, check, &of, limit),
        CheckSubject::Sql(query) => sql::run(context, check, query)?,
    })
}
