// SPDX-License-Identifier: EUPL-1.2
//! The parts around the text, and the package that holds them all.

use super::kinds::valued;
use super::kinds::{WORD, content_type};
use super::template::Template;
use super::{Writer, lists, styles};
use crate::diag::Error;
use crate::edition::Edition;
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::look::language;
use crate::export::ooxml::{Package, Part, core_properties, part, theme};

/// The namespace of what links parts.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Those of drawings.
const DRAWING: [(&str, &str); 3] = [
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

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
    let text = part(declared(template.as_ref()), |text| {
        text.nested(&["w:body"], |text| text.push_str(&writer.out));
    });
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

/// The root of the text: it declares ours, and what the template's text needs beyond that.
fn declared(template: Option<&Template>) -> Tag {
    let root = DRAWING.iter().fold(declaring("w:document"), |root, (name, value)| {
        root.with(&format!("xmlns:{name}"), value)
    });
    let ours = ["xmlns:w", "xmlns:r", "xmlns:wp", "xmlns:a", "xmlns:pic"];
    let theirs = template.into_iter().flat_map(|template| &template.declared);
    let more = theirs.filter(|(name, _)| !ours.contains(&name.as_str()));
    more.fold(root, |root, (name, value)| root.with(name, value))
}

/// Fields are not updated at opening: Word would ask the reader whether it may.
fn settings(language: &str, template: Option<&Template>) -> String {
    let kept = template.map(|template| &template.settings);
    let [pages, lines, colours] = match kept {
        Some(kept) => [kept.pages.as_str(), kept.lines.as_str(), kept.colours.as_str()],
        None => ["", "", ""],
    };
    part(tag("w:settings").with("xmlns:w", WORD), |out| {
        out.empty(tag("w:zoom").with("w:percent", 100));
        out.push_str(pages);
        out.empty(valued("w:defaultTabStop", 709));
        out.push_str(lines);
        out.empty(valued("w:characterSpacingControl", "doNotCompress"));
        out.nested(&["w:compat"], |out| {
            let mode = tag("w:compatSetting").with("w:name", "compatibilityMode");
            let mode = mode.with("w:uri", "http://schemas.microsoft.com/office/word");
            out.empty(mode.with("w:val", 15));
        });
        out.empty(valued("w:themeFontLang", language));
        out.push_str(colours);
        out.empty(valued("w:decimalSymbol", ","));
        out.empty(valued("w:listSeparator", ";"));
    })
}

fn fonts() -> String {
    let fonts = [
        (styles::FONT, "Calibri", "swiss", "variable"),
        ("Consolas", "Courier New", "modern", "fixed"),
    ];
    part(tag("w:fonts").with("xmlns:w", WORD), |out| {
        for (name, instead, family, pitch) in fonts {
            out.within(tag("w:font").with("w:name", name), |out| {
                out.empty(valued("w:altName", instead));
                out.empty(valued("w:charset", "00"));
                out.empty(valued("w:family", family));
                out.empty(valued("w:pitch", pitch));
            });
        }
    })
}

fn header(edition: &Edition, style: &str) -> String {
    part(declaring("w:hdr"), |out| {
        out.nested(&["w:p"], |out| {
            out.nested(&["w:pPr"], |out| out.empty(valued("w:pStyle", style)));
            run(out, &edition.title);
        });
    })
}

/// Publisher and date at the left, the number of the page at the right.
fn footer(edition: &Edition, style: &str, edge: u32) -> String {
    let field = |out: &mut String, kind| {
        out.nested(&["w:r"], |out| out.empty(tag("w:fldChar").with("w:fldCharType", kind)));
    };
    part(declaring("w:ftr"), |out| {
        out.nested(&["w:p"], |out| {
            out.nested(&["w:pPr"], |out| {
                out.empty(valued("w:pStyle", style));
                out.nested(&["w:tabs"], |out| {
                    out.empty(valued("w:tab", "right").with("w:pos", edge));
                });
            });
            run(out, &edition.by);
            out.nested(&["w:r"], |out| out.empty(tag("w:tab")));
            field(out, "begin");
            out.nested(&["w:r"], |out| {
                out.around(tag("w:instrText").with("xml:space", "preserve"), " PAGE ");
            });
            field(out, "separate");
            out.nested(&["w:r"], |out| out.around(tag("w:t"), "1"));
            field(out, "end");
        });
    })
}

fn declaring(name: &'static str) -> Tag {
    tag(name).with("xmlns:w", WORD).with("xmlns:r", RELATIONS)
}

fn run(out: &mut String, text: &str) {
    out.nested(&["w:r"], |out| out.around(tag("w:t").with("xml:space", "preserve"), text));
}
