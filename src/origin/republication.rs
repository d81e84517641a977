//! Texts taken over from another outlet: what the page's links and its last lines say.

use super::host;
use super::pattern::{Rule, first_chars, rule};
use super::statements::Statements;
use super::table::{Needs, Table};
use super::wire::{TIP, is_hat_tip, shortened, without_company};
use crate::claims::given_name;
use crate::page::article::Article;
use crate::report::BlockKind;
use crate::text::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Where the text was first published, and what says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Original {
    /// Usual name of the outlet, else its registrable domain, else the name printed.
    pub name: String,
    /// Where it was found.
    pub from: String,
    /// The words or the address found.
    pub words: String,
    /// Where they stand in the text, if they do.
    pub span: Option<Span>,
}

/// Lines at the end (and at the beginning) of the text among which a notice is looked for.
const LAST: usize = 4;
const FIRST: usize = 3;
/// Longest line that can be a notice, in bytes.
const LONGEST: usize = 500;
/// Most characters of a printed name; of what follows a notice that is looked at for one.
const NAME: usize = 60;
const NOTED: usize = 160;
/// Bytes at the beginning of the text within which an outlet stands in the place of an agency.
const DATELINE_PLACE: usize = 64;

/// Notices that name the original. The name follows.
static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)(?:",
        r"\b(?:originally|first|previously)\s+(?:published|appeared|posted|ran|printed|written|produced|reported|aired)\s+(?:(?:online|here|in\s+\p{L}+)\s+)?(?:on|in|at|by|for|with)\b",
        r"|\b(?:ran|appeared)\s+first\s+(?:on|in|at)\b",
        r"|\b(?:(?:an?|the)\s+)?(?:longer|shorter|fuller|earlier|previous|different|full|print)\s+version\s+of\s+(?:this|the)\s+(?:article|story|essay|text|post|piece|report|column)\s+(?:was\s+)?(?:(?:also|originally|first|previously)\s+)?(?:published|appeared|appears|ran|printed)\s+(?:on|in|at|by)\b",
        r"|\b(?:republished|reprinted|reproduced|syndicated|culled|cross-?posted|reposted)\s+(?:here\s+)?(?:with\s+(?:the\s+)?(?:kind\s+)?permission\s+)?(?:from|of|by|courtesy\s+of)\b",
        r"|\b(?:used|published|printed)\s+(?:here\s+)?(?:with|by)\s+(?:the\s+)?(?:kind\s+)?permission\s+(?:of|from)\b",
        r"|\b(?:read|view|see|continue\s+reading|find)\s+(?:the\s+|this\s+)?(?:full|original|entire|complete|whole|rest\s+of\s+the)\s+(?:article|story|text|post|piece|report|version)?\s*(?:here\s+)?(?:on|at|in|from|by)\b",
        r"|\bcontinue\s+reading\s+(?:on|at|in)\b",
        r"|\b(?:this|the)\s+(?:article|story|text|post|piece|report)\s+(?:was|is|has\s+been|comes)\s+(?:originally\s+)?(?:provided|supplied|produced|taken|courtesy|brought\s+to\s+you)?\s*(?:from|courtesy\s+of|by\s+our\s+(?:content\s+)?partners?)\b",
        r"|\b(?:this|the)\s+(?:article|story|text|post|piece|report)\s+(?:was|is|has\s+been)\s+(?:originally\s+|first\s+)?(?:produced|provided|supplied)\s+by\b",
        r"|^\W*(?:(?:story|article|text|content)\s+)?provided\s+by\b",
        r"|\boriginal\s+(?:article|source|story|text|post)\s*:",
        r"|\boriginal\s+(?:article|story|text|post|piece|content)\b[^.!?]*\b(?:found|read|seen|available)\s+(?:here\s+)?(?:at|on)\b",
        r"|\btomado\s+de\b|\b(?:publicado|publicada)\s+originalmente\s+(?:en|em|por|no|na)\b|\boriginalmente\s+publicad[oa]\s+(?:en|em|por|no|na)\b",
        r"|\bpublié\s+(?:à\s+l['’]origine|initialement|d['’]abord)\s+(?:sur|dans|par)\b",
        r"|\b(?:zuerst|ursprünglich)\s+(?:erschienen|veröffentlicht)\s+(?:in|im|auf|bei|von)\b|\berschien\s+(?:zuerst|ursprünglich)\s+(?:in|im|auf|bei)\b",
        r"|^\W*source\s*:",
        r"|^\W*courtesy\s*[:;]",
        r"|^\W*via\s*:",
        r")\s*(?P<name>.*)",
    ))
});
/// `©2023 The Seattle Times. Visit seattletimes.com. Distributed by …`: whose text it is, and who sends it on.
static SENT_ON: Rule = Rule::new(
    &["distributed"],
    concat!(
        r"(?i)^\W*(?:©|\(c\)|copyright)\W*(?:(?:19|20)[0-9]{2})?,?\s*(?:by\s+)?(?P<name>[^.,|©\n]{2,}?)[.,]?",
        r"\s+(?:visit\s+\S+\s+)?(?:at\s+\S+\s+)?distributed\s+by\b",
    ),
);
/// `(c) 2024, The Washington Post`, `Copyright © 2023 Khaleej Times. All rights reserved. Provided by …`, as a line of the text.
static LEGAL: Rule = Rule::new(
    &["©", "(c)", "copyright"],
    concat!(
        r"(?i)(?:^|\W)(?:©|\(c\)|copyright)\W*(?:(?:19|20)[0-9]{2})?\W*(?:by\s+)?(?P<name>(?:the\s+)?\p{Lu}[^.,|©;()\n]+?)",
        r"\s*(?:[.,|;(]|all\s+rights|$)",
    ),
);
/// An outlet that is no agency in the place of one: `(CNN) —`, `LAGOS (Premium Times) –`.
static DATELINE: Rule =
    Rule::new(&["("], r"^(?:\p{Lu}[^()\n]*?\s)?\((?P<name>(?:The\s+)?\p{Lu}[^()/,\n]+)\)\s*(?:--|[–—-])\s*[\p{Lu}“0-9]");
