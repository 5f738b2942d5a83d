// SPDX-License-Identifier: EUPL-1.2
//! Number formats: what a code such as `#,##0\ "mila"` makes of a number.
//!
//! A code has parts for positive numbers, negative ones, zero and texts. Each holds words to show,
//! places for digits, signs that divide (`,` behind the last digit) or multiply (`%`), or the letters
//! of days and hours.

pub(super) use super::format_part::{Kind, hours, is_ordinary};
use super::format_part::{Part, Piece, pieces};
use crate::datum::Day;

/// Bytes of a code: programs write no more than 255 letters.
const LONGEST: usize = 1_000;

/// A format, ready to be used for many cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Format {
    parts: Vec<Part>,
}

impl Format {
    /// The format that needs no code (ECMA-376, 18.8.30); those of East Asia depend on the place.
    pub(super) fn of_id(id: u32) -> Self {
        // How days are shown depends on the place: the code of a whole day shows nothing else.
        match id {
            9 | 10 => Format::of_code("0%"),
            14 | 15 | 22 | 27..=36 | 50..=58 => Format::of_code("dd/mm/yyyy"),
            16 => Format::of_code("d-mmm"),
            17 => Format::of_code("mmm-yy"),
            18..=21 => Format::of_code("h:mm"),
            45 | 47 => Format::of_code("mm:ss"),
            46 => Format::of_code("[h]:mm:ss"),
            _ => Format::default(),
        }
    }

    /// The format of a code; one longer than any program writes says nothing.
    pub(super) fn of_code(code: &str) -> Self {
        if code.len() > LONGEST {
            return Format::default();
        }
        Format { parts: pieces(code).into_iter().take(8).map(Part::of).collect() }
    }

    /// What a number in this format is.
    pub(super) fn kind(&self, number: f64) -> Kind {
        self.part(number).map_or(Kind::Plain, |(part, _)| part.kind)
    }

    /// What a person sees, where the digits alone do not say it; an empty text where nothing is to be
    /// seen.
    pub(super) fn shown(&self, number: f64, day: Option<Day>) -> Option<String> {
        let (part, signed) = self.part(number)?;
        if part
            .pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Words(words) if words.trim().is_empty()))
        {
            return Some(String::new());
        }
        match part.kind {
            Kind::Plain => part.number(number, signed),
            Kind::Percent => None,
            Kind::Day => part.day(day?),
            Kind::Time => Some(part.time(number)),
        }
    }

    /// Whether texts in this format are not to be seen.
    pub(super) fn hides_text(&self) -> bool {
        self.parts.get(3).is_some_and(|part| part.pieces.is_empty())
    }

    /// The part for a number, and whether its own signs say that it is negative.
    fn part(&self, number: f64) -> Option<(&Part, bool)> {
        let numbers = self.parts.get(..3).unwrap_or(&self.parts);
        if numbers.iter().any(|part| part.condition.is_some()) {
            let fits = |part: &&Part| {
                part.condition.is_none_or(|(relation, limit)| relation.holds(number, limit))
            };
            return numbers.iter().find(fits).map(|part| (part, false));
        }
        match numbers {
            [_, negative, ..] if number < 0.0 => Some((negative, true)),
            [_, _, zero] if number == 0.0 => Some((zero, false)),
            [first, ..] => Some((first, false)),
            [] => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_what_a_number_is() {
        for (code, kind) in [
            ("General", Kind::Plain),
            ("0.00", Kind::Plain),
            ("#,##0.00\\ \"€\"", Kind::Plain),
            ("0\" mesi\"", Kind::Plain),
            ("[Red]0.0", Kind::Plain),
            ("[h]:mm", Kind::Time),
            ("h:mm", Kind::Time),
            ("mm:ss", Kind::Time),
            ("mm:ss.0", Kind::Time),
            ("0.0%", Kind::Percent),
            ("_-* 0.0%_-", Kind::Percent),
            ("0\" %\"", Kind::Plain),
            ("dd/mm/yyyy", Kind::Day),
            ("dd/mm/yyyy hh:mm", Kind::Day),
            ("mmm\\-yy", Kind::Day),
            ("[$-410]d mmmm yyyy;@", Kind::Day),
            ("@", Kind::Plain),
            ("0.00E+00", Kind::Plain),
        ] {
            assert_eq!(Format::of_code(code).kind(1.0), kind, "{code}");
        }
    }

    #[test]
    fn what_a_person_sees_is_told_where_the_digits_do_not_say_it() {
        let shown = |code: &str, number: f64| Format::of_code(code).shown(number, None);
        for (code, number) in [
            ("General", 3.0),
            ("#,##0.00\\ \"€\"", 3.0),
            ("[$€-410]\\ #,##0.00", 3.0),
            ("_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* \"-\"??\\ _€_-;_-@_-", 0.0),
            ("#,##0_);(#,##0)", -3.0),
            ("#,##0.00;[Red]-#,##0.00", -3.0),
            ("#,##0;[Red]#,##0", -3.0),
            ("0;0", 3.0),
            ("0.00E+00", 3.0),
            ("# ?/?", 0.5),
            ("@", 3.0),
        ] {
            assert_eq!(shown(code, number), None, "{code}");
        }
        for (code, number, text) in [
            ("#,##0\\ \"mila\"", 383.0, "383 mila"),
            ("0.0,,\\ \"mln\"", 1_250_000.0, "1,3 mln"),
            ("#,##0,", 383_000.0, "383"),
            ("[$$-409]#,##0.00", 30_000.0, "$30.000"),
            ("[$CHF-1407] #,##0.00", 1234.5, "CHF 1.234,5"),
            ("0\" mesi\"", 12.0, "12 mesi"),
            ("[>=1000000]0.0,,\"mln\";[>=1000]0,\"mila\";0", 5_000.0, "5mila"),
            ("[h]:mm", 1.5, "36:00"),
            ("h:mm", 1.5, "12:00"),
            (";;;", 3.0, ""),
            ("0;-0;;@", 0.0, ""),
            ("0;0;\"nessuno\"", 0.0, "nessuno"),
            ("#,##0;#,##0", -5_000.0, "5.000"),
        ] {
            assert_eq!(shown(code, number).as_deref(), Some(text), "{code}");
        }
        assert!(Format::of_code(";;;").hides_text() && !Format::of_code("0;0;0").hides_text());
    }

    #[test]
    fn days_of_which_a_part_is_shown_are_told() {
        let day = Day::new(2024, 4, 3);
        let shown = |code: &str| Format::of_code(code).shown(45_385.0, day);
        assert_eq!(shown("d\\-mmm").as_deref(), Some("3-apr"));
        assert_eq!(shown("mmm\\-yy").as_deref(), Some("apr-24"));
        assert_eq!(shown("yyyy").as_deref(), Some("2024"));
        assert_eq!(shown("dd/mm/yyyy"), None);
        assert_eq!(Format::of_id(16).shown(45_385.0, day).as_deref(), Some("3-apr"));
        assert_eq!(Format::of_id(14).shown(45_385.0, day), None);
    }
}
