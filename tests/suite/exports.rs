// SPDX-License-Identifier: EUPL-1.2
//! Every format says what the tree says: tables are read back from each and compared with it.

use crate::cli_files::Folder;
use crate::html::{HOSTILE, hostile_document};
use crate::sample_document::{chapter, paragraph};
use crate::sample_document::{column, empty_document, plain_value, rich_document, table};
use crate::study::Study;
use calamine::{Data, DataType, Reader};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use sestante::datum::Day;
use sestante::edition::settle;
use sestante::export::{FORMATS, html, markdown, xlsx};
use sestante::locale;
use sestante::report::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

/// A table as a reader of any format sees it.
#[derive(Debug, PartialEq)]
struct Seen {
    caption: String,
    /// Every head once, sorted.
    heads: Vec<String>,
    /// Groups, labels and cells, from left to right and down; nothing where nothing stands.
    body: Vec<String>,
    notes: Vec<String>,
}

fn tables(document: &Document) -> Vec<(&Table, Option<&Figure>)> {
    fn walk<'a>(blocks: &'a [Block], found: &mut Vec<(&'a Table, Option<&'a Figure>)>) {
        for block in blocks {
            match block {
                Block::Table(table) => found.push((table, None)),
                Block::Figure(figure) => found.push((&figure.data, Some(figure))),
                Block::List { items, .. } => items.iter().for_each(|item| walk(item, found)),
                Block::Quote(blocks) | Block::Callout { blocks, .. } => walk(blocks, found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    document.chapters.iter().for_each(|chapter| walk(&chapter.blocks, &mut found));
    found
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.retain(|text| !text.is_empty());
    texts.sort();
    texts.dedup();
    texts
}

fn spanners(table: &Table) -> Vec<&str> {
    let each = table.spanners.iter().flat_map(|s| std::iter::repeat_n(s.label.as_str(), s.span));
    let mut each: Vec<&str> = each.collect();
    each.resize(table.columns.len(), "");
    each
}

fn said(value: &Value) -> String {
    match value.content {
        Content::Unreadable => squeezed(&format!("{} (non interpretato)", value.text)),
        _ => squeezed(&value.text),
    }
}

fn joined(cell: &Cell) -> String {
    cell.values.iter().map(said).collect::<Vec<_>>().join(" ")
}

fn body(table: &Table) -> Vec<String> {
    let mut texts = Vec::new();
    for row in &table.rows {
        texts.extend(row.group.iter().map(|group| squeezed(group)));
        texts.push(said(&row.label));
        texts.extend(row.cells.iter().map(joined));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn notes(table: &Table) -> Vec<String> {
    let base = table.base.iter().map(|text| format!("Base: {text}"));
    base.chain(table.notes.iter().map(|text| format!("Nota: {text}")))
        .map(|text| squeezed(&text))
        .collect()
}

fn caption(table: &Table) -> String {
    match table.number {
        0 => squeezed(&table.caption),
        n => squeezed(&format!("Tabella {n} {}", table.caption)),
    }
}

/// The text between the tags of a piece of a page.
fn stripped(markup: &str) -> String {
    let markup = markup.replace("<br>", "\n").replace("</li><li>", "\n");
    let mut text = String::new();
    for (at, piece) in markup.split('<').enumerate() {
        text.push_str(if at == 0 { piece } else { piece.split_once('>').map_or("", |p| p.1) });
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        text = text.replace(entity, c);
    }
    squeezed(&text)
}

fn elements<'a>(markup: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let is_one = |rest: &&str| rest.starts_with(['>', ' ']);
    let pieces = markup.split(open.as_str()).skip(1).filter(is_one);
    let inner = pieces.map(|rest| rest.split_once('>').unwrap().1);
    inner.map(|rest| rest.split(close.as_str()).next().unwrap()).collect()
}

fn seen_in_html(document: &Document) -> Vec<Seen> {
    let page = html::write(&settle(document));
    let main = page.split("class=\"it-page-section annex sources\"").next().unwrap();
    let seen = |piece: &str| {
        let (table, after) = piece.split_once("</table>").unwrap();
        let (head, rows) = table.split_once("<tbody>").unwrap_or((table, ""));
        let mut heads: Vec<String> = elements(head, "th").into_iter().map(stripped).collect();
        heads.extend(elements(head, "td").into_iter().map(stripped));
        let rows = rows.replace("<td", "<th").replace("</td>", "</th>");
        let mut body: Vec<String> = elements(&rows, "th").into_iter().map(stripped).collect();
        body.retain(|text| !text.is_empty());
        let after = after.trim_start().strip_prefix("</section>").unwrap().trim_start();
        let notes = after.starts_with("<div class=\"table-notes\"");
        let notes = if notes { after.split("</div>").next().unwrap() } else { "" };
        Seen {
            caption: stripped(elements(table, "caption")[0]),
            heads: sorted(heads),
            body,
            notes: elements(notes, "p").into_iter().map(stripped).collect(),
        }
    };
    main.split("<table class=\"table").skip(1).map(seen).collect()
}

#[test]
fn html_says_every_table_of_the_tree() {
    for document in [rich_document(), Study::real().compose().value] {
        let seen = seen_in_html(&document);
        let tables = tables(&document);
        let tables: Vec<_> = tables
            .into_iter()
            .filter(|(table, figure)| {
                figure.is_none_or(|f| f.drawing.is_none() || !table.rows.is_empty())
            })
            .collect();
        assert_eq!(seen.len(), tables.len());
        for (seen, (table, _)) in seen.iter().zip(tables) {
            let mut heads = vec![squeezed(&table.stub_head)];
            heads.extend(table.columns.iter().map(|column| squeezed(&column.label)));
            heads.extend(spanners(table).into_iter().map(squeezed));
            let expected = Seen {
                caption: caption(table),
                heads: sorted(heads),
                body: body(table),
                notes: notes(table),
            };
            assert_eq!(*seen, expected);
        }
    }
}

/// A Markdown text as a reader that knows all extensions shows it: tables, and paragraphs around
/// them; markup that came out of a text would be missing from both.
struct Shown {
    tables: Vec<(Vec<String>, Vec<String>)>,
    texts: Vec<String>,
    html: Vec<String>,
    links: Vec<String>,
}

fn shown(text: &str) -> Shown {
    let mut shown = Shown { tables: vec![], texts: vec![], html: vec![], links: vec![] };
    // No reader of this flavour changes quotes and dashes.
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let (mut in_head, mut piece) = (false, String::new());
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Table(_)) => shown.tables.push((vec![], vec![])),
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableCell | Tag::Paragraph | Tag::Heading { .. }) => piece.clear(),
            Event::End(TagEnd::TableCell) => {
                let (head, body) = shown.tables.last_mut().unwrap();
                let cells = if in_head { head } else { body };
                cells.push(squeezed(&piece));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                shown.texts.push(squeezed(&piece));
            }
            Event::Start(Tag::Link { dest_url, .. }) => shown.links.push(dest_url.to_string()),
            Event::Text(text) | Event::Code(text) => piece.push_str(&text),
            Event::SoftBreak | Event::HardBreak => piece.push(' '),
            Event::InlineHtml(tag) if &*tag == "<br>" => piece.push(' '),
            Event::InlineHtml(tag) | Event::Html(tag) => shown.html.push(tag.to_string()),
            _ => {}
        }
    }
    shown
}

