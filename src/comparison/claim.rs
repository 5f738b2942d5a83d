// SPDX-License-Identifier: EUPL-1.2
//! Sentences put to the test: true, false, undecided or without data, with the value and the cells.

use super::measure::Measured;
use super::{Comparer, Content, Outcome};
use crate::datum::{Amount, Day, Decimal, Empty, QuestionId, Trace, columns};
use crate::diag::catalogue::fill_in;
use crate::diag::say_with;
use crate::study::{
    Against, ClaimSpec, Filter, Measure, Part, Relation, Subject, Test, Unknown, Verdict,
};

/// A claim with its verdict.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The sentence, with the values in their places: pieces of text, and values. Where there is no
    /// value for one of them, that it does not come out of the answers.
    pub text: Vec<Piece>,
    /// The verdict.
    pub verdict: Verdict,
    /// The value found.
    pub value: Outcome,
    /// What it was held against, when that is a measure too.
    pub other: Option<Outcome>,
    /// What the value rests on.
    pub base: String,
    /// Whether the value leaves out what is not known: then its base is said with it.
    pub leaves_out: bool,
    /// Whether it may be published: an assertion must be confirmed, a quotation as expected.
    pub publishable: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words of the study.
    Words(String),
    /// A value from the answers.
    Value(Box<Outcome>),
}

fn plain(pieces: &[Piece]) -> String {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Words(words) => words.as_str(),
        Piece::Value(outcome) => outcome.text.as_str(),
    });
    words.collect()
}

impl Judgement {
    /// The sentence with its values, as plain text.
    pub fn sentence(&self) -> String {
        plain(&self.text)
    }

    /// The sentence where it can stand alone above a page: it holds, and none of its numbers is
    /// known in part only. A claim of ours that does not hold keeps the report from being final.
    pub fn headline(&self) -> Option<String> {
        let exact = |piece: &Piece| match piece {
            Piece::Value(value) => !matches!(value.content, Content::Range { .. }),
            Piece::Words(_) => true,
        };
        let holds = self.verdict == Verdict::Confirmed && self.text.iter().all(exact);
        holds.then(|| self.sentence())
    }

    /// What was found, and what it was held against when that is a measure too, with their bounds.
    pub fn sides(&self) -> String {
        let value = self.value.text.as_str();
        match &self.other {
            Some(other) => say_with("claim-sides", &[("value", value), ("other", &other.text)]),
            None => value.to_owned(),
        }
    }
}

