//! Labels of speakers: a description in the article's words, so that it can be read alone.

use super::{Speakers, gender_of_possessive};
use crate::claims::content::time_word;
use crate::claims::lexicon;
use crate::claims::source::Source;
use crate::claims::view::View;
use crate::text::Tag;
use std::ops::Range;

/// *A*, *A and B*, *A, B and C*.
pub fn listed(labels: &[&str]) -> String {
    match labels {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => labels.concat(),
    }
}

/// Whether a noun is of several.
pub fn plural(view: &View, head: usize) -> bool {
    let word = view.lower(head);
    matches!(&*word, "people" | "police" | "they" | "others" | "some" | "many" | "both" | "women" | "men" | "authorities")
        || view.tag(head) == Tag::Noun && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            // *analysis*, *crisis*
            && !word.ends_with("sis")
            && !matches!(&*word, "news" | "series")
}

/// The words of a source without article and possessive, for a label.
pub fn text_of(view: &View, source: &Source) -> String {
    let first = past_article(view, &source.tokens);
    let words = joined(view, first..source.tokens.end);
    // *Several members* at the start of a sentence.
    let mut chars = words.chars();
    match chars.next() {
        Some(letter)
            if (matches!(view.tag(first), Tag::Det | Tag::Num | Tag::Adv)
                || view.tag(first) == Tag::Adj && small(view, first)
                || lexicon::is_role(&view.lower(first)))
                && !chars.as_str().starts_with(char::is_uppercase)
                && view.word(first) != "I" =>
        {
            letter.to_lowercase().chain(chars).collect()
        }
        _ => words,
    }
}

/// The words of a source of more than one word, for a label; nothing for a pronoun alone.
pub fn text_if_noun(view: &View, source: &Source) -> String {
    if source.tokens.len() > 1 { text_of(view, source) } else { String::new() }
}

/// The first token of a source but for its article; the *one* of *one of them* stays.
fn past_article(view: &View, tokens: &Range<usize>) -> usize {
    let article = tokens.len() > 1
        && view.is(tokens.start, &["the", "a", "an", "this", "that", "one"])
        && !view.is(tokens.start + 1, &["of"]);
    tokens.start + usize::from(article)
}

/// Tokens as they stand, with single blanks.
fn joined(view: &View, tokens: Range<usize>) -> String {
    view.span(tokens).of(view.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an adjective with a capital at the start of a sentence is written small elsewhere: none of a country or party
/// (*Syrian rebels*, *Republican strategists*), nor of a name (*Fresh Market*).
fn small(view: &View, t: usize) -> bool {
    let word = view.lower(t);
    let start = view.sentence(t).start;
    let proper = ["ian", "can", "ese", "ish"].iter().any(|end| word.ends_with(end))
        && !matches!(&*word, "civilian" | "vegetarian" | "humanitarian" | "veteran" | "african" | "british");
    (t == start || view.quote_mark(t - 1) || view.is(t - 1, &["the", "a", "an"]) && t == start + 1 && !view.upper(t))
        && !proper
        && !view.is(t, &["african", "british", "french", "dutch", "greek", "democratic"])
        && (!view.upper(t + 1)
            || view
                .is(t, &["former", "senior", "top", "local", "new", "current", "acting", "leading", "other", "many", "several"]))
}

impl Speakers<'_> {
    /// A description with the pronouns in it written out, so that it can be read alone: *a source close to him* with who he is,
    /// and without how the article came by it (*a letter seen by the Mercury*). Names stay as the article has them: *UN officials*,
    /// *Obi's allies*. `text` is the label as it stands.
    pub(super) fn written_out(&self, source: &Source, text: String) -> String {
        let view = self.view;
        let first = past_article(view, &source.tokens);
        let end = without_what_follows(view, source);
        let owners = self.owners(source.head, first..end);
        if owners.is_empty() && end == source.tokens.end {
            return text;
        }
        let whole = text_of(view, &Source { tokens: source.tokens.start..end, head: source.head });
        if owners.is_empty() {
            return whole;
        }
        let mut out = with_owners(view, first..end, &owners);
        // Small where the sentence's first letter was only its own.
        let named = || self.names.ending_after(first).first().is_some_and(|m| self.name_start(*m) <= first);
        if whole.starts_with(char::is_lowercase)
            && !out.starts_with(|c: char| c.is_lowercase())
            && view.upper(first)
            && let Some(c) = out.chars().next()
            && !named()
            && !view.is(first, &["his", "her"])
        {
            out.replace_range(..c.len_utf8(), &c.to_lowercase().to_string());
        }
        out
    }

    /// The pronouns in some tokens whose owners are known, with what is written for each.
    fn owners(&self, head: usize, tokens: Range<usize>) -> Vec<(usize, String)> {
        let view = self.view;
        let end = tokens.end;
        let pronouns = tokens.filter(|t| view.is(*t, &["his", "him", "her"]) && *t != head);
        let written = |t: usize| {
            let who = self.owner(t, gender_of_possessive(view, t))?;
            let owns = t + 1 < end && !view.is(t, &["him"]) && view.tag(t + 1) != Tag::Adp;
            Some((t, if owns { format!("{}’s", who.label) } else { who.label }))
        };
        pronouns.filter_map(written).collect()
    }
}

/// One past the last token of a description, without how the article came by it, an age, and what hangs after it.
fn without_what_follows(view: &View, source: &Source) -> usize {
    let mut end = source.tokens.end;
    let follows = |t: &usize| {
        view.is(*t, &["seen", "obtained", "reviewed", "viewed"]) && view.is(*t + 1, &["by"])
            || view.is(*t, &[","]) && view.is(*t + 1, &["who", "whose", "which"])
    };
    end = (source.head + 1..end.saturating_sub(1)).find(follows).unwrap_or(end);
    // *the singer, 34*
    if end > source.head + 2 && view.tag(end - 1) == Tag::Num && view.is(end - 2, &[","]) {
        end -= 2;
    }
    while end > source.head + 1
        && (view.punct(end - 1) && !view.is(end - 1, &[")"])
            || view.tag(end - 1) == Tag::Adv
            || time_word(view, end - 1)
            || view.is(end - 1, &["on", "in"]) && end < source.tokens.end)
    {
        end -= 1;
    }
    end
}

/// Tokens as they stand, with other words in the place of some.
fn with_owners(view: &View, tokens: Range<usize>, owners: &[(usize, String)]) -> String {
    let mut out = String::new();
    let mut at = tokens.start;
    for (t, label) in owners {
        if *t > at {
            out.push_str(view.span(at..*t).of(view.text).trim());
            out.push(' ');
        }
        out.push_str(label);
        at = t + 1;
        if at < tokens.end && view.tokens[at].span.start > view.tokens[at - 1].span.end {
            out.push(' ');
        }
    }
    if at < tokens.end {
        out.push_str(view.span(at..tokens.end).of(view.text).trim());
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
