//! Input that no newsroom sends: empty, broken, of another kind, enormous, hostile. The engine answers with a valid report,
//! the command line tool with a sentence that says what was wrong and what to do; nothing panics, nothing hangs.

#[path = "golden/invariants.rs"]
mod invariants;

#[path = "common/folder.rs"]
mod folder;

use folder::Folder;
use serde_json::Value;
use sourcelight::engine::{self, Options};
use sourcelight::page::html;
use sourcelight::report::Report;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Not a measure of speed: what is not done after this long (in an unoptimised build, on a busy machine) will never be.
const HANGS_AFTER: Duration = Duration::from_secs(600);

/// What the text below is repeated to, in bytes. The engine's own limit is 5 million UTF-16 units.
const LARGE: usize = 5_000_000;
/// For shapes that are slow to build or of which there are many.
const MEDIUM: usize = 400_000;

fn options() -> Options {
    Options { today: "2026-01-01".into(), ..Options::default() }
}

/// Runs something that must end.
fn must_end<T: Send + 'static>(what: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || done.send(run()));
    wait.recv_timeout(HANGS_AFTER).unwrap_or_else(|e| panic!("{what}: {e} (it panicked, or did not end)"))
}

/// Reads a page and checks all that holds for every report.
fn read_page(what: &str, page: Vec<u8>) -> Report {
    let label = what.to_owned();
    must_end(what, move || {
        let snapshot = html::snapshot(&page, None).unwrap_or_else(|e| panic!("{label}: {e}"));
        let (report, anchors) = engine::read_page(&snapshot, &options());
        invariants::check(&snapshot, &report, &anchors).unwrap_or_else(|e| panic!("{label}: {e}"));
        report
    })
}

fn read_text(what: &str, text: String) -> Report {
    let label = what.to_owned();
    must_end(what, move || {
        let report = engine::read_text(&text, &options());
        assert_eq!(report.document.text, text, "{label}: the document is the input");
        invariants::check(&Default::default(), &report, &[]).unwrap_or_else(|e| panic!("{label}: {e}"));
        report
    })
}

fn has_note(report: &Report, code: &str) -> bool {
    report.notes.iter().any(|n| n.code == code && n.text.ends_with('.'))
}

/// `words` again and again, up to `bytes`.
fn again(words: &str, bytes: usize) -> String {
    words.repeat(bytes / words.len())
}

#[test]
fn pages_without_text_say_so() {
    for (what, page) in [
        ("empty", ""),
        ("white space", " \n\t\u{a0}"),
        ("no body", "<!doctype html><title>Nothing</title>"),
        ("only scripts", "<body><script>document.write('Hello')</script><style>p{}</style><template><p>x</p></template>"),
        ("only pictures", "<body><img src=a.png alt='A harbour'><svg><text>Harbour</text></svg>"),
        ("hidden", "<body><p hidden>The mayor said it was over.</p>"),
    ] {
        let report = read_page(what, page.into());
        assert!(has_note(&report, "no_text"), "{what}: {:?}", report.notes);
        assert!(!report.origin.article, "{what}");
        assert!(report.claims.is_empty() && report.officials.is_empty() && report.document.text.is_empty(), "{what}");
    }
    let report = read_text("empty text", String::new());
    assert!(has_note(&report, "no_text") && report.claims.is_empty());
}

#[test]
fn broken_html_is_read_as_browsers_read_it() {
    let page = "<html><head><title>Bridge</title><body><article><h1>Bridge stays open<p>The bridge will stay open all winter, \
        <b>the harbour <i>master</b> said</i> on Friday.</div></span><p>“We have <em>looked</p><p>at every pillar,” Ilse Brandt said. \
        <table><tr><td>The repair begins in March and will take about four weeks, according to the council.</article></html><p>";
    let more = again("It has been closed every winter since 1961, when the ice took two of its pillars. ", 2_000);
    let report = read_page("broken", format!("{page}{more}<p").into());
    assert!(report.document.text.contains("the harbour master said on Friday"), "{:?}", report.document.text);
    assert!(report.document.text.contains("at every pillar"), "{:?}", report.document.text);
}