impl Comparer<'_> {
    /// Puts a claim to the test.
    pub fn judge(&self, claim: &ClaimSpec) -> Judgement {
        let (value, base) = self.subject(&claim.test.subject);
        let leaves_out = matches!(
            &claim.test.subject,
            Subject::Part(part) if part.unknown == Unknown::LeftOut
        );
        let other = match &claim.test.against {
            Against::Part(part) => Some(self.part(part).0),
            Against::Word(_) | Against::Range(..) => None,
        };
        let verdict = verdict(&claim.test, &value, other.as_ref());
        let publishable = match (&claim.quoted_from, claim.expect) {
            (None, _) => verdict == Verdict::Confirmed,
            (Some(_), Some(expected)) => verdict == expected,
            (Some(_), None) => true,
        };
        let text = self.pieces(&claim.text, &value, other.as_ref(), &base);
        Judgement { text, verdict, value, other, base, leaves_out, publishable }
    }

    fn subject(&self, subject: &Subject) -> (Outcome, String) {
        match subject {
            Subject::Part(part) => self.part(part),
            Subject::Answer { question, participant } => {
                (self.answer(question, participant), String::new())
            }
        }
    }

    /// The answer of a participant to a single question.
    pub fn answer(&self, question: &QuestionId, participant: &str) -> Outcome {
        let found = self.table(question.table()).and_then(|table| {
            let at = table.position(question.name())?;
            let row = table.rows_of(participant).next()?;
            Some(Outcome::datum(self.questionnaire, &table.columns[at], &row.data[at]))
        });
        found.unwrap_or_else(|| Outcome::empty(crate::datum::Empty::Blank, Trace::default()))
    }

    fn part(&self, part: &Part) -> (Outcome, String) {
        let Some(table) = self.table(&part.from) else {
            return (Outcome::dash(Trace::default()), String::new());
        };
        let who = only_participant(&part.filters);
        let selected = self.select(table, who, &part.filters);
        let rows = &selected.rows;
        let measured = Measured {
            comparer: self,
            table,
            measure: &part.measure,
            unknown: part.unknown,
            printing: part.measure.printing(table, part.decimals, None),
        };
        let scope = super::scope(self, table, who, &part.filters);
        let outcomes = match self.nothing_written(&measured, &part.filters) {
            Some(nothing) => vec![nothing],
            None => measured.over_selected(&selected, &scope),
        };
        let outcomes = measured.resting(outcomes, rows, &selected.perhaps);
        let outcome = outcomes.into_iter().next().unwrap_or_else(|| Outcome::dash(scope));
        let amount = measured.amount(rows);
        let all = who.map_or(table.rows.len(), |who| table.rows_of(who).count());
        let args = [
            ("table", table.label.clone()),
            ("rows", rows.len().to_string()),
            ("all", all.to_string()),
            ("known", amount.known.to_string()),
            ("unknown", amount.unknown.to_string()),
            ("perhaps", selected.perhaps.len().to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(n, t)| (*n, t.as_str())).collect();
        let mut base = match (amount.rows(), all) {
            (0, 1..) => say_with("claim-base-none", &args),
            _ => say_with("claim-base", &args),
        };
        if amount.unknown > 0 {
            base.push_str(&say_with(
                match part.unknown {
                    Unknown::Bounds => "claim-base-unknown",
                    Unknown::LeftOut => "claim-base-left-out",
                },
                &args,
            ));
        }
        if !selected.perhaps.is_empty() {
            base.push_str(&say_with("claim-base-perhaps", &args));
        }
        if let Measure::Share { column, certain, possible } = &part.measure {
            let whole = measured.whole(rows, column, (certain, possible));
            let sum = Measure::Sum(column.clone()).printing(table, None, None);
            let unit = sum.unit.as_deref();
            let total = Outcome::amount(whole, sum.decimals, unit, Trace::default()).text;
            base.push_str(&say_with("claim-base-share", &[("total", &total)]));
        }
        (outcome, base)
    }

    /// In which way a table is empty when those whom a part is about wrote nothing in it: that is
    /// no zero.
    fn nothing_written(&self, measured: &Measured<'_>, filters: &[Filter]) -> Option<Outcome> {
        let who: Vec<Filter> = filters
            .iter()
            .filter(|filter| filter.column == columns::PARTICIPANT)
            .cloned()
            .collect();
        if !self.rows(measured.table, None, &who).is_empty() {
            return None;
        }
        let one = who.iter().flat_map(|filter| &filter.is).next();
        let nobody = || Outcome::empty(Empty::NotAvailable, Trace::default());
        Some(one.map_or_else(nobody, |participant| measured.of_no_rows(participant)))
    }

    /// The sentence in pieces, with values where the placeholders stand.
    fn pieces(
        &self,
        text: &str,
        value: &Outcome,
        other: Option<&Outcome>,
        base: &str,
    ) -> Vec<Piece> {
        let known = |outcome: &Outcome| Some(outcome.clone()).filter(|one| !one.is_empty());
        let amount = value.amount.as_ref();
        let (mut pieces, mut all_known) = (Vec::new(), true);
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            pieces.push(Piece::Words(rest[..open].to_owned()));
            let inside = &rest[open + 1..open + length];
            let mut slot = |of: &Outcome, found: Option<Outcome>| {
                all_known &= found.is_some();
                let unknown = || Outcome { text: "…".to_owned(), ..of.clone() };
                Piece::Value(Box::new(found.unwrap_or_else(unknown)))
            };
            pieces.push(match (inside, other) {
                ("value", _) => slot(value, known(value)),
                ("other", Some(other)) => slot(other, known(other)),
                ("least", _) => slot(value, bound_of(value, amount.and_then(|a| a.least))),
                ("greatest", _) => slot(value, bound_of(value, amount.and_then(|a| a.greatest))),
                ("base", _) => Piece::Words(base.to_owned()),
                _ => Piece::Words(self.named(inside)),
            });
            rest = &rest[open + length + 1..];
        }
        pieces.push(Piece::Words(rest.to_owned()));
        for at in 1..pieces.len() {
            if let Some([Piece::Words(words), Piece::Value(value)]) = pieces.get_mut(at - 1..=at) {
                *words = crate::locale::elided(words, &value.text);
            }
        }
        pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
        if all_known {
            return pieces;
        }
        framed(pieces)
    }

    fn named(&self, inside: &str) -> String {
        let id = inside.strip_prefix("participant:");
        let participant = id.and_then(|id| self.questionnaire.participant(id));
        participant.map_or_else(|| fill_in(&format!("{{{inside}}}"), &[]), |p| p.short.clone())
    }
}

/// One end of a value, printed as the value is; none where it is not known.
fn bound_of(value: &Outcome, number: Option<Decimal>) -> Option<Outcome> {
    let number = number.filter(|_| !value.is_empty())?;
    let (decimals, unit) = match &value.content {
        Content::Number { decimals, unit, .. } | Content::Range { decimals, unit, .. } => {
            (*decimals, unit.as_deref())
        }
        _ => (1, None),
    };
    let years = matches!(value.content, Content::Year(_) | Content::Range { years: true, .. });
    let text = match years {
        true => crate::locale::year(number),
        false => crate::locale::with_unit(number, decimals, unit),
    };
    Some(Outcome { text, ..value.clone() })
}

