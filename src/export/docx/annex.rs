// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its bookmark, its cells and the steps on the way.
//!
//! Many values share the same long list of steps (each word that was coded is one). Written out
//! they would fill hundreds of pages; they stand once, numbered, after the sources.

use super::table::HEAD_ROW;
use super::text::Format;
use super::{Writer, bookmark, source_bookmark, step_bookmark};
use crate::edition::{Caption, Columns, Source, SourceTable, Sources};

/// Parts of the width that the five columns take, of 100.
const PARTS: [u32; 5] = [4, 28, 19, 34, 15];
/// And those of the table of steps.
const STEP_PARTS: [u32; 2] = [4, 96];
/// How the text looks.
const FORMAT: Format = Format {
    size: Some(14),
    in_table: true,
    strong: false,
    emphasis: false,
    style: None,
    colour: None,
};

impl Writer<'_> {
    /// Writes the sources on pages on their side, after the last chapter.
    pub(super) fn sources(&mut self, sources: &Sources) {
        self.turn(true);
        self.title(&sources.title, &sources.id);
        if !sources.intro.is_empty() {
            self.paragraph("BodyText", |writer| writer.run(&sources.intro, Format::default()));
        }
        for table in &sources.tables {
            self.sources_table(&sources.heads, table);
        }
        if !sources.steps.is_empty() {
            self.steps_table(sources);
        }
    }

    /// Writes a table of the annex around its rows.
    fn annex_table(
        &mut self,
        caption: &str,
        (heads, parts): (&[&str], &[u32]),
        count: usize,
        rows: impl FnOnce(&mut Self, &Columns),
    ) {
        self.caption(&Caption { label: None, text: caption.to_owned() }, None);
        let set = Columns::of_parts(parts, self.pages.text_width(true));
        let summary = self.edition.words.table_summary(count, set.widths.len());
        self.grid(&set, caption, &summary, |writer| {
            writer.row(&HEAD_ROW, |writer| {
                for (head, width) in heads.iter().zip(&set.widths) {
                    writer.cell(
                        *width,
                        |_| {},
                        |writer| {
                            writer.cell_paragraph("TableHead", None, |writer| {
                                writer.run(head, FORMAT);
                            });
                        },
                    );
                }
            });
            rows(writer, &set);
        });
        self.paragraph("Gap", |_| {});
    }

    fn sources_table(&mut self, heads: &[String; 5], table: &SourceTable) {
        let heads = heads.each_ref().map(String::as_str);
        let count = table.reach.1 + 1 - table.reach.0;
        self.annex_table(&table.caption, (&heads, &PARTS), count, |writer, set| {
            for group in &table.groups {
                if let Some(label) = &group.label {
                    writer.group_row(set, |writer| writer.place_of(group.back.as_deref(), label));
                }
                group.rows.iter().for_each(|source| writer.source(source, &set.widths));
            }
        });
    }

    /// Writes the steps that the sources refer to by their numbers.
    fn steps_table(&mut self, sources: &Sources) {
        let [number, _, _, _, head] = &sources.heads;
        let heads = [number.as_str(), head.as_str()];
        let count = sources.steps.len();
        self.annex_table(head, (&heads, &STEP_PARTS), count, |writer, set| {
            for (number, step) in (1..).zip(&sources.steps) {
                let [first, second] = set.widths[..] else { continue };
                writer.row(&["w:cantSplit"], |writer| {
                    writer.number_cell(first, number, &step_bookmark(number));
                    writer.source_cell(second, |writer| writer.run(step, FORMAT));
                });
            }
        });
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, back: Option<&str>, label: &str) {
        match back {
            Some(id) if !label.is_empty() => {
                self.link_to(&bookmark(id), |writer| writer.run(label, FORMAT));
            }
            _ => self.run(label, FORMAT),
        }
    }

    fn source(&mut self, source: &Source, widths: &[u32]) {
        let [number, place, value, cells, steps] = *widths else { return };
        self.row(&["w:cantSplit"], |writer| {
            writer.number_cell(number, source.number, &source_bookmark(source.number));
            writer.source_cell(place, |writer| match &source.rest {
                Some(rest) => writer.run(rest, FORMAT),
                None => writer.place_of(source.back.as_deref(), &source.label),
            });
            writer.source_cell(value, |writer| writer.run(&source.value, FORMAT));
            writer.source_cell(cells, |writer| {
                writer.lines(source.cells.iter().map(String::as_str), FORMAT);
            });
            writer.source_cell(steps, |writer| match source.stretches.as_slice() {
                [] => writer.lines(source.steps.iter().map(String::as_str), FORMAT),
                stretches => writer.stretches(stretches),
            });
        });
    }

    fn number_cell(&mut self, width: u32, number: usize, name: &str) {
        self.source_cell(width, |writer| {
            writer.marked(Some(name), |writer| writer.run(&number.to_string(), FORMAT));
        });
    }

    fn source_cell(&mut self, width: u32, content: impl FnOnce(&mut Self)) {
        self.cell(width, |_| {}, |writer| writer.cell_paragraph("TableText", None, content));
    }

    /// «Passaggi 3–20, 25»: each stretch a link to its first step.
    fn stretches(&mut self, stretches: &[(usize, usize)]) {
        self.run(&format!("{} ", self.edition.words.steps), FORMAT);
        for (at, (first, last)) in stretches.iter().enumerate() {
            let text = if first == last { first.to_string() } else { format!("{first}–{last}") };
            self.run(if at > 0 { ", " } else { "" }, FORMAT);
            self.link_to(&step_bookmark(*first), |writer| writer.run(&text, FORMAT));
        }
    }
}
