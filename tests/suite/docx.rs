// SPDX-License-Identifier: EUPL-1.2
//! The Word file as Word, a screen reader and another program find it.

use crate::sample_document::*;
use crate::study::whole;
use quick_xml::events::Event;
use sestante::edition::settle;
use sestante::export::docx;
use sestante::report::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

/// The parts of a file by name.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: &String| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    names.iter().map(|name| (name.clone(), read(name))).collect()
}

pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap()).unwrap()
}

/// An element: its name, its attributes, and what is in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn read(xml: &[u8]) -> Element {
        let mut reader = quick_xml::Reader::from_reader(xml);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) => open.push(Element::begun(&tag)),
                Event::Empty(tag) => {
                    open.last_mut().unwrap().children.push(Element::begun(&tag));
                }
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => {
                    open.last_mut().unwrap().text.push_str(&text);
                }
                Event::GeneralRef(name) => {
                    let c = match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        other => panic!("a reference that we do not write: {other}"),
                    };
                    open.last_mut().unwrap().text.push(c);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "every element ends");
        open.pop().unwrap()
    }

    fn begun(tag: &quick_xml::events::BytesStart<'_>) -> Element {
        let attributes = tag.attributes().map(|attribute| {
            let attribute = attribute.expect("each attribute once");
            let key = attribute.key.as_ref().to_owned();
            (key, attribute.value.into_owned())
        });
        Element {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Element::default()
        }
    }

    /// All elements of a name, wherever they are.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            found.extend(child.all(name));
        }
        found
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn style(&self) -> &str {
        self.all("w:pStyle").first().map_or("", |style| style.attribute("w:val"))
    }

    /// The text, a line for each paragraph.
    fn lines(&self) -> String {
        if self.name == "w:t" {
            return self.text.clone();
        }
        if self.name == "w:br" {
            return "\n".to_owned();
        }
        let of = |child: &Element| match child.name.as_str() {
            "w:instrText" => String::new(),
            _ => child.lines(),
        };
        let paragraphs = self.children.iter().filter(|child| child.name == "w:p").count();
        let between = if paragraphs > 1 { "\n" } else { "" };
        let lines: Vec<String> = self.children.iter().map(of).collect();
        // What stands before the paragraphs of a cell is no text.
        let lines = if paragraphs > 1 { &lines[lines.len() - paragraphs..] } else { &lines };
        lines.join(between)
    }
}

fn written(blocks: Vec<Block>) -> Element {
    let mut document = empty_document();
    document.chapters = vec![chapter("uno", "Uno", blocks)];
    Element::read(
        part(&docx::write(&settle(&document)).unwrap().value, "word/document.xml").as_bytes(),
    )
}

#[test]
fn the_rich_document_is_a_sound_package() {
    let bytes = docx::write(&settle(&rich_document())).unwrap().value;
    assert_eq!(
        bytes,
        docx::write(&settle(&rich_document())).unwrap().value,
        "same input, same bytes"
    );
    let parts = parts(&bytes);
    let types = Element::read(&parts["[Content_Types].xml"]);
    let overridden: BTreeSet<&str> =
        types.all("Override").iter().map(|part| part.attribute("PartName")).collect();
    for (name, bytes) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            Element::read(bytes);
        }
        let known = name.ends_with(".rels") || name.ends_with(".png") || name.starts_with('[');
        assert!(known || overridden.contains(format!("/{name}").as_str()), "type of {name}");
    }
    assert_eq!(overridden.iter().filter(|name| !parts.contains_key(&name[1..])).count(), 0);
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        for relationship in Element::read(bytes).all("Relationship") {
            let target = format!("{folder}{}", relationship.attribute("Target"));
            let external = relationship.attribute("TargetMode") == "External";
            assert!(external || parts.contains_key(&target), "{name}: {target}");
        }
    }
    // To be opened with other programs.
    if let Ok(path) = std::env::var("SESTANTE_SAMPLE_DOCX") {
        sestante::export::place(std::path::Path::new(&path), &bytes).unwrap();
    }
}

