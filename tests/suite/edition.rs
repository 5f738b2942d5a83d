// SPDX-License-Identifier: EUPL-1.2
//! What is settled between what the report says and its files.

use crate::sample_document::*;
use sestante::edition::{Block as Settled, Edition, settle};
use sestante::export::{html, markdown};
use sestante::report::*;

fn settled(blocks: Vec<Block>) -> Edition {
    let chapters = vec![chapter("uno", "Uno", blocks)];
    settle(&Document { chapters, ..empty_document() })
}

fn blocks(edition: &Edition) -> Vec<&Settled> {
    edition.chapters.iter().flat_map(|chapter| chapter.blocks()).collect()
}

fn linked(to: &str, inside: Vec<Inline>) -> Block {
    Block::Paragraph(vec![Inline::Link { to: Target::parse(to), text: inside }])
}

#[test]
fn a_link_leads_somewhere_or_is_no_link() {
    let value = Value { text: "35".to_owned(), content: Content::Text, source: Some(1) };
    let mut edition = settled(vec![
        heading(2, "Un titolo", "Un titolo"),
        linked("#un-titolo", vec![Inline::Value(value.clone())]),
        linked("#altrove", vec![text("qui")]),
        linked("javascript:alert(1)", vec![text("qui")]),
        linked("https://example.org/è", vec![linked_inline("#un-titolo")]),
        linked("#un-titolo", vec![text(" ")]),
        Block::Paragraph(vec![Inline::Value(value)]),
    ]);
    let paragraphs: Vec<Vec<Inline>> = blocks(&edition)
        .into_iter()
        .filter_map(|block| match block {
            Settled::Paragraph(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    let plain = plain_value("35");
    let link = |to: &str, text| Inline::Link { to: Target::parse(to), text };
    assert_eq!(paragraphs[0], [link("#un-titolo", vec![Inline::Value(plain.clone())])]);
    assert_eq!(paragraphs[1], [text("qui")]);
    assert_eq!(paragraphs[2], [text("qui")]);
    assert_eq!(paragraphs[3], [link("https://example.org/è", vec![text("là")])]);
    assert_eq!(paragraphs[4], [text(" ")]);
    assert_eq!(paragraphs[5], [Inline::Value(plain)], "there is no such source");
    assert_eq!(
        edition.contents.remove(0).below,
        [("un-titolo".to_owned(), "Un titolo".to_owned())]
    );
}

fn linked_inline(to: &str) -> Inline {
    Inline::Link { to: Target::parse(to), text: vec![text("là")] }
}

#[test]
fn a_table_is_rectangular_with_complete_spanners() {
    let mut wide = table("t", 1, "Tre colonne");
    wide.columns = vec![column("Una", Align::Right)];
    wide.spanners = vec![Spanner { label: "Prime due".to_owned(), span: 2 }];
    let cell = |text: &str| Cell { values: vec![plain_value(text)], shade: Some(9) };
    let row = |label: &str, cells: &[&str]| Row {
        label: plain_value(label),
        group: Some(String::new()),
        cells: cells.iter().map(|text| cell(text)).collect(),
        total: false,
    };
    wide.rows = vec![row("a", &["1", "2", "3"]), row("b", &[])];
    let edition = settled(vec![Block::Table(Box::new(wide))]);
    let [Settled::Table(table)] = blocks(&edition)[..] else { panic!("one table") };
    assert_eq!(table.columns.len(), 3);
    assert!(table.rows.iter().all(|row| row.cells.len() == 3));
    assert_eq!(table.rows[0].cells[0].shade, Some(3), "there is no darker step");
    let spans: Vec<(&str, usize)> =
        table.spanners.iter().map(|spanner| (spanner.label.as_str(), spanner.span)).collect();
    assert_eq!(spans, [("Prime due", 2), ("", 1)]);
    let [piece] = table.pieces.as_slice() else { panic!("one piece") };
    assert_eq!(piece.set.widths.len(), 4);
    assert_eq!(edition.tables.len(), 1);
}

#[test]
fn the_data_of_a_figure_turn_the_page_and_what_follows_turns_it_back() {
    let edition = settle(&rich_document());
    for chapter in &edition.chapters {
        for pair in chapter.parts.windows(2) {
            let turned = |part: &sestante::edition::Part| matches!(part.blocks.last(), Some(Settled::Figure(figure)) if figure.turned);
            assert!(pair[0].landscape != pair[1].landscape || turned(&pair[0]));
        }
    }
}

// A sentence that holds was worded in three ways, and stood in a frame in Markdown.
#[test]
fn a_sentence_that_holds_is_worded_alike_in_every_format() {
    let claim = |id: &str| {
        Block::Claim(Box::new(Claim {
            id: id.to_owned(),
            text: vec![text("I Comuni sono quaranta")],
            quoted_from: None,
            verdict: Verdict::Confirmed,
            evidence: Vec::new(),
        }))
    };
    let edition = settled(vec![claim("a"), claim("b"), paragraph("poi"), claim("c")]);
    let runs: Vec<usize> = blocks(&edition)
        .into_iter()
        .map(|block| if let Settled::Holding(claims) = block { claims.len() } else { 0 })
        .collect();
    assert_eq!(runs, [2, 0, 1]);
    let page = html::write(&edition);
    assert!(
        page.contains("aria-label=\"Confermata dalle risposte\">✓</span> I Comuni sono quaranta.")
    );
    let text = markdown::write(&edition);
    assert!(text.contains("- **Confermata dalle risposte:** I Comuni sono quaranta."), "{text}");
}

#[test]
fn the_anchor_of_a_table_names_its_comparison_and_survives_a_table_more() {
    let ids = |before: usize| {
        let mut blocks: Vec<Block> = (0..before)
            .map(|n| Block::Table(Box::new(table(&format!("tabella-altra-{n}"), n + 1, "Altra"))))
            .collect();
        let one = table("tabella-persone-per-titolo", before + 1, "Persone");
        blocks.push(Block::Table(Box::new(one)));
        let edition = settled(blocks);
        edition.tables.last().unwrap().id.clone()
    };
    assert_eq!(ids(0), ids(3));
    let edition = settle(&crate::study::REAL.document);
    let named = edition.tables.iter().all(|listed| listed.id.starts_with("tabella-"));
    assert!(named && edition.tables.len() > 20);
}

#[test]
fn a_table_has_the_same_widths_on_pages_on_the_web_page_and_on_its_sheet() {
    let edition = settle(&rich_document());
    let page = sestante::export::html::write(&edition);
    let mut seen = 0;
    for block in blocks(&edition) {
        let Settled::Table(table) = block else { continue };
        assert_eq!(table.sheet.len(), table.columns.len() + 1);
        let Some(parts) = table.parts() else { continue };
        let sum: f64 = parts.iter().sum();
        assert!((sum - 100.0).abs() < 1.0, "{parts:?}");
        let [stub, columns @ ..] = parts.as_slice() else { panic!("no stub") };
        let col = |part: &f64| format!("<col style=\"--part:{part}%\">");
        assert!(page.contains(&format!("<colgroup>{}</colgroup>", col(stub))), "{parts:?}");
        assert!(columns.iter().all(|part| page.contains(&col(part))), "{parts:?}");
        seen += 1;
    }
    assert!(seen > 2, "{seen} tables");
}
