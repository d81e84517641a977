//! Sources that are descriptions: *the minister*, *the bloc*, *officials*, *a person familiar with the matter*.

use super::lexicon::{self, Gender};
use super::names::Entity;
use super::source::Source;
use super::speaker::{BACK, Resolved, Speakers, Who, plural, text_of};
use crate::report::SpeakerKind;
use crate::text::Tag;

/// Words before *minister* or *secretary* that say which.
const PORTFOLIOS: &[&str] = &[
    "prime",
    "foreign",
    "finance",
    "home",
    "interior",
    "defence",
    "defense",
    "health",
    "education",
    "transport",
    "justice",
    "trade",
    "energy",
    "agriculture",
    "labour",
    "labor",
    "environment",
    "treasury",
    "deputy",
    "vice",
];

/// Roles for which somebody is known.
const FAME: &[&str] = &[
    "singer",
    "actor",
    "actress",
    "host",
    "rapper",
    "musician",
    "author",
    "player",
    "striker",
    "winger",
    "forward",
    "midfielder",
    "defender",
    "goalkeeper",
    "captain",
    "quarterback",
    "comedian",
    "presenter",
    "champion",
];

/// Words for whoever leads something.
const HEADS: &[&str] = &["boss", "chief", "head", "leader", "manager", "coach", "director", "executive"];

/// Bodies of the state.
const PUBLIC_BODIES: &[&str] = &[
    "agency",
    "commission",
    "administration",
    "authority",
    "bureau",
    "board",
    "inspectorate",
    "directorate",
    "regulator",
    "watchdog",
    "department",
    "ministry",
];

/// Bodies that trade.
const BUSINESSES: &[&str] = &[
    "company",
    "firm",
    "group",
    "corporation",
    "conglomerate",
    "manufacturer",
    "maker",
    "retailer",
    "chain",
    "grocer",
    "supermarket",
    "operator",
    "utility",
    "carrier",
    "airline",
    "bank",
    "lender",
    "insurer",
    "brokerage",
    "supplier",
    "automaker",
    "carmaker",
    "startup",
    "start-up",
    "giant",
    "brand",
    "publisher",
    "studio",
    "developer",
    "shipbuilder",
    "steelmaker",
    "chipmaker",
    "drugmaker",
    "distributor",
    "provider",
    "wholesaler",
];

/// Bodies of members.
const GROUPS: &[&str] = &[
    "group",
    "organisation",
    "organization",
    "charity",
    "union",
    "alliance",
    "coalition",
    "federation",
    "association",
    "council",
    "society",
    "party",
    "bloc",
    "league",
    "club",
    "foundation",
    "trust",
    "non-profit",
    "nonprofit",
    "lobby",
];

/// Words that say that a role is over.
const FORMER: &[&str] = &["former", "ex", "ousted", "late", "retired"];

/// Roles that somebody has beside every other one.
const KIN: &[&str] = &[
    "father",
    "mother",
    "son",
    "daughter",
    "brother",
    "sister",
    "husband",
    "wife",
    "widow",
    "widower",
    "cousin",
    "uncle",
    "aunt",
    "grandfather",
    "grandmother",
    "friend",
    "neighbour",
    "neighbor",
    "resident",
    "man",
    "woman",
    "member",
    "native",
];

/// Whether a paragraph begins with a participle or preposition and what belongs to it, up to a comma: *Testifying under oath,*.
fn led_in(view: &super::view::View, comma: usize) -> bool {
    let Some(block) = view.article.blocks.get(view.block(comma)) else { return false };
    let first = view.token_from(block.span.start);
    comma < first + 20
        && (view.word(first).ends_with("ing") && view.verbal(first) || view.tag(first) == Tag::Adp)
        && (first..comma).all(|t| view.sentence_index(t) == view.sentence_index(comma) && !view.is(t, &[","]))
}

/// Whether no name stands before the noun of a source: *the grocery giant*, not *the Selwyn giant*.
fn which_is_common(view: &super::view::View, source: &Source) -> bool {
    (source.tokens.start..source.head).all(|t| view.tag(t) != Tag::Propn)
}

