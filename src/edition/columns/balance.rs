// SPDX-License-Identifier: EUPL-1.2
//! Widths where not every text fits on a line: those with which the rows are as low as they can be.

use super::grid::{Cell, Grid, LONGEST_WORD};
use super::share::stretch;

/// Longest words that are kept whole where columns without long texts would take most of the page,
/// and then the next.
const WHOLE_WORDS: [f64; 3] = [LONGEST_WORD, 6.4, 4.6];
/// Part of the page that columns may take for their words.
const MOST: f64 = 2.0 / 3.0;
/// Width is handed out in so many steps.
const STEPS: u32 = 120;
/// More rows than these are judged by some of them.
const ROWS: usize = 500;
/// A row that gets lower by less does not.
const NOTHING: f64 = 1e-9;

/// Rows that stand for all.
fn sample(grid: &Grid) -> impl Iterator<Item = &Vec<Cell>> + Clone {
    grid.rows.iter().step_by(grid.rows.len().div_ceil(ROWS).max(1))
}

/// Gives each column room for its longest word, and what is left step by step to the column that
/// makes the table lowest.
pub(super) fn balance(grid: &Grid, sides: f64, width: f64) -> Vec<f64> {
    let mut widths = floors(grid, sides, width);
    let heights = |column: usize, width: f64| -> Vec<f64> {
        let cell = |row: &Vec<Cell>| row.get(column).copied().unwrap_or_default();
        sample(grid).map(|row| weight(cell(row).lines(width - sides))).collect()
    };
    let step = width / f64::from(STEPS);
    let mut columns: Vec<Column> = widths
        .iter()
        .enumerate()
        .map(|(at, width)| Column { now: heights(at, *width), wider: heights(at, width + step) })
        .collect();
    let mut left = width - widths.iter().sum::<f64>();
    while left >= step {
        let Some(best) = best(&columns) else { break };
        let (Some(width), Some(column)) = (widths.get_mut(best), columns.get_mut(best)) else {
            break;
        };
        *width += step;
        left -= step;
        column.now = std::mem::replace(&mut column.wider, heights(best, *width + step));
    }
    stretch(&widths, width)
}

/// How high its cells are, each weighed, as wide as a column is now and a step wider.
struct Column {
    now: Vec<f64>,
    wider: Vec<f64>,
}

/// The tallest cell of a row counts most in the sum over the row.
fn weight(lines: f64) -> f64 {
    lines.powi(4)
}

/// The height of a row with cells of this sum.
fn height(sum: f64) -> f64 {
    sum.sqrt().sqrt()
}

/// The column that makes the table lowest with a step more; the first of several.
fn best(columns: &[Column]) -> Option<usize> {
    let rows = columns.first().map_or(0, |column| column.now.len());
    let sums: Vec<f64> = (0..rows)
        .map(|row| columns.iter().filter_map(|column| column.now.get(row)).sum())
        .collect();
    let gain = |column: &Column| -> f64 {
        let cells = column.now.iter().zip(&column.wider);
        sums.iter()
            .zip(cells)
            .map(|(sum, (now, wider))| height(*sum) - height(sum - now + wider))
            .sum()
    };
    let gains = columns.iter().map(gain).enumerate().filter(|(_, gain)| *gain > NOTHING);
    gains.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(at, _)| at)
}

/// Makes the stub as wide as the table is lowest with, the columns after it all alike.
pub(super) fn even(grid: &Grid, sides: f64, width: f64) -> Vec<f64> {
    let floors = floors(grid, sides, width);
    let Some((least, columns)) = floors.split_first() else { return Vec::new() };
    let number = columns.len().max(1) as f64;
    let column = |stub: f64| ((width - stub) / number).max(0.0);
    let height = |stub: f64| -> f64 {
        let rest = column(stub);
        let lines = |(at, cell): (usize, &Cell)| {
            cell.lines(if at == 0 { stub } else { rest } - sides).ceil()
        };
        sample(grid).map(|row| row.iter().enumerate().map(lines).fold(1.0, f64::max)).sum()
    };
    let widest = columns.iter().copied().fold(0.0, f64::max);
    let most = (width - widest * number).max(*least);
    let stubs = (0..=STEPS).map(|step| least + (most - least) * f64::from(step) / f64::from(STEPS));
    let best = stubs.map(|stub| (stub, height(stub))).min_by(|a, b| a.1.total_cmp(&b.1));
    let stub = best.map_or(*least, |(stub, _)| stub);
    let widths: Vec<f64> =
        std::iter::once(stub).chain(columns.iter().map(|_| column(stub))).collect();
    stretch(&widths, width)
}

