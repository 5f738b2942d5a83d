// SPDX-License-Identifier: EUPL-1.2
//! Styles: those that Word knows by their English names, so that it shows them in its own
//! language, and some of our own.
//!
//! Sizes follow the web page; colours and font are those of every Office file. Who does not have
//! the font sees Calibri.

use crate::edition::{Words, text_width};
pub(super) use crate::export::ooxml::look::{
    DANGER, FONT, LINE, PRIMARY, QUIET, RAISED, SECONDARY, STRONG_LINE, SUCCESS, TITLE, WARNING,
    shade,
};
use crate::export::ooxml::look::{LINK, TEXT};
use crate::export::ooxml::{DECLARATION, escaped};
use crate::palette::Colour;

/// A paragraph style: id, name, style it is based on, paragraph and run properties.
type Style = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// Styles that Word knows.
const KNOWN: &[Style] = &[
    ("BodyText", "Body Text", "Normal", SPACED, ""),
    ("Heading1", "heading 1", "Normal", HEADING_1, "<w:b/>TITLE<w:sz w:val=\"46\"/>"),
    ("Heading2", "heading 2", "Normal", HEADING_2, "<w:b/>TITLE<w:sz w:val=\"32\"/>"),
    ("Heading3", "heading 3", "Normal", HEADING_3, "<w:b/>TITLE<w:sz w:val=\"26\"/>"),
    ("Heading4", "heading 4", "Normal", HEADING_4, "<w:b/>TITLE<w:sz w:val=\"22\"/>"),
    ("Heading5", "heading 5", "Normal", HEADING_5, "<w:b/>TITLE"),
    ("Heading6", "heading 6", "Normal", HEADING_6, "<w:b/>TITLE"),
    ("Title", "Title", "Normal", TITLE_PLACE, "<w:b/>TITLE<w:sz w:val=\"68\"/>"),
    ("Subtitle", "Subtitle", "Normal", SUBTITLE, "QUIET<w:sz w:val=\"32\"/>"),
    ("Date", "Date", "Normal", DATE, "<w:sz w:val=\"24\"/>"),
    ("TOCHeading", "TOC Heading", "Normal", TOC_HEADING, "<w:b/>TITLE<w:sz w:val=\"32\"/>"),
    ("TOC1", "toc 1", "Normal", TOC_1, "<w:b/>"),
    ("TOC2", "toc 2", "Normal", TOC_2, ""),
    ("TableofFigures", "table of figures", "Normal", FIGURES, "<w:sz w:val=\"19\"/>"),
    ("Caption", "caption", "Normal", CAPTION, "<w:b/>TITLE"),
    ("Header", "header", "Normal", HEADER, "QUIET<w:sz w:val=\"17\"/>"),
    ("Footer", "footer", "Normal", FOOTER, "QUIET<w:sz w:val=\"17\"/>"),
    ("Quote", "Quote", "Normal", QUOTE, "<w:i/>"),
    ("ListParagraph", "List Paragraph", "Normal", ITEM, ""),
];

/// Styles of our own; their names stand in the catalogue under `docx-style-` and the second word.
const OWN: &[Style] = &[
    ("Publisher", "publisher", "Normal", PUBLISHER, "<w:b/>PRIMARY<w:sz w:val=\"24\"/>"),
    (
        "MadeWith",
        "made-with",
        "Normal",
        "<w:spacing w:before=\"480\"/>",
        "QUIET<w:sz w:val=\"17\"/>",
    ),
    ("Notice", "notice", "Normal", TIGHT, "<w:sz w:val=\"20\"/>"),
    ("BoxTitle", "box-title", "Normal", TIGHT_TITLE, "<w:b/>TITLE"),
    ("Verdict", "verdict", "Normal", TIGHT_TITLE, "<w:b/><w:sz w:val=\"20\"/>"),
    ("Claim", "claim", "Normal", TIGHT, "<w:b/>TITLE<w:sz w:val=\"24\"/>"),
    ("ClaimSource", "claim-source", "Normal", TIGHT, "QUIET<w:sz w:val=\"19\"/>"),
    ("BriefClaim", "brief-claim", "Normal", BRIEF, ""),
    ("Evidence", "evidence", "Normal", SPACED, ""),
    ("TableText", "table-text", "Normal", CELL, "<w:sz w:val=\"18\"/>"),
    ("TableNumber", "table-number", "TableText", "<w:jc w:val=\"right\"/>", ""),
    ("TableMark", "table-mark", "TableText", "<w:jc w:val=\"center\"/>", ""),
    ("TableHead", "table-head", "TableText", "<w:keepNext/>", "<w:b/>TITLE"),
    ("TableNote", "table-note", "Normal", NOTE, "QUIET<w:sz w:val=\"18\"/>"),
    ("Figure", "figure", "Normal", "<w:spacing w:before=\"40\" w:after=\"60\"/>", ""),
    ("FigureCaption", "figure-caption", "Normal", FIGURE_CAPTION, "QUIET<w:sz w:val=\"18\"/>"),
    ("Gap", "gap", "Normal", GAP, "<w:sz w:val=\"2\"/>"),
];

