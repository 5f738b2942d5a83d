// SPDX-License-Identifier: EUPL-1.2
//! What happens to whole files.

use super::case::{Case, Damage, Must};
use super::dice::Dice;
use super::package::{Book, Xcell, pack};
use sestante::diag::CellRef;
use std::collections::BTreeMap;

/// Names that other programs and add-ins leave behind, some of them hidden, some without a cell.
pub(super) fn foreign_names(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let sheet = dice.one(&case.sheets()).clone();
    let foreign = [
        ("_xlnm._FilterDatabase", format!("'{sheet}'!$A$1:$F$40")),
        ("_xlnm.Print_Area", format!("'{sheet}'!$A$1:$F$40")),
        ("solver_opt", format!("'{sheet}'!$C$7")),
        ("solver_typ", "1".to_owned()),
        ("Aliquota", "0.22".to_owned()),
        ("q_non_nostra", format!("'{sheet}'!$C$7")),
        ("Esterno", "[1]Foglio1!$A$1".to_owned()),
        ("Funzione", "LAMBDA(x,x+1)".to_owned()),
        ("Rotto", "#REF!".to_owned()),
        ("_xleta.SUM", "#NAME?".to_owned()),
        ("Area", format!("'{sheet}'!$A:$A,'{sheet}'!$C$1:$C$9")),
    ];
    for (name, area) in dice.some(&foreign, 7) {
        book.names.insert(dice.below(book.names.len() + 1), (name.to_owned(), area));
    }
    Damage::of(&book, Must::Equal, "names that are not ours")
}

/// The workbook of somebody else, or of this study without a section.
pub(super) fn wrong_workbook(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    if dice.below(2) == 0 {
        let sheet = dice.one(&case.sheets()).clone();
        book.tabs.retain(|tab| tab.name != sheet);
        return Damage::of(&book, Must::EqualOrNamed, format!("without {sheet}"))
            .noted(&["sheet-not-found"]);
    }
    // A budget of somebody, under the name of the form: nothing in it is an answer.
    for tab in &mut book.tabs {
        tab.name = format!("Bilancio {}", tab.name.len());
        tab.cells.clear();
        tab.merged.clear();
        tab.cells.insert(CellRef::new(0, 0), Xcell::default().text("Voce"));
        tab.cells.insert(CellRef::new(1, 1), Xcell::default().number(12.0));
    }
    Damage::of(&book, Must::EqualOrNamed, "another workbook").noted(&["sheet-not-found"])
}

/// The same cells as other programs write them.
pub(super) fn another_program(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let kind = dice.below(5);
    let bytes = match kind {
        // Shared strings in runs, as Excel; no declared counts.
        0 => shared_in_runs(&book),
        // A prefix before every name, as the Open XML SDK writes.
        1 => prefixed(&book),
        // No addresses of cells, as some libraries write: they follow one another.
        2 => unaddressed(&book),
        3 => {
            // No styles, no properties, no theme, no printed notes.
            book.parts.retain(|name, _| {
                !name.contains("comments")
                    && !name.starts_with("docProps")
                    && !name.contains("theme")
            });
            book.bytes()
        }
        // Styles of another program, all of them one.
        _ => {
            for tab in &mut book.tabs {
                for cell in tab.cells.values_mut().filter(|cell| cell.kind == "s") {
                    cell.style = String::new();
                }
                tab.merged.retain(|_| dice.below(2) == 0);
            }
            book.bytes()
        }
    };
    let names = ["shared strings in runs", "prefixes", "no addresses", "bare", "no styles"];
    Damage { bytes, ..Damage::of(&book, Must::Equal, names[kind]) }
}

fn repacked(book: &Book, change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let whole = Book::raw(&book.bytes());
    let parts: BTreeMap<String, String> =
        whole.into_iter().map(|(name, text)| (name.clone(), change(&name, text))).collect();
    pack(&parts)
}

fn shared_in_runs(book: &Book) -> Vec<u8> {
    let strings = std::cell::RefCell::new(Vec::new());
    let open = " t=\"inlineStr\"><is><t xml:space=\"preserve\">";
    let bytes = repacked(book, |name, text| {
        if !name.starts_with("xl/worksheets/") || !text.contains(open) {
            return text;
        }
        let mut pieces = text.split(open);
        let mut out = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (value, rest) = piece.split_once("</t></is></c>").unwrap();
            let mut strings = strings.borrow_mut();
            out.push_str(&format!(" t=\"s\"><v>{}</v></c>{rest}", strings.len()));
            strings.push(value.to_owned());
        }
        out
    });
    let mut parts = Book::raw(&bytes);
    let items: String = strings
        .into_inner()
        .iter()
        .map(|text| {
            // In two runs, between two characters that are no reference.
            let cut = text.char_indices().nth(1).map_or(0, |(at, _)| at);
            let cut = if text.starts_with('&') { 0 } else { cut };
            let (first, rest) = text.split_at(cut);
            format!("<si><r><rPr><b/></rPr><t xml:space=\"preserve\">{first}</t></r><r><t xml:space=\"preserve\">{rest}</t></r><rPh sb=\"0\" eb=\"1\"><t>zzz</t></rPh></si>")
        })
        .collect();
    parts.insert(
        "xl/sharedStrings.xml".into(),
        format!(
            "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{items}</sst>"
        ),
    );
    let rels = parts.get_mut("xl/_rels/workbook.xml.rels").unwrap();
    if !rels.contains("sharedStrings") {
        *rels = rels.replace("</Relationships>", "<Relationship Id=\"strings\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
    }
    pack(&parts)
}

