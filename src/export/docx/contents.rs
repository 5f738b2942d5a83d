// SPDX-License-Identifier: EUPL-1.2
//! What stands before the chapters: title page, contents, lists of tables and figures.
//!
//! Contents and lists are fields that Word updates; until then the entries written here are
//! read and followed as links. Only the page numbers are Word's to know.

use super::kinds::valued;
use super::table::sequence;
use super::text::Format;
use super::{Writer, bookmark};
use crate::edition::{Edition, Listed};
use crate::export::markup::{Markup, tag};

/// An entry of a list: style, text, bookmark.
type Entry = (&'static str, String, String);

impl Writer<'_> {
    /// Writes everything before the chapters.
    pub(super) fn front(&mut self) {
        self.first_pages();
        let Edition { words, contents, tables, figures, has_lists, .. } = self.edition;
        let mut headings: Vec<Entry> = Vec::new();
        for entry in contents.iter().filter(|entry| !entry.only_on_web) {
            headings.push(("TOC1", entry.title.clone(), bookmark(&entry.id)));
            let below = entry.below.iter();
            headings.extend(below.map(|(id, text)| ("TOC2", text.clone(), bookmark(id))));
        }
        self.field_list(&words.contents, "TOC \\o \"1-2\" \\h \\z", &headings, true);
        let lists = [
            (&words.list_of_tables, &words.table, tables),
            (&words.list_of_figures, &words.figure, figures),
        ];
        for (title, word, items) in lists.into_iter().filter(|_| *has_lists) {
            let entry = |Listed { id, caption }: &Listed| {
                let label = caption.label.as_ref().map(ToString::to_string).unwrap_or_default();
                ("TableofFigures", format!("{label}  {}", caption.text), bookmark(id))
            };
            let entries: Vec<Entry> = items.iter().map(entry).collect();
            let instruction = format!("TOC \\h \\z \\c \"{}\"", sequence(word));
            self.field_list(title, &instruction, &entries, false);
        }
        let properties = self.pages.properties(false, false);
        self.end_section(&properties);
    }

    /// The template's title page, else ours. What must be said of the report stands on ours, or
    /// on the page after the template's.
    fn first_pages(&mut self) {
        let theirs = self.template.as_ref().map(|template| template.front.clone());
        match theirs.filter(|front| !front.is_empty()) {
            None => self.title_page(),
            Some(front) => {
                self.put(&front);
                self.last_properties = None;
                self.notices();
            }
        }
    }

    fn title_page(&mut self) {
        let edition = self.edition;
        let plain = Format::default();
        if let Some(publisher) = &edition.publisher {
            self.paragraph("Publisher", |writer| writer.run(publisher, plain));
        }
        self.paragraph("Title", |writer| writer.run(&edition.title, plain));
        if let Some(subtitle) = &edition.subtitle {
            self.paragraph("Subtitle", |writer| writer.run(subtitle, plain));
        }
        self.paragraph("Date", |writer| writer.run(&edition.date, plain));
        self.notices();
        self.paragraph("MadeWith", |writer| writer.run(&edition.words.made_with, plain));
        let properties = self.pages.properties(false, true);
        self.end_section(&properties);
    }

    /// Writes a list as a field around its entries. What must be said of the field until it is
    /// updated stands inside it, and goes with the update.
    fn field_list(&mut self, title: &str, instruction: &str, entries: &[Entry], contents: bool) {
        if entries.is_empty() {
            return;
        }
        if !contents {
            self.field_entries(title, instruction, entries, false);
        } else {
            self.within(tag("w:sdt"), |writer| {
                writer.nested(&["w:sdtPr", "w:docPartObj"], |writer| {
                    writer.empty(valued("w:docPartGallery", "Table of Contents"));
                    writer.empty(tag("w:docPartUnique"));
                });
                writer.within(tag("w:sdtContent"), |writer| {
                    writer.field_entries(title, instruction, entries, true);
                });
            });
        }
        self.last_properties = None;
    }

    fn field_entries(&mut self, title: &str, instruction: &str, entries: &[Entry], contents: bool) {
        let plain = Format::default();
        self.paragraph("TOCHeading", |writer| writer.run(title, plain));
        if contents {
            self.paragraph("TOC2", |writer| {
                writer.begin_field(instruction, plain);
                let format = Format { style: Some("Missing"), ..plain };
                writer.run(&writer.edition.words.update_contents, format);
            });
        }
        let edge = self.template.as_ref().map(|_| self.pages.text_width(false));
        for (at, (style, text, name)) in entries.iter().enumerate() {
            let tab = edge
                .map(|edge| valued("w:tab", "right").with("w:leader", "dot").with("w:pos", edge));
            self.paragraph_with(style, tab, |writer| {
                if at == 0 && !contents {
                    writer.begin_field(instruction, plain);
                }
                writer.entry(text, name);
                if at + 1 == entries.len() {
                    writer.end_field(plain);
                }
            });
        }
    }

    fn entry(&mut self, text: &str, name: &str) {
        self.link_to(name, |writer| {
            writer.run(text, Format::default());
            writer.run_of(tag("w:tab"), Format::default());
            writer.field(&format!("PAGEREF {name} \\h"), "…", Format::default());
        });
    }
}
