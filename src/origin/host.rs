//! Hosts: from an address to the outlet whose it is.
//!
//! Hosts are compared from the right, label by label, and never beyond the registrable domain (Public Suffix List): the
//! table's `rt.com` answers for `edition.rt.com`, and never for `rt.com.example.net` or `not-rt.com`.

use super::table::{HostRow, Table};

/// The host of an address, lower case, without user, port and trailing dot. `None` where the address has none.
pub(crate) fn of(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = match url.find("://") {
        Some(at) if url[..at].bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')) => &url[at + 3..],
        _ => url.strip_prefix("//")?,
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let host = authority.rsplit('@').next().unwrap_or("");
    if host.starts_with('[') {
        return None;
    }
    let host = host.split(':').next().unwrap_or("").trim_end_matches('.');
    let named = !host.is_empty() && host.len() <= 253 && host.contains('.');
    (named && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).then(|| host.to_lowercase())
}

/// The host without a leading `www.`.
pub(crate) fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// The registrable domain: the public suffix and one label more. `None` for addresses and suffixes.
pub(crate) fn registrable(host: &str) -> Option<&str> {
    if host.rsplit('.').next().is_some_and(|l| l.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    psl::domain_str(host)
}

/// The table's row for a host: its own, else that of the next host above, down to the registrable domain.
pub(crate) fn find(host: &str, day: Option<&str>) -> Option<&'static HostRow> {
    let table = Table::get();
    let least = registrable(host)?.len();
    let mut rest = host;
    loop {
        if let Some(row) = table.host(rest, day) {
            return Some(row);
        }
        let (_, above) = rest.split_once('.')?;
        if above.len() < least {
            return None;
        }
        rest = above;
    }
}

/// The table's row for the host of an address.
pub(crate) fn find_url(url: &str, day: Option<&str>) -> Option<&'static HostRow> {
    find(&of(url)?, day)
}

/// Whether two hosts belong to one publisher: one registrable domain, one outlet in the table, or one name under
/// different suffixes (`example.com`, `example.co.uk`).
pub(crate) fn same_publisher(a: &str, b: &str, day: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (registrable(a), registrable(b)) else { return a == b };
    match (find(a, day), find(b, day)) {
        (Some(x), Some(y)) => x.outlet == y.outlet,
        (None, None) => one == other || label(one) == label(other),
        _ => one == other,
    }
}

/// The label before the public suffix: `example` in `example.co.uk`.
pub(crate) fn label(registrable: &str) -> &str {
    registrable.split('.').next().unwrap_or(registrable)
}

/// The listed host that an address imitates: it stands whole among the labels of a host of somebody else.
pub(crate) fn imitated(host: &str, day: Option<&str>) -> Option<&'static HostRow> {
    if find(host, day).is_some() {
        return None;
    }
    let above = registrable(host)?;
    let table = Table::get();
    let below = host.strip_suffix(above)?.trim_end_matches('.');
    let labels: Vec<&str> = below.split('.').filter(|l| !l.is_empty()).collect();
    for from in 0..labels.len() {
        for to in from + 2..=labels.len() {
            if let Some(row) = table.host(&labels[from..to].join("."), day) {
                return Some(row);
            }
        }
    }
    // The listed host may end within the stranger's label: `rt.com-news.example`.
    let first = above.split('.').next()?;
    let cuts = first.match_indices('-').map(|(at, _)| &first[..at]);
    let mut ends = cuts.flat_map(|end| (0..labels.len()).map(move |from| (from, end)));
    ends.find_map(|(from, end)| table.host(&format!("{}.{end}", labels[from..].join(".")), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(host: &str) -> Option<&'static str> {
        find(host, None).map(|row| Table::get().outlet(row.outlet).name)
    }

    #[test]
    fn hosts_are_read_from_addresses() {
        for (url, host) in [
            ("https://www.RT.com/news/1", Some("www.rt.com")),
            ("http://user:pass@amp.rt.com:8080?x#y", Some("amp.rt.com")),
            ("//rt.com", Some("rt.com")),
            ("https://rt.com./x", Some("rt.com")),
            ("https://rt.com\\@example.net/", Some("rt.com")),
            ("https://rt.com@example.net/", Some("example.net")),
            ("/news/1", None),
            ("mailto:desk@rt.com", None),
            ("https://[::1]/", None),
            ("https://localhost/", None),
            ("", None),
        ] {
            assert_eq!(of(url).as_deref(), host, "{url}");
        }
    }

    #[test]
    fn sub_domains_answer_for_the_domain_and_listed_ones_first() {
        assert_eq!(name("www.rt.com"), Some("RT"));
        assert_eq!(name("russian.rt.com"), Some("RT"));
        assert_eq!(name("some.new.edition.rt.com"), Some("RT"));
        assert_eq!(name("news.sky.com"), Some("Sky News"));
        assert_eq!(name("asia.nikkei.com"), Some("Nikkei Asia"));
        assert_eq!(name("www.nikkei.com"), Some("Nikkei"));
        assert_eq!(name("timesofindia.indiatimes.com"), Some("The Times of India"));
        assert_eq!(name("indiatimes.com"), None);
    }

    #[test]
    fn look_alikes_are_not_the_original() {
        for host in
            ["rt.com.example.net", "not-rt.com", "rt.com.co", "rt-com.net", "rt.co", "com", "rt.com.", "ŕt.com", "xn--t-2ga.com"]
        {
            assert_eq!(name(host), None, "{host}");
        }
        assert_eq!(imitated("rt.com.example.net", None).map(|r| r.host), Some("rt.com"));
        assert_eq!(imitated("www.bbc.co.uk.login.example.org", None).map(|r| r.host), Some("bbc.co.uk"));
        assert_eq!(imitated("rt.com-news.example", None).map(|r| r.host), Some("rt.com"));
        assert!(imitated("news.example.org", None).is_none());
        assert!(imitated("www-rt-com.library.example", None).is_none());
        assert!(imitated("www.rt.com", None).is_none());
    }

    #[test]
    fn addresses_in_numbers_have_no_registrable_domain() {
        assert_eq!(registrable("192.168.1.1"), None);
        assert_eq!(registrable("co.uk"), None);
        assert_eq!(registrable("news.bbc.co.uk"), Some("bbc.co.uk"));
    }

    #[test]
    fn one_publisher_under_several_hosts() {
        assert!(same_publisher("www.bbc.com", "bbc.co.uk", None));
        assert!(same_publisher("www.courier.example", "m.courier.example", None));
        assert!(same_publisher("harbour-courier.com", "harbour-courier.co.uk", None));
        assert!(!same_publisher("harbour-courier.com", "rt.com", None));
        assert!(!same_publisher("theguardian.com", "guardian.ng", None));
    }
}
