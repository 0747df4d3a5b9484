"""Language packs: the rules and word lists of a language, read from a folder of small files (see docs/languages.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LONGEST_GROWTH = 4  # rules may make a word at most this many times longer: no spelling rule does more


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One spelling rule: `written` becomes `read` where `pattern` matches. `place` is file and line.

    The pattern contains escaped letters and word boundaries only, so that matching is fast. A `doubtful` rule does not
    equate two words if a dictionary has both.
    """

    written: str
    read: str
    rule: str
    loses: str
    place: str
    pattern: re.Pattern[str]
    doubtful: bool = False


class Rewritten(NamedTuple):
    """A form after the rules of a pack, and those that changed it, in the order they were applied."""

    form: str
    rules: tuple[Rewriting, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The rules and word lists of one language; every list may be empty. Forms are in lower case.

    `letters`: letters with marks that are letters of their own (ä, ñ, й). `accents`: sets of words that only their
    marks tell apart. `spelling` is applied in order to
    forms without accents. `endings`: sets of inflectional endings that one stem can have. `alike`: sets of
    characters that are mistaken for one another. `keys`: rows of the keyboard.
    `doubled`: words that may stand twice. `prefixes`: function words that words begin with. `digests`: of the
    files read.
    """

    code: str
    letters: frozenset[str] = frozenset()
    accents: tuple[frozenset[str], ...] = ()
    elisions: tuple[str, ...] = ()
    function_words: frozenset[str] = frozenset()
    spelling: tuple[Rewriting, ...] = ()
    numerals: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    endings: tuple[frozenset[str], ...] = ()
    alike: tuple[frozenset[str], ...] = ()
    keys: tuple[str, ...] = ()
    doubled: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    digests: Mapping[str, str] = field(default_factory=dict)

    def rewritten(self, form: str) -> Rewritten:
        """The common form of all spellings of a word that the rules equate. `form` is without accents."""
        used = []
        longest = LONGEST_GROWTH * len(form) + LONGEST_GROWTH
        for rule in self.spelling:
            if rule.written in form and len(form) <= longest:
                after = rule.pattern.sub(rule.read.replace("\\", r"\\"), form)  # what is read is text, not a template
                if after != form:
                    used.append(rule)
                    form = after
        return Rewritten(form, tuple(used))
