// SPDX-License-Identifier: EUPL-1.2
//! The sources: one line a value, with its anchor, its cells and the steps on the way.
//!
//! Lines in two columns, not a table: thousands of them take a third of the pages and of the time.
//! Those of a chapter begin on a page of their own: its head says whose they are, and the pages of
//! several chapters are laid out at the same time.
//! Steps that many values share stand once, numbered, after the sources.

use super::Writer;
use crate::export::columns::{Columns, text_width};
use crate::export::sources::{self, FEW_STEPS, Group, Steps};
use crate::report::Source;

/// What the numbers of steps take of the width, of 100.
const NUMBERS: u32 = 6;
/// Size of the text in half points.
const SIZE: Option<u32> = Some(14);

impl Writer<'_> {
    /// Writes the sources after the last chapter.
    pub(super) fn sources(&mut self) {
        let document = self.document;
        if document.sources.is_empty() {
            return;
        }
        let words = &document.words;
        let chapters = std::mem::take(&mut self.chapters);
        let of = |group: &Group<'_>| chapters.iter().find(|(_, end)| group.first < *end);
        let title = |group: &Group<'_>| of(group).map_or(&*words.sources, |(title, _)| title);
        let steps = Steps::of(&document.sources);
        let groups: Vec<Group<'_>> =
            sources::tables(&document.sources).into_iter().flatten().collect();
        for (at, groups) in groups.chunk_by(|a, b| title(a) == title(b)).enumerate() {
            let Some(chapter) = groups.first().map(title) else { continue };
            self.open_pages(false, &format!("{} · {chapter}", words.sources));
            if at == 0 {
                self.sources_title();
            }
            let id = self.anchors.fresh("fonti");
            self.put(&format!("head(2,\"{id}\","));
            self.string(chapter);
            self.put(")\nsources({\n");
            for group in groups {
                self.group(group, &steps);
            }
            self.put("})\n})\n");
        }
        if !steps.in_order.is_empty() {
            self.open_pages(false, &words.sources);
            self.steps_table(&steps);
            self.put("})\n");
        }
    }

    fn sources_title(&mut self) {
        let words = &self.document.words;
        let id = self.anchors.fresh("fonti");
        self.title(&words.sources, id);
        if !words.sources_intro.is_empty() {
            self.put("par(");
            self.string(&words.sources_intro);
            self.put(")\n");
        }
    }

    fn group(&mut self, group: &Group<'_>, steps: &Steps<'_>) {
        if let Some(label) = group.label {
            self.put("source-group(");
            self.place_of(group.first, label);
            self.put(")\n");
        }
        for (index, source) in group.rows.iter().enumerate() {
            self.source(group.first + index, source, group.label, steps);
        }
    }

    fn heads(&mut self, heads: &[&str]) {
        self.put("table.header(");
        for head in heads {
            self.put("label-cell(align:left,");
            self.string(head);
            self.put("),");
        }
        self.put("),\n");
    }

    /// Writes the steps that the sources refer to by their numbers.
    fn steps_table(&mut self, steps: &Steps<'_>) {
        let [number, _, _, _, head] = &self.document.words.source_heads;
        let width = text_width(self.landscape);
        let widths = vec![width * NUMBERS / 100, width * (100 - NUMBERS) / 100];
        let id = self.anchors.fresh("passaggi");
        let set = Columns { widths, size: SIZE, whole_words: false };
        self.open_table(&id, None, head, steps.in_order.len(), &set);
        self.put("listed:false,aligns:(left,left),");
        self.heads(&[number, head]);
        for (at, step) in steps.in_order.iter().enumerate() {
            let n = at + 1;
            self.put(&format!("anchor(\"{}\")+\"{n}\",", self.step_anchor(n)));
            self.string(step);
            self.put(",\n");
        }
        self.put(")\n");
    }

    fn step_anchor(&self, number: usize) -> String {
        format!("{}p{number}", self.anchors.source_prefix)
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, index: usize, label: &str) {
        match self.linked_from.get(index).cloned().flatten() {
            Some(place) if !label.is_empty() => {
                self.put("to(");
                self.link_name(label, &place);
                self.put(",");
                self.string(label);
                self.put(")");
            }
            _ => self.string(label),
        }
    }

    fn source(&mut self, index: usize, source: &Source, group: Option<&str>, steps: &Steps<'_>) {
        let n = index + 1;
        let anchor = format!("{}{n}", self.anchors.source_prefix);
        self.put(&format!("source(\"{anchor}\",\"{n}\","));
        match sources::rest(source, group) {
            Some(rest) => self.string(rest),
            None => self.place_of(index, &source.label),
        }
        self.put(",");
        self.string(&source.value);
        self.put(",");
        self.string(&sources::cells(source).join("; "));
        self.put(",");
        if source.steps.len() <= FEW_STEPS {
            self.string(&source.steps.join("; "));
        } else {
            self.step_numbers(&steps.numbers(source));
        }
        self.put(")\n");
    }

    /// «Passaggi 3–20, 25»: each stretch a link to its first step.
    fn step_numbers(&mut self, numbers: &[usize]) {
        let word = format!("{} ", self.document.words.source_heads[4]);
        self.put("{");
        self.string(&word);
        for (at, stretch) in numbers.chunk_by(|a, b| a + 1 == *b).enumerate() {
            let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
            let text = if first == last { first.to_string() } else { format!("{first}–{last}") };
            let comma = if at > 0 { ";\", \"" } else { "" };
            self.put(&format!("{comma};to("));
            self.link_name(&format!("{word}{first}"), &self.step_anchor(*first));
            self.put(&format!(",\"{text}\")"));
        }
        self.put("}");
    }
}
