//! All claims, by kind, by source and by words.

use super::{View, chapter, go_button, label_of, shortened, swatch_class, view, with};
use crate::report::{Claim, ClaimKind, Range, VerbClass};
use crate::ui::browser::{apart, say};
use crate::ui::element::{El, by_id, el};
use crate::view::filter::{Choice, Filter, chosen};

/// How many claims are listed at first.
pub(super) const PORTION: usize = 30;
/// Characters of a claim's content that are shown.
const LONGEST: usize = 190;

pub(super) fn draw(view: &View) -> El {
    let search = with(|p| p.choice.search.clone());
    chapter("claims", &say("panel_claims", &[]), Some(view.report.claims.len()))
        .with(el("div", "chips").set("id", "filters").set("role", "group").set("aria-label", &say("panel_filters", &[])))
        .with(
            el("input", "search")
                .set("id", "search")
                .set("type", "search")
                .set("autocomplete", "off")
                .set("spellcheck", "false")
                .set("value", &search)
                .set("placeholder", &say("panel_search", &[]))
                .set("aria-label", &say("panel_search", &[])),
        )
        .with(el("div", "chosen").set("id", "chosen"))
        .with(el("p", "found").set("id", "found").set("role", "status"))
        .with(el("ol", "claims").set("id", "claim-list"))
        .with(el("div", "").set("id", "more-claims"))
}

/// Draws what changes with the reader's choice.
pub(super) fn redraw() {
    let Some(view) = view() else { return };
    let (choice, most) = with(|p| (p.choice.clone(), p.shown));
    let report = &view.report;
    let chip = |filter: &Filter| {
        let count = report.claims.iter().filter(|c| filter.lets(c)).count();
        (count > 0 || *filter == Filter::All).then(|| {
            el("button", "")
                .set("id", &format!("filter-{}", filter.name()))
                .set("data-act", &format!("filter:{}", filter.name()))
                .set("aria-pressed", if choice.filter == *filter { "true" } else { "false" })
                .text(&say(&format!("panel_filter_{}", filter.name()), &[]))
                .text(" ")
                .with(el("small", "").text(&count.to_string()))
        })
    };
    by_id("filters").replace_all(Filter::ALL.iter().filter_map(chip).collect());

    let only = choice.source.and_then(|n| Some((n, report.sources.get(n)?))).map(|(n, source)| {
        el("button", "only")
            .set("id", "only")
            .set("data-act", &format!("source:{n}"))
            .with(el("span", "").text(&say("panel_only", &[&label_of(&source.label)])))
            .with(el("span", "cross").set("aria-hidden", "true").text("×"))
            .with(el("span", "unseen").text(&say("panel_only_end", &[])))
    });
    by_id("chosen").replace_all(only.into_iter().collect());

    let found = chosen(report, &view.words, &choice);
    let count = found.len().to_string();
    let said = match found.len() {
        _ if choice == Choice::default() => String::new(),
        0 => say("panel_found_none", &[]),
        1 => say("panel_found_one", &[]),
        _ => say("panel_found", &[&count]),
    };
    by_id("found").replace_all(if said.is_empty() { Vec::new() } else { vec![el("span", "").text(&said)] });
    by_id("claim-list").replace_all(found.iter().take(most).map(|n| claim(&view, *n)).collect());
    let rest = found.len().saturating_sub(most);
    let more =
        el("button", "link").set("id", "more").set("data-act", "more").text(&say("panel_more_claims", &[&rest.to_string()]));
    by_id("more-claims").replace_all(if rest > 0 { vec![more] } else { Vec::new() });
}

/// Where a claim stands: its content first, then the words that introduce it.
pub(super) fn places(claim: &Claim) -> Vec<Range> {
    claim.content.iter().chain(&claim.cue).chain(&claim.source).copied().collect()
}

fn claim(view: &View, n: usize) -> El {
    let claim = &view.report.claims[n];
    let source = view.report.sources.iter().position(|s| s.label == claim.speaker.label && s.kind == claim.speaker.kind);
    let how = say(
        match claim.kind {
            ClaimKind::Direct => "kind_direct",
            ClaimKind::Indirect => "kind_indirect",
            ClaimKind::Mixed => "kind_mixed",
        },
        &[],
    );
    let choice = match claim.verb_class {
        VerbClass::Neutral | VerbClass::None => String::new(),
        VerbClass::Distancing => say("verb_distancing", &[]),
        VerbClass::Factive => say("verb_factive", &[]),
        VerbClass::Argumentative => say("verb_argumentative", &[]),
        VerbClass::Directive => say("verb_directive", &[]),
        VerbClass::Commissive => say("verb_commissive", &[]),
        VerbClass::Denial => say("verb_denial", &[]),
        VerbClass::Prediction => say("verb_prediction", &[]),
    };
    let verb = shortened(&view.words.all(&claim.cue), 60);
    let mut line = el("span", "said");
    if let Some(source) = source {
        line = line.with(el("i", &swatch_class(&view.report, source)).set("aria-hidden", "true"));
    }
    line = line.with(el("b", "").text(&apart(&label_of(&claim.speaker.label))));
    if !verb.is_empty() {
        line = line.text(" ").with(el("span", "verb").text(&apart(&verb)));
    }
    let via = claim.via.as_ref().map(|v| say("panel_via", &[v]));
    let about: Vec<String> = [Some(how), Some(choice), via].into_iter().flatten().filter(|s| !s.is_empty()).collect();
    el("li", "").with(
        go_button("claim", &format!("claim:{n}"))
            .set("id", &format!("claim-{n}"))
            .with(line)
            .with(el("span", "words").set("dir", "auto").text(&shortened(&view.words.all(&claim.content), LONGEST)))
            .with(el("span", "about").text(&about.join(" · ")))
            // In the list the sentence stands for itself; read out, it needs to be said what it is.
            .with(el("span", "about").with(el("span", "unseen").text(&say("panel_why", &[]))).text(" ").text(&apart(&claim.why))),
    )
}