#[test]
fn every_id_is_unique_and_every_link_leads_somewhere() {
    let bytes = docx::write(&settle(&rich_document())).unwrap().value;
    let text = part(&bytes, "word/document.xml");
    let document = Element::read(text.as_bytes());
    let rels = Element::read(part(&bytes, "word/_rels/document.xml.rels").as_bytes());
    let bookmarks = document.all("w:bookmarkStart");
    for key in ["w:id", "w:name"] {
        let unique: BTreeSet<String> =
            bookmarks.iter().map(|mark| mark.attribute(key).to_ascii_lowercase()).collect();
        assert_eq!(unique.len(), bookmarks.len(), "{key}");
    }
    let names: BTreeSet<&str> = bookmarks.iter().map(|mark| mark.attribute("w:name")).collect();
    assert!(names.iter().all(|name| name.len() <= 40));
    let links = document.all("w:hyperlink");
    assert!(links.len() > 400);
    let ids: BTreeSet<&str> =
        rels.all("Relationship").iter().map(|entry| entry.attribute("Id")).collect();
    for link in links {
        let inside = names.contains(link.attribute("w:anchor"));
        assert!(inside || ids.contains(link.attribute("r:id")), "{link:?}");
        assert!(link.all("w:hyperlink").is_empty(), "no link in a link");
    }
    for field in document.all("w:instrText") {
        if let Some(name) = field.text.trim().strip_prefix("PAGEREF ") {
            assert!(names.contains(name.trim_end_matches(" \\h")), "{name}");
        }
    }
    let drawings = document.all("wp:docPr");
    let unique: BTreeSet<&str> = drawings.iter().map(|one| one.attribute("id")).collect();
    assert_eq!((drawings.len(), unique.len()), (2, 2));
    assert!(drawings.iter().all(|one| one.attribute("descr").len() > 40));
    let begun = |kind: &str| {
        let fields = document.all("w:fldChar");
        fields.iter().filter(|field| field.attribute("w:fldCharType") == kind).count()
    };
    assert_eq!(begun("begin"), begun("end"));
    assert_eq!(begun("begin"), begun("separate"));
}

#[test]
fn the_frame_says_language_title_and_headings() {
    let bytes = docx::write(&settle(&rich_document())).unwrap().value;
    assert!(part(&bytes, "word/styles.xml").contains("<w:lang w:val=\"it-IT\""));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>I Centri Servizi Territoriali a confronto"));
    assert!(core.contains("<dc:language>it-IT</dc:language>"));
    let document = Element::read(part(&bytes, "word/document.xml").as_bytes());
    let paragraphs = document.all("w:p");
    let of = |style: &str| -> Vec<String> {
        let paragraphs = paragraphs.iter().filter(|paragraph| paragraph.style() == style);
        paragraphs.map(|paragraph| paragraph.lines()).collect()
    };
    let chapters = of("Heading1");
    assert_eq!(chapters.first().unwrap(), "Sintesi");
    assert_eq!(chapters.last().unwrap(), "Fonti dei valori");
    assert_eq!(of("Heading3"), ["Come leggere la tabella"]);
    // The contents say the chapters before anything is updated.
    for chapter in chapters {
        assert!(of("TOC1").iter().any(|entry| *entry == format!("{chapter}…")), "{chapter}");
    }
    assert_eq!(of("TableofFigures").len(), 5 + 3);
    assert!(of("TableofFigures")[0].starts_with("Tabella 1  Indicatori"));
    // Every style that is used is defined.
    let styles = part(&bytes, "word/styles.xml");
    for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for style in document.all(name) {
            let id = format!("w:styleId=\"{}\"", style.attribute("w:val"));
            assert!(styles.contains(&id), "{id}");
        }
    }
}

