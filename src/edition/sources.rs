// SPDX-License-Identifier: EUPL-1.2
//! The sources annex as every format shows it.
//!
//! Rows under the same first part of their label stand in one group. A long annex is cut into
//! several tables, at the end of a group where that is near. Steps that many values share have
//! numbers, for formats that save paper.

use super::ids;
use crate::diag::say;
use crate::report;
use std::collections::BTreeMap;

/// A table ends with the group in which it reaches this many rows.
const ROWS: usize = 150;
/// And within a group when it is this long.
const MOST_ROWS: usize = 400;
/// More steps than these are referred to by their numbers, where paper is to be saved.
const FEW_STEPS: usize = 2;

/// Where the values come from.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Id of the annex.
    pub id: String,
    /// Title.
    pub title: String,
    /// Introduction; may be empty.
    pub intro: String,
    /// Heads: number, where in the report, value, cells, steps.
    pub heads: [String; 5],
    /// The rows, table by table.
    pub tables: Vec<Table>,
    /// The steps that rows refer to by their numbers, from 1.
    pub steps: Vec<String>,
}

impl Sources {
    /// The groups of all tables.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.tables.iter().flat_map(|table| &table.groups)
    }

    /// All rows, by their numbers.
    pub fn rows(&self) -> impl Iterator<Item = &Source> {
        self.groups().flat_map(|group| &group.rows)
    }
}

/// A table of sources.
#[derive(Debug, Clone)]
pub struct Table {
    /// «Fonti dei valori: 1–150».
    pub caption: String,
    /// Number of the first and the last row.
    pub reach: (usize, usize),
    /// Groups of rows.
    pub groups: Vec<Group>,
}

/// Rows with a common first part of their label.
#[derive(Debug, Clone)]
pub struct Group {
    /// That part; none for rows that have no more than one.
    pub label: Option<String>,
    /// Where it is first used.
    pub back: Option<String>,
    /// Title of the chapter in which it is first used.
    pub chapter: String,
    /// The rows.
    pub rows: Vec<Source>,
}

/// Where a value comes from.
#[derive(Debug, Clone)]
pub struct Source {
    /// Number, from 1.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// The whole label.
    pub label: String,
    /// What the label says beyond its group's; none in a group without a label.
    pub rest: Option<String>,
    /// Where the value is first used.
    pub back: Option<String>,
    /// The value as printed.
    pub value: String,
    /// The cells, those of a sheet on one line.
    pub cells: Vec<String>,
    /// Steps on the way.
    pub steps: Vec<String>,
    /// The numbers of these steps, those that follow each other joined; empty where they are few.
    pub stretches: Vec<(usize, usize)>,
}

/// Where sources are first used.
pub(super) struct Backs {
    /// Ids, by the sources' places.
    first: Vec<Option<String>>,
    /// Titles of the chapters, with the number of sources used there and before.
    chapters: Vec<(String, usize)>,
}

impl Backs {
    pub(super) fn new(count: usize) -> Self {
        Backs { first: vec![None; count], chapters: Vec::new() }
    }

    /// Notes that a source is used at a place; whether there is such a source.
    pub(super) fn use_at(&mut self, number: usize, here: &str) -> bool {
        let place = number.checked_sub(1).and_then(|at| self.first.get_mut(at));
        match place {
            Some(place) => {
                place.get_or_insert_with(|| here.to_owned());
                true
            }
            None => false,
        }
    }

    /// Whether a source is used.
    pub(super) fn has(&self, number: usize) -> bool {
        number.checked_sub(1).is_some_and(|at| matches!(self.first.get(at), Some(Some(_))))
    }

    pub(super) fn end_chapter(&mut self, title: &str) {
        let used = self.first.iter().rposition(Option::is_some);
        self.chapters.push((title.to_owned(), used.map_or(0, |last| last + 1)));
    }

    fn chapter(&self, at: usize) -> Option<&str> {
        self.chapters.iter().find(|(_, end)| at < *end).map(|(title, _)| title.as_str())
    }
}

/// A source with its number.
type Numbered<'a> = (usize, &'a report::Source);

