// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::Writer;
use super::styles;
use super::text::Format;
use crate::diag::say_with;
use crate::export::columns::{Columns, fit, pieces};
use crate::export::ooxml::escaped;
use crate::export::table::{self, spans};
use crate::report::{Align, Row, Table, Value};
use std::ops::Range;

/// What stands before a caption.
pub(super) enum Numbered<'a> {
    /// A word and a number that Word counts.
    Counted(&'a str, usize),
    /// The same in the further pieces of a table: repeated, not counted again.
    Repeated(&'a str, usize),
    /// Nothing.
    No,
}

/// The columns of a table that are written together.
struct Piece<'a> {
    table: &'a Table,
    columns: Range<usize>,
    set: Columns,
}

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.table_named(table, None);
    }

    /// Writes a table; that of a figure says whose data they are.
    pub(super) fn table_named(&mut self, table: &Table, figure: Option<usize>) {
        let name = self.bookmarks.own(&table.id);
        self.here.clone_from(&name);
        let pieces = pieces(table);
        for (at, columns) in pieces.iter().enumerate() {
            let caption = table::caption(table, at, pieces.len());
            let words = &self.document.words;
            let numbered = match (figure, table.number) {
                (Some(figure), _) => Numbered::Repeated(&words.figure_data, figure),
                (None, 0) => Numbered::No,
                (None, number) if at == 0 => Numbered::Counted(&words.table, number),
                (None, number) => Numbered::Repeated(&words.table, number),
            };
            if let Numbered::Counted(..) = numbered {
                self.contents.tables.push((table.number, caption.clone(), name.clone()));
            }
            self.caption(&numbered, &caption, (at == 0).then_some(name.as_str()));
            let set = fit(table, columns.clone(), self.width());
            let piece = Piece { table, columns: columns.clone(), set };
            self.piece(&piece, &caption);
        }
        self.table_notes(table);
    }

    /// Writes a caption, above what it belongs to, with its bookmark.
    pub(super) fn caption(&mut self, numbered: &Numbered<'_>, caption: &str, name: Option<&str>) {
        let (begin, end) = name.map(|name| self.bookmarks.set(name)).unwrap_or_default();
        let number = Format { style: Some("CaptionNumber"), ..Format::default() };
        self.paragraph("Caption", |writer| {
            writer.put(&begin);
            match numbered {
                Numbered::Counted(word, n) => {
                    writer.run(&format!("{word} "), number);
                    let field = format!("SEQ {} \\* ARABIC", sequence(word));
                    writer.field(&field, &n.to_string(), number);
                    writer.run("  ", number);
                }
                Numbered::Repeated(word, n) => writer.run(&format!("{word} {n}  "), number),
                Numbered::No => {}
            }
            writer.run(caption, Format::default());
            writer.put(&end);
        });
    }

    fn piece(&mut self, piece: &Piece<'_>, caption: &str) {
        let (table, set) = (piece.table, &piece.set);
        let rows = table.rows.len().to_string();
        let count = piece.columns.len().to_string();
        let summary = say_with("docx-table-summary", &[("rows", &rows), ("columns", &count)]);
        self.open_table(&set.widths, caption, &summary);
        self.table_head(piece);
        for (at, row) in table.rows.iter().enumerate() {
            if let Some(group) = row.group.as_ref().filter(|group| !group.is_empty()) {
                self.group_row(set, group);
            }
            self.row(piece, row, table::has_notes(table) && at + 1 == table.rows.len());
        }
        self.close_table();
    }

    /// Opens a table of columns with these widths.
    pub(super) fn open_table(&mut self, widths: &[u32], caption: &str, summary: &str) {
        let width: u32 = widths.iter().sum();
        let indent = match self.around.indent() {
            0 => String::new(),
            indent => format!("<w:tblInd w:w=\"{indent}\" w:type=\"dxa\"/>"),
        };
        self.put(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/>\
             <w:tblW w:w=\"{width}\" w:type=\"dxa\"/>{indent}<w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" \
             w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"0\"/>\
             <w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>",
            escaped(self.style("ComparisonTable")),
            escaped(caption),
            escaped(summary)
        ));
        for width in widths {
            self.put(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.put("</w:tblGrid>");
    }

    pub(super) fn close_table(&mut self) {
        self.put("</w:tbl>");
        self.last_properties = None;
    }

    /// Opens a row of the head, which every page repeats.
    pub(super) fn open_head_row(&mut self) {
        self.put("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    }

    fn table_head(&mut self, piece: &Piece<'_>) {
        let Piece { table, columns, set } = piece;
        let spans = spans(table, columns);
        let stub = set.widths.first().copied().unwrap_or(0);
        if spans.is_empty() {
            self.open_head_row();
            self.head_cell(stub, "", Align::Left, &table.stub_head, set);
            for at in 0..columns.len() {
                self.column_label(piece, at, "");
            }
            self.put("</w:tr>");
            return;
        }
        // Labels without a spanner stand in both rows as one cell.
        let both = "<w:vMerge w:val=\"restart\"/>";
        self.open_head_row();
        self.head_cell(stub, both, Align::Left, &table.stub_head, set);
        let mut at = 0;
        for (label, span) in &spans {
            if label.is_empty() {
                (at..at + span).for_each(|at| self.column_label(piece, at, both));
            } else {
                let width = set.span(at, *span);
                self.spanner(width, *span, label, set);
            }
            at += span;
        }
        self.put("</w:tr>");
        self.open_head_row();
        self.head_cell(stub, "<w:vMerge/>", Align::Left, "", set);
        let mut at = 0;
        for (label, span) in &spans {
            for at in at..at + span {
                match label.is_empty() {
                    true => self.head_cell(set.span(at, 1), "<w:vMerge/>", Align::Left, "", set),
                    false => self.column_label(piece, at, ""),
                }
            }
            at += span;
        }
        self.put("</w:tr>");
    }

    fn column_label(&mut self, piece: &Piece<'_>, at: usize, merge: &str) {
        let column = piece.table.columns.get(piece.columns.start + at);
        let align = column.map_or(Align::Left, |column| column.align);
        let label = column.map_or("", |column| column.label.as_str());
        self.head_cell(piece.set.span(at, 1), merge, align, label, &piece.set);
    }

    fn spanner(&mut self, width: u32, span: usize, label: &str, set: &Columns) {
        self.put(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/>\
             <w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{}\"/>\
             </w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr>",
            styles::STRONG_LINE
        ));
        self.cell_paragraph("TableHead", "<w:jc w:val=\"center\"/>", |writer| {
            writer.run(label, Format { size: set.size, ..Format::default() });
        });
        self.put("</w:tc>");
    }

    fn head_cell(&mut self, width: u32, merge: &str, align: Align, label: &str, set: &Columns) {
        self.put(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}<w:tcBorders>\
             <w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"0\" w:color=\"{}\"/></w:tcBorders>\
             <w:vAlign w:val=\"bottom\"/></w:tcPr>",
            styles::TITLE
        ));
        let justified = match align {
            Align::Left => "",
            Align::Right => "<w:jc w:val=\"right\"/>",
            Align::Centre => "<w:jc w:val=\"center\"/>",
        };
        self.cell_paragraph("TableHead", justified, |writer| {
            writer.run(label, Format { size: set.size, ..Format::default() });
        });
        self.put("</w:tc>");
    }

    fn group_row(&mut self, set: &Columns, group: &str) {
        self.open_group_row(set.width(), set.widths.len());
        self.cell_paragraph("TableHead", "", |writer| {
            writer.run(group, Format { size: set.size, ..Format::default() });
        });
        self.put("</w:tc></w:tr>");
    }

    pub(super) fn open_group_row(&mut self, width: u32, span: usize) {
        self.put(&format!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>\
             <w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{span}\"/>\
             <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/></w:tcPr>",
            styles::RAISED
        ));
    }

    fn row(&mut self, piece: &Piece<'_>, row: &Row, last: bool) {
        let Piece { table, columns, set } = piece;
        self.put(if table::may_break(row) {
            "<w:tr>"
        } else {
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        });
        let format =
            Format { strong: row.total, size: set.size, in_table: true, ..Format::default() };
        let keep = if last { "<w:keepNext/>" } else { "" };
        let stub = set.widths.first().copied().unwrap_or(0);
        self.open_cell(stub, row.total, None);
        self.cell_paragraph("TableText", keep, |writer| writer.value(&row.label, format));
        self.put("</w:tc>");
        for (at, column) in columns.clone().enumerate() {
            let style = match table.columns.get(column).map(|column| column.align) {
                Some(Align::Right) => "TableNumber",
                Some(Align::Centre) => "TableMark",
                _ => "TableText",
            };
            let cell = row.cells.get(column);
            self.open_cell(set.span(at, 1), row.total, cell.and_then(|cell| cell.shade));
            let values: &[Value] = cell.map_or(&[], |cell| &cell.values);
            let shade = cell.and_then(|cell| cell.shade);
            let colour = shade.map(|shade| styles::shade(shade).1);
            for value in values {
                let format = Format { colour, ..format };
                self.cell_paragraph(style, keep, |writer| writer.value(value, format));
            }
            if values.is_empty() {
                self.cell_paragraph(style, keep, |_| {});
            }
            self.put("</w:tc>");
        }
        self.put("</w:tr>");
    }

    fn open_cell(&mut self, width: u32, total: bool, shade: Option<u8>) {
        let mut properties = String::new();
        if total {
            properties = format!(
                "<w:tcBorders><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"{}\"/>\
                 </w:tcBorders>",
                styles::TITLE
            );
        }
        if let Some(shade) = shade {
            let fill = styles::shade(shade).0;
            properties
                .push_str(&format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"));
        }
        self.put(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>"
        ));
    }

    /// Writes a paragraph in a cell: what is around the table does not reach into it.
    pub(super) fn cell_paragraph(
        &mut self,
        style: &str,
        properties: &str,
        content: impl FnOnce(&mut Self),
    ) {
        let style = escaped(self.style(style));
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"));
        content(self);
        self.put("</w:p>");
    }

    fn table_notes(&mut self, table: &Table) {
        for (word, text) in table::notes(table, &self.document.words) {
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

/// A word as the name of a sequence: letters only.
pub(super) fn sequence(word: &str) -> String {
    let name: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if name.is_empty() { "N".to_owned() } else { name }
}
