// SPDX-License-Identifier: EUPL-1.2
//! Lists: Word keeps how they are numbered in a part of its own.

use super::Writer;
use super::around::STEP;
use super::kinds::WORD;
use super::kinds::valued;
use crate::edition::Block;
use crate::export::markup::{Markup, tag};
use crate::export::ooxml::part;

/// Word knows nine levels.
const LEVELS: usize = 9;

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
    part(tag("w:numbering").with("xmlns:w", WORD), |out| {
        for (id, ordered) in [(0, false), (1, true)] {
            out.within(tag("w:abstractNum").with("w:abstractNumId", id), |out| {
                out.empty(valued("w:multiLevelType", "hybridMultilevel"));
                (0..LEVELS).for_each(|at| level(out, at, ordered));
            });
        }
        for (id, ordered) in (first + 1..).zip(lists) {
            out.within(tag("w:num").with("w:numId", id), |out| {
                out.empty(valued("w:abstractNumId", usize::from(*ordered)));
                // Each numbered list begins anew.
                for level in 0..if *ordered { LEVELS } else { 0 } {
                    out.within(tag("w:lvlOverride").with("w:ilvl", level), |out| {
                        out.empty(valued("w:startOverride", 1));
                    });
                }
            });
        }
    })
}

fn level(out: &mut String, level: usize, ordered: bool) {
    let (format, sign) = match (ordered, level % 3) {
        (true, 0) => ("decimal", format!("%{}.", level + 1)),
        (true, 1) => ("lowerLetter", format!("%{})", level + 1)),
        (true, _) => ("lowerRoman", format!("%{}.", level + 1)),
        (false, 0) => ("bullet", "•".to_owned()),
        (false, _) => ("bullet", "–".to_owned()),
    };
    let left = STEP * (level as u32 + 1);
    out.within(tag("w:lvl").with("w:ilvl", level), |out| {
        out.empty(valued("w:start", 1));
        out.empty(valued("w:numFmt", format));
        out.empty(valued("w:lvlText", sign));
        out.empty(valued("w:lvlJc", "left"));
        out.nested(&["w:pPr"], |out| {
            out.empty(tag("w:ind").with("w:left", left).with("w:hanging", STEP));
        });
    });
}
