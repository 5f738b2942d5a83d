// SPDX-License-Identifier: EUPL-1.2
//! What a person saw in a cell and what was read of it: where they differ it is said, and what is
//! read is what the person meant, or nothing.

use super::CASES;
use super::case::{Case, Entry, shown};
use super::package::{Book, Xcell};
use sestante::datum::Datum;
use sestante::diag::{Finding, Noted, Place};
use sestante::responses::Response;

/// The form with every type of question, all of them answered.
pub(super) fn form() -> &'static Case {
    &CASES[0]
}

/// The cell in which the first answer to a question stands.
pub(super) fn entry(question: &str) -> Entry {
    let mine = |entry: &&Entry| *entry.question.id == *question;
    form().entries.iter().find(mine).cloned().unwrap_or_else(|| panic!("no {question}"))
}

/// The answer in a cell.
pub(super) fn datum(response: &Response, entry: &Entry) -> Option<Datum> {
    let here = |datum: &&Datum| {
        let cells = &datum.trace.cells;
        cells.first().is_some_and(|at| at.cell == entry.cell && *at.sheet == *entry.sheet)
    };
    response.data().find(here).cloned()
}

/// Codes of what is said of a cell.
pub(super) fn said(findings: &[Finding], entry: &Entry) -> Vec<String> {
    let here = |finding: &&Finding| matches!(&finding.place, Place::Cell(at) if at.cell == entry.cell && *at.sheet == *entry.sheet);
    findings.iter().filter(here).map(|finding| finding.code.to_string()).collect()
}

pub(super) fn read(bytes: &[u8]) -> Noted<Response> {
    form().read(bytes).unwrap()
}

/// What is read of a cell, and what is said of it, once somebody has changed it.
fn changed(
    question: &str,
    change: impl FnOnce(&mut Book, Xcell) -> Xcell,
) -> (String, Vec<String>) {
    let entry = entry(question);
    let mut book = form().book.clone();
    let cell = book.tab(&entry.sheet).get(entry.cell);
    let cell = change(&mut book, cell);
    book.tab(&entry.sheet).put(entry.cell, cell);
    let noted = read(&book.bytes());
    let read = datum(&noted.value, &entry).map(|datum| shown(&datum)).unwrap_or_default();
    (read, said(&noted.findings, &entry))
}

/// Asserts what is read and said of a cell; no code where nothing is to be said.
fn is(question: &str, change: impl FnOnce(&mut Book, Xcell) -> Xcell, expected: &str, code: &str) {
    let (read, said) = changed(question, change);
    assert_eq!(read, expected, "{question} {said:?}");
    let wanted: Vec<&str> = code.split(' ').filter(|word| !word.is_empty()).collect();
    assert_eq!(said, wanted, "{question}, read as {read}");
}

const STRUCK: &str = "<rPr><strike/></rPr>";
const RAISED: &str = "<rPr><vertAlign val=\"superscript\"/></rPr>";
const LOWERED: &str = "<rPr><vertAlign val=\"subscript\"/></rPr>";

fn run(look: &str, text: &str) -> String {
    format!("<r>{look}<t xml:space=\"preserve\">{text}</t></r>")
}

#[test]
fn words_that_are_struck_out_are_not_read() {
    let code = "cell-partly-struck";
    for (question, old, new, expected) in [
        ("answers.people", "1250", " 1300", "1300"),
        ("answers.cost", "383", "390", "390"),
        ("answers.since", "01/02/2020 ", "01/03/2020", "2020-03-01"),
        ("answers.open", "Sì", " No", "false"),
        ("answers.form", "Consorzio", "Unione di comuni", "union"),
        ("answers.services", "Posta; ", "Qualità", "quality"),
        ("answers.name", "Rete", " Unione", "Unione"),
        ("tables.roles.count", "3", "4", "4"),
        ("tables.users.users", "10", "12", "12"),
    ] {
        let xml = run(STRUCK, old) + &run("", new);
        is(question, |_, cell| cell.runs(&xml), expected, code);
    }
    // A switch that is off strikes nothing out.
    let off = run("<rPr><strike val=\"0\"/></rPr>", "12") + &run("", "50");
    is("answers.people", |_, cell| cell.runs(&off), "1250", "");
}

