//! Days out of printed dates.
//!
//! A report holds days, not moments: the day that the page prints. `2023-06-08T01:30:00+03:00` is the 8th, wherever the
//! reader is. A date that can be read in two ways (`03/04/2023`) is not read at all.

use super::pattern::{Rule, first_chars, rule};
use regex::Regex;
use std::sync::LazyLock;

/// Longest string that is read as a date, in bytes.
const LONGEST: usize = 200;

/// Names of months by their beginning; the longest fitting beginning decides. English, then the languages of the pages
/// that most often print dates without a machine-readable one.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("ene", 1),
    ("abr", 4),
    ("ago", 8),
    ("dic", 12),
    ("janv", 1),
    ("fév", 2),
    ("fev", 2),
    ("avr", 4),
    ("mai", 5),
    ("juin", 6),
    ("juil", 7),
    ("aoû", 8),
    ("aout", 8),
    ("déc", 12),
    ("mär", 3),
    ("okt", 10),
    ("dez", 12),
    ("maj", 5),
    ("gen", 1),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("set", 9),
    ("ott", 10),
    ("out", 10),
    ("янв", 1),
    ("фев", 2),
    ("мар", 3),
    ("апр", 4),
    ("мая", 5),
    ("май", 5),
    ("июн", 6),
    ("июл", 7),
    ("авг", 8),
    ("сен", 9),
    ("окт", 10),
    ("ноя", 11),
    ("дек", 12),
    ("січ", 1),
    ("лют", 2),
    ("бер", 3),
    ("кві", 4),
    ("тра", 5),
    ("чер", 6),
    ("лип", 7),
    ("сер", 8),
    ("вер", 9),
    ("жов", 10),
    ("лис", 11),
    ("гру", 12),
];

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    MONTHS.iter().filter(|(start, _)| word.starts_with(start)).max_by_key(|(start, _)| start.len()).map(|(_, n)| *n)
}

static ISO: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^((?:19|20)[0-9]{2})[-/. ]{1,2}([0-9]{1,2})[-/. ]{1,2}([0-9]{1,2})(?:[^0-9]|$)"));
static PACKED: LazyLock<Regex> = LazyLock::new(|| rule(r"^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:T?[0-9]{4,6}Z?|T.*)?$"));
static DAY_MONTH: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?:^|[^0-9])([0-9]{1,2})(?:st|nd|rd|th|º|er|\.)?[ \u{a0}-]+(?:of |de |d')?(\p{L}{3,12})\.?,?[ \u{a0}-]+(?:de |del )?((?:19|20)[0-9]{2})(?:[^0-9]|$)",
    )
});
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?:^|\P{L})(\p{L}{3,12})\.?[ \u{a0}]+([0-9]{1,2})(?:st|nd|rd|th)?,?[ \u{a0}]+((?:19|20)[0-9]{2})(?:[^0-9]|$)")
});
static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:^|[^0-9/.])([0-9]{1,2})([./-])([0-9]{1,2})[./-]((?:19|20)[0-9]{2})(?:[^0-9]|$)"));
static EAST_ASIAN: Rule =
    Rule::new(&["年", "년"], r"((?:19|20)[0-9]{2})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]");
static IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?:^|[/_-])((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2]|[1-9]|\p{L}{3})[/-]?(0[1-9]|[12][0-9]|3[01]|[1-9])(?:[/_T-]|$)")
});

