// SPDX-License-Identifier: EUPL-1.2
//! What may be said of numbers: exact sums, bounds of what is unknown, sentences that are decided.

use super::study::{Made, Study, lines, lines_but};
use sestante::diag::Error;
use sestante::study::{self, Verdict};

/// The small study with the roles of its participants: figure, kind, people, share, cost.
fn answered(participants: &[(&str, &[[&str; 5]])]) -> Study {
    participants.iter().fold(Study::from("numeri"), |study, (participant, rows)| {
        study.fill(participant, "r1", &roles(rows))
    })
}

fn roles(rows: &[[&str; 5]]) -> String {
    let mut facts = String::new();
    for (number, row) in (1..).zip(rows) {
        for (column, value) in ["role", "kind", "people", "share", "cost"].iter().zip(row) {
            if !value.is_empty() {
                facts.push_str(&format!("people.roles.{column},{number},{value}\n"));
            }
        }
    }
    facts
}

/// The study with claims, each of which is a test on the roles.
fn claiming(study: Study, tests: &[(&str, &str)]) -> Study {
    let mut claims = String::from("claims:\n");
    for (id, test) in tests {
        claims.push_str(&format!(
            "  - {{ id: {id}, section: people, kind: assertion, text: \"{{value}} ({{base}})\", \
             test: {{ from: people.roles, {test} }} }}\n"
        ));
    }
    study.edit("report-templates/claims.yaml", "claims: []\n", &claims)
}

fn verdict(made: &Made, id: &str) -> (Verdict, String) {
    let judgement = made.judgements.iter().find(|(known, _)| *known == id);
    let judgement = &judgement.unwrap_or_else(|| panic!("{id}")).1;
    (judgement.verdict, judgement.sentence())
}

const HALF_KNOWN: &[[&str; 5]] = &[
    ["Tecnico", "Rosso", "2", "40", "100"],
    ["Capo", "", "", "", "80"],
    ["Altro", "n.d.", "", "", ""],
    ["Quarto", "Verde", "4", "", "10"],
];

#[test]
fn sums_of_cents_are_equal_to_what_they_are() {
    let rows: &[[&str; 5]] = &[
        ["A", "Rosso", "3", "15", "100000000.10"],
        ["B", "Verde", "9007199254740993", "15", "200000000.20"],
    ];
    let equals = "measure: { sum: cost }, is: { equals: 300000000.30 }";
    let more = "measure: { sum: cost }, is: { more_than: 300000000.30 }";
    let made = claiming(answered(&[("aa", rows)]), &[("equal", equals), ("more", more)]).made();
    assert_eq!(verdict(&made, "equal").0, Verdict::Confirmed);
    assert_eq!(verdict(&made, "more").0, Verdict::Refuted);
    assert_eq!(made.cell("costs", "total", "aa"), "300.000.000,30\u{a0}€");
    // 3 × 15 %
    assert_eq!(made.cell("time", "red", "aa"), "0,5");
}

#[test]
fn what_half_of_the_rows_say_is_not_confirmed() {
    let tests = [
        ("mean", "measure: { mean: people }, is: { at_most: 3 }"),
        ("median", "measure: { median: people }, is: { at_most: 3 }"),
        ("count", "measure: { count: people }, is: { at_most: 2 }"),
        ("known", "measure: { mean: people }, unknown: left_out, is: { equals: 3 }"),
        ("least", "measure: { mean: people }, is: { at_least: 1.5 }"),
    ];
    let made = claiming(answered(&[("aa", HALF_KNOWN)]), &tests).made();
    for id in ["mean", "median", "count"] {
        assert_eq!(verdict(&made, id).0, Verdict::Undecided, "{id}");
    }
    assert_eq!(
        verdict(&made, "mean").1,
        "almeno 1,5 («Figure»: 2 righe con valore, 2 senza valore)"
    );
    // with limits even half an answer decides some things; and who leaves out says so
    assert_eq!(verdict(&made, "least").0, Verdict::Confirmed);
    assert_eq!(
        verdict(&made, "known"),
        (
            Verdict::Confirmed,
            "3,0 («Figure»: 2 righe con valore, 2 senza valore escluse)".to_owned()
        )
    );
}

