// SPDX-License-Identifier: EUPL-1.2
//! The harness: a copy of a study in a folder of its own, filled by code.
//!
//! `Study::real().fill("pu", "r1", "…").check()` chains. Answers stand in the test as lines
//! `question,row,value` (the columns of `tests/transcription.csv`) or as a Markdown table under
//! the id of a question table. They are written into the form by `form::write_filled`, taken in by
//! `responses::import` and read back like any other file.

use sestante::comparison::{Comparison, Judgement};
use sestante::datum::{Day, Origin, QuestionId};
use sestante::diag::{self, Finding, Noted, Permit};
use sestante::edition::settle;
use sestante::form::{self, Entry, Filled, Spot};
use sestante::pipeline::{self, Collected};
use sestante::questionnaire::{Item, Questionnaire, Type};
use sestante::report::{self, Document};
use sestante::responses::{self, Arrival, Fate};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The repository, which is the study of the three Provinces.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One answer as the tests write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// Full id of a question, a table's column, or a grid.
    pub(crate) question: String,
    /// Row of a table from 1; `row/column` of a grid; empty for a single question.
    pub(crate) row: String,
    /// Numbers with a dot, days as `2022-12-31`, everything else as people type it.
    pub(crate) value: String,
}

/// A study in a folder that is removed at the end of the test.
pub(crate) struct Study {
    root: PathBuf,
}

impl Drop for Study {
    fn drop(&mut self) {
        // A folder left behind harms nobody.
        let _ = fs::remove_dir_all(&self.root);
    }
}

impl Study {
    /// A copy of the study of this repository, responses included.
    pub(crate) fn real() -> Self {
        Study::copy(repository())
    }

    /// The same without a single response.
    pub(crate) fn unanswered() -> Self {
        let study = Study::real();
        fs::remove_dir_all(study.root.join("responses")).unwrap();
        study
    }

    /// A copy of the study of this repository with texts made up for the authors' slots, so that
    /// nothing keeps its report from being final.
    pub(crate) fn with_authors() -> Self {
        let study = Study::real();
        let slots = study.root.join("report-templates/slots");
        copy_folder(&repository().join("tests/final/slots"), &slots);
        study
    }

    /// A copy of a study of `tests/studies/`.
    #[allow(dead_code, reason = "for studies of another shape")]
    pub(crate) fn from(case: &str) -> Self {
        Study::copy(&repository().join("tests/studies").join(case))
    }

    /// A copy of the study in a folder.
    pub(crate) fn at(folder: &Path) -> Self {
        Study::copy(folder)
    }

    /// An empty folder, for a study that the test writes.
    pub(crate) fn empty() -> Self {
        Study::copy(Path::new("/nonexistent"))
    }

