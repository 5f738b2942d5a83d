// SPDX-License-Identifier: EUPL-1.2
//! What people do to rows, columns, sheets and names.

use super::case::{Case, Damage, Entry, Must};
use super::dice::Dice;
use super::package::{Book, Xcell};
use sestante::diag::CellRef;
use sestante::form::{Slot, TableSlot};
use sestante::questionnaire::Type;

fn text(value: &str) -> Xcell {
    Xcell::default().text(value)
}

fn tables(case: &Case) -> Vec<(&str, &TableSlot)> {
    let slots = case
        .layout
        .sheets
        .iter()
        .flat_map(|sheet| sheet.slots.iter().map(|slot| (sheet.name.as_str(), slot)));
    slots
        .filter_map(|(sheet, slot)| match slot {
            Slot::Table(table) => Some((sheet, table)),
            _ => None,
        })
        .collect()
}

fn with_rows(book: &mut Book, sheet: &str, before: u32, count: u32) {
    book.rearrange(sheet, |at| {
        Some(if at.row >= before { CellRef::new(at.row + count, at.col) } else { at })
    });
}

fn without_row(book: &mut Book, sheet: &str, gone: u32) {
    book.rearrange(sheet, |at| match at.row {
        row if row == gone => None,
        row if row > gone => Some(CellRef::new(row - 1, at.col)),
        _ => Some(at),
    });
}

/// Names that point nowhere, at other cells, or are gone.
pub(super) fn broken_names(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let what = match dice.below(3) {
        0 => {
            book.names.clear();
            "no names"
        }
        1 => {
            for (_, area) in &mut book.names {
                if dice.below(2) == 0 {
                    *area = "#REF!".to_owned();
                }
            }
            "half of the names are #REF!"
        }
        _ => {
            // Google Sheets writes areas in other words, and forgets some.
            book.names.retain(|_| dice.below(3) > 0);
            for (_, area) in &mut book.names {
                *area = area.replace(['$', '\''], "");
            }
            "names in other words"
        }
    };
    Damage::of(&book, Must::Equal, what)
}

/// A form of an older or newer questionnaire: another stamp, a question that is not there yet.
pub(super) fn another_version(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let stamp = &case.layout.stamp;
    let version = *dice.one(&["0.1", "99", "3.1-bozza"]);
    // A form of an earlier program bears the hash of all choice lists.
    for hash in [&stamp.hash, &case.questionnaire.hash_of_all] {
        let old = format!("{} · {hash}", stamp.version);
        let new = format!("{version} · 0123abcd");
        for tab in &mut book.tabs {
            for cell in tab.cells.values_mut() {
                cell.value = cell.value.replace(&old, &new);
                if cell.value == *hash {
                    cell.value = "0123abcd".to_owned();
                }
            }
        }
        let custom = book.parts.get_mut("docProps/custom.xml").unwrap();
        *custom = custom.replace(&old, &new).replace(hash.as_str(), "0123abcd");
    }
    let mut what = format!("version {version}");
    let mut must = Must::Equal;
    if dice.below(2) == 0 {
        let singles: Vec<&Entry> = case.entries.iter().filter(|entry| entry.single).collect();
        let entry = *dice.one(&singles);
        without_row(&mut book, &entry.sheet, entry.cell.row);
        what.push_str(&format!(", without {}", entry.question.id));
        must = Must::EqualOrNamed;
    }
    Damage::of(&book, must, what).noted(&["questionnaire-version"])
}

/// Empty rows between the filled ones; a blank, a sign or a cell far away.
pub(super) fn empty_rows_and_strays(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let mut what = String::new();
    let sheets = case.sheets();
    for _ in 0..1 + dice.below(3) {
        let sheet = dice.one(&sheets);
        let end = book.tab(sheet).end() as usize;
        let before = dice.below(end) as u32;
        let count = 1 + dice.below(3) as u32;
        with_rows(&mut book, sheet, before, count);
        what.push_str(&format!("{count} rows before {sheet}!{}; ", before + 1));
    }
    let sheet = dice.one(&sheets);
    let end = book.tab(sheet).end();
    let far =
        [(1_048_575, 0), (1_048_575, 16_383), (end + 300, 1), (4_000, 3), (6, 150), (end + 40, 5)];
    let (row, col) = *dice.one(&far);
    let (value, noted) =
        *dice.one(&[(" ", false), ("\u{a0}", false), ("x", true), ("totale", true)]);
    book.tab(sheet).put(CellRef::new(row, col), text(value));
    what.push_str(&format!("{value:?} in {sheet}!{}", CellRef::new(row, col)));
    let damage = Damage::of(&book, if noted { Must::EqualOrNamed } else { Must::Equal }, what);
    if noted {
        damage.noted(&[
            "cells-off-grid",
            "text-outside",
            "answer-beside",
            "text-nowhere",
            "row-far",
        ])
    } else {
        damage
    }
}

