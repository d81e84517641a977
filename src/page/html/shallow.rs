//! Keeps the tree at the depth at which browsers keep it.
//!
//! The parsing algorithm looks through all open elements at many a tag, so that a page of 50,000 nested elements takes 50,000
//! squared steps. Browsers stop nesting at 512 (Chromium's and Firefox's limit alike); so does this.

use super::tree::Sink;
use html5ever::interface::TreeSink;
use html5ever::tokenizer::{CharacterTokens, EndTag, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, buffer_queue::BufferQueue, tendril::StrTendril};
use std::cell::RefCell;
use std::collections::HashMap;

/// Deepest nesting.
const DEEPEST: u32 = 512;

/// Elements that change how what follows is read. They are never passed over.
const ESSENTIAL: [&str; 27] = [
    "base",
    "body",
    "caption",
    "col",
    "colgroup",
    "frameset",
    "head",
    "html",
    "iframe",
    "link",
    "math",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "plaintext",
    "script",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "title",
    "tr",
    "xmp",
];

/// Parses a document.
pub(super) fn parse(text: String) -> <Sink as TreeSink>::Output {
    let shallow = Shallow { builder: TreeBuilder::new(Sink::new(), Default::default()), passed: RefCell::default() };
    let tokenizer = Tokenizer::new(shallow, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // The tokenizer pauses at scripts, which are not run.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Stands between tokenizer and tree builder.
struct Shallow {
    builder: TreeBuilder<<Sink as TreeSink>::Handle, Sink>,
    /// How many start tags of each name were passed over and wait for their end tags.
    passed: RefCell<HashMap<LocalName, u32>>,
}

impl TokenSink for Shallow {
    type Handle = <Sink as TreeSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let TagToken(tag) = &token else { return self.builder.process_token(token, line) };
        match tag.kind {
            StartTag if self.builder.sink.depth() >= DEEPEST && !ESSENTIAL.contains(&&*tag.name) => {
                if !tag.self_closing {
                    *self.passed.borrow_mut().entry(tag.name.clone()).or_default() += 1;
                }
                // What the tag would have set apart stays apart.
                self.builder.process_token(CharacterTokens(StrTendril::from(" ")), line)
            }
            EndTag => {
                match self.passed.borrow_mut().get_mut(&tag.name) {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        return TokenSinkResult::Continue;
                    }
                    _ => {}
                }
                self.builder.process_token(token, line)
            }
            StartTag => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