#[test]
fn tables_say_what_the_tree_says() {
    let rich = rich_document();
    let document = Element::read(
        part(&docx::write(&settle(&rich)).unwrap().value, "word/document.xml").as_bytes(),
    );
    let written = document.all("w:tbl");
    let mut tables = Vec::new();
    for block in rich.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Table(table) => tables.push(table.as_ref()),
            Block::Figure(figure) => tables.push(&figure.data),
            _ => {}
        }
    }
    for (table, written) in tables.iter().zip(&written) {
        assert_eq!(
            written.all("w:tblCaption")[0].attribute("w:val"),
            table.caption.replace('&', "&amp;")
        );
        assert!(!written.all("w:tblDescription")[0].attribute("w:val").is_empty());
        let rows = written.all("w:tr");
        let heads = rows.iter().take_while(|row| !row.all("w:tblHeader").is_empty()).count();
        assert_eq!(heads, if table.spanners.is_empty() { 1 } else { 2 });
        assert_eq!(rows.iter().filter(|row| !row.all("w:tblHeader").is_empty()).count(), heads);
        let labels: Vec<String> = rows[heads - 1].all("w:tc").iter().map(|c| c.lines()).collect();
        assert_eq!(labels.len(), table.columns.len() + 1);
        let mut body = rows[heads..].iter();
        for row in &table.rows {
            if let Some(group) = row.group.as_ref().filter(|group| !group.is_empty()) {
                assert_eq!(body.next().unwrap().lines(), *group);
            }
            let cells = body.next().unwrap().all("w:tc");
            assert_eq!(cells[0].lines(), row.label.text);
            for (cell, written) in row.cells.iter().zip(&cells[1..]) {
                let texts: Vec<&str> = cell.values.iter().map(|v| v.text.as_str()).collect();
                let written = written.lines().replace(" (non interpretato)", "");
                assert_eq!(written, texts.join("\n"));
            }
        }
        assert!(body.next().is_none());
        let width = |row: &Element| -> usize {
            let span = |cell: &&Element| {
                let span = cell.all("w:gridSpan");
                span.first().map_or(1, |span| span.attribute("w:val").parse().unwrap())
            };
            row.all("w:tc").iter().map(span).sum()
        };
        let grid = written.all("w:gridCol").len();
        assert!(rows.iter().all(|row| width(row) == grid), "every row fills the grid");
    }
    let paragraphs: Vec<String> = document.all("w:p").iter().map(|p| p.lines()).collect();
    for table in tables {
        for note in &table.notes {
            assert!(paragraphs.contains(&format!("Nota: {note}")));
        }
    }
}

#[test]
fn hostile_texts_are_inert() {
    let bad = "<w:p/>\u{0}\u{8}\u{FFFE}]]> & \"x\" HYPERLINK \"http://example.org\" 👍 漢";
    let hostile = plain_value(bad);
    let mut table = table("t\"<", 1, bad);
    table.columns = vec![column(bad, Align::Left)];
    table.stub_head = bad.to_owned();
    table.rows = vec![Row {
        label: hostile.clone(),
        group: Some(bad.to_owned()),
        cells: vec![Cell { values: vec![hostile.clone()], shade: Some(9) }],
        total: false,
    }];
    table.notes = vec![bad.to_owned()];
    let mut document = empty_document();
    document.title = bad.to_owned();
    document.publisher = Some(bad.to_owned());
    document.language = "\"><x".to_owned();
    document.chapters = vec![chapter(
        bad,
        bad,
        vec![
            Block::Table(Box::new(table)),
            Block::Paragraph(vec![
                Inline::Link { to: Target::parse("javascript:alert(1)"), text: vec![text("qui")] },
                Inline::Link { to: Target::Inside(bad.to_owned()), text: vec![text("là")] },
                Inline::Value(Value { source: Some(7), ..hostile }),
            ]),
        ],
    )];
    let bytes = docx::write(&settle(&document)).unwrap().value;
    for (name, bytes) in parts(&bytes) {
        if name.ends_with("xml") || name.ends_with(".rels") {
            Element::read(&bytes);
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("javascript:") && !text.contains("Target=\"http://example"));
        }
    }
    let read = Element::read(part(&bytes, "word/document.xml").as_bytes());
    let clean = bad.replace(['\u{0}', '\u{8}', '\u{FFFE}'], "\u{FFFD}");
    let cells = read.all("w:tc");
    assert!(cells.iter().all(|cell| cell.lines() == clean));
    let fields = read.all("w:instrText");
    assert!(fields.iter().all(|field| !field.text.contains("HYPERLINK \"http")));
}

