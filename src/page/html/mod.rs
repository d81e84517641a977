//! From the bytes of an HTML file to the snapshot that the content script would make of it.
//!
//! Where the two can differ: a file's style sheets and scripts are not run, so what only they hide is still there, and what
//! only they show is not. What is nested deeper than 512 elements is flattened, as in browsers, but not in the same way as in
//! each. A text node longer than 65,536 UTF-16 units is one node here, several in Chromium. Of frames, those are read that have
//! their document in the page (`srcdoc`), and their size is what their attributes say.

mod encoding;
mod shallow;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

use crate::page::snapshot::Snapshot;
use url::Url;

/// Why a file gives no snapshot: a sentence that says what the file is and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlError(pub String);

impl std::fmt::Display for HtmlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HtmlError {}

/// Reads a page from bytes; `url` is the address to resolve links against (else the page's own canonical address).
///
/// # Errors
/// Where the bytes are another kind of file (PDF, picture, archive, …) or `url` is no absolute address. Any HTML, however
/// broken, gives a snapshot.
pub fn snapshot(bytes: &[u8], url: Option<&str>) -> Result<Snapshot, HtmlError> {
    if let Some(what) = other_kind(bytes) {
        return Err(HtmlError(format!("this is {what}, not a web page; save the article as HTML, or its text with --text")));
    }
    let url = match url {
        Some(address) => Some(Url::parse(address).map_err(|e| {
            HtmlError(format!("“{address}” is no web address ({e}); give it whole, for example https://example.org/story"))
        })?),
        None => None,
    };
    let (text, encoding) = encoding::decode(bytes);
    Ok(walk::snapshot(&shallow::parse(text), url, encoding))
}

/// Recognises files that are no HTML by their first bytes.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 11] = [
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a WebP picture or a sound file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "a gzip archive (unpack it first)"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\0asm", "a WebAssembly module"),
        (b"\x7fELF", "a program"),
        (b"BZh", "a bzip2 archive (unpack it first)"),
    ];
    // The PDF standard allows other bytes before its mark.
    let start = &bytes[..bytes.len().min(1024)];
    if start.windows(5).any(|w| w == b"%PDF-") && !start.trim_ascii_start().starts_with(b"<") {
        return Some("a PDF document");
    }
    if let Some((_, what)) = KINDS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(what);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let nuls = start.iter().filter(|b| **b == 0).count();
    (!utf16 && nuls * 50 > start.len()).then_some("a binary file")
}
