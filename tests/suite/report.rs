// SPDX-License-Identifier: EUPL-1.2
//! The real report: a sound page, clean drawings, and what keeps it from being final.

use super::study::{Made, REAL, Study};
use super::{drawing, html, tree};
use sestante::diag::{Finding, Permit, Severity, texts};
use sestante::figures::svg;
use sestante::report::{Block, Figure};

fn figures(blocks: &[Block]) -> Vec<&Figure> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Figure(figure) => found.push(&**figure),
            Block::Quote(blocks) | Block::Callout { blocks, .. } => found.extend(figures(blocks)),
            Block::List { items, .. } => found.extend(items.iter().flat_map(|item| figures(item))),
            _ => {}
        }
    }
    found
}

#[test]
fn no_drawing_of_the_real_report_has_text_off_the_canvas_or_on_other_text() {
    let chapters = REAL.document.chapters.iter();
    let figures: Vec<&Figure> = chapters.flat_map(|chapter| figures(&chapter.blocks)).collect();
    assert!(figures.len() >= 10, "{}", figures.len());
    let mut faults = Vec::new();
    for figure in figures {
        for (width, drawn) in [("wide", &figure.drawing), ("narrow", &figure.narrow)] {
            let svg = drawn.as_ref().map(svg).unwrap_or_default();
            let told =
                |fault| format!("figure {} «{}», {width}: {fault}", figure.number, figure.title);
            faults.extend(drawing::faults(&svg).into_iter().map(told));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_real_report_is_a_sound_page_and_the_same_each_time() {
    let page = html::sound_page(&REAL.document);
    assert!(page == Study::real().report_html(), "same input, same bytes");
}

#[test]
fn every_value_of_the_real_report_that_is_no_label_leads_to_a_source() {
    let mut numbers = 0;
    for placed in tree::values(&REAL.document) {
        use sestante::report::Content;
        let counted =
            matches!(placed.value.content, Content::Number { .. } | Content::Range { .. });
        let is_head = placed.path.len() < 7 || placed.path[0] == "Qualità dei dati";
        if counted && !is_head {
            numbers += 1;
            assert!(placed.value.source.is_some(), "{:?} {}", placed.path, placed.value.text);
        }
    }
    assert!(numbers > 400, "{numbers}");
}

fn errors(made: &Made) -> Vec<&Finding> {
    made.refusals.iter().filter(|finding| finding.severity == Severity::Error).collect()
}

#[test]
fn the_real_report_waits_for_its_authors_and_for_nothing_else() {
    let waiting: Vec<&str> = errors(&REAL).into_iter().filter_map(|f| f.place.file()).collect();
    let slots = ["synthesis_strengths", "synthesis_limits", "synthesis_which_model"];
    assert_eq!(waiting, slots.map(|slot| format!("report-templates/slots/{slot}.md")));
    assert_eq!(errors(&Study::with_authors().made()), [] as [&Finding; 0]);
}

#[test]
fn an_assertion_made_false_by_one_cell_is_refused_with_sentence_value_and_cells() {
    let made = Study::real().changed("pu", &[("organization.allocation.people", "1", "25")]).made();
    let errors = errors(&made);
    let refused: Vec<&&Finding> =
        errors.iter().filter(|e| texts(e, Permit::COLLECTOR).message.contains("18")).collect();
    assert!(refused.is_empty(), "the old number is gone: {refused:?}");
    let about = |finding: &&&Finding| {
        texts(finding, Permit::COLLECTOR).message.contains("l'organizzazione ne conta")
    };
    let [refused] = errors.iter().filter(about).collect::<Vec<_>>()[..] else {
        panic!("{errors:?}")
    };
    assert_eq!(refused.code, "claim-not-true");
    let sentence = "«A Pesaro e Urbino le figure professionali contano 19 persone, \
                    l'organizzazione ne conta 25: i due numeri dovrebbero coincidere»";
    let said = texts(refused, Permit::COLLECTOR);
    assert!(said.message.contains(sentence), "{}", said.message);
    assert_eq!(refused.written(Permit::COLLECTOR), Some("19"));
    let note = said.note.unwrap();
    assert!(note.contains("2 Competenze!H"), "{note}");
    assert!(note.contains("3 Organizzazione!D71"), "the cell that was changed: {note}");
}

#[test]
fn a_quotation_is_refused_when_its_verdict_is_no_longer_the_one_expected() {
    let rows = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"];
    let stem = rows.map(|row| ("skills.roles.education", row, "Laurea STEM"));
    let made = Study::real().changed("pu", &stem).made();
    let about = |finding: &&&Finding| finding.code == "quotation-verdict";
    let errors = errors(&made);
    let [refused] = errors.iter().filter(about).collect::<Vec<_>>()[..] else {
        panic!("{errors:?}")
    };
    let said = texts(refused, Permit::COLLECTOR);
    assert!(said.message.contains("ha una laurea STEM"), "{}", said.message);
    assert!(said.message.contains("confermata"), "{}", said.message);
    assert!(said.note.is_some_and(|note| note.contains("2 Competenze!")), "{refused:?}");
}
