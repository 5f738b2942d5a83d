// SPDX-License-Identifier: EUPL-1.2
//! Fields of a template: those that count pages and repeat titles stay, any other keeps its text
//! and loses its instruction. Some would load files or start programs.

use crate::export::ooxml::Element;

const HARMLESS: [&str; 13] = [
    "PAGE",
    "NUMPAGES",
    "SECTION",
    "SECTIONPAGES",
    "TITLE",
    "SUBJECT",
    "AUTHOR",
    "STYLEREF",
    "SEQ",
    "TOC",
    "PAGEREF",
    "REF",
    "DATE",
];

#[derive(Default)]
struct Field {
    instruction: String,
    /// Its pieces of instruction, counted over the part.
    pieces: Vec<usize>,
    /// It holds another one before its first word.
    made: bool,
    /// Its instruction is over.
    shown: bool,
}

/// Takes the instructions from all fields that do more than show something.
pub(super) fn tame(root: &mut Element) {
    let mut found = Found::default();
    found.gather(root);
    while let Some(field) = found.open.pop() {
        found.close(field);
    }
    let mut at = 0;
    clear(root, &found.bad, &mut at);
}

#[derive(Default)]
struct Found {
    open: Vec<Field>,
    pieces: usize,
    bad: std::collections::BTreeSet<usize>,
}

impl Found {
    fn gather(&mut self, element: &Element) {
        match element.name.as_str() {
            "w:fldChar" => match element.attribute("w:fldCharType") {
                Some("begin") => {
                    if let Some(outer) = self.open.last_mut().filter(|outer| !outer.shown) {
                        outer.made |= outer.instruction.trim().is_empty();
                    }
                    self.open.push(Field::default());
                }
                Some("separate") => {
                    if let Some(field) = self.open.last_mut() {
                        field.shown = true;
                    }
                }
                _ => {
                    if let Some(field) = self.open.pop() {
                        self.close(field);
                    }
                }
            },
            "w:instrText" | "w:delInstrText" => {
                match self.open.last_mut() {
                    Some(field) => {
                        field.instruction.push_str(&element.all_text());
                        field.pieces.push(self.pieces);
                    }
                    None => drop(self.bad.insert(self.pieces)),
                }
                self.pieces += 1;
            }
            _ => {}
        }
        element.elements().for_each(|child| self.gather(child));
    }

    fn close(&mut self, field: Field) {
        if field.made || !is_harmless(&field.instruction) {
            self.bad.extend(field.pieces);
        }
    }
}

fn clear(element: &mut Element, bad: &std::collections::BTreeSet<usize>, at: &mut usize) {
    match element.name.as_str() {
        "w:instrText" | "w:delInstrText" => {
            if bad.contains(at) {
                element.children.clear();
            }
            *at += 1;
        }
        "w:fldSimple" if !is_harmless(element.attribute("w:instr").unwrap_or_default()) => {
            element.set("w:instr", "");
        }
        _ => {}
    }
    element.elements_mut().for_each(|child| clear(child, bad, at));
}

fn is_harmless(instruction: &str) -> bool {
    let word = instruction.split_whitespace().next().unwrap_or_default();
    HARMLESS.iter().any(|harmless| harmless.eq_ignore_ascii_case(word))
}
