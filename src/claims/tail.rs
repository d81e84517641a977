//! What stands after content in its sentence and is no part of it: appositions in which the writer says what the claim was
//! (*…, a charge the bank denies*), and further predicates of the speaker (*… and called on them to pay*).

use super::content;
use super::lexicon::{self, Form, Frames, Verb};
use super::view::View;
use crate::text::{Relation, Tag};

/// Nouns, beside those of speech, by which a writer refers back to what was said.
const REFERRING: [&str; 56] = [
    "action",
    "amount",
    "argument",
    "change",
    "charge",
    "course",
    "date",
    "decision",
    "departure",
    "development",
    "estimate",
    "explanation",
    "expression",
    "fact",
    "figure",
    "form",
    "formula",
    "gesture",
    "increase",
    "level",
    "line",
    "measure",
    "metaphor",
    "move",
    "notion",
    "number",
    "phrase",
    "position",
    "post",
    "practice",
    "premise",
    "procedure",
    "process",
    "proposal",
    "proposition",
    "reference",
    "refrain",
    "response",
    "reversal",
    "rise",
    "scenario",
    "sentiment",
    "shift",
    "sign",
    "stance",
    "step",
    "sum",
    "task",
    "term",
    "theory",
    "total",
    "turn",
    "use",
    "verdict",
    "view",
    "word",
];

/// What speakers do beside reporting, and things do not.
const ACTS: [&str; 22] = [
    "apologised",
    "apologized",
    "appealed",
    "condemned",
    "congratulated",
    "criticised",
    "criticized",
    "declined",
    "defended",
    "dismissed",
    "expressed",
    "hailed",
    "invited",
    "offered",
    "pointed",
    "praised",
    "refused",
    "rejected",
    "thanked",
    "urged",
    "welcomed",
    "wished",
];

/// Whether after a comma or dash an apposition to the whole of the content begins: *a charge that the bank denies*.
pub fn apposition(view: &View, comma: usize, end: usize) -> bool {
    let article = comma + 1;
    if !view.is_at(article, end, &["a", "an"]) || view.quote_at(article).is_some() {
        return false;
    }
    // Its noun: the last of the first run.
    let mut noun = article + 1;
    while noun < end && noun < article + 5 && matches!(view.tag(noun), Tag::Adj | Tag::Adv | Tag::Verb) {
        noun += 1;
    }
    let first = noun;
    while noun + 1 < end && view.tag(noun) == Tag::Noun && view.tag(noun + 1) == Tag::Noun {
        noun += 1;
    }
    if noun >= end || view.tag(noun) != Tag::Noun {
        return false;
    }
    let refers = (first..noun + 1).any(|n| {
        let word = view.lower(n);
        lexicon::cue_class(&word).is_some() || REFERRING.contains(&&*word)
    });
    // *said a third was lost, a quarter was late*: the subject of a clause of its own.
    let subject =
        matches!(view.relation(noun), Relation::Nsubj | Relation::NsubjPass) && view.head(noun).is_some_and(|h| h > noun);
    let described = noun + 2 < end;
    refers && described && !subject
}

