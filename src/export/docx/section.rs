// SPDX-License-Identifier: EUPL-1.2
//! Sections: upright pages, and pages on their side where a table needs the room.

use super::Writer;
use super::template::Template;
use crate::edition::{LONG, MARGIN, SHORT};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::Relationships;

/// The pages of the text: headers and footers, and how the present section lies.
pub(super) struct Pages {
    /// References to headers and footers, on upright pages and on the others.
    references: [String; 2],
    /// Short and long side, and what the margins at left and right take together.
    sides: (u32, u32, u32),
    margins: String,
    numbers: String,
    landscape: bool,
}

impl Pages {
    /// The pages of the template, else ours; what it has neither above nor below the text is
    /// ours too, so that no report is without page numbers.
    pub(super) fn new(relationships: &mut Relationships, template: Option<&Template>) -> Self {
        let theirs = template.map(|template| &template.sections);
        let mut references = [const { String::new() }; 2];
        for (name, place) in ["footer.xml", "footer-wide.xml"].iter().zip(&mut references) {
            if let Some(theirs) = theirs {
                place.push_str(&theirs.references);
            }
            let footed = theirs.is_some_and(|theirs| theirs.has_footer);
            if !footed && !theirs.is_some_and(|theirs| theirs.has_header) {
                let id = relationships.part("header", "header.xml");
                place.empty(tag("w:headerReference").with("w:type", "default").with("r:id", id));
            }
            if !footed {
                let id = relationships.part("footer", name);
                place.empty(tag("w:footerReference").with("w:type", "default").with("r:id", id));
            }
        }
        let margins = theirs.and_then(|theirs| theirs.margins.clone());
        let ours = || {
            let sides = [("top", 1417), ("right", MARGIN), ("bottom", 1304), ("left", MARGIN)];
            let sides = sides.into_iter().chain([("header", 624), ("footer", 567), ("gutter", 0)]);
            let mut out = String::new();
            out.empty(sides.fold(tag("w:pgMar"), |margins, (side, width)| {
                margins.with(&format!("w:{side}"), width)
            }));
            out
        };
        Pages {
            references,
            sides: theirs.and_then(|theirs| theirs.sides).unwrap_or((SHORT, LONG, 2 * MARGIN)),
            margins: margins.unwrap_or_else(ours),
            numbers: theirs.map_or(String::new(), |theirs| theirs.numbers.clone()),
            landscape: false,
        }
    }

    /// Width of the text.
    pub(super) fn text_width(&self, landscape: bool) -> u32 {
        let (short, long, aside) = self.sides;
        (if landscape { long } else { short }).saturating_sub(aside)
    }

    /// The properties of a section; the title page has neither header nor footer.
    pub(super) fn properties(&self, landscape: bool, title_page: bool) -> String {
        let [upright, wide] = &self.references;
        let references = match (title_page, landscape) {
            (true, _) => "",
            (false, true) => wide,
            (false, false) => upright,
        };
        let (short, long, _) = self.sides;
        let size = tag("w:pgSz");
        let size = if landscape {
            size.with("w:w", long).with("w:h", short).with("w:orient", "landscape")
        } else {
            size.with("w:w", short).with("w:h", long)
        };
        let mut out = String::new();
        out.within(tag("w:sectPr"), |out| {
            out.push_str(references);
            out.empty(tag("w:type").with("w:val", "nextPage"));
            out.empty(size);
            out.push_str(&self.margins);
            out.push_str(&self.numbers);
        });
        out
    }
}

impl Writer<'_> {
    /// Turns the pages from here on, if they lie otherwise.
    pub(super) fn turn(&mut self, landscape: bool) {
        if self.pages.landscape == landscape {
            return;
        }
        if self.out.len() > self.section {
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
        self.pages.text_width(self.pages.landscape).saturating_sub(self.around.indent())
    }

    /// Ends a section with the last paragraph; with one of its own after anything else.
    pub(super) fn end_section(&mut self, properties: &str) {
        match self.last_properties.take() {
            Some(at) => self.out.insert_str(at, properties),
            None => self.gap(properties),
        }
        self.section = self.out.len();
    }

    /// Ends the text with the properties of its last section.
    pub(super) fn end(&mut self) {
        if self.last_properties.is_none() {
            self.gap("");
            self.last_properties = None;
        }
        let properties = self.pages.properties(self.pages.landscape, false);
        let after = self.template.as_ref().filter(|template| !template.back.is_empty());
        let Some(after) = after.map(|template| {
            let last = template.sections.last.as_deref();
            format!("{}{}", template.back, last.unwrap_or(&properties))
        }) else {
            return self.put(&properties);
        };
        self.end_section(&properties);
        self.put(&after);
    }

    fn gap(&mut self, properties: &str) {
        let style = self.style("Gap");
        self.within(tag("w:p"), |writer| {
            writer.within(tag("w:pPr"), |writer| {
                writer.empty(tag("w:pStyle").with("w:val", style));
                writer.put(properties);
            });
        });
    }
}
