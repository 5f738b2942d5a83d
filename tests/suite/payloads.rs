// SPDX-License-Identifier: EUPL-1.2
//! What is typed into answers is inert wherever it comes out: each payload of `tests/payloads.txt`
//! goes through form, import, report in every format, feedback, receipt, status, query, terminal.
//!
//! `.ci/payloads.mjs` opens the same files in Chromium and LibreOffice;
//! `SESTANTE_PAYLOADS=folder cargo test --test suite payloads` writes them there.

use super::cli_files::parts;
use super::study::{Fact, Made, Study, day, fact, repository, unhashed, write};
use pulldown_cmark::{Event, Options, Parser, Tag};
use quick_xml::Reader;
use sestante::datum::Origin;
use sestante::diag::Permit;
use sestante::edition::settle;
use sestante::export::{self, FORMATS};
use sestante::responses::Arrival;
use sestante::{feedback, status};
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

/// Columns and questions that take any text, then those that take something else.
const TEXTS: [&str; 4] = ["role", "notes", "page", "mail"];
const OTHERS: [&str; 9] =
    ["count", "weight", "pay", "time", "hired", "degree", "inside", "form", "skills"];
const SINGLES: [&str; 14] = [
    "name", "story", "protocol", "website", "contact", "people", "surface", "cost", "share",
    "since", "year", "open", "form", "services",
];
const ROWS: usize = 8;

fn payloads() -> Vec<String> {
    let text = fs::read_to_string(repository().join("tests/payloads.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .enumerate()
        .map(|(number, line)| {
            let (_kind, text) = line.split_once('\t').unwrap();
            unescaped(&marked(text, number))
        })
        .collect()
}

/// The last `#` becomes the number, the others stay what they are in Typst and Markdown.
fn marked(text: &str, number: usize) -> String {
    let (before, after) = text.rsplit_once('#').unwrap();
    format!("{before}q{number}z{after}")
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let c = after.chars().next().unwrap();
        rest = &after[c.len_utf8()..];
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'u' => {
                let (code, after) = rest[1..].split_once('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
                rest = after;
            }
            c => out.push(c),
        }
    }
    out + rest
}

/// Each payload in a column or question of text, and in some that want another type.
fn facts(payloads: &[String]) -> Vec<Fact> {
    let mut words = payloads.iter().cycle();
    let mut facts = Vec::new();
    for row in 1..=ROWS {
        for column in TEXTS.iter().chain(&OTHERS) {
            let column = format!("tables.roles.{column}");
            facts.push(fact(&column, &row.to_string(), words.next().unwrap()));
        }
    }
    for single in SINGLES {
        facts.push(fact(&format!("answers.{single}"), "", words.next().unwrap()));
    }
    facts.push(fact("tables.users", "consortium/post", words.next().unwrap()));
    facts
}

/// Half of them by each participant, as those of one would not fit.
fn answered() -> Study {
    let payloads = payloads();
    let study = Study::from("tipi");
    let questionnaire = study.questionnaire();
    let halves = payloads.split_at(payloads.len() / 2);
    [("uno", halves.0), ("due", halves.1)].into_iter().fold(study, |study, (who, half)| {
        let mut facts = facts(half);
        facts.retain(|fact| fact.question != "tables.users");
        let bytes = write(&questionnaire, who, "r1", &facts);
        let name = format!("{who} <b>.xlsx");
        study.receives(&name, &bytes, &Arrival::on(day("2024-04-01"), Origin::Returned))
    })
}

struct Ground {
    study: Study,
    made: Made,
    /// Every file that anybody gets, by its name.
    files: BTreeMap<String, Vec<u8>>,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let study = answered();
    let made = study.made();
    let mut files = BTreeMap::new();
    for format in FORMATS {
        let written = (format.write)(&settle(&made.document)).unwrap();
        files.insert(format.file.to_owned(), written.value);
    }
    let collected = study.collect();
    for participant in &collected.study.questionnaire.participants {
        let back = feedback::gather(&collected, participant, Permit::COLLECTOR).unwrap();
        let receipt = export::html::write(&settle(&feedback::receipt(&back)));
        files.insert(format!("receipt-{}.html", participant.id), receipt.into_bytes());
        let name = format!("feedback-{}.xlsx", participant.id);
        files.insert(name, feedback::write(&back).unwrap());
    }
    let round = &collected.study.questionnaire.study.rounds[0];
    let overview = status::build(&collected, round, None).unwrap();
    let page = export::html::write(&settle(&status::document(
        &collected.study.questionnaire.study,
        &overview,
        Permit::COLLECTOR,
    )));
    files.insert("status.html".to_owned(), page.into_bytes());
    if let Ok(folder) = std::env::var("SESTANTE_PAYLOADS") {
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in &files {
            fs::write(format!("{folder}/{name}"), bytes).unwrap();
        }
    }
    Ground { study, made, files }
});

