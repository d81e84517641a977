//! What a description is whose noun names no role.

use super::words::{self, Sort};
use crate::claims::source::Source;
use crate::claims::speaker::plural;
use crate::claims::view::View;
use crate::report::SpeakerKind;

/// Words for some of several.
const SOME: &[&str] =
    &["one", "another", "others", "both", "some", "many", "several", "few", "most", "two", "three", "four", "half", "everyone"];

/// By sorts of bodies and writings, by *one of*, *another*, *a third*.
pub fn of(view: &View, source: &Source, noun: &str) -> SpeakerKind {
    if words::is(noun, Sort::Body) {
        return SpeakerKind::Organisation;
    }
    if words::is(noun, Sort::Writing) {
        return SpeakerKind::Document;
    }
    let first = source.tokens.start;
    let some = view.is(first, SOME)
        || view.is(first, &["a", "the"]) && view.is(first + 1, &["second", "third", "fourth", "fifth", "other", "others"]);
    let person = || (source.head..source.tokens.end.min(source.head + 6)).any(|t| view.person_role(t));
    let many = plural(view, source.head) && ["ers", "ors", "ists"].iter().any(|end| noun.ends_with(end));
    if some && (person() || source.tokens.len() <= 3 || view.is(first + 1, &["of"])) || many {
        SpeakerKind::Anonymous
    } else {
        SpeakerKind::Unknown
    }
}
