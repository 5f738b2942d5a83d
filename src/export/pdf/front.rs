// SPDX-License-Identifier: EUPL-1.2
//! What stands before the chapters: properties of the file, title page, contents, lists.

use super::Writer;
use super::engine::LOOK_FILE;
use crate::diag::say;
use crate::report::{Block, Chapter};

impl Writer<'_> {
    /// Opens the code block that [`super::write`] closes.
    pub(super) fn opening(&mut self) {
        self.put(&format!("#import \"{LOOK_FILE}\": *\n#show: report.with("));
        self.properties();
        let is_leaf = self.document.is_leaf();
        self.put(if is_leaf { "leaf:true,)\n#{\n" } else { ")\n#{\n" });
        if !is_leaf {
            self.title_page();
            self.contents();
        }
    }

    /// Writes title, publisher, day and language as arguments.
    pub(super) fn properties(&mut self) {
        let document = self.document;
        let title = document.title.trim();
        self.argument("title", if title.is_empty() { "—" } else { title });
        if let Some(publisher) = &document.publisher {
            self.argument("author", publisher);
        }
        self.day();
        self.language();
    }

    /// Writes a named argument with a text.
    pub(super) fn argument(&mut self, name: &str, text: &str) {
        self.put(&format!("{name}:"));
        self.string(text);
        self.put(",");
    }

    fn day(&mut self) {
        let day = self.document.day;
        let (year, month, day) = (day.year(), day.month(), day.day());
        self.put(&format!("day:datetime(year:{year},month:{month},day:{day}),"));
    }

    /// «it» or «it-IT».
    fn language(&mut self) {
        let tag = self.document.language.clone();
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
        let document = self.document;
        self.put("leaf-head(");
        if let Some(publisher) = &document.publisher {
            self.argument("publisher", publisher);
        }
        if let Some(subtitle) = &document.subtitle {
            self.argument("subtitle", subtitle);
        }
        self.argument("date", &document.date);
        self.put(")\n");
        self.notices();
    }

    fn title_page(&mut self) {
        let document = self.document;
        self.put("title-page(");
        self.argument("title", &document.title);
        if let Some(publisher) = &document.publisher {
            self.argument("publisher", publisher);
        }
        if let Some(subtitle) = &document.subtitle {
            self.argument("subtitle", subtitle);
        }
        self.argument("date", &document.date);
        self.argument("made-with", &document.words.made_with);
        self.put("{[];");
        self.notices();
        self.put("})\n");
    }

    fn notices(&mut self) {
        let document = self.document;
        if document.notices.is_empty() {
            return;
        }
        self.put("notice({");
        for notice in &document.notices {
            self.put("par(");
            self.string(notice);
            self.put(");");
        }
        self.put("})\n");
    }

    fn contents(&mut self) {
        let document = self.document;
        self.put("front(");
        self.argument("title", &document.title);
        self.argument("contents", &document.words.contents);
        let has = |wanted: fn(&Block) -> bool| any(&document.chapters, wanted);
        if has(|block| matches!(block, Block::Table(table) if table.number > 0)) {
            self.argument("tables", &say("docx-list-of-tables"));
        }
        if has(|block| matches!(block, Block::Figure(_))) {
            self.argument("figures", &say("docx-list-of-figures"));
        }
        self.put(")\n");
    }
}

/// Whether a chapter holds such a block, outside lists and boxes or in them.
fn any(chapters: &[Chapter], wanted: fn(&Block) -> bool) -> bool {
    fn within(blocks: &[Block], wanted: fn(&Block) -> bool) -> bool {
        blocks.iter().any(|block| {
            wanted(block)
                || match block {
                    Block::List { items, .. } => items.iter().any(|item| within(item, wanted)),
                    Block::Quote(blocks) | Block::Callout { blocks, .. } => within(blocks, wanted),
                    _ => false,
                }
        })
    }
    chapters.iter().any(|chapter| within(&chapter.blocks, wanted))
}
