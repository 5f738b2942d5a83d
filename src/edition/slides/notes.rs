// SPDX-License-Identifier: EUPL-1.2
//! Speaker notes: where the numbers of a slide come from, row by row of the sources annex.

use super::slide::{Slide, SlideContent};
use crate::diag::{say, say_with};
use crate::report::{Content, Inline, Source, Value};
use std::collections::BTreeSet;

/// Sources named in full before the others are only numbered.
const NAMED: usize = 10;
/// Letters that fit in the line about the sources.
const SOURCES_LINE: usize = 170;

/// The rows of the annex behind some values, numbers first, each once.
pub(super) fn of_values<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut others = Vec::new();
    for value in values {
        let Some(source) = value.source else { continue };
        match value.content {
            Content::Number { .. } | Content::Range { .. } => numbers.push(source),
            _ => others.push(source),
        }
    }
    let mut seen = BTreeSet::new();
    numbers.extend(others);
    numbers.retain(|source| seen.insert(*source));
    numbers
}

/// The values in a text.
pub(super) fn in_text(text: &[Inline]) -> Vec<&Value> {
    let mut found = Vec::new();
    for inline in text {
        match inline {
            Inline::Value(value) => found.push(value),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                found.extend(in_text(text));
            }
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
    found
}

/// Adds to a slide its sources, as the annex has them: to its notes, and as a line.
pub(super) fn add_sources(slide: &mut Slide, sources: &[Source]) {
    if matches!(slide.content, SlideContent::Cover(_) | SlideContent::Head(_)) {
        return;
    }
    slide.sources_line = sources_line(slide);
    let known: Vec<(usize, &Source)> = slide
        .sources
        .iter()
        .filter_map(|number| Some((*number, sources.get(number.checked_sub(1)?)?)))
        .collect();
    if known.is_empty() {
        if slide.notes.is_empty() {
            slide.notes.push(say("slide-notes-none"));
        }
        return;
    }
    let annex = say("document-sources");
    slide.notes.push(say_with("slide-notes-rows", &[("annex", &annex)]));
    let named = if known.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
    for (number, source) in known.iter().take(named) {
        let args = [
            ("n", number.to_string()),
            ("label", source.label()),
            ("value", source.value.clone()),
            ("cells", source.lines().join("; ")),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
        slide.notes.push(say_with("slide-notes-row", &args));
    }
    let rest: Vec<usize> = known.iter().skip(named).map(|(number, _)| *number).collect();
    if !rest.is_empty() {
        let (n, rows) = (rest.len().to_string(), joined(rest));
        slide.notes.push(say_with("slide-notes-more", &[("n", &n), ("rows", &rows)]));
    }
}

/// «Fonti: righe 12–15, 33 dell'allegato …»; empty for a slide without values.
fn sources_line(slide: &Slide) -> String {
    if slide.sources.is_empty() {
        return String::new();
    }
    let rows = joined(slide.sources.clone());
    let (count, annex) = (slide.sources.len().to_string(), say("document-sources"));
    let args = [("n", count.as_str()), ("rows", rows.as_str()), ("annex", annex.as_str())];
    let line = say_with("pdf-slide-sources", &args);
    if line.chars().count() <= SOURCES_LINE {
        return line;
    }
    // A slide with so many rows shows a table or a figure of the report.
    let room: String = rows.chars().take(SOURCES_LINE.saturating_sub(110)).collect();
    let shown = room.rsplit_once(", ").map_or("", |(shown, _)| shown);
    let last = rows.rsplit(['–', ' ']).next().unwrap_or_default();
    let args = [("n", count.as_str()), ("rows", shown), ("last", last), ("annex", annex.as_str())];
    say_with("pdf-slide-sources-many", &args)
}

/// Numbers with those that follow each other joined: `3–7, 9`.
fn joined(mut numbers: Vec<usize>) -> String {
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let run = |run: &[usize]| match run {
        [first, .., last] => format!("{first}–{last}"),
        one => one.iter().map(ToString::to_string).collect(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_follow_each_other_are_joined() {
        assert_eq!(joined(vec![9, 3, 4, 5, 12, 13]), "3–5, 9, 12–13");
    }
}
