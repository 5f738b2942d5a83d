// SPDX-License-Identifier: EUPL-1.2
//! What was drawn: marks on white, until a format writes them.
//!
//! Positions are pixels from the top left; a text stands on its baseline. Marks are painted in
//! their order, later ones over earlier ones.

use super::text::Face;
use crate::palette::Colour;

/// A drawing: its size in pixels, and what stands on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What stands on it.
    pub marks: Vec<Mark>,
    /// Where it may be cut from side to side, from above: below what stands over all rows, between
    /// rows, above what stands under them all. Empty where it must stay whole.
    pub cuts: Vec<f64>,
}

impl Drawing {
    /// The same drawing with its texts changed, for a format whose fonts lack a character.
    #[must_use]
    pub fn reworded(&self, mut word: impl FnMut(&str) -> String) -> Drawing {
        let mut drawing = self.clone();
        for mark in &mut drawing.marks {
            if let Mark::Text { text, .. } = mark {
                *text = word(text);
            }
        }
        drawing
    }
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Fill(Area, Colour),
    /// A frame of one pixel inside a rectangle.
    Frame(Area, Colour),
    /// A filled shape with an edge of one pixel.
    Shape {
        /// Its corners.
        points: Vec<(f64, f64)>,
        /// Inside.
        fill: Colour,
        /// Its edge.
        edge: Colour,
    },
    /// A line through points.
    Path {
        /// From the first to the last.
        points: Vec<(f64, f64)>,
        /// Colour.
        colour: Colour,
        /// Thickness in pixels.
        stroke: u32,
    },
    /// A filled circle.
    Dot {
        /// Its middle.
        at: (f64, f64),
        /// From there to its edge.
        radius: f64,
        /// Colour.
        colour: Colour,
    },
    /// A line of text, in the report's font.
    Text {
        /// The words, without anything that would break a drawing.
        text: String,
        /// A point of the baseline.
        at: (f64, f64),
        /// Size and weight.
        face: Face,
        /// Colour.
        colour: Colour,
        /// Which point of the baseline it is.
        anchor: Anchor,
        /// Runs upwards.
        up: bool,
    },
}

/// Where a text stands from its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}
