// SPDX-License-Identifier: EUPL-1.2
//! Answers that stand in no cell, or in a cell that nobody asked for.

use super::case::{Case, Damage, Entry, Must};
use super::dice::Dice;
use super::package::{Tab, Xcell};
use sestante::diag::CellRef;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A note on a cell, a box with words, a sheet added, words in a free place.
pub(super) fn beside(case: &Case, dice: &mut Dice) -> Damage {
    let mut book = case.book.clone();
    let entry: Entry = dice.one(&case.entries).clone();
    let words = "vedi anche il regolamento del 2019";
    match dice.below(6) {
        0 => {
            let xml = format!(
                "<comments xmlns=\"{MAIN}\"><authors><author>Anna</author></authors><commentList><comment ref=\"{}\" authorId=\"0\"><text><r><t>Anna:\n</t></r><r><t>{words}</t></r></text></comment></commentList></comments>",
                entry.cell
            );
            book.attach(&entry.sheet, "comments", ("xl/commenti_aggiunti.xml", &xml), "");
            Damage::of(&book, Must::Equal, format!("a note on {}", entry.cell))
                .noted(&["cell-note"])
        }
        1 => {
            let xml = format!(
                "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"><threadedComment ref=\"{}\" id=\"{{1}}\" personId=\"{{2}}\"><text>{words}</text></threadedComment></ThreadedComments>",
                entry.cell
            );
            let part = ("xl/threadedComments/threadedComment9.xml", xml.as_str());
            book.attach(&entry.sheet, "threadedComment", part, "");
            Damage::of(&book, Must::Equal, format!("a thread on {}", entry.cell))
                .noted(&["cell-note"])
        }
        2 => {
            let xml = "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>vedi anche </a:t></a:r><a:r><a:t>il regolamento del 2019</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>";
            let tail = "<drawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"added\"/>";
            book.attach(&entry.sheet, "drawing", ("xl/drawings/drawing77.xml", xml), tail);
            Damage::of(&book, Must::Equal, format!("a box on {}", entry.sheet)).noted(&["text-box"])
        }
        3 => {
            let mut extra: Tab = book.tabs[0].clone();
            extra.name = "Note nostre".to_owned();
            extra.state = String::new();
            extra.merged.clear();
            extra.cells.clear();
            extra.put(CellRef::new(2, 1), Xcell::default().text(words));
            let at = dice.below(book.tabs.len() + 1);
            book.tabs.insert(at, extra);
            Damage::of(&book, Must::Equal, "a sheet added").noted(&["sheet-extra"])
        }
        4 => {
            // Below everything, and right of everything: cells that no question has.
            let tab = book.tab(&entry.sheet);
            let at = if dice.below(2) == 0 {
                CellRef::new(tab.end() + 260, 1)
            } else {
                CellRef::new(entry.cell.row, 30)
            };
            tab.put(at, Xcell::default().text(words));
            Damage::of(&book, Must::EqualOrNamed, format!("words in {at}")).noted(&[
                "text-outside",
                "answer-beside",
                "text-nowhere",
                "row-far",
            ])
        }
        _ => {
            // Over the help of a question, or in the row above it where nothing stands.
            let singles: Vec<&Entry> = case.entries.iter().filter(|entry| entry.single).collect();
            let entry = *dice.one(&singles);
            let at = CellRef::new(entry.cell.row, 4);
            let tab = book.tab(&entry.sheet);
            let cell = tab.get(at).text(words);
            tab.put(at, cell);
            Damage::of(&book, Must::Equal, format!("words in {at}")).noted(&[
                "text-outside",
                "answer-beside",
                "text-nowhere",
                "row-far",
            ])
        }
    }
}
