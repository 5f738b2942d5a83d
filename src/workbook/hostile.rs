// SPDX-License-Identifier: EUPL-1.2
//! Files made to hurt, files that are something else, and the .ods of people who mean well.

use super::{Cell, Raw, Workbook, open, open_bytes};
use crate::diag::{CellRef, Error};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The smallest .xlsx with these rows, and these shared strings.
fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let root = relations(&format!(
        "<Relationship Id=\"r1\" Type=\"{relation}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    ));
    let book_relations = relations(&format!(
        "<Relationship Id=\"r1\" Type=\"{relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    ));
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relation}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_relations.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\" {strings}</sst>").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"h\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let meta = "<office:document-meta><office:meta><meta:user-defined meta:name=\"sestante.stamp\">a &#183; b &amp; c</meta:user-defined></office:meta></office:document-meta>";
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

/// The error's key in the catalogue is told by its message.
fn refused(bytes: &[u8]) -> String {
    match open_bytes("f.xlsx", bytes) {
        Err(Error::User { message, help }) => {
            assert!(help.is_some(), "{message}");
            message
        }
        other => panic!("{other:?}"),
    }
}

fn opened(bytes: &[u8]) -> Workbook {
    open_bytes("f", bytes).unwrap()
}

#[test]
fn what_is_no_workbook_is_called_by_its_name() {
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 600]);
        bytes.extend(name.bytes().flat_map(|byte| [byte, 0]));
        bytes
    };
    let form = xlsx("", "/><sst>");
    for (bytes, words) in [
        (Vec::new(), "vuoto"),
        (b"%PDF-1.7\n".to_vec(), "un PDF"),
        (old("EncryptedPackage"), "protetto da una password"),
        (old("Workbook"), "vecchio formato .xls"),
        (old("WordDocument"), "documento di testo"),
        (b"  <!DOCTYPE html><html>".to_vec(), "una pagina web"),
        (b"<html><table>".to_vec(), "una pagina web"),
        (b"<?xml version=\"1.0\"?><Workbook/>".to_vec(), "un file XML"),
        (b"codice;risposta\n1.1;si\n".to_vec(), "un file di testo"),
        (b"{\\rtf1".to_vec(), "documento di testo"),
        (b"\x89PNG\r\n".to_vec(), "un'immagine"),
        (package(&[("modulo.xlsx", b"")]), "cartella compressa"),
        (package(&[("Index/Document.iwa", b"")]), "Apple Numbers"),
        (b"{\"url\":\"https://docs.google.com/open\"}".to_vec(), "foglio di Google"),
        (package(&[("word/document.xml", b"")]), "documento di testo"),
        (package(&[("xl/workbook.bin", b"")]), ".xlsb"),
        (form[..form.len() / 2].to_vec(), "incompleto"),
        (b"\0\x01\x02".to_vec(), "non è una cartella di lavoro"),
        (package(&[("xl/workbook.xml", b"<x")]), "danneggiato"),
        (package(&[("content.xml", b"<x>&#xFFFFFFFF;<y")]), "danneggiato"),
    ] {
        let message = refused(&bytes);
        assert!(message.contains(words), "{message} / {words}");
    }
}

#[test]
fn a_file_that_is_not_there_a_folder_and_a_lock_file_are_told() {
    let message = |path: &Path| match open(path) {
        Err(Error::User { message, .. }) => message,
        other => panic!("{other:?}"),
    };
    assert!(message(Path::new("/non/esiste.xlsx")).contains("non esiste"));
    assert!(message(&std::env::temp_dir()).contains("è una cartella"));
    assert!(message(Path::new("/x/~$modulo.xlsx")).contains("file provvisorio"));
}

#[test]
fn opposite_corners_of_a_sheet_cost_nothing() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let workbook = opened(&xlsx(rows, "/><sst>"));
    let sheet = workbook.sheet("S").unwrap();
    assert_eq!(sheet.cells.len(), 1);
    assert_eq!(sheet.off_grid, 1);
    assert_eq!(sheet.off_grid_at, CellRef::parse("XFD1048576"));
}

