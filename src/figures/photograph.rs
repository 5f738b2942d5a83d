// SPDX-License-Identifier: EUPL-1.2
//! Pictures of the study as PNG: drawn anew, so that nothing stands in them but what is seen; no
//! place and day of a camera, no script, nothing fetched.

use super::picture::{FONTS, Picture, painted};
use crate::files::PictureKind;
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};
use std::sync::Arc;

/// Most pixels across that a picture keeps: it is shown about half as wide.
const WIDEST: f32 = 1400.0;
/// How often an SVG is enlarged, so that its lines are sharp on paper.
const SHARP: f32 = 2.0;

/// A picture of the study, as a PNG; none where it cannot be read.
pub fn photograph(bytes: &Arc<[u8]>) -> Option<Picture> {
    let kind = PictureKind::of(bytes)?;
    let (tree, scale) = match kind {
        PictureKind::Png(width, height) => (framed(bytes, (width, height), ImageKind::PNG)?, 1.0),
        PictureKind::Jpeg(width, height) => (framed(bytes, (width, height), ImageKind::JPEG)?, 1.0),
        PictureKind::Svg => (Tree::from_data(bytes, &options(None)).ok()?, SHARP),
    };
    let scale = (WIDEST / tree.size().width()).min(scale);
    let painted = painted(&tree, scale)?;
    // of what cannot be decoded nothing is drawn
    let seen = painted.pixels.pixels().iter().any(|pixel| pixel.alpha() > 0);
    seen.then(|| painted.finish()).flatten()
}

/// A picture made of pixels, inside a drawing of its size.
fn framed(
    bytes: &Arc<[u8]>,
    (width, height): (u32, u32),
    kind: fn(Arc<Vec<u8>>) -> ImageKind,
) -> Option<Tree> {
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
         <image href=\"picture\" width=\"{width}\" height=\"{height}\"/></svg>"
    );
    let shown = kind(Arc::new(bytes.to_vec()));
    Tree::from_str(&text, &options(Some(shown))).ok()
}

/// Nothing is read from a folder or fetched: the one picture, or none.
fn options(shown: Option<ImageKind>) -> Options<'static> {
    let resolve_string = Box::new(move |_: &str, _: &Options<'_>| shown.clone());
    Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Titillium Web".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string,
        },
        ..Options::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{Color, Pixmap};

    fn png(width: u32, height: u32) -> Arc<[u8]> {
        let mut pixels = Pixmap::new(width, height).unwrap();
        pixels.fill(Color::from_rgba8(200, 30, 30, 255));
        pixels.encode_png().unwrap().into()
    }

    fn size(picture: &Picture) -> (u32, u32) {
        let pixels = Pixmap::decode_png(&picture.png).unwrap();
        (pixels.width(), pixels.height())
    }

    #[test]
    fn a_picture_keeps_its_size_up_to_a_width() {
        let small = photograph(&png(30, 20)).unwrap();
        assert_eq!((size(&small), small.width, small.height), ((30, 20), 30.0, 20.0));
        assert_eq!(size(&photograph(&png(2800, 100)).unwrap()), (1400, 50));
    }

    #[test]
    fn an_svg_is_drawn_without_what_it_would_fetch_or_do() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='10' onload='alert(1)'>\
                   <script>alert(1)</script><image href='/etc/hostname' width='9' height='9'/>\
                   <rect width='40' height='10' fill='red'/></svg>";
        let picture = photograph(&svg.as_bytes().into()).unwrap();
        assert_eq!(size(&picture), (80, 20));
        let only = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
                    <image href='file:///etc/hostname' width='9' height='9'/></svg>";
        assert!(photograph(&only.as_bytes().into()).is_none());
    }

    #[test]
    fn what_cannot_be_decoded_is_no_picture() {
        let whole = png(30, 20);
        for cut in [0, 8, 24, 30, whole.len() / 2] {
            assert!(photograph(&whole[..cut].into()).is_none(), "{cut}");
        }
        assert!(photograph(&b"<svg".as_slice().into()).is_none());
        let broken: Arc<[u8]> =
            [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 7, 0, 5, 1, 2, 3].as_slice().into();
        assert!(photograph(&broken).is_none());
    }
}
