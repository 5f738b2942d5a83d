// SPDX-License-Identifier: EUPL-1.2
//! What comparisons say of the real answers, and of few, many and no participants.

use super::study::{Made, REAL, Study, lines};
use sestante::report::Content;
use sestante::study::Verdict;

const EURO: &str = "\u{a0}€";

// M15
#[test]
fn people_by_education_is_the_golden_table() {
    let columns = ["pu/province", "mc/in_house_company", "lc/province", "total"];
    for (row, people) in [
        ("diploma", ["9", "2", "2", "almeno 13"]),
        ("mixed", ["0", "8", "0", "almeno 8"]),
        ("degree", ["10", "5", "0", "almeno 15"]),
        ("master_degree", ["0", "0", "1", "almeno 1"]),
        ("stem_degree", ["0", "0", "3", "almeno 3"]),
        ("total", ["19", "15", "6", "almeno 40"]),
    ] {
        for (column, people) in columns.iter().zip(people) {
            assert_eq!(REAL.cell("people_by_education", row, column), people, "{row} {column}");
        }
    }
    // The partner's seven roles have neither number nor degree: they may have any, and a known
    // number is what there is at least.
    let partner = |row| REAL.cell("people_by_education", row, "lc/private_partner");
    assert_eq!(partner("empty_not_in_source"), "non riportato");
    assert_eq!(partner("total"), "non riportato");
    for row in ["diploma", "degree", "stem_degree"] {
        assert_eq!(partner(row), "non riportato", "{row}");
    }
    assert_eq!(REAL.comparison("people_by_education").rows.len(), 7);
    let base = REAL.comparison("people_by_education").base.clone().unwrap();
    assert!(base.contains("27 righe") && base.contains("7 senza valore"), "{base}");
    assert_eq!(REAL.cell("skills_summary", "roles_with_people", "pu"), "11");
}

// M19
#[test]
fn unknown_time_widens_the_full_time_equivalents() {
    let fte = |participant| REAL.cell("fte", participant, "");
    assert_eq!(fte("pu"), "6,3");
    assert_eq!(fte("mc"), "n.d., al più 15,0");
    assert_eq!(fte("lc"), "almeno 2,9, al più 6,9");
    let bounds = |participant: &str| {
        let cell = REAL.comparison("fte").cell(participant, "").unwrap();
        let amount = cell[0].amount.as_ref().unwrap();
        (amount.least, amount.greatest)
    };
    let number = |number: &str| number.parse().ok();
    assert_eq!(bounds("mc"), (number("0"), number("15")));
    assert_eq!(bounds("lc"), (number("2.9"), number("6.9")));
}

// M27
#[test]
fn the_yearly_fee_follows_the_bands_and_has_no_value_between_them() {
    let fee = |inhabitants, participant| REAL.cell("yearly_fee", inhabitants, participant);
    assert_eq!(fee("1000", "pu"), format!("440,00{EURO}"));
    assert_eq!(fee("1000", "mc"), format!("960,00{EURO}"));
    assert_eq!(fee("20000", "pu"), format!("8.800,00{EURO}"));
    assert_eq!(fee("20000", "mc"), format!("5.720,00{EURO}"));
    assert_eq!(fee("499", "mc"), format!("150,00{EURO}"));
    assert_eq!(fee("500", "pu"), format!("220,00{EURO}"));
    for gap in ["500", "40001"] {
        assert_eq!(fee(gap, "mc"), "n.d.");
        let cell = REAL.comparison("yearly_fee").cell(gap, "mc").unwrap();
        assert_eq!(cell[0].content, Content::Empty);
    }
    let notes = REAL.comparison("yearly_fee").notes.join("\n");
    assert!(notes.contains("IVA"), "the reserve: {notes}");
}

// M16
#[test]
fn more_than_half_with_a_stem_degree_cannot_be_decided() {
    let judgement = REAL.judgement("stem_majority");
    assert_eq!(judgement.verdict, Verdict::Undecided);
    assert_eq!(judgement.value.text, "almeno 7,5\u{a0}%, al più 67,5\u{a0}%");
    let base = "20 righe con valore, 7 senza valore escluse; totale 40";
    assert!(judgement.base.contains(base), "{}", judgement.base);
    assert!(judgement.publishable, "its verdict is the one expected");
    let any = REAL.judgement("any_degree");
    assert_eq!(any.value.text, "almeno 47,5\u{a0}%, al più 67,5\u{a0}%");
}

fn roles(rows: &str) -> Made {
    let facts = format!(
        "profile.management_model,,Pubblico (gestione diretta)
        skills.roles
        | role | employer_kind | employer | skills | education | headcount |
        |---|---|---|---|---|---|
        {rows}"
    );
    Study::unanswered().fill("pu", "r1", &facts).made()
}

