// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data.

use super::Writer;
use crate::edition::{Figure, Shown};
use crate::figures::{Drawing, svg};

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let function = if figure.drawing.is_some() { "drawing" } else { "no-drawing" };
        self.line(function, |writer| {
            writer.literal(&figure.id);
            if figure.drawing.is_some() {
                writer.files(&figure.sheets());
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

    /// Writes a picture of the study.
    pub(super) fn picture(&mut self, shown: &Shown) {
        let file = self.sheets.add_picture(shown.picture.png.clone());
        // a pixel is three quarters of a point
        let width = shown.picture.width * 0.75;
        self.line("picture", |writer| {
            writer.literal(&file);
            writer.argument("alt", &shown.alternative);
            writer.put(&format!("width:{width}pt,"));
        });
    }

    /// Writes which files show a drawing, sheet by sheet.
    fn files(&mut self, sheets: &[Drawing]) {
        self.put("files:(");
        for sheet in sheets {
            let file = self.sheets.add(svg(&self.glyphs.drawing(sheet)));
            self.literal(&file);
        }
        self.put("),");
    }
}
