// SPDX-License-Identifier: EUPL-1.2
//! The tables of answers as SQL holds them: their names, their columns, and the rows of all rounds.

use super::sql::{self, Sql};
use super::{DataTable, RoundTables, Tables, is_answered};
use crate::datum::columns;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table as SQL holds it: one of the study's, or the same of several rounds below each other.
pub(super) struct Stored<'a> {
    pub(super) name: String,
    parts: Vec<RoundPart<'a>>,
}

/// A table with the round that each participant's rows are of; reference data is of none.
struct RoundPart<'a> {
    table: &'a DataTable,
    rounds: Option<Rounds<'a>>,
}

type Rounds<'a> = Arc<BTreeMap<&'a str, &'a str>>;

/// All tables with their names in SQL.
pub(super) fn stored(answers: &Tables) -> Vec<Stored<'_>> {
    let of_origins = answers.origins.iter().map(|(id, of)| (id.as_str(), of.round.as_str()));
    let now: Rounds<'_> = Arc::new(of_origins.collect());
    let others: Vec<(&RoundTables, Rounds<'_>)> =
        answers.others.iter().map(|of| (of, rounds_of(of))).collect();
    let before = rounds_of(&answers.previous);
    let mut all = Vec::new();
    for (id, table) in &answers.tables {
        let rounds = is_answered(id).then(|| Arc::clone(&now));
        all.push(Stored { name: sql_name(id), parts: vec![RoundPart { table, rounds }] });
        if is_answered(id) {
            let own = RoundPart { table, rounds: Some(Arc::clone(&now)) };
            let mut parts = vec![own];
            for (of, rounds) in &others {
                let rounds = Some(Arc::clone(rounds));
                parts.extend(of.tables.get(id).map(|table| RoundPart { table, rounds }));
            }
            all.push(Stored { name: columns::all_rounds(&sql_name(id)), parts });
        }
    }
    for (id, table) in &answers.previous.tables {
        let parts = vec![RoundPart { table, rounds: Some(Arc::clone(&before)) }];
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

    /// Names of its columns.
    pub(super) fn columns(&self) -> Vec<String> {
        self.parts.first().map(RoundPart::columns).unwrap_or_default()
    }

    /// Its rows, one value a column.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<Sql>> + use<'_, 'a> {
        self.parts.iter().flat_map(RoundPart::rows)
    }
}

impl RoundPart<'_> {
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
                    values.push(if column.private { Sql::Null } else { sql::value(datum) });
                }
                values.push(Sql::Text(sql::state(datum).to_owned()));
                values.push(sql::cells(datum));
            }
            values
        })
    }
}

/// The table's name in SQL.
fn sql_name(id: &str) -> String {
    id.replace('.', "_")
}
