// SPDX-License-Identifier: EUPL-1.2
//! Small parts: those settings that change how a page looks, fonts by name, theme.

use crate::export::ooxml::{DECLARATION, Element, Node};

/// Settings of the template, in Word's order: before the tab stops, after them, after the
/// theme's language.
#[derive(Debug, Default)]
pub(in crate::export::docx) struct Kept {
    pub(in crate::export::docx) pages: String,
    pub(in crate::export::docx) lines: String,
    pub(in crate::export::docx) colours: String,
}

const PAGES: [&str; 2] = ["w:mirrorMargins", "w:gutterAtTop"];
const LINES: [&str; 5] = [
    "w:autoHyphenation",
    "w:consecutiveHyphenLimit",
    "w:hyphenationZone",
    "w:doNotHyphenateCaps",
    "w:evenAndOddHeaders",
];
const COLOURS: [&str; 1] = ["w:clrSchemeMapping"];

impl Kept {
    pub(super) fn of(settings: Element) -> Self {
        let those = |names: &[&str]| {
            let found = names.iter().filter_map(|name| settings.child(name));
            found.map(Element::xml).collect::<String>()
        };
        Kept { pages: those(&PAGES), lines: those(&LINES), colours: those(&COLOURS) }
    }
}

/// The fonts, by name alone.
pub(super) fn fonts(mut table: Element) -> String {
    for font in table.elements_mut() {
        let embedded =
            |node: &Node| matches!(node, Node::Element(e) if e.name.starts_with("w:embed"));
        font.children.retain(|node| !embedded(node));
    }
    format!("{DECLARATION}{}", table.xml())
}

/// The theme.
pub(super) fn theme(theme: Element) -> String {
    format!("{DECLARATION}{}", theme.xml())
}
