//! Outlets that the text cites: *told The Guardian*, *the FT reported*, *state news agency SANA*, linked names.
//!
//! All names are looked for in one pass. A name counts only as a whole word, as it is printed in the table, and with what
//! its row asks for around it: *time*, *people* and *the sun* are in most articles, and *the Times* is several papers.

use super::host;
use super::pattern::rule;
use super::table::{NameRow, OutletId, Table};
use super::wire::means_other;
use crate::claims::given_name;
use crate::page::article::Article;
use crate::report::BlockKind;
use crate::text::span::Span;
use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// Bytes before and after a name that are looked at.
const WINDOW: usize = 90;
/// Most places that are reported for one text.
const MOST: usize = 500;

/// What stands before a cited outlet.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)(?:",
        r"\b(?:told|tells|telling|tell|informed|according\s+to|reported\s+(?:by|in|on)|first\s+reported\s+by|quoted\s+(?:by|in)|cited\s+(?:by|in)|citing|quoting|cites|per",
        r"|published\s+(?:by|in|on)|(?:spotted|noted|flagged|unearthed|shared|released|shown|aired|broadcast|carried|given|provided|sent)\s+(?:by|on|to)|seen\s+by|obtained\s+by|reviewed\s+by|interview(?:s|ed)?\s+(?:with|to|by|in|for|on)|speaking\s+(?:to|with)|spoke\s+(?:to|with)|speaks\s+to|talking\s+to|talked\s+to|statement\s+to",
        r"|wrote\s+(?:in|for)|writing\s+(?:in|for)|writes\s+(?:in|for)|confirmed\s+to|said\s+(?:in|on)|reports?\s+(?:by|in|from)|article\s+(?:in|by)|op-ed\s+(?:in|for)|asked\s+by|credit(?:ed)?\s+to|via|newspaper|newspapers|magazine|tabloid|daily|agency|broadcaster|outlet|outlets|website|journal|channel|as)",
        r"\s+(?:(?:the|a|an|both|local|state|news|newspaper|agency|magazine|outlet|broadcaster|daily|weekly|tabloid|british|us|u\.s\.|american|german|french|russian|chinese|israeli|state-run|state-owned|public)\s+){0,4}[‘“\x22']?$",
        r"|[‘“\x22'(]$",
        r")",
    ))
});
static AS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\bas\s+(?:the\s+)?$"));
/// What stands after a cited outlet.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"^[’”\x22']?(?:['’]s)?,?\s+(?:(?:also|first|later|earlier|previously|on\s+\p{Lu}\p{L}+day|last\s+\p{L}+|this\s+\p{L}+|recently)\s+)?",
        r"(?:reported|reports|report|reporting|said|says|wrote|writes|revealed|reveals|noted|quoted|quotes|cited|cites|claimed|claims|published|broke|asked|added|described|newspaper|magazine|tabloid|news\s+agency|agency|newswire|website|article|articles|interview|op-ed|editorial|investigation|story|stories|newsroom|exclusively|analysis",
        r"|(?:has|have|had)\s+(?:also\s+)?(?:learned|learnt|reported|said|seen|obtained|reviewed|revealed|published|confirmed|contacted|approached|reached|asked)|(?:in\s+(?:an?|a\s+\p{L}+)\s+(?:interview|statement|email|article|exclusive))|(?:could|can)\s?not\s+(?:\p{L}+\s+)?(?:reach|verify|confirm|establish|determine|authenticate)|via\s+email|by\s+(?:phone|email|telephone))\b",
    ))
});
/// Words that say what a short name is: *state news agency SPA*, *SPA, the Saudi news agency*.
static AGENCY_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:agency|newswire|wire service|media outlet|state media)\s+$"));
static AGENCY_AFTER: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)^,?\s+(?:(?:the|a|an|its|state|official|[\p{L}-]+)\s+){0,4}(?:news\s+)?agency\b"));
/// Somebody who works there, which is no citation by itself.
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)^(?:['’]s)?\s+(?:[\p{L}-]+\s+){0,3}",
        r"(?:journalists?|reporters?|columnists?|correspondents?|editors?|hosts?|anchors?|presenters?|photographers?|analysts?|contributors?)\b",
    ))
});
/// What joins two names of a list: `CNN, the BBC and Reuters reported`.
static JOINS: LazyLock<Regex> = LazyLock::new(|| rule(r"^(?:,|,?\s+(?:and|or|as well as))\s+(?:the\s+|The\s+)?$"));
/// Words that make a longer proper name of an outlet's name, and not an outlet: `Time Warner`, `Nature Reserve`.
static NOUN_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^\s+(?:News|Magazine|TV|Online|Television|Radio|Daily|Newspaper|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|January|February|March|April|May|June|July|August|September|October|November|December|Editor|Correspondent|Reporter|Poll|Is|Has)\b",
    )
});

