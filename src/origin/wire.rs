//! The news agency that a text credits: in its dateline, its byline, or its last lines.
//!
//! `CITY (XXXX) —` fits agencies, call signs of stations, acronyms and the paper's own name alike. So nothing is taken
//! by its shape alone: the words must name an agency (or a wire of press releases) of the table.

use super::host;
use super::pattern::{Rule, rule};
use super::table::{self, NameRow, OutletId, Table};
use crate::claims::capital;
use crate::page::article::{Article, Block, Near};
use crate::report::BlockKind;
use crate::text::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A credit to an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Credit {
    /// Which agency.
    pub agency: OutletId,
    /// Where it was found: `dateline`, `byline`, `credit line`, …
    pub from: &'static str,
    /// The words found.
    pub words: String,
    /// Where they stand in the text, if they do.
    pub span: Option<Span>,
}

/// Paragraphs at the beginning among which a dateline is looked for.
const FIRST: usize = 4;
/// Most characters before the agency of a dateline: place, region, day.
const PLACE: usize = 81;
/// Lines at the end among which a credit is looked for.
const LAST: usize = 4;

/// A dateline: at most six words with capitals, a date perhaps, then names in brackets, then a dash or the text.
static BRACKETS: Rule =
    Rule::new(&["(", "["], r"^(?:[\p{Lu}\d][^()\n]*?[\s,./–—-]*)?[(\[]([^()\[\]\n]{2,})[)\]]\s*(?:[-–—:]+|\.\s|\p{Lu}|“|$)");
/// `MOSCOW, June 28. /TASS/.`, `NEW YORK, June 29, 2018 /PRNewswire/ --`.
static SLASHES: Rule = Rule::new(&["/"], r"^[\p{Lu}\d][^/\n]*?/([\p{L} .-]{2,})/\s*[-–—.:]*");
/// `Moscow. June 7. INTERFAX.COM -`, `BEIJING, Nov. 17 (Xinhua) --` (brackets above), `SANA, Damascus –`.
static PLAIN: Rule = Rule::new(
    &["-- ", "– ", "— ", "- "],
    r"^(?:[\p{Lu}][\p{L}., ]{1,40}?[.,]\s+(?:\p{Lu}[\p{L}]{2,9}\.?\s+[0-9]{1,2}[.,]?\s+)?)?([\p{L}][\p{L} .]{1,30}?)(?:,\s+[\p{Lu}][\p{L} ]{1,20})?\s*(?:--|[–—-])\s",
);
/// Lines that credit at the end: `Source: Xinhua`, `With inputs from PTI`, `© 2023 AFP`, `— Bernama`.
static CLOSING: [Rule; 5] = [
    Rule::new(
        &["source", "quelle", "fuente", "fonte", "bron", "kild", "källa", "via", "credit"],
        r"(?i)^\W*(?:source|quelle|fuente|fonte|bron|kilde|källa|via|credit)\s*[:/-]\s*(?:the\s+)?(\p{L}[\p{L} .-]*?)\W*$",
    ),
    Rule::new(
        &["with", "contains"],
        concat!(
            r"(?i)\b(?:with|contains)\s+(?:additional\s+)?(?:inputs?|reporting|material|information|content)\s+(?:from|by)\s+",
            r"(?:the\s+)?(\p{L}[\p{L} .-]*?)\s*(?:[).;,]|and\b|$)",
        ),
    ),
    Rule::new(
        &["©", "(c)", "copyright"],
        concat!(
            r"(?i)(?:(?:©|\(c\)|copyright)\s*)+(?:(?:19|20)[0-9]{2})?\s*(?:(?:19|20)[0-9]{2})?,?\s*(?:by\s+)?",
            r"(?:the\s+)?(\p{L}[\p{L} -]*?(?:\s+l\.p)?)(?:[.,)]|\s+all\b|\s*$|\s+\(|\s+(?:19|20)[0-9]{2})",
        ),
    ),
    Rule::new(&["(", "[", "–", "—", "-"], r"(?i)^\W*[(\[–—-]+\s*(?:with\s+)?(\p{L}[\p{L} .]*?)(?:\s+inputs?)?\s*[)\]]?\W*$"),
    Rule::new(&[], r"^(\p{L}[\p{L} ]*?)\W*$"),
];
/// `This report by The Canadian Press was first published …`: the agency's own text, by its own words.
static TEXT_BY: Rule = Rule::new(
    &["this"],
    r"(?i)^\W*this\s+(?:report|story|article|item|dispatch|text)\s+(?:is\s+)?(?:by|from|of)\s+(?:the\s+)?(\p{L}[\p{L} .-]*?)(?:\s+(?:was|is|has|first|appeared)\b|[.,;)]|$)",
);
/// Lines that credit a part of the text: `Reuters and AFP contributed to this report`, `Additional reporting by AAP`.
static PART: [Rule; 6] = [
    Rule::new(
        &["contributed"],
        r"(?i)^\W*([^.!?]{2,}?)\s+(?:also\s+|both\s+)?contributed\s+(?:\p{L}+\s+)?to\s+(?:this|the)\s+(?:report|story|article|text|coverage|dispatch)\b",
    ),
    Rule::new(
        &["reporting", "material", "information", "research"],
        r"(?i)\b(?:additional|further|extra|some)\s+(?:reporting|material|information|research)\s+(?:by|from|provided\s+by)\s+([^.!?]{2,})",
    ),
    Rule::new(
        &["with"],
        r"(?i)^\W*(?:this\s+(?:story|report|article)\s+(?:was\s+)?(?:written|compiled|prepared)\s+)?with\s+(?:additional\s+|agency\s+|wire\s+|some\s+)?(?:files|inputs?|reports?|reporting|material|information|details|contributions?|copy)\s+(?:from|by)\s+([^.!?]{2,})",
    ),
    Rule::new(
        &["report", "story", "text", "words", "written", "compiled"],
        r"(?i)^\W*(?:reporting|report|story|text|words|written|compiled)\s+by\s+([^.;!?]{2,})",
    ),
    Rule::new(
        &["distributed", "syndicated"],
        r"(?i)^\W*(?:this|the)\s+(?:story|article|report|piece|column|release|text)\b[^.!?]+?\b(?:distributed|syndicated)\s+by\s+([^.!?]{2,})",
    ),
    // A release: who sends it, and for whom.
    Rule::new(
        &["distributed", "issued", "released"],
        r"(?i)^\W*(?:distributed|issued|released)\s+(?:by|via|through)\s+([^.!?]{2,}?)\s+(?:on\s+behalf\s+of|for)\b",
    ),
];
/// The line with the page's date may begin with the source: `Source: AFP 29 May 2023`.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    rule(r"(?i)^\W*(?:(?:source\s*:?|from|by)\s+)?(?:the\s+)?(\p{L}[\p{L} .-]*?)\W*(?:\s\p{L}{3,9})?(?:\s[0-9]|$)")
});
/// Words of a byline that stand for the paper itself, or for agencies without a name.
static HOUSE: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)^(?:(?:our|the)\s+)?(?:own\s+)?(?:staff|agencies|news\s+agencies|(?:news|web|world|foreign)\s+(?:desk|staff|agencies|services)|wires?|correspondents?|reporters?|bureau)$",
    )
});
/// The same at the end of the last paragraph: `… the ministry said. (ANI)`, `… in May. — AFP`.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r#"(?:[.!?”"]|^[a-z]{1,4}(?:[/,][a-z]{1,4})*)\s*(?:[(\[]([^()\[\]\n]{2,})[)\]]|(?:--|[–—-])\s*([\p{L}][\p{L} ,/&-]+))\W*$"#,
    )
});
/// What says that a name is a company's.
static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i),?\s+(?:gmbh|ag|inc|llc|ltd|limited|plc|l\.?p|corp|corporation|co|company|pty(?:\s+ltd)?|s\.?a|s\.?p\.?a|b\.?v)\.?$",
    )
});
/// Label and marks before the names of a sign-off: `Courtesy: …`, `Inputs from …`, `Source: …`, `– …`, `(…`.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)^[\s(\[*/|–—-]*(?:(?:sources?|quellen?|fuentes?|fontes?|bron|kilde|källa|via|credits?|courtesy|agency|agencies|inputs?|text|report(?:ing)?|compiled|prepared)\b|with\b)?",
        r"(?:\s+(?:agency|wire|additional|some|added|inputs?|reports?|reporting|files|information|material|content|details))*",
        r"(?:\s+(?:from|by|of))?\s*[:;/–—-]*\s*",
    ))
});
/// Marks of a desk behind the names: `/ec(vk)`, `-hb`, `/07`.
static DESK: LazyLock<Regex> = LazyLock::new(|| rule(r"^[a-z0-9]{1,5}(?:\([a-z0-9]{1,5}\)?)?$"));
/// Bylines: `By Reuters Staff`, `with AFP`, `Associated Press writer`, `Mara Lindqvist, AP`.
static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"(?i)\s*(?:[,;|/()·•\n:]|\s[–—-]\s|\b(?:by|with|and|of|for|from|via|in|at)\s|\bvon\s|\bmit\s|\bpar\s|\bavec\s|\bcon\s|\bcom\s)\s*",
    )
});
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    rule(concat!(
        r"(?i)(?:\s+(?:staff|writers?|reporters?|correspondents?|journalists?|newswires?|agencies|editors?|bureau|desk|service|team|",
        r"sports?|political|politics|business|entertainment|world|foreign|news|health|science|court|royal|education|environment|economics|",
        r"chief|deputy|senior|assistant|scotland|wales|ireland|northern))+$",
    ))
});

