// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::kinds::valued;
use super::text::Format;
use super::{Writer, bookmark, styles};
use crate::edition::{Align, Caption, Cell, Column, Columns, Piece, Row, Table};
use crate::export::markup::{Markup, Tag, tag};
use crate::palette::Colour;

/// What a cell of the head is merged with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    /// Nothing.
    No,
    /// The cell below it.
    Begins,
    /// The cell above it.
    Goes,
}

impl Writer<'_> {
    /// Writes a table, piece by piece, and what stands below.
    pub(super) fn table(&mut self, table: &Table) {
        let name = bookmark(&table.id);
        for (at, piece) in table.pieces.iter().enumerate() {
            self.caption(&piece.caption, (at == 0).then_some(name.as_str()));
            let set = piece.set.within(self.width());
            let columns = table.columns.get(piece.columns.clone()).unwrap_or_default();
            self.grid(&set, &piece.caption.text, &piece.summary, |writer| {
                writer.table_head(&table.stub_head, piece, columns, &set);
                for (at, row) in table.rows.iter().enumerate() {
                    if let Some(group) = row.group.label() {
                        writer.group_row(&set, |writer| {
                            writer.run(group, Format { size: set.size, ..Format::default() });
                        });
                    }
                    let last = !table.notes.is_empty() && at + 1 == table.rows.len();
                    writer.table_row(row, piece, columns, &set, last);
                }
            });
        }
        self.table_notes(table);
    }

    /// Writes a caption, above what it belongs to, with its bookmark.
    pub(super) fn caption(&mut self, caption: &Caption, name: Option<&str>) {
        let number = Format { style: Some("CaptionNumber"), ..Format::default() };
        self.paragraph("Caption", |writer| {
            writer.marked(name, |writer| {
                match &caption.label {
                    Some(label) if label.counted => {
                        writer.run(&format!("{} ", label.word), number);
                        let field = format!("SEQ {} \\* ARABIC", sequence(&label.word));
                        writer.field(&field, &label.number.to_string(), number);
                        writer.run("  ", number);
                    }
                    Some(label) => writer.run(&format!("{label}  "), number),
                    None => {}
                }
                writer.run(&caption.text, Format::default());
            });
        });
    }

    /// Writes a table of columns with these widths around its rows.
    pub(super) fn grid(
        &mut self,
        set: &Columns,
        caption: &str,
        summary: &str,
        rows: impl FnOnce(&mut Self),
    ) {
        let indent = self.around.indent();
        self.within(tag("w:tbl"), |writer| {
            writer.within(tag("w:tblPr"), |writer| {
                let style = valued("w:tblStyle", writer.style("ComparisonTable"));
                writer.empty(style);
                writer.empty(width("w:tblW", set.width()));
                if indent > 0 {
                    writer.empty(width("w:tblInd", indent));
                }
                writer.empty(tag("w:tblLayout").with("w:type", "fixed"));
                let look = [("firstRow", 1), ("lastRow", 0), ("firstColumn", 1), ("lastColumn", 0)];
                let look = look.into_iter().chain([("noHBand", 0), ("noVBand", 0)]);
                let look = look.fold(valued("w:tblLook", "00A0"), |element, (name, is)| {
                    element.with(&format!("w:{name}"), is)
                });
                writer.empty(look);
                writer.empty(valued("w:tblCaption", caption));
                writer.empty(valued("w:tblDescription", summary));
            });
            writer.within(tag("w:tblGrid"), |writer| {
                for width in &set.widths {
                    writer.empty(tag("w:gridCol").with("w:w", width));
                }
            });
            rows(writer);
        });
        self.last_properties = None;
    }

    /// Writes a row; its properties are elements of these names.
    pub(super) fn row(&mut self, properties: &[&'static str], cells: impl FnOnce(&mut Self)) {
        self.within(tag("w:tr"), |writer| {
            if !properties.is_empty() {
                writer.within(tag("w:trPr"), |writer| {
                    properties.iter().for_each(|&name| writer.empty(tag(name)));
                });
            }
            cells(writer);
        });
    }

    /// Writes a cell of a width, with properties of its own and its paragraphs.
    pub(super) fn cell(
        &mut self,
        wide: u32,
        properties: impl FnOnce(&mut Self),
        paragraphs: impl FnOnce(&mut Self),
    ) {
        self.within(tag("w:tc"), |writer| {
            writer.within(tag("w:tcPr"), |writer| {
                writer.empty(width("w:tcW", wide));
                properties(writer);
            });
            paragraphs(writer);
        });
    }

    /// Writes a paragraph in a cell: what is around the table does not reach into it.
    pub(super) fn cell_paragraph(
        &mut self,
        style: &str,
        property: Option<Tag>,
        content: impl FnOnce(&mut Self),
    ) {
        self.within(tag("w:p"), |writer| {
            let style = valued("w:pStyle", writer.style(style));
            writer.within(tag("w:pPr"), |writer| {
                writer.empty(style);
                property.into_iter().for_each(|property| writer.empty(property));
            });
            content(writer);
        });
    }

    /// Labels without a spanner stand in both rows of the head as one cell.
    fn table_head(&mut self, stub_head: &str, piece: &Piece, columns: &[Column], set: &Columns) {
        let stub = set.widths.first().copied().unwrap_or(0);
        let spanned = !piece.spanners.is_empty();
        let merge = if spanned { Merge::Begins } else { Merge::No };
        self.row(&HEAD_ROW, |writer| {
            writer.head_cell(stub, merge, Align::Left, stub_head, set);
            let mut at = 0;
            for spanner in &piece.spanners {
                let to = at + spanner.span;
                if spanner.label.is_empty() {
                    writer.column_labels(at..to, columns, merge, set);
                } else {
                    writer.spanner(set.span(at, spanner.span), spanner.span, &spanner.label, set);
                }
                at = to;
            }
            writer.column_labels(at..columns.len(), columns, merge, set);
        });
        if !spanned {
            return;
        }
        self.row(&HEAD_ROW, |writer| {
            writer.head_cell(stub, Merge::Goes, Align::Left, "", set);
            let mut at = 0;
            for spanner in &piece.spanners {
                let to = at + spanner.span;
                let merge = if spanner.label.is_empty() { Merge::Goes } else { Merge::No };
                writer.column_labels(at..to, columns, merge, set);
                at = to;
            }
        });
    }

    fn column_labels(
        &mut self,
        which: std::ops::Range<usize>,
        columns: &[Column],
        merge: Merge,
        set: &Columns,
    ) {
        let columns = which.clone().zip(columns.get(which).unwrap_or_default());
        for (at, column) in columns {
            let (align, label) = match merge {
                Merge::Goes => (Align::Left, ""),
                _ => (column.align, column.label.as_str()),
            };
            self.head_cell(set.span(at, 1), merge, align, label, set);
        }
    }

    fn spanner(&mut self, wide: u32, span: usize, label: &str, set: &Columns) {
        let properties = |writer: &mut Self| {
            writer.empty(valued("w:gridSpan", span));
            writer.cell_border("w:bottom", 4, styles::STRONG_LINE);
            writer.empty(valued("w:vAlign", "bottom"));
        };
        self.cell(wide, properties, |writer| {
            writer.cell_paragraph("TableHead", Some(valued("w:jc", "center")), |writer| {
                writer.run(label, Format { size: set.size, ..Format::default() });
            });
        });
    }

    fn head_cell(&mut self, wide: u32, merge: Merge, align: Align, label: &str, set: &Columns) {
        let properties = |writer: &mut Self| {
            match merge {
                Merge::No => {}
                Merge::Begins => writer.empty(valued("w:vMerge", "restart")),
                Merge::Goes => writer.empty(tag("w:vMerge")),
            }
            writer.cell_border("w:bottom", 12, styles::TITLE);
            writer.empty(valued("w:vAlign", "bottom"));
        };
        let justified = match align {
            Align::Left => None,
            Align::Right => Some(valued("w:jc", "right")),
            Align::Centre => Some(valued("w:jc", "center")),
        };
        self.cell(wide, properties, |writer| {
            writer.cell_paragraph("TableHead", justified, |writer| {
                writer.run(label, Format { size: set.size, ..Format::default() });
            });
        });
    }

    fn cell_border(&mut self, side: &'static str, size: u8, colour: Colour) {
        self.within(tag("w:tcBorders"), |writer| {
            let border = valued(side, "single").with("w:sz", size).with("w:space", 0);
            writer.empty(border.with("w:color", colour));
        });
    }

    fn cell_ground(&mut self, colour: Colour) {
        self.empty(valued("w:shd", "clear").with("w:color", "auto").with("w:fill", colour));
    }

    /// Writes the row over a group of rows.
    pub(super) fn group_row(&mut self, set: &Columns, label: impl FnOnce(&mut Self)) {
        let properties = |writer: &mut Self| {
            writer.empty(valued("w:gridSpan", set.widths.len()));
            writer.cell_ground(styles::RAISED);
        };
        self.row(&["w:cantSplit"], |writer| {
            writer.cell(set.width(), properties, |writer| {
                writer.cell_paragraph("TableHead", None, label);
            });
        });
    }

    fn table_row(
        &mut self,
        row: &Row,
        piece: &Piece,
        columns: &[Column],
        set: &Columns,
        last: bool,
    ) {
        let keep = || last.then(|| tag("w:keepNext"));
        let stub = set.widths.first().copied().unwrap_or(0);
        let cells = row.cells.get(piece.columns.clone()).unwrap_or_default();
        let format =
            Format { strong: row.total, size: set.size, in_table: true, ..Format::default() };
        let properties: &[&str] = if row.may_break { &[] } else { &["w:cantSplit"] };
        self.row(properties, |writer| {
            writer.cell(
                stub,
                |writer| writer.cell_look(row.total, None),
                |writer| {
                    writer.cell_paragraph("TableText", keep(), |writer| {
                        writer.value(&row.label, format);
                    });
                },
            );
            for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
                let look = |writer: &mut Self| writer.cell_look(row.total, cell.shade);
                writer.cell(set.span(at, 1), look, |writer| {
                    writer.cell_values(cell, column.align, keep, format);
                });
            }
        });
    }

    fn cell_values(
        &mut self,
        cell: &Cell,
        align: Align,
        keep: impl Fn() -> Option<Tag>,
        format: Format,
    ) {
        let style = match align {
            Align::Left => "TableText",
            Align::Right => "TableNumber",
            Align::Centre => "TableMark",
        };
        let colour = cell.shade.map(|shade| styles::shade(shade).1);
        for value in &cell.values {
            let format = Format { colour, ..format };
            self.cell_paragraph(style, keep(), |writer| writer.value(value, format));
        }
        if cell.values.is_empty() {
            self.cell_paragraph(style, keep(), |_| {});
        }
    }

    fn cell_look(&mut self, total: bool, shade: Option<u8>) {
        if total {
            self.cell_border("w:top", 6, styles::TITLE);
        }
        if let Some(shade) = shade {
            self.cell_ground(styles::shade(shade).0);
        }
    }

    fn table_notes(&mut self, table: &Table) {
        for (word, text) in &table.notes {
            self.paragraph("TableNote", |writer| {
                let strong = Format { strong: true, ..Format::default() };
                writer.run(&format!("{word}: "), strong);
                writer.run(text, Format::default());
            });
        }
        if self.last_properties.is_none() {
            // Word makes one table of two that touch.
            self.paragraph("Gap", |_| {});
        }
    }
}

/// A row of the head, which every page repeats.
pub(super) const HEAD_ROW: [&str; 2] = ["w:cantSplit", "w:tblHeader"];

/// An element that says a width in twentieths of a point.
fn width(name: &'static str, width: u32) -> Tag {
    tag(name).with("w:w", width).with("w:type", "dxa")
}

/// A word as the name of a sequence: letters only.
pub(super) fn sequence(word: &str) -> String {
    let name: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if name.is_empty() { "N".to_owned() } else { name }
}
