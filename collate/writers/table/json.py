"""The alignment table as CollateX's JSON, with the data needed to rebuild every witness and repeat the run.

``{"witnesses": [siglum], "table": [[cell, ...] per witness], "sources", "joins", "moves", "recipe"}``: a cell is null
or a list with one token ``{"t", "n"}``; ``t`` carries the space after the token, so that the ``lead`` of a source and
its tokens' ``t`` joined are its text. Where more than space follows a token (a zero-width space, say), ``length`` is
the number of its own characters. ``joins`` are ranges of cells, half-open, that are one variation unit.
"""

from __future__ import annotations

from typing import Any, TextIO

from collate.io.wording import json_text
from collate.model import Apparatus
from collate.writers.records import move_record


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
    about = [{**record, "lead": lead} for record, lead in zip(sources, leads, strict=False)]
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
    lead, pieces = witness.pieces()
    normals = witness.normals
    sizes = (witness.ends - witness.starts).tolist()
    known: dict[tuple[str, str, int], str] = {}
    row = []
    for token in apparatus.collation.columns[:, index].tolist():
        if token < 0:
            row.append("null")
            continue
        whole = pieces[token], normals[token], sizes[token]
        spelt = known.get(whole)
        if spelt is None:
            spelt = known[whole] = f"[{_spelt(*whole)}}}]"
        row.append(spelt)
    return lead, f"[{', '.join(row)}]"


def _spelt(piece: str, normal: str, size: int) -> str:
    """A token as JSON, but for the last brace."""
    length = "" if len(piece.rstrip()) == size else f', "length": {size}'
    return f'{{"t": {json_text(piece)}, "n": {json_text(normal)}{length}'
