//! Spellings of one name folded into one key, the same when the tables are compiled and when a text is read.
//!
//! Two foldings. *Plain* takes away case, marks and apostrophes: `Çavuşoğlu` → `cavusoglu`. *Loose* goes on to what differs
//! between transliterations: `Zelenskyy`, `Zelenskiy`, `Zelensky` → `zelenski`; `el-Sissi`, `al-Sisi` → `sisi`. Loose keys
//! find candidates; whether the plain forms may differ is decided where the person's country is known.

/// Latin letters with marks, by the letter they fold to.
const MARKED: &[(&str, &str)] = &[
    ("a", "àáâãäåāăąǎảạấầẩẫậắằẳẵặə"),
    ("b", "ḃ"),
    ("c", "çćĉċč"),
    ("d", "ďđðḍ"),
    ("e", "èéêëēĕėęěẻẽẹếềểễệ"),
    ("g", "ĝğġģǧ"),
    ("h", "ĥħḥ"),
    ("i", "ìíîïĩīĭįıỉịǐ"),
    ("j", "ĵ"),
    ("k", "ķǩ"),
    ("l", "ĺļľŀłḷ"),
    ("n", "ñńņňŋṇ"),
    ("o", "òóôõöøōŏőǒỏọốồổỗộơớờởỡợ"),
    ("r", "ŕŗřṛ"),
    ("s", "śŝşšșṣ"),
    ("t", "ţťŧțṭ"),
    ("u", "ùúûüũūŭůűųǔủụưứừửữự"),
    ("w", "ŵ"),
    ("y", "ýÿŷỳỵỷỹ"),
    ("z", "źżžẓ"),
    ("ae", "æ"),
    ("oe", "œ"),
    ("ss", "ß"),
    ("th", "þ"),
];

/// Words between given name and surname that some writers leave out: `Ursula von der Leyen`, `Bashar (al-)Assad`.
const PARTICLES: &[&str] = &[
    "al", "el", "ad", "an", "ar", "as", "ash", "at", "ul", "ur", "von", "van", "der", "den", "de", "la", "da", "do", "dos", "du",
    "di", "del", "della", "zu", "zur", "ter", "ten", "und", "e", "y", "le",
];

/// Written after a name, no part of it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Lower case, without marks and apostrophes.
pub fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        for c in c.to_lowercase() {
            match MARKED.iter().find(|(_, marked)| marked.contains(c)) {
                Some((letters, _)) => out.push_str(letters),
                None if c.is_alphanumeric() => out.push(c),
                None => {}
            }
        }
    }
    out
}

/// What transliterations differ in, taken away from a plainly folded word.
pub fn loose(plain: &str) -> String {
    let mut word = plain.to_owned();
    for (from, to) in [("kh", "h"), ("ph", "f"), ("sch", "sh"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i")] {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    if let Some(rest) = word.strip_prefix("ye") {
        word = format!("e{rest}");
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    // oe, ae, ue as German and Danish write ö, æ, ü; a silent h at the end (Abdulla, Abdullah).
    for (from, to) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
        if out.len() > 3 && out.contains(from) {
            out = out.replace(from, to);
        }
    }
    if out.len() > 3 && out.ends_with('h') {
        out.pop();
    }
    out
}

/// Whether a plainly folded word is one of those that may be left out of a name.
pub fn is_particle(plain: &str) -> bool {
    PARTICLES.contains(&plain)
}

/// Whether a plainly folded word only follows names (*Jr.*, *III*).
pub fn is_suffix(plain: &str) -> bool {
    SUFFIXES.contains(&plain)
}

/// The words of a name as printed: split at white space and hyphens, full stops and commas taken away.
pub fn words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '.' | ','))
        .map(plain)
        .filter(|w| !w.is_empty())
        .collect()
}

