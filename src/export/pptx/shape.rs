// SPDX-License-Identifier: EUPL-1.2
//! What all parts with shapes share: namespaces, units, colours, where a shape stands.

use crate::edition::slides::{Area, leading};
use crate::export::markup::{Markup, Tag, tag};
use crate::export::ooxml::{DRAWING, EMU_PER_POINT};
use crate::palette::Colour;

/// Namespaces of every part.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:a", DRAWING),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// The root of a part, which declares the namespaces.
pub(super) fn root(name: &'static str) -> Tag {
    NAMESPACES.into_iter().fold(tag(name), |root, (prefix, address)| root.with(prefix, address))
}

/// An element whose attribute is its value.
pub(super) fn valued(name: &'static str, value: impl std::fmt::Display) -> Tag {
    tag(name).with("val", value)
}

/// Points as English metric units.
pub(super) fn emu(points: f64) -> i64 {
    (points * EMU_PER_POINT).round() as i64
}

/// Points as hundredths of a point.
pub(super) fn hundredths(points: f64) -> i64 {
    (points * 100.0) as i64
}

/// A placeholder of a layout: what it is for, whether it is a small one, its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holder {
    pub(super) kind: Option<&'static str>,
    pub(super) small: bool,
    pub(super) number: Option<u32>,
}

impl Holder {
    pub(super) const TITLE: Holder = Holder::of("title");
    pub(super) const COVER_TITLE: Holder = Holder::of("ctrTitle");
    pub(super) const SUBTITLE: Holder = Holder::of("subTitle").numbered(1);
    pub(super) const BODY: Holder = Holder::of("body").numbered(1);
    pub(super) const CONTENT: Holder = Holder { kind: None, small: false, number: Some(1) };
    pub(super) const SECTION: Holder = Holder::of("body").small().numbered(13);
    pub(super) const FOOTER: Holder = Holder::of("ftr").small().numbered(11);
    pub(super) const NUMBER: Holder = Holder::of("sldNum").small().numbered(12);
    pub(super) const NOTES: Holder = Holder::of("body").small().numbered(1);
    pub(super) const IMAGE: Holder = Holder::of("sldImg").numbered(2);

    const fn of(kind: &'static str) -> Self {
        Holder { kind: Some(kind), small: false, number: None }
    }

    const fn small(self) -> Self {
        Holder { small: true, ..self }
    }

    const fn numbered(self, number: u32) -> Self {
        Holder { number: Some(number), ..self }
    }

    fn tag(self) -> Tag {
        let size = self.small.then_some("quarter");
        tag("p:ph").maybe("type", self.kind).maybe("sz", size).maybe("idx", self.number)
    }
}

/// Shapes, and what they are made of.
pub(super) trait Shapes: Markup {
    /// The tree of shapes of a part.
    fn tree(&mut self, shapes: impl FnOnce(&mut Self)) {
        let corner = |name, x, y| tag(name).with(x, 0).with(y, 0);
        self.within(tag("p:spTree"), |out| {
            out.within(tag("p:nvGrpSpPr"), |out| {
                out.empty(tag("p:cNvPr").with("id", 1).with("name", ""));
                out.empty(tag("p:cNvGrpSpPr"));
                out.empty(tag("p:nvPr"));
            });
            out.nested(&["p:grpSpPr", "a:xfrm"], |out| {
                out.empty(corner("a:off", "x", "y"));
                out.empty(corner("a:ext", "cx", "cy"));
                out.empty(corner("a:chOff", "x", "y"));
                out.empty(corner("a:chExt", "cx", "cy"));
            });
            shapes(out);
        });
    }

    /// A shape for a placeholder: its name with its id tells it from others of its part.
    fn held(&mut self, (name, id): (&str, usize), holder: Holder, rest: impl FnOnce(&mut Self)) {
        let locks = tag("a:spLocks").with("noGrp", 1);
        let image = holder.kind == Holder::IMAGE.kind;
        let locks = if image { locks.with("noRot", 1).with("noChangeAspect", 1) } else { locks };
        self.within(tag("p:sp"), |out| {
            out.within(tag("p:nvSpPr"), |out| {
                out.empty(tag("p:cNvPr").with("id", id).with("name", name));
                out.within(tag("p:cNvSpPr"), |out| out.empty(locks));
                out.within(tag("p:nvPr"), |out| out.empty(holder.tag()));
            });
            rest(out);
        });
    }

    /// Where a shape stands: an element `a:xfrm` or `p:xfrm`.
    fn place(&mut self, name: &'static str, area: Area) {
        self.within(tag(name), |out| {
            out.empty(tag("a:off").with("x", emu(area.x)).with("y", emu(area.y)));
            out.empty(tag("a:ext").with("cx", emu(area.width)).with("cy", emu(area.height)));
        });
    }

    /// A rectangle in an area.
    fn rectangle(&mut self, area: Area) {
        self.place("a:xfrm", area);
        self.within(tag("a:prstGeom").with("prst", "rect"), |out| out.empty(tag("a:avLst")));
    }

    /// What a text begins with that looks as its placeholder says.
    fn plain_body(&mut self) {
        self.empty(tag("a:bodyPr"));
        self.empty(tag("a:lstStyle"));
    }

    /// A colour as a fill.
    fn fill(&mut self, colour: Colour) {
        self.nested(&["a:solidFill"], |out| out.empty(valued("a:srgbClr", colour)));
    }

    /// The distance of lines of a size.
    fn spacing(&mut self, size: f64) {
        self.points("a:lnSpc", hundredths(leading(size)));
    }

    /// A distance, in hundredths of a point.
    fn points(&mut self, name: &'static str, hundredths: i64) {
        self.within(tag(name), |out| out.empty(valued("a:spcPts", hundredths)));
    }

    /// The colours of the master hold.
    fn own_colours(&mut self) {
        self.nested(&["p:clrMapOvr"], |out| out.empty(tag("a:masterClrMapping")));
    }
}

impl<M: Markup> Shapes for M {}
