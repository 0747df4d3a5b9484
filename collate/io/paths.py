"""Safe file access for a project: the rules for which paths a `collate.toml` may read, write and remove.

- Only regular files under the folder of the project, on a path without symbolic links, are written and removed. The
  folders on the way are held open, so that none can be exchanged for a link meanwhile.
- The same holds for Collate's own files that it reads there: records and outputs. Pipes and devices are refused.
- `collate.toml` is looked for in the working folder and above it, up to the next ``.git``, home folder or mount.
- `decisions` and `languages` of a `collate.toml` lie under its folder, unless the command line allows others.
- Witnesses are read wherever the user says; those outside the folder are listed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path

from collate.errors import CollateError, InputError, LimitError, OutputError
from collate.io.files import Check, Writes, fill, held_aside, swept, written_whole
from collate.io.folders import Folder

ALLOWS = "--outside"
LARGEST = 256 * 1024 * 1024  # bytes of a record: the largest project tested has a hundredth of that
_outside: ContextVar[bool] = ContextVar("outside", default=False)


def allow_outside(allowed: bool) -> None:
    """Set whether `decisions` and `languages` may be outside their project, for the rest of this run."""
    _outside.set(allowed)


def nearest(start: Path, name: str) -> Path | None:
    """The nearest file of a name at or above a folder, up to the next ``.git``, home folder or mount."""
    try:
        home = Path.home()
    except RuntimeError:  # of no user
        home = None
    for folder in (start, *start.parents):
        path = folder / name
        if path.is_file():
            return path
        if folder == home or (folder / ".git").exists() or os.path.ismount(folder):
            return None
    return None


def named(folder: Path, key: str, value: str, *, written_in: Path) -> Path:
    """The path that `key` of a `collate.toml` names; InputError if it, or a file in it, is outside the folder."""
    path = folder / value
    if "\0" in value:
        raise InputError(f"{key!r} names no path ({value!r})", path=str(written_in))
    try:
        places = [path, *_held(path)]
        away = next((place for place in places if not _within(folder, place)), None)
    except (OSError, RuntimeError) as problem:  # RuntimeError: a loop of links
        reason = getattr(problem, "strerror", None) or problem
        raise InputError(f"{key!r} names no path ({value!r}: {reason})", path=str(written_in)) from None
    if away is None or _outside.get():
        return path
    what = repr(value) if away is path else f"{value!r} ({away.relative_to(path)} in it)"
    raise InputError(
        f"{key!r} leads outside the folder of the project: {what} is {os.path.realpath(away)}", path=str(written_in),
        hint=f"move it there, or allow it on the command line: collate {ALLOWS} COMMAND ...",
    )  # fmt: skip


def _held(path: Path) -> Iterator[Path]:
    """The links in a folder, and in the folders in it: a language pack has two levels."""
    if path.is_dir():
        for entry in path.iterdir():
            if entry.is_symlink():
                yield entry
            elif entry.is_dir():
                yield from (inner for inner in entry.iterdir() if inner.is_symlink())


def outside(folder: Path, files: Iterable[Path]) -> list[Path]:
    """Those of the files that lie outside a folder, by their path or through a link."""
    return [path for path in files if not _within(folder, path)]


def _within(folder: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def refuse(folder: Path, path: Path, *, a_folder: bool = False) -> None:
    """Raise OutputError unless a project may write a file (or files in a folder) there; nothing is created."""
    with _refusals(path), suppress(FileNotFoundError), _holding(folder, path, OutputError) as (held, name):
        _plain(held, name, OutputError, a_folder=a_folder)


def write(folder: Path, path: Path, writes: Writes, hold: Check = lambda _: None) -> None:
    """Write a file of a project atomically, creating the folders on the way. OutputError if that fails.

    `hold` is called before the file replaces the old one: see `files.written_whole`.
    """
    with _refusals(path), _holding(folder, path, OutputError, make=True) as (held, name):
        _plain(held, name, OutputError)
        fill(held, name, writes, hold)


@contextmanager
def temporary(folder: Path, path: Path, text: str) -> Iterator[Path]:
    """A context manager for a temporary file with a text, beside `path`; yields its path."""
    with ExitStack() as stack:
        with _refusals(path):
            held, name = stack.enter_context(_holding(folder, path, OutputError, make=True))
            aside = stack.enter_context(held_aside(held, name, text))
        yield path.with_name(aside)


def write_named(path: Path, writes: Writes, hold: Check = lambda _: None) -> None:
    """Write a file named on the command line, following links. OutputError if a link leads nowhere."""
    with _refusals(path):
        if path.is_symlink() and not path.exists():
            raise OutputError(
                f"is a symbolic link to {str(path.readlink())!r}, where nothing is",
                path=str(path),
                hint="name that file",
            )
        if path.exists() and not path.is_file():
            raise OutputError("is no regular file", path=str(path))
        written_whole(path, writes, hold)


def read(folder: Path, path: Path) -> bytes | None:
    """The bytes of a file that a project has written; None if there is none. InputError if it is something else."""
    with _opened(folder, path) as stream:
        data = stream.read(LARGEST + 1) if stream else None
    if data is not None and len(data) > LARGEST:
        raise LimitError(f"is larger than {LARGEST // 1024 // 1024} MB", path=str(path), hint="remove it")
    return data


def digest(folder: Path, path: Path) -> str:
    """The SHA-256 of a file that a project has written, however large; "" if there is none. Errors as for `read`."""
    with _opened(folder, path) as stream:
        return file_digest(stream, "sha256").hexdigest() if stream else ""


@contextmanager
def _opened(folder: Path, path: Path) -> Iterator[BufferedReader | None]:
    """A file that a project has written, open; None if there is none. InputError if it is something else."""
    try:
        with _holding(folder, path, InputError) as (held, name):
            _plain(held, name, InputError)
            handle = held.open(name, os.O_RDONLY)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):  # the file was replaced meanwhile
                raise InputError("is no regular file", path=str(path), hint="remove it")
            yield stream
    except FileNotFoundError:
        yield None
    except OSError as problem:
        raise InputError(f"cannot be read ({problem.strerror})", path=str(path)) from None


def state(folder: Path, path: Path) -> os.stat_result | None:
    """Size and times of a file that a project has written; None if there is none, or something else there."""
    try:
        with _holding(folder, path, InputError) as (held, name):
            found = held.state(name)
    except (OSError, CollateError):
        return None
    return found if found is not None and stat.S_ISREG(found.st_mode) else None


def remove(folder: Path, path: Path, only: str = "") -> bool:
    """Remove a file of a project; if `only` is given, only one of that SHA-256. Whether it was removed."""
    try:
        with _holding(folder, path, OutputError) as (held, name):
            handle = held.open(name, os.O_RDONLY)
            try:
                own = os.fstat(handle)
                with os.fdopen(handle, "rb", closefd=False) as stream:
                    if not stat.S_ISREG(own.st_mode) or (only and file_digest(stream, "sha256").hexdigest() != only):
                        return False
            finally:
                os.close(handle)
            now = held.state(name)
            if now is None or (now.st_dev, now.st_ino) != (own.st_dev, own.st_ino):
                return False
            held.remove(name)
            return True
    except (OSError, CollateError):
        return False


def names(folder: Path, path: Path) -> list[str]:
    """What a folder of a project holds, sorted; nothing if there is none."""
    with suppress(OSError, CollateError), _holding(folder, path / "x", InputError) as (held, _):
        return held.names()
    return []


def sweep(folder: Path, path: Path, wanted: Callable[[str], bool] = lambda _: True) -> list[str]:
    """Remove temporary files of killed runs from a folder of a project; returns the names: see `files.swept`."""
    with suppress(OSError, CollateError), _holding(folder, path / "x", OutputError) as (held, _):
        return swept(held, wanted)
    return []


@contextmanager
def _holding(
    folder: Path, path: Path, error: type[CollateError], *, make: bool = False
) -> Iterator[tuple[Folder, str]]:
    """Open the folder of a path, from the project's folder without following links; yields it and the last name."""
    parts = _parts(folder, path, error)
    with ExitStack() as stack:
        held = stack.enter_context(Folder.opened(folder))
        for name in parts[:-1]:
            if make:
                held.make(name)
            _plain(held, name, error, a_folder=True)
            held = stack.enter_context(held.inner(name))
        yield held, parts[-1]


