// SPDX-License-Identifier: EUPL-1.2
//! Days on the command line, and today's: the only place of the program that reads the clock.

use sestante::datum::Day;
use sestante::diag::Error;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today, in universal time.
#[expect(clippy::disallowed_methods, reason = "the day on which a file came, for the log")]
pub(super) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or(0);
    Day::new(1970, 1, 1).and_then(|first| first.plus(days)).unwrap_or_default()
}

/// A day of the calendar written as `2022-12-31` or `31/12/2022`.
pub(super) fn parse(text: &str) -> Result<Day, Error> {
    read(text.trim()).ok_or_else(|| Error::user("date-wanted", &[("text", text)]))
}

fn read(text: &str) -> Option<Day> {
    let numbers = |separator| -> Option<Vec<i64>> {
        text.split(separator)
            .map(|part| part.parse().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())))
            .collect()
    };
    let (year, month, day) = match (numbers('-').as_deref(), numbers('/').as_deref()) {
        (Some(&[year, month, day]), _) | (_, Some(&[day, month, year])) => (year, month, day),
        _ => return None,
    };
    Day::new(year, month, day).filter(|day| day.year() >= 1900)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_ways() {
        let read = |text: &str| read(text).map(|day| day.to_string());
        assert_eq!(read("2022-06-30").as_deref(), Some("2022-06-30"));
        assert_eq!(read("30/6/2022").as_deref(), Some("2022-06-30"));
        assert_eq!(read("29/02/2024").as_deref(), Some("2024-02-29"));
        for wrong in ["", "ieri", "2022-13-01", "2023-02-29", "30-06-2022", "+1/1/2022", "1/1/22"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
