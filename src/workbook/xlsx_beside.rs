// SPDX-License-Identifier: EUPL-1.2
//! What lies on a sheet of an .xlsx and is no cell: notes, conversations, boxes with words,
//! pictures and other drawings; and the addresses of its links.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{Package, attribute};
use super::sight::{Drawn, DrawnKind};
use super::xlsx_around::LinkAt;
use super::xlsx_text::{all_text, text};
use super::{Beside, SheetCells};
use crate::diag::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

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
            "drawing" => drawing(package, &relation.part, sheet)?,
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

/// Where a drawing begins, and what has been seen of it.
#[derive(Default)]
struct Anchor {
    row: u32,
    col: u16,
    words: Vec<String>,
    kind: Option<DrawnKind>,
}

impl Anchor {
    /// Takes in an element of the drawing: the more it says, the later it comes.
    fn learn(&mut self, element: &str, tag: &BytesStart<'_>) -> Result<(), Bad> {
        let kind = match element {
            "pic" => DrawnKind::Picture,
            "sp" | "cxnSp" | "contentPart" => DrawnKind::Shape,
            "graphicData" => {
                let what = attribute(tag, "uri")?.unwrap_or_default();
                if what.ends_with("/diagram") { DrawnKind::Diagram } else { DrawnKind::Chart }
            }
            _ => return Ok(()),
        };
        self.kind = Some(self.kind.map_or(kind, |known| known.min(kind)));
        Ok(())
    }

    fn put(self, sheet: &mut SheetCells) {
        let Anchor { row, col, words, kind } = self;
        let at = CellRef::new(row, col);
        let room = sheet.drawn.len() < cap::BESIDE;
        if let Some(kind) = kind.filter(|_| words.is_empty() && room) {
            sheet.drawn.push(Drawn { at: Some(at), kind });
        }
        let room = cap::BESIDE.saturating_sub(sheet.boxes.len());
        sheet.boxes.extend(words.into_iter().take(room).map(|text| Beside { at, text }));
    }
}

fn drawing(package: &mut Package<'_>, part: &str, sheet: &mut SheetCells) -> Result<(), Bad> {
    let Some(xml) = package.part(part)? else { return Ok(()) };
    let mut xml = Reader::from_reader(xml.as_slice());
    let mut anchor = Anchor::default();
    let mut in_from = false;
    loop {
        let event = xml.read_event().map_err(damaged)?;
        match &event {
            Event::Eof => {
                anchor.put(sheet);
                return Ok(());
            }
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                name if name.ends_with("Anchor") => {
                    std::mem::take(&mut anchor).put(sheet);
                }
                "from" => in_from = true,
                "col" if in_from => {
                    anchor.col = all_text(&mut xml, "col")?.trim().parse().unwrap_or(0);
                }
                "row" if in_from => {
                    anchor.row = all_text(&mut xml, "row")?.trim().parse().unwrap_or(0);
                }
                "txBody" if matches!(event, Event::Start(_)) => {
                    let text = all_text(&mut xml, "txBody")?;
                    if !text.trim().is_empty() {
                        anchor.words.push(text.trim().to_owned());
                    }
                }
                name => anchor.learn(name, tag)?,
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "from" => in_from = false,
                name if name.ends_with("Anchor") => std::mem::take(&mut anchor).put(sheet),
                _ => {}
            },
            _ => {}
        }
    }
}

/// Gives the cells the addresses that the relations of the sheet's part have.
pub(super) fn links(
    package: &mut Package<'_>,
    part: &str,
    links: Vec<LinkAt>,
    sheet: &mut SheetCells,
) -> Result<(), Bad> {
    if links.is_empty() {
        return Ok(());
    }
    let relations = package.relations(part)?;
    for LinkAt { first, last, id } in links {
        let address = relations.get(&id).and_then(|relation| relation.outside.as_deref());
        if let Some(address) = address {
            sheet.link(first, last, address);
        }
    }
    Ok(())
}