#[test]
fn what_is_struck_out_whole_is_no_answer() {
    for question in ["answers.people", "answers.name", "answers.since", "tables.users.users"] {
        let style = |book: &mut Book, cell: Xcell| Xcell {
            style: book.face("General", "<strike/>"),
            ..cell
        };
        is(question, style, "", "cell-struck");
    }
    let all = run(STRUCK, "12") + &run(STRUCK, "50");
    is("answers.people", |_, cell| cell.runs(&all), "", "cell-struck");
}

#[test]
fn raised_digits_are_no_digits_of_the_number() {
    let number = run("", "1250") + &run(RAISED, "1");
    is("answers.people", |_, cell| cell.runs(&number), "1250", "number-raised");
    let power = run("", "10") + &run(RAISED, "3");
    is("answers.people", |_, cell| cell.runs(&power), "?10³", "number-unreadable");
    let unit = run("", "120 m") + &run(RAISED, "2");
    is("answers.surface", |_, cell| cell.runs(&unit), "120", "");
    let words = run("", "CO") + &run(LOWERED, "2");
    is("answers.name", |_, cell| cell.runs(&words), "CO₂", "");
}

#[test]
fn a_format_that_shows_another_number_is_said() {
    for (code, number, expected, said) in [
        ("#,##0\\ \"mila\"", 383.0, "383000", "number-shown"),
        ("0.0\" mln\"", 1.5, "1500000", "number-shown"),
        ("0.00,,\\ \"mln\"", 1_250_000.0, "1250000", ""),
        ("#,##0,", 383_000.0, "383000", "number-shown"),
        ("[$$-409]#,##0.00", 30_000.0, "?$30.000", "number-currency"),
        ("#,##0.00\\ [$CHF]", 1234.5, "?1.234,5 CHF", "number-currency"),
        ("#,##0.00\\ [$₽-419]", 30.0, "?30 ₽", "number-currency"),
        ("0\" pezzi\"", 12.0, "12", "number-shown"),
        ("#,##0.00\\ \"€\"", 1234.5, "1234.5", ""),
        ("_-* #,##0.00\\ _€_-;-* #,##0.00\\ _€_-;_-* \"-\"??\\ _€_-;_-@_-", 0.0, "0", ""),
        ("#,##0_);(#,##0)", 12.0, "12", ""),
        ("[>=1000]0.0,\" mila\";0", 383.0, "383", ""),
        (";;;", 383.0, "", "cell-blanked"),
        ("0;-0;;@", 0.0, "", "cell-blanked"),
    ] {
        let style = |book: &mut Book, cell: Xcell| Xcell {
            style: book.face(code, ""),
            ..cell.number(number)
        };
        is("answers.cost", style, expected, said);
    }
    let hidden = |book: &mut Book, cell: Xcell| Xcell { style: book.face(";;;", ""), ..cell };
    is("answers.name", hidden, "", "cell-blanked");
    let share = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("0.0%;-0.0%;\"-\"", ""),
        ..cell.number(0.355)
    };
    is("answers.share", share, "35.5", "");
    let share = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("0\"%\"", ""),
        ..cell.number(45.0)
    };
    is("answers.share", share, "45", "");
}

#[test]
fn hours_are_no_days_and_no_numbers() {
    for (code, days, shown) in [("[h]:mm", 1.5, "?36:00"), ("h:mm", 8.5 / 24.0, "?8:30")] {
        let style = |book: &mut Book, cell: Xcell| Xcell {
            style: book.face(code, ""),
            ..cell.number(days)
        };
        is("answers.people", style, shown, "number-is-time");
    }
    let style = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("h:mm", ""),
        ..cell.number(8.5 / 24.0)
    };
    is("answers.name", style, "8:30", "");
}

