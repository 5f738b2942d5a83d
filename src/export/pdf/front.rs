// SPDX-License-Identifier: EUPL-1.2
//! What stands before the chapters: properties of the file, title page, contents, lists.

use super::Writer;
use super::engine::LOOK_FILE;
use crate::edition::Edition;

impl Writer<'_> {
    /// Opens the code block that [`super::write`] closes.
    pub(super) fn opening(&mut self) {
        self.put(&format!("#import \"{LOOK_FILE}\": *\n#show: report.with("));
        self.properties();
        let is_leaf = self.edition.is_leaf;
        self.put(if is_leaf { "leaf:true,)\n#{\n" } else { ")\n#{\n" });
        if !is_leaf {
            self.title_page();
            if self.edition.has_lists {
                self.contents();
            }
        }
    }

    /// Writes title, publisher, day and language as arguments.
    pub(super) fn properties(&mut self) {
        let edition = self.edition;
        self.argument("title", edition.title.trim());
        if let Some(publisher) = &edition.publisher {
            self.argument("author", publisher);
        }
        self.day();
        self.language();
    }

    fn day(&mut self) {
        let day = self.edition.day;
        let (year, month, day) = (day.year(), day.month(), day.day());
        self.set("day", format_args!("datetime(year:{year},month:{month},day:{day})"));
    }

    /// «it» or «it-IT».
    fn language(&mut self) {
        let tag = self.edition.language.clone();
        let (language, region) = tag.split_once('-').unwrap_or((&tag, ""));
        let is_code = |part: &str| (2..=3).contains(&part.len()) && part.is_ascii();
        let language = if is_code(language) { language } else { "it" };
        self.argument("language", &language.to_ascii_lowercase());
        let region = if language == "it" && region.is_empty() { "IT" } else { region };
        if region.len() == 2 && region.is_ascii() {
            self.argument("region", region);
        }
    }

    /// Writes what stands above the only chapter of a leaf, whose title is the document's.
    pub(super) fn leaf_head(&mut self) {
        self.line("leaf-head", |writer| writer.published());
        self.notices();
    }

    /// Writes who publishes it, what it is, and when, as arguments.
    fn published(&mut self) {
        let edition = self.edition;
        if let Some(publisher) = &edition.publisher {
            self.argument("publisher", publisher);
        }
        if let Some(subtitle) = &edition.subtitle {
            self.argument("subtitle", subtitle);
        }
        self.argument("date", &edition.date);
    }

    fn title_page(&mut self) {
        let Edition { title, words, has_lists, .. } = self.edition;
        self.line("title-page", |writer| {
            writer.argument("title", title);
            writer.published();
            writer.argument("made-with", &words.made_with);
            if !has_lists {
                writer.argument("contents", &words.contents);
            }
            writer.content(Writer::notices);
        });
    }

    fn notices(&mut self) {
        let notices = &self.edition.notices;
        if notices.is_empty() {
            return;
        }
        self.line("notice", |writer| {
            writer.content(|writer| {
                for notice in notices {
                    writer.line("par", |writer| writer.string(notice));
                }
            });
        });
    }

    fn contents(&mut self) {
        let Edition { title, words, tables, figures, .. } = self.edition;
        self.line("front", |writer| {
            writer.argument("title", title);
            writer.argument("contents", &words.contents);
            if !tables.is_empty() {
                writer.argument("tables", &words.list_of_tables);
            }
            if !figures.is_empty() {
                writer.argument("figures", &words.list_of_figures);
            }
        });
    }
}
