// SPDX-License-Identifier: EUPL-1.2
//! Bands that leave something out, or take something twice.
//!
//! Bounds belong to their band unless a column says that they are excluded. A band without a bound
//! has no end on that side. Where a bound is not known the series may have no gap after all: then
//! only overlaps between the known bands are reported.

use super::context::Context;
use super::{declared, shown};
use crate::datum::amount::End;
use crate::datum::{Datum, Decimal, Empty, State, Value};
use crate::diag::{Code, Finding, Phrase, Place, say_with};
use crate::locale;
use crate::questionnaire::{Check, Type};
use crate::study::BandColumns;
use crate::tables::{Row, TableColumn};
use std::collections::BTreeMap;

/// Reports what falls in no band and what falls in more than one.
pub(super) fn run(context: &Context<'_>, check: &Check, columns: &BandColumns<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for participant in context.participants() {
        let checked = Checked { context, check, columns, participant };
        for series in checked.series().values() {
            checked.go_along(series, &mut findings);
        }
    }
    findings
}

/// The bands of one series, and whether there may be others that we cannot place.
#[derive(Default)]
struct Series<'a> {
    by: String,
    bands: Vec<Band<'a>>,
    incomplete: bool,
}

/// A band with both bounds known; infinite where there is none.
#[derive(Clone, Copy)]
struct Band<'a> {
    lower: Bound,
    upper: Bound,
    from: &'a Datum,
    to: &'a Datum,
}

#[derive(Clone, Copy, PartialEq)]
struct Bound {
    value: End,
    excluded: bool,
}

struct Checked<'a> {
    context: &'a Context<'a>,
    check: &'a Check,
    columns: &'a BandColumns<'a>,
    participant: &'a str,
}

impl<'a> Checked<'a> {
    /// Whole numbers have neighbours: after 500 comes 501.
    fn whole(&self) -> bool {
        let bounds = [self.columns.from, self.columns.to];
        bounds.iter().all(|bound| matches!(bound.column.kind, Type::Integer | Type::Year))
    }

