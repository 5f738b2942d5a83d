// SPDX-License-Identifier: EUPL-1.2
//! Widths of columns: from the length of the words in them, the same in every program. Where not
//! every text fits on a line, so that the rows are as low as they can be.
//!
//! Word could fit columns by itself; other programs would not, and a long table opens faster
//! when nothing has to be measured.

use super::table::count;
use crate::report::Table;
use std::ops::Range;

/// Short and long side of A4, in twentieths of a point.
pub(crate) const SHORT: u32 = 11_906;
pub(crate) const LONG: u32 = 16_838;
/// Margin at the left and the right.
pub(crate) const MARGIN: u32 = 1_134;

/// Width of the text, in twentieths of a point.
pub(crate) fn text_width(landscape: bool) -> u32 {
    let page = if landscape { LONG } else { SHORT };
    page - 2 * MARGIN
}

/// What a frame or a list around a table takes of its width.
pub(super) const INDENT: u32 = 400;
/// Columns after the stub that a table on an upright page may have.
const UPRIGHT: usize = 7;
/// And one on a page on its side, before it is cut. Word itself ends at 63.
const MOST: usize = 18;
/// Space left and right in a cell, both together.
const PADDING: u32 = 160;
/// Longer words are broken rather than widening their column; a longer line widens it less.
const LONGEST_WORD: usize = 22;
const LONGEST_LINE: usize = 60;
/// The same where columns without long texts would take most of the page, and then the next.
const SHORTER_WORDS: [usize; 3] = [LONGEST_WORD, 14, 10];
/// A word of capitals is as much wider than one of usual letters.
const WIDE_LETTERS: f32 = 1.3;
/// Width is handed out in so many steps.
const STEPS: u32 = 120;
/// More rows than these are judged by some of them.
const ROWS: usize = 500;

/// How the columns of a table are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Width of the stub and of the columns after it, in twentieths of a point.
    pub widths: Vec<u32>,
    /// Size of the text in half points; none for the usual one.
    pub size: Option<u32>,
    /// Whether no word has to be broken.
    pub whole_words: bool,
}

impl Columns {
    /// Columns in these parts of a width, of 100.
    pub(crate) fn of_parts(parts: &[u32], width: u32) -> Self {
        let widths = parts.iter().map(|part| width * part / 100).collect();
        Columns { widths, size: Some(14), whole_words: false }
    }

    /// The same columns in another width: on the pages of somebody's own template.
    pub(crate) fn within(&self, width: u32) -> Self {
        Columns { widths: stretch(&self.widths, width), ..self.clone() }
    }

    /// Width of the whole table.
    pub(crate) fn width(&self) -> u32 {
        self.widths.iter().sum()
    }

    /// Width of some columns after the stub.
    pub(crate) fn span(&self, from: usize, count: usize) -> u32 {
        self.widths.iter().skip(1 + from).take(count).sum()
    }
}

/// Whether a table needs a page on its side.
pub(super) fn needs_landscape(table: &Table) -> bool {
    let count = count(table);
    count > UPRIGHT || {
        let least: u32 = needs(table, 0..count, unit(None)).iter().map(|need| need.least).sum();
        least > text_width(false)
    }
}

/// The columns in pieces that fit on a page: mostly one.
pub(super) fn pieces(table: &Table) -> Vec<Range<usize>> {
    let count = count(table);
    let pieces = count.div_ceil(MOST).max(1);
    let each = count.div_ceil(pieces);
    (0..pieces).map(|piece| piece * each..((piece + 1) * each).min(count)).collect()
}

/// Fits the stub and some columns into a width.
pub(super) fn fit(table: &Table, columns: Range<usize>, width: u32) -> Columns {
    let size = match columns.len() {
        0..=8 => None,
        9..=12 => Some(16),
        _ => Some(14),
    };
    let mut needs = needs(table, columns.clone(), unit(size));
    if table.even {
        level(&mut needs);
    }
    let texts = texts(table, columns);
    let widths = match (tight(&needs, width), table.even) {
        (false, _) => share(&needs, width),
        (true, true) => even(&texts, unit(size), width),
        (true, false) => balance(&texts, unit(size), width),
    };
    let whole_words = whole_words(&texts, unit(size), &widths);
    Columns { widths, size, whole_words }
}

/// Whether every word has room in its column, however wide its letters.
fn whole_words(rows: &[Vec<Text>], unit: f32, widths: &[u32]) -> bool {
    let fits = |(text, width): (&Text, &u32)| {
        (text.word as f32 * unit * WIDE_LETTERS) as u32 + PADDING <= *width
    };
    rows.iter().all(|row| row.iter().zip(widths).all(fits))
}