#[test]
fn addresses_beyond_every_sheet_and_wrong_numbers_do_not_end_the_program() {
    for address in ["ZZZZZZZZZZ1", "A99999999999999999999", "A0", "1A", "è"] {
        let rows = format!("<row r=\"1\"><c r=\"{address}\"><v>1</v></c></row>");
        let _ = open_bytes("f.xlsx", &xlsx(&rows, "/><sst>"));
    }
    // Nothing is made ready for as many texts as the file says that it has.
    for count in ["1000000000000", "18446744073709551615", "99999999999999999999999"] {
        let strings = format!("uniqueCount = '{count}'>");
        assert_eq!(opened(&xlsx("", &strings)).sheets.len(), 1);
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_inflated_whole() {
    let zeros = vec![b' '; 65 * 1024 * 1024];
    assert!(refused(&package(&[("xl/workbook.xml", &zeros)])).contains("troppo grande"));
    let many: String = (1..=200_001)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>"))
        .collect();
    assert!(refused(&xlsx(&many, "/><sst>")).contains("troppo grande"));
}

#[test]
fn a_long_text_used_by_many_cells_is_not_copied_without_end() {
    let strings = format!("><si><t>{}</t></si>", "x".repeat(1_000_000));
    let rows: String = (1..=4_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    assert!(refused(&xlsx(&rows, &strings)).contains("troppo grande"));
}

#[test]
fn an_unknown_error_word_does_not_hide_the_cells_after_it() {
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#FUTURE!</v></c><c r=\"B1\"><v>2</v></c></row>";
    let workbook = opened(&xlsx(rows, "/><sst>"));
    assert_eq!(workbook.sheets[0].cell(CellRef::new(0, 1)), Some(&Cell::number(2.0)));
}

#[test]
fn formulas_keep_their_result_or_say_that_there_is_none() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1+1</f></c></row>";
    let sheet = &opened(&xlsx(rows, "/><sst>")).sheets[0];
    let cell = |col| sheet.cell(CellRef::new(0, col)).unwrap();
    assert!(cell(0).formula && cell(0).raw == Raw::Number(2.0));
    assert_eq!(cell(1).raw, Raw::NoResult);
}

#[test]
fn an_ods_is_read_with_the_kinds_of_its_values() {
    let workbook = opened(&ods("<table:table table:name=\"Uno\">\
         <table:table-header-rows><table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table-header-rows>\
         <table:table-row><table:table-cell table:number-columns-repeated=\"2\"/>\
         <table:table-cell office:value-type=\"string\"><office:annotation><text:p>nota</text:p></office:annotation><text:p>Due<text:s text:c=\"2\"/>&amp; <text:span>tre</text:span></text:p><text:p>righe</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"percentage\" office:value=\"0.35\"><text:p>35%</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2022-12-31\"><text:p>31/12/22</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>VERO</text:p></table:table-cell>\
         <table:table-cell calcext:value-type=\"error\" office:value-type=\"string\" office:string-value=\"\" table:formula=\"of:=1/0\"><text:p>#DIV/0!</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"7\" table:number-columns-repeated=\"2\" table:number-columns-spanned=\"2\"/>\
         </table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         </table:table><table:table table:name=\"Due\" table:style-name=\"h\"/>"));
    let sheet = workbook.sheet("Uno").unwrap();
    let written: Vec<String> = (2..9).map(|col| sheet.text(CellRef::new(2, col))).collect();
    assert_eq!(written, ["Due  & tre\nrighe", "35%", "31/12/2022", "VERO", "#DIV/0!", "7", "7"]);
    assert!(matches!(sheet.cell(CellRef::new(2, 6)).unwrap().raw, Raw::Error(_)));
    assert_eq!(sheet.cells.len(), 7);
    assert_eq!(sheet.merged, [(CellRef::new(2, 7), CellRef::new(2, 8))]);
    assert!(workbook.sheet("Due").unwrap().hidden);
    assert_eq!(workbook.properties["sestante.stamp"], "a · b & c");
}

#[test]
fn repeated_cells_of_an_ods_are_never_laid_out_without_end() {
    let cell = |value: &str, repeated: u32| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"float\" {value}/>"
        )
    };
    let table = |row: &str, repeated: u64| {
        ods(&format!(
            "<table:table table:name=\"S\"><table:table-row table:number-rows-repeated=\"{repeated}\">{row}</table:table-row></table:table>"
        ))
    };
    let filled = table(&cell("office:value=\"1\"", 95), 1_048_576);
    assert!(refused(&filled).contains("troppo grande"));
    assert_eq!(opened(&table(&cell("", 16_384), 4_000_000_000)).sheets[0].cells.len(), 0);
    let corner = "<table:table-cell table:number-columns-repeated=\"16383\"/>".to_owned()
        + &cell("office:value=\"1\"", 1);
    assert_eq!(opened(&table(&corner, 1)).sheets[0].off_grid, 1);
}

