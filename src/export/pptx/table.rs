// SPDX-License-Identifier: EUPL-1.2
//! Native tables: spanners over column labels, row heads, groups of rows.

use super::shape::{Shapes, emu};
use super::text::{Look, Text};
use crate::edition::slides::{Area, BODY_AREA, SlideTable};
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::look;
use crate::palette::{Colour, WHITE};
use crate::report::{Align, Column, Row};

/// Space left and right, above and below in a cell.
const SIDE: f64 = 6.0;
const END: f64 = 3.0;

/// «No style, no grid»: the cells say their own look.
const STYLE: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";
/// What a frame holds when it holds a table.
const TABLE: &str = "http://schemas.openxmlformats.org/drawingml/2006/table";

/// What a cell looks like beyond its text.
#[derive(Clone, Copy)]
struct Frame {
    merge: Merge,
    ground: Option<Colour>,
    /// Colour and width of the line below, in points.
    below: Option<(Colour, f64)>,
    /// The same above.
    above: Option<(Colour, f64)>,
    /// Where its text stands: `t`, `b`.
    anchor: &'static str,
}

impl Frame {
    const PLAIN: Frame =
        Frame { merge: Merge::Alone, ground: None, below: None, above: None, anchor: "t" };
}

/// Whether a cell is one with others.
#[derive(Clone, Copy)]
enum Merge {
    Alone,
    /// It spans both rows of the head.
    Rows,
    /// It spans so many columns.
    Columns(usize),
    /// It belongs to the cell at its left.
    Left,
    /// And to the one above.
    Above,
}

impl Merge {
    /// A cell over so many columns.
    fn over(columns: usize) -> Self {
        if columns > 1 { Merge::Columns(columns) } else { Merge::Alone }
    }

    fn tag(self) -> Tag {
        let cell = tag("a:tc");
        match self {
            Merge::Alone => cell,
            Merge::Rows => cell.with("rowSpan", 2),
            Merge::Columns(columns) => cell.with("gridSpan", columns),
            Merge::Left => cell.with("hMerge", 1),
            Merge::Above => cell.with("vMerge", 1),
        }
    }
}

/// Writes a table as a shape.
pub(super) fn write(part: &SlideTable, id: usize, name: &str, text: &mut Text<'_>) {
    let area = Area { width: part.widths.iter().sum(), height: part.height(), ..BODY_AREA };
    text.within(tag("p:graphicFrame"), |text| {
        text.within(tag("p:nvGraphicFramePr"), |text| {
            let names = tag("p:cNvPr").with("id", id).with("name", name);
            text.empty(names.with("descr", &part.alternative));
            text.nested(&["p:cNvGraphicFramePr"], |text| {
                text.empty(tag("a:graphicFrameLocks").with("noGrp", 1));
            });
            text.empty(tag("p:nvPr"));
        });
        text.place("p:xfrm", area);
        text.nested(&["a:graphic"], |text| {
            text.within(tag("a:graphicData").with("uri", TABLE), |text| {
                text.within(tag("a:tbl"), |text| rows(part, text));
            });
        });
    });
}

fn rows(part: &SlideTable, text: &mut Text<'_>) {
    text.within(tag("a:tblPr").with("firstRow", 1).with("firstCol", 1), |text| {
        text.around(tag("a:tableStyleId"), STYLE);
    });
    text.within(tag("a:tblGrid"), |text| {
        for width in &part.widths {
            text.empty(tag("a:gridCol").with("w", emu(*width)));
        }
    });
    head(part, text);
    for (row, height) in part.table.rows.iter().zip(&part.heights) {
        if let Some(label) = row.group.as_ref().filter(|_| row.begins_group()) {
            in_row(part.group, text, |text| group(part, label, text));
        }
        in_row(*height, text, |text| self::row(part, row, text));
    }
}

fn in_row(height: f64, text: &mut Text<'_>, cells: impl FnOnce(&mut Text<'_>)) {
    text.within(tag("a:tr").with("h", emu(height)), cells);
}

/// The head: a row, or two where spanners stand over the labels.
fn head(part: &SlideTable, text: &mut Text<'_>) {
    let spanned = !part.table.spanners.is_empty();
    let heights = (part.head.first().copied().unwrap_or(0.0), part.head.last().copied());
    let frame = Frame {
        ground: Some(look::TITLE),
        below: Some((look::TITLE, 1.0)),
        anchor: "b",
        ..Frame::PLAIN
    };
    if spanned {
        in_row(heights.0, text, |text| spanners(part, frame, text));
        in_row(heights.1.unwrap_or(heights.0), text, |text| {
            empty(text, Frame { merge: Merge::Above, ..frame }, part.size);
            labels(part, frame, text);
        });
    } else {
        in_row(heights.0, text, |text| {
            label(text, frame, part.size, (Align::Left, &part.table.stub_head));
            labels(part, frame, text);
        });
    }
}