    fn copy(from: &Path) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sestante-suite-{}-{number}", std::process::id());
        let root = std::env::temp_dir().join(name);
        for folder in ["questionnaire", "responses", "report-templates"] {
            copy_folder(&from.join(folder), &root.join(folder));
        }
        Study { root }
    }

    /// The study's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Replaces a text that stands in a file of the study.
    pub(crate) fn edit(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no «{from}»");
        fs::write(path, text.replace(from, to)).unwrap();
        self
    }

    /// The study's questionnaire.
    pub(crate) fn questionnaire(&self) -> Questionnaire {
        sestante::study::questionnaire(&self.root)
            .unwrap_or_else(|error| panic!("{}", told(&error)))
            .value
    }

    /// A form filled in by a participant; it replaces what was there for the round.
    pub(crate) fn fill(self, participant: &str, round: &str, facts: &str) -> Self {
        let questionnaire = self.questionnaire();
        let facts = parse(&questionnaire, facts);
        self.put(&questionnaire, (participant, round), &facts, Origin::Returned)
    }

    /// One more form filled in by a participant, received on a day beside what is there.
    pub(crate) fn returns(self, participant: &str, round: &str, on: &str, facts: &str) -> Self {
        let bytes = self.filled(participant, round, facts);
        let arrival = Arrival::on(day(on), Origin::Returned);
        self.receives(&format!("{participant}.xlsx"), &bytes, &arrival)
    }

    /// The form of a participant, filled in, which nobody has sent yet.
    pub(crate) fn filled(&self, participant: &str, round: &str, facts: &str) -> Vec<u8> {
        let questionnaire = self.questionnaire();
        let facts = parse(&questionnaire, facts);
        write(&questionnaire, participant, round, &facts)
    }

    /// A file that arrives under a name.
    pub(crate) fn receives(self, name: &str, bytes: &[u8], arrival: &Arrival<'_>) -> Self {
        let questionnaire = self.questionnaire();
        let file = self.root.join(name);
        fs::write(&file, bytes).unwrap();
        let imported = responses::import(&self.root, &questionnaire, &[file], arrival).unwrap();
        assert!(matches!(imported[0].fate, Fate::Kept(_)), "{imported:?}");
        self
    }

    /// Writes a text at the end of a file of the study.
    pub(crate) fn append(self, file: &str, text: &str) -> Self {
        let path = self.root.join(file);
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, before + text).unwrap();
        self
    }

    /// Runs the program in the study; its status, and what it said on both ways.
    pub(crate) fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        self.output(assert_cmd::Command::new(env!("CARGO_BIN_EXE_sestante")).args(arguments))
    }

    /// Runs the program on a screen of so many columns.
    pub(crate) fn run_in(&self, columns: usize, arguments: &[&str]) -> (i32, String, String) {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_sestante"));
        self.output(command.env("COLUMNS", columns.to_string()).args(arguments))
    }

    fn output(&self, command: &mut assert_cmd::Command) -> (i32, String, String) {
        let output = command.current_dir(&self.root).output().unwrap();
        let text = |bytes: Vec<u8>| unhashed(&String::from_utf8(bytes).unwrap());
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    /// A form filled in by the study team from a document, as those of the three Provinces are.
    pub(crate) fn transcribe(self, participant: &str, facts: &[Fact]) -> Self {
        let questionnaire = self.questionnaire();
        let round = questionnaire.study.rounds[0].id.clone();
        self.put(&questionnaire, (participant, &round), facts, Origin::Transcribed)
    }

    /// The participant's transcribed answers with some of them changed; an empty value blanks one.
    pub(crate) fn changed(self, participant: &str, changes: &[(&str, &str, &str)]) -> Self {
        let mut facts = transcription(participant);
        for (question, row, value) in changes {
            facts.retain(|fact| fact.question != *question || fact.row != *row);
            if !value.is_empty() {
                facts.push(fact(question, row, value));
            }
        }
        self.transcribe(participant, &facts)
    }

    fn put(
        self,
        questionnaire: &Questionnaire,
        (participant, round): (&str, &str),
        facts: &[Fact],
        origin: Origin,
    ) -> Self {
        let bytes = write(questionnaire, participant, round, facts);
        let folder = self.root.join("responses").join(participant).join(round);
        // Nothing may be there yet.
        let _ = fs::remove_dir_all(folder);
        let file = self.root.join(format!("{participant}.xlsx"));
        fs::write(&file, bytes).unwrap();
        let (received, note) = (day("2022-07-15"), "Trascrizione dal documento del 2022");
        let note = (origin == Origin::Transcribed).then_some(note);
        let files = [file];
        let arrival = Arrival { note, ..Arrival::on(received, origin) };
        let imported = responses::import(&self.root, questionnaire, &files, &arrival).unwrap();
        assert!(matches!(imported[0].fate, Fate::Kept(_)), "{imported:?}");
        self
    }

    /// Reads and checks the study.
    pub(crate) fn collect(&self) -> Collected {
        pipeline::collect(&self.root).unwrap_or_else(|error| panic!("{}", told(&error)))
    }

    /// All findings, from reading to checking, each on one line.
    pub(crate) fn check(&self) -> Vec<String> {
        lines(&self.collect().findings)
    }

    /// The volume of the report with the most in it, and what `--final` would refuse.
    pub(crate) fn compose(&self) -> Noted<Document> {
        let collected = self.collect();
        let compared = collected.compare().unwrap_or_else(|error| panic!("{}", told(&error)));
        let noted = report::compose(&collected, &compared);
        whole(noted.unwrap_or_else(|error| panic!("{}", told(&error))))
    }

    /// The volume that people read, with the slides.
    pub(crate) fn report(&self) -> Document {
        let collected = self.collect();
        let compared = collected.compare().unwrap_or_else(|error| panic!("{}", told(&error)));
        let noted = report::compose(&collected, &compared);
        noted.unwrap_or_else(|error| panic!("{}", told(&error))).value.remove(0)
    }

    /// The report as one page of HTML.
    pub(crate) fn report_html(&self) -> String {
        html(&self.compose().value)
    }

    /// Everything that tests look at, made once.
    pub(crate) fn made(&self) -> Made {
        let collected = self.collect();
        let compared = collected.compare().unwrap_or_else(|error| panic!("{}", told(&error)));
        let noted = report::compose(&collected, &compared)
            .unwrap_or_else(|error| panic!("{}", told(&error)));
        let report = noted.value.first().expect("a volume").clone();
        let whole = whole(noted);
        let comparer = collected.comparer(&compared);
        let mut comparisons = Vec::new();
        for spec in &compared.declarations.comparisons {
            comparisons.push((None, comparer.compare(spec, None)));
            for id in comparer.answered() {
                comparisons.push((Some(id.to_owned()), comparer.compare(spec, Some(id))));
            }
        }
        let judge = |claim| comparer.judge(claim);
        let claims = &compared.declarations.claims;
        Made {
            judgements: claims.iter().map(|claim| (claim.id.clone(), judge(claim))).collect(),
            findings: collected.findings.clone(),
            report,
            document: whole.value,
            refusals: whole.findings,
            comparisons,
        }
    }
}

