// SPDX-License-Identifier: EUPL-1.2
//! One part of a number format: what stands between two semicolons of its code.

use crate::datum::{Day, Decimal, MONTHS};
use crate::locale;

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
pub(super) struct Part {
    pub(super) condition: Option<(Relation, f64)>,
    pub(super) pieces: Vec<Piece>,
    pub(super) kind: Kind,
    decimals: usize,
    /// How often the number is divided by a thousand.
    thousands: i32,
    /// Whether it has a colour of its own.
    coloured: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Relation {
    Below,
    BelowOrAt,
    At,
    NotAt,
    AtOrAbove,
    Above,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
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

impl Relation {
    pub(super) fn holds(self, number: f64, limit: f64) -> bool {
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
pub(super) fn pieces(code: &str) -> Vec<&str> {
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
    pub(super) fn of(code: &str) -> Self {
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
                    part.words(letters.next().map(String::from).unwrap_or_default().as_str());
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
            self.coloured |= found.is_none();
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
    pub(super) fn number(&self, number: f64, signed: bool) -> Option<String> {
        let around = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Words(words) => Some(words.as_str()),
            _ => None,
        });
        // Of a negative number nothing says that it is: «5.000» is seen where −5000 stands.
        let says_sign = |words: &str| words.contains(['-', '−', '–', '(']);
        let hides_sign = signed && !self.coloured && !around.clone().any(says_sign);
        let ordinary = self.thousands == 0 && around.clone().all(is_ordinary) && !hides_sign;
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
    pub(super) fn day(&self, day: Day) -> Option<String> {
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
    pub(super) fn time(&self, days: f64) -> String {
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