/// Whether the verb at `k`, after *and* or *but* at `and`, is a second predicate of who speaks through `verb`, though the parse
/// may hang it on the content: *said it would stay and warned against haste*. `start` is where the content begins.
pub fn second_predicate(view: &View, verb: usize, start: usize, and: usize, k: usize) -> bool {
    if view.tag(k) != Tag::Verb
        || k <= start
        || view.quote_at(k).is_some()
        || view.child_in(k, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass]).is_some_and(|s| s < k)
    {
        return false;
    }
    let comma = and > start && view.is(and - 1, &[","]) || content::closing_mark(view, and - 1);
    let word = view.lower(k);
    let same = |form: Form, of: Form| {
        if form.can_be(Form::PAST) {
            of.can_be(Form::PAST)
        } else if form.can_be(Form::THIRD) {
            of.can_be(Form::THIRD)
        } else {
            form.can_be(Form::GERUND) && of.can_be(Form::GERUND)
        }
    };
    let above = view.lower(verb);
    let Some((_, of)) = lexicon::verbs(&above).next() else { return false };
    let reports = lexicon::verbs(&word).any(|(entry, form)| !form.can_be(Form::BASE) && same(form, of) && framed(view, entry, k));
    let past = of.can_be(Form::PAST)
        && !of.can_be(Form::GERUND)
        && (word.ends_with("ed") || view.is(k, &["gave", "took", "went", "began", "chose", "wrote", "spoke", "withdrew"]));
    if !reports && !past {
        return false;
    }
    // *and added: “…”*: nobody in the content speaks in marks.
    let marks = view.is(k + 1, &[",", ":"]).then_some(k + 2).and_then(|q| content::opens_quote(view, q));
    if reports && marks.is_some_and(|q| view.quotes[q].words(view.text) >= 3) {
        return true;
    }
    // The verb of the content that it would go with.
    let Some(other) = view.head(k).filter(|h| *h >= start && *h < and && view.relation(k) == Relation::Conj) else {
        return reports && comma && !of.can_be(Form::GERUND);
    };
    let modal = view.children(other).any(|c| {
        c < other
            && view.tag(c) == Tag::Aux
            && view.is(c, &["would", "could", "should", "might", "must", "may", "will", "can", "’d", "'d", "shall", "be"])
    });
    let perfect = view.children(other).any(|c| c < other && view.is(c, &["had", "has", "have"]));
    let passive = view.child(other, Relation::AuxPass).is_some();
    // *would stay and warned*: a past form does not go on after a modal verb, nor a gerund after a finite verb.
    let progressive = view.lower(other).ends_with("ing") && view.child(other, Relation::Aux).is_some();
    let subjunctive = view.child(other, Relation::AuxPass).is_some_and(|c| view.is(c, &["be"]));
    if (modal || progressive && (reports || view.is(and, &["but"]))) && (!passive || subjunctive && reports)
        || of.can_be(Form::GERUND) && reports
    {
        return true;
    }
    let acts = past && ACTS.contains(&&*word);
    if !reports && !acts {
        return false;
    }
    // *said it had failed and blamed the law*: who says *had* says it again, or means another.
    if perfect && reports && !passive {
        return true;
    }
    if comma {
        return true;
    }
    let subject = view.child_in(other, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl]).filter(|s| *s < other);
    if acts && !reports {
        // *argued that a fifth was little and pointed to a reef*: things do not point.
        return subject.is_some_and(|s| matches!(view.tag(s), Tag::Noun | Tag::Num) && !super::source::can_speak(view, s));
    }
    let thing = subject.is_some_and(|s| {
        lexicon::role(&view.lower(s)).is_some_and(|r| r.0 == crate::report::SpeakerKind::Document)
            || !super::source::can_speak(view, s) && !super::source::may_speak_for(view, s)
    });
    let copula = view.child(other, Relation::Cop).is_some() || view.tag(other) == Tag::Adj;
    // *says he likes her and calls her “a saint”*
    let names = view.is(k + 1, &["him", "her", "it", "them"])
        && content::opens_quote(view, k + 2).or_else(|| content::opens_quote(view, k + 3)).is_some()
        && lexicon::verbs(&word).any(|(v, _)| v.frames.any(&[Frames::OBJECT_PREDICATE, Frames::OBJECT_AS]));
    thing || names || copula && !perfect
}

/// Whether what follows a verb is as this verb of reporting has it.
pub fn framed(view: &View, entry: &Verb, k: usize) -> bool {
    let mut after = k + 1;
    for word in &entry.rest {
        if !view.is_at(after, view.tokens.len(), &[word]) {
            return false;
        }
        after += 1;
    }
    let end = view.sentence(k).end;
    let near = end.min(after + 16);
    let within = |words: &[&str]| {
        (after..near).take_while(|t| !view.is(*t, &[",", ";", ":"])).position(|t| view.is(t, words)).map(|at| after + at)
    };
    let f = entry.frames;
    f.any(&[Frames::CLAUSE, Frames::THAT])
        && within(&["that"]).is_some_and(|t| t == after || f.any(&[Frames::RECIPIENT]) || t < after + 6)
        || f.any(&[Frames::BARE]) && view.child(k, Relation::Ccomp).is_some_and(|c| c > k)
        || f.any(&[Frames::QUOTE, Frames::QUOTED_PHRASE, Frames::OBJECT_PREDICATE])
            && (after..near).any(|t| content::opens_quote(view, t).is_some())
        || f.any(&[Frames::TO]) && view.is_at(after, end, &["to"])
        || f.any(&[Frames::OBJECT_TO])
            && within(&["to"]).is_some_and(|t| t > after && view.tag(t + 1) == Tag::Verb || view.is(t - 1, &["not"]))
        || f.any(&[Frames::WH]) && view.is_at(after, end, &["whether", "if", "how", "why"])
        || f.any(&[Frames::OBJECT_OF]) && within(&["of"]).is_some()
        || f.any(&[Frames::OBJECT_AS]) && within(&["as"]).is_some()
        || f.any(&[Frames::OBJECT_GERUND]) && within(&["for", "over"]).is_some_and(|t| view.lower(t + 1).ends_with("ing"))
        || f.any(&[Frames::FOR])
        || f.any(&[Frames::OBJECT_AT]) && within(&["at"]).is_some()
        || f.any(&[Frames::AGAINST]) && view.is_at(after, end, &["against", "of"])
        || f.any(&[Frames::FACT, Frames::SAID_NOUN]) && matches!(view.tag_at(after, end), Some(Tag::Det | Tag::Adj | Tag::Noun))
}
