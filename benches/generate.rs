// SPDX-License-Identifier: EUPL-1.2
//! A study of 107 participants: the real one, with a form for every other Province in which the
//! answers of one of the real participants stand again.

use sestante::answers::{Datum, State, Value};
use sestante::diag::CellRef;
use sestante::form::{self, FormLayout, Slot};
use sestante::questionnaire::{self, Participant, Questionnaire};
use sestante::responses::{self, Origin, Response};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Texts and numbers by sheet and cell.
type Filling = BTreeMap<(String, CellRef), Content>;

enum Content {
    Number(f64),
    Text(String),
}

/// `SESTANTE_BENCH_STUDY` keeps the study in a folder, for `benches/formats.sh`.
fn kept() -> Option<PathBuf> {
    std::env::var_os("SESTANTE_BENCH_STUDY").map(PathBuf::from)
}

fn folder() -> PathBuf {
    if let Some(kept) = kept() {
        return kept;
    }
    std::env::temp_dir().join(format!("sestante-bench-{}", std::process::id()))
}

/// Removes what was generated.
pub(crate) fn clean_up() {
    if kept().is_none() {
        let _ = fs::remove_dir_all(folder());
    }
}

/// Makes the study of 107 participants from the one in `real`.
pub(crate) fn study(real: &Path) -> PathBuf {
    let root = folder();
    for name in ["questionnaire", "report-templates", "responses"] {
        copy(&real.join(name), &root.join(name));
    }
    let known = questionnaire::load(&root).expect("the real study holds").value;
    let donors = responses::read_all(&root, &known).expect("its answers can be read").value;
    add_participants(&root, &known);
    let all = questionnaire::load(&root).expect("the new participants hold").value;
    let inbox = root.join("responses/arrivi");
    fs::create_dir_all(&inbox).expect("a temporary folder");
    let mut files = Vec::new();
    let new = all.participants.iter().filter(|one| known.participant(&one.id).is_none());
    for (participant, donor) in new.zip(donors.iter().cycle()) {
        let path = inbox.join(format!("{}.xlsx", participant.id));
        fs::write(&path, filled(&all, participant, donor)).expect("a temporary file");
        files.push(path);
    }
    let taken = responses::import(&root, &all, &files, "2022-07-01", Origin::Returned, None);
    let taken = taken.expect("the forms can be taken in");
    assert!(taken.iter().all(|one| matches!(one.outcome, responses::Outcome::Kept(_))));
    root
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder");
    for entry in fs::read_dir(from).expect("a folder of the study") {
        let path = entry.expect("a file of the study").path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a temporary file");
        }
    }
}

/// Adds every Province of the reference data that does not take part yet.
fn add_participants(root: &Path, known: &Questionnaire) {
    let file = root.join("questionnaire/participants.yaml");
    let mut text = fs::read_to_string(&file).expect("participants.yaml");
    let table = root.join("questionnaire/reference/province.csv");
    let mut rows = csv::Reader::from_path(table).expect("province.csv");
    let head = rows.headers().expect("a header").clone();
    let groups: Vec<&str> = known.participants.iter().filter_map(|p| p.group.as_deref()).collect();
    let mut groups = groups.iter().cycle();
    for row in rows.records() {
        let row = row.expect("a row of province.csv");
        let value = |name: &str| {
            let at = head.iter().position(|column| column == name);
            at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
        };
        let id = value("sigla").to_lowercase();
        if known.participant(&id).is_some() {
            continue;
        }
        let group = groups.next().copied().unwrap_or_default();
        let (name, code) = (value("name"), value("code"));
        text.push_str(&format!(
            "\n  - {{ id: {id:?}, name: {:?}, short: {name:?}, keys: {{ province_code: {code:?} }}, group: {group} }}",
            format!("Provincia di {name}"),
        ));
    }
    text.push('\n');
    fs::write(file, text).expect("a temporary file");
}

