// SPDX-License-Identifier: EUPL-1.2
//! Widths of a section sheet's columns: questions and tables share them, so each column is as
//! wide as the most demanding thing in it.

use super::{Form, measure};
use crate::form::lay_out::{ANSWER_COL, CODE_COL, HELP_COL, LABEL_COL, UNIT_COL};
use crate::form::{SheetLayout, Slot, TableSlot};
use crate::questionnaire::{Item, Question, Table, Type};

/// Least width of the help beside single questions, in digits.
const HELP_WIDTH: f64 = 66.0;
/// Width up to which running text goes: longer lines are hard to read.
const READING_WIDTH: f64 = 124.0;
/// Room for the live count at the right of the title.
const STATUS_WIDTH: f64 = 24.0;

/// Widths of columns, from A on.
pub(super) struct Columns {
    widths: Vec<f64>,
}

impl Columns {
    /// Widths that suit everything on a sheet.
    pub(super) fn of(form: &Form<'_>, layout: &SheetLayout) -> Self {
        let mut columns = Columns { widths: vec![7.0, 16.0, 10.0, 11.0, 10.0] };
        if form.marks.is_some() {
            // Room for the signs beside the codes, and for the link back to the list of them.
            columns.at_least(CODE_COL, 13.0);
            columns.at_least(UNIT_COL, 14.0);
        }
        for slot in &layout.slots {
            match (slot, form.questionnaire.item(slot.id())) {
                (Slot::Answer(_), Some(Item::Question(question))) => columns.single(question),
                (Slot::Table(slot), Some(Item::Table(table))) => {
                    columns.table(form, slot, table);
                }
                (Slot::Grid(slot), Some(Item::Grid(grid))) => {
                    columns.at_least(LABEL_COL, 30.0);
                    let list = form.questionnaire.choices.get(&grid.columns);
                    for (position, id) in slot.columns.iter().enumerate() {
                        let head = list.map_or(id.as_str(), |list| list.label(id));
                        let width = measure::head_width(head).max(13.0);
                        columns.at_least(slot.cell(0, position).col, width);
                    }
                }
                _ => {}
            }
        }
        columns.make_room(layout);
        columns
    }

    fn single(&mut self, question: &Question) {
        self.at_least(LABEL_COL, 36.0);
        self.at_least(ANSWER_COL, if question.kind == Type::LongText { 54.0 } else { 38.0 });
        if let Some(unit) = &question.unit {
            self.at_least(UNIT_COL, measure::head_width(unit));
        }
    }

    fn table(&mut self, form: &Form<'_>, slot: &TableSlot, table: &Table) {
        for (position, question) in table.columns.iter().enumerate() {
            let printed = slot
                .printed
                .iter()
                .filter_map(|row| row.texts.get(position)?.as_deref())
                .map(|text| measure::text_width(text) + 2.0)
                .fold(0.0, f64::max);
            let width = match question.printed {
                Some(_) => printed.min(34.0),
                None => wanted(form, question, question.name == table.row_label),
            };
            self.at_least(
                slot.col(position),
                width.max(measure::head_width(&question.label_with_unit())),
            );
        }
    }

    fn at_least(&mut self, col: u16, width: f64) {
        let col = usize::from(col);
        if self.widths.len() <= col {
            self.widths.resize(col + 1, 10.0);
        }
        if let Some(there) = self.widths.get_mut(col) {
            *there = there.max(width.ceil());
        }
    }

    /// Further columns at the right, for help and for the count in the title.
    fn make_room(&mut self, layout: &SheetLayout) {
        let questions = layout.slots.iter().any(|slot| matches!(slot, Slot::Answer(_)));
        let tables = layout.last_col() > HELP_COL;
        if questions && !tables {
            self.at_least(HELP_COL, HELP_WIDTH - STATUS_WIDTH);
        }
        let beyond = |columns: &Columns, col: u16| -> f64 {
            columns.widths.iter().skip(usize::from(col)).sum()
        };
        let mut missing = STATUS_WIDTH - beyond(self, HELP_COL + 1);
        if questions {
            missing = missing.max(HELP_WIDTH - beyond(self, HELP_COL));
        }
        missing = missing.max(100.0 - self.total());
        if missing > 0.0 || self.widths.len() < usize::from(HELP_COL) + 2 {
            self.widths.push(missing.max(8.0).ceil());
        }
    }

    /// Column and width of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (u16, f64)> {
        (0..).zip(self.widths.iter().copied())
    }

    /// Width of a column.
    pub(super) fn width(&self, col: u16) -> f64 {
        self.widths.get(usize::from(col)).copied().unwrap_or(10.0)
    }

    /// The last column.
    pub(super) fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(HELP_COL + 1)
    }

    /// Width of all.
    pub(super) fn total(&self) -> f64 {
        self.widths.iter().sum()
    }

    /// Last column and width of running text that begins in a column.
    pub(super) fn reading(&self, from: u16) -> (u16, f64) {
        self.span(from, READING_WIDTH)
    }

    /// Last column and width of the help beside single questions.
    pub(super) fn help(&self) -> (u16, f64) {
        self.span(HELP_COL, HELP_WIDTH)
    }

    fn span(&self, from: u16, enough: f64) -> (u16, f64) {
        let mut width = 0.0;
        for col in from..=self.last() {
            width += self.width(col);
            if width >= enough {
                return (col, width);
            }
        }
        (self.last(), width)
    }
}

/// Width that suits the answers of a column.
fn wanted(form: &Form<'_>, question: &Question, names_the_row: bool) -> f64 {
    match question.kind {
        Type::LongText => 36.0,
        Type::Text | Type::Link | Type::Contact if names_the_row => 34.0,
        Type::Text | Type::Link | Type::Contact | Type::Participant => 26.0,
        Type::Choices => 30.0,
        Type::Choice => {
            let list = question.choices.as_ref().and_then(|id| form.questionnaire.choices.get(id));
            let longest = list.map_or(0.0, |list| {
                list.choices.iter().map(|c| measure::text_width(&c.label)).fold(0.0, f64::max)
            });
            // Room for the arrow of the drop-down.
            (longest + 3.5).clamp(13.0, 27.0)
        }
        Type::Money => 13.0,
        Type::Date => 12.0,
        Type::Integer | Type::Decimal | Type::Percent | Type::YesNo => 10.5,
        Type::Year => 9.0,
    }
}
