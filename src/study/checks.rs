// SPDX-License-Identifier: EUPL-1.2
//! What a declared check looks at, found among the tables: over those without rows as soon as the
//! study is read, so that what cannot work is told with all other mistakes; over the answers when
//! the check is run.

use crate::datum::{Decimal, QuestionId, columns};
use crate::diag::{Code, Error, Finding, Place};
use crate::questionnaire::{Check, CheckKind, Questionnaire, Total, Type};
use crate::tables::{DataTable, Database, Rows, TableColumn};
use crate::yaml::did_you_mean;
use std::collections::BTreeMap;

/// The columns that a check looks at, or its query.
pub enum CheckSubject<'a> {
    /// Bands without gaps and overlaps.
    Bands(BandColumns<'a>),
    /// Two totals that should be equal.
    Totals(TotalColumns<'a>, TotalColumns<'a>),
    /// Two questions that should have the same answer.
    SameAnswer(TableColumn<'a>, TableColumn<'a>),
    /// A column without repetitions.
    Unique(TableColumn<'a>),
    /// A total that should not change by more than so many per cent.
    Change(TotalColumns<'a>, Decimal),
    /// A query.
    Sql(&'a str),
}

/// The columns of bands.
pub struct BandColumns<'a> {
    /// The lower bound.
    pub from: TableColumn<'a>,
    /// The upper bound.
    pub to: TableColumn<'a>,
    /// Says that the lower bound is excluded.
    pub from_excluded: Option<TableColumn<'a>>,
    /// Says that the upper bound is excluded.
    pub to_excluded: Option<TableColumn<'a>>,
    /// Keeps series of bands apart.
    pub by: Option<TableColumn<'a>>,
}

/// The columns of a total.
pub struct TotalColumns<'a> {
    /// The column summed.
    pub of: TableColumn<'a>,
    /// Only rows in which these columns have one of these values.
    pub only: Vec<(TableColumn<'a>, &'a [String])>,
}

/// Where checks look for what they name.
#[derive(Clone, Copy)]
pub struct CheckScope<'a> {
    /// The questionnaire.
    pub questionnaire: &'a Questionnaire,
    /// The tables by full id, with rows or without.
    pub tables: &'a BTreeMap<String, DataTable>,
}

/// The mistakes in all declared checks. Queries are run once over the tables of the database.
pub(super) fn mistakes(scope: CheckScope<'_>, database: &Database) -> Vec<Finding> {
    let checks = scope.questionnaire.checks.iter();
    let mistakes = checks.filter_map(|check| match scope.subject(check) {
        Ok(CheckSubject::Sql(query)) => check_rows(database, check, query).err(),
        Ok(_) => None,
        Err(mistakes) => Some(mistakes),
    });
    mistakes.flatten().collect()
}

/// The rows that a check's query gives, with the columns that every such check needs.
///
/// # Errors
///
/// That the query cannot be run, that a column is missing, or that nothing fills a placeholder.
pub fn check_rows(database: &Database, check: &Check, query: &str) -> Result<Rows, Vec<Finding>> {
    let rows = database.query_named(&check.code, query).map_err(|error| broken(check, error))?;
    for needed in [columns::PARTICIPANT, "cell"] {
        if rows.position(needed).is_none() {
            let place = Place::Text(check.at.clone());
            return Err(vec![Finding::new(Code::CheckSqlColumn, place, &[("name", needed)])]);
        }
    }
    let names: Vec<&str> = rows.columns.iter().map(String::as_str).collect();
    placeholders(check, &names)?;
    Ok(rows)
}

/// What the database says of a query, at the check's place.
fn broken(check: &Check, error: Error) -> Vec<Finding> {
    match error {
        Error::User { message, help } => {
            let place = Place::Text(check.at.clone());
            let help = help.unwrap_or_default();
            let args = [("error", message.as_str()), ("help", &help)];
            vec![Finding::new(Code::CheckSql, place, &args)]
        }
        Error::Study(findings) => findings,
    }
}

