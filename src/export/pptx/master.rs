// SPDX-License-Identifier: EUPL-1.2
//! The master, its layouts and the notes' master: where every placeholder stands, and its look.

use super::shape::{NAMESPACES, ROOT_SHAPE, emu, place};
use super::text::{fill, spacing};
use crate::edition::slides::{
    Area, BODY_AREA, COVER_TEXT_AREA, COVER_TITLE_AREA, FOOTER_AREA, SECTION_AREA, SLIDE, SMALL,
    SlideWords, TEXT, TITLE_AREA,
};
use crate::export::ooxml::{DECLARATION, escaped, look};
use crate::palette::{Colour, PRIMARY_LIGHT, WHITE};

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
}

/// A placeholder: its attributes, its area, how its text stands, and the look of its first level.
struct Placeholder<'a> {
    name: &'a str,
    which: &'static str,
    area: Area,
    anchor: &'static str,
    style: String,
    /// What stands in it in the master.
    sample: String,
}

const NUMBER_WIDTH: f64 = 80.0;

fn sample(text: &str) -> String {
    format!("<a:p><a:r><a:rPr lang=\"it-IT\"/><a:t>{}</a:t></a:r></a:p>", escaped(text))
}

/// The number of a slide as a field, with what it is now.
pub(super) fn number_field(language: &str, number: usize) -> String {
    let size = (SMALL * 100.0) as i64;
    format!(
        "<a:p><a:pPr algn=\"r\">{}</a:pPr><a:fld id=\"{{6B5F8C1E-3D0A-4C55-9B1B-2B1B6A0E5D01}}\" \
         type=\"slidenum\"><a:rPr lang=\"{}\" sz=\"{size}\" dirty=\"0\"/><a:t>{number}</a:t></a:fld>\
         <a:endParaRPr lang=\"{}\" sz=\"{size}\" dirty=\"0\"/></a:p>",
        spacing(SMALL),
        escaped(language),
        escaped(language)
    )
}

fn level(size: f64, colour: Colour, bold: bool, align: &str) -> String {
    let weight = if bold { " b=\"1\"" } else { "" };
    format!(
        "<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"{align}\">{}<a:spcBef><a:spcPts val=\"0\"/>\
         </a:spcBef><a:buNone/><a:defRPr sz=\"{}\"{weight}>{}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>",
        spacing(size),
        (size * 100.0) as i64,
        fill(colour)
    )
}

fn title(words: &SlideWords, area: Area, dark: bool) -> Placeholder<'_> {
    let (size, colour) = if dark { (40.0, WHITE) } else { (28.0, look::TITLE) };
    Placeholder {
        name: &words.title,
        which: "type=\"title\"",
        area,
        anchor: "b",
        style: level(size, colour, true, "l"),
        sample: sample(&words.title),
    }
}

fn body(words: &SlideWords) -> Placeholder<'_> {
    Placeholder {
        name: &words.text,
        which: "type=\"body\" idx=\"1\"",
        area: BODY_AREA,
        anchor: "t",
        style: String::new(),
        sample: sample(&words.text),
    }
}

fn section(words: &SlideWords) -> Placeholder<'_> {
    Placeholder {
        name: &words.section,
        which: "type=\"body\" sz=\"quarter\" idx=\"13\"",
        area: SECTION_AREA,
        anchor: "ctr",
        style: level(SMALL, look::PRIMARY, true, "l"),
        sample: sample(&words.section),
    }
}

fn footer(words: &SlideWords, dark: bool) -> Placeholder<'_> {
    let colour = if dark { WHITE } else { look::QUIET };
    Placeholder {
        name: &words.footer,
        which: "type=\"ftr\" sz=\"quarter\" idx=\"11\"",
        area: Area { width: FOOTER_AREA.width - NUMBER_WIDTH, ..FOOTER_AREA },
        anchor: "ctr",
        style: level(SMALL, colour, false, "l"),
        sample: "<a:p><a:endParaRPr lang=\"it-IT\"/></a:p>".to_owned(),
    }
}

fn number(words: &SlideWords, dark: bool) -> Placeholder<'_> {
    let colour = if dark { WHITE } else { look::QUIET };
    let x = FOOTER_AREA.x + FOOTER_AREA.width - NUMBER_WIDTH;
    Placeholder {
        name: &words.number,
        which: "type=\"sldNum\" sz=\"quarter\" idx=\"12\"",
        area: Area { x, width: NUMBER_WIDTH, ..FOOTER_AREA },
        anchor: "ctr",
        style: level(SMALL, colour, false, "r"),
        sample: number_field("it-IT", 1),
    }
}

fn shape(placeholder: &Placeholder<'_>, id: usize) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph {}/></p:nvPr></p:nvSpPr><p:spPr>{}\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody>\
         <a:bodyPr vert=\"horz\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
         anchor=\"{}\"><a:normAutofit/></a:bodyPr><a:lstStyle>{}</a:lstStyle>{}</p:txBody></p:sp>",
        escaped(&format!("{} {id}", placeholder.name)),
        placeholder.which,
        place("a", placeholder.area),
        placeholder.anchor,
        placeholder.style,
        placeholder.sample
    )
}

fn shapes(placeholders: &[Placeholder<'_>], first: usize) -> String {
    placeholders.iter().enumerate().map(|(at, one)| shape(one, first + at)).collect()
}

/// A stripe of colour.
fn stripe(id: usize, area: Area, colour: Colour) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"\"/><p:cNvSpPr/><p:nvPr userDrawn=\"1\"/></p:nvSpPr>\
         <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{}<a:ln><a:noFill/></a:ln></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"it-IT\"/></a:p></p:txBody></p:sp>",
        place("a", area),
        fill(colour)
    )
}

