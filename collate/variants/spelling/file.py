"""What was learnt of spelling, as a table that a philologist can read, correct and give back.

Tab-separated, a line each, with the columns of `COLUMNS`. A line about ``letters`` says whether they correspond in
spellings of one word; one about ``words``, whether two words are one. Lines about words count more. The other columns
say on what the answer rests, and are not read again. What is not listed is not held to be spelling.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO

from collate.errors import InputError
from collate.variants.spelling.facing import Pair
from collate.variants.spelling.learnt import Learnt
from collate.variants.spelling.letters import NOTHING, Correspondence, Level, correspondences

COLUMNS = ("about", "one", "other", "where", "spelling", "words", "places", "witnesses", "examples")
PLACES = {"beginning": "i", "within": "m", "end": "f"}
ANSWERS = {"yes": True, "no": False}
HINT = "collate spelling writes such a file; see docs/labels.md"
FEW = 3  # pairs of words from which letters that are no spelling are worth a line
LARGEST = 200_000  # lines


@dataclass(frozen=True)
class Given:
    """What a file says of pairs of words, and of correspondences at their place. `name` and `digest` are the file's."""

    words: Mapping[Pair, bool]
    letters: Mapping[Level, bool]
    name: str = ""
    digest: str = ""

    open = False  # a file leaves nothing to guess
    unsettled = True  # whoever writes one has texts that need it

    def same(self, a: str, b: str) -> bool:
        """Whether two different forms are one word in two spellings."""
        said = self.words.get((a, b) if a < b else (b, a))
        if said is not None:
            return said
        found = correspondences(a, b)
        return bool(found) and all(self.letters.get(own.kind, False) for own in found or ())

    def why(self, a: str, b: str) -> str:
        """The lines of the file that say that two words are one."""
        if ((a, b) if a < b else (b, a)) in self.words:
            return f"{a} and {b} are one word ({self.name})"
        return "; ".join(dict.fromkeys(f"{own} ({self.name})" for own in correspondences(a, b) or ()))

    def apart(self, a: str, b: str) -> str:
        """The line that says that two words are two."""
        said = self.words.get((a, b) if a < b else (b, a))
        return f"{a} and {b} are two words ({self.name})" if said is False else ""

    def record(self) -> dict[str, object]:
        """What a recipe says of it."""
        return {"file": self.name, "sha256": self.digest}


def written(learnt: Learnt) -> str:
    """What was learnt, as the text of a file. Read again, it says the same of all words that face each other."""
    out = StringIO()
    lines = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
    lines.writerow(COLUMNS)
    letters = _letters(learnt)
    lines.writerows(_letter_lines(learnt, letters))
    said = Given({}, letters)
    for pair in sorted(learnt.facing.places):
        if learnt.same(*pair) != said.same(*pair):
            answer = "yes" if learnt.same(*pair) else "no"
            lines.writerow(("words", *pair, "", answer, 1, learnt.facing.places[pair], learnt.held(pair), ""))
    return out.getvalue()


def _letters(learnt: Learnt) -> dict[Level, bool]:
    """Whether most pairs of words with a correspondence are spellings of one word."""
    asked: Counter[Level] = Counter()
    for pair in learnt.facing.places:
        asked.update({own.kind for own in learnt.found.get(pair, ())})
    support = learnt.support
    return {
        kind: kind in support and 2 * support[kind].words >= number
        for kind, number in asked.items()
        if kind in support or number >= FEW
    }


def _letter_lines(learnt: Learnt, letters: Mapping[Level, bool]) -> Iterator[tuple[object, ...]]:
    names = {number: name for name, number in PLACES.items()}
    support = learnt.support
    ordered = sorted(letters, key=lambda kind: (-support[kind].places if kind in support else 0, kind))
    for kind in ordered:
        _, one, other, doubled, place = kind
        known = support.get(kind)
        counts = (known.words, known.places, known.witnesses) if known else ("", "", "")
        examples = " ".join("/".join(pair) for pair in known.examples) if known else ""
        shown = (other, other * 2) if doubled else (one or NOTHING, other)
        yield ("letters", *shown, names[place], "yes" if letters[kind] else "no", *counts, examples)


def read(data: bytes, path: str) -> Given:
    """What a file says. InputError names the line that cannot be understood."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        place = data[: problem.start].count(b"\n") + 1
        raise InputError("is not UTF-8", path=path, line=place, hint="save it as UTF-8") from None
    words: dict[Pair, bool] = {}
    letters: dict[Level, bool] = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if number > LARGEST:
            raise InputError(f"has more than {LARGEST:,} lines", path=path, hint=HINT)
        if not line.strip() or line.startswith("#") or tuple(cells[:5]) == COLUMNS[:5]:
            continue
        said = cells[4] if len(cells) > 4 else ""
        if said not in ANSWERS:
            raise InputError("should say yes or no in the fifth column", path=path, line=number, hint=HINT)
        if cells[0] == "words" and cells[1] != cells[2]:
            words[min(cells[1:3]), max(cells[1:3])] = ANSWERS[said]
        elif cells[0] == "letters" and cells[3] in PLACES and cells[1] != cells[2]:
            letters[_kind(cells[1], cells[2], PLACES[cells[3]])] = ANSWERS[said]
        else:
            what = f"should be about letters ({', '.join(PLACES)}) or about two words"
            raise InputError(what, path=path, line=number, hint=HINT)
    return Given(words, letters, path.replace("\\", "/").rpartition("/")[2], sha256(data).hexdigest())


def _kind(one: str, other: str, place: str) -> Level:
    """The correspondence of a line; a doubled letter is written once and twice."""
    one, other = sorted((one.replace(NOTHING, ""), other.replace(NOTHING, "")), key=lambda text: (len(text), text))
    if other == one * 2 and len(one) == 1:
        before, after = (one, "$") if place == "f" else ("^", one) if place == "i" else (one, one)
        return Correspondence("", one, before, after).kind
    before, after = ("^", " ") if place == "i" else (" ", "$") if place == "f" else (" ", " ")
    return Correspondence(one, other, before, after).kind
