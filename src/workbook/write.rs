// SPDX-License-Identifier: EUPL-1.2
//! Writing a workbook: sheets with cells, lists, notes, protection and names.
//!
//! Texts are always written as texts: what a study or a respondent wrote never becomes a formula.

use super::look::{self, Look, Style};
use crate::diag::{CellRef, Error};
use rust_xlsxwriter::{
    ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule, DataValidation,
    DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, Note,
    ProtectionOptions, Url, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeSet;

/// Most characters of a validation's title, and of its text.
const TITLE_LIMIT: usize = 32;
const TEXT_LIMIT: usize = 255;
/// Most links of a sheet.
const LINK_LIMIT: usize = 65_530;

/// A workbook in the making.
pub struct Book {
    book: Workbook,
    names: BTreeSet<String>,
}

/// A sheet in the making.
pub struct Sheet {
    name: String,
    pub(super) sheet: Worksheet,
    links: usize,
    texts: BTreeSet<String>,
}

/// A rectangle of cells, corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Upper left.
    pub from: CellRef,
    /// Lower right.
    pub to: CellRef,
}

/// What a cell accepts without asking back, and what it says when it is selected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rule {
    /// What is accepted; anything else may still be written, after a question.
    pub accepts: Accepts,
    /// Title and text shown while the cell is selected.
    pub prompt: (String, String),
    /// Title and text of the question asked when something else is written.
    pub doubt: (String, String),
}

/// What a cell accepts.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Accepts {
    /// Anything.
    #[default]
    Anything,
    /// One of a list, by the name of its cells.
    List(String),
    /// What makes a formula true.
    Formula(String),
}

/// How a sheet is printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Words at the foot of each page.
    pub footer: String,
    /// Rows repeated on each page.
    pub repeat: Option<(u32, u32)>,
}

/// What a workbook says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Author.
    pub author: String,
    /// Day of creation, `2022-09-30`: never the clock's.
    pub date: String,
    /// Further properties.
    pub custom: Vec<(String, String)>,
}

impl Area {
    /// The rectangle between two cells.
    pub fn new(from: CellRef, to: CellRef) -> Self {
        Area { from, to }
    }

    /// One cell.
    pub fn cell(cell: CellRef) -> Self {
        Area { from: cell, to: cell }
    }

    /// The rectangle on a sheet, as formulas write it.
    pub fn on(&self, sheet: &str) -> String {
        format!("{}!{}:{}", quoted(sheet), fixed(self.from), fixed(self.to))
    }
}

/// The name of a sheet as formulas write it.
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A text as formulas write it.
pub fn text_literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn fixed(cell: CellRef) -> String {
    format!("${}${}", cell.column_letters(), cell.row + 1)
}

pub(super) fn failed(error: XlsxError) -> Error {
    Error::user("workbook-not-written", &[("error", &error.to_string())])
}

impl Default for Book {
    fn default() -> Self {
        Book::new()
    }
}

impl Book {
    /// An empty workbook.
    pub fn new() -> Self {
        let mut book = Workbook::new();
        book.set_tab_ratio(85);
        Book { book, names: BTreeSet::new() }
    }

    /// Puts a sheet after those already there.
    pub fn add(&mut self, sheet: Sheet) {
        self.book.push_worksheet(sheet.sheet);
    }

    /// Names a rectangle of a sheet. A name already taken is left to who took it.
    pub fn name(&mut self, name: &str, sheet: &str, area: Area) -> Result<(), Error> {
        if !self.names.insert(name.to_lowercase()) {
            return Ok(());
        }
        let range = if area.from == area.to {
            format!("={}!{}", quoted(sheet), fixed(area.from))
        } else {
            format!("={}", area.on(sheet))
        };
        self.book.define_name(name, &range).map(drop).map_err(failed)
    }

