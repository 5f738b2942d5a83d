// SPDX-License-Identifier: EUPL-1.2
//! One slide: its title, its section, what it shows, its footer and number.

use super::master::{self, Layout};
use super::shape::{NAMESPACES, ROOT_SHAPE, place};
use super::table;
use super::text::{Look, Text};
use crate::edition::Edition;
use crate::edition::slides::{
    Area, BODY_AREA, SMALL, Slide, SlideContent, SlideFigure, SlideTable, SlideWords, TEXT, leading,
};
use crate::export::ooxml::{DECLARATION, Relationships, escaped, look};
use crate::figures::{Picture, picture};

/// Pixels of a picture for each pixel of the drawing.
const SCALE: f32 = 2.0;

/// A slide as its part's text, with the picture it needs.
pub(super) struct Written {
    pub(super) xml: String,
    pub(super) relationships: Relationships,
    /// The picture, PNG.
    pub(super) picture: Option<Vec<u8>>,
}

/// The layout of a slide.
pub(super) fn layout(slide: &Slide) -> Layout {
    match slide.content {
        SlideContent::Cover(_) => Layout::Cover,
        SlideContent::Head(_) => Layout::Head,
        SlideContent::Text { .. } => Layout::Text,
        SlideContent::Table(_) | SlideContent::Figure(_) => Layout::Title,
    }
}

/// Writes slide number `number`, from 1.
pub(super) fn write(edition: &Edition, slide: &Slide, number: usize, language: &str) -> Written {
    let words = &edition.slides.words;
    let mut relationships = Relationships::default();
    let layout = layout(slide);
    relationships.part("slideLayout", &format!("../slideLayouts/{}", layout.file()));
    let mut writer = Writer {
        text: Text { out: String::new(), language, words, relationships: &mut relationships },
        words,
        next: 2,
        picture: None,
        number,
    };
    writer.title(slide, layout);
    match &slide.content {
        SlideContent::Cover(texts) => writer.subtitle(texts),
        SlideContent::Head(text) => writer.subtitle(text.as_slice()),
        SlideContent::Text { paragraphs, size } => {
            writer.placeholder(&words.text, "idx=\"1\"", |text| {
                for paragraph in paragraphs {
                    text.paragraph(paragraph, Look::of(*size));
                }
            });
        }
        SlideContent::Table(part) => writer.table(part),
        SlideContent::Figure(figure) => writer.figure(figure),
    }
    if !matches!(layout, Layout::Cover) {
        writer.around(edition, slide, layout);
    }
    let Writer { text, picture, .. } = writer;
    let shapes = text.out;
    let xml = format!(
        "{DECLARATION}<p:sld {NAMESPACES}><p:cSld><p:spTree>{ROOT_SHAPE}{shapes}</p:spTree>\
         </p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    );
    Written { xml, relationships, picture }
}

/// Below what small text stands.
#[derive(Clone, Copy)]
enum Below {
    Table,
    Figure,
}

struct Writer<'a> {
    text: Text<'a>,
    words: &'a SlideWords,
    /// Id of the next shape, unique on the slide.
    next: usize,
    picture: Option<Vec<u8>>,
    number: usize,
}

impl Writer<'_> {
    fn id(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// Writes what stands in a placeholder of the layout.
    fn placeholder(&mut self, name: &str, which: &str, content: impl FnOnce(&mut Text<'_>)) {
        let id = self.id();
        let name = named(name, id);
        self.text.out.push_str(&format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr>\
             <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {which}/></p:nvPr></p:nvSpPr>\
             <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>"
        ));
        content(&mut self.text);
        self.text.out.push_str("</p:txBody></p:sp>");
    }

    fn title(&mut self, slide: &Slide, layout: Layout) {
        let words = self.words;
        let which = if layout == Layout::Cover { "type=\"ctrTitle\"" } else { "type=\"title\"" };
        let look = Look { strong: true, ..Look::of(slide.title_size) };
        self.placeholder(&words.title, which, |text| text.line(&slide.title, look));
    }

    fn subtitle(&mut self, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let words = self.words;
        self.placeholder(&words.text, "type=\"subTitle\" idx=\"1\"", |text| {
            for (at, line) in texts.iter().enumerate() {
                text.line(line, Look::of(if at == 0 { 22.0 } else { TEXT }));
            }
        });
    }

    /// Section above, footer and number below.
    fn around(&mut self, edition: &Edition, slide: &Slide, layout: Layout) {
        let words = self.words;
        if layout != Layout::Head && !slide.section.is_empty() {
            let look = Look::of(SMALL);
            let which = "type=\"body\" sz=\"quarter\" idx=\"13\"";
            self.placeholder(&words.section, which, |text| text.line(&slide.section, look));
        }
        let which = "type=\"ftr\" sz=\"quarter\" idx=\"11\"";
        self.placeholder(&words.footer, which, |text| {
            text.line(&edition.title, Look::of(SMALL));
        });
        let number = self.number;
        self.placeholder(&words.number, "type=\"sldNum\" sz=\"quarter\" idx=\"12\"", |text| {
            let field = master::number_field(text.language, number);
            text.out.push_str(&field);
        });
    }

    fn table(&mut self, part: &SlideTable) {
        let id = self.id();
        let name = format!("{} {id}", self.words.table);
        table::write(part, id, &name, &mut self.text);
        self.below(Below::Table, &part.below, part.below_y);
    }

    fn figure(&mut self, figure: &SlideFigure) {
        if let Some(drawn) = picture(&figure.drawing, SCALE) {
            self.picture(figure, drawn);
        }
        self.below(Below::Figure, &figure.caption, figure.caption_y);
    }

    fn picture(&mut self, figure: &SlideFigure, drawn: Picture) {
        let id = self.id();
        let name = named(&self.words.figure, id);
        let target = format!("../media/figure{}.png", self.number);
        let relationship = self.text.relationships.part("image", &target);
        self.text.out.push_str(&format!(
            "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{}\"/><p:cNvPicPr>\
             <a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>\
             <a:blip r:embed=\"{relationship}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            escaped(&figure.alternative),
            place("a", figure.area)
        ));
        self.picture = Some(drawn.png);
    }

    /// Small text below a table or a drawing.
    fn below(&mut self, what: Below, lines: &[String], y: f64) {
        if lines.is_empty() {
            return;
        }
        let height = (BODY_AREA.y + BODY_AREA.height - y).max(leading(SMALL));
        let area = Area { y, height, ..BODY_AREA };
        // what stands at the foot of a slide grows upwards, should it need more room
        let (anchor, name) = match what {
            Below::Table => ("b", &self.words.below),
            Below::Figure => ("t", &self.words.caption),
        };
        let id = self.id();
        let name = named(name, id);
        self.text.out.push_str(&format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/>\
             </p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>\
             </p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" \
             anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>",
            place("a", area)
        ));
        for line in lines {
            let look = Look { colour: Some(look::QUIET), ..Look::of(SMALL) };
            self.text.line(line, look);
        }
        self.text.out.push_str("</p:txBody></p:sp>");
    }
}

/// A name that tells a shape from others of its slide.
fn named(name: &str, id: usize) -> String {
    escaped(&format!("{name} {id}"))
}
