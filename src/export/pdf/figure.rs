// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data.

use super::Writer;
use crate::edition::Figure;
use crate::figures::svg;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let function = if figure.drawing.is_some() { "drawing" } else { "no-drawing" };
        self.line(function, |writer| {
            writer.literal(&figure.id);
            if let Some(drawing) = &figure.drawing {
                let file = writer.sheets.add(svg(&writer.glyphs.drawing(drawing)));
                writer.argument("file", &file);
                writer.argument("alt", &figure.alternative);
            }
            writer.caption(&figure.caption);
            if !figure.below.is_empty() {
                writer.argument("below", &figure.below);
            }
            if figure.drawing.is_none() {
                writer.string(&writer.edition.words.not_drawn);
            }
        });
        if !figure.prints_data {
            return;
        }
        if figure.turned {
            self.turn(true);
        }
        self.table(&figure.data);
    }
}
