//! What is marked, how it looks, and how sure it must be.

use super::super::browser::say;
use super::super::element::{El, el};
use super::super::sample::Sample;
use super::state::{Change, Message, Settings, Style, choose, tell};
use super::{choices, worded};
use std::collections::BTreeMap;

// As extension/settings.js has them.
const CATEGORIES: [&str; 5] = ["source", "cue", "content", "official", "outlet"];
const COLOURS: [&str; 8] = ["default", "blue", "plum", "teal", "green", "rust", "rose", "grey"];
const STROKES: [&str; 6] = ["default", "solid", "dotted", "dashed", "double", "tint"];
const CONFIDENCES: [f64; 3] = [0.0, 0.8, 0.9];

pub(super) fn shown(settings: &Settings, sample: &mut Sample) -> Vec<El> {
    let densities = worded("options_density", &["quiet", "sources", "all"]);
    let density = choices("density", "density_title", densities, &settings.density, |density| {
        choose(Change { density: Some(density.to_owned()), ..Change::default() });
    });
    let marked: &[&str] = match settings.density.as_str() {
        "quiet" => &[],
        "sources" => &["source", "official", "outlet"],
        _ => &CATEGORIES,
    };
    let rows = CATEGORIES.map(|category| category_row(settings, category, marked.contains(&category), sample));
    vec![
        density,
        el("h3", "").set("id", "categories").text(&say("categories_title", &[])),
        el("ul", "rows categories").set("aria-labelledby", "categories").with_all(rows),
        el("h3", "").text(&say("options_sample", &[])),
        el("div", "samples").with(sample.copy("sample light")).with(sample.copy("sample dark")),
        el("p", "about").text(&say("options_sample_about", &[])),
    ]
}

fn category_row(settings: &Settings, category: &'static str, marked: bool, sample: &mut Sample) -> El {
    let name = say(&format!("options_category_{category}"), &[]);
    let id = format!("shown-{category}");
    let on = !settings.hidden.iter().any(|h| h == category);
    let check = el("input", "").set("type", "checkbox").set("id", &id).property("checked", on);
    let of = check.clone();
    let check = check.chosen(move |_| tell(Message::Show { category, on: of.is_checked() }));
    let style = settings.styles.get(category).cloned().unwrap_or(Style { colour: "default".into(), line: "default".into() });
    let label = el("label", "").set("for", &id).with(sample.word(category, &name));
    let label =
        if marked { label } else { label.with(el("small", "").text(&format!(" {}", say("options_category_not_now", &[])))) };
    let list = |field: &'static str, key: &str, options: &[&str], now: &str| {
        let list = el("select", "").set("id", &format!("{field}-{category}")).set("aria-label", &say(key, &[&name]));
        let list = list
            .with_all(options.iter().map(|o| el("option", "").set("value", o).text(&say(&format!("options_{field}_{o}"), &[]))));
        list.property("value", now).chosen(move |value| restyle(category, field, value))
    };
    el("li", "")
        .with(el("span", "check").with(check).with(label))
        .with(list("colour", "options_colour_of", &COLOURS, &style.colour))
        .with(list("line", "options_line_of", &STROKES, &style.line))
}

fn restyle(category: &str, field: &str, value: String) {
    let style = BTreeMap::from([(field.to_owned(), value)]);
    choose(Change { styles: Some(BTreeMap::from([(category.to_owned(), style)])), ..Change::default() });
}

pub(super) fn sure(settings: &Settings) -> Vec<El> {
    // Named by their percentage: 0, 80, 90.
    let id = |confidence: f64| format!("{:.0}", confidence * 100.0);
    let ids = CONFIDENCES.map(id);
    let claims = worded("options_confidence", &ids.each_ref().map(String::as_str));
    let officials = worded("options_officials", &["likely", "certain"]);
    let title = |key: &str| el("h3", "").text(&say(key, &[]));
    vec![
        title("options_confidence"),
        choices("confidence", "options_confidence", claims, &id(settings.confidence), move |chosen| {
            let confidence = CONFIDENCES.into_iter().find(|c| id(*c) == chosen);
            choose(Change { confidence, ..Change::default() });
        }),
        title("options_officials"),
        choices("officials", "options_officials", officials, &settings.officials, |least| {
            choose(Change { officials: Some(least.to_owned()), ..Change::default() });
        }),
    ]
}