/// The head of the stub and the spanners; a label without a spanner stands in both rows as one cell.
fn spanners(part: &SlideTable, frame: Frame, text: &mut Text<'_>) {
    let both = Frame { merge: Merge::Rows, ..frame };
    label(text, both, part.size, (Align::Left, &part.table.stub_head));
    let mut columns = part.table.columns.iter();
    for spanner in &part.table.spanners {
        let under = columns.by_ref().take(spanner.span);
        if spanner.label.is_empty() {
            for Column { align, label: of } in under {
                label(text, both, part.size, (*align, of));
            }
            continue;
        }
        let under = under.count();
        let over =
            Frame { merge: Merge::over(under), below: Some((look::STRONG_LINE, 1.0)), ..frame };
        label(text, over, part.size, (Align::Centre, &spanner.label));
        for _ in 1..under {
            empty(text, Frame { merge: Merge::Left, ..frame }, part.size);
        }
    }
}

/// The labels of the columns, below their spanners if there are any.
fn labels(part: &SlideTable, frame: Frame, text: &mut Text<'_>) {
    let spanners = part.table.spanners.iter();
    let mut above = spanners.flat_map(|one| std::iter::repeat_n(one.label.is_empty(), one.span));
    for Column { align, label: of } in &part.table.columns {
        if above.next() == Some(true) {
            empty(text, Frame { merge: Merge::Above, ..frame }, part.size);
        } else {
            label(text, frame, part.size, (*align, of));
        }
    }
}

/// A cell of the head.
fn label(text: &mut Text<'_>, frame: Frame, size: f64, (align, label): (Align, &str)) {
    let look = Look { strong: true, colour: Some(WHITE), align: aligned(align), ..Look::of(size) };
    cell(text, frame, |text| text.line(label, look));
}

fn group(part: &SlideTable, label: &str, text: &mut Text<'_>) {
    let columns = part.table.columns.len();
    let frame =
        Frame { ground: Some(look::RAISED), below: Some((look::LINE, 1.0)), ..Frame::PLAIN };
    cell(text, Frame { merge: Merge::over(columns + 1), ..frame }, |text| {
        let look = Look { strong: true, colour: Some(look::TITLE), ..Look::of(part.size) };
        text.line(label, look);
    });
    for _ in 0..columns {
        empty(text, Frame { merge: Merge::Left, ..frame }, part.size);
    }
}

fn row(part: &SlideTable, row: &Row, text: &mut Text<'_>) {
    let frame = Frame {
        below: Some((look::LINE, 1.0)),
        above: row.total.then_some((look::TITLE, 1.5)),
        ground: row.total.then_some(look::RAISED),
        ..Frame::PLAIN
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
}

fn aligned(align: Align) -> &'static str {
    match align {
        Align::Left => "l",
        Align::Right => "r",
        Align::Centre => "ctr",
    }
}

fn empty(text: &mut Text<'_>, frame: Frame, size: f64) {
    cell(text, frame, |text| text.line("", Look::of(size)));
}

fn cell(text: &mut Text<'_>, frame: Frame, content: impl FnOnce(&mut Text<'_>)) {
    let inside = tag("a:tcPr").with("marL", emu(SIDE)).with("marR", emu(SIDE));
    let inside = inside.with("marT", emu(END)).with("marB", emu(END));
    text.within(frame.merge.tag(), |text| {
        text.within(tag("a:txBody"), |text| {
            text.plain_body();
            content(text);
        });
        text.within(inside.with("anchor", frame.anchor), |text| {
            line(text, "a:lnL", None);
            line(text, "a:lnR", None);
            line(text, "a:lnT", frame.above);
            line(text, "a:lnB", frame.below);
            match frame.ground {
                Some(colour) => text.fill(colour),
                None => text.empty(tag("a:noFill")),
            }
        });
    });
}

/// A line at a side of a cell.
fn line(text: &mut Text<'_>, name: &'static str, line: Option<(Colour, f64)>) {
    let Some((colour, width)) = line else {
        return text.within(tag(name).with("w", 0), |text| text.empty(tag("a:noFill")));
    };
    let element = tag(name).with("w", emu(width)).with("cap", "flat").with("cmpd", "sng");
    text.within(element.with("algn", "ctr"), |text| {
        text.fill(colour);
        text.empty(tag("a:prstDash").with("val", "solid"));
    });
}