/// A reporter of a scheme that pays reporters of local papers, and the paper: `Ann Miller, Local Journalism Initiative Reporter,
/// Harbour Courier`.
static SCHEME: Rule = Rule::new(
    &["journalism"],
    r"(?i)\blocal\s+journalism\s+initiative(?:\s+reporter)?\s*[,/|–—-]\s*(?P<name>\p{Lu}[^,/|()\n]{2,})",
);
/// A sentence about this text that tells how it came here, in whatever words; who sent it follows somewhere in it.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)(?:\b(?:this\s+(?:\p{L}+\s+){0,2}?(?:article|story|report|piece|essay|post|column|interview|analysis|commentary|op-ed|feature|investigation|content|text|reporting|coverage)|the\s+(?:above\s+|original\s+)?(?:article|story|text|post|piece))\b[^.!?\n]*?",
        r"\b(?:published|republished|re-published|reprinted|appeared|appears|ran|produced|co-published|provided|supplied|shared|syndicated|distributed|posted|reposted|came|comes|coming|taken|licensed|reproduced|carried|available|courtesy|adapted|excerpted|culled|used|written|reported|translated|thanks)\b",
        r"|^\W*(?:(?:originally|first|previously|story|text|article|report|content|and)\s+)?(?:published|republished|re-published|reprinted|reproduced|syndicated|culled|cross-?posted|courtesy|adapted|reposted)\b)",
        r"(?P<rest>[^!?\n]*)",
    ))
});
/// What stands before the name of who sent a text.
static SENDER: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?:^|[\s(])(?:from|by|with|on|in|at|of|via|for|to)[,:]?\s+(?:(?:our|the|its|their|a|an|content|media|news|syndication|publishing|reporting|original|partners?|website|site|magazine|newspaper|agency|newsroom|non-?profit|independent)\s+)*[“‘]?",
        r"(?P<name>\p{Lu}[\p{L}0-9.’'&-]*(?:\s+(?:of|the|and|for|de|&|\p{Lu}[\p{L}0-9.’'&-]*|[0-9]+))*|[0-9]+\p{L}[\p{L}0-9]*)",
    ))
});
/// Words that make a sentence one about what must not be done, or about another edition of this outlet.
static FORBIDS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\b(?:not|never|without\s+(?:\p{L}+\s+){0,3}(?:permission|consent)|cannot|may\s+be|must|prohibited|you\s+(?:can|may)|our\s+newsletter|newsletter|print\s+edition|terms\s+of)\b",
    )
});
/// Words behind a name that say that it is no outlet but something of the page's own: *The Morning Tide, our newsletter*.
static OWN_THING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^[^.!?]{0,40}?\b(?:newsletter|print\s+edition|podcast|our\s+(?:\p{L}+\s+){0,2}(?:magazine|paper|edition|section|supplement|series|column|blog|site)|that\s+we\b|which\s+we\b)",
    )
});
/// What a newsroom whose texts others may print says of itself below them: *Stateline is a nonprofit newsroom that …*.
static NEWSROOM: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"^\W*(?P<name>(?:The\s+)?[\p{Lu}0-9][\p{L}0-9.’'&/-]*(?:\s+(?:of|the|and|[\p{Lu}&][\p{L}0-9.’'&/-]*)){0,5})\s*,?\s+(?:is|covers|reports)\s+(?:part\s+of\s+[^.]+?,\s+)?(?:an?|the)\s+[^.!?]*?",
        r"\b(?:newsroom|news\s+(?:organi[sz]ation|outlet|site|website|service|network|agency|source)|media\s+(?:organi[sz]ation|outlet)|investigative\s+(?:\p{L}+\s+)?outlet|publication|magazine)\b",
    ))
});
/// `Read more at: …`, which leads to the original where its address is about the same.
static MORE: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:read|see)\s+more\s*(?:at|on|from|:)"));
/// Notices that leave no doubt that they are about this text and name its publisher, so that a name that nobody lists counts.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)^\W*(?:(?:editor['’]s\s+)?note\s*:?\W*)?this\s+(?:\p{L}+\s+)?(?:article|story|essay|post|piece|report|column|interview|review)\s+(?:was\s+|is\s+|has\s+been\s+)?",
        r"(?:(?:originally|first|previously)\s+(?:published|appeared|posted|ran|printed)|(?:ran|appeared)\s+first|republished|reprinted|reproduced)\s+(?:with\s+permission\s+)?(?P<where>on|in|at|by|from)\s+",
        r"(?P<name>(?:the\s+)?\p{Lu}[^.,;:()|\n]{2,})",
    ))
});
/// Capitalised words that are no outlet: months, languages, parts of a paper.
static NO_OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)[0-9]|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|issue|edition|volume|print|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    )
});
/// What may stand before a notice in its sentence: nothing, or words for this text.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)^\W*(?:(?:editor['’]s\s+)?note\s*:?\W*)?(?:(?:an?|the)\s+(?:\p{L}+\s+)?version\s+of\s+)?",
        r"(?:(?:this|the|it)\s*(?:\p{L}+\s+){0,3}|the\s+post\s+.+\s)?(?:was|is|has\s+been|were|had|also|first)?",
        r"(?:(?:\s+was)?\s*(?:written|reported|produced)\s+by\s+[^.]+?\s+and\s+(?:was\s+)?)?\W*$",
    ))
});
/// Where the printed name ends.
static NAME_END: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)[|;()\n]|[.!?:]\s|[.!?:]$|,|\s(?:on|under|and|by|in|as|at|with|here|where|titled|via|in\s+\p{Lu}\p{L}+)\s")
});

