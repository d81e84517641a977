//! Publication origin: who publishes this, who owns it, who pays, who decides, and where the text comes from.

use crate::page::article::Article;
use crate::page::snapshot::Snapshot;
use crate::report::Origin;
use crate::text::Analysis;
use crate::text::span::Span;

/// The origin of an article and the outlets it cites.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// As reported; `citations` is left empty here and filled from `cited`.
    pub origin: Origin,
    /// Outlets cited in the text: usual name and place, in text order.
    pub cited: Vec<(String, Span)>,
    /// Evidence with a place in the text: index into `origin.evidence`, place.
    pub places: Vec<(usize, Span)>,
}

/// Reads the origin. `snapshot` is absent for plain text; `url` and `published` are what the caller knows.
pub fn find(
    _snapshot: Option<&Snapshot>,
    _article: &Article,
    _analysis: &Analysis,
    _url: Option<&str>,
    _published: Option<&str>,
) -> Found {
    Found::default()
}
