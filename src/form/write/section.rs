// SPDX-License-Identifier: EUPL-1.2
//! The sheet of one section: its questions, tables and grids, where the layout says.

use super::columns::Columns;
use super::{Form, ask, check_name, measure};
use crate::diag::{CellRef, Error, say, say_with};
use crate::form::lay_out::{
    CODE_COL, HEAD_ROW, HELP_COL, INTRO_ROW, LABEL_COL, TITLE_ROW, UNIT_COL, WHO_ROW,
};
use crate::form::{
    ANSWER_COL, AnswerSlot, Entry, FormLayout, GridSlot, Mark, SheetLayout, Slot, TableSlot,
    answer_name, column_name, grid_name,
};
use crate::questionnaire::{Grid, Item, Question, Section, Table, Type};
use crate::workbook::{Area, Book, Look, Number, Sheet, Style};

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
                table(form, &mut sheet, slot, item, &columns)?;
            }
            (Slot::Grid(slot), Some(Item::Grid(item))) => {
                grid(form, &mut sheet, slot, item, &columns)?;
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

/// An asterisk marks what must be answered; it is a matter of format, the label stays as it is.
fn label_style(question: &Question, look: Look) -> Style {
    look.with(if question.required { Number::Starred } else { Number::General })
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

fn table(
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

/// Code and title of a table or grid, and the help in the row below.
fn block_title(
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

fn grid(
    form: &Form<'_>,
    sheet: &mut Sheet,
    slot: &GridSlot,
    grid: &Grid,
    columns: &Columns,
) -> Result<(), Error> {
    block_title(sheet, slot.title_row, (&grid.code, &grid.label, grid.help.as_deref()), columns)?;
    let label = |list: &str, id: &str| {
        let list = form.questionnaire.choices.get(list);
        list.map_or_else(|| id.to_owned(), |list| list.label(id).to_owned())
    };
    let corner = CellRef::new(slot.head_row, LABEL_COL);
    sheet.text(corner, &grid.cell.label_with_unit(), Look::Head)?;
    let mut heads = vec![(grid.cell.label_with_unit(), columns.width(LABEL_COL))];
    for (position, id) in slot.columns.iter().enumerate() {
        let col = slot.cell(0, position).col;
        let text = label(&grid.columns, id);
        sheet.text(CellRef::new(slot.head_row, col), &text, Look::Head)?;
        heads.push((text, columns.width(col) - measure::INDENT));
    }
    let heads: Vec<_> = heads.iter().map(|(text, width)| (text.as_str(), *width, 11.4)).collect();
    sheet.height(slot.head_row, measure::height(&heads) + 4.0)?;
    for (position, id) in slot.rows.iter().enumerate() {
        let row = slot.cell(position, 0).row;
        sheet.text(CellRef::new(row, LABEL_COL), &label(&grid.rows, id), Look::RowHead)?;
        form.sign(sheet, row)?;
        for column in 0..slot.columns.len() {
            form.answer(sheet, slot.cell(position, column), ask::style(&grid.cell))?;
        }
    }
    if slot.rows.is_empty() || slot.columns.is_empty() {
        return Ok(());
    }
    let area = Area::new(slot.cell(0, 0), slot.last_cell());
    sheet.rule(area, &ask::rule(form, &grid.cell, slot.cell(0, 0), &[]))?;
    form.white_when_filled(sheet, area)
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
