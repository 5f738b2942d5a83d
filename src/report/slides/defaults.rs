// SPDX-License-Identifier: EUPL-1.2
//! The deck of a study without `slides.yaml`: every section with its comparisons and sentences.

use super::super::defaults;
use super::builder::Builder;
use crate::datum::QuestionId;
use crate::study::{Shape, SideLine, Spec};

impl Builder<'_, '_> {
    pub(super) fn defaults(&mut self) {
        let compared = self.composer.compared;
        let comparer = self.composer.maker.comparer;
        let sections: Vec<String> = of_sections(&compared.declarations.comparisons, |id| {
            comparer.questionnaire.section(id).is_some()
        });
        for section in &comparer.questionnaire.sections {
            self.head(&section.title, None);
            let all = compared.declarations.comparisons.iter().zip(&sections);
            let own: Vec<&Spec> =
                all.filter(|(_, id)| **id == section.id).map(|(spec, _)| spec).collect();
            let telling: Vec<&Spec> = own
                .iter()
                .copied()
                .filter(|spec| spec.message.is_some() || spec.figure.is_some())
                .collect();
            for spec in if telling.is_empty() { &own } else { &telling } {
                let comparison = comparer.compare(spec, None);
                self.comparison(&comparison, None, None, true);
            }
            if own.is_empty() {
                for spec in defaults::specs(section, self.composer.maker.whose()) {
                    let comparison = comparer.compare(&spec, None);
                    self.comparison(&comparison, None, None, false);
                }
            }
            self.claims(&section.id, None);
        }
    }
}

/// The section that each comparison is about: that of the table it reads, or of its questions,
/// or of its file's name; else that of the comparison before it.
fn of_sections(specs: &[Spec], is_section: impl Fn(&str) -> bool) -> Vec<String> {
    let mut last = String::new();
    let first_part = |id: &str| QuestionId::from(id).section().to_owned();
    specs
        .iter()
        .map(|spec| {
            let mut candidates = vec![first_part(&spec.from)];
            if let Shape::SideBySide(lines) = &spec.shape {
                candidates.extend(lines.iter().map(|line| match line {
                    SideLine::Question(id) => id.section().to_owned(),
                    SideLine::Section(id) => id.clone(),
                    SideLine::Measure(measure) => first_part(&measure.part.from),
                }));
            }
            let file = spec.at.file.rsplit('/').next().unwrap_or_default();
            candidates.push(file.trim_end_matches(".yaml").to_owned());
            if let Some(found) = candidates.into_iter().find(|id| is_section(id)) {
                last = found;
            }
            last.clone()
        })
        .collect()
}
