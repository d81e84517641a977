//! Set phrases with which pages lead elsewhere, ask for something, or say where a text comes from.
//!
//! In the languages of the press that Sourcelight's readers are most likely to meet; English first. All in lower case, matched
//! at the beginning of a line.

/// *Read more: …*: what follows is the title of another article.
const LEADS: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "also read",
    "read:",
    "read the full",
    "read full",
    "related$",
    "related stor",
    "related article",
    "related content",
    "related news",
    "related topic",
    "related coverage",
    "related link",
    "related post",
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
    "recommended$",
    "don't miss",
    "don’t miss",
    "trending$",
    "top stories",
    "most read",
    "most popular",
    "must read$",
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
const APPEALS: &[&str] = &[
    "advertisement$",
    "sponsored$",
    "promoted$",
    "sign up",
    "subscribe",
    "follow us",
    "follow our",
    "follow @",
    "share this",
    "share on",
    "share$",
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
    "register$",
    "support our",
    "donate$",
    "become a member",
    "newsletter$",
    "comments$",
    "leave a comment",
    "tell us",
    "let us know",
    "print this",
    "copy link",
    "anzeige$",
    "werbung$",
    "publicité",
    "publicidad",
    "publicidade",
    "reklama",
    "article continues",
    "i would like to be emailed",
    "i would like to receive",
    "if you enjoyed",
    "if you liked",
    "do you have questions",
    "ask your question",
    "questions?",
    "hold us accountable",
    "email the author",
    "view author",
    "get author",
    "follow on",
    "get short url",
    "toggle caption",
    "read our privacy",
    "image caption",
    "media caption",
    "media playback is",
    "share all",
    "like this story",
    "pour ajouter l",
    "slideshow (",
    "skip ad",
];

/// Credits and notes: who worked on the text and where it is from.
const CREDITS: &[&str] = &[
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
    "source:",
    "sources:",
];

/// Somewhere in a short line at the end: who helped.
const HELPERS: &[&str] =
    &["contributed to this", "contributed reporting", "contributed from", "reported from", "helped to report"];

/// Labels of captions.
const CAPTIONS: &[&str] = &["file photo", "file -", "file –", "file image", "photo:", "image:", "pictured:", "picture:"];

/// Headings of what follows a text: about the author, how to go on.
const ENDS: &[&str] = &[
    "about the author",
    "about the writer",
    "about the journalist",
    "about the reporter",
    "about the contributor",
    "über den autor",
    "über die autorin",
    "à propos de l",
    "sobre el autor",
    "sobre la autora",
    "more from",
    "related",
    "most read",
    "top stories",
];

/// Somewhere in a line: it says where the text comes from or to whom it belongs.
const PROVENANCE: &[&str] = &[
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
    begins(line, LEADS)
}

/// Whether the line asks for something or labels an advertisement.
pub(super) fn appeals(line: &str) -> bool {
    begins(line, APPEALS)
}

/// Whether the line is a credit or a note on the text.
pub(super) fn credits(line: &str) -> bool {
    begins(line, CREDITS)
}

/// Whether a line at the end says who helped to write the text.
pub(super) fn names_helpers(line: &str) -> bool {
    let line = line.to_lowercase();
    line.len() <= 400 && HELPERS.iter().any(|phrase| line.contains(phrase))
}

/// Whether the line is labelled as a caption.
pub(super) fn labels_caption(line: &str) -> bool {
    begins(line, CAPTIONS)
}

/// Whether a heading says that the text is over.
pub(super) fn ends_text(heading: &str) -> bool {
    begins(heading, ENDS)
}

/// Whether a line asks for something anywhere in it (for the last lines, where appeals come in sentences).
pub(super) fn mentions_appeal(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "sign up",
        "subscribe",
        "newsletter",
        "follow us",
        "download our app",
        "download the app",
        "our app",
        "delivered to your inbox",
        "click here",
        "bookmarks",
    ];
    let line = line.to_lowercase();
    WORDS.iter().any(|word| line.contains(word))
}

/// Whether a line is nothing but an address.
pub(super) fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace) && (line.contains("://") || line.starts_with("www.") || line.contains('@'))
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

/// *By*, *Von*: the word alone, where the name is a line of its own.
pub(super) fn is_by(line: &str) -> bool {
    const WORDS: &[&str] =
        &["by", "von", "par", "por", "di", "door", "av", "af", "written by", "words by", "text", "author", "authors", "and"];
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    WORDS.contains(&line.as_str())
}

/// A line that holds a date or time and hardly anything else: of its words at least half are numbers, months, weekdays and
/// the like.
pub(super) fn is_dateline(line: &str) -> bool {
    const LEADS: &[&str] = &[
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
    let led = begins(line, LEADS);
    let sentence = line.ends_with('.') && !line.ends_with("m.");
    if line.len() > 200 || line.chars().count() > 100 || (sentence && !led) || is_reading_time(line) {
        return false;
    }
    let (mut dates, mut others, mut named) = (0, 0, false);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            dates += 1;
            named |= has_year(word) || word.contains(['月', '월']);
        } else if is_date_word(word) {
            dates += 1;
            named |= word.len() > 2;
        } else {
            others += 1;
        }
    }
    let digits = line.contains(|c: char| c.is_ascii_digit());
    let clock = line
        .as_bytes()
        .windows(4)
        .any(|w| w[0].is_ascii_digit() && w[1] == b':' && w[2].is_ascii_digit() && w[3].is_ascii_digit());
    digits && (named || clock) && dates > others || (led && digits && dates >= others)
}

/// *5 min read*.
pub(super) fn is_reading_time(line: &str) -> bool {
    let line = line.to_lowercase();
    line.len() <= 40
        && line.contains("min")
        && ["read", "lectur", "lues", "lesezeit", "lettura", "leitura"].iter().any(|word| line.contains(word))
}

/// Whether a date in a line names its year.
pub(super) fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")))
}

/// *WASHINGTON —*: the place of a report, as a line of its own.
pub(super) fn is_place(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = line.chars().filter(|c| c.is_uppercase()).count();
    (3..=40).contains(&letters) && (line.ends_with(['—', '–', '-']) || capitals * 10 >= letters * 8)
}

/// Months, weekdays, parts of the day and what stands beside dates, by their beginnings in the larger European languages.
fn is_date_word(word: &str) -> bool {
    const STARTS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
        "sat", "sun", "mär", "mai", "okt", "dez", "ene", "abr", "ago", "dic", "fév", "avr", "jui", "aoû", "déc", "gen", "mag",
        "giu", "lug", "set", "ott", "out", "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
        "upd", "pub", "pos", "uhr", "kl", "hor", "last", "ago", "hour", "min", "day",
    ];
    const WORDS: &[&str] = &[
        "am", "pm", "a", "p", "m", "et", "est", "edt", "gmt", "utc", "bst", "ist", "cet", "cest", "pt", "pst", "pdt", "ct", "on",
        "at", "de", "th", "st", "nd",
    ];
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str()) || (word.chars().count() <= 10 && STARTS.iter().any(|start| word.starts_with(start)))
}

fn begins(line: &str, phrases: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'));
    let start: String = line.chars().take(50).flat_map(char::to_lowercase).collect();
    phrases.iter().any(|phrase| {
        let (phrase, alone) = phrase.strip_suffix('$').map_or((*phrase, false), |phrase| (phrase, true));
        start.strip_prefix(phrase).is_some_and(|rest| match alone {
            true => !rest.trim_start().starts_with(char::is_alphanumeric),
            false => !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric),
        })
    })
}
