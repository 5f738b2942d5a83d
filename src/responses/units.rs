// SPDX-License-Identifier: EUPL-1.2
//! Units that somebody changed on a returned form: «migliaia di €» where «€» was printed.

use super::find::key::key;
use super::typing::scale::{TIMES, is_currency};
use super::typing::setting::Unit;
use crate::datum::Decimal;
use crate::diag::{Code, Finding, Place};
use crate::locale;
use crate::questionnaire::{Question, Type};

/// Signs and words that say so together with the currency.
const OF_EUROS: [(&str, f64); 5] =
    [("k€", 1e3), ("keuro", 1e3), ("keur", 1e3), ("m€", 1e6), ("meuro", 1e6)];

/// Ways of writing that there are thousands of it, without blanks and dots.
const THOUSANDS: [&str; 7] = ["x1000", "×1000", "*1000", "/1000", "/000", "'000", "(000)"];

/// Ways of writing one unit.
const UNITS: [&[&str]; 5] = [
    &["€", "euro", "eur"],
    &["%", "percento", "cento", "percentuale"],
    &["n.", "n", "numero", "num"],
    &["ore", "ora", "h"],
    &["mq", "m²", "m2"],
];

/// What the words beside an answer say its number is in; none when they are no unit.
pub(super) fn changed(question: &Question, written: &str) -> Option<Unit> {
    let asked = question.unit.as_deref()?;
    if !question.kind.is_number() || question.kind == Type::Year {
        return None;
    }
    let figures = written.chars().any(|c| c.is_ascii_digit());
    let short = written.split_whitespace().count() < 6;
    // «383 mila» in the place of the unit is an answer in the wrong cell.
    let starts = written.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if starts {
        return None;
    }
    let unit = match said(asked, written) {
        Unit::AsAsked if !figures && !names(asked, written) => Unit::Foreign(written.to_owned()),
        said => said,
    };
    (short && (unit != Unit::AsAsked || !figures)).then_some(unit)
}

/// What the head of a column says its numbers are in, when it is not what was asked.
pub(super) fn changed_in_head(question: &Question, written: &str) -> Option<Unit> {
    if !question.kind.is_number() || question.kind == Type::Year || written.is_empty() {
        return None;
    }
    let asked = question.unit.as_deref().unwrap_or_default();
    let (word, label) = (key(written), key(&question.label));
    if word == label || word == key(&question.label_with_unit()) {
        return None;
    }
    let (own, words) = match word.strip_prefix(&label) {
        Some(rest) => (true, rest.to_owned()),
        None => (false, word),
    };
    let unit = said(asked, &words);
    // Words that were added to the label and name no other unit may be a remark.
    let another = own && !asked.is_empty() && !names(asked, &words) && words.contains('(');
    match unit {
        Unit::AsAsked if another => Some(Unit::Foreign(words)),
        Unit::AsAsked => None,
        unit => Some(unit),
    }
}

/// Whether words name the unit that was asked, whatever else they say: «euro», «€, IVA esclusa». Of
/// any other word nobody knows what it makes of the number.
fn names(asked: &str, written: &str) -> bool {
    let (asked, written) = (key(asked), key(written));
    let known = UNITS.iter().find(|words| words.contains(&&*asked)).copied().unwrap_or_default();
    let word = |text: &str, word: &str| {
        let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.any(|found| found == word)
    };
    // Signs stand close to other words; of a word the last letters may be left out: «ab.», «abit.».
    let cut = |found: &str| {
        let bare = found.trim_end_matches('.');
        bare.chars().count() > 1 && asked.starts_with(bare)
    };
    let is_word = asked.chars().count() > 3 && asked.chars().all(char::is_alphabetic);
    let is_known =
        |name: &&str| word(&written, name) || !name.is_ascii() && written.contains(*name);
    written.contains(&asked)
        || known.iter().any(is_known)
        || is_word && written.split_whitespace().any(cut)
}

/// What words say numbers are in, beside what was asked.
fn said(asked: &str, written: &str) -> Unit {
    let times = |text: &str| {
        let text = key(text);
        // «€ x 1.000», «€/000».
        let close: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        if THOUSANDS.iter().any(|word| close.contains(word)) {
            return 1e3;
        }
        let mut words = text.split(|c: char| c.is_whitespace() || "()/.,;:".contains(c));
        let found =
            words.find_map(|word| TIMES.iter().chain(&OF_EUROS).find(|(known, _)| *known == word));
        found.map_or(1.0, |(_, times)| *times)
    };
    let foreign = |text: &str| {
        let text = key(text);
        let words = text.split(|c: char| c.is_whitespace() || "()/.,;:".contains(c));
        words.into_iter().find(|word| is_currency(word)).map(str::to_owned)
    };
    if let Some(word) = foreign(written).filter(|word| foreign(asked).as_ref() != Some(word)) {
        return Unit::Foreign(word);
    }
    match times(written) / times(asked) {
        1.0 => Unit::AsAsked,
        times => Unit::Times(times),
    }
}

/// The finding that a unit was changed.
pub(super) fn finding(question: &Question, written: &str, unit: &Unit, place: Place) -> Finding {
    let asked = question.unit.as_deref().unwrap_or_default();
    let mut args = vec![("written", written), ("unit", asked)];
    let times = unit.times();
    let whole =
        |number| Decimal::from_f64(number).map(|n| locale::number(n, 0)).unwrap_or_default();
    let shown = if times < 1.0 { format!("1/{}", whole(1.0 / times)) } else { whole(times) };
    match unit {
        Unit::AsAsked => Finding::new(Code::UnitChanged, place, &args),
        Unit::Times(_) => {
            args.push(("times", &shown));
            Finding::new(Code::UnitChanged, place, &args).worded("times")
        }
        Unit::Foreign(_) => Finding::new(Code::UnitChanged, place, &args).worded("foreign"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_the_multipliers_and_currencies_that_a_cell_has() {
        for (words, times) in [("migliaia di €", 1e3), ("un miliardo di €", 1e9), ("k€", 1e3)]
        {
            assert_eq!(said("€", words), Unit::Times(times), "{words}");
        }
        for (words, word) in [("corone (SEK)", "sek"), ("un dollaro", "dollaro"), ("US$", "us$")] {
            assert_eq!(said("€", words), Unit::Foreign(word.to_owned()), "{words}");
        }
        for (asked, words) in [("€", "euro"), ("l", "lit."), ("migliaia di €", "migliaia di euro")]
        {
            assert_eq!(said(asked, words), Unit::AsAsked, "{words}");
        }
    }
}
