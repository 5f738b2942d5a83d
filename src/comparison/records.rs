// SPDX-License-Identifier: EUPL-1.2
//! The rows of a table as they are, under the participant they belong to.

use super::outcome::{ComparedRow, Comparison, Head};
use super::{Comparer, Outcome};
use crate::diag::say_with;
use crate::questionnaire::Type;
use crate::study::Spec;
use crate::tables::{DataTable, Row};

/// Where many answer, rows are printed one by one up to so many.
const MOST_ROWS: usize = 30;

impl Comparer<'_> {
    /// Shows the rows of a table: of one participant, or of all, grouped.
    pub(super) fn records(
        &self,
        spec: &Spec,
        columns: &[String],
        table: &DataTable,
        only: Option<&str>,
    ) -> Comparison {
        let stub = self.stub(spec, table);
        let mut shown = shown(table, columns, stub);
        let mut rows = Vec::new();
        let mut notes = Vec::new();
        let all: Vec<&str> = if table.rows.iter().any(|row| row.participant.is_empty()) {
            std::iter::once("").collect()
        } else {
            self.answered().collect()
        };
        let named = table.columns[stub].kind == Type::Participant;
        let several = all.len() > 1 && only.is_none();
        let left_out = self.leave_out_blank(spec, table, &mut shown, only);
        if !left_out.is_empty() {
            notes.push(say_with("note-blank-columns", &[("columns", &left_out.join(", "))]));
        }
        let untouched = self.untouched(table);
        let count = self.rows(table, only, &spec.filters).len().saturating_sub(untouched);
        let mut not_printed = None;
        if several && self.many && count > MOST_ROWS {
            let count = count.to_string();
            let args = [("rows", count.as_str()), ("table", table.label.as_str())];
            not_printed = Some(say_with("note-many-records", &args));
        } else {
            for id in all.into_iter().filter(|id| only.is_none_or(|only| only == *id)) {
                self.records_of(spec, table, (stub, &shown), id, several && !named, &mut rows);
            }
        }
        if untouched > 0 {
            notes.push(say_with("note-untouched", &[("n", &untouched.to_string())]));
        }
        Comparison {
            id: spec.id.clone(),
            title: spec.title.clone(),
            bare_title: spec.title.clone(),
            side_by_side: false,
            spanners: Vec::new(),
            stub_head: spec
                .row_head
                .clone()
                .unwrap_or_else(|| table.columns[stub].label_with_unit()),
            columns: shown.iter().map(|at| head(table, *at)).collect(),
            rows,
            base: None,
            notes,
            message: None,
            caption: String::new(),
            chart: None,
            undrawn: None,
            not_comparable: None,
            not_printed,
        }
    }

    /// Position of the column that stands as row heads.
    fn stub(&self, spec: &Spec, table: &DataTable) -> usize {
        let declared = spec.stub.as_ref().and_then(|name| table.position(name));
        declared.unwrap_or(table.row_label)
    }

    /// Takes out the columns to which nobody wrote anything, and gives their labels.
    fn leave_out_blank(
        &self,
        spec: &Spec,
        table: &DataTable,
        shown: &mut Vec<usize>,
        only: Option<&str>,
    ) -> Vec<String> {
        let rows = self.rows(table, only, &spec.filters);
        let blank = |at: &usize| rows.iter().all(|row| row.data[*at].is_blank());
        if rows.is_empty() || shown.iter().all(blank) {
            return Vec::new();
        }
        let labels = shown
            .iter()
            .filter(|at| blank(at))
            .map(|at| table.columns[*at].label.clone())
            .collect();
        shown.retain(|at| !blank(at));
        labels
    }

    /// Rows printed on the form in which nobody wrote anything: they are counted, not shown.
    fn untouched(&self, table: &DataTable) -> usize {
        table.rows.iter().filter(|row| self.is_untouched(table, row)).count()
    }

    fn is_untouched(&self, table: &DataTable, row: &Row) -> bool {
        let Some(asked) = self.questionnaire.table(&table.id) else { return false };
        let printed = |at: usize| asked.columns.get(at).is_some_and(|c| c.printed.is_some());
        asked.printed.is_some()
            && row.data.iter().enumerate().all(|(at, datum)| printed(at) || datum.is_blank())
    }

    fn records_of(
        &self,
        spec: &Spec,
        table: &DataTable,
        (stub, shown): (usize, &[usize]),
        participant: &str,
        several: bool,
        lines: &mut Vec<ComparedRow>,
    ) {
        let mut first = true;
        let name = self.questionnaire.participant(participant).map(|p| p.name.clone());
        let mut group = || -> Option<String> {
            let begins = std::mem::take(&mut first) && several;
            begins.then(|| name.clone()).flatten()
        };
        let print =
            |at: usize, datum| Outcome::datum(self.questionnaire, &table.columns[at], datum);
        let mut rows = self.rows(table, Some(participant), &spec.filters);
        rows.retain(|row| !self.is_untouched(table, row));
        for row in &rows {
            lines.push(ComparedRow {
                key: format!("{participant}:{}", row.number),
                label: print(stub, &row.data[stub]),
                group: group(),
                cells: shown.iter().map(|at| vec![print(*at, &row.data[*at])]).collect(),
                total: false,
            });
        }
        // Reference data says what it says: nobody was asked. Where many answer, who wrote nothing is
        // left to the base.
        let is_said = !(table.id.starts_with("reference.") || several && self.many);
        if rows.is_empty() && is_said {
            let (state, trace) = self.answers.none_in(&table.id, participant);
            let empty = || Outcome::empty(state, trace.clone());
            lines.push(ComparedRow {
                key: format!("{participant}:0"),
                label: empty(),
                group: group(),
                cells: shown.iter().map(|_| vec![empty()]).collect(),
                total: false,
            });
        }
    }
}

/// Positions of the columns shown after the stub: those asked for, or all that may be published.
fn shown(table: &DataTable, columns: &[String], stub: usize) -> Vec<usize> {
    let wanted: Vec<usize> = if columns.is_empty() {
        let is_view = table.id.starts_with("view.");
        let own = |at: &usize| is_view || table.columns[*at].question.is_some();
        (0..table.columns.len()).filter(own).collect()
    } else {
        columns.iter().filter_map(|name| table.position(name)).collect()
    };
    wanted.into_iter().filter(|at| *at != stub && !table.columns[*at].private).collect()
}

fn head(table: &DataTable, at: usize) -> Head {
    let column = &table.columns[at];
    Head {
        key: column.name.clone(),
        label: column.label_with_unit(),
        numeric: column.kind.is_number(),
        colour: 0,
    }
}
