"""Writes the page as one HTML file that contains its style, script and data and loads nothing else.

No text becomes markup: it travels as JSON, and the script makes text nodes of it. A content security policy admits
this script and this style, by their digests, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import TextIO

from collate.io.wording import json_text, one_line
from collate.model.edition import Edition
from collate.registry import version
from collate.writers.page.data import data

SCRIPTS = ("dom", "edition", "state", "text", "views", "card", "overview", "search", "controls", "main")


def write(edition: Edition, out: TextIO) -> None:
    """The whole file."""
    style = _asset("shared.css") + _asset("page.css")
    script = '"use strict";\n(() => {\n' + "\n".join(_asset(f"{name}.js") for name in SCRIPTS) + "})();\n"
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    out.write(
        Template(_asset("page.html")).substitute(
            policy=policy,
            version=escape(version("collate")),
            title=escape(one_line(edition.title)),
            style=style,
            script=script,
            data=json_text(data(edition)).replace("<", "\\u003c"),  # no tag can end the element
        )
    )


def _asset(name: str) -> str:
    return files("collate.writers.page").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
