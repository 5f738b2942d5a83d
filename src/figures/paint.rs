// SPDX-License-Identifier: EUPL-1.2
//! How areas are painted: categories by how many there are, steps of the ramp for what is ordered.

use crate::palette::{CATEGORIES, Colour, RAMP, TITLE, WHITE, contrast, mix};

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
    let [three, four, five, six] = CATEGORIES;
    let palette = match highest {
        0..=2 => three,
        3 => four,
        4 => five,
        _ => six,
    };
    Paint {
        fill: palette.get(index % palette.len()).copied().unwrap_or(TITLE),
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

/// A light tint of a colour.
pub(super) fn tint(colour: Colour) -> Colour {
    mix(colour, WHITE, 0.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::{ink_on, luminance};

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
    }

    #[test]
    fn ordered_steps_grow_darker() {
        for highest in 1..8 {
            let grey: Vec<f64> = (0..=highest).map(|i| luminance(step(i, highest).fill)).collect();
            assert!(grey.windows(2).all(|pair| pair[0] > pair[1] + 0.02), "{grey:?}");
        }
    }
}