#[test]
fn a_protected_ods_is_told_apart_from_a_damaged_one() {
    let bytes = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x01\x02"),
    ]);
    assert!(refused(&bytes).contains("password"));
    let text = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<a/>"),
    ]);
    assert!(refused(&text).contains("documento di testo"));
}

/// A package like [`xlsx`] with another part in place of one of its own.
fn with_part(name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let bytes = xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "><si/>");
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let own = entry.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        parts.push((own.clone(), if own == name { change(&text) } else { text }));
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    package(&parts)
}

fn many(unit: &str, count: usize) -> String {
    (0..count).map(|number| unit.replace('#', &number.to_string())).collect()
}

#[test]
fn what_is_counted_by_the_ten_thousand_is_refused() {
    let book = "xl/workbook.xml";
    let sheets = "<sheet name=\"s#\" sheetId=\"#\" r:id=\"r1\"/>";
    let tables: String = many("<table:table table:name=\"s#\"/>", 10_000);
    let names = "<definedName name=\"n#\">A1</definedName>";
    let relations = "<Relationship Id=\"x#\" Target=\"y\"/>";
    for bytes in [
        with_part(book, |xml| {
            xml.replace("<sheets>", &format!("<sheets>{}", many(sheets, 10_000)))
        }),
        with_part(book, |xml| {
            xml.replace("<sheets>", &format!("<sheets>{}", many(sheets, 60_000)))
        }),
        with_part(book, |xml| xml.replace("</workbook>", &(many(names, 60_000) + "</workbook>"))),
        with_part("xl/_rels/workbook.xml.rels", |xml| {
            xml.replace("</Relationships>", &(many(relations, 60_000) + "</Relationships>"))
        }),
        with_part("xl/sharedStrings.xml", |xml| xml.replace("<si/>", &"<si/>".repeat(1_000_002))),
        ods(&tables),
    ] {
        assert!(refused(&bytes).contains("troppo grande"));
    }
    assert_eq!(opened(&with_part(book, str::to_owned)).sheets.len(), 1);
}

#[test]
fn a_table_of_contents_without_end_is_refused_before_it_is_read() {
    let mut bytes = package(&[("xl/workbook.xml", b"<x/>")]);
    bytes.extend(b"PK\x01\x02".repeat(5_000));
    assert!(refused(&bytes).contains("troppo grande"));
}

#[test]
fn blanks_that_a_cell_asks_for_have_an_end() {
    let blanks = "<text:s text:c=\"4000000000\"/>".repeat(1_000);
    let cell = format!(
        "<table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>a{blanks}b</text:p></table:table-cell></table:table-row></table:table>"
    );
    let book = opened(&ods(&cell));
    let Some(Raw::Text(text)) =
        book.sheets[0].cell(CellRef::new(0, 0)).map(|cell| cell.raw.clone())
    else {
        panic!("no text");
    };
    assert!(text.len() <= 32_767, "{}", text.len());
}

#[test]
fn entities_that_a_file_declares_are_not_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    let bytes = with_part("xl/sharedStrings.xml", |xml| {
        format!("{bomb}{}", xml.replace("<si/>", "<si><t>x&b;&f;y</t></si>"))
    });
    let bytes = {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x&b;&f;y</t></is></c></row>";
        let book = opened(&xlsx(rows, "/><sst>"));
        assert_eq!(book.sheets[0].text(CellRef::new(0, 0)), "xy");
        bytes
    };
    assert_eq!(opened(&bytes).sheets.len(), 1);
}

#[test]
fn names_that_lead_out_of_the_package_lead_nowhere() {
    let out = with_part("xl/_rels/workbook.xml.rels", |xml| {
        xml.replace("worksheets/sheet1.xml", "../../../../../../etc/passwd")
    });
    assert!(opened(&out).sheets.is_empty());
    let inside = package(&[("../../x/xl/workbook.xml", b"<x/>"), ("/etc/passwd", b"x")]);
    assert!(refused(&inside).contains("cartella compressa"));
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_not_read_from() {
    match open(Path::new("/dev/zero")) {
        Err(Error::User { message, .. }) => assert!(message.contains("dispositivo"), "{message}"),
        other => panic!("{other:?}"),
    }
}
