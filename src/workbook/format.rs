// SPDX-License-Identifier: EUPL-1.2
//! Number formats: what a code such as `#,##0\ "mila"` makes of a number.
//!
//! A code has parts for positive numbers, negative ones, zero and texts. Each holds words to show,
//! places for digits, signs that divide (`,` behind the last digit) or multiply (`%`), or the letters
//! of days and hours.

use crate::datum::{Day, Decimal, MONTHS};
use crate::locale;

/// A format, ready to be used for many cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Format {
    parts: Vec<Part>,
}

/// What a number in a format is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// A number as it stands.
    #[default]
    Plain,
    /// A share: 0.35 is shown as 35 %.
    Percent,
    /// A day, or a moment of one.
    Day,
    /// Hours: of a day, or how many.
    Time,
}

/// One of the parts between semicolons.
#[derive(Debug, Clone, PartialEq, Default)]
struct Part {
    condition: Option<(Relation, f64)>,
    pieces: Vec<Piece>,
    kind: Kind,
    decimals: usize,
    /// How often the number is divided by a thousand.
    thousands: i32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Relation {
    Below,
    BelowOrAt,
    At,
    NotAt,
    AtOrAbove,
    Above,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Words(String),
    /// Where the digits go.
    Digits,
    /// A letter of a day or an hour, and how many of them.
    Letter(char, usize),
    /// Hours, minutes or seconds that run on beyond a day.
    Elapsed(char),
    /// Where a text goes.
    Text,
}

impl Format {
    /// The format that needs no code (ECMA-376, 18.8.30); those of East Asia depend on the place.
    pub(super) fn of_id(id: u32) -> Self {
        let kind = match id {
            9 | 10 => Kind::Percent,
            14..=17 | 22 | 27..=36 | 50..=58 => Kind::Day,
            18..=21 | 45..=47 => Kind::Time,
            _ => Kind::Plain,
        };
        // How days are shown depends on the place: the code of a whole day shows nothing else.
        match id {
            16 => Format::of_code("d-mmm"),
            17 => Format::of_code("mmm-yy"),
            18..=21 => Format::of_code("h:mm"),
            45 | 47 => Format::of_code("mm:ss"),
            46 => Format::of_code("[h]:mm:ss"),
            _ if kind == Kind::Day => Format::of_code("dd/mm/yyyy"),
            _ if kind == Kind::Percent => Format::of_code("0%"),
            _ => Format::default(),
        }
    }

    /// The format of a code.
    pub(super) fn of_code(code: &str) -> Self {
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

impl Relation {
    fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Relation::Below => number < limit,
            Relation::BelowOrAt => number <= limit,
            Relation::At => number == limit,
            Relation::NotAt => number != limit,
            Relation::AtOrAbove => number >= limit,
            Relation::Above => number > limit,
        }
    }
}

/// The parts of a code, with what is quoted left alone.
fn pieces(code: &str) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    code.split(move |c: char| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match c {
            '"' => quoted = !quoted,
            '\\' => escaped = !quoted,
            _ => {}
        }
        c == ';' && !quoted
    })
    .collect()
}

