// SPDX-License-Identifier: EUPL-1.2
//! The sheet of one section: its questions, [tables](super::table) and [grids](super::grid),
//! where the layout says.

use super::columns::Columns;
use super::titles::label_style;
use super::{Form, ask, check_name, grid, measure, table};
use crate::diag::{CellRef, Error, say, say_with};
use crate::form::lay_out::{
    CODE_COL, HEAD_ROW, HELP_COL, INTRO_ROW, LABEL_COL, TITLE_ROW, UNIT_COL, WHO_ROW,
};
use crate::form::{
    ANSWER_COL, AnswerSlot, Entry, FormLayout, Mark, SheetLayout, Slot, answer_name, column_name,
    grid_name,
};
use crate::questionnaire::{Item, Question, Section, Type};
use crate::workbook::{Area, Book, Look, Number, Sheet};

/// Rows below the last table of a sheet in which people may go on.
const FREE_ROWS: u32 = 200;

/// The sheet of the section in this position.
pub(super) fn sheet(
    form: &Form<'_>,
    position: usize,
    layout: &SheetLayout,
) -> Result<Sheet, Error> {
    let mut sheet = Sheet::new(&layout.name)?;
    let columns = Columns::of(form, layout);
    for (col, width) in columns.all() {
        sheet.width(col, width)?;
    }
    if let Some(section) = form.questionnaire.section(&layout.section) {
        head(form, &mut sheet, position, section, &columns)?;
    }
    if matches!(layout.slots.first(), Some(Slot::Answer(_))) {
        question_heads(&mut sheet, &columns)?;
    } else {
        sheet.height(HEAD_ROW, 4.0)?;
    }
    for slot in &layout.slots {
        let item = form.questionnaire.item(slot.id());
        match (slot, item) {
            (Slot::Answer(slot), Some(Item::Question(item))) => {
                question(form, &mut sheet, slot, item, &columns)?;
            }
            (Slot::Table(slot), Some(Item::Table(item))) => {
                table::table(form, &mut sheet, slot, item, &columns)?;
            }
            (Slot::Grid(slot), Some(Item::Grid(item))) => {
                grid::grid(form, &mut sheet, slot, item, &columns)?;
            }
            // A layout of another questionnaire: nothing can be said of this slot.
            _ => {}
        }
    }
    finish(form, &mut sheet, layout, &columns)?;
    Ok(sheet)
}

fn finish(
    form: &Form<'_>,
    sheet: &mut Sheet,
    layout: &SheetLayout,
    columns: &Columns,
) -> Result<(), Error> {
    match layout.slots.last() {
        Some(Slot::Table(table)) if table.printed.is_empty() => {
            for row in layout.end_row.saturating_sub(1)..layout.end_row + FREE_ROWS {
                sheet.unlock_row(row)?;
            }
        }
        _ => {}
    }
    let columns_in_sight = if columns.total() > 150.0 { LABEL_COL + 1 } else { 0 };
    sheet.freeze(CellRef::new(TITLE_ROW + 1, columns_in_sight))?;
    if let Some(first) = first_answer(layout) {
        sheet.select(first)?;
    }
    sheet.tab(false);
    sheet.protect();
    sheet.print(&form.page(Some((TITLE_ROW, TITLE_ROW))))
}

fn first_answer(layout: &SheetLayout) -> Option<CellRef> {
    layout.slots.first().map(|slot| match slot {
        Slot::Answer(slot) => slot.cell,
        Slot::Table(slot) => CellRef::new(slot.first_row, slot.first_col),
        Slot::Grid(slot) => slot.cell(0, 0),
    })
}

/// Title with links and the live count, introduction, who knows.
fn head(
    form: &Form<'_>,
    sheet: &mut Sheet,
    position: usize,
    section: &Section,
    columns: &Columns,
) -> Result<(), Error> {
    let last = columns.last();
    sheet.fill(
        Area::new(CellRef::new(TITLE_ROW, CODE_COL), CellRef::new(TITLE_ROW, last)),
        Look::Title,
    )?;
    sheet.height(TITLE_ROW, 32.0)?;
    let title = format!("{}  {}", section.code, section.title);
    sheet.text(CellRef::new(TITLE_ROW, CODE_COL), &title, Look::Title)?;
    let home = (form.home(), CellRef::new(0, 0));
    let check = (check_name(), CellRef::new(0, 0));
    let at = |col| CellRef::new(TITLE_ROW, col);
    sheet.link(at(UNIT_COL), (&home.0, home.1), &home.0, Look::TitleLink)?;
    sheet.link(at(HELP_COL), (&check.0, check.1), &check_name(), Look::TitleLink)?;
    sheet.wide(at(HELP_COL + 1), last, "", Look::TitleNote)?;
    let (formula, value) = form.plan.status(position);
    sheet.formula(at(HELP_COL + 1), &formula, &value, Look::TitleNote)?;

    let (to, width) = columns.reading(CODE_COL);
    if let Some(intro) = &section.intro {
        sheet.wide(CellRef::new(INTRO_ROW, CODE_COL), to, intro, Look::Intro)?;
        sheet.height(INTRO_ROW, measure::height(&[(intro, width, 11.0)]) + 8.0)?;
    }
    let who = who(section);
    sheet.wide(CellRef::new(WHO_ROW, CODE_COL), to, &who, Look::Small)?;
    sheet.height(WHO_ROW, measure::height(&[(&who, width, 9.0)]))?;
    sheet.height(WHO_ROW + 1, 8.0)
}

