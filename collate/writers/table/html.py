"""The alignment table as one HTML file, built as an element tree so that no text can become markup."""

from __future__ import annotations

from typing import Any, TextIO

from lxml import etree
from lxml.builder import E

from collate.io.wording import one_line, visible
from collate.model import Apparatus
from collate.writers.cells import joined_positions, variant_positions

_STYLE = """
body { font: 16px/1.5 serif; margin: 2rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse }
th, td { padding: .15rem .6rem; text-align: start; vertical-align: top; border-bottom: 1px solid #ddd }
thead th { position: sticky; top: 0; background: #fff }
tr.variant td { background: #fff3d6; font-weight: 600 }
tr.joined th { border-inline-start: 3px solid #8a6d1f }
td.absent { color: #767676 }
@media (prefers-color-scheme: dark) {
  body, thead th { color: #e8e8e8; background: #161616 } tr.variant td { background: #4a3b12 }
  th, td { border-color: #444 } td.absent { color: #a0a0a0 }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(apparatus: Apparatus, out: TextIO) -> None:
    """A row per position; `lang` and `dir` on every column; variant rows marked with a sign and a colour,
    those that are one unit with a line beside them.
    """
    collation = apparatus.collation
    title = "Collation of " + ", ".join(visible(siglum) for siglum in collation.sigla)
    out.write('<!DOCTYPE html>\n<html lang="en">\n')
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        E.meta(name="viewport", content="width=device-width"),
        E.title(title),
        E.style(_STYLE),
    )
    out.write(_html(head) + "\n<body>\n" + _html(E.h1(title)) + "\n<table>\n")
    headings = [E.th(visible(s), scope="col") for s in (*collation.sigla, *(["by"] if collation.evidence else []))]
    out.write(_html(E.thead(E.tr(E.th("position", scope="col"), *headings))) + "\n<tbody>\n")
    # Between languages nearly every row is a variant: that is not worth a colour.
    variant = frozenset() if collation.evidence else variant_positions(apparatus)
    joined = joined_positions(apparatus)
    joined |= {at - 1 for at in joined}
    out.writelines(
        _html(_row(apparatus, at, varies=at in variant, joined=at in joined)) + "\n" for at in range(len(collation))
    )
    out.write("</tbody>\n</table>\n</body>\n</html>\n")


def _row(apparatus: Apparatus, at: int, *, varies: bool, joined: bool) -> Any:
    collation = apparatus.collation
    names = " ".join(name for name, is_so in (("variant", varies), ("joined", joined)) if is_so)
    row = E.tr(
        {"class": names} if names else {},
        E.th(f"{at + 1} ≠" if varies else str(at + 1), scope="row"),
    )
    for index, witness in enumerate(collation.witnesses):
        text = one_line(witness.surface(*collation.tokens(index, at, at + 1)))
        attributes = {"lang": visible(witness.source.language.code), "dir": "auto"}
        row.append(E.td(attributes, text) if text else E.td({"class": "absent", "title": "absent"}, "∅"))
    if collation.evidence:
        row.append(E.td(one_line(collation.evidence[at])))
    return row


def _html(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html"))