/// A sentence that the answers do not bear out, as one that somebody would say: its numbers still
/// lead to their cells.
fn framed(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let frame = say_with("claim-without-data", &[("sentence", "\n")]);
    let (before, after) = frame.split_once('\n').unwrap_or_default();
    match pieces.first_mut() {
        Some(Piece::Words(words)) => words.insert_str(0, before),
        _ => pieces.insert(0, Piece::Words(before.to_owned())),
    }
    match pieces.last_mut() {
        Some(Piece::Words(words)) => words.push_str(after),
        _ => pieces.push(Piece::Words(after.to_owned())),
    }
    pieces
}

/// The participant whom filters are about, when it is one: what others wrote decides nothing.
fn only_participant(filters: &[Filter]) -> Option<&str> {
    let who = filters.iter().find(|filter| filter.column == columns::PARTICIPANT && !filter.not)?;
    match who.is.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn verdict(test: &Test, value: &Outcome, other: Option<&Outcome>) -> Verdict {
    match &test.against {
        Against::Word(word) => match (&value.amount, word.parse()) {
            (Some(amount), Ok(number)) => compare(amount, test.relation, &Amount::exact(number, 1)),
            _ => same_words(value, test.relation, word),
        },
        Against::Range(low, high) => match &value.amount {
            Some(amount) => within(amount, *low, *high),
            None => Verdict::NoData,
        },
        Against::Part(_) => match (&value.amount, other.and_then(|other| other.amount.as_ref())) {
            (Some(amount), Some(other)) => compare(amount, test.relation, other),
            _ => Verdict::NoData,
        },
    }
}

/// Both bounds must hold.
fn within(amount: &Amount, low: Decimal, high: Decimal) -> Verdict {
    let above = compare(amount, Relation::AtLeast, &Amount::exact(low, 1));
    let below = compare(amount, Relation::AtMost, &Amount::exact(high, 1));
    match (above, below) {
        (Verdict::Confirmed, verdict) => verdict,
        (Verdict::Refuted, _) | (_, Verdict::Refuted) => Verdict::Refuted,
        (verdict, _) => verdict,
    }
}

/// Answers in words can only be equal.
fn same_words(value: &Outcome, relation: Relation, word: &str) -> Verdict {
    if value.is_empty() || relation != Relation::Equals {
        return Verdict::NoData;
    }
    let same = crate::locale::fold(&value.text) == crate::locale::fold(word)
        || Day::parse(word).is_some_and(|day| day.short() == value.text);
    if same { Verdict::Confirmed } else { Verdict::Refuted }
}

/// Holds an amount against another: decided only if it is so for every value between the bounds.
fn compare(amount: &Amount, relation: Relation, other: &Amount) -> Verdict {
    let nothing = |amount: &Amount| amount.rows() == 0 && amount.number().is_none();
    if nothing(amount) || nothing(other) {
        return Verdict::NoData;
    }
    let ((low, high), (other_low, other_high)) = (amount.ends(), other.ends());
    let (always, never) = match relation {
        Relation::MoreThan => (low > other_high, high <= other_low),
        Relation::AtLeast => (low >= other_high, high < other_low),
        Relation::LessThan => (high < other_low, low >= other_high),
        Relation::AtMost => (high <= other_low, low > other_high),
        Relation::Equals | Relation::Between => {
            (low == other_high && high == other_low, low > other_high || high < other_low)
        }
    };
    match (always, never) {
        (true, _) => Verdict::Confirmed,
        (_, true) => Verdict::Refuted,
        _ if amount.known == 0 || other.known == 0 => Verdict::NoData,
        _ => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_decided_only_if_every_possible_value_agrees() {
        let number = |number: &str| number.parse::<Decimal>().unwrap();
        let ends = (Some(number("7.5")), Some(number("67.5")));
        let between = Amount { known: 20, unknown: 7, ..Amount::between(ends) };
        let half = Amount::exact(number("50"), 1);
        assert_eq!(compare(&between, Relation::MoreThan, &half), Verdict::Undecided);
        let five = Amount::exact(number("5"), 1);
        assert_eq!(compare(&between, Relation::MoreThan, &five), Verdict::Confirmed);
        assert_eq!(compare(&between, Relation::AtMost, &five), Verdict::Refuted);
        // none of the known rows is one; a mean of none is nothing
        assert_eq!(compare(&Amount::zero(), Relation::Equals, &Amount::zero()), Verdict::Confirmed);
        let nothing = Amount::between((None, None));
        assert_eq!(compare(&nothing, Relation::AtMost, &five), Verdict::NoData);
    }
}
