// SPDX-License-Identifier: EUPL-1.2
//! A study of another shape: five libraries, no groups, several choices, dates, money, villages
//! printed from a reference table. It takes the same road as the study of the repository.

use super::study::{Made, Study, html, lines, repository};
use sestante::study::Verdict;
use std::sync::LazyLock;

const LIBRARIES: [&str; 5] = ["alba", "borgo", "colle", "dosso", "erta"];

/// The libraries' answers, written into their forms, taken in and reported.
static MADE: LazyLock<Made> = LazyLock::new(|| answered().made());

pub(crate) fn answered() -> Study {
    LIBRARIES.iter().fold(Study::from("biblioteche"), |study, library| {
        let file = repository().join(format!("tests/studies/biblioteche/answers/{library}.csv"));
        let text = std::fs::read_to_string(file).unwrap();
        let (_head, facts) = text.split_once('\n').unwrap();
        study.fill(library, "spring", facts)
    })
}

#[test]
fn the_final_report_of_another_study_is_not_refused() {
    assert_eq!(lines(&MADE.refusals), Vec::<String>::new());
    let chapters: Vec<(&str, bool)> =
        MADE.document.chapters.iter().map(|c| (c.title.as_str(), c.annex)).collect();
    let expected = [
        ("Cinque biblioteche", false),
        ("Chi legge", false),
        // no chapter covers this section: it gets a complete one
        ("I conti", false),
        ("Tutte le risposte", true),
        ("Qualità dei dati", true),
    ];
    assert_eq!(chapters, expected);
}

#[test]
fn every_kind_of_answer_is_read_and_printed() {
    let cells = [
        ("seat.founded", "alba", "01/03/1987"),
        ("seat.open_sunday", "alba", "Sì"),
        ("seat.sunday_since", "erta", "2020"),
        ("seat.services", "alba", "Prestito; Sala studio; Furgone dei libri"),
        ("seat.surface", "erta", "45,3"),
        ("seat.website", "alba", "https://example.org/alba"),
        // what is not a value stays what it is
        ("seat.founded", "colle", "n.d."),
        ("seat.services", "colle", "nessuno"),
        ("seat.surface", "colle", "circa cento"),
        ("seat.founded", "dosso", "non risposto"),
        ("seat.sunday_since", "borgo", "non pertinente"),
        // from villages printed in the form and ticked
        ("residents", "erta", "812"),
    ];
    for (row, column, text) in cells {
        assert_eq!(MADE.cell("seats", row, column), text, "{row} {column}");
    }
    assert_eq!(MADE.cell("villages_served", "ponte", "erta"), "Sì");
    assert_eq!(MADE.cell("villages_served", "ponte", "alba"), "–");
    assert_eq!(MADE.cell("services_matrix", "van", "dosso"), "1");
    assert_eq!(MADE.cell("group_life", "alba:2", "ended"), "30/06/2022");
    assert_eq!(MADE.cell("readers", "2019", "borgo"), "12");
}

#[test]
fn what_is_unknown_widens_sums_and_is_never_zero() {
    assert_eq!(MADE.cell("loans_by_age", "children", "borgo"), "1.020");
    // «n.d.» beside ten; «nessuno» beside twenty
    assert_eq!(MADE.cell("loans_by_age", "children", "colle"), "almeno 10");
    assert_eq!(MADE.cell("loans_by_age", "adults", "colle"), "20");
    assert_eq!(MADE.cell("loans_by_age", "young", "dosso"), "non risposto");
    assert_eq!(MADE.cell("loans_by_age", "total", "total"), "almeno 2.990");
    let message = MADE.comparison("loans_by_age").message.clone();
    let expected = "In tutto almeno 2.990 prestiti; senza numero 7 caselle su 30";
    assert_eq!(message.map(|message| message.text).as_deref(), Some(expected));
}

#[test]
fn a_share_with_an_unbounded_rest_decides_nothing() {
    // 61 % of the loans counted are the children's, but nobody knows how many are not counted
    let children = MADE.judgement("children_read_most");
    assert_eq!(children.verdict, Verdict::Undecided);
    assert!(children.publishable);
    let sundays = MADE.judgement("sundays");
    assert_eq!(sundays.verdict, Verdict::Confirmed);
}

#[test]
fn findings_name_the_cell_and_the_words() {
    let found: Vec<String> = lines(&MADE.findings)
        .iter()
        .map(|line| {
            // the file's name has its hash in it
            let (folder, rest) = line.split_once("/01-").unwrap();
            let folder = folder.trim_start_matches("responses/").trim_end_matches("/spring");
            format!("{folder}{}", rest.split_once(".xlsx").unwrap().1)
        })
        .collect();
    let expected = [
        "colle:A Sede!C7: avviso[yes-no-unreadable]: «forse» non è né Sì né No",
        "colle:A Sede!C10: avviso[number-unreadable]: «circa cento» non è un numero",
        "colle:B Prestiti!C11: avviso[number-unreadable]: «tanti» non è un numero",
        "colle:B Prestiti!C27: avviso[out-of-range]: 120 è fuori dai limiti: da 0 a 100",
        "colle:C Conti!C12: nota[staff-without-amount]: la spesa per il personale non ha l'importo",
        "colle:C Conti!B13: avviso[choice-unreadable]: «Pasticcini» non è fra le voci dell'elenco",
        "colle:C Conti!C21: avviso[number-unreadable]: «2024-01-01» non è un numero",
        "dosso:A Sede!C9: errore[van-without-villages]: avete il furgone dei libri ma nessun paese servito",
        "erta:B Prestiti!B21: avviso[group-listed-twice]: il gruppo «parole» compare più di una volta",
        "erta:C Conti!C22: nota[uncoded]: «<b>freddo</b> {{ study.title }} =1+1» è da classificare (Tono)",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_page_shows_figures_of_every_kind_and_hides_contacts() {
    let page = html(&MADE.document);
    assert!(!page.contains("anna@example.org"));
    assert!(page.contains("&lt;b&gt;freddo&lt;/b&gt; {{ study.title }} =1+1"));
    for message in [
        "Risposte raccolte: 5 su 5",
        "I prestiti di ciascuna biblioteca: caselle con un numero 23 su 30",
        "Quando sono nati e finiti i gruppi",
        "I gruppi e la loro origine",
        "I lettori per anno di nascita del gruppo",
    ] {
        assert!(page.contains(message), "{message}");
    }
}
