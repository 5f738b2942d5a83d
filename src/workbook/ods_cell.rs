// SPDX-License-Identifier: EUPL-1.2
//! Reads one cell of an .ods, and what a person sees of it.

use super::bad::Bad;
use super::format::{hours, is_ordinary};
use super::ods_text::Words;
use super::package::attribute;
use super::sight::{Instead, Sight};
use super::xlsx_cell::{crossed_out, iso_day, text_of};
use super::{Cell, Raw, adding, plain};
use quick_xml::events::BytesStart;
use std::sync::Arc;

/// What a cell holds.
pub(super) fn cell(
    tag: &BytesStart<'_>,
    words: &mut Words,
    struck: bool,
    left: &mut usize,
) -> Result<Option<Cell>, Bad> {
    let kind = attribute(tag, "office:value-type")?.unwrap_or_default();
    let is_error = attribute(tag, "calcext:value-type")?.as_deref() == Some("error");
    let formula = attribute(tag, "table:formula")?;
    let number = attribute(tag, "office:value")?.and_then(|text| text.parse::<f64>().ok());
    let day = attribute(tag, "office:date-value")?;
    let truth = attribute(tag, "office:boolean-value")?;
    let time = attribute(tag, "office:time-value")?.as_deref().and_then(days);
    let currency = attribute(tag, "office:currency")?;
    let mut sight = Sight {
        crossed: words.crossed.take().map(Arc::from),
        instead: struck.then_some(Instead::Struck),
        link: words.link.take().map(Arc::from),
        ..Sight::default()
    };
    if let Some(formula) = &formula {
        sight.sums = adding::sums(formula);
        sight.link = adding::link(formula).map(Arc::from).or(sight.link);
        if adding::is_picture(formula) {
            sight.instead = Some(Instead::Picture);
        }
    }
    let shown = std::mem::take(&mut words.text);
    let text = attribute(tag, "office:string-value")?.filter(|text| !text.is_empty());
    let text = text.filter(|_| sight.crossed.is_none()).unwrap_or_else(|| shown.clone());
    let raw = if is_error {
        Some(Raw::Error(text.into()))
    } else {
        match (kind.as_str(), number, day, truth, time) {
            ("float" | "currency" | "percentage", Some(number), ..) => Some(Raw::Number(number)),
            ("date", _, Some(day), ..) => iso_day(&day).or(text_of(&text, left)?),
            ("boolean", _, _, Some(truth), _) => Some(Raw::Bool(truth == "true")),
            ("time", .., Some(days)) => Some(Raw::Time(days)),
            _ => text_of(&text, left)?.or_else(|| crossed_out(&mut sight)),
        }
    };
    let raw = raw.or(formula.is_some().then_some(Raw::NoResult));
    let Some(raw) = raw else { return Ok(None) };
    // What is shown counts only where it is written in the file: many programs leave it out.
    if words.has_text {
        sees(&mut sight, &raw, &shown);
    } else if let (Raw::Number(number), Some(currency)) = (&raw, currency)
        && !is_ordinary(&currency)
    {
        sight.shown = Some(format!("{} {currency}", plain(*number)).into());
    }
    let percent = matches!(raw, Raw::Number(n) if kind == "percentage" || is_share(n, &shown));
    Ok(Some(Cell { raw, formula: formula.is_some(), percent, sight: sight.kept() }))
}

/// Says what a person sees of a number or a day, where that is something else.
fn sees(sight: &mut Sight, raw: &Raw, shown: &str) {
    let shown = shown.trim();
    let says_more = match raw {
        Raw::Number(_) | Raw::Date { .. } | Raw::Time(_) if shown.is_empty() => {
            sight.instead = sight.instead.or(Some(Instead::Blanked));
            false
        }
        Raw::Number(number) => is_other_number(*number, shown),
        Raw::Date { .. } => {
            let words = shown.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty()).count() < 3
        }
        Raw::Time(days) => hours(*days) != shown,
        _ => false,
    };
    sight.shown = says_more.then(|| shown.into());
}

/// Whether a number is shown as a share of a hundred, whatever the file calls it.
fn is_share(number: f64, shown: &str) -> bool {
    let Some(digits) = shown.trim().strip_suffix('%') else { return false };
    let digits = digits.trim().replace(',', ".");
    digits.parse::<f64>().is_ok_and(|seen| (seen - number * 100.0).abs() <= 0.5 && seen != number)
}

/// Whether what is shown of a number says something else: other words than those around numbers, or
/// a thousandth of it.
fn is_other_number(number: f64, shown: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let words: String = shown.chars().filter(|c| !digits(*c) && *c != '%').collect();
    // A dash for none says no more than 0 does; a power of ten is a number.
    if !shown.contains(digits) {
        return !is_ordinary(&words);
    }
    if words.ends_with("E+") || words.ends_with("E-") {
        return false;
    }
    if !is_ordinary(&words) {
        return true;
    }
    let figures: String = shown.chars().filter(|c| digits(*c)).collect();
    let whole = shown.split(',').next().unwrap_or_default();
    let whole: String = whole.chars().filter(|c| digits(*c)).collect();
    let near = |text: &str| {
        text.parse::<f64>().is_ok_and(|seen| {
            let ratio = number.abs() / seen;
            [1e3, 1e6, 1e9].iter().any(|times| (ratio / times - 1.0).abs() < 0.05)
        })
    };
    near(&figures) && near(&whole)
}

/// The days of `PT36H00M00S`.
fn days(text: &str) -> Option<f64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let rest = rest.strip_prefix('P')?;
    let (mut days, mut number) = (0.0, String::new());
    for c in rest.chars() {
        let seconds = match c {
            'D' => 86_400.0,
            'H' => 3_600.0,
            'M' => 60.0,
            'S' => 1.0,
            'T' => continue,
            c => {
                number.push(if c == ',' { '.' } else { c });
                continue;
            }
        };
        days += std::mem::take(&mut number).parse::<f64>().ok()? * seconds / 86_400.0;
    }
    Some(if negative { -days } else { days })
}
