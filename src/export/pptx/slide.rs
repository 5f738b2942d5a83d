// SPDX-License-Identifier: EUPL-1.2
//! One slide: its title, its section, what it shows, its footer and number.

use super::master::Layout;
use super::placeholder::number_field;
use super::shape::{Holder, Shapes, root};
use super::table;
use super::text::{Look, Text};
use crate::edition::Edition;
use crate::edition::slides::{
    Area, BODY_AREA, SMALL, Slide, SlideContent, SlideFigure, SlideTable, SlideWords, TEXT, leading,
};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::{Relationships, look, part};
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
            writer.placeholder(&words.text, Holder::CONTENT, |text| {
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
    let xml = part(root("p:sld"), |out| {
        out.nested(&["p:cSld"], |out| out.tree(|out| out.push_str(&shapes)));
        out.own_colours();
    });
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
    fn placeholder(&mut self, name: &str, holder: Holder, content: impl FnOnce(&mut Text<'_>)) {
        let id = self.id();
        self.text.held((&format!("{name} {id}"), id), holder, |text| {
            text.empty(tag("p:spPr"));
            text.within(tag("p:txBody"), |text| {
                text.plain_body();
                content(text);
            });
        });
    }

    fn title(&mut self, slide: &Slide, layout: Layout) {
        let words = self.words;
        let holder = if layout == Layout::Cover { Holder::COVER_TITLE } else { Holder::TITLE };
        let look = Look { strong: true, ..Look::of(slide.title_size) };
        self.placeholder(&words.title, holder, |text| text.line(&slide.title, look));
    }

    fn subtitle(&mut self, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let words = self.words;
        self.placeholder(&words.text, Holder::SUBTITLE, |text| {
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
            self.placeholder(&words.section, Holder::SECTION, |text| {
                text.line(&slide.section, look);
            });
        }
        self.placeholder(&words.footer, Holder::FOOTER, |text| {
            text.line(&edition.title, Look::of(SMALL));
        });
        let number = self.number;
        self.placeholder(&words.number, Holder::NUMBER, |text| {
            let language = text.language;
            number_field(text, language, number);
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
        let target = format!("../media/figure{}.png", self.number);
        let relationship = self.text.relationships.part("image", &target);
        let names = tag("p:cNvPr").with("id", id);
        let names = names.with("name", format_args!("{} {id}", self.words.figure));
        self.text.within(tag("p:pic"), |text| {
            text.within(tag("p:nvPicPr"), |text| {
                text.empty(names.with("descr", &figure.alternative));
                text.nested(&["p:cNvPicPr"], |text| {
                    text.empty(tag("a:picLocks").with("noChangeAspect", 1));
                });
                text.empty(tag("p:nvPr"));
            });
            text.within(tag("p:blipFill"), |text| {
                text.empty(tag("a:blip").with("r:embed", relationship));
                text.nested(&["a:stretch"], |text| text.empty(tag("a:fillRect")));
            });
            text.nested(&["p:spPr"], |text| text.rectangle(figure.area));
        });
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
        let names = tag("p:cNvPr").with("id", id).with("name", format_args!("{name} {id}"));
        let sides = ["lIns", "tIns", "rIns", "bIns"];
        let body = tag("a:bodyPr").with("wrap", "square");
        let body = sides.into_iter().fold(body, |body, side| body.with(side, 0));
        self.text.within(tag("p:sp"), |text| {
            text.within(tag("p:nvSpPr"), |text| {
                text.empty(names);
                text.empty(tag("p:cNvSpPr").with("txBox", 1));
                text.empty(tag("p:nvPr"));
            });
            text.within(tag("p:spPr"), |text| {
                text.rectangle(area);
                text.empty(tag("a:noFill"));
            });
            text.within(tag("p:txBody"), |text| {
                text.within(body.with("anchor", anchor), |text| text.empty(tag("a:noAutofit")));
                text.empty(tag("a:lstStyle"));
                let look = Look { colour: Some(look::QUIET), ..Look::of(SMALL) };
                lines.iter().for_each(|line| text.line(line, look));
            });
        });
    }
}
