// SPDX-License-Identifier: EUPL-1.2
//! Puts the volumes together: their pages, the deck, the sources of their values.

use super::composer::Composer;
use super::deck::Deck;
use super::document::{Chapter, Document};
use super::nodes::Maker;
use super::{annexes, chapters, defaults, frame, gate, slides};
use crate::comparison::Judgement;
use crate::diag::{Code, Error, Finding, Noted, Place};
use crate::pipeline::{Collected, Compared};
use crate::responses;
use crate::study::{Page, Settings, VolumeKind, WordTemplate};
use std::collections::BTreeMap;

/// A document for each volume, the report first, and what `--final` would refuse: findings of
/// severity error.
///
/// # Errors
///
/// A template or declaration that cannot be used.
pub fn compose(collected: &Collected, compared: &Compared) -> Result<Noted<Vec<Document>>, Error> {
    let comparer = collected.comparer(compared);
    let templates = &collected.study.templates;
    let declarations = &compared.declarations;
    let filler = chapters::filler(templates, &comparer, &collected.findings);
    let chapters = chapters::render(templates, &filler)?;
    let slides = templates.slides.as_ref();
    let slides = slides.map(|slides| chapters::render_slides(slides, &filler)).transpose()?;
    let judgements: BTreeMap<String, Judgement> =
        declarations.claims.iter().map(|claim| (claim.id.clone(), comparer.judge(claim))).collect();
    let mut findings = gate::findings(collected);
    let numbers = templates.chapters.values().flat_map(|chapter| &chapter.numbers);
    findings.extend(numbers.cloned());
    findings.extend(refusals(compared, &judgements));
    let word_template = word_template(&templates.settings, &mut findings);
    let mut documents = Vec::new();
    for volume in &templates.volumes {
        let maker = Maker::new(&comparer);
        let mut composer = Composer::new(collected, compared, &judgements, &filler, maker);
        let one = |page| write(&mut composer, page, &chapters, &findings);
        let written = volume.pages.iter().filter_map(one).collect();
        let deck = match volume.kind {
            VolumeKind::Report => slides::compose(&mut composer, slides.as_ref()),
            VolumeKind::Technical => Deck::default(),
        };
        let mut maker = composer.maker;
        keep(&mut findings, std::mem::take(&mut maker.findings));
        let mut document = frame::document(collected, written, deck, maker);
        document.volume = volume.kind;
        document.word_template.clone_from(&word_template);
        documents.push(document);
    }
    findings.extend(slides.into_iter().flat_map(|slides| slides.numbers));
    responses::waive_by(&collected.decisions.waivers, &mut findings);
    Ok(Noted { value: documents, findings })
}

/// Adds what is new: two volumes may find the same.
fn keep(findings: &mut Vec<Finding>, found: Vec<Finding>) {
    for finding in found {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
}

/// A page; the findings are those so far, in all volumes.
fn write(
    composer: &mut Composer<'_>,
    page: &Page,
    chapters: &BTreeMap<String, String>,
    findings: &[Finding],
) -> Option<Chapter> {
    let maker = &mut composer.maker;
    match page {
        Page::Chapter(name) => {
            let text = chapters.get(name)?;
            Some(composer.chapter(name, text))
        }
        Page::Section(id) => {
            let section = maker.comparer.questionnaire.section(id)?;
            Some(defaults::chapter(maker, section))
        }
        Page::Answers => Some(annexes::answers(maker)),
        Page::Quality => {
            // What the slides find comes too late to be counted here.
            let mut so_far = [findings, &maker.findings].concat();
            responses::waive_by(&composer.collected.decisions.waivers, &mut so_far);
            Some(annexes::quality(composer, &so_far))
        }
    }
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
            ("value", &judgement.value.text),
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
