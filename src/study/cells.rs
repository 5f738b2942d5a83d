// SPDX-License-Identifier: EUPL-1.2
//! The cells that a message names, `{cell:row@column}`, as far as they are known without answers.

use super::message::CELL;
use super::parts::Known;
use super::{Axis, MessageSpec, Pivot, Wanted};
use crate::datum::keys::{self, CellKeys, NoValue};
use crate::diag::Code;
use crate::questionnaire::Type;
use crate::tables::DataTable;
use crate::yaml::{Node, YamlFile, did_you_mean};

/// Reports the cells that a message names and the table will never have.
pub(super) fn check(
    source: &YamlFile,
    known: Known<'_>,
    (node, message): (&Node, &MessageSpec),
    table: &DataTable,
    pivot: &Pivot,
) {
    let possible = PossibleKeys { known, table };
    for placeholder in &message.placeholders {
        let Wanted::Cell(cell) = &placeholder.wants else { continue };
        let Some(CellKeys { row, column }) = cell else {
            let args = [("word", placeholder.word.strip_prefix(CELL).unwrap_or_default())];
            source.report(Code::PlaceholderUnknown, node, &args);
            continue;
        };
        let (row, column) = (row.as_str(), column.as_str());
        let mut wanted = vec![(row, Some(&pivot.rows), pivot.total_row)];
        match pivot.columns.as_slice() {
            // The one column of a table without columns may be called as the row's total too.
            [] if column.is_empty() || column == keys::TOTAL => {}
            [] => wanted.push((column, None, pivot.total_column)),
            [one] => wanted.push((column, Some(one), pivot.total_column)),
            [first, second, ..] => match keys::split(column) {
                (a, Some(b)) => {
                    wanted.extend([(a, Some(first), false), (b, Some(second), false)]);
                }
                _ => wanted.push((column, None, pivot.total_column)),
            },
        }
        for (key, axis, total) in wanted {
            let of_axis = axis.map_or_else(|| Some(Vec::new()), |axis| possible.on(axis));
            let Some(known) = of_axis else { continue };
            if !(known.iter().any(|id| id == key) || total && key == keys::TOTAL) {
                let help = did_you_mean(key, known.iter().map(String::as_str));
                source.report_with_help(Code::YamlUnknownWord, node, &[("word", key)], help);
            }
        }
    }
}

struct PossibleKeys<'a> {
    known: Known<'a>,
    table: &'a DataTable,
}

impl PossibleKeys<'_> {
    /// All keys that an axis may have; none where the answers make them.
    fn on(&self, axis: &Axis) -> Option<Vec<String>> {
        let questionnaire = self.known.questionnaire;
        let ids = |list: &str| -> Vec<String> {
            let list = questionnaire.choices.get(list);
            list.iter().flat_map(|list| &list.choices).map(|choice| choice.id.clone()).collect()
        };
        let groups = || {
            let question = questionnaire.study.grouping.as_deref();
            let question = question.and_then(|id| questionnaire.question(id));
            let list = question.and_then(|question| question.choices.as_deref());
            let own = [keys::NO_GROUP, keys::ALL].map(str::to_owned);
            list.map(ids).unwrap_or_default().into_iter().chain(own).collect::<Vec<_>>()
        };
        Some(match axis {
            Axis::All => [keys::ALL, "", keys::TOTAL].map(str::to_owned).to_vec(),
            Axis::Group => groups(),
            Axis::Participant => {
                let all = questionnaire.participants.iter().map(|one| one.id.clone());
                all.chain(groups()).collect()
            }
            Axis::Column(name) => {
                let column = self.table.columns.get(self.table.position(name)?)?;
                let mut all = match (column.kind, &column.choices) {
                    (Type::YesNo, _) => ["yes", "no"].map(str::to_owned).to_vec(),
                    (_, Some(list)) => ids(list),
                    _ => return None,
                };
                all.extend(NoValue::all().map(NoValue::key));
                all
            }
        })
    }
}
