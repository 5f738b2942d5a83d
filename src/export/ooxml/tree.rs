// SPDX-License-Identifier: EUPL-1.2
//! A part of somebody else's file as a tree, to be changed and written again.
//!
//! What no Office file needs is not read: a document type (its entities could grow without end),
//! comments, processing instructions, elements in elements beyond any page.

use crate::export::markup::escape_into;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements in elements.
const DEEPEST: usize = 120;

/// An element.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::export) struct Element {
    /// Name with its prefix.
    pub(in crate::export) name: String,
    /// Names and values.
    pub(in crate::export) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(in crate::export) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::export) enum Node {
    /// An element.
    Element(Element),
    /// Text.
    Text(String),
}

impl Element {
    /// An element with nothing in it.
    pub(in crate::export) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes =
            attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Element { name: name.to_owned(), attributes: attributes.collect(), children: Vec::new() }
    }

    /// The root of a part; none where it is not XML or no Office file has such.
    pub(in crate::export) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::from_reader(bytes);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) if open.len() <= DEEPEST => open.push(begun(&tag)?),
                Event::Start(_) | Event::DocType(_) => return None,
                Event::Empty(tag) => open.last_mut()?.push(begun(&tag)?),
                Event::End(_) => {
                    let closed = open.pop()?;
                    open.last_mut()?.push(closed);
                }
                Event::Text(text) => open.last_mut()?.text(&text),
                Event::CData(text) => open.last_mut()?.text(&text),
                Event::GeneralRef(name) => {
                    let c = match name.resolve_char_ref().ok()? {
                        Some(c) => c.to_string(),
                        None => quick_xml::escape::resolve_predefined_entity(&name)?.to_owned(),
                    };
                    open.last_mut()?.text(&c);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.pop().filter(|_| open.is_empty())?;
        root.children.into_iter().find_map(Node::into_element)
    }

    fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    fn text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }

    /// The elements in it.
    pub(in crate::export) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it, to be changed.
    pub(in crate::export) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element of a name.
    pub(in crate::export) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether it or anything in it is `wanted`.
    pub(in crate::export) fn any(&self, wanted: &impl Fn(&Element) -> bool) -> bool {
        wanted(self) || self.elements().any(|element| element.any(wanted))
    }

    /// The value of an attribute.
    pub(in crate::export) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets an attribute.
    pub(in crate::export) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Its text and that of all in it.
    pub(in crate::export) fn all_text(&self) -> String {
        let text = |node: &Node| match node {
            Node::Element(element) => element.all_text(),
            Node::Text(text) => text.clone(),
        };
        self.children.iter().map(text).collect()
    }

    /// Appends it as XML.
    pub(in crate::export) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape_into(out, value);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(out),
                Node::Text(text) => escape_into(out, text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// It as XML.
    pub(in crate::export) fn xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

impl Node {
    /// The element, if it is one.
    pub(in crate::export) fn into_element(self) -> Option<Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

fn begun(tag: &BytesStart<'_>) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let value = quick_xml::escape::unescape(&attribute.value).ok()?.into_owned();
        attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Some(Element { name: tag.name().as_ref().to_owned(), attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_and_written_as_it_was() {
        let xml =
            "<w:p a=\"1 &amp; 2\"><w:t xml:space=\"preserve\"> x &lt;y&gt; </w:t><w:b/></w:p>";
        assert_eq!(Element::read(xml.as_bytes()).unwrap().xml(), xml);
    }

    #[test]
    fn entities_depth_and_broken_markup_are_refused() {
        for bad in [
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_owned(),
            "<a>&b;</a>".to_owned(),
            "<a><b></a>".to_owned(),
            String::new(),
            "<a>".repeat(200) + &"</a>".repeat(200),
        ] {
            assert_eq!(Element::read(bad.as_bytes()), None, "{bad}");
        }
    }
}
