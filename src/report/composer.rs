// SPDX-License-Identifier: EUPL-1.2
//! Fills what the templates left open: chapters and slides call tables, figures, values, claims
//! by a number, and get them as blocks and inlines of the document.

use super::block::{Block, Callout, Inline, Photograph, Target, plain};
use super::document::Chapter;
use super::markdown::{self, Piece};
use super::nodes::Maker;
use super::{defaults, frame};
use crate::comparison::{Comparison, Content, Judgement, Outcome};
use crate::datum::Decimal;
use crate::diag::{Code, Finding, Place, say};
use crate::figures;
use crate::locale;
use crate::pipeline::{Collected, Compared};
use crate::templates::{Call, Filler};
use std::collections::BTreeMap;

/// Puts chapters and slides together.
pub(super) struct Composer<'a> {
    pub(super) collected: &'a Collected,
    pub(super) compared: &'a Compared,
    pub(super) judgements: &'a BTreeMap<String, Judgement>,
    pub(super) filler: &'a Filler,
    pub(super) maker: Maker<'a>,
    /// The file whose text is being filled.
    pub(super) chapter: String,
}

impl<'a> Composer<'a> {
    pub(super) fn new(
        collected: &'a Collected,
        compared: &'a Compared,
        judgements: &'a BTreeMap<String, Judgement>,
        filler: &'a Filler,
        maker: Maker<'a>,
    ) -> Self {
        Composer { collected, compared, judgements, filler, maker, chapter: String::new() }
    }

    /// The chapter of a name.
    pub(super) fn chapter(&mut self, name: &str, text: &str) -> Chapter {
        self.chapter_of(&format!("report-templates/chapters/{name}.md"), name, text)
    }

