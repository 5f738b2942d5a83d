// SPDX-License-Identifier: EUPL-1.2
//! Where the report stands in the template's text, and in which of its sections.

use super::text;
use crate::export::ooxml::{Element, Node};
use std::collections::BTreeMap;

/// The section of the report.
#[derive(Debug, Default)]
pub(in crate::export::docx) struct Sections {
    /// References to the headers and footers of all pages but the first.
    pub(in crate::export::docx) references: String,
    pub(in crate::export::docx) has_header: bool,
    pub(in crate::export::docx) has_footer: bool,
    /// Short and long side, left and right margin, if they can be used.
    pub(in crate::export::docx) sides: Option<(u32, u32, u32)>,
    /// The element with the margins.
    pub(in crate::export::docx) margins: Option<String>,
    /// How the pages are numbered, without where they begin.
    pub(in crate::export::docx) numbers: String,
    /// How the template's text after the report ends.
    pub(in crate::export::docx) last: Option<String>,
}

/// The template's text around the report.
pub(super) struct Placed {
    pub(super) front: String,
    pub(super) back: String,
    pub(super) sections: Sections,
    /// Its place is marked, or there is no text around it.
    pub(super) plain: bool,
}

pub(super) fn split(mut root: Element) -> Placed {
    let body = root.elements_mut().find(|child| child.name == "w:body").map(std::mem::take);
    let mut parts: Vec<Element> =
        body.unwrap_or_default().children.into_iter().filter_map(Node::into_element).collect();
    let last = match parts.last() {
        Some(last) if last.name == "w:sectPr" => parts.pop(),
        _ => None,
    };
    let blank = parts.iter().all(text::is_blank);
    let marked = parts.iter().position(text::is_place);
    let place = marked.unwrap_or(parts.len());
    let mut references = BTreeMap::new();
    let mut section = None;
    for (at, part) in parts.iter().enumerate() {
        if let Some(found) = own_section(part) {
            gather(&mut references, found);
            if at >= place {
                section = Some(found.clone());
                break;
            }
        }
    }
    if section.is_none() {
        if let Some(last) = &last {
            gather(&mut references, last);
        }
        section.clone_from(&last);
    }
    let section = section.unwrap_or_else(|| Element::new("w:sectPr", &[]));
    let back: Vec<Element> = parts.drain(place..).skip(usize::from(marked.is_some())).collect();
    let mut front = if blank { Vec::new() } else { parts };
    end_front(&mut front, &section);
    let back = if back.iter().all(text::is_blank) { Vec::new() } else { back };
    let xml = |parts: &[Element]| parts.iter().map(Element::xml).collect::<String>();
    let mut sections = sections_like(&section, &references);
    sections.last = last.filter(|_| !back.is_empty()).map(|last| last.xml());
    Placed { front: xml(&front), back: xml(&back), sections, plain: blank || marked.is_some() }
}

/// The section that ends with a paragraph.
fn own_section(part: &Element) -> Option<&Element> {
    part.child("w:pPr").filter(|_| part.name == "w:p")?.child("w:sectPr")
}

fn gather(references: &mut BTreeMap<(String, String), String>, section: &Element) {
    for child in section.elements() {
        if matches!(child.name.as_str(), "w:headerReference" | "w:footerReference") {
            let kind = child.attribute("w:type").unwrap_or("default").to_owned();
            references.insert((child.name.clone(), kind), child.xml());
        }
    }
}

/// Ends the template's own pages with a section like that of the report.
fn end_front(front: &mut Vec<Element>, section: &Element) {
    let Some(last) = front.last_mut() else { return };
    if own_section(last).is_some() {
        return;
    }
    if last.name != "w:p" {
        front.push(Element::new("w:p", &[]));
    }
    let Some(last) = front.last_mut() else { return };
    if last.child("w:pPr").is_none() {
        last.children.insert(0, Node::Element(Element::new("w:pPr", &[])));
    }
    for properties in last.elements_mut().filter(|child| child.name == "w:pPr") {
        properties.children.push(Node::Element(section.clone()));
    }
}

/// The sections that a page of the template gives.
fn sections_like(section: &Element, references: &BTreeMap<(String, String), String>) -> Sections {
    let has = |name: &str| references.contains_key(&(name.to_owned(), "default".to_owned()));
    let all = references.iter().filter(|((_, kind), _)| kind != "first");
    let (size, margins) = (section.child("w:pgSz"), section.child("w:pgMar"));
    let sides = size.zip(margins).and_then(|(size, margins)| sides(size, margins));
    let numbers = section.child("w:pgNumType").cloned().map(|mut numbers| {
        numbers.attributes.retain(|(name, _)| name != "w:start");
        numbers.xml()
    });
    Sections {
        references: all.map(|(_, xml)| xml.as_str()).collect(),
        has_header: has("w:headerReference"),
        has_footer: has("w:footerReference"),
        sides,
        margins: margins.filter(|_| sides.is_some()).map(Element::xml),
        numbers: numbers.unwrap_or_default(),
        last: None,
    }
}

/// Short and long side and both margins together, of a page that a report can stand on.
fn sides(size: &Element, margins: &Element) -> Option<(u32, u32, u32)> {
    let length = |element: &Element, name: &str| element.attribute(name)?.parse::<u32>().ok();
    let (width, height) = (length(size, "w:w")?, length(size, "w:h")?);
    let gutter = length(margins, "w:gutter").unwrap_or(0);
    let aside =
        length(margins, "w:left")?.checked_add(length(margins, "w:right")?)?.checked_add(gutter)?;
    let (short, long) = (width.min(height), width.max(height));
    let fits = (7_000..32_000).contains(&short) && long < 32_000 && aside + 5_000 <= short;
    fits.then_some((short, long, aside))
}
