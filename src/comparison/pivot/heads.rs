// SPDX-License-Identifier: EUPL-1.2
//! The frame of a pivot: the heads of its stub and columns, its spanners, its base.

use super::{ColumnKeys, Maker, id};
use crate::comparison::outcome::Head;
use crate::datum::{columns, keys};
use crate::diag::{say, say_with};
use crate::study::Axis;
use crate::tables::Row;
use std::collections::BTreeSet;

impl Maker<'_> {
    pub(super) fn stub_head(&self) -> String {
        if let Some(head) = &self.spec.row_head {
            return head.clone();
        }
        match &self.pivot.rows {
            Axis::Column(name) => {
                let at = self.table.position(name);
                at.map_or(String::new(), |at| self.table.columns[at].label_with_unit())
            }
            Axis::Participant if !self.comparer.many => say("word-participant"),
            Axis::Participant | Axis::Group => say("word-group"),
            Axis::All => String::new(),
        }
    }

    pub(super) fn heads(&self, columns: &[ColumnKeys]) -> Vec<Head> {
        let numeric = self.measured.printing.numeric;
        let two = self.second_axis().is_some();
        let mut heads: Vec<Head> = columns
            .iter()
            .enumerate()
            .map(|(at, keys)| Head {
                key: id(keys),
                label: match keys.last() {
                    Some(_) if two && keys.len() == 1 => "–".to_owned(),
                    Some(key) => key.label.text.clone(),
                    None => self.measured.label(),
                },
                numeric,
                colour: if two { at } else { keys.first().map_or(0, |key| key.colour) },
            })
            .collect();
        if self.pivot.total_column {
            let (key, label) = (keys::TOTAL.to_owned(), say("word-total"));
            heads.push(Head { key, label, numeric, colour: 0 });
        }
        heads
    }

    pub(super) fn spanners(&self, columns: &[ColumnKeys]) -> Vec<(String, usize)> {
        if self.second_axis().is_none() {
            return Vec::new();
        }
        let mut spanners: Vec<(String, usize)> = Vec::new();
        let mut last = None;
        for keys in columns {
            let key = &keys[0];
            match spanners.last_mut() {
                Some(spanner) if last == Some(&key.id) => spanner.1 += 1,
                _ => spanners.push((key.label.text.clone(), 1)),
            }
            last = Some(&key.id);
        }
        if self.pivot.total_column {
            spanners.push((String::new(), 1));
        }
        spanners
    }

    /// «Figure professionali»: 27 rows of 3 participants out of 3; 7 rows without a number.
    pub(super) fn base(&self, rows: &[&Row]) -> String {
        let participants: BTreeSet<&str> = rows.iter().map(|row| &*row.participant).collect();
        let amount = self.measured.amount(rows);
        let mut args = vec![
            ("table", self.table.label.clone()),
            ("rows", rows.len().to_string()),
            ("participants", participants.len().to_string()),
            ("of", self.comparer.answered().count().to_string()),
        ];
        let of_reference = participants.contains("");
        let one = of_reference || self.only.is_some();
        let items = self.items(rows, participants.len());
        args.extend(items.map(|items| ("items", items.to_string())));
        let mut text = {
            let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
            let key = base_key(one, &args);
            let key = if items.is_some() && !one { "base-grid" } else { key };
            say_with(key, &args)
        };
        let sums = self.measured.printing.numeric;
        if sums && amount.unknown > 0 {
            args.push(("unknown", amount.unknown.to_string()));
            let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
            text.push_str(&say_with("base-unknown", &args));
        }
        text.push('.');
        text
    }
}

impl Maker<'_> {
    /// How many cells of a grid each of many participants has in these rows: its rows are no rows
    /// that anybody wrote.
    fn items(&self, rows: &[&Row], participants: usize) -> Option<usize> {
        let is_grid = self.table.position(columns::ROW_ID).is_some();
        let each = rows.len().checked_div(participants)?;
        (is_grid && self.comparer.many && each * participants == rows.len()).then_some(each)
    }
}

/// Which sentence says the base: who answered is said where somebody did not.
fn base_key(one: bool, args: &[(&str, &str)]) -> &'static str {
    let of = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    match one || of("participants") == of("of") {
        true => "base-all-rows",
        false => "base-rows",
    }
}

/// Whether a title names the unit already.
pub(super) fn says_unit(title: &str, unit: &str) -> bool {
    title.to_lowercase().contains(&unit.to_lowercase())
}
