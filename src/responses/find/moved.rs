// SPDX-License-Identifier: EUPL-1.2
//! Reads a form of another version of the questionnaire: its answers move to the questions of now,
//! by id and by the renames that are declared (`was`).
//!
//! 1. The workbook's own names say where each question of that version stood. A label that is still
//!    the same says it too, and before them: cut and paste drags names along.
//! 2. What is printed there, codes and labels, makes a questionnaire as it was printed, with the
//!    ids of now; the form is read by it like any other.
//! 3. Rows are laid out by the columns of now. What moved is noted; so is what has no place any
//!    more, which stays in the file.

use super::key::key;
use crate::datum::{Datum, Empty, QuestionId, State, Trace};
use crate::diag::{CellAt, CellRef, Code, Finding, Place};
use crate::form::{self, ANSWER_COL, CODE_COL, LABEL_COL};
use crate::questionnaire::{Grid, Item, Question, Questionnaire, Section, Table};
use crate::responses::response::{Response, ResponseRow};
use crate::workbook::{SheetCells, Workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Rows between a table's or a grid's title and its cells, at the most.
const TITLE_ABOVE: u32 = 8;

/// A questionnaire as a form of another version printed it.
pub(in crate::responses) struct AsPrinted {
    pub(in crate::responses) questionnaire: Questionnaire,
    /// What is to be said of the way from there to here.
    pub(in crate::responses) findings: Vec<Finding>,
}

/// The questionnaire as this workbook printed it; none when the workbook has no names of ours.
pub(in crate::responses) fn as_printed(
    questionnaire: &Questionnaire,
    file: &str,
    workbook: &Workbook,
) -> Option<AsPrinted> {
    let spots: BTreeMap<String, Spot<'_>> = workbook
        .names
        .iter()
        .filter(|(name, _)| ["q_", "t_", "g_"].iter().any(|mark| name.starts_with(mark)))
        .filter_map(|(name, area)| Some((name.to_lowercase(), Spot::parse(workbook, area)?)))
        .collect();
    if spots.is_empty() {
        return None;
    }
    let sheets: BTreeSet<&str> = spots.values().map(|spot| &*spot.sheet.name).collect();
    let sheets = workbook.sheets.iter().filter(|sheet| sheets.contains(&*sheet.name)).collect();
    let mut old = Old { file: file.into(), spots, sheets, used: BTreeSet::new(), findings: vec![] };
    let mut found: BTreeMap<(String, u32), Item> = BTreeMap::new();
    let former = questionnaire.former_ids();
    for item in questionnaire.items() {
        let ids = Ids { former: &former };
        if let Some((sheet, row, item)) = old.item(&ids, item) {
            found.entry((sheet, row)).or_insert(item);
        }
    }
    old.lost();
    let mut sections: Vec<Section> = Vec::new();
    for sheet in &workbook.sheets {
        let items: Vec<Item> = found
            .iter()
            .filter(|((name, _), _)| *name == *sheet.name)
            .map(|(_, item)| item.clone())
            .collect();
        let first = items.first().map(|item| item.id().section());
        let Some(known) = first.and_then(|id| questionnaire.section(id)) else { continue };
        let (id, name) = (sheet.name.to_string(), sheet.name.to_string());
        sections.push(Section { id, sheet: name, items, ..known.clone() });
    }
    let questionnaire = Questionnaire { sections, ..questionnaire.clone() };
    Some(AsPrinted { questionnaire, findings: old.findings })
}

/// Lays the rows of tables out by the columns of now.
pub(in crate::responses) fn settle(
    now: &Questionnaire,
    printed: &Questionnaire,
    response: &mut Response,
) {
    for table in now.sections.iter().flat_map(Section::tables) {
        let (Some(old), Some(rows)) =
            (printed.table(&table.id), response.tables.get_mut(&table.id))
        else {
            continue;
        };
        for row in rows {
            *row = settled(table, old, row);
        }
    }
}

fn settled(table: &Table, old: &Table, row: &ResponseRow) -> ResponseRow {
    let blank = || Datum {
        state: State::Empty(Empty::Blank),
        written: Arc::from(""),
        trace: Trace::default(),
    };
    let of = |column: &Question| {
        let at = old.columns.iter().position(|known| known.id == column.id);
        at.and_then(|at| row.answers.get(at).cloned()).unwrap_or_else(blank)
    };
    let answers = Arc::new(table.columns.iter().map(of).collect());
    ResponseRow { sheet_row: row.sheet_row, answers }
}

/// The names under which something may stand in a form.
struct Ids<'a> {
    former: &'a BTreeMap<QuestionId, QuestionId>,
}

