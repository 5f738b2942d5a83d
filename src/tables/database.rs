// SPDX-License-Identifier: EUPL-1.2
//! The answers as an SQLite database in memory, for checks, views and researchers' queries.
//!
//! Each table `section.table` is there as `section_table`, each column `x` with `x__state` and
//! `x__cell`; what was answered in the round before is in `previous_section_table`, what was in all
//! rounds in `all_rounds_section_table`; `round` says which round a row is of. A table is
//! filled when the first query reads it, as most are never read. Nothing can be written, attached or
//! loaded; nothing reads the clock or draws at random; a query that does not end is stopped.

use super::bounds::{self, is_pure, sql_error, too_large};
use super::sql::{Rows, Sql, length, owned, quoted};
use super::stored::stored;
use super::{Tables, View};
use crate::datum::columns;
use crate::diag::Error;
use crate::questionnaire::Questionnaire;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeSet;
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
    tables: Arc<Tables>,
    rounds_left: Arc<AtomicI64>,
    /// Names that the statements so far read from.
    read: Arc<Mutex<BTreeSet<String>>>,
    /// Those of them that are filled.
    filled: Mutex<BTreeSet<String>>,
    /// While a table is filled, which no query can do.
    filling: Arc<AtomicBool>,
}

impl Database {
    /// Loads all answers, and the views.
    ///
    /// # Errors
    ///
    /// A view that is no query.
    pub fn new(
        questionnaire: &Questionnaire,
        tables: &Arc<Tables>,
        views: &[View],
    ) -> Result<Self, Error> {
        Database::with_views(questionnaire, tables, views)?.map_err(|(_, error)| error)
    }

    /// The same; of the first view that is no query it is said which one it is.
    ///
    /// # Errors
    ///
    /// No room for a database.
    pub fn with_views(
        questionnaire: &Questionnaire,
        tables: &Arc<Tables>,
        views: &[View],
    ) -> Result<Result<Self, (usize, Error)>, Error> {
        let connection = Connection::open_in_memory().map_err(|e| sql_error("", &e))?;
        bounds::bound(&connection)?;
        let mut database = Database {
            connection,
            tables: Arc::clone(tables),
            rounds_left: Arc::new(AtomicI64::new(ROUNDS)),
            read: Arc::default(),
            filled: Mutex::default(),
            filling: Arc::default(),
        };
        database.participants(questionnaire)?;
        for stored in stored(tables) {
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
            let of = self.tables.origins.get(&participant.id);
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
        let mut new = stored(&self.tables)
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

    /// The tables that it holds.
    pub(super) fn tables(&self) -> &Tables {
        &self.tables
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