/// What came out of a study.
pub(crate) struct Made {
    /// From reading to checking.
    pub(crate) findings: Vec<Finding>,
    /// The volume that people read, with the slides.
    pub(crate) report: Document,
    /// The volume with the most in it.
    pub(crate) document: Document,
    /// What the report says of itself; errors are what `--final` refuses.
    pub(crate) refusals: Vec<Finding>,
    /// Every comparison: of all participants, and of each one.
    pub(crate) comparisons: Vec<(Option<String>, Comparison)>,
    /// Every claim's verdict, by id.
    pub(crate) judgements: Vec<(String, Judgement)>,
}

impl Made {
    /// A comparison of all participants.
    pub(crate) fn comparison(&self, id: &str) -> &Comparison {
        let of_all = |made: &&(Option<String>, Comparison)| made.0.is_none() && made.1.id == id;
        &self.comparisons.iter().find(of_all).unwrap_or_else(|| panic!("no comparison {id}")).1
    }

    /// The texts of a cell, by the keys of its row and column.
    pub(crate) fn cell(&self, comparison: &str, row: &str, column: &str) -> String {
        let comparison = self.comparison(comparison);
        let cell = comparison.cell(row, column);
        let rows: Vec<&str> = comparison.rows.iter().map(|row| row.key.as_str()).collect();
        let columns: Vec<&str> = comparison.columns.iter().map(|head| head.key.as_str()).collect();
        let cell = cell.unwrap_or_else(|| panic!("no {row}|{column} in {rows:?} {columns:?}"));
        cell.iter().map(|outcome| outcome.text.as_str()).collect::<Vec<_>>().join(" | ")
    }

    /// A claim's verdict.
    pub(crate) fn judgement(&self, id: &str) -> &Judgement {
        let found = self.judgements.iter().find(|(known, _)| known == id);
        &found.unwrap_or_else(|| panic!("no claim {id}")).1
    }
}

