//! The answer: the types that cross the boundary to the extension, the command line and researchers.
//!
//! All offsets here are `[start, end)` in UTF-16 code units of [`Document::text`], the unit of JavaScript strings and of
//! the DOM. (Inside the engine spans are bytes; see [`crate::text::span`].) Field names are a contract: scoring tools
//! and the interface read them.

use serde::{Deserialize, Serialize};

/// Version of the report's shape. Raised when a field changes its meaning or goes away.
pub const VERSION: u32 = 1;

/// `[start, end)` in UTF-16 code units of the document's text; serialised as a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Range(pub u32, pub u32);

/// Everything the engine found in one page or text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`VERSION`].
    pub version: u32,
    /// What was read.
    pub document: Document,
    /// Where the article comes from.
    pub origin: Origin,
    /// Attributed claims, in text order.
    pub claims: Vec<Claim>,
    /// Public officials named, in order of first mention.
    pub officials: Vec<Official>,
    /// Speakers with their share of the text, largest share first.
    pub sources: Vec<Source>,
    /// What the reader should know about this report (partial, not an article, not English, …).
    pub notes: Vec<Note>,
}

/// The text that all ranges refer to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The article's text, blocks separated by blank lines. For plain-text input this is the input, unchanged.
    pub text: String,
    /// The parts of the text, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Language of the text as a BCP 47 tag: detected, else declared by the page.
    pub language: Option<String>,
    /// Address the page was read from.
    pub url: Option<String>,
}

/// One block of the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What the block is.
    pub kind: BlockKind,
    /// Where it stands.
    pub range: Range,
}

/// What a block of text is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's title.
    Headline,
    /// The summary under the headline.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Date line of the page (published, updated).
    Dateline,
    /// Running text.
    Paragraph,
    /// A heading within the article.
    Heading,
    /// A block quotation.
    Quote,
    /// A quotation repeated from the text for display.
    PullQuote,
    /// An item of a list in the running text.
    ListItem,
    /// Caption of a picture, video or table.
    Caption,
    /// Credits and notes at the end: *Reporting by …*, *This article was first published …*.
    Credit,
}

/// A claim: content that the text attributes to a source by an act of reporting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Stable within the report: `c1`, `c2`, … in text order.
    pub id: String,
    /// What is claimed, in one or several pieces.
    pub content: Vec<Range>,
    /// The reporting expression; empty where a quotation stands without one.
    pub cue: Vec<Range>,
    /// The words that name the source; empty where none is expressed.
    pub source: Vec<Range>,
    /// Quoted, reported, or both.
    pub kind: ClaimKind,
    /// The cue's verb or noun as a lemma (*claim*, *according to*), if there is a cue.
    pub verb: Option<String>,
    /// What the writer's choice of verb signals.
    pub verb_class: VerbClass,
    /// Who that is in the whole article.
    pub speaker: Speaker,
    /// The outlet or person through which the claim came.
    pub via: Option<String>,
    /// Estimate, 0 to 1, that content and source are right.
    pub confidence: f32,
    /// Why this was taken, in words for a reader.
    pub why: String,
}

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// All of it in quotation marks (or a block quotation).
    Direct,
    /// None of it in quotation marks.
    Indirect,
    /// Some of it in quotation marks.
    Mixed,
}

/// What the writer's choice of reporting verb signals. Shown as a choice, not as a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerbClass {
    /// *said, told, wrote, according to*.
    Neutral,
    /// *claimed, alleged, reportedly*.
    Distancing,
    /// *confirmed, revealed, admitted, pointed out*.
    Factive,
    /// *argued, insisted, accused*.
    Argumentative,
    /// *urged, demanded*.
    Directive,
    /// *vowed, pledged*.
    Commissive,
    /// *denied, rejected*.
    Denial,
    /// *warned, predicted*.
    Prediction,
    /// There is no cue, or it is a punctuation mark.
    None,
}

/// The label of a speaker whom the text does not express (*reportedly*) or who could not be found.
pub const UNKNOWN: &str = "unknown";

/// Who speaks, resolved through the whole article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// Canonical name or description; [`UNKNOWN`] where the text gives none.
    pub label: String,
    /// What kind of source it is.
    pub kind: SpeakerKind,
    /// Index into [`Report::officials`], where the speaker is one of them.
    pub official: Option<usize>,
    /// Name of the outlet, where the speaker is one.
    pub outlet: Option<String>,
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A named or otherwise identified person.
    Person,
    /// A body: government, company, party, country.
    Organisation,
    /// A report, study, poll, law, court filing.
    Document,
    /// *officials*, *a person familiar with the matter*.
    Anonymous,
    /// Not expressed, or not resolved.
    Unknown,
}

/// A fact with the place it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The fact in a few words.
    pub value: String,
    /// Where it comes from: a publication or page, named or as an address.
    pub source: String,
    /// ISO date on which the source said so.
    pub as_of: String,
    /// ISO date (or year) from which it holds, where known.
    pub since: Option<String>,
}