def _parts(folder: Path, path: Path, error: type[CollateError]) -> tuple[str, ...]:
    """The parts of a path relative to a folder."""
    inner = path.relative_to(folder) if path.is_relative_to(folder) else path
    if inner.is_absolute() or inner.drive or not inner.parts or ".." in inner.parts or "\0" in str(inner):
        raise error(f"does not lie under the folder of the project ({folder})", path=str(path))
    return inner.parts


def _plain(held: Folder, name: str, error: type[CollateError], *, a_folder: bool = False) -> None:
    """Raise `error` if a name exists and is not a regular file (or a folder)."""
    found, path = held.state(name), str(held.path / name)
    if found is None:
        return
    if stat.S_ISLNK(found.st_mode):
        leads = ""
        with suppress(OSError):
            leads = f" to {held.link(name)!r}"
        raise error(
            f"is a symbolic link{leads}, and a project neither writes nor removes nor keeps records through one",
            path=path, hint=f"put a {'folder' if a_folder else 'file'} in its place, or remove it",
        )  # fmt: skip
    if not (stat.S_ISDIR if a_folder else stat.S_ISREG)(found.st_mode):
        raise error(f"is no {'folder' if a_folder else 'regular file'}", path=path, hint="remove or rename it")


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Turn an OSError into an OutputError that names the file."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as problem:  # RuntimeError: a loop of links; ValueError: a NUL
        reason = getattr(problem, "strerror", None) or problem
        raise OutputError(f"cannot be written ({reason})", path=str(path)) from None
