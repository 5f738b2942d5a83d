// SPDX-License-Identifier: EUPL-1.2
//! Days of the calendar, and dates that are only as fine as a source gives them.

use jiff::Span;
use jiff::civil;
use std::fmt;

/// The months, in the order of the year.
pub const MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

/// A day that the calendar has, of a year of four digits. Printed as `2022-12-31`.
///
/// The default, 1/1/1970, stands where a file of the study should say a day and does not: that is a
/// mistake, and nothing is made of such a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

impl Day {
    /// The day, when the calendar has it.
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year))?;
        let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        date.ok().map(Day)
    }

    /// The day of `2022-12-31`; none for anything else, and for a day that the calendar has not.
    pub fn parse(iso: &str) -> Option<Self> {
        let (year, rest) = iso.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Day::new(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
    }

    /// The day this many days after 30/12/1899, as spreadsheets count from March 1900 on.
    pub fn from_serial(serial: i64) -> Option<Self> {
        Day::new(1899, 12, 30)?.plus(serial)
    }

    /// The day this many days later.
    pub fn plus(self, days: i64) -> Option<Self> {
        let date = self.0.checked_add(Span::new().try_days(days).ok()?).ok()?;
        (1000..=9999).contains(&date.year()).then_some(Day(date))
    }

    /// How many days lie between an earlier day and this one; negative when that one is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        self.0.duration_since(earlier.0).as_hours() / 24
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// `31/12/2022`.
    pub fn short(self) -> String {
        format!("{:02}/{:02}/{}", self.day(), self.month(), self.year())
    }

    /// `31 dicembre 2022`; the first of a month as `1º settembre 2022`.
    pub fn long(self) -> String {
        let first = if self.day() == 1 { "º" } else { "" };
        format!("{}{first} {} {}", self.day(), month_name(self.month()), self.year())
    }

    /// As a number of years, for time axes: 1/7/2021 is 2021,5.
    pub fn year_fraction(self) -> f64 {
        let since = |number: i8| f64::from(number - 1);
        f64::from(self.year()) + since(self.month()) / 12.0 + since(self.day()) / 366.0
    }
}

impl Default for Day {
    fn default() -> Self {
        Day(civil::Date::constant(1970, 1, 1))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// When outside data is of: a day, or only a month or a year, as its source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Date {
    /// `2022`.
    Year(i16),
    /// `2022-12`.
    Month(i16, i8),
    /// `2022-12-31`.
    Day(Day),
}

impl Date {
    /// The date of `2022`, `2022-12` or `2022-12-31`; none for anything else.
    pub fn parse(iso: &str) -> Option<Self> {
        let first = match iso.len() {
            4 => format!("{iso}-01-01"),
            7 => format!("{iso}-01"),
            _ => iso.to_owned(),
        };
        let day = Day::parse(&first)?;
        Some(match iso.len() {
            4 => Date::Year(day.year()),
            7 => Date::Month(day.year(), day.month()),
            _ => Date::Day(day),
        })
    }

    /// `31/12/2022`, `dicembre 2022`, `2022`.
    pub fn short(self) -> String {
        match self {
            Date::Year(year) => year.to_string(),
            Date::Month(year, month) => format!("{} {year}", month_name(month)),
            Date::Day(day) => day.short(),
        }
    }
}

fn month_name(month: i8) -> &'static str {
    let at = usize::try_from(month - 1).ok();
    at.and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// A number of just so many digits.
fn digits(text: &str, wanted: usize) -> Option<i64> {
    let are = text.len() == wanted && text.bytes().all(|byte| byte.is_ascii_digit());
    if are { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::parse(iso).unwrap()
    }

    #[test]
    fn a_day_that_the_calendar_has_not_is_no_day() {
        for good in ["2022-12-31", "2024-02-29", "2000-02-29", "1000-01-01", "9999-12-31"] {
            assert_eq!(day(good).to_string(), good);
        }
        for wrong in [
            "2022-02-31",
            "2023-02-29",
            "1900-02-29",
            "2022-13-01",
            "2022-00-10",
            "2022-04-00",
            "0022-12-31",
            "2022-1-1",
            "2022-+1-01",
            "-2022-12-31",
            "2022-12-31T00:00",
            "20221231",
            "31/12/2022",
            "entro domani",
            "",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_written_as_italians_do() {
        assert_eq!(day("2022-12-31").short(), "31/12/2022");
        assert_eq!(day("2022-09-01").short(), "01/09/2022");
        assert_eq!(day("2022-12-31").long(), "31 dicembre 2022");
        assert_eq!(day("2022-09-01").long(), "1º settembre 2022");
    }

    #[test]
    fn days_between_two_are_those_of_the_calendar() {
        let between = |a: &str, b: &str| day(b).days_since(day(a));
        assert_eq!(between("2024-02-28", "2024-03-01"), 2);
        assert_eq!(between("2023-02-28", "2023-03-01"), 1);
        assert_eq!(between("2023-12-31", "2024-12-31"), 366);
        assert_eq!(between("2000-01-01", "1999-12-31"), -1);
        assert_eq!(between("1000-01-01", "9999-12-31"), 3_287_181);
    }

    #[test]
    fn serial_numbers_are_days() {
        let of = |serial| Day::from_serial(serial).map(|day| day.to_string());
        assert_eq!(of(44_926).as_deref(), Some("2022-12-31"));
        assert_eq!(of(36_585).as_deref(), Some("2000-02-29"));
        assert_eq!(of(61).as_deref(), Some("1900-03-01"));
        assert_eq!(of(2_958_465).as_deref(), Some("9999-12-31"));
        assert_eq!(of(2_958_466), None);
        assert_eq!(of(i64::MAX), None);
    }

    #[test]
    fn a_date_is_as_fine_as_its_source_says() {
        let short = |iso| Date::parse(iso).map(Date::short);
        assert_eq!(short("2022").as_deref(), Some("2022"));
        assert_eq!(short("2022-05").as_deref(), Some("maggio 2022"));
        assert_eq!(short("2022-05-09").as_deref(), Some("09/05/2022"));
        for wrong in ["2022-13", "22", "2022-02-30", "circa 2022", "2022-05-", "maggio"] {
            assert_eq!(short(wrong), None, "{wrong}");
        }
    }
}
