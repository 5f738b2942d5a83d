// SPDX-License-Identifier: EUPL-1.2
//! The needs form that a Centre sends to its bodies every year: a second study in a folder of its
//! own, with no line of code.

use super::study::{Study, lines, lines_but, repository};

// M32
#[test]
fn the_collected_needs_are_counted_service_by_service() {
    let form = |connectivity: &str, interest: &str, pcs: &str| {
        format!(
            "current.renewed,connectivity/choice,{connectivity}
            current.numbers,connectivity/number,2
            current.pcs,,{pcs}
            new.interest,n02/wanted,{interest}
            applications.app1_name,,URBI
            applications.app1_anac8,,Sì"
        )
    };
    let study = Study::at(&repository().join("scheda-fabbisogni"))
        .fill(
            "lecco",
            "y2022",
            &form("Confermato", "\"Sì, rinnovo del servizio già attivato\"", "310"),
        )
        .fill("abbadia_lariana", "y2022", &form("Confermato", "No", "14"))
        .fill("valmadrera", "y2022", &form("Non confermato", "No", "n.d."));
    let made = study.made();
    assert_eq!(lines_but(&made.refusals, "participant-missing"), [""; 0]);
    assert_eq!(made.cell("renewals", "connectivity", "confirmed"), "2");
    assert_eq!(made.cell("renewals", "connectivity", "not_confirmed"), "1");
    assert_eq!(made.cell("interest", "n02", "renew"), "1");
    assert_eq!(made.cell("interest", "n02", "not_wanted"), "2");
    assert_eq!(made.cell("quantities", "connectivity", ""), "6");
    assert_eq!(made.cell("workstations", "all", ""), "almeno 324, al più 2.324");
    let found = lines(&made.findings).join("\n");
    assert!(found.contains("avviso[number-without-renewal]"), "{found}");
}