/// Where an outlet is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which.
    pub outlet: OutletId,
    /// Where its name stands.
    pub span: Span,
}

/// What is known about the page when its text is searched.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'c> {
    /// Outlets that are the page's own: not cited by themselves.
    pub own: &'c [OutletId],
    /// ISO code of the publisher's country, where the table knows it.
    pub country: Option<&'c str>,
    /// The page's own name, as it prints it.
    pub own_name: Option<&'c str>,
    /// Places that credit an agency (datelines): not citations.
    pub credits: &'c [Span],
    /// Day of publication.
    pub day: Option<&'c str>,
}

/// The names by their first words. A name counts as a whole word alone, so only a word of the text that is the first of a name
/// is looked at; building this takes a tenth of what an automaton of all names takes, at each start of the engine.
struct Finder {
    patterns: Vec<Pattern>,
    /// The last pattern with this first word.
    first: HashMap<&'static str, u32>,
    /// Whether a name begins with this byte: few do with a small letter.
    begins: [bool; 256],
}

/// A name as it is printed.
struct Pattern {
    name: &'static str,
    /// Its rows in [`Table::names`].
    rows: Range<usize>,
    /// The pattern before this one that has the same first word.
    same: Option<u32>,
}

impl Finder {
    /// Built when the first article is read.
    fn get() -> &'static Finder {
        static FINDER: OnceLock<Finder> = OnceLock::new();
        FINDER.get_or_init(|| {
            let names = &Table::get().names;
            let mut finder = Finder {
                patterns: Vec::with_capacity(names.len()),
                first: HashMap::with_capacity(names.len()),
                begins: [false; 256],
            };
            // The table is sorted by names.
            for (at, row) in names.iter().enumerate() {
                if let Some(last) = finder.patterns.last_mut().filter(|last| last.name == row.name) {
                    last.rows.end = at + 1;
                    continue;
                }
                let Some(begin) = row.name.bytes().next() else { continue };
                finder.begins[usize::from(begin)] = true;
                let same = finder.first.insert(first_word(row.name), finder.patterns.len() as u32);
                finder.patterns.push(Pattern { name: row.name, rows: at..at + 1, same });
            }
            finder
        })
    }

    /// The patterns whose first word this is.
    fn with_first(&self, word: &str) -> impl Iterator<Item = usize> {
        let known = word.bytes().next().is_some_and(|byte| self.begins[usize::from(byte)]);
        let last = if known { self.first.get(word).copied() } else { None };
        std::iter::successors(last, |at| self.patterns[*at as usize].same).map(|at| at as usize)
    }

    /// What the table says of a name.
    fn rows(&self, pattern: usize) -> &'static [NameRow] {
        Table::get().names.get(self.patterns[pattern].rows.clone()).unwrap_or_default()
    }
}

/// The letters and digits that a text begins with, or else its first character.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if end > 0 { &text[..end] } else { &text[..text.chars().next().map_or(0, char::len_utf8)] }
}

/// A name in the text, before it is decided whose it is.
struct Mention {
    pattern: usize,
    span: Span,
}

