// SPDX-License-Identifier: EUPL-1.2
//! What the files of a round say together: six owners of six sections send six part-filled copies.
//!
//! - A later file replaces what it answers; a blank in it never takes an answer back, but «nessuno»
//!   and «n.d.» are answers.
//! - A form that went out with the answers of earlier files in it replaces them: what it says is no
//!   contradiction, and what was taken out of it is taken back, with a note.
//! - Rows that respondents write themselves belong together: the later table stands whole. Printed
//!   rows and grids are united cell by cell.
//! - Each answer keeps its own file and cell. Two files that say different things are a finding
//!   with both cells; answers are compared as they were understood, not as they were written.

use super::log::{Log, LogEntry};
use super::returned::KeptFile;
use crate::datum::{Datum, Origin, QuestionId, State, Value};
use crate::diag::{Code, Finding, Phrase, Place, Topic, say};
use crate::locale::fold;
use crate::questionnaire::{Question, Questionnaire, Table};
use crate::responses::response::{Response, ResponseRow, file_number};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Puts the answers of the files together; none when there is no file.
pub(super) fn unite(
    questionnaire: &Questionnaire,
    log: &Log,
    files: &[KeptFile],
    findings: &mut Vec<Finding>,
) -> Option<Arc<Response>> {
    sections_known(questionnaire, log, files, findings);
    let filled = |file: &&KeptFile| {
        file.response.answered(questionnaire).iter().any(|section| section.answered > 0)
    };
    let last = files.iter().rfind(filled).or_else(|| files.last())?;
    // A blank form that came after the answers says nothing, not even by its findings.
    let said: Vec<&KeptFile> = files.iter().filter(filled).collect();
    let said = if said.is_empty() { vec![last] } else { said };
    if let [file] = said[..]
        && file.entry.sections.is_empty()
    {
        still_there(&said, &file.response, findings);
        unanswered(&filled, files, last, findings);
        return Some(Arc::clone(&file.response));
    }
    let (first, later) = said.split_first()?;
    let mut whole = accepted(&first.response, &first.entry);
    for file in later {
        let response = accepted(&file.response, &file.entry);
        let (knows, later) = (response.knows, Arc::clone(&response.file));
        Union { questionnaire, whole: &mut whole, findings, knows, later }.add(response);
    }
    let renamed = said.iter().flat_map(|file| file.response.renamed.clone());
    whole.renamed = renamed.collect();
    whole.file = last.response.file.clone();
    whole.stamp = last.response.stamp.clone();
    let returned = said.iter().any(|file| file.entry.origin == Origin::Returned);
    whole.origin = if returned { Origin::Returned } else { Origin::Transcribed };
    let notes: BTreeSet<&String> = said.iter().filter_map(|f| f.entry.note.as_ref()).collect();
    let notes: Vec<&str> = notes.into_iter().map(String::as_str).collect();
    whole.note = (!notes.is_empty()).then(|| notes.join("; "));
    still_there(&said, &whole, findings);
    unanswered(&filled, files, last, findings);
    Some(Arc::new(whole))
}

/// What is to be said of files without an answer: that they are not as they came.
fn unanswered(
    filled: &impl Fn(&&KeptFile) -> bool,
    files: &[KeptFile],
    last: &KeptFile,
    findings: &mut Vec<Finding>,
) {
    let other = |file: &&KeptFile| !filled(file) && file.response.file != last.response.file;
    for file in files.iter().filter(other) {
        let kept = |finding: &&Finding| finding.code.topic() == Topic::Kept;
        findings.extend(file.findings.iter().filter(kept).cloned());
    }
}

/// The findings of the files that still stand: those about a cell only while its answer stands.
fn still_there(said: &[&KeptFile], whole: &Response, findings: &mut Vec<Finding>) {
    if let [file] = said {
        return findings.extend(file.findings.iter().cloned());
    }
    let cells: BTreeSet<_> = whole.data().flat_map(|datum| &datum.trace.cells).collect();
    for file in said {
        let own: BTreeSet<_> = file.response.data().flat_map(|datum| &datum.trace.cells).collect();
        let stands = |finding: &&Finding| match &finding.place {
            Place::Cell(at) => !own.contains(at) || cells.contains(at),
            _ => true,
        };
        findings.extend(file.findings.iter().filter(stands).cloned());
    }
}

/// A file's answers to the sections that are taken from it.
fn accepted(response: &Response, entry: &LogEntry) -> Response {
    let mut response = response.clone();
    if !entry.sections.is_empty() {
        let taken = |id: &QuestionId| entry.sections.iter().any(|known| known == id.section());
        response.answers.retain(|id, _| taken(id));
        response.tables.retain(|id, _| taken(id));
        response.grids.retain(|id, _| taken(id));
    }
    response
}

