//! The words of reporting: verbs with their frames, nouns, adverbs and prepositions; kinds of sources; given names.
//!
//! The tables are the TSV files beside this module. They say what English allows, not how often a corpus has it: the
//! examples that a row was made for stand in the tests of the constructions.

use crate::report::{SpeakerKind, VerbClass};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a reporting verb can be followed by; a set of the constants of this type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames(u32);

impl Frames {
    /// A finite clause, with *that* or where the parse shows one without.
    pub const CLAUSE: Frames = Frames(1);
    /// A quotation.
    pub const QUOTE: Frames = Frames(1 << 1);
    /// A reported question: *whether, how, why*.
    pub const WH: Frames = Frames(1 << 2);
    /// A finite clause without *that* is usual: *said it would*.
    pub const BARE: Frames = Frames(1 << 3);
    /// A finite clause, but only with *that*: *found that*.
    pub const THAT: Frames = Frames(1 << 4);
    /// Somebody who is told: *told reporters that*.
    pub const RECIPIENT: Frames = Frames(1 << 5);
    /// Object and infinitive: *urged them to go*.
    pub const OBJECT_TO: Frames = Frames(1 << 6);
    /// Infinitive of the subject: *vowed to go*.
    pub const TO: Frames = Frames(1 << 7);
    /// *accused them of*.
    pub const OBJECT_OF: Frames = Frames(1 << 8);
    /// *blamed them for*, *blamed it on*.
    pub const OBJECT_FOR: Frames = Frames(1 << 9);
    /// *described it as*.
    pub const OBJECT_AS: Frames = Frames(1 << 10);
    /// *called it a mistake*.
    pub const OBJECT_PREDICATE: Frames = Frames(1 << 11);
    /// *called for peace*.
    pub const FOR: Frames = Frames(1 << 12);
    /// A noun phrase with a quotation in it: *rejected any “substitute”*.
    pub const QUOTED_PHRASE: Frames = Frames(1 << 13);
    /// *denied taking it*.
    pub const GERUND: Frames = Frames(1 << 14);

    /// *compared it to*.
    pub const LIKENED: Frames = Frames(1 << 15);
    /// *criticised them for hiding*: *for* with a verb.
    pub const OBJECT_GERUND: Frames = Frames(1 << 16);
    /// A noun phrase that stands for a fact: *confirmed his death*.
    pub const FACT: Frames = Frames(1 << 17);
    /// Only who speaks or writes does it, so that any noun may be its subject: *a cheerful voice promised that*. Things
    /// show, suggest and confirm, too; they do not say.
    pub const SPEECH: Frames = Frames(1 << 18);
    /// *put the toll at 20*.
    pub const OBJECT_AT: Frames = Frames(1 << 19);
    /// *attributed the delay to the rain*.
    pub const ATTRIBUTED: Frames = Frames(1 << 20);
    /// *credited them with saving it*.
    pub const CREDITED: Frames = Frames(1 << 21);

    /// *warned against haste*, *warned of floods*.
    pub const AGAINST: Frames = Frames(1 << 22);
    /// A noun phrase that stands for what is said: *demanded an apology*, *ruled out a strike*.
    pub const SAID_NOUN: Frames = Frames(1 << 23);
    /// A noun with a clause: *expressed hope that*, *rejected the notion that*.
    pub const NOUN_THAT: Frames = Frames(1 << 24);
    /// What a court hears is what somebody told it: *the court heard that*.
    pub const HEARD: Frames = Frames(1 << 25);
    /// Reports in the passive only: *it is understood that*, *is understood to be*.
    pub const PASSIVE: Frames = Frames(1 << 26);

    /// Whether any of the frames is among these.
    pub fn any(self, of: &[Frames]) -> bool {
        of.iter().any(|f| self.0 & f.0 != 0)
    }

    /// The same, with a clause that may come without *that*.
    pub fn without_that(self) -> Frames {
        Frames(self.0 & !Frames::THAT.0 | Frames::CLAUSE.0)
    }

