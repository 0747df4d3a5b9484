"""Finds unpaired brackets and quotation marks, and words in two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from collate.model import Suspect
from collate.variants.proof.text import Text

PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "„": "“", "「": "」", "『": "』", "《": "》", "（": "）", "【": "】"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
SPEECH = "«“„「『"  # a speech may go on in the next paragraph
_BLANK_LINE = regex.compile(r"\n[ \t\r]*\n")
_HYPHENS = regex.compile("[-\u2010\u2011]")
_LIST_NUMBER = regex.compile(r"(?:^|[\s;:,.])\w{1,4}$")
_SCRIPTS = {name: regex.compile(rf"\p{{{name}}}") for name in ("Latin", "Cyrillic", "Greek", "Hebrew", "Arabic")}


def unpaired(text: Text) -> Iterator[Suspect]:
    """Brackets and quotes that nothing opens, or that nothing closes before the paragraph is over."""
    content = text.witness.source.content
    if content.count("“") > content.count("„") > 0 or "„" not in content:
        pairs, closing = {**PAIRS, "“": "”"}, {**CLOSING, "”": "“"}
        pairs.pop("„", None)
        closing.pop("“", None)
    else:
        pairs, closing = PAIRS, CLOSING
    ends = [0, *(match.end() for match in _BLANK_LINE.finditer(content)), len(content)]
    for start, end in pairwise(ends):
        open_: list[int] = []
        for at in range(start, end):
            char = content[at]
            if char in pairs:
                open_.append(at)
            elif char in closing:
                if open_ and content[open_[-1]] == closing[char]:
                    open_.pop()
                elif not _numbers_a_list(content, at) and closing[char] not in SPEECH:
                    yield _sign(text, at, f"{char} closes what was not opened in this paragraph")
        for at in open_:
            if content[at] not in SPEECH:
                yield _sign(text, at, f"{content[at]} is not closed in this paragraph")


def _numbers_a_list(content: str, at: int) -> bool:
    """1) or a), with nothing but space before it."""
    return content[at] in ")）" and bool(_LIST_NUMBER.search(content[max(0, at - 6) : at]))


def _sign(text: Text, at: int, because: str) -> Suspect:
    return Suspect(text.witness.siglum, at, at + 1, "unpaired sign", because, 0.7)


def _scripts(form: str) -> dict[str, list[str]]:
    found = {name: pattern.findall(form) for name, pattern in _SCRIPTS.items()}
    return {name: letters for name, letters in found.items() if letters}


def mixed(text: Text) -> Iterator[Suspect]:
    """A word with letters of two scripts: a Latin o inside Cyrillic."""
    for place, form in enumerate(text.witness.normals):
        if form.isascii():
            continue
        parts = (_scripts(part) for part in _HYPHENS.split(form))  # XIX-го is two words in their scripts
        there = max(parts, key=len)
        if len(there) > 1:
            odd, letters = min(there.items(), key=lambda item: len(item[1]))
            said = ", ".join(dict.fromkeys(letters))
            yield text.suspect(place, place, "mixed scripts", f"{odd} {said} among letters of another script", 0.95)
