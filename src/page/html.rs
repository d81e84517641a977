//! From the bytes of an HTML file to the snapshot that the content script would make of it.

use crate::page::snapshot::Snapshot;

/// Why a file gives no snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlError(pub String);

impl std::fmt::Display for HtmlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for HtmlError {}

/// Reads a page from bytes; `url` is the address to resolve links against (else the page's own canonical address).
pub fn snapshot(_bytes: &[u8], _url: Option<&str>) -> Result<Snapshot, HtmlError> {
    Err(HtmlError("not built yet".into()))
}
