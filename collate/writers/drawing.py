"""Draws pictures with Matplotlib: no siglum is taken for mathematics, the same numbers give the same bytes."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from collate.errors import PluginError
from collate.io.wording import one_line

# Those that this machine has are used, for each letter the first that has it; Matplotlib brings DejaVu.
FONTS = ["Noto Serif", "DejaVu Serif", "Noto Serif CJK SC", "Noto Serif Hebrew", "Noto Naskh Arabic"]
INCH = 0.32  # for each witness
NUMBERED = 20  # rows of squares that have their numbers written in them


def drawn(draw: Callable[[Any], None], size: tuple[float, float], form: str) -> bytes:
    """A picture of a size in inches as SVG or PNG; `draw` is given its axes. PluginError without Matplotlib."""
    try:
        import matplotlib as mpl  # noqa: PLC0415  of an extra, and slow to load
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ImportError:
        raise PluginError("pictures want another package", hint="pip install 'collate-texts[plots]'") from None
    style: dict[Any, Any] = {
        "svg.hashsalt": "collate", "svg.fonttype": "none", "text.parse_math": False, "font.family": _fonts(),
        "font.size": 9, "savefig.dpi": 200, "axes.spines.top": False, "axes.spines.right": False,
    }  # fmt: skip
    whole = io.BytesIO()
    with mpl.rc_context(style), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # `unknown` says which
        figure = Figure(figsize=size, layout="constrained")
        draw(figure.subplots())
        figure.savefig(whole, format=form, metadata={"Date": None} if form == "svg" else {"Software": None})
    return whole.getvalue()


def squares(axes: Any, share: npt.NDArray[np.float64], names: Sequence[str], label: str = "agreement") -> None:
    """A coloured square for each pair of names: a share from 0 to 1, nan where there is none."""
    image = axes.imshow(share, cmap="cividis", vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    if len(names) <= NUMBERED and not np.isnan(share).all():
        low, high = np.nanmin(share), np.nanmax(share)
        for row, column in np.ndindex(share.shape):
            if row != column and not np.isnan(share[row, column]):
                light = share[row, column] < (low + high) / 2
                axes.text(column, row, f"{share[row, column]:.2f}", ha="center", va="center", size=7,
                          color="white" if light else "black")  # fmt: skip
    axes.figure.colorbar(image, ax=axes, label=label, shrink=0.7)


def unknown(names: Sequence[str]) -> str:
    """The letters of some names that no font here has: a PNG shows boxes in their place, an SVG holds them as text."""
    from matplotlib import font_manager  # noqa: PLC0415  of an extra, and slow to load

    found = {family: font_manager.findfont(family) for family in _fonts()}
    known = {code for path in found.values() for code in font_manager.get_font(path).get_charmap()}
    return "".join(sorted({letter for name in names for letter in one_line(name) if ord(letter) not in known}))


def _fonts() -> list[str]:
    """Those of FONTS that are installed: Matplotlib logs a line for each letter and each font that is not."""
    from matplotlib import font_manager  # noqa: PLC0415  of an extra, and slow to load

    installed = set(font_manager.get_font_names())
    return [name for name in FONTS if name in installed]