/// Finds the outlets that the article cites, in text order.
pub(crate) fn find(article: &Article, context: &Context<'_>) -> Vec<Place> {
    let finder = Finder::get();
    let mut found: Vec<Place> = Vec::new();
    let mut named: Vec<OutletId> = Vec::new();
    let mut others: HashMap<usize, bool> = HashMap::new();
    for block in &article.blocks {
        if matches!(block.kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Credit) {
            continue;
        }
        let words = block.span.of(&article.text);
        let note = NOTE.is_match(words);
        let mentions = mentions(finder, words);
        let reported = reported(words, &mentions);
        for (mention, reported) in mentions.into_iter().zip(reported) {
            let span = Span::new(block.span.start + mention.span.start, block.span.start + mention.span.end);
            if context.credits.iter().any(|c| c.overlaps(span)) {
                continue;
            }
            // *Time* is not cited by *Time and Tide*.
            if context.own_name.is_some_and(|own| is_within(words, mention.span, own)) {
                continue;
            }
            // Notes on the text are about credits and mistakes; what is in brackets under a picture is who made it, and behind the
            // city of a dateline who sent it.
            if (note && !reported)
                || in_dateline(words, mention.span)
                || (block.kind == BlockKind::Caption && is_picture_credit(words, mention.span))
            {
                continue;
            }
            let name = mention.span.of(words);
            if *others
                .entry(mention.pattern)
                .or_insert_with(|| means_other(&article.text, name) || is_surname(&article.text, name))
            {
                continue;
            }
            let around = Around { reported, ..Around::new(words, mention.span) };
            let linked = article.links.iter().find(|l| l.span.overlaps(span)).and_then(|l| host::find_url(&l.href, context.day));
            let Some(outlet) =
                decide(finder.rows(mention.pattern), &around, linked.map(|r| r.outlet), &named, context, block.kind)
            else {
                continue;
            };
            if !named.contains(&outlet) {
                named.push(outlet);
            }
            if !context.own.contains(&outlet) && found.len() < MOST {
                found.push(Place { outlet, span });
            }
        }
    }
    found
}

/// An editors' note, a correction, an offer to print the text, a list of partners.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)^\W*(?:(?:this|our)\s+(?:service|site|website|page|report)\s+(?:may|can)\s+(?:include|contain|use)\b|(?:(?:editors?['’]?s?['’]?\s+)?note|corrections?|clarification|update|re-?publish|(?:our\s+)?(?:\p{L}+\s+)?(?:partners?|sponsors?|supporters?))\b[^.:!?]{0,40}:",
        r"|this\s+(?:article|story|report)\s+(?:was|has\s+been)\s+(?:corrected|amended|updated)\b)",
    ))
});
/// What stands before whoever made or sent a picture.
static PICTURE_BY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)(?:\b(?:via|handout|courtesy(?:\s+of)?|photos?|pictures?|images?|credit|file)|©|/)\W*(?:by\s+|from\s+)?(?:the\s+)?$",
    )
});

/// Whether a name is a part of a longer one where it stands.
fn is_within(words: &str, name: Span, longer: &str) -> bool {
    let short = name.of(words);
    longer.len() > short.len()
        && longer.match_indices(short).any(|(at, _)| {
            let start = name.start.checked_sub(at);
            start.and_then(|start| words.get(start..start + longer.len())).is_some_and(|found| found == longer)
        })
}

/// Whether a name stands where a dateline names its agency.
fn in_dateline(words: &str, name: Span) -> bool {
    let before = words[..name.start].trim_end();
    if before.len() > 80 || !before.ends_with('(') || !before.starts_with(char::is_uppercase) {
        return false;
    }
    let small = before.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
    small <= 1 && !before.contains(['“', '"', '?', '!']) && DASHED.is_match(&words[name.end..])
}

static DASHED: LazyLock<Regex> = LazyLock::new(|| rule(r"^\)[.:]?\s*(?:--|[–—-])\s"));

fn is_picture_credit(words: &str, name: Span) -> bool {
    let before = &words[super::wire::ceil(words, name.start.saturating_sub(WINDOW))..name.start];
    let after = &words[name.end..super::wire::floor(words, name.end + WINDOW)];
    let open = before.rfind(['(', '[']);
    let bracketed = open.is_some() && open > before.rfind([')', ']']) && after.contains([')', ']']);
    bracketed || PICTURE_BY.is_match(before)
}

