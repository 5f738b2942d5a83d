// SPDX-License-Identifier: EUPL-1.2
//! The comments on the cells of a workbook: people write answers there too.
//!
//! A comment is never an answer by itself, so that nothing here is an error: a part that cannot be
//! read has no comments.

use super::ods::{attribute, push_reference, repeats};
use super::open::{Bad, Package, cap, guard, part};
use super::open_bytes;
use crate::diag::{CellRef, Error};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

/// A comment on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Name of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// What it says.
    pub text: String,
}

/// The comments of the workbook that these bytes are, in the order of sheets and cells; `name` is
/// only for messages.
///
/// # Errors
///
/// Bytes that are no workbook.
pub fn comments(name: &str, bytes: &[u8]) -> Result<Vec<Comment>, Error> {
    open_bytes(name, bytes)?;
    let Ok(mut package) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(Vec::new()) };
    if guard(&mut package).is_err() {
        return Ok(Vec::new());
    }
    let found = match super::is_ods(bytes) {
        true => of_ods(&mut package),
        false => of_xlsx(&mut package),
    };
    let mut found = found.unwrap_or_default();
    found.truncate(cap::CELLS);
    Ok(found)
}

/// Sheets by name, each with its part; beside it, its relations name the part with the comments.
fn of_xlsx(package: &mut Package<'_>) -> Result<Vec<Comment>, Bad> {
    let relations = relations(package, "xl/_rels/workbook.xml.rels")?;
    let Some(workbook) = part(package, |name| name == "xl/workbook.xml")? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for (sheet, id) in sheets(&workbook) {
        let Some((_, target)) = relations.get(&id) else { continue };
        let path = resolve("xl", target);
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let own = self::relations(package, &format!("{folder}/_rels/{file}.rels"))?;
        for (_, target) in own.values().filter(|(kind, _)| kind.ends_with("/comments")) {
            let path = resolve(folder, target);
            if let Some(bytes) = part(package, |name| name == path)? {
                found.extend(of_part(&sheet, &bytes));
            }
        }
    }
    Ok(found)
}

/// A path as a relation names it, from the folder of the part that it belongs to.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Kind and target of each relation, by id.
fn relations(
    package: &mut Package<'_>,
    path: &str,
) -> Result<BTreeMap<String, (String, String)>, Bad> {
    let mut relations = BTreeMap::new();
    let Some(bytes) = part(package, |name| name == path)? else { return Ok(relations) };
    each_start(&bytes, |tag| {
        if local(tag) == "Relationship"
            && let (Some(id), Some(kind), Some(target)) =
                (text(tag, "Id"), text(tag, "Type"), text(tag, "Target"))
        {
            relations.insert(id, (kind, target));
        }
    });
    Ok(relations)
}

/// Name and relation of each sheet.
fn sheets(workbook: &[u8]) -> Vec<(String, String)> {
    let mut sheets = Vec::new();
    each_start(workbook, |tag| {
        if local(tag) == "sheet"
            && let (Some(name), Some(id)) = (text(tag, "name"), text(tag, "r:id"))
        {
            sheets.push((name, id));
        }
    });
    sheets
}

