// SPDX-License-Identifier: EUPL-1.2
//! An .xlsx taken apart so that a test can do to it what people and programs do.

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};
use sestante::diag::CellRef;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The parts of a package, the sheets among them as cells.
#[derive(Clone)]
pub(super) struct Book {
    pub(super) parts: BTreeMap<String, String>,
    pub(super) tabs: Vec<Tab>,
    pub(super) names: Vec<(String, String)>,
}

/// One sheet.
#[derive(Clone)]
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) state: String,
    part: String,
    head: String,
    tail: String,
    /// Rows that are hidden.
    pub(super) hidden: Vec<u32>,
    pub(super) cells: BTreeMap<CellRef, Xcell>,
    pub(super) merged: Vec<(CellRef, CellRef)>,
}

/// One cell as the file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Xcell {
    pub(super) style: String,
    /// `s` for a text, whatever way the file wrote it; `n`, `b`, `e`, `d` as in the file; `is` for a
    /// text that is XML: its runs, each with its letters.
    pub(super) kind: String,
    pub(super) value: String,
    pub(super) formula: Option<String>,
}

impl Xcell {
    /// The same cell with a text typed into it.
    pub(super) fn text(&self, text: &str) -> Self {
        Xcell { kind: "s".into(), value: text.into(), formula: None, ..self.clone() }
    }

    /// The same cell with a number in it.
    pub(super) fn number(&self, number: f64) -> Self {
        Xcell { kind: "n".into(), value: number.to_string(), formula: None, ..self.clone() }
    }

    /// The same cell with a text of several runs, as XML.
    pub(super) fn runs(&self, xml: &str) -> Self {
        Xcell { kind: "is".into(), value: xml.into(), formula: None, ..self.clone() }
    }

    /// The same cell with what a formula gives.
    pub(super) fn formula(&self, formula: &str, value: f64) -> Self {
        Xcell { formula: Some(formula.into()), ..self.number(value) }
    }

    /// The same cell with an error in it.
    pub(super) fn error(&self, word: &str) -> Self {
        let formula = Some("VLOOKUP(1,2,3)".into());
        Xcell { kind: "e".into(), value: word.into(), formula, ..self.clone() }
    }

    /// The same cell without what it holds.
    pub(super) fn emptied(&self) -> Self {
        Xcell { style: self.style.clone(), ..Xcell::default() }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).unwrap();
    found.map(|found| unescape(&found.value).unwrap().into_owned()).unwrap_or_default()
}

/// What stands between two marks, the marks left out.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    rest.split_once(close).map(|(inside, _)| inside)
}

