// SPDX-License-Identifier: EUPL-1.2
//! The answers as an SQLite database in memory, for checks, views and researchers' queries.
//!
//! Each table `section.table` is there as `section_table`, each column `x` with `x__state` and
//! `x__cell`; what was answered in the round before is in `previous_section_table`, what was in all
//! rounds in `all_rounds_section_table`; `round` says which round a row is of. A table is
//! filled when the first query reads it, as most are never read. Nothing can be written, attached or
//! loaded; nothing reads the clock or draws at random; a query that does not end is stopped.

use super::bounds::{self, too_large};
use super::build::is_answered;
use super::{Answers, DataTable, RoundTables, View};
use crate::datum::{Datum, Decimal, State, Value, columns};
use crate::diag::{CellAt, CellRef, Error};
use crate::questionnaire::Questionnaire;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
pub use rusqlite::types::Value as Sql;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Steps of SQLite's machine between two counts.
const STEPS_AT_ONCE: i32 = 1_000;
/// Counts after which a query is stopped: 200 million steps, seconds and not minutes.
const ROUNDS: i64 = 200_000;
/// Values that a query may give: all are held in memory, and a few steps make many of them.
const VALUES: usize = 2_000_000;

/// The answers as tables that can be queried.
pub struct Database {
    connection: Connection,
    answers: Arc<Answers>,
    rounds_left: Arc<AtomicI64>,
    /// Names that the statements so far read from.
    read: Arc<Mutex<BTreeSet<String>>>,
    /// Those of them that are filled.
    filled: Mutex<BTreeSet<String>>,
    /// While a table is filled, which no query can do.
    filling: Arc<AtomicBool>,
}

/// What a query gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Sql>>,
}

impl Database {
    /// Loads all answers, and the views.
    ///
    /// # Errors
    ///
    /// A view that is no query.
    pub fn new(
        questionnaire: &Questionnaire,
        answers: &Arc<Answers>,
        views: &[View],
    ) -> Result<Self, Error> {
        Database::with_views(questionnaire, answers, views)?.map_err(|(_, error)| error)
    }

    /// The same; of the first view that is no query it is said which one it is.
    ///
    /// # Errors
    ///
    /// No room for a database.
    pub fn with_views(
        questionnaire: &Questionnaire,
        answers: &Arc<Answers>,
        views: &[View],
    ) -> Result<Result<Self, (usize, Error)>, Error> {
        let connection = Connection::open_in_memory().map_err(|e| sql_error("", &e))?;
        bounds::bound(&connection)?;
        let mut database = Database {
            connection,
            answers: Arc::clone(answers),
            rounds_left: Arc::new(AtomicI64::new(ROUNDS)),
            read: Arc::default(),
            filled: Mutex::default(),
            filling: Arc::default(),
        };
        database.participants(questionnaire)?;
        for stored in stored(answers) {
            database.create(&stored.name, &stored.columns())?;
        }
        for (at, view) in views.iter().enumerate() {
            let create = format!("CREATE VIEW {} AS {}", quoted(&view.name), view.query);
            if let Err(error) = database.connection.execute_batch(&create) {
                return Ok(Err((at, sql_error(&view.file, &error))));
            }
        }
        database.lock()?;
        Ok(Ok(database))
    }

    fn participants(&self, questionnaire: &Questionnaire) -> Result<(), Error> {
        let rows = questionnaire.participants.iter().map(|participant| {
            let of = self.answers.origins.get(&participant.id);
            let group = of.and_then(|of| of.group.clone());
            vec![
                Sql::Text(participant.id.clone()),
                Sql::Text(participant.name.clone()),
                Sql::Text(participant.short.clone()),
                group.map_or(Sql::Null, Sql::Text),
                Sql::Integer(i64::from(of.is_some())),
                of.map_or(Sql::Null, |of| Sql::Text(of.round.clone())),
            ]
        });
        let columns = ["id", "name", "short", "group", "answered", columns::ROUND];
        let columns = columns.map(str::to_owned);
        self.create("participants", &columns)?;
        self.insert("participants", columns.len(), rows)
    }

    fn create(&self, name: &str, columns: &[String]) -> Result<(), Error> {
        let list: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let create = format!("CREATE TABLE {} ({})", quoted(name), list.join(", "));
        self.connection.execute_batch(&create).map_err(|error| sql_error(name, &error))
    }

    fn insert(
        &self,
        name: &str,
        width: usize,
        rows: impl Iterator<Item = Vec<Sql>>,
    ) -> Result<(), Error> {
        let failed = |error: rusqlite::Error| sql_error(name, &error);
        let marks = vec!["?"; width].join(", ");
        let transaction = self.connection.unchecked_transaction().map_err(failed)?;
        {
            let mut insert = transaction
                .prepare(&format!("INSERT INTO {} VALUES ({marks})", quoted(name)))
                .map_err(failed)?;
            for row in rows {
                insert.execute(params_from_iter(row)).map_err(failed)?;
            }
        }
        transaction.commit().map_err(failed)
    }