fn each_start(bytes: &[u8], mut seen: impl FnMut(&BytesStart<'_>)) {
    let mut xml = Reader::from_reader(bytes);
    xml.config_mut().expand_empty_elements = true;
    loop {
        match xml.read_event() {
            Ok(Event::Start(tag)) => seen(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    let name = tag.name();
    let name = name.as_ref();
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn text(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute(tag, name).ok().flatten()
}

/// The comments of one part: the texts inside each `comment`.
fn of_part(sheet: &str, bytes: &[u8]) -> Vec<Comment> {
    let mut xml = Reader::from_reader(bytes);
    xml.config_mut().expand_empty_elements = true;
    let mut found: Vec<Comment> = Vec::new();
    let mut inside = false;
    loop {
        match xml.read_event() {
            Ok(Event::Start(tag)) => match local(&tag).as_str() {
                "comment" => {
                    let cell = text(&tag, "ref").and_then(|cell| CellRef::parse(&cell));
                    let cell = cell.unwrap_or(CellRef::new(0, 0));
                    found.push(Comment { sheet: sheet.to_owned(), cell, text: String::new() });
                }
                "t" => inside = true,
                _ => {}
            },
            Ok(Event::End(tag)) if tag.name().as_ref().rsplit(':').next() == Some("t") => {
                inside = false;
            }
            Ok(Event::Text(piece)) if inside => {
                if let Some(comment) = found.last_mut() {
                    comment.text.push_str(&piece.xml10_content());
                }
            }
            Ok(Event::GeneralRef(name)) if inside => {
                if let Some(comment) = found.last_mut() {
                    let _ = push_reference(&mut comment.text, &name);
                }
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// The annotations inside the cells of an .ods document.
fn of_ods(package: &mut Package<'_>) -> Result<Vec<Comment>, Bad> {
    let Some(content) = part(package, |name| name == "content.xml")? else {
        return Ok(Vec::new());
    };
    let mut xml = Reader::from_reader(content.as_slice());
    xml.config_mut().expand_empty_elements = true;
    let mut found: Vec<Comment> = Vec::new();
    let (mut sheet, mut row, mut col) = (String::new(), 0u32, 0u32);
    let (mut rows, mut cols) = (1, 1);
    // In a comment; in its date or its author, which are not what it says.
    let (mut inside, mut about) = (false, false);
    loop {
        match xml.read_event() {
            Ok(Event::Start(tag)) => match tag.name().as_ref() {
                "table:table" => {
                    sheet = text(&tag, "table:name").unwrap_or_default();
                    row = 0;
                }
                "table:table-row" => {
                    col = 0;
                    rows = repeats(&tag, "table:number-rows-repeated").unwrap_or(1);
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    cols = repeats(&tag, "table:number-columns-repeated").unwrap_or(1);
                }
                "office:annotation" => {
                    inside = true;
                    let cell = CellRef::new(row, u16::try_from(col).unwrap_or(u16::MAX));
                    found.push(Comment { sheet: sheet.clone(), cell, text: String::new() });
                }
                "dc:date" | "dc:creator" | "meta:date-string" | "meta:creator-initials" => {
                    about = true;
                }
                "text:p" if inside => {
                    if let Some(comment) = found.last_mut().filter(|c| !c.text.is_empty()) {
                        comment.text.push('\n');
                    }
                }
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.name().as_ref() {
                "table:table-row" => row = row.saturating_add(rows),
                "table:table-cell" | "table:covered-table-cell" => col = col.saturating_add(cols),
                "office:annotation" => inside = false,
                "dc:date" | "dc:creator" | "meta:date-string" | "meta:creator-initials" => {
                    about = false;
                }
                _ => {}
            },
            Ok(Event::Text(piece)) if inside && !about => {
                if let Some(comment) = found.last_mut() {
                    comment.text.push_str(&piece.xml10_content());
                }
            }
            Ok(Event::GeneralRef(name)) if inside && !about => {
                if let Some(comment) = found.last_mut() {
                    let _ = push_reference(&mut comment.text, &name);
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(found),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Book, Properties, Sheet};

    #[test]
    fn comments_are_found_with_their_cells() {
        let mut book = Book::new();
        book.add(Sheet::new("Vuoto").unwrap());
        let mut sheet = Sheet::new("Con & note").unwrap();
        sheet.note(CellRef::new(6, 2), "Manca «tutto» & altro\nseconda riga").unwrap();
        book.add(sheet);
        let bytes = book.finish(&Properties::default()).unwrap();
        let found = comments("x.xlsx", &bytes).unwrap();
        assert_eq!(
            found,
            [Comment {
                sheet: "Con & note".to_owned(),
                cell: CellRef::new(6, 2),
                text: "Manca «tutto» & altro\nseconda riga".to_owned(),
            }]
        );
    }

    #[test]
    fn paths_are_resolved_from_the_part_they_belong_to() {
        assert_eq!(resolve("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