/// Which of a name's words (see [`core`]) stands alone for the person, where a *of* is in it: *Abdullah of Jordan*, *Baroness
/// Ashton of Upholland*.
pub fn reigning(core: &[String]) -> Option<usize> {
    const RANKS: &[&str] = &[
        "archduchess",
        "archduke",
        "baron",
        "baroness",
        "earl",
        "king",
        "lady",
        "lord",
        "prince",
        "princess",
        "queen",
        "viscount",
    ];
    let of = core.iter().position(|w| w == "of")?;
    let ranked = core.first().is_some_and(|w| RANKS.contains(&w.as_str()));
    (of > usize::from(ranked)).then_some(usize::from(ranked))
}

/// The words of a name that count for its key: suffixes, particles and initials in the middle left out, initials at the
/// beginning joined (*J. D. Vance* and *JD Vance*).
pub fn core(words: &[String]) -> Vec<String> {
    let words: Vec<&String> = words.iter().filter(|w| !is_suffix(w)).collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    let mut initials = String::new();
    while at < words.len() && words[at].chars().count() == 1 && words[at].chars().all(|c| c.is_alphabetic()) {
        initials.push_str(words[at]);
        at += 1;
    }
    if !initials.is_empty() {
        out.push(initials);
    }
    for (n, word) in words.iter().enumerate().skip(at) {
        let last = n + 1 == words.len();
        if !last && !out.is_empty() && is_particle(word) {
            continue;
        }
        if !last && out.is_empty() && words.len() == 2 && matches!(word.as_str(), "al" | "el") {
            continue;
        }
        if !out.is_empty() && word.chars().count() == 1 {
            continue;
        }
        out.push((*word).clone());
    }
    out
}

/// Whether names stand with the family name first, also in English; `words` are those of [`core`].
pub fn family_first(country: &str, words: &[String]) -> bool {
    const SINGAPORE: &[&str] = &["lee", "goh", "tan", "wong", "ong", "chan", "lim", "ng", "heng", "teo"];
    match country {
        "CN" | "KP" | "KR" | "TW" => (2..=3).contains(&words.len()) && words[0].len() <= 5,
        "SG" | "MY" => words.len() == 3 && SINGAPORE.contains(&words[0].as_str()),
        _ => false,
    }
}

/// The word of a name (see [`core`]; not empty) that stands alone for the person.
pub fn family<'w>(core: &'w [String], country: &str) -> &'w str {
    let last = if family_first(country, core) { 0 } else { core.len() - 1 };
    &core[reigning(core).unwrap_or(last)]
}

/// The key under which a name is found; empty where it has one word only. `class` gives the name of which a given name is a form.
pub fn key(name: &str, reversed: bool, class: impl Fn(&str) -> String) -> String {
    let mut words = core(&words(name));
    if reversed {
        words.reverse();
    }
    let Some(last) = words.len().checked_sub(1).filter(|n| *n > 0) else { return String::new() };
    let folded: Vec<String> =
        words.iter().enumerate().map(|(n, w)| if n == last { loose(w) } else { loose(&class(w)) }).collect();
    folded.join(" ")
}

/// Countries whose people have two surnames, of which texts often give the first alone.
pub fn two_surnames(country: &str) -> bool {
    const COUNTRIES: &[&str] =
        &["AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "ES", "GQ", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY", "VE"];
    COUNTRIES.contains(&country)
}

/// All keys under which a person's usual name is found.
pub fn keys(name: &str, country: &str, class: impl Fn(&str) -> String) -> Vec<String> {
    let spelt = core(&words(name));
    let mut keys = vec![key(name, false, &class)];
    if matches!(country, "JP" | "HU" | "KR" | "CN" | "TW") && spelt.len() == 2 {
        keys.push(key(name, true, &class));
    }
    // Given name and last name alone, where there are more: Anders (Fogh) Rasmussen. Not where surnames are double, nor for those
    // who reign: King George VI is no King VI.
    let reigns = matches!(spelt.first().map(String::as_str), Some("king" | "queen" | "pope" | "emperor"));
    if spelt.len() == 3 && !reigns && !family_first(country, &spelt) && !matches!(country, "VN" | "KH" | "LA" | "MM" | "ID") {
        keys.push(key(&format!("{} {}", spelt[0], spelt[2]), false, &class));
    }
    keys.retain(|k| !k.is_empty());
    keys
}
