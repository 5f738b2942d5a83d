// SPDX-License-Identifier: EUPL-1.2
//! The package: slides and notes, the master and its layouts, the presentation that lists them.

use super::master::{self, LAYOUTS};
use super::shape::root;
use super::{notes, slide};
use crate::diag::Error;
use crate::edition::Edition;
use crate::edition::slides::{Slide, SlideWords, Slides};
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::look::{FONT, language};
use crate::export::ooxml::{
    DECLARATION, DRAWING, Package, Part, Relationships, THEME, core_properties, part, theme,
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

/// Ids of slides begin here; that of the master is above all of them.
const FIRST_ID: usize = 256;
const MASTER_ID: u64 = 2_147_483_648;

/// Sections came later than the format: their namespace, and how the extension is known.
const SECTIONS: &str = "http://schemas.microsoft.com/office/powerpoint/2010/main";
const SECTIONS_ID: &str = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}";
/// The style of tables that say none.
const TABLE_STYLE: &str = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";

/// Writes all parts and packs them.
pub(super) fn pack(edition: &Edition) -> Result<Vec<u8>, Error> {
    let Slides { in_order: slides, words } = &edition.slides;
    let language = language(&edition.language);
    let mut parts = Vec::new();
    let mut relationships = Relationships::default();
    let master = relationships.part("slideMaster", "slideMasters/slideMaster1.xml");
    let notes_master = relationships.part("notesMaster", "notesMasters/notesMaster1.xml");
    let mut ids = Vec::new();
    for (at, one) in slides.iter().enumerate() {
        let number = at + 1;
        ids.push(relationships.part("slide", &format!("slides/slide{number}.xml")));
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
    let text = part(root("p:presentation").with("saveSubsetFonts", 1), |out| {
        out.nested(&["p:sldMasterIdLst"], |out| {
            out.empty(tag("p:sldMasterId").with("id", MASTER_ID).with("r:id", master));
        });
        out.nested(&["p:notesMasterIdLst"], |out| {
            out.empty(tag("p:notesMasterId").with("r:id", notes_master));
        });
        out.within(tag("p:sldIdLst"), |out| {
            for (number, id) in (FIRST_ID..).zip(&ids) {
                out.empty(tag("p:sldId").with("id", number).with("r:id", id));
            }
        });
        master::sizes(out);
        out.nested(&["p:defaultTextStyle", "a:defPPr"], |out| {
            out.within(tag("a:defRPr").with("lang", &language), |out| {
                out.empty(tag("a:latin").with("typeface", "+mn-lt"));
            });
        });
        sections(out, slides, &edition.title);
    });
    let main = Part { relationships, ..Part::xml("ppt/presentation.xml", PRESENTATION, text) };
    let mut package = Package::new(main);
    parts.into_iter().for_each(|part| package.add(part));
    let (publisher, subtitle) = (edition.publisher.as_deref(), edition.subtitle.as_deref());
    package.finish(core_properties(&edition.title, publisher, subtitle, &language))
}

/// The sections into which `PowerPoint` groups the slides; the first is named after the document.
fn sections(out: &mut String, slides: &[Slide], title: &str) {
    let alike = |a: &Slide, b: &Slide| a.section == b.section;
    let list = tag("p14:sectionLst").with("xmlns:p14", SECTIONS);
    out.nested(&["p:extLst"], |out| {
        out.within(tag("p:ext").with("uri", SECTIONS_ID), |out| {
            out.within(list, |out| {
                let mut ids = FIRST_ID..;
                for (number, group) in slides.chunk_by(alike).enumerate() {
                    let named = group.first().map_or("", |slide| slide.section.as_str());
                    let name = if named.is_empty() { title } else { named };
                    let id = format!("{{5E57A47E-0000-4000-8000-{number:012X}}}");
                    let section = tag("p14:section").with("name", name).with("id", id);
                    out.within(section, |out| {
                        out.within(tag("p14:sldIdLst"), |out| {
                            for id in ids.by_ref().take(group.len()) {
                                out.empty(tag("p14:sldId").with("id", id));
                            }
                        });
                    });
                }
            });
        });
    });
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
    let mut properties = DECLARATION.to_owned();
    properties.empty(root("p:presentationPr"));
    parts.push(Part::xml("ppt/presProps.xml", PROPERTIES, properties));
    let mut styles = DECLARATION.to_owned();
    styles.empty(tag("a:tblStyleLst").with("xmlns:a", DRAWING).with("def", TABLE_STYLE));
    parts.push(Part::xml("ppt/tableStyles.xml", STYLES, styles));
}
