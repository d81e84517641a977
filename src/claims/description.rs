//! Sources that are descriptions: *the minister*, *the bloc*, *officials*, *a person familiar with the matter*.

use super::lexicon::{self, Gender};
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
                mention: None,
                factor: 0.95,
                how: format!("“{text}” stands for its government"),
                entity: None,
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
        let role = lexicon::role(&word);
        let many = plural(view, head);
        let determiner = view.lower(source.tokens.start);
        let definite =
            matches!(&*determiner, "the" | "this" | "that") || view.is(source.tokens.start, &["his", "her", "its", "their"]);
        let in_headline = !definite && matches!(view.block_kind(head), Some(crate::report::BlockKind::Headline));
        let short = source.tokens.len() <= 4;
        // *the officer* after *an officer*: the one described before.
        if definite
            && !many
            && let Some(found) = self.described_before(head, &word)
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
        // *this person*, after *a negotiator who spoke on condition of anonymity*.
        if definite
            && !many
            && short
            && matches!(&*word, "person" | "man" | "woman" | "source" | "official")
            && let Some(found) = self.nameless(head, role.and_then(|r| r.1))
        {
            return found;
        }
        // *the Lagos Nights star*: what made somebody known may stand before these.
        let fame = matches!(
            &*word,
            "star"
                | "singer"
                | "actor"
                | "actress"
                | "host"
                | "rapper"
                | "musician"
                | "author"
                | "player"
                | "striker"
                | "artist"
                | "alum"
                | "winger"
                | "director"
                | "forward"
                | "midfielder"
                | "defender"
                | "goalkeeper"
                | "captain"
                | "quarterback"
                | "comedian"
                | "presenter"
                | "champion"
                | "founder"
        );
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
                let found = self
                    .person(head, gender, &[&word, &bare])
                    .or_else(|| if in_headline { self.later(gender, &[&word, &bare]) } else { None })
                    .or_else(|| self.only(source, gender, &bare))
                    .or_else(|| {
                        (short
                            && definite
                            && !common
                            && (fame || !(source.tokens.start..head).any(|t| view.tag(t) == Tag::Propn)))
                        .then(|| self.person(head, gender, &[]))
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
                if !many && definite && (source.tokens.len() <= 3 || text.contains("-based ")) =>
            {
                if let Some(found) = self.body(head, &word) {
                    return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
                }
            }
            _ => {}
        }
        // *his widow*, where the article says of one person that she is a widow.
        if view.is(source.tokens.start, &["his", "her", "their"])
            && !many
            && let Some((SpeakerKind::Person, gender)) = role
            && let Some(found) = self.only(source, gender, &word)
        {
            return Resolved { factor: 0.9, how: format!("“{text}” is {}", found.label), ..found };
        }
        // In its first lines an article describes whom it names a little later: *the museum's director*.
        if let Some((SpeakerKind::Person, gender)) = role
            && !many
            && view.block(head) < 5
            && let Some(found) = self.soon(head, gender, &word)
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
            None => SpeakerKind::Unknown,
        };
        let anonymous = (source.tokens.clone()).any(|t| view.is(t, &["familiar", "anonymity", "unnamed", "anonymous"]));
        let kind = if anonymous { SpeakerKind::Anonymous } else { kind };
        Resolved { label: text, kind, mention: None, factor: 1.0, how: String::new(), entity: None }
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
            "chief" | "boss" | "head" if source.tokens.len() <= 3 => &["chief", "boss", "head", "director", "executive"],
            _ => &[],
        };
        let view = self.view;
        let mut found: Vec<usize> = (0..self.names.entities.len().min(MOST))
            .filter(|e| {
                let entity = &self.names.entities[*e];
                entity.kind != SpeakerKind::Organisation
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
        let known = |t: usize| entity.roles.contains(&*view.lower(t)) || lexicon::lower(&entity.label).contains(&*view.lower(t));
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
            if own == here || own == block || m.quoted {
                continue;
            }
            if own > here + 3 {
                return None;
            }
            let entity = &self.names.entities[m.entity];
            if entity.kind == SpeakerKind::Organisation {
                continue;
            }
            block = own;
            let new = self.names.mentions[..at].iter().rev().take(200).all(|k| k.entity != m.entity);
            let fits = gender.is_none() || entity.gender.is_none() || entity.gender == gender;
            // It begins its paragraph, or speaks the quotation that does.
            let start = self.name_start(*m);
            let begins = start == 0
                || view.block(start - 1) != own
                || view.quote_mark(start - 1)
                || view.is(start - 1, &["said", "says", "told", "added", "testified"]);
            if m.subject && new && fits && begins {
                return Some(self.entity(m.entity, 0.8, String::new()));
            }
        }
        None
    }

    /// The one person named within the next sentences who has the role.
    fn soon(&self, after: usize, gender: Option<Gender>, role: &str) -> Option<Resolved> {
        let here = self.view.sentence_index(after);
        let from = self.names.mentions.partition_point(|m| m.first <= after);
        let mut found: Option<usize> = None;
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
            match found {
                Some(other) if other != m.entity => return None,
                _ => found = Some(m.entity),
            }
        }
        found.map(|e| self.entity(e, 0.85, String::new()))
    }

    /// The person or body that was described with the same noun and has no name.
    fn described_before(&self, before: usize, noun: &str) -> Option<Resolved> {
        self.traces.iter().rev().take(BACK).filter(|t| t.token < before).find_map(|t| match &t.who {
            Who::Described(found, _)
                if found.mention.is_none() && lexicon::lower(&found.label).split_whitespace().any(|w| w == noun) =>
            {
                Some(Resolved { how: String::new(), ..found.clone() })
            }
            _ => None,
        })
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
    fn later(&self, gender: Option<Gender>, roles: &[&str]) -> Option<Resolved> {
        let at = self.names.entities.iter().position(|e| {
            e.kind != SpeakerKind::Organisation
                && (gender.is_none() || e.gender.is_none() || e.gender == gender)
                && roles.iter().any(|r| e.roles.contains(*r))
        });
        let at = at.or_else(|| {
            // *ex-chief* for *Former … Secretary-General*: the first titled person.
            roles.iter().any(|r| matches!(*r, "chief" | "head" | "boss" | "leader")).then(|| {
                self.names.entities.iter().position(|e| {
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
                let score = -(here.saturating_sub(trace.sentence) as f32) - 0.02 * back as f32
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
