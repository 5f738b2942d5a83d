// SPDX-License-Identifier: EUPL-1.2
//! Widths where every text has its line, or where not even every word fits.

use super::grid::{Grid, LONGEST_WORD, Widest};

/// A longer line widens its column less.
const LONGEST_LINE: f64 = 27.5;
/// By a part of what it is longer, and of no more than so much.
const BEYOND: (f64, f64) = (6.0, 220.0);

/// What a column needs, with the space at its sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Need {
    /// For its longest word.
    pub(super) least: f64,
    /// For its longest line.
    pub(super) whole: f64,
}

impl Need {
    fn of(widest: &Widest, sides: f64) -> Self {
        let (part, most) = BEYOND;
        let beyond = (widest.line - LONGEST_LINE).clamp(0.0, most) / part;
        let least = widest.unbroken(LONGEST_WORD) + sides;
        Need { least, whole: (widest.line.min(LONGEST_LINE) + beyond + sides).max(least) }
    }
}

/// What the columns of a table need.
pub(super) fn needs(grid: &Grid, sides: f64) -> Vec<Need> {
    let mut needs: Vec<Need> = grid.widest.iter().map(|widest| Need::of(widest, sides)).collect();
    if let (true, Some((_, columns))) = (grid.even, needs.split_first_mut()) {
        let most = |of: fn(&Need) -> f64| columns.iter().map(of).fold(0.0, f64::max);
        let all = Need { least: most(|need| need.least), whole: most(|need| need.whole) };
        columns.fill(all);
    }
    needs
}

/// Whether long lines have to be broken, though the longest words fit.
pub(super) fn tight(needs: &[Need], width: f64) -> bool {
    least(needs) <= width && whole(needs) > width
}

/// What all columns need for their longest words.
pub(super) fn least(needs: &[Need]) -> f64 {
    needs.iter().map(|need| need.least).sum()
}

/// And for their longest lines.
pub(super) fn whole(needs: &[Need]) -> f64 {
    needs.iter().map(|need| need.whole).sum()
}

/// Shares a width among columns in the proportion of what they need, once those that are alike are
/// equally wide.
pub(super) fn share(needs: &[Need], alike: bool, width: f64) -> Vec<f64> {
    let Some((stub, columns)) = needs.split_first() else { return Vec::new() };
    let widest = columns.iter().map(|need| need.whole).fold(0.0, f64::max);
    let wanted: Vec<f64> = if alike && stub.whole + widest * columns.len() as f64 <= width {
        std::iter::once(stub.whole).chain(columns.iter().map(|_| widest)).collect()
    } else if whole(needs) <= width {
        needs.iter().map(|need| need.whole).collect()
    } else {
        needs.iter().map(|need| need.least).collect()
    };
    stretch(&wanted, width)
}

/// The widths in the same proportion, adding up to the whole.
pub(super) fn stretch(wanted: &[f64], width: f64) -> Vec<f64> {
    let sum: f64 = wanted.iter().sum();
    if sum <= 0.0 {
        return wanted.iter().map(|_| width / wanted.len() as f64).collect();
    }
    wanted.iter().map(|wanted| wanted * width / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(of: &[(f64, f64)]) -> Vec<Need> {
        of.iter().map(|(least, whole)| Need { least: *least, whole: *whole }).collect()
    }

    #[test]
    fn columns_fill_the_width() {
        for columns in [
            needs(&[(5.0, 9.0), (3.0, 4.0), (3.0, 7.0)]),
            needs(&[(50.0, 50.0), (30.0, 90.0), (30.0, 90.0)]),
            needs(&[(5.0, 5.0)]),
        ] {
            let sum: f64 = share(&columns, true, 96.0).iter().sum();
            assert!((sum - 96.0).abs() < 1e-9, "{sum}");
        }
        assert!(share(&[], true, 96.0).is_empty());
    }

    #[test]
    fn columns_of_numbers_are_equally_wide_where_there_is_room() {
        let widths = share(&needs(&[(5.0, 9.0), (3.0, 4.0), (3.0, 7.0)]), true, 23.0);
        assert_eq!(widths, [9.0, 7.0, 7.0]);
        let widths = share(&needs(&[(5.0, 9.0), (3.0, 4.0), (3.0, 7.0)]), false, 40.0);
        assert_eq!(widths, [18.0, 8.0, 14.0]);
    }

    #[test]
    fn where_words_do_not_fit_all_have_the_same_part_of_what_they_need() {
        let widths = share(&needs(&[(20.0, 50.0), (10.0, 10.0)]), true, 15.0);
        assert_eq!(widths, [10.0, 5.0]);
    }
}
