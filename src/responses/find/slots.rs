// SPDX-License-Identifier: EUPL-1.2
//! Finds on a returned sheet what the layout put there, wherever it has gone since.
//!
//! The anchors vote. A single question: the code in the code column decides on the row, then the
//! label, then the position. A table: heads and the codes above them. A grid: the labels of its
//! rows and columns. What stands elsewhere than in the form is noted, once for everything that has
//! moved by the same steps.

use super::key::key;
use super::search::{Search, shifted};
use super::sheets::FoundSheet;
use super::tables::{GridAt, TableAt, grid, table};
use crate::datum::QuestionId;
use crate::diag::{CellRef, Code, Finding, Severity};
use crate::form::{ANSWER_COL, AnswerSlot, CODE_COL, LABEL_COL, Slot, UNIT_COL};
use crate::questionnaire::{Item, Question, Questionnaire};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a section's questions are.
#[derive(Debug, Default)]
pub(in crate::responses) struct Located {
    /// Single questions, by full id.
    pub(in crate::responses) answers: BTreeMap<QuestionId, CellRef>,
    /// Tables, by full id.
    pub(in crate::responses) tables: BTreeMap<QuestionId, TableAt>,
    /// Grids, by full id.
    pub(in crate::responses) grids: BTreeMap<QuestionId, GridAt>,
}

impl Located {
    /// Whether a cell is read: as an answer, beside one, or in the rows of a table or grid.
    pub(in crate::responses) fn reads(&self, at: CellRef) -> bool {
        let beside = |cell: &CellRef| {
            cell.row == at.row && (cell.col == at.col || cell.col + UNIT_COL - ANSWER_COL == at.col)
        };
        // The words to the right of a table are asked about where its rows are read.
        let in_table = |table: &TableAt| {
            let first = table.columns.iter().flatten().min();
            let last = table.columns.iter().flatten().max();
            let own = table.columns.contains(&Some(at.col));
            (table.head_row + 1..table.end_row).contains(&at.row)
                && first.is_some()
                && (own || last.is_some_and(|last| at.col > *last))
        };
        let in_grid = |grid: &GridAt| {
            grid.rows.contains(&Some(at.row)) && grid.columns.contains(&Some(at.col))
        };
        self.answers.values().any(beside)
            || self.tables.values().any(in_table)
            || self.grids.values().any(in_grid)
    }

    /// The row in which the first of the questions stands.
    pub(in crate::responses) fn first_row(&self) -> u32 {
        let answers = self.answers.values().map(|cell| cell.row);
        let tables = self.tables.values().map(|table| table.title_row);
        let grids = self.grids.values().map(|grid| grid.title_row);
        answers.chain(tables).chain(grids).min().unwrap_or(0)
    }
}

/// Finds everything of a section on its sheet.
pub(in crate::responses) fn slots(
    questionnaire: &Questionnaire,
    found: &FoundSheet<'_>,
    file: &Arc<str>,
    findings: &mut Vec<Finding>,
) -> Located {
    let FoundSheet { section, layout, page, anchors, .. } = found;
    let mut search = Search {
        questionnaire,
        section,
        layout,
        file,
        page,
        code_col: page.busiest_column(|code, _| anchors.codes.contains(code)),
        label_col: page.busiest_column(|_, word| anchors.labels.contains(word)),
        anchors,
        findings,
    };
    let mut located = search.tables_and_grids();
    search.answers(&mut located);
    search.ends(&mut located);
    search.moves(&located);
    located
}

