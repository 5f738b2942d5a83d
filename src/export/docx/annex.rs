// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its bookmark, its cells and the steps on the way.
//!
//! Many values share the same long list of steps (each word that was coded is one). Written out
//! they would fill hundreds of pages; they stand once, numbered, after the sources.

use super::table::Numbered;
use super::text::Format;
use super::{Writer, bookmarks};
use crate::diag::say_with;
use crate::export::sources::{self, FEW_STEPS, Group, Steps};
use crate::report::Source;

/// Parts of the width that the five columns take, of 100.
const PARTS: [u32; 5] = [4, 28, 19, 34, 15];
/// Size of the text in half points.
const SIZE: u32 = 14;
const FORMAT: Format = Format {
    size: Some(SIZE),
    in_table: true,
    strong: false,
    emphasis: false,
    style: None,
    colour: None,
};

impl Writer<'_> {
    /// Writes the sources on pages on their side, after the last chapter.
    pub(super) fn sources(&mut self) {
        let document = self.document;
        if document.sources.is_empty() {
            return;
        }
        self.turn(true);
        let name = self.bookmarks.fresh("fonti");
        self.title(&document.words.sources, name);
        if !document.words.sources_intro.is_empty() {
            self.paragraph("BodyText", |writer| {
                writer.run(&document.words.sources_intro, Format::default());
            });
        }
        let steps = Steps::of(&document.sources);
        for groups in &sources::tables(&document.sources) {
            self.sources_table(groups, &steps);
        }
        if !steps.in_order.is_empty() {
            self.steps_table(&steps);
        }
    }

    fn sources_table(&mut self, groups: &[Group<'_>], steps: &Steps<'_>) {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return };
        let (from, to) = (first.first + 1, last.first + last.rows.len());
        let words = &self.document.words;
        let caption = format!("{}: {from}–{to}", words.sources);
        self.caption(&Numbered::No, &caption, None);
        let widths = PARTS.map(|part| self.pages.text_width(true) * part / 100);
        let heads = words.source_heads.each_ref().map(String::as_str);
        let (rows, columns) = ((to + 1 - from).to_string(), widths.len().to_string());
        let summary = say_with("docx-table-summary", &[("rows", &rows), ("columns", &columns)]);
        self.open_table(&widths, &caption, &summary);
        self.heads(&heads, &widths);
        for group in groups {
            if let Some(label) = group.label {
                self.open_group_row(widths.iter().sum(), widths.len());
                self.cell_paragraph("TableHead", "", |writer| {
                    writer.place_of(group.first, label);
                });
                self.put("</w:tc></w:tr>");
            }
            for (index, source) in group.rows.iter().enumerate() {
                self.source(group.first + index, source, group.label, &widths, steps);
            }
        }
        self.close_table();
        self.paragraph("Gap", |_| {});
    }

    fn heads(&mut self, heads: &[&str], widths: &[u32]) {
        self.open_head_row();
        for (head, width) in heads.iter().zip(widths) {
            self.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            self.cell_paragraph("TableHead", "", |writer| writer.run(head, FORMAT));
            self.put("</w:tc>");
        }
        self.put("</w:tr>");
    }

    /// Writes the steps that the sources refer to by their numbers.
    fn steps_table(&mut self, steps: &Steps<'_>) {
        let words = &self.document.words;
        let [number, _, _, _, head] = &words.source_heads;
        let caption = head.clone();
        self.caption(&Numbered::No, &caption, None);
        let width = self.pages.text_width(true);
        let number_width = width * PARTS[0] / 100;
        let widths = [number_width, width - number_width];
        let rows = steps.in_order.len().to_string();
        let summary = say_with("docx-table-summary", &[("rows", &rows), ("columns", "2")]);
        self.open_table(&widths, &caption, &summary);
        self.heads(&[number, head], &widths);
        for (at, step) in steps.in_order.iter().enumerate() {
            let (begin, end) = self.bookmarks.set(&bookmarks::step(at + 1));
            self.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.source_cell(widths[0], |writer| {
                writer.put(&begin);
                writer.run(&(at + 1).to_string(), FORMAT);
                writer.put(&end);
            });
            self.source_cell(widths[1], |writer| writer.run(step, FORMAT));
            self.put("</w:tr>");
        }
        self.close_table();
        self.paragraph("Gap", |_| {});
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, index: usize, label: &str) {
        match self.linked_from.get(index).cloned().flatten() {
            Some(place) if !label.is_empty() => self.link_to(&place, label, FORMAT),
            _ => self.run(label, FORMAT),
        }
    }

    fn source(
        &mut self,
        index: usize,
        source: &Source,
        group: Option<&str>,
        widths: &[u32; 5],
        steps: &Steps<'_>,
    ) {
        let (begin, end) = self.bookmarks.set(&bookmarks::source(index + 1));
        let [number, place, value, cells, on_the_way] = *widths;
        self.put("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        self.source_cell(number, |writer| {
            writer.put(&begin);
            writer.run(&(index + 1).to_string(), FORMAT);
            writer.put(&end);
        });
        self.source_cell(place, |writer| match sources::rest(source, group) {
            Some(rest) => writer.run(rest, FORMAT),
            None => writer.place_of(index, &source.label),
        });
        self.source_cell(value, |writer| writer.run(&source.value, FORMAT));
        self.source_cell(cells, |writer| writer.lines(&sources::cells(source)));
        self.source_cell(on_the_way, |writer| {
            if source.steps.len() <= FEW_STEPS {
                writer.lines(&source.steps);
            } else {
                writer.step_numbers(&steps.numbers(source));
            }
        });
        self.put("</w:tr>");
    }

    fn source_cell(&mut self, width: u32, content: impl FnOnce(&mut Self)) {
        self.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        self.cell_paragraph("TableText", "", content);
        self.put("</w:tc>");
    }

    /// «Passaggi 3–20, 25»: each stretch a link to its first step.
    fn step_numbers(&mut self, numbers: &[usize]) {
        let word = self.document.words.source_heads[4].clone();
        self.run(&format!("{word} "), FORMAT);
        let stretches = numbers.chunk_by(|a, b| a + 1 == *b);
        for (at, stretch) in stretches.enumerate() {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let text = if first == last { first.to_string() } else { format!("{first}–{last}") };
            self.run(if at > 0 { ", " } else { "" }, FORMAT);
            self.link_to(&bookmarks::step(*first), &text, FORMAT);
        }
    }

    fn lines(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.put("<w:r><w:br/></w:r>");
            }
            self.run(line, FORMAT);
        }
    }
}
