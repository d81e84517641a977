//! Names of authors out of bylines: without *By*, job titles, places, and the outlet's own name.

use super::pattern::{Rule, rule};
use super::table::Table;
use crate::claims::given_name;
use regex::Regex;
use std::sync::LazyLock;

/// Longest byline that is read, in bytes. Longer ones are biographies.
const LONGEST: usize = 400;
/// Most authors of one article.
const MOST: usize = 24;

static TAG: Rule = Rule::new(&["<"], r"<[^<>]*>");
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^(?i:(?:(?:exclusive|analysis|opinion|comment|story|written|posted|published|words|report|reporting|reported|text|updated|author|authors|article|review)\s*(?:by\b)?[:\s]\s*)?(?:by|von|par|por|di|av|af|od|door|от|автор|autor|autore|auteur|texto|tekst)(?::|\s|$)\s*|(?:author|authors|text|story|words|posted by|written by)\s*:\s*)",
    )
});
static BREAKS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\s*(?:[,;|•·/\n]|\s(?:and|und|et|och|og|und|with|&|&amp;|–|—|-)\s)\s*"));
static TAIL: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\s+(?:for|of|at|in|from)\s+\S.*$|\s*\([^()]*$"));
static PARENTHESES: Rule = Rule::new(&["("], r"\s*\((?:[^()]*(?:@|\b(?:AP|Reuters|AFP|now|earlier)\b)[^()]*)\)");
static PLACE: LazyLock<Regex> = LazyLock::new(|| rule(r"^(?i:in|at|from|for|of|on)\s"));
static WHEN: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)\b(?:(?:19|20)[0-9]{2}|[0-9]{1,2}:[0-9]{2}|updated|published|minutes? read|min read|hours? ago|[ap]\.?m\.?$|gmt|bst|est|edt|cet)\b",
        r"|^(?:posted\s+(?:on\s+)?)?(?:mon|tues|wednes|thurs|fri|satur|sun)day$",
        r"|^(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)\s+[0-9]{1,2}$",
        r"|^[0-9]{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    ))
});
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:editor|correspondent|reporter|writer|journalist|columnist|producer|chief|contributor|intern|analyst|fellow|director|desk|team|editorial|newsroom|redacción|redaktion|redazione|rédaction|staff|bureau|photographer|photography|photos?|video|illustrations?|translator|professor|lecturer|senior|associate|freelance|digital|politics|media|agency|agencies|news|online)\b",
    )
});
/// Words that only stand for a group and never for a person.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:admin|administrator|webmaster|unknown|none|null|undefined|author|guest|anonymous|web ?desk|no author|n/a|and|by|\d+(?: comments?)?|comments?|share|follow(?: .*)?|view profile|email)$",
    )
});

/// Takes the names out of one printed byline.
pub(crate) fn names(byline: &str) -> Vec<String> {
    if byline.len() > LONGEST || is_address(byline.trim()) && !byline.trim().contains(' ') {
        return Vec::new();
    }
    let plain =
        TAG.replace_all(byline, "\n").replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"").replace("&nbsp;", " ");
    let plain = PARENTHESES.replace_all(plain.trim(), "");
    let mut text: &str = plain.trim();
    while let Some(opening) = OPENING.find(text) {
        text = text[opening.end()..].trim_start();
    }
    let mut found: Vec<String> = Vec::new();
    let mut bodies: Vec<String> = Vec::new();
    for piece in BREAKS.split(text) {
        let piece = piece
            .trim()
            .trim_matches(|c: char| matches!(c, '.' | ':' | '"' | '“' | '”' | '*' | '—' | '–' | '-') || c.is_whitespace());
        let piece = OPENING.replace(piece, "");
        let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
        // What follows a place, a section or a time is no name any more.
        if !found.is_empty() && (PLACE.is_match(&piece) || WHEN.is_match(&piece)) {
            break;
        }
        if piece.is_empty() || is_address(&piece) || NOBODY.is_match(&piece) || WHEN.is_match(&piece) || PLACE.is_match(&piece) {
            continue;
        }
        if is_body(&piece) {
            bodies.push(piece);
            continue;
        }
        let piece = piece.strip_suffix(" By").or(piece.strip_suffix(" by")).unwrap_or(&piece).to_owned();
        let name = without_outlet(TAIL.replace(&piece, "").trim()).to_owned();
        // *Reuters August 6*: what is left of the outlet's line is the day.
        if WHEN.is_match(&name) {
            bodies.extend(piece.strip_suffix(name.as_str()).map(|body| body.trim().to_owned()).filter(|body| is_body(body)));
            continue;
        }
        if is_person(&name) && !found.contains(&name) {
            found.push(name);
        }
        if found.len() == MOST {
            break;
        }
    }
    if found.is_empty() {
        bodies.truncate(1);
        return bodies;
    }
    found
}

