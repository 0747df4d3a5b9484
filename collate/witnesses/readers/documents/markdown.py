"""Reads Markdown: CommonMark with tables, footnotes and definition lists, and what pandoc adds to it.

markdown-it-py makes HTML of it, which is read as `html` reads a page.
"""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

import regex

from collate.model import Source
from collate.witnesses.readers.decode import decode
from collate.witnesses.readers.documents.html import page_text, parsed
from collate.witnesses.readers.set_aside import source
from collate.witnesses.readers.text_builder import TextBuilder

_TOML = regex.compile(
    r"\A\ufeff?\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", regex.DOTALL | regex.MULTILINE
)
# pandoc's title block: title, authors and date, a line each with a percent sign; a line may go on indented.
_TITLE = regex.compile(r"\A(?:%[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3}")
_BRACKETS = regex.compile(r"\s?\[[^\[\]]{1,2000}\](?![(\[:])")
_KEY = regex.compile(r"(?:^|[\s;\[-])@\w")
_ATTRIBUTES = regex.compile(r"(?m)^(?P<heading>#{1,6} [^\n]*?)[ \t]*\{[#.][^{}\n]*\}[ \t]*$")
_SPAN = regex.compile(r"(?<=[\])`])\{[#.][^{}\n]*\}")
_DIV = regex.compile(r"(?m)^:{3,}[^\n]*$")
_LINE_BLOCK = regex.compile(r"(?m)^\|(?:[ \t][^\n|]*)?$(?:\n^(?:\|(?:[ \t][^\n|]*)?|[ \t]+\S[^\n|]*)$)*")


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:
    """The text as it is printed, without marks of Markdown. InputError if the file cannot be decoded."""
    decoded = decode(data, path, encoding)
    text = TextBuilder()
    content = _plain(decoded.text, text)
    page_text(parsed(f"<body>{_converter().render(content)}</body>", path), text)
    return [source(siglum, text, data, path, "markdown", notes=decoded.notes, encoding=decoded.encoding)]


@cache
def _converter() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415  costs 60 ms
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return made.use(footnote_plugin, inline=True).use(front_matter_plugin).use(deflist_plugin)


def _plain(content: str, text: TextBuilder) -> str:
    """The content in the Markdown that the converter knows; what is no text is set aside."""
    content = content.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _TOML.match(content)
    if front:
        text.set_aside("blocks of metadata", front["body"])
        content = content[front.end() :]
    title = _TITLE.match(content)
    if title:
        lines = [line.strip() for line in title.group().replace("%", "\n\n", 3).splitlines()]
        content = "\n".join(lines) + "\n\n" + content[title.end() :]
    content = _BRACKETS.sub(lambda one: _cited(one.group(), text), content)
    content = _ATTRIBUTES.sub(lambda one: one["heading"], content)
    content = _DIV.sub("", _SPAN.sub("", content))
    return _LINE_BLOCK.sub(lambda block: _verse(block.group()), content)


def _cited(brackets: str, text: TextBuilder) -> str:
    """Nothing in place of brackets with the keys of citations; other brackets as they are."""
    if not _KEY.search(brackets) or "\n\n" in brackets:
        return brackets
    text.set_aside("citations", brackets)
    return ""


def _verse(block: str) -> str:
    """Pandoc's line block: every line is a line of verse."""
    lines = [line.removeprefix("|").strip() for line in block.split("\n")]
    return "<p>" + "<br>".join(map(escape, lines)) + "</p>\n" if any(lines) else block