    fn parse(names: &str) -> Option<Frames> {
        let mut set = 0;
        for name in names.split(',') {
            set |= match name {
                "clause" => Frames::CLAUSE.0,
                "quote" => Frames::QUOTE.0,
                "wh" => Frames::WH.0,
                "bare" => Frames::BARE.0,
                "that" => Frames::THAT.0,
                "recipient" => Frames::RECIPIENT.0,
                "objto" => Frames::OBJECT_TO.0,
                "to" => Frames::TO.0,
                "objof" => Frames::OBJECT_OF.0,
                "objfor" => Frames::OBJECT_FOR.0,
                "objas" => Frames::OBJECT_AS.0,
                "objpred" => Frames::OBJECT_PREDICATE.0,
                "for" => Frames::FOR.0,
                "np_quote" => Frames::QUOTED_PHRASE.0,
                "gerund" => Frames::GERUND.0,
                "objlike" => Frames::LIKENED.0,
                "objger" => Frames::OBJECT_GERUND.0,
                "np" => Frames::FACT.0,
                "speech" => Frames::SPEECH.0,
                "objat" => Frames::OBJECT_AT.0,
                "objattr" => Frames::ATTRIBUTED.0,
                "against" => Frames::AGAINST.0,
                "saidthat" => Frames::NOUN_THAT.0,
                "heard" => Frames::HEARD.0 | Frames::CLAUSE.0,
                "said" => Frames::SAID_NOUN.0,
                "passive" => Frames::PASSIVE.0,
                "objwith" => Frames::CREDITED.0,
                _ => return None,
            };
        }
        Some(Frames(set))
    }
}

/// Inflected forms, as a set: *read* is base, past and participle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(u8);

impl Form {
    /// *say*
    pub const BASE: Form = Form(1);
    /// *says*
    pub const THIRD: Form = Form(2);
    /// *said*
    pub const PAST: Form = Form(4);
    /// *said* (was said)
    pub const PARTICIPLE: Form = Form(8);
    /// *saying*
    pub const GERUND: Form = Form(16);

    /// Whether it can be this form.
    pub fn can_be(self, form: Form) -> bool {
        self.0 & form.0 != 0
    }
}

/// A row of `verbs.tsv`.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Lemma; phrasal verbs with a space (*point out*).
    pub lemma: &'static str,
    /// What the writer's choice signals.
    pub class: VerbClass,
    /// What may follow.
    pub frames: Frames,
    /// The words after the first one of a phrasal verb.
    pub rest: Vec<&'static str>,
}

struct Tables {
    verbs: Vec<Verb>,
    forms: HashMap<String, Vec<(usize, Form)>>,
    cues: HashMap<&'static str, VerbClass>,
    roles: HashMap<&'static str, (SpeakerKind, Option<Gender>)>,
    given: HashMap<&'static str, Option<Gender>>,
    capitals: HashMap<&'static str, &'static str>,
}

/// Grammatical gender of a word or name that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// *she*
    Feminine,
    /// *he*
    Masculine,
}

/// Whether two may be one person by gender: they have the same, or one has none that is known.
pub fn genders_agree(one: Option<Gender>, other: Option<Gender>) -> bool {
    one.is_none() || other.is_none() || one == other
}

static TABLES: LazyLock<Tables> = LazyLock::new(read);

fn read() -> Tables {
    let mut tables = Tables {
        verbs: Vec::new(),
        forms: HashMap::new(),
        cues: HashMap::new(),
        roles: HashMap::new(),
        given: HashMap::new(),
        capitals: HashMap::new(),
    };
    for row in rows(include_str!("verbs.tsv")) {
        let [lemma, class, frames, irregular, ..] = row[..] else { continue };
        let (Some(class), Some(frames)) = (class_named(class), Frames::parse(frames)) else { continue };
        let mut words = lemma.split(' ');
        let first = words.next().unwrap_or(lemma);
        let index = tables.verbs.len();
        tables.verbs.push(Verb { lemma, class, frames, rest: words.collect() });
        for (form, kind) in inflect(first, irregular) {
            let list = tables.forms.entry(form).or_default();
            match list.iter_mut().find(|(at, _)| *at == index) {
                Some((_, known)) => known.0 |= kind.0,
                None => list.push((index, kind)),
            }
        }
    }
    // Longer phrases first: "call for" before "call".
    for list in tables.forms.values_mut() {
        list.sort_by_key(|(at, _)| std::cmp::Reverse(tables.verbs[*at].rest.len()));
    }
    for row in rows(include_str!("cues.tsv")) {
        if let [cue, _, class, ..] = row[..]
            && let Some(class) = class_named(class)
        {
            tables.cues.insert(cue, class);
        }
    }
    for row in rows(include_str!("roles.tsv")) {
        if let [noun, kind, gender, ..] = row[..]
            && let Some(kind) = kind_named(kind)
        {
            tables.roles.insert(noun, (kind, gender_named(gender)));
        }
    }
    for row in rows(include_str!("given_names.tsv")) {
        if let [name, gender, ..] = row[..] {
            tables.given.insert(name, gender_named(gender));
        }
    }
    for row in rows(include_str!("capitals.tsv")) {
        if let [capital, label, ..] = row[..] {
            tables.capitals.insert(capital, label);
        }
    }
    tables
}