/// A valid day as `YYYY-MM-DD`. Days before the web are no publication dates of pages, but newspapers put their
/// archives online, so the 20th century is allowed.
fn valid(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1900..2100).contains(&year) && (1..=last).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The day that a printed date names.
pub(crate) fn day(words: &str) -> Option<String> {
    let words = words.trim();
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let number = |group: Option<regex::Match<'_>>| group.and_then(|m| m.as_str().parse::<u32>().ok());
    if let Some(c) = PACKED.captures(words) {
        return valid(number(c.get(1))?, number(c.get(2))?, number(c.get(3))?);
    }
    let numerals = words.trim_start_matches(|c: char| !c.is_ascii_digit());
    let near = first_chars(words, 21).len() > words.len() - numerals.len();
    if let Some(c) = near.then(|| ISO.captures(numerals)).flatten() {
        return valid(number(c.get(1))?, number(c.get(2))?, number(c.get(3))?);
    }
    if let Some(c) = EAST_ASIAN.captures(words) {
        return valid(number(c.get(1))?, number(c.get(2))?, number(c.get(3))?);
    }
    for c in DAY_MONTH.captures_iter(words) {
        if let Some(found) = month(&c[2]).and_then(|m| valid(number(c.get(3))?, m, number(c.get(1))?)) {
            return Some(found);
        }
    }
    for c in MONTH_DAY.captures_iter(words) {
        if let Some(found) = month(&c[1]).and_then(|m| valid(number(c.get(3))?, m, number(c.get(2))?)) {
            return Some(found);
        }
    }
    if let Some(c) = NUMBERS.captures(words) {
        let (a, b, year) = (number(c.get(1))?, number(c.get(3))?, number(c.get(4))?);
        return match (&c[2], a, b) {
            (".", day, month) => valid(year, month, day),
            (_, day, month) if day > 12 => valid(year, month, day),
            (_, month, day) if day > 12 || day == month => valid(year, month, day),
            _ => None,
        };
    }
    moment(words)
}

static CLOCK: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?:T|\s)([0-9]{2}):?([0-9]{2})(?::?[0-9]{2})?(?:[.,][0-9]+)?\s*(Z|[+-]00:?00|UTC|GMT|)$"));