    /// The participant's bands, by the value that keeps series apart.
    fn series(&self) -> BTreeMap<String, Series<'a>> {
        let mut all: BTreeMap<String, Series<'a>> = BTreeMap::new();
        for row in self.columns.from.table.rows_of(self.participant) {
            let by = self.by(row);
            let series = all.entry(locale::fold(&by)).or_default();
            series.by = by;
            match self.band(row) {
                BandRow::Band(band) => series.bands.push(band),
                BandRow::NoBand => {}
                BandRow::Unknown => series.incomplete = true,
            }
        }
        all
    }

    fn by(&self, row: &'a Row) -> String {
        let datum = self.columns.by.and_then(|by| Some((by.column, by.datum(row)?)));
        datum.map_or(String::new(), |(column, datum)| {
            shown::answer(self.context.questionnaire, column, datum)
        })
    }

    fn band(&self, row: &'a Row) -> BandRow<'a> {
        let (Some(from), Some(to)) = (self.columns.from.datum(row), self.columns.to.datum(row))
        else {
            return BandRow::Unknown;
        };
        if is_open(from) && is_open(to) {
            return BandRow::NoBand;
        }
        let excluded = |column: Option<TableColumn<'a>>| {
            let datum = column.and_then(|column| column.datum(row));
            datum.and_then(Datum::value) == Some(&Value::YesNo(true))
        };
        let lower = self.bound(from, excluded(self.columns.from_excluded), Decimal::ONE);
        let upper = self.bound(to, excluded(self.columns.to_excluded), -Decimal::ONE);
        match (lower, upper) {
            (Some(lower), Some(upper)) => BandRow::Band(Band { lower, upper, from, to }),
            _ => BandRow::Unknown,
        }
    }

    /// A bound: of whole numbers always the last one that belongs to the band. `inwards` is 1 for
    /// a lower bound and -1 for an upper one.
    fn bound(&self, datum: &Datum, excluded: bool, inwards: Decimal) -> Option<Bound> {
        if is_open(datum) {
            let value = if inwards.is_negative() { End::Greatest } else { End::Least };
            return Some(Bound { value, excluded: false });
        }
        let value = End::Number(datum.number()?);
        if self.whole() && excluded {
            return Some(Bound { value: value.plus(inwards), excluded: false });
        }
        Some(Bound { value, excluded })
    }

    /// Goes from the lowest band to the highest, keeping the one that reaches furthest.
    fn go_along(&self, series: &Series<'a>, findings: &mut Vec<Finding>) {
        let (mut bands, inverted): (Vec<Band<'a>>, Vec<Band<'a>>) =
            series.bands.iter().partition(|band| band.lower.value <= band.upper.value);
        findings.extend(inverted.iter().map(|band| self.inverted(band)));
        let complete = !series.incomplete && inverted.is_empty();
        bands.sort_by(|a, b| {
            let excluded = a.lower.excluded.cmp(&b.lower.excluded);
            a.lower.value.cmp(&b.lower.value).then(excluded)
        });
        let mut bands = bands.into_iter();
        let Some(mut furthest) = bands.next() else { return };
        for next in bands {
            match self.between(&furthest, &next) {
                Some(fault) if complete || !fault.gap => {
                    findings.push(self.finding(&series.by, &fault, &furthest, &next));
                }
                _ => {}
            }
            if next.upper.value > furthest.upper.value
                || (next.upper.value == furthest.upper.value && furthest.upper.excluded)
            {
                furthest = next;
            }
        }
    }

    /// What lies between the end of one band and the beginning of the next, or in both.
    fn between(&self, one: &Band<'_>, next: &Band<'_>) -> Option<Fault> {
        let (end, begin) = (one.upper, next.lower);
        let step = if self.whole() { Decimal::ONE } else { Decimal::ZERO };
        let from = end.value.plus(step);
        if begin.value > from || (step == Decimal::ZERO && touch_outside(end, begin)) {
            return Some(Fault { gap: true, from, to: begin.value.plus(-step) });
        }
        if begin.value > end.value || (begin.value == end.value && (end.excluded || begin.excluded))
        {
            return None;
        }
        let to = end.value.min(next.upper.value);
        Some(Fault { gap: false, from: begin.value, to })
    }

    fn finding(&self, by: &str, fault: &Fault, one: &Band<'_>, next: &Band<'_>) -> Finding {
        let place = self.context.place(self.participant, one.to);
        let other = self.context.place(self.participant, next.from);
        let (value, n) = (fault.value(), fault.count(self.whole()));
        let gap = if fault.gap { "1" } else { "0" };
        let args = [("value", value.as_str()), ("n", n), ("gap", gap), ("by", by)];
        let finding = declared::finding(self.check, place, &args).by(self.participant);
        let key = if fault.gap { "check-next-band" } else { "check-band-overlaps" };
        self.context
            .about(finding, self.columns.to.column, one.to)
            .also_at(other, Phrase::plain(key))
    }

    /// A band that ends before it begins: it can be neither reached nor left out.
    fn inverted(&self, band: &Band<'_>) -> Finding {
        let place = self.context.place(self.participant, band.to);
        let other: Place = self.context.place(self.participant, band.from);
        let show = |column: TableColumn<'_>, datum: &Datum| {
            shown::answer(self.context.questionnaire, column.column, datum)
        };
        let (from, to) = (show(self.columns.from, band.from), show(self.columns.to, band.to));
        let args = [("from", from.as_str()), ("to", to.as_str())];
        let finding = Finding::new(Code::BandInverted, place, &args)
            .weighing(self.check.severity)
            .by(self.participant);
        self.context
            .about(finding, self.columns.to.column, band.to)
            .also_at(other, Phrase::plain("check-band-begins"))
    }
}

/// What a row says.
enum BandRow<'a> {
    Band(Band<'a>),
    /// Neither bound is written.
    NoBand,
    /// A bound is written that we do not know.
    Unknown,
}

/// A stretch that no band holds, or more than one.
struct Fault {
    gap: bool,
    from: End,
    to: End,
}

impl Fault {
    /// «500», «da 501 a 600», «da 501 in su».
    fn value(&self) -> String {
        let shown = |end: End| end.number().map(shown::number);
        match (shown(self.from), shown(self.to)) {
            (Some(from), Some(to)) if from == to => from,
            (Some(from), Some(to)) => say_with("check-from-to", &[("from", &from), ("to", &to)]),
            (Some(from), None) => say_with("check-from-on", &[("from", &from)]),
            (None, to) => say_with("check-up-to", &[("to", &to.unwrap_or_default())]),
        }
    }

    /// «1» when it is a single one, for `{n?abitante|abitanti}`.
    fn count(&self, whole: bool) -> &'static str {
        if whole && self.from == self.to { "1" } else { "2" }
    }
}

/// Whether two bands have the same bound and neither holds it.
fn touch_outside(end: Bound, begin: Bound) -> bool {
    end.value == begin.value && end.excluded && begin.excluded
}

