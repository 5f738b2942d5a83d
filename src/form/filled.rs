// SPDX-License-Identifier: EUPL-1.2
//! Answers to be written into a form: what somebody knows already, for the respondent to correct.
//!
//! Answers are named by their questions, never by cells: the layout finds the cells.

use super::{FormLayout, Slot};
use crate::datum::{Day, QuestionId};
use crate::diag::{CellRef, Error};
use std::collections::BTreeMap;

/// Answers by the place of their question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filled {
    entries: BTreeMap<Spot, Entry>,
    /// Number of the last file of the round whose answers these are, where they come from files of
    /// the same round: the form that comes back replaces them, also where it takes one out.
    pub knows: Option<u32>,
}

/// The place of an answer, in words of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// A single question, by its full id.
    Question(QuestionId),
    /// A row of a table: full id of the column, and the row from 1, printed rows first.
    Row(QuestionId, usize),
    /// A cell of a grid: full id of the grid, ids of the choices down and across.
    Cell(QuestionId, String, String),
}

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A text as somebody would type it; it never becomes a formula.
    Text(String),
    /// A number; 35 % is 35.
    Number(f64),
    /// A day.
    Day(Day),
}

impl Filled {
    /// No answer yet.
    pub fn new() -> Self {
        Filled::default()
    }

    /// Writes an answer; the last one for a place counts, and an empty text takes it back.
    pub fn set(&mut self, spot: Spot, entry: Entry) {
        if entry == Entry::Text(String::new()) {
            self.entries.remove(&spot);
        } else {
            self.entries.insert(spot, entry);
        }
    }

    /// What stands at a place.
    pub fn get(&self, spot: &Spot) -> Option<&Entry> {
        self.entries.get(spot)
    }

    /// All answers, in the order of their places.
    pub fn iter(&self) -> impl Iterator<Item = (&Spot, &Entry)> {
        self.entries.iter()
    }

    /// The layout with as many rows in each table as there are answers; what stands below moves.
    pub fn with_room(&self, layout: &FormLayout) -> FormLayout {
        let mut needed: BTreeMap<&str, usize> = BTreeMap::new();
        for spot in self.entries.keys() {
            if let Spot::Row(column, row) = spot {
                let most = needed.entry(column).or_default();
                *most = (*most).max(*row);
            }
        }
        let mut layout = layout.clone();
        for sheet in &mut layout.sheets {
            let mut moved = 0;
            for slot in &mut sheet.slots {
                slot.move_down(moved);
                let Slot::Table(table) = slot else { continue };
                let rows = table.columns.iter().filter_map(|id| needed.get(id.as_str())).max();
                let rows = rows.map_or(0, |rows| u32::try_from(*rows).unwrap_or(u32::MAX / 2));
                moved += rows.saturating_sub(table.rows);
                table.rows = table.rows.max(rows);
            }
            sheet.end_row += moved;
        }
        layout
    }

    /// The answers by sheet and cell.
    ///
    /// # Errors
    ///
    /// [`Error::User`] when the form has no such question, row or cell, or no room for a row.
    pub(super) fn cells<'a>(
        &'a self,
        layout: &'a FormLayout,
    ) -> Result<BTreeMap<(&'a str, CellRef), &'a Entry>, Error> {
        let mut cells = BTreeMap::new();
        for (spot, entry) in &self.entries {
            let Some(place) = layout.place(spot) else {
                return Err(Error::user("fill-no-place", &[("spot", &spot.to_string())]));
            };
            cells.insert(place, entry);
        }
        Ok(cells)
    }
}

impl FormLayout {
    /// The sheet and cell of a place.
    pub fn place(&self, spot: &Spot) -> Option<(&str, CellRef)> {
        self.sheets.iter().find_map(|sheet| {
            let cell = sheet.slots.iter().find_map(|slot| cell(slot, spot))?;
            Some((sheet.name.as_str(), cell))
        })
    }
}

impl Slot {
    fn move_down(&mut self, by: u32) {
        match self {
            Slot::Answer(slot) => slot.cell.row += by,
            Slot::Table(slot) => {
                slot.title_row += by;
                slot.guide_row += by;
                slot.code_row += by;
                slot.head_row += by;
                slot.first_row += by;
            }
            Slot::Grid(slot) => {
                slot.title_row += by;
                slot.head_row += by;
                slot.first_row += by;
            }
        }
    }
}

fn cell(slot: &Slot, spot: &Spot) -> Option<CellRef> {
    match (slot, spot) {
        (Slot::Answer(slot), Spot::Question(id)) if slot.question == *id => Some(slot.cell),
        (Slot::Table(slot), Spot::Row(column, row)) => {
            let position = slot.columns.iter().position(|id| id == column)?;
            let offset = u32::try_from(row.checked_sub(1)?).ok()?;
            let row = slot.first_row.checked_add(offset)?;
            (offset < slot.rows).then(|| CellRef::new(row, slot.col(position)))
        }
        (Slot::Grid(slot), Spot::Cell(grid, row, column)) if slot.grid == *grid => {
            let row = slot.rows.iter().position(|id| id == row)?;
            let column = slot.columns.iter().position(|id| id == column)?;
            Some(slot.cell(row, column))
        }
        _ => None,
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Spot::Question(id) => write!(f, "{id}"),
            Spot::Row(column, row) => write!(f, "{column}[{row}]"),
            Spot::Cell(grid, row, column) => write!(f, "{grid}[{row}, {column}]"),
        }
    }
}
