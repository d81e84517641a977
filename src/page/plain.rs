//! Plain text as an article: the document text is the input, unchanged; each line is a block.

use crate::page::article::Article;

/// Reads plain text. The first line that looks like a title is the headline.
pub fn read(text: &str) -> Article {
    Article { text: text.to_owned(), is_article: true, ..Article::default() }
}
