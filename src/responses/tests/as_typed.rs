// SPDX-License-Identifier: EUPL-1.2
//! What people type, and what is understood of it: one line a case.

use super::super::typing::answer::answer;
use super::super::typing::setting::Setting;
use super::shown;
use super::typing::question;
use crate::datum::State;
use crate::diag::{CellAt, CellRef};
use crate::questionnaire::{Choice, ChoiceList, Type};
use crate::workbook::Cell;
use std::collections::BTreeMap;

/// Type, what was typed, what is understood; what begins with `?` is kept and asked about.
const CASES: &[(Type, &str, &str)] = &[
    (Type::Money, "1.234,50", "1234.5"),
    (Type::Money, "1234,50", "1234.5"),
    (Type::Money, "1 234,50", "1234.5"),
    (Type::Money, "1\u{a0}234,50", "1234.5"),
    (Type::Money, "1'234,50", "1234.5"),
    (Type::Money, "1’234,50", "1234.5"),
    (Type::Money, "EUR 1.500", "1500"),
    (Type::Money, "€ 1.500", "1500"),
    (Type::Money, "€1.500,00", "1500"),
    (Type::Money, "1500 euro", "1500"),
    (Type::Money, "1500 Euro", "1500"),
    (Type::Money, "1.500 EUR", "1500"),
    (Type::Money, "1.500,--", "1500"),
    (Type::Money, "1.500,00 €", "1500"),
    (Type::Money, "€ 960,00.", "?"),
    (Type::Money, "383.000", "383000"),
    (Type::Money, "1.234.567,89", "1234567.89"),
    (Type::Money, "-250,00", "-250"),
    (Type::Money, "−250", "-250"),
    (Type::Money, "0", "0"),
    (Type::Money, "0,00 €", "0"),
    (Type::Money, "gratis", "?"),
    (Type::Money, "gratuito", "?"),
    (Type::Money, "compreso nella quota", "?"),
    (Type::Money, "circa 200", "?"),
    (Type::Money, "ca. 200", "?"),
    (Type::Money, "~200", "?"),
    (Type::Money, ">200", "?"),
    (Type::Money, "200-300", "?"),
    (Type::Money, "200/300", "?"),
    (Type::Money, "200 + IVA", "?"),
    (Type::Money, "200 €/mese", "?"),
    (Type::Money, "1,5 mln", "1500000"),
    (Type::Money, "10k", "?"),
    (Type::Money, "1.2.3", "?"),
    (Type::Money, "35%", "?"),
    (Type::Integer, "12", "12"),
    (Type::Integer, " 12 ", "12"),
    (Type::Integer, "12 persone", "12"),
    (Type::Integer, "1 persona", "1"),
    (Type::Integer, "383.000", "383000"),
    (Type::Integer, "dodici", "?"),
    (Type::Integer, "12 (di cui 3 part time)", "?"),
    (Type::Integer, "12*", "?"),
    (Type::Integer, "#N/D", "?"),
    (Type::Integer, "#VALORE!", "?"),
    (Type::Integer, "Err:502", "?"),
    (Type::Decimal, "12,5", "12.5"),
    (Type::Decimal, "12.5", "12.5"),
    (Type::Decimal, ",5", "0.5"),
    (Type::Decimal, "+3", "3"),
    (Type::Percent, "35%", "35"),
    (Type::Percent, "35 %", "35"),
    (Type::Percent, "35", "35"),
    (Type::Percent, "12,5 %", "12.5"),
    (Type::Percent, "35 per cento", "35"),
    (Type::Percent, "35 percento", "35"),
    (Type::Percent, "un terzo", "?"),
    (Type::Percent, "1/3", "?"),
    (Type::YesNo, "SI", "true"),
    (Type::YesNo, "si'", "true"),
    (Type::YesNo, "sì", "true"),
    (Type::YesNo, "Sì.", "true"),
    (Type::YesNo, "si\u{300}", "true"),
    (Type::YesNo, "si`", "true"),
    (Type::YesNo, "x", "true"),
    (Type::YesNo, "X", "true"),
    (Type::YesNo, "✓", "true"),
    (Type::YesNo, "yes", "true"),
    (Type::YesNo, "VERO", "true"),
    (Type::YesNo, "no", "false"),
    (Type::YesNo, "NO", "false"),
    (Type::YesNo, "Falso", "false"),
    (Type::YesNo, "sì, in parte", "?"),
    (Type::YesNo, "si/no", "?"),
    (Type::YesNo, "in corso", "?"),
    (Type::YesNo, "1", "?"),
    (Type::Date, "1/2/21", "2021-02-01"),
    (Type::Date, "01/02/2021", "2021-02-01"),
    (Type::Date, "1.2.2021", "2021-02-01"),
    (Type::Date, "1-2-2021", "2021-02-01"),
    (Type::Date, "2021-02-01", "2021-02-01"),
    (Type::Date, "1 febbraio 2021", "2021-02-01"),
    (Type::Date, "1 feb 2021", "2021-02-01"),
    (Type::Date, "1° febbraio 2021", "2021-02-01"),
    (Type::Date, "1-feb-21", "2021-02-01"),
    (Type::Date, "lunedì 1 febbraio 2021", "2021-02-01"),
    (Type::Date, "01/02/2021 00:00", "2021-02-01"),
    (Type::Date, "01/02/2021 0.00.00", "2021-02-01"),
    (Type::Date, "gen-22", "?"),
    (Type::Date, "gennaio 2022", "?"),
    (Type::Date, "2022", "?"),
    (Type::Date, "01/2022", "?"),
    (Type::Date, "31/02/2022", "?"),
    (Type::Date, "12/31/2022", "?"),
    (Type::Date, "dal 2019", "?"),
    (Type::Date, "in corso", "?"),
    (Type::Year, "2021", "2021"),
    (Type::Year, "2021.", "2021"),
    (Type::Year, "anno 2021", "?"),
    (Type::Year, "2021/2022", "?"),
    (Type::Year, "'98", "?"),
    (Type::Choice, "Consorzio", "consortium"),
    (Type::Choice, "CONSORZIO ", "consortium"),
    (Type::Choice, "consorzio di enti", "consortium"),
    (Type::Choice, "societa' a capitale misto", "company"),
    (Type::Choice, "Società, a capitale misto", "company"),
    (Type::Choice, "Consorzio; Unione", "?"),
    (Type::Choice, "altro", "?"),
    (Type::Choices, "Consorzio", "consortium"),
    (Type::Choices, "Consorzio; unione", "consortium+union"),
    (Type::Choices, "unione, consorzio", "consortium+union"),
    (Type::Choices, "Società, a capitale misto, Consorzio", "consortium+company"),
    (Type::Choices, "consorzio e unione", "consortium+union"),
    (Type::Choices, "consorzio/unione", "consortium+union"),
    (Type::Choices, "- consorzio\n- unione", "consortium+union"),
    (Type::Choices, "consorzio AND unione", "consortium+union"),
    (Type::Choices, "Consorzio;;", "consortium"),
    (Type::Choices, "Consorzio; altro", "?"),
    (Type::Text, "  Rete   delle  Città ", "Rete   delle  Città"),
    (Type::Text, "=1+1", "=1+1"),
    (Type::Text, "#1", "#1"),
    (Type::Text, "#N/A", "?"),
    (Type::Link, "www.example.org", "www.example.org"),
];