/// What the page says about where its text was first published. `own` is the page's host.
pub(crate) fn find(
    article: &Article,
    statements: Option<&Statements>,
    own_host: Option<&str>,
    own_name: Option<&str>,
    day: Option<&str>,
) -> Vec<Original> {
    let mut found = Vec::new();
    let page = Page { own_host, own_name, day };
    if let Some(statements) = statements {
        if let Some(canonical) = statements.canonical.as_deref() {
            page.add_address(&mut found, "rel=canonical", canonical, true);
        }
        for stated in &statements.based_on {
            // `isBasedOn` also names studies and documents: only an outlet of the table is taken for the original.
            let known_only = !matches!(stated.from.as_str(), "original-source" | "syndication-source");
            if !known_only || host::find_url(&stated.value, day).is_some() {
                page.add_address(&mut found, &stated.from, &stated.value, false);
            }
        }
    }
    for stated in statements
        .iter()
        .flat_map(|s| &s.credited)
        .filter(|s| s.from.ends_with("sourceOrganization") || s.from.ends_with("creditText"))
    {
        if matches!(Table::get().named(&stated.value), [one] if !Table::get().outlet(*one).is_wire()) {
            page.add_name(&mut found, &stated.value, &stated.value, None);
        }
    }
    let hat_tip = is_hat_tip(article);
    let lines: Vec<(Span, BlockKind)> = article
        .blocks
        .iter()
        .filter(|b| !matches!(b.kind, BlockKind::Headline | BlockKind::Caption | BlockKind::Heading))
        .map(|b| (b.span, b.kind))
        .collect();
    for (n, (span, kind)) in lines.iter().enumerate() {
        let edge = n < FIRST || n + LAST >= lines.len() || *kind == BlockKind::Credit;
        let words = span.of(&article.text);
        if hat_tip && TIP.is_match(words) {
            continue;
        }
        if edge && words.len() <= LONGEST {
            let link = article.links.iter().filter(|l| span.covers(l.span)).map(|l| l.href.as_str());
            page.add_notice(&mut found, words, link, Some(span.trimmed(&article.text)));
            if let Some(name) = LEGAL.captures(words).and_then(|c| c.name("name"))
                && let [one] = Table::get().named(without_company(name.as_str()))
                && !Table::get().outlet(*one).is_wire()
            {
                page.add_name(&mut found, without_company(name.as_str()), words, Some(span.trimmed(&article.text)));
            }
            if let Some(name) = SCHEME.captures(words).and_then(|c| c.name("name")) {
                page.add_name(
                    &mut found,
                    first_chars(name.as_str(), NAME).trim().trim_end_matches('.'),
                    words,
                    Some(span.trimmed(&article.text)),
                );
            }
        }
        if n + 2 >= lines.len() && words.len() <= LONGEST && found.is_empty() {
            page.add_newsroom(&mut found, article, *span);
        }
    }
    if let Some(first) = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph)
        && let Some(name) = DATELINE.captures(first.span.of(&article.text)).and_then(|c| c.name("name"))
        && name.start() <= DATELINE_PLACE
        && let [one] = Table::get().named(name.as_str())
        && matches!(Table::get().outlet(*one).kind, "broadcaster" | "newspaper" | "digital" | "magazine")
        && Table::get().names.iter().any(|n| n.outlet == *one && n.name == name.as_str() && n.needs == Needs::default())
    {
        let end = first.span.start + name.end() + 1;
        page.add_name(&mut found, name.as_str(), name.as_str(), Some(Span::new(first.span.start, end)));
    }
    let headline = article.blocks.iter().find(|b| b.kind == BlockKind::Headline).map_or("", |b| b.span.of(&article.text));
    for margin in article.margin.iter().filter(|m| m.text.len() <= LONGEST && MORE.is_match(&m.text)) {
        if let Some(url) = margin.href.as_deref().filter(|url| host::find_url(url, day).is_some() && is_about(url, headline)) {
            page.add_address(&mut found, "notice", url, false);
        }
    }
    for margin in article.margin.iter().filter(|m| m.text.len() <= LONGEST && !(hat_tip && TIP.is_match(&m.text))) {
        page.add_notice(&mut found, &margin.text, margin.href.as_deref().into_iter(), None);
    }
    found
}

