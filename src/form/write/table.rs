// SPDX-License-Identifier: EUPL-1.2
//! A table on a section's sheet: what its columns want, its rows, what their cells accept.

use super::columns::Columns;
use super::titles::{block_title, label_style};
use super::{Form, ask, measure};
use crate::diag::{CellRef, Error, say_with};
use crate::form::{Entry, TableSlot};
use crate::questionnaire::{Question, Table, Type};
use crate::workbook::{Area, Look, Number, Sheet};

pub(super) fn table(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &TableSlot,
    table: &Table,
    columns: &Columns,
) -> Result<(), Error> {
    block_title(
        sheet,
        slot.title_row,
        (&table.code, &table.label, table.help.as_deref()),
        columns,
    )?;
    guide(form, sheet, slot, table, columns)?;
    let mut heads = Vec::new();
    for (position, question) in table.columns.iter().enumerate() {
        let col = slot.col(position);
        let code = CellRef::new(slot.code_row, col);
        sheet.text(code, &question.code, Look::ColumnCode.with(Number::Text))?;
        let head = question.label_with_unit();
        let at = CellRef::new(slot.head_row, col);
        sheet.text(at, &head, label_style(question, Look::Head))?;
        if let Some(note) = column_note(question) {
            sheet.note(at, &note)?;
        }
        heads.push((format!("{head} *"), columns.width(col) - measure::INDENT, 11.4));
    }
    let heads: Vec<_> = heads.iter().map(|(head, w, s)| (head.as_str(), *w, *s)).collect();
    sheet.height(slot.head_row, measure::height(&heads) + 4.0)?;
    sheet.height(slot.code_row, 12.0)?;
    table_rows(form, sheet, slot, table, columns)?;
    table_rules(form, sheet, slot, table)
}

pub(crate) fn column_note(question: &Question) -> Option<String> {
    let example = ask::example(question).map(|text| say_with("form-example", &[("text", text)]));
    let parts: Vec<String> = question.help.iter().cloned().chain(example).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// What each column wants, one line each, in one cell above the table.
fn guide(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &TableSlot,
    table: &Table,
    columns: &Columns,
) -> Result<(), Error> {
    let (to, width) = columns.reading(slot.first_col);
    let write = |examples: bool| {
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for question in table.columns.iter().filter(|question| question.printed.is_none()) {
            let line = if pieces.is_empty() { "" } else { "\n" };
            pieces.push((format!("{line}{}: ", question.label), true));
            let mut words: Vec<String> = Vec::new();
            words.extend(question.relevant.as_ref().map(|c| ask::only_if(form, c)));
            words.extend(question.help.clone());
            if question.kind == Type::Choices {
                words.push(ask::way(form, question));
            }
            if let Some(example) = ask::example(question).filter(|_| examples) {
                words.push(say_with("form-example", &[("text", example)]));
            }
            pieces.push((words.join(" "), false));
        }
        let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        let height = measure::height(&[(&text, width, 10.0)]);
        (pieces, height)
    };
    let (mut pieces, mut height) = write(true);
    if height > 400.0 {
        (pieces, height) = write(false);
    }
    sheet.wide_rich(CellRef::new(slot.guide_row, slot.first_col), to, &pieces, Look::Guide)?;
    sheet.height(slot.guide_row, height + 4.0)
}

fn table_rows(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &TableSlot,
    table: &Table,
    columns: &Columns,
) -> Result<(), Error> {
    for offset in 0..slot.rows {
        let row = slot.first_row + offset;
        let printed = slot.printed.get(usize::try_from(offset).unwrap_or(usize::MAX));
        if printed.is_none() {
            sheet.unlock_row(row)?;
        }
        form.sign(sheet, row)?;
        let mut texts: Vec<(&str, f64, f64)> = Vec::new();
        for (position, question) in table.columns.iter().enumerate() {
            let at = CellRef::new(row, slot.col(position));
            let text = printed.and_then(|row| row.texts.get(position)).and_then(Option::as_ref);
            match text {
                Some(text) => printed_cell(sheet, at, text, question.kind)?,
                None => {
                    if let Some(Entry::Text(text)) = form.filled.get(&(sheet.name(), at)) {
                        texts.push((text, columns.width(at.col) - measure::INDENT, 11.2));
                    }
                    form.answer(sheet, at, ask::table_style(question))?;
                }
            }
        }
        // No program makes room for texts that it did not see being typed.
        let height = measure::height(&texts);
        if height > measure::height(&[("", 10.0, 11.2)]) {
            sheet.height(row, height)?;
        }
    }
    Ok(())
}

fn printed_cell(sheet: &mut Sheet, at: CellRef, text: &str, kind: Type) -> Result<(), Error> {
    match text.parse::<f64>() {
        Ok(number) if kind.is_number() && number.is_finite() => {
            let shown = if number.fract() == 0.0 { Number::Integer } else { Number::Decimal };
            sheet.number(at, number, Look::Printed.with(shown))
        }
        _ => sheet.text(at, text, Look::Printed.with(Number::Text)),
    }
}

fn table_rules(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &TableSlot,
    table: &Table,
) -> Result<(), Error> {
    if slot.rows == 0 {
        return Ok(());
    }
    for (position, question) in table.columns.iter().enumerate() {
        if question.printed.is_some() {
            continue;
        }
        let col = slot.col(position);
        let first = CellRef::new(slot.first_row, col);
        let area = Area::new(first, CellRef::new(slot.last_row(), col));
        let help = question.help.as_deref().unwrap_or_default();
        sheet.rule(area, &ask::rule(form, question, first, &[help]))?;
        if let Some(condition) = &question.relevant {
            sheet.grey_when(area, &format!("={}", ask::not_asked(form, condition)))?;
        }
    }
    let asked = table.columns.iter().position(|question| question.printed.is_none());
    if let Some(position) = asked {
        let first = CellRef::new(slot.first_row, slot.col(position));
        let area = Area::new(first, CellRef::new(slot.last_row(), slot.last_col()));
        form.white_when_filled(sheet, area)?;
    }
    Ok(())
}
