// SPDX-License-Identifier: EUPL-1.2
//! The theme: the colours and the font that Office offers to who edits the file.

use super::{DRAWING, part};
use crate::export::markup::{Markup, tag};
use crate::palette::{self, Colour};

/// Its content type.
pub(in crate::export) const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// Dark text, dark ground, and six colours that are told apart also by who sees few of them.
const COLOURS: [(&str, Colour); 12] = [
    ("a:dk1", palette::TEXT),
    ("a:lt1", palette::WHITE),
    ("a:dk2", palette::TITLE),
    ("a:lt2", palette::RAISED),
    ("a:accent1", palette::PRIMARY),
    ("a:accent2", palette::TITLE),
    ("a:accent3", palette::OCHRE),
    ("a:accent4", palette::PRIMARY_LIGHT),
    ("a:accent5", palette::BROWN),
    ("a:accent6", palette::MAGENTA),
    ("a:hlink", palette::LINK),
    ("a:folHlink", palette::SECONDARY),
];

/// The name of the theme and of its schemes.
const NAME: &str = "Sestante";

/// The theme as a part's text.
pub(in crate::export) fn theme(font: &str) -> String {
    let named = |name| tag(name).with("name", NAME);
    part(tag("a:theme").with("xmlns:a", DRAWING).with("name", NAME), |out| {
        out.within(tag("a:themeElements"), |out| {
            out.within(named("a:clrScheme"), |out| {
                for (name, colour) in COLOURS {
                    out.nested(&[name], |out| out.empty(tag("a:srgbClr").with("val", colour)));
                }
            });
            out.within(named("a:fontScheme"), |out| {
                for name in ["a:majorFont", "a:minorFont"] {
                    out.within(tag(name), |out| fonts(out, font));
                }
            });
            out.within(named("a:fmtScheme"), formats);
        });
    })
}

/// The font for our script; others have none of their own.
fn fonts(out: &mut String, font: &str) {
    for (name, font) in [("a:latin", font), ("a:ea", ""), ("a:cs", "")] {
        out.empty(tag(name).with("typeface", font));
    }
}

/// The format scheme: it wants three of each; ours are plain.
fn formats(out: &mut String) {
    let three = |out: &mut String, list, one: fn(&mut String)| {
        out.within(tag(list), |out| (0..3).for_each(|_| one(out)));
    };
    three(out, "a:fillStyleLst", fill);
    three(out, "a:lnStyleLst", |out| out.within(tag("a:ln").with("w", 9525), fill));
    three(out, "a:effectStyleLst", |out| {
        out.nested(&["a:effectStyle"], |out| out.empty(tag("a:effectLst")));
    });
    three(out, "a:bgFillStyleLst", fill);
}

fn fill(out: &mut String) {
    out.nested(&["a:solidFill"], |out| out.empty(tag("a:schemeClr").with("val", "phClr")));
}
