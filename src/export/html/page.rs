// SPDX-License-Identifier: EUPL-1.2
//! The frame: head, skip links, header, notices, index, chapters, footer.

use super::escape::escaped;
use super::{Anchors, Page, annex, style};
use crate::diag::say;
use crate::report::plain;
use crate::report::{Block, Chapter, Document};

/// Ids of the frame.
struct Frame {
    main: String,
    index: String,
    index_title: String,
    sources: String,
}

/// An entry of the index: a chapter and its headings.
struct Entry {
    id: String,
    title: String,
    annex: bool,
    below: Vec<(String, String)>,
}

pub(super) fn write(document: &Document) -> String {
    let mut anchors = Anchors::of(document);
    let frame = Frame {
        main: anchors.fresh("contenuto"),
        index: anchors.fresh("indice"),
        index_title: anchors.fresh("indice-titolo"),
        sources: anchors.fresh("fonti"),
    };
    let linked_from = vec![None; document.sources.len()];
    let (out, here) = (String::new(), frame.main.clone());
    let mut page = Page { document, out, anchors, here, linked_from, level: 1, in_link: false };
    let mut entries: Vec<Entry> = Vec::new();
    page.notices();
    for chapter in &document.chapters {
        entries.push(page.chapter(chapter));
    }
    if !document.sources.is_empty() {
        let title = document.words.sources.clone();
        entries.push(Entry { id: frame.sources.clone(), title, annex: true, below: Vec::new() });
        annex::write(&mut page, &frame.sources);
    }
    let main = std::mem::take(&mut page.out);
    page.head();
    page.skip_links(&frame);
    page.header();
    page.put("<div class=\"container page-columns\">\n");
    if !document.is_leaf() {
        page.index(&frame, &entries);
    }
    page.put(&format!("<main id=\"{}\" tabindex=\"-1\">\n", frame.main));
    page.put(&main);
    page.put("</main>\n</div>\n");
    page.footer(&frame);
    page.put("</body>\n</html>\n");
    page.out
}

