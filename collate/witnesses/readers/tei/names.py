"""The witnesses of an apparatus: listed in the header or only named by readings, their groups and their hands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from collate.witnesses.readers.tei.elements import attribute, name_of

# As editors of the New Testament write them: P46* (first hand), 01C2 (second corrector), P46V (apparently).
_CUSTOM = re.compile(
    r"(?P<base>.+?)(?P<hand>\*{1,2}|[Cc](?:orr)?\d*|[²³]|\((?:a\.c\.|p\.c\.)\)|[-_.]?(?:ac|pc)|[-_.](?:m|h|hand|c|corr)\d|[¹1-3])?(?P<doubt>V|\(?vid\.?\)?|\?)?"
)
_MECHANICAL = re.compile(r"(?:wit|wits|witness|w|ms|id|siglum)?[-_.]?\d+", re.IGNORECASE)
_PREFIX = re.compile(r"(?:wit|witness|w|ms|siglum)[-_.]", re.IGNORECASE)  # wit_A
LONGEST = 12  # characters of a name that is the siglum of a group; a longer one is its title
_FIRST = {"*", "**", "ac", "-ac", "_ac", ".ac", "(a.c.)"}
_ORIGINAL = {"1", "¹"}  # A1, where A is a witness and A1 is none, is the first hand of A
_REST = {"cett", "cet", "ceteri", "codd", "rell", "rel", "reliqui"}


class Name(NamedTuple):
    """A witness as a reading names it: its key, the hand ("" if none is named) and whether that is doubtful."""

    key: str
    hand: str = ""
    doubtful: bool = False


class Names:
    """What the names in ``wit`` mean. `tokens`: all that occur."""

    def __init__(self, root: Any, tokens: Iterable[str]) -> None:
        self.sigla: dict[str, str] = {}  # of listed witnesses, by key
        self.aliases: dict[str, str] = {}  # other names of them
        self.groups: dict[str, list[str]] = {}  # keys of the members, by the id or name of the group
        self.titles: dict[str, str] = {}  # what groups are called
        self.states: dict[str, tuple[str, str]] = {}
        self.correctors: set[str] = set()
        for node in root.iter("{*}witness"):
            self._list(node)
        for node in (*root.iter("{*}listWit"), *root.iter("{*}witness")):
            self._group(node)
        self.used = dict.fromkeys(tokens)
        self.undeclared: dict[str, None] = {}
        self._known: dict[str, list[Name]] = {}

    def _list(self, node: Any) -> None:
        key = attribute(node, "xml:id") or attribute(node, "n")
        if not key or _members(node):
            return
        if attribute(node, "type") == "corrector":
            self.correctors.add(key)
            return
        self.sigla[key] = _siglum(node)
        around = next(node.iterancestors("{*}witness"), None)
        if around is not None and not attribute(around, "xml:id") and len(node):
            said = (node[0].tail or "").partition(";")[0].strip()
            self.states[key] = (_siglum(around), said)
        self.aliases[attribute(node, "n")] = key

    def _group(self, node: Any) -> None:
        members = [attribute(one, "xml:id") or attribute(one, "n") for one in _members(node)]
        head = next((one for one in node if name_of(one) == "head"), None)
        title = " ".join("".join(head.itertext()).split()) if head is not None else ""
        own = attribute(node, "xml:id") or attribute(node, "n") or title
        if not own or not members:
            return
        self.groups[own] = members
        called = (title, attribute(node, "n"), own)
        self.titles[own] = next((name for name in called if name and _short(name)), own)

    def meant(self, token: str) -> list[Name]:
        """The witnesses that a name in ``wit`` stands for."""
        if token not in self._known:
            self._known[token] = self._meant(token)
        return self._known[token]

    def _meant(self, token: str) -> list[Name]:
        for name in (token, self.aliases.get(token)):
            if name in self.sigla and name:
                return [Name(name)]
        if token in self.groups:
            return [Name(key) for key in self.groups[token]]
        parts = _CUSTOM.fullmatch(token)
        base = parts["base"] if parts else token
        base = self.aliases.get(base, base)
        hand = parts["hand"] if parts else ""
        known = base in self.sigla or (base in self.used and not (hand or "").isdigit())
        if parts and (parts["hand"] or parts["doubt"]) and (known or parts["hand"] in _FIRST):
            if base not in self.sigla:
                self.undeclared[base] = None
            return [Name(base, parts["hand"] or "", bool(parts["doubt"]))]
        self.undeclared[token] = None
        return [Name(token)]

    def rest(self, token: str) -> bool:
        """Whether a name stands for all witnesses that an entry does not name: ``cett.``."""
        return token.rstrip(".").casefold() in _REST and token not in self.sigla and token not in self.groups

    def listed(self, token: str) -> bool:
        """Whether a name is one of the list of witnesses, or of those that readings use."""
        return token in self.sigla or token in self.aliases or token in self.groups or token in self.used

    def state(self, key: str) -> tuple[str, str]:
        """The manuscript of which a listed witness is a state, and its hand, as Collate writes them; else ("", "")."""
        return self.states.get(key, ("", ""))

    def groups_of(self, key: str) -> tuple[str, ...]:
        """The sigla of the groups that a witness belongs to: names that can stand in an apparatus."""
        named = (self.titles[group] for group, members in self.groups.items() if key in members)
        return tuple(name for name in named if _short(name))

    def siglum(self, key: str) -> str:
        """What a witness is called."""
        return self.sigla.get(key, key)


def order_of(hand: str) -> int:
    """The stage that the sign of a hand names: 0 for the first."""
    if hand in _FIRST or hand in _ORIGINAL:
        return 0
    number = re.sub(r"\D", "", hand.replace("²", "2").replace("³", "3"))
    first = hand.strip("-_.")[:1] in {"m", "h"} or hand.isdigit()  # whose second is the first corrector
    return max(0, int(number[:4]) - first) if number else 1


def _short(name: str) -> bool:
    """Whether a name can stand in an apparatus."""
    return len(name) <= LONGEST and " " not in name


def _members(node: Any) -> list[Any]:
    """The witnesses in a group that hold no others."""
    inner = [one for one in node.iter("{*}witness") if one is not node]
    return [one for one in inner if next((below for below in one.iter("{*}witness") if below is not one), None) is None]


def _siglum(node: Any) -> str:
    """The siglum of a listed witness: as it is declared, else its ``n`` where its id is only a number.

    Else what it says, where its id is ``wit`` and something; else its id.
    """
    for own in node.iter("*"):
        named = own.getparent() is node and name_of(own) in {"abbr", "siglum"}
        if named or (own is not node and "sigl" in attribute(own, "type").casefold()):
            said = " ".join("".join(own.itertext()).split())
            if said and " " not in said:
                return said
    key, n = attribute(node, "xml:id"), attribute(node, "n")
    if n and (not key or _MECHANICAL.fullmatch(key) or (_PREFIX.match(key) and key.endswith(n))):
        return n
    said = "".join(node.itertext()).strip()
    return said if said and _short(said) and key.casefold().startswith("wit") else key