#[test]
fn numbers_as_texts_are_read_as_they_are_meant_or_asked_about() {
    for (question, text, expected, code) in [
        ("answers.cost", "383,000", "?383,000", "number-comma"),
        ("answers.people", "1,250", "?1,250", "number-comma"),
        ("answers.surface", "61,500", "61.5", ""),
        ("answers.cost", "0,500", "0.5", ""),
        ("answers.cost", "1,5 mln", "1500000", "number-times"),
        ("answers.cost", "383 mila €", "383000", "number-times"),
        ("answers.cost", "30.000 $", "?30.000 $", "number-currency"),
        ("answers.people", "\u{202a}1250\u{202c}", "1250", ""),
        ("answers.surface", "\u{2066} 1234,5\u{2069}", "1234.5", ""),
        ("answers.year", "\u{202d}1998\u{202c}", "1998", ""),
        ("answers.protocol", "\u{202a}000123\u{202c}", "000123", ""),
        ("answers.open", "✅", "true", ""),
        ("answers.open", "☐", "?☐", "yes-no-unreadable"),
        ("answers.open", "✗", "?✗", "yes-no-unreadable"),
        ("answers.services", "☑ Posta ☐ Sportello ☑ Qualità", "mail+quality", ""),
    ] {
        is(question, |_, cell| cell.text(text), expected, code);
    }
    // Parentheses and a sign behind make a number negative, which is below what is asked.
    for text in ["(1.500)", "1.500-", "1.500 -"] {
        let code = "below-range number-negative";
        let (read, mut said) = changed("answers.cost", |_, cell| cell.text(text));
        said.sort();
        assert_eq!((read.as_str(), said.join(" ").as_str()), ("-1500", code), "{text}");
    }
}

#[test]
fn ticks_of_picture_fonts_are_ticks() {
    let tick = |letter: &'static str| {
        move |book: &mut Book, cell: Xcell| {
            let style = book.face("General", "<name val=\"Wingdings\"/>");
            Xcell { style, ..cell.text(letter) }
        }
    };
    is("answers.open", tick("ü"), "true", "");
    is("answers.open", tick("û"), "?✗", "yes-no-unreadable");
}

#[test]
fn days_that_programs_made_are_asked_about() {
    for (code, said, expected) in
        [("d\\-mmm", "text-is-date", "3-apr"), ("mmm\\-yy", "text-is-date", "apr-24")]
    {
        let style = |book: &mut Book, cell: Xcell| Xcell {
            style: book.face(code, ""),
            ..cell.number(45_385.0)
        };
        is("answers.name", style, expected, said);
    }
    let day = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("dd/mm/yyyy", ""),
        ..cell.number(43_525.0)
    };
    is("answers.year", day, "2019", "year-from-date");
    let year = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("yyyy", ""),
        ..cell.number(43_525.0)
    };
    is("answers.year", year, "2019", "");
    for (question, code, number, expected, said) in [
        // the program made the first day of a month that was typed
        ("answers.since", "mmm\\-yy", 44_593.0, "?feb-22", "date-without-day"),
        ("answers.since", "yyyy", 44_562.0, "?2022", "date-without-day"),
        ("answers.since", "mmm\\-yy", 44_607.0, "2022-02-15", "date-shown"),
        ("answers.year", "\"circa \"0", 1998.0, "1998", "number-shown"),
        ("answers.year", "0%", 1998.0, "?199800%", "year-unreadable"),
    ] {
        let style = |book: &mut Book, cell: Xcell| Xcell {
            style: book.face(code, ""),
            ..cell.number(number)
        };
        is(question, style, expected, said);
    }
    // Eleven in the evening is midnight where the day was typed.
    let late = |book: &mut Book, cell: Xcell| Xcell {
        style: book.face("dd/mm/yyyy", ""),
        ..cell.number(44_227.0 + 23.0 / 24.0)
    };
    is("answers.since", late, "2021-01-31", "date-shifted");
    is("answers.since", |_, cell| cell.text("2021-01-31T22:00:00Z"), "2021-01-31", "date-shifted");
    let iso = |_: &mut Book, cell: Xcell| Xcell {
        kind: "d".into(),
        value: "2021-01-31T23:00:00".into(),
        ..cell
    };
    is("answers.since", iso, "2021-01-31", "date-shifted");
}

