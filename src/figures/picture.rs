// SPDX-License-Identifier: EUPL-1.2
//! From SVG to PNG, with the embedded fonts and nothing of the system's.

use super::text::{BOLD_TTF, REGULAR_TTF};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// A drawing as a picture.
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

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in [REGULAR_TTF, BOLD_TTF] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family("Titillium Web");
    fonts.set_serif_family("Titillium Web");
    fonts.set_monospace_family("Titillium Web");
    Arc::new(fonts)
});

/// Draws an SVG as a picture `scale` times as large; a very large drawing is enlarged less.
/// None when it cannot be read as a drawing.
///
/// Nothing is fetched: what the drawing refers to outside itself is left out.
pub fn picture(svg: &str, scale: f32) -> Option<Picture> {
    let tree = read(svg)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = scale.min((MOST_PIXELS / (width * height)).sqrt());
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let mut pixels = Pixmap::new(side(width), side(height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(Picture { png: pixels.encode_png().ok()?, width, height })
}

/// Whether an SVG can be read as a drawing.
pub fn is_drawing(svg: &str) -> bool {
    read(svg).is_some()
}

fn read(svg: &str) -> Option<Tree> {
    let mut options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Titillium Web".to_owned(),
        ..Options::default()
    };
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    Tree::from_str(svg, &options).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\">\
        <rect width=\"60\" height=\"40\" fill=\"#fff\"/><text x=\"5\" y=\"20\" \
        font-family=\"Titillium Web, sans-serif\" font-size=\"14\">Alfa</text></svg>";

    #[test]
    fn a_picture_is_enlarged_and_always_the_same() {
        let one = picture(SVG, 2.0).unwrap();
        assert_eq!(one.png, picture(SVG, 2.0).unwrap().png);
        let pixmap = Pixmap::decode_png(&one.png).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (120, 80));
        assert_eq!((one.width, one.height), (60.0, 40.0));
        let dark = pixmap.pixels().iter().filter(|pixel| pixel.red() < 128).count();
        assert!(dark > 50, "the text is drawn");
    }

    #[test]
    fn what_is_no_drawing_gives_none() {
        assert!(picture("", 2.0).is_none());
        assert!(picture("<svg><script>", 2.0).is_none());
    }

    #[test]
    fn nothing_outside_the_drawing_is_read() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\">\
            <image href=\"/etc/hostname\" width=\"9\" height=\"9\"/></svg>";
        assert!(picture(svg, 1.0).is_some());
    }
}
