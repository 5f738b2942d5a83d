// SPDX-License-Identifier: EUPL-1.2
//! The slides as pages: what `slides.pptx` shows, for who reads rather than presents.
//!
//! Where things stand and how large they are was measured before, as for the other file. What
//! stands in the speaker's notes there is a line at the foot here: the rows of the annex.

use super::table::{align, stub};
use super::{Writer, engine};
use crate::diag::{Error, Noted};
use crate::edition::slides::{
    Area, BODY_AREA, SMALL, Slide, SlideContent, SlideFigure, SlideTable, gap, leading,
};
use crate::edition::{Edition, Spanner, spans};
use crate::figures::svg;
use crate::report::{Cell, Mark, Row, SlideParagraph};

/// The file that findings name.
const FILE: &str = "slides.pdf";

/// Writes the slides of a document as the bytes of a `.pdf` file: a page a slide. A finding says
/// which characters no font could show.
///
/// # Errors
///
/// When the pages cannot be laid out or fall short of PDF/UA-1: nothing is written then.
pub fn write(edition: &Edition) -> Result<Noted<Vec<u8>>, Error> {
    let mut writer = Writer::new(edition);
    // There is no annex and no chapter in this file for values and links to lead to.
    writer.leads = false;
    writer.put(&format!("#import \"{}\": *\n#show: deck.with(", engine::SLIDES_LOOK_FILE));
    writer.properties();
    writer.put(")\n#{\n");
    for (at, slide) in edition.slides.in_order.iter().enumerate() {
        writer.slide(slide, at + 1);
    }
    writer.put("}\n");
    let findings = writer.glyphs.finding(FILE).into_iter().collect();
    let value = engine::pdf(writer.out, writer.sheets, &writer.links)?;
    Ok(Noted { value, findings })
}

