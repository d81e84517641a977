//! Publication origin: who publishes this, who owns it, who pays, who decides, and where the text comes from.
//!
//! Facts come from the tables beside this module, one fact a row, each with its source and date ([`table`]). What the page
//! says of itself comes from [`statements`]. Which of the two was taken, and where others differ, is in `evidence`.

mod authors;
mod cited;
mod dates;
mod host;
mod imitation;
mod jsonld;
mod pattern;
mod republication;
mod statements;
mod table;
#[cfg(test)]
mod table_test;
mod wire;

use crate::page::article::Article;
use crate::page::snapshot::Snapshot;
use crate::report::{Citation, Evidence, Fact, Facts, Origin, Outlet};
use crate::text::Analysis;
use crate::text::span::Span;
use statements::{Answer, Statements};
use table::{OutletId, Table};

/// The origin of an article and the outlets it cites.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// As reported; the `mentions` of its citations are left empty here and filled from `cited`.
    pub origin: Origin,
    /// Outlets cited in the text: usual name and place, in text order.
    pub cited: Vec<(String, Span)>,
    /// Evidence with a place in the text: index into `origin.evidence`, place.
    pub places: Vec<(usize, Span)>,
}

/// Most values that are shown beside the one that was taken.
const MOST_OTHERS: usize = 3;

/// Hosts that serve copies of other publishers' pages under their own name. There the canonical address says whose
/// page it is.
const CARRIERS: &[&str] =
    &["ampproject.org", "bing-amp.com", "translate.goog", "googleusercontent.com", "archive.org", "archive.ph", "archive.today"];

/// Places of answers that are printed on the page for its readers.
const PRINTED: [&str; 3] = ["dateline", "byline", "time"];

/// Usual name of the outlet whose page an address is, on that day (`YYYY-MM-DD`; today where it is not given).
pub fn outlet_of(url: &str, day: Option<&str>) -> Option<&'static str> {
    host::find_url(url, day).map(|row| Table::get().outlet(row.outlet).name)
}

