// SPDX-License-Identifier: EUPL-1.2
//! Finds the heads of a table and of a grid.

use super::key::key;
use super::page::Head;
use super::search::{Search, shifted};
use crate::diag::{CellRef, Code, Finding};
use crate::form::{GridSlot, TableSlot};
use crate::questionnaire::{Grid, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Where a table is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::responses) struct TableAt {
    /// Row of its title.
    pub(in crate::responses) title_row: u32,
    /// Row of the heads.
    pub(in crate::responses) head_row: u32,
    /// Sheet column of each column, when it was found.
    pub(in crate::responses) columns: Vec<Option<u16>>,
    /// First row below the table that belongs to something else.
    pub(in crate::responses) end_row: u32,
}

impl TableAt {
    /// The head of the leftmost column.
    pub(in crate::responses) fn corner(&self) -> CellRef {
        CellRef::new(self.head_row, self.columns.iter().flatten().copied().min().unwrap_or(0))
    }
}

/// Where a grid is. The choice lists are those of the questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::responses) struct GridAt {
    /// Row of its title.
    pub(in crate::responses) title_row: u32,
    /// Row of the heads of the columns.
    pub(in crate::responses) head_row: u32,
    /// Sheet row of each choice down.
    pub(in crate::responses) rows: Vec<Option<u32>>,
    /// Sheet column of each choice across.
    pub(in crate::responses) columns: Vec<Option<u16>>,
}

impl GridAt {
    /// The first cell to fill in.
    pub(in crate::responses) fn corner(&self) -> Option<CellRef> {
        let row = self.rows.iter().flatten().min()?;
        Some(CellRef::new(*row, *self.columns.iter().flatten().min()?))
    }
}

/// How far above its heads a table's title may be.
const TITLE_REACH: u32 = 8;

/// Finds a table by its heads and the codes above them.
pub(super) fn table(
    search: &mut Search<'_, '_>,
    slot: &TableSlot,
    item: &Table,
    taken: &BTreeSet<u32>,
) -> Option<TableAt> {
    let titles = search.title_rows(&item.code, &item.label);
    let heads: Vec<Head> = item.columns.iter().map(Head::asking).collect();
    let head_row = search
        .page
        .rows()
        .iter()
        .copied()
        .filter(|row| !taken.contains(row) && !foreign_codes(search, item, *row))
        .map(|row| (head_score(search, item, &heads, &titles, row), row))
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, row)| (*score, u32::MAX - row.abs_diff(slot.head_row)))
        .map(|(_, row)| row)?;
    let title_row = title_above(&titles, head_row)
        .unwrap_or_else(|| head_row.saturating_sub(slot.head_row - slot.title_row));
    let columns = columns(search, slot, item, &heads, head_row);
    Some(TableAt { title_row, head_row, columns, end_row: head_row + 1 })
}

/// The nearest title above some heads.
fn title_above(titles: &[u32], head_row: u32) -> Option<u32> {
    let above = titles.iter().copied().filter(|row| *row < head_row);
    above.max().filter(|row| head_row - row <= TITLE_REACH)
}

/// Tables of one section may have the same heads; their columns' codes differ.
fn foreign_codes(search: &Search<'_, '_>, item: &Table, head_row: u32) -> bool {
    let Some(above) = head_row.checked_sub(1) else { return false };
    let mut known = search
        .page
        .row_codes(above)
        .map(|(_, code)| code)
        .filter(|code| search.anchors.column_codes.contains(*code))
        .peekable();
    known.peek().is_some()
        && !known.any(|code| item.columns.iter().any(|column| column.code == code))
}

