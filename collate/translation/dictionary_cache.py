"""Keeps dictionaries that were parsed, in the user's cache folder, by the digest of their file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from collate.errors import CollateError
from collate.io.files import written_whole

FORM = 1  # of what is kept; another form has other files
Words = dict[str, list[str]]


def kept(path: Path, parse: Callable[[Path], Iterable[tuple[str, str]]]) -> Words:
    """The single words of a dictionary with their translations of up to three words: parsed, or as kept from before.

    A cache that cannot be read or written is done without.
    """
    if not path.is_file():  # a pipe would block; the reader of dictionaries says what is wrong with it
        return _parsed(path, parse)
    try:
        digest = sha256(path.read_bytes()).hexdigest()
        place = user_cache_path("collate") / "dictionaries" / f"{digest}-{FORM}.json"
    except (OSError, ValueError):
        return _parsed(path, parse)
    try:
        if place.is_file():
            return msgspec.json.decode(place.read_bytes(), type=Words)
    except (OSError, ValueError):  # whatever is there instead is written anew
        pass
    found = _parsed(path, parse)
    _keep(found, place)
    return found


def _parsed(path: Path, parse: Callable[[Path], Iterable[tuple[str, str]]]) -> Words:
    found: Words = defaultdict(list)
    for word, translation in parse(path):
        if " " not in word and translation.count(" ") <= 2:
            found[word].append(translation)
    return dict(found)


def _keep(found: Words, place: Path) -> None:
    """Who reads meanwhile finds a whole file or none."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        written_whole(place, lambda out: json.dump(found, out, ensure_ascii=False))
    except (OSError, CollateError):
        return
