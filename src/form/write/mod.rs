// SPDX-License-Identifier: EUPL-1.2
//! Writes the blank form: one workbook for a participant.
//!
//! 1. Instructions: what is where, who usually knows it, how to write, examples.
//! 2. One sheet a section, every cell where the layout says.
//! 3. A check sheet that counts what is still missing.
//! 4. The words of the lists with their definitions, for people.
//! 5. Two hidden sheets: the lists for the drop-downs, and the stamp.
//!
//! The formulas in it are for the respondent only; nothing of what comes back depends on them.

mod ask;
mod check_sheet;
mod columns;
mod glossary;
mod grid;
mod instructions;
mod lists;
pub(crate) mod measure;
mod names;
mod page;
mod plan;
mod section;
mod table;
mod titles;

pub use names::{index_name, own_sheets};
pub(crate) use table::column_note;

use super::{Filled, FormLayout, Marks, Slot};
use crate::diag::{CellRef, Error, say_with};
use crate::questionnaire::Questionnaire;
use crate::workbook::{Book, Look, Properties, Sheet};
use names::{check_name, glossary_name, instructions_name};
use page::Form;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the form that a layout describes, as the bytes of an .xlsx file.
///
/// # Errors
///
/// [`Error::User`] when the study's texts don't fit a workbook: a sheet's name that is not
/// allowed, a text of more than 32 767 characters.
pub fn write(questionnaire: &Questionnaire, layout: &FormLayout) -> Result<Vec<u8>, Error> {
    write_filled(questionnaire, layout, &Filled::new())
}

/// Writes the form that a layout describes with these answers in it.
///
/// # Errors
///
/// As [`write()`]; and when the form has no place for an answer.
pub fn write_filled(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
    answers: &Filled,
) -> Result<Vec<u8>, Error> {
    written(questionnaire, layout, answers, None)
}

/// Writes the form with these answers and with marks at some of them, and a sheet before all
/// others that lists what is marked.
///
/// # Errors
///
/// As [`write_filled`].
pub fn write_marked(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
    answers: &Filled,
    marks: &Marks,
    index: Sheet,
) -> Result<Vec<u8>, Error> {
    written(questionnaire, layout, answers, Some((marks, index)))
}

fn written(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
    answers: &Filled,
    review: Option<(&Marks, Sheet)>,
) -> Result<Vec<u8>, Error> {
    let layout = &answers.with_room(layout);
    let filled = answers.cells(layout)?;
    let mut form = Form { filled, knows: answers.knows, ..Form::new(questionnaire, layout) };
    form.plan.count_answers(check_sheet::counts(&form));
    let mut book = Book::new();
    if let Some((marks, index)) = review {
        form.marks = Some(marks);
        book.add(index);
    }
    book.add(instructions::sheet(&form)?);
    for (position, sheet) in layout.sheets.iter().enumerate() {
        book.add(section::sheet(&form, position, sheet)?);
    }
    book.add(check_sheet::sheet(&form)?);
    if let Some(sheet) = glossary::sheet(&form)? {
        book.add(sheet);
    }
    lists::add(&form, &mut book)?;
    add_stamp(&form, &mut book)?;
    section::add_names(layout, &mut book)?;
    book.finish(&properties(&form))
}

/// The texts that the form prints on each section's sheet, by the sheet's name, without the rows of
/// reference data: whatever else stands there, somebody wrote.
///
/// # Errors
///
/// As [`write()`].
pub fn printed(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
    let mut layout = layout.clone();
    for slot in layout.sheets.iter_mut().flat_map(|sheet| &mut sheet.slots) {
        if let Slot::Table(table) = slot {
            table.printed.clear();
            table.rows = 1;
        }
    }
    let form = Form::new(questionnaire, &layout);
    let mut printed = BTreeMap::new();
    for (position, sheet) in layout.sheets.iter().enumerate() {
        let made = section::sheet(&form, position, sheet)?;
        printed.insert(sheet.name.clone(), made.texts().clone());
    }
    Ok(printed)
}

/// The texts that the form prints on its sheets without answers, by the sheet's name: instructions,
/// check and glossary.
///
/// # Errors
///
/// As [`write()`].
pub fn printed_beside(
    questionnaire: &Questionnaire,
    layout: &FormLayout,
) -> Result<BTreeMap<String, BTreeSet<String>>, Error> {
    let form = Form::new(questionnaire, layout);
    let sheets = [
        Some(instructions::sheet(&form)?),
        Some(check_sheet::sheet(&form)?),
        glossary::sheet(&form)?,
    ];
    // The day by which answers are awaited may have been set or taken away since.
    let deadline = say_with("form-deadline", &[("day", "")]);
    let texts = |sheet: Sheet| {
        let more = std::iter::once(deadline.clone());
        (sheet.name().to_owned(), sheet.texts().iter().cloned().chain(more).collect())
    };
    Ok(sheets.into_iter().flatten().map(texts).collect())
}

fn properties(form: &Form<'_>) -> Properties {
    let study = &form.questionnaire.study;
    let stamp = &form.layout.stamp;
    let mut custom = vec![("sestante.stamp".to_owned(), stamp.line())];
    custom.extend(parts(form).map(|(key, value)| (format!("sestante.{key}"), value)));
    Properties {
        title: format!("{} – {}", study.title, form.participant_name()),
        author: study.publisher.clone().unwrap_or_default(),
        date: study.date,
        custom,
    }
}

fn add_stamp(form: &Form<'_>, book: &mut Book) -> Result<(), Error> {
    let mut sheet = Sheet::new("_meta")?;
    let rows = [("stamp", form.layout.stamp.line())].into_iter().chain(parts(form));
    for (row, (key, value)) in (0..).zip(rows) {
        sheet.text(CellRef::new(row, 0), key, Look::Plain)?;
        sheet.text(CellRef::new(row, 1), &value, Look::Plain)?;
    }
    sheet.hide();
    sheet.protect();
    book.add(sheet);
    Ok(())
}

fn parts(form: &Form<'_>) -> impl Iterator<Item = (&'static str, String)> {
    let stamp = form.layout.stamp.clone();
    [
        ("study", stamp.study),
        ("version", stamp.version),
        ("hash", stamp.hash),
        ("participant", stamp.participant),
        ("round", stamp.round),
    ]
    .into_iter()
    .chain(form.knows.map(|number| (KNOWS, number.to_string())))
}

/// Under which word a form says which file's answers it carried when it went out.
pub const KNOWS: &str = "knows";

#[cfg(test)]
mod tests;
