// SPDX-License-Identifier: EUPL-1.2
//! Larger studies than the real one: a form for every other Province, in which the answers of one of
//! the real participants stand again, with words of its own; for a thousand returns each Province
//! takes part many times; and all files saved again by LibreOffice.

use sestante::datum::{Datum, Day, Origin, State, Value};
use sestante::diag::CellRef;
use sestante::form::{self, FormLayout, Slot};
use sestante::questionnaire::{Participant, Questionnaire};
use sestante::responses::{self, Arrival, Response};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Texts and numbers by sheet and cell.
type Filling = BTreeMap<(String, CellRef), Content>;

enum Content {
    Number(f64),
    Text(String),
}

/// `SESTANTE_BENCH_STUDY` keeps the studies, for `benches/formats.sh`: that of 107 in this folder, the
/// others in folders beside it.
fn kept() -> Option<PathBuf> {
    std::env::var_os("SESTANTE_BENCH_STUDY").map(PathBuf::from)
}

fn folder(name: &str) -> PathBuf {
    let temporary = || std::env::temp_dir().join(format!("sestante-bench-{}", std::process::id()));
    let mut folder = kept().unwrap_or_else(temporary).into_os_string();
    folder.push(name);
    folder.into()
}

/// Removes what was generated.
pub(crate) fn clean_up() {
    if kept().is_none() {
        for name in ["", "-1000", "-libreoffice"] {
            let _ = fs::remove_dir_all(folder(name));
        }
    }
}

/// Makes a study of so many participants, at least those of the one in `real`.
pub(crate) fn study(real: &Path, participants: usize) -> PathBuf {
    let root = folder(if participants > 107 { "-1000" } else { "" });
    if root.exists() {
        return root;
    }
    for name in ["questionnaire", "report-templates", "responses"] {
        copy(&real.join(name), &root.join(name));
    }
    let known = sestante::study::questionnaire(&root).expect("the real study holds").value;
    let donors = responses::read_all(&root, &known).expect("its answers can be read").value;
    add_participants(&root, &known, participants);
    let all = sestante::study::questionnaire(&root).expect("the new participants hold").value;
    let inbox = root.join("responses/arrivi");
    fs::create_dir_all(&inbox).expect("a temporary folder");
    let mut files = Vec::new();
    let new = all.participants.iter().filter(|one| known.participant(&one.id).is_none());
    for (participant, donor) in new.zip(donors.iter().cycle()) {
        let path = inbox.join(format!("{}.xlsx", participant.id));
        fs::write(&path, filled(&all, participant, donor)).expect("a temporary file");
        files.push(path);
    }
    take_in(&root, &files);
    root
}

fn take_in(root: &Path, files: &[PathBuf]) {
    let all = sestante::study::questionnaire(root).expect("the study holds").value;
    let arrival = Arrival::on(Day::new(2022, 7, 1).expect("a day"), Origin::Returned);
    let taken = responses::import(root, &all, files, &arrival);
    let taken = taken.expect("the forms can be taken in");
    assert!(taken.iter().all(|one| matches!(one.fate, responses::Fate::Kept(_))));
}

/// Makes the study in `from` again, with every file saved by LibreOffice, which takes minutes: only
/// where `SESTANTE_BENCH_OFFICE` names the program.
pub(crate) fn saved_again(from: &Path) -> Option<PathBuf> {
    let office = std::env::var_os("SESTANTE_BENCH_OFFICE")?;
    let root = folder("-libreoffice");
    if root.exists() {
        return Some(root);
    }
    for name in ["questionnaire", "report-templates"] {
        copy(&from.join(name), &root.join(name));
    }
    let all = sestante::study::questionnaire(from).expect("the study holds").value;
    let blank = root.join("as-sent");
    let inbox = root.join("responses/arrivi");
    fs::create_dir_all(&blank).expect("a temporary folder");
    let returned = responses::read_rounds(from, &all).expect("its answers can be read").value;
    for last in responses::standing(&all, &returned) {
        let Some(response) = &last.response else { continue };
        let to = blank.join(format!("{}.xlsx", last.participant));
        fs::copy(from.join(&*response.file), to).expect("a temporary file");
    }
    let profile = format!("-env:UserInstallation=file://{}", root.join("profile").display());
    let sent = fs::read_dir(&blank).expect("a temporary folder");
    let done = Command::new(office)
        .args([&profile, "--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&inbox)
        .args(sent.map(|entry| entry.expect("a temporary file").path()))
        .output();
    assert!(done.expect("LibreOffice can be run").status.success());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&inbox).expect("its files").map(|e| e.expect("a file").path()).collect();
    files.sort();
    take_in(&root, &files);
    Some(root)
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

/// Adds the Provinces of the reference data that do not take part yet, again and again until there
/// are so many participants.
fn add_participants(root: &Path, known: &Questionnaire, participants: usize) {
    let file = root.join("questionnaire/participants.yaml");
    let mut text = fs::read_to_string(&file).expect("participants.yaml");
    let table = root.join("questionnaire/reference/province.csv");
    let mut rows = csv::Reader::from_path(table).expect("province.csv");
    let head = rows.headers().expect("a header").clone();
    let groups: Vec<&str> = known.participants.iter().filter_map(|p| p.group.as_deref()).collect();
    let mut groups = groups.iter().cycle();
    let rows: Vec<_> = rows.records().map(|row| row.expect("a row of province.csv")).collect();
    let mut left = participants - known.participants.len();
    for (number, row) in rows.iter().cycle().enumerate() {
        if left == 0 {
            break;
        }
        let value = |name: &str| {
            let at = head.iter().position(|column| column == name);
            at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
        };
        let mut id = value("sigla").to_lowercase();
        let mut name = value("name");
        if number >= rows.len() {
            let again = number / rows.len() + 1;
            id.push_str(&again.to_string());
            name.push_str(&format!(" {again}"));
        }
        if known.participant(&id).is_some() {
            continue;
        }
        left -= 1;
        let group = groups.next().copied().unwrap_or_default();
        let code = value("code");
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
    let own = &layout.stamp.participant;
    for sheet in &layout.sheets {
        let mut put = |cell: CellRef, datum: Option<&Datum>| {
            if let Some(content) = datum.and_then(|datum| content(datum, own)) {
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

/// What another participant writes: numbers and choices alike, free words with its id, as nobody gives
/// another's answers.
fn content(datum: &Datum, own: &str) -> Option<Content> {
    match &datum.state {
        State::Value(Value::Number(number)) => Some(Content::Number(number.to_f64())),
        State::Value(Value::Text(_)) => Some(Content::Text(format!("{} {own}", datum.written))),
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
