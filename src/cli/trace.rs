// SPDX-License-Identifier: EUPL-1.2
//! `sestante trace`: the cells and steps behind each value of a comparison.

use super::columns::{Column, align, shown};
use super::{Console, PERMIT, Status, arguments, study};
use sestante::comparison::{ComparedRow, Comparison, Head, Outcome};
use sestante::datum::Trace;
use sestante::diag::{CellRef, Error, clean, say, say_with};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Prints the comparisons, the table of one, or the trace of its values.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Trace,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = study::collect(root, wanted.round.as_deref())?;
    let compared = collected.compare()?;
    let declared = &compared.declarations.comparisons;
    let Some(id) = &wanted.comparison else {
        let rows: Vec<Vec<String>> =
            declared.iter().map(|spec| vec![spec.id.clone(), spec.title.clone()]).collect();
        let heads = ["cli-head-comparison", "cli-head-title"];
        align(&heads.map(head), &rows).iter().for_each(|line| console.line(line));
        console.aside(&say_with("cli-trace-next", &[("what", &say("cli-name-comparison"))]));
        return Ok(Status::Done);
    };
    let Some(spec) = compared.declarations.comparison(id) else {
        let known: Vec<&str> = declared.iter().map(|spec| spec.id.as_str()).collect();
        return Err(study::unknown("cli-unknown-comparison", id, &known));
    };
    let comparer = collected.comparer(&compared);
    let comparison = comparer.compare(spec, None);
    let Some(row) = &wanted.row else {
        table(&comparison, console);
        return Ok(Status::Done);
    };
    let line = find(&comparison.rows, |line| &line.key, "cli-unknown-row", row)?;
    let column = match &wanted.column {
        Some(column) => {
            Some(find(&comparison.columns, |head| &head.key, "cli-unknown-column", column)?)
        }
        None => None,
    };
    for (head, cell) in comparison.columns.iter().zip(&line.cells) {
        if column.is_none_or(|column| column.key == head.key) {
            values(line, head, cell, console);
        }
    }
    Ok(Status::Done)
}

fn head(key: &str) -> Column {
    Column { head: say(key), right: false }
}

/// The row or column of this key.
fn find<'a, T>(
    all: &'a [T],
    key: fn(&T) -> &String,
    message: &str,
    word: &str,
) -> Result<&'a T, Error> {
    let found = all.iter().find(|one| key(one) == word);
    found.ok_or_else(|| {
        let keys: Vec<&str> = all.iter().map(|one| key(one).as_str()).collect();
        study::unknown(message, word, &keys)
    })
}

/// All values under the keys by which they can be asked for.
fn table(comparison: &Comparison, console: &mut Console) {
    console.line(&clean(&comparison.title));
    if let Some(reason) = &comparison.not_comparable {
        console.line(&clean(reason));
    }
    console.line("");
    let mut columns =
        vec![head("cli-head-key"), Column { head: comparison.stub_head.clone(), right: false }];
    columns.extend(
        comparison.columns.iter().map(|h| Column { head: h.key.clone(), right: h.numeric }),
    );
    let row = |line: &ComparedRow| {
        let mut row = vec![line.key.clone(), line.label.text.clone()];
        row.extend(line.cells.iter().map(|cell| joined(cell)));
        row
    };
    let rows: Vec<Vec<String>> = comparison.rows.iter().map(row).collect();
    align(&columns, &rows).iter().for_each(|line| console.line(line));
    if let Some(base) = &comparison.base {
        console.line("");
        console.line(&clean(base));
    }
    for note in &comparison.notes {
        console.line(&clean(note));
    }
    let (row, column) = (say("cli-name-row"), say("cli-name-column"));
    let next = format!("{} {row} {column}", comparison.id);
    console.aside(&say_with("cli-trace-next", &[("what", &next)]));
}

fn joined(cell: &[Outcome]) -> String {
    cell.iter().map(|outcome| outcome.text.as_str()).collect::<Vec<_>>().join("; ")
}

/// The values of a cell, each with its cells and steps.
fn values(line: &ComparedRow, head: &Head, cell: &[Outcome], console: &mut Console) {
    for outcome in cell {
        let args = [
            ("row", shown(&line.key)),
            ("column", shown(&head.key)),
            ("value", clean(&outcome.text.replace('\n', " ⏎ "))),
        ];
        let args: Vec<(&str, &str)> =
            args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        console.line(&say_with("cli-trace-value", &args));
        source(&outcome.trace, console);
    }
}

fn source(trace: &Trace, console: &mut Console) {
    let mut sheets: BTreeMap<(&str, &str), BTreeSet<CellRef>> = BTreeMap::new();
    for at in &trace.cells {
        sheets.entry((&at.file, &at.sheet)).or_default().insert(at.cell);
    }
    if sheets.is_empty() && trace.steps.is_empty() {
        console.line(&format!("  {}", say("cli-trace-none")));
    }
    for ((file, sheet), cells) in sheets {
        let cells = ranges(&cells).join(", ");
        let sheet = if sheet.is_empty() { String::new() } else { format!(" › {sheet}") };
        console.line(&clean(&format!("  {file}{sheet}: {cells}")));
    }
    for step in &trace.steps {
        console.line(&clean(&format!(
            "  {}",
            say_with("cli-trace-step", &[("step", step.recorded(PERMIT))])
        )));
    }
}

/// Cells as ranges: `C7:C12`, `B3:D3`, `E9`. Stretches down are taken first, then stretches of the
/// same rows side by side are joined.
fn ranges(cells: &BTreeSet<CellRef>) -> Vec<String> {
    let mut by_column: Vec<CellRef> = cells.iter().copied().collect();
    by_column.sort_by_key(|cell| (cell.col, cell.row));
    let mut down: Vec<(CellRef, CellRef)> = Vec::new();
    for cell in by_column {
        match down.last_mut() {
            Some((_, last)) if last.col == cell.col && last.row + 1 == cell.row => *last = cell,
            _ => down.push((cell, cell)),
        }
    }
    let mut areas: Vec<(CellRef, CellRef)> = Vec::new();
    for (from, to) in down {
        let beside = areas.iter_mut().find(|(first, last)| {
            first.row == from.row && last.row == to.row && last.col.checked_add(1) == Some(from.col)
        });
        match beside {
            Some((_, last)) => *last = to,
            None => areas.push((from, to)),
        }
    }
    areas.sort();
    let text = |(from, to): &(CellRef, CellRef)| {
        if from == to { from.to_string() } else { format!("{from}:{to}") }
    };
    areas.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_gathered_to_ranges() {
        let of = |text: &str| {
            let cells = text.split(' ').map(|cell| CellRef::parse(cell).unwrap()).collect();
            ranges(&cells).join(" ")
        };
        assert_eq!(of("C7"), "C7");
        assert_eq!(of("C7 C8 C9 C11"), "C7:C9 C11");
        assert_eq!(of("B3 C3 D3 F3"), "B3:D3 F3");
        assert_eq!(of("B3 B4 C3 C4 C5"), "B3:B4 C3:C5");
        assert_eq!(of("B3 B4 C3 C4"), "B3:C4");
    }
}
