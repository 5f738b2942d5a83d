// SPDX-License-Identifier: EUPL-1.2
//! What stands in a returned file outside the form: sheets of its own, words in other cells,
//! comments. None of it is an answer, and none of it is lost.

use super::sentence;
use crate::diag::{CellRef, Error, say, say_with};
use crate::form;
use crate::pipeline::Collected;
use crate::questionnaire::Participant;
use crate::responses::{self, Response};
use crate::workbook::{self, Comment, Raw, SheetCells, Workbook};
use std::collections::BTreeSet;

/// Most characters shown of one text.
const SHOWN: usize = 300;
/// Most texts listed of one kind and sheet; the rest is counted.
const LISTED: usize = 25;

/// Something out of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// What it is.
    pub kind: StrayKind,
    /// Where it stood in the returned file, as people see it.
    pub place: String,
    /// What it says.
    pub text: String,
}

/// What something out of its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayKind {
    /// A part of the form that had been changed; the new form has it as it was.
    Repaired,
    /// A sheet that the form does not have.
    Sheet,
    /// Words in a cell that is no answer's.
    Text,
    /// A comment on a cell.
    Comment,
}

impl StrayKind {
    /// The kind in words.
    pub fn label(self) -> String {
        say(match self {
            StrayKind::Repaired => "feedback-stray-repaired",
            StrayKind::Sheet => "feedback-stray-sheet",
            StrayKind::Text => "feedback-stray-text",
            StrayKind::Comment => "feedback-stray-comment",
        })
    }
}

/// Looks through the files from which the answers come.
pub(super) fn find(
    collected: &Collected,
    participant: &Participant,
    response: &Response,
    known: &[Stray],
) -> Result<Vec<Stray>, Error> {
    let layout = form::lay_out(&collected.questionnaire, participant, &response.stamp.round);
    let printed = Printed::of(&form::write(&collected.questionnaire, &layout)?)?;
    let mut stray = Vec::new();
    for file in files(response) {
        let path = collected.root.join(file);
        if !path.is_file() {
            // A finding of reading says so.
            continue;
        }
        let bytes = workbook::read(&path)?;
        let book = workbook::open_bytes(file, &bytes)?;
        let search = Search { collected, response, file, printed: &printed };
        stray.extend(search.sheets(&book));
        stray.extend(search.texts(&book));
        stray.extend(search.comments(&workbook::comments(file, &bytes)?));
    }
    // Findings of reading may have said the same already.
    stray.retain(|one| !known.iter().any(|k| (k.kind, &k.place) == (one.kind, &one.place)));
    Ok(stray)
}

/// The files that the answers come from.
fn files(response: &Response) -> BTreeSet<&str> {
    let rows = response.tables.values().flatten().flat_map(|row| &row.answers);
    let cells = response.grids.values().flat_map(|cells| cells.values());
    let data = response.answers.values().chain(rows).chain(cells);
    let cells = data.flat_map(|datum| &datum.trace.cells);
    cells.map(|at| &*at.file).chain([&*response.file]).collect()
}

/// What a form has on its sheets and in its notes before anybody writes in it.
struct Printed {
    texts: BTreeSet<String>,
    /// The printed cells of the sheets without questions: what they say may change with the study.
    cells: BTreeSet<(String, CellRef)>,
    notes: BTreeSet<String>,
}

impl Printed {
    fn of(blank: &[u8]) -> Result<Self, Error> {
        let book = workbook::open_bytes("", blank)?;
        let cells = book.sheets.iter().flat_map(|sheet| sheet.cells.values());
        let mut texts: BTreeSet<String> = cells.map(|cell| cell.written()).collect();
        // A form that went back has links to its first sheet.
        texts.extend(form::own_sheets());
        let own = form::own_sheets();
        let sheets =
            book.sheets.iter().filter(|sheet| own.iter().any(|name| **name == *sheet.name));
        let cells = sheets
            .flat_map(|sheet| sheet.cells.keys().map(|at| (sheet.name.to_string(), *at)))
            .collect();
        let notes = workbook::comments("", blank)?.into_iter().map(|c| squeezed(&c.text)).collect();
        Ok(Printed { texts, cells, notes })
    }
}

/// Without differences of blanks, which programs put into notes as they like.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Search<'a> {
    collected: &'a Collected,
    response: &'a Response,
    file: &'a str,
    printed: &'a Printed,
}

