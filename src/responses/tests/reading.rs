// SPDX-License-Identifier: EUPL-1.2
use super::*;
use crate::diag::Permit;
use crate::diag::texts;
use crate::workbook::Raw;

fn filled() -> Form {
    Form::blank()
        .answer("s.name", "Rete")
        .answer("s.people", "12")
        .answer("s.cost", "1.234,50")
        .answer("s.since", "1/2/2021")
        .answer("s.open", "sì")
        .row("s.rows", 0, &["Capo", "interno", "1"])
        .row("s.rows", 1, &["Tecnico", "Esterno", "3 persone"])
        .row("s.prices", 0, &["Capo", "€ 10"])
}

fn assert_filled(noted: &Noted<Response>) {
    let response = &noted.value;
    let answers: Vec<String> = ["name", "people", "cost", "since", "open"]
        .iter()
        .map(|id| response.answers.get(&*format!("s.{id}")).map(shown).unwrap_or_default())
        .collect();
    let all = codes(&noted.findings);
    assert_eq!(answers, ["Rete", "12", "1234.5", "2021-02-01", "true"], "{all:?}");
    assert_eq!(table(response, "s.rows"), ["Capo|in|1", "Tecnico|out|3"], "{all:?}");
    assert_eq!(table(response, "s.prices"), ["Capo|10"], "{all:?}");
}

#[test]
fn a_form_as_it_went_out_is_read_without_findings() {
    let noted = filled().read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), [""; 0]);
    assert_eq!(noted.value.stamp.participant, "alfa");
}

#[test]
fn a_blank_form_has_only_blanks() {
    let noted = Form::blank().read();
    assert_eq!(codes(&noted.findings), [""; 0]);
    assert!(noted.value.answers.values().all(Datum::is_blank));
    assert_eq!(table(&noted.value, "s.rows"), [""; 0]);
    assert_eq!(table(&noted.value, "t.towns"), ["001|Uno|", "002|Due|", "003|Tre|"]);
    let form = Form::blank();
    let answered = noted.value.answered(&form.questionnaire);
    assert_eq!(answered.iter().map(|section| section.answered).sum::<usize>(), 0);
    assert_eq!(answered.iter().map(|section| section.asked).collect::<Vec<_>>(), [7, 2]);
}

#[test]
fn every_answer_keeps_its_cell_and_what_was_written() {
    let form = filled();
    let at = form.layout.answer_cell("s.cost").unwrap().1;
    let datum = form.read().value.answers["s.cost"].clone();
    assert_eq!(&*datum.written, "1.234,50");
    assert_eq!(
        datum.trace.cells[0].to_string(),
        format!("responses/alfa/r1/01.xlsx › 1 Primo!{at}")
    );
    let row = &form.read().value.tables["s.rows"][1];
    assert_eq!(row.sheet_row, form.cell("s.rows", 1, 0).row + 1);
}

#[test]
fn rows_inserted_above_move_everything_and_are_noted_once() {
    let noted = filled().with_rows_inserted(3, 2).read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), ["anchor-moved C8"]);
}

#[test]
fn a_row_inserted_between_questions_is_noted_where_the_moving_begins() {
    let form = filled();
    let row = form.layout.answer_cell("s.cost").unwrap().1.row;
    let noted = form.with_rows_inserted(row, 1).read();
    assert_filled(&noted);
    assert_eq!(noted.findings.len(), 1);
    assert_eq!(noted.findings[0].question.as_deref(), Some("s.cost"));
}

#[test]
fn a_column_inserted_anywhere_does_no_harm() {
    for before in 0..=3 {
        let noted = filled().with_column_inserted(before).read();
        assert_filled(&noted);
        assert!(
            noted.findings.iter().all(|finding| finding.severity < crate::diag::Severity::Error)
        );
    }
}

#[test]
fn columns_of_a_table_may_change_places() {
    let form = filled();
    let (first, last) = (form.cell("s.rows", 0, 0).col, form.cell("s.rows", 0, 2).col);
    let head = form.cell("s.rows", 0, 0).row - 2;
    let rows = head..form.cell("s.rows", 3, 0).row + 1;
    let noted = form
        .rearranged(|at| {
            let col = match at.col {
                col if !rows.contains(&at.row) => col,
                col if col == first => last,
                col if col == last => first,
                col => col,
            };
            Some(CellRef::new(at.row, col))
        })
        .read();
    assert_filled(&noted);
    assert!(noted.findings.iter().any(|finding| finding.code == "columns-moved"));
}

