//! Which language a text is in, told from the text itself: `lang` of a page is often that of its template.
//!
//! Scripts tell most languages apart; those in Latin and Cyrillic letters are told by their commonest function words, which
//! make up a quarter to a half of running text in any of them. A few hundred words of a page are plenty for that, and no
//! trained model is needed.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of a text that are looked at.
const SAMPLE: usize = 3_000;
/// Fewer words than this say nothing; then the declared language counts.
const ENOUGH: usize = 8;

/// Function words of each language: short, frequent, and as few as possible shared with another.
const FUNCTION_WORDS: [(&str, &str); 24] = [
    ("bg", "и на се да за от не ще са по със като при че беше това които"),
    ("ca", "i la el els les del amb una per que dels aquest és són també més va"),
    ("cs", "a se na je v že s z do to o i které jsou pro jako by ale byl podle"),
    ("da", "og i at det er en til af på som med for den ikke har de fra også blev efter"),
    ("de", "der die und das den in zu mit ist nicht von sich des auf für ein eine dem im auch es wird bei sind dass"),
    ("en", "the of and to in a is that for it was with on as by at from his he be are this which have has said not its"),
    ("es", "el la de que y en los del las por con una para su se un al lo como más ha pero fue según"),
    ("fi", "ja on ei että se oli hän mutta myös ovat kun joka niin mukaan kuin ole sen tai"),
    ("fr", "le la les de des et un une du en dans est que pour qui par sur pas au ce il a plus avec sont selon"),
    ("hu", "a az és hogy nem is egy meg volt ez de azt szerint már csak el mint vagy még"),
    ("id", "yang dan di dengan untuk ini itu dari dalam tidak akan pada juga telah oleh bahwa kata tersebut"),
    ("it", "il di che e la in un per del è una non con i le della sono da si al dei alla anche ha nel"),
    ("nl", "de het een van en in is dat op te zijn met voor niet die er aan om ook door maar bij naar wordt"),
    ("no", "og i det er en til av på som med for den ikke har de fra også ble etter sier han"),
    ("pl", "i w na z się że do nie to jest o jak po co od przez dla za ale jego był oraz"),
    ("pt", "o a de que e do da em um para com não uma os no se na por mais dos as foi ao são"),
    ("ro", "și de în la a cu pe că nu o din este pentru care mai un au prin sunt fost"),
    ("ru", "и в не на что с он по как это из за к у от его для но же о было также"),
    ("sr", "и у је да на се за са од не су као који би што али из након"),
    ("sv", "och i att det är en som på för med av till den inte har de om ett från men även efter"),
    ("sw", "na ya wa kwa ni katika za la kuwa hiyo huo cha kama yake hii pia"),
    ("tr", "ve bir bu da de için ile olarak daha çok olan gibi ancak kadar sonra ise göre oldu"),
    ("uk", "і в не на що з та до у як це за від його для але про було також"),
    ("vi", "và của là có không cho được trong một với các đã này những người khi"),
];

/// The language of a text as a BCP 47 tag; `declared` (what the page says) where the text is too short to tell, and for the
/// region where it agrees.
pub fn detect(text: &str, declared: &str) -> Option<String> {
    let declared = tag(declared);
    let found = from_text(text);
    match (found, declared) {
        (Some(found), Some(declared)) if primary(&declared) == found => Some(declared),
        (Some(found), _) => Some(found.to_owned()),
        (None, declared) => declared,
    }
}

/// A declared language in its usual form, or nothing where it is not a tag.
fn tag(declared: &str) -> Option<String> {
    let declared = declared.trim().replace('_', "-");
    let language = primary(&declared);
    ((2..=3).contains(&language.len()) && declared.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')).then(|| {
        let rest = &declared[language.len()..];
        format!("{}{rest}", language.to_ascii_lowercase())
    })
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or("")
}

