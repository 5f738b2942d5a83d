// SPDX-License-Identifier: EUPL-1.2
//! The master, its layouts and the notes' master.

use super::placeholder::{Level, Placeholder, Sample, colour_map, ground, notes_style, stripe};
use super::shape::{Holder, Shapes, emu, hundredths, root};
use crate::edition::slides::{
    Area, COVER_TEXT_AREA, COVER_TITLE_AREA, RULE_AREA, SLIDE, STRIPE_AREA, SlideWords, TEXT,
    TITLE_AREA,
};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::{look, part};
use crate::palette::{PRIMARY_LIGHT, WHITE};

/// The layouts of slides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Title, subtitle, publisher, date on a dark ground.
    Cover,
    /// Title of a section, on a dark ground.
    Head,
    /// Title and text.
    Text,
    /// Title alone: a table or a drawing stands below.
    Title,
}

/// All layouts, in the order of their files.
pub(super) const LAYOUTS: [Layout; 4] = [Layout::Cover, Layout::Head, Layout::Text, Layout::Title];

/// Ids of layouts begin here: above all ids of slides, and that of the master.
const FIRST_LAYOUT: u64 = 2_147_483_649;
/// Id of the shape that is no placeholder.
const STRIPE_ID: usize = 9;
/// Size of running text, and how far each level of a list is set in, in sizes.
const BODY: f64 = 20.0;
const STEP: f64 = 1.2;
/// Levels of lists.
const LEVELS: [&str; 9] = [
    "a:lvl1pPr",
    "a:lvl2pPr",
    "a:lvl3pPr",
    "a:lvl4pPr",
    "a:lvl5pPr",
    "a:lvl6pPr",
    "a:lvl7pPr",
    "a:lvl8pPr",
    "a:lvl9pPr",
];

impl Layout {
    /// Name of its file.
    pub(super) fn file(self) -> String {
        format!("slideLayout{}.xml", self.position() + 1)
    }

    /// Its place among all layouts.
    fn position(self) -> usize {
        LAYOUTS.iter().position(|layout| *layout == self).unwrap_or(0)
    }

    fn kind(self) -> &'static str {
        match self {
            Layout::Cover => "title",
            Layout::Head => "secHead",
            Layout::Text => "obj",
            Layout::Title => "titleOnly",
        }
    }

    fn is_dark(self) -> bool {
        matches!(self, Layout::Cover | Layout::Head)
    }

    fn placeholders(self, words: &SlideWords) -> Vec<Placeholder<'_>> {
        let mut all = Vec::new();
        if self.is_dark() {
            let mut head = Placeholder::title(words, COVER_TITLE_AREA, true);
            if self == Layout::Cover {
                head.holder = Holder::COVER_TITLE;
            }
            all.push(head);
            all.push(Placeholder {
                holder: Holder::SUBTITLE,
                area: COVER_TEXT_AREA,
                level: Some(Level { size: 22.0, colour: WHITE, bold: false, align: "l" }),
                ..Placeholder::body(words)
            });
        } else {
            all.push(Placeholder::title(words, TITLE_AREA, false));
            if self == Layout::Text {
                all.push(Placeholder { holder: Holder::CONTENT, ..Placeholder::body(words) });
            }
            all.push(Placeholder::section(words));
        }
        if self != Layout::Cover {
            all.push(Placeholder::footer(words, self.is_dark()));
            all.push(Placeholder::number(words, self.is_dark()));
        }
        all
    }
}

