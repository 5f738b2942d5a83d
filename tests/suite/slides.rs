// SPDX-License-Identifier: EUPL-1.2
//! The slides as `PowerPoint`, a screen reader and a speaker find them.

use crate::docx::{Element, parts};
use crate::hostile;
use crate::second_study;
use crate::study::{Made, Study, told, whole};
use sestante::diag::{Error, Permit, short};
use sestante::edition::slides::*;
use sestante::edition::{Edition, settle};
use sestante::export::pptx;
use sestante::pipeline;
use sestante::report::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static REAL: LazyLock<Made> = LazyLock::new(|| Study::real().made());

/// Every deck that the tests look at, with its name.
static DECKS: LazyLock<Vec<(&str, Edition)>> = LazyLock::new(|| {
    let without = Study::real();
    std::fs::remove_file(without.root().join("report-templates/slides.yaml")).unwrap();
    let documents = [
        ("real", REAL.report.clone()),
        ("without-a-file", without.report()),
        ("libraries", second_study::answered().report()),
        ("hostile", hostile::filled().report()),
        ("many", crate::comparison::seven().report()),
    ];
    documents.iter().map(|(name, document)| (*name, settle(document))).collect()
});

/// The text of an element of `DrawingML`: paragraphs and breaks are lines.
fn words(element: &Element) -> String {
    match element.name.as_str() {
        "a:t" => element.text.clone(),
        "a:br" => "\n".to_owned(),
        _ => {
            let lines: Vec<String> = element.children.iter().map(words).collect();
            let between =
                if element.name == "p:txBody" || element.name == "a:txBody" { "\n" } else { "" };
            let lines = lines.into_iter().filter(|line| between.is_empty() || !line.is_empty());
            lines.collect::<Vec<_>>().join(between)
        }
    }
}

/// The slides of a file, parsed.
fn slides_of(parts: &BTreeMap<String, Vec<u8>>) -> Vec<Element> {
    (1..)
        .map_while(|number| parts.get(&format!("ppt/slides/slide{number}.xml")))
        .map(|xml| Element::read(xml))
        .collect()
}

/// As a program shows a text: marks of direction and odd characters are gone, white space is one.
fn plain_words(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || c.is_whitespace());
    let kept = kept.filter(|c| !matches!(c, '\u{FFFD}' | '\u{200E}'..='\u{202E}'));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_package_is_sound_and_always_the_same() {
    for (name, edition) in DECKS.iter() {
        let bytes = pptx::write(edition).unwrap();
        assert_eq!(bytes, pptx::write(edition).unwrap(), "{name}: same input, same bytes");
        if let Ok(folder) = std::env::var("SESTANTE_SAMPLE_SLIDES") {
            // To be opened with other programs.
            let path = std::path::Path::new(&folder).join(format!("{name}.pptx"));
            sestante::export::place(&path, &bytes).unwrap();
        }
        let parts = parts(&bytes);
        let types = Element::read(&parts["[Content_Types].xml"]);
        let typed: BTreeSet<&str> =
            types.all("Override").iter().map(|part| part.attribute("PartName")).collect();
        assert_eq!(typed.iter().filter(|part| !parts.contains_key(&part[1..])).count(), 0);
        for (part, bytes) in &parts {
            if part.ends_with(".xml") || part.ends_with(".rels") {
                Element::read(bytes);
            }
            let known = part.ends_with(".rels") || part.ends_with(".png") || part.starts_with('[');
            assert!(known || typed.contains(format!("/{part}").as_str()), "type of {part}");
        }
        relationships_lead_somewhere(&parts);
    }
}

fn relationships_lead_somewhere(parts: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels/").next().unwrap();
        let part = name.replace("_rels/", "").replace(".rels", "");
        let used = parts.get(&part).map(|xml| String::from_utf8(xml.clone()).unwrap());
        for relationship in Element::read(bytes).all("Relationship") {
            let target = relationship.attribute("Target");
            let mut path: Vec<&str> = folder.split_terminator('/').collect();
            for step in target.split('/') {
                match step {
                    ".." => assert!(path.pop().is_some()),
                    step => path.push(step),
                }
            }
            let external = relationship.attribute("TargetMode") == "External";
            assert!(external || parts.contains_key(&path.join("/")), "{name}: {target}");
            if relationship.attribute("Type").ends_with("/image") {
                let id = format!("\"{}\"", relationship.attribute("Id"));
                assert!(used.as_ref().unwrap().contains(&id), "{name}: {target} is shown");
            }
        }
    }
}

