// SPDX-License-Identifier: EUPL-1.2
//! How areas are painted: categories by how many there are, steps of the ramp for what is ordered.

use super::chart::Tone;
use crate::diag::say_with;
use crate::palette::{CATEGORIES, Colour, DRAWING_QUIET, EMPTY, RAMP, TITLE, WHITE, contrast, mix};

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

/// The paint of position `index` of a tone of which positions up to `highest` occur.
pub(super) fn toned(tone: Tone, index: usize, highest: usize) -> Paint {
    match tone {
        Tone::Category => category(index, highest),
        Tone::Step => step(index, highest),
        Tone::Empty => empty(index),
    }
}

/// Whether with this many categories colours are used for the second time.
pub(super) fn again(highest: usize) -> bool {
    highest >= longest().len()
}

/// An error where categories up to `highest` would not all look different: each colour can be used
/// twice, the second time with a line along its middle, and on areas of any shape once.
pub(super) fn enough(highest: usize, uses: usize) -> Result<(), String> {
    let most = longest().len() * uses;
    if highest < most {
        return Ok(());
    }
    let (n, most) = ((highest + 1).to_string(), most.to_string());
    Err(say_with("figure-colours-run-out", &[("n", &n), ("most", &most)]))
}

fn longest() -> &'static [Colour] {
    let [.., longest] = CATEGORIES;
    longest
}

/// The grey of an empty state.
fn empty(index: usize) -> Paint {
    let [.., last] = EMPTY;
    let fill = EMPTY.get(index).copied().unwrap_or(last);
    Paint { fill, again: false, frame: (contrast(fill, WHITE) < 3.0).then_some(DRAWING_QUIET) }
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
    fn what_is_empty_has_a_grey_that_no_series_has() {
        let greys: Vec<Colour> = (0..EMPTY.len()).map(|index| empty(index).fill).collect();
        let is_grey = |colour: &Colour| {
            let [_, red, green, blue] = colour.rgb().to_be_bytes();
            red.max(green).max(blue) - red.min(green).min(blue) <= 24
        };
        for (at, grey) in greys.iter().enumerate() {
            assert!(is_grey(grey) && !greys[..at].contains(grey), "{grey}");
            let edge = empty(at).frame.unwrap_or(*grey);
            assert!(contrast(edge, WHITE) >= 3.0 && contrast(ink_on(*grey), *grey) >= 4.5);
        }
        let series = CATEGORIES.iter().copied().flatten().chain(&RAMP);
        assert!(!series.into_iter().any(is_grey));
    }

    #[test]
    fn no_two_categories_look_the_same_or_it_is_said() {
        for highest in 0..20 {
            let paints: Vec<Paint> = (0..=highest).map(|i| category(i, highest)).collect();
            let alike = |at: usize| paints[..at].contains(&paints[at]);
            assert_eq!((0..=highest).any(alike), enough(highest, 2).is_err(), "{highest}");
            let filled = |at: usize| paints[..at].iter().any(|paint| paint.fill == paints[at].fill);
            assert_eq!((0..=highest).any(filled), enough(highest, 1).is_err(), "{highest}");
            assert_eq!(paints.iter().any(|paint| paint.again), again(highest), "{highest}");
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
