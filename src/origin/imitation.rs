//! Addresses that look like that of a listed outlet and are another's.
//!
//! Nothing is said of who made them or why: the report names the listed host that the address resembles. Three kinds are
//! told: a listed host that stands whole in a longer one (`rt.com.example.net`), letters that look like others or are slips of
//! the hand (`nytirnes.com`, a Cyrillic *е*), and a listed name in a host whose page also calls itself by that name.

use super::host;
use super::table::{HostRow, OutletId, Table};

/// The listed host that an address resembles. `claims` are the names that the page gives itself.
pub(crate) fn of<'c>(
    address: &str,
    claims: impl Iterator<Item = &'c str> + Clone,
    day: Option<&str>,
) -> Option<&'static HostRow> {
    if host::find(address, day).is_some() {
        return None;
    }
    let domain = host::registrable(address)?;
    host::imitated(address, day).or_else(|| {
        let rows = rows(day);
        // The outlets by whose names the page calls itself.
        let claimed: Vec<OutletId> = claims.clone().flat_map(|name| Table::get().named(name)).copied().collect();
        by_letters(domain, &rows, &claimed)
            .or_else(|| by_label(domain, &rows, &claimed))
            .or_else(|| by_name(domain, &rows, &claimed, claims, day))
    })
}

/// Hosts under any suffix whose name is that of a listed one but for letters that look alike (`a1jazeera`) or one slip of the
/// hand (`aljazeeera`), where the page also claims the name.
fn by_label(domain: &str, rows: &[&'static HostRow], claimed: &[OutletId]) -> Option<&'static HostRow> {
    let shown = shown(domain);
    let mine = host::label(&shown);
    if mine.chars().count() < 5 {
        return None;
    }
    let looks = skeleton(mine);
    rows.iter().copied().filter(|row| claimed.contains(&row.outlet)).find(|row| {
        let theirs = host::label(row.host);
        let alike = theirs.len() >= 5 && (skeleton(theirs) == looks || (theirs.len() >= 7 && is_slip(theirs, mine)));
        theirs != mine && alike
    })
}

/// Whether two names differ by one letter more, one less, another one, or two that changed places.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    match (rest_a, rest_b) {
        ([], [_]) | ([_], []) => true,
        ([x, rest_a @ ..], [y, rest_b @ ..]) => {
            let swapped = matches!((rest_a, rest_b), ([x2, a @ ..], [y2, b @ ..]) if x == y2 && y == x2 && a == b);
            rest_a == rest_b || a[same + 1..] == b[same..] || a[same..] == b[same + 1..] || swapped
        }
        _ => false,
    }
}

/// Hosts that differ only in letters that look alike.
fn by_letters(domain: &str, rows: &[&'static HostRow], claimed: &[OutletId]) -> Option<&'static HostRow> {
    let shown = shown(domain);
    let looks = skeleton(&shown);
    // One letter of another alphabet among Latin ones is no accident; a mark on a letter may be just another language's.
    let foreign = shown.chars().any(|c| !c.is_ascii() && folded(c).is_some_and(|(_, mark)| !mark));
    let row = rows.iter().find(|row| row.host != domain && skeleton(row.host) == looks)?;
    let long = host::label(row.host).len() >= 5;
    let marks = !foreign && !shown.is_ascii();
    (foreign || (long && !marks) || claimed.contains(&row.outlet)).then_some(*row)
}

/// Hosts that hold a listed one's name between hyphens or go on behind it, where the page also claims the name.
fn by_name<'c>(
    domain: &str,
    rows: &[&'static HostRow],
    claimed: &[OutletId],
    claims: impl Iterator<Item = &'c str> + Clone,
    day: Option<&str>,
) -> Option<&'static HostRow> {
    let label = host::label(domain);
    let parts = |name: &str, by: char| {
        let mut parts: Vec<String> = name.split(by).map(str::to_owned).collect();
        parts.sort();
        parts
    };
    // `sky-news` and the listed `news.sky.com`: the same words with a hyphen instead of the dot.
    let words = parts(label, '-');
    let below = |row: &&HostRow| {
        let domain = host::registrable(row.host)?;
        let names = row.host.strip_suffix(domain)?.trim_end_matches('.');
        Some(parts(&format!("{names}.{}", host::label(domain)), '.')).filter(|_| !names.is_empty())
    };
    let dotted = || {
        Table::get()
            .hosts()
            .find(|row| claimed.contains(&row.outlet) && row.period.holds(day) && below(row).is_some_and(|b| b == words))
    };
    if words.len() > 1
        && let Some(row) = dotted()
    {
        return Some(row);
    }
    rows.iter().copied().filter(|row| claimed.contains(&row.outlet)).find(|row| {
        let name = host::label(row.host);
        let dressed = label.contains('-') && label.split('-').any(|part| part == name);
        let longer = domain.strip_prefix(row.host).is_some_and(|rest| rest.starts_with('.'));
        // `thereutersdaily`: a listed name of some length at an end of the label, where the page has no name but that.
        let grown = name.len() >= 7 && label != name && (label.starts_with(name) || label.ends_with(name));
        let only = || claims.clone().all(|claim| Table::get().named(claim).contains(&row.outlet));
        dressed || longer || (grown && only())
    })
}

/// The listed hosts that are registrable domains, the shortest first.
fn rows(day: Option<&str>) -> Vec<&'static HostRow> {
    let mut rows: Vec<&HostRow> =
        Table::get().hosts().filter(|r| r.period.holds(day) && host::registrable(r.host) == Some(r.host)).collect();
    rows.sort_by_key(|r| (r.host.len(), r.host));
    rows
}