/// The agency of the table that goes by a name. Short names that are common words count only as they are printed there.
pub(crate) fn agency(words: &str) -> Option<OutletId> {
    let words = words.trim().trim_matches(|c: char| matches!(c, '.' | ',' | ':' | '-' | '–' | '—')).trim();
    if words.len() < 2 || words.len() > 60 {
        return None;
    }
    // `African News Agency (ANA)`: the letters say nothing more.
    if let Some((name, letters)) = words.strip_suffix(')').and_then(|words| words.split_once(" ("))
        && name.contains(' ')
        && is_capitals(letters)
    {
        return agency(name);
    }
    let table = Table::get();
    let bare = words.strip_prefix("The ").or(words.strip_prefix("the ")).unwrap_or(words);
    let bare = without_company(bare);
    let letters = without_stops(bare);
    let bare = letters.as_deref().unwrap_or(bare);
    let shown = |name: &str| {
        // Acronyms must be printed as such: "Tap" and "Mia" are no agencies.
        let acronym = name.len() <= 5 && name.chars().all(|c| c.is_uppercase());
        let name = name.strip_prefix("The ").unwrap_or(name);
        if acronym { name == bare } else { name.eq_ignore_ascii_case(bare) || name.to_lowercase() == bare.to_lowercase() }
    };
    let by_name = table.named(bare).iter().copied().find(|id| {
        let row = table.outlet(*id);
        row.is_wire() && (shown(row.name) || table.names.iter().any(|n| n.outlet == *id && shown(n.name)))
    });
    by_name.or_else(|| {
        // `INTERFAX.COM`, `Reuters.com`, `PRNewswire`.
        let stem = bare.strip_suffix(".com").or(bare.strip_suffix(".COM"))?;
        table.named(stem).iter().copied().find(|id| table.outlet(*id).is_wire())
    })
}

/// A name without what says that it is a company: *dpa GmbH*, *Bloomberg L.P.*.
pub(crate) fn without_company(name: &str) -> &str {
    let bare = COMPANY.find(name).map_or(name, |m| &name[..m.start()]);
    if bare.is_empty() { name } else { bare }
}

/// Letters with stops between them, without these: *K.N.A*, *A.P.*.
fn without_stops(words: &str) -> Option<String> {
    let letters: String = words.chars().filter(char::is_ascii_uppercase).collect();
    let stopped = words.len() >= 2 * letters.len() - usize::from(!letters.is_empty())
        && letters.len() >= 2
        && words.split('.').map(str::trim).all(|part| part.len() <= 1);
    stopped.then_some(letters)
}

/// The agency before its writer's initial and name: `/ Trend F. Zohrabli /`.
fn with_writer(words: &str) -> Option<OutletId> {
    let (name, writer) = words.trim().split_once(' ')?;
    let (initial, surname) = writer.split_once('.')?;
    let person = initial.chars().count() == 1 && surname.trim_start().starts_with(char::is_uppercase);
    agency(name).filter(|_| person)
}

/// The first agency in a list such as `Reuters/AFP`, `AP, WABC`.
fn agency_among(words: &str) -> Option<OutletId> {
    agency(words).or_else(|| words.split(['/', ',', '-', '–', '&', '+']).chain(words.split(" and ")).find_map(agency))
}

/// Whose page it is, as far as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Here<'p> {
    /// The page's own name.
    pub name: Option<&'p str>,
    /// Its host.
    pub host: Option<&'p str>,
    /// ISO code of its outlet's country.
    pub country: Option<&'p str>,
}

impl Here<'_> {
    /// Whether letters in capitals are this page's own: *(KUNA)* on the pages of KUNA 15.
    fn goes_by(&self, acronym: &str) -> bool {
        let is_acronym = acronym.len() <= 6 && acronym.bytes().all(|b| b.is_ascii_uppercase());
        let named = self.name.is_some_and(|name| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == acronym));
        let label = self.host.and_then(host::registrable).map(host::label).unwrap_or("");
        is_acronym && (named || label.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-') == acronym.to_lowercase())
    }
}

/// All credits to agencies, the strongest first: dateline, byline, closing lines, then what the page states, then lines
/// that credit a part of the text.
/// `authors` are the names of persons, `printed` the bylines that they come from.
pub(crate) fn credits(
    article: &Article,
    stated: &[(String, String)],
    authors: &[String],
    printed: &[String],
    here: Here<'_>,
) -> Vec<Credit> {
    let mut found = Vec::new();
    datelines(article, here, &mut found);
    bylines(article, authors, printed, here.name, &mut found);
    closings(article, here, authors, &mut found);
    for (from, words) in stated {
        if let Some(agency) = agency(words) {
            let from = if from.contains("JSON-LD") { "JSON-LD" } else { "meta" };
            found.push(Credit { agency, from, words: words.clone(), span: None });
        }
    }
    parts(article, &mut found);
    found
}

fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Standfirst | BlockKind::Quote | BlockKind::ListItem)
}

