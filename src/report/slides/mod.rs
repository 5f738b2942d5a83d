// SPDX-License-Identifier: EUPL-1.2
//! Composes the deck: the study's `slides.yaml`, or a complete deck of its own.
//!
//! 1. [`load()`] reads which slides the study wants; without a file, [`defaults`] decides.
//! 2. Each entry becomes slides by the same [`Maker`](super::nodes::Maker) as the document's
//!    nodes, so that a value has the same row of the sources annex in both.
//! 3. [`table`], [`figure`] and [`text`] lay out what a slide shows; nothing runs out of it.
//! 4. [`notes`] says for each slide where its numbers come from.

mod defaults;
mod figure;
mod fit;
mod load;
mod notes;
mod table;
mod text;

pub(super) use load::{Plan, load};
pub(super) use notes::add_sources;
pub use notes::source_rows;
pub use text::{gap, indent};

use super::compose::Composer;
use super::deck::{Mark, Slide, SlideContent, SlideParagraph};
use super::document::{
    Align, Block, Cell, Claim, Column, Content, Document, Inline, Row, Table, Value, plain,
};
use super::markdown::{self, Piece};
use crate::comparison::Comparison;
use crate::diag::{say, say_with};
use load::{Item, Kind};

/// The slides of the plan, with the numbers of their sources.
pub(super) fn compose(composer: &mut Composer<'_>, plan: Plan) -> Vec<Slide> {
    load::FILE.clone_into(&mut composer.chapter);
    let Plan { table_slides, items, .. } = plan;
    let mut builder =
        Builder { composer, table_slides, section: String::new(), slides: Vec::new() };
    match items {
        Some(items) => items.iter().for_each(|item| builder.item(item)),
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
    fn item(&mut self, item: &Item) {
        let title = item.title.as_deref();
        match &item.kind {
            Kind::Heading(heading, text) => self.head(title.unwrap_or(heading), text.clone()),
            Kind::Section(id, text) => {
                let section = self.composer.maker.comparer.questionnaire.section(id);
                let name = section.map_or(id.as_str(), |section| section.title.as_str());
                self.head(title.unwrap_or(name), text.clone());
            }
            Kind::Claims(section) => self.claims(section, title),
            Kind::Text(markdown) => self.text(markdown, title),
            Kind::Figure(id) => self.declared(id, item, true),
            Kind::Table(id) => self.declared(id, item, false),
        }
    }

    fn head(&mut self, title: &str, text: Option<String>) {
        title.clone_into(&mut self.section);
        self.slides.push(slide(title, title, SlideContent::Head(text)));
    }

    /// A declared comparison; once for each participant when so wished.
    fn declared(&mut self, id: &str, item: &Item, figure: bool) {
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

    /// A comparison as a figure, or as a table over one or more slides.
    fn comparison(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
        title: Option<&str>,
        figure: bool,
    ) {
        if let Some(reason) = &comparison.not_comparable {
            let head = say_with("not-comparable", &[("title", &comparison.title)]);
            let text = vec![Inline::Text(reason.clone())];
            let paragraph = SlideParagraph { mark: Mark::None, depth: 0, text };
            let slides = text_slides(title.unwrap_or(&head), &self.section, vec![paragraph]);
            self.slides.extend(slides);
            return;
        }
        if self.composer.maker.leave_out(comparison) {
            return;
        }
        let title = match (title, only) {
            (Some(title), _) => title.to_owned(),
            (None, only) => self.composer.maker.headline(comparison, only),
        };
        let data = self.composer.maker.table_node(comparison, only, String::new(), 0);
        let chart = comparison.chart.as_ref().filter(|_| figure);
        let drawn = chart.and_then(|chart| figure::lay_out(chart, &title, &comparison.caption));
        let Some(figure) = drawn else {
            self.table(&data, comparison, only, &title);
            return;
        };
        let mut notes = self.about(comparison, only, &title);
        notes.push(say("slide-notes-drawn"));
        let content = SlideContent::Figure(Box::new(figure));
        let sources = notes::of_values(values(&data));
        self.slides.push(Slide { sources, notes, ..slide(&title, &self.section, content) });
    }

    fn table(&mut self, data: &Table, comparison: &Comparison, only: Option<&str>, title: &str) {
        let mut below: Vec<String> = Vec::new();
        let base = data.base.iter().map(|base| format!("{}: {base}", say("document-base")));
        let notes = data.notes.iter().map(|note| format!("{}: {note}", say("document-note")));
        let mut left_out = Vec::new();
        for text in base.chain(notes) {
            // what does not fit below is said by the speaker
            let used: f64 = below.iter().map(|text| table::small(text)).sum();
            if used + table::small(&text) <= MOST_BELOW {
                below.push(text);
            } else {
                left_out.push(text);
            }
        }
        let place = self.place(comparison, only);
        let mut parts = table::lay_out(data, self.table_slides, &below);
        if parts.needed > parts.parts.len() || parts.cut {
            below.clear();
            left_out.clear();
            left_out
                .extend(data.base.iter().map(|base| format!("{}: {base}", say("document-base"))));
            left_out
                .extend(data.notes.iter().map(|note| format!("{}: {note}", say("document-note"))));
            below.push(self.excerpt(&parts, data, &place));
            parts = table::lay_out(data, self.table_slides, &below);
            // the line is of one height, whatever its numbers
            let line = self.excerpt(&parts, data, &place);
            parts.parts.iter_mut().for_each(|part| part.below = vec![line.clone()]);
        }
        let count = parts.parts.len();
        for (at, laid) in parts.parts.into_iter().enumerate() {
            let (title, title_size) = fit::title(title, &part(at, count));
            let mut notes = self.about(comparison, only, &title);
            notes.extend(left_out.iter().cloned());
            let sources = notes::of_values(values(&laid.table));
            let content = SlideContent::Table(Box::new(laid));
            let rest = slide("", &self.section, content);
            self.slides.push(Slide { title, title_size, sources, notes, ..rest });
        }
    }

    /// What a slide leaves out of a table, and where all of it is.
    fn excerpt(&self, parts: &table::Parts, data: &Table, place: &str) -> String {
        let mut said = Vec::new();
        let excerpt = parts.needed > parts.parts.len();
        if let Some(first) = parts.parts.first().filter(|_| excerpt) {
            let count = |n: usize| n.to_string();
            let (rows, columns) = (&first.table.rows, &first.table.columns);
            if columns.len() < data.columns.len() {
                let args =
                    [("shown", count(columns.len())), ("columns", count(data.columns.len()))];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
                said.push(say_with("slide-excerpt-columns", &args));
            }
            if rows.len() < data.rows.len() {
                let args = [("shown", count(rows.len())), ("rows", count(data.rows.len()))];
                let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
                said.push(say_with("slide-excerpt-rows", &args));
            }
            said.push(say_with("slide-whole-table", &[("place", place)]));
            if parts.cut {
                said.push(say("slide-cut"));
            }
        } else {
            said.push(say_with("slide-whole-texts", &[("place", place)]));
        }
        said.join(" ")
    }

    /// Where the report and the workbook have a comparison.
    fn place(&self, comparison: &Comparison, only: Option<&str>) -> String {
        let key = (comparison.id.clone(), only.unwrap_or_default().to_owned());
        let shown = self.composer.maker.shown.get(&key).copied().unwrap_or_default();
        match (shown.table, shown.figure) {
            (Some(table), _) => say_with("slide-in-table", &[("n", &table.to_string())]),
            (None, Some(figure)) => say_with("slide-in-figure", &[("n", &figure.to_string())]),
            (None, None) => say_with("slide-in-annex", &[("annex", &say("annex-answers"))]),
        }
    }

    /// The beginning of a slide's notes.
    fn about(&self, comparison: &Comparison, only: Option<&str>, title: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if fit::title(title, "").0 != title {
            notes.push(say_with("slide-notes-title", &[("title", title)]));
        }
        let place = self.place(comparison, only);
        notes.push(say_with("slide-notes-place", &[("place", &place)]));
        notes
    }

    /// The sentences of a section: ours in words, those of the sources in a table.
    fn claims(&mut self, section: &str, title: Option<&str>) {
        let blocks = self.composer.claims(|claim| claim.section.as_deref() == Some(section));
        let claims = blocks.into_iter().filter_map(|block| match block {
            Block::Claim(claim) => Some(*claim),
            _ => None,
        });
        let (quoted, own): (Vec<Claim>, Vec<Claim>) =
            claims.partition(|claim| claim.quoted_from.is_some());
        let known = self.composer.maker.comparer.questionnaire.section(section);
        let name = known.map_or(section, |section| section.title.as_str());
        let head = say_with("slide-claims", &[("section", name)]);
        let head = title.unwrap_or(&head);
        let all = own.iter().map(judged).chain(quoted.iter().map(put_to_the_test)).map(dot);
        let together = text_slides(head, &self.section, all.collect());
        if together.len() == 1 || quoted.is_empty() {
            self.slides.extend(together);
            return;
        }
        if !own.is_empty() {
            let paragraphs = own.iter().map(judged).map(dot).collect();
            let slides = text_slides(head, &self.section, paragraphs);
            self.slides.extend(slides);
        }
        let title = say_with("slide-quotations", &[("section", name)]);
        self.quotations(&title, &quoted);
    }

    fn quotations(&mut self, title: &str, claims: &[Claim]) {
        let data = quotations(title, claims);
        let parts = table::lay_out(&data, usize::MAX, &[]).parts;
        let count = parts.len();
        let mut rest = claims;
        for (at, laid) in parts.into_iter().enumerate() {
            let (here, after) = rest.split_at(laid.table.rows.len().min(rest.len()));
            rest = after;
            let texts = here.iter().flat_map(|claim| [&claim.text, &claim.evidence]);
            let values: Vec<&Value> = texts.flat_map(|text| notes::in_text(text)).collect();
            let sources = notes::of_values(values.into_iter());
            let content = SlideContent::Table(Box::new(laid));
            let (title, title_size) = fit::title(title, &part(at, count));
            let rest = slide("", &self.section, content);
            self.slides.push(Slide { title, title_size, sources, ..rest });
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

/// Room for base and notes below a table.
const MOST_BELOW: f64 = 60.0;

/// Our own sentence; its verdict when it does not simply hold.
fn judged(claim: &Claim) -> Vec<Inline> {
    let mut text = claim.text.clone();
    if claim.verdict_kind != "confirmed" {
        text.push(Inline::Text(" – ".to_owned()));
        verdict(claim, &mut text);
    }
    text
}

/// A sentence of a source with its verdict.
fn put_to_the_test(claim: &Claim) -> Vec<Inline> {
    let source = claim.quoted_from.as_deref().unwrap_or_default();
    let mut text = vec![Inline::Text("«".to_owned())];
    text.extend(claim.text.iter().cloned());
    text.push(Inline::Text(format!("» ({source}) – ")));
    verdict(claim, &mut text);
    text
}

fn verdict(claim: &Claim, text: &mut Vec<Inline>) {
    text.push(Inline::Strong(vec![Inline::Text(claim.verdict.clone())]));
    if !claim.evidence.is_empty() {
        text.push(Inline::Text(". ".to_owned()));
        text.extend(claim.evidence.iter().cloned());
    }
}

fn quotations(title: &str, claims: &[Claim]) -> Table {
    let value = |text: String| Value { text, content: Content::Text, source: None };
    let cell = |text: String| Cell { values: vec![value(text)], shade: None };
    let row = |claim: &Claim| Row {
        label: value(say_with("word-quoted", &[("text", &plain(&claim.text))])),
        group: None,
        cells: vec![
            cell(claim.quoted_from.clone().unwrap_or_default()),
            cell(claim.verdict.clone()),
            cell(plain(&claim.evidence)),
        ],
        total: false,
    };
    let column = |key: &str| Column { label: say(key), align: Align::Left };
    Table {
        id: String::new(),
        number: 0,
        caption: title.to_owned(),
        spanners: Vec::new(),
        stub_head: say("slide-claim-head"),
        columns: ["slide-claim-source", "slide-claim-verdict", "slide-claim-evidence"]
            .map(column)
            .to_vec(),
        rows: claims.iter().map(row).collect(),
        even: false,
        base: None,
        notes: Vec::new(),
    }
}

/// The values of a table, row by row.
fn values(table: &Table) -> impl Iterator<Item = &Value> {
    table.rows.iter().flat_map(|row| {
        std::iter::once(&row.label).chain(row.cells.iter().flat_map(|cell| &cell.values))
    })
}