    /// Lets a query find a participant's rows without going through all of a table: most checks look
    /// at each participant by itself.
    fn index(&self, name: &str) -> Result<(), Error> {
        let index = quoted(&format!("{name} by participant"));
        let create = format!("CREATE INDEX {index} ON {} (participant)", quoted(name));
        self.connection.execute_batch(&create).map_err(|error| sql_error(name, &error))
    }

    /// Fills the tables that a statement wants to read.
    fn fill(&self) -> Result<(), Error> {
        let wanted = self.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted.is_subset(&filled) {
            return Ok(());
        }
        self.rounds_left.store(i64::MAX, Ordering::Relaxed);
        self.filling.store(true, Ordering::Relaxed);
        let mut new = stored(&self.answers)
            .into_iter()
            .filter(|stored| wanted.contains(&stored.name) && !filled.contains(&stored.name));
        let done = new.try_for_each(|stored| {
            self.insert(&stored.name, stored.columns().len(), stored.rows())?;
            self.index(&stored.name)
        });
        self.filling.store(false, Ordering::Relaxed);
        *filled = wanted;
        done
    }

    /// From here on only reading, and only for so long.
    fn lock(&mut self) -> Result<(), Error> {
        let failed = |error: rusqlite::Error| sql_error("", &error);
        let left = Arc::clone(&self.rounds_left);
        let stop = move || left.fetch_sub(1, Ordering::Relaxed) <= 0;
        self.connection.progress_handler(STEPS_AT_ONCE, Some(stop)).map_err(failed)?;
        let (read, filling) = (Arc::clone(&self.read), Arc::clone(&self.filling));
        let guard = move |context: AuthContext<'_>| match context.action {
            _ if filling.load(Ordering::Relaxed) => Authorization::Allow,
            AuthAction::Read { table_name, .. } => {
                let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
                if !read.contains(table_name) {
                    read.insert(table_name.to_owned());
                }
                Authorization::Allow
            }
            AuthAction::Select | AuthAction::Recursive => Authorization::Allow,
            AuthAction::Function { function_name } if is_pure(function_name) => {
                Authorization::Allow
            }
            _ => Authorization::Deny,
        };
        self.connection.authorizer(Some(guard)).map_err(failed)
    }

    /// The answers that it holds.
    pub(super) fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Where in a query SQLite stops understanding it: how many bytes stand before.
    pub fn stops_at(&self, sql: &str) -> Option<usize> {
        match self.connection.prepare(sql) {
            Err(rusqlite::Error::SqlInputError { offset, .. }) => usize::try_from(offset).ok(),
            _ => None,
        }
    }

    /// The columns that a query would give, without running it; named for the message when it
    /// cannot be understood.
    ///
    /// # Errors
    ///
    /// What SQLite says of it.
    pub fn columns_of(&self, name: &str, sql: &str) -> Result<Vec<String>, Error> {
        let statement = self.connection.prepare(sql).map_err(|error| sql_error(name, &error))?;
        Ok(statement.column_names().map(str::to_owned).collect())
    }

    /// Runs a query that only reads.
    ///
    /// # Errors
    ///
    /// What SQLite says of it, or that it was stopped.
    pub fn query(&self, sql: &str) -> Result<Rows, Error> {
        self.query_named("", sql)
    }

    /// Runs a query that only reads, with a name for the message when it fails.
    ///
    /// # Errors
    ///
    /// What SQLite says of it, or that it was stopped.
    pub fn query_named(&self, name: &str, sql: &str) -> Result<Rows, Error> {
        let failed = |error: rusqlite::Error| sql_error(name, &error);
        // Only SQLite can say which tables a statement reads.
        drop(self.connection.prepare(sql).map_err(failed)?);
        self.fill()?;
        self.rounds_left.store(ROUNDS, Ordering::Relaxed);
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([]).map_err(failed)?;
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while let Some(row) = found.next().map_err(failed)? {
            let values = (0..columns.len()).map(|at| row.get_ref(at).map(owned));
            let values = values.collect::<Result<Vec<Sql>, _>>().map_err(failed)?;
            bytes += values.iter().map(length).sum::<usize>();
            rows.push(values);
            if bytes > bounds::BYTES {
                return Err(too_large(name, bounds::BYTES));
            }
            if rows.len() * columns.len() > VALUES {
                let most = (VALUES / columns.len()).to_string();
                return Err(Error::user("sql-too-much", &[("name", name), ("most", &most)]));
            }
        }
        Ok(Rows { columns, rows })
    }
}