#[test]
fn rows_below_the_spare_ones_are_read_and_empty_ones_skipped() {
    let form = filled();
    let below = form.cell("s.rows", 4, 0).row;
    let noted = form
        .with_rows_inserted(below, 3)
        .row("s.rows", 5, &["Altro", "Interno", "2"])
        .row("s.rows", 3, &["  ", "\u{a0}", ""])
        .read();
    assert_eq!(table(&noted.value, "s.rows"), ["Capo|in|1", "Tecnico|out|3", "Altro|in|2"]);
    assert_eq!(table(&noted.value, "s.prices"), ["Capo|10"]);
    let rows: Vec<u32> = noted.value.tables["s.rows"].iter().map(|row| row.sheet_row).collect();
    assert_eq!(rows[2] - rows[0], 5);
}

#[test]
fn a_code_that_is_gone_leaves_the_label_and_then_the_position() {
    let form = filled();
    let at = form.layout.answer_cell("s.people").unwrap().1;
    let noted = form.rearranged(|cell| (cell != CellRef::new(at.row, 0)).then_some(cell)).read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), [""; 0]);
    let form = filled();
    let noted = form.rearranged(|c| (c.row != at.row || c.col >= at.col).then_some(c)).read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), [format!("anchor-lost A{}", at.row + 1)]);
}

#[test]
fn a_row_that_was_deleted_is_a_question_not_found() {
    let form = filled();
    let gone = form.layout.answer_cell("s.people").unwrap().1.row;
    let noted = form
        .rearranged(|at| match at.row {
            row if row == gone => None,
            row if row > gone => Some(CellRef::new(row - 1, at.col)),
            _ => Some(at),
        })
        .read();
    assert!(!noted.value.answers.contains_key("s.people"));
    assert_eq!(shown(&noted.value.answers["s.cost"]), "1234.5");
    assert!(noted.findings.iter().any(|finding| finding.code == "question-not-found"));
}

#[test]
fn a_code_that_became_a_number_is_still_a_code() {
    let form = filled();
    let row = form.layout.answer_cell("s.people").unwrap().1.row;
    let noted = form.put(CellRef::new(row, 0), Cell::number(1.2)).read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), [""; 0]);
}

#[test]
fn a_renamed_column_is_read_in_its_place() {
    let form = filled();
    let first = form.cell("s.rows", 0, 1);
    let noted = form
        .put(CellRef::new(first.row - 1, first.col), Cell::text("Rapporto"))
        .put(CellRef::new(first.row - 2, first.col), Cell::text(""))
        .read();
    assert_filled(&noted);
    assert!(noted.findings.iter().any(|finding| finding.code == "column-renamed"));
}

#[test]
fn a_renamed_sheet_is_known_by_what_is_printed_on_it() {
    let mut form = filled();
    form.sheet().name = "Foglio1".into();
    let noted = form.read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), ["sheet-renamed"]);
}

#[test]
fn a_copy_of_a_sheet_is_asked_about_and_a_missing_one_reported() {
    let mut form = filled();
    let mut copy = form.sheet().clone();
    copy.name = "1 Primo (2)".into();
    form.workbook.sheets.push(copy);
    form.workbook.sheets.retain(|sheet| &*sheet.name != "2 Secondo");
    let noted = form.read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), ["sheet-not-found", "sheet-twice"]);
}

#[test]
fn printed_rows_are_known_by_their_text() {
    let form = Form::blank().on("2 Secondo");
    let (first, member) = (form.cell("t.towns", 0, 0), form.cell("t.towns", 0, 2).col);
    // Sorted the other way round, the code of one became a number, the name of another changed.
    let noted = form
        .row("t.towns", 0, &["003", "Tre", "no"])
        .put(first, Cell::number(3.0))
        .row("t.towns", 1, &["002", "Due e mezzo", "x"])
        .row("t.towns", 2, &["001", "Uno", ""])
        .row("t.towns", 3, &["", "Nove", "Sì"])
        .read();
    assert_eq!(
        table(&noted.value, "t.towns"),
        ["003|Tre|false", "002|Due|true", "001|Uno|", "|Nove|true"]
    );
    let cell = |row: u32, col: u16| CellRef::new(first.row + row, col);
    assert_eq!(
        codes(&noted.findings),
        [
            format!("printed-changed {}", cell(1, member - 1)),
            format!("row-added {}", cell(3, first.col)),
        ]
    );
}