impl<'a> CheckScope<'a> {
    /// What a check looks at.
    ///
    /// # Errors
    ///
    /// What it names and is not there, or a placeholder that nothing fills.
    pub fn subject(self, check: &'a Check) -> Result<CheckSubject<'a>, Vec<Finding>> {
        let column = |table: &str, name: &str| self.column(check, table, name);
        let answer = |id: &QuestionId| column(id.table(), id.name());
        if let Some(known) = placeholders_of(&check.kind) {
            placeholders(check, known)?;
        }
        Ok(match &check.kind {
            CheckKind::Bands { table, from, to, from_excluded, to_excluded, by } => {
                let column = |name: &String| column(table, name);
                CheckSubject::Bands(BandColumns {
                    from: column(from)?,
                    to: column(to)?,
                    from_excluded: from_excluded.as_ref().map(column).transpose()?,
                    to_excluded: to_excluded.as_ref().map(column).transpose()?,
                    by: by.as_ref().map(column).transpose()?,
                })
            }
            CheckKind::Totals { left, right } => {
                CheckSubject::Totals(self.total(check, left)?, self.total(check, right)?)
            }
            CheckKind::SameAnswer { left, right } => {
                CheckSubject::SameAnswer(answer(left)?, answer(right)?)
            }
            CheckKind::Unique { table, column: name } => CheckSubject::Unique(column(table, name)?),
            CheckKind::Change { of, limit } => CheckSubject::Change(self.total(check, of)?, *limit),
            CheckKind::Sql(query) => CheckSubject::Sql(query),
        })
    }

    /// The column that a check names, or the mistake that there is none.
    fn column(
        self,
        check: &Check,
        table: &str,
        name: &str,
    ) -> Result<TableColumn<'a>, Vec<Finding>> {
        let Some(found) = self.tables.get(table) else {
            return Err(unknown_word(check, table, self.tables.keys().map(String::as_str)));
        };
        TableColumn::find(found, name).ok_or_else(|| {
            unknown_word(check, name, found.columns.iter().map(|column| column.name.as_str()))
        })
    }

    fn total(self, check: &Check, total: &'a Total) -> Result<TotalColumns<'a>, Vec<Finding>> {
        let of = self.column(check, total.of.table(), total.of.name())?;
        let mut only = Vec::new();
        for condition in &total.only {
            let column = self.column(check, total.of.table(), condition.question.name())?;
            let known = self.values(column);
            if let Some(word) = condition.is.iter().find(|word| !known.contains(&word.as_str())) {
                return Err(unknown_word(check, word, known.iter().copied()));
            }
            only.push((column, condition.is.as_slice()));
        }
        Ok(TotalColumns { of, only })
    }

    /// The values that a condition on a column may name.
    fn values(self, found: TableColumn<'a>) -> Vec<&'a str> {
        if found.column.kind == Type::YesNo {
            return vec!["yes", "no"];
        }
        let list = found.column.choices.as_ref();
        let list = list.and_then(|list| self.questionnaire.choices.get(list));
        list.map(|list| list.choices.iter().map(|choice| choice.id.as_str()).collect())
            .unwrap_or_default()
    }
}

/// The placeholders that a check of each kind fills; for a query its columns do.
fn placeholders_of(kind: &CheckKind) -> Option<&'static [&'static str]> {
    match kind {
        CheckKind::Bands { .. } => Some(&["value", "n", "gap", "by"]),
        CheckKind::Totals { .. } | CheckKind::SameAnswer { .. } => Some(&["left", "right"]),
        CheckKind::Unique { .. } => Some(&["value"]),
        CheckKind::Change { .. } => Some(&["before", "now", "change"]),
        CheckKind::Sql(_) => None,
    }
}

/// A mistake in the check's declaration: it names something that is not there.
fn unknown_word<'b>(
    check: &Check,
    word: &str,
    known: impl IntoIterator<Item = &'b str> + Clone,
) -> Vec<Finding> {
    let place = Place::Text(check.at.clone());
    let finding = Finding::new(Code::YamlUnknownWord, place, &[("word", word)]);
    vec![finding.help(did_you_mean(word, known))]
}

/// Each placeholder of the check's texts must be one of those that this check fills.
fn placeholders(check: &Check, known: &[&str]) -> Result<(), Vec<Finding>> {
    let texts = [Some(check.message.as_str()), check.help.as_deref()];
    let mut mistakes = Vec::new();
    for name in texts.into_iter().flatten().flat_map(names) {
        if !known.contains(&name) {
            let place = Place::Text(check.at.clone());
            let finding = Finding::new(Code::CheckPlaceholder, place, &[("name", name)]);
            mistakes.push(finding.help(did_you_mean(name, known.iter().copied())));
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes) }
}

/// The names in `{name}` and `{name?one|many}`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once('}')?;
        Some(inside.split_once('?').map_or(inside, |(name, _)| name))
    })
}
