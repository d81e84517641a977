//! Lines that hold a date, a time or the place of a report, and hardly anything else.

use super::phrases::begins;

/// A line that holds a date or time and hardly anything else: of its words at least half are numbers, months, weekdays and
/// the like.
pub(super) fn is_dateline(line: &str) -> bool {
    const LEADS: &[&str] = &[
        "published",
        "updated",
        "last updated",
        "posted",
        "last modified",
        "first published",
        "publicado",
        "publié",
        "veröffentlicht",
        "stand:",
    ];
    let led = begins(line, LEADS);
    let sentence = line.ends_with('.') && !line.ends_with("m.");
    if line.len() > 200 || line.chars().count() > 100 || (sentence && !led) || is_reading_time(line) {
        return false;
    }
    let (mut dates, mut others, mut named) = (0, 0, false);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            dates += 1;
            named |= has_year(word) || word.contains(['月', '월']);
        } else if is_date_word(word) {
            dates += 1;
            named |= word.len() > 2;
        } else {
            others += 1;
        }
    }
    let digits = line.contains(|c: char| c.is_ascii_digit());
    let clock = line
        .as_bytes()
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit());
    digits && (named || clock) && dates > others || (led && digits && dates >= others)
}

/// *5 min read*.
pub(super) fn is_reading_time(line: &str) -> bool {
    if line.len() > 40 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let line = line.to_lowercase();
    line.contains("min") && ["read", "lectur", "lues", "lesezeit", "lettura", "leitura"].iter().any(|word| line.contains(word))
}

/// A line of parts, one of which is a date: *Coast Post | 4 May 2015, 13:36 | By Ann Miller*.
pub(super) fn holds_dateline(line: &str) -> bool {
    const BARS: [char; 4] = ['|', '•', '·', '∙'];
    line.len() <= 250 && line.contains(BARS) && line.split(BARS).any(|part| is_dateline(part.trim()))
}

/// Whether a date in a line names its year.
pub(super) fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")))
}

/// *WASHINGTON —*: the place of a report, as a line of its own.
pub(super) fn is_place(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = line.chars().filter(|c| c.is_uppercase()).count();
    (3..=40).contains(&letters) && (line.ends_with(['—', '–', '-']) || capitals * 10 >= letters * 8)
}

/// Months, weekdays, parts of the day and what stands beside dates, by their beginnings in the larger European languages.
fn is_date_word(word: &str) -> bool {
    const STARTS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun", "mär", "mai", "okt", "dez", "ene", "abr", "ago", "dic", "fév", "avr", "jui", "aoû", "déc", "gen", "mag",
        "giu", "lug", "set", "ott", "out", "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
        "upd", "pub", "pos", "uhr", "kl", "hor", "last", "ago", "hour", "min", "day",
    ];
    const WORDS: &[&str] = &[
        "le", "à", "mis", "jour", "am", "pm", "a", "p", "m", "et", "est", "edt", "gmt", "utc", "bst", "ist", "cet", "cest", "pt",
        "pst", "pdt", "ct", "on", "at", "de", "th", "st", "nd",
    ];
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str()) || (word.chars().count() <= 10 && STARTS.iter().any(|start| word.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_lines_with_numbers() {
        let dates = [
            "2 May 2024, 10:15",
            "Published November 9, 2023 3:02am EST",
            "| UPDATED: 11:50, Thu, Jul 18, 2024",
            "Saturday 23 December 2023 05:39, UK",
            "05.2.2024 14:21",
            "Mis à jour le 5 mai 2015",
            "[06月24日 11時30分]",
            "Nov. 20, 2019 5:52 AM EST",
            "November 8 2023, 3:18 p.m.",
        ];
        for line in dates {
            assert!(is_dateline(line), "{line}");
        }
        let others = [
            "",
            "286,248 40",
            "5 min read",
            "What to know about the 2024 election",
            "Copper rose 0.86% to $5,880.00 a tonne.",
            "It opened in 2019 and closed on 3 May 2024.",
            "1/50 United goin down",
            "75,345 shares",
            "Voting ends at 5 p.m. on the second day of the fair.",
        ];
        for line in others {
            assert!(!is_dateline(line), "{line}");
        }
        assert!(!is_reading_time("Write the values down every minute."));
        assert!(holds_dateline("Coast Post | 04.05.2015, 13:36 • Updated on 05.05.2015 | By Ann Miller"));
        assert!(!holds_dateline("It opened in May | and closed on a Sunday"));
        assert!(has_year("9 May 2024") && !has_year("9:20 12345"));
        assert!(is_reading_time("4 Min Read") && is_place("WASHINGTON —") && !is_place("Washington said no"));
    }
}