#[test]
fn the_other_side_of_a_claim_treats_what_is_unknown_like_the_first() {
    let mean = |unknown: &str, other: &str| {
        format!(
            "measure: {{ mean: people }}, {unknown} is: {{ at_least: {{ from: people.roles, \
             measure: {{ median: people }}{other} }} }}"
        )
    };
    let (left_out, bounds) = (mean("unknown: left_out,", ""), mean("", ""));
    let own_way = mean("unknown: left_out,", ", unknown: bounds");
    let tests = [("both", &*left_out), ("neither", &*bounds), ("one", &*own_way)];
    let made = claiming(answered(&[("aa", HALF_KNOWN)]), &tests).made();
    assert_eq!(verdict(&made, "both").0, Verdict::Confirmed);
    assert_eq!(verdict(&made, "neither").0, Verdict::Undecided);
    assert_eq!(verdict(&made, "one").0, Verdict::Undecided);
    // whoever is told sees what is unknown on either side
    let (_, judgement) = made.judgements.iter().find(|(id, _)| *id == "one").unwrap();
    let other = judgement.other.as_ref().unwrap();
    assert_eq!(judgement.sides(), format!("{}, contro {}", judgement.value.text, other.text));
    assert!(other.text.starts_with("almeno "), "{}", other.text);
}

#[test]
fn a_claim_without_data_puts_no_word_where_a_value_stands() {
    let nothing = [["Tecnico", "Rosso", "", "", ""]];
    let tests = [("mean", "measure: { mean: people }, is: { at_most: 3 }")];
    let made = claiming(answered(&[("aa", &nothing)]), &tests).made();
    let (verdict, sentence) = verdict(&made, "mean");
    assert_eq!(verdict, Verdict::NoData);
    let told = "dalle risposte non risulta: «… (";
    assert!(sentence.starts_with(told) && !sentence.contains("n.d."), "{sentence}");
}

#[test]
fn shares_leave_out_of_both_sides_of_the_line_and_add_up() {
    let share = |kind: &str, more: &str| {
        format!("measure: {{ share: cost, of: {{ kind: {kind} }} }}, {more} is: {{ at_most: 100 }}")
    };
    let (red, green) = (share("red", "unknown: left_out,"), share("green", "unknown: left_out,"));
    let bounds = share("red", "");
    let rows: &[[&str; 5]] = &[
        ["Tecnico", "Rosso", "", "", "60"],
        ["Capo", "", "", "", "80"],
        ["Quarto", "Verde", "", "", "40"],
    ];
    let tests = [("red", red.as_str()), ("green", &green), ("bounds", &bounds)];
    let made = claiming(answered(&[("aa", rows)]), &tests).made();
    let totalled = "«Figure»: 2 righe con valore, 1 senza valore esclusa; totale 100,00\u{a0}€";
    assert_eq!(verdict(&made, "red").1, format!("60\u{a0}% ({totalled})"));
    assert_eq!(verdict(&made, "green").1, format!("40\u{a0}% ({totalled})"));
    assert!(verdict(&made, "bounds").1.starts_with("almeno 33,3\u{a0}%, al più 77,8\u{a0}% ("));
    // a loss of unknown kind may belong to either side: of a whole of 20 it would be −400 %
    let rows = &[rows[0], ["Capo", "", "", "", "-80"], rows[2]];
    let made = claiming(answered(&[("aa", rows)]), &tests).made();
    assert_eq!(verdict(&made, "bounds").0, Verdict::Undecided);
    let rows = &[rows[0], ["Capo", "", "", "", "-20"], rows[2]];
    let made = claiming(answered(&[("aa", rows)]), &tests).made();
    let said = verdict(&made, "bounds").1;
    assert!(said.starts_with("almeno 50\u{a0}%, al più 75\u{a0}% ("), "{said}");
}

#[test]
fn none_among_known_rows_is_confirmed_and_among_unknown_ones_it_is_not() {
    let none = "measure: count, where: { kind: blue, participant: bb }, is: { equals: 0 }";
    let known: &[[&str; 5]] = &[["Tecnico", "Rosso", "3", "", ""], ["Zeta", "Verde", "", "", ""]];
    let made = claiming(answered(&[("aa", HALF_KNOWN), ("bb", known)]), &[("none", none)]).made();
    let said = ("0 («Figure»: nessuna riga su 2)".to_owned(), Verdict::Confirmed);
    let (found, text) = verdict(&made, "none");
    assert_eq!((text, found), said);
    let unknown = &[known[0], ["Zeta", "", "", "", ""]];
    let made = claiming(answered(&[("bb", unknown)]), &[("none", none)]).made();
    assert_ne!(verdict(&made, "none").0, Verdict::Confirmed);
}

