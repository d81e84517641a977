//! Which encoding a page is in: byte order mark, then its own declaration, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes in which the standard looks for a declaration, wherever it stands.
const STANDARD: usize = 1024;
/// Bytes in which browsers go on looking, to the end of a long head.
const PRESCAN: usize = 64 << 10;

/// Decodes a page as a browser would; wrong sequences become U+FFFD. Also says which encoding it was.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static Encoding) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => declared(&bytes[..bytes.len().min(PRESCAN)]).unwrap_or_else(|| guessed(bytes)),
    };
    let (text, encoding, _) = encoding.decode(bytes);
    (text.into_owned(), encoding)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding that a `<meta>` in the head (or an XML declaration) names, after
/// html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    if head.starts_with(b"<?xml") {
        let end = head.iter().position(|b| *b == b'>')?;
        if let Some(label) = after(&head[..end], b"encoding=") {
            return for_label(quoted(label));
        }
    }
    let mut at = 0;
    while at < head.len() {
        let rest = &head[at..];
        if rest.starts_with(b"<!--") {
            at += 2 + find(&rest[2..], b"-->")? + 3;
        } else if starts_with_tag(rest, b"<meta") {
            let end = tag_end(rest);
            if let Some(encoding) = meta(&rest[5..end]) {
                return Some(encoding);
            }
            at += end;
        } else if at >= STANDARD && starts_with_tag(rest, b"<body") {
            return None;
        } else if rest[0] == b'<' && rest.get(1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') {
            let raw = [&b"script"[..], b"style", b"title", b"noscript"];
            let skipped = raw.iter().find(|name| starts_with_tag(&rest[1..], name));
            at += tag_end(rest);
            if let Some(name) = skipped {
                // A declaration inside a script is no declaration.
                let mut close = b"</".to_vec();
                close.extend_from_slice(name);
                at += find_ignore_case(&head[at.min(head.len())..], &close).unwrap_or(0);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// What the inside of a `<meta …>` tag declares.
fn meta(tag: &[u8]) -> Option<&'static Encoding> {
    let (mut charset, mut content, mut is_pragma) = (None, None, false);
    for (name, value) in attributes(tag) {
        match name.to_ascii_lowercase().as_slice() {
            b"charset" => charset = charset.or(for_label(value)),
            b"http-equiv" => is_pragma = value.eq_ignore_ascii_case(b"content-type"),
            b"content" => content = content.or(after(value, b"charset=").and_then(|label| for_label(quoted(label)))),
            _ => {}
        }
    }
    charset.or(if is_pragma { content } else { None })
}

/// Names and values of the attributes in a tag.
fn attributes(tag: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let space = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = &rest[rest.iter().position(|b| !space(b))?..];
        let end = rest.iter().skip(1).position(|b| *b == b'=' || space(b) || *b == b'>').map_or(rest.len(), |n| n + 1);
        let name = &rest[..end];
        rest = rest[end..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { return Some((name, &b""[..])) };
        let value = value.trim_ascii_start();
        let (value, after) = match value.first() {
            Some(quote @ (b'"' | b'\'')) => {
                let inside = &value[1..];
                let end = inside.iter().position(|b| b == quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or(b""))
            }
            _ => {
                let end = value.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(value.len());
                value.split_at(end)
            }
        };
        rest = after;
        Some((name, value))
    })
}

/// An encoding by its label. A page that was read as bytes so far is not UTF-16, whatever it says.
fn for_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    Some(match encoding.name() {
        "UTF-16LE" | "UTF-16BE" => UTF_8,
        "x-user-defined" => WINDOWS_1252,
        _ => encoding,
    })
}

/// The first word of a value, without quotation marks.
fn quoted(value: &[u8]) -> &[u8] {
    let value = value.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'?'));
    &value[..end.unwrap_or(value.len())]
}

fn starts_with_tag(bytes: &[u8], name: &[u8]) -> bool {
    bytes.get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name))
        && bytes.get(name.len()).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
}

/// One past the `>` that ends the tag at the start; quotation marks are respected.
fn tag_end(bytes: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), close) if open == *close => quote = None,
            _ => {}
        }
    }
    bytes.len()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

fn find_ignore_case(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w.eq_ignore_ascii_case(wanted))
}

/// What stands after a word (lower case), wherever it is.
fn after<'b>(bytes: &'b [u8], word: &[u8]) -> Option<&'b [u8]> {
    // Blanks are allowed before and after the equals sign.
    let (name, _) = word.split_at(word.len() - 1);
    let at = find_ignore_case(bytes, name)? + name.len();
    bytes[at..].trim_ascii_start().strip_prefix(b"=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_is_found_wherever_browsers_find_it() {
        let cases: [(&[u8], &str); 9] = [
            (b"<meta charset=windows-1252>\xe9", "windows-1252"),
            (b"<!-- <meta charset=koi8-r> --><META CHARSET='iso-8859-2'/>", "ISO-8859-2"),
            (b"<meta http-equiv=Content-Type content=\"text/html; charset = shift_jis\">", "Shift_JIS"),
            (b"<meta content='text/html;charset=\"big5\"' http-equiv='content-type'>", "Big5"),
            (b"<script>'<meta charset=big5>'</script><meta charset=utf-16>", "UTF-8"),
            (b"<?xml version='1.0' encoding='koi8-r'?><html>", "KOI8-R"),
            (b"\xef\xbb\xbf<meta charset=windows-1252>", "UTF-8"),
            (b"\xff\xfe<\0p\0>\0", "UTF-16LE"),
            (b"<body><meta charset=koi8-r>plain", "KOI8-R"),
        ];
        for (bytes, name) in cases {
            assert_eq!(decode(bytes).1.name(), name, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn utf8_without_a_declaration_is_seen() {
        assert_eq!(decode("<p>Der Bürgermeister sagte „Schön“".as_bytes()).1, UTF_8);
        assert_eq!(decode(b"<p>Caf\xe9 \x93quoted\x94 na\xefve").0, "<p>Café “quoted” naïve");
    }

    #[test]
    fn broken_tags_end_the_search() {
        for bytes in [&b"<meta charset"[..], b"<meta charset=\"", b"<!--", b"<", b"<meta", b"<meta charset=>", b"<script"] {
            decode(bytes);
        }
    }
}
