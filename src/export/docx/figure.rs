// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, picture, caption; after the figure its data.

use super::table::Numbered;
use super::text::Format;
use super::{Writer, styles};
use crate::diag::say;
use crate::export::columns;
use crate::export::ooxml::{EMU_PER_PIXEL, EMU_PER_TWIP, escaped};
use crate::figures::{Picture, picture};
use crate::report::Figure;

/// Pixels of the picture for each pixel of the drawing.
const SCALE: f32 = 2.0;
/// What a picture may take of a page's height, in twentieths of a point.
const TALLEST: u32 = 11_600;
/// And on a page on its side.
const TALLEST_LANDSCAPE: u32 = 6_800;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let name = self.bookmarks.own(&figure.id);
        let words = &self.document.words;
        let numbered = Numbered::Counted(&words.figure, figure.number);
        self.contents.figures.push((figure.number, figure.title.clone(), name.clone()));
        self.caption(&numbered, &figure.title, Some(&name));
        self.here = name;
        let picture = figure.drawing.as_ref().and_then(|drawing| picture(drawing, SCALE));
        let drawn = picture.is_some();
        let keep_next = std::mem::replace(&mut self.around.keep_next, !figure.caption.is_empty());
        match picture {
            Some(picture) => self.picture(figure, picture),
            None => self.paragraph("FigureCaption", |writer| {
                writer.run(&say("html-no-drawing"), Format::default());
            }),
        }
        self.around.keep_next = keep_next;
        if !figure.caption.is_empty() {
            self.paragraph("FigureCaption", |writer| {
                writer.run(&figure.caption, Format::default());
            });
        }
        if figure.data.rows.is_empty() && drawn {
            return;
        }
        if self.around.indent() == 0 && columns::needs_landscape(&figure.data) {
            self.turn(true);
        }
        self.table_named(&figure.data, Some(figure.number));
    }

    fn picture(&mut self, figure: &Figure, picture: Picture) {
        let (width, height) = self.extent(&picture);
        self.pictures.push(picture.png);
        let number = self.pictures.len();
        let id = self.relationships.part("image", &format!("media/figure{number}.png"));
        let name = escaped(&format!("{} {}", self.document.words.figure, figure.number));
        let alternative = escaped(&figure.alternative);
        let line = styles::LINE;
        self.paragraph("Figure", |writer| {
            writer.put(&format!(
                "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
                 <wp:extent cx=\"{width}\" cy=\"{height}\"/>\
                 <wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{alternative}\"/>\
                 <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>\
                 </wp:cNvGraphicFramePr><a:graphic>\
                 <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
                 <pic:pic><pic:nvPicPr>\
                 <pic:cNvPr id=\"{number}\" name=\"{name}\" descr=\"{alternative}\"/><pic:cNvPicPr/>\
                 </pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{id}\"/>\
                 <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
                 <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
                 <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:ln w=\"6350\"><a:solidFill>\
                 <a:srgbClr val=\"{line}\"/></a:solidFill></a:ln></pic:spPr></pic:pic>\
                 </a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
            ));
        });
    }

    /// Width and height on the page: as wide as the text, unless that is too tall.
    fn extent(&self, picture: &Picture) -> (u32, u32) {
        let widest = (self.width() * EMU_PER_TWIP) as f32;
        let tallest = if self.is_landscape() { TALLEST_LANDSCAPE } else { TALLEST };
        let tallest = (tallest * EMU_PER_TWIP) as f32;
        let (width, height) = (picture.width * EMU_PER_PIXEL, picture.height * EMU_PER_PIXEL);
        let scale = (widest / width).min(tallest / height);
        ((width * scale) as u32, (height * scale) as u32)
    }
}
