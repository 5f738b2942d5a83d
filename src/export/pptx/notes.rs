// SPDX-License-Identifier: EUPL-1.2
//! Speaker notes: one page of notes a slide.

use super::shape::{Holder, Shapes, root};
use crate::edition::slides::{Slide, SlideWords};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::part;

/// The notes of a slide as a part's text.
pub(super) fn write(slide: &Slide, language: &str, words: &SlideWords) -> String {
    let image = Holder { number: None, ..Holder::IMAGE };
    let notes = Holder { small: false, ..Holder::NOTES };
    part(root("p:notes"), |out| {
        out.nested(&["p:cSld"], |out| {
            out.tree(|out| {
                out.held((&words.image, 2), image, |out| out.empty(tag("p:spPr")));
                out.held((&words.notes, 3), notes, |out| {
                    out.empty(tag("p:spPr"));
                    out.within(tag("p:txBody"), |out| {
                        out.plain_body();
                        slide.notes.iter().for_each(|note| paragraph(out, note, language));
                    });
                });
            });
        });
        out.own_colours();
    })
}

fn paragraph(out: &mut String, note: &str, language: &str) {
    out.nested(&["a:p", "a:r"], |out| {
        out.empty(tag("a:rPr").with("lang", language).with("dirty", 0));
        out.around(tag("a:t"), note);
    });
}
