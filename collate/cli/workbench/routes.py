"""What the page can ask: each address with what it answers, as JSON.

An error of the user's is an answer with one sentence, and the page shows it; nothing is changed then.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from collate.cli.workbench import operations, output, rows, state, words
from collate.cli.workbench.desk import Desk, key_of
from collate.cli.workbench.opened import Opened
from collate.cli.workbench.security import Guard
from collate.config import profile as profile_named
from collate.errors import CollateError, UsageError
from collate.io import faults
from collate.io.wording import json_text, visible
from collate.model import Profile
from collate.variants.decisions import file

# What the page of `collate page` has too; there dom.js is part of one script, and exports nothing.
OF_THE_PAGE = {"shared.css": "", "dom.js": "\nexport { h, $, count };\n"}
ASSETS = {
    "workbench.html": "text/html; charset=utf-8",
    "workbench.css": "text/css; charset=utf-8",
    "shared.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    **{
        f"{name}.js": "text/javascript; charset=utf-8"
        for name in ("main", "server", "dom", "state", "list", "text", "unit", "keys", "dialogs")
    },
}
WAIT = 20.0  # seconds that a page waits for news before it asks again
LOOK = 0.5  # seconds between two looks at the file of decisions
MOST = 200  # blocks in one answer
Does = Callable[[Desk, Request, bytes], Any]


class Workbench:
    """The answers to the page; one thing is done at a time."""

    def __init__(self, opened: Opened, token: str, port: int, who: str | None = None, chapter: str = "") -> None:
        self.opened, self.who, self.closing = opened, who, False
        self.chapter = chapter or opened.names[0]
        self.desk = opened.desk(self.chapter)
        routes = [
            Route("/", lambda _: _asset("workbench.html")),
            Route("/assets/{name}", lambda request: _asset(request.path_params["name"])),
            Route("/wait", self._wait),
            *(Route(f"/{name}", self._answered(does)) for name, does in READS.items()),
            *(Route(f"/{name}", self._answered(does), methods=["POST"]) for name, does in CHANGES.items()),
            Route("/chapter", self._answered(self._chapter), methods=["POST"]),
            Route("/anew", self._answered(self._anew), methods=["POST"]),
            Route("/open", self._answered(self._open)),
            Route("/decide", self._answered(self._decide), methods=["POST"]),
            Route("/try", self._answered(self._try), methods=["POST"]),
        ]
        self.app = Guard(Starlette(routes=routes), token, port)

    def _answered(self, does: Does) -> Callable[[Request], Any]:
        """A route that works at the desk, in a thread, and answers errors with a sentence."""

        async def answer(request: Request) -> Response:
            try:
                body = await request.body()
            except ClientDisconnect:
                return _json({"error": "the request is too large, or was broken off"}, 413)
            return await run_in_threadpool(self._work, does, request, body)

        return answer

    def _work(self, does: Does, request: Request, body: bytes) -> Response:
        with self.opened.lock:
            try:
                found = does(self.desk, request, body)
                return found if isinstance(found, Response) else _json(found)
            except (msgspec.DecodeError, msgspec.ValidationError, ValueError) as problem:
                return _json({"error": f"the request cannot be read ({problem})"}, 400)
            except CollateError as problem:
                self.desk.look()
                return _json({"error": visible(problem.sentence()), "version": self.desk.version}, 409)
            except OSError as problem:
                return _json({"error": f"a file cannot be used ({problem.strerror})"}, 409)
            except Exception as problem:  # noqa: BLE001  a fault of ours is a sentence on the screen; work goes on
                return _json({"error": faults.sentence(problem)}, 500)

    async def _wait(self, request: Request) -> Response:
        """Answer when something has changed that the page does not know of, or after a while."""
        known = request.query_params.get("version", "")
        told = request.query_params.get("told", "")
        for _ in range(int(WAIT / LOOK)):
            now = await run_in_threadpool(self._looked)
            if str(now["version"]) != known or str(now["told"]) != told or self.closing:
                break
            await asyncio.sleep(LOOK)
        return _json(now)

    def _looked(self) -> dict[str, Any]:
        with self.opened.lock:
            self.desk.look()
            return state.state_of(self.desk)

    def _open(self, desk: Desk, _request: Request, _body: bytes) -> dict[str, Any]:
        """All that does not change while a chapter is on the desk."""
        return {
            **state.about(desk),
            "title": visible(self.opened.title),
            "chapters": [visible(name) for name in self.opened.names] if len(self.opened.names) > 1 else [],
            "chapter": self.opened.names.index(self.chapter),
            **state.state_of(desk),
        }

    def _chapter(self, _desk: Desk, request: Request, body: bytes) -> dict[str, Any]:
        """Put another chapter on the desk."""
        number = msgspec.json.decode(body, type=int)
        if not 0 <= number < len(self.opened.names):
            raise UsageError("there is no such chapter")
        self.desk = self.opened.desk(self.opened.names[number])
        self.chapter = self.opened.names[number]
        self.desk.look()
        return self._open(self.desk, request, body)

    def _anew(self, _desk: Desk, request: Request, body: bytes) -> dict[str, Any]:
        """Read and align the witnesses anew."""
        version_before = self.desk.version
        self.opened.anew()
        self.chapter = self.chapter if self.chapter in self.opened.names else self.opened.names[0]
        self.desk = self.opened.desk(self.chapter)
        self.desk.version = version_before + 1
        return self._open(self.desk, request, body)

    def _decide(self, desk: Desk, _request: Request, body: bytes) -> dict[str, Any]:
        """Decide, and say what changed."""
        asked = msgspec.json.decode(body, type=operations.Asked)
        before = desk.version
        made = operations.decisions(desk, asked, self.who)
        said = operations.said(made)
        return state.changed(desk, before, said, desk.step(said, (), made))

    def _try(self, desk: Desk, _request: Request, body: bytes) -> dict[str, Any]:
        """The places that a decision would take."""
        asked = msgspec.json.decode(body, type=operations.Asked)
        made = operations.decisions(desk, asked, self.who)
        return {"units": operations.places(desk, made), "said": visible(operations.said(made))}


def _units(desk: Desk, _request: Request, _body: bytes) -> dict[str, Any]:
    return {"version": desk.version, "rows": list(desk.rows.values())}


def _unit(desk: Desk, request: Request, _body: bytes) -> dict[str, Any]:
    """A unit in full."""
    number = int(request.query_params.get("n", "0"))
    unit = rows.unit_of(desk.session.cut, desk.apparatus, number)
    if unit is None:
        raise UsageError(f"there is no unit {number}")
    return rows.in_full(desk.apparatus, unit, {one.line: key_of(one) for one in desk.decisions})


def _blocks(desk: Desk, request: Request, _body: bytes) -> dict[str, Any]:
    """Blocks of the text by their numbers, each with its apparatus."""
    wanted = [int(number) for number in request.query_params.get("numbers", "").split(",") if number][:MOST]
    found = desk.blocks(_profile(desk, request))
    return {
        "version": desk.version,
        "blocks": [found.block(number) for number in wanted if 0 <= number < len(desk.bands)],
    }


def _profile(desk: Desk, request: Request) -> Profile:
    name = request.query_params.get("profile", "")
    return profile_named({"profile": name}) if name and name != desk.profile.name else desk.profile


def _findings(desk: Desk, request: Request, _body: bytes) -> dict[str, Any]:
    suspects = request.query_params.get("kind") == "suspects"
    return {"found": desk.findings.shown(desk.decisions, desk.apparatus.collation, suspects=suspects)}


def _place(desk: Desk, request: Request, _body: bytes) -> dict[str, object]:
    """A place by its name, or by the characters that were marked."""
    name = request.query_params.get("name", "")
    if not name:
        start, end = (int(request.query_params.get(key, "0")) for key in ("from", "to"))
        name = words.named(desk.apparatus, start, end)
    return words.shown(desk.apparatus, name)


def _output(desk: Desk, request: Request, _body: bytes) -> Response:
    """A result as the commands write it."""
    desk.look()
    given = request.query_params
    data, ending = output.output(
        desk, given.get("kind", "apparatus"), given.get("format", "text"), given.get("profile", "")
    )
    headers = {"content-disposition": f'attachment; filename="{given.get("kind", "apparatus")}.{ending}"'}
    return Response(data, headers=headers, media_type="application/octet-stream")


def _undo(desk: Desk, _request: Request, _body: bytes) -> dict[str, Any]:
    before = desk.version
    said, moved = desk.undo()
    return state.changed(desk, before, f"undone: {said}", moved)


def _redo(desk: Desk, _request: Request, _body: bytes) -> dict[str, Any]:
    before = desk.version
    said, moved = desk.redo()
    return state.changed(desk, before, f"done again: {said}", moved)


def _take_back(desk: Desk, _request: Request, body: bytes) -> dict[str, Any]:
    """Take a decision out of the file, whoever made it."""
    before = desk.version
    decision = desk.found(msgspec.json.decode(body, type=str))
    said = f"taken back: {file.said([decision])[0]}"
    return state.changed(desk, before, said, desk.step(said, [decision], ()))


def _follow(desk: Desk, _request: Request, body: bytes) -> dict[str, Any]:
    """Let a decision move to the only place where its words now stand."""
    before = desk.version
    decision = desk.found(msgspec.json.decode(body, type=str))
    offer = next((one.offer for one in desk.apparatus.stale if one.decision == decision), None)
    if offer is None:
        raise UsageError("its words stand at no one place now")
    return state.changed(desk, before, f"moved: {file.said([offer])[0]}", desk.exchange(decision, offer))


def _asset(name: str) -> Response:
    kind = ASSETS.get(name)
    if kind is None:
        return _json({"error": "there is no such file"}, 404)
    home = "collate.writers.page" if name in OF_THE_PAGE else "collate.cli.workbench"
    text = files(home).joinpath("assets", name).read_text(encoding="utf-8")
    return Response(text + OF_THE_PAGE.get(name, ""), media_type=kind)


def _json(value: Any, status: int = 200) -> Response:
    return Response(json_text(value).encode("utf-8", "backslashreplace"), status, media_type="application/json")


READS: dict[str, Does] = {
    "units": _units, "unit": _unit, "blocks": _blocks, "findings": _findings, "place": _place, "output": _output,
}  # fmt: skip
CHANGES: dict[str, Does] = {"undo": _undo, "redo": _redo, "take-back": _take_back, "follow": _follow}
