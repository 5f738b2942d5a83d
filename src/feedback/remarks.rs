// SPDX-License-Identifier: EUPL-1.2
//! Findings as remarks to who filled in the form: at which cells of the new form, what was
//! written, what was understood, what to do.

use super::exact::exact;
use super::stray::{Stray, StrayKind};
use crate::check;
use crate::comparison::word;
use crate::datum::{Datum, Empty, QuestionId, State};
use crate::diag::{
    CellAt, CellRef, Code, Finding, Permit, Place, Severity, Texts, Topic, say, say_with, texts,
};
use crate::form::{self, FormLayout, Slot, Spot};
use crate::questionnaire::{Item, Question, Questionnaire};
use crate::responses::{Refilled, Response};
use std::collections::BTreeMap;

/// What a finding is that is about no answer; none when an answer is to be looked at again.
fn out_of_place(finding: &Finding) -> Option<StrayKind> {
    match finding.code.topic() {
        Topic::StrayText => Some(StrayKind::Text),
        Topic::StrayComment => Some(StrayKind::Comment),
        Topic::StraySheet => Some(StrayKind::Sheet),
        Topic::Form if finding.severity != Severity::Error => Some(StrayKind::Repaired),
        _ => None,
    }
}

/// One thing that the participant is asked to look at again.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Its number, from 1.
    pub number: usize,
    /// How much it weighs.
    pub severity: Severity,
    /// The finding's code.
    pub code: Code,
    /// Title of the section.
    pub section: String,
    /// Code and label of the question.
    pub question: String,
    /// The cells of the new form, by sheet; the first is where to begin.
    pub cells: Vec<(String, CellRef)>,
    /// What was written.
    pub written: String,
    /// What was understood.
    pub understood: String,
    /// What is wrong.
    pub message: String,
    /// Why, when that is not plain.
    pub why: Option<String>,
    /// What to do.
    pub todo: String,
}

/// What was found, for the participant.
pub(super) struct Found {
    pub(super) remarks: Vec<Remark>,
    /// What stood outside the form, and what had been changed in it.
    pub(super) stray: Vec<Stray>,
}

/// Turns the findings about a response into remarks, in the order of the form.
pub(super) fn find(
    questionnaire: &Questionnaire,
    response: &Response,
    layout: &FormLayout,
    refilled: &Refilled,
    findings: &[Finding],
    permit: Permit,
) -> Found {
    let finder = Finder { questionnaire, layout, refilled, data: data(response) };
    let participant = response.stamp.participant.as_str();
    let own = |finding: &&Finding| finding.participant.as_deref() == Some(participant);
    let mut remarks: Vec<(Option<(usize, CellRef)>, Remark)> = Vec::new();
    let mut stray = Vec::new();
    for finding in findings.iter().filter(own) {
        if check::is_internal(questionnaire, finding) {
            continue;
        }
        if let Some(kind) = out_of_place(finding) {
            let said =
                finding.written(permit).filter(|_| kind != StrayKind::Repaired).map(str::to_owned);
            let text = said.unwrap_or_else(|| sentence(&texts(finding, permit).message));
            stray.push(Stray { kind, place: place(&finding.place), text });
            continue;
        }
        let remark = finder.remark(finding, permit);
        let at = remark.cells.first().and_then(|(sheet, cell)| {
            let sheet = layout.sheets.iter().position(|known| known.name == *sheet)?;
            Some((sheet, *cell))
        });
        remarks.push((at, remark));
    }
    // What has no cell comes last: `None` sorts first.
    remarks.sort_by_key(|(at, _)| (at.is_none(), *at));
    let numbered = remarks.into_iter().zip(1..);
    let remarks = numbered.map(|((_, remark), number)| Remark { number, ..remark }).collect();
    Found { remarks, stray }
}

/// Every answer by its cell.
fn data(response: &Response) -> BTreeMap<&CellAt, &Datum> {
    response.data().filter_map(|datum| Some((datum.trace.cells.first()?, datum))).collect()
}

/// A place in the returned file, as people see it there.
pub(super) fn place(place: &Place) -> String {
    match (place.sheet(), place.cell()) {
        (Some(sheet), Some(cell)) => format!("{sheet}, {cell}"),
        (Some(sheet), None) => sheet.to_owned(),
        _ => say("feedback-whole-file"),
    }
}

struct Finder<'a> {
    questionnaire: &'a Questionnaire,
    layout: &'a FormLayout,
    refilled: &'a Refilled,
    data: BTreeMap<&'a CellAt, &'a Datum>,
}

