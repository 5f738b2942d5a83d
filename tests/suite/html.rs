// SPDX-License-Identifier: EUPL-1.2
//! The HTML page as a browser and a screen reader find it.

use crate::sample_document::*;
use sestante::edition::settle;
use sestante::export::html;
use sestante::figures::{Chart, Drawing, TreeNode, draw};
use sestante::report::*;
use std::collections::BTreeSet;

/// Values of an attribute, in order.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begins = format!(" {name}=\"");
    page.split(&begins).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The page without style sheet, for tests on its text.
fn body(page: &str) -> &str {
    page.split_once("</style>").unwrap().1
}

fn written(blocks: Vec<Block>) -> String {
    let mut document = empty_document();
    document.chapters = vec![chapter("uno", "Uno", blocks)];
    html::write(&settle(&document))
}

fn assert_anchors_hold(page: &str) {
    let page = body(page);
    let ids = attributes(page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice: {ids:?}");
    for href in attributes(page, "href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(unique.contains(id), "no target for #{id}");
        }
    }
    for name in ["aria-labelledby", "aria-describedby"] {
        for id in attributes(page, name).into_iter().flat_map(str::split_whitespace) {
            assert!(unique.contains(id), "no {name} {id}");
        }
    }
}

fn assert_tags_balance(page: &str) {
    let void = ["meta", "br", "img", "!DOCTYPE", "col"];
    let mut open = Vec::new();
    for tag in body(page).split('<').skip(1) {
        let tag = tag.split_once('>').expect("a tag ends").0;
        let name = tag.split([' ', '\n']).next().unwrap();
        if let Some(name) = name.strip_prefix('/') {
            if !["head", "body", "html"].contains(&name) {
                assert_eq!(open.pop(), Some(name));
            }
        } else if !void.contains(&name) && !tag.ends_with('/') && name != "body" {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Panics unless the document makes a sound page; returns the page.
pub(crate) fn sound_page(document: &Document) -> String {
    let page = html::write(&settle(document));
    assert_anchors_hold(&page);
    assert_tags_balance(&page);
    page
}

#[test]
fn the_rich_document_is_a_sound_page() {
    let page = html::write(&settle(&rich_document()));
    assert_anchors_hold(&page);
    assert_tags_balance(&page);
    assert_eq!(page, html::write(&settle(&rich_document())), "same input, same bytes");
    // For the checks with a browser, see `.ci/web`.
    if let Ok(path) = std::env::var("SESTANTE_SAMPLE_PAGE") {
        sestante::export::place(std::path::Path::new(&path), page.as_bytes()).unwrap();
    }
}

#[test]
fn the_page_fetches_nothing_and_runs_nothing() {
    let page = html::write(&settle(&rich_document()));
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("@import"));
    assert!(!page.contains(" src=\"http") && !page.contains(" onload"));
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn every_table_has_a_caption_and_scopes() {
    let page = html::write(&settle(&rich_document()));
    let page = body(&page);
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
    for cell in page.split("<th").skip(1).filter(|rest| rest.starts_with([' ', '>'])) {
        assert!(cell.split('>').next().unwrap().contains("scope=\""), "{}", &cell[..40]);
    }
    assert!(page.contains("<th class=\"spanner\" scope=\"colgroup\" colspan=\"4\">Provincia</th>"));
    assert!(page.contains("<th scope=\"rowgroup\" colspan=\"13\">Servizi agli enti</th>"));
    assert!(page.contains("<tr class=\"total\"><th scope=\"row\">Totale</th>"));
}

#[test]
fn every_value_leads_to_its_row_of_the_sources() {
    let document = rich_document();
    let page = html::write(&settle(&document));
    assert!(document.sources.len() > 300, "{}", document.sources.len());
    for (index, source) in document.sources.iter().enumerate() {
        let n = index + 1;
        assert!(page.contains(&format!("<a href=\"#fonte-{n}\">")), "{n}");
        assert!(page.contains(&format!("<tr id=\"fonte-{n}\"><th scope=\"row\">{n}</th>")), "{n}");
        assert!(page.contains(&source.lines()[0]), "{}", source.lines()[0]);
    }
    assert!(page.contains("content: \"\" / \" (fonte del valore)\""));
}

#[test]
fn a_value_without_a_row_is_no_link() {
    let value = |source| Value { text: "35".to_owned(), content: Content::Text, source };
    for source in [None, Some(0), Some(1), Some(usize::MAX)] {
        let page = written(vec![Block::Paragraph(vec![Inline::Value(value(source))])]);
        assert!(page.contains("<p>35</p>"), "{source:?}");
    }
}

pub(crate) const HOSTILE: &str = "</title></style></td></svg>\"'><script>alert(1)</script>\
    <img src=x onerror=alert(1)>\u{0}\u{1b}]0;x\u{7}\u{202E}{{ 7*7 }}&lt;-->]]>";

pub(crate) fn hostile_document() -> Document {
    let h = || HOSTILE.to_owned();
    let value = || Value { text: h(), content: Content::Unreadable, source: Some(1) };
    let cell = || Cell { values: vec![value(), value()], shade: Some(200) };
    let table = |id: &str| Table {
        spanners: vec![Spanner { label: h(), span: 9 }, Spanner { label: h(), span: usize::MAX }],
        stub_head: h(),
        columns: vec![Column { label: h(), align: Align::Left }],
        rows: vec![
            Row { label: value(), group: Some(h()), cells: vec![cell(), cell()], total: true },
            Row { label: plain_value(""), group: None, cells: vec![], total: false },
        ],
        even: false,
        base: Some(h()),
        notes: vec![h()],
        ..table(id, 1, HOSTILE)
    };
    let figure = |drawing: Option<Drawing>| Figure {
        id: h(),
        number: 1,
        title: h(),
        caption: h(),
        alternative: h(),
        chart: Chart::Tree(Vec::new()),
        drawing,
        narrow: None,
        data: table("contenuto"),
    };
    let link =
        |to: &str| Inline::Link { to: Target::parse(to), text: vec![Inline::Value(value())] };
    let unit = TreeNode { label: h(), detail: Some(h()), colour: 0, children: Vec::new() };
    let blocks = vec![
        Block::Heading { level: 9, id: h(), text: vec![Inline::Code(h()), link("#fonte-1")] },
        Block::Heading { level: 0, id: "indice".to_owned(), text: vec![text(HOSTILE)] },
        Block::Paragraph(vec![link("javascript:alert(1)"), link(HOSTILE), link("#nessuno")]),
        Block::Paragraph(vec![link("https://x/\"onmouseover=\"alert(1)"), link("#fonte-1")]),
        Block::Table(Box::new(table("fonte-1"))),
        Block::Table(Box::new(table("fonte-1"))),
        Block::Figure(Box::new(figure(draw(&Chart::Tree(vec![unit]), 760).ok()))),
        Block::Figure(Box::new(figure(None))),
        Block::Callout {
            kind: Callout::Slot,
            title: h(),
            blocks: vec![Block::Quote(vec![paragraph(HOSTILE)])],
        },
        Block::List { ordered: true, items: vec![vec![], vec![paragraph(HOSTILE)]] },
        Block::Claim(Box::new(Claim {
            id: h(),
            text: vec![text(HOSTILE)],
            quoted_from: Some(h()),
            verdict: Verdict::Confirmed,
            evidence: vec![text(HOSTILE)],
        })),
    ];
    Document {
        volume: sestante::study::VolumeKind::Report,
        language: h(),
        title: h(),
        subtitle: Some(h()),
        publisher: Some(h()),
        date: h(),
        day: sestante::datum::Day::default(),
        notices: vec![h()],
        chapters: vec![
            chapter(HOSTILE, HOSTILE, blocks.clone()),
            chapter("contenuto", "x", blocks),
        ],
        deck: Deck::default(),
        published: Vec::new(),
        word_template: None,
        has_others: false,
        sources: vec![Source {
            place: vec![h()],
            value: h(),
            cells: vec![cells(HOSTILE, HOSTILE, 1, 1), cells(HOSTILE, "", 1, 1)],
            more_cells: 1,
            steps: vec![h()],
        }],
    }
}

// What respondents typed is data everywhere.
#[test]
fn hostile_texts_are_inert() {
    let mut edition = settle(&hostile_document());
    edition.words.source_of_value = HOSTILE.to_owned();
    edition.words.contents = HOSTILE.to_owned();
    let page = html::write(&edition);
    assert!(!page.contains("<script") && !page.contains("<img src=x"));
    assert!(!page.contains("javascript:"), "no such address");
    assert!(!page.contains(['\u{0}', '\u{1b}', '\u{7}', '\u{202E}']));
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</title>").count(), 1);
    assert_anchors_hold(&page);
    assert_tags_balance(&page);
    if let Ok(path) = std::env::var("SESTANTE_HOSTILE_PAGE") {
        std::fs::write(path, page).unwrap();
    }
}

#[test]
fn an_empty_document_is_a_sound_page() {
    let page = html::write(&settle(&empty_document()));
    assert_anchors_hold(&page);
    assert_tags_balance(&page);
}

#[test]
fn equal_ids_are_told_apart() {
    let blocks = || vec![heading(2, "a", "Uno"), Block::Table(Box::new(table("a", 1, "Due")))];
    let page = written(blocks());
    assert_anchors_hold(&page);
    assert!(page.contains("<h3 id=\"a\">") && page.contains(" id=\"a-2\""));
}

#[test]
fn no_heading_level_is_skipped() {
    let page = written(vec![heading(4, "a", "A"), heading(4, "b", "B"), heading(2, "c", "C")]);
    assert!(page.contains("<h3 id=\"a\">A</h3>"));
    assert!(page.contains("<h4 id=\"b\">B</h4>"));
    assert!(page.contains("<h3 id=\"c\">C</h3>"));
}

#[test]
fn data_of_a_figure_follow_it_folded() {
    let page = html::write(&settle(&rich_document()));
    let after = page.split("id=\"fig-persone\"").nth(1).unwrap();
    let (figure, data) = after.split_once("</figure>").unwrap();
    assert!(!figure.contains("<details"));
    assert!(data.trim_start().starts_with("<details class=\"figure-data\"><summary"));
    assert!(data.contains(">Dati della figura 2</summary>"));
    assert!(figure.contains("<svg role=\"img\" aria-label=\"Centro Alfa ha il doppio"));
    assert!(figure.contains(">Centro Alfa</text>"));
}

#[test]
fn a_figure_that_was_not_drawn_shows_its_data() {
    let page = html::write(&settle(&rich_document()));
    let after = page.split("id=\"fig-non-disegnata\"").nth(1).unwrap();
    assert!(
        after.split("</details>").next().unwrap().contains("<details class=\"figure-data\" open>")
    );
}

#[test]
fn verdicts_and_gaps_are_said_in_words() {
    let page = html::write(&settle(&rich_document()));
    assert!(page.contains("<strong class=\"badge\">Smentita</strong>"));
    assert!(page.contains("<i>non riportato nella fonte</i>"));
    assert!(page.contains("<mark>circa 1,5 a testa</mark> <small>(non interpretato)</small>"));
}

#[test]
fn a_page_of_fifty_thousand_values_is_written_quickly_and_stays_small() {
    let mut document = empty_document();
    let mut big = table("tab", 1, "Molti valori");
    big.columns = (0..20).map(|n| column(&n.to_string(), Align::Right)).collect();
    for r in 0..2500 {
        let cells = (0..20).map(|c| {
            let n = r * 20 + c;
            document.sources.push(Source {
                place: vec!["Molti valori".to_owned(), format!("riga {r}"), c.to_string()],
                value: n.to_string(),
                cells: vec![cells("responses/uno/r1/scheda.xlsx", "2 Competenze", n as u32, 1)],
                more_cells: 0,
                steps: Vec::new(),
            });
            Cell {
                values: vec![Value {
                    text: n.to_string(),
                    content: Content::Text,
                    source: Some(n + 1),
                }],
                shade: None,
            }
        });
        big.rows.push(Row {
            label: plain_value(&r.to_string()),
            group: None,
            cells: cells.collect(),
            total: false,
        });
    }
    document.chapters = vec![chapter("uno", "Uno", vec![Block::Table(Box::new(big))])];
    let page = html::write(&settle(&document));
    assert!(page.len() < 11_000_000, "{}", page.len());
    if let Ok(path) = std::env::var("SESTANTE_BIG_PAGE") {
        std::fs::write(path, page).unwrap();
    }
}
