//! Numerals: decimals, thousands, times, dates, telephone numbers.

use super::characters::{Class, class};

/// Units that are words of their own directly after a numeral (*5pm*, *3.5m*, *10km*); what is not here stays with it (*5G*).
const UNITS: &[&str] = &[
    "AM", "B", "Bn", "C", "CM", "EUR", "F", "GB", "GBP", "GHz", "GW", "GWP", "GWh", "Gb", "Hz", "K", "KB", "KG", "KM", "Kg",
    "Km", "M", "MB", "MHz", "MM", "MMBTU", "MW", "MWh", "Mb", "Mbps", "PM", "TB", "TW", "TWh", "USD", "W", "am", "billion", "bn",
    "bps", "c", "cm", "days", "ft", "g", "gb", "hrs", "k", "kHz", "kW", "kWh", "kb", "kg", "km", "kmh", "kph", "lb", "lbs", "m",
    "mb", "mg", "million", "min", "mins", "ml", "mm", "mn", "mph", "ms", "nm", "oz", "p", "pm", "sec", "secs", "sq", "tn",
    "trillion", "trn", "yrs",
];

/// Whether letters after a numeral are a unit.
pub fn is_unit(letters: &str) -> bool {
    letters.len() <= 8 && UNITS.binary_search(&letters).is_ok()
}

/// End of the numeral that begins at `start` with a digit.
pub fn end(text: &str, start: usize) -> usize {
    let mut at = digits(text, start);
    loop {
        let Some(sign) = text[at..].chars().next() else { return at };
        let behind = at + sign.len_utf8();
        let next = digits(text, behind);
        let length = next - behind;
        let joins = length > 0
            && match sign {
                '.' | ':' | '/' => true,
                ',' => length == 3 || length == 2 && text[next..].starts_with(','),
                _ => false,
            };
        if !joins {
            break;
        }
        at = next;
    }
    with_hyphens(text, start, at).unwrap_or(at)
}

/// *2023-06-08*, *713-853-3989*: three groups of digits or more.
fn with_hyphens(text: &str, start: usize, end: usize) -> Option<usize> {
    if end - start > 5 {
        return None;
    }
    let (mut at, mut groups) = (end, 1);
    while text[at..].starts_with('-') && groups < 5 {
        let next = digits(text, at + 1);
        if next == at + 1 || next - at > 6 {
            break;
        }
        at = next;
        groups += 1;
    }
    (groups >= 3).then_some(at)
}

fn digits(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.find(|c| class(c) != Class::Digit).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_numerals_end() {
        let all = [
            ("3.5m", "3.5"),
            ("1,200,000 people", "1,200,000"),
            ("1,00,000 rupees", "1,00,000"),
            ("10,11", "10"),
            ("3. The", "3"),
            ("3, to", "3"),
            ("7:30pm", "7:30"),
            ("11/28/2000.", "11/28/2000"),
            ("2023-06-08,", "2023-06-08"),
            ("713-853-3989", "713-853-3989"),
            ("2003-2007", "2003"),
            ("5-year-old", "5"),
            ("2½ years", "2½"),
        ];
        for (text, numeral) in all {
            assert_eq!(&text[..end(text, 0)], numeral, "{text}");
        }
    }

    #[test]
    fn units_are_sorted() {
        assert!(UNITS.is_sorted());
    }

    #[test]
    fn units_part_and_designations_do_not() {
        assert!(is_unit("pm") && is_unit("km") && is_unit("bn"));
        assert!(!is_unit("G") && !is_unit("th") && !is_unit("s") && !is_unit("D"));
    }
}