fn datelines(article: &Article, here: Here<'_>, found: &mut Vec<Credit>) {
    let mut begun = false;
    // Below a heading within the text, or below a year, stands one item of several, and its dateline is its own.
    let whole = |b: &&Block| {
        let words = b.span.of(&article.text).trim();
        let year = b.kind == BlockKind::Dateline && words.len() == 4 && words.bytes().all(|b| b.is_ascii_digit());
        let parted = year || (begun && b.kind == BlockKind::Heading);
        begun |= matches!(b.kind, BlockKind::Paragraph | BlockKind::Quote);
        !parted
    };
    // A dateline that is a line of its own may pass for the page's date.
    let opens = |b: &&Block| is_running(b.kind) || b.kind == BlockKind::Dateline;
    // What is quoted within the text has the dateline of where it was taken from.
    let first_paragraph = article.blocks.iter().find(|b| b.kind == BlockKind::Paragraph).map_or(usize::MAX, |b| b.span.start);
    let own = |b: &&Block| b.kind != BlockKind::Quote || b.span.start < first_paragraph;
    for block in article.blocks.iter().take_while(whole).filter(opens).filter(own).take(FIRST) {
        let words = block.span.of(&article.text);
        let lead = without_states(words.get(..floor(words, 240)).unwrap_or(words));
        let lead = lead.as_str();
        if let Some((agency, name)) = parted_dateline(lead)
            && !means_other(&article.text, name.of(lead))
            && !is_state(article, &lead[..name.start], name.of(lead))
            && !is_other(article, here, agency, name.of(lead), (&lead[..name.start], &lead[name.end..]))
            && begins_sentence(&lead[name.end..])
        {
            let end = name.end + lead[name.end..].chars().next().map_or(0, char::len_utf8);
            let span = Span::new(block.span.start, block.span.start + end);
            found.push(Credit { agency, from: "dateline", words: lead[..end].trim().to_owned(), span: Some(span) });
            return;
        }
        for (rule, alone) in [(&BRACKETS, false), (&SLASHES, false), (&PLAIN, true)] {
            let Some(captures) = rule.captures(lead) else { continue };
            let Some(name) = captures.get(1) else { continue };
            let before = &lead[..name.start()];
            if !alone && before.trim_end_matches(|c: char| " ,./–—-([".contains(c)).chars().count() > PLACE {
                continue;
            }
            let elsewhere = means_other(&article.text, name.as_str()) || is_state(article, before, name.as_str());
            if elsewhere || !alone && !is_place(before) {
                continue;
            }
            if !begins_sentence(&lead[name.end()..]) || is_rank(name.as_str()) {
                continue;
            }
            let shared = || among_namesakes(article, here, name.as_str());
            let named = if let Some(one) = shared() {
                one
            } else if alone {
                agency(name.as_str())
            } else {
                agency_among(name.as_str()).or_else(|| with_writer(name.as_str()))
            };
            if let Some(agency) =
                named.filter(|agency| !is_other(article, here, *agency, name.as_str(), (before, &lead[name.end()..])))
            {
                let end = captures.get(0).map_or(name.end(), |m| m.end().min(name.end() + 1));
                let span = Span::new(block.span.start, block.span.start + end);
                found.push(Credit { agency, from: "dateline", words: lead[..end].trim().to_owned(), span: Some(span) });
                return;
            }
        }
    }
}

/// Whether letters behind a place are those of its state, where an agency goes by the same: `HARRISBURG, PA —`, and Amapá in a page
/// in Portuguese.
fn is_state(article: &Article, before: &str, name: &str) -> bool {
    let portuguese = article.language.as_deref().is_some_and(|l| l.to_lowercase().starts_with("pt"));
    (name == "PA" && before.trim_end().ends_with(',')) || (matches!(name, "AP" | "PA") && portuguese)
}

/// Whether words give somebody's place in a ranking, behind which its maker may stand: *No. 9 (AP)*.
fn is_rank(words: &str) -> bool {
    words.split_whitespace().any(|w| matches!(w, "No." | "Nos." | "no." | "No") || w.starts_with('#'))
}

/// The beginning of a text with blanks for what stands in brackets between its city and its agency:
/// `Nagpur (Maharashtra) [India], March 12 (ANI)`.
fn without_states(lead: &str) -> String {
    let mut blanked = lead.to_owned();
    for _ in 0..2 {
        let Some(found) = BRACKETED.find(&blanked).map(|m| m.range()) else { break };
        let inside = blanked[found.start + 1..found.end - 1].to_owned();
        let goes_on = blanked[found.end..].trim_start().starts_with([',', '[', '(']);
        if !goes_on || agency_among(&inside).is_some() {
            break;
        }
        blanked.replace_range(found.clone(), &" ".repeat(found.len()));
    }
    blanked
}

static BRACKETED: Rule = Rule::new(&["(", "["], r"[(\[][^()\[\]\n]{2,40}[)\]]");

/// A dateline whose parts are set apart by commas and stops alone: `YEREVAN, MAY 4, ARMENPRESS.`, `ST GEORGE’S, Grenada, CMC –`,
/// `LONDON: Reuters –`, `AKP Phnom Penh, June 4, 2024 --`. The agency, and where its name stands.
fn parted_dateline(lead: &str) -> Option<(OutletId, Span)> {
    let mut start = 0;
    for n in 0..6 {
        let rest = lead.get(start..)?;
        let end = PART_END.find(rest).map(|m| m.range());
        // A dateline may be a line of its own.
        let length = end.as_ref().map_or(rest.len(), |end| end.start);
        let part = Span::new(start, start + length).trimmed(lead);
        let words = part.of(lead);
        let after = &lead[part.end..];
        let dash = after.trim_start().starts_with(['–', '—', '-']);
        let before = &lead[..part.start];
        let dated = before.contains(|c: char| c.is_ascii_digit());
        let alone = after.is_empty() && dated && lead.len() <= 60;
        let closed = alone
            || dash
            || (dated && after.starts_with(':'))
            || after.starts_with('/')
            || (after.starts_with(". ") && (dated || is_capitals(words)));
        if n > 0
            && closed
            && let Some(agency) = agency(words)
        {
            return Some((agency, part));
        }
        // `ALMATY. KAZINFORM The school …`: nothing behind it, and the text begins.
        if n == 1
            && is_capitals(before)
            && let Some((first, text)) = words.split_once(' ')
            && is_capitals(first)
            && first.len() >= 4
            && text.starts_with(char::is_uppercase)
            && !is_capitals(text.split(' ').next().unwrap_or(""))
            && let Some(agency) = agency(first)
        {
            return Some((agency, Span::new(part.start, part.start + first.len())));
        }
        // The agency first, then the city, then a day.
        if n == 0
            && let Some((first, city)) = words.split_once(' ')
            && is_capitals(first)
            && city.starts_with(char::is_uppercase)
            && DAY_AND_DASH.is_match(after)
            && let Some(agency) = agency(first)
        {
            return Some((agency, Span::new(part.start, part.start + first.len())));
        }
        if words.is_empty() || dash || !is_place(words) || words.split_whitespace().count() > 5 {
            return None;
        }
        start += end?.end;
    }
    None
}

/// Where a part of such a dateline ends.
static PART_END: LazyLock<Regex> = LazyLock::new(|| rule(r"[,:;/|]+\s*|\.+(?:\s+|$)|\s+[–—-]+\s*|\s*(?:--|[–—])\s*"));
/// The rest of a dateline that began with its agency.
static DAY_AND_DASH: LazyLock<Regex> =
    LazyLock::new(|| rule(r"^,\s*(?:\p{L}{3,9}\.?\s+[0-9]{1,2}|[0-9]{1,2}\s+\p{L}{3,9})\b[^–—\n]{0,24}?(?:–|—|-)"));

/// Whether words are printed in capitals, as acronyms are and the names of agencies in their own datelines.
fn is_capitals(words: &str) -> bool {
    words.chars().any(char::is_alphabetic) && !words.chars().any(char::is_lowercase)
}

/// Whether what stands behind a dateline begins a sentence. Small letters go on with one: *LARKFIELD, No. 9 (AP) — and …*.
fn begins_sentence(after: &str) -> bool {
    let text = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = text.chars();
    let small = letters.next().is_some_and(char::is_lowercase);
    // `iPhone`, `e-mails`.
    !small || letters.next().is_some_and(|c| c.is_uppercase() || c == '-')
}

