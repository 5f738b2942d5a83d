// SPDX-License-Identifier: EUPL-1.2
//! Entry by entry: what the plan asks for, and what stands at the end of every deck.

use super::super::block::{Block, Inline};
use super::super::composer::Composer;
use super::super::deck::{Deck, Entry, EntryContent, SlideParagraph};
use super::super::markdown::{self, Piece};
use super::paragraphs::paragraphs;
use crate::diag::{say, say_with};
use crate::study::{self, SlideKind, Slides};

/// Slides that one table may take, unless the study says otherwise.
const TABLE_SLIDES: usize = 3;

/// The deck that the study wants.
pub(in crate::report) fn compose(composer: &mut Composer<'_>, wanted: Option<&Slides>) -> Deck {
    wanted.map_or("", |slides| slides.file).clone_into(&mut composer.chapter);
    let table_slides = wanted.and_then(|slides| slides.table_slides).unwrap_or(TABLE_SLIDES);
    let mut builder = Builder { composer, section: String::new(), entries: Vec::new() };
    match wanted {
        Some(slides) => slides.slides.iter().for_each(|slide| builder.item(slide)),
        None => builder.defaults(),
    }
    builder.nothing_to_show();
    builder.sources();
    Deck { table_slides, entries: builder.entries }
}

/// A deck in the making.
pub(super) struct Builder<'c, 'a> {
    pub(super) composer: &'c mut Composer<'a>,
    /// Name of the section that the next entries stand in.
    section: String,
    entries: Vec<Entry>,
}

impl Builder<'_, '_> {
    /// Adds an entry to the section.
    pub(super) fn add(&mut self, title: &str, content: EntryContent) {
        let (title, section) = (title.to_owned(), self.section.clone());
        self.entries.push(Entry { title, section, content });
    }

    fn item(&mut self, item: &study::Slide) {
        let title = item.title.as_deref();
        match &item.kind {
            SlideKind::Heading(heading, text) => self.head(title.unwrap_or(heading), text.clone()),
            SlideKind::Section(id, text) => {
                let section = self.composer.maker.comparer.questionnaire.section(id);
                let name = section.map_or(id.as_str(), |section| section.title.as_str());
                self.head(title.unwrap_or(name), text.clone());
            }
            SlideKind::Claims(section) => self.claims(section, title),
            SlideKind::Text(markdown, _) => self.text(markdown, title),
            SlideKind::Figure(id) => self.declared(id, item, true),
            SlideKind::Table(id) => self.declared(id, item, false),
        }
    }

    /// The head of a section, in which the next entries stand.
    pub(super) fn head(&mut self, title: &str, text: Option<String>) {
        title.clone_into(&mut self.section);
        self.add(title, EntryContent::Head(text));
    }

    /// A declared comparison; once for each participant when so wished.
    fn declared(&mut self, id: &str, item: &study::Slide, figure: bool) {
        let declarations = &self.composer.compared.declarations;
        let Some(spec) = declarations.comparison(id) else { return };
        let comparer = self.composer.maker.comparer;
        let mut of: Vec<Option<&str>> = vec![item.participant.as_deref()];
        if item.each {
            of = if comparer.many { Vec::new() } else { comparer.answered().map(Some).collect() };
        }
        for only in of {
            let comparison = comparer.compare(spec, only);
            self.comparison(&comparison, only, item.title.as_deref(), figure);
        }
    }

    /// Markdown: its text, and what it calls on slides of their own.
    fn text(&mut self, markdown: &str, title: Option<&str>) {
        let (heading, pieces) = markdown::parse(markdown);
        let title = title.map(str::to_owned).or(heading).unwrap_or_else(|| self.section.clone());
        let mut blocks: Vec<Block> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Block(block) => blocks.push(self.composer.fill(block)),
                Piece::Call(number) => {
                    let Some(call) = self.composer.filler.call(number) else { continue };
                    let compared = self.composer.compared;
                    let spec = call.arg("id").and_then(|id| compared.declarations.comparison(id));
                    if let (name @ ("table" | "figure"), Some(spec)) = (call.name, spec) {
                        self.paragraphs(&title, std::mem::take(&mut blocks));
                        let only = call.arg("participant");
                        let comparison = self.composer.maker.comparer.compare(spec, only);
                        self.comparison(&comparison, only, None, name == "figure");
                    } else {
                        blocks.extend(self.composer.block(&call));
                    }
                }
            }
        }
        self.paragraphs(&title, blocks);
    }

    fn paragraphs(&mut self, title: &str, blocks: Vec<Block>) {
        let paragraphs = paragraphs(&blocks);
        if !paragraphs.is_empty() {
            self.add(title, EntryContent::Text(paragraphs));
        }
    }

    /// What was asked for but has no answers, in one place.
    fn nothing_to_show(&mut self) {
        let blocks = self.composer.maker.nothing_to_show();
        self.section = say("slide-works");
        self.paragraphs(&say("slide-no-data"), blocks);
    }

    /// The last slide: how a number is followed back, and the works used.
    fn sources(&mut self) {
        let annex = say("document-sources");
        let lines = ["slide-sources-notes", "slide-sources-report", "slide-sources-trace"];
        let line =
            |key| SlideParagraph::dot(vec![Inline::Text(say_with(key, &[("annex", &annex)]))]);
        let lines: Vec<SlideParagraph> = lines.map(line).into();
        self.section = say("slide-works");
        let study = &self.composer.maker.comparer.questionnaire.study;
        let works = study.sources.iter().map(|work| {
            let mut rest = String::new();
            for part in [&work.author, &work.year, &work.note].into_iter().flatten() {
                rest.push_str(", ");
                rest.push_str(part);
            }
            let title = Inline::Emphasis(vec![Inline::Text(work.title.clone())]);
            SlideParagraph::dot(vec![title, Inline::Text(rest)])
        });
        let works: Vec<SlideParagraph> = works.collect();
        let heading = vec![Inline::Strong(vec![Inline::Text(say("slide-works"))])];
        let heading = (!works.is_empty()).then_some(SlideParagraph::plain(heading));
        let all = lines.into_iter().chain(heading).chain(works).collect();
        self.add(&say("slide-sources"), EntryContent::Text(all));
    }
}
