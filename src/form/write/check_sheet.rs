// SPDX-License-Identifier: EUPL-1.2
//! The check sheet: what is answered and what is missing, reckoned while people write.

use super::plan::{COUNT_COL, HEAD, STATE_COL};
use super::{Form, ask, check_name, instructions_name, lists, measure};
use crate::diag::{CellRef, Error, say};
use crate::form::lay_out::{ANSWER_COL, CODE_COL, HELP_COL, LABEL_COL, TITLE_ROW};
use crate::form::{Entry, SheetLayout, Slot, TableSlot, answer_name};
use crate::questionnaire::{Condition, Item, Section, Table, Type};
use crate::workbook::{Area, Look, Number, Sheet, text_literal};

const BAR_COL: u16 = HELP_COL + 1;

/// The sheet.
pub(super) fn sheet(form: &Form<'_>) -> Result<Sheet, Error> {
    let mut sheet = Sheet::new(&check_name())?;
    for (col, width) in (0..).zip([5.0, 62.0, 54.0, 22.0, 14.0, 22.0]) {
        sheet.width(col, width)?;
    }
    let row = |col| CellRef::new(TITLE_ROW, col);
    sheet.fill(Area::new(row(CODE_COL), row(BAR_COL)), Look::Title)?;
    sheet.text(row(CODE_COL), &say("form-check-title"), Look::Title)?;
    let home = instructions_name();
    sheet.link(row(BAR_COL), (&home, CellRef::new(0, 0)), &home, Look::TitleLink)?;
    sheet.height(TITLE_ROW, 32.0)?;
    let intro = CellRef::new(TITLE_ROW + 1, CODE_COL);
    sheet.wide(intro, BAR_COL, &say("form-check-intro"), Look::Intro)?;
    sheet.height(TITLE_ROW + 1, 34.0)?;

    summary(form, &mut sheet)?;
    let list = form.plan.total_row() + 2;
    sheet.text(CellRef::new(list, CODE_COL), &say("form-check-list"), Look::Heading)?;
    sheet.height(list, 26.0)?;
    for (position, layout) in form.layout.sheets.iter().enumerate() {
        if let Some(section) = form.questionnaire.section(&layout.section) {
            questions(form, &mut sheet, position, layout, section)?;
        }
    }
    sheet.freeze(CellRef::new(TITLE_ROW + 1, 0))?;
    sheet.tab(true);
    sheet.protect();
    sheet.print(&form.page(Some((TITLE_ROW, TITLE_ROW))))?;
    Ok(sheet)
}

fn heads(sheet: &mut Sheet, row: u32, keys: &[&str]) -> Result<(), Error> {
    for (col, key) in (CODE_COL..).zip(keys) {
        sheet.text(CellRef::new(row, col), &say(key), Look::Head)?;
    }
    sheet.height(row, 20.0)
}

fn summary(form: &Form<'_>, sheet: &mut Sheet) -> Result<(), Error> {
    heads(
        sheet,
        HEAD,
        &[
            "form-head-code",
            "form-head-section",
            "form-head-who",
            "form-head-answered",
            "form-head-of",
            "form-head-share",
        ],
    )?;
    let not_needed = text_literal(&say("form-state-not-needed"));
    let answered = text_literal(&say("form-state-answered"));
    let partly = text_literal(&say("form-state-partly"));
    for (position, layout) in form.layout.sheets.iter().enumerate() {
        let Some(&(row, first, last)) = form.plan.sections.get(position) else { continue };
        let at = |col| CellRef::new(row, col);
        let section = form.questionnaire.section(&layout.section);
        let (code, title, who) = section.map_or(("", layout.name.as_str(), ""), |section| {
            (&section.code, &section.title, section.who.as_deref().unwrap_or_default())
        });
        sheet.text(at(CODE_COL), code, Look::CellMuted.with(Number::Text))?;
        sheet.link(at(LABEL_COL), (&layout.name, CellRef::new(0, 0)), title, Look::CellLink)?;
        sheet.text(at(ANSWER_COL), who, Look::CellMuted)?;
        sheet.height(row, measure::height(&[(who, 54.0, 11.0)]).max(20.0))?;
        let states = format!(
            "{}:{}",
            CellRef::new(first, STATE_COL),
            CellRef::new(last.max(first), STATE_COL)
        );
        let questions = form.plan.questions_of(position);
        let given = format!("=COUNTIF({states},{answered})+COUNTIF({states},{partly})");
        let (n, m) = form.plan.counted(position);
        sheet.formula(at(STATE_COL), &given, &n.to_string(), Look::CellCentre)?;
        let asked = format!("={questions}-COUNTIF({states},{not_needed})");
        sheet.formula(at(COUNT_COL), &asked, &m.to_string(), Look::CellCentre)?;
        share(sheet, row, (n, m))?;
    }
    total(form, sheet)
}