/// Of several agencies that share an acronym (*CNA* of Taipei and of Nicosia) the one whose country or city the text names;
/// `Some(None)` where that is none of them, or not one alone.
fn among_namesakes(article: &Article, here: Here<'_>, acronym: &str) -> Option<Option<OutletId>> {
    let table = Table::get();
    let acronym = acronym.trim();
    let named = |id: &OutletId| table.outlet(*id).is_wire() && table.names.iter().any(|n| n.outlet == *id && n.name == acronym);
    let all: Vec<OutletId> = table.named(acronym).iter().copied().filter(named).collect();
    if all.len() < 2 {
        return None;
    }
    let fits: Vec<OutletId> = all.into_iter().filter(|id| !is_other(article, here, *id, acronym, ("", ""))).collect();
    Some(if let [one] = fits[..] { Some(one) } else { None })
}

/// The agency that a line credits by letters which several have, where the page says which it is; else the first that has them.
fn of_namesakes(article: &Article, here: Here<'_>, agency: OutletId, line: &str) -> OutletId {
    let shared = Table::get().names.iter().filter(|n| n.outlet == agency && n.needs.country && is_capitals(n.name));
    let printed = |n: &&NameRow| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == n.name);
    shared.filter(printed).find_map(|n| among_namesakes(article, here, n.name)?).unwrap_or(agency)
}

/// Whether an acronym in the place of a dateline is likely to stand for something else than the agency: the page's own
/// name, an Indian state, or (where the table says that it needs its country) something of a country that is not the
/// agency's. `around` stands before and behind it.
fn is_other(article: &Article, here: Here<'_>, agency: OutletId, printed: &str, around: (&str, &str)) -> bool {
    let (before, after) = around;
    if here.goes_by(printed) {
        return true;
    }
    // Agencies of India print *(PTI):* and the like, and papers there the state as *(AP):*; the Associated Press has a dash.
    if printed == "AP" && after.trim_start_matches([')', ']']).starts_with(':') && INDIAN.is_match(&article.text) {
        return true;
    }
    let table = Table::get();
    let row = table.outlet(agency);
    let doubtful = table.names.iter().any(|n| n.outlet == agency && n.name == printed && n.needs.country);
    // A day beside the city is how agencies write, and not stations, airports and parties.
    let turned = before.trim().is_empty() && after.trim_start().starts_with(char::is_uppercase);
    let day = if turned { after.split(['–', '—']).next().unwrap_or("") } else { before };
    let dated = day.contains(|c: char| c.is_ascii_digit());
    // Nor is the country named behind the city of one's own: *ST GEORGE’S, Grenada, CMC –*.
    let city = if before.trim().is_empty() { after.trim_start() } else { before };
    let city = city.split([',', '.', ':', '(', '/', '–', '—']).next().map_or("", str::trim);
    let at_home = capital(&titled(city)).is_some_and(|of| table.country(row.country).is_some_and(|country| country.name == of));
    let abroad = at_home || before.split([',', '(', '[', ')', ']']).skip(1).any(|part| table.is_country(part.trim()));
    // Letters that are printed as a word may be somebody's name (*Hina*), which a signature has behind a city, too.
    if doubtful && !dated && !is_capitals(printed) && printed.len() <= 5 {
        return true;
    }
    if !doubtful || dated || abroad || here.country == Some(row.country) {
        return false;
    }
    // The country by the beginning of its name, which its people share (*Ghana*, *Ghanaian*), or the agency's city.
    let city = table.fact(agency, "city", None).map(|fact| fact.value);
    let own_name = OWN_NAMES.iter().find(|(code, _)| *code == row.country).map(|(_, name)| *name);
    let names = table.country(row.country).map(|country| stem(country.name)).into_iter().chain(city).chain(own_name);
    let domain = here.host.and_then(|h| h.rsplit('.').next()).is_some_and(|last| last.eq_ignore_ascii_case(row.country));
    let full = table.names.iter().filter(|n| n.outlet == agency && n.name.contains(' ')).map(|n| n.name);
    !domain && !names.chain(full).any(|name| article.text.contains(name))
}

/// Names by which countries call themselves in English, where the table's is another.
const OWN_NAMES: &[(&str, &str)] = &[("CI", "Côte d’Ivoire"), ("CV", "Cabo Verde"), ("TR", "Türkiye")];

/// Words in capitals as they are printed elsewhere: *KUALA LUMPUR*, *Kuala Lumpur*.
fn titled(words: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + &letters.as_str().to_lowercase()
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The beginning of a country's name.
fn stem(name: &str) -> &str {
    let word = name.split(' ').next_back().unwrap_or(name);
    word.get(..word.len().saturating_sub(2).max(4)).unwrap_or(word)
}

/// Words of public life in India.
static INDIAN: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:andhra|telangana|lakhs?|crores?|rs\.?\s?[0-9]|collector|mandal|panchayat|sarpanch)\b|₹"));

/// Whether what stands before an agency in brackets is a place and a date, not a sentence: few small words.
fn is_place(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let small = words.iter().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count();
    words.len() <= 9 && small <= 2 && !is_rank(before) && !before.contains(['“', '"', ';', '?', '!'])
}

/// What a byline begins with.
static BY: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^(?:by|von|par|por)\b\s*:?"));

fn bylines(article: &Article, authors: &[String], printed: &[String], own: Option<&str>, found: &mut Vec<Credit>) {
    for block in article.blocks.iter().filter(|b| b.kind == BlockKind::Byline) {
        let words = block.span.of(&article.text);
        if words.len() <= 300
            && let Some(agency) = in_byline(words).filter(|agency| !is_person(*agency, words, authors))
        {
            found.push(Credit { agency, from: "byline", words: words.trim().to_owned(), span: Some(block.span) });
        }
    }
    let before_text = || article.blocks.iter().take_while(|b| !is_running(b.kind) || b.kind == BlockKind::Standfirst);
    for block in before_text().filter(|b| b.kind == BlockKind::Standfirst) {
        let line = block.span.of(&article.text).lines().next().unwrap_or("").trim();
        if line.len() <= 80
            && BY.is_match(line)
            && let Some(agency) = in_byline(line)
        {
            found.push(Credit { agency, from: "byline", words: line.to_owned(), span: Some(block.span) });
        }
    }
    // `ADANA - Demirören News Agency`, printed as a heading.
    for block in before_text().filter(|b| b.kind == BlockKind::Heading) {
        let line = block.span.of(&article.text).trim();
        if line.len() <= 80
            && line.contains(['-', '–', '—', '|', '/'])
            && let Some(agency) = behind_place(line)
        {
            found.push(Credit { agency, from: "byline", words: line.to_owned(), span: Some(block.span) });
        }
    }
    for printed in printed {
        if let Some(agency) = in_byline(printed).filter(|agency| !is_person(*agency, printed, authors)) {
            found.push(Credit { agency, from: "byline", words: printed.trim().to_owned(), span: None });
        }
    }
    // Later lines with a date are those of posts and pictures within the text.
    for block in before_text().filter(|b| b.kind == BlockKind::Dateline) {
        let words = block.span.of(&article.text).trim();
        let source = || DATED.captures(words)?.get(1).and_then(|name| agency(name.as_str()));
        if words.len() <= 120
            && let Some(agency) = in_byline(words).or_else(source)
        {
            found.push(Credit { agency, from: "byline", words: words.to_owned(), span: Some(block.span) });
        }
    }
    for author in authors {
        if let Some(agency) = in_byline(author).filter(|agency| !is_person(*agency, author, authors)) {
            found.push(Credit { agency, from: "author", words: author.clone(), span: None });
        }
    }
    for margin in &article.margin {
        let words = margin.text.trim();
        let opens = || (margin.at == Near::Opening && margin.href.is_none()).then(|| behind_place(words)).flatten();
        if words.len() <= 120
            && let Some(agency) = in_house_line(words, own).or_else(opens)
        {
            found.push(Credit { agency, from: "byline", words: words.to_owned(), span: None });
        }
    }
}

