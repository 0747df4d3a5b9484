"""The entries of an apparatus: which reading each witness has in each stage of correction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from collate.witnesses.readers.tei.elements import attribute, name_of, pointers
from collate.witnesses.readers.tei.names import Name, Names, order_of

SILENT = frozenset({"lacunaStart", "witEnd"})
SIGNS = SILENT | {"lacunaEnd", "witStart"}
# What `rdg/@type` and `witDetail` say of a reading: that it stood there before, or came there by correction.
_BEFORE = re.compile(
    r"\b(a\.? ?c\.?|ante ?corr\w*|orig(?:inal)?|first ?hand|prima manus|p\. ?m\.|m\. ?1|uncorrected)(?!\w)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(p\.? ?c\.?|post ?corr\w*|corr(?:ect(?:ion|or|ed)?\d*)?|s\. ?l\.?|supra lin\w*|above ?line|in ?marg\w*|"
    r"marg\w*|i\. ?m\.|(?:in )?mg\.?|sec\w* man\w*|m\. ?\d|add\w*hand)(?!\w)",
    re.IGNORECASE,
)
_LOST = re.compile(r"\b(lac(una)?|illeg\w*|defic\w*|lost|unavailable|missing|ambiguous|damage\w*|def)\b", re.IGNORECASE)
_OMITTED = re.compile(r"om\.(?: \w{1,3})?|omitt?ed|omits?|deest|desunt", re.IGNORECASE)
_REMARK = re.compile("remark|suggest|conject", re.IGNORECASE)  # types of what no witness has
# Words by which editors say in a printed apparatus what they do not print.
_ABOUT = re.compile(
    r"(?:^|\s)(?:praem|transp|transpos|add|inv|iter|del|eras|corr|secl|cett|codd|sqq?)\.(?:\s|$)|\.\.\.|…",
    re.IGNORECASE,
)


class Choice(NamedTuple):
    """A reading of a witness, the stage of correction at which the witness came to have it, and its hand."""

    stage: int
    reading: Any
    label: str = ""


class _Open(NamedTuple):
    """A reading of which it may not be said at which stage a witness came to have it."""

    stage: int | None
    reading: Any
    label: str


class Entry:
    """One ``app``: its own readings, without those of entries in it."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.readings = [one for one in app.iter("{*}lem", "{*}rdg") if entry_around(one) is app]
        self.lemma = next((one for one in self.readings if name_of(one) == "lem"), None)
        self.by_key: dict[str, list[Choice]] = {}
        self.signs: dict[str, list[Any]] = {}  # readings that only say when a witness falls silent or speaks again
        self.lost: dict[str, None] = {}  # witnesses of which the entry says that their text is lost or unclear
        self.linked = False  # whether it stands apart, and takes the place of words of the text
        self.shared = False  # whether all have the words of its one reading, in which a witness begins or ends
        self.doubtful = 0
        self.guessed: list[str] = []  # witnesses with several readings, of which nothing says which was first

    @property
    def negative(self) -> bool:
        """Whether witnesses that are not named have the lemma: of an entry that stands apart, the words of the text."""
        if self.lemma is None or self.shared:
            return self.linked or self.shared
        return not witnesses_of(self.lemma)

    def of(self, key: str, stage: int) -> Any:
        """The reading of a witness in a stage; None where the entry names none for it."""
        own = [one for one in self.by_key.get(key, ()) if one.stage <= stage]
        if own:
            return own[-1].reading
        return self.lemma if self.negative and key not in self.lost else None

    def named(self, key: str, stage: int) -> bool:
        """Whether the entry says what a witness has, if only by the lemma of those it does not name."""
        return key not in self.lost and (self.negative or key in self.signs or self.of(key, stage) is not None)


def entry_around(node: Any) -> Any:
    """The ``app`` that a reading belongs to, or None."""
    return next(node.iterancestors("{*}app"), None)


def words_of(reading: Any) -> str:
    """The words of a reading, with single spaces."""
    return " ".join("".join(reading.itertext()).split())


def witnesses_of(reading: Any) -> list[str]:
    """The names in ``wit`` of a reading, or in the ``wit`` element after it."""
    found = pointers(reading, "wit")
    after = reading.getnext()
    if not found and after is not None and name_of(after) == "wit":
        found = "".join(after.itertext()).split()
    return found


def tokens_of(entries: Iterable[Entry]) -> list[str]:
    """All names that the readings of some entries use."""
    return [token for entry in entries for one in entry.readings for token in witnesses_of(one)]


def settle(entry: Entry, names: Names, hands: Mapping[str, int]) -> None:
    """Fill in what each witness has in an entry."""
    details = _details(entry.app)
    if len(entry.readings) == 1 and entry.lemma is None and words_of(entry.readings[0]) and not entry.linked:
        entry.shared = any(name_of(one) in SIGNS for one in entry.readings[0].iter())
        entry.lemma = entry.readings[0] if entry.shared else None
    found: dict[str, list[_Open]] = {}
    signs = _signs(entry)
    for reading in entry.readings:
        said = f"{attribute(reading, 'type')} {attribute(reading, 'subtype')}"
        if _REMARK.search(said) and name_of(reading) == "rdg":
            continue
        text = words_of(reading)
        lost = bool(_LOST.search(said)) and (not text or text.strip(".").casefold() in said.casefold())
        silent = reading in signs
        named = [name for token in witnesses_of(reading) for name in _meant(token, entry, names)]
        entry.doubtful += sum(name.doubtful for name in named)
        if not named and not lost and _of_the_text(reading, said, hands):
            named = [Name("")]
        for name in named:
            if lost:
                entry.lost[name.key] = None
                continue
            if silent:
                entry.signs.setdefault(name.key, []).append(reading)
                continue
            more = details.get((attribute(reading, "xml:id"), name.key), "")
            label = name.hand or next(iter(pointers(reading, "hand")), "")
            found.setdefault(name.key, []).append(_Open(_stage(name, reading, f"{said} {more}", hands), reading, label))
    for key, own in found.items():
        entry.lost.pop(key, None)
        entry.by_key[key] = _ordered(key, own, entry)
    _settle_lost(entry, names)


