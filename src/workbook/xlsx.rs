// SPDX-License-Identifier: EUPL-1.2
//! Streams the cells of an .xlsx package.
//!
//! 1. The workbook's own part names the sheets, the defined names and the other parts.
//! 2. Shared texts and styles: which formats show a percent sign, and which a day.
//! 3. Each sheet cell by cell, with caps; then the notes and boxes of text that lie on it.
//!
//! Nothing is ever allocated for the cells between two that are far apart, and no count that the
//! file declares is believed.

use super::bad::{Bad, damaged};
use super::cap;
use super::package::{Package, Relation, attribute, push_reference};
use super::sight::{Drawn, DrawnKind};
use super::xlsx_cell::{Left, Shared, SharedText};
use super::xlsx_sheet::sheet;
use super::xlsx_text::words;
use super::{SheetCells, Workbook, xlsx_beside, xlsx_styles};
use crate::datum::Day;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads every sheet of a package.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Bad> {
    let root = package.relations("")?;
    let main = root.values().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or("xl/workbook.xml", |relation| relation.part.as_str()).to_owned();
    let xml = package.part(&main)?.ok_or_else(|| Bad::Damaged(main.clone()))?;
    let book = book(&xml)?;
    if book.tabs.is_empty() {
        return Err(Bad::Damaged(main));
    }
    let relations = package.relations(&main)?;
    let shared = Shared {
        texts: texts(package, &relations)?,
        styles: xlsx_styles::read(package, &part_of(&relations, "styles"))?,
        from_1904: book.from_1904,
    };
    let mut left = Left { met: cap::MET, cells: cap::ALL_CELLS, texts: cap::TEXTS };
    let mut sheets = Vec::new();
    for tab in book.tabs {
        let Some(relation) = relations.get(&tab.id) else { continue };
        if sheets.len() == cap::SHEETS {
            return Err(Bad::TooBig);
        }
        let name = tab.name.into();
        let mut cells = SheetCells { name, hidden: tab.hidden, ..SheetCells::default() };
        match relation.kind.as_str() {
            "worksheet" => {}
            "chartsheet" => {
                cells.drawn.push(Drawn { at: None, kind: DrawnKind::Chart });
                sheets.push(cells);
                continue;
            }
            _ => continue,
        }
        let Some(xml) = package.part(&relation.part)? else { continue };
        let links = sheet(&xml, &shared, &mut cells, &mut left)?;
        xlsx_beside::links(package, &relation.part, links, &mut cells)?;
        xlsx_beside::read(package, &relation.part, &mut cells)?;
        cells.cover();
        sheets.push(cells);
    }
    let properties = match of_kind(&root, "custom-properties") {
        Some(relation) => properties(package.part(&relation.part)?.as_deref())?,
        None => properties(package.part("docProps/custom.xml")?.as_deref())?,
    };
    let core = of_kind(&root, "core-properties").map(|relation| relation.part.as_str());
    let core = package.part(core.unwrap_or("docProps/core.xml"))?;
    let saved = core.as_deref().and_then(|xml| saved(xml, "modified"));
    let from_1904 = book.from_1904;
    Ok(Workbook { sheets, properties, names: book.names, from_1904, saved })
}

/// The day in the first element of this name.
pub(super) fn saved(xml: &[u8], element: &str) -> Option<Day> {
    let mut xml = Reader::from_reader(xml);
    loop {
        match xml.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) if tag.local_name().as_ref() == element => {
                let Event::Text(text) = xml.read_event().ok()? else { return None };
                return Day::parse(text.xml10_content().trim().get(..10)?);
            }
            _ => {}
        }
    }
}

/// The part of a kind; where no relation names one, it is looked for where programs put it.
fn part_of(relations: &BTreeMap<String, Relation>, kind: &str) -> String {
    of_kind(relations, kind)
        .map_or_else(|| format!("xl/{kind}.xml"), |relation| relation.part.clone())
}

fn of_kind<'a>(relations: &'a BTreeMap<String, Relation>, kind: &str) -> Option<&'a Relation> {
    relations.values().find(|relation| relation.kind == kind)
}

