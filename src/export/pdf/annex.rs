// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its anchor, its cells and the steps on the way.
//!
//! Steps that many values share stand once, numbered, after the sources.

use super::Writer;
use crate::export::columns::{Columns, balanced, text_width};
use crate::export::sources::{self, FEW_STEPS, Group, Steps};
use crate::report::Source;

/// Part of the width that numbers take, of 100.
const NUMBERS: u32 = 5;
/// Size of the text in half points.
const SIZE: Option<u32> = Some(14);

impl Writer<'_> {
    /// Writes the sources on pages on their side, after the last chapter.
    pub(super) fn sources(&mut self) {
        let document = self.document;
        if document.sources.is_empty() {
            return;
        }
        let words = &document.words;
        self.open_pages(true, &words.sources);
        let id = self.anchors.fresh("fonti");
        self.title(&words.sources, id);
        if !words.sources_intro.is_empty() {
            self.put("par(");
            self.string(&words.sources_intro);
            self.put(")\n");
        }
        let steps = Steps::of(&document.sources);
        for groups in &sources::tables(&document.sources) {
            self.sources_table(groups, &steps);
        }
        if !steps.in_order.is_empty() {
            self.steps_table(&steps);
        }
        self.put("})\n");
    }

    fn sources_table(&mut self, groups: &[Group<'_>], steps: &Steps<'_>) {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return };
        let (from, to) = (first.first + 1, last.first + last.rows.len());
        let words = &self.document.words;
        let caption = format!("{}: {from}–{to}", words.sources);
        let widths = self.sources_widths(groups);
        let id = self.anchors.fresh(&format!("fonti-{from}"));
        let set = Columns { widths, size: SIZE };
        self.open_table(&id, None, &caption, to + 1 - from, &set);
        self.put("listed:false,");
        self.heads(&words.source_heads.each_ref().map(String::as_str));
        for group in groups {
            if let Some(label) = group.label {
                self.put("group(5,");
                self.place_of(group.first, label);
                self.put("),\n");
            }
            for (index, source) in group.rows.iter().enumerate() {
                self.source(group.first + index, source, group.label, steps);
            }
        }
        self.put(")\n");
    }

    /// Numbers take what they need; the other columns share the rest by their texts.
    fn sources_widths(&self, groups: &[Group<'_>]) -> Vec<u32> {
        let width = text_width(true);
        let number = width * NUMBERS / 100;
        let heads = self.document.words.source_heads.iter().skip(1);
        let numbers = format!("{} 1000–1000", self.document.words.source_heads[4]);
        let mut texts = vec![heads.map(|head| vec![head.clone()]).collect::<Vec<_>>()];
        for group in groups {
            for source in group.rows {
                let label = sources::rest(source, group.label).unwrap_or(&source.label);
                let few = source.steps.len() <= FEW_STEPS;
                let steps = if few { source.steps.clone() } else { vec![numbers.clone()] };
                let cells = sources::cells(source);
                texts.push(vec![vec![label.to_owned()], vec![source.value.clone()], cells, steps]);
            }
        }
        let rows: Vec<Vec<Vec<&str>>> = texts
            .iter()
            .map(|row| row.iter().map(|cell| cell.iter().map(String::as_str).collect()).collect())
            .collect();
        let mut widths = vec![number];
        widths.extend(balanced(&rows, SIZE, width - number));
        widths
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
        let width = text_width(true);
        let widths = vec![width * NUMBERS / 100, width * (100 - NUMBERS) / 100];
        let id = self.anchors.fresh("passaggi");
        let set = Columns { widths, size: SIZE };
        self.open_table(&id, None, head, steps.in_order.len(), &set);
        self.put("listed:false,");
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
                self.put(&format!("to(\"{place}\","));
                self.string(label);
                self.put(")");
            }
            _ => self.string(label),
        }
    }

    fn source(&mut self, index: usize, source: &Source, group: Option<&str>, steps: &Steps<'_>) {
        let n = index + 1;
        let prefix = &self.anchors.source_prefix;
        self.put(&format!("stub(anchor(\"{prefix}{n}\")+\"{n}\"),"));
        match sources::rest(source, group) {
            Some(rest) => self.string(rest),
            None => self.place_of(index, &source.label),
        }
        self.put(",");
        self.string(&source.value);
        self.put(",");
        self.lines(&sources::cells(source));
        self.put(",");
        if source.steps.len() <= FEW_STEPS {
            self.lines(&source.steps);
        } else {
            self.step_numbers(&steps.numbers(source));
        }
        self.put(",\n");
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
            self.put(&format!("{comma};to(\"{}\",\"{text}\")", self.step_anchor(*first)));
        }
        self.put("}");
    }

    fn lines(&mut self, lines: &[String]) {
        match lines {
            [] => self.put("[]"),
            [line] => self.string(line),
            lines => {
                self.put("{");
                for (at, line) in lines.iter().enumerate() {
                    self.put(if at > 0 { "linebreak();" } else { "" });
                    self.string(line);
                    self.put(";");
                }
                self.put("}");
            }
        }
    }
}
