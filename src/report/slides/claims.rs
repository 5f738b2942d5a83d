// SPDX-License-Identifier: EUPL-1.2
//! The sentences of a section on slides: ours with their verdicts, those of the sources put to the
//! test.

use super::super::block::{
    Align, Block, Cell, Claim, Column, Content, Inline, Row, Table, Value, Verdict, plain,
};
use super::super::deck::{EntryClaims, EntryContent, SlideParagraph};
use super::builder::Builder;
use crate::diag::{say, say_with};

impl Builder<'_, '_> {
    /// The sentences of a section: ours in words, those of the sources also as a table.
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
        let caption = say_with("slide-quotations", &[("section", name)]);
        let claims = EntryClaims {
            own: own.iter().map(judged).map(SlideParagraph::dot).collect(),
            quoted: quoted.iter().map(put_to_the_test).map(SlideParagraph::dot).collect(),
            quotations: quotations(caption, &quoted),
        };
        self.add(title.unwrap_or(&head), EntryContent::Claims(Box::new(claims)));
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

fn quotations(caption: String, claims: &[Claim]) -> Table {
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
        caption,
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
