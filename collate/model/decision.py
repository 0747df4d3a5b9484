"""An editor's decision and the place it applies to: one table of the decisions file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RULE = "the editor's decision"  # the rule of a label that an editor gave
Scope = Literal["here", "section", "everywhere"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about the place where witness `base` has `at` between `before` and `after`.

    The words are the compared forms, separated by spaces; by them the place is found again when the transcription has
    changed elsewhere. If the same words occur several times, `nth` and `of` say which occurrence of how many is meant;
    if these are 0, `word` (of the base, from 1) does. `lemma` is what the reading was compared with. `do` is
    one of:

    - ``label``: the difference of `reading` from the lemma is of the kind `value`;
    - ``regularise``: `reading` counts as the lemma;
    - ``lemma``: `reading` is the editor's text;
    - ``conjecture``: `value`, which is in no witness, is the text ("": the words are left out); if `status` is
      ``proposed`` it stands in the apparatus only. `by` says whose it is, if not of `who`;
    - ``deletion``: the words stand in the text, in brackets;
    - ``crux``: the words are corrupt and stand between daggers;
    - ``note``: `value` is printed with the words, in the apparatus named `layer` (default: notes);
    - ``split``: the unit is cut after so many words of the base (`value`);
    - ``join``: all of `at` is one unit, with what others have ``before`` it, ``after`` it or on both sides (`value`);
    - ``realign``: the words of an anchor (`value`, ``A:8.3=B:9.1``) belong together; `at` has each of
      them in brackets between its neighbours, with ``=`` between.

    `scope` is ``here``, ``section`` or ``everywhere``: wherever this word stands for that word, whatever punctuation or
    capital stands at them, or only where they are written just so (`exact`). `witnesses` and `labelled` limit a
    decision to these witnesses, and to readings with this label. `line` is where the decision stands in its file, 0 if
    it is not written yet.
    """

    do: str
    base: str
    at: str
    before: str = ""
    after: str = ""
    word: int = 0
    nth: int = 0
    of: int = 0
    section: str = ""
    lemma: str = ""
    reading: str = ""
    value: str = ""
    scope: Scope = "here"
    exact: bool = False
    witnesses: tuple[str, ...] = ()
    labelled: str = ""
    layer: str = ""
    by: str = ""
    status: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    line: int = 0

    @property
    def said(self) -> str:
        """The decision as evidence of a label: the editor, the date and the reason."""
        whose = " ".join(filter(None, ("decided by", self.who or "the editor", self.when and f"on {self.when}")))
        return f"{whose}: {self.why}" if self.why else whose


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that no longer fits the text and was not applied, and why.

    `offer` is the decision with the place at which its words now stand, if they stand at just one.
    """

    decision: Decision
    because: str
    offer: Decision | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A place that a decision took: the number of the unit, and the witnesses whose reading it changed."""

    decision: Decision
    unit: int
    sigla: tuple[str, ...]
