// SPDX-License-Identifier: EUPL-1.2
//! What a paragraph stands in: boxes and lists, and how far they push it to the right.

use crate::palette::Colour;

/// From one level of a list to the next, in twentieths of a point.
pub(super) const STEP: u32 = 397;

/// What a paragraph stands in.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The box, if any.
    pub(super) frame: Option<Frame>,
    /// Where the last box ended in the text.
    pub(super) box_end: Option<usize>,
    /// Lists around it.
    pub(super) depth: usize,
    /// The item that it begins: number of the list and level.
    pub(super) item: Option<(usize, usize)>,
    /// Whether it stays on the page of the next paragraph.
    pub(super) keep_next: bool,
}

/// The look of a box.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) tone: Colour,
    pub(super) fill: Option<Colour>,
    pub(super) dashed: bool,
}

impl Frame {
    pub(super) const fn bar(tone: Colour, fill: Option<Colour>) -> Self {
        Frame { tone, fill, dashed: false }
    }
}

/// The distance of the text from the border of its box.
pub(super) const INSET: u32 = 227;

impl Surroundings {
    /// How far what is around pushes a paragraph to the right.
    pub(super) fn indent(&self) -> u32 {
        let frame = if self.frame.is_some() { INSET } else { 0 };
        frame + self.depth as u32 * STEP
    }
}