impl Finder<'_> {
    fn remark(&self, finding: &Finding, permit: Permit) -> Remark {
        let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|(p, _)| p));
        let mut spots: Vec<Spot> = Vec::new();
        for place in places {
            if let Place::Cell(at) = place
                && let Some(spot) = self.refilled.places.get(at)
                && !spots.contains(spot)
            {
                spots.push(spot.clone());
            }
        }
        if spots.is_empty() {
            spots.extend(finding.question.as_deref().and_then(|id| self.first_spot(id)));
        }
        let cells = spots.iter().filter_map(|spot| {
            let (sheet, cell) = self.layout.place(spot)?;
            Some((sheet.to_owned(), cell))
        });
        let cells: Vec<(String, CellRef)> = cells.collect();
        let datum = match &finding.place {
            Place::Cell(at) => self.data.get(at).copied(),
            _ => None,
        };
        let question = spots.first().and_then(|spot| self.question(spot));
        let written = finding.written(permit).filter(|text| !text.is_empty()).map(str::to_owned);
        let Texts { message, note, help } = texts(finding, permit);
        Remark {
            number: 0,
            severity: finding.severity,
            code: finding.code.clone(),
            section: self.section(&cells, finding),
            question: self.label(spots.first(), finding),
            cells,
            written: written
                .or_else(|| datum.map(|datum| datum.written.to_string()))
                .filter(|text| !text.is_empty())
                .unwrap_or_else(|| say("feedback-nothing-written")),
            understood: match (question, datum) {
                (Some(question), Some(datum)) => self.understood(question, datum),
                _ => "–".to_owned(),
            },
            message: sentence(&message),
            why: note.as_deref().map(sentence),
            todo: help.as_deref().map_or_else(|| say("feedback-look"), sentence),
        }
    }

    fn understood(&self, question: &Question, datum: &Datum) -> String {
        match &datum.state {
            State::Unreadable => say("feedback-not-read"),
            State::Empty(empty @ (Empty::Blank | Empty::NotInSource)) => say(word(*empty)),
            _ => exact(self.questionnaire, question, datum),
        }
    }

    fn question(&self, spot: &Spot) -> Option<&Question> {
        match spot {
            Spot::Question(id) | Spot::Row(id, _) => self.questionnaire.question(id),
            Spot::Cell(grid, ..) => self.questionnaire.answered(grid),
        }
    }

    /// Where to begin with a question, table, column or grid of which no cell was found.
    fn first_spot(&self, id: &str) -> Option<Spot> {
        self.layout.sheets.iter().flat_map(|sheet| &sheet.slots).find_map(|slot| match slot {
            Slot::Answer(slot) => (slot.question == id).then(|| Spot::Question(id.into())),
            Slot::Table(slot) => {
                let own = || slot.columns.iter().find(|column| *column == id);
                let asked = || {
                    let asked = |id: &&QuestionId| {
                        self.questionnaire.question(id).is_some_and(|q| q.printed.is_none())
                    };
                    (slot.table == id).then(|| slot.columns.iter().find(asked)).flatten()
                };
                own().or_else(asked).map(|column| Spot::Row(column.clone(), 1))
            }
            Slot::Grid(slot) => {
                let cell = format!("{}.", slot.grid);
                let own = slot.grid == id || id.starts_with(&cell);
                let first = (slot.rows.first()?.clone(), slot.columns.first()?.clone());
                own.then(|| Spot::Cell(slot.grid.clone(), first.0, first.1))
            }
        })
    }

    fn section(&self, cells: &[(String, CellRef)], finding: &Finding) -> String {
        let by_sheet = cells.first().and_then(|(name, _)| {
            let sheet = self.layout.sheets.iter().find(|sheet| sheet.name == *name)?;
            self.questionnaire.section(&sheet.section)
        });
        let by_question = || {
            let id = QuestionId::from(finding.question.as_deref()?);
            self.questionnaire.section(id.section())
        };
        by_sheet
            .or_else(by_question)
            .map(|section| format!("{} {}", section.code, section.title))
            .unwrap_or_else(|| say("feedback-whole-file"))
    }

    /// Code and label of the question, and which row of its table.
    fn label(&self, spot: Option<&Spot>, finding: &Finding) -> String {
        let labelled = |question: &Question| format!("{} {}", question.code, question.label);
        let id = finding.question.as_deref().unwrap_or_default();
        match spot {
            Some(Spot::Question(id)) => {
                self.questionnaire.question(id).map(labelled).unwrap_or_default()
            }
            Some(Spot::Row(id, row)) => {
                let table = self.questionnaire.table(id.table());
                let table = table.map(|table| table.label.as_str()).unwrap_or_default();
                let question = self.questionnaire.question(id).map(labelled).unwrap_or_default();
                let row = row.to_string();
                let args = [("question", question.as_str()), ("table", table), ("row", &row)];
                say_with("feedback-row", &args)
            }
            Some(Spot::Cell(grid, row, column)) => match self.questionnaire.item(grid) {
                Some(Item::Grid(grid)) => {
                    let of = |list: &str, id: &str| {
                        let list = self.questionnaire.choices.get(list);
                        list.map_or_else(|| id.to_owned(), |list| list.label(id).to_owned())
                    };
                    let (row, column) = (of(&grid.rows, row), of(&grid.columns, column));
                    format!("{} {}: {row}, {column}", grid.code, grid.label)
                }
                _ => String::new(),
            },
            None => match self.questionnaire.item(id) {
                Some(Item::Table(table)) => format!("{} {}", table.code, table.label),
                Some(Item::Grid(grid)) => format!("{} {}", grid.code, grid.label),
                _ => self
                    .questionnaire
                    .question(id)
                    .map(labelled)
                    .unwrap_or_else(|| place(&finding.place)),
            },
        }
    }
}

impl Remark {
    /// Its sign with its number: `▲ 3`.
    pub fn sign(&self) -> String {
        form::sign(self.severity, &[self.number])
    }

    /// What is said at a cell: sign and message on the first line, then why and what to do.
    pub fn text(&self) -> String {
        let word = say(&format!("feedback-severity-{}", self.severity.id()));
        let mut lines = vec![format!("{} · {word}. {}", self.sign(), self.message)];
        if let Some(why) = &self.why {
            lines.push(say_with("feedback-why", &[("why", why)]));
        }
        lines.push(say_with("feedback-todo", &[("todo", &self.todo)]));
        lines.join("\n")
    }
}

/// A text as a sentence: with a capital letter, and a full stop unless it ends with a sign.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let stop = if text.ends_with(['.', '!', '?', '…', ':']) { "" } else { "." };
    format!("{}{}{stop}", first.to_uppercase(), letters.as_str())
}
