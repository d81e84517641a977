//! Asides between a source and its verb, and verbs that stand in them.

use crate::claims::{
    content,
    lexicon::{self, Form},
    source,
    view::View,
};
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};

/// The noun whose long aside ends before the verb, where the parse puts the verb under the aside and the noun under nothing:
/// *Lord Penn, chancellor when it was closed, admitted that*.
pub(super) fn past_aside(view: &View, t: usize, form: Form, start: usize) -> Option<usize> {
    if view.relation(t) != Relation::Advcl || !form.can_be(Form::PAST) || t < start + 4 || !view.is(t - 1, &[","]) {
        return None;
    }
    let mut at = view.head(t).filter(|h| *h < t)?;
    // *Ada Penn, hoping to win, called him a fool*
    if view.tag(at) == Tag::Propn && view.head(at).is_none() && view.is(at + 1, &[","]) && at + 2 < t - 1 {
        return Some(at);
    }
    for _ in 0..4 {
        if !matches!(view.relation(at), Relation::AclRelcl | Relation::Acl | Relation::Appos | Relation::Advcl) {
            return None;
        }
        at = view.head(at).filter(|h| *h < at && *h >= start)?;
        if view.nominal(at) && view.head(at).is_none() {
            let open = at + 1;
            let whole = view.is(open, &[","]) && open + 1 < t - 1 && source::can_speak(view, at);
            return whole.then_some(at);
        }
    }
    None
}

/// *One in eight has tried it, a poll from the agency found*: the noun of a document that the parse reads as an apposition with a
/// relative clause, though it and all that follows is the subject of the verb.
pub(super) fn reduced_aside(view: &View, t: usize) -> Option<usize> {
    if view.relation(t) != Relation::AclRelcl || !(view.punct(t + 1) || t + 1 >= view.sentence(t).end) {
        return None;
    }
    let noun = view.head(t).filter(|n| *n < t && t - *n < 16)?;
    let subject = view.child(t, Relation::Nsubj).filter(|s| *s < t && *s > noun)?;
    let document = matches!(lexicon::role(&view.lower(noun)), Some((SpeakerKind::Document, _)));
    let first = view.extent(noun).0;
    let clear = (noun + 1..t).all(|k| !view.punct(k) && !view.verbal(k) && !view.is(k, &["who", "which", "that"]));
    let joined = (noun + 1..subject).any(|k| view.tag(k) == Tag::Adp);
    (document && clear && joined && first > 0 && view.is(first - 1, &[","])).then_some(noun)
}

/// Whether the verb follows the aside of its own subject, though the parse puts it under another verb: *her predecessor, now
/// retired, admitted that*, *“…,” Ada Obi, 83, confirmed*.
pub(super) fn after_aside(view: &View, t: usize, form: Form, start: usize) -> bool {
    if view.relation(t) != Relation::Advcl || !form.can_be(Form::PAST) || t < start + 4 || !view.is(t - 1, &[","]) {
        return false;
    }
    let Some(open) = (start.max(t.saturating_sub(8))..t - 1).rev().find(|k| view.is(*k, &[","])) else { return false };
    if open <= start || open + 1 >= t - 1 || !view.nominal(open - 1) {
        return false;
    }
    let aside = open + 1..t - 1;
    let head = view.head(t).filter(|h| *h < t);
    let participle = head.is_some_and(|h| {
        aside.contains(&h)
            && view.child(h, Relation::Nsubj).is_some_and(|s| s < open)
            && view.child_in(h, &[Relation::Aux, Relation::AuxPass, Relation::Obj]).is_none()
            && aside.clone().all(|k| k == h || !view.verbal(k))
    });
    if participle {
        return true;
    }
    // A name between a quotation and a short aside without a verb.
    let mut name = open;
    while name > start && open - name < 8 && matches!(view.tag(name - 1), Tag::Propn | Tag::Noun | Tag::Det | Tag::Adj) {
        name -= 1;
    }
    name < open && name > start && content::closing_mark(view, name - 1) && aside.clone().all(|k| !view.verbal(k))
}
