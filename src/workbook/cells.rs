// SPDX-License-Identifier: EUPL-1.2
//! A workbook as it was read: cells with the kind of value the program that saved it gave them.

use super::format::hours;
use super::sight::{Drawn, Instead, Sight};
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
    /// Whether its numbers of days begin in 1904.
    pub from_1904: bool,
    /// The day on which it was saved last, when it says so.
    pub saved: Option<Day>,
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
    /// Whether some of them stand below the last row that is read: more rows of a table, it may be.
    pub below_grid: bool,
    /// Notes hung on cells, those of the form included.
    pub notes: Vec<Beside>,
    /// Boxes with words that lie on the sheet.
    pub boxes: Vec<Beside>,
    /// What else lies on the sheet: pictures, embedded files, drawings.
    pub drawn: Vec<Drawn>,
    /// Rows that are hidden or filtered out, from the first to the last.
    pub hidden_rows: Vec<(u32, u32)>,
    /// Columns that are hidden.
    pub hidden_cols: Vec<(u16, u16)>,
    /// Areas whose cells a condition may strike out or show in another way.
    pub struck_if: Vec<(CellRef, CellRef)>,
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
    /// What a person sees of it besides, or instead.
    pub sight: Option<Arc<Sight>>,
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
    /// An hour of the day or a length of time, in days.
    Time(f64),
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

    /// Marks the cells that lie under a merged area: what they hold is not to be seen.
    pub(super) fn cover(&mut self) {
        let merged = std::mem::take(&mut self.merged);
        for (first, last) in &merged {
            for (_, sight) in self.sights(*first, *last).filter(|(at, _)| at != first) {
                sight.instead = Some(Instead::Covered(*first));
            }
        }
        self.merged = merged;
    }

    /// What is seen of each cell of an area.
    fn sights(
        &mut self,
        first: CellRef,
        last: CellRef,
    ) -> impl Iterator<Item = (CellRef, &mut Sight)> {
        let inside = move |at: &CellRef| (first.col..=last.col).contains(&at.col);
        let cells = self.cells.range_mut(first..=last).filter(move |(at, _)| inside(at));
        cells.map(|(at, cell)| (*at, Arc::make_mut(cell.sight.get_or_insert_default())))
    }

    /// Gives the cells of an area the address that their words lead to.
    pub(super) fn link(&mut self, first: CellRef, last: CellRef, address: &str) {
        let address: Arc<str> = address.into();
        for (_, sight) in self.sights(first, last) {
            sight.link = Some(Arc::clone(&address));
        }
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
    /// A cell that holds this, and of which nothing else is to be said.
    pub fn of(raw: Raw) -> Self {
        Cell { raw, formula: false, percent: false, sight: None }
    }

    /// A cell that somebody typed a text into.
    pub fn text(text: &str) -> Self {
        Cell::of(Raw::Text(text.into()))
    }

    /// A cell that somebody typed a number into.
    pub fn number(number: f64) -> Self {
        Cell::of(Raw::Number(number))
    }

    /// What the person sees: numbers with a comma, days as `31/12/2022`, texts without the blanks
    /// around them.
    pub fn written(&self) -> String {
        if let Some(shown) = self.sight.as_ref().and_then(|sight| sight.shown.as_ref()) {
            return as_typed(trim(shown));
        }
        match &self.raw {
            Raw::Text(text) => as_typed(trim(text)),
            Raw::Number(number) if self.percent => format!("{}%", plain(number * 100.0)),
            Raw::Number(number) => plain(*number),
            Raw::Bool(true) => "VERO".to_owned(),
            Raw::Bool(false) => "FALSO".to_owned(),
            Raw::Date { day, .. } => day.short(),
            Raw::Time(days) => hours(*days),
            Raw::Error(error) => error.to_string(),
            Raw::NoResult => "=".to_owned(),
        }
    }

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
            c if is_unseen(c) || c == '\u{AD}' => {}
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
    text.trim_matches(|c: char| c.is_whitespace() || is_unseen(c))
}

/// Characters without width, and the marks that turn the direction of writing: pasted with a text,
/// and no part of it.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{FE0E}'
            | '\u{FE0F}'
    )
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
        assert_eq!(Cell::of(day).written(), "31/12/2022");
        assert_eq!(Cell::of(Raw::Time(1.5)).written(), "36:00");
        assert_eq!(Cell::text("\u{202a}\u{2066}1250\u{2069}\u{202c}").written(), "1250");
        let sight = Sight { shown: Some("383 mila".into()), ..Sight::default() };
        let seen = Cell { sight: Some(Arc::new(sight)), ..Cell::number(383.0) };
        assert_eq!(seen.written(), "383 mila");
    }
}
