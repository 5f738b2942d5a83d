// SPDX-License-Identifier: EUPL-1.2
//! Office Open XML: the package and the XML that a text or a slide file of Office is made of.
//!
//! A [`Package`] is a zip of [`Part`]s; each part names its content type and holds the
//! [`Relationships`] to the parts that it uses. The bytes depend on the parts alone. What the
//! parts say is for the formats above.

pub(super) mod look;
mod package;
mod properties;
mod theme;
mod tree;

pub(super) use package::{Package, Part, Relationships};
pub(super) use properties::core_properties;
pub(super) use theme::{THEME, theme};
pub(super) use tree::{Element, Node};

use super::markup::{Markup, Tag};

/// What every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespace of drawings: colours, text in shapes, tables of slides.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The text of a part: its root around what `content` writes.
pub(super) fn part(root: Tag, content: impl FnOnce(&mut String)) -> String {
    let mut out = DECLARATION.to_owned();
    out.within(root, content);
    out
}

/// English metric units in a pixel of a drawing (96 to the inch).
pub(super) const EMU_PER_PIXEL: f32 = 9525.0;
/// English metric units in a point.
pub(super) const EMU_PER_POINT: f64 = 12700.0;
/// English metric units in a twentieth of a point.
pub(super) const EMU_PER_TWIP: u32 = 635;
