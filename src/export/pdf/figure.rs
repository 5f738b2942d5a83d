// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data.

use super::Writer;
use crate::diag::say;
use crate::export::columns::needs_landscape;
use crate::figures::svg;
use crate::report::Figure;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let id = self.anchors.own(&figure.id);
        let drawn = figure.drawing.is_some();
        self.put(if drawn { "drawing(" } else { "no-drawing(" });
        self.string(&id);
        self.put(",");
        self.here = id;
        if let Some(drawing) = &figure.drawing {
            let file = self.sheets.add(svg(&self.glyphs.drawing(drawing)));
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