struct Page<'p> {
    own_host: Option<&'p str>,
    own_name: Option<&'p str>,
    day: Option<&'p str>,
}

impl Page<'_> {
    /// An address on another host. `weak` addresses (canonical links) are often those of the publisher's other domains.
    fn add_address(&self, found: &mut Vec<Original>, from: &str, url: &str, weak: bool) {
        let (Some(own), Some(there)) = (self.own_host, host::of(url)) else { return };
        if host::same_publisher(own, &there, self.day) || host::registrable(&there).is_none() {
            return;
        }
        // A template that was never filled in points at the home page of its maker.
        if weak && is_home(url) {
            return;
        }
        let name = self.name_of_host(&there);
        // The page's own name is that of the other host: a move, or a host for copies. Not so where a listed outlet's name
        // stands on a host that has nothing of it.
        let listed = host::find(&there, self.day).is_some();
        let label = |h: &str| host::registrable(h).map(host::label).unwrap_or("").replace('-', "");
        let akin = label(own).contains(&label(&there)) || label(own).contains(&super::table::plain_name(&name));
        if weak && (!listed || akin) && self.own_name.is_some_and(|n| is_name_of(n, &there, &name)) {
            return;
        }
        found.push(Original { name, from: from.to_owned(), words: url.to_owned(), span: None });
    }

    /// A notice by its own form, else by what its sentence says in other words.
    fn add_notice<'l>(&self, found: &mut Vec<Original>, words: &str, links: impl Iterator<Item = &'l str>, span: Option<Span>) {
        let (before, links) = (found.len(), links.collect::<Vec<_>>());
        self.add_set_notice(found, words, links.iter().copied(), span);
        if found.len() == before {
            self.add_told(found, words, &links, span);
        }
        if found.len() == before {
            self.add_licensed(found, words, &links, span);
        }
        if found.len() == before
            && let Some(name) = PERMITTED
                .captures(words)
                .and_then(|c| c.name("name"))
                .and_then(|name| permitting(first_chars(name.as_str(), NAME)))
        {
            self.add_name(found, name, words, span);
        }
    }

    /// A sentence that tells in its own words from whom the text came: whom it names behind *from*, *by*, *on*, … must be
    /// listed, or be what the line's link is called.
    fn add_told(&self, found: &mut Vec<Original>, words: &str, links: &[&str], span: Option<Span>) {
        let mut from = 0;
        while let Some(captures) = words.get(from..).and_then(|rest| TELLS.captures(rest)) {
            let Some(rest) = captures.name("rest") else { return };
            let (start, end) = (from + rest.start(), from + rest.end());
            let told = from + captures.get(0).map_or(0, |m| m.start());
            from = start.max(from + 1);
            let sentence = &words[told..end];
            let sentence = STOP.find(sentence).filter(|m| m.start() + told >= start).map_or(sentence, |m| &sentence[..m.end()]);
            if FORBIDS.is_match(sentence) {
                continue;
            }
            let after = &words[start..told + sentence.len()];
            let subject = captures.get(0).map_or("", |m| m.as_str()).to_lowercase();
            if !subject.starts_with("this ") && !subject.starts_with("the ") && is_participle(after) {
                continue;
            }
            for name in SENDER.captures_iter(after).filter_map(|c| c.name("name")) {
                let printed = name.as_str().trim_end_matches(['.', '’', '\'']);
                if OWN_THING.is_match(&after[name.end()..])
                    || NO_OUTLET.is_match(printed) && !printed.starts_with(|c: char| c.is_ascii_digit())
                {
                    continue;
                }
                if let Some(listed) = self.listed_in(printed) {
                    self.add_name(found, listed, words, span);
                    return;
                }
                let elsewhere = links.iter().filter_map(|url| host::of(url)).find(|h| {
                    host::registrable(h).is_some() && !self.own_host.is_some_and(|own| host::same_publisher(own, h, self.day))
                });
                if let Some(there) = elsewhere.filter(|there| is_called(printed, there)) {
                    let name = match host::find(&there, self.day) {
                        Some(row) => Table::get().outlet(row.outlet).name,
                        None => printed,
                    };
                    self.add_name(found, name, words, span);
                    return;
                }
            }
        }
    }

    /// A note on this text that speaks of leave or licence and links a listed outlet: *she writes for X; this text comes from
    /// there under its licence*.
    fn add_licensed(&self, found: &mut Vec<Original>, words: &str, links: &[&str], span: Option<Span>) {
        let own = self.own_host.and_then(|h| host::find(h, self.day)).map(|r| r.outlet);
        let listed = links.iter().find_map(|url| host::find_url(url, self.day)).filter(|row| Some(row.outlet) != own);
        if let Some(row) = listed
            && TELLS.is_match(words)
            && LICENCE.is_match(words)
            && !FORBIDS.is_match(words)
        {
            self.add_name(found, Table::get().outlet(row.outlet).name, words, span);
        }
    }

    /// The longest beginning of some words that is the name of one outlet which is not this page's.
    fn listed_in<'w>(&self, printed: &'w str) -> Option<&'w str> {
        let table = Table::get();
        let own = self.own_host.and_then(|h| host::find(h, self.day)).map(|r| r.outlet);
        let ends = printed.match_indices(' ').map(|(at, _)| at).chain([printed.len()]).collect::<Vec<_>>();
        ends.into_iter().rev().map(|end| &printed[..end]).find(|name| match table.one_named(name) {
            Some(one) => {
                // Names that are common words count only as the table prints them.
                let as_printed = table.outlet(one).name == *name
                    || table.names.iter().any(|n| {
                        n.outlet == one && without_article(n.name).trim_start_matches("The ") == name.trim_start_matches("The ")
                    });
                Some(one) != own && as_printed
            }
            None => false,
        })
    }

    /// The newsroom that describes itself in the last lines of a text that is not about it.
    fn add_newsroom(&self, found: &mut Vec<Original>, article: &Article, span: Span) {
        let words = span.of(&article.text);
        let Some(name) = NEWSROOM.captures(words).and_then(|c| c.name("name")) else { return };
        let Some(listed) = self.listed_in(name.as_str()).filter(|listed| listed.len() == name.as_str().len()) else { return };
        let elsewhere = article.text.match_indices(listed).any(|(at, _)| !(span.start <= at && at < span.end));
        if !elsewhere {
            self.add_name(found, listed, words, Some(span.trimmed(&article.text)));
        }
    }

    fn add_set_notice<'l>(
        &self,
        found: &mut Vec<Original>,
        words: &str,
        links: impl Iterator<Item = &'l str>,
        span: Option<Span>,
    ) {
        if let Some(name) = SENT_ON.captures(words).and_then(|c| c.name("name")) {
            self.add_name(found, without_article(first_chars(name.as_str(), NAME).trim()), words, span);
        }
        let Some(captures) = NOTICE.captures(words) else { return };
        let Some(printed) = captures.name("name").map(|name| first_chars(name.as_str(), NOTED)) else { return };
        let before = &words[..captures.get(0).map_or(0, |m| m.start())];
        let sentence = before.rfind(['.', '!', '?', '\n', '|']).map_or(before, |at| &before[at + 1..]);
        if !BEFORE.is_match(sentence) {
            return;
        }
        let notice = captures.get(0).map_or("", |m| m.as_str()).to_lowercase();
        let subject = notice.starts_with("this ") || notice.contains("permission");
        if !subject && !sentence.chars().any(char::is_alphabetic) && is_participle(printed) {
            return;
        }
        let printed = printed.trim_start_matches([' ', ':', '“', '"', '‘', '\'']);
        let short = &printed[..NAME_END.find(printed).map_or(printed.len(), |m| m.start())];
        let short = short.trim().trim_matches(|c: char| matches!(c, '.' | '"' | '”' | '“' | '’' | '*') || c.is_whitespace());
        let table = Table::get();
        let linked = links.filter_map(host::of).find(|h| host::registrable(h).is_some());
        // A printed host (RT.com), a name of the table, a link; a name alone that nobody knows is not enough.
        let printed_host = printed.split_whitespace().next().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        let printed_host = printed_host.and_then(|w| host::of(&format!("//{w}"))).filter(|h| host::registrable(h).is_some());
        let row = printed_host
            .as_deref()
            .and_then(|h| host::find(h, self.day))
            .map(|r| r.outlet)
            .or_else(|| match table.named(short) {
                [one] => Some(*one),
                _ => None,
            })
            .or_else(|| linked.as_deref().and_then(|h| host::find(h, self.day)).map(|r| r.outlet));
        let name = match (row, &printed_host, &linked) {
            (Some(id), _, _) => table.outlet(id).name.to_owned(),
            (None, Some(printed), _) => host::bare(printed).to_owned(),
            // The words of the link are the name, where the name is short.
            (None, None, Some(_)) if !short.is_empty() && short.len() <= 60 && starts_capital(short) => {
                without_article(short).to_owned()
            }
            (None, None, Some(linked)) => host::registrable(linked).unwrap_or(linked).to_owned(),
            (None, None, None) => {
                if let Some(name) = plain_notice(words) {
                    self.add_name(found, name, words, span);
                }
                return;
            }
        };
        let there = linked.as_deref().or(printed_host.as_deref());
        let own =
            self.own_host.zip(there).is_some_and(|(own, there)| host::same_publisher(own, there, self.day) && row.is_none())
                || self.own_host.and_then(|h| host::find(h, self.day)).is_some_and(|r| Some(r.outlet) == row)
                || self.own_name.is_some_and(|n| super::table::plain_name(n) == super::table::plain_name(&name));
        if !own {
            found.push(Original { name, from: "notice".into(), words: shortened(words.trim()), span });
        }
    }

    /// A printed name, listed or not, that is not the page's own.
    fn add_name(&self, found: &mut Vec<Original>, printed: &str, words: &str, span: Option<Span>) {
        let table = Table::get();
        let row = table.one_named(printed);
        let own_row = self.own_host.and_then(|h| host::find(h, self.day)).map(|r| r.outlet);
        let bare = without_company(printed);
        let row = row.or_else(|| match table.named(bare) {
            [one] => Some(*one),
            _ => None,
        });
        let plain = super::table::plain_name(bare);
        let own = self.own_name.map(super::table::plain_name).is_some_and(|own| own.contains(&plain) || plain.contains(&own));
        let label = self.own_host.and_then(host::registrable).map(host::label).unwrap_or("").replace('-', "");
        if plain.len() < 2 || own || label == plain || (row.is_some() && row == own_row) {
            return;
        }
        // *Ada Obi, Pike Advocate · Nov 30*: what a byline has behind the name is not the name.
        let printed = printed.split(['·', '|', '•']).next().unwrap_or(printed).trim();
        let name = row.map_or_else(|| printed.to_owned(), |id| table.outlet(id).name.to_owned());
        found.push(Original { name, from: "notice".into(), words: shortened(words.trim()), span });
    }

    fn name_of_host(&self, there: &str) -> String {
        match host::find(there, self.day) {
            Some(row) => Table::get().outlet(row.outlet).name.to_owned(),
            None => host::registrable(there).unwrap_or(there).to_owned(),
        }
    }
}

