// SPDX-License-Identifier: EUPL-1.2
//! Markdown with placeholders to blocks; raw HTML is dropped.

#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

use super::block::{Block, Inline, Photograph, Target, plain};
use crate::templates::{CLOSE, OPEN};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A piece of parsed Markdown: still with placeholders, which the caller turns into nodes.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A finished block without placeholders inside it, or with inline ones already in place.
    Block(Block),
    /// A placeholder that stands alone: its number.
    Call(usize),
}

/// Title (the first heading of level 1) and the pieces below it.
pub(super) fn parse(markdown: &str) -> (Option<String>, Vec<Piece>) {
    let parser = Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH);
    let mut builder = Builder { events: shallow(parser), at: 0, title: None };
    let pieces = builder.blocks();
    (builder.title, pieces)
}

/// The events of a text, but for containers in more than so many others: what stands in them stays.
/// Blocks are gone through by recursion.
fn shallow<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut depth = 0_usize;
    let kept = move |event: &Event<'a>| match event {
        Event::Start(_) => {
            depth += 1;
            depth <= DEEPEST
        }
        Event::End(_) => {
            depth = depth.saturating_sub(1);
            depth < DEEPEST
        }
        _ => true,
    };
    events.filter(kept).collect()
}

/// Containers within containers; `study` tells who writes more.
const DEEPEST: usize = 40;

struct Builder<'a> {
    events: Vec<Event<'a>>,
    at: usize,
    title: Option<String>,
}

impl Builder<'_> {
    /// Blocks up to the end of the container that is open.
    fn blocks(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        while let Some(event) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::Paragraph) => pieces.extend(paragraph(self.inlines())),
                Event::Start(Tag::Heading { level, .. }) => {
                    let mut pictures = Vec::new();
                    let text = lifted(self.inlines(), &mut pictures);
                    if level == HeadingLevel::H1 && self.title.is_none() {
                        self.title = Some(plain(&text));
                    } else {
                        let level = (level as u8).clamp(2, 4);
                        let block = Block::Heading { level, id: String::new(), text };
                        pieces.push(Piece::Block(block));
                    }
                    pieces.extend(pictures);
                }
                Event::Start(Tag::List(first)) => {
                    let items = self.items();
                    pieces.push(Piece::Block(Block::List { ordered: first.is_some(), items }));
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let inside = only_blocks(self.blocks());
                    pieces.push(Piece::Block(Block::Quote(inside)));
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    let text = vec![Inline::Code(plain(&self.inlines()))];
                    pieces.push(Piece::Block(Block::Paragraph(text)));
                }
                Event::Text(_)
                | Event::Code(_)
                | Event::Start(
                    Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. },
                ) => {
                    // text of a tight list item stands without a paragraph
                    self.at -= 1;
                    pieces.extend(paragraph(self.loose_inlines()));
                }
                Event::Start(_) => {
                    self.inlines();
                }
                Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => break,
                _ => {}
            }
        }
        pieces
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::Item) => items.push(only_blocks(self.blocks())),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    /// Inlines up to the end of the element that is open.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some(event) = self.events.get(self.at).cloned() {
            self.at += 1;
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &mut inlines);
        }
        inlines
    }

    /// Inlines up to the next block or end, which is left standing.
    fn loose_inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some(event) = self.events.get(self.at).cloned() {
            let is_inline = matches!(
                event,
                Event::Text(_)
                    | Event::Code(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::Start(
                        Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. }
                    )
            );
            if !is_inline {
                break;
            }
            self.at += 1;
            self.inline(event, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'_>, inlines: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => text_with_calls(&text, inlines),
            Event::Code(text) => inlines.push(Inline::Code(text.into_string())),
            Event::SoftBreak => text_with_calls(" ", inlines),
            Event::HardBreak => inlines.push(Inline::Break),
            Event::Start(Tag::Strong) => inlines.push(Inline::Strong(self.inlines())),
            Event::Start(Tag::Emphasis) => inlines.push(Inline::Emphasis(self.inlines())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let to = Target::parse(&dest_url);
                inlines.push(Inline::Link { to, text: self.inlines() });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let to = Target::Picture(dest_url.into_string());
                inlines.push(Inline::Link { to, text: self.inlines() });
            }
            Event::Start(_) => {
                let inside = self.inlines();
                inlines.extend(inside);
            }
            _ => {}
        }
    }
}

