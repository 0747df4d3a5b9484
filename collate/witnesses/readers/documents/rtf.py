r"""Reads RTF: the text of a document, its footnotes, hidden and deleted text set aside.

The control words are those of Microsoft's specification of RTF 1.9.1. A reader of our own, as the libraries for RTF
lose footnotes and characters beyond U+FFFF.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field, replace

import regex

from collate.errors import InputError, LimitError
from collate.model import Source
from collate.witnesses.readers.documents.symbols import sign
from collate.witnesses.readers.set_aside import source, two_states
from collate.witnesses.readers.text_builder import Break, TextBuilder

MOST_DEPTH = 1000
_TOKEN = regex.compile(
    rb"(?P<group>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z'])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|."
, regex.DOTALL)  # fmt: skip
# Groups that hold no text of the document.
DESTINATIONS = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "object", "fldinst", "datafield", "listtable", "listoverridetable", "rsidtbl", "generator",
    "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "filetbl", "revtbl", "bkmkstart",
    "bkmkend", "xe", "tc", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "mmathPr", "nonshppict", "listtext", "pntext",
    "atnid", "atnauthor", "atnref", "atndate", "template", "title", "author", "operator", "private", "pntxta",
    "pntxtb", "upr", "sn", "sv",
}  # fmt: skip
NOTES = {"footnote": "footnotes", "annotation": "comments"}
# Fields whose result the program makes, by the first word of their code.
MADE = {"TOC": "tables of contents", "INDEX": "indexes", "PAGE": "page numbers", "NUMPAGES": "page numbers"}
HEADS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\"}
LINES = {"par": Break.LINE, "line": Break.LINE, "row": Break.LINE, "cell": Break.LINE, "page": Break.LINE,
         "sect": Break.LINE, "nestcell": Break.LINE, "nestrow": Break.LINE, "column": Break.LINE}  # fmt: skip
OLD_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}  # the code page of old programs
# Character sets of fonts (\fcharset) and the code pages that they mean.
CHARSETS = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb18030", 81: "big5",
    83: "mac_greek", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip


def read(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """The text with tracked changes accepted. InputError if the file is no RTF."""
    return [_read(data, path, siglum, original=False)]


def read_hands(data: bytes, *, path: str, siglum: str, encoding: str | None = None) -> list[Source]:  # noqa: ARG001
    """Two sources, with the tracked changes rejected (a.c.) and accepted (p.c.); one if there are none."""
    if not regex.search(rb"\\(?:deleted|revised)(?![a-z0-9])", data):
        return [_read(data, path, siglum, original=False)]
    return two_states(siglum, lambda name, first: _read(data, path, name, original=first))


def _read(data: bytes, path: str, siglum: str, *, original: bool) -> Source:
    if not data.startswith(b"{\\rtf"):
        raise InputError("is no RTF", path=path, hint="open it in a word processor, save it anew")
    reader = _Document(path, original=original)
    reader.read(data)
    return source(siglum, reader.text, data, path, "rtf", encoding=reader.page)


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    destination: str = ""  # of text that is no text of the document
    font: int = -1
    skip: int = 1  # characters after \u that stand for it in old programs
    hidden: bool = False
    change: str = ""  # "inserted" or "deleted"
    starred: bool = False
    held: list[str] | None = field(default=None)  # text of a note, or of what is set aside


class _Document:
    """Goes through the tokens and collects the text."""

    def __init__(self, path: str, *, original: bool) -> None:
        self.path, self.original = path, original
        self.text = TextBuilder()
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self.default = -1
        self.state = _State()
        self.stack: list[_State] = []
        self.bytes = bytearray()  # of characters written as bytes, which may need several
        self.code = ""  # of the field that is being read
        self.high = 0  # the first half of a character beyond U+FFFF
        self.skipping = 0

    def read(self, data: bytes) -> None:
        """Read the whole file."""
        at = 0
        while token := _TOKEN.match(data, at):
            at = token.end()
            if token["hex"] is None and token["text"] is None:
                self._flush()
            if token["group"]:
                self._group(token["group"] == b"{")
                if not self.stack:  # what follows the outermost group is no RTF
                    break
            elif token["word"] == b"bin":  # bytes of a picture follow
                at += max(int(token["number"] or 0), 0)
            elif token["word"]:
                self._word(token["word"].decode(), token["number"])
            elif token["hex"]:
                self._byte(bytes([int(token["hex"], 16)]))
            elif token["symbol"]:
                self._symbol(token["symbol"].decode("latin-1"))
            elif token["text"]:
                self._byte(token["text"])
        self._flush()

    def _group(self, opens: bool) -> None:
        self.skipping = 0
        if opens:
            if len(self.stack) >= MOST_DEPTH:
                raise LimitError(f"is nested more than {MOST_DEPTH:,} groups deep", path=self.path, hint="save it anew")
            self.stack.append(self.state)
            self.state = replace(self.state, starred=False)
        elif self.stack:
            ended, self.state = self.state, self.stack.pop()
            if ended.held is not None and ended.held is not self.state.held:
                kind = {**NOTES, **MADE}.get(ended.destination, "running heads")
                self.text.set_aside(kind, "".join(ended.held))

    def _word(self, word: str, number: bytes | None) -> None:
        value = int(number) if number else None
        state = self.state
        if word == "u" and value is not None:
            self._code(value % 65536)
        elif word == "ud" and state.destination == "upr":  # the same text as before it, in Unicode
            state.destination = ""
        elif word in DESTINATIONS or word in NOTES or (state.starred and not self._known(word)):
            self._destination(word)
        elif word in {"ansicpg", "deff", "f", "fcharset", "cpg", "uc"} or word in OLD_PAGES:
            self._coding(word, value or 0)
        elif word in {"v", "deleted", "revised", "plain"}:
            self._character(word, on=value != 0)
        elif word == "fldrslt" and not state.destination and (name := self.code.split(maxsplit=1)[:1]):
            self._field(name[0].upper())
        elif word in SIGNS:
            self._say(SIGNS[word])
        elif word in LINES:
            self._line_end()

    def _known(self, word: str) -> bool:
        """Whether a starred group holds text all the same."""
        return word in {"shpinst", "shptxt", "ud", "fldrslt"}

    def _destination(self, word: str) -> None:
        noted = word in NOTES or word in HEADS
        outer = self.state.destination
        self.code = "" if word == "fldinst" else self.code
        self.state.destination = word if not outer or noted else outer
        if noted and (not outer or outer in NOTES):
            self.state.held = []

    def _field(self, name: str) -> None:
        """Begin the result of a field; what the program makes is set aside."""
        if name in MADE:
            self.state.destination, self.state.held = name, []

    def _coding(self, word: str, value: int) -> None:
        if word == "ansicpg":
            self.page = _codec(f"cp{value}" if value != 65001 else "utf-8") or self.page
        elif word in OLD_PAGES:
            self.page = OLD_PAGES[word]
        elif word == "cpg" and self.state.destination == "fonttbl":
            self.fonts[self.state.font] = _codec(f"cp{value}")
        elif word == "deff":
            self.default = value
        elif word == "f":
            self.state.font = value
        elif word == "fcharset" and self.state.destination == "fonttbl":
            self.fonts[self.state.font] = CHARSETS.get(value, "")
        elif word == "uc":
            self.state.skip = min(max(value, 0), 10)

    def _character(self, word: str, *, on: bool) -> None:
        if word == "v":
            self.state.hidden = on
        elif word == "plain":
            self.state.hidden, self.state.change, self.state.font = False, "", self.default
        else:
            kind = {"deleted": "deleted", "revised": "inserted"}[word]
            self.state.change = kind if on else ""

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.state.starred = True
        elif symbol in "\r\n":
            self._line_end()
        elif self.skipping:
            self.skipping -= 1
        elif symbol in SYMBOLS:
            self._say(SYMBOLS[symbol])

    def _code(self, code: int) -> None:
        self.skipping = self.state.skip
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            if self.high:
                self._say(chr(0x10000 + ((self.high - 0xD800) << 10) + (code - 0xDC00)))
            self.high = 0
        elif 0xF000 <= code <= 0xF0FF:
            self._say(sign(code, "symbol"))
        elif code:
            self._say(chr(code))

    def _byte(self, found: bytes) -> None:
        taken = min(self.skipping, len(found))
        self.skipping -= taken
        self.bytes += found[taken:]

    def _flush(self) -> None:
        """Decode the bytes that have come in, in the code page of the font."""
        if not self.bytes:
            return
        found, self.bytes = bytes(self.bytes), bytearray()
        font = self.state.font if self.state.font >= 0 else self.default
        page = self.fonts.get(font, "") or self.page
        if page == "symbol":
            self._say("".join(sign(one, "symbol") for one in found))
        else:
            self._say(found.decode(_codec(page) or self.page, "replace"))

    def _say(self, text: str) -> None:
        state = self.state
        if state.held is not None:
            state.held.append(text)
        elif state.destination:
            self.code += text if state.destination == "fldinst" else ""
        elif state.change == ("inserted" if self.original else "deleted"):
            if not self.original:
                self.text.set_aside("deleted passages", text)
        elif state.hidden:
            self.text.set_aside("hidden passages", text)
        else:
            self.text.say(text)

    def _line_end(self) -> None:
        if self.state.held is not None:
            self.state.held.append("\n")
        elif not self.state.destination and self.state.change != ("inserted" if self.original else "deleted"):
            self.text.line_end()


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
