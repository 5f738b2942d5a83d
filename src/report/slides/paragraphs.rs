// SPDX-License-Identifier: EUPL-1.2
//! Text of a chapter as paragraphs of a slide.

use super::super::block::{Block, Inline, plain};
use super::super::deck::{Mark, SlideParagraph};

/// Blocks of text as paragraphs of a slide.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<SlideParagraph> {
    let mut out = Vec::new();
    add(blocks, 0, &mut out);
    out
}

fn add(blocks: &[Block], depth: usize, out: &mut Vec<SlideParagraph>) {
    let put = |text: Vec<Inline>, out: &mut Vec<SlideParagraph>| {
        if !plain(&text).trim().is_empty() {
            out.push(SlideParagraph { mark: Mark::None, depth, text });
        }
    };
    for block in blocks {
        match block {
            Block::Heading { text, .. } => put(vec![Inline::Strong(text.clone())], out),
            Block::Paragraph(text) => put(text.clone(), out),
            Block::Quote(inside) => {
                let begin = out.len();
                add(inside, depth + 1, out);
                for quoted in &mut out[begin..] {
                    quoted.text = vec![Inline::Emphasis(std::mem::take(&mut quoted.text))];
                }
            }
            Block::List { ordered, items } => {
                for (at, item) in items.iter().enumerate() {
                    let begin = out.len();
                    add(item, depth, out);
                    let mark = if *ordered { Mark::Number(at + 1) } else { Mark::Dot };
                    for (turn, paragraph) in out[begin..].iter_mut().enumerate() {
                        match (turn, paragraph.mark) {
                            (0, Mark::None) => paragraph.mark = mark,
                            _ => paragraph.depth += 1,
                        }
                    }
                }
            }
            Block::Callout { title, blocks, .. } => {
                put(vec![Inline::Strong(vec![Inline::Text(title.clone())])], out);
                add(blocks, depth, out);
            }
            Block::Claim(claim) => {
                out.push(SlideParagraph { mark: Mark::Dot, depth, text: claim.text.clone() });
            }
            Block::Picture(shown) => {
                let words = Inline::Text(shown.alternative.clone());
                put(vec![Inline::Emphasis(vec![words])], out);
            }
            // these stand on slides of their own
            Block::Table(_) | Block::Figure(_) => {}
        }
    }
}
