"""Undo and redo: each step is what the editor did with one key, however many decisions it wrote."""

from __future__ import annotations

from typing import NamedTuple

from collate.model import Decision


class Step(NamedTuple):
    """What one gesture did to the file: decisions that went and that came, and how it is said."""

    said: str
    gone: tuple[Decision, ...]
    new: tuple[Decision, ...]

    @property
    def undone(self) -> Step:
        """The step back."""
        return Step(self.said, self.new, self.gone)


class History:
    """The steps of this run of the workbench; those that were undone can be done again until another is made."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def made(self, step: Step) -> None:
        """Remember a new step."""
        self.done.append(step)
        self.undone.clear()

    def back(self) -> None:
        """The last step has been undone."""
        self.undone.append(self.done.pop())

    def again(self) -> None:
        """The step that was undone last has been done again."""
        self.done.append(self.undone.pop())
