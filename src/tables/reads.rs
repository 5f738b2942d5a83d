// SPDX-License-Identifier: EUPL-1.2
//! Which cells stand behind a column of a view: those that its author names beside it, and those of
//! every answer that SQLite reads to make it, conditions and joins included.
//!
//! 1. SQLite's own program for the column says which columns of which tables it reads: what a column
//!    does not need is not in it. Where the author names the cells, only what stands in a condition
//!    is added to them.
//! 2. A row of the view has the cells of its participant's rows; where the author names cells, of
//!    the rows in which these stand. What looks at all participants at once, or belongs to none, has
//!    the cells of all.

use super::database::Database;
use super::sql::{Rows, quoted};
use super::stored::{Stored, stored};
use super::{DataTable, Tables, View};
use crate::datum::{Trace, columns};
use crate::diag::{CellAt, Error};
use std::collections::{BTreeMap, BTreeSet};

/// Beyond so many cells in all its rows a view that looks at all participants names those of each
/// row's own, and says that the others count too.
const MOST_CELLS: usize = 400_000;

/// The columns that a view's columns are made from.
pub(super) struct Reads<'a> {
    tables: Vec<Stored<'a>>,
    /// For each column of the view: table, and positions of its columns.
    of: BTreeMap<String, BTreeMap<usize, BTreeSet<usize>>>,
    /// Whether a row follows from its own participant's answers alone.
    is_local: bool,
    /// Words in its conditions.
    conditions: BTreeSet<String>,
    /// Whether it puts queries below each other: a row is of one of them.
    is_compound: bool,
}

impl<'a> Reads<'a> {
    /// What the shown columns of a view read.
    pub(super) fn of_view(
        database: &Database,
        answers: &'a Tables,
        view: &View,
        shown: &[&str],
        has_participant: bool,
    ) -> Result<Self, Error> {
        let tables = stored(answers);
        let roots = roots(database, &tables)?;
        let mut of = BTreeMap::new();
        for name in shown {
            // What is not needed for distinct rows is not joined.
            let whose = has_participant.then(|| format!("{}, ", quoted(columns::PARTICIPANT)));
            let select = format!(
                "EXPLAIN SELECT DISTINCT {}{} FROM {}",
                whose.unwrap_or_default(),
                quoted(name),
                quoted(&view.name)
            );
            let program = database.query_named(&view.file, &select)?;
            of.insert((*name).to_owned(), read_by(&program, &roots, &tables));
        }
        let plan = format!("EXPLAIN QUERY PLAN {}", view.all());
        let plan = database.query_named(&view.file, &plan)?;
        let texts = texts(database, view)?;
        let around = texts.iter().any(|text| looks_around(&words_of(text)));
        let is_local = has_participant && !around && scans(&plan, &tables) <= 1;
        let conditions = texts.iter().flat_map(|text| conditions(&words_of(text))).collect();
        let is_compound = texts.first().is_some_and(|text| words_of(text).contains(&"union"));
        Ok(Reads { tables, of, is_local, conditions, is_compound })
    }

    /// Whether the cells of all participants stand behind each of so many rows, and there are not
    /// too many of them.
    pub(super) fn of_all(&self, rows: usize) -> bool {
        let in_table = |(table, read): (&usize, &BTreeSet<usize>)| {
            let rows = self.tables.get(*table).map_or(0, |table| table.tables().map(rows_of).sum());
            read.len() * rows
        };
        let cells: usize = self.of.values().flatten().map(in_table).sum();
        !self.is_local && cells.saturating_mul(rows) <= MOST_CELLS
    }

    /// Whether a row follows from its own participant's answers alone.
    pub(super) fn is_local(&self) -> bool {
        self.is_local
    }

