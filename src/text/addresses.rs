//! Web addresses, mail addresses, hosts and file names: one token each, however many full stops and hyphens they hold.

use super::characters::{Class, class, is_word};

/// Longest local part of a mail address, in bytes (RFC 5321, section 4.5.3.1.1).
pub const LONGEST_LOCAL: usize = 64;
/// Longest domain, in bytes (RFC 5321, section 4.5.3.1.2).
const LONGEST_DOMAIN: usize = 255;

/// Last parts of hosts and file names that are no English words. Of the country codes, those that writers give hosts in.
const ENDINGS: &[&str] = &[
    "aero", "ai", "au", "biz", "ca", "ch", "cn", "co", "com", "csv", "de", "doc", "docx", "edu", "eu", "exe", "fr", "gif", "gov",
    "htm", "html", "ie", "il", "info", "int", "io", "jp", "jpeg", "jpg", "js", "json", "kr", "mil", "mov", "mp3", "mp4", "net",
    "news", "nl", "nz", "org", "pdf", "pl", "png", "ppt", "ru", "tv", "txt", "ua", "uk", "wav", "xls", "xlsx", "xml", "za",
    "zip",
];

/// End of the web address that begins here.
pub fn url(text: &str, start: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..];
    let is_www = bytes.len() > 4 && bytes[..4].eq_ignore_ascii_case(b"www.");
    let letters = bytes.iter().take(8).take_while(|b| b.is_ascii_alphabetic()).count();
    let is_scheme = letters >= 3 && bytes[letters..].starts_with(b"://") || bytes.starts_with(b"mailto:");
    if !is_www && !is_scheme {
        return None;
    }
    let rest = &text[start..];
    let stops = |c: char| matches!(class(c), Class::Space) || "<>\"“”«»‘’`{}|[]".contains(c);
    let mut end = rest.find(stops).unwrap_or(rest.len());
    // Marks at the end are the sentence's; a bracket too, unless it was opened inside.
    let has_bracket = rest[..end].contains('(');
    while let Some(c) = rest[..end].chars().next_back() {
        let is_mark = matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…') || c == ')' && !has_bracket;
        if !is_mark && class(c) != Class::Hidden {
            break;
        }
        end -= c.len_utf8();
    }
    (end > letters.max(4)).then_some(start + end)
}

/// End of the mail address that begins here.
pub fn mail(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = bytes[start..].iter().take(LONGEST_LOCAL).take_while(|b| is_local(b)).count();
    if local == 0 || bytes.get(start + local) != Some(&b'@') {
        return None;
    }
    let from = start + local + 1;
    let is_domain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let length = bytes[from..].iter().take(LONGEST_DOMAIN).take_while(|b| is_domain(b)).count();
    let domain = text[from..from + length].trim_end_matches(['.', '-']);
    (!domain.is_empty() && domain.as_bytes()[0] != b'.').then_some(from + domain.len())
}

/// End of the host or file name whose first part is `start..end`: a full stop and another part follow. A word that a full
/// stop parts from the next one without a space is none.
pub fn host_or_file(text: &str, start: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let (mut at, mut parts, mut last) = (end, 1, end..end);
    while at - start < LONGEST_DOMAIN && bytes.get(at) == Some(&b'.') {
        let length = bytes[at + 1..].iter().take(LONGEST_LOCAL).take_while(|b| is_part(b)).count();
        if length == 0 {
            break;
        }
        last = at + 1..at + 1 + length;
        at = last.end;
        parts += 1;
    }
    if parts == 1 || text[at..].starts_with(is_word) {
        return None;
    }
    let ending = &text[last.clone()];
    let is_lower = text[start..at].bytes().all(|b| !b.is_ascii_uppercase());
    let is_known = ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(ending));
    let has_digit = |from: usize, to: usize| bytes[from..to].iter().any(u8::is_ascii_digit);
    let is_version = last.len() <= 4 && has_digit(last.start, last.end);
    (is_known || parts >= 3 && is_lower || is_version).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_sorted() {
        assert!(ENDINGS.is_sorted());
    }

    #[test]
    fn addresses_end_before_the_marks_of_the_sentence() {
        let url = |t: &'static str| url(t, 0).map(|end| &t[..end]);
        assert_eq!(url("https://a.example/x?y=1&z=(2), and"), Some("https://a.example/x?y=1&z=(2)"));
        assert_eq!(url("http://a.example)."), Some("http://a.example"));
        assert_eq!(url("www.a.example."), Some("www.a.example"));
        assert_eq!(url("www."), None);
        assert_eq!(url("word"), None);
        let mail = |t: &'static str| mail(t, 0).map(|end| &t[..end]);
        assert_eq!(mail("a.b@mail.example."), Some("a.b@mail.example"));
        assert_eq!(mail("a b@c"), None);
        let host = |t: &'static str, end| host_or_file(t, 0, end).map(|end| &t[..end]);
        assert_eq!(host("Space.com said", 5), Some("Space.com"));
        assert_eq!(host("a.example.org.", 1), Some("a.example.org"));
        assert_eq!(host("said.The", 4), None);
        assert_eq!(host("report.pdf", 6), Some("report.pdf"));
    }
}
