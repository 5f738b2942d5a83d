// SPDX-License-Identifier: EUPL-1.2
//! The parts around the text, and the package that holds them all.

use super::{Writer, lists, styles};
use crate::diag::Error;
use crate::export::columns::text_width;
use crate::export::ooxml::{DECLARATION, Package, Part, THEME, core_properties, escaped, theme};
use crate::report::Document;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const DRAWING: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// Packs the text and what it needs.
pub(super) fn pack(writer: Writer<'_>) -> Result<Vec<u8>, Error> {
    let document = writer.document;
    let language = language(&document.language);
    let mut relationships = writer.relationships;
    let mut package_parts = Vec::new();
    let footer = |name, landscape| (name, "footer", footer(document, landscape));
    for (name, kind, text) in [
        ("styles.xml", "styles", styles::part(&language)),
        ("settings.xml", "settings", settings(&language)),
        ("fontTable.xml", "fontTable", fonts()),
        ("theme.xml", "theme", theme(styles::FONT)),
        ("numbering.xml", "numbering", lists::numbering(&writer.lists)),
        ("header.xml", "header", header(document)),
        footer("footer.xml", false),
        footer("footer-wide.xml", true),
    ] {
        relationships.part(kind, name);
        package_parts.push(Part::xml(&format!("word/{name}"), content_type(kind), text));
    }
    let text = format!(
        "{DECLARATION}<w:document {W} {R} {DRAWING}><w:body>{}</w:body></w:document>",
        writer.out
    );
    let main = Part {
        relationships,
        ..Part::xml("word/document.xml", content_type("document.main"), text)
    };
    let mut package = Package::new(main);
    package_parts.into_iter().for_each(|part| package.add(part));
    for (at, png) in writer.pictures.into_iter().enumerate() {
        package.add(Part::png(&format!("word/media/figure{}.png", at + 1), png));
    }
    let (publisher, subtitle) = (document.publisher.as_deref(), document.subtitle.as_deref());
    package.finish(core_properties(&document.title, publisher, subtitle, &language))
}

fn content_type(kind: &str) -> &'static str {
    match kind {
        "theme" => THEME,
        "styles" => "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
        "settings" => "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml",
        "fontTable" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
        }
        "numbering" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
        }
        "header" => "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        "footer" => "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
        _ => "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    }
}

/// The language with its country, as Word names it.
fn language(tag: &str) -> String {
    match tag {
        "it" => "it-IT".to_owned(),
        "en" => "en-GB".to_owned(),
        tag if tag.len() >= 2 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
            tag.to_owned()
        }
        _ => "it-IT".to_owned(),
    }
}

/// Fields are not updated at opening: Word would ask the reader whether it may.
fn settings(language: &str) -> String {
    format!(
        "{DECLARATION}<w:settings {W}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"709\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/><w:decimalSymbol w:val=\",\"/>\
         <w:listSeparator w:val=\";\"/></w:settings>"
    )
}

fn fonts() -> String {
    format!(
        "{DECLARATION}<w:fonts {W}><w:font w:name=\"{}\"><w:altName w:val=\"Calibri\"/>\
         <w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>\
         <w:font w:name=\"Consolas\"><w:altName w:val=\"Courier New\"/><w:charset w:val=\"00\"/>\
         <w:family w:val=\"modern\"/><w:pitch w:val=\"fixed\"/></w:font></w:fonts>",
        styles::FONT
    )
}

fn header(document: &Document) -> String {
    format!(
        "{DECLARATION}<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p></w:hdr>",
        run(&document.title)
    )
}

/// Publisher and date at the left, the number of the page at the right.
fn footer(document: &Document, landscape: bool) -> String {
    let publisher = document.publisher.as_deref().into_iter();
    let left: Vec<&str> = publisher.chain([document.date.as_str()]).collect();
    let edge = text_width(landscape);
    format!(
        "{DECLARATION}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"{edge}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>",
        run(&left.join(" – "))
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}