/// Whether a line names a person and not an agency: the agency's name there is one word, and an author has it as a given
/// name (*Antara*, *Petra*, *Efe*); or it is an agency's letters, printed as a word (*— Hina*).
fn is_person(agency: OutletId, line: &str, authors: &[String]) -> bool {
    let table = Table::get();
    let printed: Vec<&NameRow> = table.names.iter().filter(|n| n.outlet == agency && line.contains(n.name)).collect();
    let is_word = |n: &&NameRow| n.needs.country && !is_capitals(n.name) && n.name.len() <= 5;
    if !printed.is_empty() && printed.iter().all(is_word) {
        return true;
    }
    printed.iter().map(|n| n.name).filter(|name| !name.contains(' ') && !is_capitals(name)).any(|name| {
        let surname = |author: &String| author.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')).map(str::len);
        let desk = |author: &str| STAFF.is_match(author) || self::agency(author).is_some();
        authors.iter().any(|author| surname(author).is_some_and(|rest| rest >= 3) && !desk(author))
    })
}

/// The agency in a line between headline and text that is nothing but its name, or a place and its name: `ADANA - Anadolu Agency`.
fn behind_place(words: &str) -> Option<OutletId> {
    agency(words).or_else(|| {
        let (place, name) =
            [" - ", " – ", " — ", " | ", ", ", ": ", " / ", "/"].iter().find_map(|mark| words.split_once(mark))?;
        agency(name).filter(|_| is_place(place) && place.starts_with(char::is_uppercase) && place.split_whitespace().count() <= 4)
    })
}

/// The agency in a line beside the article that is nothing but the paper's own name (or *staff*) and agencies:
/// `Harbour Courier with AFP and Reuters`. A name alone would as well be that of a section or a box.
fn in_house_line(words: &str, own: Option<&str>) -> Option<OutletId> {
    let own = own.map(table::plain_name).filter(|n| !n.is_empty());
    let (mut house, mut first) = (false, None);
    for piece in SPLIT.split(words).map(str::trim).filter(|p| !p.is_empty()) {
        if let Some(agency) = agency(piece) {
            first = first.or(Some(agency));
        } else if HOUSE.is_match(piece) || own.as_ref().is_some_and(|n| table::plain_name(piece) == *n) {
            house = true;
        } else {
            return None;
        }
    }
    first.filter(|_| house)
}

/// Lines that credit a part of the text.
fn parts(article: &Article, found: &mut Vec<Credit>) {
    let lines = article.blocks.iter().filter(|b| is_running(b.kind) || b.kind == BlockKind::Credit);
    let lines: Vec<Span> = lines.map(|b| b.span).collect();
    for span in lines.iter().skip(lines.len().saturating_sub(LAST)) {
        let words = span.of(&article.text).trim();
        let last = words.rfind(['\n']).map_or(words, |at| words[at..].trim());
        if last.len() > 300 {
            continue;
        }
        let sentences = last.split_inclusive(['.', '!', '?']);
        let named = PART
            .iter()
            .find_map(|rule| {
                sentences.clone().find_map(|s| rule.captures(s.trim())?.get(1).and_then(|names| in_byline(names.as_str())))
            })
            .filter(|agency| !found.iter().any(|c| c.agency == *agency));
        if let Some(agency) = named {
            let span = span.trimmed(&article.text);
            found.push(Credit { agency, from: "contribution", words: shortened(words), span: Some(span) });
        }
    }
}

/// Whether the text itself gives an acronym another meaning than an outlet's: *data protection authority (DPA)*,
/// *a complete blood count, or CBC*.
pub(crate) fn means_other(text: &str, acronym: &str) -> bool {
    let letters = acronym.len();
    if !(2..=6).contains(&letters) || !acronym.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let mut from = 0;
    while let Some(at) = text[from..].find(acronym).map(|n| from + n) {
        from = at + letters;
        let before = text[ceil(text, at.saturating_sub(160))..at].trim_end_matches(['“', '"', '‘']);
        let Some(before) = INTRODUCES.find(before).map(|m| &before[..m.start()]) else { continue };
        let start = ceil(before, before.len().saturating_sub(120));
        let clause = before[start..].rsplit(['.', '\n', ';', '(']).next().unwrap_or("");
        let words: Vec<&str> = clause.split([' ', '-', '\u{a0}']).filter(|w| !w.is_empty()).collect();
        if let Some(expansion) = spelled(&words, acronym) {
            let table = Table::get();
            let is_outlet = table.named(acronym).iter().any(|id| table.named(&expansion).contains(id));
            if !is_outlet {
                return true;
            }
        }
    }
    false
}

/// What stands between a name and the acronym that it introduces.
static INTRODUCES: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)(?:\s\(|,?\s+or\s+(?:the\s+)?|,?\s+(?:also\s+)?known\s+as\s+(?:the\s+)?|,?\s+called\s+)$"));

/// The last words whose initials are the acronym's letters. Small words need not be counted.
fn spelled(words: &[&str], acronym: &str) -> Option<String> {
    const SMALL: [&str; 17] =
        ["of", "and", "the", "for", "to", "in", "on", "de", "&", "e", "y", "du", "des", "la", "do", "da", "und"];
    let mut letters: Vec<char> = acronym.to_lowercase().chars().collect();
    for (n, word) in words.iter().enumerate().rev() {
        let last = letters.last()?;
        let initial = word.chars().next().and_then(|c| c.to_lowercase().next());
        if initial == Some(*last) {
            letters.pop();
            if letters.is_empty() {
                return Some(words[n..].join(" "));
            }
        } else if !SMALL.contains(&word.to_lowercase().as_str()) {
            return None;
        }
    }
    None
}

/// The agency in a byline.
fn in_byline(words: &str) -> Option<OutletId> {
    agency(words).or_else(|| {
        SPLIT.split(words).find_map(|piece| {
            let piece = piece.trim();
            agency(piece).or_else(|| agency(STAFF.find(piece).map_or("", |m| &piece[..m.start()]))).or_else(|| behind_name(piece))
        })
    })
}

/// The agency behind a person's name without a mark between: *Moe Larkin Associated Press*. Of one word it could be a
/// surname (*Michael Bloomberg*).
fn behind_name(piece: &str) -> Option<OutletId> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    (2..words.len().saturating_sub(1)).find_map(|at| {
        let person = words[..at].iter().all(|w| w.starts_with(char::is_uppercase));
        agency(&words[at..].join(" ")).filter(|_| person && words.len() - at >= 2)
    })
}

fn closings(article: &Article, here: Here<'_>, authors: &[String], found: &mut Vec<Credit>) {
    let mut lines: Vec<(Span, BlockKind)> =
        article.blocks.iter().filter(|b| is_running(b.kind) || b.kind == BlockKind::Credit).map(|b| (b.span, b.kind)).collect();
    let first = lines.len().saturating_sub(LAST);
    let near_end = |n: usize| n >= first;
    let hat_tip = is_hat_tip(article);
    let counts = |agency: &OutletId, words: &str, span: Span| {
        let tip = hat_tip && TIP.is_match(words);
        !(tip || is_person(*agency, words, authors) || stands_for_other(article, here, *agency, words, span))
    };
    for (n, (span, _)) in lines.drain(..).enumerate().filter(|(n, (_, kind))| near_end(*n) || *kind == BlockKind::Credit) {
        let words = span.of(&article.text).trim();
        let tail_from = ceil(words, words.len().saturating_sub(120));
        let named = (words.len() <= 300).then(|| closing(words, near_end(n), here.name)).flatten().or_else(|| {
            let captures = ENDING.captures(&words[tail_from..])?;
            let names = captures.iter().skip(1).flatten();
            names.map(|m| m.as_str()).find_map(|name| sign_off(name, true, here.name).or_else(|| agency_among(name)))
        });
        if let Some(agency) =
            named.map(|agency| of_namesakes(article, here, agency, words)).filter(|agency| counts(agency, words, span))
        {
            found.push(Credit { agency, from: "credit line", words: shortened(words), span: Some(span.trimmed(&article.text)) });
        }
    }
    for margin in &article.margin {
        let words = margin.text.trim();
        if words.len() > 300 {
            continue;
        }
        // A page's footer is full of names: only its legal line about an agency's text counts.
        let legal = words.contains('©') || words.to_lowercase().contains("copyright");
        let near = margin.at == Near::Closing;
        if let Some(agency) =
            closing(words, near, here.name).filter(|agency| (legal || near) && counts(agency, words, Span::default()))
        {
            let from = if legal { "legal line" } else { "credit line" };
            found.push(Credit { agency, from, words: shortened(words), span: None });
        }
    }
}