impl Book {
    /// The parts of a package as they are.
    pub(super) fn raw(bytes: &[u8]) -> BTreeMap<String, String> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            parts.insert(name, text);
        }
        parts
    }

    pub(super) fn open(bytes: &[u8]) -> Self {
        let parts = Book::raw(bytes);
        let shared = parts.get("xl/sharedStrings.xml").map(|xml| strings(xml)).unwrap_or_default();
        let relations: BTreeMap<String, String> = tags(&parts["xl/_rels/workbook.xml.rels"])
            .filter(|tag| tag.name().as_ref() == "Relationship")
            .map(|tag| (attribute(&tag, "Id"), attribute(&tag, "Target")))
            .collect();
        let mut tabs = Vec::new();
        let mut names = Vec::new();
        for tag in tags(&parts["xl/workbook.xml"]) {
            match tag.name().as_ref() {
                "sheet" => {
                    let target = &relations[&attribute(&tag, "r:id")];
                    let part = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("xl/{target}"),
                    };
                    let mut tab = Tab::parse(&parts[&part], &shared);
                    tab.name = attribute(&tag, "name");
                    tab.state = attribute(&tag, "state");
                    tab.part = part;
                    tabs.push(tab);
                }
                "definedName" => names.push((attribute(&tag, "name"), String::new())),
                _ => {}
            }
        }
        let inner = parts["xl/workbook.xml"].split("<definedName ").skip(1);
        for (name, rest) in names.iter_mut().zip(inner) {
            name.1 = unescape(between(rest, ">", "</definedName>").unwrap()).unwrap().into_owned();
        }
        Book { parts, tabs, names }
    }

    /// The package, with cells as texts in place or as shared ones, as programs differ.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut parts = self.parts.clone();
        let mut sheets = String::new();
        let mut relations = String::new();
        for (at, tab) in self.tabs.iter().enumerate() {
            let state = if tab.state.is_empty() { "visible" } else { &tab.state };
            let name = escape(tab.name.as_str());
            sheets.push_str(&format!(
                "<sheet name=\"{name}\" sheetId=\"{0}\" state=\"{state}\" r:id=\"tab{0}\"/>",
                at + 1
            ));
            // A copy of a sheet gets a part of its own, a moved one keeps its part.
            let twin = self.tabs.iter().take(at).any(|other| other.part == tab.part);
            let part = if twin { format!("xl/worksheets/copy{at}.xml") } else { tab.part.clone() };
            relations.push_str(&format!(
                "<Relationship Id=\"tab{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"/{part}\"/>",
                at + 1
            ));
            parts.insert(part, tab.xml());
        }
        let names: String = self
            .names
            .iter()
            .map(|(name, area)| {
                format!("<definedName name=\"{}\">{}</definedName>", escape(name), escape(area))
            })
            .collect();
        let book = &self.parts["xl/workbook.xml"];
        let (head, rest) = book.split_once("<sheets>").unwrap();
        let (_, rest) = rest.split_once("</sheets>").unwrap();
        let rest = rest.split_once("</definedNames>").map_or(rest, |(_, rest)| rest);
        let book =
            format!("{head}<sheets>{sheets}</sheets><definedNames>{names}</definedNames>{rest}");
        parts.insert("xl/workbook.xml".into(), book);
        let rels = &self.parts["xl/_rels/workbook.xml.rels"];
        let rels = rels.replace("</Relationships>", &format!("{relations}</Relationships>"));
        parts.insert("xl/_rels/workbook.xml.rels".into(), rels);
        pack(&parts)
    }

    pub(super) fn tab(&mut self, name: &str) -> &mut Tab {
        self.tabs.iter_mut().find(|tab| tab.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    /// Moves cells of a sheet; names go with their cells, as in every spreadsheet program.
    pub(super) fn rearrange(&mut self, name: &str, place: impl Fn(CellRef) -> Option<CellRef>) {
        let tab = self.tab(name);
        let cells = std::mem::take(&mut tab.cells);
        tab.cells = cells.into_iter().filter_map(|(at, cell)| Some((place(at)?, cell))).collect();
        let merged = std::mem::take(&mut tab.merged);
        tab.merged = merged
            .into_iter()
            .filter_map(|(first, last)| Some((place(first)?, place(last)?)))
            .collect();
        for (_, area) in &mut self.names {
            let Some((sheet, cells)) = area.rsplit_once('!') else { continue };
            if sheet.trim_matches('\'') != name {
                continue;
            }
            let moved: Option<Vec<String>> = cells
                .split(':')
                .map(|cell| {
                    let at = place(CellRef::parse(cell)?)?;
                    Some(format!("${}${}", at.column_letters(), at.row + 1))
                })
                .collect();
            *area = match moved {
                Some(cells) => format!("{sheet}!{}", cells.join(":")),
                None => "#REF!".to_owned(),
            };
        }
    }

    /// Gives the sheet further XML behind its cells, and a part related to it.
    pub(super) fn attach(&mut self, name: &str, kind: &str, target: (&str, &str), tail: &str) {
        let tab = self.tab(name);
        tab.tail = tab.tail.replace("</worksheet>", &format!("{tail}</worksheet>"));
        let file = tab.part.rsplit('/').next().unwrap().to_owned();
        let rels = format!("xl/worksheets/_rels/{file}.rels");
        let relation = format!(
            "<Relationship Id=\"added\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"/{}\"/></Relationships>",
            target.0
        );
        let empty = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let present = self.parts.get(&rels).map_or(empty, String::as_str);
        let text = present.replace("</Relationships>", &relation);
        self.parts.insert(rels, text);
        self.parts.insert(target.0.to_owned(), target.1.to_owned());
    }

    /// The style with this number format, added when the book has none.
    pub(super) fn style(&mut self, format: usize) -> String {
        let styles = self.parts.get_mut("xl/styles.xml").unwrap();
        let (head, rest) = styles.split_once("<cellXfs").unwrap();
        let (inside, rest) = rest.split_once("</cellXfs>").unwrap();
        let count = inside.matches("<xf ").count();
        *styles = format!(
            "{head}<cellXfs{inside}<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/></cellXfs>{rest}"
        );
        count.to_string()
    }
}

impl Book {
    /// A style with this code of a format and these elements in its font.
    pub(super) fn face(&mut self, code: &str, font: &str) -> String {
        let styles = self.parts.get_mut("xl/styles.xml").unwrap();
        let fonts = between(styles, "<fonts", "</fonts>").unwrap();
        let of_font = fonts.matches("<font>").count();
        let id = 900 + of_font;
        let format = format!("<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escape(code));
        let formats = if styles.contains("</numFmts>") {
            styles.replace("</numFmts>", &format!("{format}</numFmts>"))
        } else {
            styles.replace("<fonts", &format!("<numFmts>{format}</numFmts><fonts"))
        };
        *styles = formats.replace("</fonts>", &format!("<font>{font}</font></fonts>"));
        let (head, rest) = styles.split_once("<cellXfs").unwrap();
        let (inside, rest) = rest.split_once("</cellXfs>").unwrap();
        let at = inside.matches("<xf ").count();
        let xf =
            format!("<xf numFmtId=\"{id}\" fontId=\"{of_font}\" fillId=\"0\" borderId=\"0\"/>");
        *styles = format!("{head}<cellXfs{inside}{xf}</cellXfs>{rest}");
        at.to_string()
    }

    /// Gives the sheet further XML behind its cells.
    pub(super) fn behind(&mut self, name: &str, xml: &str) {
        let tab = self.tab(name);
        tab.tail = format!("{xml}{}", tab.tail);
    }

    /// Gives the sheet further XML before its cells.
    pub(super) fn before(&mut self, name: &str, xml: &str) {
        let tab = self.tab(name);
        tab.head.push_str(xml);
    }
}

/// A package of these parts.
pub(super) fn pack(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let bytes = |(name, text): (&String, &String)| (name.clone(), text.as_bytes().to_vec());
    pack_bytes(&parts.iter().map(bytes).collect())
}

/// The same of parts that are no texts.
pub(super) fn pack_bytes(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Not compressed: the suite packs some thousand of them, and any program may do so.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(name.as_str(), stored).unwrap();
        zip.write_all(text).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tags(xml: &str) -> impl Iterator<Item = BytesStart<'static>> {
    let mut reader = Reader::from_reader(xml.as_bytes());
    reader.config_mut().expand_empty_elements = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Start(tag) => found.push(tag.into_owned()),
            _ => {}
        }
    }
    found.into_iter()
}

