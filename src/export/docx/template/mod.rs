// SPDX-License-Identifier: EUPL-1.2
//! The publisher's own Word file as the look of the report.
//!
//! 1. [`adopt`] takes over its parts: text, headers, footers, theme, pictures. Nothing that could
//!    act or lead out of the file comes along.
//! 2. [`text`] puts title, publisher and date where `{{titolo}}`, `{{ente}}`, `{{data}}` stand.
//! 3. [`styles`] adds to its styles those of ours that it lacks, [`numbering`] our lists.
//! 4. [`pages`] finds the section that the report stands in: its pages, its headers and footers.
//!
//! The file is trusted no more than a returned workbook.

mod adopt;
mod fields;
mod numbering;
mod pages;
mod settings;
mod styles;
mod text;

pub(super) use pages::Sections;

use super::styles as our_styles;
use crate::diag::{Code, Finding, Place, say};
use crate::edition::{Edition, WordTemplate};
use crate::export::ooxml::{Element, Part, Relationships};
use crate::workbook::{Bad, Package};
use adopt::Adopter;
use std::collections::BTreeMap;

/// What a report takes over.
pub(super) struct Template {
    /// Headers, footers and pictures.
    pub(super) parts: Vec<Part>,
    /// What its text refers to.
    pub(super) relationships: Relationships,
    /// What its root declares.
    pub(super) declared: Vec<(String, String)>,
    /// Its text before the report: its title page.
    pub(super) front: String,
    /// Its text after the report.
    pub(super) back: String,
    /// The section that the report stands in.
    pub(super) sections: Sections,
    /// Its styles and ours.
    pub(super) styles: String,
    /// Theme and fonts, if it has them.
    pub(super) theme: Option<String>,
    pub(super) fonts: Option<String>,
    /// Its settings that change how a page looks.
    pub(super) settings: settings::Kept,
    numbering: Option<Element>,
    /// Its names of our styles.
    ids: BTreeMap<String, String>,
    /// Its lists come first.
    pub(super) first_list: usize,
}

/// Why a file cannot be a template: a message of the catalogue.
type Refused = String;

/// Opens the template, with what is to be said of it; none when it cannot be used.
pub(super) fn open(
    file: &WordTemplate,
    edition: &Edition,
    language: &str,
) -> (Option<Template>, Vec<Finding>) {
    let place = || Place::File(file.file.as_str().into());
    match read(&file.bytes, edition, language) {
        Ok((template, placed)) => {
            let missing = || Finding::new(Code::WordTemplateNoPlace, place(), &[]);
            (Some(template), if placed { Vec::new() } else { vec![missing()] })
        }
        Err(error) => {
            let args = [("error", error.as_str())];
            (None, vec![Finding::new(Code::WordTemplateUnusable, place(), &args)])
        }
    }
}

/// The template, and whether the place of the report is plain.
fn read(bytes: &[u8], edition: &Edition, language: &str) -> Result<(Template, bool), Refused> {
    let mut package = Package::open(bytes).map_err(refused)?;
    let root = package.relations("").map_err(refused)?;
    let main = root.values().find(|to| to.kind == "officeDocument" && to.outside.is_none());
    let main = main.map(|to| to.part.clone()).filter(|part| part.starts_with("word/"));
    let main = main.ok_or_else(|| say("word-template-other"))?;
    let macros = |name: &str| name.ends_with(".bin") && name.contains("vba");
    if package.names().any(macros) {
        return Err(say("word-template-macros"));
    }
    let of_main = package.relations(&main).map_err(refused)?;
    let beside = |kind: &str| {
        let found = of_main.values().find(|to| to.kind == kind && to.outside.is_none());
        found.map(|to| to.part.clone())
    };
    let mut adopter = Adopter::new(package, edition);
    let (mut body, relationships) = adopter.main(&main)?;
    let styles = beside("styles").ok_or_else(|| say("word-template-no-styles"))?;
    let theirs = adopter.plain(&styles)?;
    let ours = our_styles::part(language, &edition.words);
    let ours = Element::read(ours.as_bytes()).unwrap_or_default();
    let (styles, ids) = styles::merge(theirs, &ours);
    let mut plain = |kind| beside(kind).map(|part| adopter.plain(&part)).transpose();
    let fonts = plain("fontTable")?.map(settings::fonts);
    let settings = plain("settings")?.map(settings::Kept::of).unwrap_or_default();
    let numbering = plain("numbering")?;
    let first_list = numbering.as_ref().and_then(numbering::highest);
    let numbering = numbering.filter(|_| first_list.is_some());
    let theme = plain("theme")?.map(settings::theme);
    let declared = std::mem::take(&mut body.attributes);
    let placed = pages::split(body);
    let template = Template {
        parts: adopter.parts,
        relationships,
        declared,
        front: placed.front,
        back: placed.back,
        sections: placed.sections,
        styles,
        theme,
        fonts,
        settings,
        numbering,
        ids,
        first_list: first_list.unwrap_or(0),
    };
    Ok((template, placed.plain))
}

impl Template {
    /// Its id of one of our styles.
    pub(super) fn style<'a>(&'a self, id: &'a str) -> &'a str {
        self.ids.get(id).map_or(id, String::as_str)
    }

    /// Its lists and ours, given as a part of their own.
    pub(super) fn numbering(&self, ours: String) -> String {
        match &self.numbering {
            Some(theirs) => numbering::joined(theirs.clone(), &ours),
            None => ours,
        }
    }
}

fn refused(bad: Bad) -> Refused {
    match bad {
        Bad::TooBig => say("word-template-too-big"),
        Bad::Encrypted => say("word-template-other"),
        Bad::Damaged(_) => say("word-template-damaged"),
    }
}

fn damaged() -> Refused {
    say("word-template-damaged")
}