/// A domain as a browser may show it: labels in Punycode are decoded.
fn shown(domain: &str) -> String {
    let labels = domain.split('.').map(|label| label.strip_prefix("xn--").and_then(decoded).unwrap_or_else(|| label.to_owned()));
    labels.collect::<Vec<_>>().join(".")
}

/// What a name looks like: letters that resemble each other become one.
fn skeleton(domain: &str) -> String {
    let plain: String = domain.chars().map(|c| folded(c).map_or(c, |(plain, _)| plain)).collect();
    plain.replace("rn", "m").replace("vv", "w").replace(['1', 'i'], "l").replace('0', "o")
}

/// The Latin letter that a letter looks like, and whether only a mark tells them apart.
fn folded(c: char) -> Option<(char, bool)> {
    const ALIKE: &[(char, &str)] = &[
        ('a', "аα"),
        ('b', "ЬƄ"),
        ('c', "сϲ"),
        ('d', "ԁ"),
        ('e', "еҽ"),
        ('g', "ɡ"),
        ('h', "һ"),
        ('i', "іιı"),
        ('j', "ј"),
        ('k', "кκ"),
        ('l', "ӏ"),
        ('m', "м"),
        ('n', "ո"),
        ('o', "оοօ"),
        ('p', "рρ"),
        ('q', "ԛ"),
        ('r', "г"),
        ('s', "ѕ"),
        ('t', "тτ"),
        ('u', "υս"),
        ('v', "ν"),
        ('w', "ԝω"),
        ('x', "хχ"),
        ('y', "уγ"),
    ];
    const MARKED: &[(char, &str)] = &[
        ('a', "àáâãäåāăą"),
        ('c', "çćĉċč"),
        ('d', "ďđ"),
        ('e', "èéêëēĕėęěẹ"),
        ('g', "ĝğġģ"),
        ('h', "ĥħ"),
        ('i', "ìíîïĩīĭįị"),
        ('j', "ĵ"),
        ('k', "ķ"),
        ('l', "ĺļľł"),
        ('n', "ñńņňṇ"),
        ('o', "òóôõöøōŏőọ"),
        ('r', "ŕŗřṛ"),
        ('s', "śŝşšșṣ"),
        ('t', "ţťțṭ"),
        ('u', "ùúûüũūŭůűųụ"),
        ('w', "ŵẉ"),
        ('y', "ýÿŷỵ"),
        ('z', "źżžẓ"),
    ];
    if c.is_ascii() {
        return None;
    }
    let among = |list: &[(char, &str)]| list.iter().find(|(_, others)| others.contains(c)).map(|(plain, _)| *plain);
    among(ALIKE).map(|plain| (plain, false)).or_else(|| among(MARKED).map(|plain| (plain, true)))
}