/// Character styles: id, name (of Word, or in the catalogue), run properties.
const CHARACTERS: &[(&str, &str, &str)] = &[
    ("Hyperlink", "Hyperlink", "LINK<w:u w:val=\"single\"/>"),
    ("CaptionNumber", "caption-number", "PRIMARY"),
    ("SourceLink", "source-link", "<w:u w:val=\"dotted\" w:color=\"8A9BAD\"/>"),
    ("Missing", "missing", "<w:i/>QUIET"),
    (
        "Unreadable",
        "unreadable",
        "<w:color w:val=\"3D2C00\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFE9A8\"/>",
    ),
    (
        "CodeText",
        "code",
        "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:sz w:val=\"19\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F5F9\"/>",
    ),
];

const SPACED: &str = "<w:spacing w:after=\"150\"/>";
const ITEM: &str = "<w:spacing w:after=\"40\"/>";
const BRIEF: &str = "<w:spacing w:after=\"90\"/><w:ind w:left=\"284\" w:hanging=\"284\"/>";
const TIGHT: &str = "<w:spacing w:after=\"60\"/>";
const TIGHT_TITLE: &str = "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"60\"/>";
const CELL: &str = "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"204\" w:lineRule=\"auto\"/>";
const HEADING_1: &str = "<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:spacing w:before=\"0\" w:after=\"320\" w:line=\"204\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>";
const HEADING_2: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"400\" w:after=\"140\" w:line=\"204\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"1\"/>";
const HEADING_3: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"300\" w:after=\"100\" w:line=\"204\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"2\"/>";
const HEADING_4: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"3\"/>";
const HEADING_5: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"4\"/>";
const HEADING_6: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"5\"/>";
const PUBLISHER: &str = "<w:spacing w:before=\"600\" w:after=\"0\"/>";
const TITLE_PLACE: &str = "<w:keepLines/><w:pBdr><w:top w:val=\"single\" w:sz=\"48\" w:space=\"18\" w:color=\"0066CC\"/></w:pBdr><w:spacing w:before=\"2200\" w:after=\"240\" w:line=\"204\" w:lineRule=\"auto\"/>";
const SUBTITLE: &str = "<w:spacing w:after=\"480\" w:line=\"228\" w:lineRule=\"auto\"/>";
const DATE: &str = "<w:spacing w:after=\"1200\"/>";
const TOC_HEADING: &str =
    "<w:keepNext/><w:keepLines/><w:spacing w:before=\"480\" w:after=\"200\"/>";
const TOC_1: &str = "<w:keepLines/>TABS<w:spacing w:before=\"100\" w:line=\"216\" w:lineRule=\"auto\"/><w:ind w:right=\"567\"/>";
const TOC_2: &str = "<w:keepLines/>TABS<w:spacing w:line=\"216\" w:lineRule=\"auto\"/><w:ind w:left=\"284\" w:right=\"567\"/>";
const FIGURES: &str = "<w:keepLines/>TABS<w:spacing w:after=\"20\" w:line=\"216\" w:lineRule=\"auto\"/><w:ind w:left=\"284\" w:right=\"567\" w:hanging=\"284\"/>";
const CAPTION: &str = "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"80\" w:line=\"216\" w:lineRule=\"auto\"/>";
const HEADER: &str =
    "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"D6DDE5\"/></w:pBdr>";
const FOOTER: &str =
    "<w:pBdr><w:top w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"D6DDE5\"/></w:pBdr>";
