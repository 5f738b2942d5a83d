// SPDX-License-Identifier: EUPL-1.2
//! The walk over the document that settles how it stands.

mod tables;
mod text;

use super::ids::Ids;
use super::pages::{needs_landscape, plan};
use super::slides;
use super::sources::{self, Backs};
use super::text::capitalised;
use super::tree::{
    Block, Caption, Chapter, Claim, Edition, Entry, Figure, Label, Listed, Part, Shown,
};
use super::words::Words;
use crate::diag::say;
use crate::report::{self, Document, Verdict, VolumeKind, plain};
use std::collections::BTreeSet;

/// Settles how a document stands, once for all formats.
pub fn settle(document: &Document) -> Edition {
    let title = document.title.trim();
    let is_short = document.is_short();
    let (other, words) = match document.volume {
        VolumeKind::Report => (VolumeKind::Technical, "volume-to-technical"),
        VolumeKind::Technical => (VolumeKind::Report, "volume-to-report"),
    };
    let sources_page = document.has_others.then_some(document.volume.page());
    let other_volume = document.has_others.then(|| (say(words), other.page()));
    let mut settler = Settler {
        words: Words::new(),
        ids: Ids::gather(&document.chapters),
        backs: Backs::new(document.sources.len()),
        here: String::new(),
        level: 1,
        depth: 0,
        landscape: false,
        cells_left: super::table::DOCUMENT_CELLS,
        in_link: false,
        prints_data: !is_short,
        contents: Vec::new(),
        tables: Vec::new(),
        figures: Vec::new(),
    };
    let chapters = document.chapters.iter().map(|chapter| settler.chapter(chapter)).collect();
    let Settler { words, backs, mut contents, tables, figures, .. } = settler;
    let slides = slides::lay_out(document);
    let on_slides: BTreeSet<usize> =
        slides.in_order.iter().flat_map(|slide| slide.sources.iter().copied()).collect();
    let sources = sources::settle(&document.sources, &backs, |number| {
        !is_short || backs.has(number) || on_slides.contains(&number)
    });
    contents.extend(sources.as_ref().map(|sources| Entry {
        id: sources.id.clone(),
        title: sources.title.clone(),
        annex: true,
        only_on_web: sources_page.is_some(),
        below: Vec::new(),
    }));
    let by = document.publisher.iter().chain([&document.date]);
    Edition {
        language: language(&document.language).to_owned(),
        title: if title.is_empty() { "—".to_owned() } else { document.title.clone() },
        subtitle: document.subtitle.clone(),
        publisher: document.publisher.clone(),
        date: document.date.clone(),
        by: by.map(String::as_str).collect::<Vec<_>>().join(" – "),
        day: document.day,
        notices: document.notices.clone(),
        is_leaf: document.is_leaf(),
        contents,
        tables,
        figures,
        chapters,
        sources,
        published: document.published.clone(),
        sources_page,
        other_volume,
        has_lists: !is_short,
        slides,
        words,
        word_template: document.word_template.clone(),
    }
}

/// The language as the web names it; what is no such name would be read aloud in no language.
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

struct Settler {
    words: Words,
    ids: Ids,
    /// Where each source is first used.
    backs: Backs,
    /// Id of the part being settled.
    here: String,
    /// Level of the last heading, so that none is skipped.
    level: u8,
    /// Lists and frames around it.
    depth: u32,
    /// Whether the pages lie on their side here.
    landscape: bool,
    /// Cells of tables that pages still have room for.
    cells_left: usize,
    /// Whether a link is open: there is none in it, and no value leads to its source.
    in_link: bool,
    /// Whether figures have their data on paper too.
    prints_data: bool,
    contents: Vec<Entry>,
    tables: Vec<Listed>,
    figures: Vec<Listed>,
}

impl Settler {
    fn chapter(&mut self, chapter: &report::Chapter) -> Chapter {
        let report::Chapter { id, title, blocks, annex } = chapter;
        let (id, title, annex) = (self.ids.give(id), title.clone(), *annex);
        self.here.clone_from(&id);
        self.level = 1;
        let entry = Entry {
            id: id.clone(),
            title: title.clone(),
            annex,
            only_on_web: false,
            below: Vec::new(),
        };
        self.contents.push(entry);
        let mut parts: Vec<Part> = Vec::new();
        for (block, landscape) in blocks.iter().zip(plan(blocks)) {
            // The data of a figure may have turned the page.
            if parts.last().is_none_or(|part| part.landscape != landscape)
                || self.landscape != landscape
            {
                self.landscape = landscape;
                parts.push(Part { landscape, blocks: Vec::new() });
            }
            let block = self.block(block);
            if let Some(part) = parts.last_mut() {
                add(&mut part.blocks, block);
            }
        }
        self.backs.end_chapter(&title);
        Chapter { id, title, annex, parts }
    }

