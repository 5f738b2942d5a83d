// SPDX-License-Identifier: EUPL-1.2
//! A comparison on slides: as a drawing, or as a table over one or more of them.

use super::slide::{Slide, SlideContent};
use super::{figure, fit, notes, table};
use crate::diag::{say, say_with};
use crate::report::{EntryFigure, EntryTable, Table, Value};

/// Room for base and notes below a table.
const MOST_BELOW: f64 = 60.0;

/// The slide of a drawing; none when it cannot be drawn large enough to be read.
pub(super) fn figure(title: &str, section: &str, figure: &EntryFigure) -> Option<Vec<Slide>> {
    let laid = figure::lay_out(figure, title)?;
    let mut notes = about(title, &figure.data.place);
    notes.push(say("slide-notes-drawn"));
    let sources = notes::of_values(values(&figure.data.table));
    let content = SlideContent::Figure(Box::new(laid));
    Some(vec![Slide { sources, notes, ..Slide::new(title, section, content) }])
}

/// The slides of a table, at most `most`.
pub(super) fn table(title: &str, section: &str, shown: &EntryTable, most: usize) -> Vec<Slide> {
    let EntryTable { table: data, place } = shown;
    let (mut below, mut left_out) = below(data);
    let mut parts = table::lay_out(data, most, &below);
    if parts.needed > parts.parts.len() || parts.cut {
        left_out = said(data);
        below = vec![excerpt(&parts, data, place)];
        parts = table::lay_out(data, most, &below);
        // the line is of one height, whatever its numbers
        let line = excerpt(&parts, data, place);
        parts.parts.iter_mut().for_each(|part| part.below = vec![line.clone()]);
    }
    let count = parts.parts.len();
    let mut slides = Vec::new();
    for (at, laid) in parts.parts.into_iter().enumerate() {
        let sources = notes::of_values(values(&laid.table));
        let mut notes = about(title, place);
        notes.extend(left_out.iter().cloned());
        let content = SlideContent::Table(Box::new(laid));
        slides.push(Slide { sources, notes, ..Slide::part(title, (at, count), section, content) });
    }
    slides
}

/// Base and notes of a table.
fn said(data: &Table) -> Vec<String> {
    let base = data.base.iter().map(|base| format!("{}: {base}", say("document-base")));
    let notes = data.notes.iter().map(|note| format!("{}: {note}", say("document-note")));
    base.chain(notes).collect()
}

/// Of base and notes what fits below the table, and what the speaker says.
fn below(data: &Table) -> (Vec<String>, Vec<String>) {
    let (mut below, mut left_out): (Vec<String>, Vec<String>) = Default::default();
    for text in said(data) {
        let used: f64 = below.iter().map(|text| table::small(text)).sum();
        let fits = used + table::small(&text) <= MOST_BELOW;
        if fits { &mut below } else { &mut left_out }.push(text);
    }
    (below, left_out)
}

/// What a slide leaves out of a table, and where all of it is.
fn excerpt(parts: &table::Parts, data: &Table, place: &str) -> String {
    let is_excerpt = parts.needed > parts.parts.len();
    let Some(first) = parts.parts.first().filter(|_| is_excerpt) else {
        return say_with("slide-whole-texts", &[("place", place)]);
    };
    let mut said = Vec::new();
    let mut counted = |key, name, shown: usize, all: usize| {
        if shown < all {
            let (shown, all) = (shown.to_string(), all.to_string());
            said.push(say_with(key, &[("shown", &shown), (name, &all)]));
        }
    };
    let shown = &first.table;
    counted("slide-excerpt-columns", "columns", shown.columns.len(), data.columns.len());
    counted("slide-excerpt-rows", "rows", shown.rows.len(), data.rows.len());
    said.push(say_with("slide-whole-table", &[("place", place)]));
    if parts.cut {
        said.push(say("slide-cut"));
    }
    said.join(" ")
}

/// The beginning of a slide's notes.
fn about(title: &str, place: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if fit::title(title, "").0 != title {
        notes.push(say_with("slide-notes-title", &[("title", title)]));
    }
    notes.push(say_with("slide-notes-place", &[("place", place)]));
    notes
}

/// The values of a table, row by row.
fn values(table: &Table) -> impl Iterator<Item = &Value> {
    table.rows.iter().flat_map(|row| {
        std::iter::once(&row.label).chain(row.cells.iter().flat_map(|cell| &cell.values))
    })
}