impl Rows {
    /// Position of a column.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// A value as text; `None` for NULL.
    pub fn text(&self, row: usize, column: usize) -> Option<String> {
        match self.rows.get(row)?.get(column)? {
            Sql::Null => None,
            Sql::Integer(number) => Some(number.to_string()),
            Sql::Real(number) => Some(number.to_string()),
            Sql::Text(text) => Some(text.clone()),
            Sql::Blob(_) => Some(String::new()),
        }
    }

    /// A value as number; `None` when it is none.
    pub fn number(&self, row: usize, column: usize) -> Option<Decimal> {
        match self.rows.get(row)?.get(column)? {
            Sql::Integer(number) => number.to_string().parse().ok(),
            Sql::Real(number) => Decimal::from_f64(*number),
            _ => None,
        }
    }
}

/// A table as SQL holds it: one of the study's, or the same of several rounds below each other.
pub(super) struct Stored<'a> {
    pub(super) name: String,
    parts: Vec<Part<'a>>,
}

/// A table with the round that each participant's rows are of; reference data is of none.
struct Part<'a> {
    table: &'a DataTable,
    rounds: Option<Rounds<'a>>,
}

type Rounds<'a> = Arc<BTreeMap<&'a str, &'a str>>;

/// All tables with their names in SQL.
pub(super) fn stored(answers: &Answers) -> Vec<Stored<'_>> {
    let of_origins = answers.origins.iter().map(|(id, of)| (id.as_str(), of.round.as_str()));
    let now: Rounds<'_> = Arc::new(of_origins.collect());
    let others: Vec<(&RoundTables, Rounds<'_>)> =
        answers.others.iter().map(|of| (of, rounds_of(of))).collect();
    let before = rounds_of(&answers.previous);
    let mut all = Vec::new();
    for (id, table) in &answers.tables {
        let rounds = is_answered(id).then(|| Arc::clone(&now));
        all.push(Stored { name: sql_name(id), parts: vec![Part { table, rounds }] });
        if is_answered(id) {
            let own = Part { table, rounds: Some(Arc::clone(&now)) };
            let mut parts = vec![own];
            for (of, rounds) in &others {
                let rounds = Some(Arc::clone(rounds));
                parts.extend(of.tables.get(id).map(|table| Part { table, rounds }));
            }
            all.push(Stored { name: columns::all_rounds(&sql_name(id)), parts });
        }
    }
    for (id, table) in &answers.previous.tables {
        let parts = vec![Part { table, rounds: Some(Arc::clone(&before)) }];
        all.push(Stored { name: columns::previous(&sql_name(id)), parts });
    }
    all
}

fn rounds_of(of: &RoundTables) -> Rounds<'_> {
    Arc::new(of.rounds.iter().map(|(id, round)| (id.as_str(), round.as_str())).collect())
}

impl<'a> Stored<'a> {
    /// The tables whose rows it has.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'a DataTable> + use<'_, 'a> {
        self.parts.iter().map(|part| part.table)
    }

    /// Whether it holds reference data, and no answers.
    pub(super) fn is_reference(&self) -> bool {
        self.parts.iter().all(|part| part.rounds.is_none())
    }

    /// The position in its tables of the answer of which a column in SQL says something.
    pub(super) fn answer_at(&self, column: usize) -> Option<usize> {
        let part = self.parts.first()?;
        let columns = part.columns();
        let name = columns.get(column)?;
        part.table.position(columns::beside(name).unwrap_or(name))
    }

    fn columns(&self) -> Vec<String> {
        self.parts.first().map(Part::columns).unwrap_or_default()
    }

    fn rows(&self) -> impl Iterator<Item = Vec<Sql>> + use<'_, 'a> {
        self.parts.iter().flat_map(Part::rows)
    }
}

impl Part<'_> {
    /// Whether a column of ours says the round: not where the study has one of that name.
    fn says_round(&self) -> bool {
        self.rounds.is_some() && self.table.position(columns::ROUND).is_none()
    }

    fn columns(&self) -> Vec<String> {
        let mut all = vec![columns::PARTICIPANT.to_owned(), columns::ROW.to_owned()];
        all.extend(self.says_round().then(|| columns::ROUND.to_owned()));
        for column in &self.table.columns {
            // reference data has its own `participant` column
            if column.name != columns::PARTICIPANT {
                all.push(column.name.clone());
            }
            all.push(columns::state_of(&column.name));
            all.push(columns::cell_of(&column.name));
        }
        all
    }

    fn rows(&self) -> impl Iterator<Item = Vec<Sql>> {
        self.table.rows.iter().map(|row| {
            let number = i64::try_from(row.number).unwrap_or(0);
            let mut values = vec![Sql::Text(row.participant.to_string()), Sql::Integer(number)];
            if let (Some(rounds), true) = (&self.rounds, self.says_round()) {
                let round = rounds.get(&*row.participant);
                values.push(round.map_or(Sql::Null, |round| Sql::Text((*round).to_owned())));
            }
            for (column, datum) in self.table.columns.iter().zip(row.data.iter()) {
                if column.name != columns::PARTICIPANT {
                    values.push(if column.private { Sql::Null } else { value(datum) });
                }
                values.push(Sql::Text(state(datum).to_owned()));
                values.push(cells(datum));
            }
            values
        })
    }
}