/// Leave or licence to print a text.
static LICENCE: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:creative\s+commons|licen[cs]ed?|permission|cc[ -]by(?:-\p{L}+)*|free\s+of\s+charge)\b"));
/// `Reprinted by kind permission of …`: a periodical gives such leave, listed or not.
static PERMITTED: Rule = Rule::new(
    &[
        "permission",
        "courtesy",
        "posted from",
        "posted here from",
        "published from",
        "published here from",
        "printed from",
        "printed here from",
        "reproduced from",
        "reproduced here from",
    ],
    concat!(
        r"(?i)^\W*(?:(?:this\s+\p{L}+\s+(?:is|was)\s+)?(?:re-?printed|re-?published|reproduced|re-?posted)|cross-?posted)\s+(?:here\s+)?",
        r"(?:(?:with|by)\s+(?:the\s+)?(?:kind\s+)?permission\s+(?:of|from)|courtesy\s+of|from)\s+(?:the\s+)?(?P<name>(?-i:\p{Lu}).{2,})",
    ),
);

/// A printed name that can be a periodical's, and is not a person's or a publisher's of books.
fn permitting(printed: &str) -> Option<&str> {
    let name = printed[..NAME_END.find(printed).map_or(printed.len(), |m| m.start())].trim();
    let mut words = name.split_whitespace();
    let person = words.clone().count() <= 3 && words.next().is_some_and(|w| given_name(&w.to_lowercase()).is_some());
    let capitals =
        name.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "and" | "for" | "&"));
    (capitals && !person && name.split_whitespace().count() <= 5 && !BOOKS.is_match(name) && !NO_OUTLET.is_match(name))
        .then_some(name)
}