/// Names that stand as whole words, the longest at each place, not overlapping.
fn mentions(finder: &Finder, words: &str) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let word = first_word(rest);
        for pattern in finder.with_first(word) {
            let name = finder.patterns[pattern].name;
            let span = Span::new(at, at + name.len());
            if rest.starts_with(name) && is_whole(words, span) {
                all.push(Mention { pattern, span });
            }
        }
        at += word.len();
    }
    all.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut end = 0;
    all.retain(|m| {
        let free = m.span.start >= end;
        if free {
            end = m.span.end;
        }
        free
    });
    all
}

/// Which of the names stand beside an act of reporting; names of one list share it.
fn reported(words: &str, mentions: &[Mention]) -> Vec<bool> {
    let mut reported: Vec<bool> = mentions.iter().map(|m| Around::new(words, m.span).is_reported()).collect();
    let joined = |a: &Mention, b: &Mention| {
        let between = b.span.start.checked_sub(a.span.end).is_some_and(|gap| gap <= 24);
        between && JOINS.is_match(&words[a.span.end..b.span.start])
    };
    for n in 1..mentions.len() {
        reported[n] |= reported[n - 1] && joined(&mentions[n - 1], &mentions[n]);
    }
    for n in (1..mentions.len()).rev() {
        reported[n - 1] |= reported[n] && joined(&mentions[n - 1], &mentions[n]);
    }
    reported
}

/// Whether a match is not part of a longer word, host or handle.
fn is_whole(words: &str, span: Span) -> bool {
    let before = words[..span.start].chars().next_back();
    let mut after = words[span.end..].chars();
    let next = after.next();
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '/');
    if before.is_some_and(|c| joins(c) || matches!(c, '.' | '-' | '&')) || next.is_some_and(|c| joins(c) || c == '&') {
        return false;
    }
    // `Reuters.com` and `Time-Life` go on; `Reuters.` and `Reuters-led` do not name anybody else.
    let then = after.next();
    match next {
        Some('.') => !then.is_some_and(|c| c.is_lowercase()),
        Some('-') => !then.is_some_and(char::is_uppercase),
        _ => true,
    }
}

/// The words around a name.
struct Around<'w> {
    before: &'w str,
    after: &'w str,
    name: &'w str,
    /// Whether an act of reporting stands beside it.
    reported: bool,
}

impl<'w> Around<'w> {
    fn new(words: &'w str, span: Span) -> Self {
        let from = super::wire::ceil(words, span.start.saturating_sub(WINDOW));
        let to = super::wire::floor(words, span.end + WINDOW);
        Around { before: &words[from..span.start], after: &words[span.end..to], name: span.of(words), reported: false }
    }

    fn has_article(&self) -> bool {
        let before = self.before.trim_end_matches(['‘', '“', '"', '\'']).trim_end();
        before.ends_with(" the")
            || before.ends_with(" The")
            || matches!(before, "the" | "The")
            || before.ends_with("“The")
            || before.ends_with("(the")
    }