/// Whether long lines have to be broken, though the longest words fit.
fn tight(needs: &[Need], width: u32) -> bool {
    let least: u32 = needs.iter().map(|need| need.least).sum();
    let whole: u32 = needs.iter().map(|need| need.whole).sum();
    least <= width && whole > width
}

/// The text of a cell.
#[derive(Clone, Copy, Default)]
struct Text {
    /// Letters of its longest word.
    word: usize,
    letters: usize,
    /// Lines that it takes however wide its column is.
    lines: usize,
}

impl Text {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        texts.flat_map(str::lines).fold(Self::default(), |all, line| {
            let words = line.split([' ', '-', '_']).flat_map(parted).map(|w| w.chars().count());
            Text {
                word: all.word.max(words.max().unwrap_or(0)),
                letters: all.letters + line.chars().count(),
                lines: all.lines + 1,
            }
        })
    }

    /// Lines that it takes in a column of this width; not whole ones, so that a little more room
    /// makes a little difference.
    fn lines(self, unit: f32, width: u32) -> f64 {
        let inside = f64::from(width.saturating_sub(PADDING).max(1));
        (self.letters as f64 * f64::from(unit) / inside).max(self.lines as f64).max(1.0)
    }

    /// Its height in lines to the fourth power: in their sum over a row the tallest cell counts
    /// most.
    fn height(self, unit: f32, width: u32) -> f64 {
        self.lines(unit, width).powi(4)
    }
}

/// A word in the pieces that a line may end with: a day (31/12/2022) stays whole.
fn parted(word: &str) -> impl Iterator<Item = &str> {
    let is_day = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    word.split(move |c| c == '/' && !is_day)
}

/// The texts of the head and of all rows, the stub first.
fn texts(table: &Table, columns: Range<usize>) -> Vec<Vec<Text>> {
    let label = |column: usize| table.columns.get(column).map(|column| column.label.as_str());
    let head = std::iter::once(Text::of([table.stub_head.as_str()].into_iter()))
        .chain(columns.clone().map(|column| Text::of(label(column).into_iter())))
        .collect();
    let row = |row: &crate::report::Row| {
        let cell = |column: usize| {
            let values = row.cells.get(column).map_or(&[][..], |cell| &cell.values);
            Text::of(values.iter().map(|value| value.text.as_str()))
        };
        std::iter::once(Text::of([row.label.text.as_str()].into_iter()))
            .chain(columns.clone().map(cell))
            .collect()
    };
    std::iter::once(head).chain(table.rows.iter().map(row)).collect()
}

/// Gives each column room for its longest word, and what is left step by step to the column that
/// makes the table lowest.
fn balance(rows: &[Vec<Text>], unit: f32, width: u32) -> Vec<u32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = floors(rows, count, unit, width);
    let every = rows.len().div_ceil(ROWS).max(1);
    let rows: Vec<&Vec<Text>> = rows.iter().step_by(every).collect();
    let heights = |column: usize, width: u32| -> Vec<f64> {
        let cell = |row: &&Vec<Text>| row.get(column).copied().unwrap_or_default();
        rows.iter().map(|row| cell(row).height(unit, width)).collect()
    };
    let step = (width / STEPS).max(1);
    let mut now: Vec<Vec<f64>> =
        widths.iter().enumerate().map(|(column, width)| heights(column, *width)).collect();
    while widths.iter().sum::<u32>() + step <= width {
        let wider: Vec<Vec<f64>> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| heights(column, width + step))
            .collect();
        let sums: Vec<f64> = (0..rows.len())
            .map(|row| now.iter().filter_map(|column| column.get(row)).sum())
            .collect();
        let gain = |column: usize| -> f64 {
            let (Some(old), Some(new)) = (now.get(column), wider.get(column)) else { return 0.0 };
            let rows = sums.iter().zip(old.iter().zip(new));
            rows.map(|(sum, (old, new))| sum.sqrt().sqrt() - (sum - old + new).sqrt().sqrt()).sum()
        };
        let best = (0..count).map(|column| (column, gain(column)));
        let best = best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((best, _)) = best.filter(|(_, gain)| *gain > 1e-9) else { break };
        if let (Some(width), Some(now), Some(wider)) =
            (widths.get_mut(best), now.get_mut(best), wider.into_iter().nth(best))
        {
            *width += step;
            *now = wider;
        }
    }
    stretch(&widths, width)
}

