//! One line that cites the article.

use crate::report::Report;

/// Authors, headline, publisher, day of publication, credit, address: what the page gives of these, as
/// *Nell Harker and Jo Vane, “Bridge closed”, The Post, 8 June 2023 (LUSA), https://…*. Dates and the words between are the
/// caller's: the interface speaks the reader's language.
pub fn cite(report: &Report, and: &str, day: impl Fn(&str) -> String) -> String {
    let origin = &report.origin;
    let mut parts = Vec::new();
    match origin.author.as_slice() {
        [] => {}
        [one] => parts.push(one.clone()),
        [first @ .., last] => parts.push(format!("{} {and} {last}", first.join(", "))),
    }
    parts.extend(super::title(report).map(|title| format!("“{}”", inner_quotes(&title))));
    parts.extend(origin.publisher.clone());
    parts.extend(origin.published.as_deref().map(day));
    if let (Some(last), Some(credit)) = (parts.last_mut(), origin.republished_from.as_ref().or(origin.wire.as_ref())) {
        last.push_str(&format!(" ({credit})"));
    }
    parts.extend(report.document.url.clone());
    parts.join(", ")
}

/// Double quotation marks within a quotation become single ones.
fn inner_quotes(title: &str) -> String {
    let mut open = false;
    title
        .chars()
        .map(|c| match c {
            '“' => '‘',
            '”' => '’',
            '"' => {
                open = !open;
                if open { '‘' } else { '’' }
            }
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;
    use crate::report::Origin;

    #[test]
    fn an_article_is_cited_in_one_line() {
        assert_eq!(
            cite(&sample(), "and", |d| format!("on {d}")),
            "Nell Harker, Jo Vane and Bo Lund, “Bridge ‘closed’ 🕊”, The Post [local], on 2023-06-08 (LUSA), https://post.example/bridge"
        );
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut bare = sample();
        bare.origin = Origin::default();
        bare.document.blocks.clear();
        assert_eq!(cite(&bare, "and", str::to_owned), "https://post.example/bridge");
    }
}
