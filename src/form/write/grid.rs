// SPDX-License-Identifier: EUPL-1.2
//! A grid on a section's sheet: one cell for each choice down and each across.

use super::columns::Columns;
use super::titles::block_title;
use super::{Form, ask, measure};
use crate::diag::{CellRef, Error};
use crate::form::GridSlot;
use crate::form::lay_out::LABEL_COL;
use crate::questionnaire::Grid;
use crate::workbook::{Area, Look, Sheet};

pub(super) fn grid(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &GridSlot,
    grid: &Grid,
    columns: &Columns,
) -> Result<(), Error> {
    block_title(sheet, slot.title_row, (&grid.code, &grid.label, grid.help.as_deref()), columns)?;
    let label = |list: &str, id: &str| {
        let list = form.questionnaire.choices.get(list);
        list.map_or_else(|| id.to_owned(), |list| list.label(id).to_owned())
    };
    let corner = CellRef::new(slot.head_row, LABEL_COL);
    sheet.text(corner, &grid.cell.label_with_unit(), Look::Head)?;
    let mut heads = vec![(grid.cell.label_with_unit(), columns.width(LABEL_COL))];
    for (position, id) in slot.columns.iter().enumerate() {
        let col = slot.cell(0, position).col;
        let text = label(&grid.columns, id);
        sheet.text(CellRef::new(slot.head_row, col), &text, Look::Head)?;
        heads.push((text, columns.width(col) - measure::INDENT));
    }
    let heads: Vec<_> = heads.iter().map(|(text, width)| (text.as_str(), *width, 11.4)).collect();
    sheet.height(slot.head_row, measure::height(&heads) + 4.0)?;
    for (position, id) in slot.rows.iter().enumerate() {
        let row = slot.cell(position, 0).row;
        let head = label(&grid.rows, id);
        sheet.text(CellRef::new(row, LABEL_COL), &head, Look::RowHead)?;
        let needed = |text| measure::height(&[(text, columns.width(LABEL_COL), 11.4)]);
        if needed(&head) > needed("") {
            sheet.height(row, needed(&head))?;
        }
        form.sign(sheet, row)?;
        for column in 0..slot.columns.len() {
            form.answer(sheet, slot.cell(position, column), ask::style(&grid.cell))?;
        }
    }
    if slot.rows.is_empty() || slot.columns.is_empty() {
        return Ok(());
    }
    let area = Area::new(slot.cell(0, 0), slot.last_cell());
    sheet.rule(area, &ask::rule(form, &grid.cell, slot.cell(0, 0), &[]))?;
    form.white_when_filled(sheet, area)
}
