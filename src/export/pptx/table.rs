// SPDX-License-Identifier: EUPL-1.2
//! Native tables: spanners over column labels, row heads, groups of rows.

use super::shape::{emu, place};
use super::text::{Look, Text, fill};
use crate::edition::slides::{Area, BODY_AREA, SlideTable};
use crate::export::ooxml::{escaped, look};
use crate::palette::{Colour, WHITE};
use crate::report::{Align, Row};

/// Space left and right, above and below in a cell.
const SIDE: f64 = 6.0;
const END: f64 = 3.0;

/// «No style, no grid»: the cells say their own look.
const STYLE: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";

/// What a cell looks like beyond its text.
#[derive(Clone, Copy, Default)]
struct Frame<'a> {
    /// Spans and merges, as attributes.
    merge: &'a str,
    ground: Option<Colour>,
    /// Colour and width of the line below, in points.
    below: Option<(Colour, f64)>,
    /// The same above.
    above: Option<(Colour, f64)>,
    anchor: &'static str,
}

/// Writes a table as a shape.
pub(super) fn write(part: &SlideTable, id: usize, name: &str, text: &mut Text<'_>) {
    let area = Area { width: part.widths.iter().sum(), height: part.height(), ..BODY_AREA };
    text.out.push_str(&format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{}\" descr=\"{}\"/>\
         <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
         </p:nvGraphicFramePr>{}<a:graphic>\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl>\
         <a:tblPr firstRow=\"1\" firstCol=\"1\"><a:tableStyleId>{STYLE}</a:tableStyleId></a:tblPr>\
         <a:tblGrid>",
        escaped(name),
        escaped(&part.alternative),
        place("p", area)
    ));
    for width in &part.widths {
        text.out.push_str(&format!("<a:gridCol w=\"{}\"/>", emu(*width)));
    }
    text.out.push_str("</a:tblGrid>");
    head(part, text);
    for (row, height) in part.table.rows.iter().zip(&part.heights) {
        if let Some(label) = row.group.as_ref().filter(|_| row.begins_group()) {
            group(part, label, text);
        }
        self::row(part, row, *height, text);
    }
    text.out.push_str("</a:tbl></a:graphicData></a:graphic></p:graphicFrame>");
}

fn open_row(height: f64, text: &mut Text<'_>) {
    text.out.push_str(&format!("<a:tr h=\"{}\">", emu(height)));
}

fn head(part: &SlideTable, text: &mut Text<'_>) {
    let table = &part.table;
    let spanned = !table.spanners.is_empty();
    let heights = (part.head.first().copied().unwrap_or(0.0), part.head.last().copied());
    let frame = Frame {
        ground: Some(look::TITLE),
        below: Some((look::TITLE, 1.0)),
        anchor: "b",
        ..Frame::default()
    };
    let label = |align: Align| Look {
        strong: true,
        colour: Some(WHITE),
        align: aligned(align),
        ..Look::of(part.size)
    };
    open_row(heights.0, text);
    let both = if spanned { " rowSpan=\"2\"" } else { "" };
    cell(text, Frame { merge: both, ..frame }, |text| {
        text.line(&table.stub_head, label(Align::Left));
    });
    if spanned {
        let mut at = 0;
        for spanner in &table.spanners {
            for turn in 0..spanner.span {
                let column = table.columns.get(at + turn);
                if spanner.label.is_empty() {
                    // a label without a spanner stands in both rows as one cell
                    cell(text, Frame { merge: both, ..frame }, |text| {
                        if let Some(column) = column {
                            text.line(&column.label, label(column.align));
                        }
                    });
                } else if turn == 0 {
                    let span = format!(" gridSpan=\"{}\"", spanner.span);
                    let merge = if spanner.span > 1 { span.as_str() } else { "" };
                    let below = Some((look::STRONG_LINE, 1.0));
                    cell(text, Frame { merge, below, ..frame }, |text| {
                        text.line(&spanner.label, label(Align::Centre));
                    });
                } else {
                    empty(text, Frame { merge: " hMerge=\"1\"", ..frame }, part.size);
                }
            }
            at += spanner.span;
        }
        text.out.push_str("</a:tr>");
        open_row(heights.1.unwrap_or(heights.0), text);
        empty(text, Frame { merge: " vMerge=\"1\"", ..frame }, part.size);
    }
    let mut without = Vec::new();
    for spanner in &table.spanners {
        without.extend(std::iter::repeat_n(spanner.label.is_empty(), spanner.span));
    }
    for (at, column) in table.columns.iter().enumerate() {
        if spanned && without.get(at) == Some(&true) {
            empty(text, Frame { merge: " vMerge=\"1\"", ..frame }, part.size);
        } else {
            cell(text, frame, |text| text.line(&column.label, label(column.align)));
        }
    }
    text.out.push_str("</a:tr>");
}

