"""Only the page that the workbench gave out is answered: on this machine, at this address, with this token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.workbench.conftest import PORT, TOKEN, Asking

READS = (
    "/open",
    "/units",
    "/unit?n=1",
    "/blocks?numbers=0",
    "/findings",
    "/place?name=1.1",
    "/output",
    "/wait?version=0",
)
CHANGES = ("/decide", "/try", "/undo", "/redo", "/take-back", "/follow", "/chapter", "/anew")
HOSTS = (
    "evil.example",
    f"evil.example:{PORT}",
    "127.0.0.1",
    "127.0.0.1:1",
    f"127.0.0.1.evil.example:{PORT}",
    f"0.0.0.0:{PORT}",
    f"[::1]:{PORT}",
    "",
)
ORIGINS = ("https://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1",
    f"http://127.0.0.1:{PORT + 1}", f"http://127.0.0.1:{PORT}.evil.example", "")  # fmt: skip
LABEL = {"do": "label", "place": "u1", "value": "slip"}


def held(asking: Asking) -> bytes:
    path = asking.desk.session.file.path
    return path.read_bytes() if path.exists() else b""


@pytest.mark.parametrize("path", READS)
@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x"])
def test_nothing_of_the_texts_is_given_without_the_token(asked: Asking, path: str, token: str) -> None:
    answer = asked.client.get(path, headers={"X-Collate-Token": token} if token else {})
    assert answer.status_code == 401
    assert "token" in answer.json()["error"]


@pytest.mark.parametrize("path", CHANGES)
def test_nothing_is_changed_without_the_token(asked: Asking, path: str) -> None:
    answer = asked.client.post(path, json=LABEL, headers={"Origin": asked.address})
    assert answer.status_code == 401
    assert held(asked) == b""


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/assets/main.js", "/open", "/decide"])
def test_another_name_than_ours_is_not_answered(asked: Asking, host: str, path: str) -> None:
    """As a site has that lets its name lead here (DNS rebinding): not even with the token."""
    headers = {**asked.headers, "Host": host}
    ask = asked.client.post if path == "/decide" else asked.client.get
    answer = ask(path, headers=headers, **({"json": LABEL} if path == "/decide" else {}))
    assert answer.status_code == 421
    assert held(asked) == b""


@pytest.mark.parametrize("origin", ORIGINS)
def test_another_site_changes_nothing_even_with_the_token(asked: Asking, origin: str) -> None:
    answer = asked.client.post("/decide", json=LABEL, headers={"X-Collate-Token": TOKEN, "Origin": origin})
    assert answer.status_code == 403
    assert asked.client.get("/open", headers={"X-Collate-Token": TOKEN, "Origin": origin}).status_code == 403
    assert held(asked) == b""


def test_who_changes_something_says_where_it_comes_from(asked: Asking) -> None:
    assert asked.client.post("/decide", json=LABEL, headers={"X-Collate-Token": TOKEN}).status_code == 403


@pytest.mark.parametrize("said", ["cross-site", "same-site"])
def test_what_the_browser_says_of_another_site_is_believed(asked: Asking, said: str) -> None:
    assert asked.client.get("/", headers={"Sec-Fetch-Site": said}).status_code == 403


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""])
def test_no_form_can_ask(asked: Asking, kind: str) -> None:
    """Forms of other sites are sent without being asked about; JSON is not."""
    answer = asked.client.post(
        "/decide", content=b'{"do": "crux", "place": "u1"}', headers={**asked.headers, "Content-Type": kind}
    )
    assert answer.status_code == 415
    assert held(asked) == b""


@pytest.mark.parametrize("path", ["/", "/wait", "/decide", "/socket"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Collate-Token": "wrong"},
        {"X-Collate-Token": TOKEN, "Origin": "https://evil.example"},
        {"X-Collate-Token": TOKEN},
    ],
)
def test_no_socket_is_opened(asked: Asking, path: str, headers: dict[str, str]) -> None:
    """The page needs none, so there is none to guard."""
    with pytest.raises(WebSocketDisconnect) as ended, asked.client.websocket_connect(path, headers=headers):
        pass
    assert ended.value.code == 1008


@pytest.mark.parametrize(
    "path",
    ["/assets/../routes.py", "/assets/%2e%2e/routes.py", "/assets/..%2f..%2fpipeline.py", "/assets//etc/passwd",
     "/assets/%2fetc%2fpasswd", "/etc/passwd", "/assets/", "/assets/main.js%00", "/assets/MAIN.JS",
     "/decisions.toml", "/A.txt"],
)  # fmt: skip
def test_no_file_is_served_but_the_page_and_its_scripts(asked: Asking, path: str) -> None:
    answer = asked.client.get(path, headers=asked.headers)
    assert answer.status_code == 404
    assert b"import" not in answer.content
    assert b"king" not in answer.content


@pytest.mark.parametrize("path", ["/", "/assets/main.js", "/open", "/nothing"])
def test_every_answer_carries_the_policy(asked: Asking, path: str) -> None:
    """Scripts and styles of this server only, no frame, no form, nothing kept."""
    headers = asked.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


def test_the_page_itself_holds_neither_text_nor_token(asked: Asking) -> None:
    shown = asked.client.get("/").text
    assert TOKEN not in shown
    assert "king" not in shown


def test_a_request_that_is_too_large_is_refused(asked: Asking) -> None:
    """Whether it says how long it is, or does not."""
    long = b'{"do": "note", "place": "u1", "value": "' + b"x" * 300_000 + b'"}'
    headers = {**asked.headers, "Content-Type": "application/json"}
    assert asked.client.post("/decide", content=long, headers=headers).status_code == 413
    parts = (long[k : k + 10_000] for k in range(0, len(long), 10_000))
    assert asked.client.post("/decide", content=parts, headers=headers).status_code == 413
    assert held(asked) == b""


@pytest.mark.parametrize(
    "body", ["[]", "1", "null", "{", '{"do": 1}', '{"do": "label"}', '{"do": "label", "place": "u1", "surprise": 1}',
             '{"do": "label", "place": "../../etc/passwd", "value": "slip"}',
             '{"do": "label", "place": "u1", "value": "<b>"}',
             '{"do": "rm -rf", "place": "u1"}', '{"do": "label", "place": "u1", "value": "slip", "scope": "elsewhere"}',
             '{"do": "note", "place": "u1", "value": "\\ud800"}', '{"do": "dismiss-finding", "number": 99}'],
)  # fmt: skip
def test_a_request_that_cannot_be_meant_is_one_sentence(asked: Asking, body: str) -> None:
    answer = asked.client.post(
        "/decide", content=body.encode(), headers={**asked.headers, "Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 409}
    assert answer.json()["error"]
    assert held(asked) == b""


def test_the_server_listens_on_this_machine_only(tmp_path: Path) -> None:
    from collate.cli.workbench.server import HOST, _listening

    with _listening(0) as listener:
        assert listener.getsockname()[0] == HOST == "127.0.0.1"


def test_a_port_that_is_taken_is_one_sentence() -> None:
    from collate.cli.workbench.server import _listening
    from collate.errors import UsageError

    with _listening(0) as taken, pytest.raises(UsageError, match="port"):
        _listening(taken.getsockname()[1])


def test_tokens_are_new_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """And long enough that nobody guesses one."""
    from collate.cli.workbench import server

    given: list[Any] = []
    monkeypatch.setattr(server, "Workbench", lambda _opened, token, *_: given.append(token))
    monkeypatch.setattr(server, "_Server", lambda _: type("S", (), {"run": lambda *_, **__: None})())
    for _ in range(2):
        server.serve(None, port=0, who=None, ready=lambda *_: None)  # type: ignore[arg-type]
    assert len(set(given)) == 2
    assert min(map(len, given)) >= 43  # 256 bits
