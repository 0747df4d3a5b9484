"""Decodes HTML by what it declares: a byte order mark, an XML declaration, a ``meta`` element; else as plain text is.

The declared names mean what the Encoding Standard of WHATWG says they mean to browsers.
"""

from __future__ import annotations

import codecs

import regex

from collate.witnesses.readers.decode import Decoded, decode

_START = 4096  # bytes in which the declaration stands; browsers look at 1024
_META = regex.compile(rb"(?is)<meta[^>]+?charset\s*=\s*[\"']?\s*(?P<name>[\w:.-]+)")
_XML = regex.compile(rb"(?is)\A\s*<\?xml[^>]+?encoding\s*=\s*[\"'](?P<name>[\w:.-]+)")
_COMMENT = regex.compile(rb"(?s)<!--.*?-->")
# Where browsers read more than the name says: https://encoding.spec.whatwg.org/#names-and-labels
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949",
}  # fmt: skip
_OTHER_NAMES = {
    "x-sjis": "shift_jis",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "euc_kr",
    "x-gbk": "gbk",
    "x-x-big5": "big5",
}


def decode_html(data: bytes, path: str, encoding: str | None = None) -> Decoded:
    """The text of an HTML file. InputError if it cannot be decoded."""
    name = None if encoding else declared(data)
    if name is None or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, path, encoding)
    wider = _WIDER.get(name, name)
    for one in dict.fromkeys((wider, name)):
        try:
            return Decoded(data.decode(one), one)
        except UnicodeDecodeError:
            continue
    found = decode(data, path)
    note = f"declares {name}, but is not in it; read as {found.encoding}: --encoding decides"
    return Decoded(found.text, found.encoding, found.bom, (note, *found.notes))


def declared(data: bytes) -> str | None:
    """The Python name of the declared encoding; None if there is none, or it is not known."""
    start = _COMMENT.sub(b"", data[:_START])
    found = _XML.search(start) or _META.search(start)
    if found is None:
        return None
    label = found["name"].decode("ascii").lower()
    try:
        name = codecs.lookup(_OTHER_NAMES.get(label, label)).name
    except LookupError:
        return None
    # A page that can be searched for "charset" is not in UTF-16, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name