fn prefixed(book: &Book) -> Vec<u8> {
    repacked(book, |name, text| {
        if !name.starts_with("xl/worksheets/sheet") {
            return text;
        }
        let mut out = String::new();
        for piece in text.split_inclusive('<') {
            let opens = out.ends_with('<');
            let own = |c: char| c.is_ascii_alphabetic();
            let tag = piece
                .trim_start_matches('/')
                .split(|c: char| !own(c) && c != ':')
                .next()
                .unwrap_or("");
            if opens && piece.starts_with('/') && !tag.contains(':') {
                out.push_str("/x:");
                out.push_str(&piece[1..]);
            } else if opens && piece.starts_with(own) && !tag.contains(':') {
                out.push_str("x:");
                out.push_str(piece);
            } else {
                out.push_str(piece);
            }
        }
        out.replace(
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
            "xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"",
        )
    })
}

/// Every row whole from its first column on, without a word on where its cells are.
fn unaddressed(book: &Book) -> Vec<u8> {
    let mut book = book.clone();
    for tab in &mut book.tabs {
        let last: BTreeMap<u32, u16> = tab.cells.keys().map(|at| (at.row, at.col)).collect();
        for (row, last) in last {
            for col in 0..last {
                tab.cells.entry(CellRef::new(row, col)).or_default();
            }
        }
    }
    repacked(&book, |name, text| {
        if !name.starts_with("xl/worksheets/") || name.contains("_rels") {
            return text;
        }
        let mut out = String::new();
        for (at, piece) in text.split("<c r=\"").enumerate() {
            if at == 0 {
                out.push_str(piece);
            } else {
                let (_, rest) = piece.split_once('"').unwrap();
                out.push_str("<c");
                out.push_str(rest);
            }
        }
        out
    })
}

/// What arrives in place of a workbook.
pub(super) fn not_a_workbook(case: &Case, dice: &mut Dice) -> Damage {
    let cut = 1 + dice.below(case.bytes.len() - 100);
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 600]);
        bytes.extend(name.bytes().flat_map(|byte| [byte, 0]));
        bytes
    };
    let one = |name: &str| pack(&BTreeMap::from([(name.to_owned(), String::new())]));
    let mut changed = case.bytes.clone();
    for _ in 0..40 {
        let at = dice.below(changed.len());
        changed[at] = u8::try_from(dice.below(256)).unwrap();
    }
    let kinds: [(&str, Vec<u8>); 14] = [
        ("cut short", case.bytes[..cut].to_vec()),
        ("empty", Vec::new()),
        ("PDF", b"%PDF-1.7\n%\xe2\xe3".to_vec()),
        ("xls", old("Workbook")),
        ("encrypted", old("EncryptedPackage")),
        ("HTML", b"<html><table><tr><td>1.1</td></tr></table></html>".to_vec()),
        ("CSV", b"codice;risposta\n1.1;si\n".to_vec()),
        ("xlsb", one("xl/workbook.bin")),
        ("Numbers", one("Index/Document.iwa")),
        ("gsheet", br#"{"url":"https://docs.google.com/open?id=1","doc_id":"1"}"#.to_vec()),
        ("lock file", b"\x0aRossi Anna                    ".to_vec()),
        ("zip", one("modulo.xlsx")),
        ("docx", one("word/document.xml")),
        ("picture", b"\x89PNG\r\n\x1a\n".to_vec()),
    ];
    let (what, bytes) = dice.one(&kinds);
    Damage { bytes: bytes.clone(), ..Damage::of(&case.book, Must::Refused, *what) }
}

/// The same body sends two files: each says by itself whose it is.
pub(super) fn twice(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    // The second one lost all but one place of its stamp.
    let keep = dice.below(3);
    if keep != 0 {
        book.parts.remove("docProps/custom.xml");
    }
    if keep != 1 {
        book.tabs.retain(|tab| tab.name != "_meta");
    }
    let stamp = case.layout.stamp.line();
    if keep != 2 {
        for tab in &mut book.tabs {
            tab.cells.retain(|_, cell| tab.name == "_meta" || !cell.value.contains(&stamp));
        }
    }
    let damage = Damage::of(&book, Must::Equal, format!("stamp left in place {keep}"));
    let workbook = sestante::workbook::open_bytes("copia.xlsx", &damage.bytes).unwrap();
    let found = sestante::responses::stamp(&workbook);
    assert_eq!(found.map(|stamp| stamp.participant).as_ref(), Some(&case.layout.stamp.participant));
    damage
}
