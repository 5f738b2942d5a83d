// SPDX-License-Identifier: EUPL-1.2
//! A declared comparison on slides: as a figure, or as a table over one or more of them.

use super::super::deck::{Mark, Slide, SlideContent, SlideParagraph};
use super::super::document::{Inline, Table, Value};
use super::{Builder, figure, fit, notes, part, slide, table, text_slides};
use crate::comparison::Comparison;
use crate::diag::{say, say_with};

/// Room for base and notes below a table.
const MOST_BELOW: f64 = 60.0;

impl Builder<'_, '_> {
    /// A comparison as a figure, or as a table over one or more slides.
    pub(super) fn comparison(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
        title: Option<&str>,
        figure: bool,
    ) {
        if let Some(reason) = &comparison.not_comparable {
            let head = say_with("not-comparable", &[("title", &comparison.title)]);
            let text = vec![Inline::Text(reason.clone())];
            let paragraph = SlideParagraph { mark: Mark::None, depth: 0, text };
            let slides = text_slides(title.unwrap_or(&head), &self.section, vec![paragraph]);
            self.slides.extend(slides);
            return;
        }
        if self.composer.maker.leave_out(comparison) {
            return;
        }
        let title = match (title, only) {
            (Some(title), _) => title.to_owned(),
            (None, only) => self.composer.maker.headline(comparison, only),
        };
        let data = self.composer.maker.table_node(comparison, only, String::new(), 0);
        let chart = comparison.chart.as_ref().filter(|_| figure);
        let drawn = chart.and_then(|chart| figure::lay_out(chart, &title, &comparison.caption));
        let Some(figure) = drawn else {
            self.table(&data, comparison, only, &title);
            return;
        };
        let mut notes = self.about(comparison, only, &title);
        notes.push(say("slide-notes-drawn"));
        let content = SlideContent::Figure(Box::new(figure));
        let sources = notes::of_values(values(&data));
        self.slides.push(Slide { sources, notes, ..slide(&title, &self.section, content) });
    }

    fn table(&mut self, data: &Table, comparison: &Comparison, only: Option<&str>, title: &str) {
        let base = data.base.iter().map(|base| format!("{}: {base}", say("document-base")));
        let notes = data.notes.iter().map(|note| format!("{}: {note}", say("document-note")));
        let said: Vec<String> = base.chain(notes).collect();
        let (mut below, mut left_out): (Vec<String>, Vec<String>) = Default::default();
        for text in &said {
            // what does not fit below is said by the speaker
            let used: f64 = below.iter().map(|text| table::small(text)).sum();
            let fits = used + table::small(text) <= MOST_BELOW;
            if fits { &mut below } else { &mut left_out }.push(text.clone());
        }
        let place = self.place(comparison, only);
        let mut parts = table::lay_out(data, self.table_slides, &below);
        if parts.needed > parts.parts.len() || parts.cut {
            left_out = said;
            below = vec![self.excerpt(&parts, data, &place)];
            parts = table::lay_out(data, self.table_slides, &below);
            // the line is of one height, whatever its numbers
            let line = self.excerpt(&parts, data, &place);
            parts.parts.iter_mut().for_each(|part| part.below = vec![line.clone()]);
        }
        let count = parts.parts.len();
        for (at, laid) in parts.parts.into_iter().enumerate() {
            let (title, title_size) = fit::title(title, &part(at, count));
            let mut notes = self.about(comparison, only, &title);
            notes.extend(left_out.iter().cloned());
            let sources = notes::of_values(values(&laid.table));
            let content = SlideContent::Table(Box::new(laid));
            let rest = slide("", &self.section, content);
            self.slides.push(Slide { title, title_size, sources, notes, ..rest });
        }
    }

    /// What a slide leaves out of a table, and where all of it is.
    fn excerpt(&self, parts: &table::Parts, data: &Table, place: &str) -> String {
        let mut said = Vec::new();
        let excerpt = parts.needed > parts.parts.len();
        if let Some(first) = parts.parts.first().filter(|_| excerpt) {
            let count = |n: usize| n.to_string();
            let (rows, columns) = (&first.table.rows, &first.table.columns);
            if columns.len() < data.columns.len() {
                let args =
                    [("shown", count(columns.len())), ("columns", count(data.columns.len()))];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
                said.push(say_with("slide-excerpt-columns", &args));
            }
            if rows.len() < data.rows.len() {
                let args = [("shown", count(rows.len())), ("rows", count(data.rows.len()))];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
                said.push(say_with("slide-excerpt-rows", &args));
            }
            said.push(say_with("slide-whole-table", &[("place", place)]));
            if parts.cut {
                said.push(say("slide-cut"));
            }
        } else {
            said.push(say_with("slide-whole-texts", &[("place", place)]));
        }
        said.join(" ")
    }

    /// Where the report and the workbook have a comparison.
    fn place(&self, comparison: &Comparison, only: Option<&str>) -> String {
        let key = (comparison.id.clone(), only.unwrap_or_default().to_owned());
        let shown = self.composer.maker.shown.get(&key).copied().unwrap_or_default();
        match (shown.table, shown.figure) {
            (Some(table), _) => say_with("slide-in-table", &[("n", &table.to_string())]),
            (None, Some(figure)) => say_with("slide-in-figure", &[("n", &figure.to_string())]),
            (None, None) => say_with("slide-in-annex", &[("annex", &say("annex-answers"))]),
        }
    }

    /// The beginning of a slide's notes.
    fn about(&self, comparison: &Comparison, only: Option<&str>, title: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if fit::title(title, "").0 != title {
            notes.push(say_with("slide-notes-title", &[("title", title)]));
        }
        let place = self.place(comparison, only);
        notes.push(say_with("slide-notes-place", &[("place", &place)]));
        notes
    }
}

/// The values of a table, row by row.
fn values(table: &Table) -> impl Iterator<Item = &Value> {
    table.rows.iter().flat_map(|row| {
        std::iter::once(&row.label).chain(row.cells.iter().flat_map(|cell| &cell.values))
    })
}
