// SPDX-License-Identifier: EUPL-1.2
//! What is not drawn, and why: a whole figure, or columns that a stack of bars leaves out, because
//! none of their parts has a length.

use super::chart::{bar, drawn, full_label};
use super::outcome::Comparison;
use crate::diag::say;
use crate::figures::Bar;
use crate::study::{FigureKind, FigureSpec, Spec};

/// Why there is nothing to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoChart {
    /// No row, or no column.
    Nothing,
    /// Fewer than two bars have a length.
    Bars,
    /// No day and no year is known.
    Times,
    /// No participant has an area that could be coloured.
    Areas,
    /// Fewer than two units are known.
    Units,
}

impl NoChart {
    /// The reason as a sentence.
    pub(super) fn words(self) -> String {
        say(match self {
            NoChart::Nothing => "undrawn-nothing",
            NoChart::Bars => "undrawn-bars",
            NoChart::Times => "undrawn-times",
            NoChart::Areas => "undrawn-areas",
            NoChart::Units => "undrawn-units",
        })
    }
}

/// Why a column of a stack has no length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Undrawn {
    /// It is known to be zero everywhere.
    Zero,
    /// No number in it is known.
    Unknown,
    /// Here the one, there the other.
    Either,
}

impl Undrawn {
    fn of(bars: impl Iterator<Item = Bar>) -> Self {
        let (mut zero, mut unknown) = (false, false);
        for bar in bars {
            match bar {
                Bar::Known(..) | Bar::Nothing => zero = true,
                Bar::Between(..) | Bar::Unknown(_) => unknown = true,
            }
        }
        match (zero, unknown) {
            (true, true) => Undrawn::Either,
            (_, false) => Undrawn::Zero,
            (false, true) => Undrawn::Unknown,
        }
    }

    /// The words before the names of such columns.
    pub(super) fn key(self) -> &'static str {
        match self {
            Undrawn::Zero => "caption-zero",
            Undrawn::Unknown => "caption-undrawn",
            Undrawn::Either => "caption-zero-or-undrawn",
        }
    }
}

/// Columns of a stack without any length: words beside every bar would hide the others.
pub(super) fn undrawn(spec: &Spec, comparison: &Comparison) -> Vec<(usize, Undrawn, String)> {
    let stacked = |figure: &FigureSpec| {
        figure.kind == FigureKind::StackedBar && !figure.categories_are_columns
    };
    if !spec.figure.as_ref().is_some_and(stacked) {
        return Vec::new();
    }
    let (columns, rows) = drawn(comparison);
    let has_length = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at)?.first());
        cells.map(bar).any(|bar| match bar {
            Bar::Known(length, _) => length > 0.0,
            Bar::Between(_, greatest, _) => greatest > 0.0,
            _ => false,
        })
    };
    let without: Vec<usize> = columns.iter().copied().filter(|at| !has_length(*at)).collect();
    if without.len() == columns.len() {
        return Vec::new();
    }
    let why = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(at)?.first());
        Undrawn::of(cells.map(bar))
    };
    without.into_iter().map(|at| (at, why(at), full_label(comparison, at))).collect()
}
