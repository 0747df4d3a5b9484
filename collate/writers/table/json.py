"""The alignment table as CollateX's JSON, with the data needed to rebuild every witness and repeat the run.

``{"witnesses": [siglum], "table": [[cell, ...] per witness], "sources", "joins", "moves", "recipe"}``: a cell is null
or a list with one token ``{"t", "n"}`` and what its file says of it besides. ``t`` carries the space after the token,
so that the ``lead`` of a source and its tokens' ``t`` joined are its text. Where more than space follows a token (a
zero-width space, say), ``length`` is the number of its own characters. What was set aside in a typed text (a folio
mark, the division of a word) is in ``t``, and not in ``n``: ``va|cua `` and ``vacua``; the ``signs`` of a source say
where: [offset in the text as read, characters, kind, what is read instead, whether it opens what follows], and its
``marks`` the places that it names: [kind, start, end, name]. ``joins`` are ranges of cells, half-open, that
are one variation unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model import Apparatus, Source
from collate.witnesses.existing import properties
from collate.writers.records import move_record

OWN = {"t", "n", "length", "position"}  # the keys of a token that Collate writes itself


def write(apparatus: Apparatus, out: TextIO) -> None:
    """One witness a line, so that a novel's table is written as a stream."""
    collation = apparatus.collation
    out.write('{"witnesses": ' + json_text(list(collation.sigla)) + ',\n"table": [\n')
    leads = []
    for index in range(len(collation.witnesses)):
        lead, row = _row(apparatus, index)
        leads.append(lead)
        out.write((",\n" if index else "") + row)
    sources: list[dict[str, Any]] = list(apparatus.recipe.get("sources", ()))
    about = [
        {**record, "lead": lead, **_signs(witness.source)}
        for record, lead, witness in zip(sources, leads, collation.witnesses, strict=False)
    ]
    evidence = list(collation.evidence) or None
    moves = [move_record(move) for move in collation.moves]
    joins = [list(span) for span in collation.joins]
    head = {"sources": about, "joins": joins, "moves": moves, "evidence": evidence, "recipe": apparatus.recipe}
    out.writelines(
        f'{"," if name != "sources" else "],"}\n"{name}": {json_text(value)}'
        for name, value in head.items()
        if value is not None
    )
    out.write("}\n")


def _row(apparatus: Apparatus, index: int) -> tuple[str, str]:
    """The lead of a witness and its row as JSON; each distinct token is spelt once."""
    witness = apparatus.collation.witnesses[index]
    lead, pieces, sizes = witness.original_pieces()
    normals = witness.normals
    known: dict[tuple[str, str, int], str] = {}
    more = properties(witness)
    row = []
    for token in apparatus.collation.columns[:, index].tolist():
        if token < 0:
            row.append("null")
            continue
        whole = pieces[token], normals[token], sizes[token]
        spelt = known.get(whole)
        if spelt is None:
            spelt = known[whole] = _spelt(*whole)
        row.append(f"[{spelt}{_properties(more[token]) if more else ''}}}]")
    return lead, f"[{', '.join(row)}]"


def _properties(given: Mapping[str, Any]) -> str:
    """What a file said of a token, as the rest of its JSON object."""
    kept = {key: value for key, value in given.items() if key not in OWN}
    return f", {json_text(kept)[1:-1]}" if kept else ""


def _signs(source: Source) -> dict[str, list[Any]]:
    """What was set aside in a typed text, and the places that it marks."""
    signs = [[sign.at, sign.text, sign.kind, sign.reads, sign.opens] for sign in source.signs]
    marks = [
        [mark.kind, mark.start, mark.end, str(mark.data.get("n", ""))] for mark in source.marks if mark.kind != "token"
    ]
    return {"signs": signs, "marks": marks} if signs else {}


def _spelt(piece: str, normal: str, size: int) -> str:
    """A token as JSON, but for the last brace."""
    length = "" if len(piece.rstrip()) == size else f', "length": {size}'
    return f'{{"t": {json_text(piece)}, "n": {json_text(normal)}{length}'