/// A bar of ten squares and the share in words: text, so that every program shows the same.
fn share(sheet: &mut Sheet, row: u32, (n, m): (usize, usize)) -> Result<(), Error> {
    let (given, asked) = (CellRef::new(row, STATE_COL), CellRef::new(row, COUNT_COL));
    let share = format!("IF({asked}=0,1,{given}/{asked})");
    let full = format!("INT(10*{share})");
    let formula =
        format!("=REPT(\"■\",{full})&REPT(\"□\",10-{full})&\"  \"&INT(100*{share})&\" %\"");
    let of = |parts: usize| (parts * n).checked_div(m).unwrap_or(parts);
    let (tenths, percent) = (of(10), of(100));
    let (full, left) = ("■".repeat(tenths), "□".repeat(10 - tenths.min(10)));
    let now = format!("{full}{left}  {percent} %");
    sheet.formula(CellRef::new(row, BAR_COL), &formula, &now, Look::Bar)
}

fn total(form: &Form<'_>, sheet: &mut Sheet) -> Result<(), Error> {
    let row = form.plan.total_row();
    let at = |col| CellRef::new(row, col);
    for (col, key) in [(CODE_COL, ""), (LABEL_COL, "form-check-total"), (ANSWER_COL, "")] {
        let text = if key.is_empty() { String::new() } else { say(key) };
        sheet.text(at(col), &text, Look::RowHead)?;
    }
    let all = form.plan.counted_in_all();
    for (col, value) in [(STATE_COL, all.0), (COUNT_COL, all.1)] {
        let (from, to) = (CellRef::new(HEAD + 1, col), CellRef::new(row - 1, col));
        let formula = format!("=SUM({from}:{to})");
        sheet.formula(at(col), &formula, &value.to_string(), Look::CellCentre)?;
    }
    share(sheet, row, all)
}

/// A row for each question, table and grid of a section.
fn questions(
    form: &Form<'_>,
    sheet: &mut Sheet,
    position: usize,
    layout: &SheetLayout,
    section: &Section,
) -> Result<(), Error> {
    let Some(&(_, first, last)) = form.plan.sections.get(position) else { return Ok(()) };
    let title = format!("{}  {}", section.code, section.title);
    let title_row = CellRef::new(first - 1, CODE_COL);
    sheet.wide(title_row, ANSWER_COL, &title, Look::RowHead)?;
    for (col, key) in [(STATE_COL, "form-head-state"), (COUNT_COL, "form-head-rows")] {
        sheet.text(CellRef::new(first - 1, col), &say(key), Look::RowHead)?;
    }
    let known = layout
        .slots
        .iter()
        .filter_map(|slot| form.questionnaire.item(slot.id()).map(|item| (slot, item)));
    for (row, (slot, item)) in (first..).zip(known) {
        let at = |col| CellRef::new(row, col);
        let target = match slot {
            Slot::Answer(slot) => slot.cell,
            Slot::Table(slot) => CellRef::new(slot.first_row, slot.first_col),
            Slot::Grid(slot) => slot.cell(0, 0),
        };
        // Code and label in one cell: alone in column A, codes would make this sheet look like a
        // section's to whoever reads the form back.
        let text = format!("{}  {}", item.code(), item.label());
        sheet.link(at(LABEL_COL), (&layout.name, target), &text, Look::CellLink)?;
        sheet.text(at(ANSWER_COL), &layout.name, Look::CellMuted)?;
        let (state, value) = state(form, layout, slot, item);
        sheet.formula(at(STATE_COL), &state, &value, Look::CellCentre)?;
        match rows_filled(form, layout, slot, item) {
            Some((rows, n)) => {
                sheet.formula(at(COUNT_COL), &rows, &n.to_string(), Look::CellCentre)?;
            }
            None => sheet.blank(at(COUNT_COL), Look::CellCentre)?,
        }
    }
    let states =
        Area::new(CellRef::new(first, STATE_COL), CellRef::new(last.max(first), STATE_COL));
    sheet.word(states, &say("form-state-answered"), true)?;
    sheet.word(states, &say("form-state-missing"), false)?;
    sheet.word(states, &say("form-state-partly"), false)
}