impl Ids<'_> {
    /// The id of now, then those it had before.
    fn former(&self, id: &str) -> Vec<String> {
        let before =
            self.former.iter().filter(|(_, now)| **now == *id).map(|(old, _)| old.to_string());
        std::iter::once(id.to_owned()).chain(before).collect()
    }
}

/// A cell that a name stands for.
#[derive(Clone, Copy)]
struct Spot<'a> {
    sheet: &'a SheetCells,
    cell: CellRef,
}

impl<'a> Spot<'a> {
    /// `'2 Sheet'!$C$6`, or as .ods writes it: `$'2 Sheet'.$C$6`.
    fn parse(workbook: &'a Workbook, area: &str) -> Option<Self> {
        let area = area.trim_start_matches(['=', '$']);
        let first = area.split(':').next()?;
        let (sheet, cell) = first.rsplit_once('!').or_else(|| first.rsplit_once('.'))?;
        let quoted = sheet.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
        let name = quoted.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'"));
        Some(Spot { sheet: workbook.sheet(&name)?, cell: CellRef::parse(cell)? })
    }

    /// The text some columns to the left, in a row.
    fn left(self, row: u32, steps: u16) -> String {
        let col = self.cell.col.checked_sub(steps);
        col.map(|col| self.sheet.text(CellRef::new(row, col))).unwrap_or_default()
    }
}

/// The form of another version while its parts are looked for.
struct Old<'a> {
    file: Arc<str>,
    spots: BTreeMap<String, Spot<'a>>,
    sheets: Vec<&'a SheetCells>,
    used: BTreeSet<String>,
    findings: Vec<Finding>,
}

/// Steps from an answer back to its label and its code.
const TO_LABEL: u16 = ANSWER_COL - LABEL_COL;
const TO_CODE: u16 = ANSWER_COL - CODE_COL;

impl<'a> Old<'a> {
    /// The sheet and row of an item of now, and the item as it was printed there.
    fn item(&mut self, ids: &Ids<'_>, item: &Item) -> Option<(String, u32, Item)> {
        match item {
            Item::Question(question) => {
                let (spot, row) = self.single(ids, question)?;
                let mut printed = question.clone();
                (printed.code, printed.label) =
                    printed_or((spot.left(row, TO_CODE), spot.left(row, TO_LABEL)), question);
                Some((spot.sheet.name.to_string(), row, Item::Question(printed)))
            }
            Item::Table(table) => self.table(ids, table),
            Item::Grid(grid) => self.grid(ids, grid),
        }
    }

    fn single(&mut self, ids: &Ids<'_>, question: &Question) -> Option<(Spot<'a>, u32)> {
        let named = self.named(&ids.former(&question.id), form::answer_name, &question.label);
        // the label that is still the same knows better than a name
        let label = self.label(&question.label);
        let spot = match (label, named) {
            (Some(label), _) => Spot {
                cell: CellRef::new(label.cell.row, label.cell.col.saturating_add(TO_LABEL)),
                ..label
            },
            (None, named) => named?,
        };
        Some((spot, spot.cell.row))
    }