/// The text of the `t` elements, without that of `rPh` ones, which no program here writes.
fn texts(xml: &str) -> String {
    let mut out = String::new();
    for piece in xml.split("<t").skip(1) {
        if !piece.starts_with(['>', ' ']) {
            continue;
        }
        let (opening, rest) = piece.split_once('>').unwrap();
        if !opening.ends_with('/') {
            out.push_str(&unescape(rest.split_once("</t>").unwrap().0).unwrap());
        }
    }
    out
}

fn strings(xml: &str) -> Vec<String> {
    xml.split("<si>").skip(1).map(|item| texts(item.split_once("</si>").unwrap().0)).collect()
}

impl Tab {
    fn parse(xml: &str, shared: &[String]) -> Self {
        let (head, rest) = match xml.split_once("<sheetData>") {
            Some(parts) => parts,
            None => xml.split_once("<sheetData").unwrap(),
        };
        let (data, tail) = rest
            .split_once("</sheetData>")
            .unwrap_or_else(|| ("", rest.trim_start_matches([' ', '/']).trim_start_matches('>')));
        let mut cells = BTreeMap::new();
        for piece in data.split("<c ").skip(1) {
            let (opening, rest) = piece.split_once('>').unwrap();
            let tag = BytesStart::from_content(format!("c {}", opening.trim_end_matches('/')), 1);
            let (kind, style) = (attribute(&tag, "t"), attribute(&tag, "s"));
            let inside =
                if opening.ends_with('/') { "" } else { rest.split_once("</c>").unwrap().0 };
            let raw = between(inside, "<v>", "</v>").map(|raw| unescape(raw).unwrap().into_owned());
            let value = match (kind.as_str(), raw) {
                ("s", Some(raw)) => shared[raw.parse::<usize>().unwrap()].clone(),
                ("inlineStr", _) => texts(inside),
                (_, raw) => raw.unwrap_or_default(),
            };
            let formula = inside.split_once("<f").map(|(_, rest)| {
                let (_, rest) = rest.split_once('>').unwrap();
                unescape(rest.split_once("</f>").map_or("", |(text, _)| text)).unwrap().into_owned()
            });
            let text = matches!(kind.as_str(), "s" | "inlineStr" | "str");
            let kind = if text { "s".to_owned() } else { kind };
            let at = CellRef::parse(&attribute(&tag, "r")).unwrap();
            cells.insert(at, Xcell { style, kind, value, formula });
        }
        let mut merged = Vec::new();
        let tail = match tail.split_once("<mergeCells") {
            Some((before, rest)) => {
                let (inside, after) = rest.split_once("</mergeCells>").unwrap();
                for piece in inside.split("ref=\"").skip(1) {
                    let area = piece.split_once('"').unwrap().0;
                    let (first, last) = area.split_once(':').unwrap_or((area, area));
                    merged.push((CellRef::parse(first).unwrap(), CellRef::parse(last).unwrap()));
                }
                format!("{before}{after}")
            }
            None => tail.to_owned(),
        };
        let (name, state, part) = (String::new(), String::new(), String::new());
        let (head, hidden) = (head.to_owned(), Vec::new());
        Tab { name, state, part, head, tail, hidden, cells, merged }
    }

