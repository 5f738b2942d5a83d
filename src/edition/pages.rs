// SPDX-License-Identifier: EUPL-1.2
//! Which parts of a chapter stand on pages on their side.

pub(super) use super::columns::needs_landscape;
use crate::report::{Block, Table};

/// So few lines between two wide tables are not worth a page of their own.
const FEW_LINES: usize = 26;

/// Which blocks stand on pages on their side: wide tables, and what leads to them.
///
/// A heading and at most two paragraphs below it go with the table they introduce; so does what
/// stands between two such tables, if it is little.
pub(super) fn plan(blocks: &[Block]) -> Vec<bool> {
    let wide: Vec<bool> =
        blocks.iter().map(|block| table(block).is_some_and(needs_landscape)).collect();
    let mut plan = wide.clone();
    for at in (0..blocks.len()).filter(|at| wide[*at]) {
        let (mut begin, mut paragraphs, mut headed) = (at, 0, false);
        for (before, block) in blocks[..at].iter().enumerate().rev() {
            match block {
                _ if plan[before] => {
                    begin = before;
                    break;
                }
                Block::Heading { .. } => {
                    begin = before;
                    headed = true;
                }
                Block::Paragraph(_) if !headed && paragraphs < 2 => {
                    paragraphs += 1;
                    begin = if before == 0 { 0 } else { begin };
                }
                _ => break,
            }
        }
        plan[begin..at].fill(true);
    }
    let first = plan.iter().position(|wide| *wide).unwrap_or(plan.len());
    let mut begin = first;
    while let Some(end) = plan.iter().skip(begin).position(|wide| *wide).map(|n| begin + n) {
        if begin > first && blocks[begin..end].iter().map(lines).sum::<usize>() <= FEW_LINES {
            plan[begin..end].fill(true);
        }
        begin = end + 1;
    }
    plan
}

/// About how many lines a block takes; many for one that has no place on a page on its side.
fn lines(block: &Block) -> usize {
    match block {
        Block::Heading { .. } => 2,
        Block::Paragraph(text) => 2 + crate::report::plain(text).chars().count() / 150,
        Block::Table(table) => 4 + 2 * table.rows.len() + 2 * table.notes.len(),
        _ => FEW_LINES + 1,
    }
}

fn table(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) => Some(table),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Align, Column, Inline};

    fn blocks(kinds: &str) -> Vec<Block> {
        let block = |kind| match kind {
            'h' => Block::Heading { level: 2, id: "h".to_owned(), text: Vec::new() },
            'p' => Block::Paragraph(vec![Inline::Text("p".to_owned())]),
            'q' => Block::Quote(Vec::new()),
            kind => {
                let columns = if kind == 'W' { 12 } else { 2 };
                let column = Column { label: "n".to_owned(), align: Align::Right };
                Block::Table(Box::new(Table {
                    id: "t".to_owned(),
                    number: 1,
                    caption: String::new(),
                    spanners: Vec::new(),
                    stub_head: String::new(),
                    columns: vec![column; columns],
                    rows: Vec::new(),
                    even: false,
                    base: None,
                    notes: Vec::new(),
                }))
            }
        };
        kinds.chars().map(block).collect()
    }

    #[test]
    fn a_wide_table_takes_its_heading_and_introduction_with_it() {
        let planned = |kinds| -> String {
            plan(&blocks(kinds)).iter().map(|wide| if *wide { '1' } else { '0' }).collect()
        };
        assert_eq!(planned("pht"), "000");
        assert_eq!(planned("pqhW"), "0011");
        assert_eq!(planned("qhhpWp"), "011110");
        assert_eq!(planned("hpppW"), "00001");
        assert_eq!(planned("tpW"), "001");
        assert_eq!(planned("ppW"), "111");
        assert_eq!(planned("qWpWt"), "01110");
        assert_eq!(planned("WhW"), "111");
        assert_eq!(planned("W"), "1");
        assert_eq!(planned("tWhtpWt"), "0111110", "little stands between two wide tables");
        assert_eq!(planned("WtttttttW"), "100000001", "that fills a page");
    }
}
