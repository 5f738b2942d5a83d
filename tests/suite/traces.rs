// SPDX-License-Identifier: EUPL-1.2
//! Changing one answer changes only values whose trace names its cell, and at least one.
//!
//! A filled copy of the real study is changed in one cell and made anew. Compared are all values
//! of all declared comparisons (of all participants and of each), of all claims, and of the
//! document. A value is known by its comparison, row and column. A row is known by the cell of its
//! label where it has one. What is compared and how:
//!
//! - A value that reads otherwise than before must have the changed cell in its trace, before or
//!   after.
//! - A row, a column or a table that appears or disappears, because a class or a label is new or
//!   gone, must have at least one value that names the cell. In it the other participants' values say that
//!   they have nothing there; they rest on the cells that put their own rows elsewhere. A row
//!   whose label is a number that a view made is a point at which a curve is drawn: where the
//!   points lie is no value. The row that says that a participant wrote no row has no cell.
//! - Bases, notes, messages and captions are sentences without a trace: they are left out.
//! - The document is held against the sources annex, where long lists of cells are cut: of a value
//!   whose list is cut the annex says nothing, and the comparison that it comes from was looked at.

use super::study::{self, Fact, fact, repository, spot, transcription, whole};
use super::tree;
use sestante::answers;
use sestante::comparison::{ComparedRow, Outcome, Piece};
use sestante::datum::{Empty, Origin, State};
use sestante::diag::CellAt;
use sestante::form;
use sestante::pipeline::Collected;
use sestante::questionnaire::{Item, Questionnaire, Type};
use sestante::report::{self, Content};
use sestante::responses::{self, Log, Response};
use sestante::workbook;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

static QUESTIONNAIRE: LazyLock<Questionnaire> =
    LazyLock::new(|| sestante::study::questionnaire(repository()).unwrap().value);

/// The answers as transcribed.
static RESPONSES: LazyLock<Vec<Response>> =
    LazyLock::new(|| ALL.map(|id| response(id, &transcription(id))).to_vec());

/// What they give.
static BEFORE: LazyLock<Values> = LazyLock::new(|| values(&RESPONSES));

const ALL: [&str; 3] = ["pu", "mc", "lc"];

#[derive(Debug, Clone, PartialEq)]
struct Seen {
    text: String,
    content: Content,
    from: From,
}

/// The cells that a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    /// All of them.
    Trace(Vec<CellAt>),
    /// As the sources annex lists them.
    Annex(Vec<String>),
}

impl From {
    fn is_empty(&self) -> bool {
        matches!(self, From::Trace(cells) if cells.is_empty())
            || matches!(self, From::Annex(lines) if lines.is_empty())
    }

    fn names(&self, cell: &CellAt) -> bool {
        match self {
            From::Trace(cells) => cells.contains(cell),
            From::Annex(lines) => {
                lines.iter().any(|line| tree::is_cut(line) || tree::covers(line, cell))
            }
        }
    }
}

/// Values by where they stand: a table, then a row, then a column; the column is empty for the
/// row's label.
type Values = BTreeMap<(String, String, String), Vec<Seen>>;

#[test]
fn one_answer_of_pesaro_e_urbino_changes_only_values_that_name_its_cell() {
    one_answer_changes_only_values_that_name_its_cell("pu");
}

#[test]
fn one_answer_of_macerata_changes_only_values_that_name_its_cell() {
    one_answer_changes_only_values_that_name_its_cell("mc");
}

#[test]
fn one_answer_of_lecco_changes_only_values_that_name_its_cell() {
    one_answer_changes_only_values_that_name_its_cell("lc");
}

#[test]
fn the_sample_has_every_kind_of_answer() {
    let sample: Vec<Fact> = ALL.into_iter().flat_map(sample).collect();
    assert!(sample.len() >= 40, "{}", sample.len());
    let asked = QUESTIONNAIRE.sections.iter().flat_map(|section| &section.items);
    let labels: Vec<String> = asked
        .filter_map(|item| match item {
            Item::Table(table) => Some(format!("{}.{}", table.id, table.row_label)),
            _ => None,
        })
        .collect();
    assert!(sample.iter().any(|fact| labels.contains(&fact.question)), "a label of a row");
    let coded = |fact: &Fact| QUESTIONNAIRE.codings.iter().any(|c| c.question == fact.question);
    assert!(sample.iter().any(coded), "a coded text");
    for known in [Type::Text, Type::LongText, Type::Integer, Type::Money, Type::Percent] {
        assert!(sample.iter().any(|fact| kind(fact) == known), "{known:?}");
    }
    for known in [Type::Date, Type::Year, Type::YesNo, Type::Choice] {
        assert!(sample.iter().any(|fact| kind(fact) == known), "{known:?}");
    }
}

