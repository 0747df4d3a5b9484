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
    from collate.api.functions import apparatus, beads, collate, fidelity, read, text, write
    from collate.config import Settings
    from collate.errors import CollateError
    from collate.model import Apparatus, Collation, Source
    from collate.model.fidelity import Fidelity
    from collate.model.parallel import Parallel

    __version__: str

__all__ = [
    "Apparatus",
    "CollateError",
    "Collation",
    "Fidelity",
    "Parallel",
    "Settings",
    "Source",
    "apparatus",
    "beads",
    "collate",
    "fidelity",
    "read",
    "text",
    "write",
]

_HOMES = {
    "Apparatus": "model",
    "CollateError": "errors",
    "Collation": "model",
    "Fidelity": "model.fidelity",
    "Parallel": "model.parallel",
    "Settings": "config",
    "Source": "model",
}  # the others are in api.functions


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that the command line, which imports this package, starts quickly."""
    from importlib import import_module  # noqa: PLC0415  the command line hears Ctrl-C before it loads anything

    if name == "__version__":
        return import_module("importlib.metadata").version("collate-texts")
    if name not in __all__:
        raise AttributeError(f"module 'collate' has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"collate.{_HOMES.get(name, 'api.functions')}"), name)
    return found


def __dir__() -> list[str]:
    """The public names."""
    return ["__version__", *__all__]
