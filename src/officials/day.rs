//! Days of any precision in three bytes: year, month or 0, day or 0.

/// A day, a month or a year; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub u32);

impl Day {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (anything after is left); none where it is something else.
    pub fn parse(text: &str) -> Option<Day> {
        let part = |from: usize, to: usize| -> Option<u32> {
            let digits = text.get(from..to)?;
            if digits.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok() } else { None }
        };
        let year = part(0, 4)?;
        let month = if text.len() >= 7 { part(5, 7)? } else { 0 };
        let day = if text.len() >= 10 { part(8, 10)? } else { 0 };
        if month > 12 || day > 31 || year == 0 {
            return None;
        }
        Some(Day(year * 512 + month * 32 + day))
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The year.
    pub fn year(self) -> u32 {
        self.0 / 512
    }

    /// To the precision of another: a day compared with a year is a year.
    fn cut(self, to: Day) -> u32 {
        match (to.0 / 32 % 16, to.0 % 32) {
            (0, _) => self.0 / 512 * 512,
            (_, 0) => self.0 / 32 * 32,
            _ => self.0,
        }
    }

    /// Whether it is the same day or later, as far as the other is known.
    pub fn reaches(self, other: Day) -> bool {
        self.cut(other) >= other.0
    }

    /// Whether it is later, as far as the other is known.
    pub fn is_after(self, other: Day) -> bool {
        self.cut(other) > other.0
    }

    /// As an ISO date of its precision; none for none.
    pub fn iso(self) -> Option<String> {
        let (year, month, day) = (self.0 / 512, self.0 / 32 % 16, self.0 % 32);
        match (year, month, day) {
            (0, _, _) => None,
            (_, 0, _) => Some(format!("{year:04}")),
            (_, _, 0) => Some(format!("{year:04}-{month:02}")),
            _ => Some(format!("{year:04}-{month:02}-{day:02}")),
        }
    }
}
