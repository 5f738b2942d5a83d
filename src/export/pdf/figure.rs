// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data.

use super::Writer;
use crate::diag::{Finding, Place, Severity, say};
use crate::export::columns::needs_landscape;
use crate::figures::is_drawing;
use crate::report::Figure;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let id = self.anchors.own(&figure.id);
        let svg = self.glyphs.drawing(&figure.svg);
        let drawn = is_drawing(&svg);
        if !drawn && !figure.svg.is_empty() {
            let n = figure.number.to_string();
            let args = [("figure", n.as_str()), ("title", &figure.title)];
            let place = Place::File(super::FILE.into());
            self.findings.push(Finding::new("figure-unreadable", Severity::Warning, place, &args));
        }
        self.put(if drawn { "drawing(" } else { "no-drawing(" });
        self.string(&id);
        self.put(",");
        self.here = id;
        if drawn {
            let file = self.sheets.add(svg);
            self.argument("file", &file);
            self.argument("alt", &figure.alternative);
        }
        let number = format!("{} {}", self.document.words.figure, figure.number);
        self.put("caption:numbered(");
        self.string(&number);
        self.put(",");
        self.string(&figure.title);
        self.put("),");
        if !figure.caption.is_empty() {
            self.argument("below", &figure.caption);
        }
        if !drawn {
            self.string(&say("html-no-drawing"));
        }
        self.put(")\n");
        if figure.data.rows.is_empty() && drawn {
            return;
        }
        if self.depth == 0 && needs_landscape(&figure.data) {
            self.turn(true);
        }
        self.table(&figure.data, Some(figure.number));
    }
}
