// SPDX-License-Identifier: EUPL-1.2
//! Days on the command line, and today's: the only place of the program that reads the clock.

use sestante::diag::Error;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today as `2022-12-31`, in universal time.
#[expect(clippy::disallowed_methods, reason = "the day on which a file came, for the log")]
pub(super) fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    civil(i64::try_from(since.as_secs() / 86_400).unwrap_or(0))
}

/// A day of the calendar written as `2022-12-31` or `31/12/2022`, in the first way.
pub(super) fn parse(text: &str) -> Result<String, Error> {
    read(text.trim()).ok_or_else(|| Error::user("date-wanted", &[("text", text)]))
}

fn read(text: &str) -> Option<String> {
    let numbers = |separator| -> Option<Vec<u32>> {
        text.split(separator)
            .map(|part| part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())))
            .collect()
    };
    let (year, month, day) = match (numbers('-').as_deref(), numbers('/').as_deref()) {
        (Some(&[year, month, day]), _) | (_, Some(&[day, month, year])) => (year, month, day),
        _ => return None,
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let good = (1900..=9999).contains(&year) && (1..=days).contains(&day);
    good.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day with this number of days after 1/1/1970 (Howard Hinnant, "chrono-compatible low-level
/// date algorithms": years begin in March, so that the leap day is the last).
fn civil(days: i64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_ways() {
        assert_eq!(read("2022-06-30").as_deref(), Some("2022-06-30"));
        assert_eq!(read("30/6/2022").as_deref(), Some("2022-06-30"));
        assert_eq!(read("29/02/2024").as_deref(), Some("2024-02-29"));
        for wrong in ["", "ieri", "2022-13-01", "2023-02-29", "30-06-2022", "+1/1/2022", "1/1/22"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        assert_eq!(civil(0), "1970-01-01");
        assert_eq!(civil(11_016), "2000-02-29");
        assert_eq!(civil(19_358), "2023-01-01");
    }
}