/// The real study, made once for all tests.
pub(crate) static REAL: LazyLock<Made> = LazyLock::new(|| Study::real().made());

/// The page of a report.
pub(crate) fn html(document: &Document) -> String {
    sestante::export::html::write(&settle(document))
}

/// Findings, each on one line; a kept file is named by its participant and round alone.
pub(crate) fn lines(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| unhashed(&diag::short(finding, Permit::COLLECTOR))).collect()
}

/// The same without those of a code: of who has not answered, where a test is about something else.
pub(crate) fn lines_but(findings: &[Finding], code: &str) -> Vec<String> {
    lines(&findings.iter().filter(|finding| finding.code != *code).cloned().collect::<Vec<_>>())
}

/// A text without the digits in the names of kept files: `responses/pu/r1/01-….xlsx`.
pub(crate) fn unhashed(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("-").filter(|_| rest.contains(".xlsx")) {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        let hashed = digits == 8 && after[digits..].starts_with(".xlsx");
        rest = if hashed { &after[digits..] } else { after };
        out.push_str(if hashed { "…" } else { "" });
    }
    out + rest
}

pub(crate) fn told(error: &diag::Error) -> String {
    match error {
        diag::Error::Study(findings) => lines(findings).join("\n"),
        error => error.to_string(),
    }
}

/// The facts of the transcription, by participant.
pub(crate) fn transcription(participant: &str) -> Vec<Fact> {
    let mut reader = csv::Reader::from_path(repository().join("tests/transcription.csv")).unwrap();
    let records = reader.records().map(Result::unwrap);
    records.filter(|record| record[1] == *participant).map(|r| fact(&r[2], &r[3], &r[4])).collect()
}

/// A fact.
pub(crate) fn fact(question: &str, row: &str, value: &str) -> Fact {
    Fact { question: question.to_owned(), row: row.to_owned(), value: value.to_owned() }
}

/// A form with these facts in it.
pub(crate) fn write(
    questionnaire: &Questionnaire,
    participant: &str,
    round: &str,
    facts: &[Fact],
) -> Vec<u8> {
    let known = questionnaire.participant(participant);
    let known = known.unwrap_or_else(|| panic!("no participant {participant}"));
    let layout = form::lay_out(questionnaire, known, round);
    let mut filled = Filled::new();
    for fact in facts {
        filled.set(spot(questionnaire, fact), entry(questionnaire, fact));
    }
    form::write_filled(questionnaire, &layout, &filled)
        .unwrap_or_else(|error| panic!("{}", told(&error)))
}

/// Where a fact stands.
pub(crate) fn spot(questionnaire: &Questionnaire, fact: &Fact) -> Spot {
    let id = QuestionId::from(fact.question.as_str());
    match questionnaire.item(&id) {
        Some(Item::Grid(_)) => {
            let (row, column) = fact.row.split_once('/').expect("a grid's cell is row/column");
            Spot::Cell(id, row.to_owned(), column.to_owned())
        }
        Some(_) => Spot::Question(id),
        None => Spot::Row(id, fact.row.parse().unwrap_or_else(|_| panic!("no row in {fact:?}"))),
    }
}

/// A number or a day where the question asks for one, a text anywhere else.
fn entry(questionnaire: &Questionnaire, fact: &Fact) -> Entry {
    let kind = match questionnaire.item(&fact.question) {
        Some(Item::Grid(grid)) => Some(grid.cell.kind),
        _ => questionnaire.question(&fact.question).map(|question| question.kind),
    };
    let kind = kind.unwrap_or_else(|| panic!("no question {}", fact.question));
    let text = || Entry::Text(fact.value.clone());
    let number = fact.value.parse::<f64>().ok().filter(|number| number.is_finite());
    match (kind, number) {
        (kind, Some(number)) if kind.is_number() || kind == Type::Year => Entry::Number(number),
        (Type::Date, None) => Day::parse(&fact.value).map_or_else(text, Entry::Day),
        _ => text(),
    }
}

