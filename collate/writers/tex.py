"""Escapes text for TeX, and selects fonts and writing direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from collate.io.wording import unisolated, visible

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "^": r"\textasciicircum{}",
    "_": r"\_", "~": r"\textasciitilde{}", "%": r"\%", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}",
    '"': r"\textquotedbl{}", "`": r"\textasciigrave{}", "[": "{[}", "]": "{]}", "-": "{-}", "'": r"\textquotesingle{}",
}  # fmt: skip
_ACTIVE = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_IDEOGRAPH = re.compile("([\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff])")
# Letters that the main font lacks: the font's name in the document, and where the letters lie.
_SCRIPTS = (
    ("cjkfont", "Noto Serif CJK SC", "", "\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"),
    ("hebrewfont", "Noto Serif Hebrew", "Script=Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f"),
    ("arabicfont", "Noto Naskh Arabic", "Script=Arabic", "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"),
)
_RUNS = re.compile("|".join(f"(?P<{name}>[{span}][{span}\\s]*[{span}]|[{span}])" for name, _, _, span in _SCRIPTS))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

PREAMBLE = r"""\usepackage{iftex}
\usepackage{fontspec}
\setmainfont{Noto Serif}
\newcommand\cjkbreak{\hskip 0pt plus .08em\relax}
\ifLuaTeX
  \newcommand\collaterl[1]{\bgroup\textdir TRT #1\egroup}
  \newcommand\collatestart{\pardir TRT\textdir TRT }
  \newcommand\collateend{}
  \newcommand\collatenote[1]{\hbox dir TLT{\textdir TLT #1}}
\else
  \TeXXeTstate=1
  \newcommand\collaterl[1]{\beginR #1\endR}
  \newcommand\collatestart{\leftskip=0pt plus 1fil\parfillskip=0pt\parindent=0pt\beginR}
  \newcommand\collateend{\endR}
  \newcommand\collatenote[1]{\hbox{\beginL #1\endL}}
\fi
"""


def fonts(texts: Iterable[str]) -> Iterator[str]:
    """The font families that texts need besides the main one."""
    seen = "".join({char for text in texts for char in text})
    for name, font, options, span in _SCRIPTS:
        if re.search(f"[{span}]", seen):
            yield rf"\newfontfamily\{name}{f'[{options}]' if options else ''}{{{font}}}" + "\n"


def escaped(text: str) -> str:
    """Every character that TeX would act upon as the character itself; between ideographs a line may break."""
    shown = visible(unisolated(text), keep="\n\t")
    parts = []
    at = 0
    for match in _RUNS.finditer(shown):
        parts.append(_safe(shown[at : match.start()]))
        parts.append(rf"{{\{match.lastgroup} {_IDEOGRAPH.sub(_breaking, _safe(match.group()))}}}")
        at = match.end()
    return "".join((*parts, _safe(shown[at:])))


def _breaking(match: re.Match[str]) -> str:
    return match[1] + r"\cjkbreak{}"


def _safe(text: str) -> str:
    return _ACTIVE.sub(lambda match: _SPECIAL[match.group()], text)


def directed(text: str) -> str:
    """Escaped text; right-to-left text turned round as a whole."""
    return rf"\collaterl{{{escaped(text)}}}" if _RIGHT_TO_LEFT.search(text) else escaped(text)