fn files(ending: &str) -> Vec<(&'static str, &'static [u8])> {
    let files = GROUND.files.iter().filter(|(name, _)| name.ends_with(ending));
    let found: Vec<_> = files.map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert!(!found.is_empty(), "{ending}");
    found
}

/// The numbers of the payloads that stand in a text.
fn numbers(text: &str) -> Vec<usize> {
    let all = 0..payloads().len();
    all.filter(|number| text.contains(&format!("q{number}z"))).collect()
}

#[test]
fn every_payload_is_taken_in_as_it_was_typed() {
    let payloads = payloads();
    assert!(payloads.len() >= 60, "{}", payloads.len());
    let answers = GROUND.study.collect().answers;
    let written: String = answers
        .tables
        .values()
        .flat_map(|table| &table.rows)
        .flat_map(|row| row.data.iter())
        .map(|datum| format!("{}\n", datum.written))
        .collect();
    assert_eq!(numbers(&written).len(), payloads.len());
    for text in payloads.iter().filter(|text| text.is_ascii() && !text.contains(char::is_control)) {
        assert!(written.contains(text.trim()), "{text}");
    }
}

#[test]
fn pages_hold_no_element_attribute_or_address_from_an_answer() {
    let all = payloads().len();
    for (name, bytes) in files(".html") {
        let page = std::str::from_utf8(bytes).unwrap();
        let shown = numbers(page);
        assert!(name != "report.html" || shown.len() == all, "{name}: {} of {all}", shown.len());
        assert!(!page.contains(|c: char| c.is_control() && !"\n\t".contains(c)), "{name}");
        let body = page.split_once("</style>").unwrap().1;
        let lower = body.to_lowercase();
        for element in ["script", "iframe", "object", "embed", "base", "form", "math", "noscript"] {
            assert!(!lower.contains(&format!("<{element}")), "{name}: {element}");
        }
        for tag in body.split('<').skip(1) {
            let tag = tag.split_once('>').unwrap_or_else(|| panic!("{name}: {tag}")).0;
            for (at, piece) in tag.split('"').enumerate() {
                // What stands between quotes is a value, and cannot end them.
                if at % 2 == 0 {
                    assert!(numbers(piece).is_empty(), "{name}: {tag}");
                    let handler = piece.split_whitespace().any(|word| word.starts_with("on"));
                    assert!(!handler && !piece.contains('\''), "{name}: {tag}");
                }
            }
            let values = tag.split('"').collect::<Vec<_>>();
            for pair in values.chunks_exact(2) {
                if pair[0].ends_with("href=") || pair[0].ends_with("src=") {
                    let address = pair[1].to_lowercase();
                    let safe = ["#", "https://", "http://", "mailto:", "data:image/png"]
                        .iter()
                        .any(|start| address.starts_with(start));
                    assert!(safe || !address.contains(':'), "{name}: {tag}");
                }
            }
        }
    }
}

#[test]
fn packages_are_well_formed_and_hold_no_formula_or_address_from_an_answer() {
    for ending in [".docx", ".xlsx", ".pptx"] {
        for (name, bytes) in files(ending) {
            let mut seen = Vec::new();
            for (part, bytes) in parts(bytes) {
                if !part.ends_with(".xml") && !part.ends_with(".rels") {
                    continue;
                }
                let text = String::from_utf8(bytes).unwrap_or_else(|_| panic!("{name} {part}"));
                well_formed(&format!("{name} {part}"), &text);
                seen.extend(numbers(&text));
                for formula in text.split("<f>").skip(1).map(|f| f.split("</f>").next().unwrap()) {
                    let outside = formula.split('"').step_by(2).collect::<String>();
                    assert!(numbers(&outside).is_empty(), "{name} {part}: {formula}");
                }
                if part.ends_with(".rels") {
                    for relation in text.split("<Relationship ").skip(1) {
                        let target = relation.split("Target=\"").nth(1).unwrap_or_default();
                        let target = target.split('"').next().unwrap().to_lowercase();
                        let outside = relation.contains("External");
                        let safe = ["https://", "http://", "mailto:"];
                        let safe = safe.iter().any(|start| target.starts_with(start));
                        assert!(!outside || safe, "{name} {part}: {target}");
                    }
                }
            }
            seen.sort_unstable();
            seen.dedup();
            assert!(ending == ".pptx" || seen.len() > payloads().len() / 3, "{name}: {seen:?}");
        }
    }
}