const QUOTE: &str = "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"10\" w:color=\"8A9BAD\"/></w:pBdr><w:spacing w:after=\"150\"/><w:ind w:left=\"284\"/>";
const NOTE: &str = "<w:keepLines/><w:spacing w:before=\"50\" w:after=\"200\" w:line=\"210\" w:lineRule=\"auto\"/><w:contextualSpacing/>";
const FIGURE_CAPTION: &str =
    "<w:keepLines/><w:spacing w:after=\"160\" w:line=\"210\" w:lineRule=\"auto\"/>";
const GAP: &str = "<w:spacing w:line=\"160\" w:lineRule=\"exact\"/>";

/// The part with the styles, for a language (`it-IT`).
pub(super) fn part(language: &str, words: &Words) -> String {
    let mut out = format!(
        "{DECLARATION}<w:styles \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"{FONT}\" w:eastAsia=\"{FONT}\" w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\"/>\
         <w:color w:val=\"{TEXT}\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>\
         </w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">\
         <w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>\
         <w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>"
    );
    for style in KNOWN {
        paragraph(&mut out, style, style.1, false);
    }
    for style in OWN {
        paragraph(&mut out, style, &words.style(style.1), true);
    }
    for (id, name, run) in CHARACTERS {
        let own = *name != "Hyperlink";
        let name = if own { words.style(name) } else { (*name).to_owned() };
        out.push_str(&format!(
            "<w:style w:type=\"character\"{} w:styleId=\"{id}\"><w:name w:val=\"{}\"/>\
             <w:basedOn w:val=\"DefaultParagraphFont\"/><w:qFormat/><w:rPr>{}</w:rPr></w:style>",
            custom(own),
            escaped(&name),
            coloured(run)
        ));
    }
    out.push_str(&tables(words));
    out.push_str("</w:styles>");
    out
}

fn paragraph(out: &mut String, style: &Style, name: &str, own: bool) {
    let (id, _, based_on, place, run) = style;
    let heading = id.starts_with("Heading") || *id == "TOCHeading";
    let next = if heading { "<w:next w:val=\"BodyText\"/>" } else { "" };
    let tabs = format!(
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>",
        text_width(false)
    );
    let place = place.replace("TABS", &tabs);
    let sized = |run: &str| match run.split_once("<w:sz w:val=\"") {
        // Two names of one size: the second is for scripts that we do not write in.
        Some((before, rest)) if !rest.contains("shd") => {
            let size = rest.split('"').next().unwrap_or("21");
            format!("{before}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")
        }
        _ => run.to_owned(),
    };
    let run = sized(&coloured(run));
    out.push_str(&format!(
        "<w:style w:type=\"paragraph\"{} w:styleId=\"{id}\"><w:name w:val=\"{}\"/>\
         <w:basedOn w:val=\"{based_on}\"/>{next}<w:qFormat/>",
        custom(own),
        escaped(name)
    ));
    if !place.is_empty() {
        out.push_str(&format!("<w:pPr>{place}</w:pPr>"));
    }
    if !run.is_empty() {
        out.push_str(&format!("<w:rPr>{run}</w:rPr>"));
    }
    out.push_str("</w:style>");
}

fn custom(own: bool) -> &'static str {
    if own { " w:customStyle=\"1\"" } else { "" }
}

/// The names of colours as elements.
fn coloured(run: &str) -> String {
    let colours = [("TITLE", TITLE), ("QUIET", QUIET), ("PRIMARY", PRIMARY), ("LINK", LINK)];
    colours.iter().fold(run.to_owned(), |run, (name, colour)| {
        run.replace(name, &format!("<w:color w:val=\"{colour}\"/>"))
    })
}

fn tables(words: &Words) -> String {
    let name = escaped(&words.style("table"));
    let side = |name: &str, size: u8, colour: Colour| {
        format!("<w:{name} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>")
    };
    let borders = side("bottom", 6, STRONG_LINE) + &side("insideH", 4, LINE);
    let under = side("bottom", 12, TITLE);
    format!(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">\
         <w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
         <w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>\
         <w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\
         <w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ComparisonTable\">\
         <w:name w:val=\"{name}\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>\
         <w:top w:w=\"15\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"15\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tblPr/><w:tcPr><w:tcBorders>{under}\
         </w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
}