impl Search<'_> {
    /// Names of the sheets on which answers were read, and of the form's own.
    fn known(&self) -> BTreeSet<String> {
        let mut known: BTreeSet<String> = form::own_sheets().into_iter().collect();
        known.extend(self.answers().into_iter().map(|(sheet, _)| sheet.to_owned()));
        let sections = self.collected.questionnaire.sections.iter();
        known.extend(sections.map(|section| section.sheet.clone()));
        known
    }

    /// The cells of the answers, and those that a finding is about already.
    fn answers(&self) -> BTreeSet<(&str, CellRef)> {
        let rows = self.response.tables.values().flatten().flat_map(|row| &row.answers);
        let cells = self.response.grids.values().flat_map(|cells| cells.values());
        let data = self.response.answers.values().chain(rows).chain(cells);
        let own = data.flat_map(|datum| &datum.trace.cells).filter(|at| *at.file == *self.file);
        let findings = self.collected.findings.iter();
        let found = findings.filter_map(|finding| match &finding.place {
            crate::diag::Place::Cell(at) if *at.file == *self.file => Some(at),
            _ => None,
        });
        own.chain(found).map(|at| (&*at.sheet, at.cell)).collect()
    }

    fn sheets(&self, book: &Workbook) -> Vec<Stray> {
        let known = self.known();
        let foreign = book.sheets.iter().filter(|sheet| {
            !known.contains(&*sheet.name) && !sheet.cells.is_empty() && !is_copy(sheet, &known)
        });
        let one = |sheet: &SheetCells| {
            let n = sheet.cells.len().to_string();
            let texts: Vec<String> = sheet.cells.values().map(|cell| cell.written()).collect();
            let text = shortened(&squeezed(&texts.join(" · ")));
            Stray {
                kind: StrayKind::Sheet,
                place: sheet.name.to_string(),
                text: say_with("feedback-sheet-text", &[("n", &n), ("text", &text)]),
            }
        };
        foreign.map(one).collect()
    }

    /// Words on the form's sheets that neither the form prints nor an answer's cell holds. In a
    /// form of another version every word might be printed: there they are not looked for.
    fn texts(&self, book: &Workbook) -> Vec<Stray> {
        let now = &self.collected.questionnaire.hash;
        if responses::stamp(book).is_none_or(|stamp| stamp.hash != *now) {
            return Vec::new();
        }
        let (known, answers) = (self.known(), self.answers());
        let index = form::index_name();
        let mut stray = Vec::new();
        let sheets = book.sheets.iter().filter(|sheet| {
            known.contains(&*sheet.name) && *sheet.name != index && !sheet.name.starts_with('_')
        });
        for sheet in sheets {
            let is_stray = |(at, cell): &(&CellRef, &workbook::Cell)| {
                let text = cell.written();
                !cell.formula
                    && !matches!(cell.raw, Raw::Error(_))
                    && !text.is_empty()
                    && !self.printed.texts.contains(&text)
                    && !self.printed.cells.contains(&(sheet.name.to_string(), **at))
                    && !answers.contains(&(&*sheet.name, **at))
                    && !form::is_signed(&text)
            };
            let found: Vec<_> = sheet.cells.iter().filter(is_stray).collect();
            stray.extend(found.iter().take(LISTED).map(|(at, cell)| Stray {
                kind: StrayKind::Text,
                place: format!("{}, {at}", sheet.name),
                text: shortened(&cell.written()),
            }));
            stray.extend(rest(StrayKind::Text, &sheet.name, found.len()));
        }
        stray
    }

    fn comments(&self, comments: &[Comment]) -> Vec<Stray> {
        let own = |comment: &&Comment| {
            let text = squeezed(&comment.text);
            text.is_empty() || form::is_signed(&text) || self.printed.notes.contains(&text)
        };
        let found: Vec<&Comment> = comments.iter().filter(|comment| !own(comment)).collect();
        let mut stray: Vec<Stray> = found
            .iter()
            .take(LISTED)
            .map(|comment| Stray {
                kind: StrayKind::Comment,
                place: format!("{}, {}", comment.sheet, comment.cell),
                text: shortened(&comment.text),
            })
            .collect();
        stray.extend(rest(StrayKind::Comment, &say("feedback-whole-file"), found.len()));
        stray
    }
}

/// Whether a sheet is a copy that the program made of one of the form's: «2 Competenze (2)» has
/// a finding of its own.
fn is_copy(sheet: &SheetCells, known: &BTreeSet<String>) -> bool {
    let original = sheet.name.split(" (").next().unwrap_or_default();
    sheet.name.contains(" (") && known.contains(original)
}

fn rest(kind: StrayKind, place: &str, found: usize) -> Option<Stray> {
    let left = found.checked_sub(LISTED).filter(|left| *left > 0)?;
    let text = sentence(&say_with("feedback-stray-more", &[("n", &left.to_string())]));
    Some(Stray { kind, place: place.to_owned(), text })
}

fn shortened(text: &str) -> String {
    let mut short: String = text.trim().chars().take(SHOWN).collect();
    if short.len() < text.trim().len() {
        short.push('…');
    }
    short
}