#[test]
fn wrong_bytes_do_not_stop_the_reading() {
    let mut page =
        b"<meta charset=utf-8><article><h1>Caf\xe9 closes</h1><p>The caf\xe9 \xff\xfe\xc3 will close, its owner said. ".to_vec();
    page.extend(again("It has stood on the corner since 1931. ", 900).bytes());
    page.extend(b"\xf0\x9f\x98</p></article>\0\0");
    let report = read_page("invalid UTF-8", page);
    assert!(report.document.text.contains("its owner said"), "{:?}", report.document.text);

    let mut utf16 = vec![0xff, 0xfe];
    let text = format!("<article><h1>Ferry</h1><p>The ferry is late, she said. {}</p></article>", again("It rained. ", 900));
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let report = read_page("UTF-16", utf16);
    assert!(report.document.text.contains("The ferry is late"), "{:?}", report.document.text);
}

#[test]
fn other_kinds_of_files_are_named() {
    for (what, bytes) in [
        ("a PDF document", &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj"[..]),
        ("a PNG picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0"),
        ("a JPEG picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01"),
        ("a ZIP archive", b"PK\x03\x04\x14\0\x06\0"),
    ] {
        let error = html::snapshot(bytes, None).expect_err(what).to_string();
        assert!(error.contains(what) && error.contains("not a web page") && error.contains("save the article"), "{error}");
    }
}

#[test]
fn five_megabytes_in_one_paragraph() {
    let words = again("The bridge will stay open all winter, the harbour master said on Friday. ", LARGE + 50_000);
    let report = read_page("large page", format!("<article><h1>Bridge stays open</h1><p>{words}</p></article>").into());
    assert!(has_note(&report, "truncated"), "{:?}", report.notes);
    let units = report.document.text.encode_utf16().count();
    assert!(units <= LARGE + 1_000, "the text is cut at the limit, not at {units}");

    let report = read_text("large text", words);
    assert!(report.document.blocks.len() <= 2, "one line is one block");
}

/// Shapes on which rules with a search inside a search would take hours.
#[test]
fn hostile_texts_end() {
    for (what, words) in [
        ("opening quotation marks", "“"),
        ("straight quotation marks", "\""),
        ("apostrophes", "'a' "),
        ("nested quotation marks", "“ ‘ « \" "),
        ("quotations", "“Yes,” he said. "),
        ("quotations without an end", "“Yes, he said. "),
        ("reporting verbs", "said "),
        ("sources", "according to "),
        ("clauses", "she said that he said that "),
        ("colons", "Mayor: "),
        ("dashes", "Mayor – "),
        ("brackets", "(("),
        ("commas", "a, "),
        ("abbreviations", "Mr. U.S. St. "),
        ("names", "Anna Maria Olander "),
        ("surnames", "Olander, Vries, Olander and Vries. "),
        ("titles", "former acting deputy prime minister "),
        ("pronouns", "He told her that she told him. "),
        ("outlets", "Reuters AFP Reuters "),
        ("one word", "a"),
        ("hyphens", "a-"),
        ("full stops", ". "),
        ("question marks", "?!"),
        ("capitals", "A B C "),
        ("digits", "1,234.5 "),
        ("outside of the first plane", "😀👩‍👩‍👧"),
        ("combining marks", "e\u{301}\u{301}\u{301}"),
        ("right to left", "\u{202e}قال "),
        ("zero width", "\u{200b}\u{feff}"),
        ("empty lines", "\n"),
        ("short lines", "He said no.\n"),
        ("control characters", "\u{1}\u{7f}"),
    ] {
        let text = again(words, MEDIUM);
        read_page(what, format!("<article><h1>Bridge stays open</h1><p>{text}</p></article>").into());
        read_text(what, text);
    }
}

#[test]
fn deep_and_wide_pages_end() {
    let text = again("The bridge stays open, the harbour master said. ", 1_000);
    // The HTML standard's parsing algorithm looks through all open elements at each block element, so the depth of those
    // squares; one of them is enough at full depth.
    for (what, open, close, depth) in [
        ("nested elements", "<div>", "</div>", 50_000),
        ("nested inline elements", "<span>", "", 50_000),
        ("formatting that is never closed", "<b><i>", "", 50_000),
        ("nested quotations", "<blockquote>", "</blockquote>", 10_000),
        ("nested lists", "<ul><li>", "", 10_000),
        ("nested articles", "<article>", "</article>", 10_000),
    ] {
        let page = format!("<h1>Bridge</h1>{}<p>{text}</p>{}", open.repeat(depth), close.repeat(depth));
        read_page(what, page.into());
    }
    let table = format!("{}<p>{text}</p>", "<table><tr><td>".repeat(5_000));
    read_page("nested tables", table.into());
    let siblings = format!("<article><h1>Bridge</h1>{}</article>", "<p>He said no.</p>".repeat(120_000));
    let report = read_page("more nodes than the limit", siblings.into());
    assert!(has_note(&report, "truncated"), "{:?}", report.notes);
    read_page("links", format!("<article>{}</article>", "<a href=/x>He said</a> ".repeat(40_000)).into());
    read_page("attributes", format!("<article class='{}'><p>{text}</p></article>", again("story ", LARGE)).into());
}

#[test]
fn hostile_metadata_ends() {
    let body = format!("<article><h1>Bridge</h1><p>{}</p></article>", again("The bridge stays open, she said. ", 1_500));
    for (what, head) in [
        ("deep JSON-LD", format!("<script type='application/ld+json'>{}</script>", "[".repeat(900_000))),
        ("deep JSON-LD objects", format!("<script type='application/ld+json'>{}</script>", "{\"publisher\":".repeat(60_000))),
        ("broken JSON-LD", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":</script>".into()),
        (
            "JSON-LD of wrong types",
            "<script type='application/ld+json'>{\"@type\":[1,null,{}],\"publisher\":[[[\"x\"]]],\"author\":7,\
             \"datePublished\":{\"a\":1},\"headline\":[],\"@graph\":\"no\"}</script>"
                .into(),
        ),
        (
            "JSON-LD that points at itself",
            "<script type='application/ld+json'>{\"@graph\":[{\"@id\":\"#a\",\"@type\":\"NewsArticle\",\"publisher\":{\"@id\":\"#a\"},\
             \"isPartOf\":{\"@id\":\"#a\"}}]}</script>"
                .into(),
        ),
        ("many metas", "<meta property=og:site_name content=x>".repeat(50_000)),
        ("impossible dates", "<meta property='article:published_time' content='2023-02-31T99:99:99Z'>".into()),
        ("dates out of range", "<meta property='article:published_time' content='-999999999-01-01'>".into()),
        ("canonical nonsense", "<link rel=canonical href='http://[::1'><link rel=canonical href='javascript:alert(1)'>".into()),
        ("long title", format!("<title>{}</title>", again("Bridge ", MEDIUM))),
    ] {
        let report = read_page(what, format!("<head>{head}</head>{body}").into());
        if let Some(published) = &report.origin.published {
            assert!(published.len() == 10 && !published.starts_with("2023-02-31"), "{what}: {published}");
        }
    }
}

// The command line tool.

fn tool(arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sourcelight"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the tool starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    let bytes = input.unwrap_or_default().to_vec();
    // A tool that fails before it reads closes the pipe.
    std::thread::spawn(move || pipe.write_all(&bytes));
    child.wait_with_output().expect("the tool ends")
}

/// The message of a run that must fail with this status, print nothing else, and not panic.
fn failure(arguments: &[&str], status: i32) -> String {
    let output = tool(arguments, None);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {message}");
    assert!(output.stdout.is_empty(), "{arguments:?}: nothing is printed where nothing was read");
    assert!(!message.contains("panicked"), "{arguments:?}: {message}");
    message
}

const PAGE: &str = "<article><h1>Bridge stays open</h1><p>The bridge will stay open, the harbour master said.</p>\
    <p>It has been closed every winter since 1961, when the ice took two of its pillars.</p></article>";

#[test]
fn the_tool_names_the_file_and_the_way_out() {
    let folder = Folder::new("bad_input", "messages");
    let pdf = folder.file("report.html", b"%PDF-1.4\n1 0 obj");
    let png = folder.file("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let latin = folder.file("latin.txt", b"The caf\xe9 is closed, she said.");
    let page = folder.file("page.html", PAGE);
    let missing = folder.path("missing.html");
    let folder_name = folder.path("");
    for (file, words) in [
        (&pdf, ["a PDF document", "save the article as HTML"]),
        (&png, ["a PNG picture", "save the article as HTML"]),
        (&latin, ["not UTF-8 (first wrong byte at 7)", "iconv"]),
        (&missing, ["no such file", ""]),
        (&folder_name, ["this is a folder", "--format jsonl"]),
    ] {
        for format in ["text", "json", "html", "annotations"] {
            let message = failure(&["read", "--format", format, file], 1);
            assert!(message.contains(file.as_str()) && words.iter().all(|w| message.contains(w)), "{message}");
        }
    }
    for (arguments, words) in [
        (vec!["read", "--published", "2023-02-30", &page], ["2023-02-30", "YYYY-MM-DD"]),
        (vec!["read", "--published", "8 June 2023", &page], ["8 June 2023", "for example 2023-06-08"]),
        (vec!["read", "--published", "", &page], ["--published", "YYYY-MM-DD"]),
        (vec!["read", "--format", "xml", &page], ["xml", "annotations"]),
        (vec!["read"], ["<FILES>...", "--help"]),
    ] {
        let message = failure(&arguments, 2);
        assert!(words.iter().all(|w| message.contains(w)), "{message}");
    }
    let message = failure(&["read", "--format", "json", &page, &page], 1);
    assert!(message.contains("takes one file") && message.contains("--format jsonl"), "{message}");
    for name in ["--files-from", "--jobs", "--out"] {
        let message = failure(&["read", "--format", "text", name, "3", &page], 1);
        assert!(message.contains(name) && message.contains("--format jsonl"), "{message}");
    }
    let list = folder.path("no-list.txt");
    let message = failure(&["read", "--format", "jsonl", "--files-from", &list], 1);
    assert!(message.contains("no-list.txt: the list of files cannot be read"), "{message}");
    let message = failure(&["read", "--format", "jsonl", "--files-from", "-", "-"], 1);
    assert!(message.contains("standard input cannot be a page here"), "{message}");
    let message = failure(&["read", "--out", &page, &page], 1);
    assert!(message.contains("page.html: reports cannot be written there"), "{message}");
    assert!(failure(&["read", "--format", "jsonl", "--jobs", "0", &page], 2).contains("--jobs"));
    assert!(failure(&["read", "--format", "jsonl", "--skip-existing", &page], 2).contains("--out"));
    let message = failure(&["read", "--url", "harbour", &page], 1);
    assert!(message.contains("no web address") && message.contains("https://"), "{message}");
}

#[test]
fn a_batch_goes_on_after_a_bad_file() {
    let folder = Folder::new("bad_input", "batch");
    std::fs::create_dir_all(folder.path("5")).expect("a folder without pages");
    let files = [
        folder.file("1.html", PAGE),
        folder.path("2-missing.html"),
        folder.file("3.html", "<article><h1>Ferry is late</h1><p>The ferry is late, the captain said.</p></article>"),
        folder.file("4.html", b"%PDF-1.4"),
        folder.path("5"),
        folder.file("6.html", ""),
        folder.file("7.txt", b"\xff\xff"),
        folder.file("8.html", PAGE),
    ];
    let mut arguments = vec!["read", "--format", "jsonl", "--today", "2026-01-01"];
    arguments.extend(files.iter().map(String::as_str));
    let output = tool(&arguments, None);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{line}: {e}")))
        .collect();
    let inputs: Vec<&str> = lines.iter().map(|l| l["input"].as_str().unwrap_or_default()).collect();
    assert_eq!(inputs, files, "a line for each file, in order");
    let bad: Vec<usize> = (0..lines.len()).filter(|i| lines[*i]["error"].is_string()).map(|i| i + 1).collect();
    assert_eq!(bad, [2, 4, 5, 7]);
    for line in &lines {
        let read = line["document"]["text"].is_string() && line["claims"].is_array() && line["version"].is_number();
        assert!(read != line["error"].is_string(), "a line holds a report or an error: {line}");
    }
    let same = |line: &Value| {
        let mut line = line.clone();
        line["input"] = Value::Null;
        line
    };
    assert_eq!(same(&lines[0]), same(&lines[7]), "the same page gives the same report after the errors");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("8 inputs: 4 read, 4 could not be read; "), "{message}");
}

#[test]
fn standard_input_is_an_input_like_others() {
    for format in ["text", "json", "jsonl", "html", "annotations"] {
        for bytes in [PAGE.as_bytes(), b"", b"\xff\xc3<p", &b"<".repeat(10_000)] {
            let output = tool(&["read", "--format", format, "-"], Some(bytes));
            let message = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && !output.stdout.is_empty(), "{format}: {message}");
            if matches!(format, "json" | "jsonl" | "annotations") {
                serde_json::from_slice::<Value>(&output.stdout).unwrap_or_else(|e| panic!("{format}: {e}"));
            }
        }
    }
    let output = tool(&["read", "-"], Some(b"%PDF-1.7"));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && message.contains("standard input: this is a PDF document"), "{message}");
}