/// Answered, be it in part, and asked, by section, of the form as it is written: as responses are
/// counted once they are read.
pub(super) fn counts(form: &Form<'_>) -> Vec<(usize, usize)> {
    let section = |layout: &SheetLayout| {
        let known = layout.slots.iter().filter_map(|slot| {
            let item = form.questionnaire.item(slot.id())?;
            Some(state(form, layout, slot, item).1)
        });
        let states: Vec<String> = known.collect();
        let count = |word: &str| states.iter().filter(|state| *state == word).count();
        let answered = count(&say("form-state-answered")) + count(&say("form-state-partly"));
        (answered, states.len() - count(&say("form-state-not-needed")))
    };
    form.layout.sheets.iter().map(section).collect()
}

/// How many cells of a rectangle have an answer.
fn filled(form: &Form<'_>, layout: &SheetLayout, area: Area) -> usize {
    let inside = |at: &CellRef| {
        (area.from.row..=area.to.row).contains(&at.row)
            && (area.from.col..=area.to.col).contains(&at.col)
    };
    form.filled.keys().filter(|(sheet, at)| *sheet == layout.name && inside(at)).count()
}

/// Whether another question has an answer by which this one is not asked.
fn is_not_asked(form: &Form<'_>, condition: &Condition, depth: usize) -> bool {
    let Some(place) = form.layout.answer_cell(&condition.question) else { return false };
    let other = form.questionnaire.question(&condition.question);
    let Some(Entry::Text(given)) = form.filled.get(&place) else {
        let above = other.and_then(|question| question.relevant.as_ref());
        let above =
            above.filter(|_| depth < Condition::DEEPEST && !form.filled.contains_key(&place));
        return above.is_some_and(|above| is_not_asked(form, above, depth + 1));
    };
    let words = ask::condition_words(form, condition);
    let several = other.is_some_and(|question| question.kind == Type::Choices);
    let given: Vec<String> = match several {
        true => given.split(';').map(|one| one.trim().to_lowercase()).collect(),
        false => vec![given.trim().to_lowercase()],
    };
    let [none, not_available] = lists::empties();
    let list = other.and_then(|question| question.choices.as_ref());
    let list = list.and_then(|id| form.questionnaire.choices.get(id));
    // what is no answer of the list leaves open what the answer is
    let is_answer = |word: &String| match list.filter(|_| !several) {
        Some(list) => list.choices.iter().any(|choice| choice.label.to_lowercase() == *word),
        None => true,
    };
    let is_known = |word: &String| *word == none.to_lowercase() || is_answer(word);
    !given.contains(&not_available.to_lowercase())
        && given.iter().all(is_known)
        && !words.iter().any(|word| given.contains(&word.to_lowercase()))
}

