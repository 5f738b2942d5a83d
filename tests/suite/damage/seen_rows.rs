// SPDX-License-Identifier: EUPL-1.2
//! Rows that are none of the table's: totals, heads pasted again, rows struck out; and rows and
//! columns that nobody sees.

use super::case::{Entry, shown};
use super::package::{Book, Xcell};
use super::seen::{datum, entry, form, read, said};
use sestante::diag::{CellRef, Finding, Place, Severity};

const SHEET: &str = "2 Tabelle";

/// The cell of a column in a row below the first row with answers.
fn below(question: &str, rows: u32) -> Entry {
    let entry = entry(question);
    Entry { cell: CellRef::new(entry.cell.row + rows, entry.cell.col), ..entry }
}

/// Writes into a row of the table of roles.
fn put(book: &mut Book, rows: u32, role: &str, numbers: [Xcell; 2]) -> Entry {
    let name = below("tables.roles.role", rows);
    let tab = book.tab(SHEET);
    let cell = tab.get(name.cell).text(role);
    tab.put(name.cell, cell);
    for (column, number) in ["tables.roles.count", "tables.roles.weight"].iter().zip(numbers) {
        tab.put(below(column, rows).cell, number);
    }
    name
}

fn number(number: f64) -> Xcell {
    Xcell::default().number(number)
}

/// The counts of the table of roles, and what is said of a cell.
fn counts(book: &Book, at: &Entry) -> (Vec<String>, Vec<String>) {
    let noted = read(&book.bytes());
    let rows = &noted.value.tables["tables.roles"];
    (rows.iter().map(|row| shown(&row.answers[1])).collect(), said(&noted.findings, at))
}

#[test]
fn a_row_that_adds_up_the_others_is_not_counted() {
    let three = ["1", "3", "2"].map(str::to_owned).to_vec();
    for name in ["Totale", "TOTALE:", "Totale complessivo", "Tot.", "Personale in totale"] {
        let mut book = form().book.clone();
        let at = put(&mut book, 3, name, [number(6.0), Xcell::default()]);
        assert_eq!(counts(&book, &at), (three.clone(), vec!["row-total".to_owned()]), "{name}");
    }
    // By its formula, whatever it is called.
    for formula in ["SUM(C13:C15)", "SUBTOTAL(9,C13:C15)", "C13+C14+C15"] {
        let mut book = form().book.clone();
        let at =
            put(&mut book, 3, "Organico", [Xcell::default().formula(formula, 6.0), number(211.75)]);
        assert_eq!(counts(&book, &at), (three.clone(), vec!["row-total".to_owned()]), "{formula}");
    }
    // A formula that adds up its own row does not add up others.
    let mut book = form().book.clone();
    let at = put(
        &mut book,
        3,
        "Organico",
        [Xcell::default().formula("SUM(D16:E16)", 6.0), Xcell::default()],
    );
    assert_eq!(counts(&book, &at).0.len(), 4);
}

#[test]
fn subtotals_and_the_total_of_them_are_not_counted() {
    let mut book = form().book.clone();
    let first = put(&mut book, 3, "Subtotale", [number(6.0), Xcell::default()]);
    put(&mut book, 4, "Autista", [number(2.0), Xcell::default()]);
    put(&mut book, 5, "Usciere", [number(5.0), Xcell::default()]);
    let second = put(&mut book, 6, "Subtotale", [number(7.0), Xcell::default()]);
    let all = put(&mut book, 7, "Totale generale", [number(13.0), Xcell::default()]);
    let noted = read(&book.bytes());
    let rows = &noted.value.tables["tables.roles"];
    let counts: Vec<String> = rows.iter().map(|row| shown(&row.answers[1])).collect();
    assert_eq!(counts, ["1", "3", "2", "2", "5"]);
    for at in [first, second, all] {
        assert_eq!(said(&noted.findings, &at), ["row-total"]);
    }
}

