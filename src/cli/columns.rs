// SPDX-License-Identifier: EUPL-1.2
//! Text in aligned columns, for a terminal.

use sestante::diag::clean;

/// Longest cell that is shown whole, and longest in a table of many columns.
const WIDEST: (usize, usize) = (48, 14);
/// Characters that all columns together may take when each is cut.
const LINE: usize = 140;

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
    let most = (LINE / columns.len().max(1)).clamp(WIDEST.1, WIDEST.0);
    let heads: Vec<String> = columns.iter().map(|column| shown(&column.head)).collect();
    let shorten = |(at, cell): (usize, &String)| {
        if at == 0 { shown(cell) } else { cut(&shown(cell), most) }
    };
    let rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().enumerate().map(shorten).collect()).collect();
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).chain(heads.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let line = |cells: &[String]| {
        let padded = cells.iter().zip(&widths).zip(columns).map(|((cell, width), column)| {
            if column.right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
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

/// A text of at most this many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
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
        assert_eq!(cut("parola lunga", 8), "parola…");
    }
}
