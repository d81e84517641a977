//! Terms of office on a line of time that also has the day of publication.

use crate::report::{Office, OfficeStatus, Official};

/// One term on the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The office with its body.
    pub office: String,
    /// Where the bar begins, 0 to 1; where the beginning is not known, the line's.
    pub start: f32,
    /// Where it ends, 0 to 1.
    pub end: f32,
    /// Whether the beginning is not known.
    pub open_start: bool,
    /// Whether the end is not known: the bar ends on the day to which the source speaks.
    pub open_end: bool,
    /// Whether the term covers the day of publication.
    pub covers: bool,
}

/// The line.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The terms, first begun first.
    pub terms: Vec<Term>,
    /// Where the day of publication stands, 0 to 1.
    pub day: Option<f32>,
    /// Year at the line's beginning.
    pub from: i32,
    /// Year after its end.
    pub to: i32,
}

/// Most terms on one line.
const MOST: usize = 6;

/// A year with its part gone by, from `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn years(iso: &str) -> Option<f32> {
    let mut parts = iso.split('-');
    let year: i32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let mut number = |most: u32| parts.next().map_or(Some(1), |p| p.parse::<u32>().ok().filter(|n| (1..=most).contains(n)));
    let (month, day) = (number(12)?, number(31)?);
    Some(year as f32 + (month - 1) as f32 / 12.0 + (day - 1) as f32 / 372.0)
}

/// Beginning and end as far as they are known, and where the bar is drawn from and to; nothing where neither has a date.
fn bounds(office: &Office) -> Option<Bounds<'_>> {
    let from = office.from.as_deref().and_then(years);
    let to = office.to.as_deref().and_then(years);
    let start = from.or(to)?;
    let end = to.or(years(&office.as_of)).unwrap_or(start).max(start);
    Some(Bounds { office, from, to, start, end })
}

struct Bounds<'r> {
    office: &'r Office,
    from: Option<f32>,
    to: Option<f32>,
    start: f32,
    end: f32,
}

/// Puts an official's terms on a line; nothing where no term has a date.
pub fn timeline(official: &Official, published: Option<&str>) -> Option<Timeline> {
    let mut offices: Vec<&Office> = Vec::new();
    for office in official.office_then.iter().chain(&official.office_now) {
        if !offices.iter().any(|o| o.office == office.office && o.from == office.from && o.to == office.to) {
            offices.push(office);
        }
    }
    let day = published.and_then(years);
    let mut dated: Vec<_> = offices.into_iter().filter_map(bounds).take(MOST).collect();
    dated.sort_by(|a, b| a.start.total_cmp(&b.start));
    let first = dated.iter().map(|d| d.start).chain(day).min_by(f32::total_cmp)?.floor();
    let last = dated.iter().map(|d| d.end).chain(day).max_by(f32::total_cmp)?;
    if dated.is_empty() {
        return None;
    }
    let end = (last.floor() + 1.0).max(first + 1.0);
    let at = |year: f32| ((year - first) / (end - first)).clamp(0.0, 1.0);
    let terms = dated
        .iter()
        .map(|Bounds { office, from, to, start, end: stop }| Term {
            office: office.office.clone(),
            start: if from.is_some() { at(*start) } else { 0.0 },
            end: at(*stop),
            open_start: from.is_none(),
            open_end: to.is_none(),
            covers: match day {
                Some(day) => from.is_none_or(|f| f <= day) && day <= *stop,
                None => office.status == OfficeStatus::Current,
            },
        })
        .collect();
    Some(Timeline { terms, day: day.map(at), from: first as i32, to: end as i32 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{self, official};

    fn office(name: &str, from: Option<&str>, to: Option<&str>, as_of: &str) -> Office {
        let (from, to) = (from.map(str::to_owned), to.map(str::to_owned));
        Office { from, to, as_of: as_of.into(), ..sample::office(name, OfficeStatus::Current) }
    }

    #[test]
    fn terms_stand_in_order_and_the_day_among_them() {
        let mayor = office("Mayor", Some("2020"), Some("2024-07-01"), "2024-07-01");
        let clerk = office("Clerk", Some("2015-01-01"), Some("2019-01-01"), "2020");
        let line = timeline(&official(vec![mayor.clone(), clerk], vec![mayor]), Some("2023-06-08")).unwrap();
        assert_eq!((line.from, line.to, line.terms.len()), (2015, 2025, 2), "the same term twice is one");
        let names: Vec<_> = line.terms.iter().map(|t| (t.office.as_str(), t.covers, t.open_end)).collect();
        assert_eq!(names, [("Clerk", false, false), ("Mayor", true, false)]);
        assert!((line.terms[1].start - 0.5).abs() < 0.01 && (line.terms[1].end - 0.95).abs() < 0.01);
        assert!((line.day.unwrap() - 0.84).abs() < 0.01);
    }

    #[test]
    fn an_end_that_is_not_known_is_the_last_word_of_the_source() {
        let line = timeline(&official(vec![office("Mayor", Some("2020"), None, "2022-07")], vec![]), Some("2025-01-01")).unwrap();
        assert!(line.terms[0].open_end && !line.terms[0].covers);
        assert!(line.terms[0].end < 0.5);
    }

    #[test]
    fn what_has_no_date_is_on_no_line() {
        assert_eq!(timeline(&official(vec![office("Mayor", None, None, "2022")], vec![]), Some("2023")), None);
        assert_eq!(timeline(&official(vec![], vec![]), None), None);
        let odd = office("Mayor", Some("early 2020"), Some("2024-13-40"), "soon");
        assert_eq!(timeline(&official(vec![odd], vec![]), Some("2023")), None);
        let only_end = timeline(&official(vec![office("Mayor", None, Some("2024"), "2024")], vec![]), None).unwrap();
        assert!(only_end.terms[0].open_start && only_end.terms[0].start == 0.0);
    }
}
