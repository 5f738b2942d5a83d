// SPDX-License-Identifier: EUPL-1.2
//! Words in braces: programs cut a paragraph's text into pieces as they like, so that `{{titolo}}`
//! may stand in three.

use crate::edition::Edition;
use crate::export::ooxml::{Element, Node};

/// The word where the report stands.
const REPORT: &str = "rapporto";

/// Puts the document's own data in the place of their words.
pub(super) fn fill(element: &mut Element, edition: &Edition) {
    if element.name == "w:p" {
        fill_paragraph(element, edition);
    }
    element.elements_mut().for_each(|child| fill(child, edition));
}

/// Whether the word of the report stands in this paragraph or part.
pub(super) fn is_place(element: &Element) -> bool {
    let text = element.all_text();
    found(&text)
        .is_some_and(|(from, to, _)| text.get(from..to).is_some_and(|word| name(word) == REPORT))
}

/// Whether there is anything to see.
pub(super) fn is_blank(element: &Element) -> bool {
    let seen = |element: &Element| match element.name.as_str() {
        "w:t" => !element.all_text().trim().is_empty(),
        name => matches!(name, "w:drawing" | "w:pict"),
    };
    !element.any(&seen)
}

fn fill_paragraph(paragraph: &mut Element, edition: &Edition) {
    // Each step takes one word away; what is put in its place is not looked at again.
    let mut done = 0;
    for _ in 0..100 {
        let mut text = String::new();
        pieces(paragraph, &mut |piece| text.push_str(&piece.all_text()));
        let rest = text.get(done..).unwrap_or_default();
        let Some((from, to, value)) = next(rest, edition) else { return };
        let (from, to) = (from + done, to + done);
        replace(paragraph, from, to, &value);
        done = from + value.len();
    }
}

/// The first word that stands for something, from and to in bytes, and what it stands for.
fn next(text: &str, edition: &Edition) -> Option<(usize, usize, String)> {
    let mut start = 0;
    while let Some((from, to, word)) = found(text.get(start..)?) {
        let value = match word.as_str() {
            "titolo" => Some(edition.title.clone()),
            "sottotitolo" => Some(edition.subtitle.clone().unwrap_or_default()),
            "ente" => Some(edition.publisher.clone().unwrap_or_default()),
            "data" => Some(edition.date.clone()),
            _ => None,
        };
        if let Some(value) = value {
            return Some((start + from, start + to, value));
        }
        start += to;
    }
    None
}

fn found(text: &str) -> Option<(usize, usize, String)> {
    let from = text.find("{{")?;
    let to = from + text.get(from..)?.find("}}")? + 2;
    Some((from, to, name(text.get(from..to)?)))
}

fn name(word: &str) -> String {
    word.trim_matches(['{', '}']).trim().to_lowercase()
}

/// Goes through the paragraph's own pieces of text; a box in it has paragraphs of its own.
fn pieces(element: &mut Element, each: &mut impl FnMut(&mut Element)) {
    for child in element.elements_mut() {
        match child.name.as_str() {
            "w:t" => each(child),
            "w:p" => {}
            _ => pieces(child, each),
        }
    }
}

fn replace(paragraph: &mut Element, from: usize, to: usize, value: &str) {
    let mut at = 0;
    let mut value = Some(value);
    pieces(paragraph, &mut |piece| {
        let text = piece.all_text();
        let (start, end) = (at, at + text.len());
        at = end;
        if end <= from || start >= to {
            return;
        }
        let before = text.get(..from.saturating_sub(start)).unwrap_or_default();
        let after = text.get(to.min(end) - start..).unwrap_or_default();
        let new = format!("{before}{}{after}", value.take().unwrap_or_default());
        piece.children = vec![Node::Text(new)];
        piece.set("xml:space", "preserve");
    });
}
