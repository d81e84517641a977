use super::*;

/// The tokens of a text, parted by spaces.
fn cut(text: &str) -> String {
    let tokens = tokenize(text, Span::new(0, text.len()));
    tokens.iter().map(|t| t.of(text)).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, tokens) in cases {
        assert_eq!(cut(text), *tokens, "{text}");
    }
}

#[test]
fn clitics() {
    check(&[
        ("I don't. She's here.", "I do n't . She 's here ."),
        ("I don’t; she’s, we’ll, I’d’ve", "I do n’t ; she ’s , we ’ll , I ’d ’ve"),
        ("can't won't ain't DON'T", "ca n't wo n't ai n't DO N'T"),
        ("children's James’ the states' rights", "children 's James ’ the states ' rights"),
        ("cannot Cannot gonna dont", "can not Can not gon na do nt"),
        ("“Hamlet”’s end", "“ Hamlet ” ’s end"),
        ("'tis ’twas", "'t is ’t was"),
    ]);
}

#[test]
fn apostrophes_that_part_no_clitic() {
    check(&[
        ("O'Brien d’Arc Xi'an L'Enfant o'clock", "O'Brien d’Arc Xi'an L'Enfant o'clock"),
        ("the '90s and ’72, ‘80s", "the '90s and ’72 , ‘80s"),
        ("the 80's, 1930’s; 2008's", "the 80's , 1930’s ; 2008 's"),
        ("tell 'em, rock 'n' roll", "tell 'em , rock 'n' roll"),
        ("gov't", "gov't"),
        ("'We stay'", "' We stay '"),
    ]);
}

#[test]
fn hyphens_and_dashes() {
    check(&[
        ("a well-known all-girl team", "a well - known all - girl team"),
        ("a co-founder, non-profit, mid-1990s", "a co-founder , non-profit , mid-1990s"),
        ("al-Assad Covid-19 12-year-old", "al - Assad Covid - 19 12 - year - old"),
        ("an over-the-counter, over-rated pill", "an over - the - counter , over-rated pill"),
        ("an anti-same-sex law", "an anti-same - sex law"),
        ("yes—no – no -- no 1914–18", "yes — no – no -- no 1914 – 18"),
        ("soft\u{2011}ware", "soft \u{2011} ware"),
    ]);
}

#[test]
fn abbreviations_keep_their_full_stop() {
    check(&[
        ("the U.S. Army at 5 a.m. today", "the U.S. Army at 5 a.m. today"),
        ("Dr. J. K. Rowling and J.K. Rowling", "Dr. J. K. Rowling and J.K. Rowling"),
        ("Apple Inc. said on Jan. 5", "Apple Inc. said on Jan. 5"),
        ("No.1 on Sept.11, Sec. Lee", "No. 1 on Sept. 11 , Sec. Lee"),
        ("No. 10 said no. He left", "No. 10 said no . He left"),
        ("He works at Apple Inc.", "He works at Apple Inc ."),
        ("a Ph.D. from M.I.T., e.g. this", "a Ph.D. from M.I.T. , e.g. this"),
        ("Plan B. The end", "Plan B . The end"),
        ("in Jackson, Miss., on Sat., June 7", "in Jackson , Miss. , on Sat. , June 7"),
        ("he sat. Then", "he sat . Then"),
        ("Rep. Ann Miller (R-Fla.) said", "Rep. Ann Miller ( R - Fla. ) said"),
        ("Bos et al. show", "Bos et al. show"),
        ("apples, pears, etc.", "apples , pears , etc ."),
    ]);
}

#[test]
fn numerals() {
    check(&[
        ("3.5 of 1,200,000, 7:30 or 11/28/2000.", "3.5 of 1,200,000 , 7:30 or 11/28/2000 ."),
        ("73million", "73 million"),
        ("$5m, £3.5bn, US$10, €7, 15%", "$ 5 m , £ 3.5 bn , US$ 10 , € 7 , 15 %"),
        ("5pm 10km 5G 3D B2B", "5 pm 10 km 5G 3D B2B"),
        ("21st 1990s 4th", "21st 1990s 4th"),
        ("10-15 2023-06-08 2003-2007", "10 - 15 2023-06-08 2003 - 2007"),
        ("a .265 hitter, +44 20", "a .265 hitter , +44 20"),
        ("#2 and # 3", "# 2 and # 3"),
    ]);
}

#[test]
fn addresses_handles_and_tags() {
    check(&[
        ("see https://a.example/b?c=1, or www.b.example.", "see https://a.example/b?c=1 , or www.b.example ."),
        ("(mail a.b@c.example)", "( mail a.b@c.example )"),
        ("@ann_miller wrote #IStand.", "@ann_miller wrote #IStand ."),
        ("Space.com and report.pdf", "Space.com and report.pdf"),
        ("he said.The end", "he said . The end"),
        ("AT&T and/or", "AT&T and / or"),
    ]);
}

#[test]
fn marks() {
    check(&[
        ("“A ‘b’ c” «d» „e“ \"f\" ''g'' ``h''", "“ A ‘ b ’ c ” « d » „ e “ \" f \" '' g '' `` h ''"),
        ("Well... yes… What?! No!!!", "Well ... yes … What ?! No !!!"),
        ("he [the mayor] (sic) said [...]", "he [ the mayor ] ( sic ) said [ ... ]"),
        ("governor(s) Yahoo!", "governor(s) Yahoo!"),
    ]);
}

