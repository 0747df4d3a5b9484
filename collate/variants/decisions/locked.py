"""Reads and changes the decisions file on disk; only one process changes it at a time.

A change is made under a lock: the file is read, the new one is written beside it, read back, compared with the
intended decisions and, if the caller asks, tested; only then does it replace the old file. So concurrent changes are
all kept, and a valid file is never replaced by an invalid one.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from collate.errors import OutputError, UsageError
from collate.io import paths
from collate.model import Decision
from collate.model.vocabulary import terms
from collate.variants.decisions import file
from collate.witnesses.files import load

WAIT = 30.0  # seconds to wait for the lock
Check = Callable[[list[Decision]], object]
_OPTIONS = {"why": "--why", "who": "--who", "when": "--when", "base": "the siglum of the base"}


def read(path: Path, max_bytes: int, labels: Iterable[str] = ()) -> list[Decision]:
    """The decisions of a file, none if it is not there. InputError names everything that is wrong in it.

    `labels`: those that a decision may give; none for those that every project has.
    """
    return list(_read(load(str(path), max_bytes), str(path), tuple(labels))) if path.exists() else []


@lru_cache(maxsize=1)  # several stages of a run ask for them
def _read(data: bytes, path: str, labels: tuple[str, ...]) -> tuple[Decision, ...]:
    return tuple(file.read(data, path, labels=labels or terms()))


@dataclass(frozen=True, slots=True)
class DecisionsFile:
    """A file of decisions that may be changed.

    The file must be inside `folder`, also when links are followed; None if the user named the file. `max_bytes` is the
    largest size allowed, `labels` are those that a decision may give.
    """

    path: Path
    folder: Path | None
    max_bytes: int
    labels: tuple[str, ...] = ()

    def add(self, decision: Decision, check: Check = lambda _: None) -> None:
        """Append a decision: see `change`."""
        self.change((), (decision,), check)

    def change(self, gone: Sequence[Decision], new: Sequence[Decision], check: Check = lambda _: None) -> None:
        """Take decisions out and append others, all or nothing.

        `check` is given all that the file then holds, the new ones last, and raises what speaks against it; the old
        file then stays. UsageError if a decision cannot be written as UTF-8, or if one that should go is not there;
        OutputError if others use the file for too long.
        """
        for decision in new:
            refuse_what_is_no_text(decision)
        with self._locked():
            text, known = self._now()
            for decision in reversed(gone):
                at = self._place(known, decision)
                text, known = file.without(text, at), known[:at] + known[at + 1 :]
            text += "".join(map(file.written, new))
            self._replace(text, [*known, *new], check)

    def exchange(self, old: Decision, new: Decision) -> None:
        """Write a decision in the place of another. UsageError if that is not there any more."""
        refuse_what_is_no_text(new)
        with self._locked():
            text, known = self._now()
            at = self._place(known, old)
            self._replace(file.exchanged(text, at, new), [*known[:at], new, *known[at + 1 :]])

    def take_back(self, decision: Decision | None = None) -> Decision:
        """Take a decision out, the last one if none is named; returns it. UsageError if it is not there."""
        if not self.path.exists():
            raise self._nothing("holds no decision")
        with self._locked():
            text, known = self._now()
            if not known:
                raise self._nothing("holds no decision")
            at = len(known) - 1 if decision is None else self._place(known, decision)
            self._replace(file.without(text, at), known[:at] + known[at + 1 :])
            return known[at]

    def _place(self, known: Sequence[Decision], decision: Decision) -> int:
        """The number of a decision in the file, the last of several alike. UsageError if it is not there."""
        alike = [number for number, one in enumerate(known) if _same(one, decision)]
        if not alike:
            raise self._nothing("does not hold that decision any more")
        return alike[-1]

    def _nothing(self, what: str) -> UsageError:
        return UsageError(what, path=str(self.path), hint="name the file: --decisions FILE")

    def _now(self) -> tuple[str, list[Decision]]:
        """The text of the file, its line ends as they are, and its decisions."""
        if not self.path.exists():
            return "", []
        data = load(str(self.path), self.max_bytes)
        known = list(_read(data, str(self.path), self.labels))  # first, for it says where a file is no UTF-8
        return data.decode("utf-8"), known

    def _replace(self, text: str, meant: Sequence[Decision], check: Check = lambda _: None) -> None:
        """Let a text take the place of the file, once it has been read back as the decisions that are meant."""

        def hold(aside: Path) -> None:
            found = read(aside, self.max_bytes, self.labels)
            if len(found) != len(meant) or not all(map(_same, found, meant)):
                raise OutputError("cannot be changed without harm", path=str(self.path), hint="change it by hand")
            check(found)

        if self.folder is None:
            paths.write_named(self.path, lambda out: out.write(text.lstrip("\n")), hold)
        else:
            paths.write(self.folder, self.path, lambda out: out.write(text.lstrip("\n")), hold)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of the file: a hidden file beside it that is there only while it is held.

        OutputError if it cannot be had in time, or if something that is no lock stands in its place.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  only those who decide need it

        try:
            place = self._lock()
            lock = FileLock(place, timeout=WAIT)
            lock.acquire()
        except Timeout:
            raise OutputError(
                f"is being changed by somebody else for more than {WAIT:g} s", path=str(self.path),
                hint="nothing was written; try again",
            ) from None  # fmt: skip
        except (OSError, RuntimeError, ValueError) as problem:
            reason = getattr(problem, "strerror", None) or problem
            raise OutputError(f"cannot be written ({reason})", path=str(self.path)) from None
        try:
            yield
        finally:
            with contextlib.suppress(OSError):  # those who wait for a file that is gone take a new one
                place.unlink()
            lock.release()

    def _lock(self) -> Path:
        """The path of the lock, in a folder that is there. OutputError if something else has that name."""
        if self.folder is not None:
            paths.refuse(self.folder, self.path)
            self.path.parent.mkdir(parents=True, exist_ok=True)
        real = self.path.resolve()
        if not real.parent.is_dir():  # the library would make it, and a slip of the keyboard makes no folders
            raise NotADirectoryError(20, "its folder is not there", str(real.parent))
        place = real.with_name(f".{real.name[:60]}.lock")
        paths.refuse(place.parent, place)
        return place


def _same(one: Decision, other: Decision) -> bool:
    return replace(one, line=0) == replace(other, line=0)


def refuse_what_is_no_text(decision: Decision) -> None:
    """UsageError if a decision cannot be written as UTF-8."""
    for name, value in asdict(decision).items():
        if any("\ud800" <= char <= "\udfff" for char in str(value)):
            raise UsageError(
                f"{_OPTIONS.get(name, f'what is decided ({name})')} is not text in UTF-8 ({value!r:.60})",
                hint="nothing was written; use a terminal whose locale is UTF-8, such as C.UTF-8",
            )
