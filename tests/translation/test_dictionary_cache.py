"""Dictionaries that were parsed are kept in the user's cache, by the digest of their file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collate.translation import dictionary_cache


def parsed(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a file as pairs."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, translation = line.partition("\t")
        yield word, translation


def never(_: Path) -> Iterator[tuple[str, str]]:
    """What must not be parsed again."""
    raise AssertionError


def test_a_dictionary_is_parsed_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is known by its digest, wherever it lies."""
    monkeypatch.setattr(dictionary_cache, "user_cache_path", lambda _: tmp_path / "cache")
    words = tmp_path / "words.txt"
    words.write_text("roi\tking\nmer\tsea\n", encoding="utf-8")
    first = dictionary_cache.kept(words, parsed)
    assert (
        dictionary_cache.kept(words.rename(tmp_path / "moved.txt"), never) == first == {"roi": ["king"], "mer": ["sea"]}
    )
    (tmp_path / "moved.txt").write_text("roi\tmonarch\n", encoding="utf-8")
    assert dictionary_cache.kept(tmp_path / "moved.txt", parsed) == {"roi": ["monarch"]}


def test_a_spoilt_cache_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache that cannot be read is made anew; one that cannot be written is not missed."""
    monkeypatch.setattr(dictionary_cache, "user_cache_path", lambda _: tmp_path / "cache")
    words = tmp_path / "words.txt"
    words.write_text("roi\tking\n", encoding="utf-8")
    dictionary_cache.kept(words, parsed)
    [place] = (tmp_path / "cache" / "dictionaries").iterdir()
    place.write_text("{", encoding="utf-8")
    assert dictionary_cache.kept(words, parsed) == {"roi": ["king"]}
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr(dictionary_cache, "user_cache_path", lambda _: tmp_path / "file")
    assert dictionary_cache.kept(words, parsed) == {"roi": ["king"]}
