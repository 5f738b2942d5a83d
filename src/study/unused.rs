// SPDX-License-Identifier: EUPL-1.2
//! Questions that nothing in the study uses by name: every question costs a respondent minutes.
//!
//! What counts as use is wide, so that nothing in use is ever called unused: any mention of a
//! question's name in the checks or in a file of `report-templates/`. That a profile or a chapter
//! prints every answer of a section is no use.

use super::{Declarations, Shape, SideLine, Study};
use crate::datum::columns;
use crate::diag::{Code, Finding, Place};
use crate::questionnaire::{Check, CheckKind, Item, Question, Questionnaire, Total};
use std::collections::BTreeSet;

/// The note that names the questions which no check, comparison, claim or chapter uses; none when
/// there is none, or when the study declares no comparison.
pub fn unused(study: &Study) -> Option<Finding> {
    if study.declarations.comparisons.is_empty() {
        return None;
    }
    let mut words = Words::default();
    for (file, text) in &study.texts {
        if file.ends_with(".sql") { words.sql(text) } else { words.text(text) }
    }
    let questionnaire = &study.questionnaire;
    questionnaire.checks.iter().for_each(|check| words.check(check));
    words.questionnaire(questionnaire);
    words.whole(&study.declarations);
    let all = asked(questionnaire);
    let idle: Vec<String> = all
        .iter()
        .filter(|asked| !words.use_of(asked))
        .map(|asked| format!("«{}» ({})", asked.label, asked.id))
        .collect();
    if idle.is_empty() {
        return None;
    }
    let n = idle.len().to_string();
    let args = [("n", n.as_str()), ("list", &idle.join("; "))];
    let place = Place::File("questionnaire/".into());
    Some(Finding::new(Code::QuestionUnused, place, &args))
}

/// Something that is asked.
struct Asked<'a> {
    id: &'a str,
    label: &'a str,
    /// Its own names: any of them is a mention.
    names: Vec<&'a str>,
    /// The section or table that it belongs to.
    of: &'a str,
}

/// What somebody must answer and that may be published, but for what names the rows of a table: it
/// is in use with the table.
fn asked(questionnaire: &Questionnaire) -> Vec<Asked<'_>> {
    let mut all = Vec::new();
    for section in &questionnaire.sections {
        for item in &section.items {
            match item {
                Item::Question(question) if question.private => {}
                Item::Question(question) => all.push(Asked::of(question, &section.id)),
                Item::Table(table) => {
                    let free = |column: &&Question| {
                        !column.private
                            && column.printed.is_none()
                            && column.name != table.row_label
                    };
                    let columns = table.columns.iter().filter(free);
                    all.extend(columns.map(|column| Asked::of(column, &table.id)));
                }
                Item::Grid(grid) if grid.cell.private => {}
                Item::Grid(grid) => all.push(Asked {
                    id: &grid.id,
                    label: &grid.label,
                    names: vec![&grid.name, &grid.cell.name],
                    of: &grid.id,
                }),
            }
        }
    }
    all
}

impl<'a> Asked<'a> {
    fn of(question: &'a Question, of: &'a str) -> Self {
        Asked { id: &question.id, label: &question.label, names: vec![&question.name], of }
    }
}

/// The words that are used somewhere.
#[derive(Default)]
struct Words {
    /// Names, and full ids as in SQL.
    words: BTreeSet<String>,
    /// Sections and tables that are used as a whole.
    whole: BTreeSet<String>,
    /// Words of queries that ask for all columns of something.
    starred: BTreeSet<String>,
}

impl Words {
    /// Whether a question is named, or belongs to what is used as a whole.
    fn use_of(&self, asked: &Asked<'_>) -> bool {
        asked.names.iter().any(|name| self.words.contains(*name))
            || self.words.contains(&asked.id.replace('.', "_"))
            || self.whole.contains(asked.of)
            || self.starred.contains(&asked.of.replace('.', "_"))
    }

    fn text(&mut self, text: &str) {
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        for word in text.split(|c| !letter(c)).filter(|word| !word.is_empty()) {
            self.words.insert(columns::beside(word).unwrap_or(word).to_owned());
        }
    }

    fn sql(&mut self, query: &str) {
        let close: String = query.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if close.contains("select *") || close.contains("distinct *") || close.contains(".*") {
            let mut inner = Words::default();
            inner.text(query);
            self.starred.extend(inner.words);
        }
        self.text(query);
    }

    fn check(&mut self, check: &Check) {
        let total = |words: &mut Self, total: &Total| {
            words.text(&total.of);
            total.only.iter().for_each(|only| words.text(&only.question));
        };
        match &check.kind {
            CheckKind::Bands { table, from, to, from_excluded, to_excluded, by } => {
                let more = [from_excluded, to_excluded, by].into_iter().flatten();
                [table, from, to].into_iter().chain(more).for_each(|word| self.text(word));
            }
            CheckKind::Totals { left, right } => {
                total(self, left);
                total(self, right);
            }
            CheckKind::SameAnswer { left, right } => {
                self.text(left);
                self.text(right);
            }
            CheckKind::Unique { table, column } => {
                self.text(table);
                self.text(column);
            }
            CheckKind::Change { of, .. } => total(self, of),
            CheckKind::Sql(query) => self.sql(query),
        }
    }

    /// What the questionnaire itself makes of an answer: who is asked what, who is in which group,
    /// which words get a class.
    fn questionnaire(&mut self, questionnaire: &Questionnaire) {
        for condition in questionnaire.questions().filter_map(|one| one.relevant.as_ref()) {
            self.text(&condition.question);
        }
        questionnaire.codings.iter().for_each(|coding| self.text(&coding.question));
        if let Some(grouping) = &questionnaire.study.grouping {
            self.text(grouping);
        }
    }

    /// Sections and tables whose questions a comparison shows without naming them.
    fn whole(&mut self, declarations: &Declarations) {
        for spec in &declarations.comparisons {
            match &spec.shape {
                Shape::SideBySide(lines) => {
                    let sections = lines.iter().filter_map(|line| match line {
                        SideLine::Section(section) => Some(section.clone()),
                        SideLine::Question(_) | SideLine::Measure(_) => None,
                    });
                    self.whole.extend(sections);
                }
                Shape::Records(columns) if columns.is_empty() => {
                    self.whole.insert(spec.from.clone());
                }
                Shape::Records(_) | Shape::Pivot(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_a_cell_or_a_state_is_use_of_its_question() {
        let mut words = Words::default();
        words.text("SELECT headcount__cell, \"count\" FROM skills_roles -- seat.surface");
        let has = |word: &str| words.words.contains(word);
        assert!(has("headcount") && has("count") && has("surface") && has("skills_roles"));
        assert!(!has("roles") && words.starred.is_empty());
        words.sql("SELECT s.*\nFROM skills_roles AS s");
        assert!(words.starred.contains("skills_roles"));
    }
}
