// SPDX-License-Identifier: EUPL-1.2
//! Lists of the template, and ours after them.

use crate::export::ooxml::{DECLARATION, Element, Node};

/// No file has more lists.
const MOST: usize = 100_000;

/// The highest number of a list; none where the numbers cannot be used.
pub(super) fn highest(theirs: &Element) -> Option<usize> {
    let lists = numbers(theirs, "w:num", "w:numId")?;
    numbers(theirs, "w:abstractNum", "w:abstractNumId")?;
    Some(lists)
}

fn numbers(root: &Element, name: &str, id: &str) -> Option<usize> {
    let of = |element: &Element| element.attribute(id)?.parse::<usize>().ok().filter(|n| *n < MOST);
    let all: Option<Vec<usize>> =
        root.elements().filter(|element| element.name == name).map(of).collect();
    Some(all?.into_iter().max().unwrap_or(0))
}

/// Both in one part.
pub(super) fn joined(mut theirs: Element, ours: &str) -> String {
    let kinds = numbers(&theirs, "w:abstractNum", "w:abstractNumId").unwrap_or(0) + 1;
    let ours = Element::read(ours.as_bytes()).unwrap_or_default();
    let (mut abstracts, mut lists) = (Vec::new(), Vec::new());
    for mut element in ours.children.into_iter().filter_map(Node::into_element) {
        if element.name == "w:abstractNum" {
            shift(&mut element, "w:abstractNumId", kinds);
            abstracts.push(Node::Element(element));
        } else {
            for kind in element.elements_mut().filter(|child| child.name == "w:abstractNumId") {
                shift(kind, "w:val", kinds);
            }
            lists.push(Node::Element(element));
        }
    }
    let is = |node: &Node, names: &[&str]| match node {
        Node::Element(element) => names.contains(&element.name.as_str()),
        Node::Text(_) => false,
    };
    let after = |children: &[Node], names: &[&str]| {
        children.iter().rposition(|node| is(node, names)).map_or(0, |at| at + 1)
    };
    let at = after(&theirs.children, &["w:numPicBullet", "w:abstractNum"]);
    theirs.children.splice(at..at, abstracts);
    let at = after(&theirs.children, &["w:numPicBullet", "w:abstractNum", "w:num"]);
    theirs.children.splice(at..at, lists);
    format!("{DECLARATION}{}", theirs.xml())
}

fn shift(element: &mut Element, attribute: &str, by: usize) {
    let number: usize =
        element.attribute(attribute).and_then(|number| number.parse().ok()).unwrap_or(0);
    element.set(attribute, &(number + by).to_string());
}