impl Writer<'_> {
    fn slide(&mut self, slide: &Slide, number: usize) {
        let function = match &slide.content {
            SlideContent::Cover(_) => "cover",
            SlideContent::Head(_) => "section-head",
            _ => "slide",
        };
        self.put(&format!("{function}(number:{number},size:{}pt,", slide.title_size));
        self.argument("title", slide.title.trim());
        self.argument("footer", &self.edition.title);
        match &slide.content {
            SlideContent::Cover(lines) => self.strings(lines),
            SlideContent::Head(line) => self.strings(line.as_slice()),
            content => {
                self.argument("section", &slide.section);
                if !slide.sources_line.is_empty() {
                    self.argument("sources", &slide.sources_line);
                }
                self.put("{[];\n");
                match content {
                    SlideContent::Table(part) => self.slide_table(part),
                    SlideContent::Figure(figure) => self.slide_figure(figure),
                    SlideContent::Text { paragraphs, size } => {
                        self.slide_text(paragraphs, *size);
                    }
                    SlideContent::Cover(_) | SlideContent::Head(_) => {}
                }
                self.put("}");
            }
        }
        self.put(")\n");
    }

    fn strings(&mut self, lines: &[String]) {
        for line in lines {
            self.string(line);
            self.put(",");
        }
    }

    fn slide_text(&mut self, paragraphs: &[SlideParagraph], size: f64) {
        let (lead, gap) = (leading(size), gap(size));
        self.put(&format!("running-text({size}pt,{lead}pt,{gap}pt,"));
        self.paragraphs(paragraphs, 0);
        self.put(")\n");
    }

    /// Writes paragraphs and lists at a depth; what is deeper stands in the item before it.
    fn paragraphs(&mut self, paragraphs: &[SlideParagraph], depth: usize) {
        self.put("{[];");
        let mut rest = paragraphs;
        while let Some(first) = rest.first() {
            if first.depth > depth {
                let deeper = rest.iter().take_while(|one| one.depth > depth).count();
                let (inside, after) = rest.split_at(deeper);
                self.put("set-in(");
                self.paragraphs(inside, depth + 1);
                self.put(");");
                rest = after;
            } else if first.mark == Mark::None {
                self.put("par(");
                self.inlines(&first.text);
                self.put(");");
                rest = rest.get(1..).unwrap_or_default();
            } else {
                let of_list = |one: &SlideParagraph| {
                    one.depth > depth || marked(one.mark) == marked(first.mark)
                };
                let items = rest.iter().take_while(|one| of_list(one)).count();
                let (inside, after) = rest.split_at(items);
                self.items(inside, depth);
                rest = after;
            }
        }
        self.put("}");
    }

    /// Writes one list.
    fn items(&mut self, paragraphs: &[SlideParagraph], depth: usize) {
        let numbered = paragraphs.first().and_then(|first| marked(first.mark)) == Some(true);
        self.put(if numbered { "enum(" } else { "list(" });
        let mut rest = paragraphs;
        while let Some((first, after)) = rest.split_first() {
            let deeper = after.iter().take_while(|one| one.depth > depth).count();
            let (inside, after) = after.split_at(deeper);
            if let Mark::Number(number) = first.mark {
                self.put(&format!("enum.item({number},"));
            }
            if inside.is_empty() {
                self.inlines(&first.text);
            } else {
                self.put("{par(");
                self.inlines(&first.text);
                self.put(");");
                self.paragraphs(inside, depth + 1);
                self.put("}");
            }
            self.put(if numbered { ")," } else { "," });
            rest = after;
        }
        self.put(");");
    }

    fn slide_figure(&mut self, figure: &SlideFigure) {
        let Area { x, y, width, height } = figure.area;
        let file = self.sheets.add(svg(&self.glyphs.drawing(&figure.drawing)));
        self.put(&format!("picture({x}pt,{y}pt,{width}pt,{height}pt,"));
        self.argument("alt", &figure.alternative);
        self.string(&file);
        self.put(")\n");
        self.below("top", &figure.caption, figure.caption_y);
    }

    fn slide_table(&mut self, part: &SlideTable) {
        let table = &part.table;
        let columns = 0..table.columns.len();
        self.put(&format!("slide-table(size:{}pt,lead:{}pt,", part.size, leading(part.size)));
        self.argument("summary", &part.alternative);
        let points = |lengths: &[f64]| {
            lengths.iter().fold(String::new(), |all, length| all + &format!("{length}pt,"))
        };
        self.put(&format!("widths:({}),", points(&part.widths)));
        self.aligns(&table.columns);
        self.slide_table_head(part);
        let heads = if table.spanners.is_empty() { 1 } else { 2 };
        let stub = if stub(heads, columns.len(), table.rows.len()) == "stub" {
            "row-head"
        } else {
            "row-label"
        };
        for row in &table.rows {
            if let Some(group) = row.group.as_ref().filter(|_| row.begins_group()) {
                self.put(&format!("row-group({},", columns.len() + 1));
                self.string(group);
                self.put("),\n");
            }
            self.slide_row(row, stub, columns.len());
        }
        self.put(")\n");
        self.below("bottom", &part.below, part.below_y);
    }

    /// A label without a spanner stands in both rows as one cell.
    fn slide_table_head(&mut self, part: &SlideTable) {
        let table = &part.table;
        let spans = spans(table, &(0..table.columns.len()));
        let both = if spans.is_empty() { 1 } else { 2 };
        self.put("table.header(");
        self.head_label("left", both, &table.stub_head);
        let (mut at, mut under) = (0, Vec::new());
        for Spanner { label, span } in &spans {
            let columns = at..at + span;
            at += span;
            if label.is_empty() {
                columns.for_each(|column| self.head_of(part, column, 2));
            } else {
                self.put(&format!("head-span({span},"));
                self.string(label);
                self.put("),");
                under.extend(columns);
            }
        }
        if spans.is_empty() {
            under.extend(0..table.columns.len());
        }
        under.into_iter().for_each(|column| self.head_of(part, column, 1));
        self.put("),\n");
    }

    fn head_of(&mut self, part: &SlideTable, column: usize, rows: usize) {
        let label = part.table.columns.get(column).map_or("", |column| column.label.as_str());
        let column = part.table.columns.get(column);
        self.head_label(column.map_or("left", |column| align(column.align)), rows, label);
    }

    fn head_label(&mut self, align: &str, rows: usize, label: &str) {
        self.put(&format!("head-label({align},{rows},"));
        self.string(label);
        self.put("),");
    }

    fn slide_row(&mut self, row: &Row, stub: &str, columns: usize) {
        let total = row.total;
        let stub = if row.label.text.is_empty() { "row-label" } else { stub };
        self.put(&format!("{stub}(total:{total},"));
        self.value(&row.label, "datum");
        self.put("),");
        for at in 0..columns {
            match row.cells.get(at) {
                Some(cell) => self.slide_cell(cell, total),
                None => self.put(&format!("row-cell(total:{total}),")),
            }
        }
        self.put("\n");
    }

    fn slide_cell(&mut self, cell: &Cell, total: bool) {
        self.put(&format!("row-cell(total:{total},"));
        if let Some(shade) = cell.shade {
            self.put(&format!("shade:{},", shade.min(3)));
        }
        for value in &cell.values {
            self.value(value, "datum");
            self.put(",");
        }
        self.put("),");
    }

    /// Small text below a table or a drawing.
    fn below(&mut self, align: &str, lines: &[String], y: f64) {
        if lines.is_empty() {
            return;
        }
        let height = (BODY_AREA.y + BODY_AREA.height - y).max(leading(SMALL));
        self.put(&format!("small-text({align},{y}pt,{height}pt,"));
        self.strings(lines);
        self.put(")\n");
    }
}

/// Whether a mark is a number; none when there is no mark.
fn marked(mark: Mark) -> Option<bool> {
    match mark {
        Mark::None => None,
        Mark::Dot => Some(false),
        Mark::Number(_) => Some(true),
    }
}
