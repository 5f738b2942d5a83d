// SPDX-License-Identifier: EUPL-1.2
//! Lists: Word keeps how they are numbered in a part of its own.

use super::Writer;
use crate::edition::Block;
use crate::export::ooxml::DECLARATION;

/// Word knows nine levels.
const LEVELS: usize = 9;
/// From one level to the next, in twentieths of a point.
pub(super) const STEP: u32 = 397;

impl Writer<'_> {
    /// Writes a list; each numbered one begins anew.
    pub(super) fn list(&mut self, ordered: bool, items: &[Vec<Block>]) {
        self.lists.push(ordered);
        let first = self.template.as_ref().map_or(0, |template| template.first_list);
        let list = first + self.lists.len();
        let level = self.around.depth.min(LEVELS - 1);
        for item in items {
            self.around.depth = level + 1;
            self.around.item = Some((list, level));
            for block in item {
                self.part(block);
                self.around.item = None;
            }
            if item.is_empty() {
                self.paragraph("ListParagraph", |_| {});
            }
            self.around.item = None;
        }
        self.around.depth = level;
    }
}

/// The part that says how the lists are numbered.
pub(super) fn numbering(lists: &[bool], first: usize) -> String {
    let mut out = format!(
        "{DECLARATION}<w:numbering \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    );
    for (id, ordered) in [(0, false), (1, true)] {
        out.push_str(&format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        ));
        for level in 0..LEVELS {
            out.push_str(&self::level(level, ordered));
        }
        out.push_str("</w:abstractNum>");
    }
    for (at, ordered) in lists.iter().enumerate() {
        let kind = usize::from(*ordered);
        out.push_str(&format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{kind}\"/>",
            first + at + 1
        ));
        for level in 0..if *ordered { LEVELS } else { 0 } {
            out.push_str(&format!(
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
            ));
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

fn level(level: usize, ordered: bool) -> String {
    let (format, sign) = match (ordered, level % 3) {
        (true, 0) => ("decimal", format!("%{}.", level + 1)),
        (true, 1) => ("lowerLetter", format!("%{})", level + 1)),
        (true, _) => ("lowerRoman", format!("%{}.", level + 1)),
        (false, 0) => ("bullet", "•".to_owned()),
        (false, _) => ("bullet", "–".to_owned()),
    };
    let left = STEP * (level as u32 + 1);
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
         <w:lvlText w:val=\"{sign}\"/><w:lvlJc w:val=\"left\"/>\
         <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>"
    )
}
