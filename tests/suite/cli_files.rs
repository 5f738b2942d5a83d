// SPDX-License-Identifier: EUPL-1.2
//! A study in a folder of its own for the tests of the program, forms filled in as a spreadsheet
//! program would, and files that nobody should send.

use sestante::diag::CellRef;
use sestante::form::{self, FormLayout, Slot};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What the program said.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder that is gone when the test is.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Folder {
    /// An empty folder.
    pub(crate) fn empty(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("sestante-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    /// The study that `sestante new` makes.
    pub(crate) fn new_study(name: &str) -> Self {
        let folder = Folder::empty(name);
        let said = folder.run(&["new", "."]);
        assert_eq!(said.status, 0, "{}", said.err);
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_sestante"))
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let said = Said {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said
    }

    /// Replaces a text in a file.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(self.path(file), text.replace(from, to)).unwrap();
    }

    /// The form of a participant of the new study, filled in.
    pub(crate) fn filled(&self, participant: &str) -> Vec<u8> {
        let study = sestante::study::questionnaire(&self.0).unwrap().value;
        let layout = form::lay_out(&study, study.participant(participant).unwrap(), "r1");
        let mut filling = Filling::new(&layout, &form::write(&study, &layout).unwrap());
        for (question, answer) in ANSWERS {
            let (_, cell) = layout.answer_cell(question).unwrap();
            filling.write(question, cell, answer);
        }
        for sheet in &layout.sheets {
            for slot in &sheet.slots {
                match slot {
                    Slot::Table(table) => {
                        for (row, texts) in (table.first_row..).zip(ROWS) {
                            for (at, text) in texts.iter().enumerate() {
                                filling.write(&table.table, CellRef::new(row, table.col(at)), text);
                            }
                        }
                    }
                    Slot::Grid(grid) => filling.write(&grid.grid, grid.cell(0, 0), "12"),
                    Slot::Answer(_) => {}
                }
            }
        }
        filling.finish()
    }
}

const ANSWERS: [(&str, &str); 12] = [
    ("library.management", "cooperativa"),
    ("library.cooperative", "=HYPERLINK(\"http://example.org\")"),
    ("library.mission", "Si studia\u{2028}e ci si incontra"),
    ("library.opened", "1987"),
    ("library.renewed", "nessuno"),
    ("library.volumes", "12500"),
    ("library.hours", "22,5"),
    ("library.budget", "300"),
    ("library.own_income", "n.d."),
    ("library.loans_online", "Sì"),
    ("library.spaces", "Sala di lettura; ragazzi"),
    ("library.contact", "Persona Riservata"),
];

const ROWS: [[&str; 3]; 2] =
    [["Gruppo di lettura", "40", "250"], ["Visite delle classi", "", "100"]];

/// A workbook whose cells are being written.
struct Filling {
    parts: Vec<(String, Vec<u8>)>,
    sheets: Vec<String>,
}

impl Filling {
    fn new(layout: &FormLayout, bytes: &[u8]) -> Self {
        let sheets = layout.sheets.iter().map(|sheet| sheet.section.clone()).collect();
        Filling { parts: parts(bytes), sheets }
    }

    /// Writes into the cell of a question as it stands on its sheet: a number when it is one.
    fn write(&mut self, question: &str, cell: CellRef, text: &str) {
        if text.is_empty() {
            return;
        }
        let section = question.split('.').next().unwrap();
        // The first sheet of the workbook is the instructions.
        let number = self.sheets.iter().position(|sheet| sheet == section).unwrap() + 2;
        let name = format!("xl/worksheets/sheet{number}.xml");
        let (_, bytes) = self.parts.iter_mut().find(|(part, _)| *part == name).unwrap();
        let xml = String::from_utf8(bytes.clone()).unwrap();
        let (before, rest) = xml.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        let (style, after) = rest.split_once("/>").unwrap();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let content = if text.parse::<f64>().is_ok() {
            format!("><v>{text}</v></c>")
        } else {
            format!(" t=\"inlineStr\"><is><t>{escaped}</t></is></c>")
        };
        *bytes = format!("{before}<c r=\"{cell}\"{style}{content}{after}").into_bytes();
    }

    fn finish(self) -> Vec<u8> {
        package(&self.parts)
    }
}

/// The parts of a package.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(part).collect()
}

/// A package of these parts.
pub(crate) fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Files that cannot be taken in, with a word of what is said of each.
pub(crate) fn strangers(folder: &Path, form: &[u8]) -> Vec<(PathBuf, &'static str)> {
    let encrypted: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
        .into_iter()
        .chain("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]))
        .collect();
    let mut inflates = parts(form);
    inflates.push(("xl/media/image1.bin".to_owned(), vec![0; 65 * 1024 * 1024]));
    let half = form.len() / 2;
    let files: [(&str, Vec<u8>, &str); 6] = [
        ("text.xlsx", b"a;b;c".to_vec(), "file di testo"),
        ("empty.xlsx", Vec::new(), "vuoto"),
        ("scan.pdf", b"%PDF-1.7".to_vec(), "PDF"),
        ("locked.xlsx", encrypted, "password"),
        ("half.xlsx", form[..half].to_vec(), "incompleto"),
        ("bomb.xlsx", package(&inflates), "troppo grande"),
    ];
    let place = |(name, bytes, word): (&str, Vec<u8>, &'static str)| {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        (path, word)
    };
    files.into_iter().map(place).collect()
}