/// One answer to each question, for who has five minutes:
/// `cargo test --test suite any_question -- --ignored`.
#[test]
#[ignore = "slow: about 200 reports"]
fn an_answer_to_any_question_changes_only_values_that_name_its_cell() {
    std::thread::scope(|scope| {
        for participant in ALL {
            let mut facts = transcription(participant);
            let mut seen = BTreeSet::new();
            facts.retain(|fact| seen.insert(fact.question.clone()));
            scope.spawn(move || changes_only_values_that_name_its_cell(participant, &facts));
        }
    });
}

fn one_answer_changes_only_values_that_name_its_cell(participant: &str) {
    changes_only_values_that_name_its_cell(participant, &sample(participant));
}

fn changes_only_values_that_name_its_cell(participant: &str, sample: &[Fact]) {
    let facts = transcription(participant);
    let mut faults = Vec::new();
    for (number, changed) in sample.iter().enumerate() {
        let value = another(&facts, changed, number);
        let mut after = facts.clone();
        after.retain(|fact| (&fact.question, &fact.row) != (&changed.question, &changed.row));
        if !value.is_empty() {
            after.push(fact(&changed.question, &changed.row, &value));
        }
        let mut all = RESPONSES.clone();
        let at = ALL.iter().position(|id| *id == participant).unwrap();
        all[at] = response(participant, &after);
        let cell = cell(participant, changed);
        let what = format!("{} {}[{}] «{value}»: ", cell, changed.question, changed.row);
        let found = compare(&BEFORE, &values(&all), &cell);
        faults.extend(found.into_iter().map(|fault| what.clone() + &fault));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn kind(fact: &Fact) -> Type {
    match QUESTIONNAIRE.item(&fact.question) {
        Some(Item::Grid(grid)) => grid.cell.kind,
        _ => QUESTIONNAIRE.question(&fact.question).unwrap().kind,
    }
}

/// Facts of all kinds, spread over the participant's, and two places that were empty.
fn sample(participant: &str) -> Vec<Fact> {
    let mut by_kind: BTreeMap<String, Vec<Fact>> = BTreeMap::new();
    for fact in transcription(participant) {
        let coded = QUESTIONNAIRE.codings.iter().any(|coding| coding.question == fact.question);
        by_kind.entry(format!("{:?}{coded}", kind(&fact))).or_default().push(fact);
    }
    let mut sample = Vec::new();
    for facts in by_kind.values() {
        let wanted = if facts.len() > 20 { 2 } else { 1 };
        sample.extend((0..wanted).map(|n| facts[(2 * n + 1) * facts.len() / (2 * wanted)].clone()));
    }
    sample.push(fact("services.users", "up_to_1000/base", ""));
    sample.push(fact("sustainability.accounts.amount", "1", ""));
    sample
}

/// Another answer to the same question: another value, unreadable words, n.d., or nothing.
fn another(facts: &[Fact], changed: &Fact, number: usize) -> String {
    let question = QUESTIONNAIRE.question(&changed.question);
    let list = question.and_then(|question| question.choices.as_ref());
    let list = list.and_then(|list| QUESTIONNAIRE.choices.get(list));
    let old = changed.value.as_str();
    if !old.is_empty() && number % 5 == 4 {
        return String::new();
    }
    match (kind(changed), number % 4) {
        (kind, 2) if kind.is_number() && !old.is_empty() => "n.d.".to_owned(),
        (kind, 3) if !kind.is_text() => "boh, forse".to_owned(),
        (Type::Date, _) => "2031-05-17".to_owned(),
        (Type::YesNo, _) => if old == "No" { "Sì" } else { "No" }.to_owned(),
        (Type::Year, _) => "1987".to_owned(),
        (kind, _) if kind.is_number() => match old.parse::<f64>() {
            Ok(old) => (old + 3.0).to_string(),
            Err(_) => "7".to_owned(),
        },
        (Type::Choice, _) => {
            let labels: Vec<&str> =
                list.unwrap().choices.iter().map(|c| c.label.as_str()).collect();
            let at = labels.iter().position(|label| *label == old).unwrap();
            labels[(at + 1) % labels.len()].to_owned()
        }
        // Words of another row have other classes.
        (_, 1) => {
            let others = facts.iter().filter(|fact| fact.question == changed.question);
            let other = others.map(|fact| fact.value.as_str()).find(|value| *value != old);
            other.unwrap_or("altre parole").to_owned()
        }
        _ => format!("{old} bis"),
    }
}

fn cell(participant: &str, fact: &Fact) -> CellAt {
    let participant = QUESTIONNAIRE.participant(participant).unwrap();
    let layout = form::lay_out(&QUESTIONNAIRE, participant, "r1");
    let (sheet, cell) = layout.place(&spot(&QUESTIONNAIRE, fact)).unwrap();
    CellAt { file: file(&participant.id).as_str().into(), sheet: sheet.into(), cell }
}

fn file(participant: &str) -> String {
    format!("responses/{participant}/r1/01.xlsx")
}

/// A form filled with facts and read back as a transcription.
fn response(participant: &str, facts: &[Fact]) -> Response {
    let bytes = study::write(&QUESTIONNAIRE, participant, "r1", facts);
    let file = file(participant);
    let book = workbook::open_bytes(&file, &bytes).unwrap();
    let participant = QUESTIONNAIRE.participant(participant).unwrap();
    let layout = form::lay_out(&QUESTIONNAIRE, participant, "r1");
    let mut response = responses::read(&QUESTIONNAIRE, &layout, &file, &book).value;
    response.origin = Origin::Transcribed;
    for datum in response.data_mut().filter(|d| d.state == State::Empty(Empty::Blank)) {
        datum.state = State::Empty(Empty::NotInSource);
    }
    response
}

/// Every value of everything that these responses make.
fn values(responses: &[Response]) -> Values {
    let study = sestante::study::load(repository()).unwrap().value;
    let responses: Vec<&Response> = responses.iter().collect();
    let answers = Arc::new(answers::build(&study.questionnaire, &responses));
    let (decisions, findings) = (Log::default(), vec![]);
    let collected =
        Collected { study, returned: vec![], round: None, decisions, answers, findings };
    let compared = collected.compare().unwrap();
    let comparer = collected.comparer(&compared);
    let mut values = Values::new();
    for spec in &compared.declarations.comparisons {
        for only in [None].into_iter().chain(ALL.map(Some)) {
            let made = comparer.compare(spec, only);
            let table = format!("{} {}", spec.id, only.unwrap_or("all"));
            for line in &made.rows {
                let mut add = |column: &str, outcomes: &[Outcome]| {
                    let key = (table.clone(), row_id(line), column.to_owned());
                    values.entry(key).or_default().extend(outcomes.iter().map(seen));
                };
                add("", std::slice::from_ref(&line.label));
                for (head, outcomes) in made.columns.iter().zip(&line.cells) {
                    add(&head.key, outcomes);
                }
            }
        }
    }
    for claim in &compared.declarations.claims {
        let judgement = comparer.judge(claim);
        let pieces = judgement.text.iter().filter_map(|piece| match piece {
            Piece::Value(outcome) => Some(&**outcome),
            Piece::Words(_) => None,
        });
        let all = [&judgement.value].into_iter().chain(&judgement.other).chain(pieces);
        for (number, outcome) in all.enumerate() {
            let key = ("claims".to_owned(), claim.id.clone(), number.to_string());
            values.entry(key).or_default().push(seen(outcome));
        }
    }
    let document = whole(report::compose(&collected, &compared).unwrap()).value;
    for placed in tree::values(&document) {
        let (text, content) = (placed.value.text.clone(), placed.value.content.clone());
        let from = From::Annex(tree::lines(&document, placed.value));
        let seen = Seen { text, content, from };
        // A table's path is chapter, table and turn; its row's is group, id and turn.
        let at = |from: usize, to: usize| {
            let path = &placed.path[from.min(placed.path.len())..to.min(placed.path.len())];
            path.join("|")
        };
        let key = (format!("document {}", at(0, 3)), at(3, 6), at(6, usize::MAX));
        // Annexes of our own words: findings, claims, codings.
        if !placed.path[0].starts_with("Qualità") {
            values.entry(key).or_default().push(seen);
        }
    }
    values
}

/// The cell of a row's label, where it has one of its own, else its key.
fn row_id(line: &ComparedRow) -> String {
    match &line.label.trace.cells[..] {
        [cell] if line.key.contains(':') => cell.to_string(),
        _ => line.key.clone(),
    }
}

fn seen(outcome: &Outcome) -> Seen {
    Seen {
        text: outcome.text.clone(),
        content: outcome.content.clone(),
        from: From::Trace(outcome.trace.cells.clone()),
    }
}

/// What changed without naming the cell; or that nothing changed.
fn compare(before: &Values, after: &Values, cell: &CellAt) -> Vec<String> {
    let known = [Known::of(before), Known::of(after)];
    let names = |seen: &&Seen| seen.from.names(cell);
    let mut faults = Vec::new();
    let mut changes = 0;
    let mut moved: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for key in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (table, row, column) = key;
        let [was, is] =
            [before, after].map(|values| values.get(key).map(Vec::as_slice).unwrap_or_default());
        if let Some(word) = Known::lost(&known, key) {
            let label = (table.clone(), row.clone(), String::new());
            let label = [before, after].into_iter().find_map(|values| values.get(&label)?.first());
            // The column that says that there is none gives way to those that there are.
            let placeholder = is.is_empty() && was.iter().all(|s| s.content == Content::Empty);
            let named = label.is_some_and(Seen::stands_for_nothing)
                || (column == word && placeholder)
                || was.iter().chain(is).any(|s| names(&s));
            *moved.entry((table, word)).or_default() |= named;
            changes += 1;
            continue;
        }
        let [was, is] = unpaired(was, is);
        changes += was.len().max(is.len());
        // A sentence may print more or fewer values than before: then one of them names the cell.
        let named = match was.len() == is.len() {
            true => [&was, &is].into_iter().any(|side| side.iter().all(&names)),
            false => was.iter().chain(&is).any(names),
        };
        if !named {
            let told = |all: &[&Seen]| all.iter().map(|s| s.text.clone()).collect::<Vec<_>>();
            let (was, is) = (told(&was), told(&is));
            faults.push(format!("{table} › {row} › {column}: {was:?} became {is:?}"));
        }
    }
    let unnamed = moved.iter().filter(|(_, named)| !**named);
    faults.extend(unnamed.map(|((table, word), _)| format!("{table} › {word} came or went")));
    if changes == 0 {
        faults.push("nothing changed".to_owned());
    }
    faults
}

/// Which tables there are, with their rows and columns.
struct Known<'a> {
    tables: BTreeSet<&'a str>,
    rows: BTreeSet<(&'a str, &'a str)>,
    columns: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    fn of(values: &'a Values) -> Self {
        let keys = values.keys();
        Known {
            tables: keys.clone().map(|(table, ..)| table.as_str()).collect(),
            rows: keys.clone().map(|(table, row, _)| (table.as_str(), row.as_str())).collect(),
            columns: keys.map(|(table, _, column)| (table.as_str(), column.as_str())).collect(),
        }
    }

    /// The row or column of a value that is only in one of both; an empty word for the table.
    fn lost<'b>(both: &[Known; 2], key: &'b (String, String, String)) -> Option<&'b str> {
        let (table, row, column) = key;
        if !both.iter().all(|known| known.tables.contains(table.as_str())) {
            Some("")
        } else if !both.iter().all(|known| known.rows.contains(&(table, row))) {
            Some(row)
        } else if !both.iter().all(|known| known.columns.contains(&(table, column))) {
            Some(column)
        } else {
            None
        }
    }
}

/// What of both lists has no match in the other: first those that are the same with their cells,
/// then those that read the same.
fn unpaired<'a>(was: &'a [Seen], is: &'a [Seen]) -> [Vec<&'a Seen>; 2] {
    let [mut was, mut is] = [was, is].map(|all| all.iter().collect::<Vec<_>>());
    for same in [Seen::eq, Seen::reads_as] {
        was.retain(|old| match is.iter().position(|new| same(old, new)) {
            Some(at) => {
                is.remove(at);
                false
            }
            None => true,
        });
    }
    [was, is]
}

impl Seen {
    fn reads_as(&self, other: &Seen) -> bool {
        (&self.text, &self.content) == (&other.text, &other.content)
    }

    /// As the label of a row: a point of a curve, or the word for a table with no row.
    fn stands_for_nothing(&self) -> bool {
        let point = matches!(self.content, Content::Number { .. });
        (point || self.content == Content::Empty) && self.from.is_empty()
    }
}
