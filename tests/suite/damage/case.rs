// SPDX-License-Identifier: EUPL-1.2
//! A filled form that is read well, and what must be so after somebody has damaged it.

use super::super::study::{Study, fact, repository, write};
use super::package::Book;
use sestante::datum::{Datum, Empty, State, Value};
use sestante::diag::{CellRef, Error, Finding, Noted, Permit, Place, texts};
use sestante::form::{self, FormLayout};
use sestante::questionnaire::{Item, Question, Questionnaire, Type};
use sestante::responses::{self, Response};
use sestante::workbook;
use std::collections::BTreeMap;

/// A filled form.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) questionnaire: Questionnaire,
    pub(super) layout: FormLayout,
    pub(super) bytes: Vec<u8>,
    pub(super) book: Book,
    pub(super) entries: Vec<Entry>,
    response: Response,
}

/// An answer that somebody gave.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) question: Question,
    pub(super) sheet: String,
    pub(super) cell: CellRef,
    pub(super) shown: String,
    pub(super) single: bool,
}

/// What somebody did to a file.
pub(super) struct Damage {
    pub(super) bytes: Vec<u8>,
    /// In words, for the message of a failing test.
    pub(super) what: String,
    /// What other cells mean now: sheet and cell of the undamaged file, and the answer.
    pub(super) means: Vec<(String, CellRef, String)>,
    /// Codes of findings, one of which must be there.
    pub(super) noted: Vec<&'static str>,
    pub(super) must: Must,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Must {
    /// Every answer is as it was.
    Equal,
    /// Every answer is as it was, or a finding names its cell.
    EqualOrNamed,
    /// The file is refused, with advice.
    Refused,
}

impl Damage {
    pub(super) fn of(book: &Book, must: Must, what: impl Into<String>) -> Self {
        Damage {
            bytes: book.bytes(),
            what: what.into(),
            means: Vec::new(),
            noted: Vec::new(),
            must,
        }
    }