    /// The workbook's bytes.
    pub fn finish(mut self, properties: &Properties) -> Result<Vec<u8>, Error> {
        let date = ExcelDateTime::parse_from_str(&properties.date)
            .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))
            .map_err(failed)?;
        let mut document = DocProperties::new()
            .set_title(&properties.title)
            .set_author(&properties.author)
            .set_creation_datetime(&date);
        for (name, value) in &properties.custom {
            document = document.set_custom_property(name, value.as_str());
        }
        self.book.set_properties(&document);
        self.book.save_to_buffer().map_err(failed)
    }
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Result<Self, Error> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name).map_err(failed)?;
        sheet.set_screen_gridlines(false);
        sheet.set_default_note_author("");
        Ok(Sheet { name: name.to_owned(), sheet, links: 0, texts: BTreeSet::new() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All texts written so far, of links too.
    pub fn texts(&self) -> &BTreeSet<String> {
        &self.texts
    }

    /// A text, never a formula.
    pub fn text(&mut self, at: CellRef, text: &str, style: impl Into<Style>) -> Result<(), Error> {
        self.texts.insert(text.to_owned());
        let format = look::format(style.into());
        let done = if text.is_empty() {
            self.sheet.write_blank(at.row, at.col, &format)
        } else {
            self.sheet.write_string_with_format(at.row, at.col, text, &format)
        };
        done.map(drop).map_err(failed)
    }

    /// A number.
    pub fn number(
        &mut self,
        at: CellRef,
        number: f64,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let format = look::format(style.into());
        self.sheet
            .write_number_with_format(at.row, at.col, number, &format)
            .map(drop)
            .map_err(failed)
    }

    /// A day, `2022-12-31`; anything else is written as a text.
    pub fn date(&mut self, at: CellRef, day: &str, style: impl Into<Style>) -> Result<(), Error> {
        let style = style.into();
        match ExcelDateTime::parse_from_str(day) {
            Ok(date) => self
                .sheet
                .write_datetime_with_format(at.row, at.col, &date, &look::format(style))
                .map(drop)
                .map_err(failed),
            Err(_) => self.text(at, day, style),
        }
    }

    /// An empty cell.
    pub fn blank(&mut self, at: CellRef, style: impl Into<Style>) -> Result<(), Error> {
        self.text(at, "", style)
    }

    /// A formula with the value that it has now, for programs that don't reckon.
    pub fn formula(
        &mut self,
        at: CellRef,
        formula: &str,
        value: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let formula = Formula::new(formula).set_result(value);
        self.sheet
            .write_formula_with_format(at.row, at.col, formula, &look::format(style.into()))
            .map(drop)
            .map_err(failed)
    }

    /// A text over several columns of a row, up to `last_col`.
    pub fn wide(
        &mut self,
        at: CellRef,
        last_col: u16,
        text: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let style = style.into();
        if last_col <= at.col {
            return self.text(at, text, style);
        }
        self.texts.insert(text.to_owned());
        self.sheet
            .merge_range(at.row, at.col, at.row, last_col, text, &look::format(style))
            .map(drop)
            .map_err(failed)
    }

    /// Like [`Sheet::wide`], of pieces that are bold or not.
    pub fn wide_rich(
        &mut self,
        at: CellRef,
        last_col: u16,
        pieces: &[(String, bool)],
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        let style = style.into();
        self.wide(at, last_col, "", style)?;
        self.texts.insert(pieces.iter().map(|(text, _)| text.as_str()).collect());
        let cell = look::format(style);
        let bold = cell.clone().set_bold();
        let pieces: Vec<(&Format, &str)> = pieces
            .iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, strong)| (if *strong { &bold } else { &cell }, text.as_str()))
            .collect();
        match pieces.as_slice() {
            [] => Ok(()),
            // The format wants two pieces at least.
            [(_, text)] => self.text(at, text, style),
            _ => self
                .sheet
                .write_rich_string_with_format(at.row, at.col, &pieces, &cell)
                .map(drop)
                .map_err(failed),
        }
    }

    /// A link to a cell of a sheet of the same workbook; its text alone when the sheet has as
    /// many links as the format allows.
    pub fn link(
        &mut self,
        at: CellRef,
        (sheet, cell): (&str, CellRef),
        text: &str,
        style: impl Into<Style>,
    ) -> Result<(), Error> {
        if self.links == LINK_LIMIT || text.is_empty() {
            return self.text(at, text, style);
        }
        self.links += 1;
        self.texts.insert(text.to_owned());
        let url = Url::new(format!("internal:{}!{cell}", quoted(sheet)));
        self.sheet
            .write_url_with_options(
                at.row,
                at.col,
                url,
                text,
                "",
                Some(&look::format(style.into())),
            )
            .map(drop)
            .map_err(failed)
    }

    /// A note that shows while the pointer is on the cell.
    pub fn note(&mut self, at: CellRef, text: &str) -> Result<(), Error> {
        let lines = u32::try_from(text.chars().count() / 42 + text.lines().count()).unwrap_or(9);
        let note = Note::new(text)
            .add_author_prefix(false)
            .set_width(280)
            .set_height(20 + lines * 16)
            .set_font_name("Calibri")
            .set_font_size(10);
        self.sheet.insert_note(at.row, at.col, &note).map(drop).map_err(failed)
    }

    /// Gives the cells of a rectangle a style without touching what is in them.
    pub fn fill(&mut self, area: Area, style: impl Into<Style>) -> Result<(), Error> {
        let style = style.into();
        for row in area.from.row..=area.to.row {
            for col in area.from.col..=area.to.col {
                self.blank(CellRef::new(row, col), style)?;
            }
        }
        Ok(())
    }

    /// Unlocks whole rows, so that they can be deleted too.
    pub fn unlock_row(&mut self, row: u32) -> Result<(), Error> {
        let free = look::format(Look::Free.into());
        self.sheet.set_row_format(row, &free).map(drop).map_err(failed)
    }

    /// Width of a column, in digits.
    pub fn width(&mut self, col: u16, width: f64) -> Result<(), Error> {
        self.sheet.set_column_width(col, width).map(drop).map_err(failed)
    }

    /// Height of a row, in points; a row without one grows with its text.
    pub fn height(&mut self, row: u32, height: f64) -> Result<(), Error> {
        self.sheet.set_row_height(row, height).map(drop).map_err(failed)
    }

    /// What the cells accept and say.
    pub fn rule(&mut self, area: Area, rule: &Rule) -> Result<(), Error> {
        let validation = validation(rule).map_err(failed)?;
        self.sheet
            .add_data_validation(
                area.from.row,
                area.from.col,
                area.to.row,
                area.to.col,
                &validation,
            )
            .map(drop)
            .map_err(failed)
    }

    /// Cells turn grey while a formula is true.
    pub fn grey_when(&mut self, area: Area, formula: &str) -> Result<(), Error> {
        let rule = ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(look::not_asked())
            .set_stop_if_true(true);
        self.sheet
            .add_conditional_format(area.from.row, area.from.col, area.to.row, area.to.col, &rule)
            .map(drop)
            .map_err(failed)
    }

    /// Cells whose text begins with a word are coloured as done, or as missing.
    pub fn word(&mut self, area: Area, word: &str, done: bool) -> Result<(), Error> {
        let format = if done { look::done() } else { look::missing() };
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(word.to_owned()))
            .set_format(format);
        self.sheet
            .add_conditional_format(area.from.row, area.from.col, area.to.row, area.to.col, &rule)
            .map(drop)
            .map_err(failed)
    }

    /// Keeps rows above and columns left of a cell in sight.
    pub fn freeze(&mut self, at: CellRef) -> Result<(), Error> {
        self.sheet.set_freeze_panes(at.row, at.col).map(drop).map_err(failed)
    }

    /// The cell selected when the sheet is opened.
    pub fn select(&mut self, at: CellRef) -> Result<(), Error> {
        self.sheet.set_selection(at.row, at.col, at.row, at.col).map(drop).map_err(failed)
    }

    /// Colour of the tab: dark for sheets about the form, else primary.
    pub fn tab(&mut self, dark: bool) {
        self.sheet.set_tab_color(look::colour(dark));
    }

    /// This sheet is in front when the workbook is opened.
    pub fn activate(&mut self) {
        self.sheet.set_active(true);
    }

    /// The sheet is seen by programs only.
    pub fn hide(&mut self) {
        self.sheet.set_very_hidden(true);
    }

    /// Locks what is not unlocked, against accidents: there is no password, and rows can be
    /// inserted, sorted, resized.
    pub fn protect(&mut self) {
        let mut options = ProtectionOptions::new();
        options.format_cells = true;
        options.format_columns = true;
        options.format_rows = true;
        options.insert_rows = true;
        options.delete_rows = true;
        options.insert_links = true;
        options.sort = true;
        options.use_autofilter = true;
        self.sheet.protect_with_options(&options);
    }

    /// A4 landscape, as wide as the page.
    pub fn print(&mut self, page: &Page) -> Result<(), Error> {
        self.sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        // In a footer `&` begins a command, and there is room for 255 characters.
        let footer: String = page.footer.chars().take(100).collect();
        self.sheet.set_footer(format!("&L&8{}&R&8&P / &N", footer.replace('&', "&&")));
        match page.repeat {
            Some((from, to)) => self.sheet.set_repeat_rows(from, to).map(drop).map_err(failed),
            None => Ok(()),
        }
    }
}

