// SPDX-License-Identifier: EUPL-1.2
//! Text in aligned columns, for a terminal.

use sestante::diag::{blanks, clean, width};

pub(super) use sestante::diag::cut;

/// Longest cell that is shown whole, and longest in a table of many columns.
const WIDEST: (usize, usize) = (48, 14);
/// Characters that all columns together may take when each is cut.
const LINE: usize = 140;
/// Characters that a first column keeps on the narrowest of screens.
const NARROWEST: usize = 12;

/// A column's head, and whether its cells stand to the right.
pub(super) struct Column {
    /// The head.
    pub(super) head: String,
    /// Numbers stand to the right.
    pub(super) right: bool,
}

/// Lays rows out under their heads, with a line between; cells that are too long are cut, but for
/// those of the first column, which name the rows.
pub(super) fn align(columns: &[Column], rows: &[Vec<String>]) -> Vec<String> {
    align_within(columns, rows, None)
}

/// Lays rows out as [`align`] does, on lines of at most `screen` columns: the first column gives
/// way, down to [`NARROWEST`].
pub(super) fn align_within(
    columns: &[Column],
    rows: &[Vec<String>],
    screen: Option<usize>,
) -> Vec<String> {
    let most = (LINE / columns.len().max(1)).clamp(WIDEST.1, WIDEST.0);
    let heads: Vec<String> = columns.iter().map(|column| shown(&column.head)).collect();
    let shorten = |(at, cell): (usize, &String)| {
        if at == 0 { shown(cell) } else { cut(&shown(cell), most) }
    };
    let mut rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().enumerate().map(shorten).collect()).collect();
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..columns.len()).map(widest).collect();
    let others: usize = widths.iter().skip(1).map(|other| other + 2).sum();
    if let (Some(screen), Some(first)) = (screen, widths.first_mut()) {
        *first = (*first).min(screen.saturating_sub(others).max(NARROWEST));
        for name in rows.iter_mut().filter_map(|row| row.first_mut()) {
            *name = cut(name, *first);
        }
    }
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).zip(columns).map(|((cell, width), column)| {
            let blanks = blanks(cell, *width);
            if column.right { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut lines = vec![line(&heads), rule.join("  ")];
    lines.extend(rows.iter().map(|row| line(row)));
    lines
}

/// A cell on one line, harmless, not too long.
pub(super) fn shown(text: &str) -> String {
    let text = clean(&text.replace("\r\n", " ⏎ ").replace(['\n', '\r'], " ⏎ ").replace('\t', " "));
    cut(&text, LINE)
}

/// A sentence on lines of at most `most` columns, broken between words.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_under_their_heads_and_do_no_harm() {
        let column = |head: &str, right| Column { head: head.to_owned(), right };
        let columns = [column("città", false), column("n", true)];
        let rows =
            [["Forlì", "10"], ["a\u{1b}[31m\nb", "9"]].map(|row| row.map(str::to_owned).to_vec());
        let lines = align(&columns, &rows);
        let expected =
            ["città        n", "──────────  ──", "Forlì       10", "a\u{FFFD}[31m ⏎ b   9"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn the_first_column_gives_way_on_a_narrow_screen() {
        let column = |head: &str, right| Column { head: head.to_owned(), right };
        let columns = [column("sezione", false), column("risposte", true)];
        let rows = [["3 Disciplina convenzionale", "10"].map(str::to_owned).to_vec()];
        let lines = align_within(&columns, &rows, Some(24));
        assert_eq!(lines[2], "3 Disciplina…         10");
        assert!(lines.iter().all(|line| line.chars().count() <= 24), "{lines:#?}");
        assert_eq!(align_within(&columns, &rows, Some(80)), align(&columns, &rows));
        assert_eq!(wrap("tre parole brevi", 11), ["tre parole", "brevi"]);
        // a screen of no use keeps enough to tell the rows apart
        assert!(align_within(&columns, &rows, Some(3))[2].starts_with("3 Disciplin…"));
    }
}