#[test]
fn a_message_names_the_greatest_only_when_it_is() {
    let message = |made: &Made, id: &str| made.comparison(id).message.clone().unwrap().text;
    let known: &[[&str; 5]] = &[["A", "Rosso", "9", "", ""], ["B", "Verde", "2", "", ""]];
    let made = answered(&[("aa", known)]).made();
    assert_eq!(message(&made, "people"), "In tutto 11 persone; il massimo è Rosso");
    assert_eq!(lines_but(&made.refusals, "participant-missing"), [""; 0]);
    // ten people of unknown kind
    let unknown = &[known[0], known[1], ["C", "", "10", "", ""]];
    let study = answered(&[("aa", unknown)]);
    let made = study.made();
    let said = "In tutto 21 persone; il massimo è \
                (con le risposte note non si può stabilire quale)";
    assert_eq!(message(&made, "people"), said);
    let said = "I rossi sono almeno 9, al più 19, in almeno 1, al più 2 righe di cui \
                almeno 1, al più 2 note; il massimo è di Alfa";
    assert_eq!(message(&made, "red"), said);
    let refused = lines_but(&made.refusals, "participant-missing");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(refused[0].contains("errore[message-undecided]"), "{refused:?}");
    let (status, _, said) = study.run(&["report", "--final", "--format", "md"]);
    assert_eq!(status, 1, "{said}");
    // equals have no greatest among them
    let tie = &[known[0], ["B", "Verde", "9", "", ""]];
    let made = answered(&[("aa", tie)]).made();
    assert_eq!(
        message(&made, "people"),
        "In tutto 18 persone; il massimo è (alla pari: Rosso e Verde)"
    );
    assert_eq!(lines_but(&made.refusals, "participant-missing").len(), 1);
}

#[test]
fn a_value_beyond_its_limits_is_unknown_until_somebody_confirms_its_cell() {
    let rows = &[["A", "Rosso", "4", "250", ""], ["B", "Verde", "2", "50", ""]];
    let study = answered(&[("aa", rows)]);
    let made = study.made();
    assert_eq!(made.cell("time", "total", "aa"), "almeno 1,0, al più 5,0");
    let found = study.check();
    let line = found.iter().find(|line| line.contains("[out-of-range]"));
    let cell = line.and_then(|line| line.split(": ").next()).unwrap_or_default();
    let cell = cell.split_once(':').unwrap_or_default().1.to_owned();
    let why = ["--author", "A. Rossi", "--reason", "confermato"];
    let waive = |cell: &[&str]| {
        let arguments = [&["waive", "aa", "out-of-range"], cell, &why].concat();
        let (status, out, err) = study.run(&arguments);
        assert_eq!(status, 0, "{out}{err}");
    };
    // that it may stand is not that it is right: only who names the cell confirms its value
    waive(&[]);
    assert_eq!(study.made().cell("time", "total", "aa"), "almeno 1,0, al più 5,0");
    let log = study.root().join("responses/aa/r1/log.yaml");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::write(&log, text.split("waivers:").next().unwrap()).unwrap();
    waive(&["--cell", &cell]);
    assert_eq!(study.made().cell("time", "total", "aa"), "11,0");
}

#[test]
fn a_number_too_great_to_be_counted_is_asked_about() {
    let rows = &[["A", "Rosso", "99999999999999999999", "", ""]];
    let study = answered(&[("aa", rows)]);
    let found = study.check();
    assert!(found.iter().any(|line| line.contains("number-unreadable")), "{found:?}");
    // a spreadsheet shows fifteen digits of a number, and all of a text
    let rows = &[["A", "Rosso", "9007199254740993", "", ""]];
    let found = answered(&[("aa", rows)]).check();
    assert!(found.iter().any(|line| line.contains("number-long")), "{found:?}");
}

#[test]
fn two_classes_of_one_text_leave_it_to_be_classified() {
    let twice = "{ text: Tecnico, class: red }\n  - { text: \" tecnico\", class: green }";
    let coding = "questionnaire/codings/role_class.yaml";
    let rows = &[["TECNICO", "Rosso", "4", "", ""]];
    let study = answered(&[("aa", rows)]).edit(coding, "{ text: Tecnico, class: red }", twice);
    let found = study.check();
    assert!(found.iter().any(|line| line.contains("avviso[coding-twice]")), "{found:?}");
    assert!(found.iter().any(|line| line.contains("[uncoded]")), "{found:?}");
}

#[test]
fn a_round_that_says_much_less_than_the_one_before_is_an_error() {
    let first =
        format!("people.fund,,5\npeople.count,,3\npeople.words,,una\n{}", roles(HALF_KNOWN));
    let study = Study::from("numeri").fill("aa", "r1", &first);
    let errors = |study: &Study| -> Vec<String> {
        study.check().into_iter().filter(|line| line.contains("round-thinner")).collect()
    };
    assert_eq!(errors(&study), [""; 0]);
    let study = study.fill("aa", "r2", "people.words,,solo questo\n");
    assert_eq!(errors(&study).len(), 1);
    let study = study.fill("aa", "r2", &first);
    assert_eq!(errors(&study), [""; 0]);
}

