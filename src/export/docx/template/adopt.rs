// SPDX-License-Identifier: EUPL-1.2
//! Takes over parts: what acts, what leads out of the file and what refers to parts that are left
//! behind stays behind too.

use super::{Refused, damaged, fields, refused, text};
use crate::diag::say;
use crate::edition::Edition;
use crate::edition::text::web_address;
use crate::export::docx::kinds::content_type;
use crate::export::ooxml::{DECLARATION, Element, Node, Part, Relationships};
use crate::workbook::{Package, Relation};
use std::collections::BTreeMap;

/// Bytes of a part of text, and of a picture.
const TEXT: usize = 16 * 1024 * 1024;
/// Headers and footers.
const PARTS: usize = 60;
/// What the names in a part stand for.
const MEANINGS: [(&str, &str); 2] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];
/// The same words in the strict form of the format, which few programs write.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
/// Elements that go, with all in them.
const LEFT: [&str; 18] = [
    "w:object",
    "w:altChunk",
    "w:subDoc",
    "w:control",
    "w:movie",
    "w:footnoteReference",
    "w:endnoteReference",
    "w:commentReference",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:permStart",
    "w:permEnd",
    "w:dataBinding",
    "w:printerSettings",
    "w:sectPrChange",
    "w:pPrChange",
];
/// What goes whole when something in it leads nowhere.
const WHOLE: [&str; 3] = ["w:drawing", "w:pict", "a:ext"];
const PICTURES: [&str; 9] = ["png", "jpeg", "jpg", "gif", "bmp", "tif", "tiff", "emf", "wmf"];

/// Parts that have been taken over.
pub(super) struct Adopter<'a> {
    package: Package<'a>,
    edition: &'a Edition,
    pub(super) parts: Vec<Part>,
    /// New names by old ones.
    names: BTreeMap<String, String>,
    drawings: u32,
}

/// What a part refers to: as it was, and as it is now.
struct Links {
    old: BTreeMap<String, Relation>,
    new: Relationships,
    /// Whether it may refer to headers and footers.
    main: bool,
}

impl<'a> Adopter<'a> {
    pub(super) fn new(package: Package<'a>, edition: &'a Edition) -> Self {
        Adopter { package, edition, parts: Vec::new(), names: BTreeMap::new(), drawings: 0 }
    }

    /// The part of the text.
    pub(super) fn main(&mut self, name: &str) -> Result<(Element, Relationships), Refused> {
        self.part(name, true)
    }

    /// A part that refers to nothing, or does not any more.
    pub(super) fn plain(&mut self, name: &str) -> Result<Element, Refused> {
        let mut root = self.read(name)?;
        let mut links = Links { old: BTreeMap::new(), new: Relationships::default(), main: false };
        self.clean(&mut root, &mut links)?;
        Ok(root)
    }

    fn part(&mut self, name: &str, main: bool) -> Result<(Element, Relationships), Refused> {
        let mut root = self.read(name)?;
        let old = self.package.relations(name).map_err(refused)?;
        let mut links = Links { old, new: Relationships::default(), main };
        self.clean(&mut root, &mut links)?;
        fields::tame(&mut root);
        text::fill(&mut root, self.edition);
        Ok((root, links.new))
    }

