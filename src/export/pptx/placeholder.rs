// SPDX-License-Identifier: EUPL-1.2
//! The placeholders of the master and its layouts: where each stands, how its text looks.

use super::shape::{Holder, Shapes, hundredths, valued};
use crate::edition::slides::{
    Area, BODY_AREA, FOOTER_AREA, NUMBER_AREA, SECTION_AREA, SMALL, SlideWords,
};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::look;
use crate::palette::{Colour, WHITE};

/// The language of what stands in a placeholder until something else does.
const LANGUAGE: &str = "it-IT";
/// How a field that is the number of its slide is known.
const FIELD: &str = "{6B5F8C1E-3D0A-4C55-9B1B-2B1B6A0E5D01}";

/// A placeholder: what it is, its area, how its text stands, and the look of its first level.
pub(super) struct Placeholder<'a> {
    pub(super) name: &'a str,
    pub(super) holder: Holder,
    pub(super) area: Area,
    pub(super) anchor: &'static str,
    pub(super) level: Option<Level>,
    /// What stands in it in the master.
    pub(super) sample: Sample<'a>,
}

/// What stands in a placeholder until something else does.
pub(super) enum Sample<'a> {
    Words(&'a str),
    Number,
    Nothing,
}

/// How the text of a level looks.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) size: f64,
    pub(super) colour: Colour,
    pub(super) bold: bool,
    /// `l`, `r`.
    pub(super) align: &'static str,
}

impl Level {
    /// Writes it as the first level of a list of styles.
    pub(super) fn write(self, out: &mut String) {
        let level = tag("a:lvl1pPr").with("marL", 0).with("indent", 0).with("algn", self.align);
        let run = tag("a:defRPr").with("sz", hundredths(self.size));
        out.within(level, |out| {
            out.spacing(self.size);
            out.points("a:spcBef", 0);
            out.empty(tag("a:buNone"));
            out.within(run.maybe("b", self.bold.then_some(1)), |out| {
                out.fill(self.colour);
                out.empty(tag("a:latin").with("typeface", "+mn-lt"));
            });
        });
    }
}

impl<'a> Placeholder<'a> {
    /// The title of a slide, or on a dark ground that of a cover or a section.
    pub(super) fn title(words: &'a SlideWords, area: Area, dark: bool) -> Self {
        let (size, colour) = if dark { (40.0, WHITE) } else { (28.0, look::TITLE) };
        Placeholder {
            name: &words.title,
            holder: Holder::TITLE,
            area,
            anchor: "b",
            level: Some(Level { size, colour, bold: true, align: "l" }),
            sample: Sample::Words(&words.title),
        }
    }

    pub(super) fn body(words: &'a SlideWords) -> Self {
        Placeholder {
            name: &words.text,
            holder: Holder::BODY,
            area: BODY_AREA,
            anchor: "t",
            level: None,
            sample: Sample::Words(&words.text),
        }
    }

    pub(super) fn section(words: &'a SlideWords) -> Self {
        Placeholder {
            name: &words.section,
            holder: Holder::SECTION,
            area: SECTION_AREA,
            anchor: "ctr",
            level: Some(Level { size: SMALL, colour: look::PRIMARY, bold: true, align: "l" }),
            sample: Sample::Words(&words.section),
        }
    }

    pub(super) fn footer(words: &'a SlideWords, dark: bool) -> Self {
        Placeholder {
            name: &words.footer,
            holder: Holder::FOOTER,
            area: FOOTER_AREA,
            anchor: "ctr",
            level: Some(foot(dark, "l")),
            sample: Sample::Nothing,
        }
    }

    pub(super) fn number(words: &'a SlideWords, dark: bool) -> Self {
        Placeholder {
            name: &words.number,
            holder: Holder::NUMBER,
            area: NUMBER_AREA,
            anchor: "ctr",
            level: Some(foot(dark, "r")),
            sample: Sample::Number,
        }
    }

