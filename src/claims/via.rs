//! Through whom a claim came: *told the Selwyn Gazette*, *said in a statement to Radio Selwyn*, *wrote in the Gazette*,
//! *quoted by the agency*. Read off the order of words around the reporting verb.

use super::draft::{Construction, Draft};
use super::lexicon;
use super::source::Source;
use super::speaker::Speakers;
use super::view::View;
use crate::report::SpeakerKind;
use crate::text::Tag;
use crate::text::span::Span;
use std::ops::Range;

/// Words that say of the name beside them that it is an outlet.
pub(super) const MEDIA: &[&str] = &[
    "news",
    "times",
    "post",
    "journal",
    "herald",
    "telegraph",
    "guardian",
    "gazette",
    "tribune",
    "magazine",
    "tv",
    "radio",
    "agency",
    "weekly",
    "today",
    "press",
    "mail",
    "observer",
    "chronicle",
    "courier",
    "broadcasting",
    "television",
    "fm",
    "mercury",
    "examiner",
    "dispatch",
    "sentinel",
    "register",
    "globe",
    "mirror",
    "standard",
    "newspaper",
    "newspapers",
    "broadcaster",
    "daily",
    "tabloid",
    "channel",
    "network",
    "station",
    "outlet",
    "website",
    "site",
    "podcast",
    "paper",
    "programme",
    "program",
    "show",
    "newswire",
    "wire",
    "newsletter",
    "blog",
    "portal",
    "news-sheet",
    "sheet",
];

/// Bodies whose name a bare word may be and which are told things in their own right.
const TOLD: &[&str] = &[
    "congress",
    "parliament",
    "senate",
    "house",
    "commons",
    "lords",
    "assembly",
    "bundestag",
    "knesset",
    "duma",
    "diet",
    "mps",
    "un",
    "eu",
    "nato",
    "cabinet",
    "council",
    "court",
    "reporters",
    "lok",
    "rajya",
    "dail",
    "dáil",
    "who",
    "imf",
    "taoiseach",
    "vatican",
    "kremlin",
    "pentagon",
    "sejm",
    "tribunal",
    "inquiry",
    "jury",
    "asx",
    "sec",
    "nyse",
    "fifa",
    "uefa",
];

/// Nouns of speech through which somebody speaks to an outlet.
const SPEECH: &[&str] = &[
    "statement",
    "interview",
    "interviews",
    "comment",
    "comments",
    "remarks",
    "email",
    "e-mail",
    "message",
    "letter",
    "column",
    "article",
    "essay",
    "op-ed",
    "call",
    "post",
    "note",
    "appearance",
    "podcast",
    "programme",
    "program",
    "show",
    "blog",
];

