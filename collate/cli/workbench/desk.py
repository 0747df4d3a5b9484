"""The text that is being edited: its session, what the file of decisions holds, and what can be undone.

The file is the truth: every step is written to it under its lock, and what others have written is taken over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from collate.api.session import Session
from collate.cli.workbench.findings import Findings
from collate.cli.workbench.history import History, Step
from collate.cli.workbench.rows import Row, rows
from collate.cli.workbench.text import Blocks, bands, touched
from collate.cli.workbench.watching import Watched
from collate.errors import CollateError, UsageError
from collate.io import paths
from collate.model import Apparatus, Decision, Profile
from collate.variants.decisions import file
from collate.variants.decisions.locked import read

NEWS = 20  # changes by others that are kept until the editor has seen them


class News(NamedTuple):
    """What others have changed in the file: decisions that came and that went, in words."""

    number: int
    came: tuple[str, ...]
    went: tuple[str, ...]


class Moved(NamedTuple):
    """What a change did to the units: their rows, the numbers of those that are no more, and the blocks touched."""

    rows: tuple[Row, ...] = ()
    gone: tuple[int, ...] = ()
    blocks: tuple[int, ...] = ()


def key_of(decision: Decision) -> str:
    """The name by which the page speaks of a decision."""
    return sha256(file.written(replace(decision, line=0)).encode("utf-8", "replace")).hexdigest()[:20]


@dataclass
class Desk:
    """A text on the desk. `version` grows with every change of what is shown."""

    session: Session
    findings: Findings
    history: History = field(default_factory=History)
    version: int = 1
    problem: str = ""

    def __post_init__(self) -> None:
        self.decisions: list[Decision] = list(self.session.standing)
        self.apparatus: Apparatus = self.session.apparatus
        self._listed = rows(self.session.cut, self.apparatus, {})
        self.rows: dict[int, Row] = {number: row for number, (_, row) in self._listed.items()}
        self.bands = bands(self.apparatus)
        own = self.session.file.path
        paths.sweep(
            own.parent, own.parent, lambda name: name == own.name
        )  # what a run that was killed left half-written
        self.watched = Watched([one.origin.path for one in (*self.session.sources, *self.findings.translations)])
        self.news: list[News] = []
        self._told = 0
        self._blocks: tuple[tuple[int, Profile], Blocks] | None = None
        self._seen = self._bytes()

    @cached_property
    def profile(self) -> Profile:
        """The print profile of the project, or the one that the command names."""
        return self.session.settings.print_profile()

    def blocks(self, profile: Profile) -> Blocks:
        """The text and its apparatus by a profile, as they are now."""
        if self._blocks is None or self._blocks[0] != (self.version, profile):
            self._blocks = (self.version, profile), Blocks(self.apparatus, self.rows, profile, self.bands)
        return self._blocks[1]

    def step(self, said: str, gone: Sequence[Decision], new: Sequence[Decision]) -> Moved:
        """Write a step to the file and show it. UsageError if it has no effect; the file is then as it was."""
        moved = self._write(gone, new)
        self.history.made(Step(said, tuple(gone), tuple(new)))
        return moved

    def undo(self) -> tuple[str, Moved]:
        """Undo the last step of this run; returns it in words. UsageError if there is none, or if it cannot be."""
        if not self.history.done:
            raise UsageError("nothing has been decided here that could be undone")
        step = self.history.done[-1].undone
        try:
            moved = self._write(step.gone, step.new, idle=True)
        except UsageError:
            self.history.done.pop()  # it is no longer in the file as it was made: others have undone it
            raise
        self.history.back()
        return step.said, moved

    def redo(self) -> tuple[str, Moved]:
        """Do the step again that was undone last. UsageError if there is none."""
        if not self.history.undone:
            raise UsageError("nothing was undone")
        step = self.history.undone[-1]
        moved = self._write(step.gone, step.new)
        self.history.again()
        return step.said, moved

    def exchange(self, old: Decision, new: Decision) -> Moved:
        """Write a decision in the place of another, where its words now stand."""
        self.session.file.exchange(old, replace(new, line=0))
        self.history.made(Step(f"moved: {file.said([new])[0]}", (old,), (replace(new, line=0),)))
        return self._show(self._read())

    def found(self, key: str) -> Decision:
        """The decision of a name. UsageError if the file does not hold it any more."""
        for decision in self.decisions:
            if key_of(decision) == key:
                return decision
        raise UsageError("that decision is no longer in the file", hint="the list has been read anew")

    def look(self) -> bool:
        """Take over what others have written to the file; whether there was anything."""
        now = self._bytes()
        if now == self._seen:
            return False
        self._seen = now
        before = self.decisions
        try:
            held = self._read()
        except CollateError as problem:
            self.problem = f"{problem.sentence()} - what you see is by the decisions read before; nothing is written"
            self.version += 1
            return True
        self.problem = ""
        came, went = _lacking(held, before), _lacking(before, held)
        if came or went:
            self._told += 1
            self.news = [*self.news, News(self._told, tuple(file.said(came)), tuple(file.said(went)))][-NEWS:]
        self._show(held)
        return True

    def _write(self, gone: Sequence[Decision], new: Sequence[Decision], *, idle: bool = False) -> Moved:
        self.look()
        held, apparatus = self.session.write(gone, new, idle=idle)
        self._seen = self._bytes()
        if any(one.do == "realign" for one in (*gone, *new)):
            return self._show(held)
        return self._show(held, apparatus)

    def _show(self, held: list[Decision], apparatus: Apparatus | None = None) -> Moved:
        """Show what the file holds, by an apparatus if it has been made already."""
        realigned = [one for one in held if one.do == "realign"] != [
            one for one in self.decisions if one.do == "realign"
        ]
        self.session.standing = list(held)
        if realigned:
            self.session.align()
            apparatus = self.session.apparatus
            self.bands = bands(apparatus)
        self.decisions, annotations = held, self.apparatus.annotations
        text = self.apparatus.words.source.content  # an entry may quote the word before its place
        self.apparatus = apparatus or self.session.with_decisions(held)
        known = self._listed if self.apparatus.words.source.content == text else {}
        before = self.rows
        self._listed = rows(self.session.cut, self.apparatus, known)
        self.rows = {number: row for number, (_, row) in self._listed.items()}
        self.version += 1
        changed = tuple(row for number, row in self.rows.items() if before.get(number) != row)
        gone = tuple(number for number in before if number not in self.rows)
        spans = [(row.start, row.end) for row in (*changed, *(before[number] for number in gone))]
        notes = set(self.apparatus.annotations) ^ set(annotations)
        blocks = touched(self.bands, [*spans, *((note.start, note.end) for note in notes)])
        return Moved(changed, gone, tuple(blocks))

    def _read(self) -> list[Decision]:
        own = self.session.file
        return read(own.path, own.max_bytes, own.labels)

    def _bytes(self) -> str:
        """A digest of the file, by which a change is noticed: the time of a file says little."""
        try:
            return sha256(self.session.file.path.read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""
        except OSError as problem:
            return f"unreadable: {problem.strerror}"


def _lacking(some: Sequence[Decision], others: Sequence[Decision]) -> list[Decision]:
    """Those of some decisions that are not among others, wherever they stand in the file."""
    left = [replace(one, line=0) for one in others]
    lacking = []
    for one in some:
        bare = replace(one, line=0)
        if bare in left:
            left.remove(bare)
        else:
            lacking.append(one)
    return lacking