#[test]
fn markdown_says_every_table_of_the_tree() {
    for document in [rich_document(), Study::real().compose().value] {
        let shown = shown(&markdown::write(&settle(&document)));
        let tables: Vec<_> = tables(&document)
            .into_iter()
            .filter(|(table, figure)| figure.is_none() || !table.rows.is_empty())
            .collect();
        assert_eq!(shown.tables.len(), tables.len() + 1, "and the sources");
        for ((head, cells), (table, _)) in shown.tables.iter().zip(tables) {
            let mut heads = vec![squeezed(&table.stub_head)];
            for (column, spanner) in table.columns.iter().zip(spanners(table)) {
                heads.push(match spanner {
                    "" => squeezed(&column.label),
                    spanner => squeezed(&format!("{spanner} – {}", column.label)),
                });
            }
            assert_eq!(*head, heads);
            let cells: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
            assert_eq!(cells, body(table).iter().collect::<Vec<_>>(), "{}", table.caption);
            for note in notes(table) {
                assert!(shown.texts.contains(&note), "{note}");
            }
            let caption = match table.number {
                0 => squeezed(&table.caption),
                _ => caption(table),
            };
            assert!(shown.texts.iter().any(|text| text.ends_with(&caption)), "{caption}");
        }
        let (_, sources) = shown.tables.last().unwrap();
        assert_eq!(sources.len(), document.sources.len() * 5);
        for link in shown.links.iter().filter_map(|link| link.strip_prefix("#fonte-")) {
            let number: usize = link.parse().unwrap();
            assert_eq!(sources[(number - 1) * 5], format!("fonte-{number}"));
        }
        assert_eq!(shown.html, Vec::<String>::new());
    }
}

