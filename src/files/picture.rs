// SPDX-License-Identifier: EUPL-1.2
//! What a file of the study says of itself when it is a picture: its kind and its size.

/// The kind of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// PNG, with width and height in pixels.
    Png(u32, u32),
    /// JPEG, with width and height in pixels.
    Jpeg(u32, u32),
    /// SVG.
    Svg,
}

impl PictureKind {
    /// What the first bytes say; none of anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
        if bytes.starts_with(PNG) {
            let side = |at: usize| {
                let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
                Some(u32::from_be_bytes(four))
            };
            return Some(PictureKind::Png(side(16)?, side(20)?));
        }
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return jpeg(bytes);
        }
        let text = std::str::from_utf8(bytes).ok()?;
        text.contains("<svg").then_some(PictureKind::Svg)
    }

    /// How many pixels it has; none where it has no pixels of its own.
    pub fn pixels(self) -> u64 {
        match self {
            PictureKind::Png(width, height) | PictureKind::Jpeg(width, height) => {
                u64::from(width) * u64::from(height)
            }
            PictureKind::Svg => 0,
        }
    }
}

/// A JPEG is a row of segments; the one that begins a frame says how large it is.
fn jpeg(bytes: &[u8]) -> Option<PictureKind> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        let two = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        match marker {
            // fill bytes before a marker
            0xFF => at += 1,
            0xC0..=0xCF if ![0xC4, 0xC8, 0xCC].contains(&marker) => {
                let (height, width) = (two(at + 5)?, two(at + 7)?);
                return Some(PictureKind::Jpeg(width.into(), height.into()));
            }
            _ => at += 2 + usize::from(two(at + 2)?.max(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_first_bytes() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend([0, 0, 1, 0, 0, 0, 0, 9, 8, 6]);
        assert_eq!(PictureKind::of(&png), Some(PictureKind::Png(256, 9)));
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 7, 0, 5];
        assert_eq!(PictureKind::of(&jpeg), Some(PictureKind::Jpeg(5, 7)));
        assert_eq!(PictureKind::of(b"<svg xmlns='x'/>"), Some(PictureKind::Svg));
        for cut in 0..jpeg.len() {
            assert!(PictureKind::of(&jpeg[..cut]).is_none(), "{cut}");
        }
        assert_eq!(PictureKind::of(b"GIF89a"), None);
    }
}