/// What stops the study or its report, each on one line.
fn mistakes(study: &Study) -> Vec<String> {
    match study::load(study.root()) {
        Ok(loaded) => lines(&loaded.value.mistakes),
        Err(Error::Study(findings)) => lines(&findings),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_can_never_be_said_is_a_mistake() {
    let all = "report-templates/comparisons/all.yaml";
    let message = |text: &str| {
        let study = Study::from("numeri");
        mistakes(&study.edit(all, "In tutto {total} persone; il massimo è {max_row}", text))
    };
    for good in ["{cell:red@aa}", "{cell:total/total}", "{cell:empty_blank@bb}"] {
        assert_eq!(message(good), [""; 0], "{good}");
    }
    for wrong in ["{cell:rde@aa}", "{cell:red@zz}", "{cell:red}", "{cell:red@total@aa}"] {
        assert_eq!(message(wrong).len(), 1, "{wrong}");
    }
    let claim = |test: &str| {
        let text = format!(
            "claims:\n  - {{ id: a, section: people, kind: assertion, text: a, test: {{ {test} }} }}\n"
        );
        mistakes(&Study::from("numeri").edit("report-templates/claims.yaml", "claims: []\n", &text))
    };
    assert_eq!(claim("question: people.fund, participant: aa, is: { equals: 5 }"), [""; 0]);
    assert_eq!(claim("question: people.fund, participant: zz, is: { equals: 5 }").len(), 1);
    let sum = "from: people.roles, measure: { sum: people }";
    assert_eq!(claim(&format!("{sum}, is: {{ less_than: 1000 }}")), [""; 0]);
    assert_eq!(claim(&format!("{sum}, is: {{ less_than: \"inf\" }}")).len(), 1);
    assert_eq!(claim(&format!("{sum}, is: {{ equals: tanti }}")).len(), 1);
    let line = "{ id: nn, label: A, from: people.roles, measure: { sum: people } }";
    let twice = format!(
        "comparisons:\n  - {{ id: both, title: A, shape: side_by_side, lines: [{line}, {line}] }}\n"
    );
    let study = Study::from("numeri").edit(all, "comparisons:\n", &twice);
    let found = mistakes(&study);
    assert!(found.len() == 1 && found[0].contains("line-twice"), "{found:?}");
}

#[test]
fn a_known_zero_is_not_without_numbers_and_what_is_unknown_has_no_bar() {
    let rows =
        |people: &'static str| [["A", "Rosso", people, "", ""], ["B", "Verde", people, "", ""]];
    let (some, zero, unknown) = (rows("4"), rows("0"), rows("n.d."));
    let made = answered(&[("aa", &some), ("bb", &zero), ("cc", &unknown)]).made();
    let comparison = made.comparison("people");
    let caption = &comparison.caption;
    assert!(caption.contains("Pari a zero, e perciò non nel disegno: Beta."), "{caption}");
    assert!(caption.contains("Senza numeri, e perciò non nel disegno: Gamma."), "{caption}");
    // half of 3 persons at most is no length
    let limited = answered(&[("aa", &some), ("cc", &unknown)]).edit(
        "questionnaire/people.yaml",
        "label: Persone, min: 0 }",
        "label: Persone, min: 0, max: 9 }",
    );
    let made = limited.made();
    assert_eq!(made.cell("red", "cc", ""), "n.d., al più 9");
    let drawn = made.comparison("red").chart.as_ref();
    assert!(drawn.is_none(), "one bar alone has nothing to be compared with: {drawn:?}");
}

#[test]
fn an_empty_state_is_grey_beside_the_first_answer() {
    use sestante::figures::{Chart, Tone};
    let rows: &[[&str; 5]] =
        &[["A", "Rosso", "4", "", ""], ["B", "", "3", "", ""], ["C", "n.d.", "2", "", ""]];
    let all = "report-templates/comparisons/all.yaml";
    let by_kind = "rows: participant\n    columns: [kind]\n    figure: stacked_bar";
    let study = answered(&[("aa", rows), ("bb", rows)]);
    let made = study.edit(all, "rows: kind\n    columns: [participant]\n    totals: [rows, columns]\n    figure: stacked_bar", by_kind).made();
    let Some(Chart::Bars(bars)) = &made.comparison("people").chart else { panic!("no bars") };
    let tones: Vec<(&str, Tone)> =
        bars.series.iter().map(|series| (series.name.as_str(), series.tone)).collect();
    let expected =
        [("Rosso", Tone::Category), ("non risposto", Tone::Empty), ("n.d.", Tone::Empty)];
    assert_eq!(tones, expected);
}
