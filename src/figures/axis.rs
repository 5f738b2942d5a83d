// SPDX-License-Identifier: EUPL-1.2
//! Axes: round numbers to mark, how they are printed in Italian, where a value stands.

/// Marks of an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// The marked values, from least to greatest; they enclose the data.
    pub(super) values: Vec<f64>,
    /// Distance from one mark to the next.
    pub(super) step: f64,
    /// Decimals that the marks need.
    pub(super) decimals: usize,
}

impl Ticks {
    /// The least mark.
    pub(super) fn least(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// The greatest mark.
    pub(super) fn greatest(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }

    /// A marked value as printed.
    pub(super) fn label(&self, value: f64) -> String {
        if value == 0.0 { "0".to_owned() } else { number(value, self.decimals, true) }
    }
}

/// Round marks that enclose two numbers, about `wanted` steps; whole ones when `whole`.
pub(super) fn ticks(least: f64, greatest: f64, wanted: usize, whole: bool) -> Ticks {
    let greatest = if greatest > least { greatest } else { least + 1.0 };
    let raw = (greatest - least) / wanted.max(1) as f64;
    let magnitude = 10f64.powf(raw.log10().floor());
    let multiples: &[f64] =
        if magnitude >= 10.0 { &[1.0, 2.0, 2.5, 5.0, 10.0] } else { &[1.0, 2.0, 5.0, 10.0] };
    let multiple = multiples.iter().copied().find(|m| m * magnitude >= raw * 0.999).unwrap_or(10.0);
    let step = (multiple * magnitude).max(if whole { 1.0 } else { 0.0 });
    let first = (least / step + 1e-9).floor();
    let last = (greatest / step - 1e-9).ceil();
    let count = (last - first) as usize;
    Ticks {
        values: (0..=count).map(|k| (first + k as f64) * step).collect(),
        step,
        decimals: (-(step.log10() + 1e-9).floor()).clamp(0.0, 12.0) as usize,
    }
}

/// Marks of a logarithmic axis between two positive numbers: multiples of the powers of ten.
pub(super) fn log_ticks(least: f64, greatest: f64, multiples: &[f64]) -> Vec<f64> {
    let (from, to) = (least.log10().floor() as i32, greatest.log10().ceil() as i32);
    (from..=to)
        .flat_map(|power| multiples.iter().map(move |m| m * 10f64.powi(power)))
        .filter(|v| (least * 0.999..=greatest * 1.001).contains(v))
        .collect()
}

/// A number in Italian: `1.234,5`; without dots between thousands when not `grouped` (years).
pub(super) fn number(value: f64, decimals: usize, grouped: bool) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if grouped && i > 0 && (whole.len() - i) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_in_italian() {
        assert_eq!(number(1234567.5, 1, true), "1.234.567,5");
        assert_eq!(number(-0.04, 2, true), "−0,04");
        assert_eq!(number(-0.001, 1, true), "0,0");
        assert_eq!(number(2021.0, 0, false), "2021");
    }

    #[test]
    fn ticks_are_round_and_enclose_the_data() {
        let labels = |t: Ticks| t.values.iter().map(|v| t.label(*v)).collect::<Vec<_>>();
        assert_eq!(labels(ticks(0.0, 19.0, 4, true)), ["0", "5", "10", "15", "20"]);
        assert_eq!(labels(ticks(0.0, 2.0, 8, true)), ["0", "1", "2"]);
        assert_eq!(labels(ticks(0.0, 0.44, 4, false)), ["0", "0,2", "0,4", "0,6"]);
        assert_eq!(labels(ticks(-3.0, 4.0, 4, false)), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(ticks(0.0, 0.0, 4, false).values, [0.0, 0.5, 1.0]);
    }

    #[test]
    fn a_logarithmic_axis_marks_multiples_of_powers_of_ten() {
        assert_eq!(log_ticks(300.0, 6000.0, &[1.0, 2.0, 5.0]), [500.0, 1000.0, 2000.0, 5000.0]);
    }
}