#[test]
fn links_inside_markdown_lead_to_a_heading() {
    let document = rich_document();
    let text = markdown::write(&settle(&document));
    let slug = |line: &str| {
        let title = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        title.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect::<String>()
    };
    let slugs: Vec<String> = text.lines().filter(|line| line.starts_with('#')).map(slug).collect();
    let shown = shown(&text);
    let inside: Vec<&str> = shown.links.iter().filter_map(|link| link.strip_prefix('#')).collect();
    assert!(inside.len() > 10);
    for anchor in inside.into_iter().filter(|anchor| !anchor.starts_with("fonte-")) {
        assert!(slugs.iter().any(|slug| slug == anchor), "{anchor} not in {slugs:?}");
    }
}

/// A workbook read back: values by calamine, number formats from its parts.
struct Book {
    sheets: Vec<(String, calamine::Range<Data>)>,
    parts: BTreeMap<String, String>,
}

fn read(bytes: &[u8]) -> Book {
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let sheets = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).unwrap();
        assert!(book.worksheet_formula(&name).unwrap().is_empty(), "no formula in {name}");
        (name, range)
    });
    let sheets = sheets.collect();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        // Pictures are no text.
        parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
    Book { sheets, parts }
}

fn attribute<'a>(markup: &'a str, name: &str) -> &'a str {
    let (_, rest) = markup.split_once(&format!(" {name}=\"")).unwrap_or(("", "\""));
    rest.split('"').next().unwrap()
}

impl Book {
    fn sheet_xml(&self, at: usize) -> &str {
        &self.parts[&format!("xl/worksheets/sheet{}.xml", at + 1)]
    }

    /// The formats of a sheet's cells by address.
    fn formats(&self, at: usize) -> BTreeMap<String, String> {
        let styles = &self.parts["xl/styles.xml"];
        let codes: BTreeMap<&str, String> = styles
            .split("<numFmt ")
            .skip(1)
            .map(|format| {
                let format = format!(" {}", format.split("/>").next().unwrap());
                let code = attribute(&format, "formatCode").replace("&quot;", "\"");
                let id = attribute(&format, "numFmtId").to_owned();
                (id, code)
            })
            .map(|(id, code)| (&*id.leak(), code))
            .collect();
        let formats = styles.split_once("<cellXfs").unwrap().1.split_once("</cellXfs>").unwrap().0;
        let formats: Vec<&str> = formats
            .split("<xf ")
            .skip(1)
            .map(|xf| xf.split("numFmtId=\"").nth(1).unwrap())
            .collect();
        let xml = self.sheet_xml(at);
        xml.split("<c ")
            .skip(1)
            .map(|cell| {
                let cell = format!(" {}", cell.split('>').next().unwrap());
                let style: usize = attribute(&cell, "s").parse().unwrap_or(0);
                let id = formats[style].split('"').next().unwrap();
                let built_in = match id {
                    "1" => "0",
                    "3" => "#,##0",
                    "4" => "#,##0.00",
                    _ => "General",
                };
                let code = codes.get(id).cloned().unwrap_or_else(|| built_in.to_owned());
                (attribute(&cell, "r").to_owned(), code)
            })
            .collect()
    }
}

/// What a value must be in a cell: its number and format, or its text.
fn assert_held(value: &Value, held: &Data, format: &str, place: &str) {
    match &value.content {
        Content::Number { number, decimals, unit } => {
            assert_eq!(held.get_float(), Some(number.to_f64()), "{place}: {held:?}");
            let mut code = "#,##0".to_owned();
            if *decimals > 0 {
                code = format!("{code}.{}", "0".repeat(*decimals));
            }
            let year = value.text == number.to_string() && *decimals == 0 && *number >= 1000.into();
            match unit.as_deref() {
                Some(unit @ ("%" | "€")) if value.text.ends_with(unit) => {
                    code = format!("{code}\"\u{a0}{unit}\"");
                }
                _ if year => code = "0".to_owned(),
                _ => {}
            }
            assert_eq!(format, code, "{place}: {}", value.text);
        }
        _ => match held {
            Data::Float(number) => {
                assert_eq!((format!("{number}"), format), (value.text.clone(), "0"), "{place}");
            }
            Data::DateTime(day) => {
                let day = Day::parse(&day.iso()).unwrap();
                assert_eq!(day.short(), value.text, "{place}");
            }
            held => assert_eq!(squeezed(&held.to_string()), said(value), "{place}"),
        },
    }
}

