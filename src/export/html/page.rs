// SPDX-License-Identifier: EUPL-1.2
//! The frame: head, skip links, header, notices, index, chapters, footer.

use super::{Page, style};
use crate::edition::{Chapter, Edition, Entry};
use crate::export::markup::{Markup, tag};

/// Ids of the frame, which no part of an edition has.
const MAIN: &str = "contenuto";
const INDEX: &str = "indice";
/// Nothing in the page runs or asks for anything, even if a text slipped through.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

pub(super) fn write(edition: &Edition) -> String {
    let mut page = Page { edition, out: "<!DOCTYPE html>\n".to_owned() };
    page.block(tag("html").with("lang", &edition.language), |page| {
        page.block(tag("head"), Page::head);
        page.block(tag("body").class(if edition.is_leaf { "leaf" } else { "" }), Page::body);
    });
    page.out
}

impl Page<'_> {
    fn head(&mut self) {
        let edition = self.edition;
        self.void(tag("meta").with("charset", "utf-8"));
        let metas =
            [("viewport", "width=device-width, initial-scale=1"), ("color-scheme", "light dark")];
        for (name, content) in metas {
            self.void(tag("meta").with("name", name).with("content", content));
        }
        let policy = tag("meta").with("http-equiv", "Content-Security-Policy");
        self.void(policy.with("content", POLICY));
        self.around(tag("title"), edition.title.trim());
        if let Some(publisher) = &edition.publisher {
            self.void(tag("meta").with("name", "author").with("content", publisher));
        }
        let css = style::sheet(&edition.words.source_of_value);
        self.block(tag("style"), |page| page.out.push_str(&css));
    }

    fn body(&mut self) {
        let edition = self.edition;
        self.skip_links();
        self.block(tag("header").class("it-header-wrapper"), Page::header);
        self.block(tag("div").class("container page-columns"), |page| {
            if !edition.is_leaf {
                page.index();
            }
            page.block(tag("main").with("id", MAIN).with("tabindex", -1), |page| {
                page.notices();
                edition.chapters.iter().for_each(|chapter| page.chapter(chapter));
                edition.sources.iter().for_each(|sources| page.sources(sources));
            });
        });
        self.block(tag("footer").class("it-footer"), |page| {
            page.within(tag("div").class("container"), Page::footer);
        });
    }

    fn skip_links(&mut self) {
        let Edition { words, is_leaf, .. } = self.edition;
        let nav = tag("nav").class("skiplinks").with("aria-label", &words.skip_links);
        let links = [(MAIN, &words.skip_to_content), (INDEX, &words.skip_to_contents)];
        let shown = if *is_leaf { 1 } else { links.len() };
        self.block(nav, |page| {
            for (id, word) in links.into_iter().take(shown) {
                let link = tag("a").class("visually-hidden-focusable");
                page.around(link.with("href", format_args!("#{id}")), word);
            }
        });
    }

    fn header(&mut self) {
        let edition = self.edition;
        let container = || tag("div").class("container");
        if let Some(publisher) = &edition.publisher {
            self.block(tag("div").class("it-header-slim-wrapper"), |page| {
                page.within(container(), |page| page.around(tag("p"), publisher));
            });
        }
        self.block(tag("div").class("it-header-center-wrapper"), |page| {
            page.within(tag("div").class("container it-brand-text"), |page| {
                page.around(tag("h1"), &edition.title);
                if let Some(subtitle) = &edition.subtitle {
                    page.around(tag("p").class("subtitle"), subtitle);
                }
                page.around(tag("p").class("date"), &edition.date);
                if let Some((title, address)) = &edition.other_volume {
                    page.block(tag("p").class("other-volume"), |page| {
                        page.around(tag("a").with("href", address), title);
                    });
                }
            });
        });
    }

    fn notices(&mut self) {
        let notices = &self.edition.notices;
        if notices.is_empty() {
            return;
        }
        self.block(tag("div").class("callout notice").with("role", "note"), |page| {
            notices.iter().for_each(|notice| page.around(tag("p"), notice));
        });
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let Chapter { id, title, annex, .. } = chapter;
        let class = if *annex { "it-page-section annex" } else { "it-page-section" };
        let title_id = format!("{id}_titolo");
        let section = tag("section").class(class).with("id", id);
        self.block(section.with("aria-labelledby", &title_id), |page| {
            page.around(tag("h2").with("id", &title_id), title);
            page.blocks(chapter.blocks());
        });
    }

    /// Writes the index twice, folded for narrow screens and open for wide ones and paper: without
    /// script one element cannot be both. Only one of them is ever displayed.
    fn index(&mut self) {
        let Edition { contents, words, .. } = self.edition;
        let nav = tag("nav").class("it-navscroll-wrapper").with("id", INDEX);
        let nav = nav.with("aria-label", &words.contents).with("tabindex", -1);
        self.block(nav, |page| {
            page.block(tag("details").class("index-folded"), |page| {
                page.around(tag("summary"), &words.contents);
                page.entries(contents);
            });
            page.block(tag("div").class("index-open"), |page| {
                let title = tag("p").class("index-title");
                page.around(title.with("id", format_args!("{INDEX}_titolo")), &words.contents);
                page.entries(contents);
            });
        });
    }

    fn entries(&mut self, entries: &[Entry]) {
        let first_annex = entries.iter().position(|entry| entry.annex);
        self.block(tag("ul").class("link-list"), |page| {
            for (at, entry) in entries.iter().enumerate() {
                let begins = first_annex == Some(at);
                page.block(tag("li").class(if begins { "first-annex" } else { "" }), |page| {
                    if begins {
                        page.around(tag("span").class("index-part"), &page.edition.words.annexes);
                    }
                    page.entry(entry);
                });
            }
        });
    }

    fn entry(&mut self, entry: &Entry) {
        let link = |id: &str| tag("a").class("list-item").with("href", format_args!("#{id}"));
        self.around(link(&entry.id), &entry.title);
        if entry.below.is_empty() {
            return;
        }
        self.block(tag("ul"), |page| {
            for (id, text) in &entry.below {
                page.block(tag("li"), |page| page.around(link(id), text));
            }
        });
    }

    fn footer(&mut self) {
        let edition = self.edition;
        if let Some(publisher) = &edition.publisher {
            self.around(tag("p").class("publisher"), publisher);
        }
        self.block(tag("p"), |page| {
            page.text(&edition.title);
            page.text(" – ");
            page.text(&edition.date);
        });
        self.around(tag("p").class("made-with"), &edition.words.made_with);
        if !edition.is_leaf {
            self.block(tag("p").class("to-index"), |page| {
                let link = tag("a").with("href", format_args!("#{INDEX}"));
                page.around(link, &edition.words.skip_to_contents);
            });
        }
    }
}