/// The table's name in SQL.
fn sql_name(id: &str) -> String {
    id.replace('.', "_")
}

/// Functions whose result depends on nothing but their arguments.
fn is_pure(name: &str) -> bool {
    const IMPURE: [&str; 13] = [
        "random",
        "randomblob",
        "date",
        "time",
        "datetime",
        "julianday",
        "unixepoch",
        "strftime",
        "timediff",
        "current_date",
        "current_time",
        "current_timestamp",
        "load_extension",
    ];
    !IMPURE.contains(&name.to_ascii_lowercase().as_str())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn owned(value: ValueRef<'_>) -> Sql {
    match value {
        ValueRef::Null => Sql::Null,
        ValueRef::Integer(number) => Sql::Integer(number),
        ValueRef::Real(number) => Sql::Real(number),
        ValueRef::Text(text) => Sql::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Sql::Blob(bytes.to_vec()),
    }
}

/// A datum as SQL holds it: NULL when it is not a value.
fn value(datum: &Datum) -> Sql {
    match datum.value() {
        None => Sql::Null,
        Some(Value::Text(text) | Value::Choice(text)) => Sql::Text(text.to_string()),
        Some(Value::Day(day)) => Sql::Text(day.to_string()),
        Some(Value::Number(number)) => real(*number),
        Some(Value::YesNo(yes)) => Sql::Integer(i64::from(*yes)),
        Some(Value::Choices(ids)) => Sql::Text(format!("|{}|", ids.join("|"))),
    }
}

/// A number as SQL holds it: a binary fraction, so that 5 / 2 is 2.5; a whole one that would lose
/// digits as such stays whole.
fn real(number: Decimal) -> Sql {
    const EXACT: i64 = 1 << 53;
    match number.to_string().parse::<i64>() {
        Ok(whole) if !(-EXACT..=EXACT).contains(&whole) => Sql::Integer(whole),
        _ => Sql::Real(number.to_f64()),
    }
}

fn state(datum: &Datum) -> &'static str {
    match &datum.state {
        State::Value(_) => "value",
        State::Beyond(_) => "out_of_range",
        State::Unreadable => "unreadable",
        State::Empty(empty) => empty.id(),
    }
}

/// Cells as SQL holds them: `file|sheet|C7`, one a line.
fn cells(datum: &Datum) -> Sql {
    let cells: Vec<String> = datum
        .trace
        .cells
        .iter()
        .map(|at| format!("{}|{}|{}", at.file, at.sheet, at.cell))
        .collect();
    if cells.is_empty() { Sql::Null } else { Sql::Text(cells.join("\n")) }
}

/// Reads back what [`cells`] wrote; what is no cell is left out.
pub(crate) fn parse_cells(text: &str) -> Vec<CellAt> {
    let mut cells = Vec::new();
    for line in text.lines() {
        let mut parts = line.rsplitn(3, '|');
        if let (Some(cell), Some(sheet), Some(file)) = (parts.next(), parts.next(), parts.next())
            && let Some(cell) = CellRef::parse(cell)
        {
            cells.push(CellAt { file: Arc::from(file), sheet: Arc::from(sheet), cell });
        }
    }
    cells
}

/// Bytes of a text; what is no text takes no room of its own.
fn length(value: &Sql) -> usize {
    match value {
        Sql::Text(text) => text.len(),
        Sql::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

pub(super) fn sql_error(name: &str, error: &rusqlite::Error) -> Error {
    let text = match error {
        // its own text repeats the whole query
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory) => return too_large(name, bounds::MEMORY),
        Some(ErrorCode::TooBig) => return too_large(name, bounds::LONGEST as usize),
        _ => {}
    }
    if text.contains("interrupted") {
        return Error::user("sql-too-long", &[("name", name)]);
    }
    if text.contains("not authorized") || text.contains("prohibited") {
        return Error::user("sql-not-allowed", &[("error", &text)]);
    }
    Error::user("sql-error", &[("name", name), ("error", &text)])
}