/// The form of a participant with the answers of another.
fn filled(questionnaire: &Questionnaire, participant: &Participant, donor: &Response) -> Vec<u8> {
    let layout = form::lay_out(questionnaire, participant, &donor.stamp.round);
    let blank = form::write(questionnaire, &layout).expect("the form can be written");
    write_into(&blank, &filling(questionnaire, &layout, donor))
}

fn filling(questionnaire: &Questionnaire, layout: &FormLayout, donor: &Response) -> Filling {
    let mut filling = Filling::new();
    for sheet in &layout.sheets {
        let mut put = |cell: CellRef, datum: Option<&Datum>| {
            if let Some(content) = datum.and_then(content) {
                filling.insert((sheet.name.clone(), cell), content);
            }
        };
        for slot in &sheet.slots {
            match slot {
                Slot::Answer(slot) => put(slot.cell, donor.answers.get(&slot.question)),
                Slot::Table(slot) => {
                    let Some(table) = questionnaire.table(&slot.table) else { continue };
                    let rows = donor.tables.get(&slot.table).map(Vec::as_slice).unwrap_or_default();
                    for (row, filled) in (slot.first_row..slot.first_row + slot.rows).zip(rows) {
                        for (at, column) in table.columns.iter().enumerate() {
                            let col = slot.first_col + u16::try_from(at).unwrap_or(0);
                            if column.printed.is_none() {
                                put(CellRef::new(row, col), filled.answers.get(at));
                            }
                        }
                    }
                }
                Slot::Grid(slot) => {
                    let cells = donor.grids.get(&slot.grid);
                    for (row, row_id) in (slot.first_row..).zip(&slot.rows) {
                        for (col, column_id) in (slot.first_col..).zip(&slot.columns) {
                            let key = (row_id.clone(), column_id.clone());
                            put(CellRef::new(row, col), cells.and_then(|cells| cells.get(&key)));
                        }
                    }
                }
            }
        }
    }
    filling
}

fn content(datum: &Datum) -> Option<Content> {
    match &datum.state {
        State::Value(Value::Number(number)) => Some(Content::Number(*number)),
        _ if datum.written.is_empty() => None,
        _ => Some(Content::Text(datum.written.to_string())),
    }
}

/// Writes into the empty cells of a workbook as a spreadsheet program does, in its XML.
fn write_into(workbook: &[u8], filling: &Filling) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut names = String::new();
    parts.by_name("xl/workbook.xml").expect("its parts").read_to_string(&mut names).expect("text");
    let sheets = sheet_names(&names);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..parts.len() {
        let mut part = parts.by_index(number).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part");
        let sheet = sheets
            .iter()
            .enumerate()
            .find(|(at, _)| name == format!("xl/worksheets/sheet{}.xml", at + 1));
        if let Some((_, sheet)) = sheet {
            let mut xml = String::from_utf8(bytes).expect("XML");
            for ((on, cell), content) in filling {
                if on == sheet {
                    fill(&mut xml, *cell, content);
                }
            }
            bytes = xml.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("a part");
    }
    out.finish().expect("a workbook").into_inner()
}

fn sheet_names(workbook: &str) -> Vec<String> {
    let sheets = workbook.split("<sheet name=\"").skip(1);
    let names = sheets.filter_map(|rest| rest.split('"').next());
    names.map(|name| name.replace("&amp;", "&").replace("&apos;", "'")).collect()
}

/// Puts a value into an empty cell, keeping its style.
fn fill(xml: &mut String, cell: CellRef, content: &Content) {
    let open = format!("<c r=\"{cell}\"");
    let Some(start) = xml.find(&open) else { return };
    let Some(end) = xml[start..].find("/>").map(|at| start + at) else { return };
    if xml[start..end].contains('>') {
        return;
    }
    let head = xml[start..end].trim_end().to_owned();
    let new = match content {
        Content::Number(number) => format!("{head}><v>{number}</v></c>"),
        Content::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            format!("{head} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
    };
    xml.replace_range(start..end + 2, &new);
}