impl<'a> Search<'a, '_> {
    fn tables_and_grids(&mut self) -> Located {
        let mut located = Located::default();
        let mut taken = BTreeSet::new();
        for slot in &self.layout.slots {
            match slot {
                Slot::Table(slot) => {
                    let Some(Item::Table(item)) = self.item(&slot.table) else { continue };
                    match table(self, slot, item, &taken) {
                        Some(at) => {
                            taken.insert(at.head_row);
                            located.tables.insert(slot.table.clone(), at);
                        }
                        None => self.not_found(&slot.table, Severity::Error),
                    }
                }
                Slot::Grid(slot) => {
                    let Some(Item::Grid(item)) = self.item(&slot.grid) else { continue };
                    match grid(self, slot, item, &taken) {
                        Some(at) => {
                            taken.insert(at.head_row);
                            located.grids.insert(slot.grid.clone(), at);
                        }
                        None => self.not_found(&slot.grid, Severity::Error),
                    }
                }
                Slot::Answer(_) => {}
            }
        }
        located
    }

    fn answers(&mut self, located: &mut Located) {
        let mut rows: BTreeMap<QuestionId, u32> = BTreeMap::new();
        let mut moved: i64 = 0;
        let slots: Vec<&AnswerSlot> = self.layout.slots.iter().filter_map(as_answer).collect();
        for slot in &slots {
            let Some(Item::Question(question)) = self.item(&slot.question) else {
                continue;
            };
            match self.question_row(question, slot, moved) {
                Some(row) => {
                    moved = i64::from(row) - i64::from(slot.cell.row);
                    rows.insert(slot.question.clone(), row);
                }
                None => self.not_found(&slot.question, Severity::Warning),
            }
        }
        let steps = self.column_steps(&rows);
        for slot in slots {
            let Some(row) = rows.get(&slot.question) else { continue };
            let col = shifted(slot.cell.col, steps);
            located.answers.insert(slot.question.clone(), CellRef::new(*row, col));
        }
        self.claimed_twice(located);
    }

    /// The row of a single question; `moved` is by how much the one before it has moved.
    fn question_row(&mut self, question: &Question, slot: &AnswerSlot, moved: i64) -> Option<u32> {
        let expected = u32::try_from(i64::from(slot.cell.row) + moved).unwrap_or(slot.cell.row);
        let nearest = |rows: &[u32]| rows.iter().copied().min_by_key(|row| row.abs_diff(expected));
        let by_code = self.page.rows_with_code(self.code_col(), &question.code);
        let by_label = self.page.rows_with_label(self.label_col(), &question.label);
        match by_code[..] {
            [row] => Some(row),
            [first, second, ..] => {
                let both: Vec<u32> =
                    by_code.iter().copied().filter(|row| by_label.contains(row)).collect();
                let row = nearest(if both.is_empty() { &by_code } else { &both })?;
                let other = if row == first { second } else { first };
                let place = self.cell_place(CellRef::new(row, self.code_col()));
                let finding = Finding::new(
                    Code::CodeTwice,
                    place,
                    &[("code", &question.code), ("row", &(other + 1).to_string())],
                );
                self.report(finding.question(&question.id));
                Some(row)
            }
            [] if !by_label.is_empty() => nearest(&by_label),
            [] => self.by_position(question, expected),
        }
    }

    /// The row where a question should be, when nothing else claims it.
    fn by_position(&mut self, question: &Question, row: u32) -> Option<u32> {
        let code = self.page.code(row, self.code_col());
        let label = self.page.word(row, self.label_col());
        let others = self.anchors.codes.contains(code) || self.anchors.labels.contains(label);
        let empty = self.page.row(row).next().is_none();
        if others || empty {
            return None;
        }
        let place = self.cell_place(CellRef::new(row, self.code_col()));
        let args = [("code", question.code.as_str()), ("label", question.label.as_str())];
        let finding = Finding::new(Code::AnchorLost, place, &args);
        self.report(finding.question(&question.id));
        Some(row)
    }

    /// By how many columns the answers have moved. The labels say it, or, when a column was put
    /// between them and the answers, the units; of two candidates, the one with answers in it.
    fn column_steps(&self, rows: &BTreeMap<QuestionId, u32>) -> i64 {
        let by_label = match (self.label_col, self.code_col) {
            (Some(col), _) => i64::from(col) - i64::from(LABEL_COL),
            (None, Some(col)) => i64::from(col) - i64::from(CODE_COL),
            (None, None) => 0,
        };
        let mut votes: BTreeMap<i64, usize> = BTreeMap::new();
        for question in self.section.questions() {
            let (Some(row), Some(unit)) = (rows.get(&question.id), &question.unit) else {
                continue;
            };
            let unit = key(unit);
            let col = self.page.row(*row).find(|(_, word)| *word == unit).map(|(col, _)| col);
            if let Some(col) = col.filter(|col| *col > self.label_col() + 1) {
                *votes.entry(i64::from(col) - i64::from(UNIT_COL)).or_default() += 1;
            }
        }
        let by_unit = votes.into_iter().max_by_key(|(_, count)| *count).map(|(steps, _)| steps);
        let filled = |steps: i64| {
            let answers = self.layout.slots.iter().filter_map(as_answer);
            answers
                .filter_map(|slot| {
                    let row = rows.get(&slot.question)?;
                    Some(self.page.word(*row, shifted(slot.cell.col, steps)))
                })
                .filter(|word| !word.is_empty())
                .count()
        };
        match by_unit {
            Some(steps) if steps != by_label && filled(steps) > filled(by_label) => steps,
            _ => by_label,
        }
    }

    fn claimed_twice(&mut self, located: &mut Located) {
        let mut seen: BTreeMap<CellRef, QuestionId> = BTreeMap::new();
        let mut doubtful = Vec::new();
        for (id, cell) in &located.answers {
            if let Some(other) = seen.insert(*cell, id.clone()) {
                let args = [("one", other.as_str()), ("other", id.as_str())];
                let place = self.cell_place(*cell);
                doubtful.push((other.clone(), id.clone()));
                self.findings.push(Finding::new(Code::CellClaimedTwice, place, &args).question(id));
            }
        }
        for (one, other) in doubtful {
            located.answers.remove(&one);
            located.answers.remove(&other);
        }
    }

    /// A table ends where the next thing on the sheet begins.
    fn ends(&self, located: &mut Located) {
        let mut starts: BTreeSet<u32> = located.answers.values().map(|cell| cell.row).collect();
        starts.extend(located.tables.values().map(|table| table.title_row));
        starts.extend(located.grids.values().map(|grid| grid.title_row));
        for &row in self.page.rows() {
            if self.anchors.codes.contains(self.page.code(row, self.code_col())) {
                starts.insert(row);
            }
        }
        for table in located.tables.values_mut() {
            let next = starts.range(table.head_row + 1..).next().copied();
            table.end_row = next.unwrap_or_else(|| self.page.sheet.end_row());
        }
    }

    /// Notes what stands elsewhere than in the form, once for all that moved by the same steps.
    fn moves(&mut self, located: &Located) {
        let mut before = (0, 0);
        for slot in &self.layout.slots {
            let (id, was, now) = match slot {
                Slot::Answer(slot) => {
                    (&slot.question, slot.cell, located.answers.get(&slot.question).copied())
                }
                Slot::Table(slot) => {
                    let now = located.tables.get(&slot.table).map(TableAt::corner);
                    (&slot.table, CellRef::new(slot.head_row, slot.first_col), now)
                }
                Slot::Grid(slot) => {
                    let now = located.grids.get(&slot.grid).and_then(GridAt::corner);
                    (&slot.grid, CellRef::new(slot.first_row, slot.first_col), now)
                }
            };
            let Some(now) = now else { continue };
            let steps =
                (i64::from(now.row) - i64::from(was.row), i64::from(now.col) - i64::from(was.col));
            if steps != before && steps != (0, 0) {
                let item = self.item(id);
                let code = item.map(Item::code).unwrap_or_default().to_owned();
                let (now_text, was_text) = (now.to_string(), was.to_string());
                let label = item.map(Item::label).unwrap_or_default();
                let args = [
                    ("code", code.as_str()),
                    ("now", &now_text),
                    ("was", &was_text),
                    ("label", label),
                ];
                let finding = Finding::new(Code::AnchorMoved, self.cell_place(now), &args);
                let id = id.clone();
                self.report(finding.question(&id));
            }
            before = steps;
        }
    }
}

fn as_answer(slot: &Slot) -> Option<&AnswerSlot> {
    match slot {
        Slot::Answer(slot) => Some(slot),
        _ => None,
    }
}
