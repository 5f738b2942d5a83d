// SPDX-License-Identifier: EUPL-1.2
//! Sections: upright pages, and pages on their side where a table needs the room.

use super::Writer;
use crate::export::columns::{LONG, MARGIN, SHORT, text_width};
use crate::export::ooxml::Relationships;

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