/// The agency that a closing line credits. A bare name counts only at the very end; elsewhere it credits a picture.
fn closing(words: &str, at_end: bool, own: Option<&str>) -> Option<OutletId> {
    let named = |rule: &Rule| rule.captures(words)?.get(1).and_then(|name| agency(name.as_str()));
    let signed = || (words.len() <= 80).then(|| sign_off(words, at_end, own)).flatten();
    named(&TEXT_BY).or_else(|| CLOSING.iter().take(if at_end { 5 } else { 3 }).find_map(named)).or_else(signed)
}

/// The first agency of a line that is nothing but names (with the paper's own, and the desk's initials) behind a label, marks
/// or brackets: `– HARBINGER/AFP`, `Source: AFP/ec(vk)`, `Courtesy; K.N.A`, `(Inputs: UNI)`.
fn sign_off(words: &str, at_end: bool, own: Option<&str>) -> Option<OutletId> {
    let label = LABEL.find(words)?;
    let names = words[label.end()..].trim_end_matches(|c: char| matches!(c, ']' | '*' | '.') || c.is_whitespace());
    // `(AFP)`, but `African News Agency (ANA)`.
    let names = if names.contains('(') { names } else { names.trim_end_matches(|c: char| c == ')' || c.is_whitespace()) };
    let names = INPUTS.find(names).map_or(names, |m| &names[..m.start()]);
    let labelled = label.as_str().chars().any(char::is_alphabetic);
    let several = names.contains(['/', '+', '&']);
    if !labelled && !(at_end && (several || !label.as_str().trim().is_empty())) {
        return None;
    }
    let own = own.unwrap_or("");
    let (mut first, mut pieces) = (None, 0);
    for piece in LIST.split(names).map(str::trim).filter(|p| !p.is_empty()) {
        pieces += 1;
        if let Some(agency) = agency(piece) {
            first = first.or(Some(agency));
            continue;
        }
        let house = own.split_whitespace().any(|w| w.len() >= 3 && w.to_lowercase() == piece.to_lowercase())
            || table::plain_name(own) == table::plain_name(piece);
        let other = HOUSE.is_match(piece) || !Table::get().named(piece).is_empty();
        if !(house || other || (pieces > 1 && DESK.is_match(piece))) {
            return None;
        }
    }
    first
}

/// What a sign-off says behind its names: *With PTI inputs*.
static INPUTS: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)\s+(?:inputs?|reports?|feeds?)\W*$"));
/// What parts the names of a sign-off.
static LIST: LazyLock<Regex> = LazyLock::new(|| rule(r"[/,&+;|]|\s+(?:and|with)\s+|\s*[–—]\s*|\s-\s"));

/// Whether a page ends in two lines of which one says whence the news came and the other by whom it was found (`Source: …`,
/// `Via: …`): then the words are the page's own.
pub(crate) fn is_hat_tip(article: &Article) -> bool {
    let lines = || {
        let blocks = article.blocks.iter().map(|b| b.span.of(&article.text));
        blocks
            .chain(article.margin.iter().map(|m| m.text.as_str()))
            .filter(|line| line.len() <= 120)
            .flat_map(|line| line.split('|'))
    };
    let begins = |word: &str| {
        lines().any(|line| {
            let start = line.trim_start().get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
            start && line.trim_start()[word.len()..].trim_start().starts_with([':', '|'])
        })
    };
    (begins("source") || begins("sources")) && (begins("via") || begins("h/t") || begins("hat tip"))
}

/// The lines of a hat tip.
pub(crate) static TIP: LazyLock<Regex> = LazyLock::new(|| rule(r"(?i)^\W*(?:sources?|via)\s*[:|]"));

/// Whether the acronym in a closing line is another's: this page's own, that of somebody whom the text introduces, or one of
/// which the text speaks otherwise than of who reports (*AAP has won a seat*).
fn stands_for_other(article: &Article, here: Here<'_>, agency: OutletId, line: &str, span: Span) -> bool {
    let table = Table::get();
    let whole = |text: &str, at: usize, len: usize| {
        let joins = |c: char| c.is_alphanumeric() || c == '.';
        !text[..at].chars().next_back().is_some_and(joins) && !text[at + len..].chars().next().is_some_and(char::is_alphanumeric)
    };
    let stands = |text: &str, name: &str| text.match_indices(name).any(|(at, _)| whole(text, at, name.len()));
    let names = table.names.iter().filter(|n| n.outlet == agency && stands(line, n.name));
    let (doubtful, plain): (Vec<&NameRow>, Vec<&NameRow>) = names.partition(|n| n.needs.country && is_capitals(n.name));
    let Some(acronym) = doubtful.first().map(|n| n.name).filter(|_| plain.is_empty()) else { return false };
    if here.goes_by(acronym) || means_other(&article.text, acronym) {
        return true;
    }
    let full = table.names.iter().filter(|n| n.outlet == agency && n.name.contains(' ')).map(|n| n.name);
    if full.into_iter().any(|name| article.text.contains(name)) {
        return false;
    }
    // In brackets it stands behind a place or a sentence, as here.
    article.blocks.iter().filter(|b| is_running(b.kind) && !b.span.overlaps(span)).any(|block| {
        let text = block.span.of(&article.text);
        text.match_indices(acronym).any(|(at, _)| {
            let after = &text[at + acronym.len()..];
            let bracketed = text[..at].ends_with(['(', '[', '/']) && after.starts_with([')', ']', '/']);
            whole(text, at, acronym.len()) && !bracketed && !REPORTS.is_match(after) && !TOLD.is_match(&text[..at])
        })
    })
}

/// What stands around an agency that reports.
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    rule(
        r"^[)\]]?,?\s+(?:also\s+|further\s+)?(?:reports?|reported|said|says|learn\p{L}*|gathered|recalls?|quoted|correspondent|reporter)\b",
    )
});
static TOLD: LazyLock<Regex> =
    LazyLock::new(|| rule(r"(?i)\b(?:told|tells?|informed|according\s+to|with|by|to|from|agency)\s+(?:the\s+)?$"));

/// At most 120 bytes of a line.
pub(crate) fn shortened(words: &str) -> String {
    words.get(..floor(words, 120)).unwrap_or(words).to_owned()
}

