"""Sentences with trees: reading and writing CoNLL-U."""

from dataclasses import dataclass


@dataclass
class Sentence:
    """A sentence with its tree, or with its words alone."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    """Place of each word's head; a word's own for the root."""
    relations: list[str]

    def __len__(self):
        return len(self.words)


def read(path):
    """The sentences of a CoNLL-U file. Empty nodes and lines of multiword tokens are left out."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                cells = line.split("\t")
                if cells[0].isdigit():
                    rows.append(cells)
            elif not line and rows:
                yield _sentence(rows)
                rows = []
    if rows:
        yield _sentence(rows)


def _sentence(rows):
    heads = [n if row[6] in ("0", "_") else int(row[6]) - 1 for n, row in enumerate(rows)]
    return Sentence([r[1] for r in rows], [r[3] for r in rows], heads, [r[7] for r in rows])


def write(sentences, path):
    """Writes a CoNLL-U file."""
    with open(path, "w", encoding="utf-8") as file:
        for s in sentences:
            for n, word in enumerate(s.words):
                head = 0 if s.heads[n] == n else s.heads[n] + 1
                print(n + 1, word, "_", s.tags[n], "_", "_", head, s.relations[n], "_", "_", sep="\t", file=file)
            print(file=file)


def projective(heads):
    """The heads with arcs that cross others lifted until none does (the smallest first)."""
    heads = list(heads)

    def crossing():
        found = None
        for child, head in enumerate(heads):
            low, high = min(child, head), max(child, head)
            between = range(low + 1, high)
            if any(heads[n] == n or not low <= heads[n] <= high for n in between) and heads[head] != head:
                if found is None or high - low < found[0]:
                    found = (high - low, child)
        return found and found[1]

    while (child := crossing()) is not None:
        heads[child] = heads[heads[child]]
    return heads