/// Page text comes out of the marked-up page as text, never as markup.
#[test]
fn the_marked_up_page_escapes_what_it_shows() {
    let text = "Bridge stays open\n\n“<script>alert(1)</script> & <img src=x onerror=alert(2)>,” the \"harbour\" master said.\n";
    let output = tool(&["read", "--format", "html", "--text", "-"], Some(text.as_bytes()));
    let page = String::from_utf8(output.stdout).expect("UTF-8").to_lowercase();
    assert!(output.status.success());
    assert!(!page.contains("<script>alert") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script"), "{page}");
}

#[test]
fn an_own_list_is_used_or_all_its_faults_are_told() {
    let folder = Folder::new("bad_input", "lists");
    let good = folder.file("fenmarsh.tsv", "person\toffice\tplace\tstart\nTobias Quillfeather\tMayor\tFenmarsh\t2025-05-05\n");
    let wrong = folder.file("wrong.tsv", "person\toffice\tplace\tstart\nTobias\tMayor\tFenmarsh\tMay\nAda Bee\t\tFenmarsh\t\n");
    let latin = folder.file("latin.tsv", b"person\toffice\tplace\nAd\xe9 Bee\tMayor\tFenmarsh\n");
    let text = folder.file("sluice.txt", "The mayor of Fenmarsh, Tobias Quillfeather, opened the sluice on Monday, he said.");
    let missing = folder.path("missing.tsv");
    let message = failure(&["read", "--officials", &wrong, &text], 1);
    for words in ["wrong.tsv cannot be used", "line 2, column person", "line 2, column start", "line 3, column office"] {
        assert!(message.contains(words), "{message}");
    }
    assert!(failure(&["read", "--officials", &latin, &text], 1).contains("line 2: The text is not UTF-8"));
    assert!(failure(&["read", "--officials", &missing, &text], 1).contains("no such file"));
    let output =
        tool(&["read", "--format", "json", "--today", "2026-01-01", "--officials", &good, "--officials", &good, &text], None);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["officials"][0]["person"], "Tobias Quillfeather");
    assert_eq!(report["officials"][0]["office_now"][0]["source"], "your list “fenmarsh”");
    assert_eq!(report["officials"][0]["office_now"][0]["status"], "current");
}
