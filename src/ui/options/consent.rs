//! Where pages are read by themselves: the modes, the rules for sites, and the browser's consent, which is asked for within the
//! click and never else.

use super::super::browser::{EVERYWHERE, may_read, pattern, say, ui_language};
use super::super::element::{El, by_id, el};
use super::state::{Change, Message, Settings, State, announce, choose, told};
use super::{button, choices, part, place, worded};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    /// extension/settings.js: the host of a rule, from what a reader has written.
    #[wasm_bindgen(js_name = sourcelightHost)]
    fn host_of(text: &str) -> Option<String>;
}

pub(super) fn when(state: &State) -> Vec<El> {
    let effective = if state.everywhere { state.settings.mode.as_str() } else { "click" };
    let mut modes = worded("options_mode", &["click", "news", "all"]);
    modes[1].2 = say("options_mode_news_about", &[&number(state.news)]);
    let everywhere = state.everywhere;
    let mut parts = vec![choices("mode", "options_when", modes, effective, move |mode| set_mode(mode, everywhere))];
    if state.settings.mode != effective {
        let mode = state.settings.mode.clone();
        let name = say(&format!("options_mode_{mode}"), &[]);
        parts.push(el("div", "notice").with(el("p", "").text(&say("options_mode_waits", &[&name]))).with(button(
            "mode-ask",
            "plain",
            "options_ask",
            move || set_mode(&mode, false),
        )));
    }
    parts.push(el("p", "about").text(&say("options_mode_consent", &[])));
    parts
}

/// Within the click: the browser's prompt takes no other moment.
fn set_mode(mode: &str, given: bool) {
    let change = Change { mode: Some(mode.to_owned()), ..Change::default() };
    if mode == "click" || given {
        return choose(change);
    }
    announce("");
    let prompt = may_read(&[EVERYWHERE.to_owned()]);
    spawn_local(async move { if prompt.await { choose(change) } else { announce(&say("options_not_given", &[])) } });
}

/// A number as the reader's language writes it.
fn number(n: u32) -> String {
    String::from(js_sys::Number::from(n).to_locale_string(&ui_language()))
}

pub(super) fn sites_part() -> El {
    let add = |rule: &'static str| move || add_site(rule);
    let field = el("input", "")
        .set("id", "site-host")
        .set("type", "text")
        .set("inputmode", "url")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set("dir", "ltr")
        .set("placeholder", &say("options_site_example", &[]))
        .set("aria-describedby", "site-problem");
    let form = el("div", "row")
        .with(el("label", "").set("for", "site-host").text(&say("options_site_label", &[])))
        .with(field)
        .with(button("site-always", "plain", "options_site_add_always", add("always")))
        .with(button("site-never", "plain", "options_site_add_never", add("never")));
    part("sites", "options_sites", "options_sites_about")
        .with(form)
        .with(el("p", "problem").set("id", "site-problem").set("role", "alert"))
        .with(place("sites-body"))
}

/// Makes a rule for the site that stands in the field. Runs within the click: the browser's prompt takes no other moment.
fn add_site(rule: &'static str) {
    let field = by_id("site-host");
    let problem = by_id("site-problem");
    let Some(host) = host_of(&field.value()) else {
        problem.replace_all(vec![el("span", "").text(&say("options_site_wrong", &[]))]);
        field.set("aria-invalid", "true").focus();
        return;
    };
    problem.replace_all(Vec::new());
    let field = field.set("aria-invalid", "false");
    let prompt = (rule == "always").then(|| may_read(&[pattern(&host)]));
    spawn_local(async move {
        if let Some(prompt) = prompt
            && !prompt.await
        {
            return announce(&say("options_not_given", &[]));
        }
        match told(Message::Rule { host: &host, rule }).await {
            Ok(()) => {
                field.property("value", "");
                announce(&say("options_site_added", &[&host]));
            }
            Err(words) => announce(&words),
        }
    });
}

/// For rules that wait for the browser's consent. Within the click: its prompt takes no other moment.
fn ask_again(patterns: &[String]) {
    announce("");
    let prompt = may_read(patterns);
    spawn_local(async move {
        if !prompt.await {
            return announce(&say("options_not_given", &[]));
        }
        if let Err(words) = told(Message::Options).await {
            announce(&words);
        }
        // The button that was pressed is gone.
        by_id("site-host").focus();
    });
}

pub(super) fn sites(state: &State) -> Vec<El> {
    let Settings { always, never, .. } = &state.settings;
    if always.is_empty() && never.is_empty() {
        return vec![el("p", "muted").text(&say("options_sites_none", &[]))];
    }
    let mut rules: Vec<(&String, bool)> = always.iter().map(|h| (h, true)).chain(never.iter().map(|h| (h, false))).collect();
    rules.sort();
    let row = |(host, always): (&String, bool)| {
        let rule = el("span", "muted").text(&say(if always { "options_always" } else { "options_never" }, &[]));
        let mut named = el("span", "").with(el("bdi", "host").text(host));
        let mut acts = el("span", "acts");
        if always && state.waiting.contains(host) {
            named = named.with(el("small", "").text(&say("options_site_waits", &[])));
            let patterns = [pattern(host)];
            let ask = button(&format!("ask-{host}"), "link", "options_ask", move || ask_again(&patterns));
            acts = acts.with(ask.set("aria-label", &say("options_site_ask", &[host])));
        }
        let (of, kind) = (host.clone(), if always { "always" } else { "never" });
        let remove = button(&format!("remove-{kind}-{host}"), "link", "options_remove", move || {
            let host = of.clone();
            by_id("site-host").focus();
            spawn_local(async move {
                let words = told(Message::RemoveRule { host: &host, rule: kind }).await.err();
                announce(&words.unwrap_or_else(|| say("options_site_removed", &[&host])));
            });
        });
        let remove = remove.set("aria-label", &say("options_site_remove", &[host]));
        el("li", "").with(named).with(rule).with(acts.with(remove))
    };
    let list = el("ul", "rows sites").with_all(rules.into_iter().map(row));
    if state.waiting.len() < 2 {
        return vec![list];
    }
    let patterns: Vec<String> = state.waiting.iter().map(|host| pattern(host)).collect();
    let all = button("ask-all", "plain", "options_sites_ask_all", move || ask_again(&patterns));
    vec![list, el("div", "row").with(all)]
}