static BOOKS: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)\b(?:books?|press|publish\p{L}*|verlag|editions?|university|estate|authors?|random|collins|macmillan|faber|knopf|",
        r"schuster|hachette|penguin|museum|library|institute|foundation|society|getty|trust)\b",
    ))
});

/// Where a sentence ends.
static STOP: LazyLock<Regex> = LazyLock::new(|| rule(r"[!?]|\.(?:\s+[\p{Lu}“(]|$)"));

/// Whether a host is called by a printed name: `stateline.org` by *Stateline*.
fn is_called(printed: &str, there: &str) -> bool {
    let label: String = host::registrable(there).map(host::label).unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = super::table::plain_name(printed);
    plain.len() >= 3 && (label.contains(&plain) || plain.contains(&label)) && !label.is_empty()
}

/// Whether an address shares two words of some length with a headline.
fn is_about(url: &str, headline: &str) -> bool {
    let lower = headline.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() >= 4).collect();
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path).to_lowercase();
    path.split(|c: char| !c.is_alphanumeric()).filter(|w| words.contains(w)).take(2).count() == 2
}

/// Whether a notice without a subject goes on to one of its own: *First reported by The Grio, the letter asks …*.
fn is_participle(after: &str) -> bool {
    let Some((_, rest)) = after.split_once(',') else { return false };
    let lower = rest.to_lowercase();
    rest.split_whitespace().count() >= 5
        && !["this article", "this story", "this piece", "permission"].iter().any(|w| lower.contains(w))
}

