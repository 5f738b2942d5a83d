// SPDX-License-Identifier: EUPL-1.2
//! Text on slides: paragraphs and lists, as large as they can be, over several slides when they
//! must.

use super::areas::{BODY_AREA, TEXT, leading};
use super::slide::{Slide, SlideContent};
use super::{fit, notes};
use crate::report::{Inline, Mark, SlideParagraph, Value, plain};

/// Sizes of text.
const SIZES: [f64; 4] = [24.0, 22.0, 20.0, TEXT];
/// The size of text that takes several slides.
const LONG: f64 = 20.0;
/// How far an item of a list is set in, in its size.
const INDENT: f64 = 1.2;

/// How far a paragraph is set in.
pub fn indent(paragraph: &SlideParagraph, size: f64) -> f64 {
    let own = if paragraph.mark == Mark::None { 0.0 } else { 1.0 };
    (paragraph.depth as f64 + own) * INDENT * size
}

/// Space below a paragraph.
pub fn gap(size: f64) -> f64 {
    (size * 0.45).round()
}

/// Text on as many slides as it takes.
pub(super) fn slides(title: &str, section: &str, paragraphs: Vec<SlideParagraph>) -> Vec<Slide> {
    let pages = lay_out(paragraphs);
    let count = pages.len();
    let one = |(at, (paragraphs, size)): (usize, (Vec<SlideParagraph>, f64))| {
        let values: Vec<&Value> =
            paragraphs.iter().flat_map(|one| notes::in_text(&one.text)).collect();
        let sources = notes::of_values(values.into_iter());
        let content = SlideContent::Text { paragraphs, size };
        Slide { sources, ..Slide::part(title, (at, count), section, content) }
    };
    pages.into_iter().enumerate().map(one).collect()
}

/// Paragraphs over one or more slides, with the size of each slide's text.
fn lay_out(paragraphs: Vec<SlideParagraph>) -> Vec<(Vec<SlideParagraph>, f64)> {
    for size in SIZES {
        if paragraphs.iter().map(|one| height(one, size)).sum::<f64>() <= BODY_AREA.height {
            return vec![(paragraphs, size)];
        }
    }
    let mut pages = Vec::new();
    let mut page: Vec<SlideParagraph> = Vec::new();
    let mut used = 0.0;
    for paragraph in paragraphs.into_iter().flat_map(|one| fitting(one, LONG)) {
        let needed = height(&paragraph, LONG);
        if used + needed > BODY_AREA.height && !page.is_empty() {
            // a heading does not stay behind alone
            let heading = page.pop_if(|last| is_heading(last) && used > height(last, LONG));
            pages.push((std::mem::take(&mut page), LONG));
            used = heading.iter().map(|one| height(one, LONG)).sum();
            page.extend(heading);
        }
        used += needed;
        page.push(paragraph);
    }
    if !page.is_empty() {
        pages.push((page, LONG));
    }
    pages
}

fn is_heading(paragraph: &SlideParagraph) -> bool {
    paragraph.mark == Mark::None && matches!(paragraph.text[..], [Inline::Strong(_)])
}

fn height(paragraph: &SlideParagraph, size: f64) -> f64 {
    let room = BODY_AREA.width - indent(paragraph, size);
    // strong words are wider: all are taken so
    fit::lines(&with_breaks(&paragraph.text), size, true, room) as f64 * leading(size) + gap(size)
}

/// The words with their line breaks.
fn with_breaks(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Break => "\n".to_owned(),
        other => plain(std::slice::from_ref(other)),
    };
    text.iter().map(one).collect()
}

/// A paragraph in pieces that fit on a slide each.
fn fitting(paragraph: SlideParagraph, size: f64) -> Vec<SlideParagraph> {
    if height(&paragraph, size) <= BODY_AREA.height {
        return vec![paragraph];
    }
    let Some((first, second)) = halves(paragraph.text.clone()) else { return vec![paragraph] };
    let first = SlideParagraph { text: first, ..paragraph.clone() };
    let second = SlideParagraph { mark: Mark::None, text: second, ..paragraph };
    fitting(first, size).into_iter().chain(fitting(second, size)).collect()
}

fn halves(mut text: Vec<Inline>) -> Option<(Vec<Inline>, Vec<Inline>)> {
    if text.len() > 1 {
        let second = text.split_off(text.len() / 2);
        return Some((text, second));
    }
    let split = |text: &str| {
        let middle = text.len() / 2;
        let after = text.char_indices().find(|(at, c)| *at >= middle && *c == ' ');
        let at = after.map(|(at, _)| at).or_else(|| text.rfind(' ')).filter(|at| *at > 0)?;
        Some((text[..at].to_owned(), text[at..].trim_start().to_owned()))
    };
    match text.pop()? {
        Inline::Text(text) => {
            let (first, second) = split(&text)?;
            Some((vec![Inline::Text(first)], vec![Inline::Text(second)]))
        }
        Inline::Value(value) => {
            let (first, second) = split(&value.text)?;
            let part = |text| vec![Inline::Value(Value { text, ..value.clone() })];
            Some((part(first), part(second)))
        }
        Inline::Strong(inside) => {
            let (first, second) = halves(inside)?;
            Some((vec![Inline::Strong(first)], vec![Inline::Strong(second)]))
        }
        Inline::Emphasis(inside) => {
            let (first, second) = halves(inside)?;
            Some((vec![Inline::Emphasis(first)], vec![Inline::Emphasis(second)]))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: usize) -> SlideParagraph {
        let text = vec![Inline::Text("parola ".repeat(count))];
        SlideParagraph { mark: Mark::Dot, depth: 0, text }
    }

    #[test]
    fn long_text_takes_several_slides_and_loses_no_word() {
        let pages = lay_out((0..9).map(|_| words(60)).chain([words(2000)]).collect());
        assert!(pages.len() > 2);
        let mut count = 0;
        for (page, size) in &pages {
            assert!(page.iter().map(|one| height(one, *size)).sum::<f64>() <= BODY_AREA.height);
            count +=
                page.iter().map(|one| plain(&one.text).matches("parola").count()).sum::<usize>();
        }
        assert_eq!(count, 9 * 60 + 2000);
    }

    #[test]
    fn short_text_is_large() {
        assert_eq!(lay_out(vec![words(5)])[0].1, 24.0);
    }
}
