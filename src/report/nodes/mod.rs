// SPDX-License-Identifier: EUPL-1.2
//! Comparisons, answers and claims as nodes of the document.

mod table;

use super::block::{Block, Callout, Claim, Figure, Inline};
use super::defaults::Whose;
use super::published::Ledger;
use super::sources::Sources;
use crate::comparison::{
    ComparedRow, Comparer, Comparison, Judgement, Message, Outcome, Piece, Why,
};
use crate::diag::{Code, Finding, Place, say, say_with};
use crate::figures::{self, Chart, Drawing};
use crate::study::{ClaimSpec, Verdict};
use std::collections::BTreeMap;

/// Width for which figures are drawn, in pixels.
const WIDE: u32 = 760;
/// Width for a telephone.
const NARROW: u32 = 340;

/// Makes nodes and keeps what the document needs besides: numbers, sources, findings.
pub(super) struct Maker<'a> {
    pub(super) comparer: &'a Comparer<'a>,
    pub(super) sources: Sources,
    pub(super) published: Ledger,
    pub(super) findings: Vec<Finding>,
    tables: usize,
    figures: usize,
    /// Numbers of the comparisons that the report shows, by id and participant.
    pub(super) shown: BTreeMap<(String, String), Shown>,
    /// Comparisons asked for in which nothing is known, by how they are empty.
    nothing: Vec<(String, Vec<String>)>,
}

