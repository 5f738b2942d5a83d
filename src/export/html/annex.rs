// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its cells and the steps on the way.
//!
//! A browser lays out only the tables in sight, and each is one caption away.

use super::Page;
use crate::export::sources::{self, Group};
use crate::report::Source;

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
    for table in &sources::tables(&document.sources) {
        page.sources_table(id, table);
    }
    page.put("</section>\n");
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
        match sources::rest(source, group) {
            Some(rest) => self.text(rest),
            None => self.place_of(index, &source.label),
        }
        self.put("</td><td>");
        self.text(&source.value);
        self.put("</td><td>");
        self.lines(&sources::cells(source));
        self.put("</td><td>");
        self.lines(&source.steps);
        self.put("</td></tr>\n");
    }

    fn lines(&mut self, lines: &[String]) {
        for (at, line) in lines.iter().enumerate() {
            self.put(if at > 0 { "<br>" } else { "" });
            self.text(line);
        }
    }
}