#[test]
fn a_row_that_may_be_a_total_is_asked_about() {
    for (name, count) in [("Totale", 9.0), ("di cui part-time", 1.0), ("Complessivo", 5.0)] {
        let mut book = form().book.clone();
        let at = put(&mut book, 3, name, [number(count), Xcell::default()]);
        let (counts, said) = counts(&book, &at);
        assert_eq!(counts[3], format!("?{count}"), "{name}");
        assert_eq!(said, ["row-maybe-total"], "{name}");
    }
    // Called otherwise, but equal in several columns: counted, and asked about.
    let mut book = form().book.clone();
    let at = put(&mut book, 3, "Organico", [number(6.0), number(211.75)]);
    assert_eq!(counts(&book, &at).0[3], "6");
    assert_eq!(counts(&book, &at).1, ["row-maybe-total"]);
    // An ordinary row is an ordinary row.
    let mut book = form().book.clone();
    let at = put(&mut book, 3, "Autista", [number(4.0), number(75.0)]);
    assert_eq!(counts(&book, &at), (["1", "3", "2", "4"].map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn a_total_below_printed_rows_is_no_row() {
    let mut book = form().book.clone();
    let fee = entry("places.towns.fee");
    let rows =
        form().entries.iter().filter(|entry| *entry.question.id == *"places.towns.member").count();
    let row = fee.cell.row + u32::try_from(rows).unwrap();
    let tab = book.tab("3 Luoghi");
    tab.put(CellRef::new(row, fee.cell.col - 2), Xcell::default().text("Totale"));
    tab.put(CellRef::new(row, fee.cell.col), Xcell::default().number(2625.5));
    let noted = read(&book.bytes());
    assert_eq!(noted.value.tables["places.towns"].len(), rows);
    assert!(noted.findings.iter().any(|finding| finding.code == "row-total"));
}

#[test]
fn heads_pasted_again_are_no_row() {
    let mut book = form().book.clone();
    let first = entry("tables.roles.role").cell;
    let tab = book.tab(SHEET);
    for col in first.col..first.col + 13 {
        let (code, head) =
            (tab.get(CellRef::new(first.row - 2, col)), tab.get(CellRef::new(first.row - 1, col)));
        tab.put(CellRef::new(first.row + 3, col), code);
        tab.put(CellRef::new(first.row + 4, col), head);
    }
    let at = put(&mut book, 5, "Autista", [number(4.0), Xcell::default()]);
    let (counts, _) = counts(&book, &at);
    assert_eq!(counts, ["1", "3", "2", "4"]);
    assert_eq!(
        said(&read(&book.bytes()).findings, &below("tables.roles.role", 4)),
        ["head-repeated"]
    );
}

#[test]
fn a_row_struck_out_is_not_counted() {
    let mut book = form().book.clone();
    let style = book.face("General", "<strike/>");
    let first = below("tables.roles.role", 1);
    let tab = book.tab(SHEET);
    for (at, cell) in &mut tab.cells {
        if at.row == first.cell.row {
            cell.style.clone_from(&style);
        }
    }
    let (counts, said) = counts(&book, &first);
    assert_eq!(
        (counts, said),
        (vec!["1".to_owned(), "2".to_owned()], vec!["row-struck".to_owned()])
    );
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() {
    let mut book = form().book.clone();
    let first = below("tables.roles.role", 1);
    book.tab(SHEET).hidden = vec![first.cell.row];
    book.before(SHEET, "<cols><col min=\"5\" max=\"5\" hidden=\"1\"/></cols>");
    let noted = read(&book.bytes());
    assert_eq!(noted.value.tables["tables.roles"].len(), 3);
    let told = |code: &str| {
        let found: Vec<&Finding> = noted.findings.iter().filter(|f| f.code == code).collect();
        assert!(found.iter().all(|finding| finding.severity == Severity::Note));
        found.len()
    };
    assert_eq!((told("rows-hidden"), told("columns-hidden")), (1, 1));
}

/// The numbers of the roles with a condition that strikes them, or shows them otherwise.
fn on_condition(look: &str, rule: &str) -> (Option<String>, Vec<String>) {
    let mut book = form().book.clone();
    let styles = book.parts.get_mut("xl/styles.xml").unwrap();
    let count = styles.matches("<dxf>").count();
    *styles = styles.replace("</dxfs>", &format!("<dxf>{look}</dxf></dxfs>"));
    let rule = rule.replace("dxf", &format!("dxfId=\"{count}\" priority=\"9\""));
    book.behind(
        SHEET,
        &format!("<conditionalFormatting sqref=\"C13:C15\">{rule}</conditionalFormatting>"),
    );
    let noted = read(&book.bytes());
    let entry = entry("tables.roles.count");
    let datum = datum(&noted.value, &entry).map(|datum| shown(&datum));
    (datum, said(&noted.findings, &entry))
}

#[test]
fn a_condition_that_strikes_is_decided_where_it_can_be_and_asked_about_elsewhere() {
    let number = entry("tables.roles.count").shown;
    let compared = |operator: &str, formulas: &str| {
        format!("<cfRule type=\"cellIs\" dxf operator=\"{operator}\">{formulas}</cfRule>")
    };
    let over = compared("greaterThan", "<formula>-1</formula>");
    let under = compared("lessThan", "<formula>-1</formula>");
    let between = compared("between", "<formula>-9</formula><formula>99999</formula>");
    let cell = compared("greaterThan", "<formula>$B$4</formula>");
    let always = "<cfRule type=\"expression\" dxf><formula>TRUE</formula></cfRule>";
    let (strike, format) =
        ("<font><strike/></font>", "<numFmt numFmtId=\"999\" formatCode=\"0000\"/>");
    let (counted, not) = (Some(number), Some(String::new()));
    for (look, rule, read, code) in [
        (strike, &*over, &not, Some("cell-struck")),
        (strike, &*between, &not, Some("cell-struck")),
        (strike, always, &not, Some("cell-struck")),
        (strike, &*under, &counted, None),
        (strike, &*cell, &counted, Some("cell-maybe-struck")),
        (format, &*over, &counted, Some("cell-maybe-struck")),
        (format, &*under, &counted, None),
    ] {
        let (found, said) = on_condition(look, rule);
        assert_eq!((&found, said.first().map(String::as_str)), (read, code), "{rule} {said:?}");
    }
}

#[test]
fn white_letters_on_white_are_told_and_on_a_dark_ground_they_are_not() {
    let cost = entry("answers.cost");
    for (font, fill, told) in [
        ("<color rgb=\"FFFFFFFF\"/>", 0, true),
        ("<color theme=\"0\"/>", 0, true),
        ("<sz val=\"1\"/>", 1, true),
        ("<color rgb=\"FFFFFFFF\"/>", 1, false),
        ("<color rgb=\"FF1F3864\"/>", 0, false),
    ] {
        let mut book = form().book.clone();
        let style = book.face("General", font);
        let styles = book.parts.get_mut("xl/styles.xml").unwrap();
        let grounds = styles.matches("<fill>").count();
        let dark = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF1F3864\"/></patternFill></fill>";
        let fills = styles.find("</fills>").unwrap();
        styles.insert_str(fills, dark);
        if fill == 1 {
            let last = styles.rfind("fillId=\"0\" borderId=\"0\"/>").unwrap();
            styles.replace_range(last + 8..last + 9, &grounds.to_string());
        }
        let cell = book.tab(&cost.sheet).get(cost.cell);
        book.tab(&cost.sheet).put(cost.cell, Xcell { style, ..cell });
        let noted = read(&book.bytes());
        let pale = said(&noted.findings, &cost).contains(&"cell-pale".to_owned());
        assert_eq!(pale, told, "{font} {fill}");
        assert_eq!(datum(&noted.value, &cost).map(|d| shown(&d)), Some(cost.shown.clone()));
    }
}

#[test]
fn a_unit_that_nobody_can_reckon_leaves_the_number_to_be_asked_about() {
    for (question, unit, counts) in [
        ("answers.cost", "euro", true),
        ("answers.cost", "€, IVA esclusa", true),
        ("answers.cost", "bitcoin", false),
        ("answers.people", "famiglie", false),
        ("answers.people", "pers.", true),
        ("answers.surface", "ettari", false),
    ] {
        let mut book = form().book.clone();
        let entry = entry(question);
        let beside = CellRef::new(entry.cell.row, entry.cell.col + 1);
        book.tab(&entry.sheet).put(beside, Xcell::default().text(unit));
        let noted = read(&book.bytes());
        let read = datum(&noted.value, &entry).map(|datum| shown(&datum)).unwrap_or_default();
        assert_eq!(read == entry.shown, counts, "{unit}: {read}");
        let told = noted.findings.iter().any(|finding| finding.code == "unit-changed");
        assert!(told, "{unit}");
    }
}

#[test]
fn what_lies_under_a_merged_area_is_not_counted() {
    let mut book = form().book.clone();
    let (first, second) = (entry("tables.roles.count"), below("tables.roles.count", 1));
    book.tab(SHEET).merged.push((first.cell, second.cell));
    let noted = read(&book.bytes());
    assert_eq!(datum(&noted.value, &second).map(|datum| shown(&datum)), Some(String::new()));
    assert!(said(&noted.findings, &second).contains(&"cell-covered".to_owned()));
}

#[test]
fn a_unit_changed_by_hand_is_what_numbers_are_in() {
    let mut book = form().book.clone();
    let (cost, pay) = (entry("answers.cost"), entry("tables.roles.pay"));
    let tab = book.tab(&cost.sheet);
    tab.put(CellRef::new(cost.cell.row, cost.cell.col + 1), Xcell::default().text("migliaia di €"));
    tab.put(cost.cell, number(383.0));
    let head = CellRef::new(pay.cell.row - 1, pay.cell.col);
    book.tab(SHEET).put(head, Xcell::default().text("Compenso (in dollari)"));
    let noted = read(&book.bytes());
    assert_eq!(datum(&noted.value, &cost).map(|datum| shown(&datum)).as_deref(), Some("383000"));
    assert_eq!(
        datum(&noted.value, &pay).map(|datum| shown(&datum)).as_deref(),
        Some("?30000 dollari")
    );
    let told = |cell: CellRef| {
        let here = |f: &&Finding| {
            f.code == "unit-changed" && matches!(&f.place, Place::Cell(at) if at.cell == cell)
        };
        noted.findings.iter().filter(here).count()
    };
    assert_eq!(told(CellRef::new(cost.cell.row, cost.cell.col + 1)), 1);
    assert_eq!(told(head), 1);
}
