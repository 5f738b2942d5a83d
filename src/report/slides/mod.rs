// SPDX-License-Identifier: EUPL-1.2
//! Composes the deck: the study's `slides.yaml`, or a complete deck of its own.
//!
//! 1. The study says which slides it wants; without a file, [`defaults`] decides.
//! 2. Each entry becomes slides by the same [`Maker`](super::nodes::Maker) as the document's
//!    nodes, so that a value has the same row of the sources annex in both.
//! 3. [`compared`] and [`claims`] make them of comparisons and sentences; [`table`], [`figure`] and
//!    [`text`] lay out what a slide shows, and nothing runs out of it.
//! 4. [`notes`] says for each slide where its numbers come from.

mod claims;
mod compared;
mod defaults;
mod figure;
mod fit;
mod notes;
mod rows;
mod table;
mod text;
mod widths;

pub(super) use notes::add_sources;
pub use notes::source_rows;
pub use text::{gap, indent};

use super::compose::Composer;
use super::deck::{Mark, Slide, SlideContent, SlideParagraph};
use super::document::{Block, Document, Inline, Value};
use super::markdown::{self, Piece};
use crate::diag::{say, say_with};
use crate::study::{self, SlideKind, Slides};

/// Slides that one table may take, unless the study says otherwise.
const TABLE_SLIDES: usize = 3;

/// The slides that the study wants, with the numbers of their sources.
pub(super) fn compose(composer: &mut Composer<'_>, wanted: Option<&Slides>) -> Vec<Slide> {
    wanted.map_or("", |slides| slides.file).clone_into(&mut composer.chapter);
    let table_slides = wanted.and_then(|slides| slides.table_slides).unwrap_or(TABLE_SLIDES);
    let mut builder =
        Builder { composer, table_slides, section: String::new(), slides: Vec::new() };
    match wanted {
        Some(slides) => slides.slides.iter().for_each(|slide| builder.item(slide)),
        None => builder.defaults(),
    }
    builder.nothing_to_show();
    builder.sources();
    builder.slides
}

/// What stands before the deck: the cover, and what a reader must know.
pub(super) fn front(document: &Document) -> Vec<Slide> {
    let texts = document.subtitle.iter().chain(&document.publisher).chain([&document.date]);
    let cover = SlideContent::Cover(texts.cloned().collect());
    let mut slides = vec![slide(&document.title, "", cover)];
    if !document.notices.is_empty() {
        let paragraph = |notice: &String| dot(vec![Inline::Text(notice.clone())]);
        let paragraphs = document.notices.iter().map(paragraph).collect();
        slides.extend(text_slides(&say("slide-notices"), "", paragraphs));
    }
    slides
}

struct Builder<'c, 'a> {
    composer: &'c mut Composer<'a>,
    table_slides: usize,
    section: String,
    slides: Vec<Slide>,
}

fn slide(title: &str, section: &str, content: SlideContent) -> Slide {
    let (title, title_size) = match &content {
        SlideContent::Cover(_) | SlideContent::Head(_) => (title.to_owned(), cover_size(title)),
        _ => fit::title(title, ""),
    };
    let section = section.to_owned();
    Slide { title, title_size, section, content, sources: Vec::new(), notes: Vec::new() }
}

/// Size at which a cover's title fits.
fn cover_size(title: &str) -> f64 {
    let area = super::deck::COVER_TITLE_AREA;
    let fits = |size: &f64| fit::height(title, *size, true, area.width) <= area.height;
    [40.0, 36.0, 32.0, 28.0, 24.0].into_iter().find(fits).unwrap_or(20.0)
}

fn dot(text: Vec<Inline>) -> SlideParagraph {
    SlideParagraph { mark: Mark::Dot, depth: 0, text }
}

/// Text on as many slides as it takes.
fn text_slides(title: &str, section: &str, paragraphs: Vec<SlideParagraph>) -> Vec<Slide> {
    let pages = text::lay_out(paragraphs);
    let count = pages.len();
    let one = |(at, (paragraphs, size)): (usize, (Vec<SlideParagraph>, f64))| {
        let values: Vec<&Value> =
            paragraphs.iter().flat_map(|one| notes::in_text(&one.text)).collect();
        let sources = notes::of_values(values.into_iter());
        let content = SlideContent::Text { paragraphs, size };
        let (title, title_size) = fit::title(title, &part(at, count));
        Slide { title, title_size, sources, ..slide("", section, content) }
    };
    pages.into_iter().enumerate().map(one).collect()
}

/// « (1/3)» where there are several parts.
fn part(at: usize, count: usize) -> String {
    if count < 2 {
        return String::new();
    }
    say_with("slide-part", &[("part", &(at + 1).to_string()), ("parts", &count.to_string())])
}

impl Builder<'_, '_> {
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

    fn head(&mut self, title: &str, text: Option<String>) {
        title.clone_into(&mut self.section);
        self.slides.push(slide(title, title, SlideContent::Head(text)));
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
                    let Some(call) = self.composer.calls.get(number) else { continue };
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
        let paragraphs = text::paragraphs(&blocks);
        if !paragraphs.is_empty() {
            let slides = text_slides(title, &self.section, paragraphs);
            self.slides.extend(slides);
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
        let line = |key| dot(vec![Inline::Text(say_with(key, &[("annex", &annex)]))]);
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
            dot(vec![title, Inline::Text(rest)])
        });
        let works: Vec<SlideParagraph> = works.collect();
        let heading = vec![Inline::Strong(vec![Inline::Text(say("slide-works"))])];
        let heading = SlideParagraph { mark: Mark::None, depth: 0, text: heading };
        let heading = (!works.is_empty()).then_some(heading);
        let all = lines.into_iter().chain(heading).chain(works).collect();
        self.slides.extend(text_slides(&say("slide-sources"), &self.section, all));
    }
}