impl Part {
    fn of(code: &str) -> Self {
        let mut part = Part::default();
        if code.to_lowercase().starts_with("general") {
            part.pieces.push(Piece::Digits);
            let rest = code.get(7..).unwrap_or_default();
            part.pieces.extend(Part::of(rest).pieces);
            part.decimals = 15;
            return part;
        }
        let mut letters = code.chars().peekable();
        let mut after_point = false;
        while let Some(c) = letters.next() {
            match c {
                '\\' | '!' => {
                    part.words(letters.next().map(String::from).unwrap_or_default().as_str())
                }
                '_' => {
                    letters.next();
                    part.words(" ");
                }
                '*' => drop(letters.next()),
                '"' => {
                    let words: String = letters.by_ref().take_while(|c| *c != '"').collect();
                    part.words(&words);
                }
                '[' => {
                    let inside: String = letters.by_ref().take_while(|c| *c != ']').collect();
                    part.bracket(&inside);
                }
                '0' | '#' | '?' => {
                    part.decimals += usize::from(after_point);
                    part.digits();
                }
                '.' if letters.peek().is_some_and(|next| matches!(next, '0' | '#' | '?')) => {
                    after_point = true;
                    part.digits();
                }
                ',' if part.pieces.contains(&Piece::Digits) => {
                    let more = letters.clone().find(|next| *next != ',');
                    if !more.is_some_and(|next| matches!(next, '0' | '#' | '?')) {
                        part.thousands += 1;
                    }
                }
                '%' => part.kind = Kind::Percent,
                '@' => part.pieces.push(Piece::Text),
                'E' | 'e' if part.pieces.contains(&Piece::Digits) => {
                    // The power of ten is shown as one.
                    letters.by_ref().next_if(|next| matches!(next, '+' | '-'));
                    part.decimals = 15;
                    after_point = false;
                }
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' => {
                    part.letter(c.to_ascii_lowercase());
                }
                c => part.words(&c.to_string()),
            }
        }
        part.settle();
        part
    }

    fn words(&mut self, words: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Words(before)) => before.push_str(words),
            _ => self.pieces.push(Piece::Words(words.to_owned())),
        }
    }

    fn digits(&mut self) {
        if !self.pieces.contains(&Piece::Digits) {
            self.pieces.push(Piece::Digits);
        }
    }

    fn letter(&mut self, letter: char) {
        match self.pieces.last_mut() {
            Some(Piece::Letter(before, count)) if *before == letter => *count += 1,
            _ => self.pieces.push(Piece::Letter(letter, 1)),
        }
    }

    /// A colour, a condition, a currency, hours that run on.
    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_lowercase();
        if let Some(first) = lower.chars().next()
            && lower.chars().all(|c| c == first)
            && matches!(first, 'h' | 'm' | 's')
        {
            self.pieces.push(Piece::Elapsed(first));
        } else if let Some(currency) = inside.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            self.words(sign);
        } else {
            let relations = [
                ("<=", Relation::BelowOrAt),
                (">=", Relation::AtOrAbove),
                ("<>", Relation::NotAt),
                ("<", Relation::Below),
                (">", Relation::Above),
                ("=", Relation::At),
            ];
            let found = relations.iter().find_map(|(sign, relation)| {
                Some((*relation, inside.strip_prefix(sign)?.trim().parse().ok()?))
            });
            self.condition = found.or(self.condition);
        }
    }

    /// Says what the letters mean: those of days, those of hours.
    fn settle(&mut self) {
        let has = |wanted: &[char]| {
            self.pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Letter(c, _) if wanted.contains(c)))
        };
        let elapsed = self.pieces.iter().any(|piece| matches!(piece, Piece::Elapsed(_)));
        // Tenths of seconds have places for digits, and nothing else that has letters.
        if self.pieces.contains(&Piece::Digits) && !elapsed && !has(&['s']) {
            return;
        }
        if elapsed || has(&['h', 's']) && !has(&['d', 'y']) {
            self.kind = Kind::Time;
        } else if has(&['d', 'y', 'm']) {
            self.kind = Kind::Day;
        }
    }

    /// A number with the words around it, when these say more than the number.
    fn number(&self, number: f64, signed: bool) -> Option<String> {
        let around = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(words) => Some(words.as_str()),
            _ => None,
        });
        let ordinary = self.thousands == 0 && around.clone().all(is_ordinary);
        if ordinary || !self.pieces.contains(&Piece::Digits) {
            // A word in place of a number: a dash for none says no more than 0 does.
            let word: String = around.collect();
            let stands = !self.pieces.contains(&Piece::Digits) && !is_ordinary(&word);
            return stands.then(|| word.trim().to_owned());
        }
        let scaled = number / 1000f64.powi(self.thousands);
        let mut decimals = self.decimals.min(15);
        while decimals > 0
            && (scaled * 10f64.powi(i32::try_from(decimals).unwrap_or(0) - 1)).fract().abs() < 1e-9
        {
            decimals -= 1;
        }
        let scaled = if signed { scaled.abs() } else { scaled };
        let digits = Decimal::from_f64(scaled)
            .map_or_else(|| scaled.to_string(), |scaled| locale::number(scaled, decimals))
            .replace('\u{2212}', "-");
        let text: String = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Digits => digits.as_str(),
                _ => "",
            })
            .collect();
        Some(text.trim().to_owned())
    }

    /// A day, when the format does not show all of it.
    fn day(&self, day: Day) -> Option<String> {
        let has = |letter: char| {
            self.pieces.iter().any(|piece| matches!(piece, Piece::Letter(c, _) if *c == letter))
        };
        if has('d') && has('m') && has('y') {
            return None;
        }
        let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied();
        let month = month.unwrap_or_default();
        let letters = |letter: char, count: usize| match (letter, count) {
            ('d', 1) => day.day().to_string(),
            ('d', 2) => format!("{:02}", day.day()),
            ('m', 1) => day.month().to_string(),
            ('m', 2) => format!("{:02}", day.month()),
            ('m', 3) => month.chars().take(3).collect(),
            ('m', _) => month.to_owned(),
            ('y', 1 | 2) => format!("{:02}", day.year().rem_euclid(100)),
            ('y', _) => day.year().to_string(),
            _ => String::new(),
        };
        let text: String = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Letter(letter, count) => letters(*letter, *count),
                _ => String::new(),
            })
            .collect();
        Some(text.trim().to_owned())
    }

    /// Hours and minutes, and seconds where there are any.
    fn time(&self, days: f64) -> String {
        let runs_on = self.pieces.iter().any(|piece| matches!(piece, Piece::Elapsed(_)));
        hours(if runs_on { days } else { days.rem_euclid(1.0) })
    }
}

/// Days as hours: 1.5 is `36:00`.
pub(super) fn hours(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round();
    let sign = if days < 0.0 { "-" } else { "" };
    let (hours, rest) = ((seconds / 3_600.0).floor(), seconds % 3_600.0);
    let (minutes, seconds) = ((rest / 60.0).floor(), rest % 60.0);
    let tail = if seconds > 0.0 { format!(":{seconds:02}") } else { String::new() };
    format!("{sign}{hours}:{minutes:02}{tail}")
}

/// Words around a number that say no more than the number: blanks, signs, the euro.
pub(super) fn is_ordinary(words: &str) -> bool {
    let words = words.to_lowercase().replace("euro", "").replace("eur", "");
    words.chars().all(|c| c.is_whitespace() || "€+-−–()'’.,/|:".contains(c))
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
