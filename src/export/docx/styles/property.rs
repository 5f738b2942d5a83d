// SPDX-License-Identifier: EUPL-1.2
//! Properties of paragraphs and of their text, each an element.

use crate::edition::text_width;
use crate::export::docx::kinds::valued;
use crate::export::markup::{Markup, Tag, tag};
use crate::palette::Colour;

/// A property of a paragraph or of its text. Lengths are twentieths of a point, sizes of text half
/// points.
#[derive(Clone, Copy)]
pub(super) enum Property {
    /// An element says it all.
    Is(&'static str),
    /// An element with its value.
    Value(&'static str, &'static str),
    /// Space before, space after, distance of lines in parts of 240 a line.
    Space(Option<u16>, Option<u16>, Option<u16>),
    /// Lines exactly so tall.
    Lines(u16),
    /// Set in at the left and at the right; by how much the first line is less.
    Indent(Option<u16>, Option<u16>, Option<u16>),
    /// A line at a side: its width in eighths of a point, and the points between it and the text.
    Side(&'static str, u8, u8, Colour),
    /// A number of a page at the right, after dots.
    PageNumber,
    /// Level in the outline, from 0.
    Level(u8),
    Colour(Colour),
    Size(u16),
    Font(&'static str),
    Ground(Colour),
    Dotted(Colour),
}

use Property::{Is, Value};

pub(super) const KEEP_NEXT: Property = Is("w:keepNext");
pub(super) const KEEP_LINES: Property = Is("w:keepLines");
pub(super) const BOLD: Property = Is("w:b");
pub(super) const ITALIC: Property = Is("w:i");

/// Space after alone.
pub(super) const fn after(space: u16) -> Property {
    Property::Space(None, Some(space), None)
}

/// Space before and after.
pub(super) const fn around(before: u16, after: u16) -> Property {
    Property::Space(Some(before), Some(after), None)
}

/// Writes properties in an element; nothing where there are none.
pub(super) fn write(out: &mut String, name: &'static str, properties: &[Property]) {
    if !properties.is_empty() {
        out.within(tag(name), |out| properties.iter().for_each(|property| property.write(out)));
    }
}

impl Property {
    fn write(self, out: &mut String) {
        match self {
            Is(name) => out.empty(tag(name)),
            Value(name, value) => out.empty(valued(name, value)),
            Property::Space(before, after, line) => {
                let space = tag("w:spacing").maybe("w:before", before).maybe("w:after", after);
                let space = space.maybe("w:line", line);
                out.empty(space.maybe("w:lineRule", line.map(|_| "auto")));
            }
            Property::Lines(height) => {
                out.empty(tag("w:spacing").with("w:line", height).with("w:lineRule", "exact"));
            }
            Property::Indent(left, right, hanging) => {
                let indent = tag("w:ind").maybe("w:left", left).maybe("w:right", right);
                out.empty(indent.maybe("w:hanging", hanging));
            }
            Property::Side(name, width, space, colour) => {
                out.nested(&["w:pBdr"], |out| out.empty(line(name, width, space, colour)));
            }
            Property::PageNumber => out.nested(&["w:tabs"], |out| {
                let dots = valued("w:tab", "right").with("w:leader", "dot");
                out.empty(dots.with("w:pos", text_width(false)));
            }),
            Property::Level(level) => out.empty(valued("w:outlineLvl", level)),
            Property::Colour(colour) => out.empty(valued("w:color", colour)),
            // Two names of one size: the second is for scripts that we do not write in.
            Property::Size(size) => {
                ["w:sz", "w:szCs"].iter().for_each(|name| out.empty(valued(name, size)));
            }
            Property::Font(font) => out.empty(
                tag("w:rFonts").with("w:ascii", font).with("w:hAnsi", font).with("w:cs", font),
            ),
            Property::Ground(colour) => {
                let ground = valued("w:shd", "clear").with("w:color", "auto");
                out.empty(ground.with("w:fill", colour));
            }
            Property::Dotted(colour) => out.empty(valued("w:u", "dotted").with("w:color", colour)),
        }
    }
}

/// A line at a side of a paragraph or of a table's cells.
pub(super) fn line(name: &'static str, width: u8, space: u8, colour: Colour) -> Tag {
    valued(name, "single").with("w:sz", width).with("w:space", space).with("w:color", colour)
}