/// Reads the origin. `snapshot` is absent for plain text; `url` and `published` are what the caller knows.
pub fn find(
    snapshot: Option<&Snapshot>,
    article: &Article,
    _analysis: &Analysis,
    url: Option<&str>,
    published: Option<&str>,
) -> Found {
    let mut found = Found::default();
    let statements = snapshot.map(|s| Statements::read(s, article));
    found.dates(statements.as_ref(), url, published, article.is_article);
    let day = found.origin.published.clone();
    let day = day.as_deref();
    found.origin.canonical = statements.as_ref().and_then(|s| s.canonical.clone());

    let here = page_host(url, found.origin.canonical.as_deref());
    let outlet = here.as_deref().and_then(|h| host::find(h, day));
    found.publisher(statements.as_ref(), here.as_deref(), day);
    if let Some(statements) = &statements {
        found.origin.author = statements.authors.clone();
        if !statements.authors.is_empty() {
            found.note("author", &statements.authors_from, &statements.authors.join(", "), None);
        }
        for (field, answer) in &statements.about {
            found.note(field, &answer.from, &answer.value, None);
        }
    }

    let stated: Vec<(String, String)> =
        statements.iter().flat_map(|s| s.credited.iter()).map(|a| (a.from.clone(), a.value.clone())).collect();
    let country = outlet.map(|r| Table::get().outlet(r.outlet).country);
    let page = wire::Here { name: found.origin.publisher.as_deref(), host: here.as_deref(), country };
    let bylines = statements.as_ref().map_or(&[][..], |s| &s.bylines);
    let credits = wire::credits(article, &stated, &found.origin.author, bylines, page);
    let own = own_outlets(outlet.map(|r| r.outlet), found.origin.publisher.as_deref());
    let mut credit_spans = Vec::new();
    for credit in &credits {
        let name = Table::get().outlet(credit.agency).name;
        // An agency's own pages carry its name everywhere; only a dateline credits it there.
        if own.contains(&credit.agency) && credit.from != "dateline" {
            continue;
        }
        if found.origin.wire.is_none() {
            found.origin.wire = Some(name.to_owned());
        }
        // Who else stands in a dateline, or in a line that is a credit and nothing more, is not cited.
        let alone = credit.from == "credit line" && credit.span.is_some_and(|span| span.len() <= 60);
        if credit.from == "dateline" || alone {
            credit_spans.extend(credit.span);
        }
        found.note("wire", credit.from, &credit.words, credit.span);
    }

    let originals = republication::find(article, statements.as_ref(), here.as_deref(), found.origin.publisher.as_deref(), day);
    for original in &originals {
        let agency = matches!(Table::get().named(&original.name), [one] if Table::get().outlet(*one).is_wire());
        // An agency whose text it was is credited, in whatever words.
        if agency && found.origin.wire.is_none() && found.origin.republished_from.is_none() && original.from == "notice" {
            found.origin.wire = Some(original.name.clone());
            found.note("wire", &original.from, &original.words, original.span);
            continue;
        }
        let is_wire = found.origin.wire.as_deref() == Some(original.name.as_str());
        if found.origin.republished_from.is_none() && !is_wire {
            found.origin.republished_from = Some(original.name.clone());
        }
        found.note("republished_from", &original.from, &original.words, original.span);
    }

    // In an agency's text its own name is not a citation, wherever the text is printed.
    let mut own = own;
    own.extend(
        credits.iter().filter(|c| found.origin.wire.as_deref() == Some(Table::get().outlet(c.agency).name)).map(|c| c.agency),
    );
    // Nor is a listed acronym in the name of a page that is not listed: KUNA 15 is not the agency KUNA.
    if outlet.is_none() {
        let words = found.origin.publisher.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        let acronyms = words.filter(|w| (2..=6).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_uppercase()));
        own.extend(acronyms.flat_map(|acronym| Table::get().named(acronym)));
    }
    let own_name = found.origin.publisher.clone();
    let context = cited::Context { own: &own, own_name: own_name.as_deref(), country, credits: &credit_spans, day };
    for place in cited::find(article, &context) {
        let name = Table::get().outlet(place.outlet).name;
        // The words that say where the text was taken from are no citation.
        if originals.iter().any(|o| o.name == name && o.span.is_some_and(|s| s.covers(place.span))) {
            continue;
        }
        found.cited.push((name.to_owned(), place.span));
        let citations = &mut found.origin.citations;
        if !citations.iter().any(|c| c.outlet == name) {
            citations.push(Citation { outlet: name.to_owned(), mentions: Vec::new(), facts: facts_of(place.outlet, day) });
        }
    }
    found
}

/// A day counted in UTC is not always the day that the page prints for its readers: where it prints one that a time zone
/// explains, that one is taken.
fn local(first: &Answer, answers: &[Answer]) -> Answer {
    let Some(minutes) = first.utc else { return first.clone() };
    let printed = |a: &&Answer| {
        let on_the_page = match a.from.as_str() {
            from if PRINTED.contains(&from) => true,
            // An address may hold the day on which the text was begun: only a clock a few hours ahead explains it.
            "address" | "rel=canonical" => minutes >= 18 * 60 && a.value > first.value,
            _ => false,
        };
        on_the_page && a.utc.is_none() && dates::is_local_day(&a.value, &first.value, minutes)
    };
    // A page that also prints the day in UTC (published, then updated) is right about it.
    let agrees = answers.iter().any(|a| (PRINTED.contains(&a.from.as_str()) || a.from == "address") && a.value == first.value);
    answers.iter().find(printed).filter(|_| !agrees).unwrap_or(first).clone()
}

/// The host whose page this is: that of the address; on carriers, and where there is none, that of the canonical one.
fn page_host(url: Option<&str>, canonical: Option<&str>) -> Option<String> {
    let host = url.and_then(host::of);
    let carried = host.as_deref().and_then(host::registrable).is_some_and(|d| CARRIERS.contains(&d));
    match host {
        Some(host) if !carried => Some(host),
        other => canonical.and_then(host::of).or(other),
    }
}