    pub(super) fn noted(mut self, codes: &[&'static str]) -> Self {
        self.noted = codes.to_vec();
        self
    }

    pub(super) fn means(mut self, means: Vec<(String, CellRef, String)>) -> Self {
        self.means = means;
        self
    }
}

/// What became of a damaged file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Answers that differ and are named by a finding.
    pub(super) named: usize,
    pub(super) refused: bool,
    pub(super) problems: Vec<String>,
}

/// The three real returns and one with every question answered.
pub(super) fn all() -> Vec<Case> {
    let mut cases = vec![fictional()];
    let questionnaire = sestante::study::questionnaire(repository()).unwrap().value;
    for participant in ["pu", "mc", "lc"] {
        let folder = repository().join(format!("responses/{participant}/r1"));
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
        files.sort();
        let bytes = std::fs::read(&files[0]).unwrap();
        cases.push(Case::of(participant, questionnaire.clone(), participant, bytes));
    }
    cases
}

/// The study with every type of question, every one of them answered.
pub(super) fn fictional() -> Case {
    let questionnaire = Study::from("tipi").questionnaire();
    let file = repository().join("tests/studies/tipi/answers.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let facts: Vec<_> =
        reader.records().map(Result::unwrap).map(|r| fact(&r[0], &r[1], &r[2])).collect();
    let bytes = write(&questionnaire, "uno", "r1", &facts);
    Case::of("tipi", questionnaire, "uno", bytes)
}

/// What stands in a cell, in one word.
pub(super) fn shown(datum: &Datum) -> String {
    match &datum.state {
        State::Value(Value::Text(text)) => text.to_string(),
        State::Value(Value::Number(number)) => number.to_string(),
        State::Value(Value::Day(day)) => day.to_string(),
        State::Value(Value::YesNo(yes)) => yes.to_string(),
        State::Value(Value::Choice(id)) => id.to_string(),
        State::Value(Value::Choices(ids)) => ids.join("+"),
        State::Beyond(_) | State::Unreadable => format!("?{}", datum.written),
        State::Empty(Empty::Blank) => String::new(),
        State::Empty(empty) => format!("({})", empty.id()),
    }
}

impl Case {
    fn of(name: &str, questionnaire: Questionnaire, participant: &str, bytes: Vec<u8>) -> Self {
        let known = questionnaire.participant(participant).unwrap().clone();
        let layout = form::lay_out(&questionnaire, &known, "r1");
        let workbook = workbook::open_bytes(name, &bytes).unwrap();
        let noted = responses::read(&questionnaire, &layout, name, &workbook);
        let wrong: Vec<_> = noted
            .findings
            .iter()
            .filter(|f| f.severity > sestante::diag::Severity::Note)
            .map(|finding| sestante::diag::short(finding, Permit::COLLECTOR))
            .collect();
        assert!(wrong.is_empty() || name != "tipi", "{wrong:?}");
        let response = noted.value;
        let entries = entries(&questionnaire, &response);
        let book = Book::open(&bytes);
        Case { name: name.to_owned(), questionnaire, layout, bytes, book, entries, response }
    }

    /// Answers of these types.
    pub(super) fn of_types(&self, wanted: impl Fn(Type) -> bool) -> Vec<Entry> {
        self.entries.iter().filter(|entry| wanted(entry.question.kind)).cloned().collect()
    }

    /// Names of the sheets with questions.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.layout.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    pub(super) fn read(&self, bytes: &[u8]) -> Result<Noted<Response>, Error> {
        let workbook = workbook::open_bytes(&self.name, bytes)?;
        Ok(responses::read(&self.questionnaire, &self.layout, &self.name, &workbook))
    }

    /// Whether everything is as it must be.
    pub(super) fn judge(&self, damage: &Damage) -> Outcome {
        let noted = match self.read(&damage.bytes) {
            Ok(noted) => noted,
            Err(Error::User { help, message }) => {
                let mut outcome = Outcome { refused: true, ..Outcome::default() };
                if damage.must != Must::Refused || help.is_none() {
                    outcome.problems.push(format!("refused: {message}"));
                }
                return outcome;
            }
            Err(other) => panic!("{other:?}"),
        };
        let mut outcome = Outcome::default();
        if damage.must == Must::Refused {
            outcome.problems.push("not refused".to_owned());
        }
        let mut judge =
            Judge { case: self, damage, findings: &noted.findings, outcome: &mut outcome };
        judge.singles(&noted.value);
        judge.grids(&noted.value);
        judge.tables(&noted.value);
        if damage.must == Must::Equal && outcome.named > 0 {
            outcome.problems.push(format!("{} answers differ", outcome.named));
        }
        let codes: Vec<&str> = noted.findings.iter().map(|f| f.code.as_str()).collect();
        if !damage.noted.is_empty() && !damage.noted.iter().any(|code| codes.contains(code)) {
            outcome.problems.push(format!("none of {:?} in {codes:?}", damage.noted));
        }
        if !outcome.problems.is_empty() {
            let lines = noted
                .findings
                .iter()
                .map(|finding| sestante::diag::short(finding, Permit::COLLECTOR));
            outcome.problems.extend(lines.take(12).map(|line| format!("    {line}")));
        }
        outcome
    }
}

fn entries(questionnaire: &Questionnaire, response: &Response) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut add = |question: &Question, datum: &Datum, single: bool| {
        let Some(at) = datum.trace.cells.first() else { return };
        if !datum.written.is_empty() && question.printed.is_none() {
            found.push(Entry {
                question: question.clone(),
                sheet: at.sheet.to_string(),
                cell: at.cell,
                shown: shown(datum),
                single,
            });
        }
    };
    for item in questionnaire.sections.iter().flat_map(|section| &section.items) {
        match item {
            Item::Question(question) => {
                response
                    .answers
                    .get(&question.id)
                    .iter()
                    .for_each(|datum| add(question, datum, true));
            }
            Item::Grid(grid) => {
                for datum in response.grids[&grid.id].values() {
                    add(&grid.cell, datum, false);
                }
            }
            Item::Table(table) => {
                for row in &response.tables[&table.id] {
                    for (column, datum) in table.columns.iter().zip(row.answers.iter()) {
                        add(column, datum, false);
                    }
                }
            }
        }
    }
    found
}

/// Findings that say how the sheet was read, and name no answer.
const ABOUT_THE_WHOLE: [&str; 6] = [
    "anchor-moved",
    "columns-moved",
    "sheet-renamed",
    "sheet-hidden",
    "questionnaire-version",
    "cells-off-grid",
];

struct Judge<'a> {
    case: &'a Case,
    damage: &'a Damage,
    findings: &'a [Finding],
    outcome: &'a mut Outcome,
}