/// The name in a notice that leaves no doubt.
fn plain_notice(words: &str) -> Option<&str> {
    let captures = PLAIN.captures(words)?;
    let printed = first_chars(captures.name("name")?.as_str(), NAME);
    let name = printed[..NAME_END.find(printed).map_or(printed.len(), |m| m.start())].trim();
    if captures.name("name").is_some_and(|m| OWN_THING.is_match(&words[m.start()..])) {
        return None;
    }
    let bare = without_article(name).strip_prefix("The ").unwrap_or(without_article(name));
    let words = bare.split_whitespace().count();
    // `in Spanish`, `in London`: behind *in* one word alone is none.
    let alone = captures.name("where").is_some_and(|w| w.as_str().eq_ignore_ascii_case("in")) && words < 2;
    let capitals = bare.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "for" | "&"));
    (!alone && words <= 6 && capitals && !NO_OUTLET.is_match(bare)).then_some(without_article(name))
}

/// Whether an address is that of a home page.
fn is_home(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/').map_or("", |(_, path)| path);
    path.split(['?', '#']).next().unwrap_or("").is_empty()
}

fn starts_capital(words: &str) -> bool {
    without_article(words).chars().next().is_some_and(|c| !c.is_lowercase())
}

fn without_article(words: &str) -> &str {
    words.strip_prefix("the ").unwrap_or(words)
}

