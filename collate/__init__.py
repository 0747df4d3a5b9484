"""Collate: compare the witnesses of a text, and its translations.

    import collate

    sources = collate.read("A.txt", "B.txt")
    apparatus = collate.apparatus(collate.collate(sources))
    collate.write(apparatus, "apparatus.xml")

The names in `__all__` are the public API; the objects they return are documented in `collate.model`. To read the code
itself, start at `pipeline.py`.
"""

TYPE_CHECKING = False  # that of `typing`, which the command line would have to load before it hears Ctrl-C
if TYPE_CHECKING:
    from collate.api.collating import apparatus, collate, convert, diff, table
    from collate.api.editing import check, compare, decide, edition, explain, normalise, page, proof, spelling
    from collate.api.project import Project, init, project
    from collate.api.reading import read, text
    from collate.api.tradition import stats, stemma
    from collate.api.translating import beads, fidelity, terms
    from collate.api.writing import write
    from collate.config import Settings
    from collate.errors import CollateError
    from collate.model import Apparatus, Collation, Decision, Source
    from collate.model.fidelity import Fidelity
    from collate.model.given_tree import GivenTree, ScoredTree
    from collate.model.overview import Overview
    from collate.model.parallel import Parallel
    from collate.model.statistics import Statistics
    from collate.model.table import Table
    from collate.model.termbase import Termbase
    from collate.model.tree import Stemma

    __version__: str

__all__ = [
    "Apparatus",
    "CollateError",
    "Collation",
    "Decision",
    "Fidelity",
    "GivenTree",
    "Overview",
    "Parallel",
    "Project",
    "ScoredTree",
    "Settings",
    "Source",
    "Statistics",
    "Stemma",
    "Table",
    "Termbase",
    "apparatus",
    "beads",
    "check",
    "collate",
    "compare",
    "convert",
    "decide",
    "diff",
    "edition",
    "explain",
    "fidelity",
    "init",
    "normalise",
    "page",
    "project",
    "proof",
    "read",
    "spelling",
    "stats",
    "stemma",
    "table",
    "terms",
    "text",
    "write",
]

_MODULES = {
    "api.collating": "apparatus collate convert diff table",
    "api.editing": "check compare decide edition explain normalise page proof spelling",
    "api.project": "Project init project",
    "api.reading": "read text",
    "api.tradition": "stats stemma",
    "api.translating": "beads fidelity terms",
    "api.writing": "write",
    "config": "Settings",
    "errors": "CollateError",
    "model": "Apparatus Collation Decision Source",
    "model.fidelity": "Fidelity",
    "model.overview": "Overview",
    "model.parallel": "Parallel",
    "model.statistics": "Statistics",
    "model.table": "Table",
    "model.termbase": "Termbase",
    "model.given_tree": "GivenTree ScoredTree",
    "model.tree": "Stemma",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that the command line, which imports this package, starts quickly."""
    from importlib import import_module  # noqa: PLC0415  the command line hears Ctrl-C before it loads anything

    if name == "__version__":
        return import_module("importlib.metadata").version("collate-texts")
    if name not in __all__:
        raise AttributeError(f"module 'collate' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"collate.{_HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    """The public names."""
    return ["__version__", *__all__]