fn sections_known(
    questionnaire: &Questionnaire,
    log: &Log,
    files: &[KeptFile],
    findings: &mut Vec<Finding>,
) {
    let of_files = files.iter().flat_map(|file| {
        let place = Place::File(file.response.file.clone());
        file.entry.sections.iter().map(move |id| (id, place.clone()))
    });
    let of_validations = log.validated.iter().flat_map(|one| {
        let place = Place::Text(one.at.clone());
        one.sections.iter().map(move |id| (id, place.clone()))
    });
    for (id, place) in of_files.chain(of_validations) {
        if questionnaire.section(id).is_none() {
            let known = questionnaire.sections.iter().map(|section| section.id.as_str());
            let help = crate::yaml::did_you_mean(id, known);
            let finding = Finding::new(Code::SectionUnknown, place, &[("id", id)]);
            findings.push(finding.help(help));
        }
    }
}

struct Union<'a> {
    questionnaire: &'a Questionnaire,
    whole: &'a mut Response,
    findings: &'a mut Vec<Finding>,
    /// Number of the last file whose answers the later one carried.
    knows: Option<u32>,
    /// The later file.
    later: Arc<str>,
}

impl Union<'_> {
    /// Whether the later file went out with this answer in it.
    fn carried(&self, earlier: &Datum) -> bool {
        let number = earlier.trace.cells.first().and_then(|at| file_number(&at.file));
        number.is_some_and(|number| self.knows.is_some_and(|known| number <= known))
    }

    /// Notes that an answer which the form carried was taken out of it.
    fn taken_back(&mut self, id: Option<&str>, what: &str, earlier: &Datum, at: Place) {
        let finding = Finding::new(Code::AnswerTakenBack, at, &[("earlier", what)]);
        let finding = finding.also_at(place(self.whole, earlier), Phrase::plain("word-taken-back"));
        self.findings.push(match id {
            Some(id) => finding.question(id),
            None => finding,
        });
    }

    fn add(&mut self, later: Response) {
        for (id, datum) in later.answers {
            let question = self.questionnaire.question(&id);
            let earlier = self.whole.answers.remove(&id);
            let kept = self.one(question, earlier, datum);
            self.whole.answers.insert(id, kept);
        }
        for (id, cells) in later.grids {
            let question = self.questionnaire.answered(&id);
            let mut whole = self.whole.grids.remove(&id).unwrap_or_default();
            for (key, datum) in cells {
                let earlier = whole.remove(&key);
                whole.insert(key, self.one(question, earlier, datum));
            }
            self.whole.grids.insert(id, whole);
        }
        for (id, rows) in later.tables {
            let Some(table) = self.questionnaire.table(&id) else { continue };
            let earlier = self.whole.tables.remove(&id).unwrap_or_default();
            let rows = match table.printed {
                Some(_) => self.printed(table, earlier, rows),
                None => self.free(table, earlier, rows),
            };
            self.whole.tables.insert(id, rows);
        }
    }

    /// One answer out of two.
    fn one(&mut self, question: Option<&Question>, earlier: Option<Datum>, later: Datum) -> Datum {
        let Some(earlier) = earlier else { return later };
        if earlier.is_blank() {
            return later;
        }
        let carried = self.carried(&earlier) && !is_unasked(&later);
        if later.is_blank() && !carried {
            return earlier;
        }
        if later.is_blank() {
            let at = place(self.whole, &later);
            let id = question.map(|question| question.id.as_str());
            self.taken_back(id, &shown(question, &earlier), &earlier, at);
            return later;
        }
        if carried {
            return later;
        }
        if !same(&earlier, &later) {
            let args = [("earlier", shown(question, &earlier)), ("later", shown(question, &later))];
            let args: Vec<(&'static str, &str)> =
                args.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let finding = Finding::new(Code::AnswersDiffer, place(self.whole, &later), &args);
            let word = Phrase::new("word-earlier-answer", &args);
            let finding = finding.also_at(place(self.whole, &earlier), word);
            self.findings.push(match question {
                Some(question) => finding.question(&question.id),
                None => finding,
            });
        }
        later
    }

    /// Rows of their own words: the later ones stand whole.
    fn free(
        &mut self,
        table: &Table,
        earlier: Vec<ResponseRow>,
        mut later: Vec<ResponseRow>,
    ) -> Vec<ResponseRow> {
        let asked = |row: &&ResponseRow| row.answers.iter().any(|datum| !datum.is_blank());
        let first =
            earlier.iter().flat_map(|row| row.answers.iter()).find(|datum| !datum.is_blank());
        let carried = first.is_some_and(|first| self.carried(first));
        if !later.iter().any(|row| asked(&row)) {
            if let Some(first) = first.filter(|_| carried) {
                let at = Place::File(self.later.clone());
                self.taken_back(Some(&table.id), &table.label, first, at);
                return later;
            }
            return earlier;
        }
        if carried {
            fill_unasked(&earlier, &mut later);
            return later;
        }
        fill_unasked(&earlier, &mut later);
        let before: Vec<&ResponseRow> = earlier.iter().filter(asked).collect();
        let after: Vec<&ResponseRow> = later.iter().filter(asked).collect();
        let equal = before.len() == after.len()
            && before.iter().zip(&after).all(|(one, other)| {
                one.answers.iter().zip(other.answers.iter()).all(|(one, other)| same(one, other))
            });
        if !before.is_empty() && !equal {
            let first = |rows: &[&ResponseRow]| {
                rows.iter()
                    .flat_map(|row| row.answers.iter())
                    .find(|datum| !datum.is_blank())
                    .cloned()
            };
            let counts = [before.len().to_string(), after.len().to_string()];
            let args =
                [("label", table.label.as_str()), ("before", &counts[0]), ("after", &counts[1])];
            if let (Some(one), Some(other)) = (first(&before), first(&after)) {
                let finding = Finding::new(Code::TablesDiffer, place(self.whole, &other), &args);
                let word = Phrase::new("word-earlier-table", &args);
                let finding = finding.also_at(place(self.whole, &one), word);
                self.findings.push(finding.question(&table.id));
            }
        }
        later
    }

    /// Printed rows are united cell by cell; rows that were added below them are of their own words.
    fn printed(
        &mut self,
        table: &Table,
        earlier: Vec<ResponseRow>,
        later: Vec<ResponseRow>,
    ) -> Vec<ResponseRow> {
        let mut left = earlier;
        let mut rows = Vec::new();
        for mut row in later {
            if let Some(at) = left.iter().position(|other| same_printed(table, other, &row)) {
                let other = left.remove(at);
                let (one, other) = (other.answers.iter().cloned(), row.answers.iter().cloned());
                let united =
                    table.columns.iter().zip(one.zip(other)).map(|(column, (one, other))| {
                        match column.printed {
                            Some(_) if is_unasked(&other) => one,
                            Some(_) => other,
                            None => self.one(Some(column), Some(one), other),
                        }
                    });
                row.answers = Arc::new(united.collect());
            }
            rows.push(row);
        }
        rows.extend(left);
        rows
    }
}

