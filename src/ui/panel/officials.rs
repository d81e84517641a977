//! Officials: what each was on the day of publication and is today, and their terms on a line of time.

use super::{View, chapter, go_button, sourced};
use crate::report::{Certainty, Office, OfficeStatus, Official};
use crate::ui::browser::{apart, day, say};
use crate::ui::element::{El, el};
use crate::view::timeline::{Term, Timeline, timeline};

pub(super) fn draw(view: &View) -> Option<El> {
    let published = view.report.origin.published.as_deref();
    let listed: Vec<_> = view.report.officials.iter().enumerate().filter(|(_, o)| o.certainty != Certainty::Possible).collect();
    if listed.is_empty() {
        return None;
    }
    let title = chapter("officials", &say("officials_title", &[]), Some(listed.len()));
    Some(title.with(el("ul", "officials").with_all(listed.iter().map(|(n, o)| one(*n, o, published)))))
}

fn one(n: usize, official: &Official, published: Option<&str>) -> El {
    let mut name = el("p", "")
        .with(go_button("person", &format!("official:{n}")).set("id", &format!("official-{n}")).text(&apart(&official.person)));
    if official.mentions.is_empty() {
        name = name.with(el("small", "").text(&format!(" · {}", say("match_role", &[]))));
    } else if official.certainty == Certainty::Likely {
        name = name.with(el("small", "").text(&format!(" · {}", say("match_likely", &[]))));
    }
    let mut rows = el("dl", "");
    if let Some(role) = &official.stated_role {
        rows = rows.with(el("dt", "").text(&say("row_stated", &[]))).with(el("dd", "").text(&apart(role)));
    }
    let (then, now) = (&official.office_then, &official.office_now);
    if !then.is_empty() && published.is_some() {
        rows = rows.with(el("dt", "").text(&say("row_then", &[]))).with(el("dd", "").with_all(then.iter().map(office)));
    }
    if !(then.is_empty() && now.is_empty()) {
        let today = el("dd", "");
        // What was over then is over today: it is said once.
        let told = |o: &&Office| published.is_some() && then.iter().any(|t| t == *o);
        let news: Vec<&Office> = now.iter().filter(|o| !told(o)).collect();
        let held = now.iter().any(|o| o.status != OfficeStatus::Former);
        let today = match (news.is_empty(), held) {
            (false, _) => today.with_all(news.into_iter().map(office)),
            (true, true) => today.text(&say("office_same", &[])),
            (true, false) => today.text(&say("office_none", &[])),
        };
        rows = rows.with(el("dt", "").text(&say("row_now", &[]))).with(today);
    }
    let mut item = el("li", "").with(name).with(rows);
    if let Some(line) = timeline(official, published) {
        item = item.with(drawn(&line));
    }
    let mut grounds = vec![official.why.clone()];
    for office in then.iter().chain(now) {
        let said = sourced(&office.source, &office.as_of);
        if !grounds.contains(&said) {
            grounds.push(said);
        }
    }
    let (why, sources) = grounds.split_first().map_or((String::new(), String::new()), |(w, s)| (apart(w), s.join("; ")));
    item = item.with(el("p", "about").text(&why));
    if sources.is_empty() { item } else { item.with(el("p", "about").text(&say("panel_office_sources", &[&sources]))) }
}

fn office(office: &Office) -> El {
    let term = match (&office.from, &office.to) {
        (Some(from), Some(to)) => say("term", &[&day(from), &day(to)]),
        (Some(from), None) => say("since", &[&day(from)]),
        (None, Some(to)) => say("until", &[&day(to)]),
        (None, None) => String::new(),
    };
    let status = match office.status {
        OfficeStatus::Current => String::new(),
        OfficeStatus::Former => say("office_former", &[]),
        OfficeStatus::Future => say("office_future", &[]),
        OfficeStatus::Unconfirmed => say("office_unconfirmed", &[&day(&office.as_of)]),
    };
    let more: Vec<String> = [term, status].into_iter().filter(|s| !s.is_empty()).collect();
    let line = el("div", "").text(&apart(&office.office));
    if more.is_empty() { line } else { line.with(el("small", "").text(&more.join(", "))) }
}

/// The line itself says nothing that the words above do not: it is not read out.
fn drawn(line: &Timeline) -> El {
    let per_cent = |part: f32| format!("{:.2}%", part * 100.0);
    let bar = |term: &Term| {
        let classes = [("bar", true), ("covers", term.covers), ("open-start", term.open_start), ("open-end", term.open_end)];
        let class: Vec<&str> = classes.into_iter().filter(|(_, on)| *on).map(|(c, _)| c).collect();
        let bar = el("i", &class.join(" "))
            .style("inset-inline-start", &per_cent(term.start))
            .style("inline-size", &per_cent((term.end - term.start).max(0.012)));
        el("div", "term").with(el("span", "office").text(&apart(&term.office))).with(el("div", "lane").with(bar))
    };
    let mut track = el("div", "track").with_all(line.terms.iter().map(bar));
    if let Some(at) = line.day {
        track = track.with(el("i", "day").style("inset-inline-start", &per_cent(at)));
    }
    let mut scale = el("div", "scale").with(el("span", "").text(&line.from.to_string()));
    if let Some(at) = line.day {
        // The word stays within the line, whichever end the day is near to.
        scale = scale.with(el("span", "published").style("--at", &format!("{at:.4}")).text(&say("panel_published", &[])));
    }
    el("div", "timeline").set("aria-hidden", "true").with(track).with(scale.with(el("span", "").text(&line.to.to_string())))
}
