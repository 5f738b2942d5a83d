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
mod xml;

pub(super) use package::{Package, Part, Relationships};
pub(super) use properties::core_properties;
pub(super) use theme::{THEME, theme};
pub(super) use tree::{Element, Node};
pub(super) use xml::{DECLARATION, escape_into, escaped};

/// English metric units in a pixel of a drawing (96 to the inch).
pub(super) const EMU_PER_PIXEL: f32 = 9525.0;
/// English metric units in a point.
pub(super) const EMU_PER_POINT: f64 = 12700.0;
/// English metric units in a twentieth of a point.
pub(super) const EMU_PER_TWIP: u32 = 635;
