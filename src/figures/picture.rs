// SPDX-License-Identifier: EUPL-1.2
//! From a drawing to PNG, with the embedded fonts and nothing of the system's.

use super::drawing::Drawing;
use super::svg::svg;
use super::text::{BOLD_TTF, REGULAR_TTF};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// A drawing, or a picture of the study, in pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The file, PNG.
    pub png: Vec<u8>,
    /// Width of the drawing in its own pixels, before it was enlarged.
    pub width: f32,
    /// Height of the drawing in its own pixels.
    pub height: f32,
}

/// More would be some hundred megabytes while it is drawn.
const MOST_PIXELS: f32 = 24_000_000.0;

pub(super) static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in [REGULAR_TTF, BOLD_TTF] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family("Titillium Web");
    fonts.set_serif_family("Titillium Web");
    fonts.set_monospace_family("Titillium Web");
    Arc::new(fonts)
});

/// A drawing as a picture `scale` times as large; a very large drawing is enlarged less. None
/// when there is no room for its pixels.
pub fn picture(drawing: &Drawing, scale: f32) -> Option<Picture> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Titillium Web".to_owned(),
        ..Options::default()
    };
    // the painter takes SVG alone
    let tree = Tree::from_str(&svg(drawing), &options).ok()?;
    painted(&tree, scale)?.finish()
}

/// What was painted, with its size before it was enlarged.
pub(super) struct Painted {
    pub(super) pixels: Pixmap,
    width: f32,
    height: f32,
}

impl Painted {
    /// The file.
    pub(super) fn finish(self) -> Option<Picture> {
        let Painted { pixels, width, height } = self;
        Some(Picture { png: pixels.encode_png().ok()?, width, height })
    }
}

/// Paints `scale` times as large, as far as there is room.
pub(super) fn painted(tree: &Tree, scale: f32) -> Option<Painted> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale.min((MOST_PIXELS / (width * height)).sqrt());
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let mut pixels = Pixmap::new(side(width), side(height))?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(Painted { pixels, width, height })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Anchor, Face, Mark};
    use crate::palette::TEXT;

    #[test]
    fn a_picture_is_enlarged_and_always_the_same() {
        let words = Mark::Text {
            text: "Alfa".to_owned(),
            at: (5.0, 20.0),
            face: Face { size: 14.0, bold: false },
            colour: TEXT,
            anchor: Anchor::Start,
            up: false,
        };
        let drawing = Drawing { width: 60, height: 40, marks: vec![words], cuts: Vec::new() };
        let one = picture(&drawing, 2.0).unwrap();
        assert_eq!(one.png, picture(&drawing, 2.0).unwrap().png);
        let pixmap = Pixmap::decode_png(&one.png).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (120, 80));
        assert_eq!((one.width, one.height), (60.0, 40.0));
        let dark = pixmap.pixels().iter().filter(|pixel| pixel.red() < 128).count();
        assert!(dark > 50, "the text is drawn");
    }
}