impl Speakers<'_> {
    /// *the minister*, *the bloc*, *officials*, *a person familiar with the matter*.
    pub(super) fn description(&self, source: &Source) -> Resolved {
        let view = self.view;
        if let Some(label) = self.outlet_described(source) {
            return Resolved {
                kind: SpeakerKind::Organisation,
                how: format!("the outlet is {label}"),
                label,
                factor: 0.9,
                ..Resolved::unknown()
            };
        }
        let head = source.head;
        let word = view.lower(head);
        let text = text_of(view, source);
        if view.tag(head) == Tag::Propn
            && let Some(label) = lexicon::capital(&text)
        {
            return Resolved {
                label: label.to_owned(),
                kind: SpeakerKind::Organisation,
                factor: 0.95,
                how: format!("“{text}” stands for its government"),
                ..Resolved::unknown()
            };
        }
        // *a group known as the Nine*
        if let Some(known) = (head..source.tokens.end).find(|t| view.is(*t, &["known"]) && view.is(*t + 1, &["as"])) {
            let mut from = known + 2;
            while from < source.tokens.end && (view.punct(from) || view.is(from, &["the"])) {
                from += 1;
            }
            let to = (from..source.tokens.end).find(|t| view.punct(*t)).unwrap_or(source.tokens.end);
            if from < to && view.tag(from) == Tag::Propn {
                let name = Source { tokens: from..to, head: to - 1 };
                return Resolved {
                    label: text_of(view, &name),
                    kind: SpeakerKind::Organisation,
                    mention: Some(view.span(from..to)),
                    factor: 0.95,
                    ..Resolved::unknown()
                };
            }
        }
        let text = self.written_out(source, text);
        let role = lexicon::role(&word);
        let many = plural(view, head);
        let determiner = view.lower(source.tokens.start);
        let definite =
            matches!(&*determiner, "the" | "this" | "that") || view.is(source.tokens.start, &["his", "her", "its", "their"]);
        let in_headline = !definite && matches!(view.block_kind(head), Some(crate::report::BlockKind::Headline));
        // *the 43-year-old cook* is one word more.
        let aged = text.contains("year-old");
        let short = source.tokens.len() <= 4 || text.split_whitespace().count() <= if aged { 4 } else { 3 } && definite;
        // What they stand for may stand before these.
        let politician = matches!(&*word, "democrat" | "republican" | "conservative" | "lawmaker" | "legislator" | "senator");
        // *the agency* is the commission that was named.
        if definite
            && !many
            && source.tokens.len() == 2
            && view.is(source.tokens.start, &["the"])
            && matches!(role, Some((SpeakerKind::Organisation, _)))
            && let Some(found) = self.body_called(head, &word)
        {
            return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
        }
        // *the officer* after *an officer*: the one described before.
        if definite
            && !many
            && let Some(found) = self.described_before(source, &word)
        {
            // Who was described has a name by now, where one person has the role and was named since.
            if let Some((SpeakerKind::Person, gender)) = role
                && let Some(named) = self.only(source, gender, &word)
                && self
                    .traces
                    .iter()
                    .rev()
                    .take(BACK)
                    .any(|t| t.token < head && Some(&t.who) == named.entity.map(Who::Entity).as_ref())
            {
                return Resolved { factor: 0.9, how: format!("“{text}” is {}", named.label), ..named };
            }
            return found;
        }
        // *the team*, *the authors*, after researchers were spoken of.
        if definite
            && source.tokens.len() == 2
            && matches!(&*word, "team" | "authors" | "researchers" | "scientists" | "investigators" | "academics")
            && let Some(found) = self.researchers(head)
        {
            return found;
        }
        // *this person*, after *a negotiator who spoke on condition of anonymity*.
        if definite
            && !many
            && short
            && matches!(&*word, "person" | "man" | "woman" | "source" | "official" | "interlocutor")
            && let Some(found) = self.nameless(head, role.and_then(|r| r.1))
        {
            return found;
        }
        // *the official noted*, after a minister has spoken.
        if matches!(&*word, "official" | "diplomat" | "politician")
            && source.tokens.len() == 2
            && view.is(source.tokens.start, &["the"])
            && let Some(found) = self.spoke_in_office(head)
        {
            return Resolved { factor: 0.85, how: format!("“{text}” is {}", found.label), ..found };
        }
        // *the Lagos Nights star*: what made somebody known may stand before these.
        let fame = FAME.contains(&&*word) || matches!(&*word, "star" | "artist" | "alum" | "director" | "founder");
        // Roles that an article has many of do not fall back on whoever was spoken of last.
        let common = matches!(
            &*word,
            "officer"
                | "lawyer"
                | "attorney"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "witness"
                | "doctor"
                | "judge"
                | "prosecutor"
                | "victim"
                | "suspect"
                | "official"
                | "expert"
                | "resident"
                | "reporter"
                | "person"
                | "journalist"
                | "source"
                | "insider"
                | "complainant"
                | "chair"
                | "customer"
                | "user"
                | "defendant"
        );
        // *the Selwyn-based grocer* is a firm.
        if definite
            && !many
            && BUSINESSES.contains(&&*word)
            && matches!(role, Some((SpeakerKind::Person, _)))
            && text.contains("-based")
            && let Some(found) = self.body(head, "company")
        {
            return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
        }
        if definite
            && fame
            && short
            && let Some(found) = self.famous(head)
        {
            return Resolved { factor: 0.85, how: format!("“{text}” is {}", found.label), ..found };
        }
        match role {
            Some((SpeakerKind::Person, gender))
                if !many && (definite && !view.is(source.tokens.start, &["his", "her", "its", "their"]) || in_headline) =>
            {
                let bare = word.strip_prefix("ex-").unwrap_or(&word).to_owned();
                // *the prime minister* is no other minister.
                let portfolio = (source.tokens.start..head).find(|t| view.is(*t, PORTFOLIOS)).map(|t| view.lower(t));
                if let Some(portfolio) = portfolio.as_deref()
                    && self.names.entities.iter().take(200).any(|e| e.roles.contains(portfolio) && e.roles.contains(&*word))
                    && let Some(found) = self.person(head, gender, &[portfolio]).or_else(|| self.only(source, gender, &bare))
                {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
                // *the former minister* is nobody who is called minister alone.
                let former = (source.tokens.start..head).any(|t| view.is(t, FORMER)) || word.starts_with("ex-");
                // Nor is the head of one department the head of another.
                let of = super::names::of_what(view, source.tokens.clone());
                let another = |entity: &Entity| {
                    of.as_ref().is_some_and(|(role, own)| {
                        entity.matters.iter().any(|(r, m)| r == role && super::names::other_matter(own, m))
                    })
                };
                let against = |entity: &Entity| {
                    if another(entity) { None } else { self.against(entity, &word, portfolio.as_deref(), former) }
                };
                // *the Ohio Democrat* is the one from Ohio.
                if politician
                    && (source.tokens.start..head).any(|t| view.tag(t) == Tag::Propn)
                    && let Some(found) = self.only(source, gender, &bare)
                {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
                // A star is an actor, a singer or a player.
                let mut words: Vec<&str> = vec![&word, &bare];
                if matches!(&*word, "star" | "celebrity" | "performer" | "artist") {
                    words.extend(FAME);
                }
                if matches!(&*word, "envoy" | "diplomat") {
                    words.push("ambassador");
                }
                let found = self
                    .person_but(head, gender, &words, &against, false)
                    .or_else(|| if in_headline { self.later(source, gender, &[&word, &bare]) } else { None })
                    .or_else(|| {
                        self.only(source, gender, &bare).filter(|f| !f.entity.is_some_and(|e| another(&self.names.entities[e])))
                    })
                    .or_else(|| {
                        // *the petitioner's counsel* is the petitioner's.
                        // *the father of two* is nobody else's.
                        let parent = view.is(head, &["father", "mother", "dad", "mum", "mom", "parent"])
                            && view.is(head + 1, &["of"])
                            && view.tag(head + 2) == Tag::Num;
                        let of_another =
                            !parent && (source.tokens.start..source.tokens.end).any(|t| view.is(t, &["'s", "’s", "of", "for"]));
                        (short
                            && definite
                            && !of_another
                            && !(view.word(head).starts_with(char::is_uppercase) && head > source.tokens.start)
                            && (!common || aged)
                            && (fame || politician || !(source.tokens.start..head).any(|t| view.tag(t) == Tag::Propn)))
                        .then(|| self.person_but(head, gender, &[], &against, false))
                        .flatten()
                    });
                if let Some(found) = found {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
            }
            _ if !many && definite && short && (word.contains("year-old") || text.contains("year-old")) => {
                if let Some(found) = self.person(head, None, &[]) {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
            }
            Some((SpeakerKind::Organisation, _))
                if !many
                    && definite
                    && !view.is(source.tokens.start, &["his", "her", "their"])
                    && (source.tokens.len() <= 3 || text.contains("-based ")) =>
            {
                // *the Selwyn museum* is no museum elsewhere.
                // *the telecommunications regulator* is no body of which that isn't said.
                // *the grocery giant*, after a firm has just spoken.
                let firm = BUSINESSES.contains(&&*word) && which_is_common(view, source);
                let matter =
                    (source.tokens.start..head).find(|t| view.tag(*t) == Tag::Noun && head == *t + 1).map(|t| view.lower(t));
                let which: Vec<_> = (source.tokens.start..head)
                    .filter(|t| view.tag(*t) == Tag::Propn && !text.contains("-based ") && !self.is_place(view.word(*t)))
                    .map(|t| view.lower(t))
                    .collect();
                if let Some(found) = self.body(head, &word)
                    && which.iter().all(|w| lexicon::lower(&found.label).contains(&**w))
                    && matter.is_none_or(|m| {
                        lexicon::lower(&found.label).contains(&*m)
                            || firm && found.entity.is_some_and(|e| self.spoke_lately(e, head))
                            || found.entity.is_some_and(|e| {
                                let roles = &self.names.entities[e].roles;
                                roles.contains(&*m) || roles.contains(&*word) || self.same_sort(roles, &word)
                            })
                    })
                {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
            }
            _ => {}
        }
        // *his widow*, where one other person has his name.
        if view.is(source.tokens.start, &["his", "her"])
            && !many
            && let Some((SpeakerKind::Person, gender)) = role
            && let Some(found) = self.of_the_family(source, gender, &word)
        {
            return Resolved { factor: 0.85, how: format!("“{text}” is {}", found.label), ..found };
        }
        // *his widow*, where the article says of one person that she is a widow.
        if view.is(source.tokens.start, &["his", "her", "their", "its"])
            && !many
            && let Some((SpeakerKind::Person, gender)) = role
            && let Some(found) = self.only(source, gender, &word)
        {
            return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
        }
        // In its first lines an article describes whom it names a little later: *the museum's director*.
        if let Some((SpeakerKind::Person, gender)) = role
            && !many
            && (view.block(head) < 5 || view.block(head) < 8 && head > source.tokens.start + 1 && source.tokens.end == head + 1)
            && let Some(found) = self.soon(source, gender, &word)
        {
            return Resolved { factor: 0.85, how: format!("“{text}” is {}", found.label), ..found };
        }
        if let Some((SpeakerKind::Person, gender)) = role
            && !many
            && !definite
            && let Some(found) = self.named_next(source, gender)
        {
            return Resolved { factor: 0.8, how: format!("“{text}” is {}", found.label), ..found };
        }
        // Nobody who is only described is known, but for who holds an office that one person has.
        let office = definite
            && matches!(
                &*word,
                "minister"
                    | "president"
                    | "commissioner"
                    | "premier"
                    | "chancellor"
                    | "governor"
                    | "king"
                    | "queen"
                    | "pope"
                    | "taoiseach"
                    | "prince"
                    | "princess"
            );
        let kind = match role {
            Some((SpeakerKind::Person, _)) if many || !office => SpeakerKind::Anonymous,
            Some((kind, _)) => kind,
            None if view.tag(head) == Tag::Propn => SpeakerKind::Organisation,
            None => self.sort_of(source, &word),
        };
        let anonymous = (source.tokens.clone()).any(|t| view.is(t, &["familiar", "anonymity", "unnamed", "anonymous"]));
        let kind = if anonymous { SpeakerKind::Anonymous } else { kind };
        Resolved { label: text, kind, ..Resolved::unknown() }
    }

    /// What a description is whose noun names no role: by sorts of bodies and writings, by *one of*, *another*, *a third*.
    fn sort_of(&self, source: &Source, noun: &str) -> SpeakerKind {
        const BODIES: &[&str] = &["staff", "management", "body", "television", "radio", "branch", "wing", "arm", "sides", "side"];
        const WRITINGS: &[&str] = &[
            "handout",
            "draft",
            "version",
            "notification",
            "count",
            "rules",
            "guidebook",
            "card",
            "badge",
            "title",
            "reply",
            "replies",
        ];
        let view = self.view;
        let first = source.tokens.start;
        if BODIES.contains(&noun) {
            return SpeakerKind::Organisation;
        }
        if WRITINGS.contains(&noun) {
            return SpeakerKind::Document;
        }
        let some = view.is(
            first,
            &[
                "one", "another", "others", "both", "some", "many", "several", "few", "most", "two", "three", "four", "half",
                "everyone",
            ],
        ) || view.is(first, &["a", "the"])
            && view.is(first + 1, &["second", "third", "fourth", "fifth", "other", "others"]);
        let person = (source.head..source.tokens.end.min(source.head + 6))
            .any(|t| matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Person, _))));
        let many = plural(view, source.head) && (noun.ends_with("ers") || noun.ends_with("ors") || noun.ends_with("ists"));
        if some && (person || source.tokens.len() <= 3 || view.is(first + 1, &["of"])) || many {
            SpeakerKind::Anonymous
        } else {
            SpeakerKind::Unknown
        }
    }

    /// A description with the pronouns in it written out, so that it can be read alone: *a source close to him* with who he is,
    /// and without how the article came by it (*a letter seen by the Mercury*). Names stay as the article has them: *UN officials*,
    /// *Obi's allies*.
    fn written_out(&self, source: &Source, text: String) -> String {
        let view = self.view;
        let first = source.tokens.start
            + usize::from(
                source.tokens.len() > 1
                    && view.is(source.tokens.start, &["the", "a", "an", "this", "that", "one"])
                    && !view.is(source.tokens.start + 1, &["of"]),
            );
        let mut end = source.tokens.end;
        if let Some(got) = (source.head + 1..end.saturating_sub(1)).find(|t| {
            view.is(*t, &["seen", "obtained", "reviewed", "viewed"]) && view.is(*t + 1, &["by"])
                || view.is(*t, &[","]) && view.is(*t + 1, &["who", "whose", "which"])
        }) {
            end = got;
        }
        // *the singer, 34*
        if end > source.head + 2 && view.tag(end - 1) == Tag::Num && view.is(end - 2, &[","]) {
            end -= 2;
        }
        while end > source.head + 1
            && (view.punct(end - 1) && !view.is(end - 1, &[")"])
                || view.tag(end - 1) == Tag::Adv
                || super::content::time_word(view, end - 1)
                || view.is(end - 1, &["on", "in"]) && end < source.tokens.end)
        {
            end -= 1;
        }
        let mut pieces: Vec<(usize, String)> = Vec::new();
        for t in first..end {
            if view.is(t, &["his", "him", "her"]) && t != source.head {
                let gender = if view.is(t, &["her"]) { Gender::Feminine } else { Gender::Masculine };
                let Some(who) = self.owner(t, gender) else { continue };
                let owns = t + 1 < end && !view.is(t, &["him"]) && view.tag(t + 1) != Tag::Adp;
                pieces.push((t, if owns { format!("{}’s", who.label) } else { who.label }));
            }
        }
        if pieces.is_empty() && end == source.tokens.end {
            return text;
        }
        let whole = text_of(view, &Source { tokens: source.tokens.start..end, head: source.head });
        if pieces.is_empty() {
            return whole;
        }
        let mut out = String::new();
        let mut at = first;
        for (t, label) in pieces {
            if t > at {
                out.push_str(view.span(at..t).of(view.text).trim());
                out.push(' ');
            }
            out.push_str(&label);
            at = t + 1;
            if at < end && view.tokens[at].span.start > view.tokens[at - 1].span.end {
                out.push(' ');
            }
        }
        if at < end {
            out.push_str(view.span(at..end).of(view.text).trim());
        }
        let mut out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        let from = self.names.mentions.partition_point(|m| m.last <= first);
        if whole.starts_with(char::is_lowercase)
            && !out.starts_with(|c: char| c.is_lowercase())
            && view.word(first).starts_with(char::is_uppercase)
            && let Some(c) = out.chars().next()
            && self.names.mentions[from..].first().is_none_or(|m| self.name_start(*m) > first)
            && !view.is(first, &["his", "her"])
        {
            out.replace_range(..c.len_utf8(), &c.to_lowercase().to_string());
        }
        out
    }

    /// What speaks against somebody as the bearer of a role: another portfolio, being in office where the one meant was, or
    /// being known by another role alone.
    fn against(&self, entity: &Entity, role: &str, portfolio: Option<&str>, former: bool) -> Option<f32> {
        let bare = role.strip_prefix("ex-").unwrap_or(role);
        let heads = HEADS.contains(&bare) && HEADS.iter().any(|h| entity.roles.contains(*h));
        let has = heads || entity.roles.contains(bare) || entity.roles.contains(role);
        let own = |word: &str| entity.roles.contains(word);
        if let Some(portfolio) = portfolio
            && has
            && !own(portfolio)
            && (matches!(portfolio, "prime" | "deputy" | "vice") || PORTFOLIOS.iter().any(|p| own(p)))
        {
            return None;
        }
        if has {
            let was = own("former") || own("ex") || own("ex-president");
            return Some(if former && !was { 1.5 } else { 0.0 });
        }
        // *the senator* is who is called *Sen.*, and *the lawmaker* a member of whichever party.
        let member = match role {
            "senator" => own("sen") || own("sen."),
            "lawmaker" | "legislator" | "congressman" | "congresswoman" => ["sen", "sen.", "rep", "rep."].iter().any(|r| own(r)),
            _ => false,
        };
        if member {
            return Some(0.0);
        }
        let known = entity.roles.iter().any(|r| {
            !matches!(r.as_str(), "democrat" | "republican" | "independent")
                && matches!(lexicon::role(r), Some((SpeakerKind::Person, _)))
                && !super::names::is_title(r)
                && !KIN.contains(&r.as_str())
        });
        Some(if known { 2.5 } else { 0.0 })
    }

    /// The one person of the whole article who has the role; of several, the one who has the words before the role noun
    /// too (*the finance minister*).
    fn only(&self, source: &Source, gender: Option<Gender>, role: &str) -> Option<Resolved> {
        // An article that names thousands has no one person of a role.
        const MOST: usize = 200;
        let alike: &[&str] = match role {
            "lawyer" | "attorney" | "counsel" | "solicitor" | "barrister" => {
                &["lawyer", "attorney", "counsel", "solicitor", "barrister"]
            }
            "spokesman" | "spokeswoman" | "spokesperson" => &["spokesman", "spokeswoman", "spokesperson"],
            "lawmaker" | "legislator" | "congressman" | "congresswoman" | "parliamentarian" | "mp" => &[
                "lawmaker",
                "legislator",
                "congressman",
                "congresswoman",
                "senator",
                "mp",
                "representative",
                "deputy",
                "sen",
                "sen.",
                "rep",
                "rep.",
            ],
            "senator" => &["senator", "sen", "sen."],
            "judge" => &["judge", "justice"],
            "chair" | "chairman" | "chairwoman" | "chairperson" => &["chair", "chairman", "chairwoman", "chairperson"],
            "chief" | "boss" | "head" | "leader" if source.tokens.len() <= 3 => {
                &["chief", "boss", "head", "leader", "director", "executive", "president", "chairman", "chairwoman", "chair"]
            }
            _ => &[],
        };
        let view = self.view;
        let words = || source.tokens.start..source.head;
        let portfolio = words().find(|t| view.is(*t, PORTFOLIOS)).map(|t| view.lower(t));
        let former = words().any(|t| view.is(t, FORMER));
        let mut found: Vec<usize> = (0..self.names.entities.len().min(MOST))
            .filter(|e| {
                let entity = &self.names.entities[*e];
                entity.kind != SpeakerKind::Organisation
                    && self
                        .against(entity, role, portfolio.as_deref(), former)
                        .is_some_and(|a| a < 1.0 || !entity.roles.contains(role))
                    && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
                    && (entity.roles.contains(role) || alike.iter().any(|r| entity.roles.contains(*r)))
                    && self.count[*e] > 0
            })
            .collect();
        let modifiers: Vec<_> = (source.tokens.start..source.head)
            .filter(|t| matches!(view.tag(*t), Tag::Noun | Tag::Adj | Tag::Propn))
            .map(|t| view.lower(t))
            .collect();
        if found.len() > 1 && !modifiers.is_empty() {
            found.retain(|e| modifiers.iter().all(|m| self.names.entities[*e].roles.contains(&**m)));
        }
        let [one] = found[..] else { return None };
        // *the deputy minister* is not the minister, *the petitioner's counsel* not the state's, *the Rwandan spokesman* not
        // another army's.
        let entity = &self.names.entities[one];
        // *the Transporters' Union boss*, where a body that was named is meant.
        let heads = HEADS.contains(&role) && source.tokens.len() <= 3;
        let body = |t: usize| {
            let at = self.names.mentions.partition_point(|m| m.last <= t);
            heads
                && self.names.mentions.get(at).is_some_and(|m| {
                    m.first <= t && self.count[m.entity] > 1 && self.names.entities[m.entity].kind == SpeakerKind::Organisation
                })
        };
        let known = |t: usize| {
            body(t) || entity.roles.contains(&*view.lower(t)) || lexicon::lower(&entity.label).contains(&*view.lower(t))
        };
        let other = (source.tokens.start..source.head).any(|t| {
            let tells = view.is(t, &["deputy", "vice", "assistant", "acting", "opposition"])
                || view.is(t + 1, &["'s", "’s", "'", "’"])
                || view.word(t).starts_with(char::is_uppercase) && t > view.sentence(t).start && view.tag(t) != Tag::Det;
            tells && !known(t)
        });
        (!other).then(|| self.entity(one, 0.9, String::new()))
    }

    /// Whom the first lines describe and the next paragraphs name: *A former aide told the court …*, then *Ada Obi, 41, said …*.
    /// It is somebody new, the first whom the paragraph names, and its subject.
    fn named_next(&self, source: &Source, gender: Option<Gender>) -> Option<Resolved> {
        let view = self.view;
        let here = view.block(source.head);
        let plain = source.tokens.start == source.head || view.is(source.tokens.start, &["a", "an"]) || here == 0;
        if here > 2
            || !plain
            || view.is(source.head, &["spokesman", "spokeswoman", "spokesperson", "official", "source", "officer"])
        {
            return None;
        }
        let from = self.names.mentions.partition_point(|m| m.first <= source.head);
        let mut block = here;
        for (at, m) in self.names.mentions.iter().enumerate().skip(from).take(40) {
            let own = view.block(m.first);
            if own == here || own == block || m.quoted || view.is(m.last, &["'s", "’s"]) {
                continue;
            }
            if own > here + 4 {
                return None;
            }
            let entity = &self.names.entities[m.entity];
            if entity.kind == SpeakerKind::Organisation {
                continue;
            }
            block = own;
            let new = self.names.mentions[..at].iter().rev().take(200).all(|k| k.entity != m.entity);
            let fits = (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
                && !entity.roles.iter().any(|r| super::names::is_office(r));
            // It begins its paragraph, or speaks the quotation that does.
            let start = self.name_start(*m);
            let begins = start == 0
                || view.block(start - 1) != own
                || view.quote_mark(start - 1)
                || view.is(start - 1, &[","]) && led_in(view, start - 1)
                || view.is(start - 1, &["said", "says", "told", "added", "testified"]);
            if m.subject && new && fits && begins {
                return Some(self.entity(m.entity, 0.8, String::new()));
            }
        }
        None
    }

    /// The one person named within the next sentences who has the role.
    fn soon(&self, source: &Source, gender: Option<Gender>, role: &str) -> Option<Resolved> {
        let after = source.head;
        let which = self.which(source);
        let here = self.view.sentence_index(after);
        let from = self.names.mentions.partition_point(|m| m.first <= after);
        let mut found: Vec<usize> = Vec::new();
        for m in self.names.mentions[from..].iter().take(40) {
            if self.view.sentence_index(m.first) > here + 10 {
                break;
            }
            let entity = &self.names.entities[m.entity];
            let has = entity.roles.contains(role)
                || role == "lawyer" && entity.roles.contains("attorney")
                || role == "adviser" && entity.roles.contains("director");
            if entity.kind == SpeakerKind::Organisation
                || !has
                || gender.is_some() && entity.gender.is_some() && gender != entity.gender
            {
                continue;
            }
            if !found.contains(&m.entity) {
                found.push(m.entity);
            }
        }
        // Of several the one who is of that party or place.
        if found.len() > 1 && !which.is_empty() {
            found.retain(|e| which.iter().all(|w| self.names.entities[*e].roles.contains(w)));
        }
        if let [one] = found[..] { Some(self.entity(one, 0.85, String::new())) } else { None }
    }

    /// The words before the noun of a description that say which one, lower case.
    fn which(&self, source: &Source) -> Vec<String> {
        let view = self.view;
        let tells = |t: &usize| matches!(view.tag(*t), Tag::Noun | Tag::Adj | Tag::Propn);
        (source.tokens.start..source.head).filter(tells).map(|t| view.lower(t).into_owned()).collect()
    }

    /// The person or body that was described with the same noun and has no name, where the words before the noun do not say
    /// that it is another one (*the Italian coastguard* after *the Tunisian coastguard*).
    fn described_before(&self, source: &Source, noun: &str) -> Option<Resolved> {
        let view = self.view;
        let which: Vec<_> = (source.tokens.start..source.head)
            .filter(|t| matches!(view.tag(*t), Tag::Noun | Tag::Adj | Tag::Propn | Tag::Num))
            .map(|t| view.lower(t))
            .collect();
        self.traces.iter().rev().take(BACK).filter(|t| t.token < source.head).find_map(|t| match &t.who {
            Who::Described(found, many) if found.mention.is_none() && !many => {
                let label = lexicon::lower(&found.label);
                let words: Vec<&str> = label.split_whitespace().collect();
                // *the company* is not *the company and the union*.
                let one = !words.contains(&"and");
                (one && words.contains(&noun) && which.iter().all(|w| words.contains(&&**w)))
                    .then(|| Resolved { how: String::new(), ..found.clone() })
            }
            _ => None,
        })
    }

    /// Who is known by one name of which nothing says that it is a person's, and of whom the sentences just before speak:
    /// *the singer* after *Zelmira is back*.
    fn famous(&self, before: usize) -> Option<Resolved> {
        /// Sentences back.
        const NEAR: usize = 2;
        let here = self.view.sentence_index(before);
        let mut latest = self.traces.iter().rev().take(BACK).filter(|t| t.token < before && t.sentence + NEAR >= here);
        let found = latest.find_map(|t| match t.who {
            Who::Entity(e) if self.names.entities[e].kind == SpeakerKind::Person => Some(None),
            Who::Entity(e) if t.main && super::names::one_word(&self.names.entities[e]) => Some(Some(e)),
            _ => None,
        });
        found.flatten().map(|e| Resolved { kind: SpeakerKind::Person, ..self.entity(e, 0.85, String::new()) })
    }

    /// The researchers of whom the lines before speak without naming them, by their fuller name.
    fn researchers(&self, before: usize) -> Option<Resolved> {
        self.traces.iter().rev().take(BACK).filter(|t| t.token < before).find_map(|t| match &t.who {
            Who::Described(found, true) if found.mention.is_none() => {
                let label = lexicon::lower(&found.label);
                let sort = |w: &str| {
                    matches!(w, "researchers" | "scientists" | "academics" | "experts" | "investigators")
                        || w.ends_with("ologists") && w.len() > 9
                };
                (label.split_whitespace().next().is_some_and(sort) && label.split_whitespace().count() > 1
                    || label.split_whitespace().any(sort) && label.contains(" at "))
                .then(|| Resolved { how: String::new(), ..found.clone() })
            }
            _ => None,
        })
    }

    /// Whether a body spoke or acted in the sentences just before and no other one did after it.
    fn spoke_lately(&self, who: usize, before: usize) -> bool {
        /// Sentences back.
        const NEAR: usize = 3;
        let here = self.view.sentence_index(before);
        let last = self.traces.iter().rev().take(BACK).find(|t| {
            t.token < before
                && (t.spoke || t.main)
                && matches!(t.who, Who::Entity(e) if self.names.entities[e].kind != SpeakerKind::Person)
        });
        last.is_some_and(|t| t.who == Who::Entity(who) && t.sentence + NEAR >= here)
    }

    /// The holder of an office who spoke last, in the sentences just before.
    fn spoke_in_office(&self, before: usize) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let last = self.traces.iter().rev().take(BACK).find(|t| t.token < before && t.spoke)?;
        let Who::Entity(e) = last.who else { return None };
        let entity = self.names.entities.get(e)?;
        let office = entity.roles.iter().any(|r| {
            super::names::is_office(r)
                || matches!(
                    r.as_str(),
                    "secretary"
                        | "commissioner"
                        | "president"
                        | "premier"
                        | "ambassador"
                        | "spokesman"
                        | "spokeswoman"
                        | "spokesperson"
                        | "governor"
                        | "director"
                        | "chief"
                        | "head"
                        | "envoy"
                        | "diplomat"
                        | "official"
                )
        });
        (entity.kind == SpeakerKind::Person && office && here <= last.sentence + 3).then(|| self.entity(e, 0.85, String::new()))
    }

    /// The one person who has the surname of whoever *his* or *her* stands for, for a noun of kinship.
    fn of_the_family(&self, source: &Source, gender: Option<Gender>, noun: &str) -> Option<Resolved> {
        /// Articles that name more are lists.
        const MOST: usize = 400;
        if !matches!(
            noun,
            "husband" | "wife" | "widow" | "widower" | "son" | "daughter" | "mother" | "father" | "brother" | "sister"
        ) || source.tokens.len() > 3
        {
            return None;
        }
        let pronoun = source.tokens.start;
        let own = if self.view.is(pronoun, &["his"]) { Gender::Masculine } else { Gender::Feminine };
        let owner = self.owner(pronoun, own).or_else(|| self.person(pronoun, Some(own), &[]))?.entity?;
        let surname = |e: usize| self.names.entities[e].label.split_whitespace().last().map(lexicon::lower);
        let family = surname(owner)?;
        let mut others = (0..self.names.entities.len().min(MOST)).filter(|e| {
            let entity = &self.names.entities[*e];
            *e != owner
                && entity.kind == SpeakerKind::Person
                && self.count[*e] > 0
                && entity.label.contains(' ')
                && surname(*e).is_some_and(|s| s == family)
                && (gender.is_none() || entity.gender.is_none() || entity.gender == gender)
        });
        let one = others.next()?;
        others.next().is_none().then(|| self.entity(one, 0.85, String::new()))
    }

    /// Who spoke last without a name, not far back and after whom nobody else spoke.
    fn nameless(&self, before: usize, gender: Option<Gender>) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let last = self.traces.iter().rev().take(BACK).find(|t| t.token < before && t.spoke)?;
        let Who::Described(found, false) = &last.who else { return None };
        let own = lexicon::lower(&found.label).split_whitespace().find_map(|w| lexicon::role(w)?.1);
        (here <= last.sentence + 3
            && found.kind == SpeakerKind::Anonymous
            && (gender.is_none() || own.is_none() || own == gender))
            .then(|| Resolved { how: String::new(), ..found.clone() })
    }

    /// The first person later in the article who has the role: for headlines, which come before the names.
    fn later(&self, source: &Source, gender: Option<Gender>, roles: &[&str]) -> Option<Resolved> {
        /// A headline may be as long as a page, and names as many as its words.
        const MOST: usize = 400;
        let which = self.which(source);
        let all_of = || self.names.entities.iter().take(MOST);
        let bears = |e: &Entity| {
            e.kind != SpeakerKind::Organisation
                && (gender.is_none() || e.gender.is_none() || e.gender == gender)
                && roles.iter().any(|r| e.roles.contains(*r))
        };
        let all = |e: &Entity| which.iter().all(|w| e.roles.contains(w));
        // Of several the one who is of that party or place.
        let at = all_of().position(|e| bears(e) && all(e)).or_else(|| all_of().position(bears));
        let at = at.or_else(|| {
            // *ex-chief* for *Former … Secretary-General*: the first titled person.
            roles.iter().any(|r| matches!(*r, "chief" | "head" | "boss" | "leader")).then(|| {
                all_of().position(|e| {
                    e.kind == SpeakerKind::Person
                        && e.roles.iter().any(|r| {
                            r.contains("secretary")
                                || r.contains("general")
                                || r.contains("president")
                                || r.contains("director")
                                || r.contains("chief")
                                || r.contains("minister")
                        })
                })
            })?
        })?;
        Some(self.entity(at, 0.85, String::new()))
    }

    /// Whether a word names a place, as far as the article and the tables say, or is an abbreviation of one.
    fn is_place(&self, word: &str) -> bool {
        word.contains('.')
            || lexicon::is_country(word)
            || lexicon::capital(word).is_some()
            || self.names.entities.iter().take(400).any(|e| e.thing > 0 && e.label == word)
    }

    /// Whether one of some roles is of the sort that a noun is: a grocer and a company, a charity and a group.
    fn same_sort(&self, roles: &std::collections::HashSet<String>, noun: &str) -> bool {
        [BUSINESSES, PUBLIC_BODIES, GROUPS].iter().any(|sort| sort.contains(&noun) && sort.iter().any(|w| roles.contains(*w)))
    }

    /// Whether two nouns name bodies of one sort: *bank* and *lender*.
    fn one_sort(&self, a: &str, b: &str) -> bool {
        [BUSINESSES, PUBLIC_BODIES, GROUPS].iter().any(|sort| sort.contains(&a) && sort.contains(&b))
    }

    /// The body last spoken of that is called by a noun: its name has the word or one like it, or it stood beside the name.
    fn body_called(&self, before: usize, noun: &str) -> Option<Resolved> {
        let alike: &[&str] =
            if PUBLIC_BODIES.contains(&noun) && noun != "department" && noun != "ministry" { PUBLIC_BODIES } else { &[] };
        let called =
            |word: &str| word == noun || (noun == "agency" || noun == "regulator" || noun == "watchdog") && alike.contains(&word);
        self.traces.iter().rev().take(BACK).filter(|t| t.token < before).find_map(|t| {
            let Who::Entity(e) = t.who else { return None };
            let entity = &self.names.entities[e];
            // *the court* is no country that stood before it.
            let beside = || entity.roles.contains(noun) && !lexicon::is_country(&entity.label);
            (entity.kind == SpeakerKind::Organisation
                && (beside() || lexicon::lower(&entity.label).split_whitespace().any(called)))
            .then(|| self.entity(e, 1.0, String::new()))
        })
    }

    /// The body that a definite noun stands for: one whose name holds the noun, else (for nouns that name bodies of any
    /// kind) the last one that was spoken of.
    fn body(&self, before: usize, noun: &str) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let mut fallback: Option<(f32, usize)> = None;
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate() {
            let Who::Entity(e) = &trace.who else { continue };
            let entity = &self.names.entities[*e];
            // Two capitalised words of which nothing says that they name a person may name a firm.
            let maybe = entity.kind == SpeakerKind::Unknown && entity.gender.is_none() && entity.roles.is_empty();
            if entity.kind != SpeakerKind::Organisation && !maybe || trace.token >= before {
                continue;
            }
            if lexicon::lower(&entity.label).split_whitespace().any(|w| w == noun) {
                return Some(self.entity(*e, 1.0, String::new()));
            }
            let general = matches!(
                noun,
                "bloc"
                    | "alliance"
                    | "company"
                    | "firm"
                    | "organisation"
                    | "organization"
                    | "group"
                    | "agency"
                    | "club"
                    | "union"
                    | "team"
                    | "airline"
                    | "bank"
                    | "automaker"
                    | "carmaker"
                    | "manufacturer"
                    | "retailer"
                    | "startup"
                    | "charity"
                    | "newspaper"
                    | "outlet"
                    | "broadcaster"
                    | "platform"
                    | "giant"
                    | "network"
                    | "regulator"
                    | "watchdog"
                    | "party"
                    | "country"
                    | "studio"
                    | "publisher"
                    | "developer"
                    | "band"
                    | "zoo"
                    | "university"
                    | "school"
                    | "museum"
                    | "hospital"
                    | "federation"
                    | "association"
                    | "league"
                    | "channel"
                    | "brand"
                    | "maker"
                    | "operator"
                    | "chain"
                    | "corporation"
                    | "conglomerate"
                    | "magazine"
                    | "supermarket"
                    | "institute"
                    | "institution"
                    | "foundation"
                    | "trust"
                    | "society"
                    | "carrier"
                    | "utility"
                    | "insurer"
                    | "lender"
                    | "brokerage"
                    | "shipbuilder"
                    | "supplier"
            );
            // *The bloc* is no country, whichever was spoken of last.
            let country = || noun != "country" && lexicon::is_country(&entity.label);
            if general && !country() && lexicon::capital(&entity.label).is_none() {
                // A union is no company, and what is only a place or a title is neither.
                let other = entity.roles.iter().any(|r| matches!(lexicon::role(r), Some((SpeakerKind::Organisation, _))))
                    && !self.same_sort(&entity.roles, noun);
                let label = lexicon::lower(&entity.label);
                let sorted = self.same_sort(&entity.roles, noun) || label.split_whitespace().any(|w| self.one_sort(w, noun));
                // Whom the headline and the first lines name the article is about.
                let lead = self.lead[*e];
                let score = -(here.saturating_sub(trace.sentence) as f32) - 0.02 * back as f32
                    + if lead && (maybe || sorted || !other) { 0.8 } else { 0.0 }
                    - if other { 1.5 } else { 0.0 }
                    - if entity.thing > 0 && entity.acts == 0 { 0.8 } else { 0.0 }
                    + if sorted { 1.0 } else { 0.0 }
                    + if trace.subject { 1.2 } else { 0.0 }
                    + if trace.spoke { 1.2 } else { 0.0 }
                    + 0.08 * self.count[*e].min(10) as f32
                    - if trace.subject || trace.spoke { 0.0 } else { 1.0 }
                    - if maybe { 0.6 } else { 0.0 };
                if fallback.is_none_or(|(s, _)| score > s) {
                    fallback = Some((score, *e));
                }
            }
        }
        fallback.map(|(_, e)| Resolved { kind: SpeakerKind::Organisation, ..self.entity(e, 0.9, String::new()) })
    }
}