trait Iso {
    fn iso(&self) -> String;
}

impl Iso for calamine::ExcelDateTime {
    fn iso(&self) -> String {
        let (year, month, day, ..) = self.to_ymd_hms_milli();
        format!("{year:04}-{month:02}-{day:02}")
    }
}

fn assert_workbook_says(document: &Document) {
    let book = read(&xlsx::write(&settle(document)).unwrap());
    let tables = tables(document);
    assert!(book.sheets.len() > tables.len());
    for (at, (table, figure)) in tables.into_iter().enumerate() {
        let at = at + 1;
        let (name, range) = &book.sheets[at];
        let formats = book.formats(at);
        let get = |row: u32, col: usize| range.get_value((row, u32::try_from(col).unwrap()));
        let text = |row: u32, col: usize| {
            get(row, col).map(|data| squeezed(&data.to_string())).unwrap_or_default()
        };
        let xml = book.sheet_xml(at);
        let body: u32 = attribute(xml.split("<pane").nth(1).unwrap(), "ySplit").parse().unwrap();
        let above: Vec<String> = (0..body).map(|row| text(row, 0)).collect();
        let above = above.join(" ");
        let title = figure.map_or(&table.caption, |figure| &figure.title);
        assert!(above.contains(&squeezed(title)), "{name}: {above}");
        if let Some(base) = &table.base {
            assert!(above.contains(&squeezed(base)), "{name}: {above}");
        }
        assert_eq!(text(body - 1, 0), squeezed(&table.stub_head), "{name}");
        for (col, (column, spanner)) in table.columns.iter().zip(spanners(table)).enumerate() {
            assert_eq!(text(body - 1, col + 1), squeezed(&column.label), "{name}");
            if !table.spanners.is_empty() {
                assert_eq!(text(body - 2, col + 1), squeezed(spanner), "{name}");
            }
        }
        let mut row = body;
        for line in &table.rows {
            if let Some(group) = line.group.as_deref().filter(|group| !group.is_empty()) {
                assert_eq!(text(row, 0), squeezed(group), "{name}");
                row += 1;
            }
            for col in 0..=line.cells.len() {
                let address = sestante::diag::CellRef::new(row, u16::try_from(col).unwrap());
                let place = format!("{name}!{address}");
                let values = match col {
                    0 => std::slice::from_ref(&line.label),
                    col => line.cells[col - 1].values.as_slice(),
                };
                match values {
                    [value] => {
                        let held = get(row, col).cloned().unwrap_or_default();
                        assert_held(value, &held, &formats[&address.to_string()], &place);
                    }
                    several => {
                        let lines: Vec<String> = several.iter().map(said).collect();
                        assert_eq!(text(row, col), lines.join(" "), "{place}");
                    }
                }
            }
            row += 1;
        }
        let end = range.end().map_or(row, |end| end.0 + 1);
        let below: Vec<String> = (row..end).map(|row| text(row, 0)).collect();
        let below = squeezed(&below.join(" "));
        for note in &table.notes {
            assert!(below.contains(&squeezed(note)), "{name}: {below}");
        }
        assert!(!xml.contains("<mergeCell"), "{name}");
    }
    if !document.sources.is_empty() {
        let (_, sources) = book.sheets.iter().rev().find(|(name, _)| name != "Dati").unwrap();
        let rows = sources.rows().filter(|row| row.first().is_some_and(|cell| cell.is_float()));
        assert_eq!(rows.count(), document.sources.len());
    }
}

#[test]
fn the_workbook_holds_every_table_with_values_and_formats() {
    assert_workbook_says(&rich_document());
    assert_workbook_says(&Study::real().compose().value);
}

