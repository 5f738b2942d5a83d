// SPDX-License-Identifier: EUPL-1.2
//! Styles: the template's stand for ours of the same English name; ours that it lacks are added.

use crate::export::ooxml::look::{PRIMARY, TITLE};
use crate::export::ooxml::{DECLARATION, Element, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Styles of running text, which stand as the template's own text does.
const RUNNING: [&str; 4] = ["BodyText", "ListParagraph", "Quote", "Evidence"];

/// The styles of both, and the template's ids of ours.
pub(super) fn merge(mut theirs: Element, ours: &Element) -> (String, BTreeMap<String, String>) {
    let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for style in styles(&theirs) {
        let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
        taken.insert(id.to_lowercase());
        for name in names(style) {
            known.entry((kind(style), name)).or_insert_with(|| id.clone());
        }
    }
    let mut ids = BTreeMap::new();
    let mut added = Vec::new();
    for style in styles(ours) {
        let id = style.attribute("w:styleId").unwrap_or_default();
        let same = names(style).into_iter().find_map(|name| known.get(&(kind(style), name)));
        if let Some(same) = same {
            ids.insert(id.to_owned(), same.clone());
            continue;
        }
        let mut own = id.to_owned();
        while !taken.insert(own.to_lowercase()) {
            own.insert_str(0, "Sestante");
        }
        ids.insert(id.to_owned(), own);
        added.push(style.clone());
    }
    let colour = heading_colour(&theirs);
    for style in &mut added {
        rename(style, &ids);
        if let Some(colour) = &colour {
            recolour(style, colour);
        }
        theirs.children.push(Node::Element(std::mem::take(style)));
    }
    (format!("{DECLARATION}{}", theirs.xml()), ids)
}

/// The colour of the template's headings, with its place in the theme.
fn heading_colour(theirs: &Element) -> Option<Element> {
    let heading = styles(theirs).find(|style| names(style).contains(&"heading 1".to_owned()))?;
    let colour = heading.child("w:rPr")?.child("w:color")?;
    let value = colour.attribute("w:val")?;
    let plain = value.len() == 6 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| colour.clone())
}

/// Gives what is dark blue or blue with us the colour of the template's headings.
fn recolour(element: &mut Element, colour: &Element) {
    let value = element.attribute("w:val").unwrap_or_default();
    let ours = || [TITLE, PRIMARY].iter().any(|ours| ours.to_string() == value);
    if element.name == "w:color" && ours() {
        colour.clone_into(element);
    }
    element.elements_mut().for_each(|child| recolour(child, colour));
}

fn styles(root: &Element) -> impl Iterator<Item = &Element> {
    root.elements().filter(|element| element.name == "w:style")
}

fn kind(style: &Element) -> String {
    style.attribute("w:type").unwrap_or("paragraph").to_owned()
}

/// What a style is known by: that it is the default of its kind, and its name.
fn names(style: &Element) -> Vec<String> {
    let default = matches!(style.attribute("w:default"), Some("1" | "true" | "on"));
    let default = default.then(|| "\u{0}default".to_owned());
    let name = style.child("w:name").and_then(|name| name.attribute("w:val"));
    default.into_iter().chain(name.map(str::to_lowercase)).collect()
}

fn rename(style: &mut Element, ids: &BTreeMap<String, String>) {
    let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
    let on_normal = style.child("w:basedOn").and_then(|on| on.attribute("w:val")) == Some("Normal");
    if kind(style) == "paragraph" && on_normal && !RUNNING.contains(&id.as_str()) {
        stand_alone(style);
    }
    style.set("w:styleId", ids.get(&id).unwrap_or(&id));
    for child in style.elements_mut() {
        if matches!(child.name.as_str(), "w:basedOn" | "w:next" | "w:link") {
            let to = child.attribute("w:val").and_then(|to| ids.get(to));
            if let Some(to) = to.cloned() {
                child.set("w:val", &to);
            }
        }
    }
}

/// Sets what the template's text has otherwise: a table in justified text with space between its
/// paragraphs would not be read.
fn stand_alone(style: &mut Element) {
    if style.child("w:pPr").is_none() {
        let after = |node: &Node| matches!(node, Node::Element(e) if e.name == "w:rPr");
        let at = style.children.iter().position(after).unwrap_or(style.children.len());
        style.children.insert(at, Node::Element(Element::new("w:pPr", &[])));
    }
    let Some(place) = style.elements_mut().find(|child| child.name == "w:pPr") else { return };
    let before: &[&str] = &["w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:pBdr", "w:tabs"];
    ensure(place, "w:spacing", &[("w:before", "0"), ("w:after", "0")], before);
    let before = [before, &["w:spacing"]].concat();
    ensure(place, "w:ind", &[("w:left", "0"), ("w:right", "0")], &before);
    let indents = place.elements_mut().filter(|child| child.name == "w:ind");
    for indent in indents.filter(|child| child.attribute("w:hanging").is_none()) {
        indent.set("w:firstLine", "0");
    }
    let before = [before.as_slice(), &["w:ind", "w:contextualSpacing"]].concat();
    ensure(place, "w:jc", &[("w:val", "left")], &before);
}

/// Gives an element the attributes that it lacks; makes it after those that come before it.
fn ensure(place: &mut Element, name: &str, attributes: &[(&str, &str)], before: &[&str]) {
    if place.child(name).is_none() {
        let is = |node: &Node| match node {
            Node::Element(element) => before.contains(&element.name.as_str()),
            Node::Text(_) => false,
        };
        let at = place.children.iter().rposition(is).map_or(0, |at| at + 1);
        place.children.insert(at, Node::Element(Element::new(name, &[])));
    }
    for child in place.elements_mut().filter(|child| child.name == name) {
        for (attribute, value) in attributes {
            if child.attribute(attribute).is_none() {
                child.set(attribute, value);
            }
        }
    }
}