/// Every element is closed, and every character is one that XML knows.
fn well_formed(name: &str, text: &str) {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "{name}: a character that XML does not know");
    let mut xml = Reader::from_str(text);
    let mut open = 0_i64;
    loop {
        match xml.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => {
                open += 1;
                for attribute in tag.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{name}: {error}"));
                }
            }
            quick_xml::events::Event::End(_) => open -= 1,
            quick_xml::events::Event::GeneralRef(reference) => {
                let named = reference.xml10_content();
                let known = ["lt", "gt", "amp", "quot", "apos"].contains(&&*named);
                assert!(known || named.starts_with('#'), "{name}: &{named};");
            }
            _ => {}
        }
    }
    assert_eq!(open, 0, "{name}");
}

#[test]
fn markdown_takes_every_payload_as_words() {
    let (name, bytes) = files(".md")[0];
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(numbers(text).len() > payloads().len() / 2, "{name}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name}");
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(numbers(&html).is_empty() && !html.contains("script"), "{html}");
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                assert!(numbers(&dest_url).is_empty() && !dest_url.contains("://"), "{dest_url}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let lower = dest_url.to_lowercase();
                let bad = ["javascript:", "data:", "file:", "vbscript:"];
                assert!(!bad.iter().any(|start| lower.starts_with(start)), "{dest_url}");
            }
            Event::Code(code) => assert!(numbers(&code).is_empty(), "{code}"),
            _ => {}
        }
    }
}

#[test]
#[cfg(feature = "pdf")]
fn the_pdf_is_written_and_runs_nothing() {
    for (name, bytes) in files(".pdf") {
        assert!(
            bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            "{name}"
        );
        for word in [&b"/JavaScript"[..], b"/Launch", b"/OpenAction", b"/EmbeddedFile", b"/AA"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word), "{name}");
        }
    }
}

#[test]
fn no_payload_reaches_the_terminal_as_a_command() {
    let study = &GROUND.study;
    let select = "SELECT * FROM tables_roles";
    for arguments in [
        &["check"][..],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["query", select],
        &["query", select, "--format", "json"],
        &["status", "--on", "2024-04-02"],
        &[],
    ] {
        let (status, out, err) = study.run(arguments);
        assert!((0..=1).contains(&status), "{arguments:?}: {err}");
        for text in [out, err] {
            let sent: Vec<char> = text.chars().filter(|c| c.is_control() && *c != '\n').collect();
            assert!(sent.is_empty(), "{arguments:?}: {sent:?}");
            let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            assert!(!text.contains(turns), "{arguments:?}");
        }
    }
}

#[test]
fn a_csv_opened_in_a_spreadsheet_computes_nothing() {
    let (status, out, err) =
        GROUND.study.run(&["query", "SELECT * FROM tables_roles", "--format", "csv"]);
    assert_eq!(status, 0, "{err}");
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), 2 * ROWS);
    let mut seen = 0;
    for field in records.iter().flatten() {
        seen += numbers(field).len();
        let first = field.trim_start_matches(['\u{FEFF}', ' ']).chars().next().unwrap_or('a');
        let number = field.parse::<f64>().is_ok();
        assert!(number || !"=+-@\t\r".contains(first), "{field}");
    }
    assert!(seen > payloads().len() / 3, "{seen}");
}

#[test]
fn findings_hold_payloads_as_values_only() {
    let lines: Vec<String> = GROUND
        .made
        .findings
        .iter()
        .map(|finding| sestante::diag::short(finding, Permit::COLLECTOR))
        .collect();
    assert!(!numbers(&unhashed(&lines.join("\n"))).is_empty());
    for line in lines {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}