/// Numbers under which the report shows a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    pub(super) table: Option<usize>,
    pub(super) figure: Option<usize>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(comparer: &'a Comparer<'a>) -> Self {
        Maker {
            comparer,
            sources: Sources::default(),
            published: Ledger::default(),
            findings: Vec::new(),
            tables: 0,
            figures: 0,
            shown: BTreeMap::new(),
            nothing: Vec::new(),
        }
    }

    /// Begins a volume: its tables and figures have numbers of their own. Where a comparison is
    /// shown stays known from the first volume that shows it.
    pub(super) fn begin_volume(&mut self) {
        (self.tables, self.figures) = (0, 0);
    }

    /// Whose answers the default comparisons show.
    pub(super) fn whose(&self) -> Whose {
        if self.comparer.many { Whose::All } else { Whose::Each }
    }

    /// Where the report shows a comparison, to be filled in.
    fn shown_at(&mut self, comparison: &Comparison, only: Option<&str>) -> &mut Shown {
        let key = (comparison.id.clone(), only.unwrap_or_default().to_owned());
        self.shown.entry(key).or_default()
    }

    /// A comparison as a table, unless nothing in it is known: that is said together, in one line,
    /// by [`Maker::nothing_to_show`].
    pub(super) fn shown_table(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
    ) -> Vec<Block> {
        if self.leave_out(comparison) { Vec::new() } else { vec![self.table(comparison, only)] }
    }

    /// The same for a figure.
    pub(super) fn shown_figure(
        &mut self,
        comparison: &Comparison,
        only: Option<&str>,
    ) -> Vec<Block> {
        if self.leave_out(comparison) { Vec::new() } else { vec![self.figure(comparison, only)] }
    }

    pub(super) fn leave_out(&mut self, comparison: &Comparison) -> bool {
        if comparison.not_comparable.is_some() || comparison.not_printed.is_some() {
            return false;
        }
        let Some(state) = self.all_empty(comparison) else { return false };
        let title = say_with("word-quoted", &[("text", &comparison.bare_title)]);
        match self.nothing.iter_mut().find(|(known, _)| *known == state) {
            Some((_, titles)) => titles.push(title),
            None => self.nothing.push((state, vec![title])),
        }
        true
    }

    /// What was left out since the last time.
    pub(super) fn nothing_to_show(&mut self) -> Vec<Block> {
        let paragraph = |(state, titles): (String, Vec<String>)| {
            let args = [("state", state.as_str()), ("titles", &titles.join(", "))];
            let text = say_with("nothing-to-show", &args);
            Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(text)])])
        };
        std::mem::take(&mut self.nothing).into_iter().map(paragraph).collect()
    }

    /// In which way a comparison is empty, when nothing in it was answered.
    fn all_empty(&self, comparison: &Comparison) -> Option<String> {
        let written = |line: &ComparedRow| {
            !line.total && !line.label.is_empty() && !line.label.trace.cells.is_empty()
        };
        let known = |line: &ComparedRow| {
            line.cells.iter().flatten().any(|outcome| !outcome.is_empty()) || written(line)
        };
        if !comparison.side_by_side && comparison.rows.iter().all(|line| line.total) {
            let known = comparison.rows.iter().any(known);
            return (!known).then(|| self.comparer.state_of_none());
        }
        if comparison.rows.iter().any(written) {
            return None;
        }
        let mut cells = comparison.rows.iter().flat_map(|line| line.cells.iter().flatten());
        let first = cells.next()?;
        let same = |outcome: &Outcome| outcome.is_empty() && outcome.text == first.text;
        (same(first) && cells.all(same)).then(|| first.text.clone())
    }

    /// A comparison as a numbered table; the reason when it is not comparable.
    pub(super) fn table(&mut self, comparison: &Comparison, only: Option<&str>) -> Block {
        if let Some(reason) = &comparison.not_comparable {
            return self.not_comparable(comparison, reason);
        }
        if let Some(reason) = &comparison.not_printed {
            return Block::Paragraph(vec![Inline::Text(reason.clone())]);
        }
        self.tables += 1;
        let number = self.tables;
        self.shown_at(comparison, only).table.get_or_insert(number);
        let id = anchor("tabella", comparison, only);
        Block::Table(Box::new(self.table_node(comparison, only, id, number)))
    }

    fn not_comparable(&self, comparison: &Comparison, reason: &str) -> Block {
        let title = say_with("not-comparable", &[("title", &comparison.title)]);
        let blocks = vec![Block::Paragraph(vec![Inline::Text(reason.to_owned())])];
        Block::Callout { kind: Callout::Notice, title, blocks }
    }

    /// What a comparison says, or its title, with the participant that it is of.
    pub(super) fn headline(&mut self, comparison: &Comparison, only: Option<&str>) -> String {
        let title = match &comparison.message {
            Some(message) => {
                self.doubts(comparison, message);
                &message.text
            }
            None => &comparison.title,
        };
        match only.and_then(|id| self.comparer.questionnaire.participant(id)) {
            Some(participant) => format!("{title} – {}", participant.short),
            None => title.clone(),
        }
    }

    /// Tells, once, what a message cannot say.
    fn doubts(&mut self, comparison: &Comparison, message: &Message) {
        for doubt in &message.doubts {
            let code = match doubt.why {
                Why::Undecided => Code::MessageUndecided,
                Why::Tie => Code::MessageTie,
                Why::NoCell => Code::MessageNoCell,
            };
            let placeholder = format!("{{{}}}", doubt.placeholder);
            let said = ("said", doubt.said.as_str());
            let args = [("id", comparison.id.as_str()), ("placeholder", &placeholder)];
            let args = match doubt.why {
                Why::NoCell => args.to_vec(),
                Why::Undecided | Why::Tie => [&args[..], &[said]].concat(),
            };
            let finding = Finding::new(code, Place::Text(message.at.clone()), &args);
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    /// A comparison's figure with its data table; the table alone when nothing can be drawn.
    pub(super) fn figure(&mut self, comparison: &Comparison, only: Option<&str>) -> Block {
        if let Some(reason) = &comparison.not_comparable {
            return self.not_comparable(comparison, reason);
        }
        let Some(chart) = comparison.chart.as_ref().filter(|_| comparison.not_printed.is_none())
        else {
            let mut said = comparison.clone();
            said.notes.extend(comparison.undrawn.as_ref().map(|reason| undrawn(reason)));
            return self.table(&said, only);
        };
        self.figures += 1;
        let number = self.figures;
        self.shown_at(comparison, only).figure.get_or_insert(number);
        let id = anchor("figura", comparison, only);
        let data = self.table_node(comparison, only, format!("{id}-dati"), 0);
        let drawing = self.draw(comparison, chart, WIDE);
        let mut caption = comparison.caption.clone();
        if let Err(reason) = &drawing {
            caption = format!("{caption} {}", undrawn(reason));
        }
        let drawing = drawing.ok();
        let narrow = figures::draw(chart, NARROW).ok();
        let title = self.headline(comparison, only);
        let alternative = alternative(&title, &caption);
        Block::Figure(Box::new(Figure {
            id,
            number,
            title,
            caption,
            alternative,
            chart: chart.clone(),
            drawing,
            narrow,
            data,
        }))
    }

    /// The drawing, or the reason why there is none, which is found once.
    fn draw(
        &mut self,
        comparison: &Comparison,
        chart: &Chart,
        width: u32,
    ) -> Result<Drawing, String> {
        figures::draw(chart, width).inspect_err(|reason| {
            let args = [("id", comparison.id.as_str()), ("reason", reason.as_str())];
            let finding = Finding::new(Code::FigureFailed, Place::Nowhere, &args);
            self.findings.push(finding);
        })
    }

    /// One value inside a sentence.
    pub(super) fn inline(
        &mut self,
        key: &str,
        place: &[&str],
        outcomes: &[Outcome],
    ) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for (number, outcome) in outcomes.iter().enumerate() {
            if number > 0 {
                inlines.push(Inline::Text("; ".to_owned()));
            }
            let key = format!("{key}|{number}");
            inlines.push(Inline::Value(self.sources.value(&key, place, outcome)));
        }
        inlines
    }

    /// A claim with its verdict and what the answers allow.
    pub(super) fn claim(&mut self, spec: &ClaimSpec, judgement: &Judgement) -> Block {
        let label = say_with("claim-source", &[("id", &spec.id)]);
        let id = format!("claim:{}", spec.id);
        let sides = [("value", Some(&judgement.value)), ("other", judgement.other.as_ref())];
        for (side, outcome) in sides {
            let outcome = outcome.map(std::slice::from_ref).unwrap_or_default();
            self.published.add((&id, None), (side, ""), outcome);
        }
        let mut text = Vec::new();
        for (number, piece) in judgement.text.iter().enumerate() {
            match piece {
                Piece::Words(words) => text.push(Inline::Text(words.clone())),
                Piece::Value(outcome) => {
                    let key = format!("claim:{}|{number}", spec.id);
                    text.push(Inline::Value(self.sources.value(&key, &[&label], outcome)));
                }
            }
        }
        // a sentence of ours that holds says its values itself; the annex has its base
        let says_its_values = spec.quoted_from.is_none()
            && judgement.verdict == Verdict::Confirmed
            && text.iter().any(|inline| matches!(inline, Inline::Value(_)));
        if says_its_values
            && judgement.leaves_out
            && !judgement.sentence().contains(&judgement.base)
        {
            text.push(Inline::Text(say_with("claim-base-beside", &[("base", &judgement.base)])));
        }
        Block::Claim(Box::new(Claim {
            id: spec.id.clone(),
            text,
            quoted_from: spec.quoted_from.clone(),
            verdict: judgement.verdict,
            evidence: if says_its_values {
                Vec::new()
            } else {
                self.evidence(spec, judgement, &label)
            },
        }))
    }

    /// «Le risposte danno …; base …».
    pub(super) fn evidence(
        &mut self,
        spec: &ClaimSpec,
        judgement: &Judgement,
        label: &str,
    ) -> Vec<Inline> {
        let key = format!("claim:{}|value", spec.id);
        let mut evidence = vec![Inline::Text(say("claim-answers-give"))];
        evidence.push(Inline::Value(self.sources.value(&key, &[label], &judgement.value)));
        if let Some(other) = &judgement.other {
            let key = format!("claim:{}|other", spec.id);
            evidence.push(Inline::Text(say("claim-against")));
            evidence.push(Inline::Value(self.sources.value(&key, &[label], other)));
        }
        if !judgement.base.is_empty() {
            evidence.push(Inline::Text(say_with("claim-base-text", &[("base", &judgement.base)])));
        }
        evidence
    }
}

/// The anchor of a table or a figure: it names the comparison, so that a link survives when there
/// is one more before it.
fn anchor(kind: &str, comparison: &Comparison, only: Option<&str>) -> String {
    match only {
        Some(participant) => format!("{kind}-{}-{participant}", comparison.id),
        None => format!("{kind}-{}", comparison.id),
    }
}

/// That a figure is not drawn, and why.
pub(super) fn undrawn(reason: &str) -> String {
    format!("{}.", say_with("undrawn", &[("reason", reason)]).trim_end_matches('.'))
}

/// What a figure says to who does not see it.
pub(super) fn alternative(title: &str, caption: &str) -> String {
    say_with("figure-alternative", &[("title", title), ("caption", caption)])
}