/// The outlet through which a claim came by the words of its reporting clause, if it names one.
pub fn of(view: &View, speakers: &Speakers, cited: &[(String, Span)], draft: &Draft) -> Option<String> {
    let cue = draft.cue_token?;
    if matches!(draft.construction, Construction::Adverb | Construction::Noun) {
        return None;
    }
    let verb = draft.verb.as_deref().unwrap_or("");
    let sentence = view.sentence(cue);
    let mut from = cue + 1;
    if let Some(s) = &draft.source
        && s.tokens.start == from
    {
        from = s.tokens.end;
    }
    // What the cue is followed by, up to the content.
    let content = |t: usize| draft.holds(view.tokens[t].span.start);
    let end = (from..sentence.end.min(from + 24)).find(|t| content(*t)).unwrap_or(sentence.end.min(from + 24));
    if verb == "tell"
        && let Some(found) = outlet(view, speakers, cited, from..end)
    {
        return Some(found);
    }
    let start = draft.source.as_ref().map_or(cue, |s| s.tokens.start.min(cue)).max(sentence.start);
    // Before the reporting clause: *Speaking on Radio Selwyn, Obi said*, *In an interview with the Gazette, Obi said*.
    let lead = (sentence.start..start).rev().find(|t| content(*t)).map_or(sentence.start, |t| t + 1);
    // *was quoted by the broadcaster UTV as saying*: between source and cue.
    let between = draft.source.as_ref().filter(|s| s.tokens.end < cue).map_or(cue..cue, |s| s.tokens.end..cue);
    // *a reviewer in the Gazette called it dull*
    if let Some(s) = &draft.source
        && view.is(s.head, &["reviewer", "critic", "columnist", "writer", "commentator", "correspondent"])
        && view.is_at(s.head + 1, sentence.end, &["in", "for", "of", "at"])
        && let Some(found) = outlet(view, speakers, cited, s.head + 2..s.tokens.end.max(s.head + 2))
    {
        return Some(found);
    }
    for range in [from..end, lead..start, between] {
        let mut t = range.start;
        while t + 1 < range.end {
            if view.quote_at(t).is_some() {
                break;
            }
            let carried = view.is(t, SPEECH)
                && view.is(
                    t + 1,
                    &["to", "with", "for", "on", "in", "by", "published", "carried", "broadcast", "aired", "obtained"],
                )
                || view.is(t, &["speaking", "spoke", "talking", "talked"]) && view.is(t + 1, &["to", "on", "with"])
                || view.is(t, &["writing", "wrote"]) && view.is(t + 1, &["in", "for"])
                || view.is(
                    t,
                    &["quoted", "cited", "interviewed", "published", "aired", "carried", "obtained", "contacted", "asked"],
                ) && view.is(t + 1, &["by", "in", "on"]);
            if carried {
                let mut k = t + 2;
                if view.is(k, &["by", "in", "on", "with", "to"]) {
                    k += 1;
                }
                if let Some(found) = outlet(view, speakers, cited, k..range.end) {
                    return Some(found);
                }
            }
            // *said in a Selwyn Gazette interview*
            if view.is(t, &["in", "during"])
                && view.is(t + 1, &["a", "an", "the"])
                && let Some(noun) = (t + 3..range.end.min(t + 8)).find(|k| view.is(*k, &["interview"]))
                && (t + 2..noun).all(|k| view.tag(k) == Tag::Propn)
                && let Some(found) = outlet(view, speakers, cited, t + 1..noun)
            {
                return Some(found);
            }
            // *a memo that the daily Selwyn Gazette published*
            if view.is(t, &["memo", "document", "letter", "message", "email", "recording", "report"])
                && view.is(t + 1, &["that", "which"])
                && (t + 3..range.end.min(t + 10)).any(|k| view.is(k, &["published", "obtained", "aired", "printed", "carried"]))
                && let Some(found) = outlet(view, speakers, cited, t + 2..range.end)
            {
                return Some(found);
            }
            // *on his podcast The Long Stand*
            if view.is(t, &["podcast", "programme", "newsletter", "blog"])
                && (range.start..t).rev().take(3).any(|k| view.is(k, &["on", "in"]))
                && let Some(found) = outlet(view, speakers, cited, t..range.end)
            {
                return Some(found);
            }
            t += 1;
        }
    }
    // *wrote in the Gazette*, *posted in*: the verb itself.
    if matches!(verb, "write" | "argue")
        && view.is_at(from, end, &["in", "for"])
        && let Some(found) = outlet(view, speakers, cited, from + 1..end)
    {
        return Some(found);
    }
    None
}

