// SPDX-License-Identifier: EUPL-1.2
//! The text inside an element of a workbook's parts, as Excel writes it.

use super::bad::{Bad, damaged};
use super::package::push_reference;
use quick_xml::Reader;
use quick_xml::events::Event;

/// The text inside an element, its runs joined, without the reading of Japanese words; the reader
/// is left behind the element's end.
pub(super) fn text(xml: &mut Reader<&[u8]>, element: &str) -> Result<String, Bad> {
    let mut text = String::new();
    let mut inside = false;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => inside = true,
                "rPh" => {
                    xml.read_to_end(tag.name()).map_err(damaged)?;
                }
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => inside = false,
                name if name == element => return Ok(unescaped(text)),
                _ => {}
            },
            Event::Text(piece) if inside => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if inside => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) if inside => push_reference(&mut text, &name)?,
            Event::Eof => return Err(Bad::Damaged(element.to_owned())),
            _ => {}
        }
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
