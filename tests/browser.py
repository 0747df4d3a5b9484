"""A real browser for tests: one window for all tests of a worker."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

Opens = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser; the tests that want one are skipped where there is none, or none that can show a word."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: chromium)")
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            page = browser.new_page()
            page.set_viewport_size({"width": 100, "height": 100})
            page.set_content("<p>word <input></p>")
            page.screenshot()
            page.close()
        except Error as problem:  # without a single font it breaks down at an input
            pytest.skip(f"needs a Chromium that can show a word (Debian: fonts-noto-core), not: {problem}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tab(chromium: Any) -> Any:
    """One window for all tests of a worker: a page keeps nothing, so the next one finds nothing of the last."""
    page = chromium.new_context(offline=True).new_page()
    page.set_default_timeout(5_000)
    return page


@pytest.fixture
def opens(tab: Any) -> Iterator[Opens]:
    """Open a file at a place of it; any error of the script fails the test."""
    problems: list[str] = []

    def failed(error: Any) -> None:
        problems.append(str(error))

    def said(message: Any) -> None:
        if message.type == "error":
            problems.append(message.text)

    def opened(path: Path, place: str = "", *, width: int = 1280, scheme: str = "light") -> Any:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        tab.goto("about:blank")  # or another place of the same file would not load it anew
        tab.goto(f"{path.as_uri()}{place}")
        until(tab, "document.documentElement.dataset.ready === 'all'")
        return tab

    tab.on("pageerror", failed)
    tab.on("console", said)
    yield opened
    tab.remove_listener("pageerror", failed)
    tab.remove_listener("console", said)
    assert problems == []


def until(page: Any, expression: str, seconds: float = 5) -> None:
    """Wait until an expression is true. Playwright's own way evaluates text, which the page's policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)