#[test]
fn blank_is_not_zero() {
    let made = roles(
        "| Analista | Provincia | P |  | Diploma | 3 |
         | Tecnico | Provincia | P |  | Diploma |  |
         | Legale | Provincia | P |  | Laurea STEM |  |
         | Autista | Provincia | P |  | Laurea magistrale | 0 |
         | Segretario | Provincia | P |  | Laurea (campo non indicato) | n.d. |
         | Usciere | Provincia | P |  | Diploma/Laurea | nessuno |",
    );
    let people = |row| made.cell("people_by_education", row, "pu/province");
    assert_eq!(people("diploma"), "almeno 3");
    assert_eq!(people("stem_degree"), "non risposto");
    assert_eq!(people("master_degree"), "0");
    assert_eq!(people("degree"), "n.d.");
    assert_eq!(people("mixed"), "0");
    assert_eq!(people("total"), "almeno 3");
    assert_eq!(made.cell("skills_summary", "people", "pu"), "almeno 3");
    assert_eq!(made.cell("skills_summary", "role_count", "pu"), "6");
    // Of Governance not a word was said.
    assert_eq!(made.cell("agreement_summary", "agreement.duration_years", "pu"), "non risposto");
    assert_eq!(made.cell("fte", "pu", ""), "non risposto");
}

#[test]
fn rows_of_which_nobody_knows_whether_they_pass_a_filter_widen_what_is_counted() {
    let facts = "profile.management_model,,Pubblico (gestione diretta)
        services.services
        | name | supply |
        |---|---|
        | Posta | A richiesta |
        | Rete | Compreso nella quota |
        | Cloud |  |
        | Sito | n.d. |";
    let made = Study::unanswered().fill("pu", "r1", facts).made();
    let line = |line| made.cell("services_summary", line, "pu");
    assert_eq!(line("services"), "4");
    assert_eq!(line("on_request"), "almeno 1, al più 3");
    assert_eq!(line("in_fee"), "almeno 1, al più 3");
    assert_eq!(line("additional"), "n.d., al più 2");
    // who asks of the empty ones knows which they are
    assert_eq!(line("supply_unknown"), "2");
    let list = made.cell("base_packages", "in_fee", "pu");
    assert_eq!(list, "Rete | di altre voci (2) non si sa se ne facciano parte");
    let cell = made.comparison("services_summary").cell("on_request", "pu").unwrap();
    assert!(cell[0].trace.cells.len() >= 3, "the rows that may count are in the trace");
}

#[test]
fn none_in_the_first_row_of_a_table_is_said_of_the_table() {
    let facts = "profile.management_model,,Pubblico (gestione diretta)
        services.services
        | name | supply |
        |---|---|
        | nessuno |  |
        services.phases
        | order | service | phase | steps |
        |---|---|---|---|
        |  | n.d. |  |  |
        governance.organs
        | name | functions |
        |---|---|
        | nessuno |  |";
    let made = Study::unanswered().fill("pu", "r1", facts).made();
    assert_eq!(made.cell("services_summary", "services", "pu"), "0");
    assert_eq!(made.cell("governance_summary", "organ_list", "pu"), "nessuno");
    assert_eq!(made.cell("services_summary", "phased", "pu"), "n.d.");
    let required: Vec<String> = lines(&made.findings)
        .into_iter()
        .filter(|line| line.contains("required-blank") && line.contains("riga"))
        .collect();
    assert_eq!(required, [""; 0]);
}

// M30
#[test]
fn the_message_of_a_time_line_counts_what_has_ended() {
    let message = REAL.comparison("agreement_validity").message.clone().unwrap().text;
    assert!(message.ends_with("già scadute alla data del rapporto: 3 su 3"), "{message}");
}

#[test]
fn people_of_several_classes_count_in_each_and_uncoded_words_are_counted_as_such() {
    let made = roles(
        "| Analista | Provincia | P | Informatiche, statistiche | Diploma | 3 |
         | Sistemista | Provincia | P | Informatiche | Diploma | 2 |
         | Indovino | Provincia | P | astrologia | Diploma | 1 |
         | Rabdomante | Provincia | P | rabdomanzia | Diploma | 4 |",
    );
    let people = |row| made.cell("people_by_skill_family", row, "pu/province");
    // The people whose skills are not yet coded may have these too.
    assert_eq!(people("it"), "almeno 5, al più 10");
    assert_eq!(people("statistical"), "almeno 3, al più 8");
    assert_eq!(people("empty_uncoded"), "5");
    let families = made.comparison("people_by_skill_family");
    let uncoded = families.rows.iter().find(|row| row.key == "empty_uncoded").unwrap();
    assert_eq!(uncoded.label.text, "da classificare");
    let findings = lines(&made.findings);
    let uncoded = findings.iter().filter(|line| line.contains("[uncoded]: «"));
    assert_eq!(uncoded.count(), 2, "{findings:?}");
    assert!(findings.iter().any(|line| line.contains("«astrologia» è da classificare")));
    let coded = families.cell("it", "pu/province").unwrap()[0].trace.clone();
    assert!(
        coded.steps.iter().any(|step| step.published().contains("skill_family.yaml")),
        "{coded:?}"
    );
}

