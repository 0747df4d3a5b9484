"""Results as dicts and as pandas tables: the methods `to_dict` and `to_pandas` of results."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from collate.api import writing
from collate.errors import PluginError, WrongTypeError
from collate.model import Apparatus, Collation
from collate.model.fidelity import Fidelity
from collate.model.given_tree import ScoredTree
from collate.model.overview import Overview
from collate.model.parallel import Parallel
from collate.model.report import Checked
from collate.model.statistics import Statistics
from collate.model.suspect import Proofs
from collate.model.table import Table
from collate.model.termbase import Termbase

if TYPE_CHECKING:
    import pandas  # noqa: ICN001  the name is part of a signature


def to_dict(result: Any) -> dict[str, Any]:
    """The JSON object that the writer of the result writes."""
    out = io.StringIO()
    writing.write(result, out, "json")
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def to_pandas(result: Any) -> pandas.DataFrame:
    """A table of the result: a row for each reading and witness, position, pair of witnesses, bead or finding."""
    try:
        import pandas  # noqa: ICN001, PLC0415  no dependency of Collate
    except ImportError:
        raise PluginError("to_pandas() needs pandas", hint="pip install pandas; to_dict() needs nothing") from None
    rows = next((rows for kind, rows in _ROWS.items() if isinstance(result, kind)), None)
    if rows is None:
        raise WrongTypeError(f"a {type(result).__name__} is no table", hint="to_dict() gives all of it")
    return pandas.DataFrame(list(rows(result)))


def _readings(apparatus: Apparatus) -> Iterator[dict[str, Any]]:
    """A row for each unit and witness."""
    for unit in apparatus.units:
        place = {"unit": unit.id, "section": unit.section, "place": unit.where, "line": unit.line, "word": unit.word}
        for number, reading in enumerate(unit.readings):
            own = {
                "lemma": unit.lemma.text,
                "reading": reading.text,
                "normal": reading.normal,
                "kind": reading.kind,
                "number": number,
                "labels": ", ".join(label.name for label in reading.labels),
                "formal": bool(reading.labels)
                and all(apparatus.classes.get(label.name) == "formal" for label in reading.labels),
            }
            for siglum in reading.sigla:
                yield {**place, "witness": siglum, **own}


def _positions(result: Collation | Table) -> Iterator[dict[str, str]]:
    return result.rows() if isinstance(result, Collation) else iter(result)


def _pairs(stats: Statistics) -> Iterator[dict[str, Any]]:
    for record in to_dict(stats)["agreement"]:
        share = record["same"] / record["both"] if record["both"] else None
        yield {"witness": record["witness"], "other": record["other"], "same": record["same"], "both": record["both"],
               "share": share, **record["labels"]}  # fmt: skip


def _beads(parallel: Parallel) -> Iterator[dict[str, Any]]:
    for bead in parallel.beads:
        source, target = parallel.texts(bead)
        yield {"kind": bead.kind, "score": bead.score, "original": source, "translation": target}


def _findings(fidelity: Fidelity) -> Iterator[dict[str, Any]]:
    for one in fidelity.findings:
        yield {
            "kind": one.kind, "confidence": one.confidence, "weight": one.weight, "bead": one.bead,
            "line": one.original.line, "original": one.original.words or one.original.text,
            "translation": " | ".join(passage.words or passage.text for passage in one.passages),
            "translations": ", ".join(one.translations), "because": one.because,
        }  # fmt: skip


def _translations(overview: Overview) -> Iterator[dict[str, Any]]:
    for number, told in enumerate(overview.translations):
        nearest = overview.nearest(number)
        yield {
            "translation": told.siglum, "language": told.language, "accounted": told.accounted,
            "findings": told.findings, "nearest": overview.names[nearest[0]] if nearest else None,
            "agreement": nearest[1] if nearest else None, **{kind: told.kinds.get(kind, 0) for kind in overview.kinds},
        }  # fmt: skip


def _concepts(termbase: Termbase) -> Iterator[dict[str, Any]]:
    for concept in termbase:
        terms = {code: " | ".join(own) for code, own in concept.terms.items()}
        yield {"concept": concept.name, **terms, "note": concept.note, "source": concept.source}


def _suspects(proofs: Proofs) -> Iterator[dict[str, Any]]:
    yield from proofs.to_dict()["suspects"]


def _misreports(checked: Checked) -> Iterator[dict[str, Any]]:
    for one in checked.to_dict()["misreports"]:
        yield {**one, "entries": ", ".join(one["entries"]), "labels": ", ".join(one["labels"])}


def _on_tree(scored: ScoredTree) -> Iterator[dict[str, Any]]:
    for one in scored.units:
        where = "; ".join(f"{step.parent} > {step.child}" for step in one.steps)
        yield {
            "unit": one.unit, "line": one.line, "lemma": one.lemma, "readings": " | ".join(one.readings),
            "changes": one.changes, "needed": one.needed, "extra": one.extra, "where": where,
        }  # fmt: skip


_ROWS: dict[type[Any], Callable[[Any], Iterator[dict[str, Any]]]] = {
    Apparatus: _readings, Collation: _positions, Table: _positions, Statistics: _pairs, Parallel: _beads,
    Fidelity: _findings, Overview: _translations, Termbase: _concepts,
    Proofs: _suspects, Checked: _misreports, ScoredTree: _on_tree,
}  # fmt: skip