/// The state of one question as a formula, and its value on the form as it is written.
fn state(form: &Form<'_>, layout: &SheetLayout, slot: &Slot, item: &Item) -> (String, String) {
    let answered = text_literal(&say("form-state-answered"));
    let partly = text_literal(&say("form-state-partly"));
    let mut missing = say("form-state-missing");
    let mut now = missing.clone();
    // How many are filled, and how many of those that must all be for the whole.
    let of = |any: usize, filled: usize, cells: usize| match any {
        0 => say("form-state-missing"),
        _ if filled < cells => say("form-state-partly"),
        _ => say("form-state-answered"),
    };
    let formula = match (slot, item) {
        (Slot::Answer(slot), Item::Question(question)) => {
            if question.required {
                missing = say("form-state-missing-required");
            }
            now.clone_from(&missing);
            if form.filled.contains_key(&(layout.name.as_str(), slot.cell)) {
                now = say("form-state-answered");
            }
            if question.relevant.as_ref().is_some_and(|condition| is_not_asked(form, condition, 0))
            {
                now = say("form-state-not-needed");
            }
            let name = answer_name(&slot.question);
            let given = format!("IF(TRIM({name})=\"\",{},{answered})", text_literal(&missing));
            match &question.relevant {
                Some(condition) => format!(
                    "IF({},{},{given})",
                    ask::not_asked(form, condition),
                    text_literal(&say("form-state-not-needed"))
                ),
                None => given,
            }
        }
        (Slot::Table(slot), Item::Table(table)) => {
            let (first, cells) = asked_area(slot, table);
            let all = asked_columns(slot, table);
            let any = all.iter().map(|area| filled(form, layout, *area)).sum();
            now = of(any, filled(form, layout, first), cells);
            let on = |areas: &[Area]| {
                let shown: Vec<String> = areas.iter().map(|area| area.on(&layout.name)).collect();
                shown.join(",")
            };
            let (all, missing) = (on(&all), text_literal(&missing));
            if slot.printed.is_empty() {
                format!("IF(COUNTA({all})=0,{missing},{answered})")
            } else {
                all_or_part(&all, &on(&[first]), cells, [&missing, &partly, &answered])
            }
        }
        (Slot::Grid(slot), _) => {
            let area = Area::new(slot.cell(0, 0), slot.last_cell());
            let cells = slot.rows.len() * slot.columns.len();
            let any = filled(form, layout, area);
            now = of(any, any, cells);
            let area = area.on(&layout.name);
            all_or_part(&area, &area, cells, [&text_literal(&missing), &partly, &answered])
        }
        _ => text_literal(&missing),
    };
    (format!("={formula}"), now)
}

/// Missing where nothing is filled, in part where some of the cells that say it are not.
fn all_or_part(
    all: &str,
    first: &str,
    cells: usize,
    [missing, partly, answered]: [&str; 3],
) -> String {
    format!("IF(COUNTA({all})=0,{missing},IF(COUNTA({first})<{cells},{partly},{answered}))")
}

/// The cells to fill in, column by column where some are printed.
fn asked_columns(slot: &TableSlot, table: &Table) -> Vec<Area> {
    let (first, _) = asked_area(slot, table);
    if slot.printed.is_empty() {
        return vec![first];
    }
    let asked = table.columns.iter().enumerate().filter(|(_, column)| column.printed.is_none());
    let column = |(at, _)| {
        let col = slot.col(at);
        Area::new(CellRef::new(first.from.row, col), CellRef::new(first.to.row, col))
    };
    asked.map(column).collect()
}

/// The cells whose filling counts: all columns of free rows, the first column asked of printed ones.
fn asked_area(slot: &TableSlot, table: &Table) -> (Area, usize) {
    let first = CellRef::new(slot.first_row, slot.first_col);
    if slot.printed.is_empty() {
        return (Area::new(first, CellRef::new(slot.last_row(), slot.last_col())), 0);
    }
    let asked = table.columns.iter().position(|question| question.printed.is_none()).unwrap_or(0);
    let last_row = slot.first_row + u32::try_from(slot.printed.len()).unwrap_or(1) - 1;
    let col = slot.col(asked);
    let area = Area::new(CellRef::new(slot.first_row, col), CellRef::new(last_row, col));
    (area, slot.printed.len())
}

/// How many rows of a table have something in the column that names them, as a formula and now.
fn rows_filled(
    form: &Form<'_>,
    layout: &SheetLayout,
    slot: &Slot,
    item: &Item,
) -> Option<(String, usize)> {
    let (Slot::Table(slot), Item::Table(table)) = (slot, item) else { return None };
    if slot.rows == 0 {
        return None;
    }
    let area = if slot.printed.is_empty() {
        let name = table.columns.iter().position(|question| question.name == table.row_label);
        let col = slot.col(name.unwrap_or(0));
        Area::new(CellRef::new(slot.first_row, col), CellRef::new(slot.last_row(), col))
    } else {
        asked_area(slot, table).0
    };
    Some((format!("=COUNTA({})", area.on(&layout.name)), filled(form, layout, area)))
}