/// The outlets that are this page's own: by host, else by the name that the page gives itself.
fn own_outlets(by_host: Option<OutletId>, publisher: Option<&str>) -> Vec<OutletId> {
    match by_host {
        Some(outlet) => vec![outlet],
        None => publisher.map(|name| Table::get().named(name).to_vec()).unwrap_or_default(),
    }
}

impl Found {
    fn note(&mut self, field: &str, from: &str, value: &str, span: Option<Span>) {
        if let Some(span) = span {
            self.places.push((self.origin.evidence.len(), span));
        }
        self.origin.evidence.push(Evidence {
            field: field.to_owned(),
            from: from.to_owned(),
            value: value.to_owned(),
            range: None,
        });
    }

    /// Notes what was taken, and what other places of the page say that differs.
    fn note_others(&mut self, field: &str, taken: &str, answers: &[Answer], same: impl Fn(&str) -> bool) {
        let mut shown: Vec<&str> = vec![taken];
        for answer in answers {
            if !same(&answer.value) && !shown.contains(&answer.value.as_str()) && shown.len() <= MOST_OTHERS {
                shown.push(&answer.value);
                self.note(field, &format!("{} (differs)", answer.from), &answer.value, None);
            }
        }
    }

    fn dates(&mut self, statements: Option<&Statements>, url: Option<&str>, published: Option<&str>, is_article: bool) {
        // A day printed on a page that is no article is that of a teaser.
        let counts = |a: &&Answer| is_article || !PRINTED.contains(&a.from.as_str());
        let stated = statements.iter().flat_map(|s| &s.published).filter(counts);
        let mut answers: Vec<Answer> = Vec::new();
        if let Some(day) = published.and_then(dates::day) {
            answers.push(Answer { from: "given".into(), value: day, utc: None });
        }
        answers.extend(stated.cloned());
        if statements.is_none()
            && let Some(day) = url.and_then(dates::in_address)
        {
            answers.push(Answer { from: "address".into(), value: day, utc: None });
        }
        if let Some(first) = answers.first().map(|first| local(first, &answers)) {
            self.note("published", &first.from, &first.value, None);
            self.note_others("published", &first.value, &answers, |v| v == first.value);
            self.origin.published = Some(first.value);
        }
        if let Some(first) = statements.and_then(|s| s.modified.first()) {
            self.note("modified", &first.from, &first.value, None);
            self.origin.modified = Some(first.value.clone());
        }
    }

    fn publisher(&mut self, statements: Option<&Statements>, here: Option<&str>, day: Option<&str>) {
        let nothing = Vec::new();
        let stated = statements.map_or(&nothing, |s| &s.publisher);
        if let Some(row) = here.and_then(|h| host::find(h, day)) {
            let table = Table::get();
            let outlet = table.outlet(row.outlet);
            self.origin.publisher = Some(outlet.name.to_owned());
            self.origin.outlet = Some(Outlet {
                name: outlet.name.to_owned(),
                host: row.host.to_owned(),
                kind: outlet.kind.to_owned(),
                language: Some(outlet.language.to_owned()).filter(|l| !l.is_empty()),
            });
            self.note("publisher", "table", &format!("{} → {}", row.host, outlet.name), None);
            self.note_others("publisher", outlet.name, stated, |v| names_outlet(v, row.outlet, row.host));
            self.facts(row.outlet, day);
            return;
        }
        let claims = stated.iter().map(|a| a.value.as_str());
        if let Some(row) = here.and_then(|h| imitation::of(h, claims, day)) {
            let words = format!("{} is not {}", here.unwrap_or_default(), row.host);
            self.note("resembles", "address", &words, None);
            self.origin.resembles = Some(Table::get().outlet(row.outlet).name.to_owned());
        }
        let known = here.and_then(host::registrable).map(str::to_owned);
        if let Some(first) = stated.first() {
            self.note("publisher", &first.from, &first.value, None);
            let plain = table::plain_name(&first.value);
            self.note_others("publisher", &first.value, stated, |v| related(&table::plain_name(v), &plain));
            self.origin.publisher = Some(first.value.clone());
        } else if let Some(domain) = &known {
            self.note("publisher", "address", domain, None);
            self.origin.publisher = Some(domain.clone());
        }
        if known.is_some() {
            self.note("outlet", "table", "not in Sourcelight's table", None);
        }
    }