#[test]
fn every_slide_has_its_title_where_programs_look_for_it() {
    for (name, edition) in DECKS.iter() {
        let shown = &edition.slides.in_order;
        let written = slides_of(&parts(&pptx::write(edition).unwrap()));
        assert_eq!(written.len(), shown.len(), "{name}");
        for (slide, written) in shown.iter().zip(&written) {
            let is_title = |shape: &&Element| {
                let types =
                    shape.all("p:ph").first().map_or("", |ph| ph.attribute("type")).to_owned();
                matches!(types.as_str(), "title" | "ctrTitle")
            };
            let shapes = written.all("p:sp");
            let titles: Vec<&&Element> = shapes.iter().filter(|shape| is_title(shape)).collect();
            assert_eq!(titles.len(), 1, "{name}: {}", slide.title);
            assert!(!slide.title.trim().is_empty(), "{name}");
            assert_eq!(plain_words(&words(titles[0])), plain_words(&slide.title), "{name}");
        }
    }
}

#[test]
fn shapes_have_ids_of_their_own_and_pictures_and_tables_their_words() {
    let mut pictures = 0;
    for (name, edition) in DECKS.iter() {
        for (number, slide) in slides_of(&parts(&pptx::write(edition).unwrap())).iter().enumerate()
        {
            let shapes = slide.all("p:cNvPr");
            let ids: BTreeSet<&str> = shapes.iter().map(|shape| shape.attribute("id")).collect();
            assert_eq!(ids.len(), shapes.len(), "{name} {number}");
            for part in slide.all("p:pic").into_iter().chain(slide.all("p:graphicFrame")) {
                let described = part.all("p:cNvPr")[0].attribute("descr");
                assert!(described.chars().count() > 20, "{name} {number}: {described}");
                pictures += usize::from(part.name == "p:pic");
            }
            for run in slide.all("a:rPr").into_iter().chain(slide.all("a:endParaRPr")) {
                assert_eq!(run.attribute("lang"), "it-IT");
                assert!(run.attribute("sz").parse::<u32>().unwrap() >= 1400, "{name} {number}");
            }
        }
    }
    assert!(pictures > 20, "{pictures}");
}