/// The rows of a table after its header, as cells.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

fn class_named(name: &str) -> Option<VerbClass> {
    Some(match name {
        "neutral" => VerbClass::Neutral,
        "distancing" => VerbClass::Distancing,
        "factive" => VerbClass::Factive,
        "argumentative" => VerbClass::Argumentative,
        "directive" => VerbClass::Directive,
        "commissive" => VerbClass::Commissive,
        "denial" => VerbClass::Denial,
        "prediction" => VerbClass::Prediction,
        _ => return None,
    })
}

fn kind_named(name: &str) -> Option<SpeakerKind> {
    Some(match name {
        "person" => SpeakerKind::Person,
        "organisation" => SpeakerKind::Organisation,
        "document" => SpeakerKind::Document,
        "anonymous" => SpeakerKind::Anonymous,
        _ => return None,
    })
}

/// The gender that a cell of a table says: `f`, `m` or `-`.
pub(super) fn gender_named(name: &str) -> Option<Gender> {
    match name {
        "f" => Some(Gender::Feminine),
        "m" => Some(Gender::Masculine),
        _ => None,
    }
}

/// Forms of a verb: regular spelling, or the four of the table (third person, past, participle, gerund).
fn inflect(lemma: &str, irregular: &str) -> Vec<(String, Form)> {
    let mut forms = vec![(lemma.to_owned(), Form::BASE)];
    let given: Vec<&str> = irregular.split_whitespace().collect();
    if let [third, past, participle, gerund] = given[..] {
        forms.push((third.into(), Form::THIRD));
        forms.push((past.into(), Form::PAST));
        forms.push((participle.into(), Form::PARTICIPLE));
        forms.push((gerund.into(), Form::GERUND));
        // American spelling of doubled l: labeled, labeling.
        if past.ends_with("lled") && lemma.ends_with('l') {
            forms.push((format!("{lemma}ed"), Form(Form::PAST.0 | Form::PARTICIPLE.0)));
            forms.push((format!("{lemma}ing"), Form::GERUND));
        }
        return forms;
    }
    let before_last = lemma.chars().rev().nth(1).unwrap_or('a');
    let consonant_y = lemma.ends_with('y') && !"aeiou".contains(before_last);
    let stem = &lemma[..lemma.len() - 1];
    let third = if consonant_y {
        format!("{stem}ies")
    } else if ["s", "sh", "ch", "x", "z"].iter().any(|e| lemma.ends_with(e)) {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let past = if consonant_y {
        format!("{stem}ied")
    } else if lemma.ends_with('e') {
        format!("{lemma}d")
    } else {
        format!("{lemma}ed")
    };
    let gerund = if lemma.ends_with('e') && !lemma.ends_with("ee") { format!("{stem}ing") } else { format!("{lemma}ing") };
    forms.push((third, Form::THIRD));
    forms.push((past, Form(Form::PAST.0 | Form::PARTICIPLE.0)));
    forms.push((gerund, Form::GERUND));
    forms
}

/// A word in lower case, without a copy where it is so already.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) }
}

/// Verbs that the (lower case) word can be a form of; phrasal verbs first.
pub fn verbs(word: &str) -> impl Iterator<Item = (&'static Verb, Form)> {
    let tables = &*TABLES;
    tables.forms.get(word).into_iter().flatten().map(|(at, form)| (&tables.verbs[*at], *form))
}

/// Class of a noun, adverb or preposition of reporting (lower case, nouns in the singular).
pub fn cue_class(cue: &str) -> Option<VerbClass> {
    TABLES.cues.get(cue).copied()
}