    /// The table's facts, as they were on that day.
    fn facts(&mut self, id: OutletId, day: Option<&str>) {
        let Facts { country, owner, funding, control } = facts_of(id, day);
        let city = fact_of(id, "city", day);
        self.origin = Origin { country, city, owner, funding, control, ..std::mem::take(&mut self.origin) };
    }
}

/// What the table knows of an outlet on that day.
fn facts_of(id: OutletId, day: Option<&str>) -> Facts {
    let outlet = Table::get().outlet(id);
    let country = Table::get().country(outlet.country).map(|country| Fact {
        value: country.name.to_owned(),
        source: outlet.source.to_owned(),
        as_of: outlet.as_of.to_owned(),
        since: None,
    });
    let fact = |field| fact_of(id, field, day);
    Facts { country, owner: fact("owner"), funding: fact("funding"), control: fact("control") }
}

/// One field of it.
fn fact_of(id: OutletId, field: &str, day: Option<&str>) -> Option<Fact> {
    let table = Table::get();
    let row = table.fact(id, field, day)?;
    let value = if field == "owner" { owner_in_words(&table.owners(row.value, day)) } else { row.value.to_owned() };
    let since = Some(row.period.since.to_owned()).filter(|w| !w.is_empty());
    Some(Fact { value, source: row.source.to_owned(), as_of: row.as_of.to_owned(), since })
}

/// An owner and its ultimate parent in a few words.
fn owner_in_words(chain: &[&str]) -> String {
    match chain {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [owner, .., ultimate] => format!("{owner}; ultimate parent: {ultimate}"),
    }
}

/// Whether a name that the page gives itself is that of an outlet of the table.
fn names_outlet(name: &str, outlet: OutletId, host: &str) -> bool {
    let table = Table::get();
    let plain = table::plain_name(name);
    table.named(name).contains(&outlet)
        || related(&plain, &table::plain_name(table.outlet(outlet).name))
        || table::plain_name(host) == plain
        || table.names.iter().any(|n| n.outlet == outlet && related(&plain, &table::plain_name(n.name)))
}

/// Whether one of two names holds the other: *BBC*, *BBC News*.
fn related(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (short == long || (short.len() >= 2 && long.contains(short)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_amp_is_its_outlets_own_wherever_a_cache_carries_it() {
        let outlet = |url: &str, canonical: Option<&str>| {
            let host = page_host(Some(url), canonical)?;
            host::find(&host, None).map(|row| Table::get().outlet(row.outlet).name)
        };
        let story = Some("https://www.theguardian.com/world/2024/may/02/ferry");
        let own = outlet("https://www.theguardian.com/world/2024/may/02/ferry", None);
        assert!(own.is_some());
        for url in [
            "https://amp.theguardian.com/world/2024/may/02/ferry",
            "https://www-theguardian-com.cdn.ampproject.org/c/s/www.theguardian.com/world/2024/may/02/ferry?amp=1",
            "https://amp-theguardian-com.cdn.ampproject.org/v/s/amp.theguardian.com/world/2024/may/02/ferry",
            "https://www-theguardian-com.bing-amp.com/c/s/www.theguardian.com/world/2024/may/02/ferry",
        ] {
            assert_eq!(outlet(url, story), own, "{url}");
        }
        // Under a name of its own a cache is nobody; and a page that only calls itself another's copy stays where it is.
        assert_eq!(outlet("https://www-theguardian-com.cdn.ampproject.org/c/s/www.theguardian.com/x", None), None);
        assert_eq!(outlet("https://amp.theguardian.com.news.example/world/ferry", story), None);
    }
}
