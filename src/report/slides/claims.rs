// SPDX-License-Identifier: EUPL-1.2
//! The sentences of a section on slides: ours with their verdicts, those of the sources put to the
//! test.

use super::super::deck::{Slide, SlideContent};
use super::super::document::{
    Align, Block, Cell, Claim, Column, Content, Inline, Row, Table, Value, Verdict, plain,
};
use super::{Builder, dot, fit, notes, part, slide, table, text_slides};
use crate::diag::{say, say_with};

impl Builder<'_, '_> {
    /// The sentences of a section: ours in words, those of the sources in a table.
    pub(super) fn claims(&mut self, section: &str, title: Option<&str>) {
        let blocks = self.composer.claims(|claim| claim.section.as_deref() == Some(section));
        let claims = blocks.into_iter().filter_map(|block| match block {
            Block::Claim(claim) => Some(*claim),
            _ => None,
        });
        let (quoted, own): (Vec<Claim>, Vec<Claim>) =
            claims.partition(|claim| claim.quoted_from.is_some());
        let known = self.composer.maker.comparer.questionnaire.section(section);
        let name = known.map_or(section, |section| section.title.as_str());
        let head = say_with("slide-claims", &[("section", name)]);
        let head = title.unwrap_or(&head);
        let all = own.iter().map(judged).chain(quoted.iter().map(put_to_the_test)).map(dot);
        let together = text_slides(head, &self.section, all.collect());
        if together.len() == 1 || quoted.is_empty() {
            self.slides.extend(together);
            return;
        }
        if !own.is_empty() {
            let paragraphs = own.iter().map(judged).map(dot).collect();
            let slides = text_slides(head, &self.section, paragraphs);
            self.slides.extend(slides);
        }
        let title = say_with("slide-quotations", &[("section", name)]);
        self.quotations(&title, &quoted);
    }

    fn quotations(&mut self, title: &str, claims: &[Claim]) {
        let data = quotations(title, claims);
        let parts = table::lay_out(&data, usize::MAX, &[]).parts;
        let count = parts.len();
        let mut rest = claims;
        for (at, laid) in parts.into_iter().enumerate() {
            let (here, after) = rest.split_at(laid.table.rows.len().min(rest.len()));
            rest = after;
            let texts = here.iter().flat_map(|claim| [&claim.text, &claim.evidence]);
            let values: Vec<&Value> = texts.flat_map(|text| notes::in_text(text)).collect();
            let sources = notes::of_values(values.into_iter());
            let content = SlideContent::Table(Box::new(laid));
            let (title, title_size) = fit::title(title, &part(at, count));
            let rest = slide("", &self.section, content);
            self.slides.push(Slide { title, title_size, sources, ..rest });
        }
    }
}

/// Our own sentence; its verdict when it does not simply hold.
fn judged(claim: &Claim) -> Vec<Inline> {
    let mut text = claim.text.clone();
    if claim.verdict != Verdict::Confirmed {
        text.push(Inline::Text(" – ".to_owned()));
        verdict(claim, &mut text);
    }
    text
}

/// A sentence of a source with its verdict.
fn put_to_the_test(claim: &Claim) -> Vec<Inline> {
    let source = claim.quoted_from.as_deref().unwrap_or_default();
    let mut text = vec![Inline::Text("«".to_owned())];
    text.extend(claim.text.iter().cloned());
    text.push(Inline::Text(format!("» ({source}) – ")));
    verdict(claim, &mut text);
    text
}

fn verdict(claim: &Claim, text: &mut Vec<Inline>) {
    text.push(Inline::Strong(vec![Inline::Text(claim.verdict.label())]));
    if !claim.evidence.is_empty() {
        text.push(Inline::Text(". ".to_owned()));
        text.extend(claim.evidence.iter().cloned());
    }
}

fn quotations(title: &str, claims: &[Claim]) -> Table {
    let value = |text: String| Value { text, content: Content::Text, source: None };
    let cell = |text: String| Cell { values: vec![value(text)], shade: None };
    let row = |claim: &Claim| Row {
        label: value(say_with("word-quoted", &[("text", &plain(&claim.text))])),
        group: None,
        cells: vec![
            cell(claim.quoted_from.clone().unwrap_or_default()),
            cell(claim.verdict.label()),
            cell(plain(&claim.evidence)),
        ],
        total: false,
    };
    let column = |key: &str| Column { label: say(key), align: Align::Left };
    Table {
        id: String::new(),
        number: 0,
        caption: title.to_owned(),
        spanners: Vec::new(),
        stub_head: say("slide-claim-head"),
        columns: ["slide-claim-source", "slide-claim-verdict", "slide-claim-evidence"]
            .map(column)
            .to_vec(),
        rows: claims.iter().map(row).collect(),
        even: false,
        base: None,
        notes: Vec::new(),
    }
}
