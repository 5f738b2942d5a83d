// SPDX-License-Identifier: EUPL-1.2
//! The slips of the source deck (end of the inventory) are found by checks that the study declares,
//! and are no longer found once they are mended.

use super::study::{REAL, Study, lines, repository};

/// Findings of a code about a participant, on one line each.
fn found(findings: &[String], participant: &str, code: &str) -> Vec<String> {
    let (file, code) = (format!("responses/{participant}/"), format!("[{code}]: "));
    let here = |line: &&String| line.starts_with(&file) && line.contains(&code);
    findings.iter().filter(here).cloned().collect()
}

fn is_declared(code: &str) {
    let questionnaire = sestante::study::questionnaire(repository()).unwrap().value;
    assert!(questionnaire.checks.iter().any(|check| check.code == code), "{code}");
}

/// The slip stands in the real answers as these lines, and is gone after the changes.
fn slip(participant: &str, code: &str, expected: &[&str], mended: &[(&str, &str, &str)]) {
    is_declared(code);
    assert_eq!(found(&lines(&REAL.findings), participant, code), expected);
    let study = Study::real().changed(participant, mended);
    assert_eq!(found(&study.check(), participant, code), [""; 0], "mended");
}

#[test]
fn nineteen_people_in_the_roles_and_eighteen_in_the_organisation() {
    slip(
        "pu",
        "people-differ",
        &["responses/pu/r1/01-….xlsx:3 Organizzazione!D71: avviso[people-differ]: le figure \
           professionali della Provincia contano 19 persone, l'organizzazione ne conta 18"],
        &[("organization.allocation.people", "1", "19")],
    );
}

#[test]
fn five_hundred_and_forty_thousand_and_one_inhabitants_are_in_no_band() {
    slip(
        "mc",
        "band-gap",
        &[
            "responses/mc/r1/01-….xlsx:5 Sostenibilità!E61: avviso[band-gap]: con 500 abitanti \
             non c'è nessuna fascia di prezzo",
            "responses/mc/r1/01-….xlsx:5 Sostenibilità!E70: avviso[band-gap]: con 40.001 \
             abitanti non c'è nessuna fascia di prezzo",
        ],
        &[
            ("sustainability.price_bands.to_excluded", "1", "No"),
            ("sustainability.price_bands.from_excluded", "11", "No"),
        ],
    );
}

#[test]
fn base_prices_stand_in_three_units() {
    is_declared("base-price-units-differ");
    for (participant, own, others) in [
        ("pu", "per abitante", "a forfait per fascia di abitanti, per postazione"),
        ("mc", "a forfait per fascia di abitanti", "per abitante, per postazione"),
        ("lc", "per postazione", "a forfait per fascia di abitanti, per abitante"),
    ] {
        let expected = format!(
            "responses/{participant}/r1/01-….xlsx:5 Sostenibilità!C14: \
             nota[base-price-units-differ]: il prezzo è {own}, quello degli altri centri è \
             {others}: gli importi non si confrontano direttamente"
        );
        let findings = lines(&REAL.findings);
        assert_eq!(found(&findings, participant, "base-price-units-differ"), [expected]);
    }
    let one = "profile.management_model,,Pubblico (gestione diretta)
        sustainability.tariffs
        | service | basis | amount |
        |---|---|---|
        | Servizi Base | Per abitante | 0.5 |";
    let study = Study::unanswered().fill("pu", "r1", one).fill("mc", "r1", one);
    let findings = study.check();
    assert!(!findings.iter().any(|line| line.contains("base-price-units-differ")), "{findings:?}");
}

#[test]
fn the_roles_of_the_partner_have_no_number() {
    is_declared("role-without-people");
    let findings = found(&lines(&REAL.findings), "lc", "role-without-people");
    let cells = (17..=23).map(|row| format!("2 Competenze!H{row}: nota[role-without-people]"));
    assert_eq!(findings.len(), 7);
    for (finding, cell) in findings.iter().zip(cells) {
        assert!(finding.starts_with(&format!("responses/lc/r1/01-….xlsx:{cell}")), "{finding}");
    }
    assert_eq!(found(&lines(&REAL.findings), "pu", "role-without-people"), [""; 0]);
    let study = Study::real().changed("lc", &[("skills.roles.headcount", "5", "1")]);
    assert_eq!(found(&study.check(), "lc", "role-without-people").len(), 6);
}

#[test]
fn the_base_package_of_macerata_is_not_what_its_agreement_covers() {
    slip(
        "mc",
        "covered-not-in-base",
        &[
            "responses/mc/r1/01-….xlsx:6 Convenzione!B30: avviso[covered-not-in-base]: la \
             convenzione di base copre «servizi applicativi», che nel catalogo non è tra i servizi \
             compresi nella quota",
            "responses/mc/r1/01-….xlsx:6 Convenzione!B31: avviso[covered-not-in-base]: la \
             convenzione di base copre «protocollo SUA», che nel catalogo non è tra i servizi \
             compresi nella quota",
        ],
        &[
            ("agreement.covered_services.service", "1", ""),
            ("agreement.covered_services.service", "2", ""),
        ],
    );
    is_declared("base-not-covered");
    let findings = found(&lines(&REAL.findings), "mc", "base-not-covered");
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let cell = "responses/mc/r1/01-….xlsx:1 Catalogo Servizi!B12: avviso[base-not-covered]: ";
    assert!(finding.starts_with(cell), "{finding}");
    for service in ["«Sito istituzionale del Comune»", "«Posta elettronica»"] {
        assert!(finding.contains(service), "{finding}");
    }
}

#[test]
fn pagopa_of_lecco_is_included_and_priced() {
    slip(
        "lc",
        "included-and-priced",
        &["responses/lc/r1/01-….xlsx:5 Sostenibilità!B22: avviso[included-and-priced]: «PagoPA \
           leccoGOV (tutte le causali di pamento)» ha un prezzo, ma lo stesso servizio risulta \
           compreso nella quota con «Portali specialistici (Segnalazioni online, PagoPa, Anagrafe \
           click e Geoportale catastale)»"],
        &[("sustainability.tariffs.basis", "9", "Compreso nella quota")],
    );
}

#[test]
fn a_workstation_of_lecco_is_two_things() {
    slip(
        "lc",
        "workstation-definitions-differ",
        &[
            "responses/lc/r1/01-….xlsx:5 Sostenibilità!C7: avviso[workstation-definitions-differ]: la \
           postazione è definita in due modi: «personal computer» nelle tariffe, «personal \
           computer e server locali» nella convenzione",
        ],
        &[("agreement.workstation", "", "personal computer")],
    );
}

#[test]
fn the_pnrr_support_of_pesaro_e_urbino_has_no_price() {
    slip(
        "pu",
        "service-without-price",
        &["responses/pu/r1/01-….xlsx:1 Catalogo Servizi!B23: avviso[service-without-price]: il \
           servizio «Supporto PNRR» si paga a parte ma non ha una riga tra le tariffe"],
        &[
            ("sustainability.tariffs.service", "9", "Supporto PNRR"),
            ("sustainability.tariffs.basis", "9", "A preventivo"),
        ],
    );
}

#[test]
fn no_finding_of_the_real_answers_is_an_error() {
    let errors: Vec<_> =
        REAL.findings.iter().filter(|f| f.severity == sestante::diag::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}
