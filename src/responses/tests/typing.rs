// SPDX-License-Identifier: EUPL-1.2
use super::super::typing::answer::answer;
use super::super::typing::setting::Setting;
use super::shown;
use crate::datum::Day;
use crate::diag::{CellAt, CellRef, Permit, TextSpan, Texts, texts};
use crate::questionnaire::{Question, Type};
use crate::workbook::{Cell, Raw};

pub(super) fn question(kind: Type) -> Question {
    let source = "".into();
    Question {
        id: "s.q".into(),
        name: "q".to_owned(),
        code: "1.1".to_owned(),
        kind,
        label: "Domanda".to_owned(),
        help: None,
        example: None,
        unit: None,
        choices: None,
        required: false,
        relevant: None,
        limits: (None, None),
        decimals: 0,
        adds: kind.adds(),
        private: false,
        printed: None,
        was: vec![],
        at: TextSpan { file: "s.yaml".into(), line: 1, column: 1, length: 1, source },
    }
}

/// What a cell gives, followed by the codes of its findings.
fn typed(question: &Question, cell: &Cell) -> String {
    let at = CellAt { file: "f".into(), sheet: "S".into(), cell: CellRef::new(0, 0) };
    let noted = answer(question, None, Some(cell), &at, &Setting::default());
    let mut out = shown(&noted.value);
    for finding in &noted.findings {
        let Texts { message, note, help } = texts(finding, Permit::COLLECTOR);
        assert!(!message.is_empty() && finding.code != *message, "{}", finding.code);
        for text in [Some(&message), help.as_ref(), note.as_ref()] {
            assert!(text.is_none_or(|text| !text.contains('{')), "{text:?}");
        }
        out.push_str(&format!(" !{}", finding.code));
    }
    out
}

fn expect(kind: Type, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(typed(&question(kind), &Cell::text(text)), *expected, "{kind:?} {text:?}");
    }
}

#[test]
fn every_type_knows_the_ways_of_being_empty() {
    for (_, kind) in Type::ALL {
        expect(
            kind,
            &[
                ("", ""),
                ("   ", ""),
                ("\u{a0}\u{200b}", ""),
                ("nessuno", "none"),
                ("Nessuna", "none"),
                ("«nessuno»", "none"),
                ("NULLA", "none"),
                ("n.d.", "not_available"),
                ("N.D.", "not_available"),
                ("nd", "not_available"),
                ("n/d", "not_available"),
                ("Non disponibile", "not_available"),
            ],
        );
        if !matches!(kind, Type::Choice | Type::Choices | Type::YesNo) {
            expect(kind, &[("-", "?- !empty-unclear"), ("n.a.", "?n.a. !empty-unclear")]);
        }
    }
}

#[test]
fn numbers_are_read_and_what_was_assumed_is_noted() {
    expect(
        Type::Money,
        &[
            ("0", "0"),
            ("1.234,50", "1234.5"),
            ("€ 1.500", "1500 !number-dot"),
            ("1500 euro", "1500"),
            ("1,234.50", "1234.5 !number-english"),
            ("circa 200", "?circa 200 !number-unreadable"),
            ("35%", "?35% !number-is-percent"),
            ("=1+1", "?=1+1 !number-unreadable"),
        ],
    );
    expect(Type::Integer, &[("2,5", "2.5 !not-whole"), ("1.000.000", "1000000")]);
    expect(
        Type::Percent,
        &[
            ("35%", "35"),
            ("35", "35"),
            ("0,35", "0.35 !percent-fraction"),
            ("0,35%", "0.35"),
            ("33.333", "33.333"),
        ],
    );
}