    /// Writes it as a shape.
    pub(super) fn write(&self, out: &mut String, id: usize) {
        let body = tag("a:bodyPr").with("vert", "horz").with("wrap", "square");
        let sides = ["lIns", "tIns", "rIns", "bIns"];
        let body = sides.into_iter().fold(body, |body, side| body.with(side, 0));
        let name = format!("{} {id}", self.name);
        out.held((&name, id), self.holder, |out| {
            out.nested(&["p:spPr"], |out| out.rectangle(self.area));
            out.within(tag("p:txBody"), |out| {
                out.within(body.with("anchor", self.anchor), |out| {
                    out.empty(tag("a:normAutofit"));
                });
                out.within(tag("a:lstStyle"), |out| {
                    self.level.into_iter().for_each(|level| level.write(out));
                });
                self.sample.write(out);
            });
        });
    }
}

impl Sample<'_> {
    /// Writes it as a paragraph.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Sample::Words(words) => out.nested(&["a:p", "a:r"], |out| {
                out.empty(tag("a:rPr").with("lang", LANGUAGE));
                out.around(tag("a:t"), words);
            }),
            Sample::Number => number_field(out, LANGUAGE, 1),
            Sample::Nothing => out.nested(&["a:p"], |out| {
                out.empty(tag("a:endParaRPr").with("lang", LANGUAGE));
            }),
        }
    }
}

fn foot(dark: bool, align: &'static str) -> Level {
    Level { size: SMALL, colour: if dark { WHITE } else { look::QUIET }, bold: false, align }
}

/// Writes a shape without words: a stripe of colour.
pub(super) fn stripe(out: &mut String, id: usize, area: Area, colour: Colour) {
    out.within(tag("p:sp"), |out| {
        out.within(tag("p:nvSpPr"), |out| {
            out.empty(tag("p:cNvPr").with("id", id).with("name", ""));
            out.empty(tag("p:cNvSpPr"));
            out.empty(tag("p:nvPr").with("userDrawn", 1));
        });
        out.within(tag("p:spPr"), |out| {
            out.rectangle(area);
            out.fill(colour);
            out.nested(&["a:ln"], |out| out.empty(tag("a:noFill")));
        });
        out.within(tag("p:txBody"), |out| {
            out.plain_body();
            Sample::Nothing.write(out);
        });
    });
}

/// Writes the number of a slide as a field, with what it is now.
pub(super) fn number_field(out: &mut impl Markup, language: &str, number: usize) {
    let look =
        |name| tag(name).with("lang", language).with("sz", hundredths(SMALL)).with("dirty", 0);
    out.within(tag("a:p"), |out| {
        out.within(tag("a:pPr").with("algn", "r"), |out| out.spacing(SMALL));
        out.within(tag("a:fld").with("id", FIELD).with("type", "slidenum"), |out| {
            out.empty(look("a:rPr"));
            out.around(tag("a:t"), &number.to_string());
        });
        out.empty(look("a:endParaRPr"));
    });
}

/// Writes the ground of a slide.
pub(super) fn ground(out: &mut String, colour: Colour) {
    out.nested(&["p:bg", "p:bgPr"], |out| {
        out.fill(colour);
        out.empty(tag("a:effectLst"));
    });
}

/// Writes which colours of the theme are the text's and the ground's.
pub(super) fn colour_map(out: &mut String) {
    let grounds = [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")];
    let names = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
    let names = names.into_iter().chain(["hlink", "folHlink"]).map(|name| (name, name));
    let map = grounds.into_iter().chain(names);
    out.empty(map.fold(tag("p:clrMap"), |map, (name, colour)| map.with(name, colour)));
}

/// Writes the style of notes.
pub(super) fn notes_style(out: &mut String) {
    let level = tag("a:lvl1pPr").with("marL", 0).with("algn", "l");
    out.within(level, |out| {
        out.points("a:spcBef", 300);
        out.within(tag("a:defRPr").with("sz", 1200), |out| {
            out.nested(&["a:solidFill"], |out| out.empty(valued("a:schemeClr", "tx1")));
            out.empty(tag("a:latin").with("typeface", "+mn-lt"));
        });
    });
}
