// SPDX-License-Identifier: EUPL-1.2
//! More participants than stand side by side, and rounds: measures that follow their type, maps,
//! records, conditions, and who did not answer.

use super::mistakes::mistakes;
use super::study::{Study, html};
use sestante::figures::{AreaPart, Chart, Tone};

const ALL: &str = "report-templates/comparisons/all.yaml";

/// What a participant says: model, year, coverage, tools, and its figures with people and year.
type Said = (&'static str, &'static str, &'static str, &'static str, &'static [[&'static str; 3]]);

const SAID: [Said; 8] = [
    ("Propria", "2002", "80", "Cloud; Server", &[["Tecnico", "4", "2001"], ["Capo", "1", "2010"]]),
    ("Propria", "2003", "90", "Server", &[["Tecnico", "9", "2004"]]),
    ("Propria", "1999", "", "n.d.", &[["Tecnico", "12", ""]]),
    ("Propria", "2010", "86", "nessuno", &[["Tecnico", "n.d.", "2005"]]),
    ("Associata", "2001", "87", "Sportello; Cloud", &[["Tecnico", "2", "2001"]]),
    ("Associata", "2004", "90", "", &[["Tecnico", "7", "2002"]]),
    ("Associata", "", "88", "Cloud", &[["Tecnico", "3", "2003"], ["Altro", "3", "2004"]]),
    ("Associata", "2006", "85", "Server", &[["Tecnico", "20", "2006"]]),
];

fn facts((model, year, coverage, tools, staff): Said) -> String {
    let mut text = format!(
        "s.model,,{model}\ns.founded,,{year}\ns.coverage,,{coverage}\ns.tools,,{tools}\n\
         s.ages,young/share,20\ns.ages,middle/share,50\ns.ages,old/share,30\n\
         s.grades,money/grade,Poco\ns.grades,people/grade,Molto\n"
    );
    for (number, row) in (1..).zip(staff) {
        for (column, value) in ["role", "people", "since"].iter().zip(row) {
            text.push_str(&format!("s.staff.{column},{number},{value}\n"));
        }
    }
    let empty = |line: &&str| !line.ends_with(',');
    text.lines().filter(empty).map(|line| format!("{line}\n")).collect()
}

/// The study with the answers of the first so many participants.
fn answered(count: usize) -> Study {
    let said = (1..).zip(SAID).take(count);
    said.fold(Study::from("molti"), |study, (number, said): (usize, Said)| {
        study.fill(&format!("p{number}"), "r1", &facts(said))
    })
}

fn with(declared: &str) -> Vec<String> {
    mistakes(&Study::from("molti").append(ALL, &format!("  - {{ id: x, title: X, {declared} }}\n")))
}