/// Whether a page's own name is that of another host: *Harbour Courier* and `harbourcourier.com`.
fn is_name_of(name: &str, there: &str, usual: &str) -> bool {
    let plain = super::table::plain_name(name);
    let label: String = host::registrable(there).map(host::label).unwrap_or("").chars().filter(|c| c.is_alphanumeric()).collect();
    !plain.is_empty() && (plain == super::table::plain_name(usual) || label == plain || label == format!("the{plain}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::article::{Block, MarginText};

    fn page(last: &str) -> Article {
        let mut article = Article { is_article: true, ..Article::default() };
        for words in ["Rain closed two bridges.", "Nobody was hurt.", last] {
            let start = article.text.len();
            article.text.push_str(words);
            article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, article.text.len()) });
            article.text.push_str("\n\n");
        }
        article
    }

    fn from_notice(words: &str) -> Option<String> {
        find(&page(words), None, Some("dailydigest.example"), Some("Daily Digest"), None).first().map(|o| o.name.clone())
    }

    #[test]
    fn notices_name_the_original() {
        let mut wrong = Vec::new();
        for (words, expected) in [
            ("Read Full Article at RT.com", "RT"),
            ("Read the full article on RT.com.", "RT"),
            ("This article was originally published by The Conversation.", "The Conversation"),
            ("This article is republished from The Conversation under a Creative Commons license.", "The Conversation"),
            ("This story first appeared on ProPublica.", "ProPublica"),
            ("Originally published at harbour-courier.example.com on 3 May.", "harbour-courier.example.com"),
            ("Reprinted with permission of Kaiser Health News.", "KFF Health News"),
            ("Culled from Premium Times", "Premium Times"),
            ("A version of this story was first published by ProPublica.", "ProPublica"),
            (
                "Mara Lindqvist teaches law. This article was originally published on The Conversation. Read the original article.",
                "The Conversation",
            ),
            ("Source: Al Jazeera", "Al Jazeera"),
            ("This story first appeared in Cobalt Lantern and is reprinted here.", "Cobalt Lantern"),
            ("This post was written by Ann Miller and originally appeared on Global Voices on May 3, 2023.", "Global Voices"),
            ("This column ran first in the Cobalt Lantern, where she writes on gardens.", "Cobalt Lantern"),
            ("A longer version of this article appeared in Foreign Policy.", "Foreign Policy"),
            (
                "This article was produced by KFF Health News, a newsroom that writes about health and is one of three.",
                "KFF Health News",
            ),
            ("Provided by The Conversation", "The Conversation"),
            ("The post A new species of snail, and an old one appeared first on ProPublica.", "ProPublica"),
            (
                "Copyright (c)2022 RFE/RL, Inc. Used with the permission of Radio Free Europe/Radio Liberty, Washington.",
                "Radio Free Europe/Radio Liberty",
            ),
            ("©2023 The Seattle Times. Visit seattletimes.com. Distributed by Tribune Content Agency, LLC.", "The Seattle Times"),
            ("Copyright © 2023 Khaleej Times. All Rights Reserved. Provided by SyndiGate Media Inc.", "Khaleej Times"),
            ("Copyright 2024 NPR. To see more, visit NPR.", "NPR"),
            ("The-CNN-Wire™ & © 2024 Cable News Network, Inc. All rights reserved.", "CNN"),
            ("This article is republished under a community partnership agreement with RNZ.", "RNZ"),
            ("Originally published under Creative Commons by 360info.", "360info"),
            ("This story comes to us from ProPublica, which gives its texts away.", "ProPublica"),
            ("This article is published by arrangement with The Guardian.", "The Guardian"),
            ("Reprinted by kind permission of Tundra Quarterly, whose autumn number opens with it.", "Tundra Quarterly"),
            ("This article originally appeared on Cobalt Lantern: Bridge to open in May", "Cobalt Lantern"),
            ("Courtesy: The Scotsman", "The Scotsman"),
            ("Story courtesy of The Hindu.", "The Hindu"),
            ("Stateline is part of States Newsroom, a nonprofit news network that looks at states.", "Stateline"),
            ("Ann Miller, Local Journalism Initiative Reporter, Cobalt Lantern", "Cobalt Lantern"),
        ] {
            let found = from_notice(words);
            wrong.extend((found.as_deref() != Some(expected)).then_some((words, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn other_lines_name_no_original() {
        let mut wrong = Vec::new();
        for words in [
            "This article was originally published in May and has been updated.",
            "The study was first published in a journal of the university.",
            "The book first appeared in 1987.",
            "Web archive, A Bridge Too Old, originally published on Salon.com, archived May 7, 2016",
            "Read more about bridges.",
            "Read the full report of the ministry.",
            "Source: ministry of transport",
            "This article first appeared in the print edition of Daily Digest.",
            "She read the full article on the train.",
            "This article was first published in Spanish.",
            "This article was first published in March 2019.",
            "This story first appeared in the Spring Issue of the journal.",
            "This story was originally published by the Daily Digest.",
            "This report was originally written by Ann Miller.",
            "The letter was originally published by the Cobalt Lantern in 1936.",
            "© 2024 Daily Digest. Distributed by post.",
            "First reported by ProPublica, the letter asks what the office has done since.",
            "This story first appeared in The Morning Tide, the newsletter that we send out on Saturdays.",
            "This article may not be reproduced without the permission of Reuters.",
            "Reprinted by permission of the author.",
            "Reprinted with permission of Harper Press.",
            "Published by Ann Miller in News",
            "The report, published on Tuesday by The Guardian, names nine yards.",
            "You may republish this article with credit to us and to The Guardian.",
        ] {
            wrong.extend(from_notice(words).map(|found| (words, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    fn from_canonical(own: &str, name: &str, canonical: &str) -> Option<String> {
        let statements = Statements { canonical: Some(canonical.into()), ..Statements::default() };
        find(&page("The end."), Some(&statements), Some(own), Some(name), None).first().map(|o| o.name.clone())
    }

    #[test]
    fn a_canonical_link_on_the_host_of_another_publisher_is_the_original() {
        assert_eq!(from_canonical("dailydigest.example", "Daily Digest", "https://www.rt.com/news/1").as_deref(), Some("RT"));
        let unknown = from_canonical("dailydigest.example", "Daily Digest", "https://www.harbour-courier.org/1");
        assert_eq!(unknown.as_deref(), Some("harbour-courier.org"));
    }

    #[test]
    fn a_canonical_link_on_the_own_other_domain_is_none() {
        assert_eq!(from_canonical("bbc.co.uk", "BBC News", "https://www.bbc.com/news/1"), None);
        assert_eq!(from_canonical("amp.courier.org", "Courier", "https://www.courier.org/1"), None);
        assert_eq!(from_canonical("courier.org", "Courier", "https://courier.net/1"), None);
        assert_eq!(from_canonical("oldname.org", "Harbour Courier", "https://harbourcourier.org/1"), None);
        assert_eq!(from_canonical("courier.org", "Courier", "/1"), None);
        assert_eq!(from_canonical("courier.org", "Courier", "https://maker-of-templates.net/"), None);
        assert_eq!(from_canonical("scotsman-amp.org", "The Scotsman", "https://www.scotsman.com/1"), None);
        assert_eq!(from_canonical("copies.org", "The Scotsman", "https://www.scotsman.com/1").as_deref(), Some("The Scotsman"));
        assert!(from_canonical("rt.com.example.net", "Fake", "https://www.rt.com/1").is_some());
    }

    #[test]
    fn the_margin_counts_with_its_link() {
        let mut article = page("The end.");
        article.margin.push(MarginText {
            text: "Read full article".into(),
            href: Some("https://www.rt.com/news/1".into()),
            ..MarginText::default()
        });
        article.margin.push(MarginText {
            text: "Read the original article on our partner's site".into(),
            href: Some("https://www.rt.com/news/1".into()),
            ..MarginText::default()
        });
        let found = find(&article, None, Some("dailydigest.example"), None, None);
        assert_eq!(found.first().map(|o| o.name.as_str()), Some("RT"));
    }
}