    /// The cells behind a column in a row of this participant; of all when none is named. `named`
    /// are those that the author names beside the column, `beside` all that are in the row.
    pub(super) fn cells(
        &self,
        column: &str,
        participant: Option<&str>,
        (named, beside): (&[CellAt], &[CellAt]),
    ) -> Trace {
        let mut trace = Trace { cells: named.to_vec(), steps: Vec::new() };
        let read = self.of.get(column).into_iter().flatten();
        for (table, positions) in read {
            let stored = self.tables.get(*table);
            // Which of its rows count for all of them together, nobody can say.
            let stored = stored.filter(|table| participant.is_some() || !table.is_reference());
            for table in stored.into_iter().flat_map(Stored::tables) {
                let rows: Vec<&super::Row> = match participant {
                    Some(participant) => table.rows_of(participant).collect(),
                    None => table.rows.iter().collect(),
                };
                let stands = |cells: &[CellAt]| {
                    let has = |row: &&&super::Row| {
                        row.data.iter().flat_map(|d| &d.trace.cells).any(|c| cells.contains(c))
                    };
                    rows.iter().filter(has).copied().collect::<Vec<_>>()
                };
                let mut pinned = if rows.len() > 1 { stands(named) } else { Vec::new() };
                if pinned.is_empty() && rows.len() > 1 && participant.is_some() {
                    pinned = stands(beside);
                }
                // The author names what a value is made from; which query its row is of, nobody says.
                let elsewhere = self.is_compound && stands(beside).is_empty();
                if !named.is_empty() && elsewhere {
                    continue;
                }
                let counts = |position: &&usize| {
                    let column = table.columns.get(**position);
                    let decides = column.is_some_and(|one| self.conditions.contains(&one.name));
                    named.is_empty() || decides
                };
                let rows = if pinned.is_empty() { rows } else { pinned };
                let data = rows.iter().flat_map(|row| {
                    let wanted = positions.iter().filter(counts);
                    wanted.filter_map(|position| row.data.get(*position))
                });
                trace.cells.extend(data.flat_map(|datum| datum.trace.cells.iter().cloned()));
            }
        }
        trace.cells.sort();
        trace.cells.dedup();
        trace
    }
}

fn rows_of(table: &DataTable) -> usize {
    table.rows.len()
}