/// The day of a text that is one.
pub(crate) fn day(iso: &str) -> Day {
    Day::parse(iso).unwrap_or_else(|| panic!("no day: {iso}"))
}

/// Reads lines `question,row,value`, and Markdown tables under the id of a question table.
pub(crate) fn parse(questionnaire: &Questionnaire, text: &str) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut single = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let id = line.trim();
        if questionnaire.table(id).is_none() {
            single.push_str(line.trim_start());
            single.push('\n');
            continue;
        }
        let mut rows = Vec::new();
        while let Some(line) = lines.next_if(|line| line.trim().starts_with('|')) {
            let cells = line.trim().trim_matches('|').split('|');
            rows.push(cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
        }
        let (heads, rows) = rows.split_first().expect("a table has heads");
        let rows = rows.iter().filter(|row| !row.iter().all(|cell| cell.starts_with("--")));
        for (number, row) in rows.enumerate() {
            for (head, cell) in heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                facts.push(fact(&format!("{id}.{head}"), &(number + 1).to_string(), cell));
            }
        }
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(single.as_bytes());
    let records = reader.records().map(Result::unwrap);
    facts.extend(records.map(|record| fact(&record[0], &record[1], &record[2])));
    facts
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn answers_written_by_code_are_read_back() {
    let study = Study::unanswered().fill(
        "mc",
        "r1",
        "profile.services_since,,2001
         agreement.start_date,,2020-02-29
         profile.manager_name,,\"Task, srl\"
         skills.roles
         | role | headcount |
         |---|---|
         | Analista | 3 |
         | Tecnico |  |
         | Sistemista | n.d. |",
    );
    let collected = study.collect();
    let written = |table: &str, column: &str| -> Vec<String> {
        let table = &collected.answers.tables[table];
        let at = table.position(column).unwrap();
        table.rows.iter().map(|row| row.data[at].written.to_string()).collect()
    };
    assert_eq!(written("profile", "services_since"), ["2001"]);
    assert_eq!(written("agreement", "start_date"), ["29/02/2020"]);
    assert_eq!(written("profile", "manager_name"), ["Task, srl"]);
    assert_eq!(written("skills.roles", "role"), ["Analista", "Tecnico", "Sistemista"]);
    assert_eq!(written("skills.roles", "headcount"), ["3", "", "n.d."]);
}

#[test]
fn a_form_has_rows_for_all_answers_of_its_last_table_and_refuses_what_it_does_not_ask() {
    let study = Study::unanswered();
    let questionnaire = study.questionnaire();
    let participant = &questionnaire.participants[0];
    let layout = form::lay_out(&questionnaire, participant, "r1");
    let (sheet, table) = layout
        .sheets
        .iter()
        .find_map(|sheet| match sheet.slots.last() {
            Some(form::Slot::Table(table)) if table.printed.is_empty() => Some((sheet, table)),
            _ => None,
        })
        .expect("a sheet ends with a free table");
    let beyond = table.rows + 40;
    let column = table.columns[0].clone();
    let facts = [fact(&column, &beyond.to_string(), "n.d.")];
    let bytes = write(&questionnaire, &participant.id, "r1", &facts);
    let book = sestante::workbook::open_bytes("form.xlsx", &bytes).unwrap();
    let at = diag::CellRef::new(table.first_row + beyond - 1, table.first_col);
    assert_eq!(book.sheet(&sheet.name).unwrap().text(at), "n.d.");

    let mut filled = Filled::new();
    filled.set(Spot::Question("no.such".into()), Entry::Number(1.0));
    let error = form::write_filled(&questionnaire, &layout, &filled).unwrap_err();
    assert_eq!(error.to_string(), "il modulo non ha posto per la risposta a «no.such»");
}

/// The volume with the most in it.
pub(crate) fn whole(mut noted: Noted<Vec<Document>>) -> Noted<Document> {
    let value = noted.value.pop().expect("a volume");
    Noted { value, findings: noted.findings }
}
