use super::*;
use crate::page::snapshot::{MAX_NODES, MAX_TEXT, Node};
use std::time::{Duration, Instant};

fn page(html: &str) -> Snapshot {
    snapshot(html.as_bytes(), Some("https://news.example/2024/ferry")).unwrap_or_default()
}

fn texts(snapshot: &Snapshot) -> Vec<&str> {
    let texts = snapshot.nodes.iter().filter_map(|node| match node {
        Node::Text { s, .. } => Some(s.trim()),
        Node::Element { .. } => None,
    });
    texts.filter(|text| !text.is_empty()).collect()
}

#[test]
fn other_files_are_named_and_refused() {
    let cases: [(&[u8], &str); 6] = [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"\x7b\0\x01\0\0\x02\0\0\x03", "binary"),
    ];
    for (bytes, what) in cases {
        let error = snapshot(bytes, None).expect_err(what).to_string();
        assert!(error.contains(what) && error.contains("save the article as HTML"), "{error}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_with_the_way_out() {
    let error = snapshot(b"<p>text", Some("news.example/story")).expect_err("no scheme").to_string();
    assert!(error.contains("news.example/story") && error.contains("https://"), "{error}");
}

#[test]
fn any_html_gives_a_snapshot() {
    for html in
        ["", " ", "<", "</p>", "<html", "<body", "\0", "plain words", "<table><p>x<td>", "<!--", "<svg><p>", "<frameset><p>x"]
    {
        let snapshot = page(html);
        assert!(snapshot.nodes.len() <= 8, "{html}");
    }
    assert_eq!(texts(&page("plain words")), ["plain words"]);
    assert_eq!(
        texts(&snapshot(b"<meta charset=utf-8><p>bad \xff\xfe byte", None).unwrap_or_default()),
        ["bad \u{fffd}\u{fffd} byte"]
    );
}

#[test]
fn the_pages_own_address_serves_where_none_is_given() {
    let own =
        snapshot(b"<link rel=canonical href='https://news.example/a/b#c'><p><a href='../d'>x</a>", None).unwrap_or_default();
    assert_eq!(own.url, "https://news.example/a/b");
    let href = own.nodes.iter().find_map(|node| match node {
        Node::Element { a, .. } => a.get("href"),
        Node::Text { .. } => None,
    });
    assert_eq!(href.map(String::as_str), Some("https://news.example/d"));
    assert_eq!(snapshot(b"<link rel=canonical href='/a'>", None).unwrap_or_default().url, "");
}

#[test]
fn the_later_and_the_important_style_counts() {
    let hidden = [
        "display:none",
        "DISPLAY : none !important; display:block",
        "display:block;display:none",
        "visibility:hidden",
        "x;display:none",
    ];
    let shown =
        ["", "display:none;display:block", "visibility:visible", "display", ":", "content:'display:none", "display:nonesuch"];
    for style in hidden {
        assert!(texts(&page(&format!("<p style=\"{style}\">x"))).is_empty(), "{style}");
    }
    for style in shown {
        assert_eq!(texts(&page(&format!("<p style=\"{style}\">x"))), ["x"], "{style}");
    }
}

#[test]
fn the_limits_hold_and_are_told() {
    let many = page(&"<i>x</i>".repeat(MAX_NODES));
    assert!(many.truncated && many.nodes.len() == MAX_NODES);
    let long = page(&format!("<p>{}<p>more", "🕊é".repeat(MAX_TEXT / 3 + 1)));
    assert!(long.truncated);
    let units: usize = texts(&long).iter().map(|t| t.encode_utf16().count()).sum();
    assert!((MAX_TEXT - 1..=MAX_TEXT).contains(&units), "{units}");
    assert!(!page("<p>short").truncated);
}

/// Generous, because the machine may be busy and tests are not optimised; quadratic work would take minutes.
const SOON: Duration = Duration::from_secs(8);

#[test]
fn deep_and_crooked_nesting_needs_no_stack_and_little_time() {
    let cases = [
        "<div>".repeat(50_000) + "deep",
        "<b>".repeat(50_000) + "deep",
        "<p><a href=x><b>".repeat(8_000) + "deep",
        "<table><td>".repeat(10_000) + "deep",
        "<x-y><template shadowrootmode=open>".repeat(5_000) + "deep",
        "<ul><li>".repeat(25_000) + "deep",
    ];
    for html in cases {
        let start = Instant::now();
        page(&html);
        assert!(start.elapsed() < SOON, "{:.40} took {:?}", html, start.elapsed());
    }
}