    fn blocks(&mut self, blocks: &[report::Block]) -> Vec<Block> {
        self.depth += 1;
        let mut settled = Vec::new();
        for block in blocks {
            let block = self.block(block);
            add(&mut settled, block);
        }
        self.depth -= 1;
        settled
    }

    fn block(&mut self, block: &report::Block) -> Block {
        match block {
            report::Block::Heading { level, id, text } => self.heading(*level, id, text),
            report::Block::Paragraph(text) => Block::Paragraph(self.inlines(text)),
            report::Block::List { ordered, items } => Block::List {
                ordered: *ordered,
                items: items.iter().map(|item| self.blocks(item)).collect(),
            },
            report::Block::Quote(blocks) => Block::Quote(self.blocks(blocks)),
            report::Block::Table(table) => Block::Table(Box::new(self.numbered(table))),
            report::Block::Figure(figure) => Block::Figure(Box::new(self.figure(figure))),
            report::Block::Picture(shown) => match &shown.picture {
                Some(picture) => Block::Picture(Box::new(Shown {
                    alternative: shown.alternative.clone(),
                    picture: picture.clone(),
                })),
                None => Block::Paragraph(vec![report::Inline::Text(shown.alternative.clone())]),
            },
            report::Block::Claim(claim) => self.claim(claim),
            report::Block::Callout { kind, title, blocks } => {
                Block::Callout { kind: *kind, title: title.clone(), blocks: self.blocks(blocks) }
            }
        }
    }

    fn heading(&mut self, level: u8, id: &str, text: &[report::Inline]) -> Block {
        self.level = level.clamp(2, 6).min(self.level + 1);
        let id = self.ids.give(id);
        self.here.clone_from(&id);
        if let (2, Some(entry)) = (self.level, self.contents.last_mut()) {
            entry.below.push((id.clone(), plain(text)));
        }
        Block::Heading { level: self.level, id, text: self.inlines(text) }
    }

    /// One of ours that holds needs no frame.
    fn claim(&mut self, claim: &report::Claim) -> Block {
        let report::Claim { id, text, quoted_from, verdict, evidence } = claim;
        let id = self.ids.give(&format!("affermazione-{id}"));
        self.here.clone_from(&id);
        let holds = quoted_from.is_none() && *verdict == Verdict::Confirmed;
        let word = if holds { say("claim-holds") } else { verdict.label() };
        let claim = Claim {
            id,
            verdict: *verdict,
            word: capitalised(&word),
            text: self.inlines(text),
            quoted_from: quoted_from.clone(),
            evidence: self.inlines(evidence),
        };
        if holds { Block::Holding(vec![claim]) } else { Block::Claim(Box::new(claim)) }
    }

    /// A figure, and its data: on a page on its side where they need it.
    fn figure(&mut self, said: &report::Figure) -> Figure {
        let id = self.ids.give(&said.id);
        self.here.clone_from(&id);
        let (word, number) = (self.words.figure.clone(), said.number);
        let label = Some(Label { word, number, counted: true });
        let caption = Caption { label, text: said.title.clone() };
        self.figures.push(Listed { id: id.clone(), caption: caption.clone() });
        let has_data = !said.data.rows.is_empty() || said.drawing.is_none();
        let prints_data = has_data && (self.prints_data || said.drawing.is_none());
        let turned =
            prints_data && self.depth == 0 && !self.landscape && needs_landscape(&said.data);
        self.landscape |= turned;
        let word = self.words.figure_data.clone();
        let data = self.table(&said.data, Some(Label { word, number, counted: false }));
        Figure {
            id,
            caption,
            below: said.caption.clone(),
            alternative: said.alternative.clone(),
            chart: said.chart.clone(),
            drawing: said.drawing.clone(),
            narrow: said.narrow.clone(),
            data,
            has_data,
            prints_data,
            turned,
        }
    }
}

/// Adds a block; sentences that hold, one after the other, are one block.
fn add(blocks: &mut Vec<Block>, block: Block) {
    match (blocks.last_mut(), block) {
        (Some(Block::Holding(claims)), Block::Holding(more)) => claims.extend(more),
        (_, block) => blocks.push(block),
    }
}
