// SPDX-License-Identifier: EUPL-1.2
//! The tables of a study, as a questionnaire makes them: their columns, the researchers' classes,
//! and what SQL makes of them. Who fills them with answers is [`crate::answers`].
//!
//! 1. [`asked`] makes one table a section, table, grid and reference; [`add_classes`] adds columns of
//!    classes, and further ones of the classes' attributes.
//! 2. [`schema()`] gives the same tables before anybody answers: what declarations are held against.
//! 3. [`Database`] holds tables for queries, checks and views. It fills a table when it is first
//!    read.
//!
//! Nothing here looks into a response.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

mod bounds;
mod code;
mod database;
mod reads;
mod rounds;
mod schema;
mod sql;
mod stored;
mod table;
mod view;
mod view_rows;

pub use database::Database;
pub use rounds::{AnswersOf, RoundTables, Tables, is_answered};
pub use schema::{add_classes, asked, schema};
pub(crate) use sql::parse_cells;
pub use sql::{Rows, Sql};
pub use table::{Column, DataTable, Row, RowIndex, TableColumn};
pub use view::View;
