"""A workbench on a desk of its own: asked without a network, or served to a browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from collate import pipeline
from collate.api.session import decisions_file
from collate.config import Project, Settings
from tests.browser import until
from tests.conftest import TREATY

pytest.importorskip("starlette", reason="the workbench needs Starlette: pip install 'collate-texts[edit]'")
pytest.importorskip("httpx2", reason="asks the workbench: pip install httpx2")

TOKEN, PORT = "the-token-of-this-run", 4711
KINGS = {
    "A": "The old king sat in his hall.\n\nHe saw the ships.\n",
    "B": "The young king sat in the hall.\n\nHe saw ships.\n",
    "C": "The old kyng sate in his halle.\n\nHe saw the shippes come.\n",
}


def opened(folder: Path, texts: dict[str, str] | list[Path], language: str = "en", profile: str = "") -> Any:
    """Texts on a desk whose decisions lie in a folder."""
    from collate.cli.workbench.opened import OpenedTexts

    paths = texts
    if isinstance(texts, dict):
        paths = []
        for siglum, text in texts.items():
            (folder / f"{siglum}.txt").write_text(text, encoding="utf-8", newline="")
            paths.append(folder / f"{siglum}.txt")
    project = Project(decisions=folder / "decisions.toml")
    settings = Settings(languages=(language,) if language else (), project=project, profile=profile)
    sources = pipeline.sources([pipeline.Named.parse(str(path)) for path in paths], settings)
    return OpenedTexts(sources, sources[0].siglum, settings, decisions_file(settings, named=True))


class Asking:
    """A workbench that is asked as its page asks it."""

    def __init__(self, found: Any) -> None:
        from starlette.testclient import TestClient

        from collate.cli.workbench.routes import Workbench

        self.workbench = Workbench(found, TOKEN, PORT, "Ed")
        self.address = f"http://127.0.0.1:{PORT}"
        self.client = TestClient(self.workbench.app, base_url=self.address)
        self.headers = {"X-Collate-Token": TOKEN, "Origin": self.address}

    @property
    def desk(self) -> Any:
        """What is on it now."""
        return self.workbench.desk

    def get(self, path: str, **given: Any) -> Any:
        """Read."""
        return self.client.get(path, params=given, headers=self.headers)

    def post(self, path: str, body: Any = None) -> Any:
        """Change."""
        headers = {**self.headers, "Content-Type": "application/json"}
        return self.client.post(path, content=json.dumps(body), headers=headers)

    def decide(self, do: str, place: str = "", **more: Any) -> Any:
        """Decide."""
        return self.post("/decide", {"do": do, "place": place, **more})


@pytest.fixture
def kings(tmp_path: Path) -> Asking:
    """Three short texts."""
    return Asking(opened(tmp_path, KINGS))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """The same, for requests that change nothing."""
    return Asking(opened(tmp_path_factory.mktemp("desk"), KINGS))


@pytest.fixture(scope="module")
def treaty(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """The treaty."""
    return Asking(opened(tmp_path_factory.mktemp("desk"), [TREATY / "fr-draft.txt", TREATY / "fr-edited.txt"], "fr"))


class Served(NamedTuple):
    """A workbench in a browser: its window, its folder, and what is on its desk."""

    page: Any
    folder: Path
    workbench: Any


@contextmanager
def serving(found: Any) -> Iterator[tuple[str, Any]]:
    """A server in a thread; gives its address and its workbench."""
    from collate.cli.workbench.server import serve

    known: list[Any] = []
    up = threading.Event()

    def ready(address: str, server: Any) -> None:
        known.extend((address, server))
        up.set()

    thread = threading.Thread(target=serve, args=(found,), kwargs={"port": 0, "who": "Ed", "ready": ready}, daemon=True)
    thread.start()
    assert up.wait(60)
    try:
        yield known[0], known[1].workbench
    finally:
        known[1].workbench.closing = True
        known[1].should_exit = True
        thread.join(15)
        assert not thread.is_alive()


@pytest.fixture
def shows(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Open a workbench in a window of its own; any error of a script fails the test."""
    problems: list[str] = []
    open_now: list[Any] = []

    def show(
        texts: Any, language: str = "en", *, width: int = 1280, scheme: str = "light", asks: bool = True
    ) -> Served:
        server = serving(opened(tmp_path, texts, language))
        address, workbench = server.__enter__()
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        open_now.extend((server, context))
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" and asks else None)
        page.goto(address)
        until(page, "document.documentElement.dataset.ready === 'all'", 20)
        return Served(page, tmp_path, workbench)

    yield show
    for one in reversed(open_now):
        if hasattr(one, "close"):
            one.close()
        else:
            one.__exit__(None, None, None)
    assert problems == []
