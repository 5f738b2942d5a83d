// SPDX-License-Identifier: EUPL-1.2
//! A workbook as it was read: cells with the kind of value the program that saved it gave them.

use crate::datum::Day;
use crate::diag::CellRef;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a returned file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// The sheets, in the order of the tabs.
    pub sheets: Vec<SheetCells>,
    /// Custom document properties, by name.
    pub properties: BTreeMap<String, String>,
    /// Defined names and what they stand for, as the file writes it.
    pub names: BTreeMap<String, String>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SheetCells {
    /// Name on the tab.
    pub name: Arc<str>,
    /// The cells that hold something.
    pub cells: BTreeMap<CellRef, Cell>,
    /// Merged areas: first and last cell. Only the first one holds a value.
    pub merged: Vec<(CellRef, CellRef)>,
    /// Hidden, in one way or the other.
    pub hidden: bool,
    /// Cells too far down or to the right to be read: counted, not kept.
    pub off_grid: usize,
    /// The first of them.
    pub off_grid_at: Option<CellRef>,
    /// Notes hung on cells, those of the form included.
    pub notes: Vec<Beside>,
    /// Boxes with words that lie on the sheet.
    pub boxes: Vec<Beside>,
}

/// Words that stand on a sheet, but in no cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Beside {
    /// The cell they hang on, or the one that they begin over.
    pub at: CellRef,
    /// The words.
    pub text: String,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub raw: Raw,
    /// Whether a formula made it.
    pub formula: bool,
    /// Whether it is shown with a percent sign: 0.35 is then 35 %.
    pub percent: bool,
}

/// What a cell holds, before anybody asks what the question wanted.
#[derive(Debug, Clone, PartialEq)]
pub enum Raw {
    /// A text.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A day, with the number of days that stands for it where the file has one:
    /// a year typed into a cell formatted as a date is a day of 1905.
    Date {
        /// The day.
        day: Day,
        /// The serial number.
        serial: Option<f64>,
    },
    /// An error such as `#N/A`.
    Error(Arc<str>),
    /// A formula whose result the file does not hold.
    NoResult,
}

impl Workbook {
    /// The sheet of this name.
    pub fn sheet(&self, name: &str) -> Option<&SheetCells> {
        self.sheets.iter().find(|sheet| &*sheet.name == name)
    }
}

impl SheetCells {
    /// The cell at a place, when it holds something.
    pub fn cell(&self, at: CellRef) -> Option<&Cell> {
        self.cells.get(&at)
    }

    /// What a person sees in a cell; empty when there is nothing.
    pub fn text(&self, at: CellRef) -> String {
        self.cell(at).map(Cell::written).unwrap_or_default()
    }

    /// The cells of a row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (CellRef, &Cell)> {
        let whole = CellRef::new(row, 0)..=CellRef::new(row, u16::MAX);
        self.cells.range(whole).map(|(at, cell)| (*at, cell))
    }

    /// First row below everything that is written.
    pub fn end_row(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |at| at.row + 1)
    }

    /// The first cell of the merged area that covers this cell, when it is another one.
    pub fn merged_into(&self, at: CellRef) -> Option<CellRef> {
        let covers = |(first, last): &&(CellRef, CellRef)| {
            (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
        };
        self.merged.iter().find(covers).map(|(first, _)| *first).filter(|first| *first != at)
    }
}

impl Cell {
    /// A cell that somebody typed a text into.
    pub fn text(text: &str) -> Self {
        Cell { raw: Raw::Text(text.into()), formula: false, percent: false }
    }

    /// A cell that somebody typed a number into.
    pub fn number(number: f64) -> Self {
        Cell { raw: Raw::Number(number), formula: false, percent: false }
    }

    /// What the person sees: numbers with a comma, days as `31/12/2022`, texts without the blanks
    /// around them.
    pub fn written(&self) -> String {
        match &self.raw {
            Raw::Text(text) => as_typed(trim(text)),
            Raw::Number(number) if self.percent => format!("{}%", plain(number * 100.0)),
            Raw::Number(number) => plain(*number),
            Raw::Bool(true) => "VERO".to_owned(),
            Raw::Bool(false) => "FALSO".to_owned(),
            Raw::Date { day, .. } => day.short(),
            Raw::Error(error) => error.to_string(),
            Raw::NoResult => "=".to_owned(),
        }
    }
}

impl Cell {
    /// The same as [`Cell::written`], without a copy of a text that is seen as it stands.
    pub fn written_shared(&self) -> Arc<str> {
        match &self.raw {
            Raw::Text(text) if text.is_ascii() && !text.contains('\r') && trim(text) == &**text => {
                Arc::clone(text)
            }
            _ => self.written().into(),
        }
    }
}

/// A text as a keyboard writes it: letters and their accents in one piece, blanks that are blanks,
/// lines that end in one way.
fn as_typed(text: &str) -> String {
    if text.is_ascii() && !text.contains('\r') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\r' => out.push('\n'),
            '\u{a0}' | '\u{202F}' | '\u{2007}' => out.push(' '),
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
            c => match out.chars().next_back().and_then(|letter| accented(letter, c)) {
                Some(whole) => {
                    out.pop();
                    out.push(whole);
                }
                None => out.push(c),
            },
        }
    }
    out
}

/// The letter with this accent, of those that European names need.
fn accented(letter: char, accent: char) -> Option<char> {
    let (bare, whole) = match accent {
        '\u{300}' => ("aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        '\u{301}' => ("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝćńśź"),
        '\u{302}' => ("aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        '\u{303}' => ("anoANO", "ãñõÃÑÕ"),
        '\u{308}' => ("aeiouAEIOU", "äëïöüÄËÏÖÜ"),
        '\u{30C}' => ("cszCSZ", "čšžČŠŽ"),
        '\u{327}' => ("cC", "çÇ"),
        _ => return None,
    };
    bare.chars().zip(whole.chars()).find(|(plain, _)| *plain == letter).map(|(_, whole)| whole)
}

/// Without blanks around, the invisible ones included.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    })
}

/// A number with a comma and no more digits than it needs. Sums of binary fractions
/// (`0.1 + 0.2`) are rounded to what a spreadsheet shows.
pub(crate) fn plain(number: f64) -> String {
    let rounded = (number * 1e9).round() / 1e9;
    let shown = if rounded.is_finite() { rounded } else { number };
    format!("{}", if shown == 0.0 { 0.0 } else { shown }).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_written_as_people_see_it() {
        let percent = Cell { percent: true, ..Cell::number(0.35) };
        assert_eq!(percent.written(), "35%");
        assert_eq!(Cell::number(0.1 + 0.2).written(), "0,3");
        assert_eq!(Cell::number(1234.0).written(), "1234");
        assert_eq!(Cell::text("\u{a0} due\r\nrighe ").written(), "due\nrighe");
        assert_eq!(Cell::text("citta\u{300}\u{a0}piu\u{300} E\u{300}").written(), "città più È");
        let day = Raw::Date { day: Day::new(2022, 12, 31).unwrap(), serial: None };
        assert_eq!(Cell { raw: day, formula: false, percent: false }.written(), "31/12/2022");
    }
}
