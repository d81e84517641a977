//! What the interface shows of a report, worked out without a browser so that it is tested natively: the picture of the
//! article, which claims a filter lets through, offices on a line of time.

pub mod filter;
pub mod picture;
pub mod timeline;