/// Text with each placeholder as a link to its call.
fn text_with_calls(text: &str, inlines: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        push_text(before, inlines);
        let Some((number, after)) = after.split_once(CLOSE) else {
            rest = after;
            break;
        };
        inlines.extend(number.parse().ok().map(call));
        rest = after;
    }
    push_text(rest, inlines);
}

fn push_text(text: &str, inlines: &mut Vec<Inline>) {
    if text.is_empty() {
        return;
    }
    match inlines.last_mut() {
        Some(Inline::Text(last)) => last.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// A paragraph, and below it the pictures that stand in it; when nothing but placeholders stands in
/// it, these placeholders.
fn paragraph(inlines: Vec<Inline>) -> Vec<Piece> {
    let mut pictures = Vec::new();
    let kept = lifted(inlines, &mut pictures);
    words(kept).into_iter().chain(pictures).collect()
}

/// A text without the pictures in it, which stand below it then.
fn lifted(inlines: Vec<Inline>, pictures: &mut Vec<Piece>) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in inlines {
        match inline {
            Inline::Link { to: Target::Picture(file), text } => {
                let shown = Photograph { file, alternative: plain(&text), picture: None };
                pictures.push(Piece::Block(Block::Picture(Box::new(shown))));
            }
            Inline::Link { to, text } => {
                kept.push(Inline::Link { to, text: lifted(text, pictures) });
            }
            Inline::Strong(text) => kept.push(Inline::Strong(lifted(text, pictures))),
            Inline::Emphasis(text) => kept.push(Inline::Emphasis(lifted(text, pictures))),
            // one space where a picture stood between two
            Inline::Text(text) if !pictures.is_empty() && plain(&kept).ends_with(' ') => {
                push_text(text.trim_start(), &mut kept);
            }
            other => kept.push(other),
        }
    }
    kept
}

/// A paragraph without its pictures.
fn words(inlines: Vec<Inline>) -> Vec<Piece> {
    let mut calls = Vec::new();
    for inline in &inlines {
        match inline {
            Inline::Text(text) if text.trim().is_empty() => {}
            Inline::Break => {}
            Inline::Link { to: Target::Call(number), .. } => calls.push(Piece::Call(*number)),
            _ => return vec![Piece::Block(Block::Paragraph(inlines))],
        }
    }
    calls
}

/// What stands in a text for a call until it is filled in.
fn call(number: usize) -> Inline {
    Inline::Link { to: Target::Call(number), text: Vec::new() }
}

/// Blocks inside a list or quote: a call that stands alone there is an inline one.
fn only_blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let block = |piece| match piece {
        Piece::Block(block) => block,
        Piece::Call(number) => Block::Paragraph(vec![call(number)]),
    };
    pieces.into_iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_alone_is_a_block_and_raw_html_is_dropped() {
        let markdown = format!("# Titolo\n\n{OPEN}0{CLOSE}\n\nprima {OPEN}1{CLOSE} <b>x</b>\n");
        let (title, pieces) = parse(&markdown);
        assert_eq!(title.as_deref(), Some("Titolo"));
        assert!(matches!(pieces[0], Piece::Call(0)));
        let Piece::Block(Block::Paragraph(inlines)) = &pieces[1] else { panic!("{pieces:?}") };
        assert_eq!(plain(inlines), "prima  x");
        assert_eq!(inlines.len(), 3);
    }

    #[test]
    fn no_address_is_taken_for_a_call() {
        let (_, pieces) = parse("[si veda](sestante:call:0) e [qui](#metodo)\n");
        let Piece::Block(Block::Paragraph(inlines)) = &pieces[0] else { panic!("{pieces:?}") };
        let targets: Vec<&Target> = inlines
            .iter()
            .filter_map(|inline| match inline {
                Inline::Link { to, .. } => Some(to),
                _ => None,
            })
            .collect();
        let outside = Target::Outside("sestante:call:0".to_owned());
        assert_eq!(targets, [&outside, &Target::Inside("metodo".to_owned())]);
    }

    #[test]
    fn an_item_of_a_tight_list_may_begin_with_strong_words() {
        let (_, pieces) = parse("- **Vuoti.** Non sono zero.\n- *poi* altro\n");
        let Piece::Block(Block::List { items, .. }) = &pieces[0] else { panic!("{pieces:?}") };
        let Block::Paragraph(first) = &items[0][0] else { panic!("{items:?}") };
        assert_eq!(plain(first), "Vuoti. Non sono zero.");
        assert!(matches!(first[0], Inline::Strong(_)));
        assert_eq!(items[1].len(), 1);
    }
}