#[test]
fn printed_rows_that_were_deleted_are_named() {
    let form = Form::blank().on("2 Secondo");
    let gone = form.cell("t.towns", 1, 0).row;
    let noted = form.rearranged(|at| (at.row != gone).then_some(at)).read();
    assert_eq!(table(&noted.value, "t.towns"), ["001|Uno|", "003|Tre|"]);
    assert_eq!(codes(&noted.findings), ["printed-row-missing"]);
    assert_eq!(
        texts(&noted.findings[0], Permit::COLLECTOR).message,
        "manca 1 riga stampata della tabella «Comuni»: Due"
    );
}

#[test]
fn a_grid_is_read_by_the_labels_of_its_rows_and_columns() {
    let form = Form::blank().on("2 Secondo");
    let (first, last) = (form.grid_cell(0, 0), form.grid_cell(1, 1));
    let form = form.put(first, Cell::number(5.0)).put(last, Cell::text("nessuno"));
    let noted = form.with_rows_inserted(first.row + 1, 1).read();
    let grid = &noted.value.grids["t.users"];
    let cell = |row: &str, col: &str| shown(&grid[&(row.to_owned(), col.to_owned())]);
    assert_eq!(cell("in", "low"), "5");
    assert_eq!(cell("in", "high"), "");
    assert_eq!(cell("out", "high"), "none");
}

#[test]
fn words_beside_a_table_and_merged_cells_are_asked_about() {
    let form = filled();
    let beside = form.cell("s.rows", 0, 7);
    let (first, second) = (form.cell("s.rows", 0, 1), form.cell("s.rows", 1, 1));
    let mut form = form.put(beside, Cell::text("da verificare"));
    form.sheet().cells.remove(&second);
    form.sheet().merged.push((first, second));
    let noted = form.read();
    let expected = [format!("text-outside {beside}"), format!("cell-merged {second}")];
    assert_eq!(codes(&noted.findings), expected);
}

#[test]
fn the_stamp_is_found_in_any_of_its_places() {
    let mut form = Form::blank();
    let expected = Some(form.layout.stamp.clone());
    assert_eq!(super::super::stamp(&form.workbook), expected);
    form.workbook.properties.clear();
    assert_eq!(super::super::stamp(&form.workbook), expected);
    let meta = form.workbook.sheets.iter_mut().find(|sheet| &*sheet.name == "_meta").unwrap();
    meta.cells.retain(|_, cell| !cell.written().contains('·'));
    assert_eq!(super::super::stamp(&form.workbook), expected);
    form.workbook.sheets.retain(|sheet| &*sheet.name != "_meta");
    assert_eq!(super::super::stamp(&form.workbook), expected);
    form.workbook.sheets.clear();
    assert_eq!(super::super::stamp(&form.workbook), None);
}

#[test]
fn errors_and_formulas_without_result_are_asked_about() {
    let form = filled();
    let at = form.layout.answer_cell("s.people").unwrap().1;
    for (raw, code) in
        [(Raw::Error("#N/A".into()), "cell-error"), (Raw::NoResult, "formula-without-result")]
    {
        let cell = Cell { formula: true, ..Cell::of(raw) };
        let noted = filled().put(at, cell).read();
        assert_eq!(codes(&noted.findings), [format!("{code} {at}")]);
        assert_eq!(noted.value.answers["s.people"].state, State::Unreadable);
    }
}

#[test]
fn an_answer_in_the_next_column_is_asked_about() {
    let form = filled();
    let at = form.layout.answer_cell("s.name").unwrap().1;
    let beside = CellRef::new(at.row, at.col + 1);
    let noted = form.put(beside, Cell::text("Rete due")).read();
    assert_filled(&noted);
    assert_eq!(codes(&noted.findings), [format!("answer-beside {beside}")]);
}

#[test]
fn whatever_is_deleted_or_thrown_about_reading_goes_on() {
    // Numbers that look thrown, the same in every run.
    let mut state: u32 = 1;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let form = filled();
    for _ in 0..40 {
        let mut workbook = form.workbook.clone();
        for sheet in &mut workbook.sheets {
            let cells = std::mem::take(&mut sheet.cells);
            let (gone, moved) = (next(60) + 2, next(20) + 1);
            for (at, cell) in cells {
                if next(gone) == 0 {
                    continue;
                }
                let at = if next(moved) == 0 { CellRef::new(next(80), next(9) as u16) } else { at };
                sheet.cells.insert(at, cell);
            }
        }
        let noted = read(&form.questionnaire, &form.layout, "f.xlsx", &workbook);
        for finding in &noted.findings {
            let said = texts(finding, Permit::COLLECTOR);
            assert!(!said.message.contains('{'), "{}", said.message);
            assert!(!said.help.unwrap_or_default().contains('{'), "{finding:?}");
        }
    }
}
