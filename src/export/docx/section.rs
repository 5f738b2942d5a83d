// SPDX-License-Identifier: EUPL-1.2
//! Sections: upright pages, and pages on their side where a table needs the room.

use super::Writer;
use super::columns::needs_landscape;
use crate::export::ooxml::Relationships;
use crate::report::{Block, Table};

/// Short and long side of A4, in twentieths of a point.
const SHORT: u32 = 11_906;
const LONG: u32 = 16_838;
/// Margin at the left and the right.
const MARGIN: u32 = 1_134;

/// Width of the text, in twentieths of a point.
pub(super) fn text_width(landscape: bool) -> u32 {
    let page = if landscape { LONG } else { SHORT };
    page - 2 * MARGIN
}

/// The pages of the text: headers and footers, and how the present section lies.
pub(super) struct Pages {
    header: String,
    footer: String,
    wide_footer: String,
    landscape: bool,
}

impl Pages {
    pub(super) fn new(relationships: &mut Relationships) -> Self {
        Pages {
            header: relationships.part("header", "header.xml"),
            footer: relationships.part("footer", "footer.xml"),
            wide_footer: relationships.part("footer", "footer-wide.xml"),
            landscape: false,
        }
    }

    /// The properties of a section; the title page has neither header nor footer.
    pub(super) fn properties(&self, landscape: bool, title_page: bool) -> String {
        let footer = if landscape { &self.wide_footer } else { &self.footer };
        let references = if title_page {
            String::new()
        } else {
            format!(
                "<w:headerReference w:type=\"default\" r:id=\"{}\"/>\
                 <w:footerReference w:type=\"default\" r:id=\"{footer}\"/>",
                self.header
            )
        };
        let size = if landscape {
            format!("<w:pgSz w:w=\"{LONG}\" w:h=\"{SHORT}\" w:orient=\"landscape\"/>")
        } else {
            format!("<w:pgSz w:w=\"{SHORT}\" w:h=\"{LONG}\"/>")
        };
        format!(
            "<w:sectPr>{references}<w:type w:val=\"nextPage\"/>{size}\
             <w:pgMar w:top=\"1417\" w:right=\"{MARGIN}\" w:bottom=\"1304\" w:left=\"{MARGIN}\" \
             w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

impl Writer<'_> {
    /// Turns the pages from here on, if they lie otherwise.
    pub(super) fn turn(&mut self, landscape: bool) {
        if self.pages.landscape == landscape {
            return;
        }
        if !self.out.is_empty() {
            let properties = self.pages.properties(!landscape, false);
            self.end_section(&properties);
        }
        self.pages.landscape = landscape;
    }

    /// Whether the pages lie on their side here.
    pub(super) fn is_landscape(&self) -> bool {
        self.pages.landscape
    }

    /// The width that a table may take here.
    pub(super) fn width(&self) -> u32 {
        text_width(self.pages.landscape).saturating_sub(self.around.indent())
    }

    /// Ends a section with the last paragraph; with one of its own after anything else.
    pub(super) fn end_section(&mut self, properties: &str) {
        match self.last_properties.take() {
            Some(at) => self.out.insert_str(at, properties),
            None => self
                .put(&format!("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/>{properties}</w:pPr></w:p>")),
        }
    }

    /// Ends the text with the properties of its last section.
    pub(super) fn end(&mut self) {
        if self.last_properties.is_none() {
            self.put("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
        }
        let properties = self.pages.properties(self.pages.landscape, false);
        self.put(&properties);
    }
}

/// Which blocks stand on pages on their side: wide tables, and what leads to them.
///
/// A heading and at most two paragraphs below it go with the table they introduce; so does what
/// stands between two such tables.
pub(super) fn plan(blocks: &[Block]) -> Vec<bool> {
    let mut plan: Vec<bool> = blocks.iter().map(|block| table(block).is_some_and(wide)).collect();
    for at in (0..blocks.len()).filter(|at| table(&blocks[*at]).is_some_and(wide)) {
        let (mut begin, mut paragraphs, mut headed) = (at, 0, false);
        for (before, block) in blocks[..at].iter().enumerate().rev() {
            match block {
                _ if plan[before] => {
                    begin = before;
                    break;
                }
                Block::Heading { .. } => {
                    begin = before;
                    headed = true;
                }
                Block::Paragraph(_) if !headed && paragraphs < 2 => {
                    paragraphs += 1;
                    begin = if before == 0 { 0 } else { begin };
                }
                _ => break,
            }
        }
        plan[begin..at].fill(true);
    }
    plan
}

fn table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

fn wide(table: &Table) -> bool {
    needs_landscape(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Align, Column, Inline};

    fn blocks(kinds: &str) -> Vec<Block> {
        let block = |kind| match kind {
            'h' => Block::Heading { level: 2, id: "h".to_owned(), text: Vec::new() },
            'p' => Block::Paragraph(vec![Inline::Text("p".to_owned())]),
            'q' => Block::Quote(Vec::new()),
            kind => {
                let columns = if kind == 'W' { 12 } else { 2 };
                let column = Column { label: "n".to_owned(), align: Align::Right };
                Block::Table(Box::new(Table {
                    id: "t".to_owned(),
                    number: 1,
                    caption: String::new(),
                    spanners: Vec::new(),
                    stub_head: String::new(),
                    columns: vec![column; columns],
                    rows: Vec::new(),
                    even: false,
                    base: None,
                    notes: Vec::new(),
                }))
            }
        };
        kinds.chars().map(block).collect()
    }

    #[test]
    fn a_wide_table_takes_its_heading_and_introduction_with_it() {
        let planned = |kinds| -> String {
            plan(&blocks(kinds)).iter().map(|wide| if *wide { '1' } else { '0' }).collect()
        };
        assert_eq!(planned("pht"), "000");
        assert_eq!(planned("pqhW"), "0011");
        assert_eq!(planned("qhhpWp"), "011110");
        assert_eq!(planned("hpppW"), "00001");
        assert_eq!(planned("tpW"), "001");
        assert_eq!(planned("ppW"), "111");
        assert_eq!(planned("qWpWt"), "01110");
        assert_eq!(planned("WhW"), "111");
        assert_eq!(planned("W"), "1");
    }
}
