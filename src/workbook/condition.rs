// SPDX-License-Identifier: EUPL-1.2
//! Conditional formats that strike out a cell or show it in another way: where the condition compares
//! with a number or always says the same, whether it holds; of any other nobody here knows.

use super::sight::{Instead, Sight};
use super::{Raw, SheetCells, cap};
use crate::diag::CellRef;
use std::sync::Arc;

/// What the look of a condition changes in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Changes {
    /// Nothing that somebody could take for another answer.
    #[default]
    Nothing,
    /// It strikes the words out.
    Strikes,
    /// It shows a number in another way, and may strike it out too.
    Shows,
}

/// A conditional format that changes what a person sees.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) areas: Vec<(CellRef, CellRef)>,
    pub(super) changes: Changes,
    /// `cellIs`, `expression`, …
    pub(super) kind: String,
    /// Of `cellIs`: `greaterThan`, `between`, …
    pub(super) operator: String,
    pub(super) formulas: Vec<String>,
}

impl Rule {
    /// Strikes the cells for which it certainly holds; those of which nobody knows are kept for a
    /// question.
    pub(super) fn settle(self, sheet: &mut SheetCells) {
        let room = |sheet: &SheetCells| sheet.struck_if.len() < cap::BESIDE;
        if !self.is_simple() {
            let left = cap::BESIDE.saturating_sub(sheet.struck_if.len());
            sheet.struck_if.extend(self.areas.into_iter().take(left));
            return;
        }
        for (from, to) in &self.areas {
            let mut doubts = Vec::new();
            let inside = |at: &CellRef| (from.col..=to.col).contains(&at.col);
            for (at, cell) in sheet.cells.range_mut(*from..=*to).filter(|(at, _)| inside(at)) {
                match self.holds(&cell.raw) {
                    Some(false) => {}
                    Some(true) if self.changes == Changes::Strikes => {
                        let sight = cell.sight.as_deref().cloned().unwrap_or_default();
                        let instead = sight.instead.or(Some(Instead::Struck));
                        cell.sight = Some(Arc::new(Sight { instead, ..sight }));
                    }
                    _ => doubts.push((*at, *at)),
                }
            }
            for doubt in doubts {
                if room(sheet) {
                    sheet.struck_if.push(doubt);
                }
            }
        }
    }

    /// Whether it compares with numbers, or says the same of all cells.
    fn is_simple(&self) -> bool {
        let count = if matches!(&*self.operator, "between" | "notBetween") { 2 } else { 1 };
        match &*self.kind {
            "cellIs" => {
                self.formulas.len() == count && self.formulas.iter().all(|f| number(f).is_some())
            }
            "expression" => matches!(self.formulas.as_slice(), [one] if constant(one).is_some()),
            _ => false,
        }
    }

    /// Whether it holds of what a cell has; none where programs compare in ways of their own.
    fn holds(&self, raw: &Raw) -> Option<bool> {
        if self.kind == "expression" {
            return constant(self.formulas.first()?);
        }
        let Raw::Number(found) = raw else { return None };
        let first = number(self.formulas.first()?)?;
        let second = self.formulas.get(1).and_then(|formula| number(formula));
        let within = || {
            let (low, high) = (first.min(second?), first.max(second?));
            Some((low..=high).contains(found))
        };
        #[expect(clippy::float_cmp, reason = "as spreadsheets compare what they hold")]
        match &*self.operator {
            "equal" => Some(*found == first),
            "notEqual" => Some(*found != first),
            "greaterThan" => Some(*found > first),
            "greaterThanOrEqual" => Some(*found >= first),
            "lessThan" => Some(*found < first),
            "lessThanOrEqual" => Some(*found <= first),
            "between" => within(),
            "notBetween" => within().map(|within| !within),
            _ => None,
        }
    }
}

fn number(formula: &str) -> Option<f64> {
    formula.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// What a formula without any cell in it says.
fn constant(formula: &str) -> Option<bool> {
    match formula.trim().to_uppercase().as_str() {
        "TRUE" | "TRUE()" => Some(true),
        "FALSE" | "FALSE()" => Some(false),
        other => number(other).map(|number| number != 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(kind: &str, operator: &str, formulas: &[&str]) -> Rule {
        Rule {
            areas: Vec::new(),
            changes: Changes::Strikes,
            kind: kind.to_owned(),
            operator: operator.to_owned(),
            formulas: formulas.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn a_condition_holds_where_it_is_simple_and_is_unknown_elsewhere() {
        let over = rule("cellIs", "greaterThan", &["100"]);
        assert!(over.is_simple());
        assert_eq!(over.holds(&Raw::Number(101.0)), Some(true));
        assert_eq!(over.holds(&Raw::Number(100.0)), Some(false));
        assert_eq!(over.holds(&Raw::Text("cento".into())), None);
        let between = rule("cellIs", "notBetween", &["9", "1"]);
        assert_eq!(between.holds(&Raw::Number(9.0)), Some(false));
        assert_eq!(rule("expression", "", &["TRUE"]).holds(&Raw::Text("x".into())), Some(true));
        assert_eq!(rule("expression", "", &["0"]).holds(&Raw::Number(7.0)), Some(false));
        for other in [
            rule("cellIs", "greaterThan", &["$B$4"]),
            rule("expression", "", &["C7>3"]),
            rule("duplicateValues", "", &[]),
        ] {
            assert!(!other.is_simple());
        }
    }
}