    /// Whether a capitalised word beside the name makes it part of another proper name (*Michael Bloomberg*, *Time Warner*).
    fn in_longer_name(&self) -> bool {
        let next = self.after.strip_prefix(' ').and_then(|a| a.chars().next());
        let goes_on = next.is_some_and(char::is_uppercase) && !NOUN_AFTER.is_match(self.after);
        let previous = self.before.trim_end_matches(' ');
        let separated = previous.len() + 1 != self.before.len();
        let word = previous.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '.'))).next().unwrap_or("");
        let first_of_sentence = previous.len() == word.len() || {
            let rest = previous[..previous.len() - word.len()].trim_end();
            rest.ends_with(['.', '!', '?', '“', '"', ':'])
        };
        let capital = word.chars().next().is_some_and(char::is_uppercase) && word != "The" && !word.ends_with('.');
        let nationality = [
            "British", "American", "German", "French", "Russian", "Chinese", "Israeli", "Turkish", "Italian", "Spanish",
            "Japanese", "US", "UK",
        ];
        goes_on || (!separated && capital && !first_of_sentence && !nationality.contains(&word))
    }

    fn says_agency(&self) -> bool {
        AGENCY_BEFORE.is_match(self.before) || AGENCY_AFTER.is_match(self.after)
    }

    fn is_employer(&self) -> bool {
        STAFF.is_match(self.after) || BELONGS.is_match(self.before)
    }

    /// Set apart by a colon, dash or bracket, as the source of a headline is.
    fn is_marked(&self) -> bool {
        self.after.starts_with(':') || self.before.trim_end().ends_with(['-', '–', '—', ':', '(', '|'])
    }

    fn is_subject(&self) -> bool {
        ACTS.is_match(self.after)
    }

    /// Whether a short acronym is the last word of its phrase.
    fn ends_phrase(&self) -> bool {
        let short = self.name.len() <= 3 && self.name.chars().all(char::is_uppercase);
        let goes_on = self.after.strip_prefix(' ').and_then(|a| a.chars().next()).is_some_and(char::is_lowercase);
        !short || !goes_on || PHRASE_ENDS.is_match(self.after)
    }

    fn is_reported(&self) -> bool {
        let before = self.before;
        let bare = before.strip_suffix("The ").or(before.strip_suffix("the ")).unwrap_or(before);
        // A bracket or quotation mark alone proves nothing.
        let told = BEFORE.find(bare).is_some_and(|m| m.as_str().chars().any(char::is_alphabetic));
        if BELONGS.is_match(before) && !told {
            return false;
        }
        // *As the Guardian does* compares, and cites nobody.
        let compares = self.is_subject() && AS.is_match(bare);
        (told && !compares && self.ends_phrase()) || AFTER.is_match(self.after)
    }
}

/// Somebody who belongs to an outlet or has left it: *a spokesman for Reuters said* cites the spokesman.
static BELONGS: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)\b(?:spokes\p{L}+|lawyers?|attorneys?|owners?|executives?|employees?|employed|career|years|was|were|been|worked|works|working|joined|left|formerly)",
        r"\s+(?:(?:for|at|of|with|from|by)\s+)?(?:the\s+)?$",
        r"|\b(?:was|were|been|former|formerly|as)\s+(?:(?:an?|the)\s+)?(?:[\p{L}-]+\s+){0,2}(?:correspondent|reporter|editor|journalist|columnist|writer|producer|chief)\s+(?:of|for|at|with|in)\s+(?:the\s+)?$",
    ))
});
/// The outlet as the subject of something else than an act of reporting: *Reuters was fined*, *the AP had to leave*.
static ACTS: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^\s+(?:was|were|is|are|has|have|had|will|would|did|does|do|can|could|must|should|may|might)\b"));
/// What may follow a short name that ends its phrase. Before any other word it may stand for something else: *AP farmers*.
static PHRASE_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"^\s+(?:news|agency|report|poll|interview|exclusive|sources?|stor|data|calculation|estimate|tall|count|analys|reporter|journalist|correspondent|writer|editor|photographer|",
        r"(?:on|in|at|by|that|and|or|as|after|before|from|for|last|this|earlier|later|who|which|via|with|about|during|under|when|while|but|of|to|it|he|she|they|we|there|the|a|an|through|over|how|why|what|where|whether|if|because|since|until|against|also|first|is|was|has|had|not)\b|[a-z]+(?:ed|ly|s)\b\s+(?:that|on|in|the|by)\b)",
    ))
});

/// Whether a text uses a word as a person's surname: *Samson Efe*, *Michael Bloomberg*.
fn is_surname(text: &str, name: &str) -> bool {
    if name.contains(' ') {
        return false;
    }
    text.match_indices(name).any(|(at, _)| {
        let Some(before) = text[..at].strip_suffix(' ') else { return false };
        let word = before.rsplit(|c: char| !(c.is_alphabetic() || c == '-')).next().unwrap_or("");
        // The first word of a paragraph may be the city of a dateline.
        let first = before.len() == word.len() || before[..before.len() - word.len()].ends_with('\n');
        let given = word.chars().next().is_some_and(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase);
        given && !first && given_name(&word.to_lowercase()).is_some() && is_whole(text, Span::new(at, at + name.len()))
    })
}

