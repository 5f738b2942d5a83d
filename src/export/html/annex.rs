// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its cells and the steps on the way.
//!
//! Rows under the same first part of their label stand in one group. A long annex is cut into
//! several tables: a browser lays out only those in sight, and each is one caption away.

use super::Page;
use super::escape::escape_into;
use crate::report::Source;

/// A table ends with the group in which it reaches this many rows.
const ROWS: usize = 150;
/// And within a group when it is this long.
const MOST_ROWS: usize = 400;

/// Rows of one group: where they begin, and their common label.
struct Group<'a> {
    first: usize,
    label: Option<&'a str>,
    rows: &'a [Source],
}

pub(super) fn write(page: &mut Page<'_>, id: &str) {
    let document = page.document;
    let title = page.anchors.fresh(&format!("{id}-titolo"));
    page.put(&format!(
        "<section class=\"it-page-section annex sources\" id=\"{id}\" aria-labelledby=\"{title}\">\n"
    ));
    page.element(&format!("h2 id=\"{title}\""), &document.words.sources);
    page.put("\n");
    if !document.words.sources_intro.is_empty() {
        page.element("p", &document.words.sources_intro);
        page.put("\n");
    }
    let mut tables: Vec<Vec<Group<'_>>> = vec![Vec::new()];
    let mut rows = 0;
    for group in groups(&document.sources) {
        if rows >= ROWS {
            tables.push(Vec::new());
            rows = 0;
        }
        rows += group.rows.len();
        if let Some(table) = tables.last_mut() {
            table.push(group);
        }
    }
    for table in &tables {
        page.sources_table(id, table);
    }
    page.put("</section>\n");
}

/// The label's first part, when there are more.
fn prefix(source: &Source) -> Option<&str> {
    source.label.split_once(" › ").map(|(prefix, _)| prefix)
}

fn groups(sources: &[Source]) -> Vec<Group<'_>> {
    let mut first = 0;
    let mut groups = Vec::new();
    for rows in sources.chunk_by(|a, b| prefix(a) == prefix(b)) {
        for rows in rows.chunks(MOST_ROWS) {
            groups.push(Group { first, label: rows.first().and_then(prefix), rows });
            first += rows.len();
        }
    }
    groups
}

impl Page<'_> {
    fn sources_table(&mut self, id: &str, groups: &[Group<'_>]) {
        let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return };
        let (from, to) = (first.first + 1, last.first + last.rows.len());
        let caption = self.anchors.fresh(&format!("{id}-{from}"));
        self.put(&format!(
            "<section class=\"table-responsive\" tabindex=\"0\" aria-labelledby=\"{caption}\">\n\
             <table class=\"table al\">\n<caption id=\"{caption}\">"
        ));
        let document = self.document;
        self.text(&document.words.sources);
        self.put(&format!(": {from}–{to}</caption>\n<thead>\n<tr>"));
        for head in &document.words.source_heads {
            self.element("th scope=\"col\"", head);
        }
        self.put("</tr>\n</thead>\n");
        for group in groups {
            self.put("<tbody>\n");
            if let Some(label) = group.label {
                self.put("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"5\">");
                self.place_of(group.first, label);
                self.put("</th></tr>\n");
            }
            for (index, source) in group.rows.iter().enumerate() {
                self.source(group.first + index, source, group.label);
            }
            self.put("</tbody>\n");
        }
        self.put("</table>\n</section>\n");
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, index: usize, label: &str) {
        match self.linked_from.get(index).cloned().flatten() {
            Some(place) if !label.is_empty() => {
                self.element(&format!("a class=\"link\" href=\"#{place}\""), label);
            }
            _ => self.text(label),
        }
    }

    fn source(&mut self, index: usize, source: &Source, group: Option<&str>) {
        let number = index + 1;
        let id = format!("{}{number}", self.anchors.source_prefix);
        self.put(&format!("<tr id=\"{id}\"><th scope=\"row\">{number}</th><td>"));
        match group.and_then(|group| source.label.strip_prefix(group)?.strip_prefix(" › ")) {
            Some(rest) => self.text(rest),
            None => self.place_of(index, &source.label),
        }
        self.put("</td><td>");
        self.text(&source.value);
        self.put("</td><td>");
        self.cells(&source.cells);
        self.put("</td><td>");
        for (at, step) in source.steps.iter().enumerate() {
            self.put(if at > 0 { "<br>" } else { "" });
            self.text(step);
        }
        self.put("</td></tr>\n");
    }

    /// Cells one a line; cells of the same sheet, one after the other, share their line.
    fn cells(&mut self, cells: &[String]) {
        let mut sheet = None;
        for (at, cell) in cells.iter().enumerate() {
            let parts = cell.rsplit_once('!');
            match parts {
                Some((this, address)) if sheet == Some(this) => {
                    self.put(", ");
                    self.text(address);
                }
                _ => {
                    self.put(if at > 0 { "<br>" } else { "" });
                    escape_into(&mut self.out, cell);
                }
            }
            sheet = parts.map(|(sheet, _)| sheet);
        }
    }
}
