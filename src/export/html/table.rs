// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::Page;
use super::escape::escaped;
use crate::export::table::{self, spans};
use crate::report::{Align, Cell, Row, Table};

/// A table wider than this is set smaller on paper.
const WIDE: usize = 8;

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.table_named(table, None);
    }

    /// Writes a table whose box is named by its caption, after the element `named_by`: two
    /// figures may have data with equal captions.
    pub(super) fn table_named(&mut self, table: &Table, named_by: Option<&str>) {
        let id = self.anchors.own(&table.id);
        let caption = self.anchors.fresh(&format!("{id}-titolo"));
        let notes = table::has_notes(table).then(|| self.anchors.fresh(&format!("{id}-note")));
        let width = table::count(table);
        self.here.clone_from(&id);
        // A wide table scrolls in a box that the keyboard can reach.
        let names = named_by.map_or(caption.clone(), |id| format!("{id} {caption}"));
        self.put(&format!(
            "<section class=\"table-responsive\" tabindex=\"0\" aria-labelledby=\"{names}\">\n"
        ));
        let usual = usual_align(table);
        let wide = match (table.even, width > WIDE) {
            (true, _) => " even",
            (false, true) => " wide",
            (false, false) => "",
        };
        self.put(&format!("<table class=\"table {}{wide}\" id=\"{id}\"", class(usual)));
        if let Some(notes) = &notes {
            self.put(&format!(" aria-describedby=\"{notes}\""));
        }
        self.put(">\n");
        self.caption(table, &caption);
        self.column_groups(table, width);
        self.table_head(table, width, usual);
        self.table_body(table, width, usual);
        self.put("</table>\n</section>\n");
        if let Some(notes) = &notes {
            self.table_notes(table, notes);
        }
    }

    fn caption(&mut self, table: &Table, id: &str) {
        self.put(&format!("<caption id=\"{id}\">"));
        if table.number > 0 {
            self.numbered(&self.document.words.table, table.number);
        }
        self.text(&table.caption);
        self.put("</caption>\n");
    }

    /// «Tabella 3» or «Figura 3», before what it is.
    pub(super) fn numbered(&mut self, word: &str, number: usize) {
        self.put(&format!("<span class=\"number\">{} {number}</span> ", escaped(word)));
    }

    fn column_groups(&mut self, table: &Table, width: usize) {
        let spans = spans(table, &(0..width));
        if spans.is_empty() {
            return;
        }
        self.put("<colgroup span=\"1\"></colgroup>");
        for (_, span) in spans {
            self.put(&format!("<colgroup span=\"{span}\"></colgroup>"));
        }
        self.put("\n");
    }

    fn table_head(&mut self, table: &Table, width: usize, usual: Align) {
        let spans = spans(table, &(0..width));
        let mut below = vec![true; width];
        self.put("<thead>\n<tr>");
        let rows = if spans.is_empty() { "" } else { " rowspan=\"2\"" };
        self.head_cell("al", rows, &table.stub_head);
        let mut at = 0;
        for (label, span) in &spans {
            if label.is_empty() {
                for (column, below) in below.iter_mut().enumerate().skip(at).take(*span) {
                    self.column_label(table, column, usual, rows);
                    *below = false;
                }
            } else {
                let open = format!("th class=\"spanner\" scope=\"colgroup\" colspan=\"{span}\"");
                self.element(&open, label);
            }
            at += span;
        }
        if !spans.is_empty() && below.contains(&true) {
            self.put("</tr>\n<tr>");
        }
        for (column, _) in below.iter().enumerate().filter(|(_, below)| **below) {
            self.column_label(table, column, usual, "");
        }
        self.put("</tr>\n</thead>\n");
    }

    fn column_label(&mut self, table: &Table, column: usize, usual: Align, rows: &str) {
        match table.columns.get(column) {
            Some(column) => self.head_cell(unusual(column.align, usual), rows, &column.label),
            None => self.head_cell("", rows, ""),
        }
    }

    /// Writes a column label; an empty one is no header.
    fn head_cell(&mut self, class: &str, rows: &str, label: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        if label.is_empty() {
            self.put(&format!("<td{class}{rows}></td>"));
        } else {
            self.element(&format!("th{class} scope=\"col\"{rows}"), label);
        }
    }

    fn table_body(&mut self, table: &Table, width: usize, usual: Align) {
        self.put("<tbody>\n");
        for (index, row) in table.rows.iter().enumerate() {
            if let Some(group) = &row.group {
                if index > 0 {
                    self.put("</tbody>\n<tbody>\n");
                }
                if !group.is_empty() {
                    self.put("<tr class=\"group\">");
                    self.element(
                        &format!("th scope=\"rowgroup\" colspan=\"{}\"", width + 1),
                        group,
                    );
                    self.put("</tr>\n");
                }
            }
            self.row(table, row, width, usual);
        }
        self.put("</tbody>\n");
    }

    fn row(&mut self, table: &Table, row: &Row, width: usize, usual: Align) {
        self.put(if row.total { "<tr class=\"total\">" } else { "<tr>" });
        if row.label.text.is_empty() {
            self.put("<td></td>");
        } else {
            self.put("<th scope=\"row\">");
            self.value(&row.label);
            self.put("</th>");
        }
        for column in 0..width {
            let align = table.columns.get(column).map_or(usual, |column| column.align);
            match row.cells.get(column) {
                Some(cell) => self.cell(cell, unusual(align, usual)),
                None => self.put("<td></td>"),
            }
        }
        self.put("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell, align: &str) {
        let shade = cell.shade.map(|shade| format!("shade-{}", shade.min(3)));
        match (align, &shade) {
            ("", None) => self.put("<td>"),
            ("", Some(class)) => self.put(&format!("<td class=\"{class}\">")),
            (align, None) => self.put(&format!("<td class=\"{align}\">")),
            (align, Some(shade)) => self.put(&format!("<td class=\"{align} {shade}\">")),
        }
        if let [value] = cell.values.as_slice() {
            self.value(value);
        } else if !cell.values.is_empty() {
            self.put("<ul>");
            for value in &cell.values {
                self.put("<li>");
                self.value(value);
                self.put("</li>");
            }
            self.put("</ul>");
        }
        self.put("</td>");
    }

    fn table_notes(&mut self, table: &Table, id: &str) {
        self.put(&format!("<div class=\"table-notes\" id=\"{id}\">\n"));
        for (word, text) in table::notes(table, &self.document.words) {
            self.put("<p>");
            self.element("b", &format!("{word}:"));
            self.put(" ");
            self.text(text);
            self.put("</p>\n");
        }
        self.put("</div>\n");
    }
}

/// The alignment that most columns have: the table says it once.
fn usual_align(table: &Table) -> Align {
    let count = |align| table.columns.iter().filter(|column| column.align == align).count();
    let aligns = [Align::Centre, Align::Left, Align::Right];
    aligns.into_iter().max_by_key(|align| count(*align)).unwrap_or(Align::Left)
}

fn unusual(align: Align, usual: Align) -> &'static str {
    if align == usual { "" } else { class(align) }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Left => "al",
        Align::Right => "ar",
        Align::Centre => "ac",
    }
}