/// What kind of source a noun (lower case) names; plural forms that are not in the table count as their singular.
pub fn role(noun: &str) -> Option<(SpeakerKind, Option<Gender>)> {
    let noun = noun.strip_prefix("ex-").unwrap_or(noun);
    let roles = &TABLES.roles;
    let last = noun.rsplit('-').next().unwrap_or(noun);
    [noun, last].iter().find_map(|n| roles.get(n).or_else(|| roles.get(singular(n).as_ref()))).copied()
}

/// Whether a noun (lower case) is a role of a person: *minister*, *witness*.
pub fn is_person(noun: &str) -> bool {
    matches!(role(noun), Some((SpeakerKind::Person, _)))
}

/// Whether a noun (lower case) is a role of a body: *ministry*, *charity*.
pub fn is_body(noun: &str) -> bool {
    matches!(role(noun), Some((SpeakerKind::Organisation, _)))
}

/// Whether a word (lower case) is a form of a reporting verb.
pub fn reports(word: &str) -> bool {
    TABLES.forms.contains_key(word)
}

/// Whether the table has the noun in this very form.
pub fn is_role(noun: &str) -> bool {
    TABLES.roles.contains_key(noun)
}

/// The singular of a regular plural.
pub fn singular(noun: &str) -> Cow<'_, str> {
    if let Some(stem) = noun.strip_suffix("ies") {
        return Cow::Owned(format!("{stem}y"));
    }
    if noun.ends_with("ss") {
        return Cow::Borrowed(noun);
    }
    Cow::Borrowed(noun.strip_suffix('s').unwrap_or(noun))
}

/// Whether a word (lower case) is a given name, and the gender that it says, if it says one.
pub fn given_name(name: &str) -> Option<Option<Gender>> {
    TABLES.given.get(name).copied()
}

/// What a capital stands for when it speaks: *Moscow* → *Russia*.
pub fn capital(name: &str) -> Option<&'static str> {
    TABLES.capitals.get(name).copied()
}

/// Whether this is the name of a country that has a row in `capitals.tsv`.
pub fn is_country(name: &str) -> bool {
    TABLES.capitals.values().any(|country| *country == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read_and_sorted() {
        for (table, columns) in [
            (include_str!("verbs.tsv"), 6),
            (include_str!("cues.tsv"), 5),
            (include_str!("roles.tsv"), 5),
            (include_str!("given_names.tsv"), 4),
            (include_str!("capitals.tsv"), 4),
        ] {
            let keys: Vec<&str> = rows(table)
                .map(|row| {
                    assert_eq!(row.len(), columns, "{row:?}");
                    assert!(!row[columns - 2].is_empty() && row[columns - 1].len() == 10, "source and as_of of {row:?}");
                    row[0]
                })
                .collect();
            assert!(keys.windows(2).all(|w| w[0] < w[1]), "sorted, each once");
        }
        assert_eq!(TABLES.verbs.len(), rows(include_str!("verbs.tsv")).count());
        assert_eq!(TABLES.cues.len(), rows(include_str!("cues.tsv")).count());
        assert_eq!(TABLES.roles.len(), rows(include_str!("roles.tsv")).count());
        assert_eq!(TABLES.given.len(), rows(include_str!("given_names.tsv")).count());
    }

    #[test]
    fn forms_regular_and_irregular_lead_to_the_verb() {
        let lemmas = |word: &str| verbs(word).map(|(v, _)| v.lemma).collect::<Vec<_>>();
        assert_eq!(lemmas("said"), ["say"]);
        assert_eq!(lemmas("denies"), ["deny"]);
        assert_eq!(lemmas("stressed"), ["stress"]);
        assert_eq!(lemmas("alleged"), ["allege"]);
        assert_eq!(lemmas("labeled"), ["label"]);
        assert_eq!(lemmas("urging"), ["urge"]);
        assert!(lemmas("called").starts_with(&["call for"]) || lemmas("called").contains(&"call for"));
        assert!(lemmas("walked").is_empty());
    }

    #[test]
    fn plurals_of_roles_count_as_their_singular() {
        assert_eq!(role("ministries").map(|r| r.0), Some(SpeakerKind::Organisation));
        assert_eq!(role("ex-chief").map(|r| r.0), Some(SpeakerKind::Person));
        assert_eq!(role("ladder"), None);
    }
}