/// Makes the stub as wide as the table is lowest with, the columns after it all alike.
fn even(rows: &[Vec<Text>], unit: f32, width: u32) -> Vec<u32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let floors = floors(rows, count, unit, width);
    let Some((least, columns)) = floors.split_first() else { return Vec::new() };
    let number = (columns.len() as u32).max(1);
    let every = rows.len().div_ceil(ROWS).max(1);
    let height = |stub: u32| -> f64 {
        let column = width.saturating_sub(stub) / number;
        let lines = |(at, text): (usize, &Text)| {
            text.lines(unit, if at == 0 { stub } else { column }).ceil()
        };
        let row = |row: &Vec<Text>| row.iter().enumerate().map(lines).fold(1.0, f64::max);
        rows.iter().step_by(every).map(row).sum()
    };
    let most = width.saturating_sub(columns.iter().max().unwrap_or(&0) * number).max(*least);
    let stubs = (*least..=most).step_by((width / STEPS).max(1) as usize);
    let best = stubs.map(|stub| (stub, height(stub))).min_by(|a, b| a.1.total_cmp(&b.1));
    let stub = best.map_or(*least, |(stub, _)| stub);
    let column = width.saturating_sub(stub) / number;
    let widths: Vec<u32> =
        std::iter::once(stub).chain(columns.iter().map(|_| column.max(1))).collect();
    stretch(&widths, width)
}

/// What columns need for their longest words; long words are broken where they would leave less
/// than a third of the page to long texts.
fn floors(rows: &[Vec<Text>], count: usize, unit: f32, width: u32) -> Vec<u32> {
    let words: Vec<usize> = (0..count)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.word).max())
        .map(|word| word.unwrap_or(0).max(3))
        .collect();
    let floors = |most: usize| -> Vec<u32> {
        words.iter().map(|word| ((*word).min(most) as f32 * unit) as u32 + PADDING).collect()
    };
    let fits = |floors: &Vec<u32>| floors.iter().sum::<u32>() <= width / 3 * 2;
    let all = SHORTER_WORDS.map(floors);
    let [whole, shorter, least] = all;
    if fits(&whole) {
        whole
    } else if fits(&shorter) {
        shorter
    } else {
        least
    }
}

/// What a column needs.
#[derive(Clone)]
struct Need {
    /// For its longest word.
    least: u32,
    /// For its longest line.
    whole: u32,
}

/// Width of a letter, for a size in half points.
fn unit(size: Option<u32>) -> f32 {
    size.unwrap_or(18) as f32 * 5.4
}

fn needs(table: &Table, columns: Range<usize>, unit: f32) -> Vec<Need> {
    let rows = || table.rows.iter();
    let stub =
        std::iter::once(table.stub_head.as_str()).chain(rows().map(|row| row.label.text.as_str()));
    let mut needs = vec![need(stub, unit)];
    for column in columns {
        let head = table.columns.get(column).map(|column| column.label.as_str());
        let cells = rows().filter_map(|row| row.cells.get(column));
        let texts = cells.flat_map(|cell| &cell.values).map(|value| value.text.as_str());
        needs.push(need(head.into_iter().chain(texts), unit));
    }
    needs
}

/// Makes all columns after the stub need the same.
fn level(needs: &mut [Need]) {
    let Some((_, columns)) = needs.split_first_mut() else { return };
    let least = columns.iter().map(|need| need.least).max().unwrap_or(0);
    let whole = columns.iter().map(|need| need.whole).max().unwrap_or(0);
    columns.fill(Need { least, whole });
}

fn need<'a>(texts: impl Iterator<Item = &'a str>, unit: f32) -> Need {
    let (mut word, mut line) = (3, 3);
    for text in texts {
        line = line.max(text.lines().map(|line| line.chars().count()).max().unwrap_or(0));
        let words = text.split([' ', '-', '\n']);
        word = word.max(words.map(|word| word.chars().count()).max().unwrap_or(0));
    }
    let width = |letters: usize| (letters as f32 * unit) as u32 + PADDING;
    let least = width(word.min(LONGEST_WORD));
    let beyond = line.saturating_sub(LONGEST_LINE).min(8 * LONGEST_LINE) / 6;
    Need { least, whole: width(line.min(LONGEST_LINE) + beyond).max(least) }
}

