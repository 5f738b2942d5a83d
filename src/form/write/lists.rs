// SPDX-License-Identifier: EUPL-1.2
//! The lists behind the drop-downs, on a hidden sheet, each with a name.

use super::Form;
use crate::diag::{CellRef, Error, say};
use crate::workbook::{Area, Book, Look, Sheet};

/// Name of the list of yes and no; no list of a study has two underscores after `list`.
pub(super) const YES_NO: &str = "list__yes_no";

/// The workbook's name for a choice list.
pub(super) fn name(id: &str) -> String {
    format!("list_{id}")
}

/// The words for being empty in a known way.
pub(super) fn empties() -> [String; 2] {
    [say("form-word-none"), say("form-word-not-available")]
}

/// Adds the hidden sheet and its names.
pub(super) fn add(form: &Form<'_>, book: &mut Book) -> Result<(), Error> {
    let [none, not_available] = empties();
    let yes_no = vec![say("form-word-yes"), say("form-word-no"), not_available.clone()];
    let mut lists = vec![(YES_NO.to_owned(), yes_no)];
    for (id, list) in &form.questionnaire.choices {
        let mut words: Vec<String> = list.choices.iter().map(|c| c.label.clone()).collect();
        for word in [&none, &not_available] {
            if !words.iter().any(|label| label.to_lowercase() == word.to_lowercase()) {
                words.push(word.clone());
            }
        }
        lists.push((name(id), words));
    }
    let mut sheet = Sheet::new("_liste")?;
    for (col, (name, words)) in (0..).zip(&lists) {
        sheet.text(CellRef::new(0, col), name, Look::Plain)?;
        let mut last = CellRef::new(0, col);
        for (row, word) in (1..).zip(words) {
            last = CellRef::new(row, col);
            sheet.text(last, word, Look::Plain)?;
        }
        book.name(name, sheet.name(), Area::new(CellRef::new(1, col), last))?;
    }
    sheet.hide();
    sheet.protect();
    book.add(sheet);
    Ok(())
}
