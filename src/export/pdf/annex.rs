// SPDX-License-Identifier: EUPL-1.2
//! The sources: one line a value, with its anchor, its cells and the steps on the way.
//!
//! Lines in two columns, not a table: thousands of them take a third of the pages and of the time.
//! Those of a chapter begin on a page of their own: its head says whose they are, and the pages of
//! several chapters are laid out at the same time.
//! Steps that many values share stand once, numbered, after the sources.

use super::Writer;
use crate::edition::{Align, Caption, Columns, Source, SourceGroup, Sources, text_width};

/// What the table of steps gives its numbers and its steps of the width, of 100.
const STEP_PARTS: [u32; 2] = [6, 94];

impl Writer<'_> {
    /// Writes the sources after the last chapter.
    pub(super) fn sources(&mut self, sources: &Sources) {
        let groups: Vec<&SourceGroup> = sources.groups().collect();
        for (at, groups) in groups.chunk_by(|a, b| a.chapter == b.chapter).enumerate() {
            let Some(chapter) = groups.first().map(|group| &group.chapter) else { continue };
            self.open_pages(false, &format!("{} · {chapter}", sources.title));
            if at == 0 {
                self.sources_title(sources);
            }
            self.line("head", |writer| {
                writer.plain(2);
                writer.literal(&format!("{}.{}", sources.id, at + 1));
                writer.string(chapter);
            });
            self.line("sources", |writer| {
                writer.content(|writer| groups.iter().for_each(|group| writer.group(group)));
            });
            self.close_pages();
        }
        if !sources.steps.is_empty() {
            self.open_pages(false, &sources.title);
            self.steps_table(sources);
            self.close_pages();
        }
    }

    fn sources_title(&mut self, sources: &Sources) {
        self.title(&sources.title, &sources.id);
        if !sources.intro.is_empty() {
            self.line("par", |writer| writer.string(&sources.intro));
        }
    }

    /// Writes the sources of a table or of a text; not those of rows that are not shown.
    fn group(&mut self, group: &SourceGroup) {
        let is_shown = |source: &&Source| !self.cut || self.used.contains(&source.number);
        let shown: Vec<&Source> = group.rows.iter().filter(is_shown).collect();
        if shown.is_empty() {
            return;
        }
        if let Some(label) = &group.label {
            self.line("source-group", |writer| writer.place_of(group.back.as_deref(), label));
        }
        shown.into_iter().for_each(|source| self.source(source));
    }

    /// Writes the steps that the sources refer to by their numbers.
    fn steps_table(&mut self, sources: &Sources) {
        let [number, _, _, _, head] = &sources.heads;
        let set = Columns::of_parts(&STEP_PARTS, text_width(false));
        let caption = Caption { label: None, text: head.clone() };
        let summary = self.edition.words.table_summary(sources.steps.len(), 1);
        self.line("grid-table", |writer| {
            writer.grid("passi", &caption, &summary, &set);
            writer.set("aligns", "(left,left)");
            writer.given("table.header", |writer| {
                [number, head].into_iter().for_each(|head| writer.label_cell(Align::Left, 1, head));
            });
            for (number, step) in (1..).zip(&sources.steps) {
                writer.call("anchor", |writer| writer.literal(&format!("passo-{number}")));
                writer.put("+");
                writer.said(&number.to_string());
                writer.said(step);
                writer.put("\n");
            }
        });
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, back: Option<&str>, label: &str) {
        match back {
            Some(id) if !label.is_empty() => self.call("to", |writer| {
                writer.link_name(label, id);
                writer.string(label);
            }),
            _ => self.string(label),
        }
    }

    fn source(&mut self, source: &Source) {
        self.line("source", |writer| {
            writer.literal(&source.id);
            writer.said(&source.number.to_string());
            match &source.rest {
                Some(rest) => writer.string(rest),
                None => writer.place_of(source.back.as_deref(), &source.label),
            }
            writer.put(",");
            writer.said(&source.value);
            writer.said(&source.cells.join("; "));
            match source.stretches.as_slice() {
                [] => writer.string(&source.steps.join("; ")),
                stretches => writer.stretches(stretches),
            }
        });
    }

    /// «Passaggi 3–20, 25»: each stretch a link to its first step.
    fn stretches(&mut self, stretches: &[(usize, usize)]) {
        let word = format!("{} ", self.edition.words.steps);
        self.content(|writer| {
            writer.string(&word);
            for (at, (first, last)) in stretches.iter().enumerate() {
                let text = match first == last {
                    true => first.to_string(),
                    false => format!("{first}–{last}"),
                };
                writer.put(if at > 0 { ";\", \";" } else { ";" });
                writer.call("to", |writer| {
                    writer.link_name(&format!("{word}{first}"), &format!("passo-{first}"));
                    writer.string(&text);
                });
            }
        });
    }
}