/// Whether a piece of a byline names a job, a desk or an outlet and not a person.
pub(crate) fn is_body(piece: &str) -> bool {
    ROLE.is_match(piece) || !Table::get().named(piece).is_empty()
}

/// A name without the outlet before or after it: *Associated Press Mara Lindqvist*.
fn without_outlet(name: &str) -> &str {
    let spaces: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).collect();
    // One word that is also a given name is the person's: *Antara Mukherjee Chatterton*.
    let given = |words: &str| !words.contains(' ') && given_name(&words.to_lowercase()).is_some();
    let named = |words: &str| words.len() > 3 && !given(words) && !Table::get().named(words).is_empty();
    for at in spaces.iter().rev().filter(|_| spaces.len() >= 2) {
        if named(&name[..*at]) && name[*at..].trim().contains(' ') {
            return name[*at..].trim();
        }
    }
    for at in spaces.iter().filter(|_| spaces.len() >= 2) {
        if named(&name[*at..]) && name[..*at].contains(' ') {
            return &name[..*at];
        }
    }
    name
}

fn is_address(piece: &str) -> bool {
    // `[email protected]` is what a shield against harvesters leaves of an address.
    piece.contains(['@', '[', ']']) || piece.contains("://") || piece.starts_with("www.")
}

/// Whether a piece can be a person's name: not long, and not a sentence in small letters.
fn is_person(name: &str) -> bool {
    let words = name.split(' ').count();
    let small = name.split(' ').filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && words <= 7 && name.len() <= 80 && (small * 2 <= words || words == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_become_names() {
        for (byline, expected) in [
            ("By Mara Lindqvist", vec!["Mara Lindqvist"]),
            ("BY MARA LINDQVIST, STAFF WRITER", vec!["MARA LINDQVIST"]),
            ("Mara Lindqvist and Tom O’Hare in Kyiv", vec!["Mara Lindqvist", "Tom O’Hare"]),
            ("Mara Lindqvist, Political Editor", vec!["Mara Lindqvist"]),
            ("Mara Lindqvist for The Harbour Courier", vec!["Mara Lindqvist"]),
            ("Mara Lindqvist, Associated Press", vec!["Mara Lindqvist"]),
            ("Written by: Mara Lindqvist; Tom O'Hare", vec!["Mara Lindqvist", "Tom O'Hare"]),
            ("<a href='/x'>Mara Lindqvist</a> &amp; Tom Hare", vec!["Mara Lindqvist", "Tom Hare"]),
            ("Von Anna-Lena Groß und Jörg Weiß", vec!["Anna-Lena Groß", "Jörg Weiß"]),
            ("Mara Lindqvist (AP)", vec!["Mara Lindqvist"]),
            ("By MLQ, in News, Coast, Business · 31 Jan 2025, 20:02 · 0 Comments", vec!["MLQ"]),
            ("By Mara Lindqvist | Posted Tuesday, May 6", vec!["Mara Lindqvist"]),
            ("Reuters August 6, 2024", vec!["Reuters"]),
            ("By — Associated Press Mara Lindqvist", vec!["Mara Lindqvist"]),
            ("João de Barros", vec!["João de Barros"]),
            ("Reuters", vec!["Reuters"]),
            ("Courier staff reporter", vec!["Courier staff reporter"]),
            ("구현모", vec!["구현모"]),
        ] {
            assert_eq!(names(byline), expected, "{byline}");
        }
    }

    #[test]
    fn what_names_nobody_gives_no_author() {
        for byline in [
            "",
            "admin",
            "https://courier.example/mara",
            "desk@courier.example",
            "12:30 GMT",
            "Updated June 8, 2023",
            "August 6",
            "Friday, 6 May",
            "By ",
        ] {
            assert!(names(byline).is_empty(), "{byline}: {:?}", names(byline));
        }
        assert!(names(&"Mara ".repeat(200)).is_empty());
    }
}
