// SPDX-License-Identifier: EUPL-1.2
//! The package: slides and notes, the master and its layouts, the presentation that lists them.

use super::master::{self, LAYOUTS};
use super::shape::NAMESPACES;
use super::{notes, slide};
use crate::diag::Error;
use crate::edition::Edition;
use crate::edition::slides::{Slide, SlideWords, Slides};
use crate::export::ooxml::look::{FONT, language};
use crate::export::ooxml::{
    DECLARATION, Package, Part, Relationships, THEME, core_properties, escaped, theme,
};

const PRESENTATION: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const MASTER: &str = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml";
const LAYOUT: &str = "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml";
const NOTES_MASTER: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml";
const PROPERTIES: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml";
const STYLES: &str = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml";

/// Ids of slides begin here.
const FIRST_ID: usize = 256;

/// Writes all parts and packs them.
pub(super) fn pack(edition: &Edition) -> Result<Vec<u8>, Error> {
    let Slides { in_order: slides, words } = &edition.slides;
    let language = language(&edition.language);
    let mut parts = Vec::new();
    let mut relationships = Relationships::default();
    let master = relationships.part("slideMaster", "slideMasters/slideMaster1.xml");
    let notes_master = relationships.part("notesMaster", "notesMasters/notesMaster1.xml");
    let mut list = String::new();
    for (at, one) in slides.iter().enumerate() {
        let number = at + 1;
        let id = relationships.part("slide", &format!("slides/slide{number}.xml"));
        list.push_str(&format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", FIRST_ID + at));
        let mut written = slide::write(edition, one, number, &language);
        if !one.notes.is_empty() {
            let target = format!("../notesSlides/notesSlide{number}.xml");
            written.relationships.part("notesSlide", &target);
            parts.push(notes_part(one, number, &language, words));
        }
        if let Some(png) = written.picture {
            parts.push(Part::png(&format!("ppt/media/figure{number}.png"), png));
        }
        let name = format!("ppt/slides/slide{number}.xml");
        let relationships = written.relationships;
        parts.push(Part { relationships, ..Part::xml(&name, SLIDE, written.xml) });
    }
    masters(&mut parts, words);
    relationships.part("presProps", "presProps.xml");
    relationships.part("tableStyles", "tableStyles.xml");
    relationships.part("theme", "theme/theme1.xml");
    let text = format!(
        "{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>\
         <p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst><p:notesMasterIdLst>\
         <p:notesMasterId r:id=\"{notes_master}\"/></p:notesMasterIdLst><p:sldIdLst>{list}\
         </p:sldIdLst>{}<p:defaultTextStyle><a:defPPr><a:defRPr lang=\"{language}\"><a:latin typeface=\"+mn-lt\"/></a:defRPr></a:defPPr>\
         </p:defaultTextStyle>{}</p:presentation>",
        master::sizes(),
        sections(slides, &edition.title)
    );
    let main = Part { relationships, ..Part::xml("ppt/presentation.xml", PRESENTATION, text) };
    let mut package = Package::new(main);
    parts.into_iter().for_each(|part| package.add(part));
    let (publisher, subtitle) = (edition.publisher.as_deref(), edition.subtitle.as_deref());
    package.finish(core_properties(&edition.title, publisher, subtitle, &language))
}

/// The sections into which `PowerPoint` groups the slides; the first is named after the document.
fn sections(slides: &[Slide], title: &str) -> String {
    let mut list = String::new();
    let mut at = 0;
    let alike = |a: &Slide, b: &Slide| a.section == b.section;
    for (number, group) in slides.chunk_by(alike).enumerate() {
        let name =
            group.first().map(|slide| slide.section.as_str()).filter(|name| !name.is_empty());
        list.push_str(&format!(
            "<p14:section name=\"{}\" id=\"{{5E57A47E-0000-4000-8000-{number:012X}}}\"><p14:sldIdLst>",
            escaped(name.unwrap_or(title))
        ));
        for _ in group {
            list.push_str(&format!("<p14:sldId id=\"{}\"/>", FIRST_ID + at));
            at += 1;
        }
        list.push_str("</p14:sldIdLst></p14:section>");
    }
    format!(
        "<p:extLst><p:ext uri=\"{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}\"><p14:sectionLst \
         xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">{list}\
         </p14:sectionLst></p:ext></p:extLst>"
    )
}

fn notes_part(slide: &Slide, number: usize, language: &str, words: &SlideWords) -> Part {
    let mut relationships = Relationships::default();
    relationships.part("notesMaster", "../notesMasters/notesMaster1.xml");
    relationships.part("slide", &format!("../slides/slide{number}.xml"));
    let name = format!("ppt/notesSlides/notesSlide{number}.xml");
    Part { relationships, ..Part::xml(&name, NOTES, notes::write(slide, language, words)) }
}

/// The master with its layouts, the notes' master, their themes, and two fixed parts.
fn masters(parts: &mut Vec<Part>, words: &SlideWords) {
    let mut relationships = Relationships::default();
    let mut ids = Vec::new();
    for layout in LAYOUTS {
        ids.push(relationships.part("slideLayout", &format!("../slideLayouts/{}", layout.file())));
        let mut above = Relationships::default();
        above.part("slideMaster", "../slideMasters/slideMaster1.xml");
        let name = format!("ppt/slideLayouts/{}", layout.file());
        let part = Part::xml(&name, LAYOUT, master::layout(layout, words));
        parts.push(Part { relationships: above, ..part });
    }
    relationships.part("theme", "../theme/theme1.xml");
    let text = master::master(&ids, words);
    let part = Part::xml("ppt/slideMasters/slideMaster1.xml", MASTER, text);
    parts.push(Part { relationships, ..part });
    let mut relationships = Relationships::default();
    relationships.part("theme", "../theme/theme2.xml");
    let name = "ppt/notesMasters/notesMaster1.xml";
    let part = Part::xml(name, NOTES_MASTER, master::notes_master(words));
    parts.push(Part { relationships, ..part });
    parts.push(Part::xml("ppt/theme/theme1.xml", THEME, theme(FONT)));
    parts.push(Part::xml("ppt/theme/theme2.xml", THEME, theme(FONT)));
    let properties = format!("{DECLARATION}<p:presentationPr {NAMESPACES}/>");
    parts.push(Part::xml("ppt/presProps.xml", PROPERTIES, properties));
    let styles = format!(
        "{DECLARATION}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>"
    );
    parts.push(Part::xml("ppt/tableStyles.xml", STYLES, styles));
}
