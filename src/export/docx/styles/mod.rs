// SPDX-License-Identifier: EUPL-1.2
//! Styles: those that Word knows by their English names, so that it shows them in its own
//! language, and some of our own.
//!
//! Sizes follow the web page; colours and font are those of every Office file. Who does not have
//! the font sees Calibri.

mod list;
mod property;

use super::kinds::{WORD, valued};
use crate::edition::Words;
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::look::TEXT;
pub(super) use crate::export::ooxml::look::{
    DANGER, FONT, LINE, PRIMARY, QUIET, RAISED, SECONDARY, STRONG_LINE, SUCCESS, TITLE, WARNING,
    shade,
};
use crate::export::ooxml::part as written;
use list::{CHARACTERS, KNOWN, OWN, Style};
use property::line;

/// The part with the styles, for a language (`it-IT`).
pub(super) fn part(language: &str, words: &Words) -> String {
    written(tag("w:styles").with("xmlns:w", WORD), |out| {
        defaults(out, language);
        for style in KNOWN {
            paragraph(out, style, style.name, false);
        }
        for style in OWN {
            paragraph(out, style, &words.style(style.name), true);
        }
        for style in CHARACTERS {
            let name = if style.known { style.name.to_owned() } else { words.style(style.name) };
            out.within(opened("character", style.id, !style.known), |out| {
                out.empty(valued("w:name", name));
                out.empty(valued("w:basedOn", "DefaultParagraphFont"));
                out.empty(tag("w:qFormat"));
                property::write(out, "w:rPr", style.text);
            });
        }
        tables(out, words);
    })
}

/// A style of a kind; `own` where Word does not know it.
fn opened(kind: &str, id: &str, own: bool) -> Tag {
    let style = tag("w:style").with("w:type", kind).maybe("w:customStyle", own.then_some(1));
    style.with("w:styleId", id)
}

/// What holds where no style says otherwise, and the styles that all others are based on.
fn defaults(out: &mut String, language: &str) {
    let scripts = ["w:ascii", "w:eastAsia", "w:hAnsi", "w:cs"];
    let fonts = scripts.into_iter().fold(tag("w:rFonts"), |fonts, name| fonts.with(name, FONT));
    let languages = valued("w:lang", language).with("w:eastAsia", language).with("w:bidi", "ar-SA");
    out.within(tag("w:docDefaults"), |out| {
        out.nested(&["w:rPrDefault", "w:rPr"], |out| {
            out.empty(fonts);
            out.empty(valued("w:color", TEXT));
            ["w:sz", "w:szCs"].iter().for_each(|name| out.empty(valued(name, 21)));
            out.empty(languages);
        });
        out.nested(&["w:pPrDefault", "w:pPr"], |out| {
            out.empty(tag("w:spacing").with("w:line", 240).with("w:lineRule", "auto"));
        });
    });
    default(out, "paragraph", ("Normal", "Normal"), |out| out.empty(tag("w:qFormat")));
    default(out, "character", ("DefaultParagraphFont", "Default Paragraph Font"), |out| {
        out.empty(valued("w:uiPriority", 1));
        out.empty(tag("w:semiHidden"));
    });
    default(out, "numbering", ("NoList", "No List"), |out| {
        out.empty(valued("w:uiPriority", 99));
        out.empty(tag("w:semiHidden"));
    });
}

fn default(
    out: &mut String,
    kind: &str,
    (id, name): (&str, &str),
    content: impl FnOnce(&mut String),
) {
    let style = tag("w:style").with("w:type", kind).with("w:default", 1).with("w:styleId", id);
    out.within(style, |out| {
        out.empty(valued("w:name", name));
        content(out);
    });
}

fn paragraph(out: &mut String, style: &Style, name: &str, own: bool) {
    let heads = style.id.starts_with("Heading") || style.id == "TOCHeading";
    out.within(opened("paragraph", style.id, own), |out| {
        out.empty(valued("w:name", name));
        out.empty(valued("w:basedOn", style.based_on));
        if heads {
            out.empty(valued("w:next", "BodyText"));
        }
        out.empty(tag("w:qFormat"));
        property::write(out, "w:pPr", style.place);
        property::write(out, "w:rPr", style.text);
    });
}

/// A width of a table's margin or indent.
fn width(name: &'static str, width: u32) -> Tag {
    tag(name).with("w:w", width).with("w:type", "dxa")
}

/// Margins of cells: above and below, at the left and at the right.
fn margins(out: &mut String, ends: u32, sides: u32) {
    let sides = [("w:top", ends), ("w:left", sides), ("w:bottom", ends), ("w:right", sides)];
    out.within(tag("w:tblCellMar"), |out| {
        sides.into_iter().for_each(|(name, wide)| out.empty(width(name, wide)));
    });
}

fn tables(out: &mut String, words: &Words) {
    default(out, "table", ("TableNormal", "Normal Table"), |out| {
        out.empty(valued("w:uiPriority", 99));
        out.empty(tag("w:semiHidden"));
        out.within(tag("w:tblPr"), |out| {
            out.empty(width("w:tblInd", 0));
            margins(out, 0, 108);
        });
    });
    out.within(opened("table", "ComparisonTable", true), |out| {
        out.empty(valued("w:name", words.style("table")));
        out.empty(valued("w:basedOn", "TableNormal"));
        out.empty(tag("w:qFormat"));
        out.within(tag("w:tblPr"), |out| {
            out.within(tag("w:tblBorders"), |out| {
                out.empty(line("w:bottom", 6, 0, STRONG_LINE));
                out.empty(line("w:insideH", 4, 0, LINE));
            });
            margins(out, 15, 80);
        });
        out.within(tag("w:tblStylePr").with("w:type", "firstRow"), |out| {
            out.empty(tag("w:tblPr"));
            out.nested(&["w:tcPr", "w:tcBorders"], |out| {
                out.empty(line("w:bottom", 12, 0, TITLE));
            });
        });
    });
}