    fn read(&mut self, name: &str) -> Result<Element, Refused> {
        let bytes = self.package.part(name).map_err(refused)?.ok_or_else(damaged)?;
        if bytes.len() > TEXT {
            return Err(say("word-template-too-big"));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let root = Element::read(bytes).ok_or_else(damaged)?;
        if root.any(&|element| has_other_meaning(element)) {
            return Err(say("word-template-strict"));
        }
        Ok(root)
    }

    /// Cleans an element; false when it is to go.
    fn clean(&mut self, element: &mut Element, links: &mut Links) -> Result<bool, Refused> {
        if LEFT.contains(&element.name.as_str()) {
            return Ok(false);
        }
        // Pictures by address, in the old way of drawing.
        let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
        element.attributes.retain(|(name, _)| {
            !matches!(local(name).as_str(), "src" | "href" | "relid") || name.starts_with("xmlns")
        });
        if matches!(element.name.as_str(), "wp:docPr" | "pic:cNvPr") {
            self.drawings += 1;
            element.set("id", &(100_000 + self.drawings).to_string());
        }
        if !self.links(element, links)? {
            return Ok(false);
        }
        let mut kept = Vec::with_capacity(element.children.len());
        let mut whole = true;
        for mut node in std::mem::take(&mut element.children) {
            if let Node::Element(child) = &mut node {
                let known = LEFT.contains(&child.name.as_str());
                if !self.clean(child, links)? {
                    // What an extension adds may go alone.
                    whole &= known || WHOLE.contains(&child.name.as_str());
                    continue;
                }
            }
            kept.push(node);
        }
        element.children = kept;
        Ok(whole || !passes_on(&element.name))
    }

    /// Turns an element's references to those of the report; false when one leads nowhere.
    fn links(&mut self, element: &mut Element, links: &mut Links) -> Result<bool, Refused> {
        let mut kept = Vec::with_capacity(element.attributes.len());
        for (name, value) in std::mem::take(&mut element.attributes) {
            if !name.starts_with("r:") {
                kept.push((name, value));
                continue;
            }
            match self.target(&value, links)? {
                Some(id) => kept.push((name, id)),
                None if element.name == "w:hyperlink" || name == "r:link" => {}
                None => return Ok(false),
            }
        }
        element.attributes = kept;
        Ok(true)
    }

    /// The new id of what a part refers to, if it comes along.
    fn target(&mut self, id: &str, links: &mut Links) -> Result<Option<String>, Refused> {
        let Some(to) = links.old.get(id).cloned() else { return Ok(None) };
        match (to.kind.as_str(), &to.outside) {
            ("hyperlink", Some(address)) => {
                Ok(web_address(address).map(|address| links.new.link(&address)))
            }
            ("image", None) => {
                let name = self.picture(&to.part)?;
                Ok(name.map(|name| links.new.part("image", &name)))
            }
            (kind @ ("header" | "footer"), None) if links.main => {
                let name = self.margin(&to.part, kind)?;
                Ok(Some(links.new.part(kind, &name)))
            }
            _ => Ok(None),
        }
    }

    fn picture(&mut self, part: &str) -> Result<Option<String>, Refused> {
        if let Some(name) = self.names.get(part) {
            return Ok(Some(name.clone()));
        }
        let ending = part.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let Some(ending) = ending.filter(|ending| PICTURES.contains(&ending.as_str())) else {
            return Ok(None);
        };
        let Some(bytes) = self.package.part(part).map_err(refused)? else { return Ok(None) };
        if bytes.len() > TEXT {
            return Err(say("word-template-too-big"));
        }
        let name = format!("media/template{}.{ending}", self.names.len() + 1);
        self.parts.push(Part::png(&format!("word/{name}"), bytes));
        self.names.insert(part.to_owned(), name.clone());
        Ok(Some(name))
    }

    /// A header or a footer.
    fn margin(&mut self, part: &str, kind: &str) -> Result<String, Refused> {
        if let Some(name) = self.names.get(part) {
            return Ok(name.clone());
        }
        if self.names.len() > PARTS {
            return Err(say("word-template-too-big"));
        }
        let name = format!("template-{kind}{}.xml", self.names.len() + 1);
        self.names.insert(part.to_owned(), name.clone());
        let (root, relationships) = self.part(part, false)?;
        let text = format!("{DECLARATION}{}", root.xml());
        let part = Part::xml(&format!("word/{name}"), content_type(kind), text);
        self.parts.push(Part { relationships, ..part });
        Ok(name)
    }
}

/// Whether an element goes when something in it had to.
fn passes_on(name: &str) -> bool {
    // Up to the whole drawing and not beyond it.
    let prefix = name.split(':').next().unwrap_or_default();
    WHOLE.contains(&name) || !matches!(prefix, "w" | "mc" | "wps" | "w14" | "w15")
}

/// Whether `w` or `r` stands for something else here, or something else for what they stand for.
fn has_other_meaning(element: &Element) -> bool {
    element.attributes.iter().any(|(name, value)| {
        let prefix = match name.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) => rest.trim_start_matches(':'),
            None => return false,
        };
        let differs = |(own, meaning): &(&str, &str)| (prefix == *own) != (value == meaning);
        value.starts_with(STRICT) || MEANINGS.iter().any(differs)
    })
}
