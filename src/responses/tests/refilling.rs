// SPDX-License-Identifier: EUPL-1.2
use super::super::{Refilled, refill};
use super::*;
use crate::datum::Day;
use crate::diag::CellAt;
use crate::form::{Entry, Spot};

/// The response written into a new form for the same participant, and read again.
fn again(form: &Form, response: &Response) -> (Refilled, Noted<Response>) {
    let refilled = refill(&form.questionnaire, &form.layout, response);
    let bytes = form::write_filled(&form.questionnaire, &form.layout, &refilled.filled).unwrap();
    let workbook = open_bytes("riscontro.xlsx", &bytes).unwrap();
    let read = read(&form.questionnaire, &form.layout, "riscontro.xlsx", &workbook);
    (refilled, read)
}

fn words(response: &Response) -> Vec<String> {
    let mut words: Vec<String> =
        response.answers.iter().map(|(id, datum)| format!("{id}={}", shown(datum))).collect();
    words.extend(response.tables.keys().flat_map(|id| table(response, id)));
    let cells = response.grids.values().flatten();
    words.extend(cells.map(|((row, column), datum)| format!("{row} {column} {}", shown(datum))));
    words
}

fn only_codes(findings: &[Finding]) -> Vec<&str> {
    let mut codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn a_response_written_into_a_new_form_is_read_as_it_was() {
    let form = Form::blank()
        .answer("s.name", "nessuno")
        .answer("s.people", "circa 12")
        .answer("s.cost", "1.234,50 €")
        .answer("s.since", "marzo 2021")
        .answer("s.open", "Sì")
        .row("s.rows", 0, &["Tecnico", "dipendente", "3"])
        .row("s.rows", 2, &["Capo", "Marziano", "n.d."])
        .row("s.prices", 0, &["Tecnico", "12,5"]);
    let at = form.grid_cell(1, 0);
    let form = form.on("2 Secondo").put(at, Cell::number(7.0));
    let form = form.row("t.towns", 1, &["", "", "No"]).row("t.towns", 3, &["9", "Altro", "Sì"]);
    let first = form.read();
    let (refilled, second) = again(&form, &first.value);
    assert_eq!(words(&second.value), words(&first.value));
    assert_eq!(only_codes(&second.findings), only_codes(&first.findings));
    assert!(refilled.left_out.is_empty());
    // Rows close up, and every cell knows where it went.
    assert_eq!(
        refilled.filled.get(&Spot::Row("s.rows.who".into(), 2)),
        Some(&Entry::Text("Capo".into()))
    );
    let capo = CellAt {
        cell: form.cell("s.rows", 2, 0),
        ..first.value.answers["s.name"].trace.cells[0].clone()
    };
    assert_eq!(refilled.places[&capo], Spot::Row("s.rows.who".into(), 2));
}

#[test]
fn numbers_and_days_are_written_as_numbers_and_days() {
    let day = Cell {
        raw: crate::workbook::Raw::Date {
            day: Day::parse("2021-03-01").unwrap(),
            serial: Some(44256.0),
        },
        ..Cell::text("")
    };
    let form = Form::blank();
    let since = form.layout.answer_cell("s.since").unwrap().1;
    let cost = form.layout.answer_cell("s.cost").unwrap().1;
    let form = form.put(since, day).put(cost, Cell::number(1234.5)).answer("s.people", "12");
    let filled = refill(&form.questionnaire, &form.layout, &form.read().value).filled;
    let at = |id: &str| filled.get(&Spot::Question(id.into())).cloned();
    assert_eq!(at("s.since"), Some(Entry::Day(Day::parse("2021-03-01").unwrap())));
    assert_eq!(at("s.cost"), Some(Entry::Number(1234.5)));
    assert_eq!(at("s.people"), Some(Entry::Number(12.0)));
}

#[test]
fn a_table_that_has_grown_moves_what_stands_below_it() {
    let mut form = Form::blank();
    let (first, below) = (form.cell("s.rows", 0, 0), form.cell("s.prices", 0, 0));
    form = form.row("s.prices", 0, &["Tecnico", "12,5"]).with_rows_inserted(first.row + 4, 5);
    for row in 0..9 {
        form = form.row("s.rows", row, &[&format!("Figura {row}"), "Interno", "1"]);
    }
    let before = form.read();
    assert_eq!(table(&before.value, "s.rows").len(), 9);
    let (refilled, after) = again(&form, &before.value);
    assert_eq!(words(&after.value), words(&before.value));
    let layout = refilled.filled.with_room(&form.layout);
    let price = Spot::Row("s.prices.who".into(), 1);
    assert_eq!(layout.place(&price).unwrap().1.row, below.row + 5);
}

#[test]
fn an_error_of_a_formula_stays_unreadable() {
    let form = Form::blank();
    let at = form.layout.answer_cell("s.name").unwrap().1;
    let error = Cell { raw: crate::workbook::Raw::Error("#N/A".into()), ..Cell::text("") };
    let form = form.put(at, error);
    let (_, second) = again(&form, &form.read().value);
    assert_eq!(shown(&second.value.answers["s.name"]), "?#N/A");
    assert_eq!(only_codes(&second.findings), ["cell-error"]);
}