impl Judge<'_> {
    /// What is expected of an answer: what it was, or what the damaged cell means.
    fn expected(&self, datum: &Datum) -> String {
        let at = datum.trace.cells.first();
        let means = at.and_then(|at| {
            let mine = |m: &&(String, CellRef, String)| *m.0 == *at.sheet && m.1 == at.cell;
            self.damage.means.iter().find(mine)
        });
        means.map_or_else(|| shown(datum), |(_, _, shown)| shown.clone())
    }

    fn named(&self, question: &str, now: Option<&Datum>, was: &str) -> bool {
        let cell = now.and_then(|datum| datum.trace.cells.first());
        self.findings.iter().filter(|f| !ABOUT_THE_WHOLE.contains(&f.code.as_str())).any(
            |finding| {
                let places =
                    std::iter::once(&finding.place).chain(finding.related.iter().map(|r| &r.0));
                let here = |place: &Place| match (place, cell) {
                    (Place::Cell(at), Some(cell)) => at == cell,
                    _ => false,
                };
                let mut places = places.peekable();
                let whole = matches!(finding.place, Place::Sheet(..) | Place::File(..));
                let asked = finding.question.as_deref();
                let about = asked.is_some_and(|asked| {
                    question == asked || question.starts_with(&format!("{asked}."))
                });
                let sheet_lost = finding.code == "sheet-not-found" && {
                    let sheet =
                        self.case.layout.sheets.iter().find(|sheet| {
                            question.split('.').next() == Some(sheet.section.as_str())
                        });
                    sheet.is_some_and(|sheet| {
                        texts(finding, Permit::COLLECTOR).message.contains(&sheet.name)
                    })
                };
                sheet_lost
                    || places.any(here)
                    || about && (whole || now.is_none())
                    || about && !was.is_empty() && finding.written(Permit::COLLECTOR) == Some(was)
            },
        )
    }

    fn compare(&mut self, question: &str, was: &str, now: Option<&Datum>) {
        let shown_now = now.map(shown).unwrap_or_default();
        if was == shown_now {
            return;
        }
        if self.named(question, now, was) {
            self.outcome.named += 1;
        } else {
            let at = now.and_then(|d| d.trace.cells.first()).map(|at| at.cell.to_string());
            let at = at.unwrap_or_default();
            self.outcome
                .problems
                .push(format!("{question} {at}: «{was}» is «{shown_now}», unnamed"));
        }
    }

    fn singles(&mut self, response: &Response) {
        let before = &self.case.response.answers;
        for (id, datum) in before {
            let was = self.expected(datum);
            self.compare(id, &was, response.answers.get(id));
        }
        for id in response.answers.keys().filter(|id| !before.contains_key(*id)) {
            self.outcome.problems.push(format!("{id} was not there"));
        }
    }

    fn grids(&mut self, response: &Response) {
        for (id, before) in &self.case.response.grids {
            let empty = BTreeMap::new();
            let now = response.grids.get(id).unwrap_or(&empty);
            for (key, datum) in before {
                let was = self.expected(datum);
                self.compare(id, &was, now.get(key));
            }
        }
    }

    fn tables(&mut self, response: &Response) {
        for item in self.case.questionnaire.sections.iter().flat_map(|section| &section.items) {
            let Item::Table(table) = item else { continue };
            let before = &self.case.response.tables[&table.id];
            let mut before: Vec<(u32, Vec<String>)> = before
                .iter()
                .map(|row| {
                    let texts = row.answers.iter().map(|datum| self.expected(datum)).collect();
                    (row.sheet_row, texts)
                })
                .collect();
            let empty = Vec::new();
            let now = response.tables.get(&table.id).unwrap_or(&empty);
            let mut now: Vec<(u32, &[Datum])> =
                now.iter().map(|row| (row.sheet_row, row.answers.as_slice())).collect();
            // Rows may have changed places: those that are whole go first.
            now.retain(|(_, row)| {
                let texts: Vec<String> = row.iter().map(shown).collect();
                match before.iter().position(|(_, was)| *was == texts) {
                    Some(at) => {
                        before.remove(at);
                        false
                    }
                    None => true,
                }
            });
            // Then the most alike; of those that are equally so, the row in the same place.
            while let Some((was, is)) = most_alike(&before, &now) {
                let ((_, was), (_, row)) = (before.remove(was), now.remove(is));
                for (at, column) in table.columns.iter().enumerate() {
                    self.compare(&column.id, &was[at], Some(&row[at]));
                }
            }
            for (_, was) in before {
                for (at, column) in table.columns.iter().enumerate() {
                    self.compare(&column.id, &was[at], None);
                }
            }
            for (_, row) in now {
                for (column, datum) in table.columns.iter().zip(row) {
                    self.compare(&column.id, "", Some(datum));
                }
            }
        }
    }
}

/// The two rows that have most answers in common, if any have one.
fn most_alike(before: &[(u32, Vec<String>)], now: &[(u32, &[Datum])]) -> Option<(usize, usize)> {
    let mut best = (1, None);
    for (was_at, (was_row, was)) in before.iter().enumerate() {
        for (is_at, (is_row, is)) in now.iter().enumerate() {
            let alike = was.iter().zip(*is).filter(|(was, is)| **was == shown(is)).count();
            let score = alike * 2 + usize::from(was_row == is_row);
            if score > best.0 {
                best = (score, Some((was_at, is_at)));
            }
        }
    }
    best.1
}