/// Where the article comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Whether the page is an article at all. On other pages the extension stays quiet.
    pub article: bool,
    /// Who publishes this page: the outlet's usual name, else what the page says of itself.
    pub publisher: Option<String>,
    /// The row of Sourcelight's table, where the host is in it.
    pub outlet: Option<Outlet>,
    /// Who owns and governs the publisher.
    pub owner: Option<Fact>,
    /// Country of the publisher (its English name).
    pub country: Option<Fact>,
    /// City where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Fact>,
    /// Who pays for it.
    pub funding: Option<Fact>,
    /// Who controls what it says.
    pub control: Option<Fact>,
    /// The news agency that the text credits.
    pub wire: Option<String>,
    /// The outlet from which the text was taken over.
    pub republished_from: Option<String>,
    /// An outlet of Sourcelight's table whose address this page's address looks like, and is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resembles: Option<String>,
    /// Canonical address that the page gives.
    pub canonical: Option<String>,
    /// Authors as the page names them.
    pub author: Vec<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// Day of the last change, `YYYY-MM-DD`.
    pub modified: Option<String>,
    /// Outlets that the text cites, by their usual names, in order of first mention.
    pub cited_outlets: Vec<String>,
    /// Where the cited outlets stand in the text; same order as `cited_outlets`.
    pub citations: Vec<Citation>,
    /// What each statement rests on.
    pub evidence: Vec<Evidence>,
}

/// A publisher known to Sourcelight's table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlet {
    /// Usual name.
    pub name: String,
    /// The host in the table that matched.
    pub host: String,
    /// Newspaper, broadcaster, agency, …
    pub kind: String,
    /// Language as a BCP 47 tag, where the table has one.
    pub language: Option<String>,
}

/// What Sourcelight's table knows of an outlet; what is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Its country (English name).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Fact>,
    /// Who owns and governs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Fact>,
    /// Who pays for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Fact>,
    /// Who controls what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<Fact>,
}

/// An outlet that the text cites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Citation {
    /// Usual name.
    pub outlet: String,
    /// Where it is named.
    pub mentions: Vec<Range>,
    /// What the table knows of it, on the day of the article.
    #[serde(flatten)]
    pub facts: Facts,
}

/// What a statement about the origin rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The field of [`Origin`] that it supports.
    pub field: String,
    /// Where it was found: `JSON-LD publisher`, `og:site_name`, `rel=canonical`, `text`, `table`.
    pub from: String,
    /// The words found.
    pub value: String,
    /// Where in the text, if it stands there.
    pub range: Option<Range>,
}

/// A public official named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Official {
    /// Usual name.
    pub person: String,
    /// Wikidata item, where the table has one.
    pub wikidata: Option<String>,
    /// Where the person is named (names, not pronouns). Empty where only a role stands for the person.
    pub mentions: Vec<Range>,
    /// Where a role stands without the name (*the Ukrainian president*), tied to the person by the table and the day.
    pub role_mentions: Vec<Range>,
    /// The role that the text states (*Former NATO Secretary-General*).
    pub stated_role: Option<String>,
    /// Offices as of the day of publication: those held, else the latest ones before.
    pub office_then: Vec<Office>,
    /// Offices held now, as far as the table was verified.
    pub office_now: Vec<Office>,
    /// How sure the match is.
    #[serde(rename = "match")]
    pub certainty: Certainty,
    /// Why this person, in words for a reader.
    pub why: String,
}

/// One term of office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// The office with its body: *Secretary General of NATO*.
    pub office: String,
    /// ISO date or year.
    pub from: Option<String>,
    /// ISO date or year; absent where no end is known.
    pub to: Option<String>,
    /// Whether it was held on the day asked for.
    pub status: OfficeStatus,
    /// Where the term comes from.
    pub source: String,
    /// ISO date on which the source was last known to say so.
    pub as_of: String,
}

/// Whether an office was held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeStatus {
    /// The term covers the day.
    Current,
    /// The term was over.
    Former,
    /// The term had not begun.
    Future,
    /// No end is known, and the day is later than the table's last word.
    Unconfirmed,
}

/// How sure a match between a name and a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Only the name speaks for it. Off by default.
    Possible,
    /// A full, rare name, and period and place fit.
    Likely,
    /// Name and stated role (or other context) agree with the table on that day.
    Certain,
}

/// A speaker and how much of the article is theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// As [`Speaker::label`]; empty for claims without an expressed source.
    pub label: String,
    /// As [`Speaker::kind`].
    pub kind: SpeakerKind,
    /// Ids of the claims.
    pub claims: Vec<String>,
    /// Share of the article's running text that is content of these claims, 0 to 1.
    pub share: f32,
}

/// Something the reader should know about the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Machine-readable: `not_article`, `not_english`, `truncated`, `no_text`, `no_date`, …
    pub code: String,
    /// A plain sentence.
    pub text: String,
}
