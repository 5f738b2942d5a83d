// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data, folded.

use super::Page;
use super::escape::escaped;
use crate::diag::say;
use crate::figures::{Drawing, inline_svg};
use crate::report::Figure;

impl Page<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let id = self.anchors.own(&figure.id);
        let title = self.anchors.fresh(&format!("{id}-titolo"));
        self.here.clone_from(&id);
        self.put(&format!("<figure class=\"figure\" id=\"{id}\">\n<figcaption id=\"{title}\">"));
        self.numbered(&self.document.words.figure, figure.number);
        self.text(&figure.title);
        self.put("</figcaption>\n");
        let drawn = figure.drawing.is_some();
        if let Some(drawing) = &figure.drawing {
            // On a narrow screen the narrow drawing takes its place; without one it scrolls.
            let class = if figure.narrow.is_none() { "drawing" } else { "drawing wide" };
            self.put(&format!(
                "<section class=\"{class}\" tabindex=\"0\" aria-labelledby=\"{title}\">"
            ));
            self.drawing(drawing, &figure.alternative);
            self.put("</section>\n");
            if let Some(narrow) = &figure.narrow {
                self.put("<div class=\"drawing-narrow\">");
                self.drawing(narrow, &figure.alternative);
                self.put("</div>\n");
            }
        } else {
            self.element("p class=\"no-drawing\"", &say("html-no-drawing"));
        }
        if !figure.caption.is_empty() {
            self.element("p class=\"figure-caption\"", &figure.caption);
        }
        self.put("\n</figure>\n");
        if figure.data.rows.is_empty() && drawn {
            return;
        }
        self.put(if drawn {
            "<details class=\"figure-data\">"
        } else {
            "<details class=\"figure-data\" open>"
        });
        let words = &self.document.words;
        let summary = self.anchors.fresh(&format!("{id}-piega"));
        let open = format!("summary id=\"{summary}\"");
        self.element(&open, &format!("{} {}", words.figure_data, figure.number));
        self.put("\n");
        self.table_named(&figure.data, Some(&summary));
        self.put("</details>\n");
    }

    /// Part of the page, so that its text takes the page's font.
    fn drawing(&mut self, drawing: &Drawing, alternative: &str) {
        self.put(&inline_svg(drawing, &escaped(alternative)));
    }
}