fn shapes(out: &mut String, placeholders: &[Placeholder<'_>]) {
    for (id, placeholder) in (2..).zip(placeholders) {
        placeholder.write(out, id);
    }
}

/// The master as a part's text; `layouts` are the ids of its relationships to them.
pub(super) fn master(layouts: &[String], words: &SlideWords) -> String {
    let placeholders = [
        Placeholder::title(words, TITLE_AREA, false),
        Placeholder::body(words),
        Placeholder::footer(words, false),
        Placeholder::number(words, false),
    ];
    let title = Level { size: 28.0, colour: look::TITLE, bold: true, align: "l" };
    let other = Level { size: TEXT, colour: look::TEXT, bold: false, align: "l" };
    part(root("p:sldMaster"), |out| {
        out.within(tag("p:cSld"), |out| {
            ground(out, WHITE);
            out.tree(|out| {
                shapes(out, &placeholders);
                stripe(out, STRIPE_ID, RULE_AREA, look::PRIMARY);
            });
        });
        colour_map(out);
        out.within(tag("p:sldLayoutIdLst"), |out| {
            for (number, id) in (FIRST_LAYOUT..).zip(layouts) {
                out.empty(tag("p:sldLayoutId").with("id", number).with("r:id", id));
            }
        });
        out.within(tag("p:txStyles"), |out| {
            out.within(tag("p:titleStyle"), |out| title.write(out));
            out.within(tag("p:bodyStyle"), body_levels);
            out.within(tag("p:otherStyle"), |out| other.write(out));
        });
    })
}

/// Text: dots, each level set in further.
fn body_levels(out: &mut String) {
    let step = emu(STEP * BODY);
    for (level, name) in (1..).zip(LEVELS) {
        let level = tag(name).with("marL", step * level).with("indent", -step);
        out.within(level.with("algn", "l"), |out| {
            out.spacing(BODY);
            out.points("a:spcBef", 0);
            out.points("a:spcAft", 900);
            out.empty(tag("a:buFont").with("typeface", "Arial"));
            out.empty(tag("a:buChar").with("char", '•'));
            out.within(tag("a:defRPr").with("sz", hundredths(BODY)), |out| {
                out.fill(look::TEXT);
                out.empty(tag("a:latin").with("typeface", "+mn-lt"));
            });
        });
    }
}

/// A layout as a part's text.
pub(super) fn layout(layout: Layout, words: &SlideWords) -> String {
    let dark = layout.is_dark();
    let name = words.layouts.get(layout.position()).map_or("", String::as_str);
    // The rule below the master's title is not for a large title.
    let root = root("p:sldLayout").maybe("showMasterSp", dark.then_some(0));
    part(root.with("type", layout.kind()).with("preserve", 1), |out| {
        out.within(tag("p:cSld").with("name", name), |out| {
            if dark {
                ground(out, look::TITLE);
            }
            out.tree(|out| {
                shapes(out, &layout.placeholders(words));
                if dark {
                    stripe(out, STRIPE_ID, STRIPE_AREA, PRIMARY_LIGHT);
                }
            });
        });
        out.own_colours();
    })
}

/// The notes' master: the slide above, the notes below, on an upright page.
pub(super) fn notes_master(words: &SlideWords) -> String {
    let image = Area { x: 54.0, y: 54.0, width: 432.0, height: 243.0 };
    let text = Area { x: 54.0, y: 320.0, width: 432.0, height: 400.0 };
    part(root("p:notesMaster"), |out| {
        out.within(tag("p:cSld"), |out| {
            ground(out, WHITE);
            out.tree(|out| {
                out.held((&words.image, 2), Holder::IMAGE, |out| {
                    out.within(tag("p:spPr"), |out| {
                        out.rectangle(image);
                        out.empty(tag("a:noFill"));
                        out.within(tag("a:ln").with("w", emu(0.75)), |out| out.fill(look::LINE));
                    });
                });
                out.held((&words.notes, 3), Holder::NOTES, |out| {
                    out.nested(&["p:spPr"], |out| out.rectangle(text));
                    out.within(tag("p:txBody"), |out| {
                        out.plain_body();
                        Sample::Words(&words.notes).write(out);
                    });
                });
            });
        });
        colour_map(out);
        out.within(tag("p:notesStyle"), notes_style);
    })
}

/// Writes width and height of slides and of pages of notes.
pub(super) fn sizes(out: &mut String) {
    let size = |name, (width, height)| tag(name).with("cx", emu(width)).with("cy", emu(height));
    out.empty(size("p:sldSz", SLIDE));
    out.empty(size("p:notesSz", (540.0, 780.0)));
}
