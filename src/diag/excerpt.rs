// SPDX-License-Identifier: EUPL-1.2
//! A few cells of a sheet around the ones that a finding points at, drawn as people see them.

use super::phrase::Phrase;
use super::private::Private;
use super::screen::{blanks, clean, cut, width};

/// Cells around a finding: some columns of some rows, with marks below.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// Letter and head of each column shown.
    pub columns: Vec<(String, String)>,
    /// Rows shown, from top to bottom.
    pub rows: Vec<ExcerptRow>,
}

/// One row of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcerptRow {
    /// Row of the sheet, from 1.
    pub number: u32,
    /// What was written, one text a column.
    pub texts: Vec<String>,
    /// Marks: column, whether it is the finding's own cell, and a word beside it.
    pub marks: Vec<(usize, bool, Option<Private<Phrase>>)>,
}

/// Widest text of a cell that is drawn whole.
const WIDEST: usize = 30;

/// The excerpt as lines without a gutter.
pub(super) fn draw(excerpt: &Excerpt) -> Vec<String> {
    let heads: Vec<String> =
        excerpt.columns.iter().map(|(letter, head)| flat(&format!("{letter}  {head}"))).collect();
    let widest = |(at, head): (usize, &String)| {
        let texts = excerpt.rows.iter().filter_map(|row| row.texts.get(at));
        texts.map(|text| width(&flat(text))).fold(width(head), usize::max)
    };
    let widths: Vec<usize> = heads.iter().enumerate().map(widest).collect();
    let numbers = excerpt.rows.iter().map(|row| row.number.to_string().len()).max().unwrap_or(1);
    let line = |number: &str, texts: &[String]| {
        let mut line = format!("{number:>numbers$}");
        for (text, width) in texts.iter().zip(&widths) {
            let text = flat(text);
            line.push_str(&format!("   {text}{}", blanks(&text, *width)));
        }
        line.trim_end().to_owned()
    };
    let mut lines = vec![line("", &heads)];
    for row in &excerpt.rows {
        lines.push(line(&row.number.to_string(), &row.texts));
        for (column, own, word) in &row.marks {
            let before: usize = widths.iter().take(*column).map(|width| width + 3).sum();
            let text = row.texts.get(*column).map(|text| flat(text)).unwrap_or_default();
            let mark = if *own { "^" } else { "-" }.repeat(width(&text).max(1));
            let word = word.as_ref().map(|word| word.0.said()).unwrap_or_default();
            let mark = format!("{}{mark} {word}", " ".repeat(numbers + before + 3));
            lines.push(mark.trim_end().to_owned());
        }
    }
    lines
}

/// The text of a cell on one line, harmless, not too long.
fn flat(text: &str) -> String {
    cut(&clean(&text.replace(['\n', '\r'], " ")), WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_under_their_cells() {
        let row = |number, texts: [&str; 2], own| ExcerptRow {
            number,
            texts: texts.map(str::to_owned).to_vec(),
            marks: vec![(
                usize::from(own),
                own,
                (!own).then(|| Private::new(Phrase::plain("check-other-cell-empty"))),
            )],
        };
        let excerpt = Excerpt {
            columns: vec![("B".to_owned(), "Da".to_owned()), ("C".to_owned(), "A".to_owned())],
            rows: vec![row(9, ["0", "499"], true), row(10, ["501", "1000"], false)],
        };
        let lines = [
            "     B  Da   C  A",
            " 9   0       499",
            "             ^^^",
            "10   501     1000",
            "     --- la cella a confronto",
        ];
        assert_eq!(draw(&excerpt), lines);
    }
}
