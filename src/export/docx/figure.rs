// SPDX-License-Identifier: EUPL-1.2
//! Figures: title, picture, caption; after the figure its data.

use super::text::Format;
use super::{Writer, bookmark, styles};
use crate::edition::{Figure, Shown};
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::{EMU_PER_PIXEL, EMU_PER_TWIP};
use crate::figures::{Picture, picture};

/// What a picture is called in a drawing.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// Pixels of the picture for each pixel of the drawing.
const SCALE: f32 = 2.0;
/// What a picture may take of a page's height, in twentieths of a point.
const TALLEST: u32 = 11_600;
/// And on a page on its side.
const TALLEST_LANDSCAPE: u32 = 6_800;

impl Writer<'_> {
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.caption(&figure.caption, Some(bookmark(&figure.id).as_str()));
        let sheets = figure.sheets();
        let sheets = sheets.iter().map(|drawing| picture(drawing, SCALE));
        let sheets: Option<Vec<Picture>> = sheets.collect();
        let keep_next = std::mem::replace(&mut self.around.keep_next, !figure.below.is_empty());
        match sheets.filter(|sheets| !sheets.is_empty()) {
            Some(sheets) => {
                let name = figure.caption.label.as_ref().map(ToString::to_string);
                let name = name.unwrap_or_default();
                sheets
                    .into_iter()
                    .for_each(|sheet| self.picture((&name, &figure.alternative), sheet, f32::MAX));
            }
            None => self.paragraph("FigureCaption", |writer| {
                writer.run(&writer.edition.words.not_drawn, Format::default());
            }),
        }
        self.around.keep_next = keep_next;
        if !figure.below.is_empty() {
            self.paragraph("FigureCaption", |writer| {
                writer.run(&figure.below, Format::default());
            });
        }
        if !figure.prints_data {
            return;
        }
        if figure.turned {
            self.turn(true);
        }
        self.table(&figure.data);
    }

    /// Writes a picture of the study, not larger than it is.
    pub(super) fn shown(&mut self, shown: &Shown) {
        self.picture(("", &shown.alternative), shown.picture.clone(), 1.0);
    }

    /// Writes a picture with its name and what it shows, enlarged at most so often.
    fn picture(&mut self, (name, alternative): (&str, &str), picture: Picture, most: f32) {
        let (width, height) = self.extent(&picture, most);
        self.pictures.push(picture.png);
        let number = self.pictures.len();
        let id = self.relationships.part("image", &format!("media/figure{number}.png"));
        let named = |name_of| {
            let element = tag(name_of).with("id", number).with("name", name);
            element.with("descr", alternative)
        };
        let extent = |name| tag(name).with("cx", width).with("cy", height);
        self.paragraph("Figure", |writer| {
            writer.nested(&["w:r", "w:drawing"], |writer| {
                let sides = ["distT", "distB", "distL", "distR"];
                let inline = sides.iter().fold(tag("wp:inline"), |tag, side| tag.with(side, 0));
                writer.within(inline, |writer| {
                    writer.empty(extent("wp:extent"));
                    writer.empty(named("wp:docPr"));
                    writer.within(tag("wp:cNvGraphicFramePr"), |writer| {
                        writer.empty(tag("a:graphicFrameLocks").with("noChangeAspect", 1));
                    });
                    let data = tag("a:graphicData").with("uri", PICTURE);
                    writer.within(tag("a:graphic"), |writer| {
                        writer.within(data, |writer| {
                            writer.within(tag("pic:pic"), |writer| {
                                writer.within(tag("pic:nvPicPr"), |writer| {
                                    writer.empty(named("pic:cNvPr"));
                                    writer.empty(tag("pic:cNvPicPr"));
                                });
                                writer.filled(&id);
                                writer.shaped(extent("a:ext"));
                            });
                        });
                    });
                });
            });
        });
    }

    /// Writes which picture it is.
    fn filled(&mut self, id: &str) {
        self.within(tag("pic:blipFill"), |writer| {
            writer.empty(tag("a:blip").with("r:embed", id));
            writer.nested(&["a:stretch"], |writer| writer.empty(tag("a:fillRect")));
        });
    }

    /// Writes its size and its frame.
    fn shaped(&mut self, extent: Tag) {
        self.within(tag("pic:spPr"), |writer| {
            writer.within(tag("a:xfrm"), |writer| {
                writer.empty(tag("a:off").with("x", 0).with("y", 0));
                writer.empty(extent);
            });
            writer.within(tag("a:prstGeom").with("prst", "rect"), |writer| {
                writer.empty(tag("a:avLst"));
            });
            writer.within(tag("a:ln").with("w", 6350), |writer| {
                writer.nested(&["a:solidFill"], |writer| {
                    writer.empty(tag("a:srgbClr").with("val", styles::LINE));
                });
            });
        });
    }

    /// Width and height on the page: as wide as the text, unless that is too tall or enlarges it more
    /// than it may be.
    fn extent(&self, picture: &Picture, most: f32) -> (u32, u32) {
        let widest = (self.width() * EMU_PER_TWIP) as f32;
        let tallest = if self.is_landscape() { TALLEST_LANDSCAPE } else { TALLEST };
        let tallest = (tallest * EMU_PER_TWIP) as f32;
        let (width, height) = (picture.width * EMU_PER_PIXEL, picture.height * EMU_PER_PIXEL);
        let scale = (widest / width).min(tallest / height).min(most);
        ((width * scale) as u32, (height * scale) as u32)
    }
}
