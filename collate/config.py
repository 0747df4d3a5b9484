"""What a run was asked to do: one frozen Settings, made from the command line."""

from __future__ import annotations

from dataclasses import dataclass

from collate.errors import UsageError

SECTIONS = ("none", "headings", "ids", "loci")
FORMS = ("case", "accents", "apostrophes", "punctuation")


@dataclass(frozen=True, slots=True)
class Settings:
    """All that decides a collation, besides the texts.

    `languages`: none (detect), one for all witnesses, or one each. `ignore`: names of normalisers that
    run after NFC, so that what they merge is no difference. `cjk` is ``characters`` or ``words``.
    `sections` says by what pieces of the witnesses are matched before their words are, `anchors` which words
    belong together (``A:8.3=B:9.1``: line and word).
    """

    languages: tuple[str, ...] = ()
    encoding: str | None = None
    ignore: tuple[str, ...] = ()
    cjk: str = "characters"
    aligner: str = "anchored"
    sections: str = "none"
    anchors: tuple[str, ...] = ()
    max_bytes: int = 256 * 1024 * 1024

    def __post_init__(self) -> None:
        if self.cjk not in {"characters", "words"}:
            raise UsageError(f"Chinese cannot be cut by {self.cjk!r}", hint="choose characters or words")
        if self.sections not in SECTIONS:
            raise UsageError(f"sections cannot be matched by {self.sections!r}", hint=f"choose {', '.join(SECTIONS)}")
        if self.max_bytes <= 0:
            raise UsageError("--max-size must be more than 0")

    def recipe(self) -> dict[str, object]:
        """The settings that another run needs to come to the same result."""
        return {
            "languages": list(self.languages),
            "encoding": self.encoding,
            "normalise": ["nfc", *self.ignore],
            "cjk": self.cjk,
            "aligner": self.aligner,
            "sections": self.sections,
            "anchors": list(self.anchors),
        }