struct Tab {
    name: String,
    id: String,
    hidden: bool,
}

#[derive(Default)]
struct BookPart {
    tabs: Vec<Tab>,
    names: BTreeMap<String, String>,
    from_1904: bool,
}

fn book(xml: &[u8]) -> Result<BookPart, Bad> {
    let mut xml = Reader::from_reader(xml);
    let mut book = BookPart::default();
    let mut name: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(book),
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheet" if book.tabs.len() >= cap::NAMES => return Err(Bad::TooBig),
                "sheet" => book.tabs.push(tab(&tag)?),
                "workbookPr" => {
                    let word = attribute(&tag, "date1904")?;
                    book.from_1904 = word.is_some_and(|word| word == "1" || word == "true");
                }
                "definedName" => {
                    let found = attribute(&tag, "name")?.unwrap_or_default();
                    book.names.insert(found.clone(), String::new());
                    if book.names.len() > cap::NAMES {
                        return Err(Bad::TooBig);
                    }
                    name = Some(found);
                }
                _ => {}
            },
            Event::Text(piece) => {
                if let Some(area) = name.as_ref().and_then(|name| book.names.get_mut(name)) {
                    area.push_str(&piece.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(area) = name.as_ref().and_then(|name| book.names.get_mut(name)) {
                    push_reference(area, &reference)?;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "definedName" => name = None,
            _ => {}
        }
    }
}

fn tab(tag: &BytesStart<'_>) -> Result<Tab, Bad> {
    let mut tab = Tab { name: String::new(), id: String::new(), hidden: false };
    // Each one compared with all others would have no end.
    for found in tag.attributes().with_checks(false) {
        let found = found.map_err(damaged)?;
        let value = quick_xml::escape::unescape(&found.value).map_err(damaged)?.into_owned();
        // The relation's id has a prefix that the file chooses.
        match (found.key.as_ref(), found.key.local_name().as_ref()) {
            ("name", _) => tab.name = value,
            ("state", _) => tab.hidden = value != "visible",
            (_, "id") => tab.id = value,
            _ => {}
        }
    }
    Ok(tab)
}

/// The texts that cells share, in their order.
fn texts(
    package: &mut Package<'_>,
    relations: &BTreeMap<String, Relation>,
) -> Result<Vec<SharedText>, Bad> {
    let part = part_of(relations, "sharedStrings");
    let Some(xml) = package.part(&part)? else { return Ok(Vec::new()) };
    let mut xml = Reader::from_reader(xml.as_slice());
    let mut texts: Vec<SharedText> = Vec::new();
    loop {
        if texts.len() > cap::SHARED {
            return Err(Bad::TooBig);
        }
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(texts),
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                let words = words(&mut xml, "si")?;
                let crossed = words.crossed.map(Arc::from);
                texts.push(SharedText { kept: words.kept.into(), crossed });
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => {
                texts.push(SharedText { kept: Arc::default(), crossed: None });
            }
            _ => {}
        }
    }
}

/// The document's own properties, by name.
fn properties(xml: Option<&[u8]>) -> Result<BTreeMap<String, String>, Bad> {
    let mut found = BTreeMap::new();
    let Some(xml) = xml else { return Ok(found) };
    let mut xml = Reader::from_reader(xml);
    let mut name: Option<String> = None;
    loop {
        match xml.read_event().map_err(damaged)? {
            Event::Eof => return Ok(found),
            Event::Start(tag) if tag.local_name().as_ref() == "property" => {
                let key = attribute(&tag, "name")?.unwrap_or_default();
                found.insert(key.clone(), String::new());
                if found.len() > cap::NAMES {
                    return Err(Bad::TooBig);
                }
                name = Some(key);
            }
            Event::Text(piece) => {
                if let Some(value) = name.as_ref().and_then(|name| found.get_mut(name)) {
                    value.push_str(&piece.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(value) = name.as_ref().and_then(|name| found.get_mut(name)) {
                    push_reference(value, &reference)?;
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "property" => {
                if let Some(value) = name.take().and_then(|name| found.get_mut(&name)) {
                    *value = value.trim().to_owned();
                }
            }
            _ => {}
        }
    }
}