fn who(section: &Section) -> String {
    let minutes = section.minutes.map(|n| n.to_string());
    let mut parts = Vec::new();
    parts.extend(section.who.as_ref().map(|who| say_with("form-who", &[("who", who)])));
    parts.extend(minutes.as_ref().map(|n| say_with("form-minutes", &[("n", n)])));
    parts.push(say("form-required-mark"));
    parts.join("  ·  ")
}

fn question_heads(sheet: &mut Sheet, columns: &Columns) -> Result<(), Error> {
    let words = ["form-head-code", "form-head-question", "form-head-answer", "form-head-unit"];
    for (col, word) in (CODE_COL..).zip(words) {
        sheet.text(CellRef::new(HEAD_ROW, col), &say(word), Look::Head)?;
    }
    let at = CellRef::new(HEAD_ROW, HELP_COL);
    sheet.wide(at, columns.help().0, &say("form-head-help"), Look::Head)?;
    sheet.height(HEAD_ROW, 20.0)
}

fn question(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &AnswerSlot,
    question: &Question,
    columns: &Columns,
) -> Result<(), Error> {
    let (row, at) = (slot.cell.row, |col| CellRef::new(slot.cell.row, col));
    let mark = form.mark(sheet.name(), slot.cell);
    match mark {
        Some(mark) => {
            let look = Look::SignedCode(mark.severity);
            sheet.text_with_sign(at(CODE_COL), &question.code, &mark.sign(), look)?;
        }
        None => sheet.text(at(CODE_COL), &question.code, Look::Code.with(Number::Text))?,
    }
    sheet.text(at(LABEL_COL), &question.label, label_style(question, Look::Label))?;
    form.answer(sheet, slot.cell, ask::style(question))?;
    sheet.text(at(UNIT_COL), question.unit.as_deref().unwrap_or_default(), Look::Unit)?;
    let (help_to, help_width) = columns.help();
    let mut help = help(form, question);
    if let Some(mark) = mark {
        help.splice(0..0, remarks(mark));
    }
    sheet.wide_rich(at(HELP_COL), help_to, &help, Look::Help)?;

    sheet.rule(Area::cell(slot.cell), &ask::rule(form, question, slot.cell, &[]))?;
    if let Some(condition) = &question.relevant {
        let formula = format!("={}", ask::not_asked(form, condition));
        // The answer's cell has a rule of its own below: its rules must share one range.
        sheet.grey_when(Area::new(at(CODE_COL), at(LABEL_COL)), &formula)?;
        sheet.grey_when(Area::cell(slot.cell), &formula)?;
        sheet.grey_when(Area::new(at(UNIT_COL), at(help_to)), &formula)?;
    }
    form.white_when_filled(sheet, Area::cell(slot.cell))?;

    let help: String = help.into_iter().map(|(text, _)| text).collect();
    let label = format!("{} *", question.label);
    let answer = match form.filled.get(&(sheet.name(), slot.cell)) {
        Some(Entry::Text(text)) => text.as_str(),
        _ => "",
    };
    let texts = [
        (label.as_str(), columns.width(LABEL_COL), 11.5),
        (&help, help_width, 10.0),
        (answer, columns.width(ANSWER_COL) - measure::INDENT, 11.2),
    ];
    let least = match question.kind {
        Type::LongText => 108.0,
        Type::Choices | Type::Contact | Type::Text | Type::Link => 36.0,
        _ => 26.0,
    };
    sheet.height(row, (measure::height(&texts) + 4.0).max(least))
}

/// What is to be looked at again, before the help: on paper notes are not seen.
fn remarks(mark: &Mark) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    for text in &mark.texts {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        pieces.push((format!("{first}\n"), true));
        if !rest.is_empty() {
            pieces.push((format!("{rest}\n\n"), false));
        }
    }
    pieces
}

/// When it is asked, help, words to choose from, example; the bold pieces are marked.
fn help(form: &Form<'_>, question: &Question) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    if let Some(condition) = &question.relevant {
        pieces.push((format!("{} ", ask::only_if(form, condition)), true));
    }
    pieces.extend(question.help.as_ref().map(|help| (help.clone(), false)));
    if question.kind == Type::Choices {
        pieces.push((format!("\n{}", ask::way(form, question)), false));
    }
    if let Some(example) = ask::example(question) {
        let line = if pieces.is_empty() { "" } else { "\n" };
        pieces.push((format!("{line}{} ", say("form-example-word")), true));
        pieces.push((example.to_owned(), false));
    }
    pieces
}

/// Names every answer cell, every head of a column and the first cell of every grid.
pub(super) fn add_names(layout: &FormLayout, book: &mut Book) -> Result<(), Error> {
    for sheet in &layout.sheets {
        for slot in &sheet.slots {
            match slot {
                Slot::Answer(slot) => {
                    book.name(&answer_name(&slot.question), &sheet.name, Area::cell(slot.cell))?;
                }
                Slot::Table(slot) => {
                    for (position, column) in slot.columns.iter().enumerate() {
                        let head = CellRef::new(slot.head_row, slot.col(position));
                        book.name(&column_name(column), &sheet.name, Area::cell(head))?;
                    }
                }
                Slot::Grid(slot) => {
                    book.name(&grid_name(&slot.grid), &sheet.name, Area::cell(slot.cell(0, 0)))?;
                }
            }
        }
    }
    Ok(())
}