fn group(part: &SlideTable, label: &str, text: &mut Text<'_>) {
    open_row(part.group, text);
    let columns = part.table.columns.len();
    let span = format!(" gridSpan=\"{}\"", columns + 1);
    let merge = if columns > 0 { span.as_str() } else { "" };
    let frame =
        Frame { ground: Some(look::RAISED), below: Some((look::LINE, 1.0)), ..Frame::default() };
    cell(text, Frame { merge, ..frame }, |text| {
        let look = Look { strong: true, colour: Some(look::TITLE), ..Look::of(part.size) };
        text.line(label, look);
    });
    for _ in 0..columns {
        empty(text, Frame { merge: " hMerge=\"1\"", ..frame }, part.size);
    }
    text.out.push_str("</a:tr>");
}

fn row(part: &SlideTable, row: &Row, height: f64, text: &mut Text<'_>) {
    open_row(height, text);
    let frame = Frame {
        below: Some((look::LINE, 1.0)),
        above: row.total.then_some((look::TITLE, 1.5)),
        ground: row.total.then_some(look::RAISED),
        ..Frame::default()
    };
    let of = Look { colour: Some(look::TEXT), strong: row.total, ..Look::of(part.size) };
    cell(text, frame, |text| {
        text.value(&row.label, Look { strong: true, colour: Some(look::TITLE), ..of });
    });
    for (column, cell_of) in part.table.columns.iter().zip(&row.cells) {
        let shade = cell_of.shade.map(look::shade);
        let frame = Frame { ground: shade.map(|(ground, _)| ground).or(frame.ground), ..frame };
        let shown =
            Look { align: aligned(column.align), colour: shade.map(|(_, colour)| colour), ..of };
        cell(text, frame, |text| {
            for value in &cell_of.values {
                text.value(value, shown);
            }
            if cell_of.values.is_empty() {
                text.line("", shown);
            }
        });
    }
    text.out.push_str("</a:tr>");
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Left => "l",
        Align::Right => "r",
        Align::Centre => "ctr",
    }
}

fn empty(text: &mut Text<'_>, frame: Frame<'_>, size: f64) {
    cell(text, frame, |text| text.line("", Look::of(size)));
}

fn cell(text: &mut Text<'_>, frame: Frame<'_>, content: impl FnOnce(&mut Text<'_>)) {
    text.out.push_str(&format!("<a:tc{}><a:txBody><a:bodyPr/><a:lstStyle/>", frame.merge));
    content(text);
    let anchor = if frame.anchor.is_empty() { "t" } else { frame.anchor };
    let line = |name: &str, line: Option<(Colour, f64)>| match line {
        Some((colour, width)) => format!(
            "<a:{name} w=\"{}\" cap=\"flat\" cmpd=\"sng\" algn=\"ctr\">{}<a:prstDash val=\"solid\"/></a:{name}>",
            emu(width),
            fill(colour)
        ),
        None => format!("<a:{name} w=\"0\"><a:noFill/></a:{name}>"),
    };
    let ground = frame.ground.map_or_else(|| "<a:noFill/>".to_owned(), fill);
    text.out.push_str(&format!(
        "</a:txBody><a:tcPr marL=\"{side}\" marR=\"{side}\" marT=\"{end}\" marB=\"{end}\" \
         anchor=\"{anchor}\">{}{}{}{}{ground}</a:tcPr></a:tc>",
        line("lnL", None),
        line("lnR", None),
        line("lnT", frame.above),
        line("lnB", frame.below),
        side = emu(SIDE),
        end = emu(END),
    ));
}
