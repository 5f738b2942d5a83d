// SPDX-License-Identifier: EUPL-1.2
//! Tables: spanners over column labels, row heads, groups of rows, notes below.

use super::Page;
use crate::edition::{Align, Caption, Cell, Column, Group, Row, Table};
use crate::export::markup::{Markup, Tag, tag};

/// A table wider than this is set smaller on paper.
const WIDE: usize = 8;

impl Page<'_> {
    /// Writes a table whose box is named by its caption, after the element `named_by`: two
    /// figures may have data with equal captions.
    pub(super) fn table(&mut self, table: &Table, named_by: Option<&str>) {
        let id = &table.id;
        let caption = format!("{id}_titolo");
        let names = named_by.map_or(caption.clone(), |id| format!("{id} {caption}"));
        let usual = usual_align(table);
        let look = match (table.even, table.columns.len() > WIDE) {
            (true, _) => " even",
            (false, true) => " wide",
            (false, false) => "",
        };
        let class = format!("table {}{look}", class(usual));
        let noted = (!table.notes.is_empty()).then(|| format!("{id}_note"));
        let element = tag("table").class(class).with("id", id);
        self.scrolling(&names, |page| {
            page.block(element.maybe("aria-describedby", noted.as_ref()), |page| {
                page.block(tag("caption").with("id", &caption), |page| match named_by {
                    // What names the box says the number.
                    Some(_) => page.text(&table.caption.text),
                    None => page.captioned(&table.caption),
                });
                page.column_groups(table);
                page.block(tag("thead"), |page| page.table_head(table, usual));
                for rows in table.rows.chunk_by(|_, row| row.group == Group::Same) {
                    page.block(tag("tbody"), |page| page.group(table, rows, usual));
                }
            });
        });
        if let Some(noted) = noted {
            self.table_notes(table, &noted);
        }
    }

    /// A box that scrolls where its table is wide, and that the keyboard can reach.
    pub(super) fn scrolling(&mut self, names: &str, content: impl FnOnce(&mut Self)) {
        let section = tag("section").class("table-responsive").with("tabindex", 0);
        self.block(section.with("aria-labelledby", names), content);
    }

    /// «Tabella 3» or «Figura 3», and what it is.
    pub(super) fn captioned(&mut self, caption: &Caption) {
        if let Some(label) = &caption.label {
            self.around(tag("span").class("number"), &label.to_string());
            self.text(" ");
        }
        self.text(&caption.text);
    }

    /// The columns, in groups where spanners stand over them, each with its part of the width.
    fn column_groups(&mut self, table: &Table) {
        let Some(widths) = table.parts() else {
            let spans = table.spanners.iter().map(|spanner| spanner.span);
            let stub = (!table.spanners.is_empty()).then_some(1);
            for span in stub.into_iter().chain(spans) {
                self.within(tag("colgroup").with("span", span), |_| {});
            }
            return;
        };
        let mut spans: Vec<usize> = table.spanners.iter().map(|spanner| spanner.span).collect();
        if spans.is_empty() {
            spans.push(table.columns.len());
        }
        // A table may have nothing but its first column.
        spans.retain(|span| *span > 0);
        spans.insert(0, 1);
        let mut widths = widths.into_iter();
        for span in spans {
            self.within(tag("colgroup"), |page| {
                for part in widths.by_ref().take(span) {
                    page.void(tag("col").with("style", format_args!("--part:{part}%")));
                }
            });
        }
    }

    fn table_head(&mut self, table: &Table, usual: Align) {
        let Table { spanners, columns, .. } = table;
        let mut below = Vec::new();
        self.block(tag("tr"), |page| {
            let rows = (!spanners.is_empty()).then_some(2);
            page.head_cell(tag_of_head(&table.stub_head).class("al"), rows, &table.stub_head);
            let mut rest = columns.as_slice();
            for spanner in spanners {
                let (under, others) = rest.split_at(spanner.span.min(rest.len()));
                rest = others;
                if spanner.label.is_empty() {
                    under.iter().for_each(|column| page.column_label(column, usual, rows));
                } else {
                    let head = tag("th").class("spanner").with("scope", "colgroup");
                    page.around(head.with("colspan", spanner.span), &spanner.label);
                    below.extend(under);
                }
            }
            rest.iter().for_each(|column| page.column_label(column, usual, rows));
        });
        if !below.is_empty() {
            self.block(tag("tr"), |page| {
                below.into_iter().for_each(|column| page.column_label(column, usual, None));
            });
        }
    }

    fn column_label(&mut self, column: &Column, usual: Align, rows: Option<usize>) {
        let head = tag_of_head(&column.label).class(unusual(column.align, usual));
        self.head_cell(head, rows, &column.label);
    }

    fn head_cell(&mut self, head: Tag, rows: Option<usize>, label: &str) {
        let scope = (!label.is_empty()).then_some("col");
        self.around(head.maybe("scope", scope).maybe("rowspan", rows), label);
    }

    /// Rows of one group, after its label.
    fn group(&mut self, table: &Table, rows: &[Row], usual: Align) {
        if let Some(label) = rows.first().and_then(|row| row.group.label()) {
            let head = tag("th").with("scope", "rowgroup");
            self.block(tag("tr").class("group"), |page| {
                page.around(head.with("colspan", table.columns.len() + 1), label);
            });
        }
        for row in rows {
            let class = if row.total { "total" } else { "" };
            self.block(tag("tr").class(class), |page| page.row(table, row, usual));
        }
    }

    fn row(&mut self, table: &Table, row: &Row, usual: Align) {
        if row.label.text.is_empty() {
            self.around(tag("td"), "");
        } else {
            self.within(tag("th").with("scope", "row"), |page| page.value(&row.label));
        }
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            self.cell(cell, unusual(column.align, usual));
        }
    }

    fn cell(&mut self, cell: &Cell, align: &str) {
        let shade = cell.shade.map(|shade| format!("shade-{shade}")).unwrap_or_default();
        let class = if align.is_empty() { shade } else { format!("{align} {shade}") };
        self.within(tag("td").class(class.trim_end()), |page| match cell.values.as_slice() {
            [] => {}
            [value] => page.value(value),
            values => page.within(tag("ul"), |page| {
                for value in values {
                    page.within(tag("li"), |page| page.value(value));
                }
            }),
        });
    }

    fn table_notes(&mut self, table: &Table, id: &str) {
        self.block(tag("div").class("table-notes").with("id", id), |page| {
            for (word, text) in &table.notes {
                page.block(tag("p"), |page| {
                    page.around(tag("b"), &format!("{word}:"));
                    page.text(" ");
                    page.text(text);
                });
            }
        });
    }
}

/// An empty label is no header.
fn tag_of_head(label: &str) -> Tag {
    tag(if label.is_empty() { "td" } else { "th" })
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
