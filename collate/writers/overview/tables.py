"""The overview of translations as text, CSV (a row per translation) and JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import combinations
from typing import TextIO

from collate.io.tabular import guarded
from collate.io.wording import count, isolated, json_text, one_line, padded, sigla_list, visible, width
from collate.model.overview import Overview, Trouble
from collate.writers.findings.json import record

FORM = "collate-overview-1"
SQUARE = 12  # translations whose agreements are shown as a square; of more, each with the nearest
SHOWN = 12  # places that are shown as text
LONGEST = 76  # characters of a sentence that are shown


def write_text(overview: Overview, out: TextIO) -> None:
    """The findings by translation and kind, the agreement of the translations, and where most goes wrong."""
    names = [visible(told.siglum) for told in overview.translations]
    wide = max(10, *map(width, names))
    out.write(f"{visible(overview.original)}: {count(overview.sentences, 'sentence')}, ")
    out.write(f"{count(len(names), 'translation')}\n\nFindings by kind, and the share of the original accounted for\n")
    kinds = overview.kinds
    out.write(" " * wide + "  accounted  findings" + "".join(f"  {kind}" for kind in kinds) + "\n")
    for name, told in zip(names, overview.translations, strict=True):
        cells = "".join(f"  {told.kinds.get(kind) or '.':>{len(kind)}}" for kind in kinds)
        out.write(f"{padded(name, wide)}  {told.accounted:>9.1%}  {told.findings or '.':>8}{cells}\n")
    _agreement(overview, names, wide, out)
    if overview.places:
        out.write("\nWhere most goes wrong\n")
        out.writelines(f"{line}\n" for place in overview.places[:SHOWN] for line in _place(overview, place))
        if len(overview.places) > SHOWN:
            out.write(f"  and {count(len(overview.places) - SHOWN, 'place')} more, all in json\n")


def _agreement(overview: Overview, names: list[str], wide: int, out: TextIO) -> None:
    """A square, or each with its nearest; nothing if no two are in one language."""
    numbers = range(len(names))
    if not any(overview.agreement(a, b) is not None for a, b in combinations(numbers, 2)):
        return
    out.write("\nAgreement of translations into one language, share of the words\n")
    if len(names) > SQUARE:
        for number in numbers:
            nearest = overview.nearest(number)
            if nearest:
                out.write(f"{padded(names[number], wide)}  {nearest[1]:.3f} with {names[nearest[0]]}, the nearest\n")
        return
    out.write(" " * wide + "  " + "  ".join(padded(name, wide) for name in names).rstrip() + "\n")
    for row in numbers:
        cells = (_share(overview, row, column) for column in numbers)
        out.write(f"{padded(names[row], wide)}  {'  '.join(padded(cell, wide) for cell in cells).rstrip()}\n")


def _share(overview: Overview, row: int, column: int) -> str:
    share = overview.agreement(row, column)
    return "." if row == column else "-" if share is None else f"{share:.3f}"


def _place(overview: Overview, place: Trouble) -> Iterator[str]:
    """The sentence, and under it a line for each finding."""
    who = f"{len(place.translations)} of {len(overview.translations)}" if place.translations else "the original"
    text = one_line(place.text)
    yield f"  line {place.line}, {who}: {isolated(text if len(text) <= LONGEST else f'{text[:LONGEST]}…')}"
    for finding in place.findings:
        where = "the original" if finding.suspect == "original" else sigla_list(finding.translations)
        yield f"    {finding.kind} ({where}) {isolated(one_line(finding.because))}"


def write_csv(overview: Overview, out: TextIO, *, guard: bool = True) -> None:
    """``translation``, ``language``, ``accounted``, ``findings``, ``nearest``, ``agreement``, and a column a kind."""
    table = csv.writer(out, lineterminator="\n")
    kinds = overview.kinds
    table.writerow(["translation", "language", "accounted", "findings", "nearest", "agreement", *kinds])
    for number, told in enumerate(overview.translations):
        nearest = overview.nearest(number)
        other = guarded(visible(overview.translations[nearest[0]].siglum), on=guard) if nearest else ""
        share = f"{nearest[1]:.6f}" if nearest else ""
        siglum = guarded(visible(told.siglum), on=guard)
        counts = (told.kinds.get(kind, 0) for kind in kinds)
        table.writerow([siglum, told.language, f"{told.accounted:.6f}", told.findings, other, share, *counts])


def write_json(overview: Overview, out: TextIO) -> None:
    """All of it. Schema: `schemas/overview.schema.json`."""
    names = [told.siglum for told in overview.translations]
    document = {
        "form": FORM,
        "original": overview.original,
        "sentences": overview.sentences,
        "translations": [
            {"siglum": told.siglum, "language": told.language, "accounted": round(told.accounted, 6),
             "findings": told.findings, "kinds": dict(told.kinds)}
            for told in overview.translations
        ],
        "agreement": [
            {"translation": names[a], "other": names[b], "same": int(overview.same[a, b]),
             "both": int(overview.both[a, b])}
            for a, b in combinations(range(len(names)), 2) if overview.both[a, b]
        ],
        "places": [
            {"sentence": place.sentence, "line": place.line, "text": place.text,
             "translations": list(place.translations), "findings": [record(one) for one in place.findings]}
            for place in overview.places
        ],
        "quiet": list(overview.quiet),
        "recipe": overview.recipe,
    }  # fmt: skip
    out.write(json_text(document, indent=1) + "\n")
