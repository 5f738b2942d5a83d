// SPDX-License-Identifier: EUPL-1.2
//! `sestante query`: what the answers say to a question in SQL.

use super::arguments::{self, RowFormat};
use super::columns::{Column, align};
use super::{Console, Status, study};
use sestante::diag::{Error, say, say_with};
use sestante::tables::{Rows, Sql};
use std::path::Path;

/// Runs the query and prints its rows.
pub(super) fn run(
    root: &Path,
    wanted: &arguments::Query,
    console: &mut Console,
) -> Result<Status, Error> {
    let collected = study::collect(root, wanted.round.as_deref())?;
    let rows = collected.database()?.query_named(&say("cli-query-name"), &wanted.sql)?;
    match wanted.format {
        RowFormat::Table => table(&rows, console),
        RowFormat::Csv => console.line(csv(&rows)?.trim_end_matches('\n')),
        RowFormat::Json => console.json(&json(&rows)),
    }
    Ok(Status::Done)
}

fn table(rows: &Rows, console: &mut Console) {
    let column = |(at, head): (usize, &String)| {
        let number = |row: &Vec<Sql>| matches!(row.get(at), Some(Sql::Integer(_) | Sql::Real(_)));
        let null = |row: &Vec<Sql>| matches!(row.get(at), Some(Sql::Null));
        let right = rows.rows.iter().any(number) && rows.rows.iter().all(|r| number(r) || null(r));
        Column { head: head.clone(), right }
    };
    let columns: Vec<Column> = rows.columns.iter().enumerate().map(column).collect();
    for line in align(&columns, &texts(rows)) {
        console.line(&line);
    }
    console.aside(&say_with("cli-query-rows", &[("n", &rows.rows.len().to_string())]));
}

/// All values as text; nothing for NULL.
fn texts(rows: &Rows) -> Vec<Vec<String>> {
    let text = |row, column| rows.text(row, column).unwrap_or_default();
    (0..rows.rows.len())
        .map(|row| (0..rows.columns.len()).map(|column| text(row, column)).collect())
        .collect()
}

fn csv(rows: &Rows) -> Result<String, Error> {
    let failed =
        |error: &dyn std::fmt::Display| Error::user("cli-csv", &[("error", &error.to_string())]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(rows.columns.iter().map(|name| inert(name))).map_err(|e| failed(&e))?;
    for (row, texts) in rows.rows.iter().zip(texts(rows)) {
        let fields = row.iter().zip(texts).map(|(value, text)| match value {
            Sql::Text(_) => inert(&text),
            _ => text,
        });
        writer.write_record(fields).map_err(|e| failed(&e))?;
    }
    let bytes = writer.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}

/// A text that a spreadsheet would run as a formula gets a `'` before it (OWASP, "CSV injection").
fn inert(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs { format!("'{text}") } else { text.to_owned() }
}

/// A list of objects; a column whose name is taken gets a number.
fn json(rows: &Rows) -> serde_json::Value {
    let mut names: Vec<String> = Vec::new();
    for name in &rows.columns {
        let mut own = name.clone();
        let mut number = 2;
        while names.contains(&own) {
            own = format!("{name}_{number}");
            number += 1;
        }
        names.push(own);
    }
    let object = |row: &Vec<Sql>| {
        let values = names.iter().cloned().zip(row.iter().map(value));
        serde_json::Value::Object(values.collect())
    };
    serde_json::Value::Array(rows.rows.iter().map(object).collect())
}

fn value(value: &Sql) -> serde_json::Value {
    match value {
        Sql::Integer(number) => (*number).into(),
        // numbers come from cells, where 3 is held as 3.0
        Sql::Real(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            serde_json::from_str(&number.to_string()).unwrap_or_default()
        }
        Sql::Real(number) => (*number).into(),
        Sql::Text(text) => text.as_str().into(),
        Sql::Null | Sql::Blob(_) => serde_json::Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let text = |text: &str| Sql::Text(text.to_owned());
        Rows {
            columns: ["a", "a", "n"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![text("=1+1"), text("x, y"), Sql::Real(-1.5)],
                vec![Sql::Null, text("-"), Sql::Integer(2)],
            ],
        }
    }

    #[test]
    fn formulas_are_inert_in_csv_and_numbers_stay_numbers() {
        assert_eq!(csv(&rows()).unwrap(), "a,a,n\n'=1+1,\"x, y\",-1.5\n,'-,2\n");
    }

    #[test]
    fn columns_of_one_name_are_all_in_the_objects() {
        let expected = serde_json::json!([
            { "a": "=1+1", "a_2": "x, y", "n": -1.5 },
            { "a": null, "a_2": "-", "n": 2 },
        ]);
        assert_eq!(json(&rows()), expected);
    }
}
