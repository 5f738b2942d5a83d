// SPDX-License-Identifier: EUPL-1.2
//! All styles: those that Word knows, and our own.

use super::property::Property::{
    self, Colour, Dotted, Font, Ground, Indent, Is, Level, Lines, PageNumber, Side, Size, Space,
    Value,
};
use super::property::{BOLD, ITALIC, KEEP_LINES, KEEP_NEXT, after, around};
use crate::export::ooxml::look::{LINE, LINK, PRIMARY, QUIET, RAISED, STRONG_LINE, TITLE};
use crate::palette::{MARK, MARK_INK};

/// A paragraph style.
pub(super) struct Style {
    pub(super) id: &'static str,
    /// Word's name of it, or the second word of its name in the catalogue (`docx-style-…`).
    pub(super) name: &'static str,
    pub(super) based_on: &'static str,
    /// Properties of the paragraph.
    pub(super) place: &'static [Property],
    /// And of its text.
    pub(super) text: &'static [Property],
}

const fn style(
    id: &'static str,
    name: &'static str,
    place: &'static [Property],
    text: &'static [Property],
) -> Style {
    Style { id, name, based_on: "Normal", place, text }
}

/// A style for cells: a table's text with something changed.
const fn cell(
    id: &'static str,
    name: &'static str,
    place: &'static [Property],
    text: &'static [Property],
) -> Style {
    Style { id, name, based_on: "TableText", place, text }
}

/// A character style.
pub(super) struct Characters {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// Whether Word knows it.
    pub(super) known: bool,
    pub(super) text: &'static [Property],
}

const TITLED: Property = Colour(TITLE);
const QUIETLY: Property = Colour(QUIET);
const SPACED: &[Property] = &[after(150)];
const TIGHT: &[Property] = &[after(60)];
const TIGHT_TITLE: &[Property] = &[KEEP_NEXT, around(60, 60)];

/// Before and after, lines closer than usual.
const fn close(before: Option<u16>, after: Option<u16>, line: u16) -> Property {
    Space(before, after, Some(line))
}

/// Styles that Word knows by their English names, so that it shows them in its own language.
pub(super) const KNOWN: &[Style] = &[
    style("BodyText", "Body Text", SPACED, &[]),
    style(
        "Heading1",
        "heading 1",
        &[KEEP_NEXT, KEEP_LINES, Is("w:pageBreakBefore"), close(Some(0), Some(320), 204), Level(0)],
        &[BOLD, TITLED, Size(46)],
    ),
    style(
        "Heading2",
        "heading 2",
        &[KEEP_NEXT, KEEP_LINES, close(Some(400), Some(140), 204), Level(1)],
        &[BOLD, TITLED, Size(32)],
    ),
    style(
        "Heading3",
        "heading 3",
        &[KEEP_NEXT, KEEP_LINES, close(Some(300), Some(100), 204), Level(2)],
        &[BOLD, TITLED, Size(26)],
    ),
    style(
        "Heading4",
        "heading 4",
        &[KEEP_NEXT, KEEP_LINES, around(240, 80), Level(3)],
        &[BOLD, TITLED, Size(22)],
    ),
    style(
        "Heading5",
        "heading 5",
        &[KEEP_NEXT, KEEP_LINES, around(200, 60), Level(4)],
        &[BOLD, TITLED],
    ),
    style(
        "Heading6",
        "heading 6",
        &[KEEP_NEXT, KEEP_LINES, around(200, 60), Level(5)],
        &[BOLD, TITLED],
    ),
    style(
        "Title",
        "Title",
        &[KEEP_LINES, Side("w:top", 48, 18, PRIMARY), close(Some(2200), Some(240), 204)],
        &[BOLD, TITLED, Size(68)],
    ),
    style("Subtitle", "Subtitle", &[close(None, Some(480), 228)], &[QUIETLY, Size(32)]),
    style("Date", "Date", &[after(1200)], &[Size(24)]),
    style(
        "TOCHeading",
        "TOC Heading",
        &[KEEP_NEXT, KEEP_LINES, around(480, 200)],
        &[BOLD, TITLED, Size(32)],
    ),
    style(
        "TOC1",
        "toc 1",
        &[KEEP_LINES, PageNumber, close(Some(100), None, 216), Indent(None, Some(567), None)],
        &[BOLD],
    ),
    style(
        "TOC2",
        "toc 2",
        &[KEEP_LINES, PageNumber, close(None, None, 216), Indent(Some(284), Some(567), None)],
        &[],
    ),
    style(
        "TableofFigures",
        "table of figures",
        &[
            KEEP_LINES,
            PageNumber,
            close(None, Some(20), 216),
            Indent(Some(284), Some(567), Some(284)),
        ],
        &[Size(19)],
    ),
    style(
        "Caption",
        "caption",
        &[KEEP_NEXT, KEEP_LINES, close(Some(280), Some(80), 216)],
        &[BOLD, TITLED],
    ),
    style("Header", "header", &[Side("w:bottom", 4, 4, LINE)], &[QUIETLY, Size(17)]),
    style("Footer", "footer", &[Side("w:top", 4, 4, LINE)], &[QUIETLY, Size(17)]),
    style(
        "Quote",
        "Quote",
        &[Side("w:left", 24, 10, STRONG_LINE), after(150), Indent(Some(284), None, None)],
        &[ITALIC],
    ),
    style("ListParagraph", "List Paragraph", &[after(40)], &[]),
];

