// SPDX-License-Identifier: EUPL-1.2
//! Answers that stand in no cell, and files that other programs open: in other encodings, with parts
//! elsewhere.

use super::package::{Book, Xcell, pack};
use super::seen::{form, read};
use sestante::diag::{CellRef, Finding, Place};
use std::collections::BTreeMap;

fn codes_at(findings: &[Finding], sheet: &str, cell: &str) -> Vec<String> {
    let at = CellRef::parse(cell).unwrap();
    let here =
        |f: &&Finding| matches!(&f.place, Place::Cell(p) if *p.sheet == *sheet && p.cell == at);
    findings.iter().filter(here).map(|finding| finding.code.to_string()).collect()
}

/// A drawing with one thing in it, over cell B13.
fn drawing(inside: &str) -> String {
    format!(
        "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>12</xdr:row></xdr:from>{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
}

#[test]
fn what_is_drawn_on_a_sheet_is_told_with_its_place() {
    for (inside, wording) in [
        ("<xdr:pic><a:blip/></xdr:pic>", "picture"),
        (
            "<xdr:graphicFrame><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\"/></xdr:graphicFrame>",
            "diagram",
        ),
        (
            "<xdr:graphicFrame><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"/></xdr:graphicFrame>",
            "chart",
        ),
        ("<xdr:sp><xdr:txBody><a:p/></xdr:txBody></xdr:sp>", "shape"),
        ("<xdr:grpSp><xdr:sp/><xdr:pic/></xdr:grpSp>", "picture"),
    ] {
        let mut book = form().book.clone();
        let tail = "<drawing xmlns:r=\"r\" r:id=\"added\"/>";
        book.attach("2 Tabelle", "drawing", ("xl/drawings/drawing77.xml", &drawing(inside)), tail);
        let noted = read(&book.bytes());
        let found: Vec<&Finding> = noted.findings.iter().filter(|f| f.code == "drawing").collect();
        assert_eq!(found.len(), 1, "{wording}");
        assert_eq!(found[0].wording, Some(wording));
        assert_eq!(codes_at(&noted.findings, "2 Tabelle", "B13"), ["drawing"]);
    }
}

#[test]
fn files_and_boxes_in_a_sheet_are_told() {
    let anchored = "<oleObjects><oleObject shapeId=\"1025\"><objectPr><anchor><from><col>1</col>\
                    <row>12</row></from><to><col>4</col><row>20</row></to></anchor></objectPr>\
                    </oleObject><oleObject shapeId=\"1025\"/></oleObjects>";
    for (xml, wording, cell) in [
        (
            "<oleObjects><oleObject progId=\"AcroExch.Document\" shapeId=\"1025\"/></oleObjects>",
            "embedded",
            None,
        ),
        (anchored, "embedded", CellRef::parse("B13")),
        ("<controls><control shapeId=\"1025\" name=\"Check Box 1\"/></controls>", "control", None),
    ] {
        let mut book = form().book.clone();
        book.behind("1 Risposte", xml);
        let noted = read(&book.bytes());
        let found: Vec<&Finding> = noted.findings.iter().filter(|f| f.code == "drawing").collect();
        assert_eq!(found.iter().map(|f| f.wording).collect::<Vec<_>>(), [Some(wording)]);
        assert_eq!((found[0].place.sheet(), found[0].place.cell()), (Some("1 Risposte"), cell));
    }
}

#[test]
fn words_on_the_sheets_without_questions_are_told() {
    for (sheet, cell) in [("Istruzioni", "B40"), ("Verifica", "H20")] {
        let mut book = form().book.clone();
        book.tab(sheet).put(
            CellRef::parse(cell).unwrap(),
            Xcell::default().text("La sezione 2 la manda la ragioneria"),
        );
        let noted = read(&book.bytes());
        assert_eq!(codes_at(&noted.findings, sheet, cell), ["text-nowhere"], "{sheet}");
        assert_eq!(noted.findings.len(), 1, "{sheet}");
    }
}

/// The parts of the form, each made into other bytes.
fn encoded(encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let parts: BTreeMap<String, Vec<u8>> = Book::raw(&form().book.bytes())
        .into_iter()
        .map(|(name, text)| (name, encode(&text)))
        .collect();
    super::package::pack_bytes(&parts)
}

#[test]
fn parts_in_other_encodings_are_read() {
    let declared = |text: &str, name: &str| {
        let body = text.split_once("?>").map_or(text, |(_, body)| body);
        format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{body}")
    };
    let wide = |text: &str| {
        let units = std::iter::once(0xFEFF)
            .chain(declared(text, "UTF-16").encode_utf16().collect::<Vec<_>>());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let narrow = |text: &str| {
        let mut out = Vec::new();
        for c in declared(text, "ISO-8859-1").chars() {
            match u8::try_from(u32::from(c)) {
                Ok(byte) => out.push(byte),
                Err(_) => out.extend(format!("&#{};", u32::from(c)).bytes()),
            }
        }
        out
    };
    for bytes in [encoded(wide), encoded(narrow)] {
        let noted = read(&bytes);
        assert!(noted.findings.is_empty(), "{:?}", noted.findings);
        assert_eq!(&*noted.value.answers["answers.name"].written, "Rete delle Città");
    }
}

#[test]
fn a_workbook_part_elsewhere_is_found() {
    let mut parts = Book::raw(&form().book.bytes());
    let book = parts.remove("xl/workbook.xml").unwrap();
    let relations = parts.remove("xl/_rels/workbook.xml.rels").unwrap();
    parts.insert("book.xml".to_owned(), book);
    let relations = relations.replace("Target=\"", "Target=\"/xl/").replace("/xl//xl/", "/xl/");
    parts.insert("_rels/book.xml.rels".to_owned(), relations);
    let root = parts.get_mut("_rels/.rels").unwrap();
    *root = root.replace("xl/workbook.xml", "book.xml");
    let noted = read(&pack(&parts));
    assert!(noted.findings.is_empty(), "{:?}", noted.findings);
    assert_eq!(&*noted.value.answers["answers.name"].written, "Rete delle Città");
}

#[test]
fn days_of_1904_without_a_format_are_days_of_1904() {
    let mut book = form().book.clone();
    let since = super::seen::entry("answers.since");
    let workbook = book.parts.get_mut("xl/workbook.xml").unwrap();
    *workbook = workbook.replace("<workbookPr", "<workbookPr date1904=\"1\"");
    book.tab(&since.sheet).put(since.cell, Xcell::default().number(42_766.0));
    let noted = read(&book.bytes());
    let read = super::seen::datum(&noted.value, &since).map(|datum| super::case::shown(&datum));
    assert_eq!(read.as_deref(), Some("2021-02-01"));
}
