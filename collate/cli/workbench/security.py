"""Who may ask: only the page that this server gave out, on this machine, and only with the token of this run.

A plain ASGI layer, so that nothing passes beside it: requests and sockets alike come through here first.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from collate.io.wording import json_text

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

TOKEN = b"x-collate-token"
NO_TOKEN = 401, "the token of this run is missing: open the address that collate edit prints"
LARGEST = 256 * 1024  # bytes of a request
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Refuses what does not come from the page of this server; adds the headers of security to every answer."""

    def __init__(self, app: App, token: str, port: int) -> None:
        self.app, self.token = app, token.encode()
        self.hosts = {f"{name}:{port}".encode() for name in ("127.0.0.1", "localhost")}
        self.origins = {b"http://" + host for host in self.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that may pass; refuse all else."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] != "http":  # the page needs no socket, so nobody gets one
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        elif (status := self._refused(scope)) is not None:
            await _answer(_secured(send), *status)
        else:
            await self.app(scope, _bounded(receive), _secured(send))

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        """The status of a refusal and why; None if the request may pass."""
        given = _headers(scope)
        changes = scope["method"] not in {"GET", "HEAD"}
        shown = not changes and (scope["path"] == "/" or scope["path"].startswith("/assets/"))
        return self._from_elsewhere(given, changes=changes) or _ill_formed(given, changes=changes) or (
            None if shown or hmac.compare_digest(given.get(TOKEN, b""), self.token) else NO_TOKEN
        )  # fmt: skip

    def _from_elsewhere(self, given: Mapping[bytes, bytes], *, changes: bool) -> tuple[int, str] | None:
        """A refusal if another name than ours was called (DNS rebinding), or if another site asks."""
        if given.get(b"host") not in self.hosts:
            return 421, "this server answers to its own address only"
        origin = given.get(b"origin")
        if given.get(b"sec-fetch-site", b"none") not in {b"same-origin", b"none"} or origin not in {
            None,
            *self.origins,
        }:
            return 403, "another site asks"
        if changes and origin is None:
            return 403, "who changes something says where it comes from (Origin)"
        return None


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers by name; one that is given twice is empty."""
    found: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:
        found[name.lower()] = b"" if name.lower() in found else value
    return found


def _ill_formed(given: Mapping[bytes, bytes], *, changes: bool) -> tuple[int, str] | None:
    """A refusal if a change is not asked for in JSON, as no form can, or if the request is too large."""
    if changes and given.get(b"content-type", b"").partition(b";")[0].strip() != b"application/json":
        return 415, "a change is asked for in JSON"
    length = given.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > LARGEST:
        return 413, f"a request holds {LARGEST // 1024} kB at most"
    return None


def _bounded(receive: Receive) -> Receive:
    """What is received, until it is too much: a request that does not say its length is bounded too."""
    got = 0

    async def some() -> dict[str, Any]:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        return {"type": "http.disconnect"} if got > LARGEST else message

    return some


def _secured(send: Send) -> Send:
    async def with_headers(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return with_headers


async def _answer(send: Send, status: int, why: str) -> None:
    body = json_text({"error": why}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