#[test]
fn what_does_not_add_up_is_refused_where_it_is_declared() {
    let never = "measure-not-added";
    let across = "measure-across";
    for (declared, code) in [
        ("from: s, measure: { sum: founded }, rows: model", never),
        ("from: s, measure: { sum: place }, rows: participant", never),
        ("from: s, measure: { share: founded, of: { model: own } }", never),
        ("from: s.staff, measure: { sum_product: [people, since] }", never),
        ("from: s, measure: { sum: coverage }, rows: model", across),
        ("from: s, measure: { share: coverage, of: { model: own } }", across),
        ("from: s.ages, measure: { sum: value }, rows: row_id", across),
        (
            "from: s.ages, measure: { sum: value }, rows: row_id, columns: participant, totals: [columns]",
            across,
        ),
        ("shape: side_by_side, lines: [{ label: A, from: s, measure: { sum: place } }]", never),
        ("from: s, measure: { mean: coverage }, rows: model, figure: stacked_bar", "figure-stack"),
        (
            "from: s, measure: count, rows: model, figure: { kind: map, boundaries: area, key: area_code }",
            "figure-colours",
        ),
    ] {
        let found = with(declared);
        let told = found.iter().any(|line| {
            line.contains(code) && line.contains("report-templates/comparisons/all.yaml:")
        });
        assert!(found.len() == 1 && told, "{declared}: {found:?}");
    }
    for declared in [
        "from: s, measure: { median: founded }, rows: model",
        "from: s, measure: { mean: place }, rows: model",
        "from: s.staff, measure: { sum: wage }, rows: participant, totals: [rows]",
        "from: s.ages, measure: { sum: value }, rows: row_id, columns: participant, totals: [rows]",
        "from: s.ages, where: { participant: p1 }, measure: { sum: value }, totals: [rows]",
        "shape: side_by_side, lines: [{ label: A, from: s.ages, measure: { sum: value } }]",
        "from: s, measure: { mean: coverage }, rows: model, figure: bar",
    ] {
        assert_eq!(with(declared), [""; 0], "{declared}");
    }
    // a claim of everybody's shares together
    let claim = "test: { from: s, measure: { median: coverage }";
    let sum = claim.replace("median", "sum");
    let file = "report-templates/claims.yaml";
    let found = mistakes(&Study::from("molti").edit(file, claim, &sum));
    assert!(found.len() == 1 && found[0].contains(across), "{found:?}");
    let one = sum.replace("from: s,", "from: s, where: { participant: p1 },");
    assert_eq!(mistakes(&Study::from("molti").edit(file, claim, &one)), [""; 0]);
}

#[test]
fn shares_are_added_up_for_each_participant_and_never_for_many() {
    let few = answered(3).made();
    assert_eq!(few.cell("ages", "middle", "p2"), "50\u{a0}%");
    let many = answered(8).made();
    let said = many.comparison("ages").not_printed.as_deref().unwrap_or_default();
    assert!(said.contains("entro un partecipante"), "{said}");
    // of the same grid among all answers each cell has its median
    let page = html(&many.document);
    assert!(page.contains(said) && !page.contains("200\u{a0}%"), "{said}");
}

#[test]
fn years_have_no_point_and_a_median_between_two_of_them_says_so() {
    let made = answered(8).made();
    assert_eq!(made.cell("born", "own", ""), "2002,5");
    assert!(made.cell("born", "shared", "").contains("almeno 2002,5, al più 2005"));
    assert_eq!(made.cell("born_lines", "s.founded", "own"), "2002,5 [1999–2010] (n = 4 di 4)");
    assert_eq!(made.cell("born_lines", "s.founded", "shared"), "2004 [2001–2006] (n = 3 di 4)");
    assert_eq!(made.cell("born_lines", "since", "shared"), "2002,8 [2001–2006] (n = 4 di 4)");
    let sentence = made.judgement("founded").sentence();
    assert!(!sentence.contains("2.00"), "{sentence}");
}

#[test]
fn a_map_is_coloured_by_its_measure_and_names_every_participant() {
    let made = answered(7).made();
    let map = made.comparison("map");
    let rows: Vec<&str> = map.rows.iter().map(|row| row.label.text.as_str()).collect();
    let named: Vec<String> = (1..=7).map(|n| format!("Ente {n}")).collect();
    assert_eq!(rows, named);
    assert_eq!(made.cell("map", "p1", ""), "5");
    let Some(Chart::Map(drawn)) = &map.chart else { panic!("{:?}", map.undrawn) };
    assert_eq!(drawn.tone, Tone::Step);
    let parts: Vec<AreaPart> = drawn.areas.iter().map(|area| area.part).collect();
    use AreaPart::{Coloured, Ground, Pending, Unknown};
    // 5, 9, 12, unknown, 2, 7, 6; the eighth has not answered, the ninth does not take part
    let wanted = [
        Coloured(0),
        Coloured(2),
        Coloured(3),
        Unknown,
        Coloured(0),
        Coloured(2),
        Coloured(1),
        Pending,
        Ground,
    ];
    assert_eq!(parts, wanted);
    let words: Vec<&str> = drawn.legend.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["da 2 a 5", "6", "da 7 a 9", "12"]);
    assert!(drawn.unknown.is_some() && drawn.pending.is_some());
    assert!(map.caption.contains("Persone di ogni ente"), "{}", map.caption);
    assert!(map.base.as_deref().unwrap_or_default().contains("senza valore"), "{:?}", map.base);
}

