// SPDX-License-Identifier: EUPL-1.2
//! Puts the volumes together: their pages, the deck, the sources of their values.

use super::composer::Composer;
use super::document::{Chapter, Document};
use super::nodes::Maker;
use super::{annexes, chapters, defaults, frame, gate, slides};
use crate::comparison::Judgement;
use crate::diag::{Code, Error, Finding, Noted, Place};
use crate::pipeline::{Collected, Compared};
use crate::responses;
use crate::study::{Page, Settings, WordTemplate};
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
    let mut composer =
        Composer::new(collected, compared, &judgements, &filler, Maker::new(&comparer));
    // The volume with the most in it first: its numbers of tables are those of the workbook.
    let mut written = Vec::new();
    for volume in templates.volumes.iter().rev() {
        composer.maker.begin_volume();
        let one = |page| write(&mut composer, page, &chapters);
        let pages: Vec<Written> = volume.pages.iter().filter_map(one).collect();
        written.push((volume.kind, pages));
    }
    let deck = slides::compose(&mut composer, slides.as_ref());
    findings.append(&mut composer.maker.findings);
    findings.extend(slides.into_iter().flat_map(|slides| slides.numbers));
    let mut findings = each_once(findings);
    responses::waive_by(&collected.decisions.waivers, &mut findings);
    let word_template = word_template(&templates.settings, &mut findings);
    let mut volumes = Vec::new();
    for (kind, pages) in written {
        let quality = |page| match page {
            Written::Chapter(chapter) => chapter,
            Written::Quality => annexes::quality(&mut composer, &findings),
        };
        let chapters: Vec<Chapter> = pages.into_iter().map(quality).collect();
        volumes.push((kind, chapters));
    }
    let mut documents = frame::volumes(collected, volumes, composer.maker);
    if let Some(report) = documents.first_mut() {
        report.deck = deck;
    }
    for document in &mut documents {
        document.word_template.clone_from(&word_template);
    }
    Ok(Noted { value: documents, findings })
}

/// Two volumes may find the same.
fn each_once(found: Vec<Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in found {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

/// A page that is written, or will be when all findings are known.
enum Written {
    Chapter(Chapter),
    Quality,
}

fn write(
    composer: &mut Composer<'_>,
    page: &Page,
    chapters: &BTreeMap<String, String>,
) -> Option<Written> {
    let maker = &mut composer.maker;
    Some(match page {
        Page::Chapter { name, headline } => {
            let mut chapter = composer.chapter(name, chapters.get(name)?);
            let judgement = headline.as_ref().and_then(|id| composer.judgements.get(id));
            let headline = judgement.and_then(Judgement::headline);
            chapter.title = headline.unwrap_or(chapter.title);
            Written::Chapter(chapter)
        }
        Page::Section(id) => {
            let section = maker.comparer.questionnaire.section(id)?;
            Written::Chapter(defaults::chapter(maker, section))
        }
        Page::Answers => Written::Chapter(annexes::answers(maker)),
        Page::Quality => Written::Quality,
    })
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