#[test]
fn number_cells_say_what_they_are() {
    let percent = |number: f64| Cell { percent: true, ..Cell::number(number) };
    let day = |serial| Cell::of(Raw::Date { day: Day::parse("2019-02-01").unwrap(), serial });
    let is = |kind, cell: &Cell, expected: &str| assert_eq!(typed(&question(kind), cell), expected);
    is(Type::Percent, &percent(0.35), "35");
    is(Type::Percent, &percent(0.07), "7");
    is(Type::Percent, &Cell::number(35.0), "35");
    is(Type::Percent, &Cell::number(0.35), "0.35 !percent-fraction");
    is(Type::Integer, &percent(0.35), "?35% !number-is-percent");
    is(Type::Integer, &Cell::number(3.0), "3");
    is(Type::Integer, &Cell::number(3.5), "3.5 !not-whole");
    is(Type::Decimal, &Cell::number(f64::NAN), "?NaN !number-unreadable");
    is(Type::Decimal, &day(Some(43_497.0)), "?01/02/2019 !number-is-date");
    is(Type::Text, &Cell::number(1234.5), "1234,5 !text-is-number");
    is(Type::Text, &day(None), "01/02/2019 !text-is-date");
    is(Type::Date, &day(Some(43_497.0)), "2019-02-01");
    is(Type::Date, &Cell::number(44_926.0), "2022-12-31 !date-serial");
    is(Type::Date, &Cell::number(2019.0), "?2019 !date-without-day");
    is(Type::Date, &day(Some(2019.0)), "?01/02/2019 !date-without-day");
    is(Type::Year, &Cell::number(2019.0), "2019");
    is(Type::Year, &day(Some(2019.0)), "2019 !year-from-date");
    is(Type::Year, &day(Some(43_497.0)), "2019 !year-from-date");
    is(Type::Year, &Cell::number(19.0), "?19 !year-unreadable");
}

#[test]
fn days_and_years_as_texts() {
    expect(
        Type::Date,
        &[
            ("31/12/2025", "2025-12-31"),
            ("1/2/21", "2021-02-01 !date-century"),
            ("gen-22", "?gen-22 !date-without-day"),
            ("12/31/2022", "?12/31/2022 !date-unreadable"),
            ("presto", "?presto !date-unreadable"),
        ],
    );
    expect(
        Type::Year,
        &[
            ("2021", "2021"),
            ("2021/22", "?2021/22 !year-unreadable"),
            ("21", "?21 !year-unreadable"),
        ],
    );
}

#[test]
fn a_value_beyond_the_limits_is_kept() {
    let mut asked = question(Type::Percent);
    asked.limits = (Some(0.into()), Some(100.into()));
    assert_eq!(typed(&asked, &Cell::number(150.0)), "150 !out-of-range");
    assert_eq!(typed(&asked, &Cell::number(100.0)), "100");
    asked.limits = (Some(0.into()), None);
    assert_eq!(typed(&asked, &Cell::text("-3")), "-3 !below-range");
    asked.limits = (None, Some(9.into()));
    assert_eq!(typed(&asked, &Cell::text("10")), "10 !above-range");
}

#[test]
fn a_single_number_in_words_is_proposed() {
    let at = CellAt { file: "f".into(), sheet: "S".into(), cell: CellRef::new(0, 0) };
    let help = |kind, text: &str| {
        let noted =
            answer(&question(kind), None, Some(&Cell::text(text)), &at, &Setting::default());
        texts(&noted.findings[0], Permit::COLLECTOR).help.unwrap()
    };
    assert_eq!(help(Type::Integer, "circa 200"), "se si intende 200, scrivere solo 200");
    assert_eq!(help(Type::Integer, "da 10 a 20"), "scrivere un numero solo per cella");
    assert_eq!(help(Type::Year, "anno 2021"), "se si intende 2021, scrivere solo 2021");
    assert_eq!(
        help(Type::Date, "12/31/2022"),
        "se si intende 31/12/2022, scrivere 31/12/2022: prima il giorno, poi il mese"
    );
}

#[test]
fn yes_and_no_are_read_and_anything_else_asked_about() {
    expect(
        Type::YesNo,
        &[("SI", "true"), ("x", "true"), ("No", "false"), ("forse", "?forse !yes-no-unreadable")],
    );
}