/// What columns need for their longest words; long words are broken where they would leave less
/// than a third of the page to long texts.
fn floors(grid: &Grid, sides: f64, width: f64) -> Vec<f64> {
    let floors = |most: f64| words(grid, most).map(|word| word + sides).collect::<Vec<f64>>();
    let fits = |floors: &Vec<f64>| floors.iter().sum::<f64>() <= width * MOST;
    let [whole, shorter, least] = WHOLE_WORDS.map(floors);
    [whole, shorter].into_iter().find(fits).unwrap_or(least)
}

/// What columns need when all words are broken that can be.
pub(super) fn broken(grid: &Grid) -> Vec<f64> {
    let [.., least] = WHOLE_WORDS;
    words(grid, least).collect()
}

/// Room for the longest word of each column, when longer words than this are broken.
fn words(grid: &Grid, most: f64) -> impl Iterator<Item = f64> {
    grid.widest.iter().map(move |widest| widest.unbroken(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Space at the sides of a cell at nine points.
    const SIDES: f64 = 8.0 / 9.0;
    /// Width of an upright page at nine points.
    const PAGE: f64 = 53.5;

    fn grid(rows: &[&[&str]]) -> Grid {
        let cell = |text: &&str| Cell::of([*text].into_iter(), false);
        Grid::of_cells(rows.iter().map(|row| row.iter().map(cell).collect()).collect(), false)
    }

    fn sum(widths: &[f64]) -> f64 {
        widths.iter().sum()
    }

    #[test]
    fn a_column_of_long_texts_takes_what_short_words_leave() {
        let long = "una descrizione lunga che prende molte righe ".repeat(8);
        let row: &[&str] = &["Servizio", "compreso", &long, "no"];
        let grid = grid(&[row; 20]);
        let widths = balance(&grid, SIDES, PAGE);
        assert!((sum(&widths) - PAGE).abs() < 1e-6);
        assert!(widths[2] > PAGE * 0.6, "{widths:?}");
        assert!(widths[0] >= grid.widest[0].word + SIDES, "{widths:?}");
    }

    #[test]
    fn of_two_columns_of_equal_texts_none_is_preferred() {
        let long = "una descrizione lunga che prende molte righe ".repeat(8);
        let widths = balance(&grid(&[&["n", &long, &long]]), SIDES, PAGE);
        assert!((widths[1] - widths[2]).abs() < PAGE / 50.0, "{widths:?}");
    }

    #[test]
    fn labels_have_room_beside_columns_that_are_alike() {
        let label = "Ogni quanti anni si aggiornano i prezzi del listino";
        let long = "una risposta che prende qualche riga ".repeat(2);
        let low = [label, "non riportato", "non riportato", "no"];
        let tall = [label, "non riportato", "non riportato", &long];
        let mut rows: Vec<&[&str]> = vec![&low; 20];
        rows.push(&tall);
        let grid = grid(&rows);
        let widths = even(&grid, SIDES, PAGE);
        assert!((sum(&widths) - PAGE).abs() < 1e-6);
        assert!((widths[1] - widths[3]).abs() < 1e-6, "{widths:?}");
        // twenty labels on one line each are worth a tall row
        assert!(grid.rows[0][0].lines(widths[0] - SIDES) <= 1.0, "{widths:?}");
    }

    #[test]
    fn columns_without_rows_have_a_width() {
        assert!(balance(&grid(&[]), SIDES, PAGE).is_empty());
        assert!((sum(&balance(&grid(&[&["", ""]]), SIDES, PAGE)) - PAGE).abs() < 1e-6);
    }

    #[test]
    fn a_number_is_never_broken() {
        let long = "una descrizione lunga che prende molte righe ".repeat(8);
        let numbers = ["1.234.567,50 €"; 6];
        let row: Vec<&str> = numbers.into_iter().chain([long.as_str()]).collect();
        let grid = grid(&[&row, &row]);
        let widths = balance(&grid, SIDES, PAGE);
        assert!(widths[0] >= grid.widest[0].number + SIDES - 1e-9, "{widths:?}");
    }
}
