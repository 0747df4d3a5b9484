"""Pages made by the command, for the browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import TREATY, run


def page_of(folder: Path, *arguments: str | Path) -> Path:
    """The page that the command makes."""
    path = folder / "page.html"
    made = run("page", *arguments, "-o", path)
    assert made.status == 0, made.err
    return path


@pytest.fixture(scope="session")
def treaty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The French draft and its edition."""
    return page_of(tmp_path_factory.mktemp("treaty"), TREATY / "fr-draft.txt", TREATY / "fr-edited.txt")


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same beside their translations."""
    texts = [TREATY / f"{name}.txt" for name in ("fr-draft", "fr-edited", "ru", "zh")]
    return page_of(tmp_path_factory.mktemp("translated"), *texts, "--no-dictionaries")
