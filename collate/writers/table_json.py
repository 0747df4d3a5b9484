"""CollateX's table form, with what is needed to rebuild every witness and repeat the run.

``{"witnesses": [siglum], "table": [[cell, ...] per witness], "sources", "moves", "recipe"}``: a cell is null or
a list of tokens ``{"t", "n"}``; ``t`` carries the space after the token, so that the ``lead`` of a source and
its tokens' ``t`` joined are its text. Where more than space follows a token (a zero-width space, say), ``length`` is
the number of its own characters. A token in a cell of several positions says which with ``position``.
"""

from __future__ import annotations

from typing import Any, TextIO

from collate.model import Apparatus
from collate.wording import json_text
from collate.writers.cells import Range, ranges
from collate.writers.records import move_record


def write(apparatus: Apparatus, out: TextIO) -> None:
    """One witness a line, so that a novel's table is written as a stream."""
    collation = apparatus.collation
    cells = list(ranges(apparatus))
    out.write('{"witnesses": ' + json_text(list(collation.sigla)) + ',\n"table": [\n')
    leads = []
    for index in range(len(collation.witnesses)):
        lead, row = _row(apparatus, index, cells)
        leads.append(lead)
        out.write((",\n" if index else "") + row)
    sources: list[dict[str, Any]] = list(apparatus.recipe.get("sources", ()))
    about = [{**record, "lead": lead} for record, lead in zip(sources, leads, strict=False)]
    at = {position: number for number, cell in enumerate(cells) for position in range(*cell)}
    evidence = [collation.evidence[start] for start, _ in cells] if collation.evidence else None
    moves = [_in_cells(move_record(move), at) for move in collation.moves]
    out.writelines(
        f'{"," if name != "sources" else "],"}\n"{name}": {json_text(value)}'
        for name, value in (("sources", about), ("moves", moves), ("evidence", evidence), ("recipe", apparatus.recipe))
        if value is not None
    )
    out.write("}\n")


def _in_cells(record: dict[str, Any], at: dict[int, int]) -> dict[str, Any]:
    """A move with its places as ranges of the cells written, half-open."""
    for side in ("source", "target"):
        low, high = record[side]
        record[side] = [at[low], at[high - 1] + 1]
    return record


def _row(apparatus: Apparatus, index: int, cells: list[Range]) -> tuple[str, str]:
    """The lead of a witness and its row as JSON; each distinct token is spelt once."""
    witness = apparatus.collation.witnesses[index]
    lead, pieces = witness.pieces()
    column = apparatus.collation.columns[:, index].tolist()
    normals = witness.normals
    sizes = (witness.ends - witness.starts).tolist()
    known: dict[tuple[str, str, int], str] = {}
    row = []
    for start, end in cells:
        tokens = []
        for position in range(start, end):
            token = column[position]
            if token >= 0:
                whole = pieces[token], normals[token], sizes[token]
                spelt = known.get(whole)
                if spelt is None:
                    spelt = known[whole] = _spelt(*whole)
                tokens.append(f'{spelt}, "position": {position - start}}}' if end > start + 1 else spelt + "}")
        row.append(f"[{', '.join(tokens)}]" if tokens else "null")
    return lead, f"[{', '.join(row)}]"


def _spelt(piece: str, normal: str, size: int) -> str:
    """A token as JSON, but for the last brace."""
    length = "" if len(piece.rstrip()) == size else f', "length": {size}'
    return f'{{"t": {json_text(piece)}, "n": {json_text(normal)}{length}'