fn ground(colour: Colour) -> String {
    format!("<p:bg><p:bgPr>{}<a:effectLst/></p:bgPr></p:bg>", fill(colour))
}

/// The master as a part's text; `layouts` are the ids of its relationships to them.
pub(super) fn master(layouts: &[String], words: &SlideWords) -> String {
    let placeholders =
        [title(words, TITLE_AREA, false), body(words), footer(words, false), number(words, false)];
    let rule = Area { x: 40.0, y: 114.0, width: 880.0, height: 1.5 };
    let list = layouts.iter().enumerate().map(|(at, id)| {
        // ids of layouts are above all ids of slides, and of the master itself
        format!("<p:sldLayoutId id=\"{}\" r:id=\"{id}\"/>", 2_147_483_649_u64 + at as u64)
    });
    format!(
        "{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld>{}<p:spTree>{ROOT_SHAPE}{}{}</p:spTree>\
         </p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" \
         accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" \
         accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst>{}\
         </p:sldLayoutIdLst><p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle>\
         <p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        ground(WHITE),
        shapes(&placeholders, 2),
        stripe(9, rule, look::PRIMARY),
        list.collect::<String>(),
        level(28.0, look::TITLE, true, "l"),
        body_levels(),
        level(TEXT, look::TEXT, false, "l"),
    )
}

/// Text: dots, each level set in further.
fn body_levels() -> String {
    let level = |at: usize| {
        let step = emu(1.2 * 20.0);
        format!(
            "<a:lvl{n}pPr marL=\"{}\" indent=\"-{step}\" algn=\"l\">{}<a:spcBef><a:spcPts val=\"0\"/>\
             </a:spcBef><a:spcAft><a:spcPts val=\"900\"/></a:spcAft><a:buFont typeface=\"Arial\"/>\
             <a:buChar char=\"•\"/><a:defRPr sz=\"2000\">{}<a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl{n}pPr>",
            step * (at as i64 + 1),
            spacing(20.0),
            fill(look::TEXT),
            n = at + 1
        )
    };
    (0..9).map(level).collect()
}

/// A layout as a part's text.
pub(super) fn layout(layout: Layout, words: &SlideWords) -> String {
    let (kind, at) = (layout.kind(), layout.position());
    let mut placeholders = Vec::new();
    let mut drawn = String::new();
    if layout.is_dark() {
        let mut head = title(words, COVER_TITLE_AREA, true);
        if layout == Layout::Cover {
            head.which = "type=\"ctrTitle\"";
        }
        placeholders.push(head);
        placeholders.push(Placeholder {
            name: &words.text,
            which: "type=\"subTitle\" idx=\"1\"",
            area: COVER_TEXT_AREA,
            anchor: "t",
            style: level(22.0, WHITE, false, "l"),
            sample: sample(&words.text),
        });
        let stripe_area = Area { x: 80.0, y: 288.0, width: 120.0, height: 4.0 };
        drawn.push_str(&stripe(9, stripe_area, PRIMARY_LIGHT));
    } else {
        placeholders.push(title(words, TITLE_AREA, false));
        if layout == Layout::Text {
            placeholders.push(Placeholder { which: "idx=\"1\"", ..body(words) });
        }
        placeholders.push(section(words));
    }
    if layout != Layout::Cover {
        placeholders.push(footer(words, layout.is_dark()));
        placeholders.push(number(words, layout.is_dark()));
    }
    // the rule below the master's title is not for a large title
    let (ground, hidden) = match layout.is_dark() {
        true => (ground(look::TITLE), " showMasterSp=\"0\""),
        false => (String::new(), ""),
    };
    format!(
        "{DECLARATION}<p:sldLayout {NAMESPACES}{hidden} type=\"{kind}\" preserve=\"1\">\
         <p:cSld name=\"{}\">{ground}<p:spTree>{ROOT_SHAPE}{}{drawn}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        escaped(words.layouts.get(at).map_or("", String::as_str)),
        shapes(&placeholders, 2)
    )
}

/// The notes' master: the slide above, the notes below, on an upright page.
pub(super) fn notes_master(words: &SlideWords) -> String {
    let image = Area { x: 54.0, y: 54.0, width: 432.0, height: 243.0 };
    let text = Area { x: 54.0, y: 320.0, width: 432.0, height: 400.0 };
    format!(
        "{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld>{}<p:spTree>{ROOT_SHAPE}<p:sp><p:nvSpPr>\
         <p:cNvPr id=\"2\" name=\"{}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr>\
         <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"9525\">{}</a:ln>\
         </p:spPr></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"{}\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"1\"/></p:nvPr>\
         </p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr><p:txBody>\
         <a:bodyPr/><a:lstStyle/>{}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMap bg1=\"lt1\" \
         tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
         accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
         <p:notesStyle><a:lvl1pPr marL=\"0\" algn=\"l\"><a:spcBef><a:spcPts val=\"300\"/></a:spcBef>\
         <a:defRPr sz=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
         <a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>",
        ground(WHITE),
        escaped(&words.image),
        place("a", image),
        fill(look::LINE),
        escaped(&words.notes),
        place("a", text),
        sample(&words.notes),
    )
}

/// Width and height of slides and of pages of notes.
pub(super) fn sizes() -> String {
    format!(
        "<p:sldSz cx=\"{}\" cy=\"{}\"/><p:notesSz cx=\"{}\" cy=\"{}\"/>",
        emu(SLIDE.0),
        emu(SLIDE.1),
        emu(540.0),
        emu(780.0)
    )
}
