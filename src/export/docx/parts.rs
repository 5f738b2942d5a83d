// SPDX-License-Identifier: EUPL-1.2
//! The parts around the text, and the package that holds them all.

use super::kinds::content_type;
use super::template::Template;
use super::{Writer, lists, styles};
use crate::diag::Error;
use crate::edition::Edition;
use crate::export::ooxml::look::language;
use crate::export::ooxml::{DECLARATION, Package, Part, core_properties, escaped, theme};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const DRAWING: &str = "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// Packs the text and what it needs.
pub(super) fn pack(writer: Writer<'_>) -> Result<Vec<u8>, Error> {
    let edition = writer.edition;
    let language = language(&edition.language);
    let mut relationships = writer.relationships;
    let mut package_parts = Vec::new();
    let template = writer.template;
    let pages = &writer.pages;
    let style = |id| template.as_ref().map_or(id, |template: &Template| template.style(id));
    let footer = |name, landscape| {
        (name, "footer", footer(edition, style("Footer"), pages.text_width(landscape)))
    };
    let first = template.as_ref().map_or(0, |template| template.first_list);
    let numbering = lists::numbering(&writer.lists, first);
    let kept = template.as_ref();
    let own =
        |theirs: Option<&String>, ours: &dyn Fn() -> String| theirs.cloned().unwrap_or_else(ours);
    for (name, kind, text) in [
        (
            "styles.xml",
            "styles",
            own(kept.map(|template| &template.styles), &|| styles::part(&language, &edition.words)),
        ),
        ("settings.xml", "settings", settings(&language, kept)),
        (
            "fontTable.xml",
            "fontTable",
            own(kept.and_then(|template| template.fonts.as_ref()), &fonts),
        ),
        (
            "theme.xml",
            "theme",
            own(kept.and_then(|template| template.theme.as_ref()), &|| theme(styles::FONT)),
        ),
        (
            "numbering.xml",
            "numbering",
            match kept {
                Some(template) => template.numbering(numbering),
                None => numbering,
            },
        ),
        ("header.xml", "header", header(edition, style("Header"))),
        footer("footer.xml", false),
        footer("footer-wide.xml", true),
    ] {
        relationships.part(kind, name);
        package_parts.push(Part::xml(&format!("word/{name}"), content_type(kind), text));
    }
    let text = format!(
        "{DECLARATION}<w:document {W} {R} {DRAWING}{}><w:body>{}</w:body></w:document>",
        declared(template.as_ref()),
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
    template.into_iter().flat_map(|template| template.parts).for_each(|part| package.add(part));
    let (publisher, subtitle) = (edition.publisher.as_deref(), edition.subtitle.as_deref());
    package.finish(core_properties(&edition.title, publisher, subtitle, &language))
}

/// What the template's text needs declared beyond what ours does.
fn declared(template: Option<&Template>) -> String {
    let ours = ["xmlns:w", "xmlns:r", "xmlns:wp", "xmlns:a", "xmlns:pic"];
    let theirs = template.into_iter().flat_map(|template| &template.declared);
    let more = theirs.filter(|(name, _)| !ours.contains(&name.as_str()));
    more.map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect()
}

/// Fields are not updated at opening: Word would ask the reader whether it may.
fn settings(language: &str, template: Option<&Template>) -> String {
    let kept = template.map(|template| &template.settings);
    let [pages, lines, colours] = match kept {
        Some(kept) => [kept.pages.as_str(), kept.lines.as_str(), kept.colours.as_str()],
        None => ["", "", ""],
    };
    format!(
        "{DECLARATION}<w:settings {W}><w:zoom w:percent=\"100\"/>{pages}\
         <w:defaultTabStop w:val=\"709\"/>{lines}<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>\
         <w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/>{colours}<w:decimalSymbol w:val=\",\"/>\
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

fn header(edition: &Edition, style: &str) -> String {
    format!(
        "{DECLARATION}<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}</w:p></w:hdr>",
        escaped(style),
        run(&edition.title)
    )
}

/// Publisher and date at the left, the number of the page at the right.
fn footer(edition: &Edition, style: &str, edge: u32) -> String {
    let style = escaped(style);
    format!(
        "{DECLARATION}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:tabs>\
         <w:tab w:val=\"right\" w:pos=\"{edge}\"/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>",
        run(&edition.by)
    )
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}
