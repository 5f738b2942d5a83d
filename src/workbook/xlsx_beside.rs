// SPDX-License-Identifier: EUPL-1.2
//! What lies on a sheet of an .xlsx and is no cell: notes, conversations, boxes with words.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{Package, attribute, push_reference};
use super::xlsx_text::text;
use super::{Beside, SheetCells};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Reads the notes and boxes of the sheet in this part.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    sheet: &mut SheetCells,
) -> Result<(), Bad> {
    let mut threads = Vec::new();
    for relation in package.relations(part)?.into_values() {
        match relation.kind.as_str() {
            "comments" => notes(package, &relation.part, "comment", &mut sheet.notes)?,
            "threadedComment" => notes(package, &relation.part, "threadedComment", &mut threads)?,
            "drawing" => boxes(package, &relation.part, &mut sheet.boxes)?,
            _ => {}
        }
    }
    // A conversation leaves a note in its cell for older programs, which says so.
    sheet.notes.retain(|note| !threads.iter().any(|thread| thread.at == note.at));
    sheet.notes.append(&mut threads);
    sheet.notes.sort();
    Ok(())
}

fn notes(
    package: &mut Package<'_>,
    part: &str,
    element: &str,
    found: &mut Vec<Beside>,
) -> Result<(), Bad> {
    let Some(xml) = package.part(part)? else { return Ok(()) };
    let mut xml = Reader::from_reader(xml.as_slice());
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) if tag.local_name().as_ref() == element => {
                let at = attribute(&tag, "ref")?.and_then(|at| CellRef::parse(&at));
                let words = match element {
                    "comment" => text(&mut xml, element)?,
                    _ => all_text(&mut xml, element)?,
                };
                if let Some(at) = at.filter(|_| found.len() < cap::BESIDE) {
                    found.push(Beside { at, text: words.trim().to_owned() });
                }
            }
            _ => {}
        }
    }
}

/// All text inside an element, whatever its own elements are.
fn all_text(xml: &mut Reader<&[u8]>, element: &str) -> Result<String, Bad> {
    let mut text = String::new();
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(name) => push_reference(&mut text, &name)?,
            Event::End(tag) if tag.local_name().as_ref() == element => return Ok(text),
            Event::Eof => return Err(Bad::Damaged(element.to_owned())),
            _ => {}
        }
    }
}

fn boxes(package: &mut Package<'_>, part: &str, found: &mut Vec<Beside>) -> Result<(), Bad> {
    let Some(xml) = package.part(part)? else { return Ok(()) };
    let mut xml = Reader::from_reader(xml.as_slice());
    let mut at = CellRef::new(0, 0);
    let mut in_from = false;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) => match tag.local_name().as_ref() {
                "from" => in_from = true,
                "col" if in_from => {
                    at.col = all_text(&mut xml, "col")?.trim().parse().unwrap_or(0);
                }
                "row" if in_from => {
                    at.row = all_text(&mut xml, "row")?.trim().parse().unwrap_or(0);
                }
                "txBody" => {
                    let text = all_text(&mut xml, "txBody")?;
                    if !text.trim().is_empty() && found.len() < cap::BESIDE {
                        found.push(Beside { at, text: text.trim().to_owned() });
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "from" => in_from = false,
            _ => {}
        }
    }
}