/// What is understood the same way whatever is asked.
const EMPTY: &[(&str, &str)] = &[
    ("", ""),
    (" ", ""),
    ("\u{a0}", ""),
    ("n.d.", "not_available"),
    ("N.D.", "not_available"),
    ("nd", "not_available"),
    ("n/d", "not_available"),
    ("N. D.", "not_available"),
    ("non disponibile", "not_available"),
    ("Dato non disponibile.", "not_available"),
    ("nessuno", "none"),
    ("Nessuna", "none"),
    ("NESSUNO", "none"),
    ("«nessuno»", "none"),
    ("niente", "none"),
    ("-", "?"),
    ("--", "?"),
    ("–", "?"),
    ("/", "?"),
    ("?", "?"),
    ("...", "?"),
    ("n.a.", "?"),
    ("N/A", "?"),
    ("boh", "?"),
];

fn list() -> ChoiceList {
    let choice = |id: &str, label: &str, also: &str| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
        definition: None,
        also: vec![also.to_owned()],
        attributes: BTreeMap::new(),
    };
    ChoiceList {
        id: "form".to_owned(),
        title: "Forma".to_owned(),
        attributes: BTreeMap::new(),
        choices: vec![
            choice("consortium", "Consorzio", "Consorzio di enti"),
            choice("union", "Unione di comuni", "unione"),
            choice("company", "Società, a capitale misto", "Società mista"),
        ],
    }
}

fn understood(kind: Type, text: &str) -> String {
    let mut asked = question(kind);
    asked.unit = (kind == Type::Integer).then(|| "persone".to_owned());
    let at = CellAt { file: "f".into(), sheet: "S".into(), cell: CellRef::new(0, 0) };
    let noted = answer(&asked, Some(&list()), Some(&Cell::text(text)), &at, &Setting::default());
    if noted.value.state == State::Unreadable {
        assert!(!noted.findings.is_empty(), "{kind:?} {text:?} is not asked about");
        assert_eq!(&*noted.value.written, text.trim(), "kept as written");
        return "?".to_owned();
    }
    shown(&noted.value)
}

#[test]
fn what_people_type_is_understood_or_kept_and_asked_about() {
    let wrong: Vec<String> = CASES
        .iter()
        .map(|(kind, text, expected)| (*kind, *text, *expected, understood(*kind, text)))
        .filter(|(_, _, expected, found)| expected != found)
        .map(|(kind, text, expected, found)| format!("{kind:?} {text:?}: {found}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_words_for_nothing_are_no_value_and_a_sign_is_asked_about() {
    for (_, kind) in Type::ALL {
        for (text, expected) in EMPTY {
            assert_eq!(understood(kind, text), *expected, "{kind:?} {text:?}");
        }
    }
}
