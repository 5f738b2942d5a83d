// SPDX-License-Identifier: EUPL-1.2
//! Income and spending of the real study's Provinces, which the source has lost: with the table
//! filled in, balance, coverage and cost come out of it (inventory, rows M28 and M29).

use super::study::{Made, REAL, Study};
use std::sync::LazyLock;

const PU: &[[&str; 5]] = &[
    ["2020", "Rendiconto", "Entrata", "Quote e tariffe degli enti", "100000"],
    ["2020", "Rendiconto", "Entrata", "Fondi propri della Provincia", "50000"],
    ["2020", "Rendiconto", "Uscita", "Personale", "122000"],
    ["2020", "Rendiconto", "Uscita", "Spese generali", "nessuno"],
    // the forecast of a year that has closed accounts does not count
    ["2020", "Previsione", "Entrata", "Quote e tariffe degli enti", "900000"],
    ["2020", "Previsione", "Uscita", "Personale", "100000"],
    // without income this is not the latest year
    ["2021", "Previsione", "Uscita", "Personale", "130000"],
];
const MC: &[[&str; 5]] = &[
    ["2021", "Previsione", "Entrata", "Quote e tariffe degli enti", "80000"],
    ["2021", "Previsione", "Uscita", "Personale", "n.d."],
];

static MADE: LazyLock<Made> =
    LazyLock::new(|| accounts(accounts(Study::real(), "pu", PU), "mc", MC).made());

fn accounts(study: Study, participant: &str, rows: &[[&str; 5]]) -> Study {
    let columns = ["year", "budget_kind", "side", "item", "amount"]
        .map(|column| format!("sustainability.accounts.{column}"));
    let numbers: Vec<String> = (1..=rows.len()).map(|number| number.to_string()).collect();
    let mut changes: Vec<(&str, &str, &str)> = Vec::new();
    for (row, number) in rows.iter().zip(&numbers) {
        changes.extend(columns.iter().zip(row).map(|(id, value)| (&**id, &**number, *value)));
    }
    study.changed(participant, &changes)
}

#[test]
fn balance_coverage_and_cost_follow_from_the_closed_accounts() {
    let cells = [
        ("income", "pu", "2020: 150.000,00 €"),
        ("spending", "pu", "2020: 122.000,00 €"),
        ("balance", "pu", "2020: 28.000,00 €"),
        ("coverage", "pu", "2020: 123,0 %"),
        // 61 enti
        ("spending_per_body", "pu", "2020: 2.000,00 €"),
        // nobody said which Comuni take part
        ("spending_per_inhabitant", "pu", "2020: n.d."),
        ("fees_share", "pu", "2020: 66,7 %"),
        // an unknown amount leaves the total of its side unknown
        ("income", "mc", "2021: 80.000,00 €"),
        ("spending", "mc", "2021: n.d."),
        ("balance", "mc", "2021: n.d."),
        ("income", "lc", "non riportato"),
        ("balance", "lc", "non riportato"),
    ];
    for (row, column, text) in cells {
        let cell = MADE.cell("sustainability_summary", row, column).replace('\u{a0}', " ");
        assert_eq!(cell, text, "{row} {column}");
    }
}

#[test]
fn an_amount_that_may_belong_to_the_year_leaves_its_totals_unknown() {
    let doubts: [[&str; 5]; 3] = [
        // of an unknown side, of an unknown kind beside closed accounts, of an unknown year
        ["2020", "Rendiconto", "", "Personale", "5000"],
        ["2020", "", "Uscita", "Infrastruttura", "5000"],
        ["", "Rendiconto", "Uscita", "Infrastruttura", "5000"],
    ];
    for doubt in doubts {
        let mut rows = PU[..6].to_vec();
        rows.push(doubt);
        let made = accounts(Study::real(), "pu", &rows).made();
        for row in ["income", "spending", "balance", "coverage", "spending_per_body"] {
            assert_eq!(
                made.cell("sustainability_summary", row, "pu"),
                "2020: n.d.",
                "{row} {doubt:?}"
            );
        }
    }
}

#[test]
fn forecasts_and_closed_accounts_stand_in_columns_of_their_own() {
    let income = MADE.comparison("income");
    let heads: Vec<&str> = income.columns.iter().map(|column| column.label.as_str()).collect();
    // who said nothing keeps a column, without a year
    assert_eq!(heads, ["2020, previsione", "2020, rendiconto", "2021, previsione", "–"]);
}

#[test]
fn the_cost_per_body_leads_back_to_the_amounts_and_the_bodies() {
    let cell = MADE.comparison("sustainability_summary").cell("spending_per_body", "pu").unwrap();
    let sheets: Vec<String> = cell[0].trace.cells.iter().map(ToString::to_string).collect();
    assert!(sheets.iter().any(|cell| cell.contains("Sostenibilità")), "{sheets:?}");
    assert!(sheets.iter().any(|cell| cell.contains("Profilo")), "{sheets:?}");
}

#[test]
fn what_the_source_does_not_hold_is_said_to_be_missing() {
    for row in ["income", "spending", "balance", "coverage", "spending_per_inhabitant"] {
        for participant in ["pu", "mc", "lc"] {
            let cell = REAL.cell("sustainability_summary", row, participant);
            assert_eq!(cell, "non riportato", "{row} {participant}");
        }
    }
}
