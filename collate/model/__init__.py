"""The data classes that all stages share. Start with `text`, then `collation`, then `apparatus`."""

from collate.model.apparatus import Absent, Annotation, Apparatus, Label, Lacuna, Reading, Unit
from collate.model.collation import Collation, Move
from collate.model.decision import Decision, Stale, Taken
from collate.model.edited import EditedText
from collate.model.explanation import Asked, Derivation, Explanation, Extract
from collate.model.pack import Pack, Rewriting, Rewritten
from collate.model.places import Places
from collate.model.printed import Entry, Profile, Run
from collate.model.signs import Sign
from collate.model.suspect import Suspect
from collate.model.text import Language, Mark, Origin, Section, SetAside, Source, Token, Witness

__all__ = [
    "Absent",
    "Annotation",
    "Apparatus",
    "Asked",
    "Collation",
    "Decision",
    "Derivation",
    "EditedText",
    "Entry",
    "Explanation",
    "Extract",
    "Label",
    "Lacuna",
    "Language",
    "Mark",
    "Move",
    "Origin",
    "Pack",
    "Places",
    "Profile",
    "Reading",
    "Rewriting",
    "Rewritten",
    "Run",
    "Section",
    "SetAside",
    "Sign",
    "Source",
    "Stale",
    "Suspect",
    "Taken",
    "Token",
    "Unit",
    "Witness",
]