/// Whether the band has no bound here: nothing is written, or «nessuno».
fn is_open(datum: &Datum) -> bool {
    datum.is_blank() || datum.state == State::Empty(Empty::None)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::TinyStudy;
    use crate::diag::Permit;

    const QUESTIONS: &str = r#"
  - id: bands
    type: table
    label: Fasce
    row_label: tariff
    rows: 5
    columns:
      - { id: tariff, type: text, label: Tariffa }
      - { id: from, type: integer, label: Da }
      - { id: from_excluded, type: yes_no, label: Escluso }
      - { id: to, type: integer, label: A }
      - { id: to_excluded, type: yes_no, label: Escluso }
"#;
    const CHECK: &str = r#"
  - code: band-gap
    severity: warning
    kind: bands
    table: s.bands
    from: from
    to: to
    from_excluded: from_excluded
    to_excluded: to_excluded
    by: tariff
    message: "{by}: {value} {n?abitante|abitanti} {gap?in nessuna fascia|in più fasce}"
"#;

    fn found(rows: &[&[&str]]) -> Vec<String> {
        TinyStudy::new(QUESTIONS, CHECK, "").answers("alfa", &[], &[("bands", rows)]).found()
    }

    #[test]
    fn an_excluded_bound_that_no_band_takes_up_is_a_gap() {
        let found = found(&[
            &["Canone", "", "", "500", "Sì"],
            &["Canone", "501", "", "40000", ""],
            &["Canone", "40001", "Sì", "", ""],
        ]);
        assert_eq!(
            found,
            [
                "alfa.xlsx:S!E10: avviso[band-gap]: Canone: 500 abitante in nessuna fascia",
                "alfa.xlsx:S!E11: avviso[band-gap]: Canone: 40.001 abitante in nessuna fascia",
            ]
        );
    }

    #[test]
    fn bands_without_gaps_are_silent_in_any_order_and_each_series_by_itself() {
        let found = found(&[
            &["Canone", "501", "", "1000", ""],
            &["Canone", "0", "", "501", "Sì"],
            &["canone ", "1000", "Sì", "", ""],
            &["Altro", "5", "", "9", ""],
        ]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_wide_gap_and_an_overlap_are_told_apart() {
        let study = TinyStudy::new(QUESTIONS, CHECK, "").answers(
            "alfa",
            &[],
            &[(
                "bands",
                &[
                    &["X", "0", "", "500", ""],
                    &["X", "400", "", "450", ""],
                    &["X", "601", "", "", ""],
                ],
            )],
        );
        assert_eq!(
            study.found(),
            [
                "alfa.xlsx:S!E10: avviso[band-gap]: X: da 400 a 450 abitanti in più fasce",
                "alfa.xlsx:S!E10: avviso[band-gap]: X: da 501 a 600 abitanti in nessuna fascia",
            ]
        );
        let findings = study.run().unwrap();
        assert_eq!(findings[1].written(Permit::COLLECTOR), Some("500"));
        assert_eq!(findings[1].question.as_deref(), Some("s.bands.to"));
        assert_eq!(findings[1].related[0].0.to_string(), "alfa.xlsx › S!C12");
    }

    #[test]
    fn an_unknown_bound_hides_gaps_but_no_overlaps() {
        let found = found(&[
            &["X", "0", "", "100", ""],
            &["X", "n.d.", "", "300", ""],
            &["X", "500", "", "900", ""],
            &["X", "900", "", "", ""],
        ]);
        assert_eq!(found, ["alfa.xlsx:S!E12: avviso[band-gap]: X: 900 abitante in più fasce",]);
    }

    #[test]
    fn a_band_that_ends_before_it_begins_is_reported() {
        let found = found(&[&["X", "500", "", "100", ""], &["X", "", "", "", ""]]);
        assert_eq!(
            found,
            ["alfa.xlsx:S!E10: avviso[band-inverted]: la fascia va da 500 a 100: il limite \
             superiore è più basso di quello inferiore",]
        );
    }

    #[test]
    fn an_unknown_placeholder_is_a_mistake_of_the_study() {
        let check = CHECK.replace("{by}", "{da}");
        let found = TinyStudy::new(QUESTIONS, &check, "").found();
        assert_eq!(
            found,
            ["questionnaire/checks.yaml:3:11: errore[check-placeholder]: nel messaggio nulla può \
             prendere il posto di «da»",]
        );
    }
}