#[test]
fn a_native_table_says_what_the_deck_says() {
    let mut compared = 0;
    for (name, edition) in DECKS.iter() {
        let written = slides_of(&parts(&pptx::write(edition).unwrap()));
        for (slide, written) in edition.slides.in_order.iter().zip(&written) {
            let SlideContent::Table(part) = &slide.content else {
                assert!(written.all("a:tbl").is_empty());
                continue;
            };
            let mut expected = vec![part.table.stub_head.clone()];
            expected.extend(part.table.spanners.iter().map(|spanner| spanner.label.clone()));
            expected.extend(part.table.columns.iter().map(|column| column.label.clone()));
            for row in &part.table.rows {
                expected.extend(row.group.clone());
                for values in std::iter::once(std::slice::from_ref(&row.label))
                    .chain(row.cells.iter().map(|cell| cell.values.as_slice()))
                {
                    let said = values.iter().map(|value| match value.content {
                        Content::Unreadable => format!("{} (non interpretato)", value.text),
                        _ => value.text.clone(),
                    });
                    expected.push(said.collect::<Vec<_>>().join("\n"));
                }
            }
            let cells = written.all("a:tc");
            let columns = written.all("a:gridCol").len();
            assert_eq!(columns, part.table.columns.len() + 1, "{name}: {}", slide.title);
            assert_eq!(cells.len() % columns, 0, "every row has all its cells");
            let mut found: Vec<String> =
                cells.iter().map(|cell| plain_words(&words(cell))).collect();
            let mut expected: Vec<String> = expected.iter().map(|text| plain_words(text)).collect();
            for list in [&mut found, &mut expected] {
                list.retain(|text| !text.is_empty());
                list.sort();
            }
            assert_eq!(found, expected, "{name}: {}", slide.title);
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
}

#[test]
fn nothing_runs_out_of_its_slide() {
    for (name, edition) in DECKS.iter() {
        for slide in &edition.slides.in_order {
            let title = &slide.title;
            match &slide.content {
                SlideContent::Table(part) => {
                    let end = BODY_AREA.y + part.height();
                    assert!(end <= part.below_y + 0.5, "{name}: {title}: {end} {}", part.below_y);
                    assert!(part.below_y <= BODY_AREA.y + BODY_AREA.height + 0.5, "{title}");
                    let width: f64 = part.widths.iter().sum();
                    assert!(width <= BODY_AREA.width + 0.5, "{name}: {title}: {width}");
                    assert!(part.size >= SMALL, "{name}: {title}");
                    assert_eq!(part.widths.len(), part.table.columns.len() + 1);
                    assert_eq!(part.heights.len(), part.table.rows.len());
                }
                SlideContent::Figure(figure) => {
                    let area = figure.area;
                    assert!(area.x >= BODY_AREA.x - 0.5, "{name}: {title}");
                    assert!(area.width <= BODY_AREA.width + 0.5, "{name}: {title}");
                    assert!(figure.caption_y < FOOTER_AREA.y - 12.0, "{name}: {title}");
                }
                SlideContent::Text { size, .. } => assert!(*size >= TEXT, "{name}: {title}"),
                SlideContent::Cover(_) | SlideContent::Head(_) => {}
            }
        }
    }
}

#[test]
fn a_table_over_several_slides_loses_no_row() {
    let labels = |slides: &[&Slide]| -> Vec<String> {
        let rows = slides.iter().flat_map(|slide| match &slide.content {
            SlideContent::Table(part) => part.table.rows.clone(),
            _ => Vec::new(),
        });
        rows.map(|row| row.label.text).collect()
    };
    for id in ["models_side_by_side", "organs_by_function", "scorecard"] {
        let comparison = REAL.comparison(id);
        let caption =
            comparison.message.as_ref().map_or(&comparison.title, |message| &message.text);
        let parts: Vec<&Slide> = DECKS[0]
            .1
            .slides
            .in_order
            .iter()
            .filter(|slide| slide.title.starts_with(&format!("{caption} (")))
            .collect();
        assert!(parts.len() > 1, "{id}");
        let count = parts.len();
        for (at, slide) in parts.iter().enumerate() {
            assert!(slide.title.ends_with(&format!(" ({}/{count})", at + 1)), "{}", slide.title);
        }
        let rows: Vec<String> =
            comparison.rows.iter().map(|line| line.label.text.clone()).collect();
        assert_eq!(labels(&parts), rows, "{id}");
    }
}

/// The cover and the notices come first.
fn first_of_deck(edition: &Edition) -> usize {
    let is_opening = |slide: &&Slide| {
        matches!(slide.content, SlideContent::Cover(_)) || slide.title.starts_with("Avvertenze")
    };
    edition.slides.in_order.iter().take_while(is_opening).count()
}

#[test]
fn a_longer_table_shows_its_beginning_and_where_the_rest_is() {
    let more = "table_slides: 1\nslides:\n  - table: catalogue\n";
    let study = Study::real();
    std::fs::write(study.root().join("report-templates/slides.yaml"), more).unwrap();
    let document = study.report();
    let edition = settle(&document);
    let slide = &edition.slides.in_order[first_of_deck(&edition)];
    let SlideContent::Table(part) = &slide.content else { panic!("{slide:?}") };
    assert!(!slide.title.contains("(1/"), "{}", slide.title);
    let said = part.below.join(" ");
    let shown = part.table.rows.len();
    assert!(said.contains(&format!("Prime {shown} righe di 50.")), "{said}");
    assert!(said.contains("«Tutte le risposte» in report.xlsx"), "{said}");
    // one of a participant has its own sheet
    let more = format!("{more}    participant: pu\n");
    std::fs::write(study.root().join("report-templates/slides.yaml"), more).unwrap();
    let document = study.report();
    let edition = settle(&document);
    let SlideContent::Table(part) = &edition.slides.in_order[first_of_deck(&edition)].content
    else {
        panic!()
    };
    let said = part.below.join(" ");
    let number = said.split("«T").nth(1).unwrap().split('»').next().unwrap();
    let workbook = sestante::export::xlsx::write(&settle(&study.compose().value)).unwrap();
    let sheets = String::from_utf8(parts(&workbook).remove("xl/workbook.xml").unwrap()).unwrap();
    assert!(sheets.contains(&format!("name=\"T{number} Catalogo")), "{said}");
}

#[test]
fn from_every_number_of_a_slide_there_is_a_way_to_its_cell() {
    for (name, edition) in DECKS.iter() {
        let written = parts(&pptx::write(edition).unwrap());
        let annex: BTreeMap<usize, _> = edition
            .sources
            .iter()
            .flat_map(|sources| sources.rows())
            .map(|row| (row.number, row))
            .collect();
        for (at, slide) in edition.slides.in_order.iter().enumerate() {
            for value in values(slide) {
                let Some(source) = value.source else { continue };
                assert!(slide.sources.contains(&source), "{name}: {}: {}", slide.title, value.text);
                assert!(annex.contains_key(&source), "{name}");
            }
            let notes = slide.notes.join("\n");
            for source in &slide.sources {
                assert!(names_row(&notes, *source), "{name}: {}: {source}\n{notes}", slide.title);
            }
            if let Some(first) = slide.sources.first() {
                let range = annex[first].cells[0].split(", ").next().unwrap();
                assert!(notes.contains(range), "{name}: {}", slide.title);
            }
            let part = written.get(&format!("ppt/notesSlides/notesSlide{}.xml", at + 1));
            let part = part.map(|xml| words(&Element::read(xml))).unwrap_or_default();
            assert_eq!(plain_words(&part), plain_words(&notes), "{name}: {}", slide.title);
        }
    }
    let numbers = DECKS[0].1.slides.in_order.iter().flat_map(values);
    assert!(numbers.filter(|value| value.source.is_some()).count() > 150);
}

/// The values that stand on a slide as such.
fn values(slide: &Slide) -> Vec<&Value> {
    fn inside<'a>(text: &'a [Inline], found: &mut Vec<&'a Value>) {
        for inline in text {
            match inline {
                Inline::Value(value) => found.push(value),
                Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                    inside(text, found);
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    match &slide.content {
        SlideContent::Text { paragraphs, .. } => {
            paragraphs.iter().for_each(|one| inside(&one.text, &mut found));
        }
        SlideContent::Table(part) => {
            for row in &part.table.rows {
                found.push(&row.label);
                found.extend(row.cells.iter().flat_map(|cell| &cell.values));
            }
        }
        _ => {}
    }
    found
}

/// Whether notes name a row of the annex, alone or between two.
fn names_row(notes: &str, row: usize) -> bool {
    if notes.contains(&format!("Riga {row} – ")) {
        return true;
    }
    let rest = notes.lines().last().unwrap_or_default();
    let listed = rest.split(": rig").nth(1).unwrap_or_default();
    listed.split([' ', ',']).any(|word| {
        let (first, last) = word.split_once('–').unwrap_or((word, word));
        let bounds = first.parse::<usize>().ok().zip(last.parse::<usize>().ok());
        bounds.is_some_and(|(first, last)| (first..=last).contains(&row))
    })
}

#[test]
fn what_people_typed_is_text_on_slides() {
    let (_, edition) = &DECKS[3];
    let written = parts(&pptx::write(edition).unwrap());
    let mut all = String::new();
    for (name, bytes) in &written {
        if name.starts_with("ppt/slides/") || name.starts_with("ppt/notesSlides/") {
            all.push_str(std::str::from_utf8(bytes).unwrap());
        }
    }
    assert!(all.contains("&lt;script&gt;") || all.contains("&lt;img"), "there are payloads");
    for bad in ["<script", "<img", "javascript:", "\u{202e}", "<a:hlinkClick r:id=\"\""] {
        let found = all.matches(bad).count();
        let typed = all.matches(&bad.replace('<', "&lt;")).count();
        assert!(found == 0 || (!bad.starts_with('<') && typed > 0), "{bad}");
    }
}

#[test]
fn a_study_without_a_file_has_a_complete_deck() {
    let (_, edition) = &DECKS[1];
    let heads: Vec<&str> = edition
        .slides
        .in_order
        .iter()
        .filter(|slide| matches!(slide.content, SlideContent::Head(_)))
        .map(|slide| slide.title.as_str())
        .collect();
    let sections = Study::real().questionnaire().sections;
    assert_eq!(heads, sections.iter().map(|section| section.title.as_str()).collect::<Vec<_>>());
    let last = edition.slides.in_order.last().unwrap();
    assert_eq!(last.title, "Dal numero alla sua cella");
    let titles: String =
        edition.slides.in_order.iter().map(|slide| slide.title.clone() + "\n").collect();
    for id in ["people_by_education", "fee_per_inhabitant", "history"] {
        let message = REAL.comparison(id).message.clone().unwrap().text;
        assert!(titles.contains(&message), "{message}");
    }
}

#[test]
fn all_mistakes_of_the_file_are_shown_with_their_places() {
    let study = Study::real();
    let file = "report-templates/slides.yaml";
    let text = "slides:\n  - figure: people_by_educaton\n  - tabel: roles\n  - section: skils\n  \
                - text: \"{{ value(id='x') }}\"\n  - table: roles\n    figure: fte\ntable_slide: 2\n";
    std::fs::write(study.root().join(file), text).unwrap();
    let Err(Error::Study(findings)) = study.collect().compare() else {
        panic!("the file is full of mistakes")
    };
    let shown: Vec<String> =
        findings.iter().map(|finding| short(finding, Permit::COLLECTOR)).collect();
    let starts = [
        "report-templates/slides.yaml:2:13: errore[yaml-unknown-word]: «people_by_educaton» non esiste",
        "report-templates/slides.yaml:3:5: errore[yaml-unknown-key]: la chiave «tabel»",
        "report-templates/slides.yaml:3:5: errore[slide-kind]: ",
        "report-templates/slides.yaml:4:14: errore[yaml-unknown-word]: «skils» non esiste",
        "report-templates/slides.yaml:5:11: errore[slide-template]: il testo della diapositiva non si \
         può comporre: «x» non esiste",
        "report-templates/slides.yaml:6:5: errore[slide-kind]: ",
        "report-templates/slides.yaml:8:1: errore[yaml-unknown-key]: la chiave «table_slide»",
    ];
    assert_eq!(shown.len(), starts.len(), "{shown:#?}");
    for (line, start) in shown.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
    let help = sestante::diag::texts(&findings[0], Permit::COLLECTOR).help.unwrap_or_default();
    assert!(help.contains("people_by_education"), "{help}");
}

fn report_compose(
    collected: &pipeline::Collected,
    compared: &pipeline::Compared,
) -> Result<sestante::diag::Noted<Document>, Error> {
    sestante::report::compose(collected, compared).map(whole)
}

#[test]
fn a_number_typed_into_a_slide_is_noticed() {
    let text = "slides:\n  - text: |\n      # Titolo\n\n      Sono 46 su `12`.\n";
    let study = Study::real();
    std::fs::write(study.root().join("report-templates/slides.yaml"), text).unwrap();
    let collected = study.collect();
    let compared = collected.compare().unwrap_or_else(|error| panic!("{}", told(&error)));
    let noted = report_compose(&collected, &compared).unwrap();
    let found: Vec<String> = noted
        .findings
        .iter()
        .filter(|f| f.code == "bare-number")
        .map(|finding| short(finding, Permit::COLLECTOR))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("report-templates/slides.yaml:5:12:"), "{found:?}");
}

#[cfg(feature = "pdf")]
#[test]
fn the_slides_are_a_pdf_too_and_always_the_same() {
    use sestante::export::pdf;
    let mut decks = DECKS.clone();
    decks.push(("empty", settle(&crate::sample_document::empty_document())));
    decks.push(("rich", settle(&crate::sample_document::rich_document())));
    for (name, edition) in &decks {
        let written =
            pdf::slides::write(edition).unwrap_or_else(|e| panic!("{name}: {}", told(&e)));
        assert!(written.value.starts_with(b"%PDF-"), "{name}");
        assert!(written.value == pdf::slides::write(edition).unwrap().value, "{name}");
        if let Ok(folder) = std::env::var("SESTANTE_SAMPLE_SLIDES") {
            let path = std::path::Path::new(&folder).join(format!("{name}.pdf"));
            sestante::export::place(&path, &written.value).unwrap();
        }
        for finding in &written.findings {
            assert!(
                short(finding, Permit::COLLECTOR).starts_with("slides.pdf: "),
                "{}",
                short(finding, Permit::COLLECTOR)
            );
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_character_without_a_glyph_is_named_with_the_file_that_lacks_it() {
    use sestante::export::{format, pdf};
    let mut document = REAL.report.clone();
    document.title.push('\u{1F600}');
    let of_slides = pdf::slides::write(&settle(&document)).unwrap().findings;
    assert_eq!(of_slides.len(), 1, "{of_slides:?}");
    assert!(short(&of_slides[0], Permit::COLLECTOR).starts_with("slides.pdf: "), "{of_slides:?}");
    assert!(short(&of_slides[0], Permit::COLLECTOR).contains("U+1F600"), "{of_slides:?}");
    let of_report = (format("pdf").unwrap().write)(&settle(&document)).unwrap().findings;
    assert!(short(&of_report[0], Permit::COLLECTOR).starts_with("report.pdf: "), "{of_report:?}");
}