#[test]
fn a_wide_table_lies_on_its_side_and_a_very_wide_one_is_cut() {
    let wide = |columns: usize| {
        let mut table = table("t", 1, "Larga");
        table.columns = (0..columns).map(|n| column(&format!("C{n}"), Align::Right)).collect();
        let cells = (0..columns)
            .map(|n| Cell { values: vec![plain_value(&n.to_string())], shade: None })
            .collect();
        let label = plain_value("riga");
        table.rows = vec![Row { label, group: None, cells, total: true }];
        table.spanners = vec![
            Spanner { label: "primi".to_owned(), span: 10 },
            Spanner { label: "altri".to_owned(), span: columns.saturating_sub(10) },
        ];
        written(vec![paragraph("Prima."), Block::Table(Box::new(table)), paragraph("Dopo.")])
    };
    let document = wide(12);
    assert_eq!(document.all("w:tbl").len(), 1);
    let turned: Vec<bool> = document
        .all("w:pgSz")
        .iter()
        .map(|size| size.attribute("w:orient") == "landscape")
        .collect();
    assert_eq!(turned, [false, false, true, false], "title page, contents, table, text");
    let document = wide(40);
    let tables = document.all("w:tbl");
    assert_eq!(tables.len(), 3);
    let texts: Vec<String> = tables.iter().flat_map(|t| t.all("w:tc")).map(|c| c.lines()).collect();
    for n in 0..40 {
        assert_eq!(texts.iter().filter(|text| **text == n.to_string()).count(), 1, "{n}");
    }
    assert_eq!(texts.iter().filter(|text| *text == "altri").count(), 3);
    assert!(document.all("w:p").iter().any(|p| p.lines() == "Tabella 1  Larga (2/3)"));
}

#[test]
fn lists_are_numbered_anew() {
    let list = |ordered| Block::List {
        ordered,
        items: vec![vec![paragraph("uno")], vec![paragraph("due"), paragraph("ancora")]],
    };
    let document = written(vec![list(true), list(false), list(true)]);
    let numbers: Vec<&str> =
        document.all("w:numId").iter().map(|number| number.attribute("w:val")).collect();
    assert_eq!(numbers, ["1", "1", "2", "2", "3", "3"], "what continues an item has no number");
}

#[test]
fn claims_say_their_verdict_in_words() {
    let bytes = docx::write(&settle(&rich_document())).unwrap().value;
    let document = Element::read(part(&bytes, "word/document.xml").as_bytes());
    let lines: Vec<String> = document.all("w:p").iter().map(|p| p.lines()).collect();
    for line in [
        "Non decidibile",
        "Confermata dalle risposte: Nei tre centri i laureati sono più dei diplomati. La laurea",
        "Smentita",
        "Senza dati",
        "«Più di metà del personale ha una laurea STEM»",
        "— Presentazione del 2021, diapositiva 14",
    ] {
        assert!(lines.iter().any(|written| written.starts_with(line)), "{line}");
    }
}

/// Writes the report of a study to be opened with other programs:
/// `SESTANTE_DOCX=/tmp/report.docx cargo test --test suite docx -- --ignored`.
#[test]
#[ignore = "writes a file to look at"]
fn the_report_of_this_study() {
    let Ok(path) = std::env::var("SESTANTE_DOCX") else { return };
    let root = std::env::var("SESTANTE_STUDY").unwrap_or_else(|_| ".".to_owned());
    let collected = sestante::pipeline::collect(std::path::Path::new(&root)).unwrap();
    let compared = collected.compare().unwrap();
    let mut document = whole(sestante::report::compose(&collected, &compared).unwrap()).value;
    document.notices.insert(0, "Bozza.".to_owned());
    let bytes = docx::write(&settle(&document)).unwrap().value;
    sestante::export::place(std::path::Path::new(&path), &bytes).unwrap();
}