/// The outlet that the noun phrase at the start of the tokens names.
fn outlet(view: &View, speakers: &Speakers, cited: &[(String, Span)], tokens: Range<usize>) -> Option<String> {
    // Words before the name: *the public broadcaster*, *Selwyn's*, *Sunday's*.
    let mut t = tokens.start;
    let mut media = false;
    let mut name = None;
    while t < tokens.end && t < tokens.start + 12 {
        let of_a_sort = t > tokens.start && view.is(t - 1, &["the", "a", "an"]) && view.word(t).ends_with("ing");
        if view.punct(t) || view.verbal(t) && view.word(t).starts_with(char::is_lowercase) && !of_a_sort {
            break;
        }
        let capital = view.word(t).starts_with(char::is_uppercase);
        if capital && view.tag(t) == Tag::Propn || begins_a_name(view, t, tokens.start) {
            let mut end = t + 1;
            while end < tokens.end
                && (view.tag(end) == Tag::Propn
                    || view.is(end, &["-", "&"]) && end + 1 < tokens.end && view.tag(end + 1) == Tag::Propn
                    || view.is(end, &["-"])
                        && hyphened(view, end)
                        && end + 1 < tokens.end
                        && !view.is(end + 1, &["based", "owned", "run"])
                    || end > t + 1 && view.is(end - 1, &["-"]) && hyphened(view, end - 1)
                    || view.tag(end) == Tag::Num && end > t
                    || view.is(end, &["de", "la", "del", "di", "do", "of"])
                        && end + 1 < tokens.end
                        && view.tag(end + 1) == Tag::Propn
                    || view.word(end).starts_with(char::is_uppercase) && view.tag(end) != Tag::Pron)
                && !super::content::time_word(view, end)
            {
                end += 1;
            }
            // *Montevideo's Radio Rambla*: the name follows.
            if end < tokens.end && view.is(end, &["'s", "’s"]) {
                t = end + 1;
                continue;
            }
            // *Kpeve-based Radio Agbamevo*
            if view.is(end, &["-based"]) || view.is(end, &["-"]) && view.is(end + 1, &["based"]) {
                t = end + 2;
                continue;
            }
            name = Some(t..end);
            break;
        }
        media |= MEDIA.contains(&&*view.lower(t));
        if view.is(t, &["this", "our", "us", "reporters", "journalists"]) {
            break;
        }
        let plain = matches!(view.tag(t), Tag::Det | Tag::Adj | Tag::Noun | Tag::Num)
            || of_a_sort
            || view.is(t, &["'s", "’s", "-", "his", "her", "its", "their"]);
        if !plain {
            break;
        }
        t += 1;
    }
    // *told a Danish newspaper*
    let first = tokens.start;
    if view.is(first, &["a", "an", "another"])
        && let Some(noun) = (first + 1..tokens.end.min(first + 5)).find(|k| view.tag(*k) == Tag::Noun)
        && view.is(noun, &["newspaper", "magazine", "broadcaster", "tabloid", "outlet", "website", "daily", "weekly"])
        && name.as_ref().is_none_or(|n| n.end <= noun)
    {
        return Some(view.span(first + 1..noun + 1).of(view.text).to_owned());
    }
    let name = name?;
    let span = view.span(name.clone());
    if let Some((known, _)) = cited.iter().take(256).find(|(_, s)| s.overlaps(span)) {
        return Some(known.clone());
    }
    // *told The Selwyn Star*: no office has a capital article.
    let titled = name.start > tokens.start && view.word(name.start - 1) == "The";
    let named = media || titled || name.clone().any(|t| MEDIA.contains(&&*view.lower(t)));
    let text = span.of(view.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = !named;
    if bare {
        let role = name.clone().any(|t| lexicon::role(&view.lower(t)).is_some() || TOLD.contains(&&*view.lower(t)));
        if role || lexicon::capital(&text).is_some() || super::names::is_title(&view.lower(name.start)) {
            return None;
        }
        if speakers.names_person(name.start) || lexicon::given_name(&view.lower(name.start)).is_some() {
            return None;
        }
        // A bare word may be anybody's surname: it must be an acronym, or stand after *the*, or be two words.
        let acronym = text.len() >= 3 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
        // *told MSPs*: several members, no outlet.
        if text.strip_suffix('s').is_some_and(|one| one.len() >= 2 && one.chars().all(char::is_uppercase)) {
            return None;
        }
        let article = name.start > tokens.start && view.is(name.start - 1, &["the"]);
        if name.len() == 1 && !acronym && !article && !text.contains('-') && text.chars().filter(|c| c.is_uppercase()).count() < 2
        {
            return None;
        }
        if view.is(name.end, &["'s", "’s"]) && !name.is_empty() {
            return None;
        }
        // *the Latin American edition*
        if !acronym
            && name.end < tokens.end
            && view.tag(name.end) == Tag::Noun
            && !super::content::time_word(view, name.end)
            && !MEDIA.contains(&&*view.lower(name.end))
        {
            return None;
        }
    }
    Some(speakers.full_name(name.start).filter(|full| full.len() > text.len()).unwrap_or(text))
}

/// Whether a hyphen joins the words on both sides: *Dawn-e-Noor*.
fn hyphened(view: &View, t: usize) -> bool {
    t > 0
        && view.tokens[t - 1].span.end == view.tokens[t].span.start
        && view.tokens.get(t + 1).is_some_and(|k| k.span.start == view.tokens[t].span.end)
}

/// Whether a capitalised word is the first of a name, whatever part of speech it was taken for: *the Cambrian Post*, *The
/// Selwyn Star*.
fn begins_a_name(view: &View, t: usize, from: usize) -> bool {
    view.word(t).starts_with(char::is_uppercase)
        && !matches!(view.tag(t), Tag::Pron | Tag::Det)
        && !super::content::time_word(view, t)
        && (t == from || view.is(t - 1, &["the", "a", "an", "'s", "’s"]) || view.tag(t - 1) == Tag::Noun)
}

/// The cited outlet that stands in a phrase, if any.
pub fn cited(view: &View, cited: &[(String, Span)], source: &Source) -> Option<String> {
    let span = view.span(source.tokens.clone());
    let from = cited.partition_point(|(_, s)| s.end <= span.start);
    // `cited` may not be sorted: then the first ones are looked at too.
    cited.get(from).into_iter().chain(cited.iter().take(64)).find(|(_, s)| s.overlaps(span)).map(|(name, _)| name.clone())
}

impl Speakers<'_> {
    /// Whether the name at a token is a person's.
    fn names_person(&self, token: usize) -> bool {
        self.named(token).is_some_and(|e| e.kind == SpeakerKind::Person || !e.roles.is_empty())
    }

    /// The full name of what is named at a token.
    fn full_name(&self, token: usize) -> Option<String> {
        self.named(token).filter(|e| e.kind != SpeakerKind::Person).map(|e| e.label.clone())
    }

    fn named(&self, token: usize) -> Option<&super::names::Entity> {
        self.names.entities.get(self.names.at(token)?.entity)
    }
}