/// Minutes since midnight where a timestamp counts in UTC or says no offset.
pub(crate) fn utc_minutes(words: &str) -> Option<u32> {
    let words = words.trim();
    if words.len() > 60 {
        return None;
    }
    let clock = CLOCK.captures(words)?;
    let (hours, minutes) = (clock[1].parse::<u32>().ok()?, clock[2].parse::<u32>().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Whether a printed day can be the local day of a moment in UTC: clocks run from 12 hours behind to 14 ahead of it.
pub(crate) fn is_local_day(printed: &str, utc: &str, minutes: u32) -> bool {
    match (number_of(printed), number_of(utc)) {
        (Some(a), Some(b)) if a == b + 1 => minutes >= (24 - 14) * 60,
        (Some(a), Some(b)) if a + 1 == b => minutes < 12 * 60,
        _ => false,
    }
}

/// Days since an epoch, for a day as this module writes it.
fn number_of(day: &str) -> Option<i64> {
    let mut parts = day.split('-').map(|p| p.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // As in `moment`, the other way.
    let year = if month <= 2 { year - 1 } else { year };
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (153 * shifted + 2) / 5 + day)
}

/// Seconds or milliseconds since 1970, in UTC.
fn moment(words: &str) -> Option<String> {
    if !words.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = match words.len() {
        10 => words.parse::<u64>().ok()?,
        13 => words.parse::<u64>().ok()? / 1000,
        _ => return None,
    };
    // Days to a civil date, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let days = seconds / 86_400 + 719_468;
    let era = days / 146_097;
    let of_era = days - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    valid(year as u32, month as u32, day as u32)
}

/// The day that stands in the path of an address: `/2023/06/08/`, `/2023-06-08-`, `/20230608/`, `/2023/jun/08/`.
pub(crate) fn in_address(url: &str) -> Option<String> {
    let path = url.split("://").nth(1)?.split_once('/')?.1;
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    let path = format!("/{}", path.get(..300).unwrap_or(path));
    IN_ADDRESS.captures_iter(&path).find_map(|c| {
        let month = c[2].parse::<u32>().ok().or_else(|| month(&c[2]))?;
        valid(c[1].parse().ok()?, month, c[3].parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_become_the_day_they_print() {
        for (words, expected) in [
            ("2023-06-08T01:30:00+03:00", "2023-06-08"),
            ("2023-06-08T23:59:59Z", "2023-06-08"),
            ("2023-6-8", "2023-06-08"),
            ("2023/06/08 10:00", "2023-06-08"),
            ("2023.06.08", "2023-06-08"),
            ("2025. 5. 15", "2025-05-15"),
            ("20230608", "2023-06-08"),
            ("20230608T120000Z", "2023-06-08"),
            ("20230608101500", "2023-06-08"),
            ("8 June 2023", "2023-06-08"),
            ("Thu, 08 Jun 2023 10:00:00 GMT", "2023-06-08"),
            ("June 8th, 2023", "2023-06-08"),
            ("Published: Sept. 3, 2024 at 5:12 p.m.", "2024-09-03"),
            ("Updated 7 Mar 2023, first published 8 June 2022", "2023-03-07"),
            ("1er juin 2023", "2023-06-01"),
            ("8 de junio de 2023", "2023-06-08"),
            ("8. Juni 2023", "2023-06-08"),
            ("8 июня 2023", "2023-06-08"),
            ("08.06.2023 11:20", "2023-06-08"),
            ("25/12/2023", "2023-12-25"),
            ("12/25/2023", "2023-12-25"),
            ("2023年6月8日", "2023-06-08"),
            ("2023년 6월 8일", "2023-06-08"),
            ("1686218400", "2023-06-08"),
            ("1686218400000", "2023-06-08"),
            ("29 February 2024", "2024-02-29"),
        ] {
            assert_eq!(day(words).as_deref(), Some(expected), "{words}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_none() {
        for words in [
            "",
            "yesterday",
            "3 hours ago",
            "03/04/2023",
            "2023",
            "June 2023",
            "29 February 2023",
            "2023-13-01",
            "31 April 2023",
            "room 12 of 2023",
            "+1 202 555 0123 2023",
            "99999999",
            "{{date}}",
            "8 Marketing 20233",
        ] {
            assert_eq!(day(words), None, "{words}");
        }
        assert_eq!(day(&"8 June 2023 ".repeat(50)), None);
    }

    #[test]
    fn a_printed_day_may_be_the_neighbour_of_the_day_in_utc() {
        assert_eq!(utc_minutes("2023-06-08T18:30:00Z"), Some(18 * 60 + 30));
        assert_eq!(utc_minutes("2023-06-08T18:30:00.074+00:00"), Some(18 * 60 + 30));
        assert_eq!(utc_minutes("2023-06-08T18:30:00"), Some(18 * 60 + 30));
        assert_eq!(utc_minutes("2023-06-08T18:30:00+03:00"), None);
        assert_eq!(utc_minutes("2023-06-08"), None);
        assert!(is_local_day("2024-03-01", "2024-02-29", 18 * 60));
        assert!(is_local_day("2023-12-31", "2024-01-01", 3 * 60));
        assert!(!is_local_day("2024-01-02", "2024-01-01", 3 * 60));
        assert!(!is_local_day("2023-12-31", "2024-01-01", 20 * 60));
        assert!(!is_local_day("2024-01-03", "2024-01-01", 20 * 60));
    }

    #[test]
    fn addresses_hold_days_only_in_their_paths() {
        for (url, expected) in [
            ("https://courier.example/2023/06/08/harbour-opens", Some("2023-06-08")),
            ("https://courier.example/world/2023/jun/08/harbour", Some("2023-06-08")),
            ("https://courier.example/world-2023-06-08-harbour", Some("2023-06-08")),
            ("https://courier.example/a/20230608/c1", Some("2023-06-08")),
            ("https://courier.example/?d=2023/06/08", None),
            ("https://courier.example/id/99202306081", None),
            ("https://courier.example/2023/06/harbour", None),
            ("not an address", None),
        ] {
            assert_eq!(in_address(url).as_deref(), expected, "{url}");
        }
    }
}
