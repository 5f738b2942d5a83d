// SPDX-License-Identifier: EUPL-1.2
//! The report in volumes: what people read, and where whoever doubts a number looks it up.

use super::docx::{Element, parts};
use super::mistakes::{mistakes, small};
use super::study::{Made, Study};
use sestante::edition::settle;
use sestante::export::{docx, html};
use sestante::report::{Block, Document};
use sestante::study::VolumeKind;
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

static REAL: LazyLock<Made> = LazyLock::new(|| Study::real().made());

/// The tables, figures and claims of a document, by what stands in their ids.
fn shown(document: &Document) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for block in document.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Table(table) => ids.insert(table.id.clone()),
            Block::Figure(figure) => ids.insert(figure.id.clone()),
            Block::Claim(claim) => ids.insert(claim.id.clone()),
            _ => false,
        };
    }
    ids
}

#[test]
fn the_report_is_short_and_the_technical_volume_has_the_rest() {
    let (report, technical) = (&REAL.report, &REAL.document);
    assert_eq!((report.volume, technical.volume), (VolumeKind::Report, VolumeKind::Technical));
    assert!(report.chapters.iter().all(|chapter| !chapter.annex));
    assert!(technical.chapters.iter().any(|chapter| chapter.annex));
    let (few, many) = (shown(report), shown(technical));
    assert!(few.len() * 2 < many.len(), "{} and {}", few.len(), many.len());
    let claims: BTreeSet<&String> = REAL.judgements.iter().map(|(id, _)| id).collect();
    assert!(claims.iter().all(|id| few.contains(*id) || many.contains(*id)), "{claims:?}");
    // the index of a page has what the page has, that of paper what is printed
    let page = html::write(&settle(report));
    assert!(page.contains("href=\"technical.html\"") && page.contains("href=\"#fonti\""));
    assert!(html::write(&settle(technical)).contains("href=\"report.html\""));
}

#[test]
fn a_source_has_one_number_in_all_volumes() {
    let [report, technical] = [&REAL.report, &REAL.document].map(settle);
    let rows = |edition: &sestante::edition::Edition| -> BTreeSet<(usize, String, Vec<String>)> {
        let sources = edition.sources.iter().flat_map(|sources| sources.rows());
        sources.map(|row| (row.number, row.label.clone(), row.cells.clone())).collect()
    };
    let (few, many) = (rows(&report), rows(&technical));
    assert!(few.is_subset(&many), "{:?}", few.difference(&many).next());
    assert!(few.len() > 200 && few.len() < many.len(), "{} of {}", few.len(), many.len());
}

#[test]
fn on_paper_values_lead_to_their_rows_on_the_web() {
    let edition = settle(&REAL.report);
    let rows: BTreeSet<String> = edition
        .sources
        .iter()
        .flat_map(|sources| sources.rows())
        .map(|row| format!("report.html#{}", row.id))
        .collect();
    let written = parts(&docx::write(&edition).unwrap().value);
    let relations = Element::read(&written["word/_rels/document.xml.rels"]);
    let targets: BTreeSet<String> = relations
        .all("Relationship")
        .into_iter()
        .map(|one| one.attribute("Target").to_owned())
        .filter(|target| target.contains("#fonte-"))
        .collect();
    assert!(targets.len() > 200, "{}", targets.len());
    assert!(targets.is_subset(&rows), "{:?}", targets.difference(&rows).next());
    let document = Element::read(&written["word/document.xml"]);
    let marks: BTreeSet<&str> =
        document.all("w:bookmarkStart").into_iter().map(|mark| mark.attribute("w:name")).collect();
    let links = document.all("w:hyperlink");
    let dead = links.iter().map(|link| link.attribute("w:anchor"));
    let dead: Vec<&str> = dead.filter(|name| !name.is_empty() && !marks.contains(name)).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn a_page_may_have_the_sentence_of_a_claim_as_its_title() {
    let sentence = |id: &str| {
        let found = REAL.judgements.iter().find(|(known, _)| known == id);
        found.unwrap_or_else(|| panic!("no claim {id}")).1.sentence()
    };
    let titles: Vec<&String> = REAL.report.chapters.iter().map(|chapter| &chapter.title).collect();
    assert!(titles.contains(&&sentence("categories_in_all")), "{titles:?}");
    // the others are fixed: they state nothing
    let fixed = [
        "In breve",
        "Come leggere il rapporto, e da dove viene",
        "I Centri, uno per uno",
        "Storia, soci ed enti serviti",
        "Le convenzioni",
        "Il quadro degli indicatori",
        "Colophon",
    ];
    let claims: Vec<String> = REAL.judgements.iter().map(|(_, one)| one.sentence()).collect();
    let is_known = |title: &&&String| fixed.contains(&title.as_str()) || claims.contains(title);
    assert!(titles.iter().all(|title| is_known(&title)), "{titles:?}");
}

#[test]
fn a_page_keeps_its_own_title_where_the_answers_do_not_bear_the_sentence_out() {
    let study = Study::real();
    for other in ["pu", "lc"] {
        fs::remove_dir_all(study.root().join("responses").join(other)).unwrap();
    }
    let titles: Vec<String> =
        study.report().chapters.into_iter().map(|chapter| chapter.title).collect();
    assert!(titles.contains(&"Quanto lavoro, e come".to_owned()), "{titles:?}");
    assert!(titles.iter().all(|title| !title.contains('…')), "{titles:?}");
}

#[test]
fn what_is_wrong_with_pages_is_told() {
    let pages = "report-templates/pages.yaml";
    let told = |text: &str| {
        let study = small();
        let settings = study.root().join("report-templates/report.yaml");
        fs::write(settings, "formats: [html]\n").unwrap();
        fs::write(study.root().join(pages), text).unwrap();
        mistakes(&study)
    };
    assert!(told("volumes:\n  - id: report\n    pages:\n      - chapter: reading\n").is_empty());
    for (text, start) in [
        ("  - id: report\n    pages: [{ chapter: redding }]\n", ":3:24: errore[chapter-missing]"),
        ("  - id: report\n    pages: [{ section: lendin }]\n", ":3:24: errore[yaml-unknown-word]"),
        ("  - id: report\n    pages: [anwers]\n", ":3:13: errore[page-kind]"),
        (
            "  - id: report\n    pages: [{ chapter: reading, headline: nothing }]\n",
            ":3:43: errore[yaml-unknown-word]",
        ),
        ("  - id: technical\n    pages: [answers]\n", ":1:1: errore[volume-missing]"),
        (
            "  - id: report\n    pages: [answers]\n  - id: report\n    pages: [answers]\n",
            ":4:5: errore[volume-twice]",
        ),
    ] {
        let found = told(&format!("volumes:\n{text}"));
        let place = format!("{pages}{start}");
        assert!(found.iter().any(|one| one.starts_with(&place)), "{text}\n{found:?}");
    }
    let both = small();
    fs::write(both.root().join(pages), "volumes:\n  - id: report\n    pages: [answers]\n").unwrap();
    let found = mistakes(&both);
    assert!(found.iter().any(|one| one.contains("pages-twice")), "{found:?}");
}
