// SPDX-License-Identifier: EUPL-1.2
//! What was found, counted for each participant.

use crate::answers::Answers;
use crate::datum::{Empty, State, columns};
use crate::diag::{Finding, Severity, say_count, say_with};
use crate::questionnaire::{Item, Questionnaire, Section};
use std::collections::BTreeMap;

/// The counts of one participant who answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Id of the participant.
    pub participant: String,
    /// Its short name.
    pub name: String,
    /// Findings that keep answers from being compared.
    pub errors: usize,
    /// Findings that somebody should look at.
    pub warnings: usize,
    /// Findings that are good to know.
    pub notes: usize,
    /// Findings that the study team lets stand.
    pub waived: usize,
    /// Questions, tables and grids with an answer; «nessuno» and «n.d.» are answers.
    pub answered: usize,
    /// Questions, tables and grids that concern this participant.
    pub asked: usize,
}

impl Summary {
    /// Questions that were left blank.
    pub fn blanks(&self) -> usize {
        self.asked.saturating_sub(self.answered)
    }

    /// The counts on one line: «Alfa: nessun errore, 3 avvisi, 2 non risposte».
    pub fn line(&self) -> String {
        let mut parts = vec![say_count("summary-errors", self.errors)];
        parts.push(say_count("summary-warnings", self.warnings));
        if self.notes > 0 {
            parts.push(say_count("summary-notes", self.notes));
        }
        if self.waived > 0 {
            parts.push(say_count("summary-waived", self.waived));
        }
        if self.blanks() > 0 {
            let (n, asked) = (self.blanks().to_string(), self.asked.to_string());
            parts.push(say_with("summary-blanks", &[("n", &n), ("asked", &asked)]));
        }
        format!("{}: {}", self.name, parts.join(", "))
    }
}

/// Counts findings and blanks of each participant who answered, in the study's order.
///
/// `findings` are those of all stages: of reading as well as of [`run`](super::run).
pub fn summary(
    questionnaire: &Questionnaire,
    answers: &Answers,
    findings: &[Finding],
) -> Vec<Summary> {
    let mut of: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(participant) = &finding.participant {
            of.entry(participant).or_default().push(finding);
        }
    }
    let answering = questionnaire.participants.iter().filter(|p| answers.has(&p.id));
    answering
        .map(|participant| {
            let id = participant.id.as_str();
            let own = of.get(id).map(Vec::as_slice).unwrap_or_default();
            let count = |severity| {
                own.iter().filter(|f| f.severity == severity && f.waived.is_none()).count()
            };
            let sections = questionnaire.sections.iter();
            let items: Vec<(&Item, bool)> =
                sections.flat_map(|section| answered_items(answers, id, section)).collect();
            Summary {
                participant: participant.id.clone(),
                name: participant.short.clone(),
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                notes: count(Severity::Note),
                waived: own.iter().filter(|finding| finding.waived.is_some()).count(),
                answered: items.iter().filter(|(_, answered)| *answered).count(),
                asked: items.len(),
            }
        })
        .collect()
}

/// The questions, tables and grids of a section that concern a participant, and whether each is
/// answered. All concern who has not answered at all.
pub fn answered_items<'a>(
    answers: &Answers,
    participant: &str,
    section: &'a Section,
) -> Vec<(&'a Item, bool)> {
    let has = answers.has(participant);
    let state = |item: &'a Item| {
        Some((item, if has { is_answered(answers, participant, section, item)? } else { false }))
    };
    section.items.iter().filter_map(state).collect()
}

/// Whether something was written for a question, a table or a grid; none when it does not concern
/// the participant.
fn is_answered(
    answers: &Answers,
    participant: &str,
    section: &Section,
    item: &Item,
) -> Option<bool> {
    let (table, wanted): (&str, Vec<&str>) = match item {
        Item::Question(question) => (&section.id, vec![&question.name]),
        Item::Table(table) => {
            let asked = table.columns.iter().filter(|column| column.printed.is_none());
            (&table.id, asked.map(|column| column.name.as_str()).collect())
        }
        Item::Grid(grid) => (&grid.id, vec![columns::VALUE]),
    };
    if answers.of_tables.contains_key(&(table.to_owned(), participant.to_owned())) {
        return Some(true);
    }
    let table = answers.tables.get(table)?;
    let positions: Vec<usize> = wanted.iter().filter_map(|name| table.position(name)).collect();
    let mut data = table
        .rows_of(participant)
        .flat_map(|row| positions.iter().filter_map(|at| row.data.get(*at)));
    if let Item::Question(_) = item {
        let datum = data.next()?;
        return (datum.state != State::Empty(Empty::NotApplicable)).then(|| !datum.is_blank());
    }
    Some(data.any(|datum| !datum.is_blank()))
}

#[cfg(test)]
mod tests {
    use super::summary;
    use crate::check::testing::TinyStudy;

    const QUESTIONS: &str = r#"
  - { id: name, type: text, label: Nome, required: true }
  - { id: model, type: choice, choices: kind, label: Modello }
  - { id: only, type: text, label: Solo, relevant: { question: s.model, is: [green] } }
  - id: roles
    type: table
    label: Figure
    row_label: role
    rows: 5
    columns:
      - { id: role, type: text, label: Figura }
"#;

    #[test]
    fn findings_and_blanks_are_counted_for_each_who_answered() {
        let study =
            TinyStudy::new(QUESTIONS, "", "").answers("alfa", &[("model", "red")], &[]).answers(
                "beta",
                &[("name", "B"), ("model", "green"), ("only", "n.d.")],
                &[("roles", &[&["nessuno"]])],
            );
        let findings = study.run().unwrap();
        let summaries = summary(&study.questionnaire, &study.build(), &findings);
        let lines: Vec<String> = summaries.iter().map(super::Summary::line).collect();
        assert_eq!(
            lines,
            [
                "Alfa: 1 errore, nessun avviso, 2 non risposte su 3 domande",
                "Beta: nessun errore, 1 avviso",
            ]
        );
    }
}
