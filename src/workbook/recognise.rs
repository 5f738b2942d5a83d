// SPDX-License-Identifier: EUPL-1.2
//! Tells what a file is by its bytes, so that a wrong one can be named in the message.

use super::bad::Bad;
use super::encoding;
use super::package::Package;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// .xlsx or .xlsm.
    Xlsx,
    /// .ods.
    Ods,
    /// .fods: an .ods in one text.
    FlatOds,
    /// No bytes at all.
    Empty,
    /// PDF.
    Pdf,
    /// .xls of Excel 97-2003.
    Xls,
    /// .xlsb.
    Xlsb,
    /// A workbook behind a password.
    Encrypted,
    /// Word, `OpenDocument` text, RTF.
    TextDocument,
    /// A web page, often named .xls.
    Html,
    /// Text, often a CSV.
    Text,
    /// XML, such as a spreadsheet of Excel 2003.
    Xml,
    /// A workbook of Apple Numbers.
    Numbers,
    /// What a Google Drive folder holds in place of a sheet: its address.
    Google,
    /// An image.
    Image,
    /// A compressed folder.
    Zip,
    /// Begins as a package, but its end is missing.
    Truncated,
    /// A package that declares more than the caps allow.
    TooBig,
    /// Anything else.
    Unknown,
}

impl Kind {
    /// Key of the message that refuses it.
    pub(super) fn message(self) -> &'static str {
        match self {
            Kind::Empty => "workbook-empty",
            Kind::Pdf => "workbook-pdf",
            Kind::Xls => "workbook-xls",
            Kind::Xlsb => "workbook-xlsb",
            Kind::Encrypted => "workbook-encrypted",
            Kind::TextDocument => "workbook-text-document",
            Kind::Html => "workbook-html",
            Kind::Text => "workbook-text",
            Kind::Xml => "workbook-xml",
            Kind::Numbers => "workbook-numbers",
            Kind::Google => "workbook-google",
            Kind::Image => "workbook-image",
            Kind::Zip => "workbook-zip",
            Kind::Truncated => "workbook-truncated",
            Kind::TooBig => "workbook-too-big",
            Kind::Xlsx | Kind::Ods | Kind::FlatOds | Kind::Unknown => "workbook-unknown",
        }
    }
}

/// What these bytes are.
pub(super) fn recognise(bytes: &[u8]) -> Kind {
    match bytes {
        [] => Kind::Empty,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => package(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(bytes),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Kind::Image
        }
        _ => text(bytes),
    }
}

fn package(bytes: &[u8]) -> Kind {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(Bad::TooBig) => return Kind::TooBig,
        Err(_) => return Kind::Truncated,
    };
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let begins = |with: &str| names.iter().any(|name| name.starts_with(with));
    if has("xl/workbook.bin") {
        Kind::Xlsb
    } else if names.iter().any(|name| name.starts_with("xl/workbook") && name.ends_with(".xml")) {
        Kind::Xlsx
    } else if begins("word/") || begins("ppt/") {
        Kind::TextDocument
    } else if has("content.xml") {
        match package.part("mimetype").ok().flatten() {
            Some(kind) if !contains(&kind, b"spreadsheet") => Kind::TextDocument,
            _ => Kind::Ods,
        }
    } else if names.iter().any(|name| name.ends_with(".iwa")) {
        Kind::Numbers
    } else if is_workbook_elsewhere(&mut package) {
        Kind::Xlsx
    } else {
        Kind::Zip
    }
}

/// Whether the package's relations lead to a workbook that stands where no program puts it.
fn is_workbook_elsewhere(package: &mut Package<'_>) -> bool {
    let Ok(relations) = package.relations("") else { return false };
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument");
    let xml = main.and_then(|main| package.part(&main.part).ok().flatten()).unwrap_or_default();
    let start = xml.get(..1024).unwrap_or(&xml);
    contains(start, b"spreadsheetml") && contains(start, b"workbook")
}

/// Names inside a compound file are in UTF-16, near its beginning or its end.
fn compound(bytes: &[u8]) -> Kind {
    const NEAR: usize = 2 * 1024 * 1024;
    let head = bytes.get(..NEAR).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(NEAR)..).unwrap_or_default();
    let wide = |name: &str| {
        let name: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
        contains(head, &name) || contains(tail, &name)
    };
    if wide("EncryptedPackage") {
        Kind::Encrypted
    } else if wide("WordDocument") || wide("PowerPoint Document") {
        Kind::TextDocument
    } else if wide("Workbook") || wide("Book") {
        Kind::Xls
    } else {
        Kind::Unknown
    }
}

fn text(bytes: &[u8]) -> Kind {
    // A flat file declares all its namespaces before it says what it is.
    let start = encoding::utf8(bytes.get(..8192).unwrap_or(bytes).to_vec());
    let flat = contains(&start, b"urn:oasis:names:tc:opendocument:xmlns:office:1.0")
        && contains(&start, b"application/vnd.oasis.opendocument.spreadsheet");
    if flat && start.trim_ascii_start().starts_with(b"<") {
        return Kind::FlatOds;
    }
    let start = start.get(..1024).unwrap_or(&start);
    let start = String::from_utf8_lossy(start).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if start.starts_with("%pdf") {
        Kind::Pdf
    } else if start.starts_with("{\\rtf") {
        Kind::TextDocument
    } else if start.starts_with('<') {
        let html = ["<html", "<!doctype html", "<table", "<meta"];
        if html.iter().any(|tag| start.contains(tag)) { Kind::Html } else { Kind::Xml }
    } else if start.starts_with('{') && start.contains("docs.google.com") {
        Kind::Google
    } else if start.contains('\0') {
        Kind::Unknown
    } else {
        Kind::Text
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
