// SPDX-License-Identifier: EUPL-1.2
//! The text inside an element of a workbook's parts, as Excel writes it.

use super::bad::{Bad, damaged};
use super::package::push_reference;
use super::sight;
use super::xlsx_styles::{Font, Raised};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A text as it is written and as it is read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Words {
    /// Without what is struck out; raised signs as characters that look so.
    pub(super) kept: String,
    /// With it, where anything is.
    pub(super) crossed: Option<String>,
}

/// The text inside an element, its runs joined, without the reading of Japanese words; the reader
/// is left behind the element's end.
pub(super) fn text(xml: &mut Reader<&[u8]>, element: &str) -> Result<String, Bad> {
    let words = words(xml, element)?;
    Ok(words.crossed.unwrap_or(words.kept))
}

/// The same, with what its runs say of the letters in them.
pub(super) fn words(xml: &mut Reader<&[u8]>, element: &str) -> Result<Words, Bad> {
    let (mut all, mut kept) = (String::new(), String::new());
    let (mut run, mut font) = (String::new(), Font::default());
    let mut inside = false;
    let mut struck = false;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside = true,
                "r" => font = Font::default(),
                "rPh" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                _ => font.learn(&tag)?,
            },
            Event::Empty(tag) => font.learn(&tag)?,
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => {
                    inside = false;
                    let piece = seen(&unescaped(std::mem::take(&mut run)), &font);
                    all.push_str(&piece);
                    if font.struck && !piece.trim().is_empty() {
                        struck = true;
                    } else {
                        kept.push_str(&piece);
                    }
                }
                "r" => font = Font::default(),
                name if name == element => {
                    return Ok(Words { kept, crossed: struck.then_some(all) });
                }
                _ => {}
            },
            Event::Text(piece) if inside => run.push_str(&piece.xml10_content()),
            Event::CData(piece) if inside => run.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if inside => push_reference(&mut run, &name)?,
            Event::Eof => return Err(Bad::Damaged(element.to_owned())),
            _ => {}
        }
    }
}

/// A text as its font shows it.
pub(super) fn seen(text: &str, font: &Font) -> String {
    match (font.raised, &font.symbols) {
        (Some(raised), _) => sight::raised(text, raised == Raised::Below),
        (None, Some(name)) => sight::in_symbols(name, text),
        (None, None) => text.to_owned(),
    }
}

/// Excel writes characters that XML does not know as `_x000D_`.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let code = found.get(2..6).filter(|_| found.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = found.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = found.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}
/// All text inside an element, whatever its own elements are.
pub(super) fn all_text(xml: &mut Reader<&[u8]>, element: &str) -> Result<String, Bad> {
    let mut text = String::new();
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => push_reference(&mut text, &name)?,
            Event::End(tag) if tag.local_name().as_ref() == element => return Ok(text),
            Event::Eof => return Err(Bad::Damaged(element.to_owned())),
            _ => {}
        }
    }
}