fn from_text(text: &str) -> Option<&'static str> {
    let mut scripts: HashMap<&'static str, usize> = HashMap::new();
    let mut hits: HashMap<&'static str, usize> = HashMap::new();
    let mut words = 0usize;
    let table = function_words();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(SAMPLE) {
        words += 1;
        if let Some(script) = word.chars().next().map(script) {
            // Scripts without blanks give few, long words.
            *scripts.entry(script).or_default() += if script.is_empty() { 1 } else { word.chars().count().div_ceil(4) };
        }
        if word.len() <= 16 {
            for language in table.get(word.to_lowercase().as_str()).into_iter().flatten() {
                *hits.entry(language).or_default() += 1;
            }
        }
    }
    let (script, amount) = scripts.into_iter().max_by_key(|(name, n)| (*n, *name))?;
    if !script.is_empty() && script != "cyrl" {
        return match script {
            "zh" if text.chars().take(4 * SAMPLE).any(|c| matches!(c, '\u{3041}'..='\u{30ff}')) => Some("ja"),
            "ar" if text.chars().take(4 * SAMPLE).any(|c| matches!(c, 'ٹ' | 'ڈ' | 'ے')) => Some("ur"),
            "ar" if text.chars().take(4 * SAMPLE).any(|c| matches!(c, 'پ' | 'چ' | 'گ')) => Some("fa"),
            _ => (amount >= 2).then_some(script),
        };
    }
    if words < ENOUGH {
        return None;
    }
    let mut best: Vec<(usize, &'static str)> = hits.into_iter().map(|(language, n)| (n, language)).collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    match best.as_slice() {
        // One function word in ten is far below running text of any of these languages.
        [(n, _), ..] if n * 10 < words => None,
        [(n, _), (second, _), ..] if n == second => None,
        [(_, language), ..] => Some(language),
        [] => None,
    }
}

fn function_words() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        for (language, words) in FUNCTION_WORDS {
            for word in words.split(' ') {
                table.entry(word).or_default().push(language);
            }
        }
        table
    })
}

/// The language that a letter's script stands for; `cyrl` where function words decide, empty for Latin and unknown ones.
fn script(letter: char) -> &'static str {
    match letter {
        '\u{0370}'..='\u{03ff}' | '\u{1f00}'..='\u{1fff}' => "el",
        '\u{0400}'..='\u{052f}' => "cyrl",
        '\u{0530}'..='\u{058f}' => "hy",
        '\u{0590}'..='\u{05ff}' => "he",
        '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' => "ar",
        '\u{0900}'..='\u{097f}' => "hi",
        '\u{0980}'..='\u{09ff}' => "bn",
        '\u{0a00}'..='\u{0a7f}' => "pa",
        '\u{0a80}'..='\u{0aff}' => "gu",
        '\u{0b80}'..='\u{0bff}' => "ta",
        '\u{0c00}'..='\u{0c7f}' => "te",
        '\u{0c80}'..='\u{0cff}' => "kn",
        '\u{0d00}'..='\u{0d7f}' => "ml",
        '\u{0e00}'..='\u{0e7f}' => "th",
        '\u{1000}'..='\u{109f}' => "my",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{1200}'..='\u{137f}' => "am",
        '\u{1780}'..='\u{17ff}' => "km",
        '\u{3041}'..='\u{30ff}' => "ja",
        '\u{3400}'..='\u{9fff}' => "zh",
        '\u{ac00}'..='\u{d7af}' => "ko",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_counts_more_than_what_the_page_declares() {
        let english = "The harbour master said on Monday that the ferry would not sail before the storm had passed.";
        let cases = [
            (english, "de", "en"),
            (english, "en-GB", "en-GB"),
            (english, "en_AU", "en-AU"),
            (english, "", "en"),
            (
                "Der Bürgermeister sagte, dass die Brücke nicht vor dem Winter eröffnet wird und es auch später werden kann.",
                "en",
                "de",
            ),
            ("Le maire a déclaré que le pont ne sera pas ouvert avant la fin de l’hiver, selon les ingénieurs.", "en", "fr"),
            ("El alcalde dijo que el puente no se abrirá antes del invierno, según los ingenieros de la ciudad.", "", "es"),
            ("Мэр сказал, что мост не откроют до зимы, и это было решение города.", "en", "ru"),
            ("Міський голова сказав, що міст не відкриють до зими, і це було рішення міста.", "ru", "uk"),
            ("市长周一表示，大桥要到冬天才能开放。", "en", "zh"),
            ("市長は月曜日、橋は冬まで開通しないと述べた。", "en", "ja"),
            ("قال رئيس البلدية يوم الاثنين إن الجسر لن يفتح قبل الشتاء", "", "ar"),
        ];
        for (text, declared, language) in cases {
            assert_eq!(detect(text, declared).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn a_text_too_short_to_tell_leaves_it_to_the_page() {
        assert_eq!(detect("Berlin", "de-DE").as_deref(), Some("de-DE"));
        assert_eq!(detect("", ""), None);
        assert_eq!(detect("", "not a language"), None);
    }
}