/// How well a row fits as the heads of a table; 0 when it does not.
fn head_score(
    search: &Search<'_, '_>,
    item: &Table,
    heads: &[Head],
    titles: &[u32],
    row: u32,
) -> usize {
    let words: Vec<&str> = search.page.row(row).map(|(_, word)| word).collect();
    let labels = heads.iter().filter(|head| words.iter().any(|word| head.is(word))).count();
    let codes: BTreeSet<&str> = row
        .checked_sub(1)
        .map(|above| search.page.row_codes(above).map(|(_, code)| code).collect())
        .unwrap_or_default();
    let codes = item.columns.iter().filter(|c| codes.contains(c.code.as_str())).count();
    let title = title_above(titles, row).is_some();
    let enough = (labels + codes) * 2 >= item.columns.len();
    if labels + codes == 0 || !(enough || title && labels > 0) {
        return 0;
    }
    labels + codes + if title { 2 } else { 0 }
}

/// The sheet column of each column: by its head, then by the code above, then by position.
fn columns(
    search: &mut Search<'_, '_>,
    slot: &TableSlot,
    item: &Table,
    heads: &[Head],
    head_row: u32,
) -> Vec<Option<u16>> {
    let by_code: BTreeMap<&str, u16> = head_row
        .checked_sub(1)
        .map(|above| search.page.row_codes(above).map(|(col, code)| (code, col)).collect())
        .unwrap_or_default();
    let mut taken: BTreeSet<u16> = BTreeSet::new();
    let mut found: Vec<Option<u16>> = Vec::new();
    for (column, head) in item.columns.iter().zip(heads) {
        let fitting: Vec<u16> = search
            .page
            .row(head_row)
            .filter(|(col, word)| !taken.contains(col) && head.is(word))
            .map(|(col, _)| col)
            .collect();
        let code = by_code.get(column.code.as_str()).copied();
        // Two columns with one label: the code tells them apart.
        let col = code.filter(|col| fitting.contains(col)).or(fitting.first().copied());
        taken.extend(col);
        found.push(col);
    }
    for (column, place) in item.columns.iter().zip(&mut found) {
        let code = by_code.get(column.code.as_str()).filter(|col| !taken.contains(*col));
        if let (None, Some(col)) = (*place, code) {
            taken.insert(*col);
            *place = Some(*col);
            let at = CellRef::new(head_row, *col);
            let now = search.page.sheet.text(at);
            // A label with more behind it is still the label: a unit may have been changed there.
            if !now.is_empty() && !key(&now).starts_with(&key(&column.label)) {
                let args = [("column", column.label.as_str()), ("head", now.as_str())];
                let finding = Finding::new(Code::ColumnRenamed, search.cell_place(at), &args);
                search.report(finding.question(&column.id));
            }
        }
    }
    by_position(search, slot, item, head_row, &mut found);
    reordered(search, item, head_row, &found);
    found
}

/// Columns that nothing names any more are taken where they should be, beside those found.
fn by_position(
    search: &mut Search<'_, '_>,
    slot: &TableSlot,
    item: &Table,
    head_row: u32,
    found: &mut [Option<u16>],
) {
    let expected = |at: usize| slot.first_col.saturating_add(u16::try_from(at).unwrap_or(u16::MAX));
    let steps = |at: usize, col: u16| i64::from(col) - i64::from(expected(at));
    for at in 0..found.len() {
        let Some(column) = item.columns.get(at).filter(|_| found.get(at) == Some(&None)) else {
            continue;
        };
        let before = found.iter().enumerate().take(at).rev();
        let after = found.iter().enumerate().skip(at);
        let moved = before.chain(after).find_map(|(other, col)| Some(steps(other, (*col)?)));
        let col = shifted(expected(at), moved.unwrap_or(0));
        let head = search.page.sheet.text(CellRef::new(head_row, col));
        let free = !found.contains(&Some(col));
        let args = [("column", column.label.as_str()), ("head", head.as_str())];
        let place = search.cell_place(CellRef::new(head_row, col));
        let finding = if free {
            if let Some(place) = found.get_mut(at) {
                *place = Some(col);
            }
            match head.is_empty() {
                true => Finding::new(Code::ColumnHeadLost, place, &args[..1]),
                false => Finding::new(Code::ColumnRenamed, place, &args),
            }
        } else {
            Finding::new(Code::ColumnNotFound, search.sheet_place(), &args[..1])
        };
        search.report(finding.question(&column.id));
    }
}

