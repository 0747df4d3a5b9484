"""The nouns: what the whole program talks about. Start with `text`, then `collation`, then `apparatus`."""

from collate.model.apparatus import Apparatus, Label, Lacuna, Reading, Unit
from collate.model.collation import Collation, Move
from collate.model.text import Language, Mark, Origin, Section, Source, Token, Witness

__all__ = [
    "Apparatus",
    "Collation",
    "Label",
    "Lacuna",
    "Language",
    "Mark",
    "Move",
    "Origin",
    "Reading",
    "Section",
    "Source",
    "Token",
    "Unit",
    "Witness",
]