/// Seven participants in two groups: four public ones, three in house.
pub(crate) fn seven() -> Study {
    let more = [("an", "042"), ("fm", "109"), ("ap", "044"), ("pg", "054")];
    let entry = |(id, code): &(&str, &str)| {
        format!(
            "  - id: {id}\n    name: Provincia {id}\n    short: {id}\n    \
             keys: {{ province_code: \"{code}\" }}\n"
        )
    };
    let entries: String = more.iter().map(entry).collect();
    let file = "questionnaire/participants.yaml";
    let mut study =
        Study::unanswered().edit(file, "participants:\n", &format!("participants:\n{entries}"));
    let (public, in_house) = ("Pubblico (gestione diretta)", "In house");
    for (id, model, years, people) in [
        ("pu", public, "2", "10"),
        ("an", public, "4", "20"),
        ("fm", public, "9", ""),
        ("ap", public, "", "40"),
        ("mc", in_house, "3", "5"),
        ("pg", in_house, "5", "7"),
        ("lc", in_house, "5", "9"),
    ] {
        let facts = format!(
            "profile.management_model,,{model}
            profile.manager_name,,Ente {id}
            agreement.duration_years,,{years}
            skills.roles
            | role | employer_kind | employer | education | headcount |
            |---|---|---|---|---|
            | Analista | Provincia | {id} | Diploma | {people} |"
        );
        study = study.fill(id, "r1", &facts);
    }
    study
}

#[test]
fn more_than_five_participants_are_shown_by_group() {
    let study = seven();
    let made = study.made();
    let summary = made.comparison("agreement_summary");
    let heads: Vec<&str> = summary.columns.iter().map(|head| head.label.as_str()).collect();
    assert_eq!(heads, ["Pubblico (gestione diretta) (4)", "In house (3)"]);
    let years = |group| made.cell("agreement_summary", "agreement.duration_years", group);
    assert_eq!(years("public"), "4 [2–9] (n = 3 di 4)");
    assert_eq!(years("in_house"), "5 [3–5] (n = 3 di 3)");
    let line = summary.rows.iter().find(|row| row.key == "agreement.duration_years").unwrap();
    assert_eq!(line.label.text, "Durata della convenzione (anni)");
    let card = |row| made.cell("centre_card", row, "public");
    assert_eq!(card("profile.management_model"), "Pubblico (gestione diretta): 4 di 4");
    assert_eq!(card("profile.manager_name"), "risposto da 4 di 4");
    assert_eq!(made.cell("skills_summary", "people", "public"), "20 [10–40] (n = 3 di 4)");
    assert_eq!(made.cell("people_by_education", "diploma", "public/province"), "almeno 70");
    assert_eq!(made.cell("people_by_education", "diploma", "in_house/province"), "21");
    assert!(made.document.chapters.len() > 10);
}

#[test]
fn five_participants_stand_side_by_side() {
    let study = seven();
    for id in ["fm", "ap"] {
        std::fs::remove_dir_all(study.root().join("responses").join(id)).unwrap();
    }
    let made = study.made();
    let keys = made.comparison("agreement_summary").columns.iter().map(|head| head.key.as_str());
    assert_eq!(keys.collect::<Vec<_>>(), ["an", "pg", "pu", "mc", "lc"]);
    assert_eq!(made.cell("agreement_summary", "agreement.duration_years", "an"), "4");
}

#[test]
fn one_participant_makes_a_report_that_names_those_who_are_missing() {
    let facts = super::study::transcription("pu");
    let made = Study::unanswered().transcribe("pu", &facts).made();
    let keys: Vec<&str> =
        made.comparison("centre_card").columns.iter().map(|head| head.key.as_str()).collect();
    assert_eq!(keys, ["pu"]);
    assert_eq!(made.cell("fte", "pu", ""), "6,3");
    let missing = "Mancano le risposte di 2 partecipanti: Macerata, Lecco.";
    assert!(made.document.notices.iter().any(|n| n == missing), "{:?}", made.document.notices);
    super::html::sound_page(&made.document);
}

#[test]
fn no_participant_at_all_makes_a_report_that_says_so_and_cannot_be_final() {
    let made = Study::unanswered().made();
    let missing = "Mancano le risposte di 3 partecipanti: Pesaro e Urbino, Macerata, Lecco.";
    assert!(made.document.notices.iter().any(|n| n == missing), "{:?}", made.document.notices);
    assert!(made.comparison("fte").rows.is_empty());
    let errors: Vec<&str> = made
        .refusals
        .iter()
        .filter(|finding| finding.severity == sestante::diag::Severity::Error)
        .map(|finding| finding.code.as_str())
        .collect();
    assert!(errors.contains(&"claim-not-true"), "{errors:?}");
    let undecided =
        made.judgements.iter().filter(|(_, judgement)| judgement.verdict == Verdict::NoData);
    assert!(undecided.count() > 10);
    super::html::sound_page(&made.document);
}