/// Whether a form had no cell for an answer: one of another version has not all columns of now.
fn is_unasked(datum: &Datum) -> bool {
    datum.trace.cells.is_empty()
}

/// Whether two rows were printed with the same texts, as far as both forms printed them.
fn same_printed(table: &Table, one: &ResponseRow, other: &ResponseRow) -> bool {
    let answers = one.answers.iter().zip(other.answers.iter());
    let printed = table.columns.iter().zip(answers).filter(|(column, _)| column.printed.is_some());
    let mut known = printed.filter(|(_, (a, b))| !is_unasked(a) && !is_unasked(b)).peekable();
    known.peek().is_some() && known.all(|(_, (a, b))| text(a) == text(b))
}

/// Takes over what a later form of another version did not ask, where its rows are the same.
fn fill_unasked(earlier: &[ResponseRow], later: &mut [ResponseRow]) {
    let alike = |one: &ResponseRow, other: &ResponseRow| {
        let pairs = one.answers.iter().zip(other.answers.iter());
        pairs.filter(|(_, later)| !is_unasked(later)).all(|(one, other)| same(one, other))
    };
    let equal = earlier.len() == later.len()
        && earlier.iter().zip(later.iter()).all(|(one, other)| alike(one, other));
    if !equal {
        return;
    }
    for (before, row) in earlier.iter().zip(later) {
        for (one, other) in before.answers.iter().zip(Arc::make_mut(&mut row.answers)) {
            if is_unasked(other) {
                other.clone_from(one);
            }
        }
    }
}

/// Whether two answers say the same.
pub(super) fn same(one: &Datum, other: &Datum) -> bool {
    one.is_blank() && other.is_blank() || text(one) == text(other)
}

/// An answer for comparing, as it was understood.
pub(super) fn text(datum: &Datum) -> String {
    match &datum.state {
        _ if datum.is_blank() => String::new(),
        State::Value(Value::Text(words)) => format!("text {}", fold(words)),
        State::Value(Value::Number(number)) => format!("number {number}"),
        State::Value(Value::Day(day)) => format!("day {day}"),
        State::Value(Value::YesNo(yes)) => format!("{yes}"),
        State::Value(Value::Choice(_) | Value::Choices(_)) => {
            format!("choice {}", datum.choices().join("|"))
        }
        State::Beyond(_) | State::Unreadable => format!("words {}", fold(&datum.written)),
        State::Empty(empty) => format!("empty {}", empty.id()),
    }
}

/// An answer in a finding: what was written; what is never published stays unsaid.
pub(super) fn shown(question: Option<&Question>, datum: &Datum) -> String {
    match question {
        Some(question) if question.private => say("check-private"),
        _ => datum.written.to_string(),
    }
}

/// The cell of an answer, or the file when nothing says which cell it is.
pub(super) fn place(response: &Response, datum: &Datum) -> Place {
    match datum.trace.cells.first() {
        Some(at) => Place::Cell(at.clone()),
        None => Place::File(response.file.clone()),
    }
}