#[test]
fn numbers_in_the_workbook_lead_to_their_row_of_the_sources() {
    let document = rich_document();
    let book = read(&xlsx::write(&settle(&document)).unwrap());
    let last = book.sheets.len();
    let sources = &book.sheets[last - 1].1;
    let mut checked = 0;
    for at in 1..last - 1 {
        for link in book.sheet_xml(at).split("<hyperlink ").skip(1) {
            let link = format!(" {}", link.split("/>").next().unwrap());
            let Some(row) = attribute(&link, "location").strip_prefix("'Fonti dei valori'!A")
            else {
                continue;
            };
            let number = attribute(&link, "display").split(", ").next().unwrap();
            let row: u32 = row.parse().unwrap();
            let held = sources.get_value((row - 1, 0)).unwrap();
            assert_eq!(held.to_string(), number);
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn what_excel_has_no_chart_for_is_a_picture_with_its_words_and_several_sources_are_told() {
    let book = read(&xlsx::write(&settle(&Study::real().compose().value)).unwrap());
    let drawings = book.parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing"));
    let pictures: Vec<&str> =
        drawings.flat_map(|(_, text)| text.split("<xdr:pic>").skip(1)).collect();
    assert!(pictures.len() >= 4, "time line, trees, heat maps: {}", pictures.len());
    for picture in pictures {
        let described = picture.split("<xdr:cNvPr").nth(1).unwrap();
        assert!(attribute(described, "descr").len() > 20, "{described}");
    }
    let told = |(name, text): (&String, &String)| {
        name.starts_with("xl/comments") && text.contains("Il collegamento porta alla fonte")
    };
    assert!(book.parts.iter().any(told));
}

fn long(rows: usize, columns: usize) -> Document {
    let mut long = table("lunga", 1, "Molte righe");
    long.spanners = vec![
        Spanner { label: "Prima metà".to_owned(), span: columns / 2 },
        Spanner { label: "Seconda metà".to_owned(), span: columns - columns / 2 },
    ];
    long.columns = (0..columns).map(|n| column(&format!("Colonna {n}"), Align::Right)).collect();
    for row in 0..rows {
        let number = |col: usize| {
            let number = format!("{}.5", row * columns + col).parse().unwrap();
            let content = Content::Number { number, decimals: 1, unit: None };
            let value = Value { text: locale::number(number, 1), content, source: None };
            Cell { values: vec![value], shade: None }
        };
        let cells = (0..columns).map(number).collect();
        let label = plain_value(&format!("riga {row}"));
        long.rows.push(Row { label, group: None, cells, total: row + 1 == rows });
    }
    Document {
        chapters: vec![chapter("uno", "Uno", vec![Block::Table(Box::new(long))])],
        ..empty_document()
    }
}

#[test]
fn long_and_wide_tables_come_out_whole() {
    for document in [long(300, 3), long(20, 12), long(2, 107)] {
        let table = tables(&document)[0].0;
        assert_eq!(seen_in_html(&document)[0].body, body(table));
        let shown = shown(&markdown::write(&settle(&document)));
        assert_eq!(shown.tables[0].1, body(table));
        assert_workbook_says(&document);
    }
}

/// `.ci/pdf.py` reads these tables back from the PDF: `SESTANTE_LONG_TABLES=folder` writes them.
#[cfg(feature = "pdf")]
#[test]
fn long_and_wide_tables_are_laid_out_without_a_finding() {
    let mut document = empty_document();
    for (number, (rows, columns)) in [(300, 3), (300, 12)].into_iter().enumerate() {
        let mut chapters = long(rows, columns).chapters;
        for chapter in &mut chapters {
            chapter.id = format!("uno-{number}");
            let [Block::Table(table)] = chapter.blocks.as_mut_slice() else { panic!() };
            (table.id, table.number) = (format!("lunga-{number}"), number + 1);
        }
        document.chapters.extend(chapters);
    }
    let written = sestante::export::pdf::write(&settle(&document)).unwrap();
    assert!(written.findings.is_empty(), "{:?}", written.findings);
    assert!(written.value.len() > 50_000, "{}", written.value.len());
    if let Ok(folder) = std::env::var("SESTANTE_LONG_TABLES") {
        fs::create_dir_all(&folder).unwrap();
        fs::write(format!("{folder}/tables.pdf"), written.value).unwrap();
        fs::write(format!("{folder}/tables.html"), html::write(&settle(&document))).unwrap();
    }
}

// What respondents typed is data everywhere.
#[test]
fn hostile_texts_are_inert_in_markdown_and_in_workbooks() {
    let document = hostile_document();
    let text = markdown::write(&settle(&document));
    assert!(!text.contains(['\u{0}', '\u{1b}', '\u{7}', '\u{202E}']));
    let read_back = shown(&text);
    assert_eq!(read_back.html, Vec::<String>::new());
    let outside = |link: &&String| !link.starts_with('#') && !link.starts_with("https://x/");
    assert_eq!(read_back.links.iter().find(outside), None);

    let book = read(&xlsx::write(&settle(&document)).unwrap());
    for (name, part) in &book.parts {
        assert!(!part.contains("<script") && !part.contains("<f>"), "{name}");
        assert!(!part.contains("TargetMode=\"External\""), "{name}");
    }
    for formula in ["=1+1", "=HYPERLINK(\"http://x\")", "+1", "@SUM(A1)", "-2+3", "https://x.it"] {
        let mut one = long(1, 1);
        let Block::Table(table) = &mut one.chapters[0].blocks[0] else { panic!() };
        table.rows[0].cells[0].values = vec![plain_value(formula)];
        table.rows[0].label = plain_value(formula);
        table.caption = formula.to_owned();
        assert_workbook_says(&one);
    }
}

#[test]
fn markdown_of_a_respondent_is_shown_as_typed() {
    let typed = [
        "# titolo",
        "- punto",
        "1. primo",
        "2) secondo",
        "> citato",
        "    codice",
        "```\ncodice\n```",
        "*a* **b** _c_ __d__ ~~e~~ `f`",
        "[a](b) ![c](d) [^1] [x]: y",
        "a | b\n--- | ---\n1 | 2",
        "a\n===",
        "a\n---",
        "<b>x</b> &amp; &#65;",
        "http://x.it <http://x.it>",
        "$x$ $$y$$",
        "+++",
        "\\* \\",
        "***",
        ":-\nx",
        "* * *",
        "a  \nb",
        "- [ ] fare",
        "fine\\",
        HOSTILE,
    ];
    for text in typed {
        let expected: String = text
            .chars()
            .filter(|c| *c != '\u{202E}')
            .map(|c| match c {
                '\u{0}' | '\u{1b}' | '\u{7}' => '\u{FFFD}',
                c => c,
            })
            .collect();
        let mut document = long(1, 1);
        let Block::Table(table) = &mut document.chapters[0].blocks[0] else { panic!() };
        table.rows[0].cells[0].values = vec![plain_value(text)];
        table.notes = vec![text.to_owned()];
        document.chapters[0].blocks.push(paragraph(text));
        document.chapters[0].title = text.replace('\n', " ");
        let shown = shown(&markdown::write(&settle(&document)));
        assert_eq!(shown.tables[0].1[1], squeezed(&expected), "{text}");
        let paragraphs = shown.texts.iter().filter(|shown| **shown == squeezed(&expected));
        assert_eq!(paragraphs.count(), 2, "{text}: title and paragraph in {:?}", shown.texts);
        assert_eq!((shown.html.len(), shown.tables.len()), (0, 1), "{text}");
    }
}

#[test]
fn same_document_same_bytes_in_every_format() {
    for document in [rich_document(), hostile_document(), empty_document()] {
        for format in FORMATS {
            let (one, two) =
                ((format.write)(&settle(&document)), (format.write)(&settle(&document)));
            assert!(one.unwrap().value == two.unwrap().value, "{}", format.name);
        }
    }
}

#[test]
fn a_format_that_fails_stops_only_itself() {
    let study = Folder::new_study("formats");
    fs::write(study.path("a.xlsx"), study.filled("valle")).unwrap();
    assert_eq!(study.run(&["import", "a.xlsx"]).status, 0);
    let said = study.run(&["report", "--format", "md,xlsx,md"]);
    assert_eq!((said.status, said.out.as_str()), (0, "output/report.xlsx\noutput/report.md\n"));
    assert!(!study.path("output/report.html").exists());
    let before = fs::read(study.path("output/report.xlsx")).unwrap();

    // A folder under the partial name makes the writing of one file fail, for root as well.
    fs::create_dir(study.path("output/.report.xlsx.part")).unwrap();
    let said = study.run(&["report", "--format", "html,xlsx,md"]);
    assert_eq!((said.status, said.out.as_str()), (2, "output/report.html\noutput/report.md\n"));
    assert!(said.err.contains("report.xlsx non è stato scritto"), "{}", said.err);
    assert!(said.err.contains("1 file non scritto: report.xlsx"), "{}", said.err);
    assert!(fs::read(study.path("output/report.xlsx")).unwrap() == before);

    let said = study.run(&["report", "--format", "xslx"]);
    assert!(said.status == 2 && said.err.contains("forse «xlsx»?"), "{}", said.err);
    study.replace("report-templates/report.yaml", "formats: [html]", "formats: [htm]");
    let said = study.run(&["report"]);
    assert!(said.status == 2 && said.err.contains("«htm» non è un formato"), "{}", said.err);
    assert!(said.err.contains("forse «html»?"), "{}", said.err);
}
