"""The exceptions that Collate raises, and the exit status of each.

    CollateError               2   the root: catch this one
    ├── InputError             2   a witness cannot be read: which file, where in it
    │   └── MistakesError      2   several things are wrong in one file: each with its line
    ├── LimitError             2   an input is larger than a stated bound
    ├── UsageError             2   a command or function was called with invalid or contradictory arguments
    │   └── WrongTypeError     2   an argument has the wrong type; also a TypeError
    ├── OutputError            2   the result cannot be written
    ├── EngineError            2   an aligner returned an invalid table (tokens lost, wrong shape)
    ├── PluginError            2   a component of another package cannot be loaded, or failed
    └── WorkerError            2   worker processes or machines (a scheduler, its workers) cannot do the work

Statuses are those of ``diff``: 0 no difference, 1 differences, 2 trouble. A message is one sentence:
where it happened, what is wrong, what to try.
"""

from __future__ import annotations

from collections.abc import Sequence

TROUBLE = 2
LONGEST = 600  # characters of a message: a key of 40 kB is quoted by its beginning and its end


class CollateError(Exception):
    """The base class: a one-sentence message that says where, what is wrong and what to try."""

    exit_status = TROUBLE

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        """`line` and `column` count from 1; `hint` says what to try, without a full stop."""
        self.what, self.path, self.line, self.column = _short(what), path, line, column
        self.hint = None if hint is None else _short(hint)
        super().__init__(self.sentence())

    @property
    def where(self) -> str:
        """``file:line:column`` as far as it is known, else the empty string."""
        if self.path is None:
            return ""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)

    def sentence(self) -> str:
        """The whole message on one line."""
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.what}{advice}"

    def sentences(self) -> tuple[str, ...]:
        """The messages, a line each: one, unless several things are wrong."""
        return (self.sentence(),)


def _short(text: str) -> str:
    """The text on one line, without its middle where it is too long for a message."""
    line = " ".join(text.splitlines())
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"


class InputError(CollateError):
    """A witness cannot be read."""


class MistakesError(InputError):
    """Several things are wrong in one file."""

    def __init__(self, problems: Sequence[InputError]) -> None:
        """`problems`: one or more, in the order of the file."""
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(first.what, path=first.path, line=first.line, column=first.column, hint=first.hint)

    def sentence(self) -> str:
        """All messages, separated by semicolons."""
        return "; ".join(self.sentences())

    def sentences(self) -> tuple[str, ...]:
        """A message for each."""
        return tuple(problem.sentence() for problem in self.problems)


class LimitError(CollateError):
    """An input is larger than a stated bound."""


class UsageError(CollateError):
    """The arguments are invalid or contradict each other."""


class WrongTypeError(UsageError, TypeError):
    """An argument has the wrong type. Also a TypeError, as Python's own functions raise."""


class OutputError(CollateError):
    """A result cannot be written."""


class EngineError(CollateError):
    """An aligner returned an invalid table."""


class PluginError(CollateError):
    """A registered component cannot be loaded, or failed."""


class WorkerError(CollateError):
    """Worker processes or machines cannot do the work, or have stopped."""