fn validation(rule: &Rule) -> Result<DataValidation, XlsxError> {
    let validation = match &rule.accepts {
        Accepts::Anything => DataValidation::new().allow_any_value(),
        Accepts::List(name) => {
            DataValidation::new().allow_list_formula(Formula::new(format!("={name}")))
        }
        Accepts::Formula(formula) => {
            DataValidation::new().allow_custom(Formula::new(format!("={formula}")))
        }
    };
    validation
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_input_title(cut(&rule.prompt.0, TITLE_LIMIT))?
        .set_input_message(cut(&rule.prompt.1, TEXT_LIMIT))?
        .set_error_title(cut(&rule.doubt.0, TITLE_LIMIT))?
        .set_error_message(cut(&rule.doubt.1, TEXT_LIMIT))
}

/// At most so many UTF-16 units, as the format counts; cut at a word, with an ellipsis.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let length = |text: &str| text.encode_utf16().count();
    if length(text) <= limit {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if length(&kept) + length(word) > limit - 1 {
            break;
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept = text.chars().take((limit - 1) / 2).collect();
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_prompts_are_cut_at_a_word() {
        assert_eq!(cut("breve", 10), "breve");
        assert_eq!(cut("una frase lunga", 12), "una frase…");
        assert!(cut(&"à".repeat(300), TEXT_LIMIT).encode_utf16().count() <= TEXT_LIMIT);
        assert!(
            cut(&format!("{} fine", "x".repeat(253)), TEXT_LIMIT).chars().count() <= TEXT_LIMIT
        );
    }
}
