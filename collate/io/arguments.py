"""Type checks for the arguments of the public functions."""

from __future__ import annotations

from collections.abc import Iterable
from reprlib import repr as shortened

from collate.errors import WrongTypeError

_SHOWN = (str, bytes, int, float)  # values of other types are named by their type only, since they may be large


def check(name: str, value: object, kinds: type | tuple[type, ...], wanted: str, hint: str | None = None) -> None:
    """WrongTypeError unless the argument `name` is one of `kinds`, which `wanted` says in words.

    True and False are not accepted as numbers, although `bool` is a subclass of `int`.
    """
    number = isinstance(value, bool) and bool not in (kinds if isinstance(kinds, tuple) else (kinds,))
    if number or not isinstance(value, kinds):
        raise wrong(name, value, wanted, hint)


def wrong(name: str, value: object, wanted: str, hint: str | None = None) -> WrongTypeError:
    """The error that says which type the argument `name` must have, and which it has."""
    return WrongTypeError(f"{name} must be {wanted}, not {_given(value)}", hint=hint)


def strings(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Several strings as a tuple. WrongTypeError for a single string, which would be split into its letters."""
    if isinstance(values, str):
        raise WrongTypeError(f"{name} are several, not {_given(values)}", hint=f"write {name}=({values!r},)")
    check(name, values, Iterable, "several str, such as a tuple")
    found = tuple(values)
    for value in found:
        check(f"each of {name}", value, str, "a str")
    return found


def _given(value: object) -> str:
    """A short description of a value: its type, and the value itself if it is short."""
    kind = type(value).__name__
    if value is None:
        return "None"
    return f"{shortened(value)} ({kind})" if isinstance(value, _SHOWN) else f"{_article(kind)} {kind}"


def _article(word: str) -> str:
    return "an" if word[0].lower() in "aeiou" else "a"