    fn xml(&self) -> String {
        let mut out = format!("{}<sheetData>", self.head);
        let mut row = None;
        for (at, cell) in &self.cells {
            if row != Some(at.row) {
                out.push_str(if row.is_some() { "</row>" } else { "" });
                let hidden = if self.hidden.contains(&at.row) { " hidden=\"1\"" } else { "" };
                out.push_str(&format!("<row r=\"{}\"{hidden}>", at.row + 1));
                row = Some(at.row);
            }
            let style = if cell.style.is_empty() {
                String::new()
            } else {
                format!(" s=\"{}\"", cell.style)
            };
            let value = escape(cell.value.as_str());
            let formula =
                cell.formula.as_ref().map(|text| format!("<f>{}</f>", escape(text.as_str())));
            let formula = formula.unwrap_or_default();
            match (cell.kind.as_str(), formula.as_str(), cell.value.as_str()) {
                ("is", ..) => out.push_str(&format!(
                    "<c r=\"{at}\"{style} t=\"inlineStr\"><is>{}</is></c>",
                    cell.value
                )),
                (_, "", "") => out.push_str(&format!("<c r=\"{at}\"{style}/>")),
                ("s", "", _) => out.push_str(&format!(
                    "<c r=\"{at}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{value}</t></is></c>"
                )),
                (kind, formula, _) => {
                    let kind = match kind {
                        "" | "n" => String::new(),
                        "s" => " t=\"str\"".to_owned(),
                        kind => format!(" t=\"{kind}\""),
                    };
                    let value =
                        if value.is_empty() { String::new() } else { format!("<v>{value}</v>") };
                    out.push_str(&format!("<c r=\"{at}\"{style}{kind}>{formula}{value}</c>"));
                }
            }
        }
        out.push_str(if row.is_some() { "</row></sheetData>" } else { "</sheetData>" });
        if !self.merged.is_empty() {
            out.push_str("<mergeCells>");
            for (first, last) in &self.merged {
                out.push_str(&format!("<mergeCell ref=\"{first}:{last}\"/>"));
            }
            out.push_str("</mergeCells>");
        }
        out + &self.tail
    }

    /// The cell, or an empty one.
    pub(super) fn get(&self, at: CellRef) -> Xcell {
        self.cells.get(&at).cloned().unwrap_or_default()
    }

    pub(super) fn put(&mut self, at: CellRef, cell: Xcell) {
        self.cells.insert(at, cell);
    }

    /// First row below everything.
    pub(super) fn end(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |at| at.row + 1)
    }
}