/// Shares a width among columns. What is left over goes to all in the same proportion, once
/// columns of numbers are equally wide; what is missing is taken from those with long lines.
fn share(needs: &[Need], width: u32) -> Vec<u32> {
    let least: u32 = needs.iter().map(|need| need.least).sum();
    let whole: u32 = needs.iter().map(|need| need.whole).sum();
    let widest = needs.iter().skip(1).map(|need| need.whole).max().unwrap_or(0);
    let stub = needs.first().map_or(0, |need| need.whole);
    let even = stub + widest * (needs.len() as u32).saturating_sub(1);
    let wanted: Vec<u32> = if even <= width {
        needs
            .iter()
            .enumerate()
            .map(|(at, need)| if at == 0 { need.whole } else { widest })
            .collect()
    } else if whole <= width {
        needs.iter().map(|need| need.whole).collect()
    } else if least <= width {
        let part = f64::from(width - least) / f64::from(whole - least);
        let wanted = |need: &Need| need.least + (f64::from(need.whole - need.least) * part) as u32;
        needs.iter().map(wanted).collect()
    } else {
        needs.iter().map(|need| need.least).collect()
    };
    stretch(&wanted, width)
}

/// The widths in the same proportion, adding up to the whole.
fn stretch(wanted: &[u32], width: u32) -> Vec<u32> {
    let sum: u64 = wanted.iter().map(|width| u64::from(*width)).sum::<u64>().max(1);
    let mut begin = 0;
    let mut seen = 0;
    let mut widths = Vec::new();
    for wanted in wanted {
        seen += u64::from(*wanted);
        let end = (u64::from(width) * seen / sum) as u32;
        widths.push(end - begin);
        begin = end;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Widths for rows of cells, each cell the lines in it; the first row is the head.
    fn balanced(rows: &[Vec<Vec<&str>>], size: Option<u32>, width: u32) -> Vec<u32> {
        let texts: Vec<Vec<Text>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| Text::of(cell.iter().copied())).collect())
            .collect();
        balance(&texts, unit(size), width)
    }

    fn needs(of: &[(u32, u32)]) -> Vec<Need> {
        of.iter().map(|(least, whole)| Need { least: *least, whole: *whole }).collect()
    }

    #[test]
    fn columns_fill_the_width() {
        for columns in [
            needs(&[(500, 900), (300, 400), (300, 700)]),
            needs(&[(500, 5000), (300, 9000), (300, 9000)]),
            needs(&[(5000, 5000), (3000, 9000), (3000, 9000)]),
            needs(&[(500, 500)]),
        ] {
            assert_eq!(share(&columns, 9638).iter().sum::<u32>(), 9638);
        }
    }

    #[test]
    fn a_column_of_long_texts_takes_what_short_words_leave() {
        let long = "una descrizione lunga che prende molte righe ".repeat(8);
        let row = vec![vec!["Servizio"], vec!["compreso"], vec![long.as_str()], vec!["no"]];
        let widths = balanced(&vec![row; 20], None, 9638);
        assert_eq!(widths.iter().sum::<u32>(), 9638);
        assert!(widths[2] > 9638 * 6 / 10, "{widths:?}");
        assert!(widths[0] as f32 >= 8.0 * unit(None), "{widths:?}");
        // of two columns of equal texts none is preferred
        let widths = balanced(&[vec![vec!["n"], vec![&long], vec![&long]]], None, 9638);
        assert!(widths[1].abs_diff(widths[2]) < 200, "{widths:?}");
    }

    #[test]
    fn labels_have_room_beside_columns_that_are_alike() {
        let text = |text: &str| Text::of([text].into_iter());
        let row = |answer: &str| {
            let label = "Ogni quanti anni si aggiornano i prezzi del listino";
            vec![text(label), text("non riportato"), text("non riportato"), text(answer)]
        };
        let mut rows = vec![row("no"); 20];
        rows.push(row(&"una risposta che prende qualche riga ".repeat(2)));
        let widths = even(&rows, unit(None), 9638);
        assert_eq!(widths.iter().sum::<u32>(), 9638);
        assert!(widths[1].abs_diff(widths[3]) <= 1, "{widths:?}");
        // twenty labels on one line each are worth a tall row
        assert!(rows[0][0].lines(unit(None), widths[0]) <= 1.0, "{widths:?}");
    }

    #[test]
    fn columns_without_rows_have_a_width() {
        assert!(balanced(&[], None, 9638).is_empty());
        assert_eq!(balanced(&[vec![vec![], vec![]]], None, 9638).iter().sum::<u32>(), 9638);
    }

    #[test]
    fn columns_of_numbers_are_equally_wide_where_there_is_room() {
        let widths = share(&needs(&[(500, 900), (300, 400), (300, 700)]), 2300);
        assert_eq!(widths, [900, 700, 700]);
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_word_while_there_is_room() {
        let widths = share(&needs(&[(500, 5000), (300, 300), (300, 9000)]), 3000);
        assert!(widths[0] > 500 && widths[1] >= 300 && widths[2] > widths[0], "{widths:?}");
    }
}
