//! Set phrases with which pages lead elsewhere, ask for something, or say where a text comes from.
//!
//! In the languages of the press that Sourcelight's readers are most likely to meet; English first. All in lower case, matched
//! at the beginning of a line.

/// *Read more: …*: what follows is the title of another article.
const LEADS: [&str; 73] = [
    "read more",
    "read also",
    "read next",
    "also read",
    "read:",
    "read the full",
    "read full",
    "related",
    "see also",
    "see more",
    "more on this",
    "more on ",
    "more from",
    "more:",
    "more stories",
    "more about",
    "watch:",
    "watch |",
    "watch live",
    "watch more",
    "listen:",
    "listen to",
    "recommended",
    "don't miss",
    "don’t miss",
    "trending",
    "top stories",
    "most read",
    "most popular",
    "must read",
    "you may also",
    "you might also",
    "up next",
    "next story",
    "next article",
    "previous article",
    "continue reading",
    "click here",
    "keep reading",
    "further reading",
    "what to read next",
    "from the archive",
    "lees ook",
    "lees meer",
    "mehr zum thema",
    "lesen sie",
    "lesen sie auch",
    "auch interessant",
    "mehr dazu",
    "weiterlesen",
    "lire aussi",
    "à lire",
    "lire la suite",
    "lea también",
    "lea tambien",
    "le puede interesar",
    "te puede interesar",
    "leer más",
    "ver también",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "leggi anche",
    "leggi di più",
    "czytaj także",
    "czytaj też",
    "läs mer",
    "läs också",
    "les også",
    "læs også",
    "lue myös",
    "читайте также",
];

/// Lines that ask the reader for something, or label what is no text.
const APPEALS: [&str; 44] = [
    "advertisement",
    "sponsored",
    "promoted",
    "sign up",
    "subscribe",
    "follow us",
    "follow our",
    "follow @",
    "share this",
    "share on",
    "share",
    "join our",
    "join us",
    "join the conversation",
    "download our",
    "download the",
    "get our",
    "get the latest",
    "get breaking",
    "have a news tip",
    "have you got a story",
    "do you have a story",
    "send us",
    "email us",
    "contact us",
    "log in",
    "register",
    "support our",
    "donate",
    "become a member",
    "newsletter",
    "comments",
    "leave a comment",
    "tell us",
    "let us know",
    "print this",
    "copy link",
    "anzeige",
    "werbung",
    "publicité",
    "publicidad",
    "publicidade",
    "reklama",
    "article continues",
];

/// Credits and notes: who worked on the text and where it is from.
const CREDITS: [&str; 40] = [
    "reporting by",
    "additional reporting",
    "(reporting by",
    "(additional reporting",
    "editing by",
    "(editing by",
    "writing by",
    "(writing by",
    "written by",
    "compiled by",
    "edited by",
    "with files from",
    "with inputs from",
    "with input from",
    "with agency input",
    "with agencies",
    "with reporting by",
    "with additional reporting",
    "this article was originally",
    "this article originally",
    "this article was first",
    "this article first",
    "this article is republished",
    "this article has been republished",
    "this story was originally",
    "this story originally",
    "this story was first",
    "this story first",
    "originally published",
    "first published",
    "originally appeared",
    "this article appeared",
    "this piece was",
    "the post ",
    "republished with",
    "reprinted",
    "reproduced",
    "©",
    "copyright",
    "(c) ",
];

/// Somewhere in a line: it says where the text comes from or to whom it belongs.
const PROVENANCE: [&str; 22] = [
    "originally published",
    "first published",
    "originally appeared",
    "first appeared",
    "read full article",
    "read the full article",
    "read the original",
    "full article at",
    "full story at",
    "republished",
    "reprinted",
    "all rights reserved",
    "copyright",
    "©",
    "source:",
    "via:",
    "courtesy of",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
];

/// Whether the line leads to another article.
pub(super) fn leads(line: &str) -> bool {
    begins(line, &LEADS)
}

/// Whether the line asks for something or labels an advertisement.
pub(super) fn appeals(line: &str) -> bool {
    begins(line, &APPEALS)
}

/// Whether the line is a credit or a note on the text.
pub(super) fn credits(line: &str) -> bool {
    begins(line, &CREDITS)
}

/// Whether the line says where a text comes from.
pub(super) fn tells_provenance(line: &str) -> bool {
    let line = line.to_lowercase();
    PROVENANCE.iter().any(|phrase| line.contains(phrase))
}

/// *By Ann Miller*, *Von …*.
pub(super) fn is_byline(line: &str) -> bool {
    let after = ["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "Af ", "Written by ", "Words by "];
    let after = after.iter().find_map(|word| line.strip_prefix(word)).unwrap_or("");
    after.starts_with(char::is_uppercase) && line.chars().count() <= 120 && !line.ends_with('.')
}

/// A line that holds a date and hardly anything else.
pub(super) fn is_dateline(line: &str) -> bool {
    const LEADS: [&str; 10] = [
        "published",
        "updated",
        "last updated",
        "posted",
        "last modified",
        "first published",
        "publicado",
        "publié",
        "veröffentlicht",
        "stand:",
    ];
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let year = line.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    let digits = line.chars().any(|c| c.is_ascii_digit());
    let count = line.chars().count();
    count <= 100 && !line.ends_with('.') && ((year && letters <= 30) || (digits && begins(line, &LEADS)))
}

fn begins(line: &str, phrases: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'));
    let start: String = line.chars().take(50).flat_map(char::to_lowercase).collect();
    phrases.iter().any(|phrase| {
        start
            .strip_prefix(phrase)
            .is_some_and(|rest| !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric))
    })
}
