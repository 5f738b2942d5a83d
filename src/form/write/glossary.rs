// SPDX-License-Identifier: EUPL-1.2
//! The words of the lists with their definitions, for whoever doubts which to choose.

use super::{Form, glossary_name, instructions_name, measure};
use crate::diag::{CellRef, Error, say};
use crate::questionnaire::{ChoiceList, Item, Question};
use crate::workbook::{Area, Look, Sheet};
use std::collections::BTreeSet;

const WIDTHS: [f64; 3] = [44.0, 96.0, 16.0];
const LAST: u16 = 2;

/// The sheet, when some list of the form has definitions.
pub(super) fn sheet(form: &Form<'_>) -> Result<Option<Sheet>, Error> {
    let lists = explained(form);
    if lists.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(&glossary_name())?;
    for (col, width) in (0..).zip(WIDTHS) {
        sheet.width(col, width)?;
    }
    sheet.fill(Area::new(CellRef::new(0, 0), CellRef::new(0, LAST)), Look::Title)?;
    sheet.text(CellRef::new(0, 0), &say("form-glossary-title"), Look::Title)?;
    let home = instructions_name();
    sheet.link(CellRef::new(0, LAST), (&home, CellRef::new(0, 0)), &home, Look::TitleLink)?;
    sheet.height(0, 32.0)?;
    let intro = say("form-glossary-intro");
    sheet.wide(CellRef::new(1, 0), LAST, &intro, Look::Intro)?;
    sheet.height(1, measure::height(&[(&intro, WIDTHS[0] + WIDTHS[1], 11.0)]) + 6.0)?;
    let mut row = 2;
    for list in lists {
        row = add(&mut sheet, list, row)?;
    }
    sheet.freeze(CellRef::new(1, 0))?;
    sheet.tab(true);
    sheet.protect();
    sheet.print(&form.page(Some((0, 0))))?;
    Ok(Some(sheet))
}

fn add(sheet: &mut Sheet, list: &ChoiceList, row: u32) -> Result<u32, Error> {
    sheet.text(CellRef::new(row, 0), &list.title, Look::Heading)?;
    sheet.height(row, 28.0)?;
    let mut row = row + 1;
    for choice in &list.choices {
        let definition = choice.definition.as_deref().unwrap_or_default();
        sheet.text(CellRef::new(row, 0), &choice.label, Look::RowHead)?;
        sheet.text(CellRef::new(row, 1), definition, Look::Cell)?;
        let texts = [
            (choice.label.as_str(), WIDTHS[0] - measure::INDENT, 11.5),
            (definition, WIDTHS[1] - measure::INDENT, 11.0),
        ];
        sheet.height(row, measure::height(&texts))?;
        row += 1;
    }
    Ok(row)
}

/// The lists that the form offers or prints and that explain at least one word, in order of use.
fn explained<'a>(form: &'a Form<'_>) -> Vec<&'a ChoiceList> {
    let mut seen = BTreeSet::new();
    let items = form.questionnaire.items();
    let ids = items.flat_map(|item| -> Vec<&str> {
        let of = |question: &'a Question| question.choices.as_deref();
        match item {
            Item::Question(question) => of(question).into_iter().collect(),
            Item::Table(table) => table.columns.iter().filter_map(of).collect(),
            Item::Grid(grid) => vec![&grid.rows, &grid.columns],
        }
    });
    ids.filter(|id| seen.insert(*id))
        .filter_map(|id| form.questionnaire.choices.get(id))
        .filter(|list| list.choices.iter().any(|choice| choice.definition.is_some()))
        .collect()
}