#[test]
fn a_number_that_is_the_day_of_the_file_is_asked_about() {
    let serial = |year: i64| {
        let day = sestante::datum::Day::new(year, 4, 3).unwrap();
        let zero = sestante::datum::Day::from_serial(0).unwrap();
        day.days_since(zero) as f64
    };
    let saved = |book: &mut Book, cell: Xcell| {
        let core = "<a><modified>2026-11-28T10:00:00Z</modified></a>".to_owned();
        book.parts.insert("docProps/core.xml".to_owned(), core);
        cell.number(serial(2026))
    };
    is("answers.people", saved, "46115", "number-maybe-date");
    is("answers.people", |_, cell| cell.number(serial(2015)), "42097", "");
}

#[test]
fn words_in_place_of_an_answer_are_no_answer() {
    for (text, code) in [
        ("vedi allegato", "answer-elsewhere"),
        ("Idem", "answer-elsewhere"),
        ("da definire", "empty-unclear"),
        ("non so", "empty-unclear"),
        ("Non applicabile", "empty-unclear"),
    ] {
        for question in [
            "answers.name",
            "answers.people",
            "answers.since",
            "answers.open",
            "tables.roles.notes",
        ] {
            is(question, |_, cell| cell.text(text), &format!("?{text}"), code);
        }
    }
}

#[test]
fn pictures_in_cells_are_no_words() {
    let dispimg = |_: &mut Book, cell: Xcell| {
        let formula = Some("_xlfn.DISPIMG(\"ID_1\",1)".to_owned());
        Xcell { formula, ..cell.text("=DISPIMG(\"ID_1\",1)") }
    };
    is("answers.story", dispimg, "", "cell-picture");
}

#[test]
fn the_address_behind_the_words_is_the_answer_to_a_link() {
    let formula = |address: &'static str| {
        move |_: &mut Book, cell: Xcell| {
            let formula = Some(format!("HYPERLINK(\"{address}\",\"qui\")"));
            Xcell { formula, ..cell.text("qui") }
        }
    };
    is("answers.website", formula("https://example.org/a"), "https://example.org/a", "link-behind");
    is("answers.name", formula("https://example.org/a"), "qui", "link-behind");
    let site = entry("answers.website");
    let linked = |words: &str, address: &str| {
        let mut book = form().book.clone();
        let cell = book.tab(&site.sheet).get(site.cell).text(words);
        book.tab(&site.sheet).put(site.cell, cell);
        let relation = format!(
            "<hyperlinks><hyperlink xmlns:z=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ref=\"{}\" z:id=\"added\"/></hyperlinks>",
            site.cell
        );
        book.attach(&site.sheet, "hyperlink", ("xl/none.xml", "<a/>"), &relation);
        for text in book.parts.values_mut() {
            *text = text.replace(
                "Target=\"/xl/none.xml\"",
                &format!("Target=\"{address}\" TargetMode=\"External\""),
            );
        }
        let noted = read(&book.bytes());
        (
            datum(&noted.value, &site).map(|datum| shown(&datum)).unwrap(),
            said(&noted.findings, &site),
        )
    };
    assert_eq!(
        linked("Sito", "https://example.org/x"),
        ("https://example.org/x".to_owned(), vec!["link-behind".to_owned()])
    );
    assert_eq!(
        linked("https://example.org/x", "https://example.org/x/"),
        ("https://example.org/x".to_owned(), vec![])
    );
    // Words that are an address themselves are what the person sees.
    assert_eq!(
        linked("https://example.org/y", "https://example.org/x"),
        ("https://example.org/y".to_owned(), vec!["link-behind".to_owned()])
    );
}