    /// The cell named after one of these ids. One that it has no longer is noted.
    fn named(&mut self, ids: &[String], name: fn(&str) -> String, label: &str) -> Option<Spot<'a>> {
        let (at, id, spot) = ids
            .iter()
            .enumerate()
            .find_map(|(at, id)| Some((at, id, *self.spots.get(&name(id).to_lowercase())?)))?;
        self.used.insert(name(id).to_lowercase());
        if let (Some(now), true) = (ids.first(), at > 0) {
            let args = [("label", label), ("old", id.as_str())];
            let finding = Finding::new(Code::QuestionMoved, self.place(spot), &args);
            self.findings.push(finding.question(now));
        }
        Some(spot)
    }

    /// The only cell with a label, on the sheets with questions.
    fn label(&self, label: &str) -> Option<Spot<'a>> {
        let wanted = key(label);
        let mut found = self.sheets.iter().flat_map(|sheet| {
            let cells = sheet.cells.iter().filter(|(_, cell)| key(&cell.written()) == wanted);
            cells.map(|(cell, _)| Spot { sheet, cell: *cell })
        });
        let first = found.next()?;
        let alone = found.next().is_none() && first.cell.col > CODE_COL;
        alone.then_some(first)
    }

    fn table(&mut self, ids: &Ids<'_>, table: &Table) -> Option<(String, u32, Item)> {
        let mut columns = Vec::new();
        let mut corner: Option<Spot<'a>> = None;
        for column in &table.columns {
            let named = self.named(&ids.former(&column.id), form::column_name, &column.label);
            let Some(spot) = named else { continue };
            if corner.is_some_and(|corner| corner.sheet.name != spot.sheet.name) {
                continue;
            }
            let above = spot.cell.row.checked_sub(1).map(|row| CellRef::new(row, spot.cell.col));
            let code = above.map(|at| spot.sheet.text(at)).unwrap_or_default();
            let mut printed = column.clone();
            // the head carries the unit, which the layout adds again
            let label = spot.sheet.text(spot.cell);
            let unit = column.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            let label = label.strip_suffix(&unit).unwrap_or(&label).to_owned();
            (printed.code, printed.label) = printed_or((code, label), column);
            columns.push(printed);
            corner = match corner {
                Some(corner) if corner.cell.col <= spot.cell.col => Some(corner),
                _ => Some(spot),
            };
        }
        let corner = corner?;
        let (row, code, label) = title(corner.sheet, corner.cell)?;
        let mut printed = Table { columns, ..table.clone() };
        if !label.is_empty() {
            (printed.code, printed.label) = (code, label);
        }
        Some((corner.sheet.name.to_string(), row, Item::Table(printed)))
    }

    fn grid(&mut self, ids: &Ids<'_>, grid: &Grid) -> Option<(String, u32, Item)> {
        let spot = self.named(&ids.former(&grid.id), form::grid_name, &grid.label)?;
        let corner = CellRef::new(spot.cell.row, spot.cell.col.checked_sub(TO_LABEL)?);
        let (row, code, label) = title(spot.sheet, corner)?;
        let printed = Grid { code, label, ..grid.clone() };
        Some((spot.sheet.name.to_string(), row, Item::Grid(printed)))
    }

    /// Notes the answers of questions that are no longer asked.
    fn lost(&mut self) {
        let unused: Vec<(String, Spot<'a>)> = self
            .spots
            .iter()
            .filter(|(name, _)| !self.used.contains(*name))
            .map(|(name, spot)| (name.clone(), *spot))
            .collect();
        for (name, spot) in unused {
            let single = name.starts_with("q_");
            let below = CellRef::new(spot.cell.row.saturating_add(1), spot.cell.col);
            let first = if name.starts_with("t_") { below } else { spot.cell };
            if spot.sheet.text(first).is_empty() {
                continue;
            }
            let label = match single {
                true => spot.left(spot.cell.row, TO_LABEL),
                false if name.starts_with("t_") => spot.sheet.text(spot.cell),
                false => {
                    let corner = CellRef::new(spot.cell.row, spot.cell.col.saturating_sub(1));
                    title(spot.sheet, corner).map(|(_, _, label)| label).unwrap_or_default()
                }
            };
            let place = self.place(Spot { cell: first, ..spot });
            let args = [("label", label.as_str())];
            self.findings.push(Finding::new(Code::AnswerWithoutPlace, place, &args));
        }
    }

    fn place(&self, spot: Spot<'_>) -> Place {
        let (file, sheet) = (Arc::clone(&self.file), Arc::clone(&spot.sheet.name));
        Place::Cell(CellAt { file, sheet, cell: spot.cell })
    }
}

/// Row, code and label of the title above the first column of a table or the heads of a grid.
fn title(sheet: &SheetCells, corner: CellRef) -> Option<(u32, String, String)> {
    let codes = corner.col.checked_sub(LABEL_COL - CODE_COL)?;
    let rows = corner.row.saturating_sub(TITLE_ABOVE)..corner.row;
    rows.rev().find_map(|row| {
        let code = sheet.text(CellRef::new(row, codes));
        let label = sheet.text(CellRef::new(row, corner.col));
        (!code.is_empty() && !label.is_empty()).then_some((row, code, label))
    })
}

/// What is printed, or what would be now where nothing is.
fn printed_or((code, label): (String, String), question: &Question) -> (String, String) {
    let or = |text: String, now: &String| if text.is_empty() { now.clone() } else { text };
    (or(code, &question.code), or(label, &question.label))
}
