// SPDX-License-Identifier: EUPL-1.2
//! Puts the document together: chapters, default chapters, annexes, sources.

use super::composer::Composer;
use super::document::{Chapter, Document};
use super::nodes::Maker;
use super::{annexes, chapters, defaults, frame, gate, slides};
use crate::comparison::Judgement;
use crate::diag::{Code, Error, Finding, Noted, Place};
use crate::pipeline::{Collected, Compared};
use crate::responses;
use crate::study::{Settings, WordTemplate};
use std::collections::BTreeMap;

/// A document, and what `--final` would refuse: findings of severity error.
///
/// # Errors
///
/// A template or declaration that cannot be used.
pub fn compose(collected: &Collected, compared: &Compared) -> Result<Noted<Document>, Error> {
    let comparer = collected.comparer(compared);
    let templates = &collected.study.templates;
    let declarations = &compared.declarations;
    let mut renderer = chapters::Renderer::new(&comparer, declarations, &collected.findings);
    let rendered = chapters::render(templates, &mut renderer)?;
    let wanted = templates.slides.as_ref();
    let wanted = wanted.map(|slides| chapters::render_slides(slides, &mut renderer)).transpose()?;
    let judgements: BTreeMap<String, Judgement> =
        declarations.claims.iter().map(|claim| (claim.id.clone(), comparer.judge(claim))).collect();
    let mut composer =
        Composer::new(collected, compared, &judgements, &renderer.calls, Maker::new(&comparer));
    let mut written: Vec<Chapter> = Vec::new();
    for (name, text) in &rendered.chapters {
        written.push(composer.chapter(name, text));
    }
    for section in &collected.study.questionnaire.sections {
        if !templates.settings.section_chapters.contains_key(&section.id) {
            written.push(defaults::chapter(&mut composer.maker, section));
        }
    }
    written.push(annexes::answers(&mut composer.maker));
    let mut findings = gate::findings(collected);
    findings.extend(rendered.findings);
    findings.extend(refusals(compared, &judgements));
    // What the slides find comes too late to be counted in the annex.
    let mut so_far = [&findings[..], &composer.maker.findings].concat();
    let waivers = &collected.decisions.waivers;
    responses::waive_by(waivers, &mut so_far);
    let annex = (&judgements, &so_far[..]);
    written.push(annexes::quality(&mut composer.maker, collected, compared, annex));
    let deck = slides::compose(&mut composer, wanted.as_ref());
    findings.extend(composer.maker.findings);
    findings.extend(wanted.into_iter().flat_map(|slides| slides.numbers));
    responses::waive_by(waivers, &mut findings);
    let sources = composer.maker.sources.into_list(&compared.answers);
    let published = composer.maker.published.into_list();
    let mut document = frame::document(collected, written, deck, sources, published);
    document.word_template = word_template(&templates.settings, &mut findings);
    Ok(Noted { value: document, findings })
}

/// The Word file that the study names; a finding where it cannot be read.
pub(super) fn word_template(
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Option<WordTemplate> {
    match settings.word_template.clone()? {
        Ok(template) => Some(template),
        Err(finding) => {
            findings.push(*finding);
            None
        }
    }
}

/// What `--final` refuses: assertions that do not hold, quotations judged otherwise than expected.
fn refusals(compared: &Compared, judgements: &BTreeMap<String, Judgement>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for claim in &compared.declarations.claims {
        let Some(judgement) = judgements.get(&claim.id).filter(|j| !j.publishable) else {
            continue;
        };
        let sentence = judgement.sentence();
        let compared = std::iter::once(&judgement.value).chain(&judgement.other);
        let cells: Vec<_> = compared.flat_map(|value| value.trace.cells.clone()).collect();
        let cells = super::cells::ranges(&cells);
        let cells = cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let expected = claim.expect.map(crate::study::Verdict::label).unwrap_or_default();
        let args = [
            ("sentence", sentence.as_str()),
            ("verdict", &judgement.verdict.label()),
            ("value", &judgement.sides()),
            ("cells", &cells),
        ];
        let place = Place::Text(claim.at.clone());
        let finding = match claim.quoted_from {
            Some(_) => {
                let args = [&args[..], &[("expected", &*expected)]].concat();
                Finding::new(Code::QuotationVerdict, place, &args)
            }
            None => Finding::new(Code::ClaimNotTrue, place, &args),
        };
        let finding = finding.value(&judgement.value.text).question(&claim.id);
        findings.push(if cells.is_empty() { finding } else { finding.worded("located") });
    }
    findings
}
