// SPDX-License-Identifier: EUPL-1.2
//! What is private may not be told by what is public: by the groups of participants, by which
//! other questions concern them, by the names of rows.

use super::{Question, Questionnaire, Table};
use crate::diag::{Code, Finding, Mistakes, Place};

/// Adds a finding for each private question that something published would give away.
pub(super) fn validate(questionnaire: &Questionnaire, mistakes: &Mistakes) {
    let private = |id: &str| questionnaire.question(id).is_some_and(|question| question.private);
    if let Some(id) = questionnaire.study.grouping.as_ref().filter(|id| private(id)) {
        let place = Place::File("questionnaire/study.yaml".into());
        mistakes.push(Finding::new(Code::PrivateNamed, place, &[("id", id)]).worded("group"));
    }
    for question in questionnaire.questions().filter(|question| !question.private) {
        mistakes.push_all(condition(question, private));
    }
    let tables = questionnaire.sections.iter().flat_map(|section| section.tables());
    mistakes.push_all(tables.filter_map(row_names));
}

/// A public question that is asked only of some tells what they answered to the other.
fn condition(question: &Question, private: impl Fn(&str) -> bool) -> Option<Finding> {
    let condition = question.relevant.as_ref().filter(|condition| private(&condition.question))?;
    let args = [("id", condition.question.as_str())];
    let place = Place::Text(question.at.clone());
    Some(Finding::new(Code::PrivateNamed, place, &args).worded("condition"))
}

/// Rows that a private column names are published under another name.
fn row_names(table: &Table) -> Option<Finding> {
    let column = table.column(&table.row_label).filter(|column| column.private)?;
    let args = [("id", table.id.as_str()), ("column", &column.label)];
    Some(Finding::new(Code::PrivateRowLabel, Place::Text(table.at.clone()), &args))
}
