//! The student: a small neural tagger and parser that learned from the trees of a larger one (`src/text/training/`).
//!
//! A word is the sum of a few rows of tables, found by hashes of its form, beginning, ending and shape; two convolutions let
//! it see two words to either side; from there a layer gives its tag, and another what it adds to the parser's hidden layer
//! in each place where the parser may look at it. A step of the parser is then a sum of such vectors and one small layer
//! more, so that parsing takes time linear in the words and little of it.
//!
//! Weights are integers of eight bits with a scale for each output. All sums run in one fixed order, so that every machine
//! finds the same trees. The trainer uses the parts that are public here.

pub mod arcs;
pub mod matrix;
pub mod network;
pub mod words;