/// Styles of our own.
pub(super) const OWN: &[Style] = &[
    style("Publisher", "publisher", &[around(600, 0)], &[BOLD, Colour(PRIMARY), Size(24)]),
    style("MadeWith", "made-with", &[Space(Some(480), None, None)], &[QUIETLY, Size(17)]),
    style("Notice", "notice", TIGHT, &[Size(20)]),
    style("BoxTitle", "box-title", TIGHT_TITLE, &[BOLD, TITLED]),
    style("Verdict", "verdict", TIGHT_TITLE, &[BOLD, Size(20)]),
    style("Claim", "claim", TIGHT, &[BOLD, TITLED, Size(24)]),
    style("ClaimSource", "claim-source", TIGHT, &[QUIETLY, Size(19)]),
    style("BriefClaim", "brief-claim", &[after(90), Indent(Some(284), None, Some(284))], &[]),
    style("Evidence", "evidence", SPACED, &[]),
    style("TableText", "table-text", &[close(Some(20), Some(20), 204)], &[Size(18)]),
    cell("TableNumber", "table-number", &[Value("w:jc", "right")], &[]),
    cell("TableMark", "table-mark", &[Value("w:jc", "center")], &[]),
    cell("TableHead", "table-head", &[KEEP_NEXT], &[BOLD, TITLED]),
    style(
        "TableNote",
        "table-note",
        &[KEEP_LINES, close(Some(50), Some(200), 210), Is("w:contextualSpacing")],
        &[QUIETLY, Size(18)],
    ),
    style("Figure", "figure", &[around(40, 60)], &[]),
    style(
        "FigureCaption",
        "figure-caption",
        &[KEEP_LINES, close(None, Some(160), 210)],
        &[QUIETLY, Size(18)],
    ),
    style("Gap", "gap", &[Lines(160)], &[Size(2)]),
];

/// Character styles.
pub(super) const CHARACTERS: &[Characters] = &[
    Characters {
        id: "Hyperlink",
        name: "Hyperlink",
        known: true,
        text: &[Colour(LINK), Value("w:u", "single")],
    },
    own("CaptionNumber", "caption-number", &[Colour(PRIMARY)]),
    own("SourceLink", "source-link", &[Dotted(STRONG_LINE)]),
    own("Missing", "missing", &[ITALIC, QUIETLY]),
    own("Unreadable", "unreadable", &[Colour(MARK_INK), Ground(MARK)]),
    own("CodeText", "code", &[Font("Consolas"), Size(19), Ground(RAISED)]),
];

const fn own(id: &'static str, name: &'static str, text: &'static [Property]) -> Characters {
    Characters { id, name, known: false, text }
}