/// Where each table begins in the database, and those of its indices.
fn roots(database: &Database, tables: &[Stored<'_>]) -> Result<BTreeMap<i64, Root>, Error> {
    let schema = "SELECT type, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0";
    let rows = database.query_named("", schema)?;
    let mut roots = BTreeMap::new();
    for row in 0..rows.rows.len() {
        let name = rows.text(row, 1).unwrap_or_default();
        let Some(table) = tables.iter().position(|table| table.name == name) else { continue };
        let is_index = rows.text(row, 0).is_some_and(|kind| kind == "index");
        roots.insert(whole(&rows, row, 2), Root { table, is_index });
    }
    Ok(roots)
}

/// A table, or an index of it, as SQLite knows it.
#[derive(Clone, Copy)]
struct Root {
    table: usize,
    is_index: bool,
}

#[expect(clippy::cast_possible_truncation, reason = "pages and positions")]
fn whole(rows: &Rows, row: usize, column: usize) -> i64 {
    rows.number(row, column).map_or(-1, |number| number.to_f64() as i64)
}

/// The answers that a program reads: those in the columns it looks at, and in a table of which it
/// only goes through the rows those that name them.
fn read_by(
    program: &Rows,
    roots: &BTreeMap<i64, Root>,
    tables: &[Stored<'_>],
) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut cursors: BTreeMap<i64, Vec<Root>> = BTreeMap::new();
    let mut read: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for row in 0..program.rows.len() {
        let (p1, p2) = (whole(program, row, 2), whole(program, row, 3));
        match program.text(row, 1).as_deref() {
            Some("OpenRead") => {
                if let Some(root) = roots.get(&p2) {
                    cursors.entry(p1).or_default().push(*root);
                    read.entry(root.table).or_default();
                }
            }
            Some("Column") => {
                for root in cursors.get(&p1).into_iter().flatten().filter(|root| !root.is_index) {
                    let table = tables.get(root.table);
                    let position = usize::try_from(p2).ok();
                    let found = table.zip(position).and_then(|(t, at)| t.answer_at(at));
                    read.entry(root.table).or_default().extend(found);
                }
            }
            _ => {}
        }
    }
    for (table, positions) in &mut read {
        let table = tables.get(*table).filter(|table| !table.is_reference());
        if let (Some(table), true) = (table, positions.is_empty()) {
            positions.extend(table.tables().next().map(|table| table.row_label));
        }
    }
    read
}

/// The text of a view and of those that it reads, but for those that can only add to its rows.
fn texts(database: &Database, view: &View) -> Result<Vec<String>, Error> {
    let schema = "SELECT name, sql FROM sqlite_schema WHERE type = 'view'";
    let rows = database.query_named(&view.file, schema)?;
    let of = |row| Some((rows.text(row, 0)?, rows.text(row, 1)?.to_ascii_lowercase()));
    let views: BTreeMap<String, String> = (0..rows.rows.len()).filter_map(of).collect();
    let mut open = vec![view.name.clone()];
    let mut seen = BTreeSet::new();
    let mut texts = Vec::new();
    while let Some(name) = open.pop() {
        let Some(text) = views.get(&name).filter(|_| seen.insert(name)) else { continue };
        texts.push(text.clone());
        let words = words_of(text);
        let is_added = |at: usize| {
            let before: Vec<&str> = words
                .iter()
                .take(at)
                .rev()
                .take_while(|w| **w != "from")
                .take(3)
                .copied()
                .collect();
            before.first() == Some(&"join") && before.contains(&"left")
        };
        let read = words
            .iter()
            .enumerate()
            .filter(|(at, word)| views.contains_key(**word) && !is_added(*at));
        open.extend(read.map(|(_, word)| (*word).to_owned()));
    }
    Ok(texts)
}

/// The words of a query; remarks and what stands in single quotes are none.
fn words_of(query: &str) -> Vec<&str> {
    let lines = query.lines().map(|line| line.split("--").next().unwrap_or_default());
    let outside = lines.flat_map(|line| line.split('\'').step_by(2));
    let letter = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let words = outside.flat_map(move |text| text.split(move |c| !letter(c)));
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether the words of a query say that a row depends on other rows than those of its participant.
fn looks_around(words: &[&str]) -> bool {
    let is_own = |at: usize| {
        let mut after = words.iter().skip(at + 1);
        let partition = after.next() == Some(&"partition") && after.next() == Some(&"by");
        partition && after.next().map(|of| last_name(of)) == Some(columns::PARTICIPANT)
    };
    let around = |(at, word): (usize, &&str)| match *word {
        "over" => !is_own(at),
        word => word == "limit",
    };
    words.iter().enumerate().any(around)
}

/// The names in the conditions of a query, with what they say of (`x` for `x__state`).
fn conditions(words: &[&str]) -> BTreeSet<String> {
    const BEGIN: [&str; 3] = ["where", "on", "having"];
    const END: [&str; 8] = ["select", "from", "join", "group", "order", "union", "limit", "left"];
    let mut names = BTreeSet::new();
    let mut inside = false;
    for word in words {
        if BEGIN.contains(word) {
            inside = true;
        } else if END.contains(word) {
            inside = false;
        } else if inside {
            let name = last_name(word);
            names.insert(columns::beside(name).unwrap_or(name).to_owned());
        }
    }
    names
}

/// The column's own name in `table.column`.
fn last_name(word: &str) -> &str {
    word.rsplit('.').next().unwrap_or(word)
}

/// How many times a plan goes through all rows of a table of answers, in one of the queries that are
/// put below each other; what is looked up by participant is not gone through.
fn scans(plan: &Rows, tables: &[Stored<'_>]) -> usize {
    let mut nodes: Vec<(i64, i64, String)> = Vec::new();
    for row in 0..plan.rows.len() {
        let detail = plan.text(row, 3).unwrap_or_default();
        nodes.push((whole(plan, row, 0), whole(plan, row, 1), detail));
    }
    let own = format!("({}=?", columns::PARTICIPANT);
    let looked_up: BTreeSet<&str> = nodes
        .iter()
        .filter(|(_, _, detail)| detail.contains(&own))
        .filter_map(|(_, _, detail)| detail.split_whitespace().nth(1))
        .collect();
    count_scans(&nodes, 0, 0, &looked_up, tables)
}

/// Plans are as deep as queries are; beyond, all is looked at.
const DEEPEST: usize = 60;

fn count_scans(
    nodes: &[(i64, i64, String)],
    of: i64,
    depth: usize,
    looked_up: &BTreeSet<&str>,
    tables: &[Stored<'_>],
) -> usize {
    if depth > DEEPEST {
        return usize::MAX / 2;
    }
    let below = nodes.iter().filter(|(_, parent, _)| *parent == of);
    let counts = below.map(|(id, _, detail)| {
        let mut words = detail.split_whitespace();
        let (first, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if ["MATERIALIZE", "CO-ROUTINE"].contains(&first) && looked_up.contains(name) {
            return 0;
        }
        // An alias hides which table it is: it may be one of answers.
        let others = tables.iter().filter(|table| table.is_reference());
        let is_other = name == "participants" || others.into_iter().any(|t| t.name == name);
        let own = usize::from(first == "SCAN" && !is_other && !detail.contains("CONSTANT ROW"));
        own.saturating_add(count_scans(nodes, *id, depth + 1, looked_up, tables))
    });
    let is_compound = nodes.iter().any(|(id, _, detail)| *id == of && detail == "COMPOUND QUERY");
    if is_compound { counts.max().unwrap_or(0) } else { counts.fold(0, usize::saturating_add) }
}