impl Page<'_> {
    fn head(&mut self) {
        let document = self.document;
        let language = language(&document.language);
        self.put(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n"));
        self.put("<meta charset=\"utf-8\">\n");
        self.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.put("<meta name=\"color-scheme\" content=\"light dark\">\n");
        // Nothing in the page runs or asks for anything, even if a text slipped through.
        self.put(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; font-src data:; img-src data:\">\n",
        );
        let title = document.title.trim();
        self.element("title", if title.is_empty() { "—" } else { title });
        if let Some(publisher) = &document.publisher {
            self.put(&format!("\n<meta name=\"author\" content=\"{}\">", escaped(publisher)));
        }
        let css = style::sheet(&self.anchors.source_prefix, &document.words.source_of_value);
        let body = if document.is_leaf() { "<body class=\"leaf\">" } else { "<body>" };
        self.put(&format!("\n<style>\n{css}\n</style>\n</head>\n{body}\n"));
    }

    fn skip_links(&mut self, frame: &Frame) {
        let words = &self.document.words;
        self.put(&format!("<nav class=\"skiplinks\" aria-label=\"{}\">", say("html-skip-links")));
        let links =
            [(&frame.main, &words.skip_to_content), (&frame.index, &words.skip_to_contents)];
        let shown = if self.document.is_leaf() { 1 } else { links.len() };
        for (id, word) in links.into_iter().take(shown) {
            self.element(&format!("a class=\"visually-hidden-focusable\" href=\"#{id}\""), word);
        }
        self.put("</nav>\n");
    }

    fn header(&mut self) {
        let document = self.document;
        self.put("<header class=\"it-header-wrapper\">\n");
        if let Some(publisher) = &document.publisher {
            self.put("<div class=\"it-header-slim-wrapper\"><div class=\"container\">");
            self.element("p", publisher);
            self.put("</div></div>\n");
        }
        self.put(
            "<div class=\"it-header-center-wrapper\"><div class=\"container it-brand-text\">\n",
        );
        self.element("h1", &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.element("p class=\"subtitle\"", subtitle);
        }
        self.element("p class=\"date\"", &document.date);
        self.put("\n</div></div>\n</header>\n");
    }

    fn notices(&mut self) {
        if self.document.notices.is_empty() {
            return;
        }
        self.put("<div class=\"callout notice\" role=\"note\">\n");
        for notice in &self.document.notices {
            self.element("p", notice);
        }
        self.put("\n</div>\n");
    }

    /// Writes a chapter and gives its entry in the index.
    fn chapter(&mut self, chapter: &Chapter) -> Entry {
        let id = self.anchors.own(&chapter.id);
        let title_id = self.anchors.fresh(&format!("{id}-titolo"));
        let annex = if chapter.annex { " annex" } else { "" };
        self.put(&format!(
            "<section class=\"it-page-section{annex}\" id=\"{id}\" aria-labelledby=\"{title_id}\">\n"
        ));
        self.element(&format!("h2 id=\"{title_id}\""), &chapter.title);
        self.put("\n");
        self.level = 2;
        let mut below = Vec::new();
        self.here.clone_from(&id);
        let begins = |block: &Block| matches!(block, Block::Heading { level: 2, .. });
        for part in chapter.blocks.chunk_by(|_, next| !begins(next)) {
            let mut rest = part;
            if let Some((heading @ Block::Heading { level: 2, text, .. }, others)) =
                part.split_first()
            {
                self.block(heading);
                below.push((self.here.clone(), plain(text)));
                rest = others;
            }
            self.blocks(rest);
        }
        self.put("</section>\n");
        Entry { id, title: chapter.title.clone(), annex: chapter.annex, below }
    }

    /// Writes the index twice, folded for narrow screens and open for wide ones and paper: without
    /// script one element cannot be both. Only one of them is ever displayed.
    fn index(&mut self, frame: &Frame, entries: &[Entry]) {
        let title = self.document.words.contents.clone();
        self.put(&format!(
            "<nav class=\"it-navscroll-wrapper\" id=\"{}\" aria-label=\"{}\" tabindex=\"-1\">\n",
            frame.index,
            escaped(&title)
        ));
        self.put("<details class=\"index-folded\">");
        self.element("summary", &title);
        self.entries(entries);
        self.put("</details>\n<div class=\"index-open\">");
        self.element(&format!("p class=\"index-title\" id=\"{}\"", frame.index_title), &title);
        self.entries(entries);
        self.put("</div>\n</nav>\n");
    }

    fn entries(&mut self, entries: &[Entry]) {
        self.put("\n<ul class=\"link-list\">\n");
        let mut in_annexes = false;
        for entry in entries {
            let begins = entry.annex && !in_annexes;
            in_annexes |= entry.annex;
            self.put(if begins { "<li class=\"first-annex\">" } else { "<li>" });
            if begins {
                self.element("span class=\"index-part\"", &say("html-annexes"));
            }
            self.element(&format!("a class=\"list-item\" href=\"#{}\"", entry.id), &entry.title);
            if !entry.below.is_empty() {
                self.put("\n<ul>\n");
                for (id, text) in &entry.below {
                    self.put("<li>");
                    self.element(&format!("a class=\"list-item\" href=\"#{id}\""), text);
                    self.put("</li>\n");
                }
                self.put("</ul>\n");
            }
            self.put("</li>\n");
        }
        self.put("</ul>\n");
    }

    fn footer(&mut self, frame: &Frame) {
        let document = self.document;
        self.put("<footer class=\"it-footer\"><div class=\"container\">\n");
        if let Some(publisher) = &document.publisher {
            self.element("p class=\"publisher\"", publisher);
        }
        self.put("<p>");
        self.text(&document.title);
        self.put(" – ");
        self.text(&document.date);
        self.put("</p>\n");
        self.element("p class=\"made-with\"", &document.words.made_with);
        if !document.is_leaf() {
            self.put("<p class=\"to-index\">");
            let to_index = format!("a href=\"#{}\"", frame.index);
            self.element(&to_index, &document.words.skip_to_contents);
            self.put("</p>\n");
        }
        self.put("</div></footer>\n");
    }
}

/// The language as HTML names it; what is no such name would be read aloud in no language.
fn language(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
    });
    let others = parts.all(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if first && others { tag } else { "it" }
}
