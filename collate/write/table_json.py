"""CollateX's table form, with what is needed to rebuild every witness and repeat the run.

``{"witnesses": [siglum], "table": [[cell, ...] per witness], "sources", "moves", "recipe"}``: a cell is null or
a list of tokens ``{"t", "n"}``; ``t`` carries the space after the token, so that the ``lead`` of a source and
its tokens' ``t`` joined are its text. A token in a cell of several positions says which with ``position``.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from collate.model import Apparatus
from collate.write.cells import Range, ranges

Cell = list[dict[str, Any]] | None


def write(apparatus: Apparatus, out: TextIO) -> None:
    """One witness a line, so that a novel's table is written as a stream."""
    collation = apparatus.collation
    cells = list(ranges(apparatus))
    out.write('{"witnesses": ' + _json(list(collation.sigla)) + ',\n"table": [\n')
    leads = []
    for index in range(len(collation.witnesses)):
        lead, row = _row(apparatus, index, cells)
        leads.append(lead)
        out.write((",\n" if index else "") + _json(row))
    sources: list[dict[str, Any]] = list(apparatus.recipe.get("sources", ()))
    about = [{**record, "lead": lead} for record, lead in zip(sources, leads, strict=False)]
    moves = [
        {
            "source": m.source,
            "target": m.target,
            "stay": m.stay,
            "witnesses": m.sigla,
            "text": m.text,
            "because": m.because,
        }
        for m in collation.moves
    ]
    out.write(f'\n],\n"sources": {_json(about)},\n"moves": {_json(moves)},\n"recipe": {_json(apparatus.recipe)}}}\n')


def _row(apparatus: Apparatus, index: int, cells: list[Range]) -> tuple[str, list[Cell]]:
    witness = apparatus.collation.witnesses[index]
    lead, pieces = witness.pieces()
    column = apparatus.collation.columns[:, index].tolist()
    normals = witness.normals
    row: list[Cell] = []
    for start, end in cells:
        if end == start + 1:
            token = column[start]
            row.append(None if token < 0 else [{"t": pieces[token], "n": normals[token]}])
        else:
            joined = [
                {"t": pieces[column[p]], "n": normals[column[p]], "position": p - start}
                for p in range(start, end)
                if column[p] >= 0
            ]
            row.append(joined or None)
    return lead, row


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