def _meant(token: str, entry: Entry, names: Names) -> list[Name]:
    """The witnesses that a name in an entry stands for; ``cett.`` for those that it does not name."""
    if not names.rest(token):
        return names.meant(token)
    others = {name.key for one in tokens_of([entry]) if not names.rest(one) for name in names.meant(one)}
    return [Name(key) for key in names.sigla if key not in others]


def _signs(entry: Entry) -> list[Any]:
    """The readings that say only when their witnesses fall silent or speak again.

    Beside one that says so and has words, a reading without words is an omission.
    """
    saying = [one for one in entry.readings if any(name_of(inner) in SIGNS for inner in one.iter())]
    return saying if not any(words_of(one) for one in saying) else []


def _of_the_text(reading: Any, said: str, hands: Mapping[str, int]) -> bool:
    """Whether a reading of no witness is one of the text itself, before or after correction."""
    if name_of(reading) != "rdg":
        return False
    return _stage(Name(""), reading, said, hands) is not None or bool(attribute(reading, "varSeq"))


def _settle_lost(entry: Entry, names: Names) -> None:
    """Note the witnesses of which details say that their text is lost, or supports several readings."""
    for detail in entry.app.iter("{*}witDetail"):
        if entry_around(detail) is not entry.app or not _LOST.search(attribute(detail, "type")):
            continue
        keys = [name.key for token in pointers(detail, "wit") for name in names.meant(token)]
        keys = [key for key in keys if key not in entry.by_key]
        reading = _one_of(entry, detail)
        if reading is None:
            entry.lost.update(dict.fromkeys(keys))
            continue
        entry.doubtful += len(keys)
        entry.by_key.update((key, [Choice(0, reading)]) for key in keys)
        entry.lost = {key: None for key in entry.lost if key not in keys}


def _one_of(entry: Entry, detail: Any) -> Any:
    """The likeliest of the readings that a detail says a witness may support; None if one of them is no words."""
    degrees = {
        one: attribute(sure, "degree") for sure in detail.iter("{*}certainty") for one in pointers(sure, "target")
    }
    named = sorted(pointers(detail, "target"), key=lambda one: degrees.get(one, ""), reverse=True)
    readings = [
        next((own for own in entry.readings if one in {attribute(own, "xml:id"), attribute(own, "n")}), None)
        for one in named
    ]
    return readings[0] if readings and all(own is not None and words_of(own) for own in readings) else None


def _details(app: Any) -> dict[tuple[str, str], str]:
    """What ``witDetail`` says of a witness of a reading, by the reading's id and the witness."""
    return {
        (target, key): f"{attribute(one, 'type')} {words_of(one)}"
        for one in app.iter("{*}witDetail")
        for target in pointers(one, "target")
        for key in pointers(one, "wit")
    }


def _stage(name: Name, reading: Any, said: str, hands: Mapping[str, int]) -> int | None:
    """The stage at which a witness has a reading, or None if nothing says it."""
    if name.hand:
        return order_of(name.hand)
    if _BEFORE.search(said):
        return 0
    hand = pointers(reading, "hand")
    if hand:
        if _BEFORE.search(hand[0]):
            return 0
        return hands.get(hand[0], 1)
    return 1 if _AFTER.search(said) else None


def _ordered(key: str, own: list[_Open], entry: Entry) -> list[Choice]:
    """The readings of one witness in the order of their stages; those of which nothing says it by ``varSeq``.

    A reading that repeats the words of another, as that of a base text in ``lem`` and ``rdg``, is the same.
    """
    own = [one for k, one in enumerate(own) if not any(_same(one, other) for other in own[:k])]
    if len(own) == 1 and own[0].stage == 0 and entry.negative:  # of the first hand; the later one agrees
        return [Choice(0, own[0].reading, own[0].label), Choice(1, entry.lemma)]
    if len(own) == 1:
        return [Choice(own[0].stage or 0, own[0].reading, own[0].label)]
    stages = [one.stage for one in own]
    if all(stage is None for stage in stages):
        ranked = sorted(own, key=lambda one: _number(attribute(one.reading, "varSeq")))
        if not any(attribute(one.reading, "varSeq") for one in own):
            entry.guessed.append(key)
        return [Choice(rank, one.reading, one.label) for rank, one in enumerate(ranked)]
    other = 0 if 0 not in stages else 1  # beside a first hand it is the later, beside a correction the first
    placed = [Choice(other if one.stage is None else one.stage, one.reading, one.label) for one in own]
    return sorted(placed, key=lambda one: one.stage)


def _same(one: _Open, other: _Open) -> bool:
    unmarked = one.stage is None and other.stage is None
    return unmarked and words_of(one.reading) == words_of(other.reading)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0


def omitted(reading: Any) -> bool:
    """Whether a reading says, instead of words, that there are none: ``om.``."""
    return bool(_OMITTED.fullmatch(words_of(reading)))


def about(reading: Any) -> bool:
    """Whether a reading of a printed apparatus is a sentence about words rather than the words."""
    return bool(_ABOUT.search(words_of(reading)))


def own_apps(nodes: Iterable[Any]) -> Iterator[Any]:
    """The entries among some elements."""
    return (node for node in nodes if name_of(node) == "app")
