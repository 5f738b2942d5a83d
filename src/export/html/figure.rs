// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, drawing, caption; after the figure its data, folded.

use super::Page;
use crate::edition::{Figure, Shown};
use crate::export::markup::{Markup, escaped, tag};
use crate::figures::{Drawing, inline_svg};
use base64::{Engine, engine::general_purpose::STANDARD};

impl Page<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let id = &figure.id;
        let title = format!("{id}_titolo");
        self.block(tag("figure").class("figure").with("id", id), |page| {
            page.block(tag("figcaption").with("id", &title), |page| {
                page.captioned(&figure.caption);
            });
            page.drawings(figure, &title);
            if !figure.below.is_empty() {
                page.around(tag("p").class("figure-caption"), &figure.below);
            }
        });
        if figure.has_data {
            self.data(figure);
        }
    }

    /// On a narrow screen the narrow drawing takes the other's place; without one it scrolls.
    fn drawings(&mut self, figure: &Figure, title: &str) {
        let Some(drawing) = &figure.drawing else {
            return self.around(tag("p").class("no-drawing"), &self.edition.words.not_drawn);
        };
        let class = if figure.narrow.is_none() { "drawing" } else { "drawing wide" };
        let section = tag("section").class(class).with("tabindex", 0);
        self.block(section.with("aria-labelledby", title), |page| {
            page.drawing(drawing, &figure.alternative);
        });
        if let Some(narrow) = &figure.narrow {
            self.block(tag("div").class("drawing-narrow"), |page| {
                page.drawing(narrow, &figure.alternative);
            });
        }
    }

    /// A picture of the study, inside the page.
    pub(super) fn picture(&mut self, shown: &Shown) {
        let source = format!("data:image/png;base64,{}", STANDARD.encode(&shown.picture.png));
        let (width, height) = (shown.picture.width.ceil(), shown.picture.height.ceil());
        self.block(tag("p").class("picture"), |page| {
            let image = tag("img").with("src", source).with("alt", &shown.alternative);
            page.void(image.with("width", width).with("height", height));
        });
    }

    fn data(&mut self, figure: &Figure) {
        let summary = format!("{}_piega", figure.id);
        let label = figure.data.caption.label.as_ref().map(ToString::to_string);
        let details = tag("details").class("figure-data").flag("open", figure.drawing.is_none());
        self.block(details, |page| {
            page.around(tag("summary").with("id", &summary), &label.unwrap_or_default());
            page.table(&figure.data, Some(&summary));
        });
    }

    /// Part of the page, so that its text takes the page's font.
    fn drawing(&mut self, drawing: &Drawing, alternative: &str) {
        self.out.push_str(&inline_svg(drawing, &escaped(alternative)));
    }
}
