"""Assigns the editor's decisions to the sections that contain their words, and finds those without effect."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from collate import pipeline, registry
from collate.alignment import constraints
from collate.config import FORMS, Settings
from collate.errors import UsageError
from collate.languages.letters import nfc
from collate.model import Decision, Source, Stale, Witness
from collate.projects.causes import components
from collate.projects.work import Task
from collate.variants.decisions import replay
from collate.variants.decisions.place import stands
from collate.witnesses.normalisers.forms import fold

_STALE = re.compile(r"(?s)(.*):(\d+): stale decision ")
_NO_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")


def concerning(decisions: Sequence[Decision], sources: Sequence[Source], settings: Settings) -> tuple[Decision, ...]:
    """The decisions that can change a section, in the order in which they were made.

    Words are found as the decisions are replayed, in the tokens of the section. It is cut into tokens only where the
    letters of a decision stand in its text.
    """
    if not decisions:
        return ()
    bare = not _by_other_rules(sources, settings)
    texts = {source.siglum: _letters(source.content) if bare else "" for source in sources}
    own = [
        one
        for one in decisions
        if all(siglum in texts and (not bare or word in texts[siglum]) for siglum, word in _words(one))
    ]
    if not own:
        return ()
    witnesses = {witness.siglum: witness for witness in pipeline.witnesses(sources, settings)}
    return tuple(one for one in own if _fits(one, witnesses))


def _fits(decision: Decision, witnesses: dict[str, Witness]) -> bool:
    if decision.do != "realign":
        return stands(decision, witnesses[decision.base].normals)
    try:
        constraints.anchor_of(decision.value, decision.at, list(witnesses.values()))
    except UsageError:
        return False
    return True


def _by_other_rules(sources: Sequence[Source], settings: Settings) -> bool:
    """Whether a normaliser may give words forms that differ from their letters in the text."""
    ours = all(not registry.provider(group, name) for group, name in components(sources, settings))
    return not ours or not set(settings.normalise) <= set(FORMS) or any(
        mark.kind == "token" for source in sources for mark in source.marks
    )  # fmt: skip


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", fold(nfc(text)))


@cache  # every section asks for those of every decision
def _words(decision: Decision) -> list[tuple[str, str]]:
    """Return sigla, and the words (as letters) that these witnesses must contain for the decision to apply."""
    if decision.do == "realign":
        anchored = zip(decision.value.split("="), decision.at.split(" = "), strict=False)
        said = [(place.strip().rpartition(":")[0], words) for place, words in anchored]
    else:
        around = (decision.before, decision.after) if decision.scope == "here" else ()
        said = [(decision.base, text) for text in ("", decision.at, *around)]
    return [(siglum, _letters(word)) for siglum, text in said for word in ("", *text.replace("\u2205", " ").split())]


def with_decisions(task: Task, decisions: Sequence[Decision]) -> Task:
    """Return the task with only those decisions that can change it."""
    own = concerning(decisions, task.sources, task.settings)
    return replace(task, settings=replace(task.settings, project=replace(task.settings.project, decided=own)))


def lines_now(task: Task, record: Mapping[str, Any]) -> list[str]:
    """Return the notes of a finished section, with the current line numbers of its decisions."""
    now = dict(zip(record["lines"], (one.line for one in task.settings.project.decided or ()), strict=False))

    def moved(note: str) -> str:
        known = _STALE.match(note)
        line = now.get(int(known[2])) if known else None
        return f"{known[1]}:{line}{note[known.end(2) :]}" if known and line else note

    return [moved(note) for note in record["notes"]]


def _line(note: str) -> int:
    """Return the line of the stale decision that a note reports; 0 if the note reports something else."""
    known = _STALE.match(note)
    return int(known[2]) if known else 0


def notes(
    decisions: Sequence[Decision], tasks: Sequence[Task], told: Mapping[str, Sequence[str]], settings: Settings
) -> list[str]:
    """Return the notes of the sections (`told`, by name), and one for each decision without any effect."""
    said = {note for own in told.values() for note in own if not _line(note)}
    for decision in decisions:
        own = [task for task in tasks if decision in (task.settings.project.decided or ())]
        stale = [note for task in own for note in told[task.name] if _line(note) == decision.line]
        if not own:
            said |= set(replay.noted([Stale(decision, "no section has its words")], settings))
        elif len(stale) >= len(own):
            said.add(stale[0])
    return sorted(said)