/// A wrong answer below inserted, hidden and empty rows is reported in the row that people see.
pub(super) fn rows_as_seen(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let numbers = case.of_types(Type::is_number);
    let entry = dice.one(&numbers);
    let cell = book.tab(&entry.sheet).get(entry.cell).text("molti");
    book.tab(&entry.sheet).put(entry.cell, cell);
    let before = dice.below(entry.cell.row as usize + 1) as u32;
    let count = 1 + dice.below(4) as u32;
    with_rows(&mut book, &entry.sheet, before, count);
    let what = format!("«molti» in {} below {count} rows before {}", entry.cell, before + 1);
    // The judge takes a finding only for the very cell that is read.
    Damage::of(&book, Must::EqualOrNamed, what).noted(&["number-unreadable"])
}

/// Cells of a column merged: only the first keeps its value.
pub(super) fn merged(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let mut what = String::new();
    for _ in 0..3 {
        let entry = dice.one(&case.entries).clone();
        let down = dice.below(2) == 0;
        let next = if down {
            CellRef::new(entry.cell.row + 1, entry.cell.col)
        } else {
            CellRef::new(entry.cell.row, entry.cell.col + 1)
        };
        let tab = book.tab(&entry.sheet);
        let covered = |at: CellRef| {
            tab.merged.iter().any(|(first, last)| {
                (first.row..=last.row).contains(&at.row) && (first.col..=last.col).contains(&at.col)
            })
        };
        let other = case.entries.iter().find(|e| e.sheet == entry.sheet && e.cell == next);
        if covered(entry.cell) || covered(next) || other.is_none() {
            continue;
        }
        let cell = tab.get(next).emptied();
        tab.put(next, cell);
        tab.merged.push((entry.cell, next));
        what.push_str(&format!("{}!{} with {next}; ", entry.sheet, entry.cell));
    }
    Damage::of(&book, Must::EqualOrNamed, what)
}