/// The last character boundary at or before a byte.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character boundary at or after a byte.
pub(crate) fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::article::MarginText;

    fn article(blocks: &[(BlockKind, &str)]) -> Article {
        let mut article = Article { is_article: true, ..Article::default() };
        for (kind, words) in blocks {
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            let start = article.text.len();
            article.text.push_str(words);
            article.blocks.push(Block { kind: *kind, span: Span::new(start, article.text.len()) });
        }
        article
    }

    fn wire(article: &Article, authors: &[&str]) -> Option<&'static str> {
        let authors: Vec<String> = authors.iter().map(|a| (*a).to_owned()).collect();
        credits(article, &[], &authors, &[], Here { name: Some("Harbour Courier"), ..Here::default() })
            .first()
            .map(|c| Table::get().outlet(c.agency).name)
    }

    #[test]
    fn datelines_name_the_agency() {
        let mut wrong = Vec::new();
        for (lead, expected) in [
            ("KYIV, June 7 (Reuters) - The harbour was closed on Wednesday.", "Reuters"),
            ("OSLO (AP) — The parliament voted on Monday.", "Associated Press"),
            ("(AP) — The parliament voted on Monday.", "Associated Press"),
            ("LAGOS, Nigeria (AP) - Rain closed two bridges.", "Associated Press"),
            ("Paris (AFP) – A strike stopped the trains.", "Agence France-Presse"),
            ("BEIJING, Nov. 17 (Xinhua) -- A new line was opened.", "Xinhua"),
            ("MOSCOW, June 28. /TASS/. The ministry reported a launch.", "TASS"),
            ("NEW YORK, June 29, 2018 /PRNewswire/ -- A company announced a product.", "PR Newswire"),
            ("Moscow. June 7. INTERFAX.COM - The bank kept its rate.", "Interfax"),
            ("Damascus, SANA – The minister opened a school.", "SANA"),
            ("ALMATY. KAZINFORM The school took in an owl.", "Kazinform"),
            ("ZAGREB, 3 Oct (Hina) - The museum has a lock.", "HINA"),
            ("London (PA Media) — A judge adjourned the case.", "PA news agency"),
            ("TORONTO (Reuters/AFP) - The bridge will be repaired.", "Reuters"),
            ("BERLIN (dpa) - Der Zug kam nicht.", "dpa"),
            ("YEREVAN, MAY 14, ARMENPRESS. Rain closed two bridges.", "Armenpress"),
            ("Baku, June 4, AZERTAC", "AZERTAC"),
            ("Baku. 15 September. REPORT.AZ/ Rain closed two bridges.", "Report News Agency"),
            ("Baku, Azerbaijan, June 4 / Trend F. Zohrabli /", "Trend News Agency"),
            ("Baku, June 4, Trend: Rain closed two bridges.", "Trend News Agency"),
            ("Ulaanbaatar, March 8, 2024 /MONTSAME/. Rain closed two bridges.", "Montsame"),
            ("VILNIUS, Jun 04, BNS - Rain closed two bridges.", "Baltic News Service"),
            ("ST GEORGE’S, Grenada, CMC – Rain closed two bridges.", "Caribbean Media Corporation"),
            ("AKP Phnom Penh, June 4, 2024 -- Rain closed two bridges.", "Agence Kampuchea Presse"),
            ("KUWAIT, Sept 9 (KUNA) -- Rain closed two bridges.", "KUNA"),
            ("Accra, July 4, GNA – Rain closed two bridges.", "Ghana News Agency"),
            ("ACCRA (GNA) – Rain closed two bridges.", "Ghana News Agency"),
            ("ANKARA (AA) - Rain closed two bridges.", "Anadolu Agency"),
            ("ISLAMABAD, Jul 04 (APP): Rain closed two bridges.", "Associated Press of Pakistan"),
            ("ABU DHABI, 12th March, 2024 (WAM) -- Rain closed two bridges.", "WAM"),
            ("Tokyo, Jan. 9 (Jiji Press)--Rain closed two bridges.", "Jiji Press"),
            ("TOKYO, June 4 (Kyodo) - Rain closed two bridges.", "Kyodo News"),
            ("Jakarta (ANTARA) - Rain closed two bridges.", "Antara"),
            ("SINGAPORE, June 4 (Bernama) -- Rain closed two bridges.", "Bernama"),
            ("New Delhi, Jun 4 (PTI) Rain closed two bridges.", "Press Trust of India"),
            ("Nagpur (Maharashtra) [India], March 12 (ANI): Rain closed two bridges.", "Asian News International"),
            ("BELGRADE, June 4 (Tanjug) - Rain closed two bridges.", "Tanjug"),
            ("Minsk, 4 June (BelTA) – Rain closed two bridges.", "BelTA"),
            ("SOFIA, June 4 (BTA) - Rain closed two bridges.", "BTA"),
            ("KYIV. June 4 (Interfax-Ukraine) – Rain closed two bridges.", "Interfax-Ukraine"),
            ("KYIV, June 4 (Ukrinform). Rain closed two bridges.", "Ukrinform"),
            ("Roma, 4 giu. (Adnkronos) - Rain closed two bridges.", "Adnkronos"),
            ("(ANSA) - ROME, JUN 4 - Rain closed two bridges.", "ANSA"),
            ("LJUBLJANA, 4 June (STA) – Rain closed two bridges.", "Slovenian Press Agency"),
            ("Manama, June 4 (BNA): Rain closed two bridges.", "Bahrain News Agency"),
            ("Doha, June 4 (QNA) - Rain closed two bridges.", "Qatar News Agency"),
            ("RAMALLAH, June 4, 2024 (WAFA) - Rain closed two bridges.", "WAFA"),
            ("ASTANA. KAZINFORM – Rain closed two bridges.", "Kazinform"),
            ("Hanoi (VNA) – Rain closed two bridges.", "Vietnam News Agency"),
            ("Kathmandu, June 4 (RSS): Rain closed two bridges.", "Rastriya Samachar Samiti"),
            ("Lisbon, June 4, 2024 (Lusa) - Rain closed two bridges.", "Lusa"),
            ("JOHANNESBURG, South Africa, May 19, 2022/APO Group/ – Rain closed two bridges.", "APO Group"),
            ("MONTREAL — (The Canadian Press) — Rain closed two bridges.", "The Canadian Press"),
            ("TEHRAN, Jun. 04 (MNA) – Rain closed two bridges.", "Mehr News Agency"),
            ("HAVANA, Cuba, Jun 4 (ACN) Rain closed two bridges.", "Cuban News Agency"),
        ] {
            let found = wire(&article(&[(BlockKind::Paragraph, lead)]), &[]);
            wrong.extend((found != Some(expected)).then_some((lead, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn call_signs_acronyms_and_own_names_are_no_agencies() {
        let mut wrong = Vec::new();
        for lead in [
            "NEW YORK (WABC) — Rain closed two bridges.",
            "DENVER (KDVR) — Rain closed two bridges.",
            "ATLANTA (CNN) — Rain closed two bridges.",
            "GENEVA (WHO) — A vaccine was approved.",
            "LIMA (Harbour Courier) — Rain closed two bridges.",
            "The North Atlantic Treaty Organization (NATO) — founded in 1949 — met on Monday.",
            "The minister told reporters (Reuters was among them) that the bridge would be repaired.",
            "“We heard it from the agency (AP) — and nobody else,” she said.",
            "Tap — the village has one — water is clean.",
            "LARKFIELD, No. 9 (AP) — and eleventh with the coaches — has not stood so high.",
            "CEDAR FALLS, Iowa (UNI) — The band played to an empty dome.",
            "FREDERICTON, N.B. (UNB) — The bell has rung by itself.",
            "BUENOS AIRES (BNA) — The bank opened a window.",
            "NEW DELHI: AAP — and no other party — has drawn a lot.",
            "KAKINADA, AP: Rain closed two bridges.",
            "THE BOTTOM, Saba — Rain closed two paths.",
            "HARRISBURG, PA — Rain closed two bridges.",
            "ZAGREB (Hina) — I came for a wedding and stayed.",
        ] {
            let found = wire(&article(&[(BlockKind::Paragraph, lead)]), &[]);
            wrong.extend(found.map(|found| (lead, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn datelines_of_what_is_quoted_are_not_the_text_s_own() {
        let lead = "DUBLIN, March 22 (Reuters) - Parliament taxed the moon.";
        let said = (BlockKind::Paragraph, "No such report was ever sent.");
        assert_eq!(wire(&article(&[said, (BlockKind::Quote, lead)]), &[]), None);
        assert_eq!(wire(&article(&[(BlockKind::Quote, lead), said]), &[]), Some("Reuters"));
    }

    #[test]
    fn acronyms_that_are_something_else_where_they_stand_are_no_agencies() {
        let read = |lead: &str, name: &str| {
            let here = Here { name: Some(name), ..Here::default() };
            let page = article(&[(BlockKind::Paragraph, lead)]);
            credits(&page, &[], &[], &[], here).first().map(|c| Table::get().outlet(c.agency).name)
        };
        assert_eq!(read("INDIO (KUNA) — Rain closed two bridges.", "KUNA 15 News"), None);
        assert_eq!(read("MIAMI (MIA) - Rain closed two runways.", "Coral Gazette"), None);
        assert_eq!(read("OHRID (MIA) - Rain closed two Macedonian bridges.", "Coral Gazette"), Some("MIA"));
        assert_eq!(read("SYLHET, Oct 2 (BSS) - Rain closed two bridges.", "Coral Gazette"), Some("Bangladesh Sangbad Sangstha"));
        assert_eq!(read("Ongole (AP): Rain took Rs 40 lakh of mangoes.", "Deccan Mirror"), None);
        assert_eq!(read("KABUL (AP): Rain closed two bridges.", "Deccan Mirror"), Some("Associated Press"));
    }

    #[test]
    fn bylines_name_the_agency() {
        let mut wrong = Vec::new();
        for byline in [
            "By Reuters Staff",
            "Reuters",
            "By Mara Lindqvist, Reuters",
            "Mara Lindqvist with Reuters",
            "Mara Lindqvist (Reuters)",
            "By Mara Lindqvist and Tom Hare of Reuters",
            "Mara Lindqvist and Tom Hare Reuters News Agency",
            "Reuters in Delhi",
            "LONDON - Reuters",
            "Reuters | Delhi",
            "Reuters / Delhi",
            "By Mara Lindqvist, Reuters Political Editor",
            "Reuters Scotland",
            "Redação MT com Reuters",
        ] {
            let page = article(&[(BlockKind::Byline, byline), (BlockKind::Paragraph, "Rain closed two bridges.")]);
            wrong.extend((wire(&page, &[]) != Some("Reuters")).then_some(byline));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let page = article(&[(BlockKind::Paragraph, "Rain closed two bridges.")]);
        assert_eq!(wire(&page, &["Associated Press"]), Some("Associated Press"));
        assert_eq!(wire(&page, &["Mara Lindqvist", "AFP"]), Some("Agence France-Presse"));
        assert_eq!(wire(&page, &["Mara Lindqvist", "Courier staff"]), None);
        let beside = |printed: &str| credits(&page, &[], &["Mara Lindqvist".into()], &[printed.into()], Here::default()).len();
        assert_eq!((beside("MARA LINDQVIST Associated Press"), beside("MARA LINDQVIST Courier staff")), (1, 0));
        let labelled =
            article(&[(BlockKind::Standfirst, "By: Reuters - @harbourcourier"), (BlockKind::Dateline, "By : PTI | 4 May")]);
        let found = credits(&labelled, &[], &[], &[], Here::default());
        assert_eq!(
            found.iter().map(|c| Table::get().outlet(c.agency).name).collect::<Vec<_>>(),
            ["Reuters", "Press Trust of India"]
        );
        assert_eq!(wire(&page, &["Tess Ansah", "Mia Tanner", "Michael Bloomberg"]), None);
    }

    #[test]
    fn closing_lines_name_the_agency() {
        let mut wrong = Vec::new();
        for last in [
            "Source: Xinhua",
            "(With inputs from PTI)",
            "(ANI)",
            "— Bernama",
            "© 2023 AFP",
            "AFP",
            "Copyright 2023 The Associated Press. All rights reserved.",
            "This report by The Canadian Press was first published April 6, 2024.",
            "The Associated Press contributed to this report.",
            "Mara Lindqvist and AFP contributed reporting to this story.",
            "Additional reporting by AAP.",
            "This story was produced by Cobalt Lantern and reviewed and distributed by Stacker.",
            "– COURIER/AFP",
            "Source: AFP/ec(vk)",
            "SOURCE: BERNAMA",
            "Courtesy; K.N.A",
            "(Inputs: UNI)",
            "(With agency inputs from ANI, IANS)",
            "With PTI inputs",
            "-PTI",
            "PTI/IANS",
            "Agencies/PTI",
            "With files from Ann Miller and The Canadian Press",
            "Reporting by AFP; editing by Ann Miller",
            "Text by Kyodo News",
            "(Source: ANI)",
            "Via AP",
            "©2023 dpa GmbH. Distributed by Tribune Content Agency, LLC.",
            "©2024 Bloomberg L.P.",
            "Copyright © ANTARA 2023",
            "(c) Copyright Thomson Reuters 2024.",
            "- African News Agency (ANA)",
            "(Quelle: dpa)",
            "Fuente: EFE",
            "mk/wd (AFP, Reuters)",
            "(©NTB)",
        ] {
            let page = article(&[(BlockKind::Paragraph, "Rain closed two bridges."), (BlockKind::Paragraph, last)]);
            wrong.extend(wire(&page, &[]).is_none().then_some(last));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let page = article(&[(BlockKind::Paragraph, "Rain closed two bridges, the ministry said. (ANI)")]);
        assert_eq!(wire(&page, &[]), Some("Asian News International"));
    }

    #[test]
    fn acronyms_that_the_text_gives_another_meaning() {
        for (text, acronym, other) in [
            ("The data protection authority (DPA) - known for long letters", "DPA", true),
            ("a complete blood count, or CBC, is taken", "CBC", true),
            ("the Planning and Access committee, known as PAC,", "PAC", true),
            ("the Board of Planning and Access (BPA) met", "BPA", true),
            ("the agency Asian News International (ANI) said", "ANI", false),
            ("the Associated Press (AP) said", "AP", false),
            ("OSLO (AP) — The parliament", "AP", false),
        ] {
            assert_eq!(means_other(text, acronym), other, "{text}");
        }
    }

    #[test]
    fn closing_lines_that_credit_nobody() {
        let mut wrong = Vec::new();
        for last in [
            "Source: the ministry of transport",
            "She reads Reuters every morning.",
            "Two wardens contributed to this report.",
            "Rain contributed to the flood, Reuters reported.",
            "Photo: a bridge (NATO)",
            "© 2023 Harbour Courier",
            "The minister said it would rain. (Laughter)",
            "(PTI Photo)",
            "Picture: AAP Image",
            "She heads a chapter of the Philippine Nurses Association (PNA)",
            "Our content partners: Reuters, AFP, The Conversation",
            "Results: The Associated Press, except for one race",
        ] {
            let page = article(&[(BlockKind::Paragraph, "Rain closed two bridges."), (BlockKind::Paragraph, last)]);
            wrong.extend(wire(&page, &[]).map(|found| (last, found)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let mut page = article(&[(BlockKind::Paragraph, "Rain closed two bridges.")]);
        for text in ["Reuters", "Harbour Courier", "Weather with Reuters", "Reuters, AFP"] {
            page.margin.push(MarginText { text: text.into(), ..MarginText::default() });
        }
        assert_eq!(wire(&page, &[]), None);
        page.margin.push(MarginText { text: "Harbour Courier with AFP and Reuters".into(), ..MarginText::default() });
        assert_eq!(wire(&page, &[]), Some("Agence France-Presse"));
    }
}
