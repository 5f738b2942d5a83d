// SPDX-License-Identifier: EUPL-1.2
//! Colours: categories by how many there are, one blue ramp for what is ordered, inks by contrast.
//!
//! The palettes were chosen for the worst case over normal sight and three simulated
//! deficiencies, and for at least 3:1 against white; the ramp is monotone in grey.

use plotters::style::RGBColor;

/// A colour of a drawing.
pub(super) type Colour = RGBColor;

/// Text and axis lines.
pub(super) const INK: Colour = RGBColor(0x17, 0x32, 0x4D);
/// Text that says that something is not known, and second lines.
pub(super) const GREY: Colour = RGBColor(0x55, 0x66, 0x77);
/// Grid lines.
pub(super) const GRID: Colour = RGBColor(0xDF, 0xE5, 0xEB);
/// Frames of empty cells, connectors.
pub(super) const FRAME: Colour = RGBColor(0xA9, 0xB5, 0xC1);
/// The ground.
pub(super) const WHITE: Colour = RGBColor(0xFF, 0xFF, 0xFF);
const BLACK: Colour = RGBColor(0, 0, 0);

const THREE: [Colour; 3] =
    [RGBColor(0x00, 0x66, 0xCC), RGBColor(0x17, 0x32, 0x4D), RGBColor(0xD9, 0x5F, 0x0E)];
const FOUR: [Colour; 4] = [
    RGBColor(0x00, 0x66, 0xCC),
    RGBColor(0x00, 0x33, 0x66),
    RGBColor(0xCC, 0x7A, 0x00),
    RGBColor(0x8C, 0x3D, 0x00),
];
const FIVE: [Colour; 5] = [
    RGBColor(0x00, 0x66, 0xCC),
    RGBColor(0x17, 0x32, 0x4D),
    RGBColor(0xCC, 0x7A, 0x00),
    RGBColor(0x00, 0xA3, 0x89),
    RGBColor(0x8C, 0x3D, 0x00),
];
const SIX: [Colour; 6] = [
    RGBColor(0x00, 0x66, 0xCC),
    RGBColor(0x17, 0x32, 0x4D),
    RGBColor(0xCC, 0x7A, 0x00),
    RGBColor(0x4D, 0x94, 0xDB),
    RGBColor(0x8C, 0x3D, 0x00),
    RGBColor(0xD1, 0x33, 0x7C),
];
const RAMP: [Colour; 4] = [
    RGBColor(0xCC, 0xE0, 0xF5),
    RGBColor(0x66, 0xA3, 0xE0),
    RGBColor(0x00, 0x66, 0xCC),
    RGBColor(0x00, 0x33, 0x66),
];

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paint {
    /// Fill.
    pub(super) fill: Colour,
    /// A white line along its middle: the palette is used for the second time. Hatching is kept
    /// for what is not certain.
    pub(super) again: bool,
    /// A frame, for fills too light to stand against white.
    pub(super) frame: Option<Colour>,
}

/// The paint of category `index` when colours up to `highest` occur in the drawing.
pub(super) fn category(index: usize, highest: usize) -> Paint {
    let palette: &[Colour] = match highest {
        0..=2 => &THREE,
        3 => &FOUR,
        4 => &FIVE,
        _ => &SIX,
    };
    Paint {
        fill: palette.get(index % palette.len()).copied().unwrap_or(INK),
        again: index >= palette.len(),
        frame: None,
    }
}

/// The paint of step `index` of an ordered scale that ends with step `highest`.
pub(super) fn step(index: usize, highest: usize) -> Paint {
    let [.., blue, darkest] = RAMP;
    let fill = match highest {
        0 => blue,
        _ => {
            let along = index.min(highest) as f64 / highest as f64 * (RAMP.len() - 1) as f64;
            let (low, part) = (along.floor() as usize, along.fract());
            let at = |i: usize| RAMP.get(i).copied().unwrap_or(darkest);
            mix(at(low + 1), at(low), part)
        }
    };
    let frame = (contrast(fill, WHITE) < 3.0).then_some(darkest);
    Paint { fill, again: false, frame }
}

/// The fill of a shaded cell, 0 (lightest) to 3.
pub(super) fn shade(shade: u8) -> Colour {
    let [.., darkest] = RAMP;
    RAMP.get(usize::from(shade)).copied().unwrap_or(darkest)
}

/// The ink that can be read on a fill: at least 4.5:1.
pub(super) fn ink_on(fill: Colour) -> Colour {
    [WHITE, INK].into_iter().find(|ink| contrast(*ink, fill) >= 4.5).unwrap_or(BLACK)
}

/// A light tint of a colour.
pub(super) fn tint(colour: Colour) -> Colour {
    mix(colour, WHITE, 0.1)
}

fn mix(a: Colour, b: Colour, part: f64) -> Colour {
    let of = |a: u8, b: u8| (f64::from(a) * part + f64::from(b) * (1.0 - part)).round() as u8;
    RGBColor(of(a.0, b.0), of(a.1, b.1), of(a.2, b.2))
}

/// The contrast of two colours as WCAG 2.1 defines it.
pub(super) fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fill_has_a_readable_ink_and_stands_against_white() {
        for highest in 0..10 {
            for index in 0..=highest {
                for paint in [category(index, highest), step(index, highest)] {
                    assert!(contrast(ink_on(paint.fill), paint.fill) >= 4.5);
                    let edge = paint.frame.unwrap_or(paint.fill);
                    assert!(contrast(edge, WHITE) >= 3.0, "{index} of {highest}");
                }
            }
        }
        for s in 0..4 {
            assert!(contrast(ink_on(shade(s)), shade(s)) >= 4.5);
        }
        assert!(contrast(GREY, WHITE) >= 4.5);
    }

    #[test]
    fn ordered_steps_grow_darker() {
        for highest in 1..8 {
            let grey: Vec<f64> = (0..=highest).map(|i| luminance(step(i, highest).fill)).collect();
            assert!(grey.windows(2).all(|pair| pair[0] > pair[1] + 0.02), "{grey:?}");
        }
    }
}
