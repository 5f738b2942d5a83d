// SPDX-License-Identifier: EUPL-1.2
//! Tables on pages: which need a page on its side, in which pieces, at which size of text.
//!
//! Lengths are twentieths of a point.

use super::grid::Widest;
use super::{Grid, balance, share, widths};
use crate::edition::table::count;
use crate::report::Table;
use std::ops::Range;

/// Short and long side of A4.
pub(crate) const SHORT: u32 = 11_906;
pub(crate) const LONG: u32 = 16_838;
/// Margin at the left and the right.
pub(crate) const MARGIN: u32 = 907;

/// Width of the text.
pub(crate) fn text_width(landscape: bool) -> u32 {
    let page = if landscape { LONG } else { SHORT };
    page - 2 * MARGIN
}

/// What a frame or a list around a table takes of its width.
pub(in crate::edition) const INDENT: u32 = 400;
/// Columns after the stub that a table on an upright page may have.
const UPRIGHT: usize = 7;
/// Part of that page that the longest words of all columns may take, so that there is room for
/// long texts.
const FOR_WORDS: f64 = 0.87;
/// Columns of a table on a page on its side, before it is cut. Word itself ends at 63.
const MOST: usize = 18;
/// Space left and right in a cell, both together.
const PADDING: f64 = 160.0;
/// Sizes of text in half points, and the columns after the stub up to which each is taken.
const SIZES: [(u32, usize); 3] = [(18, 8), (16, 12), (14, usize::MAX)];
/// The size of text that needs not be said.
const USUAL: u32 = 18;

/// How the columns of a table are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Width of the stub and of the columns after it.
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
        let widths: Vec<f64> = self.widths.iter().map(|width| f64::from(*width)).collect();
        Columns { widths: whole(&widths, width), ..self.clone() }
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

/// An em in twentieths of a point, for a size in half points.
fn em(size: u32) -> f64 {
    f64::from(size) * 10.0
}

/// Whether a table needs a page on its side.
pub(in crate::edition) fn needs_landscape(table: &Table) -> bool {
    let count = count(table);
    let least = |grid: &Grid| share::least(&share::needs(grid, PADDING / em(USUAL))) * em(USUAL);
    count > UPRIGHT
        || least(&Grid::of(table, &(0..count))) > f64::from(text_width(false)) * FOR_WORDS
}

/// The columns in pieces that fit on a page, mostly one, and how each is set.
pub(in crate::edition) fn set(table: &Table, width: u32) -> Vec<(Range<usize>, Columns)> {
    let all = 0..count(table);
    let grid = Grid::of(table, &all);
    match pieces(&grid, width) {
        several if several.len() > 1 => {
            let piece = |columns| (fit(&Grid::of(table, &columns), width), columns);
            several.into_iter().map(piece).map(|(set, columns)| (columns, set)).collect()
        }
        _ => vec![(all, fit(&grid, width))],
    }
}

/// As few pieces as there can be: none has too many columns, nor such as do not fit even with
/// their words broken.
fn pieces(grid: &Grid, width: u32) -> Vec<Range<usize>> {
    let (needs, count) = (balance::broken(grid), grid.widest.len().saturating_sub(1));
    let need = |at: usize| needs.get(at).copied().unwrap_or_default();
    let fits = |piece: &Range<usize>| {
        let em = em(size(piece.len()));
        let least: f64 = std::iter::once(0).chain(piece.clone().map(|at| at + 1)).map(need).sum();
        (least * em + PADDING * (piece.len() + 1) as f64) <= f64::from(width)
    };
    let least = count.div_ceil(MOST).max(1);
    let tried = (least..=count).map(|number| cut(count, number));
    let found = tried.into_iter().find(|pieces| pieces.iter().all(fits));
    found.unwrap_or_else(|| cut(count, least))
}

/// So many columns in pieces of about one size.
fn cut(count: usize, pieces: usize) -> Vec<Range<usize>> {
    let each = count.div_ceil(pieces).max(1);
    let ranges = (0..pieces).map(|piece| piece * each..((piece + 1) * each).min(count));
    ranges.filter(|range| !range.is_empty() || range.start == 0).collect()
}

/// The size of text for so many columns after the stub.
fn size(columns: usize) -> u32 {
    SIZES.iter().find(|(_, most)| columns <= *most).map_or(USUAL, |(size, _)| *size)
}

/// Fits measured columns into a width.
fn fit(grid: &Grid, width: u32) -> Columns {
    let size = size(grid.widest.len().saturating_sub(1));
    let (em, sides) = (em(size), PADDING / em(size));
    let fitted = widths(grid, sides, f64::from(width) / em);
    let has_room = |(widest, width): (&Widest, &f64)| widest.word + sides <= *width;
    Columns {
        whole_words: grid.widest.iter().zip(&fitted).all(has_room),
        widths: whole(&fitted, width),
        size: Some(size).filter(|size| *size != USUAL),
    }
}

/// Widths in the same proportion as whole numbers that add up to a width.
fn whole(wanted: &[f64], width: u32) -> Vec<u32> {
    let sum: f64 = wanted.iter().sum::<f64>().max(1e-9);
    let (mut seen, mut begin) = (0.0, 0);
    let mut widths = Vec::new();
    for wanted in wanted {
        seen += wanted;
        // Twice the same sum may not be quite the same.
        let end = ((f64::from(width) * seen / sum + 1e-6) as u32).min(width);
        widths.push(end - begin);
        begin = end;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::columns::grid::Cell;

    /// A grid of columns that all have these texts.
    fn grid(columns: usize, texts: &[&str]) -> Grid {
        let row = |text: &&str| vec![Cell::of([*text].into_iter(), false); columns + 1];
        Grid::of_cells(texts.iter().map(row).collect(), false)
    }

    #[test]
    fn widths_are_whole_numbers_that_add_up() {
        assert_eq!(whole(&[1.0, 1.0, 1.0], 10), [3, 3, 4]);
        assert_eq!(whole(&[0.0, 0.0], 10).len(), 2);
        let wanted: Vec<f64> = (1..40).map(|n| f64::from(n) * 0.1).collect();
        assert_eq!(whole(&wanted, 9_638).iter().sum::<u32>(), 9_638);
    }

    #[test]
    fn a_table_is_cut_where_its_numbers_would_not_fit() {
        let width = text_width(true);
        let ends = |columns| -> Vec<usize> {
            pieces(&grid(columns, &["12"]), width).iter().map(|piece| piece.end).collect()
        };
        assert_eq!((ends(0), ends(18), ends(19)), (vec![0], vec![18], vec![10, 19]));
        let long = grid(18, &["1.234.567.890,50"]);
        let cut = pieces(&long, width);
        assert!(cut.len() > 1, "{cut:?}");
        for piece in cut {
            let set = fit(&grid(piece.len(), &["1.234.567.890,50"]), width);
            assert!(set.whole_words, "{set:?}");
        }
    }

    #[test]
    fn words_are_whole_where_they_have_room() {
        let set = fit(&grid(2, &["amministrazione"]), text_width(false));
        assert!(set.whole_words && set.size.is_none());
        assert_eq!(set.width(), text_width(false));
        assert!(!fit(&grid(12, &["amministrazione"]), text_width(false)).whole_words);
    }
}