#[test]
fn a_figure_that_is_not_drawn_says_why() {
    let page = |study: Study| html(&study.made().document);
    let one = page(answered(1));
    assert!(one.contains("La figura non è disegnata: una barra sola"), "{one}");
    let unplaced = answered(2).edit("questionnaire/participants.yaml", "area_code", "elsewhere");
    let unplaced = unplaced.edit(
        "questionnaire/participants.yaml",
        "p8, name: Ente numero 8, short: Ente 8, keys: { elsewhere",
        "p8, name: Ente numero 8, short: Ente 8, keys: { area_code",
    );
    let page = page(unplaced);
    assert!(page.contains("La figura non è disegnata: nessun partecipante ha un territorio"));
}

#[test]
fn the_base_of_a_grid_counts_participants_and_cells() {
    let made = answered(8).made();
    let base = made.comparison("grades").base.clone().unwrap_or_default();
    assert!(base.starts_with("8 partecipanti su 8, per 2 caselle di «Giudizi»"), "{base}");
}

#[test]
fn a_value_needs_no_key_where_there_is_one_row_or_column() {
    let made = answered(8).made();
    let page = html(&made.document);
    let text: String =
        page.split('<').filter_map(|part| part.split_once('>')).map(|p| p.1).collect();
    assert!(text.contains("In tutto 10 figure; dell'ente associato 5"), "{text}");
    let missing: Vec<_> = made.refusals.iter().filter(|f| f.code == *"value-missing").collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn articles_are_elided_before_numbers_in_messages_claims_and_chapters() {
    let known =
        answered(8).edit(ALL, "{ mean: coverage }", "{ mean: coverage }\n    unknown: left_out");
    let made = known.made();
    let said = made.comparison("coverage").message.as_ref().map(|m| m.text.clone());
    assert_eq!(said.as_deref(), Some("Si copre l'86,6\u{a0}%"));
    let sentence = made.judgement("covered").sentence();
    assert!(sentence.contains("si copre l'87"), "{sentence}");
    let page = html(&made.document);
    assert!(page.contains("si copre l'<"), "in a chapter");
}

#[test]
fn records_of_many_say_what_they_do_not_print() {
    let few = answered(8).made();
    let rows = few.comparison("staff_rows");
    assert!(rows.not_printed.is_none() && rows.rows.len() == 10, "ten rows are printed");
    let text = |row: &sestante::comparison::ComparedRow| row.label.text.clone();
    assert!(rows.rows.iter().map(text).all(|text| text != "non risposto"));
    let three = answered(8).edit(
        ALL,
        "    title: Figure una per una\n",
        "    title: Figure una per una\n    where: { role: [Capo, Altro] }\n",
    );
    assert_eq!(three.made().comparison("staff_rows").rows.len(), 2);
    // thirty-two rows are too many, unless a condition leaves a few
    let more: String = (3..=6).map(|n| format!("s.staff.role,{n},Figura {n}\n")).collect();
    let filled = (1..).zip(SAID).fold(Study::from("molti"), |study, (number, said)| {
        let facts = format!("{}{more}", facts(said));
        study.fill(&format!("p{number}"), "r1", &facts)
    });
    let many = filled.made();
    let said = many.comparison("staff_rows").not_printed.clone().unwrap_or_default();
    assert!(said.contains("42 righe"), "{said}");
    assert!(!html(&many.document).contains("Figura 3"));
    let few = filled.edit(
        ALL,
        "    title: Figure una per una\n",
        "    title: Figure una per una\n    where: { role: [Capo, Altro, Figura 3] }\n",
    );
    assert_eq!(few.made().comparison("staff_rows").rows.len(), 10);
}

#[test]
fn a_view_without_participants_shows_all_its_columns() {
    let view = "-- label: Zone\n-- row_label: zone\n-- column zone: text \"Zona\"\n\
                -- column areas: integer \"Territori\"\n\
                SELECT zone, count(*) AS areas FROM reference_area GROUP BY zone ORDER BY zone\n";
    let study = answered(8).append("report-templates/views/zones.sql", view);
    let study =
        study.append(ALL, "  - { id: zones, title: Zone, shape: records, from: view.zones }\n");
    let made = study.made();
    let zones = made.comparison("zones");
    let heads: Vec<&str> = zones.columns.iter().map(|head| head.label.as_str()).collect();
    assert_eq!((heads, zones.rows.len()), (vec!["Territori"], 2));
    assert_eq!(zones.rows[0].cells[0][0].text, "4");
}

#[test]
fn who_did_not_answer_the_round_is_counted_and_not_replaced() {
    let study = answered(8).fill("p1", "r2", &facts(SAID[0])).fill("p2", "r2", &facts(SAID[1]));
    let count = |round: &[&str]| {
        let (status, out, err) = study.run(&[&["trace", "staff_count"], round].concat());
        assert_eq!(status, 0, "{out}{err}");
        out
    };
    // the newest round has the three figures of two bodies; six are missing from it
    assert!(count(&[]).contains(" 3"), "{}", count(&[]));
    assert!(count(&["--round", "r1"]).contains(" 10"), "{}", count(&["--round", "r1"]));
    let (_, out, err) = study.run(&["report", "--format", "md"]);
    let text = std::fs::read_to_string(study.root().join("output/report.md"));
    let text = text.unwrap_or_else(|error| panic!("{error} {out}{err}"));
    assert!(text.contains("2 partecipanti su 8. 6 altri hanno risposto soltanto"), "{text}");
}

#[test]
fn conditions_hang_on_each_other_and_not_available_leaves_them_open() {
    let study = answered(8);
    let collected = study.collect();
    let table = collected.answers.tables.get("s").unwrap();
    let (outside, place) = (table.position("outside").unwrap(), table.position("where").unwrap());
    let words = |at: usize| -> Vec<String> {
        let state = |row: &sestante::tables::Row| match row.data[at].state {
            sestante::datum::State::Empty(empty) => empty.id().to_owned(),
            _ => "value".to_owned(),
        };
        table.rows.iter().map(state).collect()
    };
    // one of several answers; none of them; n.d. and blank leave it open; «nessuno» does not
    let wanted = [
        "blank",
        "not_applicable",
        "blank",
        "not_applicable",
        "blank",
        "blank",
        "blank",
        "not_applicable",
    ];
    assert_eq!(words(outside), wanted);
    assert_eq!(words(place), wanted, "what hangs on it goes with it");
}

#[test]
fn a_list_that_no_form_shows_makes_no_other_version() {
    let before = Study::from("molti").questionnaire().hash;
    let zone = "questionnaire/choices/zone.yaml";
    let elsewhere = Study::from("molti").edit(zone, "label: Nord", "label: Settentrione");
    assert_eq!(elsewhere.questionnaire().hash, before);
    let tool = "questionnaire/choices/tool.yaml";
    let shown = Study::from("molti").edit(tool, "label: Cloud", "label: Nuvola");
    assert_ne!(shown.questionnaire().hash, before);
}

#[test]
fn a_grid_of_choices_counts_who_chose_what() {
    let made = answered(8).made();
    assert_eq!(made.cell("grades", "money", "low"), "8");
    let page = html(&made.document);
    assert!(!page.contains("Giudizi (n.d.)"));
}

#[test]
fn contacts_tell_who_has_not_answered() {
    let study = answered(2);
    let (status, out, err) = study.run(&["contacts"]);
    assert_eq!(status, 0, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    let after = |name: &str| {
        let at = lines.iter().position(|line| line.starts_with(name)).unwrap();
        lines[at + 1].trim()
    };
    assert_eq!(after("Ente numero 1"), "nessun recapito");
    assert_eq!(after("Ente numero 8"), "non ha ancora risposto");
}
