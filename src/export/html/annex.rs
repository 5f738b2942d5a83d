// SPDX-License-Identifier: EUPL-1.2
//! The sources: one row a value, with its cells and the steps on the way.
//!
//! A browser lays out only the tables in sight, and each is one caption away.

use super::Page;
use crate::edition::{Source, SourceGroup, SourceTable, Sources};
use crate::export::markup::{Markup, tag};

impl Page<'_> {
    pub(super) fn sources(&mut self, sources: &Sources) {
        let Sources { id, title, intro, heads, tables, .. } = sources;
        let section = tag("section").class("it-page-section annex sources").with("id", id);
        let title_id = format!("{id}_titolo");
        self.block(section.with("aria-labelledby", &title_id), |page| {
            page.around(tag("h2").with("id", &title_id), title);
            if !intro.is_empty() {
                page.around(tag("p"), intro);
            }
            for table in tables {
                page.sources_table(id, heads, table);
            }
        });
    }

    fn sources_table(&mut self, id: &str, heads: &[String], table: &SourceTable) {
        let caption = format!("{id}_{}", table.reach.0);
        self.scrolling(&caption, |page| {
            page.block(tag("table").class("table al"), |page| {
                page.around(tag("caption").with("id", &caption), &table.caption);
                page.block(tag("thead"), |page| {
                    page.within(tag("tr"), |page| {
                        for head in heads {
                            page.around(tag("th").with("scope", "col"), head);
                        }
                    });
                });
                table.groups.iter().for_each(|group| page.sources_group(group));
            });
        });
    }

    fn sources_group(&mut self, group: &SourceGroup) {
        self.block(tag("tbody"), |page| {
            if let Some(label) = &group.label {
                page.block(tag("tr").class("group"), |page| {
                    page.within(tag("th").with("scope", "rowgroup").with("colspan", 5), |page| {
                        page.place_of(group.back.as_deref(), label);
                    });
                });
            }
            group.rows.iter().for_each(|source| page.source(source));
        });
    }

    /// The label, as a link to the place in the report where the source is first used.
    fn place_of(&mut self, back: Option<&str>, label: &str) {
        match back {
            Some(id) if !label.is_empty() => {
                self.around(tag("a").class("link").with("href", format_args!("#{id}")), label);
            }
            _ => self.text(label),
        }
    }

    fn source(&mut self, source: &Source) {
        self.block(tag("tr").with("id", &source.id), |page| {
            page.around(tag("th").with("scope", "row"), &source.number.to_string());
            page.within(tag("td"), |page| match &source.rest {
                Some(rest) => page.text(rest),
                None => page.place_of(source.back.as_deref(), &source.label),
            });
            page.around(tag("td"), &source.value);
            page.within(tag("td"), |page| page.lines(source.cells.iter().map(String::as_str)));
            page.within(tag("td"), |page| page.lines(source.steps.iter().map(String::as_str)));
        });
    }

    /// Texts on lines of their own.
    pub(super) fn lines<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 {
                self.void(tag("br"));
            }
            self.text(line);
        }
    }
}
