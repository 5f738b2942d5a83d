// SPDX-License-Identifier: EUPL-1.2
//! What all parts with shapes share: namespaces, units, where a shape stands.

use crate::edition::slides::Area;
use crate::export::ooxml::EMU_PER_POINT;

/// Namespaces of every part.
pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";

/// What a tree of shapes begins with.
pub(super) const ROOT_SHAPE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/>\
    </p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
    <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// Points as English metric units.
pub(super) fn emu(points: f64) -> i64 {
    (points * EMU_PER_POINT).round() as i64
}

/// Where a shape stands, with the prefix of its element (`a` or `p`).
pub(super) fn place(prefix: &str, area: Area) -> String {
    format!(
        "<{prefix}:xfrm><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{prefix}:xfrm>",
        emu(area.x),
        emu(area.y),
        emu(area.width),
        emu(area.height)
    )
}
