// SPDX-License-Identifier: EUPL-1.2
//! Comparisons, and values of our own, as tables of the document.

use super::Maker;
use crate::comparison::{ComparedRow, Comparison, Content, Head};
use crate::figures::Chart;
use crate::report::block::{Align, Block, Cell, Column, Row, Spanner, Table, Value};

impl Maker<'_> {
    /// A comparison as a table of this anchor and number.
    pub(in crate::report) fn table_node(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
        id: String,
        number: usize,
    ) -> Table {
        let shades = shades(comparison);
        let rows = comparison
            .rows
            .iter()
            .enumerate()
            .map(|(at, line)| self.row(comparison, only, line, &shades[at]))
            .collect();
        let caption = self.titled(comparison, only);
        let spanners = comparison.spanners.iter();
        Table {
            id,
            number,
            caption,
            spanners: spanners
                .map(|(label, span)| Spanner { label: label.clone(), span: *span })
                .collect(),
            stub_head: comparison.stub_head.clone(),
            columns: comparison.columns.iter().map(column).collect(),
            rows,
            even: comparison.side_by_side && comparison.columns.len() > 1,
            base: comparison.base.clone(),
            notes: comparison.notes.clone(),
        }
    }

    /// The title, with the participant that the comparison is of.
    fn titled(&self, comparison: &Comparison, only: Option<&str>) -> String {
        match only.and_then(|id| self.comparer.questionnaire.participant(id)) {
            Some(participant) => format!("{} – {}", comparison.title, participant.short),
            None => comparison.title.clone(),
        }
    }

    fn row(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
        line: &ComparedRow,
        shades: &[Option<u8>],
    ) -> Row {
        let id = &comparison.id;
        let scope = only.unwrap_or_default();
        let label_key = format!("{id}|{scope}|{}", line.key);
        let place = [comparison.title.as_str(), &line.label.text];
        let label = self.sources.value(&label_key, &place, &line.label);
        let mut cells = Vec::new();
        for ((head, outcomes), shade) in comparison.columns.iter().zip(&line.cells).zip(shades) {
            self.published.add((id, only), (&line.key, &head.key), outcomes);
            let values = outcomes.iter().enumerate().map(|(number, outcome)| {
                let key = format!("{id}|{scope}|{}|{}|{number}", line.key, head.key);
                let place = [comparison.title.as_str(), &line.label.text, &head.label];
                self.sources.value(&key, &place, outcome)
            });
            cells.push(Cell { values: values.collect(), shade: *shade });
        }
        Row { label, group: line.group.clone(), cells, total: line.total }
    }

    /// A table of our own words, for annexes.
    pub(in crate::report) fn plain_table(
        &mut self,
        caption: &str,
        heads: &[String],
        rows: Vec<Vec<String>>,
    ) -> Block {
        let row = |texts: Vec<String>| texts.into_iter().map(Value::words).collect();
        self.values_table(caption, heads, &rows.into_iter().map(row).collect::<Vec<_>>())
    }

    /// The same of values; lines of a text stand below each other.
    pub(in crate::report) fn values_table(
        &mut self,
        caption: &str,
        heads: &[String],
        rows: &[Vec<Value>],
    ) -> Block {
        self.tables += 1;
        let number = self.tables;
        let id = format!("tabella-{caption}");
        let lines = |value: &Value| match value.content {
            Content::Text => value.text.split('\n').map(Value::words).collect(),
            _ => vec![value.clone()],
        };
        let is_number = |row: &Vec<Value>, at: usize| {
            row.get(at).is_some_and(|value| matches!(value.content, Content::Number { .. }))
        };
        let head = |(at, label): (usize, &String)| {
            let numbers = !rows.is_empty() && rows.iter().all(|row| is_number(row, at));
            let align = if numbers { Align::Right } else { Align::Left };
            Column { label: label.clone(), align }
        };
        let cell = |value: &Value| Cell { values: lines(value), shade: None };
        let row = |values: &Vec<Value>| Row {
            label: values.first().cloned().unwrap_or_else(|| Value::words("")),
            group: None,
            cells: values.iter().skip(1).map(cell).collect(),
            total: false,
        };
        Block::Table(Box::new(Table {
            id,
            number,
            caption: caption.to_owned(),
            spanners: Vec::new(),
            stub_head: heads.first().cloned().unwrap_or_default(),
            columns: heads.iter().enumerate().skip(1).map(head).collect(),
            rows: rows.iter().map(row).collect(),
            even: false,
            base: None,
            notes: Vec::new(),
        }))
    }
}

fn column(head: &Head) -> Column {
    let align = if head.numeric { Align::Right } else { Align::Left };
    Column { label: head.label.clone(), align }
}

/// Shades of a heat map's cells; none for any other comparison.
fn shades(comparison: &Comparison) -> Vec<Vec<Option<u8>>> {
    let none = |line: &ComparedRow| vec![None; line.cells.len()];
    let Some(Chart::HeatMap(map)) = &comparison.chart else {
        return comparison.rows.iter().map(none).collect();
    };
    let mut drawn = map.rows.iter();
    comparison
        .rows
        .iter()
        .map(|line| {
            if line.total {
                return none(line);
            }
            let mut shades: Vec<Option<u8>> = drawn
                .next()
                .map(|(_, cells)| cells.iter().map(|cell| cell.shade).collect())
                .unwrap_or_default();
            shades.resize(line.cells.len(), None);
            shades
        })
        .collect()
}
