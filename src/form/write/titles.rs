// SPDX-License-Identifier: EUPL-1.2
//! What stands above a table or a grid, and how a label says that an answer is required.

use super::columns::Columns;
use super::measure;
use crate::diag::{CellRef, Error};
use crate::form::lay_out::{CODE_COL, LABEL_COL};
use crate::questionnaire::Question;
use crate::workbook::{Look, Number, Sheet, Style};

/// Code and title of a table or grid, and the help in the row below.
pub(super) fn block_title(
    sheet: &mut Sheet,
    row: u32,
    (code, label, help): (&str, &str, Option<&str>),
    columns: &Columns,
) -> Result<(), Error> {
    sheet.text(CellRef::new(row, CODE_COL), code, Look::BlockCode.with(Number::Text))?;
    sheet.text(CellRef::new(row, LABEL_COL), label, Look::TableTitle)?;
    sheet.height(row, 30.0)?;
    let (to, width) = columns.reading(LABEL_COL);
    let help = help.unwrap_or_default();
    sheet.wide(CellRef::new(row + 1, LABEL_COL), to, help, Look::Paragraph)?;
    sheet.height(row + 1, measure::height(&[(help, width, 11.0)]))
}

/// An asterisk marks what must be answered; it is a matter of format, the label stays as it is.
pub(super) fn label_style(question: &Question, look: Look) -> Style {
    look.with(if question.required { Number::Starred } else { Number::General })
}
