// SPDX-License-Identifier: EUPL-1.2
//! How much room a query may take: no statement takes more than there is.

use super::database::sql_error;
use crate::diag::Error;
use rusqlite::Connection;
use rusqlite::limits::Limit;

/// Bytes of a text, of a row: a cell of a workbook holds 32 767 letters.
pub(super) const LONGEST: i32 = 16 << 20;
/// Bytes of a query.
const LONGEST_QUERY: i32 = 1 << 20;
/// Bytes that SQLite may take in all; what it sorts and puts aside stays in memory too, and fills
/// no disk.
pub(super) const MEMORY: usize = 256 << 20;
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