/// Settles the annex of the sources that are listed, by their numbers; none where there is none.
pub(super) fn settle(
    said: &[report::Source],
    backs: &Backs,
    is_listed: impl Fn(usize) -> bool,
) -> Option<Sources> {
    let listed: Vec<Numbered<'_>> =
        (1..).zip(said).filter(|(number, _)| is_listed(*number)).collect();
    if listed.is_empty() {
        return None;
    }
    let title = say("document-sources");
    let steps = Steps::of(&listed);
    let mut tables: Vec<Table> = Vec::new();
    let mut rows_so_far = 0;
    let groups = listed.chunk_by(|(_, a), (_, b)| prefix(a) == prefix(b));
    for rows in groups.flat_map(|rows| rows.chunks(MOST_ROWS)) {
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { continue };
        let group = group(rows, &title, backs, &steps);
        match tables.last_mut().filter(|_| rows_so_far < ROWS) {
            Some(table) => {
                table.reach.1 = *last;
                table.groups.push(group);
            }
            None => {
                rows_so_far = 0;
                let (reach, groups) = ((*first, *last), vec![group]);
                tables.push(Table { caption: String::new(), reach, groups });
            }
        }
        rows_so_far += rows.len();
    }
    for table in &mut tables {
        table.caption = format!("{title}: {}–{}", table.reach.0, table.reach.1);
    }
    let heads = ["number", "place", "value", "cells", "steps"];
    Some(Sources {
        id: "fonti".to_owned(),
        intro: say("document-sources-intro"),
        heads: heads.map(|head| say(&format!("document-source-{head}"))),
        tables,
        steps: steps.in_order.into_iter().map(str::to_owned).collect(),
        title,
    })
}

fn group(rows: &[Numbered<'_>], title: &str, backs: &Backs, steps: &Steps<'_>) -> Group {
    let label = rows.first().and_then(|(_, said)| prefix(said));
    let first = rows.first().map_or(1, |(number, _)| *number);
    let back = |number: usize| backs.first.get(number - 1).cloned().flatten();
    let source = |&(number, said): &Numbered<'_>| Source {
        number,
        id: ids::source(number),
        label: said.label(),
        rest: said.place.get(1..).filter(|rest| !rest.is_empty()).map(|rest| rest.join(" › ")),
        back: back(number),
        value: said.value.clone(),
        cells: cells(said),
        steps: said.steps.clone(),
        stretches: steps.stretches(said),
    };
    Group {
        label: label.map(str::to_owned),
        back: back(first),
        chapter: backs.chapter(first - 1).unwrap_or(title).to_owned(),
        rows: rows.iter().map(source).collect(),
    }
}

/// The first part of the label, when there are more.
fn prefix(source: &report::Source) -> Option<&str> {
    source.place.first().filter(|_| source.place.len() > 1).map(String::as_str)
}

/// Ranges of cells one a line; those of the same sheet, one after the other, share their line.
fn cells(source: &report::Source) -> Vec<String> {
    let beside = source.cells.chunk_by(|a, b| a.is_beside(b));
    let line = |ranges: &[report::CellRange]| {
        let mut ranges = ranges.iter();
        let mut line = ranges.next().map(ToString::to_string).unwrap_or_default();
        for range in ranges {
            line.push_str(", ");
            line.push_str(&range.address());
        }
        line
    };
    beside.map(line).chain(source.rest()).collect()
}

/// The steps that are referred to by their numbers, in the order of their first use.
struct Steps<'a> {
    in_order: Vec<&'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Steps<'a> {
    fn of(sources: &[Numbered<'a>]) -> Self {
        let mut steps = Steps { in_order: Vec::new(), numbers: BTreeMap::new() };
        let sources = sources.iter().map(|(_, source)| *source);
        let many = sources.filter(|source| source.steps.len() > FEW_STEPS);
        for step in many.flat_map(|source| &source.steps) {
            if !steps.numbers.contains_key(step.as_str()) {
                steps.in_order.push(step);
                steps.numbers.insert(step, steps.in_order.len());
            }
        }
        steps
    }

    /// The numbers of a source's steps, ascending, those that follow each other joined.
    fn stretches(&self, source: &report::Source) -> Vec<(usize, usize)> {
        if source.steps.len() <= FEW_STEPS {
            return Vec::new();
        }
        let numbers = source.steps.iter().filter_map(|step| self.numbers.get(step.as_str()));
        let mut numbers: Vec<usize> = numbers.copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let stretches = numbers.chunk_by(|a, b| a + 1 == *b);
        stretches.filter_map(|stretch| Some((*stretch.first()?, *stretch.last()?))).collect()
    }
}
