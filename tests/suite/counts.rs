// SPDX-License-Identifier: EUPL-1.2
//! How much was answered is counted in one way: by the form's check sheet while people write, and by
//! whoever reads the form once it is back.

use crate::study::Study;
use sestante::diag::CellRef;
use sestante::{form, responses, workbook};

/// Answered and asked in all, as the check sheet of a form says it, and as its reader does.
fn counts(study: &Study, participant: &str, round: &str, facts: &str) -> [(usize, usize); 2] {
    let questionnaire = study.questionnaire();
    let bytes = study.filled(participant, round, facts);
    let book = workbook::open_bytes("f.xlsx", &bytes).unwrap();
    let sheet = book.sheet("Verifica").unwrap();
    let (total, _) = sheet.cells.iter().find(|(_, cell)| cell.written() == "In tutto").unwrap();
    let number = |col: u16| sheet.text(CellRef::new(total.row, total.col + col)).parse().unwrap();
    let known = questionnaire.participant(participant).unwrap();
    let layout = form::lay_out(&questionnaire, known, round);
    let read = responses::read(&questionnaire, &layout, "f.xlsx", &book).value;
    let sections = read.answered(&questionnaire);
    let sum = |of: fn(&responses::Answered) -> usize| sections.iter().map(of).sum();
    [(number(2), number(3)), (sum(|one| one.answered), sum(|one| one.asked))]
}

#[test]
fn tables_and_grids_filled_in_part_are_counted_alike() {
    let study = Study::from("tipi");
    for (facts, answered) in [
        ("", 0),
        ("tables.users,consortium/mail,10", 1),
        ("places.towns.member,1,Sì", 1),
        // Not the first of the columns that are asked.
        ("places.towns.fee,2,500", 1),
        ("tables.years.income,2,1000", 1),
        ("answers.people,,12\ntables.users,union/desk,3\nplaces.towns.member,2,No", 3),
    ] {
        let [sheet, reader] = counts(&study, "uno", "r1", facts);
        assert_eq!(sheet, reader, "{facts}");
        assert_eq!(sheet.0, answered, "{facts}");
    }
}

#[test]
fn what_depends_on_an_answer_that_nobody_knows_is_asked_by_both() {
    let study = Study::from("molti");
    // each with what is asked: the cloud and where it is, one after the other
    for (tools, outside, asked) in [
        ("Cloud; Server", "", 2),
        ("Cloud", "Sì", 2),
        ("Cloud", "No", 1),
        ("Cloud", "n.d.", 2),
        ("Server", "", 0),
        ("n.d.", "", 2),
        ("nessuno", "", 0),
        ("", "", 2),
    ] {
        let facts = format!("s.tools,,{tools}\ns.outside,,{outside}\n");
        let facts: Vec<&str> = facts.lines().filter(|line| !line.ends_with(',')).collect();
        let [sheet, reader] = counts(&study, "p1", "r1", &facts.join("\n"));
        assert_eq!(sheet, reader, "{tools} {outside}");
        assert_eq!(sheet.1, 9 + asked, "{tools} {outside}");
    }
}

#[test]
fn what_another_answer_makes_irrelevant_is_counted_by_nobody() {
    let study = Study::from("biblioteche");
    let [all, _] = counts(&study, "alba", "spring", "seat.open_sunday,,Sì");
    for facts in ["seat.open_sunday,,No", "seat.open_sunday,,Sì", ""] {
        let [sheet, reader] = counts(&study, "alba", "spring", facts);
        assert_eq!(sheet, reader, "{facts}");
        let fewer = usize::from(facts.ends_with("No"));
        assert_eq!(sheet.1, all.1 - fewer, "{facts}");
    }
}