    /// The chapter of a file; a title of its own goes before the given one.
    pub(super) fn chapter_of(&mut self, file: &str, title: &str, text: &str) -> Chapter {
        file.clone_into(&mut self.chapter);
        let (own, pieces) = markdown::parse(text);
        let title = own.unwrap_or_else(|| title.to_owned());
        let id = title.clone();
        let mut blocks = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Call(number) => {
                    if let Some(call) = self.filler.call(number) {
                        blocks.extend(self.block(&call));
                    }
                }
                Piece::Block(block) => {
                    blocks.extend(self.maker.nothing_to_show());
                    blocks.push(self.fill(block));
                }
            }
        }
        blocks.extend(self.maker.nothing_to_show());
        Chapter { id, title, blocks, annex: false }
    }

    /// A block with its inline placeholders filled.
    pub(super) fn fill(&mut self, block: Block) -> Block {
        match block {
            Block::Paragraph(inlines) => Block::Paragraph(self.fill_inlines(inlines)),
            Block::Heading { level, text, .. } => {
                let text = self.fill_inlines(text);
                let id = plain(&text);
                Block::Heading { level, id, text }
            }
            Block::List { ordered, items } => {
                let fill_all =
                    |item: Vec<Block>| item.into_iter().map(|block| self.fill(block)).collect();
                Block::List { ordered, items: items.into_iter().map(fill_all).collect() }
            }
            Block::Quote(blocks) => {
                Block::Quote(blocks.into_iter().map(|block| self.fill(block)).collect())
            }
            Block::Picture(shown) => self.picture(*shown),
            other => other,
        }
    }

    /// A picture of the study, drawn anew; its words where it cannot be read.
    fn picture(&mut self, shown: Photograph) -> Block {
        let bytes = self.collected.study.templates.pictures.get(&shown.file);
        if let Some(picture) = bytes.and_then(figures::photograph) {
            return Block::Picture(Box::new(Photograph { picture: Some(picture), ..shown }));
        }
        let place = Place::File(self.chapter.as_str().into());
        let args = [("file", shown.file.as_str())];
        self.maker.findings.push(Finding::new(Code::PictureUnreadable, place, &args));
        Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(shown.alternative)])])
    }

    /// A slot of the authors; one that is empty keeps the report from being final.
    fn slot(&mut self, call: &Call) -> Block {
        let block = frame::slot(&self.collected.study.templates, call);
        if let Block::Callout { kind: Callout::EmptySlot, title, .. } = &block {
            let id = call.arg("id").unwrap_or_default();
            let file = format!("report-templates/slots/{id}.md");
            let args = [("title", title.as_str()), ("file", &file)];
            let finding = Finding::new(Code::SlotEmpty, Place::File(file.as_str().into()), &args);
            self.maker.findings.push(finding.question(id));
        }
        if let Block::Callout { kind, title, blocks } = block {
            let filled = |block| match block {
                Block::Picture(shown) => self.picture(*shown),
                other => other,
            };
            let blocks = blocks.into_iter().map(filled).collect();
            return Block::Callout { kind, title, blocks };
        }
        block
    }

    fn fill_inlines(&mut self, inlines: Vec<Inline>) -> Vec<Inline> {
        let mut filled = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Link { to: Target::Call(number), .. } => {
                    if let Some(call) = self.filler.call(number) {
                        let inlines = self.inline(&call);
                        if let (Some(Inline::Text(words)), Some(Inline::Value(value))) =
                            (filled.last_mut(), inlines.first())
                        {
                            *words = locale::elided(words, &value.text);
                        }
                        filled.extend(inlines);
                    }
                }
                Inline::Link { to, text } => {
                    filled.push(Inline::Link { to, text: self.fill_inlines(text) });
                }
                Inline::Strong(inside) => filled.push(Inline::Strong(self.fill_inlines(inside))),
                Inline::Emphasis(inside) => {
                    filled.push(Inline::Emphasis(self.fill_inlines(inside)));
                }
                other => filled.push(other),
            }
        }
        filled
    }

    /// The blocks of a call that stands alone.
    pub(super) fn block(&mut self, call: &Call) -> Vec<Block> {
        let comparer = self.maker.comparer;
        let only = call.arg("participant");
        let spec = call.arg("id").and_then(|id| self.compared.declarations.comparison(id));
        match (call.name, spec) {
            ("table", Some(spec)) => {
                let comparison = comparer.compare(spec, only);
                self.maker.shown_table(&comparison, only)
            }
            ("figure", Some(spec)) => {
                let comparison = comparer.compare(spec, only);
                self.maker.shown_figure(&comparison, only)
            }
            ("origin", _) => self.origin(call.arg("participant").unwrap_or_default()),
            ("claim", _) => self.claims(|claim| Some(claim.id.as_str()) == call.arg("id")),
            ("claims", _) => {
                let section = call.arg("section");
                self.claims(|claim| claim.section.as_deref() == section)
            }
            ("questions", _) => defaults::questions(self.section(call.arg("section"))),
            ("section", _) => match self.section(call.arg("id")) {
                Some(section) => defaults::blocks(&mut self.maker, section),
                None => Vec::new(),
            },
            ("slot", _) => vec![self.slot(call)],
            _ => vec![Block::Paragraph(self.inline(call))],
        }
    }

    /// What a reader must know of a participant's answers, when there is anything.
    fn origin(&self, participant: &str) -> Vec<Block> {
        let origin = self.collected.answers.origins.get(participant);
        let note = origin.and_then(|origin| origin.note.clone());
        let text = note.map(|note| format!("{}.", note.trim_end_matches('.')));
        let block = |text| Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(text)])]);
        text.map(block).into_iter().collect()
    }

    fn section(&self, id: Option<&str>) -> Option<&'a crate::questionnaire::Section> {
        self.collected.study.questionnaire.section(id?)
    }

    /// The claims that are wanted, ours first.
    pub(super) fn claims(
        &mut self,
        wanted: impl Fn(&crate::study::ClaimSpec) -> bool,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut claims: Vec<_> =
            self.compared.declarations.claims.iter().filter(|claim| wanted(claim)).collect();
        claims.sort_by_key(|claim| claim.quoted_from.is_some());
        for claim in claims {
            if let Some(judgement) = self.judgements.get(&claim.id) {
                blocks.push(self.maker.claim(claim, judgement));
            }
        }
        blocks
    }

    /// A value or an answer inside a sentence; anything else cannot stand there.
    fn inline(&mut self, call: &Call) -> Vec<Inline> {
        let comparer = self.maker.comparer;
        match call.name {
            "answer" => {
                let question = call.arg("question").unwrap_or_default();
                let participant = call.arg("participant").unwrap_or_default();
                let outcome = with_unit_word(comparer.answer(&question.into(), participant));
                let label = comparer.questionnaire.question(question);
                let label = label.map_or(question, |question| &question.label);
                let key = format!("answer:{question}|{participant}");
                let outcomes = std::slice::from_ref(&outcome);
                self.maker.published.add(("answer", None), (question, participant), outcomes);
                self.maker.inline(&key, &[label], &[outcome])
            }
            "value" => self.value(call),
            name if call.is_block() => {
                let args = [("name", name), ("file", self.chapter.as_str())];
                let place = Place::File(self.chapter.as_str().into());
                let finding = Finding::new(Code::CallNotInline, place, &args);
                self.maker.findings.push(finding);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn value(&mut self, call: &Call) -> Vec<Inline> {
        let (id, row, column) = (
            call.arg("id").unwrap_or_default(),
            call.arg("row").unwrap_or_default(),
            call.arg("column").unwrap_or_default(),
        );
        let only = call.arg("participant");
        let Some(spec) = self.compared.declarations.comparison(id) else { return Vec::new() };
        let comparison = self.maker.comparer.compare(spec, only);
        match comparison.cell(row, column) {
            Some(outcomes) if !outcomes.is_empty() => {
                let outcomes: Vec<Outcome> = outcomes.to_vec();
                self.maker.published.add((id, only), (row, column), &outcomes);
                let key = format!("{id}|{}|{row}|{column}", only.unwrap_or_default());
                self.maker.inline(&key, &place(&comparison, row, column), &outcomes)
            }
            _ => {
                let args = [("id", id), ("row", row), ("column", column)];
                let place = Place::File(self.chapter.as_str().into());
                let finding = Finding::new(Code::ValueMissing, place, &args);
                self.maker.findings.push(finding);
                vec![Inline::Text(say("word-no-value"))]
            }
        }
    }
}

/// An answer that stands alone in a sentence, where no head says its unit: «5 anni».
fn with_unit_word(mut outcome: Outcome) -> Outcome {
    if let Content::Number { unit: Some(unit), number, .. } = &outcome.content
        && !outcome.text.ends_with(unit.as_str())
        && *number != Decimal::ONE
    {
        outcome.text = format!("{}\u{a0}{unit}", outcome.text);
    }
    outcome
}

/// Where a cell stands: title, row, column.
fn place<'a>(comparison: &'a Comparison, row: &'a str, column: &'a str) -> [&'a str; 3] {
    let line = comparison.rows.iter().find(|line| line.key == row);
    let head = comparison.columns.iter().find(|head| head.key == column);
    let row = line.map_or(row, |line| &line.label.text);
    [&comparison.title, row, head.map_or(column, |head| &head.label)]
}
