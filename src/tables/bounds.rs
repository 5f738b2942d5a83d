// SPDX-License-Identifier: EUPL-1.2
//! What a query may do, and how much room it may take: no statement takes more than there is.

use crate::diag::Error;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode};

/// Bytes of a text, of a row: a cell of a workbook holds 32 767 letters.
const LONGEST: i32 = 16 << 20;
/// Bytes of a query.
const LONGEST_QUERY: i32 = 1 << 20;
/// Bytes that SQLite may take in all; what it sorts and puts aside stays in memory too, and fills
/// no disk.
const MEMORY: usize = 256 << 20;
/// Bytes in all the texts that a query gives.
pub(super) const BYTES: usize = 64 << 20;

/// Sets the limits of a connection.
pub(super) fn bound(connection: &Connection) -> Result<(), Error> {
    let failed = |error: rusqlite::Error| sql_error("", &error);
    let limits =
        [(Limit::SQLITE_LIMIT_LENGTH, LONGEST), (Limit::SQLITE_LIMIT_SQL_LENGTH, LONGEST_QUERY)];
    for (limit, most) in limits {
        connection.set_limit(limit, most).map_err(failed)?;
    }
    let pragmas = format!("PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = {MEMORY};");
    connection.execute_batch(&pragmas).map_err(failed)
}

/// That a query takes more than `most` bytes.
pub(super) fn too_large(name: &str, most: usize) -> Error {
    Error::user("sql-too-large", &[("name", name), ("most", &(most >> 20).to_string())])
}

/// Functions whose result depends on nothing but their arguments.
pub(super) fn is_pure(name: &str) -> bool {
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

/// What SQLite says of a query, in our words.
pub(super) fn sql_error(name: &str, error: &rusqlite::Error) -> Error {
    let text = match error {
        // its own text repeats the whole query
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory) => return too_large(name, MEMORY),
        Some(ErrorCode::TooBig) => return too_large(name, LONGEST as usize),
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