#[test]
fn a_pictograph_is_one_token_however_it_is_made() {
    check(&[("hi👩‍👩‍👧there", "hi 👩‍👩‍👧 there"), ("👍🏽👍", "👍🏽 👍"), ("🇺🇦🇺🇸!", "🇺🇦 🇺🇸 !"), ("❤️ok", "❤️ ok"), ("1️⃣ one", "1️⃣ one")]);
}

#[test]
fn spaces_of_every_kind_part_words_and_characters_without_width_do_not() {
    check(&[
        ("a\u{A0}b\u{2009}c\u{202F}d\u{3000}e\r\nf\u{2028}g", "a b c d e f g"),
        ("gov\u{AD}ern\u{200B}ment\u{200B} \u{FEFF}x", "gov\u{AD}ern\u{200B}ment x"),
        ("cafe\u{301} noir", "cafe\u{301} noir"),
        ("\u{200F}שלום, עולם\u{200E}", "שלום , עולם"),
        ("قال: نعم، شكرا؟", "قال : نعم ، شكرا ؟"),
    ]);
    assert_eq!(cut(" \u{200B} \u{FEFF}"), "");
}

#[test]
fn only_what_lies_within() {
    let text = "one two three";
    let tokens = tokenize(text, Span::new(4, 7));
    assert_eq!(tokens, [Span::new(4, 7)]);
    assert!(tokenize("é", Span::new(1, 2)).is_empty());
    assert!(tokenize("a", Span::new(5, 9)).is_empty());
}

/// Pieces that rules look for, for texts that no writer would write.
pub(crate) const PIECES: &[&str] = &[
    "a", "A", "é", "e\u{301}", "\u{301}", "7", "½", ".", "..", "…", ",", "'", "’", "‘", "“", "”", "\"", "`", "-", "—",
    "\u{2011}", "@", "#", "&", "/", ":", ";", "!", "?", "(", ")", "(s)", "[", "]", "$", "%", "_", "+", " ", "\n", "\r\n",
    "\u{A0}", "\u{200B}", "\u{AD}", "\u{200D}", "\u{FE0F}", "👩", "🏽", "🇺", "❤", "漢", "ع", "\u{94D}", "\u{0}", "www.",
    "http://", "mailto:", "U.S.", "p.m.", "Inc.", "Mr.", "n't", "'s", "gonna", "'90s", "co-", "US", "etc", "com", "said", "The",
];

/// Texts put together from the pieces by a fixed sequence of numbers.
pub(crate) fn strange_texts() -> impl Iterator<Item = String> {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..20_000).map(move |_| (0..1 + next(14)).map(|_| PIECES[next(PIECES.len())]).collect())
}

/// Texts that make a rule with an unbounded look ahead read everything again and again.
pub(crate) fn long_texts(pieces: usize) -> Vec<String> {
    let repeated = [
        "a",
        "a.",
        "A.",
        "a.b",
        "ab.cd",
        "7",
        "7.",
        "7-",
        "1,2",
        "1,22,",
        "'",
        "\"",
        "“",
        "”",
        "’s",
        "a'",
        "a-",
        "co-",
        ".",
        ". ",
        "?)",
        "! \"",
        "…",
        "@",
        "a@",
        "a.a@",
        "www.",
        "www.!",
        "http://",
        "#a",
        "(",
        ")",
        "[1]",
        "\u{200B}",
        "a\u{200B}",
        "\u{301}",
        "👩\u{200D}",
        "🇺",
        "U.S. ",
        "Inc. ",
        "A. ",
        "etc.)",
        " ",
        "\n",
        "a\n",
        "a, Miss.",
        "a & b&c",
        "$",
        "US$",
        "_",
        "a_",
        ":",
        " :-",
    ];
    repeated.iter().map(|piece| piece.repeat(pieces)).collect()
}

#[track_caller]
pub(crate) fn assert_sound(text: &str) {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let mut at = 0;
    for token in &tokens {
        assert!(token.start >= at && !token.is_empty(), "{text:?}: {tokens:?}");
        assert!(text.is_char_boundary(token.start) && text.is_char_boundary(token.end), "{text:?}");
        let between = &text[at..token.start];
        assert!(between.chars().all(|c| matches!(class(c), Class::Space | Class::Hidden)), "{text:?} loses {between:?}");
        assert!(!token.of(text).chars().any(|c| class(c) == Class::Space), "{text:?}: {:?}", token.of(text));
        at = token.end;
    }
    assert!(text[at..].chars().all(|c| matches!(class(c), Class::Space | Class::Hidden)), "{text:?} loses its end");
}

#[test]
fn every_strange_text_is_covered_in_order() {
    strange_texts().for_each(|text| assert_sound(&text));
}

#[test]
fn long_texts_are_covered_in_order() {
    long_texts(3000).iter().for_each(|text| assert_sound(text));
}

/// No clock: a scan that reads what follows again at every place would take hours on these.
#[test]
fn five_megabytes_without_a_space() {
    for piece in ["a.a@", "ab.cd.", "'", "“", "a-", "7.", "http:/", ".", "\u{200B}", "👩\u{200D}"] {
        let text = piece.repeat(5_000_000 / piece.len());
        let tokens = tokenize(&text, Span::new(0, text.len()));
        assert!(tokens.len() <= text.len());
    }
}
