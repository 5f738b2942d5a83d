// SPDX-License-Identifier: EUPL-1.2
//! A form written as an .ods, or as the flat .fods, with some of its cells as a test wants them.

use super::package::{Book, pack};
use quick_xml::escape::escape;
use sestante::diag::CellRef;
use std::collections::BTreeMap;

/// What a test puts into an .ods.
#[derive(Default)]
pub(super) struct Changes {
    /// Cells as XML, by sheet and place.
    pub(super) cells: BTreeMap<(String, CellRef), String>,
    /// Styles as XML.
    pub(super) styles: String,
    /// Attributes of rows, by sheet and number.
    pub(super) rows: BTreeMap<(String, u32), String>,
}

/// The namespaces with the prefixes that everybody uses.
const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// The package of a form.
pub(super) fn ods(book: &Book, changes: &Changes) -> Vec<u8> {
    packed(&content(book, changes, "office:document-content", ""))
}

/// A package with this content.
pub(super) fn packed(content: &str) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let parts = [("mimetype", kind), ("content.xml", content)];
    pack(&parts.map(|(name, text)| (name.to_owned(), text.to_owned())).into())
}

/// The whole form in one text.
pub(super) fn fods(book: &Book, changes: &Changes) -> String {
    let kind = " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"";
    content(book, changes, "office:document", kind)
}

/// The XML of the sheets.
pub(super) fn content(book: &Book, changes: &Changes, root: &str, kind: &str) -> String {
    let tables: String = book.tabs.iter().map(|tab| {
        let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
        for (at, cell) in &tab.cells {
            let value = escape(cell.value.as_str());
            let xml = match cell.kind.as_str() {
                _ if cell.value.is_empty() => continue,
                "s" => format!("<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>", value.replace('\n', "</text:p><text:p>")),
                _ => format!("<table:table-cell office:value-type=\"float\" office:value=\"{value}\"/>"),
            };
            rows.entry(at.row).or_default().insert(at.col, xml);
        }
        for ((sheet, at), xml) in &changes.cells {
            if *sheet == tab.name {
                rows.entry(at.row).or_default().insert(at.col, xml.clone());
            }
        }
        let mut next = 0;
        let mut out = format!("<table:table table:name=\"{}\">", escape(tab.name.as_str()));
        for (row, cells) in rows {
            if row > next {
                out.push_str(&format!("<table:table-row table:number-rows-repeated=\"{}\"><table:table-cell/></table:table-row>", row - next));
            }
            next = row + 1;
            let with = changes.rows.get(&(tab.name.clone(), row)).cloned().unwrap_or_default();
            out.push_str(&format!("<table:table-row {with}>"));
            let mut col = 0;
            for (at, xml) in cells {
                if at > col {
                    out.push_str(&format!("<table:table-cell table:number-columns-repeated=\"{}\"/>", at - col));
                }
                out.push_str(&xml);
                col = at + 1;
            }
            out.push_str("</table:table-row>");
        }
        out + "</table:table>"
    }).collect();
    let styles = &changes.styles;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><{root} {NAMES}{kind}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></{root}>"
    )
}