/// Decodes a label of Punycode (RFC 3492) without its prefix. `None` where it is not well-formed.
fn decoded(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    let (plain, code) = label.rsplit_once('-').unwrap_or(("", label));
    let mut out: Vec<char> = plain.chars().collect();
    let (mut n, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = code.bytes();
    while let Some(mut byte) = digits.next() {
        let (before, mut weight, mut k) = (at, 1_u32, BASE);
        loop {
            let digit = match byte {
                b'a'..=b'z' => byte - b'a',
                b'0'..=b'9' => byte - b'0' + 26,
                _ => return None,
            };
            let digit = u32::from(digit);
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let least = k.saturating_sub(bias).clamp(1, 26);
            if digit < least {
                break;
            }
            weight = weight.checked_mul(BASE - least)?;
            k += BASE;
            byte = digits.next()?;
        }
        let length = u32::try_from(out.len()).ok()? + 1;
        let mut delta = (at - before) / if before == 0 { 700 } else { 2 };
        delta += delta / length;
        let mut steps = 0;
        while delta > 35 * 26 / 2 {
            delta /= 35;
            steps += BASE;
        }
        bias = steps + 36 * delta / (delta + 38);
        n = n.checked_add(at / length)?;
        at %= length;
        out.insert(at as usize, char::from_u32(n)?);
        at += 1;
    }
    Some(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imitated(address: &str, claims: &[&str]) -> Option<&'static str> {
        of(address, claims.iter().copied(), None).map(|row| Table::get().outlet(row.outlet).name)
    }

    #[test]
    fn punycode_is_decoded() {
        for (label, plain) in [
            ("ruters-3of", "rеuters"),
            ("bcher-kva", "bücher"),
            ("mnchen-3ya", "münchen"),
            ("e1afmkfd", "пример"),
            ("abc-", "abc"),
        ] {
            assert_eq!(decoded(label).as_deref(), Some(plain), "{label}");
        }
        for broken in ["99999999999", "ü", "a-9", "zzzzzzzzzzzzzzzzzzz"] {
            let _ = decoded(broken);
        }
    }

    #[test]
    fn letters_that_look_alike() {
        assert_eq!(imitated("www.xn--ruters-3of.com", &[]), Some("Reuters"));
        assert_eq!(imitated("rеuters.com", &[]), Some("Reuters"));
        assert_eq!(imitated("nytirnes.com", &[]), Some("The New York Times"));
        assert_eq!(imitated("theguardlan.com", &[]), Some("The Guardian"));
        assert_eq!(imitated("a1jazeera.example", &["Al Jazeera"]), Some("Al Jazeera"));
        assert_eq!(imitated("aljazeeera.example", &["Al Jazeera"]), Some("Al Jazeera"));
        assert_eq!(imitated("aljazerea.example", &["Al Jazeera"]), Some("Al Jazeera"));
        assert_eq!(imitated("a1jazeera.example", &["A Jazz Era"]), None);
        assert_eq!(imitated("ŕt.com", &[]), None);
        assert_eq!(imitated("ŕt.com", &["RT"]), Some("RT"));
    }

    #[test]
    fn listed_names_in_longer_hosts() {
        assert_eq!(imitated("rt.com.example.net", &[]), Some("RT"));
        assert_eq!(imitated("bbc-news.example", &["BBC News"]), Some("BBC News"));
        assert_eq!(imitated("sky-news.example", &["Sky News"]), Some("Sky News"));
        assert_eq!(imitated("sky-news.example", &["Clouds of the Week"]), None);
        assert_eq!(imitated("washingtonpost.com.co", &["Washington Post"]), Some("The Washington Post"));
    }

    #[test]
    fn others_resemble_nobody() {
        for (address, claims) in [
            ("www.reuters.com", vec!["Reuters"]),
            ("pilotindependent.example", vec!["Pilot Independent"]),
            ("spectator-hotel.example", vec!["Spectator Hotel"]),
            ("bbc-gardening.example", vec!["Gardening"]),
            ("reuters.example", vec!["Reuters"]),
            ("harbour-courier.example", vec![]),
            ("192.168.1.1", vec![]),
        ] {
            assert_eq!(imitated(address, &claims), None, "{address}");
        }
    }
}