/// Rows sorted, inserted, pasted; columns inserted and reordered; sheets renamed, copied, hidden.
pub(super) fn moved(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let tables = tables(case);
    let (sheet, table) = *dice.one(&tables);
    let sheets = case.sheets();
    let rows = table.first_row..table.first_row + table.rows;
    let cols = table.first_col..=table.last_col();
    let inside = |at: &CellRef| rows.contains(&at.row) && cols.contains(&at.col);
    let kind = dice.below(9);
    match kind {
        0 => {
            // Sorted the other way round.
            let last = rows.end - 1;
            let tab = book.tab(sheet);
            let cells = std::mem::take(&mut tab.cells);
            tab.cells = cells
                .into_iter()
                .map(|(at, cell)| {
                    let to = CellRef::new(rows.start + last - at.row.min(last), at.col);
                    (if inside(&at) { to } else { at }, cell)
                })
                .collect();
            Damage::of(&book, Must::Equal, format!("{} sorted", table.table))
        }
        1 => {
            let before = dice.below(book.tab(sheet).end() as usize) as u32;
            with_rows(&mut book, sheet, before, 1 + dice.below(5) as u32);
            Damage::of(&book, Must::Equal, format!("rows before {sheet}!{}", before + 1))
        }
        2 => {
            let before = dice.below(4) as u16;
            book.rearrange(sheet, |at| {
                Some(if at.col >= before { CellRef::new(at.row, at.col + 1) } else { at })
            });
            Damage::of(&book, Must::Equal, format!("a column before {before} of {sheet}"))
        }
        3 => {
            // Two columns of a table change places, heads and codes with them.
            let cols: Vec<u16> = cols.collect();
            let pair = [*dice.one(&cols), *dice.one(&cols)];
            let rows = table.code_row..table.first_row + table.rows;
            book.rearrange(sheet, |at| {
                let col = match at.col {
                    col if !rows.contains(&at.row) => col,
                    col if col == pair[0] => pair[1],
                    col if col == pair[1] => pair[0],
                    col => col,
                };
                Some(CellRef::new(at.row, col))
            });
            Damage::of(&book, Must::Equal, format!("columns {pair:?} of {}", table.table))
        }
        4 => {
            let name = dice.one(&sheets).clone();
            let to = *dice.one(&[
                "Foglio1",
                "Copia di risposte",
                "DEFINITIVO",
                "risposte (2)",
                "Sheet1",
            ]);
            book.tab(&name).name = to.to_owned();
            for (_, area) in &mut book.names {
                *area = area.replace(&format!("'{name}'!"), &format!("'{to}'!"));
            }
            Damage::of(&book, Must::Equal, format!("{name} is {to}")).noted(&["sheet-renamed"])
        }
        5 => {
            // A copy made before the answers were given stands before or behind the sheet.
            let name = dice.one(&sheets).clone();
            let mut copy = book.tab(&name).clone();
            copy.name = format!("{name} (2)");
            for entry in case.entries.iter().filter(|entry| entry.sheet == name) {
                let cell = copy.get(entry.cell).emptied();
                copy.put(entry.cell, cell);
            }
            let at = book.tabs.iter().position(|tab| tab.name == name).unwrap();
            book.tabs.insert(at + dice.below(2), copy);
            Damage::of(&book, Must::Equal, format!("{name} twice")).noted(&["sheet-twice"])
        }
        6 => {
            let name = dice.one(&sheets).clone();
            book.tab(&name).state = (*dice.one(&["hidden", "veryHidden"])).to_owned();
            let turn = dice.below(book.tabs.len());
            book.tabs.rotate_left(turn);
            Damage::of(&book, Must::Equal, format!("{name} hidden")).noted(&["sheet-hidden"])
        }
        7 => {
            // Rows pasted below the table, where its spare rows end: an empty one stays between.
            let tab = book.tab(sheet);
            let filled: Vec<u32> = rows
                .clone()
                .filter(|row| case.entries.iter().any(|e| e.sheet == sheet && e.cell.row == *row))
                .collect();
            let (Some(last), true) = (filled.last().copied(), table.printed.is_empty()) else {
                return Damage::of(&book, Must::Equal, "nothing");
            };
            let below = rows.end;
            let moved: Vec<(CellRef, Xcell)> = tab
                .cells
                .iter()
                .filter(|(at, _)| at.row == last && cols.contains(&at.col))
                .map(|(at, cell)| (*at, cell.clone()))
                .collect();
            with_rows(&mut book, sheet, below, 3);
            let tab = book.tab(sheet);
            for (at, cell) in moved {
                tab.put(at, cell.emptied());
                tab.put(CellRef::new(below + 1, at.col), cell);
            }
            Damage::of(&book, Must::Equal, format!("{} pasted below its rows", table.table))
        }
        _ => {
            // A row that holds an answer is deleted.
            let entry = dice.one(&case.entries).clone();
            without_row(&mut book, &entry.sheet, entry.cell.row);
            let what = format!("{}!{} deleted", entry.sheet, entry.cell.row + 1);
            if entry.single || case.questionnaire.item(&entry.question.id).is_some() {
                return Damage::of(&book, Must::EqualOrNamed, what).noted(&[
                    "question-not-found",
                    "grid-line-not-found",
                    "printed-row-missing",
                ]);
            }
            // A row of a free table that was deleted was taken back: nothing tells it apart.
            Damage::of(&case.book, Must::Equal, what)
        }
    }
}

/// A cell is cut and pasted, or dragged, onto another one of the same sheet.
pub(super) fn dragged(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let named: Vec<&Entry> = case.entries.iter().filter(|entry| entry.single).collect();
    let entry = *dice.one(&named);
    let same: Vec<&Entry> = named.iter().copied().filter(|e| e.sheet == entry.sheet).collect();
    let onto = *dice.one(&same);
    let to = match dice.below(4) {
        // Onto the cell of a question that somebody had answered, or left blank below.
        0 | 1 if onto.cell != entry.cell => onto.cell,
        2 => CellRef::new(entry.cell.row + 1, entry.cell.col),
        _ => CellRef::new(entry.cell.row, entry.cell.col + 1),
    };
    let tab = book.tab(&entry.sheet);
    let cell = tab.get(entry.cell);
    tab.cells.remove(&entry.cell);
    tab.put(to, cell);
    // The name goes with the cell; one that stood for the target is broken.
    let address =
        |at: CellRef| format!("'{}'!${}${}", entry.sheet, at.column_letters(), at.row + 1);
    for (_, area) in &mut book.names {
        if *area == address(to) {
            *area = "#REF!".to_owned();
        } else if *area == address(entry.cell) {
            *area = address(to);
        }
    }
    let what = format!("{}!{} dragged onto {to}", entry.sheet, entry.cell);
    Damage::of(&book, Must::EqualOrNamed, what).noted(&["cell-dragged"])
}
