"""Results as plain Python values and as pandas tables.

The methods stand here because users look for them on results; what they give is made in `collate.api.exports`, by the
writers of JSON, so that a dict and a file never differ. It is imported when a method is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas  # noqa: ICN001  the name is part of a signature


class Exported:
    """A result that can be given to other programs."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The result as dicts, lists, strings and numbers: what the format ``json`` holds (see docs/formats.md)."""
        from collate.api.exports import to_dict  # noqa: PLC0415  made by the writers, which are above the model

        return to_dict(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The result as a pandas table; docs/python.md lists the columns. PluginError without pandas."""
        from collate.api.exports import to_pandas  # noqa: PLC0415  made by the writers, which are above the model

        return to_pandas(self)