fn reordered(search: &mut Search<'_, '_>, item: &Table, head_row: u32, found: &[Option<u16>]) {
    let places: Vec<u16> = found.iter().flatten().copied().collect();
    let gap = places.windows(2).any(|pair| matches!(pair, [a, b] if b.checked_sub(*a) != Some(1)));
    if gap {
        let letters: Vec<String> = item
            .columns
            .iter()
            .zip(found)
            .filter_map(|(column, col)| {
                Some(format!("{} {}", CellRef::new(0, (*col)?).column_letters(), column.label))
            })
            .collect();
        let at = CellRef::new(head_row, places.first().copied().unwrap_or(0));
        let finding = Finding::new(
            Code::ColumnsMoved,
            search.cell_place(at),
            &[("code", &item.code), ("columns", &letters.join(", "))],
        );
        search.report(finding.question(&item.id));
    }
}

/// Finds a grid by the labels of its columns and rows.
pub(super) fn grid(
    search: &mut Search<'_, '_>,
    slot: &GridSlot,
    item: &Grid,
    taken: &BTreeSet<u32>,
) -> Option<GridAt> {
    let (down, across) = (search.labels(&item.rows), search.labels(&item.columns));
    let titles = search.title_rows(&item.code, &item.label);
    let score = |row: u32| {
        let heads = across.iter().filter(|label| col_of(search, row, label).is_some()).count();
        let title = title_above(&titles, row).is_some();
        let enough = heads * 2 >= across.len().max(1) && heads > 0;
        if enough { heads + if title { across.len() } else { 0 } } else { 0 }
    };
    let head_row = search
        .page
        .rows()
        .iter()
        .copied()
        .filter(|row| !taken.contains(row))
        .map(|row| (score(row), row))
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, row)| (*score, u32::MAX - row.abs_diff(slot.head_row)))
        .map(|(_, row)| row)?;
    let title_row = title_above(&titles, head_row)
        .unwrap_or_else(|| head_row.saturating_sub(slot.head_row - slot.title_row));
    // The stub's head may say the same as the head of a column, which stands to its right.
    let stub = key(&item.cell.label);
    let column = |label: &String| match key(label) == stub {
        true => last_col_of(search, head_row, label),
        false => col_of(search, head_row, label),
    };
    let columns: Vec<Option<u16>> = across.iter().map(column).collect();
    let first = columns.iter().flatten().copied().min().unwrap_or(slot.first_col);
    let rows: Vec<Option<u32>> =
        down.iter().map(|label| row_of(search, head_row, first, label)).collect();
    for (label, _) in across.iter().zip(&columns).filter(|(_, col)| col.is_none()) {
        missing(search, item, label);
    }
    for (label, _) in down.iter().zip(&rows).filter(|(_, row)| row.is_none()) {
        missing(search, item, label);
    }
    Some(GridAt { title_row, head_row, rows, columns })
}

fn missing(search: &mut Search<'_, '_>, item: &Grid, label: &str) {
    let args = [("code", item.code.as_str()), ("label", label)];
    let place = search.sheet_place();
    let finding = Finding::new(Code::GridLineNotFound, place, &args);
    search.report(finding.question(&item.id));
}

fn col_of(search: &Search<'_, '_>, row: u32, label: &str) -> Option<u16> {
    let label = key(label);
    search.page.row(row).find(|(_, word)| *word == label).map(|(col, _)| col)
}

fn last_col_of(search: &Search<'_, '_>, row: u32, label: &str) -> Option<u16> {
    let label = key(label);
    search.page.row(row).filter(|(_, word)| *word == label).map(|(col, _)| col).last()
}

/// The first row below the heads whose label, left of the first answers, is this one.
fn row_of(search: &Search<'_, '_>, head_row: u32, first_col: u16, label: &str) -> Option<u32> {
    let label = key(label);
    search
        .page
        .rows()
        .range(head_row + 1..)
        .copied()
        .find(|row| search.page.row(*row).any(|(col, word)| col < first_col && word == label))
}