/// Whose name it is, if anybody's.
fn decide(
    rows: &[NameRow],
    around: &Around<'_>,
    linked: Option<OutletId>,
    named: &[OutletId],
    context: &Context<'_>,
    kind: BlockKind,
) -> Option<OutletId> {
    let table = Table::get();
    if let Some(row) = rows.iter().find(|r| Some(r.outlet) == linked) {
        return Some(row.outlet);
    }
    let single = !around.name.trim_start_matches("The ").contains(' ');
    let fits = |row: &&NameRow| {
        let needs = row.needs;
        let agency = table.outlet(row.outlet).kind == "agency" && around.says_agency();
        if needs.country && !agency && context.country != Some(table.outlet(row.outlet).country) && !named.contains(&row.outlet) {
            return false;
        }
        if needs.after && !named.contains(&row.outlet) && !context.own.contains(&row.outlet) {
            return false;
        }
        if needs.article && !around.has_article() && !named.contains(&row.outlet) {
            return false;
        }
        let again = !single && named.contains(&row.outlet);
        if needs.reporting && !again && !around.reported {
            return false;
        }
        // News agencies and papers are named in articles because of what they reported; broadcasters, sites and magazines
        // also as companies, programmes and employers.
        let paper = matches!(table.outlet(row.outlet).kind, "agency" | "newspaper" | "party_organ");
        if !around.reported && (!paper || around.is_employer() || around.is_subject() || (single && around.in_longer_name())) {
            return false;
        }
        // A headline is about the outlets that it names, unless it marks one as its source: `Reuters: Port sold`.
        if matches!(kind, BlockKind::Headline | BlockKind::Heading) && !around.reported && !around.is_marked() {
            return false;
        }
        let plain = !needs.reporting && !needs.article && !needs.after && !needs.country;
        // Under pictures names of agencies are credits.
        if kind == BlockKind::Caption && !around.reported {
            return false;
        }
        plain || !around.in_longer_name()
    };
    let mut fitting: Vec<&NameRow> = rows.iter().filter(fits).collect();
    if fitting.len() > 1 {
        // Several outlets go by that name: the one named last in full, else that of the page's country, else nobody.
        if let Some(last) = named.iter().rev().find(|id| fitting.iter().any(|r| r.outlet == **id)) {
            return Some(*last);
        }
        let at_home: Vec<&NameRow> =
            fitting.iter().filter(|r| context.country == Some(table.outlet(r.outlet).country)).copied().collect();
        if !at_home.is_empty() {
            fitting = at_home;
        }
    }
    match fitting.as_slice() {
        [one] => Some(one.outlet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::article::{Block, TextLink};

    fn article(paragraphs: &[&str]) -> Article {
        let mut article = Article { is_article: true, ..Article::default() };
        for words in paragraphs {
            let start = article.text.len();
            article.text.push_str(words);
            article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, article.text.len()) });
            article.text.push_str("\n\n");
        }
        article
    }

    fn cited_in(article: &Article, context: &Context<'_>) -> Vec<&'static str> {
        find(article, context).iter().map(|p| Table::get().outlet(p.outlet).name).collect()
    }

    fn cited(words: &str) -> Vec<&'static str> {
        cited_in(&article(&[words]), &Context::default())
    }

    #[test]
    fn names_that_are_cited() {
        for (words, expected) in [
            ("The minister told The Guardian that the bridge would open.", vec!["The Guardian"]),
            ("The minister told the Guardian that the bridge would open.", vec!["The Guardian"]),
            ("The bridge will open in May, the FT reported.", vec!["Financial Times"]),
            ("State news agency SANA said two people were hurt.", vec!["SANA"]),
            ("According to Reuters, the bank kept its rate, while the BBC said it rose.", vec!["Reuters", "BBC News"]),
            ("She said in an interview with Time magazine that she would run.", vec!["Time"]),
            ("“We knew,” he told People.", vec!["People"]),
            ("The singer wept, The Sun reported.", vec!["The Sun"]),
            ("A source told Bloomberg that a deal was near.", vec!["Bloomberg"]),
            ("The Hill first reported the plan.", vec!["The Hill"]),
            ("State news agency SPA reported the visit.", vec!["Saudi Press Agency"]),
            ("CNN, the BBC and Reuters reported that a deal was near.", vec!["CNN", "BBC News", "Reuters"]),
            ("She spoke to the newspaper Die Zeit about it.", vec!["Die Zeit"]),
            ("A spokesperson told RT that the launch went well.", vec!["RT"]),
        ] {
            assert_eq!(cited(words), expected, "{words}");
        }
    }

    #[test]
    fn words_that_are_no_citation() {
        for words in [
            "Time heals, and people sleep under the sun by the hill.",
            "People in Nature Reserve Park saw a guardian of the forest.",
            "Michael Bloomberg told nobody.",
            "The deal with Time Warner was closed in 1990.",
            "The Sun rose over The Hill School.",
            "He is the guardian of two children; the Independent senator agreed.",
            "A mirror hung in the standard room; the national team left.",
            "TASSILO and BBCX are not names, nor is pre-AP or AP-1.",
            "See reuters.example or mail desk@reuters.example.",
            "The BBC drama and the ESPN contract were in the news.",
            "Mara Lindqvist, a New York Times correspondent, signed the book.",
            "The American Academy of Pediatrics (AAP) said that rates rose, the SPA reported, and the MTI said no.",
            "The Metro system is old, as cited in the Metro plan.",
            "He reads the Times at Times Square.",
            "Nature is healing, and politico is no word.",
        ] {
            assert_eq!(cited(words), Vec::<&str>::new(), "{words}");
        }
    }

    #[test]
    fn short_names_follow_full_ones() {
        let page = article(&[
            "The Washington Post wrote about it first.",
            "Officials told the Post that it was true.",
            "The post office was closed.",
        ]);
        assert_eq!(cited_in(&page, &Context::default()), ["The Washington Post", "The Washington Post"]);
        let page = article(&["The New York Post wrote about it first.", "Officials told the Post that it was true."]);
        assert_eq!(cited_in(&page, &Context::default()), ["New York Post", "New York Post"]);
        assert!(cited("Officials told the Post that it was true.").is_empty());
        assert!(cited("Officials told the Times that it was true.").is_empty());
    }

    #[test]
    fn papers_of_one_name_are_told_apart_by_country() {
        let page = article(&["Officials told The Standard that it was true."]);
        let at_home = |country| Context { country: Some(country), ..Context::default() };
        assert_eq!(cited_in(&page, &at_home("KE")), ["The Standard (Kenya)"]);
        assert_eq!(cited_in(&page, &at_home("GB")), ["The Standard"]);
        assert!(cited_in(&page, &at_home("FR")).is_empty());
        assert!(cited_in(&page, &Context::default()).is_empty());
    }

    #[test]
    fn a_link_to_the_host_decides() {
        let mut page = article(&["Officials told the Times, in Time, that it was true."]);
        let at = page.text.find("Time,").unwrap_or(0);
        page.links.push(TextLink { span: Span::new(at, at + 4), href: "https://time.com/1".into() });
        assert_eq!(cited_in(&page, &Context::default()), ["Time"]);
    }

    #[test]
    fn the_own_outlet_and_datelines_are_not_cited() {
        let page = article(&["KYIV (Reuters) - Officials told Reuters that it was true, TASS said."]);
        let own: Vec<OutletId> = Table::get().named("Reuters").to_vec();
        let context = Context { own: &own, ..Context::default() };
        assert_eq!(cited_in(&page, &context), ["TASS"]);
        let credits = [Span::new(0, 15)];
        let context = Context { credits: &credits, ..Context::default() };
        assert_eq!(cited_in(&page, &context), ["Reuters", "TASS"]);
    }

    #[test]
    fn hostile_text_ends() {
        let page = article(&[&"The The AP AP Reuters".repeat(20_000)]);
        assert!(find(&page, &Context::default()).len() <= MOST);
    }
}
