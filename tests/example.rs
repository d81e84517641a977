//! The example program does what it says it does.

#[path = "../examples/claims.rs"]
#[allow(dead_code, reason = "its main is the example's")]
mod claims;

#[test]
fn the_example_prints_who_says_what() {
    let page = "<html lang=en><meta property=og:type content=article>\
        <meta property=article:published_time content=2025-11-03><article><h1>Ferry is late</h1><p>The ferry will be late all week, said captain Ada Bee.</p>\
        <p>The café’s owner, Tobias Quillfeather, said: “Nobody comes.” The sea has been rough since Friday night.</p></article>";
    let mut out = Vec::new();
    claims::print_claims(page, &mut out).expect("a page");
    let printed = String::from_utf8(out).expect("UTF-8");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 2, "{printed}");
    assert!(lines[0].starts_with("Ada Bee [said]: The ferry will be late all week"), "{printed}");
    assert!(lines[1].starts_with("Tobias Quillfeather [said]: ") && lines[1].contains("Nobody comes."), "{printed}");
    assert!(claims::print_claims("%PDF-1.4", &mut Vec::new()).is_err(), "what is no page is an error");
}
