// SPDX-License-Identifier: EUPL-1.2
//! What stands before the chapters: title page, contents, lists of tables and figures.
//!
//! Contents and lists are fields that Word updates; until then the entries written here are
//! read and followed as links. Only the page numbers are Word's to know.

use super::Writer;
use super::table::sequence;
use super::text::Format;
use crate::diag::say;
use crate::export::columns::text_width;

/// What the document has, in its order, with the bookmarks.
#[derive(Default)]
pub(super) struct Contents {
    /// Headings: level, text, bookmark.
    pub(super) headings: Vec<(u8, String, String)>,
    /// Tables: number, caption, bookmark.
    pub(super) tables: Vec<(usize, String, String)>,
    /// Figures: number, title, bookmark.
    pub(super) figures: Vec<(usize, String, String)>,
}

/// An entry of a list: style, text, bookmark.
type Entry = (String, String, String);

/// Levels of headings in the contents.
const LEVELS: u8 = 2;

impl Writer<'_> {
    /// Writes everything before the chapters.
    pub(super) fn front(&mut self) {
        self.first_pages();
        let (document, contents) = (self.document, std::mem::take(&mut self.contents));
        let words = &document.words;
        let headings = contents.headings.iter().filter(|(level, ..)| *level <= LEVELS);
        let headings: Vec<Entry> = headings
            .map(|(level, text, name)| (format!("TOC{level}"), text.clone(), name.clone()))
            .collect();
        self.field_list(
            &words.contents,
            &format!("TOC \\o \"1-{LEVELS}\" \\h \\z"),
            &headings,
            true,
        );
        let lists = [
            (say("docx-list-of-tables"), &words.table, &contents.tables),
            (say("docx-list-of-figures"), &words.figure, &contents.figures),
        ];
        for (title, word, items) in lists {
            let entry = |(number, text, name): &(usize, String, String)| {
                ("TableofFigures".to_owned(), format!("{word} {number}  {text}"), name.clone())
            };
            let entries: Vec<Entry> = items.iter().map(entry).collect();
            let instruction = format!("TOC \\h \\z \\c \"{}\"", sequence(word));
            self.field_list(&title, &instruction, &entries, false);
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
        let document = self.document;
        let plain = Format::default();
        if let Some(publisher) = &document.publisher {
            self.paragraph("Publisher", |writer| writer.run(publisher, plain));
        }
        self.paragraph("Title", |writer| writer.run(&document.title, plain));
        if let Some(subtitle) = &document.subtitle {
            self.paragraph("Subtitle", |writer| writer.run(subtitle, plain));
        }
        self.paragraph("Date", |writer| writer.run(&document.date, plain));
        self.notices();
        self.paragraph("MadeWith", |writer| writer.run(&document.words.made_with, plain));
        let properties = self.pages.properties(false, true);
        self.end_section(&properties);
    }

    /// Writes a list as a field around its entries. What must be said of the field until it is
    /// updated stands inside it, and goes with the update.
    fn field_list(&mut self, title: &str, instruction: &str, entries: &[Entry], contents: bool) {
        let Some(last) = entries.len().checked_sub(1) else { return };
        if contents {
            self.put(
                "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
                 <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>",
            );
        }
        self.paragraph("TOCHeading", |writer| writer.run(title, Format::default()));
        let begin = |writer: &mut Self| {
            writer.put("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>");
            writer.put("<w:r><w:instrText xml:space=\"preserve\"> ");
            writer.text(instruction);
            writer.put(" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        };
        if contents {
            self.paragraph("TOC2", |writer| {
                begin(writer);
                let format = Format { style: Some("Missing"), ..Format::default() };
                writer.run(&say("docx-update-contents"), format);
            });
        }
        for (at, (style, text, name)) in entries.iter().enumerate() {
            let edge = self.pages.text_width(false);
            let tabs = self.template.as_ref().map(|_| {
                format!(
                    "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{edge}\"/></w:tabs>"
                )
            });
            self.paragraph_with(style, &tabs.unwrap_or_default(), |writer| {
                if at == 0 && !contents {
                    begin(writer);
                }
                writer.entry(text, name);
                if at == last {
                    writer.put("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
                }
            });
        }
        if contents {
            self.put("</w:sdtContent></w:sdt>");
        }
        self.last_properties = None;
    }

    fn entry(&mut self, text: &str, name: &str) {
        self.put(&format!("<w:hyperlink w:anchor=\"{name}\" w:history=\"1\">"));
        self.run(text, Format::default());
        self.put("<w:r><w:tab/></w:r>");
        self.field(&format!("PAGEREF {name} \\h"), "…", Format::default());
        self.put("</w:hyperlink>");
    }
}

/// Where page numbers stand.
pub(super) fn right_edge() -> u32 {
    text_width(false)
}
