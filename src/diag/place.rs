// SPDX-License-Identifier: EUPL-1.2
//! Where something stands: a file, a cell of a sheet, or a stretch of a line of text.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A cell of a sheet, counted from zero; prints as people see it (`C7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, 0 is the sheet's row 1.
    pub row: u32,
    /// Column, 0 is the sheet's column A.
    pub col: u16,
}

impl CellRef {
    /// The cell in a row and column counted from zero.
    pub const fn new(row: u32, col: u16) -> Self {
        CellRef { row, col }
    }

    /// Reads `C7` or `$C$7`; `None` when it is no cell address.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let mut col: u32 = 0;
        for letter in letters.chars() {
            let letter = letter.to_ascii_uppercase();
            if !letter.is_ascii_uppercase() {
                return None;
            }
            col = col * 26 + (letter as u32 - 'A' as u32 + 1);
        }
        let row: u32 = digits.parse().ok()?;
        Some(CellRef::new(row.checked_sub(1)?, u16::try_from(col - 1).ok()?))
    }

    /// The letters of the column (`A`, `Z`, `AA`).
    pub fn column_letters(self) -> String {
        let mut left = u32::from(self.col) + 1;
        let mut letters = Vec::new();
        while left > 0 {
            let digit = (left - 1) % 26;
            letters.push(char::from(b'A' + u8::try_from(digit).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        letters.iter().rev().collect()
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.column_letters(), self.row + 1)
    }
}

/// A cell with its file and sheet. A row of reference data has no sheet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CellAt {
    /// Path from the study's folder, with `/`.
    pub file: Arc<str>,
    /// Name of the sheet as the person sees it; empty for a CSV file.
    pub sheet: Arc<str>,
    /// The cell.
    pub cell: CellRef,
}

impl Ord for CellAt {
    fn cmp(&self, other: &Self) -> Ordering {
        // Cells of a file share its name: traces of thousands of them are sorted by this.
        let names = |one: &Arc<str>, two: &Arc<str>| match Arc::ptr_eq(one, two) {
            true => Ordering::Equal,
            false => one.cmp(two),
        };
        names(&self.file, &other.file)
            .then_with(|| names(&self.sheet, &other.sheet))
            .then_with(|| self.cell.cmp(&other.cell))
    }
}

impl PartialOrd for CellAt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for CellAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.is_empty() {
            write!(f, "{}:{}", self.file, self.cell)
        } else {
            write!(f, "{} › {}!{}", self.file, self.sheet, self.cell)
        }
    }
}

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The study or the run as a whole.
    Nowhere,
    /// A whole file.
    File(Arc<str>),
    /// A sheet of a workbook.
    Sheet(Arc<str>, Arc<str>),
    /// A cell.
    Cell(CellAt),
    /// A stretch of text in a YAML, SQL or template file.
    Text(TextSpan),
}

/// A stretch of one line of a text file; line and column count from one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextSpan {
    /// Path from the study's folder, with `/`.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Length in characters, at least 1.
    pub length: usize,
    /// The line as it stands, for underlining.
    pub source: Arc<str>,
}

impl Place {
    /// The file, when there is one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Place::Nowhere => None,
            Place::File(file) | Place::Sheet(file, _) => Some(file),
            Place::Cell(at) => Some(&at.file),
            Place::Text(span) => Some(&span.file),
        }
    }

    /// The sheet, when there is one.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Place::Sheet(_, sheet) => Some(sheet),
            Place::Cell(at) if !at.sheet.is_empty() => Some(&at.sheet),
            _ => None,
        }
    }

    /// The cell, when there is one.
    pub fn cell(&self) -> Option<CellRef> {
        match self {
            Place::Cell(at) => Some(at.cell),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Nowhere => Ok(()),
            Place::File(file) => write!(f, "{file}"),
            Place::Sheet(file, sheet) => write!(f, "{file} › {sheet}"),
            Place::Cell(at) => write!(f, "{at}"),
            Place::Text(span) => write!(f, "{}:{}:{}", span.file, span.line, span.column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cell_addresses_are_read_and_printed_as_people_see_them() {
        for text in ["A1", "C7", "Z10", "AA1", "XFD1048576"] {
            assert_eq!(CellRef::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(CellRef::parse("$C$7"), Some(CellRef::new(6, 2)));
        assert_eq!(CellRef::parse("7C"), None);
        assert_eq!(CellRef::parse("C0"), None);
    }
}
